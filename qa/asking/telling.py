"""What near a question tells of the days that it asks about, when nothing was published on them."""

from collections.abc import Sequence
from datetime import date

from corpus.dating.mentions import mentions
from corpus.dating.period import Period
from index.memory import Memory
from index.records import Candidate
from qa.asking.best import passage_sentences
from qa.asking.prefer import moved_up
from qa.asking.reasons import Reason
from qa.understanding.taken import Taken

LOOKED_AT = 10  # of the best passages, whatever number is asked for


def telling_first(
    memory: Memory, taken: Taken, ranked: Sequence[Candidate]
) -> tuple[list[Candidate], Reason | None]:
    """The candidates, first those that tell of the days asked about; why none, if none does.

    An article of other days may well tell of these ("the levee was rebuilt in 2022"), so the best
    passages are looked at before the library says that it does not know.
    """
    if taken.absent is None:
        return list(ranked), None
    telling = set()
    for passage, article in memory.store.cited([item.passage for item in ranked[:LOOKED_AT]]):
        spans = passage_sentences(article.text, passage.span)
        told = mentions(article.text, spans, article.published)
        if any(_tells(mention.period, taken.absent, taken.any_year) for mention in told):
            telling.add(passage.id)
    if telling:
        return moved_up(ranked, lambda item: item.passage in telling), None
    return list(ranked), Reason(
        "period",
        f"Nothing here is {taken.absent.when()}, and what is near the question tells of other "
        "days.",
    )


def _tells(told: Period, asked: Period, any_year: bool) -> bool:
    """Whether days that are told of are among those that are asked about, in any year perhaps."""
    if not any_year or told.first is None or asked.first is None:
        return told.overlaps(asked)
    year = told.first.year
    return told.overlaps(Period(_in(year, asked.first), asked.last and _in(year, asked.last)))


def _in(year: int, day: date) -> date:
    """The same day of another year; 28 February for the 29th where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
