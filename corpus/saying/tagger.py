"""The learned tagger: source, cue and content of every attribution in a text.

    text → pieces → windows → network → labels → marked spans → links → proposals

It marks mentions, and does not say who they are; ``corpus.saying.statements`` joins what it
proposes with the rules. How it was made, and what it was made from, is told in
``training/README.md``. A text that it has not the time to read to its end gets proposals for the
beginning.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.bundle import WEIGHTS, bundled_model
from corpus.network import Network, open_tokenizer, word_vectors
from corpus.saying.decoding import (
    LABELS,
    LINK_WIDTH,
    LinkWeights,
    Marked,
    best_labels,
    link_marks,
    read_marks,
)
from corpus.saying.pieces import CLS, SEP, Floats, Pieces, Window, cut_windows, read_pieces
from corpus.saying.proposals import Proposal, is_said
from corpus.shipped import check, read_config, wrong_version
from corpus.spans import Span

FORMAT = 2
"""The version of ``config.json`` that this reads, and of what the network is given."""
MODEL_FILE = "tagger.onnx"

MOST_PIECES = 25_000
"""Word pieces read of one text: some 100,000 characters, ten seconds on one core. What stands
behind them is left to the rules."""

_SHIPPED = Path(__file__).parents[1] / "tagger"

_BREAK = re.compile(r"\n+")
_BREAKS_BEFORE = 1  # paragraph breaks between words and the cue behind them
_BREAKS_BEHIND = 3  # paragraph breaks between a cue and words that go on behind it


@dataclass(frozen=True, slots=True)
class Tagging:
    """Every span with its role, also where it belongs to nothing; and the proposals, in order."""

    spans: tuple[tuple[str, Span], ...]
    proposals: tuple[Proposal, ...]


class Tagger:
    """The tagger of one folder, which looks words up in the base model of another.

    The word embeddings are the base model's own, so its file must be the one that the tagger was
    trained on. ``threads`` 0 takes as many as there are cores.
    """

    def __init__(self, folder: Path, base: Path, threads: int = 0) -> None:
        config = _read_config(folder)
        check(folder / MODEL_FILE, config["model_sha256"], "tagger")
        check(base / WEIGHTS, config["base_sha256"], "tagger")
        self._window, self._overlap = int(config["window"]), int(config["overlap"])
        self._steps = np.array(config["steps"], dtype=np.float32)
        bias = np.array(config["link_bias"], dtype=np.float32)
        self._links = LinkWeights(bias, float(config["no_source"]))
        self._tokenizer = open_tokenizer(base)
        self._table = word_vectors(base)
        self._network = Network(folder / MODEL_FILE, threads)

    @classmethod
    def load(cls) -> "Tagger":
        """The tagger that comes with the project. Raises ``ModelError``."""
        return cls(_SHIPPED, bundled_model())

    def tag(self, text: str) -> Tagging:
        """The spans of a text, and what they join to."""
        pieces = read_pieces(text, self._tokenizer).first(MOST_PIECES)
        scores, links = self._read(pieces)
        marks = read_marks(best_labels(scores, pieces.breaks, self._steps))
        cue_of = link_marks(marks, "content", links, pieces.breaks, self._links)
        source_of = link_marks(marks, "cue", links, pieces.breaks, self._links)
        return Tagging(
            tuple((mark.role, pieces.span(mark.first, mark.last)) for mark in marks),
            tuple(sorted(_joined(pieces, marks, cue_of, source_of), key=lambda one: one.content)),
        )

    def _read(self, pieces: Pieces) -> tuple[Floats, Floats]:
        """Label scores ``(w, labels)`` and link vectors ``(w, 8 * LINK_WIDTH)`` of the words."""
        scores = np.zeros((len(pieces.ids), len(LABELS)), np.float32)
        links = np.zeros((len(pieces.ids), 8 * LINK_WIDTH), np.float32)
        for window in cut_windows(pieces.ids == SEP, self._window - 1, self._overlap):
            kept = slice(window.own - window.start + 1, window.own_end - window.start + 1)
            own = slice(window.own, window.own_end)
            scores[own], links[own] = (rows[kept] for rows in self._run(pieces, window))
        return scores[pieces.words], links[pieces.words]

    def _run(self, pieces: Pieces, window: Window) -> list[Floats]:
        """The network over one window, after a CLS piece, ``(pieces + 1, width)`` each.

        One at a time is as quick as eight on one core, and needs no padding and no mask.
        """
        ids = np.concatenate(([CLS], pieces.ids[window.start : window.end]))
        features = np.concatenate(([0], pieces.features[window.start : window.end]))
        inputs: dict[str, NDArray[Any]] = {
            "embedded": self._table[ids],
            "features": features,
        }
        return self._network.run(["scores", "links"], inputs)


@cache
def shipped_tagger() -> Tagger:
    """The tagger that comes with the project, loaded once. Raises ``ModelError``."""
    return Tagger.load()


def propose(text: str) -> tuple[Proposal, ...]:
    """What the tagger that comes with the project finds in a text. Raises ``ModelError``.

    >>> text = "The pier will hold until spring, according to Ada Lund."
    >>> [(one.content[0].of(text), one.source[0].of(text)) for one in propose(text)]
    [('The pier will hold until spring', 'Ada Lund')]
    """
    found = (_within_reach(text, one) for one in shipped_tagger().tag(text).proposals)
    return tuple(one for one in found if is_said(text, one))


def _within_reach(text: str, proposal: Proposal) -> Proposal:
    """A proposal without what it links over too many paragraphs.

    A cue may stand in the paragraph behind its words, or some paragraphs before the last of them;
    a headline that says something like what is said far below is not part of it. Before a mere
    colon stands nothing that is said.
    """
    if not proposal.cue:
        return proposal
    cue = proposal.cue[0]
    near = tuple(
        span
        for span in proposal.content
        if len(_BREAK.findall(text, span.end, cue.start)) <= _BREAKS_BEFORE
        and len(_BREAK.findall(text, cue.end, span.start)) <= _BREAKS_BEHIND
        and not (cue.of(text) == ":" and span.end <= cue.start)  # 'LUND, ANALYST: "…"'
    )
    return replace(proposal, content=near or proposal.content)


def _joined(
    pieces: Pieces,
    marks: Sequence[Marked],
    cue_of: Mapping[Marked, Marked],
    source_of: Mapping[Marked, Marked],
) -> Iterator[Proposal]:
    """One proposal for each cue that has content, and for each content without a cue."""

    def span(mark: Marked) -> Span:
        return pieces.span(mark.first, mark.last)

    contents: dict[Marked, list[Marked]] = {}
    for mark in (mark for mark in marks if mark.role == "content"):
        contents.setdefault(cue_of.get(mark, mark), []).append(mark)
    for key, own in contents.items():
        cue = (span(key),) if key.role == "cue" else ()
        source = (span(source_of[key]),) if key in source_of else ()
        yield Proposal(tuple(span(mark) for mark in own), cue, source)


def _read_config(folder: Path) -> dict[str, Any]:
    """What ``config.json`` says, with the labels that this program knows."""
    config = read_config(folder, "tagger", FORMAT)
    if tuple(config.get("labels", ())) != LABELS:
        raise wrong_version(folder / "config.json", config, FORMAT)
    return config
