"""How many articles there are from when: a row for each outlet, a bar for each month."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from web.drawing.calendar import Calendar, drawn, month_number, month_words, short
from web.show import counted
from whosaid import Holding

_OUTLETS = 12  # rows of their own; the smaller outlets share one
_HEIGHT = 24  # pixels, of the highest bar
_LOWEST = 2  # pixels, of a bar; less would look like no article
_BROADEST = 36  # pixels, of a bar; more would look like more articles
_FOOT = 44  # pixels below the top of a row, where bars stand

Row = tuple[str, dict[int, int]]
"""A label, and how many articles there are from each month, counted from the year 0."""


def holdings(held: Sequence[Holding]) -> str:
    """The articles that have a month, by outlet and month; nothing when none has."""
    found = rows(held)
    months = sorted({month for _, counts in found for month in counts})
    if not months:
        return ""
    calendar = Calendar(months[0], months[-1])
    most = max(count for _, counts in found for count in counts.values())
    return drawn(
        "holdings",
        _told(found, months),
        calendar,
        [(_label(row), _bars(row[1], most, calendar)) for row in found],
    )


def rows(held: Sequence[Holding]) -> list[Row]:
    """The outlets with the most articles first; beyond a dozen, the others together.

    >>> rows([Holding("Quay Post", "2025-09", 3), Holding(None, None, 1)])
    [('Quay Post', {24308: 3})]
    """
    counts: defaultdict[str, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for item in held:
        if item.month:
            month = month_number(date.fromisoformat(f"{item.month}-01"))
            counts[item.outlet or "Outlet unknown"][month] += item.articles
    ordered = sorted(counts.items(), key=lambda row: (-sum(row[1].values()), row[0]))
    found = [(outlet, dict(row)) for outlet, row in ordered[:_OUTLETS]]
    if len(ordered) > _OUTLETS:
        rest: defaultdict[int, int] = defaultdict(int)
        for _, row in ordered[_OUTLETS:]:
            for month, count in row.items():
                rest[month] += count
        found.append((counted(len(ordered) - _OUTLETS, "other outlet"), dict(rest)))
    return found


def _bars(counts: dict[int, int], most: int, calendar: Calendar) -> str:
    width = f"min({calendar.width * 0.86:.2f}%,{_BROADEST}px)"
    high = {month: max(_LOWEST, _HEIGHT * count / most) for month, count in counts.items()}
    return "".join(
        f'<rect class="bar" x="{calendar.month(month):.2f}%" style="width:{width}" '
        f'y="{_FOOT - high[month]:.1f}" height="{high[month]:.1f}">'
        f"<title>{month_words(month)}: {counted(count, 'article')}</title></rect>"
        for month, count in sorted(counts.items())
    )


def _label(row: Row) -> str:
    return f"{short(row[0])} · {sum(row[1].values()):,}"


def _told(found: Sequence[Row], months: Sequence[int]) -> str:
    outlets = ", ".join(f"{outlet} {sum(counts.values()):,}" for outlet, counts in found)
    return (
        f"Articles by outlet and month, {month_words(months[0])} to {month_words(months[-1])}: "
        f"{outlets}."
    )
