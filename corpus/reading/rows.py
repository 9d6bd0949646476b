"""What the files of many articles share: lines as text, and an origin for each record."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from corpus.errors import ReadError
from corpus.reading.decode import SAMPLE_BYTES, guess_encoding, refuse_binary, to_utf8
from corpus.reading.fields import Row, find_names, read_row
from corpus.reading.files import File
from corpus.reading.unpack import MEGABYTE, read_chunks, split_lines
from corpus.record import Format, Record, Unread

RECORD_BYTES = 20 * MEGABYTE  # one article; the longest novels have four
TOO_LONG = f"It has more than {RECORD_BYTES // MEGABYTE} MB, too long for one article."

Results = Iterator[Record | Unread]
Fields = Mapping[str, str]


class Origins:
    """The origins of a file's records: each by its own id or address, or else by its number."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.given: set[int] = set()  # hashes, as a file may have millions

    def of(self, row: Row, number: int, fields: Fields) -> str:
        """The origin of the record with that number, unlike any before it."""
        names = [*find_names(row, fields), str(number), f"record {number}"]
        origins = [f"{self.file}#{name}" for name in names]
        origin = next((one for one in origins if hash(one) not in self.given), origins[-1])
        self.given.add(hash(origin))
        return origin


def row_result(
    row: Row, number: int, form: Format, origins: Origins, fields: Fields
) -> Record | Unread:
    """The article of one record, or why there is none."""
    origin = origins.of(row, number, fields)
    try:
        return read_row(row, origin, form, fields=fields)
    except ReadError as error:
        return Unread(origin, str(error))


def text_lines(file: File) -> Iterator[str | None]:
    """The lines of a file without their ends; ``None`` for one too long for any article.

    Raises ``ReadError`` where the file cannot be opened, is empty or no text, and where its
    compression breaks off.
    """
    chunks = to_utf8(read_chunks(file))
    head = next((chunk for chunk in chunks if chunk), None)
    if head is None:
        raise ReadError("It is empty.")
    refuse_binary(head)
    to_text = _line_decoder(file)
    for line in split_lines(chain([head], chunks), RECORD_BYTES):
        yield None if line is None else to_text(line)


def broken_off(error: ReadError, number: int, what: str) -> str:
    """What is wrong with a file from some point on.

    >>> broken_off(ReadError("Its gzip data break off."), 12, "lines")
    'Its gzip data break off. What stands before, 12 lines, was read.'
    """
    return f"{error} What stands before, {number:,} {what}, was read." if number else str(error)


def _line_decoder(file: File) -> Callable[[bytes], str]:
    """How the lines of a file become text: UTF-8, or else by one guess for the whole file."""
    guessed: list[str] = []

    def to_text(line: bytes) -> str:
        try:
            return line.decode()
        except UnicodeDecodeError:
            if not guessed:
                guessed.append(guess_encoding(_odd_lines(file)) or "cp1252")
            return line.decode(guessed[0], "replace")

    return to_text


def _odd_lines(file: File) -> bytes:
    """Lines of a file that are no UTF-8, as many as an encoding is guessed from."""
    odd, size = [], 0
    for line in split_lines(read_chunks(file), SAMPLE_BYTES):
        try:
            (line or b"").decode()
        except UnicodeDecodeError:
            odd.append(line or b"")
            size += len(odd[-1])
        if size >= SAMPLE_BYTES:
            break
    return b"\n".join(odd)
