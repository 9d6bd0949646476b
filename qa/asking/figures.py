"""The figures that the library gives for what a question asks, side by side."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.article import Article
from corpus.spans import Span
from index.memory import Memory
from index.models.encoder import Encoder
from index.records import Filter
from qa.answer import FigureGroup
from qa.asking.question import take_question
from qa.asking.rank import CANDIDATES
from qa.asking.reasons import nothing_passes
from qa.copies.folding import fold
from qa.enumeration import either
from qa.figures.cited import groups
from qa.figures.gather import gathered
from qa.figures.lineup import line_up
from qa.figures.wanted import Wanted, wanted_figure
from qa.understanding.named import named

_ALL_MEAN_ELSE = frozenset({"AI", "AM", "PM", "TV"})  # initials, to everybody
_AS_RARE = 0.6  # as the rarest word of a name: an inverse document frequency of that share
_LEAD = 500  # characters of an article that tell what it is about
_PASSAGES = 40  # that are looked at, the nearest in meaning, however many of one article


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures for a question: the group that it asks for first, then other quantities.

    When there is none, ``reason`` says why; ``notes`` are sentences on what was left out.
    """

    question: str
    groups: tuple[FigureGroup, ...]
    reason: str | None = None
    notes: tuple[str, ...] = ()


def figures(memory: Memory, encoder: Encoder, question: str, wanted: Filter) -> Figures:
    """Line up the figures that the articles give for what a question asks.

    1. See what kind of figure is asked for; 2. gather passages, copies folded, of what the question
    names; 3. line up their figures, each with who claims it.

    Raises ``UsageError`` for a question that is empty or too long.
    """
    question = take_question(question)
    kind = wanted_figure(question)
    if kind is None:
        return Figures(question, (), "The question asks for no number; begin it with 'How many'.")
    memory.follow()
    with memory.store.snapshot():
        if not memory.store.filters.leaves_any(wanted):
            return Figures(question, (), nothing_passes(memory.store, wanted).sentence)
        passing = memory.store.filters.passing(wanted)
        vector = encoder.encode([question], "question")[0]
        ranked = memory.candidates(question, vector, passing, CANDIDATES)
        ranked = sorted(ranked, key=lambda item: -item.cosine)
        folded = fold(memory, ranked, _PASSAGES, wanted)
        near = {item.passage: item.cosine for item in folded.ranked}
        passages = [
            (article, passage.span, near[passage.id])
            for passage, article in memory.store.cited(list(near))
        ]
        of_it = of_what_is_named(memory, question, passages)
        lined_up = figures_of(memory, encoder, question, vector, kind, of_it)
    none = None if lined_up else "No figure for what the question asks was found."
    return Figures(question, lined_up, none, _left_out(named(question), len(passages) - len(of_it)))


def _left_out(asked: Sequence[str], passages: int) -> tuple[str, ...]:
    """A note on the passages that are not of what the question names."""
    if not passages:
        return ()
    names = either([f"“{name}”" for name in asked])
    told = f"{passages} near passages do not tell of {names}, and their figures"
    if passages == 1:
        told = f"1 near passage does not tell of {names}, and its figures"
    return (f"{told} are left out; ask without the name for all.",)


def of_what_is_named(
    memory: Memory, question: str, passages: Sequence[tuple[Article, Span, float]]
) -> Sequence[tuple[Article, Span, float]]:
    """The passages that are of something that a question names; all, where it names nothing.

    The passage, the headline or the lead has a telling word of the name, and the article all of
    them somewhere; or they have its initials.
    """
    asked = [_Name(memory, name) for name in named(question)]
    if not asked:
        return passages
    naming = []
    for article, span, near in passages:
        text = f"{article.title}\n{article.text[:_LEAD]}\n{span.of(article.text)}"
        here = set(memory.stems(text))
        if any(name.stands_in(memory, article, text, here) for name in asked):
            naming.append((article, span, near))
    return naming


class _Name:
    """The stems of a name: all, those about as rare as the rarest, and its initials.

    Of "Air India" that is "India": there is air everywhere.
    """

    def __init__(self, memory: Memory, name: str) -> None:
        rarity = memory.rarity(name)
        rarest = max(rarity.values(), default=0.0)
        self._all = set(rarity)
        self._telling = {stem for stem, rare in rarity.items() if rare >= _AS_RARE * rarest}
        initials = "".join(word[0] for word in name.split())
        tell = len(initials) > 1 and initials not in _ALL_MEAN_ELSE
        self._initials = re.compile(rf"\b{re.escape(initials)}\b") if tell else None

    def stands_in(self, memory: Memory, article: Article, text: str, stems: set[str]) -> bool:
        """Whether an article is of what has the name, by a part of its text and the stems there."""
        if self._initials is not None and self._initials.search(text):
            return True
        if self._telling.isdisjoint(stems):
            return False
        return self._all <= stems or self._all <= set(memory.stems(article.text))


def figures_of(
    memory: Memory,
    encoder: Encoder,
    question: str,
    vector: NDArray[np.float32],
    kind: Wanted,
    passages: Sequence[tuple[Article, Span, float]],
) -> tuple[FigureGroup, ...]:
    """The figures of some passages for what a question asks.

    ``vector`` is the question as a unit row ``(d,)``; each passage comes with its cosine
    similarity to it.
    """
    rarity = memory.rarity(question)
    found = line_up(encoder, question, vector, rarity, memory.stems, kind, gathered(passages))
    return groups(memory.store, question, found)
