"""From files to records: the first half of adding, as one straight line.

    paths → files → bytes, unpacked → text, decoded → records

Everything that cannot be read comes out as ``Unread`` with the reason, everything passed over
on purpose as ``Skipped``; one bad file never stops the rest.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields as fields_of
from dataclasses import replace
from typing import Any

from corpus.errors import ReadError
from corpus.reading.csv_files import read_csv
from corpus.reading.feed import FEED_BYTES, read_feed
from corpus.reading.fields import check_fields
from corpus.reading.files import File, Kind, find_files
from corpus.reading.json_files import read_json, read_json_lines
from corpus.reading.pdf import read_pdf
from corpus.reading.plain import read_markdown, read_plain
from corpus.reading.rows import Fields, Results
from corpus.reading.unpack import MEGABYTE, read_chunks, read_whole
from corpus.reading.webpage import read_webpage
from corpus.record import Record, Skipped, Unread

_HALVES = re.compile("[\ud800-\udfff]")

ARTICLE_BYTES = 20 * MEGABYTE  # a file of one article; the longest novels have four
_USUAL_BYTES = 4096  # of an article among others in a file

_ONE_ARTICLE: dict[Kind, Callable[[bytes, str], Record]] = {
    "plain": read_plain,
    "markdown": read_markdown,
    "html": read_webpage,
    "pdf": read_pdf,
}
_MANY_ARTICLES: dict[Kind, Callable[[File, Fields], Results]] = {
    "json": read_json,
    "jsonl": read_json_lines,
    "csv": read_csv,
}


def read(
    paths: Iterable[str | os.PathLike[str]], fields: Mapping[str, str] | None = None
) -> Iterator[Record | Unread | Skipped]:
    """Every article under ``paths``, and every file or record that gave none, with the reason.

    ``fields`` says which name in JSON or CSV holds what, as in ``{"text": "body"}``. Raises
    ``UsageError``, before anything is read, for a field that no article has.
    """
    checked = check_fields(fields)
    return _read(paths, checked)


def read_file(file: File, fields: Mapping[str, str] | None = None) -> Results:
    """The articles in one file; ``fields`` as in ``read``."""
    return _read_file(file, check_fields(fields))


def holds_one(file: File) -> bool:
    """Whether a file, by its name, holds a single article."""
    return file.kind in _ONE_ARTICLE


def about(file: File) -> int:
    """About how many articles a file holds, told without reading them as such."""
    if holds_one(file):
        return 1
    try:
        if file.kind in ("jsonl", "csv"):
            found = sum(chunk.count(b"\n") for chunk in read_chunks(file))
        else:
            found = sum(map(len, read_chunks(file))) // _USUAL_BYTES
    except ReadError:
        return 1  # which is said when it is read
    return max(1, found)


def _read(
    paths: Iterable[str | os.PathLike[str]], fields: Fields
) -> Iterator[Record | Unread | Skipped]:
    """As ``read``, a file at a time."""
    for found in find_files(paths):
        if isinstance(found, File):
            yield from _read_file(found, fields)
        else:
            yield found


def _read_file(file: File, fields: Fields) -> Results:
    """As ``read_file``, with whole characters only."""
    return map(_whole, _by_kind(file, fields))


def _whole(item: Record | Unread) -> Record | Unread:
    """A record without halves of characters, which JSON can spell and nothing can store."""
    return replace(
        item, **{field.name: _mended(getattr(item, field.name)) for field in fields_of(item)}
    )


def _mended(value: Any) -> Any:
    """Every text within a value, each half of a character replaced."""
    if isinstance(value, str):
        return _HALVES.sub("\N{REPLACEMENT CHARACTER}", value)
    return tuple(map(_mended, value)) if isinstance(value, tuple) else value


def _by_kind(file: File, fields: Fields) -> Results:
    """As ``read_file``, by what the file's name says that it holds."""
    many = _MANY_ARTICLES.get(file.kind)
    if many:
        yield from many(file, fields)
        return
    try:
        if file.kind == "feed":
            advice = "Split it, or write the articles as JSON Lines."
            yield from read_feed(read_whole(file, FEED_BYTES, advice), file.origin)
        else:
            advice = "A file like this holds one article; put many into one .jsonl file."
            data = read_whole(file, ARTICLE_BYTES, advice)
            yield _ONE_ARTICLE[file.kind](data, file.origin)
    except ReadError as error:
        yield Unread(file.origin, str(error))
