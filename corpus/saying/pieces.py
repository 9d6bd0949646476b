"""A text as the tagger's network reads it: word pieces with features, in windows."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.spans import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

CLS, SEP, MASK = 101, 102, 103
"""Piece numbers of the base model; a SEP stands at the end of every paragraph."""

FEATURES = 16
"""Kinds of words told apart: by case, a space before them, and quotation marks around them."""

_SURROGATE = re.compile(r"[\ud800-\udfff]")  # no tokenizer takes them
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_QUOTE = re.compile(r"[\"“”„«»]|''|``|’’|‘‘")
_OPENING, _CLOSING = {"“", "„", "«", "``", "‘‘"}, {"”", "»", "’’"}


@dataclass(frozen=True, slots=True)
class Pieces:
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
    def breaks(self) -> NDArray[np.bool_]:
        """Which words are ends of paragraphs, `(w,) bool`."""
        at_end: NDArray[np.bool_] = self.ids[self.words] == SEP
        return at_end

    def first(self, most: int) -> "Pieces":
        """The whole words among the first pieces, when there are more than ``most``."""
        if len(self.ids) <= most:
            return self
        words = int(np.searchsorted(self.words, most, side="right")) - 1
        stop = int(self.words[words])
        return Pieces(
            self.ids[:stop],
            self.features[:stop],
            self.starts[:stop],
            self.words[:words],
            self.word_ends[:words],
        )

    def span(self, first: int, last: int) -> Span:
        """The characters from one word to another, both included."""
        return Span(int(self.starts[self.words[first]]), int(self.word_ends[last]))


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


def read_pieces(text: str, tokenizer: "Tokenizer") -> Pieces:
    """The word pieces of a text, paragraph by paragraph, with features and places."""
    ids: list[int] = []
    features: list[int] = []
    starts: list[int] = []
    words: list[int] = []
    word_ends: list[int] = []
    text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
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
    return Pieces(*as_array)


def _word_bounds(
    word_ids: list[int | None], offsets: list[tuple[int, int]]
) -> list[tuple[tuple[int, int], range]]:
    """Each word's characters and pieces, from the tokenizer's word numbers."""
    changes = [i for i in range(len(word_ids)) if i == 0 or word_ids[i] != word_ids[i - 1]]
    ranges = [range(a, b) for a, b in zip(changes, [*changes[1:], len(word_ids)], strict=True)]
    return [((offsets[r[0]][0], offsets[r[-1]][1]), r) for r in ranges]


class Window(NamedTuple):
    """Pieces `[start, end)` that the model reads; what it says of `[own, own_end)` is kept."""

    start: int
    end: int
    own: int
    own_end: int


def cut_windows(at_end: NDArray[np.bool_], size: int, overlap: int) -> list[Window]:
    """Windows of at most `size` pieces, which speak for whole paragraphs where these fit.

    `at_end` `(n,)` marks the last piece of each paragraph. A window reads the `overlap` pieces
    before those that it speaks for, and ends at the last end of a paragraph in its second half.
    Where there is none, it reads `overlap` pieces behind its own as well. `size` is more than
    twice `overlap`.

    >>> at_end = np.isin(range(11), (3, 5, 10))
    >>> cut_windows(at_end, size=8, overlap=1)
    [Window(start=0, end=6, own=0, own_end=6), Window(start=5, end=11, own=6, own_end=11)]
    """
    windows: list[Window] = []
    own = 0
    while own < len(at_end):
        start = max(0, own - overlap)
        end = own_end = min(start + size, len(at_end))
        if end < len(at_end):
            middle = start + size // 2
            ends = np.flatnonzero(at_end[middle:end])
            own_end = end - overlap
            if len(ends):
                own_end = end = middle + int(ends[-1]) + 1
        windows.append(Window(start, end, own, own_end))
        own = own_end
    return windows
