"""Putting first what fits what the question asks for, without leaving the rest out."""

from collections.abc import Collection, Sequence

from index.memory import Memory
from index.records import Candidate, Filter
from qa.understanding.taken import Taken

LIFT = 5.0
"""How many times nearer the top what fits is taken to stand. On RealTimeQA's questions that name a
time, asked as of their day, 3 gives nDCG@10 .854, 5 .882 and 10 .874, from .832 without: see
benchmarks/README.md."""


def fitting_first(memory: Memory, taken: Taken, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, first those that were published in the days that the question asks about."""
    if taken.preferred is None:
        return list(ranked)
    then = Filter(since=taken.preferred.first, until=taken.preferred.last)
    fitting = memory.store.filters.among([item.passage for item in ranked], then)
    return moved_up(ranked, fitting)


def moved_up(
    ranked: Sequence[Candidate], fitting: Collection[int], lift: float = LIFT
) -> list[Candidate]:
    """The candidates, those that fit moved up: the tenth as if it stood second.

    Only the order counts, so this means the same whatever they were ranked by.

    >>> ranked = [Candidate(id_, 0.5, 0.0) for id_ in (1, 2, 3, 4, 5, 6)]
    >>> [item.passage for item in moved_up(ranked, {4, 6})]
    [4, 1, 6, 2, 3, 5]
    """
    places = {
        item.passage: place / lift if item.passage in fitting else float(place)
        for place, item in enumerate(ranked, start=1)
    }
    return sorted(ranked, key=lambda item: places[item.passage])
