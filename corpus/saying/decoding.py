"""From the tagger's scores to marked spans, and from spans to who belongs to what.

1. ``best_labels``: the best sequence of labels of each paragraph, with allowed steps only;
2. ``read_marks``: labels to marked spans;
3. ``link_marks``: each content to its cue, each cue to its source.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.saying.pieces import Floats, Ints

ROLES = ("source", "cue", "content")
LABELS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BIES"))

LINK_FEATURES = 192
LINK_WIDTH = 48
QUERY, KEY = {"content": 0, "cue": 4}, {"cue": 2, "source": 6}
"""Link vectors hold eight blocks of LINK_WIDTH: of the first and of the last word of a content
that seeks its cue, a cue that is sought, a cue that seeks its source, a source that is sought."""

_LINK_REACH = 250  # words to the other end of a link: about one window, as in training
_LINK_GROUP = 32  # spans linked at once, which bounds memory in a long text
_DISTANCES = np.array([2, 3, 5, 9, 17, 33, 65])  # words between: edges of eight classes


class Marked(NamedTuple):
    """A role and the first and last word that play it, both included."""

    role: str
    first: int
    last: int


class LinkWeights(NamedTuple):
    """What is added for each link feature, and the score of having no source."""

    bias: Floats
    no_source: float


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


def read_marks(labels: Ints) -> list[Marked]:
    """The spans that a sequence of labels spells, in order.

    >>> read_marks(np.array([LABELS.index(n) for n in ("S-source", "O", "B-content", "E-content")]))
    [Marked(role='source', first=0, last=0), Marked(role='content', first=2, last=3)]
    """
    places = np.where(labels > 0, (labels - 1) % 4, -1)
    firsts = np.flatnonzero((places == 0) | (places == 3))
    lasts = np.flatnonzero((places == 2) | (places == 3))
    pairs = zip(firsts.tolist(), lasts.tolist(), strict=True)
    return [Marked(ROLES[(labels[first] - 1) // 4], first, last) for first, last in pairs]


def link_marks(
    spans: list[Marked], role: str, links: Floats, breaks: NDArray[np.bool_], weights: LinkWeights
) -> dict[Marked, Marked]:
    """The cue of every content (`role` "content"), or the source of every cue ("cue").

    A score is the product of the two spans' vectors and a weight for how they stand to each
    other; a content gets the best cue near it, a cue the best source if it beats having none.
    """
    own = [s for s in spans if s.role == role]
    wanted = [s for s in spans if s.role == ("cue" if role == "content" else "source")]
    begins = np.array([s.first for s in wanted])
    found: dict[Marked, Marked] = {}
    for group in (own[i : i + _LINK_GROUP] for i in range(0, len(own), _LINK_GROUP)):
        low = np.searchsorted(begins, group[0].first - _LINK_REACH)
        high = np.searchsorted(begins, group[-1].last + _LINK_REACH)
        near = wanted[low:high]
        if not near:
            continue
        scores = _link_scores(group, near, links, breaks, weights)
        for span, row in zip(group, scores, strict=True):
            if role == "content" or row.max() > weights.no_source:
                found[span] = near[int(row.argmax())]
    return found


def _link_scores(
    spans: list[Marked],
    candidates: list[Marked],
    links: Floats,
    breaks: NDArray[np.bool_],
    weights: LinkWeights,
) -> Floats:
    """How well each candidate suits each span, `(spans, candidates)`, higher is better."""
    query = _vectors(spans, QUERY[spans[0].role], links)
    key = _vectors(candidates, KEY[candidates[0].role], links)
    bias = weights.bias[link_features(spans, candidates, breaks)]
    return query @ key.T / np.float32(np.sqrt(LINK_WIDTH)) + bias


def _vectors(spans: list[Marked], block: int, links: Floats) -> Floats:
    first, last = (slice(b * LINK_WIDTH, (b + 1) * LINK_WIDTH) for b in (block, block + 1))
    return links[[s.first for s in spans], first] + links[[s.last for s in spans], last]


def link_features(spans: list[Marked], candidates: list[Marked], breaks: NDArray[np.bool_]) -> Ints:
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
