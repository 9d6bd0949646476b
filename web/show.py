"""What every view is made of: text, dates, links and buttons as HTML.

Text from articles is untrusted. It is sliced first and escaped then, by ``shown``, and becomes
nothing but text: no HTML, no Markdown, no path. Addresses become links only when they are http.
"""

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import quote, urlsplit

from web.address import Address
from whosaid import PartialDate, Source

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_FRAGMENT_WORDS = 6  # at either end of a passage: enough to be the only place in an article


def shown(text: str) -> str:
    """Text as HTML that shows it, for element content and for quoted attributes.

    Control characters, and those that reorder text, are replaced by a mark.

    >>> shown('<b>"R&D"</b>')
    '&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt;'
    """
    return escape(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", text))


def counted(number: int, noun: str, nouns: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "article"), counted(1200, "copy", "copies")
    ('1 article', '1,200 copies')
    """
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def extent(articles: int, outlets: int) -> str:
    """How many articles there are, and from how many outlets where any is known.

    >>> extent(12, 3), extent(1, 0)
    ('12 articles from 3 outlets', '1 article')
    """
    whole = counted(articles, "article")
    return f"{whole} from {counted(outlets, 'outlet')}" if outlets else whole


def reader_date(day: PartialDate | None) -> str:
    """A date as a reader writes it, no more precise than it is known.

    >>> reader_date(PartialDate(2023, 10, 13, 16, 27)), reader_date(PartialDate(None, 10, 12))
    ('13 October 2023, 16:27', '12 October, year unknown')
    >>> reader_date(PartialDate(2023, 10, 16, 11, 2, 0)), reader_date(PartialDate(2023, 10))
    ('16 October 2023, 11:02 UTC', 'October 2023')
    """
    if day is None:
        return "undated"
    words = day.day_in_words()
    if day.year is None or day.hour is None or day.minute is None:
        return words
    return f"{words}, {day.hour:02d}:{day.minute:02d}{_zone(day.utc_offset)}"


def text_fragment(passage: str) -> str:
    """The end of a link that has the browser jump to a passage and mark it.

    Both ends of it are named, as https://wicg.github.io/scroll-to-text-fragment/ has it; the
    browser finds what stands between them.

    >>> text_fragment("A well-known bridge")
    '#:~:text=A%20well%2Dknown%20bridge'
    >>> text_fragment("one two three four five six seven. 8 9 10, 11 12 13 14")
    '#:~:text=one%20two%20three%20four%20five%20six,9%2010%2C%2011%2012%2013%2014'
    """
    paragraphs = [line.split() for line in passage.splitlines() if line.strip()]
    if not paragraphs:
        return ""
    ends = [paragraphs[0][:_FRAGMENT_WORDS], paragraphs[-1][-_FRAGMENT_WORDS:]]
    if len(paragraphs) == 1 and len(paragraphs[0]) <= 2 * _FRAGMENT_WORDS:
        ends = [paragraphs[0]]
    written = (quote(" ".join(words), safe="").replace("-", "%2D") for words in ends)
    return "#:~:text=" + ",".join(written)


def original_link(url: str | None, passage: str = "") -> str:
    """A link to a passage where it was published; nothing unless the address is http or https.

    >>> original_link("javascript:alert(1)")
    ''
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    place = (url or "").partition("#")[0] + text_fragment(passage) if passage else url or ""
    return (
        f'<a class="quiet" href="{shown(place)}" target="_blank" rel="noopener noreferrer">'
        'Original<span class="unseen"> (opens in a new tab)</span></a>'
    )


def byline(source: Source) -> str:
    """Outlet, authors and date of an article, as one line."""
    facts = [shown(source.outlet or "outlet unknown"), *map(shown, source.authors), dated(source)]
    return '<p class="byline">' + " · ".join(facts) + "</p>"


def dated(source: Source) -> str:
    """When an article was published, for people and for machines."""
    day = reader_date(source.published)
    return f'<time datetime="{source.published}">{day}</time>' if source.published else day


def link(address: Address, words: str, kind: str = "visit", style: str = "") -> str:
    """A link within the page: to another view, or with ``open`` to an article beside this one."""
    styled = f' class="{style}"' if style else ""
    return f'<a{styled} data-go="{kind}" href="{shown(str(address))}">{shown(words)}</a>'


def speaker_link(name: str) -> str:
    """A speaker's name, leading to what the archive has of them."""
    return link(Address(view="people", speaker=name), name)


def copier(address: Address) -> str:
    """A button that copies the address of a view."""
    copied = shown(str(address))
    return f'<button type="button" class="button" data-copy="{copied}">Copy link</button>'


def notes(sentences: Iterable[str]) -> str:
    """Sentences about what is shown."""
    return "".join(f'<p class="note">{shown(sentence)}</p>' for sentence in sentences)


def problem(sentence: str) -> str:
    """An error as a sentence on the page."""
    return f'<p class="problem" role="alert">{shown(sentence)}</p>'


def nothing(title: str, sentence: str) -> str:
    """That there is nothing, and why."""
    return f'<div class="no-answer"><h2>{shown(title)}</h2><p>{shown(sentence)}</p></div>'


def placed(content: str, turn: str) -> str:
    """Content with the number of the visit that asked for it, so that the last one wins."""
    return f'<div data-turn="{shown(turn)}">{content}</div>'


def _zone(minutes: int | None) -> str:
    if minutes is None:
        return ""
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return " UTC" + (f"{sign}{hours}" + (f":{rest:02d}" if rest else "") if minutes else "")
