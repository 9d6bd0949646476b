"""Numbers as a text prints them, in digits and in words, each with its exact value and place.

Packages that read number words (word2number, text2num, number-parser, quantulum3) rewrite the text
or lose the place of what they read; a figure must be shown where it stands.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from corpus.spans import Span

_ONES = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8},
    **{"nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14},
    **{"fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19},
}
_TENS = {
    **{"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50},
    **{"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "dozen": 12,
}
_SHORT = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "mln": 1_000_000, "bn": 1_000_000_000}
_SHORT |= {"tn": 1_000_000_000_000, "b": 1_000_000_000}

MONEY_SIGNS = r"(?:(?:US|A|C|NZ|HK|S)?\$|[£€¥₩₹₽₺₴])"
_SCALE = r"(?:hundred|thousand|million|billion|trillion)"
_SMALL = "|".join(sorted([*_ONES, *_TENS], key=len, reverse=True))
_ABOVE = r"(?:hundred|thousand|million|billion|trillion|dozen)"
_WORDS = rf"""(?:half\ a\ (?:million|billion|dozen|thousand)
    |(?:an?(?=\ {_ABOVE}\b)|(?:{_SMALL})\b)
     (?:[-\ ](?:{_SMALL}|{_ABOVE})\b
       |(?:(?<=hundred)|(?<=thousand)|(?<=million))\ and\ (?:{_SMALL})\b)*)"""
_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    rf"""(?<![\w.,/:’'])(?<!(?<!\d)[-–])(?P<sign>{MONEY_SIGNS}[ \u00a0]?)?
        (?:(?P<digits>{_DIGITS})
           (?:(?P<short>[kmb]|mn|mln|bn|tn)\b|[- \u00a0](?P<scale>{_SCALE})\b)?(?![\w]|[.:/,]\d)
          |(?<![$£€¥₩])(?P<words>{_WORDS})(?![\w]))""",
    re.VERBOSE | re.IGNORECASE,
)
_PIECE = re.compile(r"[a-z]+")


class Number(NamedTuple):
    """A number: its characters and value, the currency's sign before it, if it is in digits.

    ``scale`` is what a word or letter behind the digits multiplies them by: a million, or 1.
    """

    span: Span
    value: Decimal
    sign: str | None
    digits: bool
    scale: int = 1


def numbers(text: str) -> Iterator[Number]:
    """Every number of a text in order, but for ordinals and what is part of a word.

    "One" alone is none: it is a pronoun more often.

    >>> text = "$1.5 million for eighty-six"
    >>> [(number.span.of(text), number.value) for number in numbers(text)]
    [('$1.5 million', Decimal('1500000')), ('eighty-six', Decimal('86'))]
    """
    for match in _NUMBER.finditer(text):
        sign = match["sign"].strip() if match["sign"] else None
        span = Span(*match.span())
        if match["digits"]:
            short, scale = (match["short"] or "").lower(), (match["scale"] or "").lower()
            if sign is None and short in {"k", "m", "b"}:
                continue  # 5m may be metres, 3b a flat
            times = _SHORT.get(short) or _SCALES.get(scale, 1)
            value = Decimal(re.sub(r"[,\u00a0\u202f]", "", match["digits"])) * times
            yield Number(span, _plain(value), sign, True, times)
        elif match["words"].lower() != "one":
            yield Number(span, _value(match["words"].lower()), sign, False)


def _value(words: str) -> Decimal:
    """The value of a number in words.

    >>> _value("one thousand three hundred and ten"), _value("half a million"), _value("a dozen")
    (Decimal('1310'), Decimal('500000'), Decimal('12'))
    """
    whole, part = Decimal(0), Decimal(0)
    for word in _PIECE.findall(words):
        if word == "half":
            part = Decimal("0.5")
        elif word in _ONES or word in _TENS:
            part += _ONES.get(word, 0) or _TENS[word]
        elif word in ("hundred", "dozen"):
            part = (part or Decimal(1)) * _SCALES[word]
        elif word in _SCALES:
            whole += (part or Decimal(1)) * _SCALES[word]
            part = Decimal(0)
    return _plain(whole + part)


def _plain(value: Decimal) -> Decimal:
    """A value without the zeros behind its point: 1.50 million is 1500000."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()
