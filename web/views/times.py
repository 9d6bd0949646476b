"""What a passage has to do with time: the days that its words mean, and how it read before."""

import re
from collections.abc import Iterator

from web.address import Address
from web.show import link, reader_date, shown
from whosaid import Changed, DateMention, FoundPassage, PartialDate, Period

_DAY = re.compile(r"\d[\d-]+")


def days(found: FoundPassage) -> str:
    """The days that the best sentence tells of in words that do not name them whole."""
    means = " · ".join(_means(found))
    return f'<p class="note">{means}</p>' if means else ""


def before(changed: Changed | None, address: Address) -> str:
    """How an earlier version of the article had the best sentence, if it was not the same."""
    if changed is None:
        return ""
    read = "did not have this" if changed.text is None else f"read “{changed.text}”"
    earlier = link(address.opening(changed.reference), "the earlier version", "open")
    day = changed.replaced.day_in_words()
    return f'<p class="note versions">Until {day} the article {shown(read)}: {earlier}</p>'


def period_words(period: Period) -> str:
    """A period as a reader writes it.

    >>> from datetime import date
    >>> period_words(Period(date(2025, 9, 1), date(2025, 9, 30)))
    'September 2025'
    >>> period_words(Period(date(2025, 9, 1), date(2025, 9, 4)))
    '1 September 2025 to 4 September 2025'
    """
    return _DAY.sub(lambda day: reader_date(PartialDate.fromisoformat(day[0])), str(period))


def _means(found: FoundPassage) -> Iterator[str]:
    for item in found.dates if found.sentences else ():
        if item.certainty != "exact" and found.sentences[0].covers(item.span):
            words = shown(found.words(item.span))
            yield f"“{words}” is {_perhaps(item)}{period_words(item.period)}"


def _perhaps(item: DateMention) -> str:
    return "probably " if item.certainty == "uncertain" else ""
