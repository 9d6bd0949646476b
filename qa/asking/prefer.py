"""Putting first what fits what the question asks for, without leaving the rest out."""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from corpus.english.digits import figures_in
from index.memory import Memory
from index.records import Candidate, Filter
from qa.understanding.taken import Taken

_Item = TypeVar("_Item")
_YEAR = re.compile(r"(?<![\w.,-])(?:19|20)\d\d(?![\w,-])")

LIFT = 5.0
"""How many times nearer the top what fits is taken to stand. Of 2, 3, 5 and 10 the
best on some of RealTimeQA's questions that name a time, and a gain on the others as well:
benchmarks/README.md."""

DIGITS = 3
"""Of a figure that is looked for, at least. With those of one and two digits as well, which stand
anywhere for anything, SciFact lost .0016 of nDCG@10 and RealTimeQA .0037; with these, SciFact lost
nothing and RealTimeQA gained .0013. Before all else instead of moved up: -.0045 and -.0019."""

LISTED = 4000
"""Passages that the index of words lists as having a figure, at most. Where there are no more, only
these are read for it: of 100,000 Reuters passages the commonest, as in "S&P 500", is in 3,450.
Reading all 400 candidates takes 2 ms."""


def asked_first(
    memory: Memory, taken: Taken, said: Sequence[Candidate], others: Sequence[Candidate]
) -> list[Candidate]:
    """The candidates, each once: what those said whose words are asked for, and then the others.

    Of both, those with the figures of the question are moved up, and of all, those of its days.
    """
    ranked = [*figures_first(memory, taken, said), *figures_first(memory, taken, others)]
    return fitting_first(memory, taken, each_once(ranked))


def each_once(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, each only where it stands first."""
    return list({item.passage: item for item in ranked}.values())


def fitting_first(memory: Memory, taken: Taken, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, first those that can be from the days that the question asks about.

    So those whose day of publication is not known keep their place among them.
    """
    if taken.preferred is None:
        return list(ranked)
    then = Filter().within(taken.preferred)
    fitting = memory.store.filters.perhaps_among([item.passage for item in ranked], then)
    return moved_up(ranked, lambda item: item.passage in fitting)


def figures_asked(taken: Taken) -> frozenset[str]:
    """The figures that a question looks for; none that are days, years of these times, or short.

    >>> sorted(figures_asked(Taken("2,600 of the 600 in 12 camps in 2024", Filter())))
    ['2600', '600']
    """
    words = taken.words
    for item in taken.understood:
        words = words.replace(item.text, " ")
    return frozenset(it for it in figures_in(_YEAR.sub(" ", words)) if len(it) >= DIGITS)


def figures_first(memory: Memory, taken: Taken, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, with those moved up that have every figure of the question, exactly."""
    asked = figures_asked(taken)
    if not asked or not ranked:
        return list(ranked)
    candidates = {item.passage for item in ranked}
    listed = memory.with_phrases(sorted(asked), LISTED)
    if len(listed) < LISTED:
        candidates.intersection_update(listed)
    texts = memory.store.texts.of(sorted(candidates))
    holding = {id_ for id_, (_, text) in texts.items() if asked <= figures_in(text)}
    return moved_up(ranked, lambda item: item.passage in holding)


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
