"""JSON and JSON Lines: an article a record.

JSON Lines are read as a stream, a line at a time. What is wrong with one line is said of that
line, and the rest goes on.
"""

import json
from collections.abc import Mapping

from corpus.errors import ReadError
from corpus.reading.decode import decode
from corpus.reading.fields import holds_text, read_row
from corpus.reading.files import File
from corpus.reading.rows import (
    TOO_LONG,
    Fields,
    Origins,
    Results,
    broken_off,
    row_result,
    text_lines,
)
from corpus.reading.unpack import MEGABYTE, read_whole
from corpus.record import Record, Unread

JSON_BYTES = 200 * MEGABYTE  # parsed in one piece, which takes some five times as much memory


class _SeveralValues(ReadError):
    """A JSON file goes on after its value, as JSON Lines under another name do."""


def read_json(file: File, fields: Fields) -> Results:
    """The articles of a JSON file: one object, a list, or an object with one list of objects."""
    try:
        yield from _document(file, fields)
    except _SeveralValues:
        yield from _lines(file, fields, may_be_whole=False)
    except ReadError as error:
        yield Unread(file.origin, str(error))


def read_json_lines(file: File, fields: Fields) -> Results:
    """The articles of a JSON Lines file, an object a line; a list over all lines is read too."""
    yield from _lines(file, fields, may_be_whole=True)


def _document(file: File, fields: Fields) -> Results:
    """The articles of a whole JSON document."""
    advice = "Write it as JSON Lines, one record a line, which is read at any size."
    document = _parse(decode(read_whole(file, JSON_BYTES, advice)), "It")
    rows = document if isinstance(document, list) else _one_list(document, fields)
    if rows is None:
        if not isinstance(document, Mapping):
            raise ReadError(f"It is neither an object nor a list, but {_kind(document)}.")
        yield read_row(document, file.origin, "json", fields=fields)
        return
    if not rows:
        raise ReadError("It has no records: its list is empty.")
    origins = Origins(file.origin)
    for number, row in enumerate(rows, 1):
        yield _result(row, number, origins, fields)


def _one_list(document: object, fields: Fields) -> list[object] | None:
    """The one list of objects in an object that is no article itself, at the least depth."""
    if not isinstance(document, Mapping) or holds_text(document, fields):
        return None
    level: list[Mapping[str, object]] = [document]
    while level:
        values = [(key, value) for one in level for key, value in one.items()]
        lists = {
            key: value for key, value in values if isinstance(value, list) and _are_rows(value)
        }
        if len(lists) > 1:
            names = ", ".join(map(repr, lists))
            raise ReadError(
                f"It has several lists of objects: {names}. Keep the one with articles."
            )
        if lists:
            return next(iter(lists.values()))
        level = [value for _, value in values if isinstance(value, Mapping)]
    return None


def _are_rows(values: list[object]) -> bool:
    """Whether a list is one of objects."""
    return bool(values) and all(isinstance(row, Mapping) for row in values)


def _lines(file: File, fields: Fields, *, may_be_whole: bool) -> Results:
    """The articles of JSON Lines; ``may_be_whole`` reads one document over all lines instead."""
    origins, number, begun = Origins(file.origin), 0, False
    try:
        for number, line in enumerate(text_lines(file), 1):
            if line is None:
                yield Unread(f"{file.origin}#{number}", TOO_LONG)
            elif line.strip():
                if may_be_whole and not begun and (line.lstrip()[0] == "[" or line.strip() == "{"):
                    yield from _document(file, fields)
                    return
                begun = True
                yield _line(line, number, origins, fields)
    except ReadError as error:
        yield Unread(file.origin, broken_off(error, number, "lines") if begun else str(error))


def _line(line: str, number: int, origins: Origins, fields: Fields) -> Record | Unread:
    """The article of one line."""
    try:
        row = _parse(line, f"Line {number}")
    except ReadError as error:
        return Unread(f"{origins.file}#{number}", str(error))
    return _result(row, number, origins, fields)


def _result(row: object, number: int, origins: Origins, fields: Fields) -> Record | Unread:
    """The article of one record."""
    if isinstance(row, Mapping):
        return row_result(row, number, "json", origins, fields)
    return Unread(f"{origins.file}#{number}", f"It is no object, but {_kind(row)}.")


def _parse(text: str, what: str) -> object:
    """The value that a JSON text stands for; ``ReadError`` says what is wrong with it."""
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        kind = _SeveralValues if error.msg == "Extra data" else ReadError
        line = f"line {error.lineno}, " if what == "It" else ""
        place = f"{error.msg.lower().removesuffix(' at')} at {line}column {error.colno}"
        raise kind(f"{what} is no valid JSON: {place}.") from None
    except RecursionError:
        raise ReadError(f"{what} is no valid JSON: it is nested too deep.") from None
    except ValueError:
        raise ReadError(f"{what} is no valid JSON: it has a number of too many digits.") from None


def _kind(value: object) -> str:
    """What a JSON value is, in words."""
    kinds = {list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")
