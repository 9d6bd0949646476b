"""A stretch of days, open at either end."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``, both included; None leaves that end open.

    Its text form is as short as it can be.

    >>> str(Period(date(2021, 7, 1), date(2021, 7, 31))), str(Period(date(2021, 7, 1), None))
    ('2021-07', 'since 2021-07-01')
    """

    first: date | None
    last: date | None

    def __str__(self) -> str:
        if self.first is None or self.last is None:
            if self.first is not None:
                return f"since {self.first}"
            return f"until {self.last}" if self.last is not None else "any time"
        if self.first == self.last:
            return self.first.isoformat()
        if self == month(self.first.year, self.first.month):
            return f"{self.first:%Y-%m}"
        if self == year(self.first.year):
            return f"{self.first:%Y}"
        return f"{self.first} to {self.last}"

    def when(self) -> str:
        """The period in a sentence: "from 2021-07", "since 2021-07-01"."""
        return str(self) if None in (self.first, self.last) else f"from {self}"

    @property
    def days(self) -> int | None:
        """How many days it has; None where an end is open."""
        if self.first is None or self.last is None:
            return None
        return (self.last - self.first).days + 1

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share at least one day."""
        starts = self.first is None or other.last is None or self.first <= other.last
        return starts and (self.last is None or other.first is None or other.first <= self.last)


def month(year_: int, month_: int) -> Period:
    """All of a month."""
    return Period(date(year_, month_, 1), date(year_, month_, monthrange(year_, month_)[1]))


def year(year_: int) -> Period:
    """All of a year."""
    return Period(date(year_, 1, 1), date(year_, 12, 31))


def in_year(day: date, year_: int) -> date:
    """The same day of another year; 28 February for a 29th that there is none of.

    >>> in_year(date(2024, 2, 29), 2023)
    datetime.date(2023, 2, 28)
    """
    try:
        return day.replace(year=year_)
    except ValueError:
        return day.replace(year=year_, day=28)
