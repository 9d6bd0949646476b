"""What the page shows: records in, HTML out.

Text from articles is untrusted. It is sliced first and escaped then, by ``shown``, and becomes
nothing but text: no HTML, no Markdown, no path. Addresses become links only when they are http.
"""

import re
import shlex
from calendar import month_name
from collections.abc import Sequence
from html import escape
from urllib.parse import urlsplit

from web.address import Address
from whosaid import Answer, FoundPassage, PartialDate, Source, Span

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_MONTHS = tuple(month_name)  # in English: nothing here sets a locale


def shown(text: str) -> str:
    """Text as HTML that shows it, for element content and for quoted attributes.

    Control characters, and those that reorder text, are replaced by a mark.

    >>> shown('<b>"R&D"</b>')
    '&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt;'
    """
    return escape(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", text))


def reader_date(day: PartialDate | None) -> str:
    """A date as a reader writes it, no more precise than it is known.

    >>> reader_date(PartialDate(2023, 10, 13, 16, 27)), reader_date(PartialDate(None, 10, 12))
    ('13 October 2023, 16:27', '12 October, year unknown')
    >>> reader_date(PartialDate(2023, 10, 16, 11, 2, 0)), reader_date(PartialDate(2023, 10))
    ('16 October 2023, 11:02 UTC', 'October 2023')
    """
    if day is None:
        return "undated"
    month = _MONTHS[day.month] if day.month else ""
    words = " ".join(str(part) for part in (day.day, month, day.year) if part)
    if day.year is None:
        return f"{words}, year unknown"
    if day.hour is None or day.minute is None:
        return words
    return f"{words}, {day.hour:02d}:{day.minute:02d}{_zone(day.utc_offset)}"


def original_link(url: str | None, words: str = "Original") -> str:
    """A link to the article where it was published; nothing unless the address is http or https.

    >>> original_link("javascript:alert(1)")
    ''
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    return (
        f'<a class="quiet" href="{shown(url or "")}" target="_blank" rel="noopener noreferrer">'
        f'{shown(words)}<span class="unseen"> (opens in a new tab)</span></a>'
    )


def byline(source: Source) -> str:
    """Outlet, authors and date of an article, as one line."""
    facts = [shown(source.outlet or "outlet unknown"), *map(shown, source.authors)]
    day = reader_date(source.published)
    if source.published is None:
        facts.append(day)
    else:
        facts.append(f'<time datetime="{source.published}">{day}</time>')
    return '<p class="byline">' + " · ".join(facts) + "</p>"


def marked(text: str, span: Span, attributes: str = "") -> str:
    """Text with a span of it marked; the span may be empty, and then nothing is.

    >>> marked("a < b", Span(0, 1))
    '<mark>a</mark> &lt; b'
    """
    if span.start >= span.end:
        return shown(text)
    before, inside, after = text[: span.start], span.of(text), text[span.end :]
    return f"{shown(before)}<mark{attributes}>{shown(inside)}</mark>{shown(after)}"


def answer(found: Answer, address: Address) -> str:
    """The passages of an answer with their sources, or why there is none."""
    notes = "".join(f'<p class="note">{shown(note)}</p>' for note in found.notes)
    items = "".join(passage(item, address) for item in found.passages)
    passages = f'<ol class="passages">{items}</ol>' if items else ""
    if found.answered:
        return f'<h2 class="summary">{shown(_summary(found.passages))}</h2>{notes}{passages}'
    misses = '<h3 class="misses">The nearest misses</h3>' if items else ""
    return (
        f'<div class="no-answer"><h2>No good answer</h2><p>{shown(found.reason or "")}</p></div>'
        f'{notes}{misses}<div class="missed">{passages}</div>'
    )


def passage(found: FoundPassage, address: Address) -> str:
    """One passage: headline, source, the text with its best sentence marked, what can be done."""
    best = found.sentences[0] if found.sentences else Span(found.start, found.start)
    text = marked(found.text, Span(best.start - found.start, best.end - found.start))
    link = shown(str(address.opening(found.reference)))
    return (
        '<li class="passage">'
        f'<h3><a data-go="open" href="{link}">{shown(headline(found.article))}</a></h3>'
        f"{byline(found.article)}"
        f"<blockquote>{text}</blockquote>"
        '<p class="actions">'
        f'<span class="match {found.match}" title="Similarity of question and passage: '
        f'{found.score:.2f} of at most 1">{found.match} match</span>'
        f'<a class="button" data-go="open" href="{link}">Open in article</a>'
        f'<button type="button" class="button" data-copy="{link}">Copy link</button>'
        f"{original_link(found.article.url)}</p></li>"
    )


def headline(source: Source) -> str:
    """The headline of an article, or words in its stead."""
    return source.title or "(no headline)"


def problem(sentence: str) -> str:
    """An error as a sentence on the page."""
    return f'<p class="problem" role="alert">{shown(sentence)}</p>'


def welcome(questions: Sequence[str], articles: int, outlets: int) -> str:
    """Before the first question: what is here, and some questions to begin with."""
    links = "".join(
        f'<li><a data-go="visit" href="{shown(str(Address(question)))}">{shown(question)}</a></li>'
        for question in questions
    )
    examples = f'<h3>For instance</h3><ul class="examples">{links}</ul>' if links else ""
    holds = f"{_count(articles, 'article')} from {_count(outlets, 'outlet')}"
    return (
        f'<div class="welcome"><h2>Ask {holds}</h2><p>You get the passages that answer, word for '
        f"word, each with its source. Nothing is made up.</p>{examples}</div>"
    )


def empty_library(folder: str) -> str:
    """What to do with a library that has no articles."""
    command = f"whosaid --library {shlex.quote(folder)} add PATH"
    return (
        '<div class="welcome"><h2>This library is empty</h2><p>Add articles in a terminal, with '
        "the files or folders that they are in, and load this page again:</p>"
        f"<pre><code>{shown(command)}</code></pre></div>"
    )


def placed(content: str, at: str, turn: str = "") -> str:
    """Content with the address that it belongs to.

    ``turn`` is new each time for an answer to the form: the address bar then follows the content,
    which otherwise follows the address bar.
    """
    asked = f' data-turn="{shown(turn)}"' if turn else ""
    return f'<div data-at="{shown(at)}"{asked}>{content}</div>'


def _summary(passages: Sequence[FoundPassage]) -> str:
    outlets = {item.article.outlet for item in passages if item.article.outlet}
    articles = {item.article.id for item in passages}
    where = _count(len(articles), "article")
    if outlets:
        where += f" by {_count(len(outlets), 'outlet')}"
    return f"{_count(len(passages), 'passage')} in {where}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _zone(minutes: int | None) -> str:
    if minutes is None:
        return ""
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return " UTC" + (f"{sign}{hours}" + (f":{rest:02d}" if rest else "") if minutes else "")
