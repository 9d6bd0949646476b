"""What a text says about itself, as news prints it: everything that ``prepare`` falls back on.

Each field has its own small functions, in ``headlines``, ``bylines``, ``datelines`` and
``credits``; here they are asked in the order of how far they can be trusted. Unknown is unknown.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from corpus.cleaning.bylines import (
    byline,
    byline_agency,
    byline_outlet,
    credit_lines,
    modified,
    published,
)
from corpus.cleaning.credits import agency_credit, copyright_holder, newsletter_outlet
from corpus.cleaning.datelines import Dateline, dateline
from corpus.cleaning.finding import Finding, Value
from corpus.cleaning.headlines import (
    HEAD_LINES,
    headline,
    headline_lines,
    headline_outlet,
    masthead,
)
from corpus.cleaning.lines import Line, lines
from corpus.cleaning.mastheads import LONGEST_NAME, agency_name, outlet_at, outlet_name
from corpus.dates import PartialDate
from corpus.english.word_classes import word_set
from corpus.spans import Span

LANGUAGE_SAMPLE = 1500  # characters from the beginning that show a text's language
FEWEST_WORDS = 40  # of the sample, from which its function words show anything
ENGLISH_SHARE = 0.12  # of English news words are these; of other languages' below 0.05
_ENGLISH = word_set("the and of to that was with for said from this which have were")
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Printed:
    """The metadata that a text prints, each with how it was found; ``None`` where it does not.

    ``spans`` are the lines that have given their value, or repeat one that is known, with the
    name of what they are: the article can do without them.
    """

    title: Finding[str] | None
    outlet: Finding[str] | None
    authors: Finding[tuple[str, ...]] | None
    agency: Finding[str] | None
    published: Finding[PartialDate] | None
    modified: Finding[PartialDate] | None
    spans: tuple[tuple[Span, str], ...]


def read_metadata(text: str, *, title: str | None = None, url: str | None = None) -> Printed:
    r"""The metadata printed in a text; ``title`` and ``url`` are what is known of it already.

    >>> printed = read_metadata("Bridge shut\n\nBy Ada Orr\n\nIt is shut for a week.\n\n(Yonhap)")
    >>> printed.title.value, printed.authors.value, printed.agency.value
    ('Bridge shut', ('Ada Orr',), 'Yonhap')
    """
    found_title = headline(text) if title is None else None
    dated = dateline(text)
    return Printed(
        title=found_title,
        outlet=printed_outlet(text, url),
        authors=byline(text) or _in(dated, lambda line: line.authors or None),
        agency=printed_agency(text),
        published=published(text) or _in(dated, lambda line: line.day),
        modified=modified(text),
        spans=tuple(_spent(text, title, found_title)),
    )


def printed_outlet(text: str, url: str | None = None) -> Finding[str] | None:
    """The outlet, from the surest evidence to the weakest: who claims the rights, then the
    masthead, the address, the headline's tail, the byline, the dateline and a newsletter's name.

    An agency in the dateline is the outlet only where nothing else is: others print its texts.

    >>> found = printed_outlet("BUSAN, May 3 (Korea Bizwire)The mayor of the port said so.")
    >>> found.value, found.how
    ('The Korea Bizwire', 'dateline, name of record')
    """
    rights, dated = copyright_holder(text), dateline(text)
    if rights is not None and agency_name(rights.value):
        rights = None
    found = (
        rights
        or masthead(text)
        or address_outlet(url)
        or headline_outlet(text)
        or byline_outlet(text)
        or _in(dated, lambda line: line.outlet)
        or newsletter_outlet(text)
        or _in(dated, lambda line: line.agency)
    )
    return of_record(found) if found else None


def printed_agency(text: str) -> Finding[str] | None:
    """The agency that the text came from: credited, in the dateline or byline, or the owner."""
    rights = copyright_holder(text)
    owner = agency_name(rights.value) if rights else None
    return (
        agency_credit(text)
        or _in(dateline(text), lambda line: line.agency)
        or byline_agency(text)
        or (Finding(owner, rights.how, rights.spans) if rights and owner else None)
    )


def of_record(found: Finding[str]) -> Finding[str]:
    """An outlet by its name of record; how it was found tells when it is printed shorter.

    >>> of_record(Finding("https://www.argus.example/", "og:site_name")).value
    'argus.example'
    """
    host = _host(found.value) if "://" in found.value else ""
    name = outlet_at(host) or host.removeprefix("www.") or outlet_name(found.value)
    longer = name.casefold() != found.value.casefold()
    return Finding(name, f"{found.how}, name of record" if longer else found.how, found.spans)


def address_outlet(url: str | None) -> Finding[str] | None:
    """The outlet at whose address the article stands, if it is a well-known one.

    >>> address_outlet("https://www.koreaherald.com/view.php?ud=1").value
    'The Korea Herald'
    """
    outlet = outlet_at(_host(url or ""))
    return Finding(outlet, "address") if outlet else None


def _host(url: str) -> str:
    """The host name in an address; empty where there is none."""
    try:
        return urlsplit(url.strip()).hostname or ""
    except ValueError:
        return ""


def language_of(text: str) -> Finding[str] | None:
    """English, where its commonest words make up enough of the text; nothing else is certain.

    >>> language_of("The mayor said that the bridge was shut and that it is not safe. " * 5).value
    'en'
    """
    words = _WORD.findall(text[:LANGUAGE_SAMPLE])
    english = sum(map(_ENGLISH.__contains__, map(str.lower, words)))
    if len(words) < FEWEST_WORDS or english < ENGLISH_SHARE * len(words):
        return None
    return Finding("en", "commonest words")


def _in(
    found: Finding[Dateline] | None, part: Callable[[Dateline], Value | None]
) -> Finding[Value] | None:
    """One part of what a dateline says."""
    value = part(found.value) if found else None
    return Finding(value, found.how, found.spans) if found and value is not None else None


def _spent(text: str, title: str | None, found: Finding[str] | None) -> Iterator[tuple[Span, str]]:
    """The lines that have given their value, or print again what is known."""
    for credit in credit_lines(text):
        yield credit.span, "byline" if credit.authors or credit.agency else "date_line"
    if dated := dateline(text):
        yield from ((span, "dateline") for span in dated.spans)
    if name := masthead(text):
        outlet = outlet_name(name.value)
        yield from ((line.span, "masthead") for line in _lines_saying(text, outlet))
    spans = found.spans if found else headline_lines(text, title) if title else ()
    yield from ((span, "headline") for span in spans)


def _lines_saying(text: str, outlet: str) -> Iterator[Line]:
    """The first lines that say an outlet's name and nothing else."""
    for line in lines(text)[:HEAD_LINES]:
        if len(line.words) <= LONGEST_NAME and outlet_name(line.words) == outlet:
            yield line
