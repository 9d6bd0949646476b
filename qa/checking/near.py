"""Sentences that are near a quote in meaning and words, when none has its words."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.article import Article
from corpus.matching.wording import fold, telling
from corpus.spans import Span
from index.memory import Memory
from index.models.encoder import Encoder
from qa.asking.best import passage_sentences
from qa.checking.checked import Sighting

NEAR = 0.85
"""Least sum of cosine similarity (-1 to 1) and shared rare words (0 to 1) of quote and sentence.
Calibrated on the sample archive's golden quotes with the default model: reworded reports of a
statement have 0.93 and more, made-up quotes on the same topics 0.78 and less."""
_ALSO = 0.15
"""How much less near than the nearest a sentence may be to be shown too."""
_CANDIDATES = 40  # passages taken from meaning and from words each
_PASSAGES = 8  # of each that are read sentence by sentence
_SENTENCES = 6  # that are embedded: some 5 ms each
_SHOWN = 3
_SHORTEST = 3  # words that tell something; with fewer, anything is near


class Near(NamedTuple):
    """A quote's vector, ``(d,)`` float32, and the passages nearest to it."""

    vector: NDArray[np.float32]
    passages: list[tuple[Article, Span]]


class _Sentence(NamedTuple):
    """A sentence, with the share of the quote's rare words that it has, from 0 to 1."""

    words: float
    article: Article
    span: Span


def nearest_passages(memory: Memory, encoder: Encoder, quote: str) -> Near:
    """The passages nearest to a quote in meaning and in words."""
    vector = encoder.encode([quote], "question")[0]
    candidates = memory.candidates(quote, vector, None, _CANDIDATES)
    near = sorted(candidates, key=lambda item: -item.bm25)[:_PASSAGES]
    near += sorted(candidates, key=lambda item: -item.cosine)[:_PASSAGES]
    found = memory.store.cited(list(dict.fromkeys(item.passage for item in near)))
    return Near(vector, [(article, passage.span) for passage, article in found])


def nearest_sentences(memory: Memory, encoder: Encoder, quote: str, near: Near) -> list[Sighting]:
    """The sentences that may say the same, the nearest first; none when nothing is near."""
    sentences = _sentences(memory, quote, near)
    if telling(fold(quote).keys) < _SHORTEST or not sentences:
        return []
    texts = [item.span.of(item.article.text) for item in sentences]
    cosines = encoder.encode(texts, "passage") @ near.vector
    scores = cosines + np.array([item.words for item in sentences])
    best = float(scores.max())
    order = np.argsort(-scores)[:_SHOWN].tolist()
    return [
        Sighting(sentences[at].article, "paraphrase", (sentences[at].span,))
        for at in order
        if scores[at] >= max(NEAR, best - _ALSO)
    ]


def _sentences(memory: Memory, quote: str, near: Near) -> list[_Sentence]:
    """The sentences of passages that share the most rare words with the quote, each once."""
    rarity = memory.rarity(quote)
    found: dict[tuple[str, Span], _Sentence] = {}
    for article, passage in near.passages:
        for span in passage_sentences(article.text, passage):
            held = set(memory.stems(span.of(article.text)))
            found[article.id, span] = _Sentence(_share(rarity, held), article, span)
    return sorted(found.values(), key=lambda item: -item.words)[:_SENTENCES]


def _share(rarity: Mapping[str, float], held: set[str]) -> float:
    """The share of the quote's words, by rarity, that a sentence has."""
    total = sum(rarity.values())
    return sum(idf for stem, idf in rarity.items() if stem in held) / total if total else 0.0
