"""The words of a text, and the runs of a few words by which two texts are compared."""

import re
from collections.abc import Sequence

from corpus.matching.wording import UNSPACED

_ASCII = re.compile(r"[0-9a-z]+")  # the same in plain letters, in two thirds of the time
_WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")

Gram = tuple[str, ...]


def words(text: str) -> list[str]:
    """The words of a text without case; marks of every kind only separate them.

    A character is a word in scripts that put no spaces between words.

    >>> words("It’s “shut”.")
    ['it', 's', 'shut']
    """
    lowered = text.lower()
    if text.isascii():
        return _ASCII.findall(lowered)
    if len(lowered) == len(text):
        return _WORD.findall(lowered)
    return [word.lower() for word in _WORD.findall(text)]  # "İ" becomes two, of which one is a mark


def places(text: str) -> list[tuple[int, int]]:
    """The characters of each word, from the first up to, not including, the second number.

    >>> places("It rains.")
    [(0, 2), (3, 8)]
    """
    return [match.span() for match in _WORD.finditer(text)]


def shingles(found: Sequence[str], size: int) -> list[Gram]:
    """Every run of ``size`` words, in order.

    >>> shingles(["so", "it", "rains"], 2)
    [('so', 'it'), ('it', 'rains')]
    """
    return list(zip(*(found[at:] for at in range(size)), strict=False))
