"""Which days a question asks about, and whether they are days of publication."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus.dating.period import Period, in_year
from corpus.dating.phrases import Phrase, phrases
from corpus.dating.resolving import resolve
from corpus.spans import Span

COARSER = 10
"""So many times as long as the days asked about, a period does not tell of them: a year not of a
month, nor a month of a day."""
_DAY = timedelta(1)
_TO_COME = re.compile(r"\b(?:will|going to|due|planned|scheduled|expected)\b", re.IGNORECASE)
_RANGE = frozenset({"between", "from"})
_RANGE_ENDS = frozenset({"and", "to", "until", "till", "through"})
_RELATIONS = _RANGE | frozenset(
    {"until", "till", "by", "before", "after", "since", "in", "on", "during", "of", "at", "for"}
)
_AS_OF = re.compile(r"\bas\s+of\s*$", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\b(?:published|printed|(?:articles?|stories|story|coverage|editions?|issues?|headlines?|"
    r"pieces|reports?\s+(?:from|published))(?:\s+published)?)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AskedPeriod:
    """Days that a question asks about: ``question[span.start:span.end]`` says so.

    ``published`` tells that it asks for what was printed then, and not for what happened then;
    ``as_of`` that it asks for what was known by the last of them; ``weekday`` that it names no
    more than a day of the week, ``calendar`` that it names a month, a year or a decade, and
    ``any_year`` that it names a month, and no year.
    """

    span: Span
    period: Period
    published: bool = False
    as_of: bool = False
    weekday: bool = False
    calendar: bool = False
    any_year: bool = False


def period_of(
    question: str, today: date, newest: date | None, outlets: Sequence[Span] = ()
) -> AskedPeriod | None:
    """The days that a question asks about, the first that it names; None when it names none.

    "Last week" is counted from ``today``; a day or month without a year is the latest up to today
    and to ``newest``, the day of the newest article. ``outlets`` are the words that name outlets:
    days right behind them are days of publication.

    >>> found = period_of("What was said between 3 and 9 May?", date(2025, 9, 17), None)
    >>> str(found.period), found.span.of("What was said between 3 and 9 May?")
    ('2025-05-03 to 2025-05-09', 'between 3 and 9 May')
    """
    found = (item for item in phrases(question) if not any(o.overlaps(item.span) for o in outlets))
    named = _with_years(list(found))  # but for "USA Today"
    if not named or _TO_COME.search(question):
        return None
    anchor = min(today, newest) if newest is not None else today
    first, rest = named[0], named[1:]
    period = _days(first, today, anchor)
    if period is None:
        return None
    end = first
    if first.before in _RANGE and rest and rest[0].before in _RANGE_ENDS:
        to = _days(rest[0], today, anchor)
        if to is not None and _is_later(period, to):
            period, end = Period(period.first, to.last), rest[0]
    else:
        period = _related(first, period)
    start = _start(question, first)
    if as_of := _AS_OF.search(question[: first.span.start]):
        return AskedPeriod(Span(as_of.start(), end.span.end), Period(None, period.last), as_of=True)
    published = _PUBLISHED.search(question[:start]) is not None or any(
        not question[outlet.end : start].strip(" ,’'s") for outlet in outlets if outlet.end <= start
    )
    return AskedPeriod(
        Span(start, end.span.end),
        period,
        published,
        weekday=first.weekday is not None,
        calendar=any(part is not None for part in (first.month, first.year, first.decade)),
        any_year=first.month is not None and first.year is None and not first.is_counted,
    )


def _with_years(named: list[Phrase]) -> list[Phrase]:
    """The phrases, the first with the year of the second: "from 3 May to 8 June 2024"."""
    match named:
        case [Phrase(year=None, month=int()) as first, Phrase(year=int(year)) as second, *rest]:
            if first.before in _RANGE and second.before in _RANGE_ENDS:
                return [replace(first, year=year), second, *rest]
    return named


def _days(phrase: Phrase, today: date, anchor: date) -> Period | None:
    """The days of a phrase: counted from today, or the latest that the archive can have."""
    from_now = phrase.weekday is not None or phrase.unit is not None
    return resolve(phrase, today if from_now else anchor)


def _related(phrase: Phrase, period: Period) -> Period:
    """The days before, after, until or since those of a phrase, as the word before it says."""
    first, last = period.first, period.last
    match phrase.before:
        case "before":
            return Period(None, first and first - _DAY)
        case "until" | "till" | "by" if phrase.last_day is None:
            return Period(None, last)
        case "after":
            return Period(last and last + _DAY, None)
        case "since":
            return Period(first, None)
    return period


def _is_later(one: Period, other: Period) -> bool:
    """Whether a period ends no earlier than another starts."""
    return one.first is not None and other.last is not None and one.first <= other.last


def _start(question: str, phrase: Phrase) -> int:
    """Where the words for the days start, with the word that relates them to the question."""
    odd = phrase.weekday is not None and phrase.before == "in"  # "sworn in Monday"
    if phrase.before not in _RELATIONS or odd:
        return phrase.span.start
    return question[: phrase.span.start].casefold().rfind(phrase.before)  # "in early May" too


def tells_of(told: Period, asked: Period, any_year: bool) -> bool:
    """Whether days that are told of are among those that are asked about, in any year perhaps."""
    if told.days and asked.days and told.days >= COARSER * asked.days:
        return False
    if not any_year or told.first is None or asked.first is None:
        return told.overlaps(asked)
    year = told.first.year
    return told.overlaps(
        Period(in_year(asked.first, year), asked.last and in_year(asked.last, year))
    )
