"""The figures that the library gives for what a question asks, side by side."""

from collections.abc import Iterable, Sequence
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
from qa.figures.cited import groups
from qa.figures.gather import gathered
from qa.figures.lineup import line_up
from qa.figures.wanted import Wanted, wanted_figure
from qa.understanding.named import named

_LEAD = 500  # characters of an article that tell what it is about
_PASSAGES = 40  # that are looked at, the nearest in meaning, however many of one article


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures for a question: the group that it asks for first, then other quantities.

    When there is none, ``reason`` says why.
    """

    question: str
    groups: tuple[FigureGroup, ...]
    reason: str | None = None


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
        of_it = _of_what_is_named(memory, question, passages)
        lined_up = figures_of(memory, encoder, question, vector, kind, of_it)
    none = None if lined_up else "No figure for what the question asks was found."
    return Figures(question, lined_up, none)


def _of_what_is_named(
    memory: Memory, question: str, passages: Sequence[tuple[Article, Span, float]]
) -> Sequence[tuple[Article, Span, float]]:
    """The passages that are of something that a question names, by their own words, the headline
    or the lead; all, where none is or nothing is named.
    """
    asked = [set(memory.stems(name)) for name in named(question)]
    naming = []
    for article, span, near in passages:
        text = f"{article.title}\n{article.text[:_LEAD]}\n{span.of(article.text)}"
        stems = set(memory.stems(text)) if asked else set()
        if any(name <= stems for name in asked):
            naming.append((article, span, near))
    return naming or passages


def figures_of(
    memory: Memory,
    encoder: Encoder,
    question: str,
    vector: NDArray[np.float32],
    kind: Wanted,
    passages: Iterable[tuple[Article, Span, float]],
) -> tuple[FigureGroup, ...]:
    """The figures of some passages for what a question asks.

    ``vector`` is the question as a unit row ``(d,)``; each passage comes with its cosine
    similarity to it.
    """
    rarity = memory.rarity(question)
    found = line_up(encoder, question, vector, rarity, memory.stems, kind, gathered(passages))
    return groups(memory.store, question, found)
