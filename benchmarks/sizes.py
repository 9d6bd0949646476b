"""What a question costs as a library grows, up to a million passages and more.

    python -m benchmarks.sizes LIBRARY FILE.jsonl.gz --passages 1000000 --folder /tmp/million

Makes a library of that size around real ones: vectors lie around those of LIBRARY, texts are
paragraphs of the articles in FILE put together anew, dated over eight years, from forty outlets.
Then asks real questions, LIBRARY's headlines, with and without filters, and compares what the index
finds with what comparing all finds. What is made is kept, and used again by the next run.

With ``--articles`` the library is that many articles of FILE as they are, added as anyone adds
them, with their statements, speakers and copies; only their vectors are drawn around real ones, as
to embed them would take an hour. With ``--vectors`` only the index of so many vectors is made, and
opened and searched. ``--record`` keeps the figures in a file, of which ``benchmarks.curve`` draws
a picture.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from benchmarks.sized import add, around, encoder_of, make, numbered, vectors_of
from index.derived.bases import BaseFacts, open_base, write_base
from index.derived.vectors import VectorIndex
from qa.opening import open_library

ASKED = 200
COMPARED = 20  # questions whose nearest are looked for among all of ten million

Item = TypeVar("Item")


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


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds of a round: medians and 95th percentiles, of the processor and of the clock."""

    processor: float
    processor_95: float
    wall: float
    wall_95: float

    def __str__(self) -> str:
        return (
            f"{self.processor:7.1f} {self.processor_95:7.1f}   ({self.wall:.1f} {self.wall_95:.1f})"
        )


@dataclass(frozen=True, slots=True)
class Figures:
    """What is kept of a run: what was measured, its size, and a median for each round."""

    what: str
    passages: int
    rounds: dict[str, Took]
    opened_s: float
    own_mb: int
    mapped_mb: int
    recall: float


def ask(library: Path, folder: Path, what: str) -> Figures:
    """Ask, and print milliseconds, memory and recall."""
    with open_library(library) as small:
        settings = small._memory.settings
        questions = [item.title for item in small.articles() if item.title][:ASKED]
    start = time.perf_counter()
    encoder = encoder_of(settings)
    with open_library(folder, encoder=encoder) as opened:
        opened.ask(questions[0])
        first = time.perf_counter() - start
        passages = opened.status().passages
        print(f"{passages} passages; open and first answer {first:.2f} s")
        print("milliseconds of processor time, median and 95th percentile (and of wall time)")
        rounds = {}
        for to in ROUNDS:

            def answer(question: str, to: Narrowed = to) -> None:
                opened.ask(question, since=to.since, until=to.until, outlet=to.outlet)

            rounds[to.name] = timed(answer, questions)
            print(f"  {to.name:12} {rounds[to.name]}", flush=True)
        own, mapped = resident()
        index = opened._memory._vectors
        vectors = encoder.encode(questions[:100], "question")
        recall = statistics.mean(
            len(exactly(index, vector) & set(index.search(vector, 10)[0].tolist())) / 10
            for vector in vectors
        )
    return Figures(what, passages, rounds, round(first, 2), own, mapped, round(recall, 3))


def search(library: Path, folder: Path, number: int) -> Figures:
    """Make an index of vectors and nothing else, open it, and search it."""
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
    first = time.perf_counter() - start
    own, mapped = resident()
    print(f"opened in {first:.2f} s, with {own} MB of its own and {mapped} MB of mapped files")
    questions = list(islice(around(real[::-1], ASKED), ASKED))
    took = timed(lambda question: base.search(question, ASKED, None), questions)
    print(f"  {'no filter':12} {took}; {known.probes} lists looked into")
    own, mapped = resident()
    shares = []
    for question in questions[:COMPARED]:
        _, rows = base.exact.search(question[None], 10)
        found, _ = base.search(question, ASKED, None)
        shares.append(len(set(found[:10].tolist()) & set(base.ids[rows[0]].tolist())) / 10)
    recall = round(statistics.mean(shares), 3)
    return Figures(
        "vectors alone", known.count, {"no filter": took}, round(first, 2), own, mapped, recall
    )


def timed(act: Callable[[Item], object], items: Iterable[Item]) -> Took:
    """What doing something takes with each of some things."""
    processor, wall = [], []
    for item in items:
        start, used = time.perf_counter(), time.process_time()
        act(item)
        processor.append(1000 * (time.process_time() - used))
        wall.append(1000 * (time.perf_counter() - start))
    figures = [
        round(float(np.percentile(times, share)), 1)
        for times in (processor, wall)
        for share in (50, 95)
    ]
    return Took(*figures)


def exactly(index: VectorIndex, vector: NDArray[np.float32]) -> set[int]:
    """The ten passages nearest to a vector, all compared."""
    view = index._view
    found = list(zip((view.tail @ vector).tolist(), view.tail_ids.tolist(), strict=True))
    for base in view.bases:
        scores, rows = base.exact.search(vector[None], 10)
        found += zip(scores[0].tolist(), base.ids[rows[0]].tolist(), strict=True)
    return {id_ for _, id_ in sorted(found, reverse=True)[:10]}


def resident() -> tuple[int, int]:
    """MB in memory: of the process itself, and of files mapped into it, which can go."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    facts = dict(line.split(":", 1) for line in lines)
    own, mapped = (int(facts[name].split()[0]) // 1024 for name in ("RssAnon", "RssFile"))
    return own, mapped


def main() -> None:
    """Make what is not there, and ask."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("library", type=Path, help="a library with real vectors")
    parser.add_argument("file", type=Path, help="articles as JSON Lines, gzipped")
    parser.add_argument("--passages", type=int, default=0)
    parser.add_argument("--articles", type=int, default=0)
    parser.add_argument("--vectors", type=int, default=0)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--record", type=Path, help="a file of JSON Lines that the figures go to")
    options = parser.parse_args()
    if options.articles and not options.folder.exists():
        add(options.library, options.file, options.folder, options.articles)
    if options.passages and not options.folder.exists():
        make(options.library, options.file, options.folder, options.passages)
    if options.vectors:
        figures = search(options.library, options.folder, options.vectors)
    else:
        what = "articles as they are" if options.articles else "articles put together"
        figures = ask(options.library, options.folder, what)
    print(
        f"{figures.own_mb} MB of its own and {figures.mapped_mb} MB of mapped files; "
        f"{figures.recall:.3f} of the exact ten nearest found"
    )
    if options.record:
        with options.record.open("a", encoding="utf-8") as out:
            out.write(json.dumps(asdict(figures)) + "\n")


if __name__ == "__main__":
    main()
