"""Months written short, as newspapers do beside a day: "Oct. 9"."""

import re

from corpus.english.word_classes import word_set

_MONTHS = word_set(
    "January February March April June July August September October November December"
)
_WHOLE = {name[:3]: name for name in _MONTHS}
SHORT_MONTHS = frozenset(name.lower() for name in _WHOLE)  # the first three letters
# Beside a number alone: "Jan" is a name, and "mar" a word. First letters and then endings, so that
# most words are passed by at their first letter; "Dept" has both, and stays as it is.
_SHORT = re.compile(
    r"([JFMASONDjfmasond](?<!\w.)(?i:an|eb|ar|pr|un|ul|ug|ept?|ct|ov|ec)\b)"
    r"(?:(?=\.?\s\d)|(?<=\d\s...)|(?<=\d\s....))"
)


def months_whole(text: str) -> str:
    """The text with such months spelled out, so that both ways of writing them are the same words.

    >>> months_whole("on Oct. 9, and until 12 Sept 2024; Jan said so")
    'on October. 9, and until 12 September 2024; Jan said so'
    >>> months_whole("Dept 9, of mar 3 and 4 OCT")
    'Dept 9, of March 3 and 4 October'
    """
    return _SHORT.sub(lambda month: _WHOLE.get(month[1][:3].title(), month[1]), text)
