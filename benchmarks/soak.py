"""A library used by many at once for as long as asked, with every answer held against the text.

    python -m benchmarks.soak --minutes 60 [--writers 1] [--readers 4] [--real-model]

Writers, each a process of its own, add, update and remove articles at random, and look after each
step whether it can be seen: what was added is found by a word that it alone has, what was removed
is not. Readers ask, look for statements and check quotations; every passage, sentence and
statement has to be the characters of its article, now or in a version that it has had. Each
minute a line tells memory, open files and counts; now and then the whole library is checked. The
articles are the paragraphs of the sample archive, shuffled. Without ``--real-model`` vectors are
drawn from the words, which is quick and hits the library harder.
"""

import argparse
import json
import multiprocessing
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.queues import Queue
from pathlib import Path

import whosaid
from benchmarks.ingest import StandIn
from index.encoder import Encoder

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
KEYS = 3_000  # articles that come and go, of each writer
CHECK_EVERY = 10  # minutes between two checks of the whole library
QUESTIONS = ("Why was the bridge closed?", "How many people were evacuated?", "Who was convicted?")

Told = tuple[str, str]  # who, and what happened
Work = Callable[[Path, int, float, "Queue[Told]", bool], None]


@dataclass
class Pool:
    """Paragraphs to make articles of, and the version that each article has."""

    writer: int
    chance: random.Random
    paragraphs: list[str]
    versions: Counter[int] = field(default_factory=Counter)

    def word(self, key: int) -> str:
        """A word that stands in one version of one article alone."""
        return f"w{self.writer}k{key}v{self.versions[key]}x"

    def article(self, key: int) -> dict[str, str]:
        """The next version of an article."""
        self.versions[key] += 1
        some = self.chance.sample(self.paragraphs, self.chance.randint(3, 12))
        told = f"“The mark here is {self.word(key)},” said Ada Lund, the keeper of marks."
        some.insert(self.chance.randrange(len(some)), told)
        return {
            "title": f"Notice {self.writer}-{key}",
            "url": f"https://soak.example/{self.writer}/{key}",
            "source": self.chance.choice(["Quay Post", "The Ellan Gazette"]),
            "date": f"2025-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}",
            "text": "\n\n".join(some),
        }


def paragraphs() -> list[str]:
    """The paragraphs of the sample archive's plain articles."""
    texts = [file.read_text("utf-8") for file in sorted(SAMPLES.rglob("*.txt"))]
    return [part.strip() for text in texts for part in text.split("\n\n") if len(part) > 100]


def write(folder: Path, number: int, until: float, told: "Queue[Told]", real: bool) -> None:
    """Add, update and remove at random, and see each step done."""
    pool = Pool(number, random.Random(number), paragraphs())
    path = folder.parent / f"writer-{number}.jsonl"
    alive: set[int] = set()
    with whosaid.open(folder, encoder=_encoder(real)) as library:
        while time.time() < until:
            if alive and pool.chance.random() < 0.2:
                gone = pool.chance.sample(sorted(alive), min(len(alive), 5))
                library.remove([_id(library, pool.word(key)) for key in gone])
                alive -= set(gone)
                for key in gone:
                    _expect(library, pool.word(key), found=False)
                told.put(("writer", "removed"))
            else:
                keys = pool.chance.sample(range(KEYS), 8)
                before = {key: pool.word(key) for key in keys if key in alive}
                lines = [json.dumps(pool.article(key)) + "\n" for key in keys]
                path.write_text("".join(lines), "utf-8")
                report = library.add(path)
                assert not report.unread, report.unread
                alive.update(keys)
                for key in keys:
                    _expect(library, pool.word(key), found=True)
                for word in before.values():
                    _expect(library, word, found=False)
                told.put(("writer", "added"))


def _expect(library: whosaid.Library, word: str, found: bool) -> None:
    """See that the statement with a word is there word for word, or that no such is."""
    has = library.check(f"The mark here is {word}").class_ == "verbatim"
    assert has == found, f"{word} is {'' if has else 'not '}found"


def _id(library: whosaid.Library, word: str) -> str:
    """The article with a word."""
    return library.check(f"The mark here is {word}").matches[0].article.id


def read(folder: Path, number: int, until: float, told: "Queue[Told]", real: bool) -> None:
    """Ask, look for statements and check quotations, and hold each answer against its article."""
    chance = random.Random(1000 + number)
    pool = paragraphs()
    with whosaid.open(folder, encoder=_encoder(real)) as library:
        while time.time() < until:
            match chance.randrange(3):
                case 0:
                    question = chance.choice([*QUESTIONS, chance.choice(pool)[:150]])
                    outlet = chance.choice([None, "Quay Post"])
                    for passage in library.ask(question, n=10, outlet=outlet).passages:
                        _hold(library, passage)
                    told.put(("reader", "asked"))
                case 1:
                    for quote in library.quotes("Ada Lund", n=20).quotes:
                        _stand(library, quote.article.id, quote.content, quote.text)
                    told.put(("reader", "looked for statements"))
                case _:
                    words = chance.choice(pool).split()
                    at = chance.randrange(max(1, len(words) - 8))
                    for match in library.check(" ".join(words[at : at + 8])).matches:
                        first, last = match.spans[0], match.spans[-1]
                        whole = whosaid.Span(first.start, last.end)
                        _stand(library, match.article.id, (whole,), match.text)
                    told.put(("reader", "checked"))


def _hold(library: whosaid.Library, passage: whosaid.FoundPassage) -> None:
    """See that a passage and its sentences are the characters of its article."""
    whole = whosaid.Span(passage.start, passage.end)
    _stand(library, passage.article.id, (whole,), passage.text)
    for span in passage.sentences:
        assert whole.start <= span.start < span.end <= whole.end, passage


def _stand(
    library: whosaid.Library, article: str, spans: tuple[whosaid.Span, ...], text: str
) -> None:
    """See that a text stands at those places of an article, in some version that it has had."""
    try:
        texts = [library.article(article, it.version).text for it in library.versions(article)]
    except whosaid.ArticleNotFound:
        return  # removed between the answer and now
    stands = [" … ".join(span.of(whole) for span in spans) for whole in texts]
    elsewhere = [whole.find(text) for whole in texts]
    assert text in stands, f"{article} {spans}: {text!r}, but {stands!r}; it is at {elsewhere}"


def _encoder(real: bool) -> Encoder | None:
    return None if real else StandIn()


def _work(
    work: Work, folder: Path, number: int, until: float, told: "Queue[Told]", real: bool
) -> None:
    try:
        work(folder, number, until, told, real)
    except Exception:  # noqa: BLE001 - whatever it is, the run has failed, and says why
        told.put(("fault", traceback.format_exc()))


def soak(folder: Path, options: argparse.Namespace) -> int:
    """Run the writers and readers; print how it goes, and return how many faults there were."""
    real, until = options.real_model, time.time() + 60 * options.minutes
    whosaid.open(folder, create=True, encoder=_encoder(real)).close()
    told: Queue[Told] = multiprocessing.Queue()
    workers = [
        multiprocessing.Process(target=_work, args=(work, folder, number, until, told, real))
        for work, how_many in ((write, options.writers), (read, options.readers))
        for number in range(how_many)
    ]
    for worker in workers:
        worker.start()
    counts: Counter[Told] = Counter()
    faults, minute = 0, 0
    while any(worker.is_alive() for worker in workers):
        time.sleep(min(60.0, max(1.0, until - time.time())))
        minute += 1
        while not told.empty():
            who, what = told.get()
            counts[who, what] += 1
            if who == "fault":
                faults += 1
                print(what)
        wrong: tuple[str, ...] | None = None
        if minute % CHECK_EVERY == 0 or time.time() > until:
            with whosaid.open(folder, encoder=_encoder(real)) as library:
                wrong = library.status(check=True).faults
            faults += len(wrong or ())
        _tell(minute, [worker.pid or 0 for worker in workers], counts, wrong)
    return faults


def _tell(
    minute: int, pids: list[int], counts: Counter[Told], wrong: tuple[str, ...] | None
) -> None:
    """One line: memory and open files of the largest process, and what was done so far."""
    alive = [pid for pid in pids if Path(f"/proc/{pid}/status").exists()]
    memory = max((_resident(pid) for pid in alive), default=0.0)
    files = max((len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in alive), default=0)
    done = ", ".join(f"{what} {number:,}" for (_, what), number in sorted(counts.items()))
    health = "" if wrong is None else f"; the whole: {'; '.join(wrong) or 'sound'}"
    print(f"{minute:4} min  {memory:5.0f} MB  {files:3} files  {done}{health}", flush=True)


def _resident(pid: int) -> float:
    """Resident memory of a process, in MB."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(it.split()[1]) / 1024 for it in lines if it.startswith("VmRSS")), 0.0)


def main() -> None:
    """Let writers and readers loose, and tell each minute how it goes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--writers", type=int, default=1)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--real-model", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        faults = soak(Path(place) / "library", options)
    sys.exit(f"{faults} faults" if faults else 0)


if __name__ == "__main__":
    main()
