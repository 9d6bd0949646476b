"""A figure as it stands in a text, and figures that are one: "24 hours and 18 minutes"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.figures.units import Kind
from corpus.spans import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure as it stands: ``span`` has qualifier, number and unit, ``number`` only the number.

    ``value`` and ``upper`` are as in ``qa.answer.Figure``; ``kind`` is None where no unit is
    given.
    """

    span: Span
    number: Span
    value: Decimal | None
    upper: Decimal | None
    unit: str | None
    kind: Kind | None
    qualifier: str | None


_PARTS = {  # how many of the second the first has
    ("year", "month"): 12, ("week", "day"): 7, ("day", "hour"): 24, ("hour", "minute"): 60,
    ("minute", "second"): 60, ("feet", "inch"): 12, ("foot", "inch"): 12,
}  # fmt: skip
_AND = re.compile(r"(?:,|,? and)? ")


def joined(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Figures in order, with those of one quantity as one, in the smaller unit.

    Also the two ends of a range that both have the unit: "between 3 feet and 5 feet".
    """
    whole: list[Mention] = []
    for mention in found:
        before = whole[-1] if whole else None
        one = _sum(text, before, mention) or _range(text, before, mention) if before else None
        if one is None:
            whole.append(mention)
        else:
            whole[-1] = one
    return whole


def _sum(text: str, first: Mention, second: Mention) -> Mention | None:
    """Two figures as one where the second goes on in a part of the first's unit."""
    times = _PARTS.get((_singular(first.unit), _singular(second.unit)))
    if times is None or second.qualifier or first.upper is not None or second.upper is not None:
        return None
    if first.value is None or second.value is None or not second.value < times:
        return None
    if not _AND.fullmatch(text, first.span.end, second.span.start):
        return None
    return replace(_both(first, second), value=first.value * times + second.value)


def _range(text: str, first: Mention, second: Mention) -> Mention | None:
    """Two figures of one unit as a range, where "between" stands before."""
    between = (first.qualifier or "").casefold().endswith("between")
    if not between or first.upper is not None or second.qualifier or first.unit is None:
        return None
    if _singular(first.unit) != _singular(second.unit) or second.value is None:
        return None
    if text[first.span.end : second.span.start] != " and ":
        return None
    return replace(_both(first, second), value=first.value, upper=second.value)


def _both(first: Mention, second: Mention) -> Mention:
    """A figure from the beginning of one to the end of another, in the unit of the second."""
    span = Span(first.span.start, second.span.end)
    number = Span(first.number.start, second.number.end)
    return replace(second, span=span, number=number, qualifier=first.qualifier)


def _singular(unit: str | None) -> str:
    return re.sub(r"(?:(?<=inch)e)?s\Z", "", unit or "")
