"""Dates as they are printed, read to the precision that is printed.

News prints a date in a few dozen ways, and nearly all of them are words and numbers whose meaning
does not depend on their order; those are read here, one token at a time. What is left, such as
month names in other languages, goes to dateparser, which is slow and so comes last.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

from corpus.dates import PartialDate

LONGEST_DATE = 80  # characters; "Wednesday, September 30th, 2023 at 11:02:45 AM GMT+09:00" has 56
FIRST_YEAR, LAST_YEAR = 1500, 2199
EARLIEST_EPOCH = 631_152_000  # seconds: 1 January 1990; smaller numbers are record numbers
LATEST_EPOCH = 1_990_000_000  # seconds: January 2033; above it, 2008120310 is ten in the morning

_MONTH = {
    name: month
    for month, names in enumerate(
        (
            *("jan january", "feb february", "mar march", "apr april", "may", "jun june"),
            *("jul july", "aug august", "sep sept september", "oct october"),
            *("nov november", "dec december"),
        ),
        start=1,
    )
    for name in names.split()
}
_ENGLISH = {month: name for name, month in _MONTH.items()}
_WEEKDAY = re.compile(r"(?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?")
_FILLERS = {"at", "on", "of", "the", "local", "time", "hrs", "hours"}

# Minutes east of UTC. Abbreviations that mean different offsets to different newsrooms (CST: China
# or Chicago, IST: India, Ireland or Israel, BST: Britain or Bangladesh, AST) are left out.
_ZONES = {"utc": 0, "gmt": 0, "ut": 0, "z": 0, "wet": 0, "west": 60, "cet": 60, "cest": 120}
_ZONES |= {"eet": 120, "eest": 180, "msk": 180, "gst": 240, "pkt": 300, "npt": 345, "wib": 420}
_ZONES |= {"ict": 420, "hkt": 480, "sgt": 480, "awst": 480, "pht": 480, "jst": 540, "kst": 540}
_ZONES |= {"aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "sast": 120, "wat": 60, "eat": 180}
_ZONES |= {"est": -300, "edt": -240, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480}
_ZONES |= {"pdt": -420, "akst": -540, "akdt": -480, "hst": -600, "brt": -180}

_ISO = re.compile(
    r"(?P<y>\d{4})(?:(?P<sep>[-/.])\s?(?P<m>\d{1,2})(?:(?P=sep)\s?(?P<d>\d{1,2})\.?)?)?"
    r"(?:(?:T|\s+|,\s*)(?P<time>\d{1,2}:\d{2})(?::\d{2}(?:[.,]\d{1,9})?)?"
    r"\s?(?P<zone>[A-Za-z]{1,5}|(?:UTC|GMT)?[+-]\d{2}(?::?\d{2})?(?:\s?(?:UTC|GMT))?)?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(?:\d{2})?(Z)?)?")
_EPOCH = re.compile(r"(\d{9,10})(?:\d{3}|\.\d{1,9})?")
_DAY_MONTH_YEAR = re.compile(
    r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4})(?:[,\s]\s*(?P<rest>.*))?"
)
_OBSOLETE_YEAR = re.compile(  # RFC 822: two digits, read as RFC 2822 tells (4.3)
    r"((?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2}) (\d{2}) (\d{2}:\d{2}.*)"
)
_TOKEN = re.compile(
    r"(?P<time>\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?![\d:])|\d{1,2}(?=\s?[ap]\.?m\b))"
    r"|(?P<half>[ap]\.?m\b\.?)"
    r"|(?P<offset>(?:UTC|GMT|(?<![a-z]))[+-]\d{1,2}(?::?\d{2})?(?!\w))"
    r"|(?P<year>\d{4}(?!\w))"
    r"|(?P<day>\d{1,2}(?:st|nd|rd|th)?(?!\w))\.?"
    r"|(?P<word>[a-z]{1,12}\b)\.?"
    r"|(?P<gap>[\s,()|@•·–—/]+|-(?!\d)|(?<=[a-z])-)",
    re.IGNORECASE | re.ASCII,
)


class _Token(NamedTuple):
    kind: str
    text: str


def parse_date(printed: str, *, english: bool = False) -> PartialDate | None:
    """The date that is printed, no more precise than it is printed; ``None`` when it is unclear.

    With ``english=True`` month names of other languages are not tried.

    >>> str(parse_date("Oct. 13, 2023 - 16:27"))
    '2023-10-13T16:27'
    >>> str(parse_date("Wed Dec 3, 2008 10:20am EST"))
    '2008-12-03T10:20-05:00'
    >>> str(parse_date("Sept. 2023")), str(parse_date("Oct. 12"))
    ('2023-09', '--10-12')
    >>> parse_date("03/04/2023") is None  # March or April?
    True
    """
    text = printed.strip().strip("[](){}<>\"'").strip()
    if not text or len(text) > LONGEST_DATE or not any(map(str.isdigit, text)):
        return None
    if text[:1].isdigit() and (numeric := _numeric(text)) is not None:
        return numeric
    if match := _OBSOLETE_YEAR.fullmatch(text):
        text = f"{match[1]} {'20' if match[2] < '50' else '19'}{match[2]} {match[3]}"
    return _worded(text) or (None if english else _in_another_language(text))


def _numeric(text: str) -> PartialDate | None:
    """A date of numbers alone: ISO 8601, ``20081203``, epoch seconds, ``13/10/2023 16:27``."""
    if match := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, zone = match.groups()
        compact = _date(int(year), int(month), int(day), hour and f"{hour}:{minute}", zone)
        if compact is not None:
            return compact
    if match := _EPOCH.fullmatch(text):
        return _epoch(int(match[1]))
    if match := _ISO.fullmatch(text):
        month, day = (int(match[part]) if match[part] else None for part in "md")
        if match["time"] and day is None:
            return None
        return _date(int(match["y"]), month, day, match["time"], match["zone"])
    if match := _DAY_MONTH_YEAR.fullmatch(text):
        return _day_or_month_first(match)
    return None


def _epoch(seconds: int) -> PartialDate | None:
    """The minute that lies so many seconds after 1970 began in Greenwich, if it is plausible."""
    if not EARLIEST_EPOCH <= seconds <= LATEST_EPOCH:
        return None
    at = datetime.fromtimestamp(seconds, UTC)
    return PartialDate(at.year, at.month, at.day, at.hour, at.minute, 0)


def _day_or_month_first(match: re.Match[str]) -> PartialDate | None:
    """``13/10/2023`` and ``10/13/2023``; ``03/04/2023`` could be either and so is unknown."""
    first, second = int(match["a"]), int(match["b"])
    if first <= 12 and second <= 12 and first != second:
        return None
    month, day = (first, second) if second > 12 else (second, first)
    if not 1 <= month <= 12:
        return None
    return _worded(f"{match['year']} {_ENGLISH[month]} {day} {match['rest'] or ''}".strip())


def _worded(text: str) -> PartialDate | None:
    """A date with its month in English, its parts in any order."""
    part: dict[str, str] = {}
    for token in _tokens(text):
        kind, value = _meaning(token, part)
        if kind in part or kind == "unknown":
            return None
        if kind:
            part[kind] = value
    if "month" not in part or not {"day", "year"} & part.keys():
        return None
    if "time" in part and "day" not in part:
        return None
    return _date(
        int(part["year"]) if "year" in part else None,
        int(part["month"]),
        int(part["day"]) if "day" in part else None,
        part.get("time", "") + part.get("half", "") or None,
        part.get("zone"),
    )


def _tokens(text: str) -> Iterator[_Token]:
    """The words and numbers of ``text``; what is neither comes as one token of kind unknown."""
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            yield _Token("unknown", text[at:])
            return
        if match.lastgroup != "gap":
            yield _Token(match.lastgroup, match[match.lastgroup].lower())
        at = match.end()


def _meaning(token: _Token, part: dict[str, str]) -> tuple[str, str]:
    """Which part of a date a token is, after the parts before it; an empty kind says nothing."""
    kind, text = token
    if kind == "word":
        if text in _MONTH:
            return "month", str(_MONTH[text])
        if text in _FILLERS or _WEEKDAY.fullmatch(text):
            return "", ""
        is_zone = text in _ZONES or ("time" in part and 2 <= len(text) <= 5)
        return ("zone", text) if is_zone else ("unknown", text)
    if kind == "offset":
        return ("zone", text) if "time" in part else ("unknown", text)
    if kind == "half":
        return ("half", text[0]) if "time" in part else ("unknown", text)
    return kind, text.rstrip("stndrh") if kind == "day" else text


def _date(
    year: int | None, month: int | None, day: int | None, time: str | None, zone: str | None
) -> PartialDate | None:
    """The date of these parts; ``None`` when there is no such day or time."""
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        date(year or 2000, month or 1, day or 1)
    except ValueError:
        return None
    if time is None:
        return PartialDate(year, month, day)
    clock = _clock(time)
    return clock and PartialDate(year, month, day, *clock, _offset(zone))


def _clock(time: str) -> tuple[int, int] | None:
    """Hour and minute of ``16:27``, ``4.27p`` or ``4p``; ``None`` when no day has them."""
    hour_text, _, minute_text = time.rstrip("ap").replace(".", ":").partition(":")
    hour, minute = int(hour_text), int(minute_text[:2] or 0)
    afternoon = time.endswith("p")
    if time[-1] in "ap" and not (afternoon and hour > 12):  # "16:27 PM" is printed, too
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * afternoon
    return (hour, minute) if hour < 24 and minute < 60 else None


def _offset(zone: str | None) -> int | None:
    """Minutes east of UTC of a zone as printed; ``None`` for one that is not certain."""
    if zone is None:
        return None
    name = zone.lower()
    if name in _ZONES:
        return _ZONES[name]
    digits = re.search(r"([+-])(\d{1,2}):?(\d{2})?", name)
    if digits is None:
        return None
    minutes = int(digits[2]) * 60 + int(digits[3] or 0)
    return (-minutes if digits[1] == "-" else minutes) if minutes <= 14 * 60 else None


_LANGUAGES = ["es", "fr", "de", "it", "pt", "nl", "ko", "ja", "zh", "ru", "uk", "pl", "sv", "da"]
_LANGUAGES += ["fi", "cs", "tr", "id", "vi", "ar"]
_BASES = (datetime(1996, 1, 31), datetime(2011, 11, 3))  # no part of the two is alike
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_CLOCK = re.compile(r"\b([01]?\d|2[0-3])[:h]([0-5]\d)\b")


def _in_another_language(text: str) -> PartialDate | None:
    """A date whose month is not English, through dateparser, with nothing filled in.

    dateparser completes what is missing from the day it is told that it is. So it is asked as if
    on two different days, and only what both answers share was printed. It is not asked about
    numbers alone, nor about English: what was not understood above is unclear, not foreign.
    """
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    if words & _MONTH.keys() or not _YEAR.search(text):
        return None
    if all(len(word) == 1 and word.isascii() for word in words):
        return None
    from dateparser import parse  # noqa: PLC0415  half a second, for the few dates that need it

    first, second = (
        parse(
            text,
            languages=_LANGUAGES,
            settings={"PARSERS": ["absolute-time"], "RELATIVE_BASE": base},
        )
        for base in _BASES
    )
    if first is None or second is None or (first.year, first.month) != (second.year, second.month):
        return None
    day = first.day if first.day == second.day else None
    time = _CLOCK.search(text) if day else None
    return _date(first.year, first.month, day, time and f"{time[1]}:{time[2]}", None)
