"""Which days words mean, seen from the day on which they are printed or typed."""

from calendar import monthrange
from datetime import date, timedelta

from corpus.dating.period import Period, month, year
from corpus.dating.phrases import Phrase

_LEAP = 8  # years, the longest from one 29 February to the next
_WEEK = timedelta(7)
_SATURDAY, _DAYS_OF_WEEKEND = 5, 2


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
    if phrase.month is not None and phrase.unit == "year":  # "in May last year"
        return _calendar(phrase, today.year + phrase.steps)
    if phrase.month is not None:
        return _of_some_year(phrase, today, ahead)
    if phrase.day is not None:
        return _of_some_month(phrase.day, today, ahead)
    if phrase.weekday is not None:
        return _weekday(phrase, phrase.weekday, today, ahead)
    if phrase.count is not None:
        end = _moved(today, phrase, -phrase.count)
        return None if end is None else Period(min(end, today), max(end, today))
    return _weekend(phrase, today, ahead) if phrase.unit == "weekend" else _unit(phrase, today)


def _calendar(phrase: Phrase, year_: int) -> Period | None:
    """The days of a phrase in a year; None when the calendar does not have them."""
    if phrase.month is None:
        return Period(year(year_).first, year(phrase.last_year or year_).last)
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
    """A weekday before or after today.

    "Last" and "next" leave out today, and the days beside it, which have names of their own.
    """
    if ahead or phrase.steps > 0:
        away = (weekday - today.weekday()) % 7
    else:
        away = -((today.weekday() - weekday) % 7)
    if phrase.steps and abs(away) <= 1:
        away += 7 * phrase.steps
    found = today + timedelta(away)
    return Period(found, found)


def _weekend(phrase: Phrase, today: date, ahead: bool) -> Period:
    """The weekend that was or is, or the one to come.

    "Last" leaves out one that is, and "next" also one that is two days off.
    """
    first = today - timedelta((today.weekday() - _SATURDAY) % 7)
    is_now = (today - first).days < _DAYS_OF_WEEKEND
    to_come = first if is_now else first + _WEEK
    if phrase.steps > 0:
        near = is_now or (to_come - today).days <= _DAYS_OF_WEEKEND
        first = to_come + _WEEK if near else to_come
    elif phrase.steps < 0:
        first = first - _WEEK if is_now else first
    elif ahead:
        first = to_come
    return Period(first, first + timedelta(1))


def _unit(phrase: Phrase, today: date) -> Period | None:
    """A day, week, month or year so many steps from today's."""
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
