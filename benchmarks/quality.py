"""How well questions find: every way of ranking on each collection, and how that carries over.

    python -m benchmarks.quality DATA_FOLDER [--keep DIR]

DATA_FOLDER holds collections in BEIR's format, a folder each. Prints a row for each ranking, from
meaning and words alone to the whole, with nDCG@10 and success at 1; then, for each collection, what
the shares give there that are best on the others. With ``--keep`` the libraries stay in DIR.
"""

import argparse
import itertools
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.memory import Memory
from index.models.embed import load_encoder
from index.models.encoder import Encoder
from index.records import Candidate
from qa.asking.rank import MEANING_WEIGHT, fuse, rank, scores
from qa.measuring.collection import Collection, read_collection
from qa.measuring.retrieval import (
    Found,
    Holders,
    Order,
    add_collection,
    as_answered,
    by_meaning,
    by_words,
    find_all,
    read_first,
)
from qa.measuring.scores import Measures, measure

WEIGHTS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
SHARES = (0.0, 0.1, 0.2, 0.3, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Asked:
    """A collection with what was found in it."""

    name: str
    collection: Collection
    memory: Memory
    found: Found
    holders: Holders

    def measured(self, order: Order) -> Measures:
        """How good an order is here."""
        return measure(self.holders.run(self.found, order), self.collection.judged)


def ask_all(folder: Path, keep: Path, encoder: Encoder) -> Asked:
    """Add a collection's documents, if they are not there yet, and ask its questions."""
    collection = read_collection(folder)
    add_collection(collection, keep / folder.name, encoder)
    memory = Memory.open(keep / folder.name / "library")
    found = find_all(memory, encoder, collection)
    return Asked(folder.name, collection, memory, found, Holders(memory, collection))


def by_article_words(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates by the words of their articles alone."""
    return sorted(candidates, key=lambda item: (-item.article_bm25, item.passage))


def shared(weight: float, share: float) -> Order:
    """The order by meaning, the passage's words and the article's, with given shares."""

    def order(candidates: list[Candidate]) -> list[Candidate]:
        values = scores(candidates, weight, share)
        return [candidates[at] for at in np.argsort(-np.array(values), kind="stable")]

    return order


def reciprocal(candidates: list[Candidate]) -> list[Candidate]:
    """Reciprocal-rank fusion (Cormack, Clarke and Büttcher 2009) of meaning and words."""
    values = dict.fromkeys((item.passage for item in candidates), 0.0)
    for order in (by_meaning, by_words):
        for place, item in enumerate(order(candidates), start=1):
            values[item.passage] += 1 / (60 + place)
    return sorted(candidates, key=lambda item: (-values[item.passage], item.passage))


RANKINGS: dict[str, Callable[[Memory], Order]] = {
    "meaning alone": lambda _: by_meaning,
    "words of the passage alone": lambda _: by_words,
    "words of the article alone": lambda _: by_article_words,
    "reciprocal ranks": lambda _: reciprocal,
    "meaning .7, words of the passage .3": lambda _: fuse,
    "meaning and the article's words": lambda _: shared(MEANING_WEIGHT, 0.0),
    "meaning and the passage's words": lambda _: shared(MEANING_WEIGHT, 1.0),
    "all three": lambda _: rank,
    "the whole: like articles move up": as_answered,
}


def left_out(asked: list[Asked]) -> list[tuple[str, float, float, float, float]]:
    """For each collection: the shares best on the others, what they give, and the best."""
    grid = list(itertools.product(WEIGHTS, SHARES))
    table = np.array([[a.measured(shared(*g)).ndcg_10 for g in grid] for a in asked])
    rows = []
    for at, one in enumerate(asked):
        others = int(np.delete(table, at, axis=0).mean(axis=0).argmax())
        rows.append((one.name, *grid[others], float(table[at, others]), float(table[at].max())))
    return rows


def report(asked: list[Asked]) -> None:
    """Print both tables, ready for benchmarks/README.md."""
    print("| nDCG@10 (success at 1) | " + " | ".join(a.name for a in asked) + " |")
    print("|---" * (len(asked) + 1) + "|")
    for name, order in RANKINGS.items():
        found = [a.measured(order(a.memory)) for a in asked]
        print(_row(name, found))
    read = [a.holders.run(read_first(a.memory, a.collection, a.found), list) for a in asked]
    found = [measure(run, a.collection.judged) for a, run in zip(asked, read, strict=True)]
    print(_row("the whole, read", found))
    if len(asked) < 2:
        return
    print("\n| left out | meaning | passage | nDCG@10 with these | the best of all here |")
    print("|---|---|---|---|---|")
    for row in left_out(asked):
        print("| {} | {:.1f} | {:.1f} | {:.3f} | {:.3f} |".format(*row))


def _row(name: str, found: list[Measures]) -> str:
    return f"| {name} | " + " | ".join(f"{m.ndcg_10:.3f} ({m.success_1:.3f})" for m in found) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder of collections")
    parser.add_argument("--keep", type=Path, help="where the libraries stay")
    options = parser.parse_args()
    folders = sorted(path.parent for path in options.folder.glob("*/qrels"))
    encoder = load_encoder()
    with tempfile.TemporaryDirectory() as made:
        report([ask_all(folder, options.keep or Path(made), encoder) for folder in folders])


if __name__ == "__main__":
    main()
