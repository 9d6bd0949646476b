"""CSV: an article a row, read as a stream, a row at a time."""

import csv
from collections.abc import Iterator, Sequence

from corpus.errors import ReadError
from corpus.reading.fields import known_columns
from corpus.reading.files import File
from corpus.reading.rows import (
    RECORD_BYTES,
    TOO_LONG,
    Fields,
    Origins,
    Results,
    broken_off,
    row_result,
    text_lines,
)
from corpus.record import Record, Unread

_DELIMITERS = (",", ";", "\t", "|")
_NO_VALUE = frozenset({"NULL", "NaN", "nan", "None", "\\N"})  # how programs write an empty cell

csv.field_size_limit(RECORD_BYTES)  # the module's own 128 KB are less than some articles have


def read_csv(file: File, fields: Fields) -> Results:
    """The articles of a CSV file: the first row names the columns, the delimiter is found out."""
    lines = _Lines(file)
    number = 0
    try:
        header, delimiter = _header(lines, fields)
        rows = csv.reader(lines, delimiter=delimiter, strict=True)
        origins = Origins(file.origin)
        while True:
            first = lines.number + 1
            try:
                cells = next(rows, None)
            except csv.Error as error:
                number += 1
                yield Unread(f"{file.origin}#{number}", _csv_reason(error, first, lines.number))
                continue
            yield from lines.passed_over()
            if cells is None:
                break
            if any(cells):
                number += 1
                yield _row(cells, header, first, origins, number, fields)
    except ReadError as error:
        yield Unread(file.origin, broken_off(error, number, "rows"))


class _Lines:
    """The lines of a CSV file with their ends, as ``csv.reader`` wants them, and their count."""

    def __init__(self, file: File) -> None:
        self.file = file
        self.number = 0
        self.too_long: list[int] = []
        self.lines = self._read()

    def __iter__(self) -> Iterator[str]:
        return self.lines

    def passed_over(self) -> Iterator[Unread]:
        """The lines left out since the last call, as no article is that long."""
        while self.too_long:
            yield Unread(f"{self.file.origin}#line {self.too_long.pop(0)}", TOO_LONG)

    def _read(self) -> Iterator[str]:
        for line in text_lines(self.file):
            self.number += 1
            if line is None:
                self.too_long.append(self.number)
            else:  # a lone carriage return is an end of line, too
                yield from (f"{part}\n" for part in line.rstrip("\r").split("\r"))


def _header(lines: _Lines, fields: Fields) -> tuple[list[str], str]:
    """The names of the columns and the delimiter: the one by which most names are known."""
    line = next(iter(lines), "")
    choices: tuple[str, ...] = _DELIMITERS
    if line.lower().startswith("sep=") and len(line.rstrip()) == 5:  # a note for Excel
        choices, line = (line[4],), next(iter(lines), "")
    names = [[name.strip() for name in next(csv.reader([line], delimiter=d), [])] for d in choices]
    known = [len(known_columns(header, fields)) for header in names]
    best = max(range(len(names)), key=lambda number: (known[number], len(names[number])))
    header = names[best]
    columns = ", ".join(repr(name[:30]) for name in header[:30])
    named = {name.casefold() for name in header}
    missing = [name for name in fields.values() if name.casefold() not in named]
    if missing:
        raise ReadError(f"It has no column {missing[0]!r}; its columns are {columns}.")
    if "text" not in known_columns(header, fields):
        raise ReadError(
            f"No column of text is among its first row: {columns}. "
            "Say which one it is with --field text=NAME."
        )
    return header, choices[best]


def _row(
    cells: Sequence[str],
    header: Sequence[str],
    line: int,
    origins: Origins,
    number: int,
    fields: Fields,
) -> Record | Unread:
    """The article of one row."""
    if any(cells[len(header) :]):
        reason = (
            f"Line {line} has {len(cells)} cells, but the first row names {len(header)} columns."
        )
        return Unread(f"{origins.file}#{number}", reason)
    values = ("" if cell in _NO_VALUE else cell for cell in cells)
    return row_result(dict(zip(header, values, strict=False)), number, "csv", origins, fields)


def _csv_reason(error: csv.Error, first: int, last: int) -> str:
    """Why a row cannot be read."""
    lines = f"Line {first} is" if first >= last else f"Lines {first} to {last} are"
    reason = str(error)
    if "unexpected end" in reason or "field larger" in reason:
        reason = "a quotation mark that opens a cell is never closed"
    return f"{lines} no valid CSV: {reason}."
