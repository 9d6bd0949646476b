"""Questions with windows of text that answer them or do not, from a file of SQuAD 1.1's format.

SQuAD (Rajpurkar and others 2016) has questions to paragraphs of encyclopedia articles, each with an
answer that stands there word for word. What does not answer is found here: the sentences of the
same article that share most with a question and do not have its answer, and its own sentence with
the answer cut out of it.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import log
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from corpus.cutting.sentences import sentences
from corpus.saying.pieces import CLS, FEATURES, SEP, Pieces, read_pieces

MOST, LEAST = 170, 40
"""Pieces of a window of text, at most, and of one that is wanted longer than a sentence."""
NEAREST = 8
"""Sentences of an article that share most with a question, of which some stand for them all."""
WRONG = 2
"""Windows that do not answer, for each question."""

_PREPOSITION = re.compile(
    r"\s*\b(?:by|in|on|at|for|from|to|with|during|of|near|until|since) (?:the |an? )?$",
    re.IGNORECASE,
)
_END = re.compile(r"[\s,.;:)]|$")


@dataclass(frozen=True)
class Sentence:
    """Pieces `[start, end)` of a paragraph, the kinds of pieces that it has, and its text."""

    paragraph: int
    start: int
    end: int
    words: frozenset[int]
    text: str


@dataclass(frozen=True)
class Question:
    """A question to an article, and the sentence that answers it.

    `first` and `last` are the answer's pieces in the paragraph; `answer` is it in lower case.
    `hollow` is the sentence without the answer, where it can do without.
    """

    pieces: Pieces
    words: frozenset[int]
    sentence: int
    first: int
    last: int
    answer: str
    hollow: Pieces | None


@dataclass(frozen=True)
class Article:
    """An article: its heading and paragraphs as pieces, its sentences and its questions."""

    heading: Pieces
    paragraphs: list[Pieces] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


@dataclass(frozen=True)
class Example:
    """A question, perhaps a heading, and pieces `[start, end)` of a text.

    `first` and `last` are the answer's among these pieces, -1 where it is not answered. `plain`
    is a question in small letters.
    """

    question: Pieces
    heading: Pieces | None
    text: Pieces
    start: int
    end: int
    first: int
    last: int
    plain: bool

    @property
    def size(self) -> int:
        """Pieces in all, CLS and SEP included."""
        heading = len(self.heading.ids) if self.heading is not None else 0
        return 2 + len(self.question.ids) + heading + self.end - self.start


def read_squad(path: Path, tokenizer: Tokenizer) -> Iterator[Article]:
    """The articles of a file."""
    for raw in json.loads(path.read_text("utf-8"))["data"]:
        article = Article(read_pieces(raw["title"].replace("_", " "), tokenizer))
        for paragraph in raw["paragraphs"]:
            _add_paragraph(article, paragraph["context"], paragraph["qas"], tokenizer)
        yield article


def _add_paragraph(
    article: Article, context: str, asked: list[dict[str, Any]], tokenizer: Tokenizer
) -> None:
    pieces, spans = read_pieces(context, tokenizer), sentences(context)
    base = len(article.sentences)
    for span in spans:
        start, end = np.searchsorted(pieces.starts, (span.start, span.end)).tolist()
        end = min(end, len(pieces.ids) - 1)  # without the SEP
        words = frozenset(pieces.ids[start:end].tolist())
        number = len(article.paragraphs)
        article.sentences.append(Sentence(number, start, end, words, span.of(context).lower()))
    article.paragraphs.append(pieces)
    for one in asked:
        begin, text = one["answers"][0]["answer_start"], one["answers"][0]["text"]
        first = int(np.searchsorted(pieces.starts, begin, "right")) - 1
        last = int(np.searchsorted(pieces.starts, begin + len(text))) - 1
        at = next((i for i, s in enumerate(spans) if s.start <= begin < s.end), None)
        if at is not None and last < article.sentences[base + at].end:
            question = read_pieces(one["question"], tokenizer)
            words = frozenset(question.ids.tolist())
            cut = _without(spans[at].of(context), begin - spans[at].start, text)
            hollow = read_pieces(cut, tokenizer) if cut else None
            own = Question(question, words, base + at, first, last, text.lower(), hollow)
            article.questions.append(own)


def _without(sentence: str, begin: int, answer: str) -> str | None:
    """A sentence without an answer and the preposition before it; None where it has none.

    >>> _without("It was drawn by Ada Lund in 1965.", 16, "Ada Lund")
    'It was drawn in 1965.'
    """
    before = _PREPOSITION.search(sentence[:begin])
    after = sentence[begin + len(answer) :]
    if before is None or not _END.match(after) or answer.lower() in after.lower():
        return None
    return (sentence[: before.start()] + after).lstrip(" ,") or None


def rarity_of(articles: list[Article]) -> Mapping[int, float]:
    """What each kind of piece weighs: the logarithm of how few sentences have it."""
    every = [sentence for article in articles for sentence in article.sentences]
    counts = Counter(piece for sentence in every for piece in sentence.words)
    return defaultdict(float, {p: log(len(every) / n) for p, n in counts.items()})


def answered(article: Article, question: Question, rng: random.Random) -> Example:
    """A window that answers a question: its sentence, with some of those around it."""
    return _example(article, question, question.sentence, rng, right=True)


def unanswered(
    article: Article, question: Question, rarity: Mapping[int, float], n: int, rng: random.Random
) -> list[Example]:
    """Up to `n` windows around sentences that share much with a question and do not answer it."""
    shared = [
        (sum(rarity[piece] for piece in question.words & sentence.words), number)
        for number, sentence in enumerate(article.sentences)
        if question.answer not in sentence.text
    ]
    nearest = [number for _, number in sorted(shared, reverse=True)[:NEAREST]]
    some = rng.sample(nearest, min(n, len(nearest)))
    return [_example(article, question, number, rng, right=False) for number in some]


def hollow(question: Question, rng: random.Random, heading: Pieces) -> Example | None:
    """The sentence of a question without its answer."""
    if question.hollow is None:
        return None
    end = min(len(question.hollow.ids) - 1, MOST)
    own = heading if rng.random() < 0.75 else None
    return Example(question.pieces, own, question.hollow, 0, end, -1, -1, rng.random() < 0.25)


def _example(
    article: Article, question: Question, number: int, rng: random.Random, *, right: bool
) -> Example:
    core = article.sentences[number]
    start, end = core.start, min(core.end, core.start + MOST)
    wanted = rng.randint(LEAST, MOST)
    first = last = number
    ways = [-1, 1]
    while ways:
        way = rng.choice(ways)
        beside = (first if way < 0 else last) + way
        if not _may_join(article, question, beside, core, right=right):
            ways.remove(way)
            continue
        other = article.sentences[beside]
        if max(end, other.end) - min(start, other.start) > wanted:
            ways.remove(way)
            continue
        start, end = min(start, other.start), max(end, other.end)
        first, last = min(first, beside), max(last, beside)
    inside = right and question.last < end
    return Example(
        question.pieces,
        article.heading if rng.random() < 0.75 else None,
        article.paragraphs[core.paragraph],
        start,
        end,
        question.first - start if inside else -1,
        question.last - start if inside else -1,
        rng.random() < 0.25,
    )


def _may_join(
    article: Article, question: Question, number: int, core: Sentence, *, right: bool
) -> bool:
    """Whether a sentence may stand in a window: of the same paragraph, and not the answer's."""
    if not 0 <= number < len(article.sentences):
        return False
    sentence = article.sentences[number]
    return sentence.paragraph == core.paragraph and (right or question.answer not in sentence.text)


def batches_of(examples: list[Example], budget: int, rng: random.Random) -> list[list[Example]]:
    """Examples of like length together, at most `budget` pieces with padding, shuffled."""
    batches: list[list[Example]] = [[]]
    for example in sorted(examples, key=lambda one: one.size + rng.random() * 8):
        if (len(batches[-1]) + 1) * (example.size + 8) > budget:
            batches.append([])
        batches[-1].append(example)
    rng.shuffle(batches)
    return [batch for batch in batches if batch]


@dataclass(frozen=True)
class Batch:
    """`b` examples padded to `t` pieces.

    `ids`, `features`, `mask`, `text` (which pieces may answer; CLS for none): `(b, t)`; `answers`
    `(b, 2)` the first and last piece, both 0 for none.
    """

    ids: Tensor
    features: Tensor
    mask: Tensor
    text: Tensor
    answers: Tensor


def collate(examples: list[Example]) -> Batch:
    """One batch from examples."""
    shape = len(examples), max(example.size for example in examples)
    ids, features = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    mask, text = np.zeros(shape, bool), np.zeros(shape, bool)
    answers = np.zeros((len(examples), 2), np.int64)
    for row, example in enumerate(examples):
        asked = example.question.features % 4 if example.plain else example.question.features
        parts = [(example.question.ids, asked)]
        if example.heading is not None:
            parts.append((example.heading.ids, example.heading.features + FEATURES))
        at = 1 + sum(len(numbers) for numbers, _ in parts)
        own = slice(example.start, example.end)
        parts.append((example.text.ids[own], example.text.features[own] + 2 * FEATURES))
        size = example.size
        ids[row, :size] = np.concatenate([[CLS], *(numbers for numbers, _ in parts), [SEP]])
        kinds = [kind for _, kind in parts]
        features[row, :size] = np.concatenate([[0], *kinds, [2 * FEATURES]])
        mask[row, :size] = text[row, at : size - 1] = text[row, 0] = True
        if example.first >= 0:
            answers[row] = at + example.first, at + example.last
    return Batch(*map(torch.from_numpy, (ids, features, mask, text, answers)))
