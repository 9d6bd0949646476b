"""When somebody said something, and to which outlet: a row for each outlet, a dot for each day."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from web.drawing.calendar import Calendar, drawn, short
from web.show import counted, reader_date
from whosaid import PartialDate, Quote

_RADIUS = 5.0  # pixels, of a dot for one statement; its area grows with their number
_RADIUS_MAX = 11.0  # what a row has room for
_MIDDLE = 32  # pixels below the top of a row


@dataclass(frozen=True, slots=True)
class Dot:
    """The statements of one day in one outlet: how many, and the place of the first in the list."""

    day: date
    statements: int
    first: int


def timeline(quotes: Sequence[Quote]) -> str:
    """The statements that have a day, along time; nothing when none has.

    A click on a dot goes to the first of its statements in the list, ``statement-1`` and so on in
    the order given.
    """
    rows = dots(quotes)
    days = [dot.day for row in rows.values() for dot in row]
    if not days:
        return ""
    calendar = Calendar.over(days)
    return drawn(
        "timeline",
        _told(rows, days),
        calendar,
        [
            (short(outlet), "".join(_mark(dot, calendar) for dot in row))
            for outlet, row in rows.items()
        ],
    )


def dots(quotes: Sequence[Quote]) -> dict[str, list[Dot]]:
    """The dots of each outlet in the order of time, the outlet with most statements first."""
    found: defaultdict[str, defaultdict[date, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, quote in enumerate(quotes, 1):
        day = quote.article.published and quote.article.published.earliest()
        if day:
            found[quote.article.outlet or "outlet unknown"][day].append(number)
    rows = {
        outlet: [Dot(day, len(at), min(at)) for day, at in sorted(days.items())]
        for outlet, days in found.items()
    }
    return dict(sorted(rows.items(), key=lambda row: (-sum(d.statements for d in row[1]), row[0])))


def _mark(dot: Dot, calendar: Calendar) -> str:
    radius = min(_RADIUS_MAX, _RADIUS * sqrt(dot.statements))
    words = f"{_day(dot.day)}: {counted(dot.statements, 'statement')}"
    return (
        f'<circle class="dot" data-jump="statement-{dot.first}" cx="{calendar.day(dot.day):.2f}%" '
        f'cy="{_MIDDLE}" r="{radius:.1f}"><title>{words}</title></circle>'
    )


def _told(rows: dict[str, list[Dot]], days: Sequence[date]) -> str:
    outlets = ", ".join(
        f"{outlet} {sum(dot.statements for dot in row)}" for outlet, row in rows.items()
    )
    when = _day(min(days))
    if max(days) != min(days):
        when = f"{when} to {_day(max(days))}"
    return f"Statements along time, {when}: {outlets}. Each is in the list below."


def _day(day: date) -> str:
    return reader_date(PartialDate(day.year, day.month, day.day))
