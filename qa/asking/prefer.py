"""Putting first what fits what the question asks for, without leaving the rest out."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from index.memory import Memory
from index.records import Candidate, Filter
from qa.understanding.taken import Taken

_Item = TypeVar("_Item")

LIFT = 5.0
"""How many times nearer the top what fits is taken to stand. Of 2, 3, 5 and 10 the
best on some of RealTimeQA's questions that name a time, and a gain on the others as well:
benchmarks/README.md."""


def fitting_first(memory: Memory, taken: Taken, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, first those that can be from the days that the question asks about.

    So those whose day of publication is not known keep their place among them.
    """
    if taken.preferred is None:
        return list(ranked)
    then = Filter(since=taken.preferred.first, until=taken.preferred.last)
    fitting = memory.store.filters.perhaps_among([item.passage for item in ranked], then)
    return moved_up(ranked, lambda item: item.passage in fitting)


def moved_up(ranked: Sequence[_Item], fits: Callable[[_Item], bool]) -> list[_Item]:
    """What is ranked, with what fits moved up: the tenth as if it stood second.

    Only the order counts, so this means the same whatever they were ranked by.

    >>> moved_up([1, 2, 3, 4, 5, 6], {4, 6}.__contains__)
    [4, 1, 6, 2, 3, 5]
    """
    places = [
        (place / LIFT if fits(item) else float(place), item)
        for place, item in enumerate(ranked, start=1)
    ]
    return [item for _, item in sorted(places, key=lambda placed: placed[0])]
