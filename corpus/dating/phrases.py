"""Words for days in English text: "12 September", "the 28th", "Monday night", "last year".

Only found and taken apart here; which day they mean is worked out in ``resolving``. A general
parser of dates was tried first (dateparser's search): it makes a day of every month ("in July
2021" becomes the 20th, if that is the day of asking), reads "may" and "about the 2019" as dates,
and takes 1 to 24 ms for a question.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from corpus.english.word_classes import word_set
from corpus.spans import Span

Unit = Literal["day", "week", "weekend", "month", "year"]

_UNITS: dict[str, Unit] = {
    "day": "day",
    "week": "week",
    "weekend": "weekend",
    "month": "month",
    "year": "year",
}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("january jan", "february feb", "march mar", "april apr", "may", "june jun"),
            *("july jul", "august aug", "september sept sep", "october oct"),
            *("november nov", "december dec"),
        ),
        start=1,
    )
    for name in names.split()
}
_SHORT = frozenset(name for name in _MONTHS if len(name) < 5) - {"may", "june", "july"}
_WEEKDAYS = {
    name: number
    for number, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )
}
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: number for number, word in enumerate(_WORDS, 1)} | {"a": 1, "an": 1}
_SOMETHING_ELSE = word_set("march may april june august")  # verbs, and people
_BEFORE_A_MONTH = word_set(
    "in since until till by from of during before after between and to through last next this "
    "early mid late for"
)
_PARTS = word_set("early late mid")  # of a month or year
_STRETCH = word_set("the these those this in over for during within")  # before "last three weeks"
_RANGE_YEARS = 30  # the longest stretch of years that two numbers are taken for
_FEASTS = word_set(
    "good black ash palm easter super bloody cyber fat shrove holy maundy giving whit"
)
_JOINING = word_set("and to or through")  # between two years
_ANY = word_set("a an every each any")  # "a Thursday" is no day in particular
_BEFORE_A_YEAR = word_set(
    "in since until till by from of during before after between around early late mid "
    "summer spring autumn winter fall"
)

_MONTH = (
    rf"(?:{'|'.join(name for name in _MONTHS if name not in _SHORT)}|(?:{'|'.join(_SHORT)})\b\.?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20|21)\d\d"
_OF_YEAR = r"\s(?:of\s)?(?P<{}>last|this|next)\syear"
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(_NUMBERS)})"


def _either(letter: str) -> str:
    """A pattern for a letter in either case, the long s among them."""
    return f"[{'sSſ' if letter == 's' else letter + letter.upper()}]"


def _beginning(words: Iterable[str]) -> re.Pattern[str]:
    """What finds where a number begins, or a word with the first three letters of one of these.

    A pattern that begins with a set of characters, both cases spelled out, passes by all others
    quickly; one under a flag is tried at each of them.
    """
    rest: dict[str, set[str]] = {}
    for word in words:
        then = "".join(map(_either, word[1:3])) + (r"\s" if len(word) < len("may") else "")
        rest.setdefault(word[0], set()).add(then)
    rest["t"].add(rf"{_either('h')}{_either('e')}\s\d")  # "the 28th", and no other "the"
    firsts = "".join(_either(first)[1:-1] for first in sorted(rest))
    some = "|".join(f"{_either(at)}(?:{'|'.join(sorted(rest[at]))})" for at in sorted(rest))
    return re.compile(rf"[\d{firsts}](?<!\w.)(?:(?<=\d)|(?<=(?={some}).))")


_BEGINNING = _beginning(
    [
        *(*_MONTHS, *_WEEKDAYS, *_NUMBERS),
        *word_set("last past next this coming at over yesterday today tonight tomorrow"),
    ]
)
_PHRASE = re.compile(
    rf"""(?:
    (?P<y5>{_YEAR})[-–](?P<y5b>{_YEAR}|\d\d)(?![-–]\d)
  | (?P<iso>{_YEAR}-\d\d(?:-\d\d)?)
  | (?:(?P<on1>{"|".join(_WEEKDAYS)}),?\s)?(?:the\s)?
    (?P<d1>{_DAY})(?:\s?(?:-|–|to|and|until)\s?(?P<d1b>{_DAY}))?\s(?:of\s)?(?P<m1>{_MONTH})
    (?:,?\s(?P<y1>{_YEAR})|{_OF_YEAR.format("w1")})?(?!\s?\w*\d)
  | (?:(?P<on2>{"|".join(_WEEKDAYS)}),?\s)?
    (?P<m2>{_MONTH})\s(?:the\s)?(?P<d2>{_DAY})(?:\s?(?:-|–|to|and|until)\s?(?P<d2b>{_DAY}))?
    (?![\d:.,]?\d|\w)(?:,?\s(?P<y2>{_YEAR})(?!\w)|{_OF_YEAR.format("w2")})?
  | (?P<m3>{_MONTH}),?\s(?:of\s)?(?P<y3>{_YEAR})
  | (?P<agon>{_COUNT})\s(?P<agou>day|week|month|year)s?\sago
  | (?P<pastw>last|past|next|coming)\s(?P<pastn>{_COUNT})\s(?P<pastu>day|week|month|year)s(?!\sof\b)
  | (?P<which>last|next|this|past|coming)\s(?P<unit>week|weekend|month|year)(?!\sof\b)
  | (?:at|over)\sthe\s(?P<weekend>weekend)
  | (?P<near>yesterday|today|tonight|tomorrow|last\snight|this\s(?:morning|afternoon|evening))
  | (?:(?P<how>last|next|this|past|coming)\s)?(?P<weekday>{"|".join(_WEEKDAYS)})
    (?:\s(?:morning|afternoon|evening|night))?
  | the\s(?P<nth>(?:3[01]|[12]?\d)(?:st|nd|rd|th))
    (?=[.,;:!?)"”’]|$|\s(?:and|or|but|that|to|from|at|in|by|with|when|as|after|before|until|of\s(?:this|last|next|the)|according|he|she|it|they|we|you|i|said|was|were|had|the|a|its|this)\b)
  | (?P<decade>(?:1[5-9]|20)\d0)s
  | (?P<y4>{_YEAR})
  | (?P<m4>{_MONTH})(?:{_OF_YEAR.format("w4")})?
    )(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_LEAD = 24  # characters before a phrase that can tell what it is
_BEFORE = re.compile(r"([A-Za-z]+)[-\s]+$")
_BEFORE_A_PART = re.compile(r"([A-Za-z]+)\s+[A-Za-z]+[-\s]+$")  # "since early May"
_NTH_AFTER = word_set("on since until till by from before after between and")
_ANOTHER_NTH = re.compile(r"\s(?:and|or|to)\s\d+(?:st|nd|rd|th)\s[a-z]")  # "and 18th centuries"
_HOUR_AFTER = re.compile(r"\s?(?:[A-Z]{1,3}T|GMT|UTC|hours|hrs|local time)\b")  # "by 1600 GMT"
_PAPER = re.compile(
    r" (?:Express|Herald|Independent|Journal|Mail|Mirror|Post|Review|Sport|Star|Telegraph|Times|"
    r"World)\b"
)
_SHOW = re.compile(r" (?:Addams|Baseball|Football|Futures|Lights|Live|Massacre)\b")
_CAPITAL_FIRST = re.compile(r"\s+[A-Z][a-z]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words for days: of a calendar (any of year, month, day), a weekday, or units from now.

    ``span`` counts characters; ``before`` is the word before it in lower case, "" when there is
    none. ``steps`` counts ``unit`` from now, -1 for "last year" and for "a year ago"; for a
    ``weekday``, -1 is "last", 1 "next". ``count`` is how many units a stretch up to now has
    ("the last three weeks"), below 0 one from now on, and ``rough`` tells that a day is counted in
    larger units ("two weeks ago"); ``last_day`` ends "12 to 15 September", ``last_year`` "2012-15";
    ``decade`` starts "the 1990s". ``this`` tells that "this" is said of a weekday or weekend.
    """

    span: Span
    before: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    unit: Unit | None = None
    steps: int = 0
    count: int | None = None
    rough: bool = False
    decade: int | None = None
    last_year: int | None = None
    this: bool = False

    @property
    def is_counted(self) -> bool:
        """Whether it is a stretch, or steps from now, which its words alone tell."""
        in_units = self.unit is not None and self.unit != "weekend"
        return bool(self.steps) or self.count is not None or in_units


def phrases(text: str) -> Iterator[Phrase]:
    """The words for days in a text, in its order.

    >>> text = "In May I may march on the 28th."
    >>> [phrase.span.of(text) for phrase in phrases(text)]
    ['May', 'the 28th']
    """
    end = 0
    for beginning in _BEGINNING.finditer(text):
        match = _PHRASE.match(text, beginning.start()) if beginning.start() >= end else None
        if match is None:
            continue
        end = match.end()
        before = _word_before(text, match.start())
        phrase = _phrase(match, before)
        if phrase is None or not _is_time(match, before, text):
            continue
        if before in _PARTS:
            phrase = replace(phrase, before=_word_before(text, match.start(), _BEFORE_A_PART))
        yield phrase


def _word_before(text: str, place: int, pattern: re.Pattern[str] = _BEFORE) -> str:
    """The word before a place, in lower case; nothing where there is none."""
    found = pattern.search(text[max(0, place - _LEAD) : place])
    return found[1].casefold() if found else ""


def _is_time(match: re.Match[str], before: str, text: str) -> bool:
    """Whether words that can be something else are words for a day here."""
    if match["m4"]:
        return _is_month(match, before, text)
    if match["y4"]:
        return _is_year(match, before, text)
    if match["near"]:
        return before != "usa"  # the newspaper
    if match["pastw"] and match["pastw"].casefold() != "past":  # and not "to last three years"
        return before in _STRETCH
    if match["nth"]:
        return before in _NTH_AFTER and not _ANOTHER_NTH.match(text, match.end())
    is_other = before in _FEASTS | _ANY or _is_of_a_name(match, before, text)
    return not (match["weekday"] and is_other)


def _is_month(match: re.Match[str], before: str, text: str) -> bool:
    """Whether the name of a month is not that of somebody, nor a verb."""
    name, sure = match["m4"].rstrip(".").casefold(), before in _BEFORE_A_MONTH
    if name in _SOMETHING_ELSE or name in _SHORT:
        after = text[match.end() :]
        return match["m4"][0].isupper() and sure and not _CAPITAL_FIRST.match(after)
    return match["m4"][0].isupper() or sure


def _is_year(match: re.Match[str], before: str, text: str) -> bool:
    """Whether four digits are a year, and no other number, nor an hour."""
    lead = text[max(0, match.start() - _LEAD) : match.start()]
    joined = before in _JOINING and re.search(r"\d{4}\s+\w+\s+$", lead)
    return (before in _BEFORE_A_YEAR or bool(joined)) and not _HOUR_AFTER.match(text, match.end())


def _is_of_a_name(match: re.Match[str], before: str, text: str) -> bool:
    """Whether a weekday stands in a name: "the Mail on Sunday", "Monday Night Football"."""
    if before == "on":
        lead = text[max(0, match.start() - _LEAD) : match.start()]
        return bool(_SHOW.match(text, match.end())) or lead.endswith(" Mail on ")
    return bool(_SHOW.match(text, match.end()) or _PAPER.match(text, match.end()))


def _phrase(match: re.Match[str], before: str) -> Phrase | None:
    """A match taken apart; None when no calendar has such a month."""
    part = {name: text for name, text in match.groupdict().items() if text}
    bare = Phrase(Span(*match.span()), before)
    if "iso" in part:
        year, month, day = [*map(int, part["iso"].split("-")), None][:3]
        return replace(bare, year=year, month=month, day=day) if month in range(1, 13) else None
    if "y5" in part:
        return _years(bare, int(part["y5"]), part["y5b"])
    for at in "1234":
        if f"m{at}" in part or f"y{at}" in part:
            month_ = part.get(f"m{at}", "").rstrip(".").casefold()
            if f"w{at}" in part:
                bare = replace(bare, unit="year", steps=_steps(part[f"w{at}"]))
            return replace(
                bare,
                year=_number(part.get(f"y{at}")),
                month=_MONTHS.get(month_),
                day=_number(part.get(f"d{at}")),
                last_day=_number(part.get(f"d{at}b")),
            )
    if "decade" in part:
        return replace(bare, decade=int(part["decade"]))
    return replace(bare, day=_number(part["nth"])) if "nth" in part else _from_now(bare, part)


def _years(bare: Phrase, first: int, to: str) -> Phrase | None:
    """Years from one to another, as in "2012-15"; "2023-10" is a month."""
    last = int(to) if len(to) > 2 else first - first % 100 + int(to)
    if first < last <= first + _RANGE_YEARS:
        return replace(bare, year=first, last_year=last)
    month = int(to)
    return replace(bare, year=first, month=month) if month in range(1, 13) else None


def _from_now(bare: Phrase, part: Mapping[str, str]) -> Phrase:
    """A phrase that counts from now: a weekday, or steps of a unit."""
    if "weekday" in part:
        weekday = _WEEKDAYS[part["weekday"].casefold()]
        how = part.get("how", "")
        return replace(bare, weekday=weekday, steps=_steps(how), this=how.casefold() == "this")
    if "near" in part:
        return replace(bare, unit="day", steps=_near(part["near"].casefold()))
    unit = _UNITS[
        (part.get("unit") or part.get("agou") or part.get("pastu") or "weekend").casefold()
    ]
    if "pastn" in part:
        return replace(bare, unit=unit, count=-_steps(part["pastw"]) * _counted(part["pastn"]))
    if "agon" in part:
        return replace(bare, unit=unit, steps=-_counted(part["agon"]), rough=unit != "day")
    which = part.get("which", "").casefold()
    if bare.before in {"the", "this"} and which != "this" and unit != "weekend":  # "the past year"
        return replace(bare, unit=unit, count=-_steps(which))
    return replace(bare, unit=unit, steps=_steps(which), this=which == "this")


def _number(text: str | None) -> int | None:
    """The number of ``12th``; None for nothing."""
    return int(text.casefold().rstrip("stndrh")) if text else None


def _counted(text: str) -> int:
    """The number of ``12`` or ``twelve``."""
    return int(text) if text.isdigit() else _NUMBERS[text.casefold()]


def _steps(word: str) -> int:
    """How far "last", "this" and "next" lead."""
    return {"last": -1, "past": -1, "next": 1, "coming": 1}.get(word.casefold(), 0)


def _near(words: str) -> int:
    """How many days away "yesterday" and the like are."""
    return {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(words, 0)
