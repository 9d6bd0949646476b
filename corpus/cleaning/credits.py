"""Rights and credits: the lines that name the outlet or the agency that an article came from.

For each kind there are two functions: one that gives the spans of the lines, for cleaning, and one
that gives the name that stands in them.
"""

import re
from itertools import takewhile

from corpus.cleaning.clutter import newsletter_lines
from corpus.cleaning.finding import Finding
from corpus.cleaning.lines import LONGEST_LINE, Line, is_body, line_form, lines, whole_lines
from corpus.cleaning.mastheads import LONGEST_NAME, agency_name, is_masthead
from corpus.spans import Span

LONGEST_CREDITS = 2000  # characters of "(Reporting by ...; Editing by ...)"
MOST_CREDITS = 5  # such brackets one after the other

_YEARS = r"(?:19|20)\d\d(?:\s?[-–]\s?\d{2,4})?"
_SIGN = r"(?:©|ⓒ|\(c\))"
_RIGHTS = r"(?:\b(?:all|some) rights (?:are )?reserved\b|무단)"
_COPYRIGHT = line_form(
    rf"[<\[(]?(?:copyright|저작권자)\s?(?:{_SIGN}|by\b|{_YEARS}|:).{{0,350}}",
    r"[<\[(]?[©ⓒ].{0,350}",
    rf"\(c\)\s?{_YEARS}.{{0,350}}",
    rf"copyright .{{1,80}} {_YEARS}\b.{{0,80}}",
    rf"[^.!?\"“”]{{1,80}} {_SIGN}(?:\s?{_YEARS})?\W?",
    rf"(?:.{{0,120}}[.,;|)\d©ⓒ]\s?)?{_RIGHTS}.{{0,200}}",
    r"(?:this (?:material|article|content)|no part of|reproduction|unauthori[sz]ed)\b.{0,150}"
    r"\b(?:may not be|without|prohibited|forbidden)\b.{0,200}"
    r"(?:permission|prohibited|forbidden|consent)\b.{0,60}",
)
_SIGNS = (
    *("©", "ⓒ", "(c)", "copyright", "rights reserved", "permission", "prohibited", "forbidden"),
    *("저작권", "무단"),
)
_CLAIM = re.compile(  # what stands before the name in a copyright line
    rf"(?:[<\[(\s]|copyright(?:ed)?\b|저작권자|{_SIGN}|©|ⓒ|{_YEARS}|:|,|\bby\b|-)+", re.IGNORECASE
)
_NAME_ENDS = re.compile(
    rf"\s*(?:\(|\[|<|\||©|ⓒ|,|;|:|/ | - | – |\. |\.$|$|{_YEARS}|\ball rights\b|\bor its\b|"
    r"\band/or\b|\bInc\b|\bLtd\b|\bLimited\b|\bLLC\b|\bCo\b\.?|\bCorp\b|\bL\.P\b|\bGmbH\b)",
    re.IGNORECASE,
)
_PHOTO_AGENCIES = {"getty images", "getty", "shutterstock", "istock", "alamy", "epa", "imago"}


def copyright_lines(text: str) -> list[Span]:
    """Lines that claim the rights in the article."""
    small = text.lower()
    if not any(sign in small for sign in _SIGNS):
        return []
    return whole_lines(text, _COPYRIGHT, speech=False)


def copyright_holder(text: str) -> Finding[str] | None:
    """The name in the last line that claims the rights; an outlet, or the agency of the text.

    >>> copyright_holder("© The Ellan Gazette (gazette.example). All rights reserved.").value
    'The Ellan Gazette'
    """
    for span in reversed(copyright_lines(text)):
        words = " ".join(span.of(text).split())
        name = _holder(words)
        sure = re.search(f"{_YEARS}|{_RIGHTS}|www\\.", words, re.IGNORECASE)
        if name and (sure or is_masthead(name) or agency_name(name)):
            return Finding(name, "copyright line", (span,))
    return None


def _holder(words: str) -> str | None:
    """Who claims the rights: the first name after the sign, or the words before it."""
    claim = _CLAIM.match(words)
    rest = words[claim.end() :] if claim else words
    end = _NAME_ENDS.search(rest)
    name = rest[: end.start() if end else None].strip(" .'‘’\"“”")
    named = name[:1].isalpha() and not name[:1].islower()
    known = named and name.casefold() not in _PHOTO_AGENCIES
    return name if known and 2 < len(name) <= LONGEST_NAME else None


_LATEST_FROM = re.compile(
    r"(?i:get|receive) (?i:the latest)(?i: news| updates| stories)? (?i:from) "
    r"((?:[A-Z0-9][\w.&'’-]*|of|and|the)(?: (?:[A-Z0-9][\w.&'’-]*|of|and|the)){0,4})(?=[.!,:]|$| -)"
)
_NEWSLETTER_OF = re.compile(
    r"(?i:subscribe to|sign[ -]?up for|get|receive) (?i:our )?(.{3,50}?)(?:['’]s)? "
    r"(?i:e-?mail |daily |weekly |free |morning )*(?i:newsletters?)\b"
)


def newsletter_outlet(text: str) -> Finding[str] | None:
    """The outlet whose newsletter a line offers: weaker than a masthead, better than nothing.

    >>> newsletter_outlet("Get the latest from UNA News. Here is our newsletter").value
    'UNA News'
    """
    for span in newsletter_lines(text):
        words = " ".join(span.of(text).split())
        latest, offered = _LATEST_FROM.search(words), _NEWSLETTER_OF.search(words)
        if latest:
            return Finding(latest[1], "newsletter line", (span,))
        if offered and is_masthead(offered[1]):
            return Finding(offered[1], "newsletter line", (span,))
    return None


_CREDIT_SHELL = re.compile(r"[(\[（<]\s?(.{2,60}?)\s?[)\]）>]|[-–—]{1,2}\s?(.{2,60})|(.{2,60})")
_CREDIT_LABEL = re.compile(r"(?:source|agency|via|from)\s?:?\s+", re.IGNORECASE)
_WIRES = line_form(
    r"[(\[]?with (?:additional |further )?(?:inputs?|reporting|files|material|agencies)"
    r"(?: (?:from|by) .{1,80})?[)\]]?\W?",
    r"with \w{1,20} wires",
    r"(?:from )?(?:staff|wire|staff and wire|wire and staff) reports",
)


def agency_credits(text: str) -> list[Span]:
    """Lines that only name the news agency that the article came from, such as "(Yonhap)".

    They stand above the article or below it; one between its paragraphs credits a picture.
    """
    outer = [line.span for line in _outside(lines(text)) if credited_agency(line.words)]
    return outer + whole_lines(text, _WIRES)


def agency_credit(text: str) -> Finding[str] | None:
    r"""The agency that a line of its own credits, above the article or below it.

    >>> agency_credit("It is shut.\n\n(Yonhap)").value
    'Yonhap'
    """
    for span in agency_credits(text):
        agency = credited_agency(" ".join(span.of(text).split()))
        if agency:
            return Finding(agency, "agency credit", (span,))
    return None


def _outside(all_lines: tuple[Line, ...]) -> list[Line]:
    """The lines below the last paragraph, the last first, and those above the first."""
    above = list(takewhile(lambda line: not is_body(line), all_lines))
    below = takewhile(lambda line: not is_body(line), reversed(all_lines[len(above) :]))
    return [*below, *above]


def credited_agency(words: str) -> str | None:
    """The agency that a line credits, when it says nothing else.

    >>> credited_agency("(Yonhap)"), credited_agency("SOURCE: Reuters"), credited_agency("(END)")
    ('Yonhap', 'Reuters', None)
    """
    match = _CREDIT_SHELL.fullmatch(words) if len(words) <= 70 else None
    if match is None:
        return None
    return agency_name(_CREDIT_LABEL.sub("", match[match.lastindex or 0], count=1))


_WORK = r"(?:report|writ|edit|compil|translat|poll|graphic|photograph|research|produc)\w{0,8}"
_CREDITS = re.compile(rf"(?:\w{{4,10}} )?{_WORK}(?:(?:,| and) {_WORK})? by\b", re.IGNORECASE)
_CREDITS_LINE = re.compile(
    rf"{_CREDITS.pattern} .{{2,300}}\b(?:editing|edited|writing|written) by\b.{{2,200}}",
    re.IGNORECASE,
)
_HELPERS_LINE = re.compile(
    r"[A-Z][\w.'’-]{0,30}(?: [\w.'’,-]{1,30}){1,14} contributed"
    r" (?:reporting|to this (?:report|story|article))\b.{0,60}"
)
_CONTRIBUTING = re.compile(r"(?:[−–-] )?(?:[Cc]ontributing|CONTRIBUTING): [A-Z].{2,200}")


def reporting_credits(text: str) -> list[Span]:
    """Who reported, wrote and edited, as agencies print it: "(Reporting by ...; Editing by ...)".

    >>> text = "It is shut. (Reporting by Ada Orr; Editing by Bo Lund)"
    >>> reporting_credits(text)[0].of(text)
    '(Reporting by Ada Orr; Editing by Bo Lund)'
    """
    found = []
    for line in lines(text):
        found += _closing_credits(text, line.span)
        if len(line.words) <= LONGEST_LINE and _is_credits(line.words):
            found.append(line.span)
    return found


def _is_credits(words: str) -> bool:
    """Whether a line without brackets only says who reported, edited or helped."""
    if _CREDITS.match(words) and _CREDITS_LINE.fullmatch(words):
        return True
    if " contributed " in words and _HELPERS_LINE.fullmatch(words):
        return True
    return _CONTRIBUTING.fullmatch(words) is not None


def _closing_credits(text: str, line: Span) -> list[Span]:
    """The bracketed credits that a line ends with, one after the other."""
    found: list[Span] = []
    end = line.end
    while end > line.start and text[end - 1] in ")." and len(found) < MOST_CREDITS:
        closing = end - 1 if text[end - 1] == ")" else end - 2
        start = _opening(text, closing, max(line.start, closing - LONGEST_CREDITS))
        if start is None or not _are_credits(text, start, line.start):
            break
        found.append(Span(start, end))
        end = line.start + len(text[line.start : start].rstrip())
    return found


def _are_credits(text: str, start: int, first: int) -> bool:
    """Whether brackets hold credits, and not what a sentence says of a play or a picture."""
    if not _CREDITS.match(text, start + 1):
        return False
    before = text[max(first, start - 10) : start].rstrip()
    return text[start + 1].isupper() or before.endswith((".", "!", "?", '"', "”")) or not before


def _opening(text: str, closing: int, first: int) -> int | None:
    """Where the bracket that closes at ``closing`` opens, if it does from ``first`` on."""
    if text[closing] != ")":
        return None
    depth = 0
    for at in range(closing, first - 1, -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if depth == 0:
            return at
    return None
