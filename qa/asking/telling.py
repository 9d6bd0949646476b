"""What near a question tells of the days that it asks about, when nothing was published on them."""

import re
from collections.abc import Sequence
from datetime import date

from corpus.dating.mentions import DateMention, mentions
from corpus.dating.period import Period
from corpus.dating.phrases import phrases
from corpus.saying.names import names
from corpus.spans import Span
from index.memory import Memory
from index.records import Candidate
from qa.answer import FoundPassage
from qa.asking.best import passage_sentences, with_beside
from qa.asking.confidence import ASKING, wanted_of
from qa.asking.prefer import moved_up
from qa.asking.reasons import Reason
from qa.understanding.periods import tells_of
from qa.understanding.taken import Taken

# Words that ask what was: an auxiliary, or a verb in -ed.
_PAST = re.compile(r"\b(?:did|was|were|had|happened|won|\w{3,}ed)\b", re.IGNORECASE)
LOOKED_AT = 10  # of the best passages, whatever number is asked for


def telling_first(
    memory: Memory, taken: Taken, ranked: Sequence[Candidate]
) -> tuple[list[Candidate], Reason | None]:
    """The candidates, first those that tell of the days asked about; why none, if none does.

    An article of other days may well tell of these ("the levee was rebuilt in 2022"), so the best
    passages are looked at before the library says that it does not know. Where it is asked what
    was, what they tell as still to come is no answer, nor what else was in those days: the
    sentence, or one beside it, must have one of the question's words besides names. Where it is
    not asked what was, "the 2030 World Cup" tells of that year too.
    """
    if taken.absent is None:
        return list(ranked), None
    asks_what_was = _PAST.search(taken.words) is not None
    asked = _asked_words(memory, taken) if asks_what_was else set()
    newest = memory.store.filters.newest()
    year = None if asks_what_was else _whole_year(taken.absent)
    telling, planned = set(), False
    for passage, article in memory.store.cited([item.passage for item in ranked[:LOOKED_AT]]):
        if year is not None and year.search(passage.span.of(article.text)):
            telling.add(passage.id)
            continue
        spans = passage_sentences(article.text, passage.span)
        told = mentions(article.text, spans, article.published)
        day = (article.published.latest() if article.published is not None else None) or newest
        for mention in told:
            if not tells_of(mention.period, taken.absent, taken.any_year):
                continue
            if asks_what_was and _is_to_come(mention.period, day):
                planned = True
                continue
            if not asked or asked & set(memory.stems(_sentences_at(mention, spans, article.text))):
                telling.add(passage.id)
                break
    if telling:
        return moved_up(ranked, lambda item: item.passage in telling), None
    tells = "what was still to come" if planned else "other days"
    return list(ranked), Reason(
        "period",
        f"Nothing here is {taken.absent.when()}, and what is near the question tells of {tells}.",
    )


def of_other_days(taken: Taken, passages: Sequence[FoundPassage]) -> tuple[str, ...]:
    """A note where no passage is of the days asked about, or may be, and none tells of them."""
    asked, then = taken.days, taken.preferred
    if asked is None or then is None or not passages:
        return ()
    for passage in passages:
        published = passage.article.published
        if published is None or published.year is None or published.day is None:
            return ()  # nor are its days without a year worked out
        if Period(published.earliest(), published.latest()).overlaps(then):
            return ()
        if any(tells_of(told.period, asked, taken.any_year) for told in passage.dates):
            return ()
    return (f"None of these passages is {asked.when()}, and none tells of that time.",)


def _whole_year(asked: Period) -> re.Pattern[str] | None:
    """What finds the number of the year that is asked about; None where other days are."""
    first, last = asked.first, asked.last
    if (
        first is None
        or last is None
        or (first, last) != (date(first.year, 1, 1), date(first.year, 12, 31))
    ):
        return None
    # Not "2030 seats", nor "at 2030".
    return re.compile(rf"(?<![\d.,])(?<!\bat ){first.year}(?!\d|[.,]\d| [a-z]+s\b)")


def _is_to_come(told: Period, day: date | None) -> bool:
    """Whether days that an article tells of come after that on which it was printed."""
    return told.first is not None and day is not None and told.first > day


def _asked_words(memory: Memory, taken: Taken) -> set[str]:
    """The stems of a question's telling words, without names and the days that it asks about."""
    words = taken.words
    for mention in names(words):
        words = words.replace(mention.name, " ")
    for phrase in phrases(taken.words):
        words = words.replace(phrase.span.of(taken.words), " ")
    return set(wanted_of(memory.rarity(words)).shares) - ASKING


def _sentences_at(mention: DateMention, spans: Sequence[Span], text: str) -> str:
    """The sentence that a mention stands in, with those beside it."""
    at = next(i for i, span in enumerate(spans) if mention.start < span.end)
    return with_beside(spans, at).of(text)
