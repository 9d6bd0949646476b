"""Source, cue and content of every attribution in a text, by a small learned tagger.

One straight pipeline, with onnxruntime, tokenizers, safetensors and numpy only:

1. `read_tokens`: word pieces of the text, each with its features (case, space, quotation marks);
2. `cut_windows`: overlapping windows, since the model reads a few hundred pieces at a time;
3. `Tagger.scores`: the network gives every word a score for every label, and link vectors;
4. `best_labels`: the best sequence of labels of each paragraph (Viterbi), with allowed steps only;
5. `read_spans`: labels to spans; `link_spans`: each span to the cue it belongs to;
6. `Tagger.tag`: the statements, in characters of the text that was given.

What it does not do: resolve pronouns, clean text, or follow a quotation over paragraphs.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from safetensors import safe_open
from tokenizers import Tokenizer

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

ROLES = ("source", "cue", "content")
LABELS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BIES"))
CLS, SEP, MASK = 101, 102, 103
"""Piece numbers of the base model; a SEP stands at the end of every paragraph."""

FORMAT = 1
MODEL_FILE = "tagger.onnx"
BATCH = 8
"""Windows that the network reads at once; more are no faster on one core."""
FEATURES = 16
LINK_FEATURES = 192
LINK_WIDTH = 48
QUERY, KEY = {"content": 0, "cue": 4}, {"cue": 2, "source": 6}
"""Link vectors hold eight blocks of LINK_WIDTH: of the first and of the last word of a content
that seeks its cue, a cue that is sought, a cue that seeks its source, a source that is sought."""
LINK_REACH = 250
"""Words within which the other end of a link is sought: about one window, as in training."""
LINK_GROUP = 32
"""Spans linked at once, which bounds memory in a long text."""

_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_QUOTE = re.compile(r"[\"“”„«»]|''|``|’’|‘‘")
_OPENING, _CLOSING = {"“", "„", "«", "``", "‘‘"}, {"”", "»", "’’"}
_DISTANCES = np.array([2, 3, 5, 9, 17, 33, 65])
"""Words between a span and a cue: the edges of eight classes, nearest first."""


@dataclass(frozen=True)
class Tokens:
    """A text as the model reads it: `n` word pieces, of which some begin a word.

    `ids`, `features`, `starts` and `ends` (characters of the text) are `(n,) int64`;
    `words` `(w,) int64` holds the position of the first piece of every word, and
    `word_ends` `(w,) int64` the character at which that word ends.
    """

    ids: Ints
    features: Ints
    starts: Ints
    words: Ints
    word_ends: Ints

    @property
    def word_starts(self) -> Ints:
        """The character at which each word begins, `(w,) int64`."""
        return self.starts[self.words]

    @property
    def breaks(self) -> NDArray[np.bool_]:
        """Which words are ends of paragraphs, `(w,) bool`."""
        at_end: NDArray[np.bool_] = self.ids[self.words] == SEP
        return at_end


class Span(NamedTuple):
    """A role and the first and last word that play it, both included."""

    role: str
    first: int
    last: int


def quoted_places(paragraph: str) -> NDArray[np.bool_]:
    """Which characters stand inside double quotation marks, the marks included.

    >>> "".join("^" if q else "." for q in quoted_places('He said "no" to it.'))
    '........^^^^.......'
    """
    inside = np.zeros(len(paragraph), dtype=bool)
    opened: int | None = None
    for mark in _QUOTE.finditer(paragraph):
        if opened is None and mark.group() not in _CLOSING:
            opened = mark.start()
        elif opened is not None and mark.group() not in _OPENING:
            inside[opened : mark.end()] = True
            opened = None
    if opened is not None:
        inside[opened:] = True
    return inside


def case_class(word: str) -> int:
    """0 for lower case and marks, 1 for Title case, 2 for CAPITALS, 3 for a number.

    >>> [case_class(w) for w in ("said", "Park", "NATO", "A", "2016")]
    [0, 1, 2, 1, 3]
    """
    if word[:1].isdigit():
        return 3
    if not word[:1].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def read_tokens(text: str, tokenizer: Tokenizer) -> Tokens:
    """The word pieces of a text, paragraph by paragraph, with features and places."""
    ids: list[int] = []
    features: list[int] = []
    starts: list[int] = []
    words: list[int] = []
    word_ends: list[int] = []
    matches = list(_PARAGRAPH.finditer(text))
    encodings = tokenizer.encode_batch([m.group() for m in matches], add_special_tokens=False)
    for match, encoding in zip(matches, encodings, strict=True):
        if not encoding.ids:
            continue
        paragraph, base = match.group(), match.start()
        quoted = quoted_places(paragraph)
        pieces, offsets = encoding.ids, encoding.offsets  # each reading makes a new list
        bounds = _word_bounds(encoding.word_ids, offsets)
        for (begin, end), piece_range in bounds:
            spaced = begin == 0 or paragraph[begin - 1].isspace()
            feature = case_class(paragraph[begin:end]) * 4 + spaced * 2 + int(quoted[begin])
            words.append(len(ids))
            word_ends.append(base + end)
            for piece in piece_range:
                ids.append(pieces[piece])
                features.append(feature)
                starts.append(base + offsets[piece][0])
        words.append(len(ids))
        word_ends.append(match.end())
        ids.append(SEP)
        features.append(0)
        starts.append(match.end())
    as_array = [
        np.array(column, dtype=np.int64) for column in (ids, features, starts, words, word_ends)
    ]
    return Tokens(*as_array)


def _word_bounds(
    word_ids: list[int | None], offsets: list[tuple[int, int]]
) -> list[tuple[tuple[int, int], range]]:
    """Each word's characters and pieces, from the tokenizer's word numbers."""
    changes = [i for i in range(len(word_ids)) if i == 0 or word_ids[i] != word_ids[i - 1]]
    ranges = [range(a, b) for a, b in zip(changes, [*changes[1:], len(word_ids)], strict=True)]
    return [((offsets[r[0]][0], offsets[r[-1]][1]), r) for r in ranges]


def link_features(spans: list[Span], candidates: list[Span], breaks: NDArray[np.bool_]) -> Ints:
    """The class of each pair of a span and a candidate, `(spans, candidates) int64`.

    It joins the role, the direction, the words between, the other candidates between, and
    whether both stand in one paragraph; all are below LINK_FEATURES. Candidates are in order.
    """
    first, last = _column(s.first for s in spans), _column(s.last for s in spans)
    content = _column(int(s.role == "content") for s in spans)
    begins, ends = _column(c.first for c in candidates).T, _column(c.last for c in candidates).T
    after = begins >= first
    near = np.digitize(np.where(after, begins - last, first - ends), _DISTANCES)
    rank, before = np.arange(len(candidates))[None, :], np.searchsorted(begins[0], first)
    between = np.clip(np.where(after, rank - before, before - 1 - rank), 0, 2)
    paragraph = np.cumsum(breaks)
    apart = paragraph[begins] != paragraph[first]
    classes: Ints = (((content * 2 + after) * 8 + near) * 3 + between) * 2 + apart
    return classes


def _column(numbers: Iterable[int]) -> Ints:
    return np.fromiter(numbers, dtype=np.int64)[:, None]


# -- windows ------------------------------------------------------------------------------------


class Window(NamedTuple):
    """Pieces `[start, end)` that the model reads; what it says of `[own, own_end)` is kept."""

    start: int
    end: int
    own: int
    own_end: int


def cut_windows(pieces: int, size: int, overlap: int) -> list[Window]:
    """Windows of `size` pieces, each reaching `overlap` pieces into the next.

    Of two windows the one in whose middle a piece stands nearer speaks for it.

    >>> cut_windows(10, size=6, overlap=2)
    [Window(start=0, end=6, own=0, own_end=5), Window(start=4, end=10, own=5, own_end=10)]
    """
    starts = [0]
    while starts[-1] + size < pieces:
        starts.append(starts[-1] + size - overlap)
    cuts = [0, *(start + overlap // 2 for start in starts[1:]), pieces]
    return [
        Window(start, min(start + size, pieces), own, own_end)
        for start, own, own_end in zip(starts, cuts[:-1], cuts[1:], strict=True)
        if own < own_end
    ]


# -- labels -------------------------------------------------------------------------------------


def best_labels(scores: Floats, breaks: NDArray[np.bool_], steps: Floats) -> Ints:
    """The best label of every word, `(w,) int64`: Viterbi in each paragraph, side by side.

    `scores` `(w, labels)`, higher is likelier; `breaks` `(w,)` marks ends of paragraphs, which
    are always O; `steps` `(labels, labels)` is added for going from the row's to the column's.
    """
    labels = np.zeros(len(scores), dtype=np.int64)
    starts, lengths = _runs(~breaks)
    if not len(starts):
        return labels
    order = np.argsort(-lengths, kind="stable")
    starts, lengths = starts[order], lengths[order]
    came_from = np.zeros(scores.shape, dtype=np.int8)
    best = scores[starts] + steps[0]
    for i in range(1, int(lengths[0])):
        live = int(np.searchsorted(-lengths, -i, side="left"))
        paths = best[:live, :, None] + steps[None]
        came_from[starts[:live] + i] = paths.argmax(axis=1)
        best[:live] = paths.max(axis=1) + scores[starts[:live] + i]
    label = (best + steps[:, 0]).argmax(axis=1)
    for i in range(int(lengths[0]) - 1, -1, -1):
        live = int(np.searchsorted(-lengths, -i, side="left"))
        labels[starts[:live] + i] = label[:live]
        label[:live] = came_from[starts[:live] + i, label[:live]]
    return labels


def _runs(inside: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """First places and lengths of the runs of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False])).astype(np.int8)))
    return edges[::2], edges[1::2] - edges[::2]


def read_spans(labels: Ints) -> list[Span]:
    """The spans that a sequence of labels spells, in order.

    >>> read_spans(np.array([LABELS.index(n) for n in ("S-source", "O", "B-content", "E-content")]))
    [Span(role='source', first=0, last=0), Span(role='content', first=2, last=3)]
    """
    places = np.where(labels > 0, (labels - 1) % 4, -1)
    firsts = np.flatnonzero((places == 0) | (places == 3))
    lasts = np.flatnonzero((places == 2) | (places == 3))
    pairs = zip(firsts.tolist(), lasts.tolist(), strict=True)
    return [Span(ROLES[(labels[first] - 1) // 4], first, last) for first, last in pairs]


# -- links --------------------------------------------------------------------------------------


def link_spans(
    spans: list[Span], role: str, links: Floats, breaks: NDArray[np.bool_], weights: LinkWeights
) -> dict[Span, Span]:
    """The cue of every content (`role` "content"), or the source of every cue ("cue").

    A score is the product of the two spans' vectors and a weight for how they stand to each
    other; a content gets the best cue near it, a cue the best source if it beats having none.
    """
    own = [s for s in spans if s.role == role]
    wanted = [s for s in spans if s.role == ("cue" if role == "content" else "source")]
    begins = np.array([s.first for s in wanted])
    found: dict[Span, Span] = {}
    for group in (own[i : i + LINK_GROUP] for i in range(0, len(own), LINK_GROUP)):
        low = np.searchsorted(begins, group[0].first - LINK_REACH)
        high = np.searchsorted(begins, group[-1].last + LINK_REACH)
        near = wanted[low:high]
        if not near:
            continue
        scores = _link_scores(group, near, links, breaks, weights)
        for span, row in zip(group, scores, strict=True):
            if role == "content" or row.max() > weights.no_source:
                found[span] = near[int(row.argmax())]
    return found


def _link_scores(
    spans: list[Span],
    candidates: list[Span],
    links: Floats,
    breaks: NDArray[np.bool_],
    weights: LinkWeights,
) -> Floats:
    """How well each candidate suits each span, `(spans, candidates)`, higher is better."""
    query = _span_vectors(spans, QUERY[spans[0].role], links)
    key = _span_vectors(candidates, KEY[candidates[0].role], links)
    bias = weights.bias[link_features(spans, candidates, breaks)]
    return query @ key.T / np.float32(np.sqrt(LINK_WIDTH)) + bias


def _span_vectors(spans: list[Span], block: int, links: Floats) -> Floats:
    first, last = (slice(b * LINK_WIDTH, (b + 1) * LINK_WIDTH) for b in (block, block + 1))
    return links[[s.first for s in spans], first] + links[[s.last for s in spans], last]


# -- the tagger ---------------------------------------------------------------------------------


class LinkWeights(NamedTuple):
    """What is added for each link feature, and the score of having no source."""

    bias: Floats
    no_source: float


Place = tuple[int, int]
"""Characters `[start, end)` of the text."""


@dataclass(frozen=True)
class TaggedStatement:
    """Who said what, as characters of the text; source and cue may be missing."""

    content: tuple[Place, ...]
    cue: tuple[Place, ...]
    source: tuple[Place, ...]


@dataclass(frozen=True)
class Tagging:
    """All spans of a text, and the statements that they join to."""

    source: tuple[Place, ...]
    cue: tuple[Place, ...]
    content: tuple[Place, ...]
    statements: tuple[TaggedStatement, ...]


class TaggerError(Exception):
    """The tagger's files cannot be used; the message says which, and what to do."""


class Tagger:
    """The learned tagger, read from its folder and from the base model's.

    The word embeddings are the base model's own, so its file must be the one that the tagger was
    trained on.
    """

    def __init__(self, folder: Path, base: Path, threads: int = 1) -> None:
        config = _read_config(folder)
        _check_file(folder / MODEL_FILE, config["model_sha256"])
        _check_file(base / "model.safetensors", config["base_sha256"])
        self._window, self._overlap = int(config["window"]), int(config["overlap"])
        self._steps = np.array(config["steps"], dtype=np.float32)
        bias = np.array(config["link_bias"], dtype=np.float32)
        self._links = LinkWeights(bias, float(config["no_source"]))
        self._tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        with safe_open(base / "model.safetensors", framework="numpy") as weights:
            self._table: Floats = weights.get_tensor("embeddings.word_embeddings.weight")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self._session = onnxruntime.InferenceSession(
            folder / MODEL_FILE, options, providers=["CPUExecutionProvider"]
        )

    def tag(self, text: str) -> Tagging:
        """The spans and statements of one text."""
        return self.tag_all([text])[0]

    def tag_all(self, texts: Sequence[str]) -> list[Tagging]:
        """The same for many texts, whose windows are read together."""
        tokens = [read_tokens(text, self._tokenizer) for text in texts]
        return [
            self._read(own, scores, links)
            for own, (scores, links) in zip(tokens, self.scores(tokens), strict=True)
        ]

    def scores(self, tokens: Sequence[Tokens]) -> list[tuple[Floats, Floats]]:
        """Label scores `(w, labels)` and link vectors `(w, 8 * LINK_WIDTH)` of each text."""
        labels = len(LABELS)
        scores = [np.zeros((len(t.ids), labels), np.float32) for t in tokens]
        links = [np.zeros((len(t.ids), 8 * LINK_WIDTH), np.float32) for t in tokens]
        windows = [
            (number, window)
            for number, own in enumerate(tokens)
            for window in cut_windows(len(own.ids), self._window - 1, self._overlap)
        ]
        windows.sort(key=lambda pair: pair[1].end - pair[1].start)
        for batch in (windows[i : i + BATCH] for i in range(0, len(windows), BATCH)):
            batch_scores, batch_links = self._run([(tokens[n], w) for n, w in batch])
            for (number, w), s, k in zip(batch, batch_scores, batch_links, strict=True):
                kept = slice(w.own - w.start + 1, w.own_end - w.start + 1)
                scores[number][w.own : w.own_end] = s[kept]
                links[number][w.own : w.own_end] = k[kept]
        return [(s[t.words], k[t.words]) for s, k, t in zip(scores, links, tokens, strict=True)]

    def _run(self, batch: list[tuple[Tokens, Window]]) -> tuple[Floats, Floats]:
        """The network over a batch of windows, each after a CLS piece."""
        width = 1 + max(w.end - w.start for _, w in batch)
        ids, features = (np.zeros((len(batch), width), np.int64) for _ in range(2))
        mask = np.zeros((len(batch), width), np.int32)
        ids[:, 0] = CLS
        for row, (tokens, w) in enumerate(batch):
            size = w.end - w.start + 1
            ids[row, 1:size] = tokens.ids[w.start : w.end]
            features[row, 1:size] = tokens.features[w.start : w.end]
            mask[row, :size] = 1
        inputs = {"embedded": self._table[ids], "features": features, "mask": mask}
        scores, links = self._session.run(["scores", "links"], inputs)
        return scores, links

    def _read(self, tokens: Tokens, scores: Floats, links: Floats) -> Tagging:
        """Spans and statements from the network's numbers."""
        breaks = tokens.breaks
        spans = read_spans(best_labels(scores, breaks, self._steps))
        cue_of = link_spans(spans, "content", links, breaks, self._links)
        source_of = link_spans(spans, "cue", links, breaks, self._links)
        places = {
            s: (int(tokens.word_starts[s.first]), int(tokens.word_ends[s.last])) for s in spans
        }
        by_role = {role: tuple(places[s] for s in spans if s.role == role) for role in ROLES}
        statements = tuple(_join(spans, cue_of, source_of, places))
        return Tagging(by_role["source"], by_role["cue"], by_role["content"], statements)


def _join(
    spans: list[Span],
    cue_of: Mapping[Span, Span],
    source_of: Mapping[Span, Span],
    places: Mapping[Span, Place],
) -> Iterator[TaggedStatement]:
    """One statement for each cue that has content, and for each content without a cue."""
    contents: dict[Span, list[Span]] = {}
    for span in (s for s in spans if s.role == "content"):
        contents.setdefault(cue_of.get(span, span), []).append(span)
    for key, own in contents.items():
        cue = (places[key],) if key.role == "cue" else ()
        source = (places[source_of[key]],) if key in source_of else ()
        yield TaggedStatement(tuple(places[s] for s in own), cue, source)


def _read_config(folder: Path) -> dict[str, Any]:
    path = folder / "config.json"
    try:
        config: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TaggerError(f"The tagger's {path} is missing; install the project again.") from None
    if config.get("format") != FORMAT or tuple(config["labels"]) != LABELS:
        raise TaggerError(f"{path} has format {config.get('format')!r}, but this is {FORMAT}.")
    return config


def _check_file(path: Path, wanted: str) -> None:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise TaggerError(f"{path} is missing; install the project again.") from None
    if found != wanted:
        raise TaggerError(f"{path} has SHA-256 {found}, but the tagger was made with {wanted}.")
