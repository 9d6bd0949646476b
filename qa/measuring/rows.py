"""Reading what measurements are made on: JSON lines and tables, gzipped or not."""

import csv
import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import ReadError


def read_text(path: Path) -> str:
    """A file's text, unpacked where it is gzipped.

    Raises ``ReadError`` for what cannot be unpacked or is not UTF-8, and ``OSError``.
    """
    data = path.read_bytes()
    try:
        return (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise ReadError(f"{path} cannot be read as text in UTF-8: {error}.") from error


def json_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file of JSON lines, each with the number of its line, from 1.

    Raises ``ReadError`` with the line that is no object.
    """
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise ReadError(f"{path}, line {number}, is no JSON: {error}.") from error
        if not isinstance(row, dict):
            raise ReadError(
                f'{path}, line {number}, is no JSON object; each line is one, such as {{"_id": …}}.'
            )
        yield number, row


def csv_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a CSV file by the names in its first line, each with the number of its line."""
    rows = csv.DictReader(io.StringIO(read_text(path), newline=""), restkey="")
    try:
        for row in rows:
            yield rows.line_num, row
    except csv.Error as error:
        raise ReadError(f"{path}, line {rows.line_num}, is no row of CSV: {error}.") from error


def tab_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that has any, split at tabs, with the number of the line."""
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            yield number, [cell.strip() for cell in line.split("\t")]
