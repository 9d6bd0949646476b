"""Articles with gold attributions as batches of numbers for training the tagger."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tagger_network import WINDOW
from tokenizers import Tokenizer
from torch import Tensor

from corpus.saying.decoding import KEY, QUERY, ROLES, Marked, link_features
from corpus.saying.pieces import CLS, Pieces, read_pieces

NO_SOURCE = -1
"""Stands for the missing source of a cue, until the number of columns is known."""


@dataclass(frozen=True)
class Example:
    """An article as numbers: labels `(w,) int64`, spans, and what each belongs to.

    `links` pairs a content with its cue, and a cue with its source, or with None where the
    article names no source.
    """

    tokens: Pieces
    labels: np.ndarray
    spans: list[Marked]
    links: list[tuple[Marked, Marked | None]]


@dataclass(frozen=True)
class Window:
    """Pieces `[start, end)` of an example."""

    example: Example
    start: int
    end: int


def read_articles(path: Path) -> list[dict[str, Any]]:
    """The articles of a PolNeAR-format file (gzipped JSON lines)."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def make_example(article: dict[str, Any], tokenizer: Tokenizer) -> Example:
    """Gold spans in characters become labels of words; a word is inside where it overlaps."""
    tokens = read_pieces(article["text"], tokenizer)
    labels = np.zeros(len(tokens.words), dtype=np.int64)
    spans: list[Marked] = []
    links: list[tuple[Marked, Marked | None]] = []
    for attribution in article["attributions"]:
        parts = {role: _own_spans(attribution, role, tokens, labels, spans) for role in ROLES}
        if parts["cue"]:
            cue = parts["cue"][0]
            links += [(content, cue) for content in parts["content"]]
            links += [(cue, source) for source in parts["source"]]
            links += [] if attribution["source"] else [(cue, None)]
    return Example(tokens, labels, spans, links)


def _own_spans(
    attribution: dict[str, Any], role: str, tokens: Pieces, labels: np.ndarray, spans: list[Marked]
) -> list[Marked]:
    """The spans of one role, written into `labels` and `spans`; one may be shared, none overlap."""
    own = []
    for start, end in attribution[role]:
        span = _words_of(role, start, end, tokens)
        if span is None:
            continue
        if span not in spans:
            if labels[span.first : span.last + 1].any():
                continue
            _write_labels(labels, span)
            spans.append(span)
        own.append(span)
    return own


def _words_of(role: str, start: int, end: int, tokens: Pieces) -> Marked | None:
    inside = (tokens.word_ends > start) & (tokens.starts[tokens.words] < end) & ~tokens.breaks
    places = np.flatnonzero(inside)
    return Marked(role, int(places[0]), int(places[-1])) if len(places) else None


def _write_labels(labels: np.ndarray, span: Marked) -> None:
    begin = 1 + 4 * ROLES.index(span.role)
    if span.first == span.last:
        labels[span.first] = begin + 3
        return
    labels[span.first : span.last + 1] = begin + 1
    labels[span.first], labels[span.last] = begin, begin + 2


def cut_for_training(example: Example, rng: random.Random) -> Iterator[Window]:
    """Windows over one article; the first is of random length, so that the cuts vary."""
    size, total = WINDOW - 1, len(example.tokens.ids)
    end = min(total, rng.randint(size // 3, size))
    yield Window(example, 0, end)
    while end < total:
        start, end = end, min(total, end + size)
        yield Window(example, max(0, min(start, end - size // 2)), end)


def make_batches(examples: list[Example], budget: int, rng: random.Random) -> list[list[Window]]:
    """Windows of like length together, at most `budget` pieces a batch with padding, shuffled."""
    windows = [w for e in examples for w in cut_for_training(e, rng)]
    windows.sort(key=lambda w: (w.end - w.start) + rng.random() * 8)
    batches: list[list[Window]] = [[]]
    for window in windows:
        if (len(batches[-1]) + 1) * (window.end - window.start + 1) > budget:
            batches.append([])
        batches[-1].append(window)
    rng.shuffle(batches)
    return batches


@dataclass(frozen=True)
class Batch:
    """`b` windows padded to `t` pieces and `w` words.

    `ids`, `features`, `mask`: `(b, t)`; `words`, `labels`, `word_mask`: `(b, w)`;
    `rows` `(r, 4)` are the spans to link, `columns` `(c, 4)` the spans to link them to: window,
    first word's and last word's piece, and block of their vectors; `pairs` `(r, c)` link feature,
    -1 where a link cannot be; `targets` `(r,)` the right column, `c` for no source.
    """

    ids: Tensor
    features: Tensor
    mask: Tensor
    words: Tensor
    labels: Tensor
    word_mask: Tensor
    rows: Tensor
    columns: Tensor
    pairs: Tensor
    targets: Tensor


def collate(windows: list[Window]) -> Batch:
    """One batch from windows: arrays padded with zeros, links of spans that lie in one window."""
    t = 1 + max(w.end - w.start for w in windows)
    ids, features = (np.zeros((len(windows), t), np.int64) for _ in range(2))
    mask = np.zeros((len(windows), t), bool)
    words: list[np.ndarray] = []
    labels: list[np.ndarray] = []
    links = _Links()
    for b, window in enumerate(windows):
        tokens, size = window.example.tokens, window.end - window.start
        ids[b, 0], mask[b, : size + 1] = CLS, True
        ids[b, 1 : size + 1] = tokens.ids[window.start : window.end]
        features[b, 1 : size + 1] = tokens.features[window.start : window.end]
        low, high = np.searchsorted(tokens.words, (window.start, window.end))
        words.append(tokens.words[low:high] - window.start + 1)
        labels.append(window.example.labels[low:high])
        links.add(b, window, int(low), int(high))
    word_mask = _padded([np.ones_like(own) for own in words]) > 0
    arrays = (ids, features, mask, _padded(words), _padded(labels), word_mask)
    return Batch(*[*map(torch.from_numpy, arrays), *links.tensors()])


def _padded(rows: list[np.ndarray]) -> np.ndarray:
    """Rows of unlike lengths as one array, zeros behind."""
    padded = np.zeros((len(rows), max(map(len, rows))), np.int64)
    for target, row in zip(padded, rows, strict=True):
        target[: len(row)] = row
    return padded


class _Links:
    """Collects what `Batch` says of links, window by window."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, int, int, int]] = []
        self.columns: list[tuple[int, int, int, int]] = []
        self.blocks: list[tuple[int, int, np.ndarray]] = []
        self.targets: list[int] = []

    def add(self, number: int, window: Window, low: int, high: int) -> None:
        """Add the links within words `[low, high)` of a window."""
        example = window.example
        inside = {s for s in example.spans if low <= s.first and s.last < high}
        for role, wanted in (("content", "cue"), ("cue", "source")):
            links = [
                (span, target)
                for span, target in example.links
                if span.role == role and span in inside and (target is None or target in inside)
            ]
            candidates = sorted(s for s in inside if s.role == wanted)
            if not links or not candidates:
                continue
            classes = link_features([span for span, _ in links], candidates, example.tokens.breaks)
            self.blocks.append((len(self.rows), len(self.columns), classes))
            place = example.tokens.words - window.start + 1
            base = len(self.columns)
            self.targets += [
                NO_SOURCE if t is None else base + candidates.index(t) for _, t in links
            ]
            self.rows += [self._row(number, place, span, QUERY[role]) for span, _ in links]
            self.columns += [self._row(number, place, span, KEY[wanted]) for span in candidates]

    @staticmethod
    def _row(number: int, place: np.ndarray, span: Marked, block: int) -> tuple[int, int, int, int]:
        return number, int(place[span.first]), int(place[span.last]), block

    def tensors(self) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Rows, columns, pairs and targets."""
        pairs = np.full((len(self.rows), len(self.columns)), -1, np.int64)
        for row, column, classes in self.blocks:
            pairs[row : row + classes.shape[0], column : column + classes.shape[1]] = classes
        targets = np.array(self.targets, dtype=np.int64)
        targets[targets == NO_SOURCE] = len(self.columns)
        return (
            torch.tensor(self.rows, dtype=torch.int64).view(-1, 4),
            torch.tensor(self.columns, dtype=torch.int64).view(-1, 4),
            torch.from_numpy(pairs),
            torch.from_numpy(targets),
        )
