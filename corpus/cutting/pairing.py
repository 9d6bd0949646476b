"""Which quotation marks of one stretch of text belong together.

Marks come read by their neighbours. Where that gives open, close, open, close, the stretch is
done; where it does not (a mark missing, misprinted, or meaning inches), the cheapest reading of
all its marks together is taken, by the costs named below.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

UNCLOSED = 3.0
"""Cost of an opening mark without its closing one."""
UNOPENED = 1.0
"""Cost of a quotation that runs into the next paragraph without a mark there."""
_NESTED = 2.0
"""Cost of a quotation directly inside another with the same kind of marks."""
_MIXED = 1.0
"""Cost of closing with another kind of mark than the opening one."""
_DEEPEST = 3
"""Quotations inside quotations are followed down to this depth."""
_MANY = 5_000
"""Marks; a region with more is no prose, and is read as open, close, open, close."""


class _Costs(NamedTuple):
    """What it costs to read a mark as opening, as closing, or as none, inside and outside."""

    opens: float
    closes: float
    nothing_inside: float
    nothing_outside: float


_COSTS = {
    "(": _Costs(0, 4, 4, 4),  # its neighbours say that it opens
    "[": _Costs(0, 7, 4, 4),  # and a sentence ends before it, and a capital follows
    ")": _Costs(4, 0, 4, 3),  # its neighbours say that it closes
    "<": _Costs(0, 2, 4, 4),  # curly and opening, neighbours undecided
    ">": _Costs(2, 0, 4, 3),  # curly and closing, neighbours undecided
    "?": _Costs(1, 1, 4, 3),  # undecided: straight between two letters, or curly and misprinted
    '"': _Costs(4, 0, 2, 0),  # straight and after a digit: perhaps inches
    "'": _Costs(0, 4, 2, 1),  # straight, single, at the beginning of a word
    "‘": _Costs(0, 4, 4, 2.5),  # curly, single, at the beginning of a word
    "l": _Costs(4, 0, 2, 1.5),  # single, at the end of a word: perhaps an apostrophe
    "s": _Costs(4, 0, 1, 0),  # single, after an s: perhaps a plural's possessive
}
OPENING = "([<'‘"
_PLAIN = re.compile(r"[s\"l]*(?:[(\[<'‘?][)>?\"ls])*([(\[<'‘]?)")
"""Roles that need no second look: every mark that opens is followed by one that closes."""


class Mark(NamedTuple):
    """A quotation mark, read by its neighbours; ``role`` is a key of ``_COSTS``."""

    start: int
    end: int
    role: str
    kind: str


class Pair(NamedTuple):
    """Numbers of the two marks; -1 and ``len(marks)`` stand for the ends of the region."""

    opening: int
    closing: int
    closed: bool
    depth: int


class _Link(NamedTuple):
    """A pair and those before it: readings share what they have in common."""

    pair: Pair
    before: "_Link | None"


class _Path(NamedTuple):
    """A reading of the marks so far: its cost, what is open, and what has been paired."""

    cost: float
    open: tuple[int, ...]
    pairs: _Link | None


def pairs(marks: list[Mark], running: bool, run_on: float) -> list[Pair]:
    """Which marks belong together, in the order of the opening ones."""
    plain = _PLAIN.fullmatch("".join([mark.role for mark in marks]))
    plain_end = plain and (not plain[1] or run_on == 0)
    if len(marks) > _MANY or (plain_end and (not running or marks[0].role in OPENING)):
        return list(_alternating(marks))
    return sorted(_cheapest(marks, running, run_on))


def _alternating(marks: list[Mark]) -> Iterator[Pair]:
    """Each mark that opens with the next one."""
    opening: int | None = None
    for number, mark in enumerate(marks):
        if opening is not None:
            yield Pair(opening, number, True, 0)
            opening = None
        elif mark.role not in 'sl"':
            opening = number
    if opening is not None:
        yield Pair(opening, len(marks), False, 0)


def _cheapest(marks: list[Mark], running: bool, run_on: float) -> list[Pair]:
    """The cheapest reading of all marks: Viterbi's algorithm over the depth of nesting."""
    paths = {0: _Path(0.0, (), None)}
    if running:
        paths = {0: _Path(UNOPENED, (), None), 1: _Path(0.0, (-1,), None)}
    for number in range(len(marks)):
        best: dict[int, _Path] = {}
        for path in paths.values():
            for step in _steps(path, marks, number):
                depth = len(step.open)
                if depth not in best or step.cost < best[depth].cost:
                    best[depth] = step
        paths = best
    finished = [_finish(path, len(marks), run_on) for path in paths.values()]
    return list(_unlinked(min(finished, key=lambda path: path.cost)))


def _steps(path: _Path, marks: list[Mark], number: int) -> Iterator[_Path]:
    """Every way to read the next mark."""
    costs, kind = _COSTS[marks[number].role], marks[number].kind
    cost, opened, pairs = path
    if not opened:
        yield _Path(cost + costs.nothing_outside, opened, pairs)
        yield _Path(cost + costs.opens, (number,), pairs)
        return
    yield _Path(cost + costs.nothing_inside, opened, pairs)
    last, depth = opened[-1], len(opened) - 1
    same = last < 0 or marks[last].kind == kind
    closed = Pair(last, number, True, depth)
    yield _Path(cost + costs.closes + (0 if same else _MIXED), opened[:-1], _Link(closed, pairs))
    unclosed = Pair(last, number, False, depth)
    yield _Path(cost + costs.opens + UNCLOSED, (*opened[:-1], number), _Link(unclosed, pairs))
    if len(opened) < _DEEPEST:
        yield _Path(cost + costs.opens + (_NESTED if same else 0), (*opened, number), pairs)


def _finish(path: _Path, end: int, run_on: float) -> _Path:
    """The reading with everything closed that is still open at the end of the region."""
    cost, opened, pairs = path
    for depth, opening in enumerate(opened):
        cost += UNCLOSED if depth else run_on
        pairs = _Link(Pair(opening, end, False, depth), pairs)
    return _Path(cost, (), pairs)


def _unlinked(path: _Path) -> Iterator[Pair]:
    """The pairs of a reading."""
    rest = path.pairs
    while rest is not None:
        yield rest.pair
        rest = rest.before
