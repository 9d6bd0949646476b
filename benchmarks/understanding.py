"""What taking the days of a question for more than words gains, and what filtering by them loses.

    python -m benchmarks.understanding LIBRARY QUESTIONS.jsonl

A line of the questions is ``{"text": …, "date": "2024-05-24", "articles": ["id", …]}``: the day on
which it is asked, and the records of the library that answer it, by the id that they had in the
file that was added. Only questions that name a time count.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from math import log2
from pathlib import Path
from statistics import mean

from benchmarks.sized import encoder_of
from index.memory import Memory
from index.records import Candidate, Filter
from qa.asking.prefer import fitting_first
from qa.asking.rank import CANDIDATES
from qa.measuring.retrieval import as_answered
from qa.understanding.question import understand

_DEEP = 10


def main() -> None:
    """Print nDCG@10 and success at 1 of plain words, of a filter, and of putting first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("questions", type=Path)
    given = parser.parse_args()
    memory = Memory.open(given.library)
    encoder = encoder_of(memory.settings)
    memory.follow()
    order = as_answered(memory)
    scores: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for line in given.questions.read_text("utf-8").splitlines():
        item = json.loads(line)
        asked = date.fromisoformat(item["date"])
        with memory.store.snapshot():
            taken = understand(memory.store, item["text"], Filter(as_of=asked))
            if taken.preferred is None:
                continue
            vector = encoder.encode([taken.words], "question")[0]
            days = Filter(since=taken.preferred.first, until=taken.preferred.last)
            plain = order(memory.candidates(taken.words, vector, None, CANDIDATES))
            passing = memory.store.filters.passing(days)
            only = order(memory.candidates(taken.words, vector, passing, CANDIDATES))
            ways = {
                "plain words": plain,
                "only those days": only,
                "those days first": fitting_first(memory, replace(taken, narrowed=days), plain),
            }
            for way, ranked in ways.items():
                found = list(_records(memory, ranked))
                scores[way].append((_ndcg(found, set(item["articles"])), _first(found, item)))
    print(f"{len(scores['plain words'])} questions name a time that articles are of")
    for way, each in scores.items():
        gains, firsts = zip(*each, strict=True)
        print(f"{way:20} nDCG@10 {mean(gains):.3f}  success at 1 {mean(firsts):.3f}")


def _records(memory: Memory, ranked: Sequence[Candidate]) -> Iterator[str]:
    """The records that passages are from, each once."""
    origins = [a.origin for _, a in memory.store.cited([item.passage for item in ranked[:60]])]
    yield from dict.fromkeys(origin.rpartition("#")[2] for origin in origins)


def _first(found: Sequence[str], item: dict[str, list[str]]) -> bool:
    return bool(found) and found[0] in item["articles"]


def _ndcg(found: Sequence[str], wanted: set[str]) -> float:
    """Normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen 2002)."""
    gain = sum(1 / log2(at + 2) for at, id_ in enumerate(found[:_DEEP]) if id_ in wanted)
    return gain / sum(1 / log2(at + 2) for at in range(min(_DEEP, len(wanted))))


if __name__ == "__main__":
    main()
