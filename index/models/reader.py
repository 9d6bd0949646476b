"""The reader: where in a text a question is answered, and how likely it is answered there at all.

    question, heading, text → pieces → network → the best span, and by how much it beats none

It reads question and text together, which comparing vectors and words cannot do, and points: what
it finds are words of the text. How it was made, and what it was made from, is told in
``training/README.md``.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.bundle import WEIGHTS, bundled_model, sha256
from corpus.network import Network, open_tokenizer, word_vectors
from corpus.saying.pieces import CLS, FEATURES, SEP, Floats, Ints, Pieces, read_pieces
from corpus.shipped import check, read_config
from corpus.spans import Span
from index.stamps import digest_once

FORMAT = 1
"""The version of ``config.json`` that this reads, and of what the network is given."""
MODEL_FILE = "reader.onnx"
KINDS = 3 * FEATURES
"""Kinds of pieces: those of the tagger, in the question, in the heading and in the text."""
MOST_PIECES = 256
"""Word pieces that the network reads at once, CLS and SEP included."""
LONGEST = 24
"""Word pieces of an answer."""

_LOADING = Lock()
_SHIPPED = Path(__file__).parents[1] / "reader"
_KEPT = 128  # readings
_MOST_ASKED = 64  # pieces of a question, and of a heading, that are read


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a text that answer best, and how sure that is.

    ``score`` is the difference of log-likelihoods between that answer and none: above 0 there
    rather is one; it means the same for every question.
    """

    score: float
    span: Span


class Reader:
    """The reader of one folder, which looks words up in the base model of another.

    It reads on one core, so that as many passages are read at once as there are cores.
    """

    def __init__(self, folder: Path, base: Path) -> None:
        config = read_config(folder, "reader", FORMAT)
        check(folder / MODEL_FILE, config["model_sha256"], "reader", _digest)
        check(base / WEIGHTS, config["base_sha256"], "reader", _digest)
        self._tokenizer = open_tokenizer(base)
        self._table = word_vectors(base)
        self._network = Network(folder / MODEL_FILE, threads=1)

    def read(self, question: str, heading: str, text: str) -> Reading | None:
        """The words of a text, under its heading, that answer a question best.

        None where there are none. A text that is too long to be read at once is read in parts.
        """
        before = [self._first(question), self._first(heading)]
        ids = np.concatenate([[CLS], *(pieces.ids for pieces in before)])
        kinds = [pieces.features + FEATURES * part for part, pieces in enumerate(before)]
        asked = _Pieces(ids, np.concatenate([[0], *kinds]))
        pieces = read_pieces(text, self._tokenizer)
        room = MOST_PIECES - len(asked.ids) - 1
        parts = range(0, len(pieces.ids) - 1, room)  # without the SEP at the end
        found = [self._read(asked, pieces, start, start + room) for start in parts]
        return max(found, key=lambda reading: reading.score, default=None)

    def _first(self, text: str) -> Pieces:
        return read_pieces(text, self._tokenizer).first(_MOST_ASKED)

    def _read(self, asked: "_Pieces", text: Pieces, start: int, stop: int) -> Reading:
        """The best answer among the pieces ``[start, stop)`` of a text, without its SEP."""
        stop = min(stop, len(text.ids) - 1)
        own, kinds = text.ids[start:stop], text.features[start:stop] + 2 * FEATURES
        ids = np.concatenate([asked.ids, own, [SEP]])
        inputs: dict[str, NDArray[Any]] = {
            "embedded": self._table[ids],
            "features": np.concatenate([asked.kinds, kinds, [2 * FEATURES]]),
        }
        (scores,) = self._network.run(["scores"], inputs)
        words = np.where(own[:, None] == SEP, -np.inf, scores[len(asked.ids) : -1])
        first, last, best = best_span(words)
        word = int(np.searchsorted(text.words, start + last, "right")) - 1
        span = Span(int(text.starts[start + first]), int(text.word_ends[word]))
        return Reading(best - float(scores[0].sum()), span)


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Numbers and kinds of the pieces before a text, ``(n,)`` each."""

    ids: Ints
    kinds: Ints


def best_span(scores: Floats) -> tuple[int, int, float]:
    """First and last piece of the likeliest answer, and its score, from ``(n, 2)`` of each piece.

    >>> best_span(np.array([[0, 3], [2, 0], [0, 1]], np.float32))
    (0, 0, 3.0)
    """
    pairs = scores[:, 0, None] + scores[None, :, 1]
    n = len(scores)
    allowed = np.triu(np.ones((n, n), bool)) & ~np.triu(np.ones((n, n), bool), LONGEST)
    first, last = divmod(int(np.where(allowed, pairs, -np.inf).argmax()), n)
    return first, last, float(pairs[first, last])


@cache
def _shipped_reader() -> Reader:
    return Reader(_SHIPPED, bundled_model())


def shipped_reader() -> Reader:
    """The reader that comes with the project, loaded once. Raises ``ModelError``."""
    with _LOADING:  # several threads may want it first
        return _shipped_reader()


@lru_cache(_KEPT)
def read(question: str, heading: str, text: str) -> Reading | None:
    """What of a text the reader that comes with the project finds. Raises ``ModelError``.

    What was found last is kept: who takes a filter away asks the same of the same passages.
    """
    return shipped_reader().read(question, heading, text)


def _digest(file: Path) -> str:
    """The SHA-256 of a file, computed only when it has changed: each command reads one anew."""
    return digest_once(file, sha256)
