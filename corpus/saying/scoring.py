"""How well found statements agree with a gold standard: pure functions, exact spans.

The measures follow PolNeAR (Newell, Margolin, Ruths, LREC 2018): a span counts when it is the
same to the character, and F1 is the harmonic mean of precision and recall over a whole set.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.saying.statement import StatementKind
from corpus.spans import Span

_DOUBLE_QUOTED = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"")


@dataclass(frozen=True, slots=True)
class Attribution:
    """What is scored of a statement: its kind and its spans."""

    kind: StatementKind
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of a comparison; ``precision``, ``recall`` and ``f1`` are between 0 and 1."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall.

        >>> round(Score(right=765, found=840, gold=774).f1, 3)
        0.948
        """
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


def quoted_spans(text: str) -> list[Span]:
    """Every double-quoted span of a text: the baseline, and what a mixed content is scored by.

    >>> [span.of('A "b" c “d”') for span in quoted_spans('A "b" c “d”')]
    ['"b"', '“d”']
    """
    return [Span(*match.span()) for match in _DOUBLE_QUOTED.finditer(text)]


def quotations_of(text: str, attributions: Iterable[Attribution]) -> dict[Span, Attribution]:
    """The quoted spans of attributions: contents of direct ones, quotations inside mixed ones."""
    found: dict[Span, Attribution] = {}
    for attribution in attributions:
        for span in attribution.content:
            if attribution.kind == "direct":
                found[span] = attribution
            elif attribution.kind == "mixed":
                for inner in quoted_spans(span.of(text)):
                    found[inner.moved(span.start)] = attribution
    return found


def marked_kind(text: str, content: Sequence[Span]) -> StatementKind:
    """The kind of a statement where only curly and straight double marks count, as in PolNeAR.

    >>> marked_kind("It is ''bad'' or so", [Span(6, 13)]), marked_kind('A "b"', [Span(2, 5)])
    ('indirect', 'direct')
    """
    inner = [quoted_spans(span.of(text)) for span in content]
    if not any(inner):
        return "indirect"
    whole = all(
        spans and spans[0].start == 0 and spans[-1].end == span.end - span.start
        for spans, span in zip(inner, content, strict=True)
    )
    return "direct" if whole and all(len(spans) == 1 for spans in inner) else "mixed"


def exact(found: Iterable[Span], gold: Iterable[Span]) -> Score:
    """Spans that are the same to the character.

    >>> exact([Span(0, 2), Span(3, 4)], [Span(0, 2)])
    Score(right=1, found=2, gold=1)
    """
    ours, theirs = set(found), set(gold)
    return Score(len(ours & theirs), len(ours), len(theirs))


def part_score(found: Iterable[Attribution], gold: Iterable[Attribution], part: str) -> Score:
    """Exact spans of one part ("source", "cue", "content"), each distinct span once."""
    return exact(
        (span for attribution in found for span in getattr(attribution, part)),
        (span for attribution in gold for span in getattr(attribution, part)),
    )


def touches(ours: Sequence[Span], theirs: Sequence[Span]) -> bool:
    """Whether any of the spans share a character."""
    return any(a.overlaps(b) for a in ours for b in theirs)


def overlap(ours: Sequence[Span], theirs: Sequence[Span]) -> float:
    """Shared characters over the longer of the two contents, between 0 and 1.

    >>> overlap([Span(0, 10)], [Span(5, 25)])
    0.25
    """
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in ours for b in theirs)
    longer = max(sum(s.end - s.start for s in ours), sum(s.end - s.start for s in theirs))
    return shared / longer if longer else 0.0


def joined_score(found: Sequence[Attribution], gold: Sequence[Attribution]) -> Score:
    """Indirect statements whole: contents that overlap by half, and sources that touch.

    A gold statement counts once; one without a source asks for none.
    """
    ours = [a for a in found if a.kind == "indirect"]
    theirs = [a for a in gold if a.kind == "indirect"]
    taken: set[int] = set()
    right = 0
    for attribution in ours:
        for number, other in enumerate(theirs):
            if number not in taken and _same_statement(attribution, other):
                taken.add(number)
                right += 1
                break
    return Score(right, len(ours), len(theirs))


def _same_statement(ours: Attribution, theirs: Attribution) -> bool:
    """Whether two attributions are one statement."""
    if overlap(ours.content, theirs.content) < 0.5:
        return False
    if not theirs.source or not ours.source:
        return not theirs.source and not ours.source
    return touches(ours.source, theirs.source)


@dataclass(frozen=True, slots=True)
class MentionScore:
    """Of matched quotations: how many have the right mention, and the very same span."""

    right: int = 0
    same: int = 0
    matched: int = 0

    def __add__(self, other: "MentionScore") -> "MentionScore":
        return MentionScore(
            self.right + other.right, self.same + other.same, self.matched + other.matched
        )

    @property
    def accuracy(self) -> float:
        """Share of matched quotations whose source touches the gold source."""
        return self.right / self.matched if self.matched else 0.0


def mention_score(
    text: str,
    found: Iterable[Attribution],
    gold: Iterable[Attribution],
    only: re.Pattern[str] | None = None,
) -> MentionScore:
    """Whether quotations found exactly are given to the right mention.

    Right is a source that shares characters with the gold source; where the gold has none, ours
    must have none. ``only`` selects gold attributions by the text of their source.
    """
    ours, score = quotations_of(text, found), MentionScore()
    for span, attribution in quotations_of(text, gold).items():
        source = " ".join(part.of(text) for part in attribution.source)
        if span not in ours or (only is not None and only.fullmatch(source) is None):
            continue
        given = ours[span].source
        right = touches(given, attribution.source) or (not given and not attribution.source)
        same = given == attribution.source
        score += MentionScore(int(right), int(same), 1)
    return score
