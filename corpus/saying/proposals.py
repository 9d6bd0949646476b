"""The seam for a learned tagger: spans that it proposes, joined with what the rules found.

The rules are right more often where quotation marks stand, so a proposal is taken only where
its content touches nothing that they found. Who speaks is then resolved as for any other draft.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.saying.clauses import Clause
from corpus.saying.drafts import Draft
from corpus.saying.noun_phrases import Range
from corpus.spans import Span


@dataclass(frozen=True, slots=True)
class Proposal:
    """Content, cue and source that something else than the rules found, unresolved."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()


def with_proposals(
    sentences: list[Clause], found: list[Draft], proposals: Sequence[Proposal]
) -> list[Draft]:
    """The drafts of the rules and the proposals that touch none of them, in order."""
    if not proposals or not sentences:
        return found
    taken = sorted(span for draft in found for span in draft.content)
    added: list[Draft] = []
    for proposal in sorted(proposals, key=lambda one: one.content):
        if proposal.content and not any(_touches(span, taken) for span in proposal.content):
            added.append(_draft(sentences, proposal))
    return sorted([*found, *added], key=lambda draft: draft.content[0])


def _touches(span: Span, taken: list[Span]) -> bool:
    """Whether a span shares a character with any of the sorted spans."""
    index = bisect_right(taken, (span.end,))
    return any(other.overlaps(span) for other in taken[max(0, index - 8) : index])


def _draft(sentences: list[Clause], proposal: Proposal) -> Draft:
    """The draft of a proposal, its source as words of the sentence in which it stands."""
    number = _sentence(sentences, proposal.content[0].start)
    draft = Draft(
        sentences[number],
        number,
        list(proposal.content),
        [False] * len(proposal.content),
        proposal.cue[0] if proposal.cue else None,
    )
    if proposal.source:
        clause = sentences[_sentence(sentences, proposal.source[0].start)]
        words = _words(clause, proposal.source[0])
        if words is not None:
            draft.source, draft.source_clause = words, clause
    return draft


def _sentence(sentences: list[Clause], position: int) -> int:
    """The number of the sentence at a position."""
    starts = [clause.starts[0] for clause in sentences]
    return max(0, bisect_right(starts, position) - 1)


def _words(clause: Clause, span: Span) -> Range | None:
    """The words of a sentence that a span covers; ``None`` when it covers none."""
    inside = [
        index
        for index in range(len(clause))
        if clause.starts[index] >= span.start and clause.ends[index] <= span.end
    ]
    return (inside[0], inside[-1] + 1) if inside else None
