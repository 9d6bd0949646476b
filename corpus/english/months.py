"""Months written short, as newspapers do beside a day: "Oct. 9"."""

import re

from corpus.english.word_classes import word_set

_MONTHS = word_set(
    "January February March April June July August September October November December"
)
_WHOLE = {name[:3]: name for name in _MONTHS}
# Beside a number alone: "Jan" is a name, and "mar" a word.
_SHORT = re.compile(
    r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b(?:(?=\.?\s\d)|(?<=\d\s...)|(?<=\d\s....))",
    re.IGNORECASE,
)


def months_whole(text: str) -> str:
    """The text with such months spelled out, so that both ways of writing them are the same words.

    >>> months_whole("on Oct. 9, and until 12 Sept 2024; Jan said so")
    'on October. 9, and until 12 September 2024; Jan said so'
    """
    return _SHORT.sub(lambda month: _WHOLE[month[1][:3].title()], text)
