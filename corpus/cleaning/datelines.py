"""Datelines: "SEOUL, Oct. 12 (Corvane News Agency) -", which say where, when and from whom.

One that names an outlet or a day is metadata, and can go, so that the sentence after it begins
cleanly. One that only names a place ("PORT ELLAN — The bridge ...") tells something that is kept
nowhere else, and stays.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.cleaning.authors import read_people
from corpus.cleaning.finding import Finding
from corpus.cleaning.lines import Line, is_body, lines
from corpus.cleaning.mastheads import agency_name, is_masthead, name_of_record
from corpus.cleaning.printed_dates import parse_date
from corpus.dates import PartialDate
from corpus.spans import Span

FIRST_LINES = 24  # lines from the top among which the first paragraph begins
LONGEST_DATELINE = 250  # characters, a byline before it included
LONGEST_OUTLET = 40  # characters of the name in brackets
LONGEST_INITIALS = 5  # of an outlet: longer, "(OFFICIAL)", it is a remark
BODY_LINES = 2  # paragraphs of which one begins with it: a summary can stand first

_TITLE = re.compile(r"[A-Z][\w.'’&-]*(?: (?:(?:of|and|the) )?[A-Z][\w.'’&-]*){0,3}")
_UPPER = "A-ZÀ-ÖØ-Þ"
_SPACE = r"\s{1,4}"
_PLACE = rf"[{_UPPER}][{_UPPER}'’.-]+(?:(?:\s{{1,2}}|/)[{_UPPER}][{_UPPER}'’.-]*){{0,4}}"
_MIXED = rf"[{_UPPER}][\w'’-]+(?: [{_UPPER}][\w'’-]+){{0,3}}"
_REGION = rf"(?:,\s?[{_UPPER}][\w.]*(?: [{_UPPER}][\w.]*){{0,2}}){{0,2}}?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = (
    rf"(?P<day>(?i:{_MONTH}\.?\s\d{{1,2}}(?:, \d{{4}})?|\d{{1,2}}\s{_MONTH}\.?(?: \d{{4}})?))(?!\w)"
)
_NAME = rf"\s{{0,4}}\((?P<name>[^()\n]{{2,{LONGEST_OUTLET}}})\)"
_DASH = r"(?P<dash>\s{0,4}[-–—]{1,3}\s{0,4}|\s?:\s{1,4})"
_FORMS = [
    re.compile(r"(?:[-–—*] )?" + form)
    for form in (
        rf"(?P<place>{_PLACE}{_REGION})(?:,?{_SPACE}{_DAY})?{_NAME}{_DASH}?",
        rf"(?P<place>{_PLACE}{_REGION}),{_SPACE}{_DAY}{_DASH}",
        rf"(?P<place>{_MIXED}{_REGION})(?:,?{_SPACE}{_DAY})?{_NAME}{_DASH}?",
        rf"{_DAY}{_NAME}{_DASH}",
        rf"(?P<loose>[{_UPPER}]{{2}}[^()\n]{{1,70}}?){_NAME}{_DASH}",
        rf"{_NAME}{_DASH}?",
    )
]
_RUN_IN_BYLINE = re.compile(
    rf"[Bb]y\s{{1,4}}(?P<people>[^()\n]{{3,90}}?)\s{{1,4}}(?={_PLACE}[,\s/(])"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says; ``authors`` where a byline runs into it."""

    place: str | None = None
    day: PartialDate | None = None
    outlet: str | None = None
    agency: str | None = None
    authors: tuple[str, ...] = ()


@lru_cache(maxsize=2)  # several questions are asked of the same text
def dateline(text: str) -> Finding[Dateline] | None:
    """The dateline with which the first paragraph begins.

    >>> found = dateline("BUSAN, May 3 (Korea Bizwire)The mayor of the port said so.")
    >>> found.value.outlet, str(found.value.day), found.spans
    ('Korea Bizwire', '--05-03', (Span(start=0, end=28),))
    """
    body = 0
    for line in lines(text)[:FIRST_LINES]:
        found = _dateline(text, line)
        body += is_body(line)
        if found is not None or body == BODY_LINES:
            return found
    return None


def _dateline(text: str, line: Line) -> Finding[Dateline] | None:
    """The dateline at the beginning of one line, when something follows it."""
    printed = text[line.start : min(line.end, line.start + LONGEST_DATELINE)]
    run_in = _RUN_IN_BYLINE.match(printed)
    people = read_people(run_in["people"]) if run_in else None
    for form in _FORMS:
        match = form.match(printed, run_in.end() if run_in and people else 0)
        if match is None or line.start + match.end() >= line.end:
            continue
        value = _meaning(match.groupdict())
        if value is not None:
            value = replace(value, authors=people.names) if people else value
            return Finding(value, "dateline", (Span(line.start, line.start + match.end()),))
    return None


def _meaning(part: dict[str, str | None]) -> Dateline | None:
    """What the parts of a dateline say; ``None`` where they only look like one."""
    place, printed, dash = part.get("place"), part.get("name"), part.get("dash")
    day = parse_date(part.get("day") or "", english=True)
    if printed is None:
        return Dateline(place, day) if day else None
    name = " ".join(printed.split())
    upper = place.split(",")[0].isupper() if place else day is not None
    if place and not (upper or day or dash):
        return None  # "Lund (Reuters)": a person with an employer
    if place and dash and (in_brackets := parse_date(name, english=True)):
        return Dateline(place, in_brackets)
    if agency := agency_name(name):
        return Dateline(place or part.get("loose"), day, agency=agency)
    listed = (name_of_record(name) or is_masthead(name)) and (place or dash)
    certain = day is not None or (dash is not None and ":" not in dash)
    if listed or (upper and certain and _is_outlet(name) and not _is_short_for(place, name)):
        return None if part.get("loose") else Dateline(place, day, outlet=name)
    return None


def _is_outlet(name: str) -> bool:
    """Whether every word of a name is capitalised, as an outlet's are; one in capitals is short."""
    return bool(_TITLE.fullmatch(name)) and (len(name) <= LONGEST_INITIALS or not name.isupper())


def _is_short_for(place: str | None, name: str) -> bool:
    """Whether the place is no place but the initials of the words in the brackets: NATO."""
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return place is not None and place.replace(".", "").strip() == initials
