"""Passages: what is embedded and shown, a few whole sentences at a time.

A text becomes units that are not cut (a quotation with its attribution, else a sentence, else a
piece of a sentence that is too long), and the units are packed into passages in one sweep.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from corpus.cutting.quotations import Quotation, quotations
from corpus.cutting.sentences import paragraphs, sentences
from corpus.errors import UsageError
from corpus.spans import Span

LIMIT = 160
"""Tokens of a passage: about 110 words, the size at which this project's retrieval figures were
measured. With a headline before it, it stays below the 256 tokens that the default model reads."""
OVERLAP = 32
"""Tokens that a passage repeats of the one before it: one sentence of news, so that a "he said"
at its beginning has the sentence that names him."""

_ENOUGH = 0.6
"""Share of the limit from which on a passage rather ends with its paragraph than is filled."""
_SHORT = 0.35
"""Share of the limit below which a last passage is evened out with the one before it."""
_LONGEST_TOKEN = 20
"""Characters. To a model, a word that it cannot read is one token, however long; here, no stretch
counts less than one token for so many characters."""
_CRUMB = 32
"""Characters of the pieces that a word is cut into where even a word is too long."""

_WORD = re.compile(rf"(?:[^\s，、；：]{{1,{_CRUMB}}}|[，、；：])[，、；：]{{0,4}}")
_CLAUSE_END = re.compile(r"[,;:，、；：—–)\]”’»]\Z")
_AFTER_QUOTATION = re.compile(r"[.,;:!?)\]]*")

CountTokens = Callable[[list[str]], list[int]]
"""The number of model tokens of each string, without the model's special tokens."""


class _Unit(NamedTuple):
    """A stretch that is not cut."""

    start: int
    end: int
    tokens: int
    opens: bool
    """Whether a sentence begins with it."""
    rank: int
    """How good it is to cut after it: 2 after a paragraph, 1 after a sentence, 0 inside one."""


class _Range(NamedTuple):
    """A passage as numbers of units: ``first`` up to ``fresh`` repeat the passage before it."""

    first: int
    fresh: int
    last: int


def cut_passages(
    text: str, count_tokens: CountTokens, limit: int = LIMIT, overlap: int = OVERLAP
) -> list[Span]:
    """Passages of at most ``limit`` tokens that together cover every non-blank character.

    ``count_tokens`` is called once for a text, and again only for sentences longer than the
    limit. A passage repeats at most ``overlap`` tokens of the one before it, in whole sentences.
    A quotation that fits is never cut, and keeps the sentence that attributes it if both fit.

    >>> def words(strings: list[str]) -> list[int]:
    ...     return [len(string.split()) for string in strings]
    >>> text = "Rain fell. The bridge shut at noon. It may open on Friday."
    >>> [span.of(text) for span in cut_passages(text, words, limit=8, overlap=2)]
    ['Rain fell. The bridge shut at noon.', 'It may open on Friday.']
    """
    if limit < 1 or not 0 <= overlap < limit:
        raise UsageError(
            f"A limit of {limit} tokens with an overlap of {overlap} makes no passages; "
            "the limit must be at least 1, and the overlap from 0 to below the limit."
        )
    whole = sentences(text)
    quoted = [quotation for quotation in quotations(text) if not quotation.depth]
    # 1. Sentences, cut at the edges of quotations, counted, and cut further where too long.
    cut = (_trimmed(text, *span) for span in _cut_at(whole, _edges(text, quoted)))
    spans = [span for span in cut if span.start < span.end]
    units = _units(text, spans, whole, count_tokens, limit)
    # 2. Joined again as far as they fit: quotations first, then sentences, then attributions.
    for holds in ([q.span for q in quoted], whole, _attributions(text, quoted, whole)):
        units = _joined(units, holds, limit)
    # 3. Packed into passages.
    ranges = _evened(units, _packed(units, limit, overlap), limit, overlap)
    return [Span(units[r.first].start, units[r.last - 1].end) for r in ranges]


def _edges(text: str, quoted: list[Quotation]) -> list[int]:
    """Where quotations begin, and where they end with the punctuation that follows."""
    edges: list[int] = []
    for quotation in quoted:
        edges.append(quotation.span.start)
        after = _AFTER_QUOTATION.match(text, quotation.span.end)
        edges.append(after.end() if after else quotation.span.end)
    return edges


def _cut_at(whole: list[Span], edges: list[int]) -> Iterator[Span]:
    """The sentences, cut at the edges that lie inside them."""
    upcoming = 0
    for sentence in whole:
        start = sentence.start
        while upcoming < len(edges) and edges[upcoming] < sentence.end:
            if edges[upcoming] > start:
                yield Span(start, edges[upcoming])
                start = edges[upcoming]
            upcoming += 1
        yield Span(start, sentence.end)


def _trimmed(text: str, start: int, end: int) -> Span:
    """The span without the white space around it."""
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))


def _counted(text: str, spans: list[Span], count_tokens: CountTokens) -> list[int]:
    """The tokens of each span, at least one, and one for ``_LONGEST_TOKEN`` characters."""
    counts = count_tokens([span.of(text) for span in spans])
    return [
        max(count, math.ceil((span.end - span.start) / _LONGEST_TOKEN))
        for span, count in zip(spans, counts, strict=True)
    ]


def _units(
    text: str, spans: list[Span], whole: list[Span], count_tokens: CountTokens, limit: int
) -> list[_Unit]:
    """Each span as a unit, cut further where it has more tokens than the limit."""
    counts = _counted(text, spans, count_tokens)
    too_long = [span for span, tokens in zip(spans, counts, strict=True) if tokens > limit]
    pieces = _pieces(text, too_long, count_tokens, limit)
    starts, ends = {span.start for span in whole}, {span.end for span in whole}
    last = {span.end for span in paragraphs(text)}
    return [
        _Unit(start, end, count, start in starts, (end in ends) + (end in last))
        for span, tokens in zip(spans, counts, strict=True)
        for (start, end), count in pieces.get(span, [(span, tokens)])
    ]


def _pieces(
    text: str, too_long: list[Span], count_tokens: CountTokens, limit: int
) -> dict[Span, list[tuple[Span, int]]]:
    """Each stretch that is too long, cut after clauses, else at white space, else anywhere."""
    crumbs = [Span(*match.span()) for span in too_long for match in _WORD.finditer(text, *span)]
    counts = _counted(text, crumbs, count_tokens) if crumbs else []
    while any(_can_be_halved(*crumb, limit) for crumb in zip(crumbs, counts, strict=True)):
        halves = (_halved(*crumb, limit) for crumb in zip(crumbs, counts, strict=True))
        crumbs = [half for pair in halves for half in pair]
        counts = _counted(text, crumbs, count_tokens)
    units = [
        _Unit(start, end, count, False, 2 * bool(_CLAUSE_END.search(text, end - 1, end)))
        for (start, end), count in zip(crumbs, counts, strict=True)
    ]
    starts = [unit.start for unit in units]
    found: dict[Span, list[tuple[Span, int]]] = {}
    for span in too_long:
        here = units[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        ranges = _evened(here, _packed(here, limit, 0), limit, 0)
        merged = [_merged(here[r.first : r.last]) for r in ranges]
        found[span] = [(Span(unit.start, unit.end), unit.tokens) for unit in merged]
    return found


def _can_be_halved(span: Span, count: int, limit: int) -> bool:
    """Whether a span is too long, and longer than a character."""
    return count > limit and span.end - span.start > 1


def _halved(span: Span, count: int, limit: int) -> list[Span]:
    """Both halves of a span that is too long, or else the span."""
    if not _can_be_halved(span, count, limit):
        return [span]
    middle = (span.start + span.end) // 2
    return [Span(span.start, middle), Span(middle, span.end)]


def _attributions(text: str, quoted: list[Quotation], whole: list[Span]) -> Iterator[Span]:
    """Quotations that fill their sentences, with the sentence beside them that says whose they are.

    That is the sentence before in the same paragraph, or else the one after; or, before a
    paragraph that is all quotation, one that ends in a colon or has a quotation too.
    """
    starts = [span.start for span in whole]
    opening = {span.start for span in paragraphs(text)}
    latest = -1  # the last sentence that has a quotation
    for quotation, after in zip(quoted, _edges(text, quoted)[1::2], strict=True):
        first = bisect_right(starts, quotation.span.start) - 1
        last = bisect_left(starts, quotation.span.end) - 1
        beside, latest = latest == first - 1, last
        if quotation.span.start > starts[first] or after < whole[last].end:
            continue
        if first and (
            starts[first] not in opening or beside or text[whole[first - 1].end - 1] == ":"
        ):
            yield Span(starts[first - 1], whole[last].end)
        elif last + 1 < len(whole) and starts[last + 1] not in opening:
            yield Span(starts[first], whole[last + 1].end)


def _joined(units: list[_Unit], holds: Iterable[Span], limit: int) -> list[_Unit]:
    """The units, those that share a hold made one if they fit into the limit together."""
    joined: list[_Unit] = []
    upcoming = 0
    for hold in holds:
        while upcoming < len(units) and units[upcoming].start < hold.end:
            joined.append(units[upcoming])
            upcoming += 1
        first = len(joined)
        while first and joined[first - 1].end > hold.start:
            first -= 1
        group = joined[first:]
        if len(group) > 1 and sum(unit.tokens for unit in group) <= limit:
            joined[first:] = [_merged(group)]
    return joined + units[upcoming:]


def _merged(group: list[_Unit]) -> _Unit:
    """One unit of several neighbours."""
    tokens = sum(unit.tokens for unit in group)
    return _Unit(group[0].start, group[-1].end, tokens, group[0].opens, group[-1].rank)


def _packed(units: list[_Unit], limit: int, overlap: int) -> list[_Range]:
    """Units filled into passages, from left to right."""
    ranges: list[_Range] = []
    first = fresh = 0
    while fresh < len(units):
        tokens = sum(unit.tokens for unit in units[first:fresh])
        while first < fresh and tokens + units[fresh].tokens > limit:
            tokens -= units[first].tokens
            first += 1
        last = fresh + 1
        tokens += units[fresh].tokens
        while last < len(units) and tokens + units[last].tokens <= limit:
            tokens += units[last].tokens
            last += 1
        if last < len(units):
            last = _good_end(units, _Range(first, fresh, last), tokens, limit)
        ranges.append(_Range(first, fresh, last))
        first, fresh = _repeat_from(units, ranges[-1], overlap), last
    return ranges


def _good_end(units: list[_Unit], full: _Range, tokens: int, limit: int) -> int:
    """Where to end a full passage: with a paragraph, if that leaves enough, or else a sentence."""
    best, best_rank = full.last, units[full.last - 1].rank
    for last in range(full.last, full.fresh, -1):
        if tokens < _ENOUGH * limit or best_rank == 2:
            break
        if units[last - 1].rank > best_rank:
            best, best_rank = last, units[last - 1].rank
        tokens -= units[last - 1].tokens
    return best


def _repeat_from(units: list[_Unit], passage: _Range, overlap: int) -> int:
    """The first of the whole sentences at the end of a passage that the next one repeats."""
    first = passage.last
    while first - 1 > passage.first:
        unit = units[first - 1]
        overlap -= unit.tokens
        if overlap < 0 or not unit.opens or not unit.rank:
            break
        first -= 1
    return first


def _evened(units: list[_Unit], ranges: list[_Range], limit: int, overlap: int) -> list[_Range]:
    """The passages, a short last one joined to the one before it or made about as long."""
    if len(ranges) < 2:
        return ranges
    before, final = ranges[-2:]
    tokens = [unit.tokens for unit in units[before.first :]]
    if sum(tokens[final.fresh - before.first :]) >= _SHORT * limit:
        return ranges
    if sum(tokens) <= limit:
        return [*ranges[:-2], _Range(before.first, before.fresh, len(units))]
    best = min(
        range(final.fresh, before.fresh, -1),
        key=lambda cut: _unevenness(units, before, cut, limit),
    )
    shortened = before._replace(last=best)
    first = _repeat_from(units, shortened, overlap)
    rest = sum(unit.tokens for unit in units[first:])
    while rest > limit:
        rest -= units[first].tokens
        first += 1
    return [*ranges[:-2], shortened, _Range(first, best, len(units))]


def _unevenness(units: list[_Unit], before: _Range, cut: int, limit: int) -> float:
    """How unlike in tokens two last passages are if cut here; less at a paragraph's end."""
    left = sum(unit.tokens for unit in units[before.first : cut])
    right = sum(unit.tokens for unit in units[cut:])
    if right > limit:
        return math.inf
    return abs(left - right) - limit * (units[cut - 1].rank - 1) / 4
