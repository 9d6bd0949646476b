"""Articles as rows of ``library.db``, there and back."""

import hashlib
import json
import sqlite3
from collections.abc import Collection
from dataclasses import asdict, fields
from typing import NamedTuple

from corpus.article import Article, Removal
from corpus.dates import PartialDate

ARTICLE_COLUMNS = (
    "id, version, text, origin, title, outlet, authors, agency, published, first_day, last_day, "
    "modified, url, language, found, removed"
)
_SAID = [field.name for field in fields(Article) if field.name not in {"origin", "removed"}]

ArticleRow = tuple[str | None, ...]


class Head(NamedTuple):
    """What a list shows of an article; the opening words where there is no headline."""

    id: str
    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: str | None
    url: str | None
    opening: str | None


def article_row(article: Article) -> ArticleRow:
    """The values of ``ARTICLE_COLUMNS`` for an article."""
    first = article.published.earliest() if article.published else None
    last = article.published.latest() if article.published else None
    return (
        article.id,
        article.version,
        article.text,
        article.origin,
        article.title,
        article.outlet,
        json.dumps(article.authors),
        article.agency,
        str(article.published) if article.published else None,
        first.isoformat() if first else None,
        last.isoformat() if last else None,
        str(article.modified) if article.modified else None,
        article.url,
        article.language,
        json.dumps(article.found),
        json.dumps([[item.start, item.text, item.rule] for item in article.removed]),
    )


def article_from_row(row: sqlite3.Row | tuple[str, ...]) -> Article:
    """The article whose ``ARTICLE_COLUMNS`` these are."""
    (id_, version, text, origin, title, outlet, authors, agency) = row[:8]
    (published, _, _, modified, url, language, found, removed) = row[8:16]
    return Article(
        id=id_,
        version=version,
        text=text,
        origin=origin,
        title=title,
        outlet=outlet,
        authors=tuple(json.loads(authors)),
        agency=agency,
        published=PartialDate.fromisoformat(published) if published else None,
        modified=PartialDate.fromisoformat(modified) if modified else None,
        url=url,
        language=language,
        found=tuple((field, how) for field, how in json.loads(found)),
        removed=tuple(Removal(start, cut, rule) for start, cut, rule in json.loads(removed)),
    )


def content_digest(article: Article) -> str:
    """SHA-256 over all that an article says of itself, but for where it was read."""
    said = {name: getattr(article, name) for name in _SAID}
    for name in ("published", "modified"):
        said[name] = asdict(said[name]) if said[name] else None
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def is_sound(article: Article, noted: Collection[str]) -> bool:
    """Whether an article is as it was added: its text gives its version; it says what was noted.

    ``noted`` are the content digests of its origins; when there are none, only the text is judged.
    """
    if hashlib.sha256(article.text.encode("utf-8", "replace")).hexdigest() != article.version:
        return False
    return not noted or content_digest(article) in noted


def origin_key(origin: str) -> bytes:
    """An origin as the bytes that it is found by."""
    return origin.encode()
