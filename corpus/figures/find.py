"""The figures of a text: numbers with their unit and qualifier, and quantities in words.

What is a number and no figure is left out: dates, times, ages, years, ordinals, and the numbers of
buses, articles and rooms.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from corpus.english.word_classes import MONTHS
from corpus.figures.mention import Mention, joined
from corpus.figures.numbers import Number, numbers
from corpus.figures.units import Kind, Unit, money_before, unit_after
from corpus.spans import Span

_QUALIFIERS = (
    r"(?:as (?:many|much|few|little) as|at (?:least|most)|no (?:more|fewer|less) than|"
    r"(?:well |far |just |slightly |a little )?(?:more|fewer|less|higher|lower) than|up to|"
    r"close to|an estimated|estimated|a total of|some|about|around|roughly|approximately|nearly|"
    r"almost|over|under|below|above|nearer|exactly|precisely|only|just|well over|upwards of|"
    r"in excess of|every one of the|all|another|between|circa|at around|near|barely)"
)
_BEFORE = re.compile(rf"(?<![\w-])({_QUALIFIERS}(?: {_QUALIFIERS})?)[ \u00a0](?:the )?\Z", re.I)
_NAMED = re.compile(
    r"\b(?:figures?|numbers?|estimates?|counts?|tall(?:y|ies)) of (?:(?!\d)\w+ )?\Z", re.I
)
_JOINED = re.compile(r"(?:[ ](?:to|and|or)[ ]|[–-])\Z")
_VAGUE = re.compile(
    r"""(?<![\w-])(?:
        (?P<of>(?:(?:many|several|some|about|around|nearly)\ |(?:tens|hundreds)\ of\ )?
           (?:tens\ of\ thousands|hundreds\ of\ thousands|thousands|hundreds|dozens|scores(?=\ of)
           |millions)(?=\ (?:of|more)\b|[\ .,;]))
       |(?P<many>(?:an?\ )(?:large|significant|great|small|growing|considerable)\ number)(?=\ of\b)
       |(?P<than>(?:far|much|well|considerably|significantly|slightly)\ (?:less|fewer|more|higher|
           lower|smaller|larger)\ than\ (?:the\ |its\ |that\ |their\ |what\ )[^,.;:()\n]{3,80})
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_PERCENT = {"third": None, "quarter": 25, "fourth": 25, "fifth": 20, "tenth": 10}
_FRACTION = re.compile(  # "the second half of the season" is no share, nor is the Fourth of July
    r"""(?<![\w-])(?=[haotf])(?<!\bfirst\ )(?<!\bsecond\ )(?<!\blatter\ )(?<!\blast\ )(?<!\bother\ )
        (?<!\bbetter\ )(?<!ern\ )
        (?:half|(?P<many>an?|one|two|three|four)[-\ ](?P<part>third|quarter|(?<!\ba\ )fourth|
        fifth|tenth)s?)
        (?=\ of\ (?!an?\ (?:century|hour|mile|day|million|billion)\b|\d))""",
    re.VERBOSE | re.IGNORECASE,
)
_MANY = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_NAME_BEFORE = re.compile(r"[A-Z][\w’'-]*[ \u00a0]\Z")
_MONTH = "|".join(sorted((month.strip(".") for month in MONTHS), key=len, reverse=True))
_MONTH_BEFORE = re.compile(rf"\b(?:{_MONTH})\.?[ \u00a0](?:\d{{1,2}}, ?)?\Z", re.I)
_MONTH_AFTER = re.compile(rf"[ \u00a0](?:of )?(?:{_MONTH})\b", re.I)
_CLOCK = re.compile(r"(?:[:.]\d\d)?[ \u00a0]?(?:[ap]\.?m\b|o[’']clock|GMT\b)|:\d\d", re.I)
_APPOSED = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*, \Z")
_LABELLED = re.compile(
    r"\b(?:bus|buses|tram|line|route|road|highway|article|section|chapter|page|room|flat|gate|no\.?"
    r"|nos\.?|number|flight|channel|radio|group|grade|class|level|phase|type|version|model|pier|"
    r"platform|psalm|apollo|covid|under|top|part|act|volume|resolution|g)[ \u00a0-]\Z",
    re.I,
)
_YEARS = (1500, 2100)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|of|by|until|from|after|before|early|late|mid|and|to|year|the|"
    rf"{_MONTH})\.? ?(?:\d{{1,2}}, )?\Z",
    re.I,
)
_YEAR_AND = re.compile(r"\b(?:1[5-9]|20)\d\d[-–/]\Z")  # the 22 of "2021-22"
_COUNTING = re.compile(
    r"\b(?:about|some|around|roughly|approximately|nearly|almost|estimated|total of|than|least|"
    r"exactly|to|or)[ \u00a0]\Z",
    re.I,
)
_TIME_OF_DAY = re.compile(r"\b(?:at|between|before|after|until|by|past|till|from|to|and) \Z", re.I)
_DAY_PART = re.compile(r" (?:in the (?:morning|afternoon|evening)|at night|and (?:five|six|seven))")


def find(text: str) -> list[Mention]:
    """The figures of a text, in order.

    >>> text = "Between 1,200 and 1,450 people left on Sept. 28; hundreds of them returned."
    >>> [(m.span.of(text), m.upper) for m in find(text)]
    [('Between 1,200 and 1,450 people', Decimal('1450')), ('hundreds', None)]
    """
    found = [_fraction(text, match) for match in _FRACTION.finditer(text)]
    parts = {mention.number.start for mention in found}
    counted = [
        number
        for number in numbers(text)
        if number.span.start not in parts and not _no_figure(text, number)
    ]
    found += joined(text, [*_in_numbers(text, counted)])
    taken = [mention.span for mention in found]
    for match in _VAGUE.finditer(text):
        span = Span(*match.span())
        if not any(span.overlaps(other) for other in taken) and not _in_a_name(text, span):
            found.append(_vague(text, span, match.lastgroup))
    return sorted(found, key=lambda mention: mention.span)


def _fraction(text: str, match: re.Match[str]) -> Mention:
    """A share in words: "half of", "more than two thirds of"; a third has no exact value."""
    percent = _PERCENT[match["part"].lower()] if match["part"] else 50
    times = _MANY[match["many"].lower()] if match["many"] else 1
    number = Span(*match.span())
    qualifier = _BEFORE.search(text, max(0, number.start - 40), number.start)
    span = Span(qualifier.start(1) if qualifier else number.start, number.end)
    value = None if percent is None else Decimal(percent * times)
    return Mention(span, number, value, None, "percent", "share", qualifier and qualifier[1])


def _in_a_name(text: str, quantity: Span) -> bool:
    """Whether a quantity in words is a part of a name: "Mega Millions", and not "Hundreds of"."""
    start, end = quantity
    before = _NAME_BEFORE.search(text, max(0, start - 40), start)
    return text[start].isupper() and before is not None and not text.startswith(" of ", end)


def _in_numbers(text: str, counted: Sequence[Number]) -> Iterator[Mention]:
    """The figures with a number; two that are joined are one range."""
    at = 0
    while at < len(counted):
        number, upper = counted[at], None
        if at + 1 < len(counted) and _is_range(text, number, counted[at + 1]):
            upper = counted[at + 1]
            at += 1
        at += 1
        yield _mention(text, number, upper)


def _is_range(text: str, number: Number, following: Number) -> bool:
    """Whether two numbers are the ends of one range."""
    between = text[number.span.end : following.span.start]
    if not _JOINED.fullmatch(between) or number.value >= following.value:
        return False
    before = text[max(0, number.span.start - 9) : number.span.start].casefold()
    if between.strip() == "and":
        return before.endswith("between ")
    return not before.endswith(("from ", " by "))


def _mention(text: str, number: Number, upper: Number | None) -> Mention:
    last = upper or number
    named = _NAMED.search(text, max(0, number.span.start - 60), number.span.start)
    unit = None if named else unit_after(text, last.span.end)
    if number.sign and (unit is None or unit.kind != "money"):
        sign = Span(number.span.start, number.span.start + len(number.sign))
        unit = money_before(number.sign, sign)
    start = number.span.start
    qualifier = _BEFORE.search(text, max(0, start - 40), start)
    value, top = number.value, upper.value if upper else None
    if upper and number.scale == 1 and number.value * upper.scale < upper.value:  # 50 to 60 million
        value *= upper.scale
    span = Span(qualifier.start(1) if qualifier else start, _end(unit, last))
    printed = Span(number.span.start, last.span.end)
    return Mention(span, printed, value, top, _noun(unit), _kind(unit), qualifier and qualifier[1])


def _end(unit: Unit | None, number: Number) -> int:
    return max(number.span.end, unit.span.end) if unit else number.span.end


def _noun(unit: Unit | None) -> str | None:
    return unit.noun if unit else None


def _kind(unit: Unit | None) -> Kind | None:
    return unit.kind if unit else None


def _vague(text: str, span: Span, group: str | None) -> Mention:
    """A quantity in words."""
    unit = None if group == "than" else unit_after(text, span.end)
    whole = Span(span.start, unit.span.end if unit else span.end)
    return Mention(whole, span, None, None, _noun(unit), _kind(unit), None)


def _no_figure(text: str, number: Number) -> bool:
    """Whether a number is a date, a time, an age, a year, or the name of something."""
    start, end = number.span
    before, after = text[max(0, start - 40) : start], text[end : end + 24]
    if number.sign:
        return False
    return (
        _is_date(before, after, number)
        or bool(_CLOCK.match(after))
        or _is_hour(before, after, number)
        or _is_age(before, after, number)
        or bool(_LABELLED.search(before))
        or bool(_YEAR_AND.search(before))
    )


def _is_date(before: str, after: str, number: Number) -> bool:
    if number.value <= 31 and (_MONTH_BEFORE.search(before) or _MONTH_AFTER.match(after)):
        return True
    return _is_year(before, after, number)


def _is_year(before: str, after: str, number: Number) -> bool:
    """Whether four digits are a year: "the 2014 graduates", and not "about 2000 boats".

    News puts a comma into thousands, so that what has none seldom counts.
    """
    if not number.digits or not _YEARS[0] <= number.value <= _YEARS[1]:
        return False
    if number.span.end - number.span.start != 4 or number.value != int(number.value):
        return False
    unit = unit_after(after, 0)
    if unit is not None and unit.kind in ("length", "share") and " " not in unit.span.of(after):
        return False
    if unit is None or after[unit.span.start].isupper() or _YEAR_BEFORE.search(before):
        return True
    return number.value % 100 != 0 and _COUNTING.search(before) is None


def _is_hour(before: str, after: str, number: Number) -> bool:
    if number.value > 24 or not _TIME_OF_DAY.search(before):
        return False
    return bool(_DAY_PART.match(after)) or (not number.digits and bool(re.match(r"[.,;]", after)))


def _is_age(before: str, after: str, number: Number) -> bool:
    if number.value > 120:
        return False
    if re.match(r"[- ]years?[- ]olds?\b", after) or re.search(r"\baged? (?:of )?\Z", before, re.I):
        return True
    return bool(number.digits and _APPOSED.search(before) and re.match(r"[,.]", after))
