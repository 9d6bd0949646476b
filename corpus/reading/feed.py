"""From an RSS or Atom file to its entries, an article each. Nothing is fetched."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin
from xml.parsers.expat import ExpatError, ParserCreate
from xml.sax import SAXParseException  # the error, no parser  # nosec B406

import feedparser

from corpus.errors import ReadError
from corpus.reading.decode import mend
from corpus.reading.fields import plain_text
from corpus.reading.unpack import MEGABYTE
from corpus.record import Record, Unread

# feedparser takes a second for one or two megabytes, and ten times as much memory; the largest
# feeds that outlets publish have a few megabytes.
FEED_BYTES = 50 * MEGABYTE

# feedparser reads on in a feed that is no valid XML, in a time that grows with the square of
# its length: 1.5 MB of "<a " take twelve seconds.
DAMAGED_FEED_BYTES = MEGABYTE

# Entities may stand for a mark or a word. What stands for other entities, or for a long text, makes
# megabytes of a few hundred bytes.
_ENTITY_CHARS = 64

_NO_FEED = "It is no RSS or Atom feed; other kinds of XML are not read."
_ENTITIES = (
    "The feed declares entities that stand for others or for long texts, or that cannot be read; "
    "take its DOCTYPE out."
)
_HARMLESS = ("undefined entity",)  # the lenient parser reads on without a loss


def read_feed(data: bytes, origin: str) -> Iterator[Record | Unread]:
    """The entries of a feed, with the feed's title as their outlet.

    Raises ``ReadError`` when it is no feed or has no entries.
    """
    feed = _parse(data)
    seen: set[str] = set()
    for number, entry in enumerate(feed["entries"], 1):
        names = [str(entry[key]) for key in ("id", "link") if entry.get(key)]
        name = next((name for name in names if name not in seen), str(number))
        seen.add(name)
        try:
            yield _entry(entry, feed["feed"], f"{origin}#{name}")
        except ReadError as error:
            yield Unread(f"{origin}#{name}", str(error))
    problem = feed.get("bozo_exception")
    if isinstance(problem, SAXParseException) and problem.getMessage() not in _HARMLESS:
        where = f"{problem.getMessage()} on line {problem.getLineNumber()}"
        count = len(feed["entries"])
        yield Unread(origin, f"The feed is damaged: {where}. Of its entries {count} could be read.")


def _parse(data: bytes) -> Any:
    """What feedparser makes of the bytes; it gets them as a stream, which it never fetches."""
    _check(data)
    try:
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # a third party's parser on untrusted input
        raise ReadError(f"The feed cannot be parsed ({type(error).__name__}).") from error
    if not feed["entries"]:
        raise ReadError("The feed has no entries." if feed.get("version") else _NO_FEED)
    return feed


def _check(data: bytes) -> None:
    """Raise ``ReadError`` for entities that grow, and for a large feed that is no valid XML."""
    parser = ParserCreate()
    parser.EntityDeclHandler = _check_entity
    try:
        parser.Parse(data, True)
    except ExpatError as error:
        if b"<!ENTITY" in data:
            raise ReadError(_ENTITIES) from None
        if len(data) > DAMAGED_FEED_BYTES:
            limit = f"{DAMAGED_FEED_BYTES // MEGABYTE} MB is the most for a damaged feed"
            raise ReadError(
                f"The feed is no valid XML ({error}), and {limit}. Repair it."
            ) from None


def _check_entity(name: str, _parameter: bool, value: str | None, *_outside: str | None) -> None:
    """Raise ``ReadError`` for an entity that stands for other ones, or for much text."""
    if value is not None and ("&" in value or "%" in value or len(value) > _ENTITY_CHARS):
        raise ReadError(_ENTITIES)


def _entry(entry: Any, feed: Any, origin: str) -> Record:
    """The article of one entry: its content, or else its summary."""
    contents = entry.get("content", [])
    text = max(map(_text, contents), key=len, default="") or _text(entry.get("summary_detail"))
    title, how = _line(entry.get("title")), {"title": "feed entry title"}
    if not text:
        raise ReadError(f"The entry {title!r} has no text, neither content nor summary.")
    # dict.get, as feedparser's own gives the date of publication for a missing update
    published, modified = dict.get(entry, "published"), dict.get(entry, "updated")
    outlet, how["outlet"] = _line(entry.get("source", {}).get("title")), "feed entry source"
    if outlet is None:
        outlet, how["outlet"] = _line(feed.get("title")), "feed title"
    names = [_line(author.get("name")) for author in entry.get("authors", [])]
    authors = tuple(name for name in names if name and "(" not in name)  # "(" is left of an e-mail
    languages = [content.get("language") for content in contents] + [feed.get("language")]
    record = Record(
        origin=origin,
        format="feed",
        text=text,
        title=title,
        outlet=outlet,
        authors=authors,
        published=published or None,
        modified=modified or None,
        url=urljoin(feed.get("link", ""), entry["link"]) if entry.get("link") else None,
        language=next(filter(None, languages), None),
    )
    how |= {"authors": "feed entry author", "published": "feed entry date"}
    how |= {"modified": "feed entry update", "url": "feed entry link", "language": "feed language"}
    return replace(record, found=tuple(one for one in how.items() if getattr(record, one[0])))


def _text(content: Any) -> str:
    """The text of a content or summary."""
    value = str(content.get("value") or "") if content else ""
    return mend(value).strip() if content and content["type"] == "text/plain" else plain_text(value)


def _line(value: object) -> str | None:
    """A value as one line of text, if it has any."""
    return " ".join(plain_text(str(value or "")).split()) or None
