"""Dates as news prints them: known to the minute, to the day, or without a year.

``PartialDate`` keeps exactly what was printed; nothing is filled in by guessing.
"""

import re
from calendar import month_name, monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus.errors import UsageError

_MONTHS = tuple(month_name)  # in English: nothing here sets a locale
_ISO = re.compile(
    r"(?:(?P<year>\d{4})|-)"
    r"(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})"
    r"(?:[T ](?P<hour>\d{2}):(?P<minute>\d{2})(?P<second>:\d{2}(?:\.\d+)?)?"
    r"(?P<zone>Z|[+-]\d{2}:?\d{2})?)?)?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date to the precision that was printed; unknown parts are ``None``.

    ``utc_offset`` is in minutes, ``None`` where no zone was printed. Its text form is ISO 8601,
    with ``--10-12`` for a month and a day without a year.

    >>> str(PartialDate(2023, 10, 13, 16, 27))
    '2023-10-13T16:27'
    >>> str(PartialDate(None, 10, 12))
    '--10-12'
    >>> PartialDate.fromisoformat("2023-10-16T11:02+00:00").utc_offset
    0
    """

    year: int | None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    utc_offset: int | None = None

    def __str__(self) -> str:
        return self.isoformat()

    def isoformat(self) -> str:
        """ISO 8601, as precise as the date is."""
        text = "-" if self.year is None else f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        if self.hour is not None and self.minute is not None:
            text += f"T{self.hour:02d}:{self.minute:02d}"
            if self.utc_offset is not None:
                hours, minutes = divmod(abs(self.utc_offset), 60)
                text += f"{'-' if self.utc_offset < 0 else '+'}{hours:02d}:{minutes:02d}"
        return text

    def day_in_words(self) -> str:
        """The day as a reader writes it, no more precise than it is known, without the hour.

        >>> PartialDate(2023, 10, 13, 16, 27).day_in_words(), PartialDate(2023, 10).day_in_words()
        ('13 October 2023', 'October 2023')
        """
        month = _MONTHS[self.month] if self.month else ""
        words = " ".join(str(part) for part in (self.day, month, self.year) if part)
        return words if self.year is not None else f"{words}, year unknown"

    @classmethod
    def fromisoformat(cls, text: str) -> "PartialDate":
        """The inverse of ``isoformat``; also reads seconds (dropped) and ``Z``.

        Raises ``UsageError`` when the text is not such a date.
        """
        match = _ISO.fullmatch(text.strip())
        if match is None or (match["year"] is None and match["day"] is None):
            raise UsageError(f"{text!r} is no date; write it like 2023-10-13, 2023-10 or 2023.")
        part = {
            name: int(match[name]) if match[name] else None
            for name in ("year", "month", "day", "hour", "minute")
        }
        _check_day(text, part["year"], part["month"], part["day"])
        if (part["hour"] or 0) > 23 or (part["minute"] or 0) > 59:
            raise UsageError(f"{text!r} is no date: there is no such time of day.")
        return cls(**part, utc_offset=_offset(match["zone"]))

    def earliest(self) -> date | None:
        """The first day that it can mean; ``None`` when the year is unknown."""
        if self.year is None:
            return None
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date | None:
        """The last day that it can mean; ``None`` when the year is unknown."""
        if self.year is None:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


def extent(dates: Iterable[PartialDate | None]) -> tuple[date, date] | None:
    """The first and the last day that some dates can mean; None where none has a year.

    >>> extent([PartialDate(2025, 9), None, PartialDate(None, 10, 12)])
    (datetime.date(2025, 9, 1), datetime.date(2025, 9, 30))
    """
    known = [item for item in dates if item is not None]
    first = [day for item in known if (day := item.earliest())]
    last = [day for item in known if (day := item.latest())]
    return (min(first), max(last)) if first and last else None


def in_time(printed: PartialDate | None) -> tuple[bool, str]:
    """What dates are sorted by: in the order of time, those without a year last."""
    if printed is None or printed.year is None:
        return True, ""
    return False, str(printed)


def _check_day(text: str, year: int | None, month: int | None, day: int | None) -> None:
    """Raise ``UsageError`` unless the calendar has that year, month and day."""
    try:
        date(year if year is not None else 2000, month or 1, day or 1)
    except ValueError:
        raise UsageError(f"{text!r} is no date: the calendar does not have it.") from None


def _offset(zone: str | None) -> int | None:
    """Minutes east of UTC of ``Z``, ``+09:00`` or ``-0500``."""
    if zone is None:
        return None
    if zone == "Z":
        return 0
    sign = -1 if zone[0] == "-" else 1
    return sign * (int(zone[1:3]) * 60 + int(zone[-2:]))
