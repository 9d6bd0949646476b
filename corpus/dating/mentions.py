"""The days that sentences of an article tell of, worked out from its publication.

News looks back: "on Monday" is the latest Monday up to the day of publication, "on the 28th" the
latest 28th, unless the words before say that something is still to come ("will vote on Monday",
"is due on the 28th").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.dates import PartialDate
from corpus.dating.period import Period
from corpus.dating.phrases import Phrase, phrases
from corpus.dating.resolving import resolve
from corpus.english.word_classes import word_set
from corpus.spans import Span

Certainty = Literal["exact", "resolved", "uncertain"]

_AHEAD = word_set(
    "will 'll shall would due scheduled set planned expected upcoming next be going deadline plans "
    "hopes intends expects"
)
_BACK = word_set(
    "was were had did said told been since began came fell fled flew found gave got held kept left "
    "lost made met paid put ran rose saw sent shot spoke stood took thought threw went won wrote "
    "knew led built bought brought broke drew drove felt grew heard hit shut swore taught wore ago"
)
_NO_VERB = word_set("hundred red bed speed indeed united need feed seed naked sacred kindred")
_UP_TO = frozenset({"until", "till", "by"})
_TELLING = frozenset({"since", "last", "next"})
_WORD = re.compile(r"[A-Za-z]+|['’]ll\b")
_NEAR = 300  # characters around a phrase in which its verb stands
_FAR = 90  # days by which the farther of two readings of a date without a year must be farther


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
    [('Monday', '2025-09-15', 'resolved'), ('the 3rd', '2025-10-03', 'resolved')]
    """
    found = []
    for span in spans:
        sentence = span.of(text)
        for phrase in phrases(sentence):
            mention = _mention(sentence, phrase, published)
            if mention is not None:
                period, certainty = mention
                place = span.start + phrase.span.start, span.start + phrase.span.end
                found.append(DateMention(*place, period, certainty))
    return found


def _mention(
    sentence: str, phrase: Phrase, published: PartialDate | None
) -> tuple[Period, Certainty] | None:
    """The days of a phrase in a sentence, and how certain they are."""
    if phrase.year is not None or phrase.decade is not None:
        period = resolve(phrase, None)
        return None if period is None else (period, "exact")
    if published is None or published.day is None or (today := published.earliest()) is None:
        return None
    ahead = _is_ahead(sentence, phrase)
    period = resolve(phrase, today, bool(ahead))
    if period is None:
        return None
    if phrase.unit is not None:
        return period, "uncertain" if phrase.rough else "resolved"
    if phrase.month is not None and phrase.before not in _TELLING:
        return _nearer(phrase, today, ahead)
    return period, "uncertain" if ahead is None else "resolved"


def _nearer(phrase: Phrase, today: date, ahead: bool | None) -> tuple[Period, Certainty] | None:
    """The days of a date without a year: the nearest, unless others are about as near.

    A date that is months away is printed with its year, so what the verb tells decides only
    between readings that are about as far.
    """
    back, on = resolve(phrase, today), resolve(phrase, today, ahead=True)
    if back is None or on is None or back.last is None or on.first is None:
        return None
    to, since = max(0, (on.first - today).days), max(0, (today - back.last).days)
    near_is_ahead = to < since
    if abs(to - since) >= _FAR:
        agree = ahead is None or ahead is near_is_ahead or back == on
        return on if near_is_ahead else back, "resolved" if agree else "uncertain"
    return on if ahead else back, "uncertain" if ahead is None else "resolved"


def _is_ahead(sentence: str, phrase: Phrase) -> bool | None:
    """Whether a sentence tells that the days of a phrase are to come; None when it does not tell.

    The nearest verb that has a tense decides, first those before the phrase, then those after it.
    """
    if phrase.steps:
        return phrase.steps > 0
    if phrase.before in _TELLING:
        return phrase.before == "next"
    start, end = phrase.span
    before = _WORD.findall(sentence[max(0, start - _NEAR) : start])
    told = _tense(list(reversed(before)))
    if told is None and phrase.before in _UP_TO:
        return True
    return _tense(_WORD.findall(sentence[end : end + _NEAR])) if told is None else told


def _tense(words: Sequence[str]) -> bool | None:
    """Whether the first of the words that tells a time tells one to come."""
    for at, word in enumerate(words):
        lower = word.lower().replace("’", "'")
        if lower in _AHEAD:
            return True
        past = len(word) > 3 and lower.endswith("ed") and word.islower() and lower not in _NO_VERB
        if lower in _BACK or past:
            around = {some.lower() for some in words[max(0, at - 3) : at + 4]}
            return bool(around & {"be", "will", "would"})
    return None
