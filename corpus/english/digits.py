"""Numbers in digits, each as one word however it is printed: "2,600" and "2600"."""

import re

from corpus.english.months import SHORT_MONTHS, months_whole
from corpus.letters import composed

# Each begins with a digit and looks behind it: a pattern that looks behind first is tried at every
# character of a text, which takes seven times as long.
_NUMBER = re.compile(
    r"\d(?<![\d.]\d)(?<!\d,\d)"
    r"(?:\d{0,2}(?:[,\u00a0\u2009\u202f'’]\d{3})+(?:\.\d+)?|\d*\.\d+)(?![.,]?\d)"
)
_FIGURE = re.compile(r"\d(?<![\w-]\d)\d*(?:p\d+)?(?![\w-])")
_SEPARATORS = str.maketrans(".", "p", ",'’\u00a0\u2009\u202f")


def numbers_whole(text: str) -> str:
    """The text with its numbers as words of letters and digits alone, so that they stay whole.

    >>> numbers_whole("2,600 of 1,234,567, up 2.5 percent on 1.2.2025, at 10:30")
    '2600 of 1234567, up 2p5 percent on 1.2.2025, at 10:30'
    """
    return _NUMBER.sub(lambda number: number[0].translate(_SEPARATORS), text)


def words_whole(text: str) -> str:
    """The text as it is cut into words: letters with their accents, numbers and months in full."""
    return numbers_whole(months_whole(composed(text)))


def is_made_whole(stem: str) -> bool:
    """Whether a text can have a stem by ``words_whole`` alone, or lose it: of a number or a month.

    >>> [stem for stem in ("2p5", "octob", "mar", "market", "bridg") if not is_made_whole(stem)]
    ['bridg']
    """
    return stem[:3] in SHORT_MONTHS or any(map(str.isdigit, stem))


def figures_in(text: str) -> frozenset[str]:
    """The numbers in digits that stand by themselves in a text, as ``numbers_whole`` has them.

    >>> sorted(figures_in("2,600 (not 600), 2.5 percent; 12th, F-16 and a 7-year-old"))
    ['2600', '2p5', '600']
    """
    return frozenset(_FIGURE.findall(numbers_whole(text)))
