"""Readings that point at the right kind of answer, and to another event or to other days.

To who reads one passage alone "119 boats in September" answers "How many in November?". What is
printed beside it, in the sentence or the article, tells better.
"""

from collections.abc import Sequence
from dataclasses import replace

from corpus.article import Article
from corpus.dating.mentions import mentions
from corpus.dating.period import Period
from corpus.spans import Span
from index.memory import Memory
from index.models.reader import Reading
from index.records import Candidate
from qa.asking.best import passage_sentences
from qa.understanding.named import named
from qa.understanding.periods import COARSER, tells_of
from qa.understanding.taken import Taken

# What a reading is worth at the most in an article that names nothing that the question does: as
# much as it is likely to be of somebody else.
_OF_OTHERS = 0.0
# In a sentence that tells of other days than it is asked about: it rather has no answer.
_OF_OTHER_DAYS = -1.0


def of_what_is_asked(
    memory: Memory, taken: Taken, ranked: Sequence[Candidate], readings: dict[int, Reading]
) -> dict[int, Reading]:
    """The readings, by passage, lowered where they are plainly of others or of other days."""
    return _of_days_asked(memory, taken, _of_what_is_named(memory, taken, ranked, readings))


def _of_what_is_named(
    memory: Memory, taken: Taken, ranked: Sequence[Candidate], readings: dict[int, Reading]
) -> dict[int, Reading]:
    """The readings, none of them likely in an article that names nothing that the question does.

    What such an article tells is of others: an age, but not of whom it is asked how old she was.
    """
    likely = any(one.score > _OF_OTHERS for one in readings.values())
    asked = named(taken.words) if likely else []
    if not asked:
        return readings
    articles = {item.passage: item.article for item in ranked if item.passage in readings}
    naming = memory.article_scores(" ".join(asked), sorted(set(articles.values())))
    return {
        id_: one if articles[id_] in naming else replace(one, score=min(one.score, _OF_OTHERS))
        for id_, one in readings.items()
    }


def _of_days_asked(
    memory: Memory, taken: Taken, readings: dict[int, Reading]
) -> dict[int, Reading]:
    """The readings, those doubtful that stand in sentences of other days than are asked about."""
    likely = [id_ for id_, one in readings.items() if one.score > _OF_OTHER_DAYS]
    if taken.days is None or not likely:
        return readings
    found = dict(readings)
    for passage, article in memory.store.cited(likely):
        answer = readings[passage.id].span.moved(passage.span.start)
        spans = passage_sentences(article.text, passage.span)
        around = [span for span in spans if span.start <= answer.start < span.end]
        if _tell_of_others(taken, taken.days, article, around):
            found[passage.id] = replace(readings[passage.id], score=_OF_OTHER_DAYS)
    return found


def _tell_of_others(
    taken: Taken, asked: Period, article: Article, sentences: Sequence[Span]
) -> bool:
    """Whether all days that sentences tell of are others than are asked about, and about as many.

    A report for September does not tell of November; one for the year may.
    """
    told = mentions(article.text, sentences, article.published)
    close = [one.period for one in told if _is_about_as_long(one.period, asked)]
    return bool(close) and not any(tells_of(one, asked, taken.any_year) for one in close)


def _is_about_as_long(told: Period, asked: Period) -> bool:
    """Whether neither period is many times as long as the other; one without an end is not."""
    if told.days is None or asked.days is None:
        return False
    return told.days < COARSER * asked.days and asked.days < COARSER * told.days
