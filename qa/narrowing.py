"""Days, outlets and authors as a user gives them, made a filter that the memory takes."""

import re
from datetime import date

from corpus.cleaning.printed_dates import parse_date
from corpus.dates import PartialDate
from corpus.errors import UsageError
from index.records import Filter

Day = str | date | PartialDate

_WRITTEN = re.compile(r"\d{4}-\d\d(?:-\d\d)?")


def narrowed(
    since: Day | None,
    until: Day | None,
    outlet: str | None,
    author: str | None,
    as_of: Day | None = None,
) -> Filter:
    """A filter as the memory takes it. Raises ``UsageError`` for what no article can pass."""
    wanted = Filter(_first(since), _last(until), outlet or None, author or None, as_of=_last(as_of))
    if wanted.since and wanted.until and wanted.since > wanted.until:
        raise UsageError(f"Nothing lies since {wanted.since} and until {wanted.until}.")
    return wanted


def _partial(day: Day) -> PartialDate:
    if isinstance(day, PartialDate):
        return day
    if isinstance(day, date):
        return PartialDate(day.year, day.month, day.day)
    parsed = parse_date(day) if isinstance(day, str) else None
    if parsed is None and _WRITTEN.fullmatch(str(day).strip()):
        raise UsageError(f"{day!r} is not in the calendar; there is no such day.")
    if parsed is None or parsed.year is None:
        raise UsageError(f"{day!r} is no date with a year; write it like 2023-10-13 or 2023-10.")
    return parsed


def _first(day: Day | None) -> date | None:
    return None if day is None else _partial(day).earliest()


def _last(day: Day | None) -> date | None:
    return None if day is None else _partial(day).latest()
