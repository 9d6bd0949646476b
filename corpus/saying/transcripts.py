"""Statements of a text whose turns have labels: who speaks in each, and who is reported inside it.

A turn is direct: the outlet prints it as the speaker's own words, and its label does what elsewhere
quotation marks and "she said" do.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from corpus.saying.people import Cast
from corpus.saying.statement import Statement
from corpus.saying.turns import Turn, turns
from corpus.spans import Span


def with_turns(
    text: str, cast: Cast, found: list[Statement], headline: str = ""
) -> list[Statement]:
    """The statements of a text with those that are turns, in the order in which they begin.

    What was found inside a turn stays where somebody else says it, from the turn's mouth.
    """
    said = turns(text, cast, headline)
    if not said:
        return found
    pieces = sorted((span, turn) for turn in said for span in turn.words)
    starts = [span.start for span, _ in pieces]
    heads = [turn.label.start for turn in said]
    every = [_statement(cast, turn) for turn in said]
    speaking = {cast.parties[turn.owner].name for turn in said if turn.owner >= 0}
    for one in found:
        at = bisect_right(starts, one.content[0].start) - 1
        inside = at >= 0 and pieces[at][0].covers(one.content[0])
        head = _label(heads, said, one)
        if head is not None and (inside or head.start > one.content[0].start):
            continue  # another's label, or its own
        inner = _reported(text, cast, one, speaking) if inside else one
        if inner is not None:
            every.append(inner)
    return sorted(every, key=lambda statement: statement.content[0])


def _label(heads: Sequence[int], said: Sequence[Turn], one: Statement) -> Span | None:
    """The label that a statement has for its source, if it is one; ``heads`` are their starts."""
    for span in one.source:
        at = bisect_right(heads, span.end - 1) - 1
        if at >= 0 and said[at].label.overlaps(span):
            return said[at].label
    return None


def _statement(cast: Cast, turn: Turn) -> Statement:
    """What is said in a turn."""
    party = cast.parties[turn.owner] if turn.owner >= 0 else None
    role = party.role_at(turn.label.start) if party else None
    name = party.name if party else None
    return Statement("direct", turn.words, (turn.mark,), (turn.label,), name, role)


def _reported(text: str, cast: Cast, inner: Statement, speaking: set[str]) -> Statement | None:
    """What a turn reports of somebody else; ``None`` where it is no more than the turn itself.

    Those who are ``speaking`` to each other are "I" and "you" there, and no "he" or "she": then it
    is not known who is meant.
    """
    source = " ".join(span.of(text) for span in inner.source)
    if source == "I" or (not source and inner.kind == "indirect"):
        return None
    told = replace(inner, hops=inner.hops + 1)
    if inner.speaker in speaking:
        named = any(_names(cast, span, speaking) for span in inner.source)
        return told if named else replace(told, speaker=None, role=None)
    return told


def _names(cast: Cast, source: Span, speaking: set[str]) -> bool:
    """Whether a source has the name of one who is speaking."""
    return any(
        owner >= 0 and cast.parties[owner].name in speaking
        for _, owner in cast.within(source.start, source.end)
    )
