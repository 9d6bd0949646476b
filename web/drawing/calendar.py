"""The stretch of time along which a picture is drawn, and its rows.

Places along it are percentages of the width, so that a picture is as wide as its column on any
screen while its words keep their size.
"""

from calendar import month_abbr
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from web.show import shown

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)  # months between two ticks
_TICKS = 6  # at most; what a phone has room for
_MARGIN = 1.5  # percent at either end, so that nothing is cut off
_LAST_LABEL = 84  # percent; the words of a tick beyond would not fit on a phone, 360 pixels wide
_MONTHS = tuple(month_abbr)

ROW = 46
"""Pixels that a row of a picture is high, its label and its marks together."""
_LABEL = 16  # pixels from the top of a row to the foot of its label
_AXIS = 26  # pixels below the rows
_NAME_MAX = 40  # characters; what a phone has room for


@dataclass(frozen=True, slots=True)
class Calendar:
    """Whole months from ``first`` to ``last``, each counted from the year 0."""

    first: int
    last: int

    @classmethod
    def over(cls, days: Iterable[date]) -> "Calendar":
        """The months that hold all of the days, of which there is at least one."""
        months = [month_number(day) for day in days]
        return cls(min(months), max(months))

    @property
    def width(self) -> float:
        """Percent that one month is wide."""
        return (100 - 2 * _MARGIN) / (self.last - self.first + 1)

    def month(self, number: int) -> float:
        """Where a month begins, in percent.

        >>> Calendar(24_308, 24_309).month(24_309)
        50.0
        """
        return _MARGIN + (number - self.first) * self.width

    def day(self, day: date) -> float:
        """Where a day lies, in percent."""
        return self.month(month_number(day)) + self.width * (day.day - 0.5) / 31

    def ticks(self) -> list[tuple[float, str]]:
        """The months that are written below, each with its place in percent."""
        months = self.last - self.first + 1
        step = next((step for step in _STEPS if months <= step * _TICKS), months)
        start = self.first + -self.first % step
        return [
            (self.month(number), month_words(number))
            for number in range(start, self.last + 1, step)
        ]


def short(name: str) -> str:
    """A name as it fits beside its row on a phone.

    >>> short("The Quay Post"), short("The Advertiser " * 4)
    ('The Quay Post', 'The Advertiser The Advertiser The Adver…')
    """
    return name if len(name) <= _NAME_MAX else f"{name[: _NAME_MAX - 1].rstrip()}…"


def month_number(day: date) -> int:
    """Months since the year 0.

    >>> month_number(date(2025, 9, 12))
    24308
    """
    return day.year * 12 + day.month - 1


def month_words(number: int) -> str:
    """A month as it is written below a picture.

    >>> month_words(24_308)
    'Sep 2025'
    """
    year, month = divmod(number, 12)
    return f"{_MONTHS[month + 1]} {year}"


def drawn(kind: str, told: str, calendar: Calendar, rows: Sequence[tuple[str, str]]) -> str:
    """A picture of rows, each a label and its marks, over one calendar; ``told`` says it in words.

    The marks of a row lie between 20 and 46 pixels below its top, in their own coordinates.
    """
    height = len(rows) * ROW
    grid, labels = [], []
    for x, words in calendar.ticks():
        grid.append(f'<line class="grid" x1="{x:.2f}%" x2="{x:.2f}%" y1="0" y2="{height + 6}"/>')
        if x <= _LAST_LABEL:
            labels.append(f'<text class="tick" x="{x:.2f}%" y="{height + 20}">{words}</text>')
    body = "".join(
        f'<svg y="{number * ROW}" height="{ROW}" width="100%" overflow="visible">'
        f'<text class="label" x="{_MARGIN}%" dx="5" y="{_LABEL}">{shown(label)}</text>'
        f'<line class="base" x1="0" x2="100%" y1="{ROW - 2}" y2="{ROW - 2}"/>{marks}</svg>'
        for number, (label, marks) in enumerate(rows)
    )
    return (
        f'<svg class="picture {kind}" role="img" aria-label="{shown(told)}" width="100%" '
        f'height="{height + _AXIS}">{"".join(grid)}{body}{"".join(labels)}</svg>'
    )
