"""Quotations: what stands inside quotation marks, whatever the marks.

Each mark is first read by its neighbours: after space and before a letter it opens, the other way
round it closes. Which of them belong together is decided in ``corpus.cutting.pairing``. Single
marks, which are mostly apostrophes, are read after the double ones, inside and outside of those
separately. Whether a quotation is a statement, a title or a scare quote is not decided here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from corpus.cutting.pairing import OPENING, UNCLOSED, UNOPENED, Mark, Pair, pairs
from corpus.cutting.sentences import paragraphs
from corpus.spans import Span

_LONGEST = 500
"""Characters after which a quotation whose closing mark is missing ends with a sentence: 99 in 100
that have both marks are shorter, and a paragraph can be a whole article on one line."""

# two single marks for a double one, and of three the last two
_DOUBLE = re.compile(
    r"[\"”](?<!\d['’′]\d.)(?<!\d['’′]\d\d.)|[“„‟«»「」『』]|``|''(?!'(?!\w))|’’(?!’)"
)
_SINGLE = re.compile(
    r"""['‘’‚‛](?:(?<![^\W_].)(?<!['’].)
                (?!['’]|(?:s|t|re|ve|ll|d|m|em|til|tis|twas|cause|n)\b|\d0s|\d\d\b)
              |(?<=[^\W_].)(?<!['’]n.)(?![^\W_'’]))""",
    re.VERBOSE | re.IGNORECASE,
)
_SAID = re.compile(
    r"""[,.]['’]?[ ](?:said[ ](?:the[ ])?[A-Z]
      |(?:he|she|they|(?:[Tt]he[ ])?[A-Z][\w.’'-]*)(?:[ ][\w.’'-]+){0,6}?[ ]
       (?:said|added|wrote|told[ ](?:reporters|[A-Z][\w.]*(?:[ ][A-Z][\w.]*)*))
       (?=[.,]|[ ](?:in|on|at|to|after|during)\b))""",
    re.VERBOSE,
)
"""Where a quotation without a closing mark has ended: '"We wait, Mayor Orr said.'"""
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"\w")
_SENTENCE_END = re.compile(r"[.!?…][’']?(?=\s)")
_ENDS = frozenset({". ", "! ", "? ", ".\xa0"})
_KINDS = {
    **dict.fromkeys("“”„‟", "curly"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("「」『』", "corner"),
    **dict.fromkeys("‘’‚‛", "curly"),
}
SINGLE_MARKS = frozenset("'‘’‚‛")
_LEFT = frozenset("([{—–-/=:>*_“‘„«「『‚¿¡")
_RIGHT = frozenset(".,;:!?)]}—–-/<*_”’»」』…")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation.

    ``spans`` has one span for each paragraph that it runs through, marks included; ``words`` the
    same without the marks. ``mark`` is the opening mark as printed. ``depth`` is 0 for a
    quotation that stands in no other one. ``closed`` is false where the closing mark is missing.
    """

    spans: tuple[Span, ...]
    words: tuple[Span, ...]
    mark: str
    depth: int = 0
    closed: bool = True

    @property
    def span(self) -> Span:
        """From its beginning to its end, over all its paragraphs."""
        return Span(self.spans[0].start, self.spans[-1].end)


class _Region(NamedTuple):
    """A stretch whose marks are read together: a paragraph, or the inside of a quotation."""

    span: Span
    paragraph: int | None
    marks: list[Mark]


class _Piece(NamedTuple):
    """What a quotation has in one paragraph: with its marks, and without."""

    span: Span
    words: Span
    closed: bool


def quotations(text: str) -> list[Quotation]:
    """Every quotation in the order of the text, an outer one before those inside it.

    One that is opened again in the next paragraph before it was closed runs on there. One whose
    closing mark is missing ends with its paragraph at the latest: see ``_loose_end``.

    >>> text = 'He called it "a start" and said: “Don’t say ‘never’ again.”'
    >>> [(quotation.depth, quotation.span.of(text)) for quotation in quotations(text)]
    [(0, '"a start"'), (0, '“Don’t say ‘never’ again.”'), (1, '‘never’')]
    """
    return list(_found(text))


@lru_cache(maxsize=8)  # an article is cut into passages after its statements are found
def _found(text: str) -> tuple[Quotation, ...]:
    parts: list[tuple[Span, int | None]] = [(p, i) for i, p in enumerate(paragraphs(text))]
    double = _quotations(text, _regions(text, parts, _DOUBLE, _double_role))
    inside = [(words, None) for quotation in double for words in quotation.words]
    holders = sorted([*parts, *inside], key=lambda holder: (holder[0].start, -holder[0].end))
    single = _quotations(text, _regions(text, holders, _SINGLE, _single_role))
    return tuple(_with_depth([*double, *single]))


def _with_depth(found: list[Quotation]) -> list[Quotation]:
    """In order, each with the number of others around it; what crosses another is left out."""
    ordered: list[Quotation] = []
    around: list[int] = []  # ends of the quotations that are still open
    for quotation in sorted(found, key=lambda q: (q.span.start, -q.span.end)):
        start, end = quotation.span
        while around and around[-1] <= start:
            around.pop()
        if not around or end <= around[-1]:
            ordered.append(replace(quotation, depth=len(around)) if around else quotation)
            around.append(end)
    return ordered


def _regions(
    text: str,
    holders: list[tuple[Span, int | None]],
    pattern: re.Pattern[str],
    role: Callable[[str, re.Match[str], Span], str],
) -> list[_Region]:
    """The innermost holder of each mark with its marks: paragraphs first, then the others."""
    regions: dict[int, _Region] = {}
    around: list[int] = []
    upcoming = 0
    for match in pattern.finditer(text):
        while upcoming < len(holders) and holders[upcoming][0].start <= match.start():
            around.append(upcoming)
            upcoming += 1
        while holders[around[-1]][0].end <= match.start():
            around.pop()
        span, paragraph = holders[around[-1]]
        found = role(text, match, span)
        if found:
            kind = _KINDS.get(match.group(), "straight")
            region = regions.setdefault(around[-1], _Region(span, paragraph, []))
            region.marks.append(Mark(match.start(), match.end(), found, kind))
    return sorted(regions.values(), key=lambda region: region.paragraph is None)


def _neighbours(text: str, match: re.Match[str], within: Span) -> tuple[str, str, str]:
    """The characters on both sides of a mark, and what they say: "(", ")", or "?" for nothing."""
    start, end = match.span()
    before = text[start - 1] if start > within.start else " "
    after = text[end] if end < within.end else " "
    left = before.isspace() or before in _LEFT or (before in "'\"`" and after.isalnum())
    right = after.isspace() or after in _RIGHT or (after in "'\"`" and not before.isspace())
    said = "?" if left == right else "(" if left else ")"
    return before, after, said


def _double_role(text: str, match: re.Match[str], within: Span) -> str:
    """How a double mark reads by its neighbours and its shape."""
    before, after, said = _neighbours(text, match, within)
    mark = match.group()
    if mark in "「『":
        return "["
    if mark in "」』":
        return ")"
    if mark in "“„‟«``":
        return {"(": "(", ")": "?", "?": "<"}[said]
    if mark in {"”", "»", "’’"}:
        return {"(": "?", ")": ")", "?": ">"}[said]
    if said == ")" and before.isdigit():
        return '"'
    sentence = said == "(" and after.isupper() and text[match.start() - 2 : match.start()] in _ENDS
    return "[" if sentence else said


def _single_role(text: str, match: re.Match[str], within: Span) -> str:
    """How a single mark reads; empty for an apostrophe."""
    before, after, said = _neighbours(text, match, within)
    if said == "(" and (after.isalnum() or after in '"“«([$£€¿¡….'):
        return "‘" if match.group() in "‘‚‛" else "'"
    if said != ")":
        return ""
    if before.isalnum():
        return "s" if before in "sS" else "l"
    return ")"


def _quotations(text: str, regions: list[_Region]) -> list[Quotation]:
    """Pair the marks of each region, and join what is opened again before it was closed."""
    found: list[list[_Piece]] = []
    left_open, resumes = -1, -1  # the number of an open quotation, and where it must go on
    for region, following in zip_longest(regions, regions[1:]):
        run_on = _cost_of_running_on(region, following)
        for pair in pairs(region.marks, resumes == region.span.start, run_on):
            piece, then = _piece(text, region, pair, run_on)
            if not _WORD.search(text, *piece.words):
                continue
            number = left_open if piece.span.start == resumes else len(found)
            if number == len(found):
                found.append([])
            found[number].append(piece)
            if not pair.depth:
                left_open, resumes = number, then
    return [_quotation(text, pieces) for pieces in found]


def _quotation(text: str, pieces: list[_Piece]) -> Quotation:
    """One quotation of its pieces."""
    first, last = pieces[0], pieces[-1]
    mark = text[first.span.start : first.words.start]
    spans, words, _ = zip(*pieces, strict=True)
    return Quotation(spans, words, mark, closed=last.closed)


def _cost_of_running_on(region: _Region, following: _Region | None) -> float:
    """What it costs to leave a quotation open at the end of this paragraph."""
    if following is None or region.paragraph is None or following.paragraph is None:
        return UNCLOSED
    if following.paragraph != region.paragraph + 1:
        return UNCLOSED
    first = following.marks[0]
    if first.start == following.span.start and first.role in OPENING:
        return 0.0
    return UNOPENED if first.role == ")" else UNCLOSED


def _piece(text: str, region: _Region, pair: Pair, run_on: float) -> tuple[_Piece, int]:
    """The quotation between two marks of a region, and where it must be opened again, or -1."""
    start = words = region.span.start
    if pair.opening >= 0:
        start, words = region.marks[pair.opening][:2]
    stop = end = region.span.end
    reopened = run_on < UNCLOSED
    if pair.closing < len(region.marks):
        stop, end, role, _ = region.marks[pair.closing]
        reopened = role == "[" and not text[words].islower()
    if pair.closed:
        return _Piece(Span(start, end), Span(words, stop), True), -1
    end = _loose_end(text, words, stop, reopened)
    space = _SPACE.match(text, end)
    resumes = space.end() if space and reopened else -1
    return _Piece(Span(start, end), Span(words, end), False), resumes


def _loose_end(text: str, start: int, stop: int, reopened: bool) -> int:
    """Where a quotation ends that has no closing mark before ``stop``.

    Where "she said" follows a comma; or else, if it is not opened again at ``stop``, after its
    first sentence if it begins inside one, or after the last in ``_LONGEST`` characters.
    """
    said = _SAID.search(text, start, stop)
    if said:
        return said.start() + 1
    if not reopened:
        ends = [m.end() for m in _SENTENCE_END.finditer(text, start, min(stop, start + _LONGEST))]
        if ends and (text[start].islower() or stop - start > _LONGEST):
            stop = ends[0] if text[start].islower() else ends[-1]
    return start + len(text[start:stop].rstrip())
