"""A quote against one article: where its words stand there, and how closely.

1. All of it in one place: ``verbatim`` or ``typography``; or ``cut``, when the rest of the
   sentence inside the quotation marks denies or limits it.
2. Else in one place with words left out (``cut``) or otherwise different (``changed``).
3. Else in pieces from several places (``stitched``).

The contract of each class is in docs/check.md. Nothing here knows about meaning.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from corpus.matching.cautions import alterations, edges_of, interruptions, limits, question
from corpus.matching.runs import Run, cover, grams, occurrences, shared_runs, solid
from corpus.matching.steps import steps_between
from corpus.matching.utterances import Scene, scene_of
from corpus.matching.wording import (
    DOUBLE_MARKS,
    SINGLE_MARKS,
    Edit,
    Opcode,
    Wording,
    fold,
    telling,
    weight,
    without_marks,
)
from corpus.spans import Span

MatchClass = Literal["verbatim", "typography", "cut", "changed", "stitched"]

PIECE = 4
"""Words of the shortest piece of a stitched quote; shorter ones stand in unrelated articles."""
PREFERRED = 0.1
"""Share of a quote, by weight, that pieces must have more of than one place, to be preferred."""
_COVERED = 0.85
"""Share of a quote, by weight, that the pieces of a stitched one must have together."""
_SHARED = 0.6
"""Share of a quote, by weight, that must stand in one place to call the rest changed: altered
quotes of the sample archive have 0.67 and more, reworded reports of a statement 0.5 and less."""
_MANY = 6
"""Words that must be the same when fewer than two of them tell something."""
_HITS = 20
"""Places of one article that are looked at when it has the quote more than once."""
_RANKS = {"verbatim": 0, "typography": 1, "cut": 2, "changed": 2, "stitched": 3}
_MARKS = DOUBLE_MARKS + SINGLE_MARKS


@dataclass(frozen=True, slots=True)
class Wanted:
    """A quote made ready to be looked for: its words, and the marks that were pasted around it.

    ``places`` says where each of its runs of ``size`` words begins.
    """

    words: Wording
    opening: str
    closing: str
    size: int
    places: dict[tuple[str, ...], list[int]]

    @property
    def keys(self) -> tuple[str, ...]:
        """The words as they are compared."""
        return self.words.keys


@dataclass(frozen=True, slots=True)
class Match:
    """How a quote stands in one article.

    ``spans`` are the stretches of the article's text that the quote takes its words from;
    ``difference`` leads from the article's words to the quote's; ``warnings`` are sentences.
    ``differing`` counts the words that are not the same, and ``shared`` is the share of the
    quote, by weight, that is.
    """

    class_: MatchClass
    spans: tuple[Span, ...]
    difference: tuple[Edit, ...]
    warnings: tuple[str, ...]
    differing: int = 0
    shared: float = 1.0

    @property
    def closeness(self) -> tuple[int, int, bool]:
        """The closer a match, the smaller this is; between cut and changed, fewer words decide."""
        return _RANKS[self.class_], self.differing, self.class_ == "changed"


def prepare_quote(quote: str) -> Wanted:
    """A quote made ready: white space and quotation marks around it are set aside.

    >>> prepare_quote("“We closed it.”").keys
    ('we', 'closed', 'it')
    """
    inner = without_marks(quote)
    before = "".join(char for char in quote[: inner.start] if char in _MARKS)
    after = "".join(char for char in quote[inner.end :] if char in _MARKS)
    words = fold(inner.of(quote))
    size = 3 if len(words) >= 8 else min(2, max(1, len(words)))
    return Wanted(words, before, after, size, grams(words.keys, size))


def match_quote(wanted: Wanted, text: str) -> Match | None:
    """The closest that an article comes to a quote; None when it has too little of it.

    >>> text = '"We never closed it," said Ada Lund.'
    >>> found = match_quote(prepare_quote("We closed it."), text)
    >>> found.class_, [span.of(text) for span in found.spans], found.warnings[0]
    ('cut', ['We', 'closed it,'], 'The quote leaves out “never”.')
    """
    words = fold(text)
    hits = occurrences(wanted.keys, words.keys, _HITS) if wanted.keys else []
    if hits:
        scene = scene_of(text)
        return min((_whole(wanted, words, scene, at) for at in hits), key=_closeness)
    if not _has_enough(wanted, words):
        return None
    runs = shared_runs(wanted.places, wanted.size, words.keys)
    return _apart(wanted, words, scene_of(text), runs) if runs else None


def _has_enough(wanted: Wanted, words: Wording) -> bool:
    """Whether an article has enough of the words at all, wherever they stand."""
    held = set(words.keys)
    return weight(key for key in wanted.keys if key in held) >= _SHARED * weight(wanted.keys)


def _closeness(match: Match) -> tuple[int, int, bool]:
    return match.closeness


# 1. All of it in one place


def _whole(wanted: Wanted, words: Wording, scene: Scene, at: int) -> Match:
    """The words all stand there, in order and with nothing between."""
    last = at + len(wanted.keys)
    printed = _as_pasted(wanted, words.text, words.span(at, last))
    span = printed or _with_final(wanted, words.text, words.span(at, last))
    same = Edit("same", wanted.words.text, span.of(words.text))
    if not printed and len(parts := list(_utterances(words, scene, at, last))) > 1:
        return _of_several(wanted, words, at, parts)
    edges = edges_of(words, scene, at, last)
    warnings = limits(words, scene, edges)
    if warnings:
        before, after = (Edit("dropped", "", words.printed(*edge)) for edge in edges)
        kept = tuple(edit for edit in (before, same, after) if edit.article)
        return Match("cut", (span,), kept, tuple(warnings))
    asked = question(wanted.words, words.text, words.span(at, last))
    return Match("verbatim" if printed else "typography", (span,), (same,), tuple(asked))


def _utterances(words: Wording, scene: Scene, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The stretches of a match that stand side by side in the marks of separate utterances."""
    begin, before = first, -1
    for at in range(first, last):
        speech = scene.speech(words.starts[at])
        if speech != before and min(speech, before) >= 0:
            yield begin, at
            begin = at
        before = speech
    yield begin, last


def _of_several(wanted: Wanted, words: Wording, at: int, parts: list[tuple[int, int]]) -> Match:
    """The words stand side by side, but in the quotation marks of separate utterances."""
    runs = [Run(first - at, first, last - first) for first, last in parts]
    spans = tuple(words.span(*part) for part in parts)
    warnings = ("The article prints these words as separate quotations.",)
    return Match("stitched", spans, pieced(wanted, words, runs), warnings)


def _as_pasted(wanted: Wanted, text: str, span: Span) -> Span | None:
    """The very characters of the quote around these words, and no other quotation marks."""
    inner = wanted.words.text
    start = span.start - wanted.words.starts[0]
    end = span.end + len(inner) - wanted.words.ends[-1]
    if start < 0 or text[start:end] != inner:
        return None
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    opens = not (wanted.opening and before) or before not in _MARKS or before == wanted.opening[-1]
    closes = not (wanted.closing and after) or after not in _MARKS or after == wanted.closing[0]
    return Span(start, end) if opens and closes else None


def _with_final(wanted: Wanted, text: str, span: Span) -> Span:
    """The span with the punctuation mark after it, if the quote ends with one."""
    final = wanted.words.text[wanted.words.ends[-1] :]
    longer = bool(final) and text[span.end : span.end + 1] in tuple(".,!?…;:")
    return Span(span.start, span.end + longer)


# 2. In one place, with differences


def _apart(wanted: Wanted, words: Wording, scene: Scene, runs: list[Run]) -> Match | None:
    """The closest of: without the attributions that interrupt it, with them, and in pieces."""
    spoken = _without_asides(words, scene)
    inside = runs
    if spoken is not words:
        inside = shared_runs(wanted.places, wanted.size, spoken.keys)
    closest = _in_place(wanted, spoken, scene, inside)
    if spoken is not words and (closest is None or closest.differing):
        found = filter(None, (closest, _in_place(wanted, words, scene, runs)))
        closest = min(found, key=_closeness, default=None)
    if closest is None or closest.class_ == "changed":
        pieces = _in_pieces(wanted, spoken, inside)
        if pieces and (closest is None or pieces.shared > closest.shared + PREFERRED):
            return pieces
    return closest


def _without_asides(words: Wording, scene: Scene) -> Wording:
    """The words but for the attributions that interrupt a quotation."""
    if not scene.asides:
        return words
    kept: list[int] = []
    asides = [*scene.asides, Span(len(words.text), len(words.text))]
    number = 0
    for index, start in enumerate(words.starts):
        while start >= asides[number].end:
            number += 1
        if start < asides[number].start:
            kept.append(index)
    return words.only(kept)


def _in_place(wanted: Wanted, words: Wording, scene: Scene, runs: list[Run]) -> Match | None:
    """The best stretch of the article, if enough of the quote stands there."""
    quote = wanted.keys
    steps = steps_between(wanted.words, words, scene, runs)
    same = [key for op, i1, i2, _, _ in steps if op == "same" for key in quote[i1:i2]]
    shared = weight(same) / weight(quote)
    operations = {step[0] for step in steps} - {"same"}
    class_: MatchClass
    if steps and not operations:
        class_ = "typography"
    elif operations == {"dropped"} and telling(quote):
        class_ = "cut"
    elif shared >= _SHARED and (telling(same) > 1 or len(same) >= _MANY):
        class_ = "changed"
    else:
        return None
    return _placed(class_, wanted, words, scene, steps, shared)


def _placed(
    class_: MatchClass,
    wanted: Wanted,
    words: Wording,
    scene: Scene,
    steps: list[Opcode],
    shared: float,
) -> Match:
    """The match that follows from the steps between two texts."""
    spans = list(_spans(words, scene, steps))
    ending = spans[-1]
    spans[-1] = _with_final(wanted, words.text, ending)
    warnings = [
        *interruptions(words.text, scene, spans),
        *alterations(wanted.words, words, steps),
        *(limited := limits(words, scene, edges_of(words, scene, steps[0][3], steps[-1][4]))),
        *question(wanted.words, words.text, ending),
    ]
    if class_ == "typography" and limited:
        class_ = "cut"
    edits = (
        Edit(op, wanted.words.printed(i1, i2), words.printed(j1, j2))
        for op, i1, i2, j1, j2 in steps
    )
    differing = sum(max(i2 - i1, j2 - j1) for op, i1, i2, j1, j2 in steps if op != "same")
    return Match(class_, tuple(spans), tuple(edits), tuple(warnings), differing, shared)


def _spans(words: Wording, scene: Scene, steps: list[Opcode]) -> Iterator[Span]:
    """The stretches that the quote draws on: ended where words were dropped, and at asides."""
    asides = {aside.start for aside in scene.asides}
    begin, last = -1, -1
    for op, _, _, j1, j2 in steps:
        for word in range(j1, j2 if op != "dropped" else j1):
            skipped = word != last + 1 or any(
                at in asides for at in range(words.ends[last], words.starts[word])
            )
            if begin >= 0 and skipped:
                yield words.span(begin, last + 1)
            if begin < 0 or skipped:
                begin = word
            last = word
    yield words.span(begin, last + 1)


# 3. In pieces


def shared_pieces(wanted: Wanted, text: str) -> tuple[Wording, list[Run]]:
    """An article's words, and every run of them that is long enough to be a piece of the quote."""
    words = fold(text)
    runs = shared_runs(wanted.places, wanted.size, words.keys)
    return words, [run for run in runs if solid(run, wanted.keys, PIECE)]


def _in_pieces(wanted: Wanted, words: Wording, runs: list[Run]) -> Match | None:
    """Pieces from several places of the article that together make most of the quote."""
    pieces = cover(runs, wanted.keys, PIECE)
    if not covers(wanted, pieces):
        return None
    spans = tuple(words.span(piece.j, piece.ends[1]) for piece in pieces)
    swapped = any(before.j > after.j for before, after in pairwise(pieces))
    warnings = ("The pieces stand in another order in the article.",) if swapped else ()
    rest = len(wanted.keys) - sum(piece.n for piece in pieces)
    edits = pieced(wanted, words, pieces)
    return Match("stitched", spans, edits, warnings, rest, covered(wanted, pieces))


def covered(wanted: Wanted, pieces: Iterable[Run]) -> float:
    """The share of the quote, by weight, that the pieces have."""
    had = [key for piece in pieces for key in wanted.keys[piece.i : piece.i + piece.n]]
    return weight(had) / weight(wanted.keys)


def covers(wanted: Wanted, pieces: Sequence[Run]) -> bool:
    """Whether pieces make a quote: most of it, in few crumbs, and from more than one place."""
    few = 2 <= len(pieces) <= 1 + len(wanted.keys) // 6
    apart = not all(map(_repeats, pieces, pieces[1:]))
    return few and apart and covered(wanted, pieces) >= _COVERED


def _repeats(piece: Run, then: Run) -> bool:
    """Whether a piece goes on with the last words of the one before: "we will will go"."""
    return piece.j < then.j < piece.ends[1]


def pieced(wanted: Wanted, words: Wording, pieces: Sequence[Run]) -> tuple[Edit, ...]:
    """The pieces as the same in both, and the words of the quote between as added."""
    edits: list[Edit] = []
    done = 0
    for piece in [*pieces, Run(len(wanted.keys), 0, 0)]:
        if done < piece.i:
            edits.append(Edit("added", wanted.words.printed(done, piece.i), ""))
        done = piece.ends[0]
        if piece.n:
            quoted = wanted.words.printed(piece.i, done)
            edits.append(Edit("same", quoted, words.printed(piece.j, piece.ends[1])))
    return tuple(edits)
