"""The days that sentences of an article tell of, worked out from its publication.

"On Monday" and "in May" can be two days, one before the publication and one after it. The verb
decides ("will vote on Monday", "voted on Monday"), and how near either is: on a Thursday nobody
prints that something was on Friday who means six days ago.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from corpus.dates import PartialDate
from corpus.dating.period import Period
from corpus.dating.phrases import Phrase, phrases
from corpus.dating.resolving import resolve
from corpus.dating.tense import Told, told_around
from corpus.spans import Span

Certainty = Literal["exact", "resolved", "uncertain"]

_UP_TO = frozenset({"until", "till", "by"})
_TELLING = frozenset({"since", "last", "next"})
_NAMING = frozenset({"", "the", "that"})
_NEAR = 300  # characters around a phrase in which its verb stands
_FAR = 90  # days by which the farther of two readings of a date without a year must be farther
_SOON = 60  # days within which a month to come may be meant beside a verb of the past
_DAY = timedelta(1)
_JOINED = re.compile(r"\s(?:and|or|through|to)\s")  # between two weekdays
_WEDNESDAY, _SUNDAY = 2, 6


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words that tell of a day, and which: ``text[start:end]`` are the words, in characters.

    ``exact`` is printed whole ("in July 2021"); ``resolved`` follows from the publication by a
    rule that leaves one reading; ``uncertain`` is the likelier of several.
    """

    start: int
    end: int
    period: Period
    certainty: Certainty

    @property
    def span(self) -> Span:
        """The characters of the words."""
        return Span(self.start, self.end)


def mentions(text: str, spans: Sequence[Span], published: PartialDate | None) -> list[DateMention]:
    """The days that sentences tell of, in order; what cannot be worked out is left out.

    ``spans`` are the sentences, in characters of ``text``.

    >>> text = "The pier shut on Monday. It will open on the 3rd."
    >>> found = mentions(text, [Span(0, 24), Span(25, 49)], PartialDate(2025, 9, 17))
    >>> [(text[m.start : m.end], str(m.period), m.certainty) for m in found]
    [('Monday', '2025-09-15', 'resolved'), ('the 3rd', '2025-10-03', 'uncertain')]
    """
    return [mention for span in spans for mention in _in_sentence(text, span, published)]


def _in_sentence(text: str, span: Span, published: PartialDate | None) -> list[DateMention]:
    """The days that a sentence tells of, in order."""
    found: list[DateMention] = []
    sentence, weekday = span.of(text), False
    for phrase in phrases(sentence):
        place = phrase.span.moved(span.start)
        told = _mention(sentence, phrase, published)
        if told is None:
            continue
        period, certainty = told
        joined = weekday and _JOINED.fullmatch(text, found[-1].end, place.start) is not None
        weekday = phrase.weekday is not None
        if joined and weekday and not phrase.steps:
            period = _after(found[-1].period, phrase) or period
        found.append(DateMention(*place, period, certainty))
    return found


def _after(period: Period, phrase: Phrase) -> Period | None:
    """The second weekday of "on Tuesday and Wednesday": the first such after the other."""
    last = period.last
    return resolve(phrase, min(last, date.max - _DAY) + _DAY, ahead=True) if last else None


def _mention(
    sentence: str, phrase: Phrase, published: PartialDate | None
) -> tuple[Period, Certainty] | None:
    """The days of a phrase in a sentence, and how certain they are."""
    if phrase.year is not None or phrase.decade is not None:
        period = resolve(phrase, None)
        return None if period is None else (period, "exact")
    if published is None or published.day is None or (today := published.earliest()) is None:
        return None
    if phrase.is_counted or phrase.before in _TELLING:
        return _counted(phrase, today)
    return _nearer(phrase, today, _told(sentence, phrase))


def _nearer(phrase: Phrase, today: date, told: Told | None) -> tuple[Period, Certainty] | None:
    """The days of a phrase that may be before today or after it, by what is told and how near."""
    back, on = resolve(phrase, today), resolve(phrase, today, ahead=True)
    if back is None or on is None or back.last is None or on.first is None:
        return None
    ago, away = max(0, (today - back.last).days), max(0, (on.first - today).days)
    only_day = phrase.day is not None and phrase.month is None  # or a floor, or a district
    if back == on:  # today, or this month
        ahead, sure = False, not only_day
    elif phrase.this and _still_this_week(phrase, on.first, today):
        ahead, sure = True, True
    elif phrase.month is not None:
        ahead, sure = _of_the_year(phrase, told, ago, away)
    elif only_day:
        ahead, sure = told is not None and told.ahead, False
    else:
        ahead, sure = _of_the_week(told, ago, away)
    return on if ahead else back, "resolved" if sure else "uncertain"


def _counted(phrase: Phrase, today: date) -> tuple[Period, Certainty] | None:
    """The days of a phrase that itself tells whether they are to come.

    On a Sunday "last week" is the one that ends, and "this week" the one that begins.
    """
    this_or_next = phrase.count is None and not phrase.rough
    if phrase.unit == "week" and this_or_next and today.weekday() == _SUNDAY:
        today = min(today, date.max - _DAY) + _DAY
    period = resolve(phrase, today, ahead=phrase.steps > 0 or phrase.before == "next")
    if period is None:
        return None
    return period, "uncertain" if phrase.rough else "resolved"


def _still_this_week(phrase: Phrase, day: date, today: date) -> bool:
    """Whether "this Friday" or "this weekend" is still to come in the week of today.

    Until Tuesday "this weekend" may be the one that was.
    """
    soon = phrase.weekday is not None or today.weekday() >= _WEDNESDAY
    return soon and day - timedelta(day.weekday()) == today - timedelta(today.weekday())


def _told(sentence: str, phrase: Phrase) -> Told | None:
    """What the sentence tells of the time of a phrase."""
    start, end = phrase.span
    told = told_around(sentence[max(0, start - _NEAR) : start], sentence[end : end + _NEAR])
    if told is None and phrase.before in _UP_TO:
        return Told(ahead=True, near=True)
    return told


def _of_the_year(phrase: Phrase, told: Told | None, ago: int, away: int) -> tuple[bool, bool]:
    """Whether a date without a year is to come, and whether that is sure, from days since and to.

    A date that is months away is mostly printed with its year, so it is the nearest, unless
    another is about as near. A month that is not soon was, where a verb beside it says so. A date
    that opens a line of a chronicle was, too, and one that names something ("the May 3 fire").
    """
    nearer = away < ago
    if abs(away - ago) < _FAR:
        if told is None:
            return nearer and phrase.day is not None and phrase.before not in _NAMING, False
        return told.ahead, True
    if told is None or told.ahead is nearer:
        return nearer, True
    a_month = phrase.day is None and phrase.before not in _UP_TO
    was = a_month and told.near and not told.ahead and away > _SOON
    return nearer and not was, False


def _of_the_week(told: Told | None, ago: int, away: int) -> tuple[bool, bool]:
    """Whether a weekday or weekend is to come, and whether that is sure, from days since and to.

    The nearer one is, whatever the verb tells that is not right beside it: in news "on Friday" is
    seldom six days ago. What "will be on Friday" may be in six days, though.
    """
    nearer = away < ago
    if told is None:
        return nearer, False
    if told.ahead is nearer:
        return nearer, True
    if away == 1:
        return True, False
    if told.near:
        return told.ahead, ago > 1
    return (told.ahead if abs(away - ago) == 1 else nearer), False
