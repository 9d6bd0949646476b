"""Which days words mean, seen from the day on which they are printed or typed."""

from calendar import monthrange
from datetime import date, timedelta

from corpus.dating.period import Period, month, year
from corpus.dating.phrases import Phrase

_LEAP = 8  # years, the longest from one 29 February to the next


def resolve(phrase: Phrase, today: date | None, ahead: bool = False) -> Period | None:
    """The days that a phrase means, seen from ``today``; None when no day fits or it is unknown.

    What is printed without a year, without a month or as a weekday is the latest such day up to
    today, or with ``ahead`` the first from today on.

    >>> from corpus.dating.phrases import phrases
    >>> monday = date(2025, 9, 15)
    >>> [str(resolve(p, monday)) for p in phrases("on Friday, on the 28th, since May 3, last year")]
    ['2025-09-12', '2025-08-28', '2025-05-03', '2024']
    """
    if phrase.decade is not None:
        return Period(date(phrase.decade, 1, 1), date(phrase.decade + 9, 12, 31))
    if phrase.year is not None:
        return _calendar(phrase, phrase.year)
    try:
        return _from(phrase, today, ahead) if today is not None else None
    except (OverflowError, ValueError):  # before the first day of the calendar, or after its last
        return None


def _from(phrase: Phrase, today: date, ahead: bool) -> Period | None:
    """The days of a phrase that leaves something to be known from today."""
    if phrase.month is not None:
        return _of_some_year(phrase, today, ahead)
    if phrase.day is not None:
        return _of_some_month(phrase.day, today, ahead)
    if phrase.weekday is not None:
        return _weekday(phrase, phrase.weekday, today, ahead)
    if phrase.count is not None:
        first = _moved(today, phrase, -phrase.count)
        return None if first is None else Period(first, today)
    return _unit(phrase, today)


def _calendar(phrase: Phrase, year_: int) -> Period | None:
    """The days of a phrase in a year; None when the calendar does not have them."""
    if phrase.month is None:
        return year(year_)
    if phrase.day is None:
        return month(year_, phrase.month)
    try:
        first = date(year_, phrase.month, phrase.day)
        last = first.replace(day=phrase.last_day or phrase.day)
    except ValueError:
        return None
    return Period(first, last) if first <= last else None


def _of_some_year(phrase: Phrase, today: date, ahead: bool) -> Period | None:
    """The nearest in time of the years that have these days, in one direction."""
    for step in range(_LEAP + 1):
        found = _calendar(phrase, today.year + (step if ahead else -step))
        if found is None or found.first is None or found.last is None:
            continue
        if phrase.before in ("last", "next") and found.first <= today <= found.last:
            continue
        if (ahead and found.last >= today) or (not ahead and found.first <= today):
            return found
    return None


def _of_some_month(day: int, today: date, ahead: bool) -> Period:
    """The nearest in time of the months that have that day, in one direction."""
    there = today.replace(day=1)
    while True:
        if day <= monthrange(there.year, there.month)[1]:
            found = there.replace(day=day)
            if found >= today if ahead else found <= today:
                return Period(found, found)
        there += timedelta(31 if ahead else -1)
        there = there.replace(day=1)


def _weekday(phrase: Phrase, weekday: int, today: date, ahead: bool) -> Period:
    """A weekday before or after today; "last" and "next" leave today itself out."""
    if ahead or phrase.steps > 0:
        away = (weekday - today.weekday()) % 7
        away = 7 if not away and phrase.steps > 0 else away
    else:
        away = -((today.weekday() - weekday) % 7)
        away = -7 if not away and phrase.steps < 0 else away
    found = today + timedelta(away)
    return Period(found, found)


def _unit(phrase: Phrase, today: date) -> Period | None:
    """A day, week, weekend, month or year so many steps from today's."""
    if phrase.unit == "weekend":
        back = (today.weekday() - 5) % 7 if phrase.steps <= 0 else today.weekday() - 12
        first = today - timedelta(back)
        return Period(first, first + timedelta(1))
    moved = _moved(today, phrase, phrase.steps)
    if moved is None:
        return None
    if phrase.unit == "week":
        first = moved - timedelta(moved.weekday())
        return Period(first, first + timedelta(6))
    if phrase.unit == "month":
        return month(moved.year, moved.month)
    return year(moved.year) if phrase.unit == "year" else Period(moved, moved)


def _moved(today: date, phrase: Phrase, steps: int) -> date | None:
    """Today moved by steps of the phrase's unit; None beyond the calendar."""
    try:
        if phrase.unit in ("month", "year"):
            months = (
                today.year * 12 + today.month - 1 + steps * (12 if phrase.unit == "year" else 1)
            )
            year_, month_ = divmod(months, 12)
            day = min(today.day, monthrange(year_, month_ + 1)[1])
            return date(year_, month_ + 1, day)
        return today + timedelta(steps * (7 if phrase.unit == "week" else 1))
    except (ValueError, OverflowError):
        return None
