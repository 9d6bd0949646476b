"""What a question costs as a library grows, up to a million passages and more.

    python -m benchmarks.sizes LIBRARY FILE.jsonl.gz --passages 1000000 --folder /tmp/million

Makes a library of that size around real ones: vectors lie around those of LIBRARY (a + (b - c) / 2
for three of them, which keeps their shape), texts are paragraphs of the articles in FILE put
together anew, dated over eight years, from forty outlets. Then asks real questions, LIBRARY's
headlines, with and without filters, and compares what the index finds with what comparing all
finds. What is made is kept, and used again by the next run. Without ``--passages`` it only asks.

With ``--articles`` the library is that many articles of FILE as they are, added as anyone adds
them, with their statements, speakers and copies; only their vectors are drawn around real ones, as
to embed them would take an hour. With ``--vectors`` only the index of so many vectors is made, and
opened and searched.
"""

import argparse
import gzip
import hashlib
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.article import Article
from corpus.dates import PartialDate
from corpus.spans import Span
from index.bases import BaseFacts, open_base, write_base
from index.embed import load_encoder
from index.encoder import Kind
from index.memory import Memory
from index.store import Store
from index.vectors import VectorIndex
from qa.library import open_library

PASSAGES_EACH = 5  # in an article
FIRST_DAY, DAYS = date(2006, 1, 1), 8 * 365
ASKED = 200


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the questions of one round are narrowed to."""

    name: str
    since: str | None = None
    until: str | None = None
    outlet: str | None = None


ROUNDS = (
    Narrowed("no filter"),
    Narrowed("a year", "2009-01-01", "2009-12-31"),
    Narrowed("a week", "2009-03-02", "2009-03-08"),
    Narrowed("an outlet", outlet="Gazette of Port 7"),
    Narrowed("five years", "2007-01-01", "2011-12-31"),
)

Rows = NDArray[np.float32]


def make(library: Path, file: Path, folder: Path, passages: int) -> None:
    """Make the library; nothing is embedded."""
    with open_library(library) as small:
        settings = small._memory.settings
    start = time.perf_counter()
    Memory.create(folder, settings).close()
    store = Store.open(folder / "library.db")
    lines = paragraphs(file)
    chance = random.Random(1)
    vectors = around(vectors_of(library), passages)
    for first in range(0, passages, 50_000):
        with store.transaction():
            for number in range(first, min(first + 50_000, passages), PASSAGES_EACH):
                article, spans = written(number, lines, chance)
                digests = [(number + at).to_bytes(16, "big") for at in range(PASSAGES_EACH)]
                store.put_vectors(digests, np.stack([next(vectors) for _ in digests]))
                store.put(article, spans, digests)
        print(
            f"  {min(passages, first + 50_000)} passages, {time.perf_counter() - start:.0f} s",
            flush=True,
        )
    store.close()
    index = VectorIndex(folder / "vectors", settings.fingerprint, settings.dimension)
    store = Store.open(folder / "library.db")
    index.remake(store)
    store.close()
    print(f"  vectors, {time.perf_counter() - start:.0f} s", flush=True)
    memory = Memory.open(folder)
    with memory.writing():
        pass  # the words follow
    print(f"  words, {time.perf_counter() - start:.0f} s", flush=True)
    memory.close()


class Around:
    """The encoder of a library, but for passages, whose vectors are drawn around real ones."""

    def __init__(self, real: Rows) -> None:
        encoder = load_encoder()
        self.name, self.fingerprint = encoder.name, encoder.fingerprint
        self.dimension, self.max_tokens = encoder.dimension, encoder.max_tokens
        self.count_tokens = encoder.count_tokens
        self._vectors = around(real, sys.maxsize)

    def encode(self, texts: Sequence[str], kind: Kind) -> Rows:
        """Unit rows that lie as real ones do."""
        return np.stack([next(self._vectors) for _ in texts])


def add(library: Path, file: Path, folder: Path, articles: int) -> None:
    """Make a library of the first articles of a file; nothing is embedded."""
    with tempfile.TemporaryDirectory() as temporary:
        some = Path(temporary) / "some.jsonl"
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            some.write_text("".join(islice(lines, articles)), encoding="utf-8")
        with open_library(folder, create=True, encoder=Around(vectors_of(library))) as made:
            start = time.perf_counter()
            made.add(some)
            print(f"  {articles} articles, {time.perf_counter() - start:.0f} s", flush=True)


def only_vectors(library: Path, folder: Path, number: int) -> None:
    """Make an index of vectors and nothing else, open it, search it, and print what that takes."""
    real = vectors_of(library)
    facts = folder / "facts.json"
    if not facts.exists():
        (folder / "base").mkdir(parents=True)
        start = time.perf_counter()
        made = write_base(folder / "base", numbered(around(real, number), number), real.shape[1], 0)
        facts.write_text(json.dumps(asdict(made)), encoding="utf-8")
        print(f"  {number} vectors written, {time.perf_counter() - start:.0f} s", flush=True)
    start = time.perf_counter()
    known = BaseFacts(**json.loads(facts.read_text("utf-8")))
    base = open_base(folder / "base", known, real.shape[1], whole=False)
    print(f"{known.count} vectors; opened in {time.perf_counter() - start:.2f} s, {resident()}")
    times, hits = [], 0
    questions = np.stack(list(islice(around(real[::-1], ASKED), ASKED)))
    for question in questions:
        start = time.process_time()
        base.search(question, 200, None)
        times.append(1000 * (time.process_time() - start))
    print(
        f"  the nearest 200: {statistics.median(times):.1f} ms of processor time at the median, "
        f"{np.percentile(times, 95):.1f} at the 95th percentile; {resident()}"
    )
    for question in questions[:20]:
        _, rows = base.exact.search(question[None], 10)
        hits += len(set(base.search(question, 200, None)[0][:10]) & set(base.ids[rows[0]]))
    print(f"  recall of the exact ten nearest: {hits / 200:.3f}; {known.probes} lists looked into")


def numbered(vectors: Iterator[Rows], number: int) -> Iterator[tuple[NDArray[np.int64], Rows]]:
    """Vectors with their numbers from 1 on, some thousand at a time."""
    for first in range(0, number, 10_000):
        some = np.stack(list(islice(vectors, min(10_000, number - first))))
        yield np.arange(first + 1, first + 1 + len(some), dtype=np.int64), some


def vectors_of(library: Path) -> Rows:
    """The vectors of a library, ``(n, d)``."""
    with open_library(library) as opened:
        _, real = opened._memory.store.vectors_after(0, 100_000)
    return real.astype(np.float32)


def paragraphs(file: Path) -> list[str]:
    """The paragraphs of the articles in a file."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    return [part for text in texts for part in text.split("\n\n") if 100 < len(part) < 600]


def written(number: int, lines: list[str], chance: random.Random) -> tuple[Article, list[Span]]:
    """An article of paragraphs put together, and its passages."""
    parts = [" ".join(chance.choices(lines, k=2)) for _ in range(PASSAGES_EACH)]
    starts = [sum(len(part) + 2 for part in parts[:at]) for at in range(PASSAGES_EACH)]
    spans = [Span(at, at + len(part)) for at, part in zip(starts, parts, strict=True)]
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    text = "\n\n".join(parts)
    article = Article(
        id=hashlib.sha256(str(number).encode()).hexdigest()[:12],
        version=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        origin=f"made-{number}.txt",
        title=parts[0][:60],
        outlet=f"Gazette of Port {chance.randrange(40)}",
        published=PartialDate(day.year, day.month, day.day),
    )
    return article, spans


def around(real: Rows, number: int) -> Iterator[Rows]:
    """Unit vectors that lie as real ones do."""
    chance = np.random.default_rng(2)
    for _ in range(0, number, 10_000):
        a, b, c = (real[chance.integers(0, len(real), 10_000)] for _ in range(3))
        rows = a + (b - c) / 2
        yield from rows / np.linalg.norm(rows, axis=1, keepdims=True)


def ask(library: Path, folder: Path) -> None:
    """Ask, and print milliseconds, memory and recall."""
    with open_library(library) as small:
        questions = [item.title for item in small.articles() if item.title][:ASKED]
    start, used = time.perf_counter(), time.process_time()
    encoder = load_encoder()
    with open_library(folder, encoder=encoder) as opened:
        opened.ask(questions[0])
        wall, processor = time.perf_counter() - start, time.process_time() - used
        counts = opened.status()
        print(f"{counts.passages} passages; open and first answer {wall:.2f} s, {processor:.2f} s")
        print("milliseconds of processor time, median and 95th percentile (and of wall time)")
        for to in ROUNDS:
            times, walls = [], []
            for question in questions:
                start, used = time.perf_counter(), time.process_time()
                opened.ask(question, since=to.since, until=to.until, outlet=to.outlet)
                times.append(1000 * (time.process_time() - used))
                walls.append(1000 * (time.perf_counter() - start))
            print(
                f"  {to.name:12} {statistics.median(times):7.1f} {np.percentile(times, 95):7.1f}   "
                f"({statistics.median(walls):.1f} {np.percentile(walls, 95):.1f})",
                flush=True,
            )
        index = opened._memory._vectors
        vectors = encoder.encode(questions[:100], "question")
        print(f"resident memory {resident()}; measured when written: {index.recall}")
        hits = 0
        for vector in vectors:
            near = set(index.search(vector, 10)[0].tolist())
            hits += len(near & exactly(index, vector))
        print(f"recall of the exact ten nearest to the questions: {hits / 10 / len(vectors):.3f}")


def exactly(index: VectorIndex, vector: NDArray[np.float32]) -> set[int]:
    """The ten passages nearest to a vector, all compared."""
    view = index._view
    found = list(zip((view.tail @ vector).tolist(), view.tail_ids.tolist(), strict=True))
    for base in view.bases:
        scores, rows = base.exact.search(vector[None], 10)
        found += zip(scores[0].tolist(), base.ids[rows[0]].tolist(), strict=True)
    return {id_ for _, id_ in sorted(found, reverse=True)[:10]}


def resident() -> str:
    """What is in memory: of the process itself, and of files mapped into it, which can go."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    facts = dict(line.split(":", 1) for line in lines)
    most, own, mapped = (
        int(facts[name].split()[0]) // 1024 for name in ("VmHWM", "RssAnon", "RssFile")
    )
    return f"at most {most} MB; now {own} MB of its own and {mapped} MB of mapped files"


def main() -> None:
    """Make what is not there, and ask."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("library", type=Path, help="a library with real vectors")
    parser.add_argument("file", type=Path, help="articles as JSON Lines, gzipped")
    parser.add_argument("--passages", type=int, default=0)
    parser.add_argument("--articles", type=int, default=0)
    parser.add_argument("--vectors", type=int, default=0)
    parser.add_argument("--folder", type=Path, required=True)
    options = parser.parse_args()
    if options.vectors:
        only_vectors(options.library, options.folder, options.vectors)
        return
    if options.articles and not options.folder.exists():
        add(options.library, options.file, options.folder, options.articles)
    if options.passages and not options.folder.exists():
        make(options.library, options.file, options.folder, options.passages)
    ask(options.library, options.folder)


if __name__ == "__main__":
    main()
