"""From named fields to a record: the names that files use for what an article has."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from math import isfinite

from corpus.errors import ReadError, UsageError
from corpus.reading.decode import mend
from corpus.reading.webpage import fragment_text, is_markup
from corpus.record import Format, Record

Row = Mapping[str, object]
_Index = dict[str, tuple[str, object]]

# In the order of preference; in small letters and without "_", "-" and blanks.
NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        *("text", "body", "articlebody", "content", "fulltext", "maintext", "articletext"),
        *("bodytext", "article", "story"),
    ),
    "title": ("title", "headline"),
    "authors": ("authors", "author", "byline", "bylines", "creator"),
    "published": (
        *("published", "publishedat", "datepublished", "publishdate", "publisheddate", "pubdate"),
        *("publicationdate", "publishedon", "date", "datetime"),
    ),
    "modified": (
        *("modified", "updated", "datemodified", "modifiedat", "updatedat", "lastmodified"),
        *("dateupdated", "modifieddate", "updateddate"),
    ),
    "url": ("url", "canonicalurl", "link", "permalink", "weburl"),
    "outlet": ("outlet", "source", "publisher", "sitename", "publication", "newspaper"),
    "language": ("language", "lang"),
    "id": ("id", "guid", "uuid"),
}

MAX_NAME_CHARS = 500  # a longer id or address names nothing that anyone could read

_WITHIN = ("name", "rendered", "text", "value", "content", "#text", "@value")  # of an object
_ADDRESS = re.compile(r"https?://", re.I)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});", re.I)


def check_fields(fields: Mapping[str, str] | None) -> dict[str, str]:
    """Which name of the file's own holds which field, by the record's names for fields.

    Raises ``UsageError`` for a field that no article has.

    >>> check_fields({"text": "Body", "author": "Writer"})
    {'text': 'Body', 'authors': 'Writer'}
    """
    checked: dict[str, str] = {}
    for field, name in (fields or {}).items():
        known = [ours for ours, theirs in NAMES.items() if _plain(field) in theirs]
        if not known:
            raise UsageError(
                f"{field!r} is no field of an article; the fields are {', '.join(NAMES)}."
            )
        checked[known[0]] = name
    return checked


def known_columns(names: Iterable[str], fields: Mapping[str, str]) -> set[str]:
    """The fields that are among the names of columns.

    >>> sorted(known_columns(["Headline", "Body", "x"], {"authors": "x"}))
    ['authors', 'text', 'title']
    """
    plain = set(map(_plain, names))
    named = {field for field, name in fields.items() if _plain(name) in plain}
    return named | {field for field, theirs in NAMES.items() if not plain.isdisjoint(theirs)}


def find_names(row: Row, fields: Mapping[str, str]) -> Iterator[str]:
    """What names the row among others: its id, its address."""
    index = _index(row)
    for field in ("id", "url"):
        found = _find(row, index, field, fields)
        if found and isinstance(found[1], str | int) and len(str(found[1])) < MAX_NAME_CHARS:
            yield " ".join(str(found[1]).split())


def holds_text(row: Row, fields: Mapping[str, str]) -> bool:
    """Whether an object is an article itself, by what its text is: not a list of objects."""
    found = _find(row, _index(row), "text", fields)
    value = found[1] if found else None
    return isinstance(value, str | Mapping) or (
        isinstance(value, list) and all(isinstance(one, str) for one in value)
    )


def read_row(
    row: Row,
    origin: str,
    form: Format,
    *,
    fields: Mapping[str, str] | None = None,
    text: str | None = None,
    where: str = "field",
) -> Record:
    """The record that a row of named fields makes; ``text`` when the article stands elsewhere.

    ``fields`` comes from ``check_fields``; its names may lead into objects with dots, as in
    ``content.body``. Raises ``ReadError`` for a row without text, naming the fields that it has.

    >>> read_row({"Headline": "Rain", "BODY": "It rained."}, "a.csv#1", "csv").title
    'Rain'
    """
    fields, index = fields or {}, _index(row)
    if text is None:
        text = _text(row, index, fields)
    lines: dict[str, tuple[str, ...]] = {}
    places: list[tuple[str, str]] = []
    for field in ("title", "outlet", "authors", "published", "modified", "url", "language"):
        name, value = _find(row, index, field, fields) or ("", None)
        found = tuple(_parted(value) if field == "authors" else _lines(value))
        if found and not (field == "outlet" and _ADDRESS.match(found[0])):
            lines[field] = found
            places.append((field, f"{where} {name}"))
    first = {field: found[0] for field, found in lines.items()}
    return Record(
        origin=origin,
        format=form,
        text=text,
        title=first.get("title"),
        outlet=first.get("outlet"),
        authors=lines.get("authors", ()),
        published=first.get("published"),
        modified=first.get("modified"),
        url=first.get("url"),
        language=first.get("language"),
        found=tuple(places),
    )


def plain_text(text: str) -> str:
    r"""A field's text without markup and damage.

    >>> plain_text("Rain &amp; wind"), plain_text("<p>One.</p><p>Two.</p>")
    ('Rain & wind', 'One.\n\nTwo.')
    """
    if is_markup(text):
        return fragment_text(text)
    return mend(unescape(text) if _REFERENCE.search(text) else text).strip("\n")


def _text(row: Row, index: _Index, fields: Mapping[str, str]) -> str:
    """The article's text."""
    found = _find(row, index, "text", fields)
    text = "\n\n".join(_pieces(found[1])) if found else ""
    if text:
        return text
    has = f"its fields are {', '.join(map(repr, row))}" if row else "it has no fields"
    if "text" in fields:
        raise ReadError(f"It has no text in {fields['text']!r}; {has}.")
    empty = next((name for name in row if _plain(name) in NAMES["text"]), None)
    if empty is not None:
        raise ReadError(f"It has no text: its field {empty!r} holds no words.")
    raise ReadError(f"It has no text; {has}. Say which one holds it with --field text=NAME.")


def _index(row: Row) -> _Index:
    """The fields that say anything, by their names as they are compared."""
    index: _Index = {}
    for name, value in row.items():
        if _says(value):
            index.setdefault(_plain(name), (name, value))
    return index


def _says(value: object) -> bool:
    """Whether a value can be a field's: neither empty nor a yes or no."""
    if isinstance(value, str):
        return bool(value.strip())
    return not isinstance(value, bool) and value not in (None, [], {}) and not _is_no_number(value)


def _is_no_number(value: object) -> bool:
    """Whether a value is what programs write where a number is missing, as pandas does."""
    return isinstance(value, float) and not isfinite(value)


def _find(
    row: Row, index: _Index, field: str, fields: Mapping[str, str]
) -> tuple[str, object] | None:
    """The name and the value under which a row holds a field, if it does."""
    if field in fields:
        return fields[field], _follow(row, fields[field])
    return next((index[name] for name in NAMES[field] if name in index), None)


@lru_cache(maxsize=1024)
def _plain(name: str) -> str:
    """A field's name as it is compared.

    >>> _plain("Publish_Date")
    'publishdate'
    """
    return re.sub(r"[\s_.-]", "", name).casefold()


def _follow(row: object, name: str) -> object:
    """The value under a name, or else along the dots in it."""
    if not isinstance(row, Mapping):
        return None
    if name in row:
        return row[name]
    first, dot, rest = name.partition(".")
    if dot and first in row:
        return _follow(row[first], rest)
    return next((value for key, value in row.items() if _plain(key) == _plain(name)), None)


def _pieces(value: object, deep: int = 4) -> Iterator[str]:
    """The texts in a value: itself, those in a list, the name or text of an object."""
    if isinstance(value, str):
        text = plain_text(value)
        if text.strip():
            yield text
    elif isinstance(value, int | float) and not isinstance(value, bool):
        if not _is_no_number(value):
            yield str(value)
    elif isinstance(value, list) and deep:
        for one in value:
            yield from _pieces(one, deep - 1)
    elif isinstance(value, Mapping) and deep:
        yield from _pieces(next(filter(None, map(value.get, _WITHIN)), None), deep - 1)


def _lines(value: object) -> Iterator[str]:
    """The texts in a value, each as one line."""
    for piece in _pieces(value):
        yield " ".join(piece.split())


def _parted(value: object) -> Iterator[str]:
    """The names in a value, which one text may hold with semicolons between."""
    for line in _lines(value):
        yield from filter(None, map(str.strip, line.split(";")))
