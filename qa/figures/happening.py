"""What a figure is a figure of: what happened, by its family of words, and whether long before.

Both keep figures apart that sentences near to each other give: of the detained and of those sent
back, of this week's flood and of one in July two years ago.
"""

from dataclasses import replace
from datetime import timedelta

from corpus.dates import PartialDate
from corpus.dating.mentions import mentions
from corpus.english.events import events
from corpus.english.word_classes import word_set
from corpus.figures.numbers import numbers
from corpus.spans import Span
from qa.figures.gather import Sighted

_LONG_BEFORE = timedelta(days=21)
"""Days before publication from which on a sentence's own date makes its figure one of another
time: daily news seldom tells a number for the first time three weeks later."""
_ANY_YEAR = 2001  # for counting days between dates without a year
_DONE = word_set("died drowned perished attended protested demonstrated rallied marched slept")
"""Verbs that describe no noun before them."""
_BEFORE = 220  # characters before a number without a unit that tell what it is about


def happened(item: Sighted) -> frozenset[str]:
    """The families of what happened to those whom a figure counts.

    The counted noun tells it ("three deaths"), or else the clause, or else the sentence. What
    stands right behind the noun only describes it where there is more: "600 people detained in the
    north and the west were sent back" tells of a return.
    """
    text, sentence = item.article.text, item.sentence
    counted = events(item.mention.span.of(text))
    if counted:
        return counted
    told = events(item.clause.of(text)) or events(sentence.of(text))
    if told == _describing(item):
        told |= _told_behind(item)
    if not told and item.mention.kind is None:
        told = events(text[max(0, item.mention.number.start - _BEFORE) : sentence.end])
    left = told - _describing(item)
    return left if left - {"board"} else told


def _describing(item: Sighted) -> frozenset[str]:
    """What the word right behind a counted noun tells of it: "detained", but not "died"."""
    behind = item.article.text[item.mention.span.end : item.sentence.end].split(maxsplit=1)
    return events(behind[0]) if behind and behind[0].casefold() not in _DONE else frozenset()


def _told_behind(item: Sighted) -> frozenset[str]:
    """What a sentence tells behind the clause of a figure, unless it counts others there."""
    rest = item.article.text[item.clause.end : item.sentence.end]
    return frozenset() if any(numbers(rest)) else events(rest)


def long_before(item: Sighted) -> bool:
    """Whether the words around a figure date it long before its article was published."""
    published = item.article.published
    if published is None or published.month is None:
        return False
    assumed = published if published.year is not None else replace(published, year=_ANY_YEAR)
    day = assumed.earliest()
    if day is None:
        return False
    text = item.article.text
    for mention in mentions(text, [item.sentence], PartialDate(day.year, day.month, day.day)):
        period = mention.period
        last = period.last or period.first
        near = _around(item).overlaps(mention.span)
        near = near or "since" in text[max(0, mention.start - 12) : mention.end].casefold()
        if near and last is not None and last < day - _LONG_BEFORE:
            return True
    return False


def _around(item: Sighted) -> Span:
    """The clause of a figure without who said it: what follows the last "that" before it."""
    text, start = item.article.text, item.clause.start
    said = text.rfind(" that ", start, item.mention.number.start)
    return Span(said + 6 if said >= 0 else start, item.clause.end)
