"""What a learned tagger proposes, and when the rules know better."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from corpus.cleaning.captions import is_caption
from corpus.cleaning.headlines import LONGEST_HEADLINE, is_capitalised
from corpus.english.word_classes import word_set
from corpus.saying.clauses import Clause
from corpus.saying.drafts import Draft
from corpus.saying.report import Report
from corpus.saying.tokens import is_capital
from corpus.spans import Span


@dataclass(frozen=True, slots=True)
class Proposal:
    """Content, cue and source that something else than the rules found, unresolved."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()


_MARKS = re.compile(r"[\"“”„«»]|''|``")
_ENDS = tuple(f".{mark}" for mark in ("", "”", '"', "’", "'"))
_FEELINGS = word_set(
    "concern concerns hope hopes doubt doubts fear fears worry worries regret regrets outrage "
    "anger support optimism confidence thanks condolences sympathy satisfaction disappointment "
    "interest"
)  # "expressed concern" tells that something was said, and not what


def is_said(text: str, proposal: Proposal) -> bool:
    r"""Whether a proposal can be a statement: no crosshead, no caption, and more than "concern".

    What stands in quotation marks always can be.

    >>> text = "Port Ignores the Old Harbour Treaty\nLund expressed concern about it."
    >>> heading = Proposal((Span(13, 35),), (Span(5, 12),), (Span(0, 4),))
    >>> concern = Proposal((Span(51, 58),), (Span(41, 50),), (Span(36, 40),))
    >>> [is_said(text, one) for one in (heading, concern)]
    [False, False]
    """
    words = [span.of(text) for span in proposal.content]
    if any(_MARKS.search(piece) for piece in words):
        return True
    if len(words) == 1 and words[0].lower() in _FEELINGS:
        return False
    place = (*proposal.cue, *proposal.content)[0].start
    start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    line = text[start : len(text) if end < 0 else end].strip()
    if is_caption(line):
        return False
    return len(line) > LONGEST_HEADLINE or line.endswith(_ENDS) or not is_capitalised(line)


class Places:
    """Spans with the number of their owner, found by what they touch."""

    def __init__(self, spans: Iterable[tuple[Span, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span, _ in self._spans]
        self._ends = list(accumulate((span.end for span, _ in self._spans), max))

    def touching(self, span: Span) -> Iterator[tuple[Span, int]]:
        """The spans that share a character with one, and their owners."""
        index = bisect_left(self._starts, span.end)
        while index and self._ends[index - 1] > span.start:
            index -= 1
            if self._spans[index][0].overlaps(span):
                yield self._spans[index]

    def surround(self, span: Span) -> bool:
        """Whether one of the spans is larger than this, and holds it."""
        return any(other.covers(span) and other != span for other, _ in self.touching(span))


def beside_their_cue(
    proposals: Iterable[Proposal], drafts: Iterable[Draft], quotations: Places
) -> list[Proposal]:
    """The proposals without quotations that are told with another cue, or hold the proposed one.

    One whose cue only tells through whom the rules' speaker has it ("citing a clerk") is left out,
    and so is a piece of one that stands in another sentence, where somebody else says it. What
    stands inside quotation marks is nobody who speaks.
    """
    cued = [draft for draft in drafts if draft.report is not None and draft.cue is not None]
    said = Places((span, at) for at, draft in enumerate(cued) for span in draft.content)
    cues = sorted(draft.cue for draft in cued if draft.cue is not None)
    cited = Places((span, 0) for draft in cued if (span := _cited(draft)) is not None)
    found = []
    for one in proposals:
        if any(some.covers(cue) for cue in one.cue for some, _ in cited.touching(cue)):
            continue
        around = [mark for part in (*one.cue, *one.source) for mark, _ in quotations.touching(part)]
        several = len(one.content) > 1
        content = tuple(
            span
            for span in one.content
            if not any(span.overlaps(mark) for mark in around)
            and not any(
                _has_own_cue(cued[at], own, one)
                for own, at in said.touching(span)
                if any(quotations.touching(own)) or (several and _is_elsewhere(cued[at], one))
            )
            and not (any(quotations.touching(span)) and _is_apart(span, one, cues))
        )
        if any(mark.covers(part) and mark != part for part in one.source for mark in around):
            one = replace(one, cue=(), source=())  # noqa: PLW2901 - somebody's words are no voice
        if content:
            found.append(replace(one, content=content))
    return found


def _is_apart(span: Span, proposal: Proposal, cues: Sequence[Span]) -> bool:
    """Whether another's cue stands between words and the cue that is proposed for them."""
    if not proposal.cue:
        return False
    cue = proposal.cue[0]
    first, last = min(cue.end, span.end), max(cue.start, span.start)
    between = cues[bisect_left(cues, (first,)) : bisect_left(cues, (last,))]
    own = (*proposal.content, *proposal.cue, *proposal.source)
    return any(not any(part.overlaps(other) for part in own) for other in between)


def _cited(draft: Draft) -> Span | None:
    """The words "citing a clerk" of a report; ``None`` where it has none."""
    report, clause = draft.report, draft.clause
    if report is None or report.via is None or clause.lower[report.via[0]] != "citing":
        return None
    return clause.span(*report.via)


def _has_own_cue(draft: Draft, own: Span, proposal: Proposal) -> bool:
    """Whether words have their cue in their sentence, or beside them, and another is proposed."""
    report, clause = draft.report, draft.clause
    if report is None or draft.cue is None or not proposal.cue:
        return False
    cue = proposal.cue[0]
    if draft.cue.overlaps(cue):
        return False
    if own.start >= clause.ends[-1]:  # it goes on behind its sentence: "“A,” Ek said. “B.”"
        return not clause.starts[0] <= cue.start < own.end
    return not clause.span(0, len(clause)).overlaps(cue) or _is_beside(clause, report)


def _is_elsewhere(draft: Draft, proposal: Proposal) -> bool:
    """Whether the rules have somebody who speaks in a sentence that has no proposed cue."""
    whole = draft.clause.span(0, len(draft.clause))
    return draft.source is not None and not any(whole.overlaps(cue) for cue in proposal.cue)


def _is_beside(clause: Clause, report: Report) -> bool:
    """Whether nothing stands between a quotation and the voice behind it: "“No,” | Ek said"."""
    end = report.pieces[0][1]
    if report.cue is None or report.source is None or not clause.ends_sentence(end - 1):
        return False
    return end == min(report.cue[0], report.source[0])


def is_inside(draft: Draft, proposal: Proposal) -> bool:
    """Whether a proposal is what somebody says in the words of a draft's speaker.

    One whose name, or whose sentence, begins with a capital: "that a clerk said" is less sure.
    """
    if draft.cue is None or draft.source is None or draft.source_clause is None:
        return False
    if not (proposal.cue and proposal.source):
        return False
    if not is_capital(draft.source_clause.words[draft.source[0]]):
        return False
    parts = (*proposal.content, *proposal.cue, *proposal.source)
    return all(any(span.covers(part) for span in draft.content) for part in parts)


def is_part(draft: Draft, proposal: Proposal) -> bool:
    """Whether a proposed source is the end of the rules' own: "Ek, | head of the port", said."""
    if draft.source is None or draft.source_clause is None or draft.cue is None:
        return False
    whole, source = draft.source_clause.span(*draft.source), proposal.source[0]
    same = any(draft.cue.overlaps(cue) for cue in proposal.cue)
    return same and whole.start < source.start and whole.covers(source)


def is_mistaken(draft: Draft, proposal: Proposal) -> bool:
    """Whether a proposal takes the voice that the rules found for something else.

    For words that are said, where both have the verb behind it: "it fell, Ek, a clerk, | said".
    For its verb, where they have another: "it fell, Ek said, | the Post reported".
    """
    report, clause = draft.report, draft.source_clause
    if report is None or clause is None or draft.source is None or not proposal.cue:
        return False
    cue = proposal.cue[0]
    if report.via is not None:
        way = draft.clause.span(*report.via)
        if way.covers(cue) or any(way.covers(source) for source in proposal.source):
            return True
    voice = clause.span(*draft.source)
    both = draft.cue is not None and draft.cue.overlaps(cue) and voice.end <= cue.start
    return both and any(span.covers(voice) for span in proposal.content)
