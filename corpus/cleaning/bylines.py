"""Bylines and the lines that say when an article was published: who, and when.

They stand on lines of their own, above the article or below it, sometimes several on one line:
"By Ada Orr | Published: Oct. 13, 2023 16:27 | Updated: ...". A line counts only if every part of
it is understood, so that no name is ever taken out of running text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.cleaning.authors import read_people
from corpus.cleaning.finding import Finding
from corpus.cleaning.lines import Line, is_body, lines
from corpus.cleaning.mastheads import agency_name, is_masthead
from corpus.cleaning.printed_dates import LONGEST_DATE, parse_date
from corpus.dates import PartialDate
from corpus.spans import Span

HEAD_LINES = 16  # lines from the top, and
BODY_LINES = 2  # so many paragraphs, within which a byline can stand: a caption or summary first
TAIL_LINES = 6  # lines at the end among which one can stand
LONGEST_CREDIT = 200  # characters of such a line
LONGEST_LABEL = 30  # characters of "Published" or "By" alone, and
LONGEST_ROLE = 100  # of a name with a role but without "By"
NOWHERE = Span(0, 0)

_PUBLISHED = (
    r"(?:first )?published(?: date)?|publish date|date published|publication date|pub ?date|"
    r"posted|issued|uploaded|created|date|release date|input|입력|기사입력|등록|승인|publi[ée]e?|"
    r"veröffentlicht|publicado|pubblicato|опубликовано"
)
_MODIFIED = (
    r"(?:last |latest )?(?:updated?|modified|revised|edited)(?: date)?|date (?:modified|updated)|"
    r"수정|최종수정|aktualisiert|mise? à jour|actualizado|aggiornato|обновлено"
)
_LABEL = re.compile(
    rf"(?:(?P<published>{_PUBLISHED})|(?P<modified>{_MODIFIED}))(?![\w’'-])"
    r"(?:\s?(?:on|at|am|le|el|il)\b)?\s?[:\[–-]{0,2}\s*",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(rf"(?:by|{_PUBLISHED}|{_MODIFIED})\s?:?", re.IGNORECASE)
_PARTS = re.compile(
    r"\s?[|•·]\s?|\s[/–—]\s"
    r"|[,;]?(?<!last)(?<!first)\s(?=(?:last |first )?(?:published|updated|posted|modified)\b)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_READING_TIME = re.compile(r"\d{1,2}[ -]min(?:ute)?s?[ -](?:read|listen)", re.IGNORECASE)
_BY = re.compile(
    r"(?:(?:words|story|text|report|reported|written|article|posted|published) )?by\b\s?:?\s+",
    re.IGNORECASE,
)
_PLACE_AFTER = re.compile(r" [-–—] [A-Z][\w ,.]{1,40}$")
_BEFORE_DATE = re.compile(r"[,\s]+(?:on |-+ |– )?(?=[\d(]|[A-Z][a-z]{2})")


@dataclass(frozen=True, slots=True)
class CreditLine:
    """What a line of credits says: people, an agency, an outlet and dates, as far as it does.

    ``labelled`` tells whether the dates have a word before them that says what they are.
    """

    span: Span = NOWHERE
    authors: tuple[str, ...] = ()
    agency: str | None = None
    outlet: str | None = None
    published: PartialDate | None = None
    modified: PartialDate | None = None
    labelled: bool = False


def byline(text: str) -> Finding[tuple[str, ...]] | None:
    r"""The people that a byline names.

    >>> byline("Bridge shut\nBy Ada Orr and Bo Lund, Staff Writers\nIt is shut.").value
    ('Ada Orr', 'Bo Lund')
    """
    for line in credit_lines(text):
        if line.authors:
            return Finding(line.authors, "byline", (line.span,))
    return None


def byline_agency(text: str) -> Finding[str] | None:
    """The agency that a byline names, instead of a person or after one."""
    for line in credit_lines(text):
        if line.agency:
            return Finding(line.agency, "byline", (line.span,))
    return None


def byline_outlet(text: str) -> Finding[str] | None:
    """The outlet that stands beside the people or the date."""
    for line in credit_lines(text):
        if line.outlet:
            return Finding(line.outlet, "byline" if line.authors else "date line", (line.span,))
    return None


def published(text: str) -> Finding[PartialDate] | None:
    r"""The date that a line says the article was published, or that stands alone above it.

    >>> str(published("Bridge shut\nPublished : Oct. 13, 2023 - 16:27\nIt is shut.").value)
    '2023-10-13T16:27'
    """
    for line in credit_lines(text):
        if line.published:
            how = "published line" if line.labelled else "date line"
            return Finding(line.published, how, (line.span,))
    return None


def modified(text: str) -> Finding[PartialDate] | None:
    """The date that a line says the article was last changed."""
    for line in credit_lines(text):
        if line.modified:
            return Finding(line.modified, "updated line", (line.span,))
    return None


@lru_cache(maxsize=2)  # five questions are asked of the same text
def credit_lines(text: str) -> tuple[CreditLine, ...]:
    """The lines above and below the article that only say who wrote it, and when.

    A date alone counts only above the article, and not where there are several: those are the
    headings of a chronicle.
    """
    head, tail = _outer_lines(text)
    above, below = list(_read(head)), list(_read(tail))
    alone = {line.published for line in above if _is_date_alone(line)}
    if len(alone) > 1:
        above = [line for line in above if not _is_date_alone(line)]
    return (*above, *(line for line in below if not _is_date_alone(line)))


def _read(some: list[Line]) -> Iterator[CreditLine]:
    """The lines of credits among some lines; a label alone, such as "By", goes with the next."""
    label: Line | None = None
    for line in some:
        words = line.words.strip("#*•· ")
        if label is not None:
            credit = _credit_line(Span(label.start, line.end), f"{label.words} {words}")
            if credit is not None:
                yield credit
                label = None
                continue
        label = line if _LABEL_ALONE.fullmatch(words) else None
        if len(words) <= LONGEST_CREDIT and _could_be_credit(words):
            credit = _credit_line(line.span, words)
            if credit is not None:
                yield credit


def _is_date_alone(line: CreditLine) -> bool:
    return not (line.labelled or line.authors or line.agency)


def _could_be_credit(words: str) -> bool:
    """Whether a line has anything that credits have: a quick look before the long one."""
    small = words.lower()
    short = len(words) <= LONGEST_LABEL or (len(words) <= LONGEST_ROLE and ", " in words)
    return short or small.startswith("by ") or " by " in small or bool(_DIGIT.search(words))


def _outer_lines(text: str) -> tuple[list[Line], list[Line]]:
    """The first lines, up to the second paragraph, and the last."""
    all_lines, body, head = lines(text), 0, 0
    for line in all_lines[:HEAD_LINES]:
        body += is_body(line)
        if body == BODY_LINES:
            break
        head += 1
    return list(all_lines[:head]), list(all_lines[max(head, len(all_lines) - TAIL_LINES) :])


def _credit_line(span: Span, words: str) -> CreditLine | None:
    """What the line says, if all of it is credits; bars can part them, or stand in a date."""
    parts = [part.strip() for part in _PARTS.split(words)]
    said = _joined([_part(part) for part in parts if part])
    if said is None and len(parts) > 1:
        said = _part(words)
    if said is None or not (said.authors or said.agency or said.published or said.modified):
        return None
    return replace(said, span=span)


def _joined(parts: list[CreditLine | None]) -> CreditLine | None:
    """What the parts say together; ``None`` if one of them is no credit, or two disagree."""
    known = [part for part in parts if part is not None]
    if len(known) < len(parts) or len({part.published for part in known if part.published}) > 1:
        return None
    return CreditLine(
        authors=next((part.authors for part in known if part.authors), ()),
        agency=next((part.agency for part in known if part.agency), None),
        outlet=next((part.outlet for part in known if part.outlet), None),
        published=next((part.published for part in known if part.published), None),
        modified=next((part.modified for part in known if part.modified), None),
        labelled=any(part.labelled for part in known),
    )


def _part(part: str) -> CreditLine | None:
    """What one part of a line of credits says; ``None`` if it is none."""
    if _READING_TIME.fullmatch(part):
        return CreditLine()
    if by := _BY.match(part):
        return _people_and_date(part[by.end() :])
    if label := _LABEL.match(part):
        printed = part[label.end() :]
        date = parse_date(printed) or parse_date(_PLACE_AFTER.sub("", printed), english=True)
        return _dated(date, label.lastgroup == "modified") if date else None
    if is_masthead(part) and not agency_name(part):
        return CreditLine(outlet=part)
    date = None if part.isdigit() or len(part) > LONGEST_DATE else parse_date(part, english=True)
    if date is not None and date.year and date.day:
        return CreditLine(published=date)
    return _people(part, needs_role=True)


def _dated(date: PartialDate, modified: bool) -> CreditLine:
    if modified:
        return CreditLine(modified=date, labelled=True)
    return CreditLine(published=date, labelled=True)


def _people_and_date(printed: str) -> CreditLine | None:
    """The people after "By", and the date after them if there is one."""
    for gap in _BEFORE_DATE.finditer(printed):
        date = parse_date(printed[gap.end() :], english=True)
        if date is not None and date.day is not None:
            people = _people(printed[: gap.start()])
            return replace(people, published=date) if people else None
    return _people(printed)


def _people(printed: str, *, needs_role: bool = False) -> CreditLine | None:
    people = read_people(printed, needs_role=needs_role)
    if people is None:
        return None
    return CreditLine(authors=people.names, agency=people.agency, outlet=people.outlet)
