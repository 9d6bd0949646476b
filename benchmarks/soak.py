"""A library used by many at once for as long as asked, with every answer held against the text.

    python -m benchmarks.soak --minutes 60 [--writers 2] [--readers 4] [--articles 300]

Writers, each a process of its own, add (at once, or words first), embed, update and remove articles
at random, and look after each step whether it can be seen: what was added is found by a word that
it alone has, what was removed is not. Once a writer has as many ``--articles`` as it keeps, it
removes as many as it adds, so that what grows from then on is a leak, and not the library. Readers
ask, look for statements and check quotations; every passage, sentence and statement has to be the
characters of its article, now or in a version that it has had. Each minute a line tells memory,
open files, bases and counts, and at the end how fast memory and files grew in the second half; now
and then the whole library is checked. A process that ends otherwise than it should is a fault.
Bases are written, and joined, every few hundred passages (``--tail``), so that compaction is met
all the time. The articles are the paragraphs of the sample archive, shuffled. Without
``--real-model`` vectors are drawn from the words, which is quick and hits the library harder.
"""

import argparse
import json
import math
import multiprocessing
import random
import statistics
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from multiprocessing.queues import Queue
from pathlib import Path
from queue import Empty

import whosaid
from benchmarks.ingest import StandIn
from index.derived import vectors
from index.models.encoder import Encoder

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
KEYS = 2  # times as many articles come and go as a writer keeps, so that half are updates
WORDS_FIRST = 0.25  # share of what is added that is embedded later; embedding comes as often
CHECK_EVERY = 10  # minutes between two checks of the whole library
SECONDS_MORE = 120  # that a worker has, at the end, to finish what it is at
QUESTIONS = ("Why was the bridge closed?", "How many people were evacuated?", "Who was convicted?")

Told = tuple[str, str]  # who, and what happened
Work = Callable[[Path, int, float, "Queue[Told]", argparse.Namespace], None]
Counts = Counter[Told]


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


def write(
    folder: Path, number: int, until: float, told: "Queue[Told]", options: argparse.Namespace
) -> None:
    """Add, update and remove at random, and see each step done."""
    pool = Pool(number, random.Random(number), paragraphs())
    path = folder.parent / f"writer-{number}.jsonl"
    alive: set[int] = set()
    with whosaid.open(folder, encoder=_encoder(options.real_model)) as library:
        while time.time() < until:
            if len(alive) > options.articles:
                gone = pool.chance.sample(sorted(alive), len(alive) - options.articles)
                library.remove([_id(library, pool.word(key)) for key in gone])
                alive -= set(gone)
                for key in gone:
                    _expect(library, pool.word(key), found=False)
                told.put(("writer", "removed"))
            else:
                keys = pool.chance.sample(range(KEYS * options.articles), 8)
                before = {key: pool.word(key) for key in keys if key in alive}
                lines = [json.dumps(pool.article(key)) + "\n" for key in keys]
                path.write_text("".join(lines), "utf-8")
                report = library.add(path, words_first=pool.chance.random() < WORDS_FIRST)
                assert not report.unread, report.unread
                alive.update(keys)
                for key in keys:
                    _expect(library, pool.word(key), found=True)
                for word in before.values():
                    _expect(library, word, found=False)
                told.put(("writer", "added"))
                if pool.chance.random() < WORDS_FIRST:
                    library.embed()
                    told.put(("writer", "embedded"))


def _expect(library: whosaid.Library, word: str, found: bool) -> None:
    """See that the statement with a word is there word for word, or that no such is."""
    has = library.check(f"The mark here is {word}").class_ == "verbatim"
    assert has == found, f"{word} is {'' if has else 'not '}found"


def _id(library: whosaid.Library, word: str) -> str:
    """The article with a word."""
    return library.check(f"The mark here is {word}").matches[0].article.id


def read(
    folder: Path, number: int, until: float, told: "Queue[Told]", options: argparse.Namespace
) -> None:
    """Ask, look for statements and check quotations, and hold each answer against its article."""
    chance = random.Random(1000 + number)
    pool = paragraphs()
    with whosaid.open(folder, encoder=_encoder(options.real_model)) as library:
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
                        spans = match.spans
                        if match.class_ != "stitched":  # of which each piece is shown
                            spans = (whosaid.Span(spans[0].start, spans[-1].end),)
                        _stand(library, match.article.id, spans, match.text)
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
    work: Work,
    folder: Path,
    number: int,
    until: float,
    told: "Queue[Told]",
    options: argparse.Namespace,
) -> None:
    vectors._TAIL_MIN = options.tail
    try:
        work(folder, number, until, told, options)
    except Exception:  # noqa: BLE001 - whatever it is, the run has failed, and says why
        told.put(("fault", traceback.format_exc()))


def soak(folder: Path, options: argparse.Namespace) -> int:
    """Run the writers and readers; print how it goes, and return how many faults there were."""
    real, until = options.real_model, time.time() + 60 * options.minutes
    _begin(folder, _encoder(real))
    processes = multiprocessing.get_context("spawn")
    told: Queue[Told] = processes.Queue()
    workers = [
        processes.Process(
            target=_work, args=(work, folder, number, until, told, options), daemon=True
        )
        for work, how_many in ((write, options.writers), (read, options.readers))
        for number in range(how_many)
    ]
    for worker in workers:
        worker.start()
    counts: Counts = Counter()
    faults = 0
    seen: list[Vitals] = []
    for minute in range(1, 1 + math.ceil(options.minutes)):
        faults += _listen(told, counts, min(until, time.time() + 60), workers)
        wrong = _wrong(folder, real) if minute % CHECK_EVERY == 0 else None
        faults += len(wrong or ())
        pids = [worker.pid or 0 for worker in workers]
        seen.append(_vitals(minute, pids[: options.writers], pids[options.writers :]))
        _tell(seen[-1], folder, counts, wrong)
    faults += _listen(told, counts, time.time() + SECONDS_MORE, workers)
    faults += sum(_ended_badly(worker) for worker in workers)
    wrong = _wrong(folder, real)
    _tell(seen[-1], folder, counts, wrong)
    print(_growth(seen[len(seen) // 2 :]), flush=True)
    return faults + len(wrong)


def _begin(folder: Path, encoder: Encoder | None) -> None:
    """Make the library, with an article that stays, so that readers know its speaker."""
    path = folder.parent / "first.jsonl"
    path.write_text(
        json.dumps(Pool(99, random.Random(99), paragraphs()).article(0)) + "\n", "utf-8"
    )
    with whosaid.open(folder, create=True, encoder=encoder) as library:
        library.add(path)


def _listen(
    told: "Queue[Told]", counts: Counts, until: float, workers: Sequence[BaseProcess]
) -> int:
    """Count what is told until then, or until all have ended; how many faults there were."""
    faults = 0
    while time.time() < until:
        ended = not any(worker.is_alive() for worker in workers)
        try:
            who, what = told.get(timeout=1.0)
        except Empty:
            if ended:
                break
            continue
        counts[who, "failed" if who == "fault" else what] += 1
        if who == "fault":
            faults += 1
            print(what, flush=True)
    return faults


def _ended_badly(worker: BaseProcess) -> bool:
    """Whether a process had to be ended, or fell over."""
    worker.join(1.0)
    if worker.exitcode == 0:
        return False
    print(f"{worker.name} ended with {worker.exitcode} (None: it did not end)", flush=True)
    worker.kill()
    return True


def _wrong(folder: Path, real: bool) -> tuple[str, ...]:
    """What a check of the whole library finds."""
    with whosaid.open(folder, encoder=_encoder(real)) as library:
        return library.status(check=True).faults or ()


@dataclass(frozen=True, slots=True)
class Vitals:
    """What the largest writer and the largest reader take at some minute."""

    minute: int
    writer: float  # MB resident
    reader: float
    files: int  # open, of whichever process has most


def _vitals(minute: int, writers: Sequence[int], readers: Sequence[int]) -> Vitals:
    files = (_files(pid) for pid in (*writers, *readers))
    return Vitals(
        minute,
        max(map(_resident, writers), default=0.0),
        max(map(_resident, readers), default=0.0),
        max(files, default=0),
    )


def _growth(seen: Sequence[Vitals]) -> str:
    """How fast memory and files grew, by the line that fits best (least squares)."""
    if len(seen) < 2:
        return "Too short a run to say what grows."
    minutes = [one.minute for one in seen]
    writer, reader, files = (
        60 * statistics.linear_regression(minutes, values).slope
        for values in (
            [one.writer for one in seen],
            [one.reader for one in seen],
            [float(one.files) for one in seen],
        )
    )
    return (
        f"From minute {minutes[0]} to {minutes[-1]}, in an hour: the largest writer {writer:+.0f} "
        f"MB, the largest reader {reader:+.0f} MB, open files {files:+.0f}"
    )


def _tell(seen: Vitals, folder: Path, counts: Counts, wrong: tuple[str, ...] | None) -> None:
    """One line: memory and open files of the largest processes, and what was done so far."""
    done = ", ".join(f"{what} {number:,}" for (_, what), number in sorted(counts.items()))
    health = "" if wrong is None else f"; the whole: {'; '.join(wrong) or 'sound'}"
    bases = len(list((folder / "vectors").glob("base-*")))
    size = sum(file.stat().st_size for file in folder.glob("library.db*")) / 1e6
    memory = f"writer {seen.writer:4.0f} MB, reader {seen.reader:4.0f} MB"
    print(
        f"{seen.minute:4} min  {memory}, {seen.files:3} files, {bases:2} bases, library.db "
        f"{size:.0f} MB;  {done}{health}",
        flush=True,
    )


def _files(pid: int) -> int:
    """How many files a process has open."""
    try:
        return len(list(Path(f"/proc/{pid}/fd").iterdir()))
    except OSError:
        return 0


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
    parser.add_argument("--writers", type=int, default=2)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--articles", type=int, default=300, help="that each writer keeps")
    parser.add_argument("--tail", type=int, default=300, help="passages until a base is written")
    parser.add_argument("--real-model", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        faults = soak(Path(place) / "library", options)
    sys.exit(f"{faults} faults" if faults else 0)


if __name__ == "__main__":
    main()
