"""Statements of a text whose turns have labels: who speaks in each, and who is reported inside it.

A turn is direct: the outlet prints it as the speaker's own words, and its label does what elsewhere
quotation marks and "she said" do.
"""

from bisect import bisect_right
from dataclasses import replace

from corpus.saying.people import Cast
from corpus.saying.statement import Statement
from corpus.saying.turns import Turn, turns


def with_turns(text: str, cast: Cast, found: list[Statement]) -> list[Statement]:
    """The statements of a text with those that are turns, in the order in which they begin.

    What was found inside a turn stays where somebody else says it, from the turn's mouth.
    """
    said = turns(text, cast)
    if not said:
        return found
    pieces = sorted((span, turn) for turn in said for span in turn.words)
    starts = [span.start for span, _ in pieces]
    every = [_statement(cast, turn) for turn in said]
    for one in found:
        at = bisect_right(starts, one.content[0].start) - 1
        inside = at >= 0 and pieces[at][0].covers(one.content[0])
        inner = _reported(text, cast, pieces[at][1], one) if inside else one
        if inner is not None:
            every.append(inner)
    return sorted(every, key=lambda statement: statement.content[0])


def _statement(cast: Cast, turn: Turn) -> Statement:
    """What is said in a turn."""
    party = cast.parties[turn.owner] if turn.owner >= 0 else None
    role = party.role_at(turn.label.start) if party else None
    name = party.name if party else None
    return Statement("direct", turn.words, (turn.mark,), (turn.label,), name, role)


def _reported(text: str, cast: Cast, turn: Turn, inner: Statement) -> Statement | None:
    """What a turn reports of somebody else; ``None`` where it is no more than the turn itself.

    Who speaks is no "he" or "she" of the own words: then it is not known who is meant.
    """
    source = " ".join(span.of(text) for span in inner.source)
    labelled = any(span.overlaps(turn.label) for span in inner.source)
    if labelled or source == "I" or (not source and inner.kind == "indirect"):
        return None
    own = cast.parties[turn.owner].name if turn.owner >= 0 else None
    if inner.speaker is None or inner.speaker != own or _is_named(cast, turn, inner):
        return replace(inner, hops=inner.hops + 1)
    return replace(inner, hops=inner.hops + 1, speaker=None, role=None)


def _is_named(cast: Cast, turn: Turn, inner: Statement) -> bool:
    """Whether the source of a statement has the name of whose turn it is."""
    return any(owner == turn.owner for span in inner.source for _, owner in cast.within(*span))
