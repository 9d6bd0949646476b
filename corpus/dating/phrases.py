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
        *word_set("last past previous next this coming at over yesterday today tonight tomorrow"),
    ]
)
_PHRASE = re.compile(
    rf"""(?:
    (?P<iso>{_YEAR}-\d\d(?:-\d\d)?)
  | (?:(?P<on1>{"|".join(_WEEKDAYS)}),?\s)?(?:the\s)?
    (?P<d1>{_DAY})(?:\s?(?:-|–|to|and|until)\s?(?P<d1b>{_DAY}))?\s(?:of\s)?(?P<m1>{_MONTH})
    (?:,?\s(?P<y1>{_YEAR}))?(?!\s?\w*\d)
  | (?:(?P<on2>{"|".join(_WEEKDAYS)}),?\s)?
    (?P<m2>{_MONTH})\s(?:the\s)?(?P<d2>{_DAY})(?:\s?(?:-|–|to|and|until)\s?(?P<d2b>{_DAY}))?
    (?![\d:.,]?\d|\w)(?:,?\s(?P<y2>{_YEAR})(?!\w))?
  | (?P<m3>{_MONTH}),?\s(?:of\s)?(?P<y3>{_YEAR})
  | (?P<agon>{_COUNT})\s(?P<agou>day|week|month|year)s?\sago
  | (?:last|past|previous)\s(?P<pastn>{_COUNT})\s(?P<pastu>day|week|month|year)s
  | (?P<which>last|next|this|past|coming|previous)\s(?P<unit>week|weekend|month|year)(?!\sof\b)
  | (?:at|over)\sthe\s(?P<weekend>weekend)
  | (?P<near>yesterday|today|tonight|tomorrow|last\snight|this\s(?:morning|afternoon|evening))
  | (?:(?P<how>last|next|this|past|coming)\s)?(?P<weekday>{"|".join(_WEEKDAYS)})
    (?:\s(?:morning|afternoon|evening|night))?
  | the\s(?P<nth>(?:3[01]|[12]?\d)(?:st|nd|rd|th))
    (?=[.,;:!?)"”’]|$|\s(?:and|or|but|that|to|from|at|in|by|with|when|as|after|before|until|of\s(?:this|last|next|the)|according|he|she|it|they|we|you|i|said|was|were|had|the|a|its|this)\b)
  | (?P<decade>(?:1[5-9]|20)\d0)s
  | (?P<y4>{_YEAR})
  | (?P<m4>{_MONTH})
    )(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_LEAD = 24  # characters before a phrase that can tell what it is
_BEFORE = re.compile(r"([A-Za-z]+)[-\s]+$")
_NTH_AFTER = word_set("on since until till by from before after between and to of")
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
    ("the last three weeks"), and ``rough`` tells that a day is counted in larger units ("two weeks
    ago"); ``last_day`` ends "12 to 15 September"; ``decade`` starts "the 1990s".
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
        found = _BEFORE.search(text[max(0, match.start() - _LEAD) : match.start()])
        before = found[1].casefold() if found else ""
        phrase = _phrase(match, before)
        if phrase is not None and _is_time(match, before, text):
            yield phrase


def _is_time(match: re.Match[str], before: str, text: str) -> bool:
    """Whether words that can be something else are words for a day here."""
    if match["m4"]:
        name = match["m4"].rstrip(".").casefold()
        sure = before in _BEFORE_A_MONTH
        if name in _SOMETHING_ELSE or name in _SHORT:
            after = text[match.end() :]
            return match["m4"][0].isupper() and sure and not _CAPITAL_FIRST.match(after)
        return match["m4"][0].isupper() or sure
    if match["y4"]:
        lead = text[max(0, match.start() - _LEAD) : match.start()]
        joined = before in _JOINING and re.search(r"\d{4}\s+\w+\s+$", lead)
        return before in _BEFORE_A_YEAR or bool(joined)
    if match["nth"]:
        return before in _NTH_AFTER
    if match["weekday"]:
        return before not in _FEASTS | _ANY and not _is_of_a_name(match, before, text)
    return True


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
    for at in "1234":
        if f"m{at}" in part or f"y{at}" in part:
            month_ = part.get(f"m{at}", "").rstrip(".").casefold()
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


def _from_now(bare: Phrase, part: Mapping[str, str]) -> Phrase:
    """A phrase that counts from now: a weekday, or steps of a unit."""
    if "weekday" in part:
        weekday = _WEEKDAYS[part["weekday"].casefold()]
        return replace(bare, weekday=weekday, steps=_steps(part.get("how", "this")))
    if "near" in part:
        return replace(bare, unit="day", steps=_near(part["near"].casefold()))
    unit = _UNITS[
        (part.get("unit") or part.get("agou") or part.get("pastu") or "weekend").casefold()
    ]
    if "pastn" in part:
        return replace(bare, unit=unit, count=_counted(part["pastn"]))
    if "agon" in part:
        return replace(bare, unit=unit, steps=-_counted(part["agon"]), rough=unit != "day")
    return replace(bare, unit=unit, steps=_steps(part.get("which", "this")))


def _number(text: str | None) -> int | None:
    """The number of ``12th``; None for nothing."""
    return int(text.casefold().rstrip("stndrh")) if text else None


def _counted(text: str) -> int:
    """The number of ``12`` or ``twelve``."""
    return int(text) if text.isdigit() else _NUMBERS[text.casefold()]


def _steps(word: str) -> int:
    """How far "last", "this" and "next" lead."""
    return {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}.get(word.casefold(), 0)


def _near(words: str) -> int:
    """How many days away "yesterday" and the like are."""
    return {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(words, 0)
