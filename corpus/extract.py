"""The statements of one text in the shape that other tools take: ``whosaid extract``."""

from dataclasses import dataclass
from pathlib import Path

from corpus.cleaning.prepare import prepare
from corpus.errors import ReadError
from corpus.reading.decode import decode
from corpus.reading.plain import read_plain
from corpus.reading.read import read
from corpus.record import Record, Skipped, Unread
from corpus.saying.statement import StatementKind
from corpus.saying.statements import statements
from corpus.spans import Span


@dataclass(frozen=True, slots=True)
class Extracted:
    """One statement; every span counts characters of the text beside it.

    ``speaker`` is the resolved name, None when unknown or anonymous.
    """

    kind: StatementKind
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    speaker: str | None
    role: str | None
    route: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extract:
    """A text and its statements, in the order in which they begin."""

    text: str
    statements: tuple[Extracted, ...]


def extract(text: str) -> Extract:
    """The statements of a text, which is taken as it is.

    >>> found = extract('"They saved the pier," said Ada Lund, the mayor.').statements
    >>> [(item.kind, item.speaker, item.content) for item in found]
    [('direct', 'Ada Lund', (Span(start=0, end=22),))]
    """
    return Extract(
        text,
        tuple(
            Extracted(
                item.kind,
                item.content,
                item.cue,
                item.source,
                item.speaker,
                item.role,
                item.route,
            )
            for item in statements(text)
        ),
    )


def extract_data(data: bytes, origin: str, *, as_is: bool = False) -> Extract:
    """The statements of a text that comes as bytes, such as from standard input.

    It is cleaned as an article is, or with ``as_is`` only decoded, so that spans can be held
    against other tools' spans of the very same characters. Raises ``ReadError``.
    """
    if not as_is:
        return extract(prepare(read_plain(data, origin)).text)
    try:
        return extract(data.decode())
    except UnicodeDecodeError:
        return extract(decode(data))


def extract_file(path: Path, *, as_is: bool = False) -> Extract:
    """The statements of the one article in a file; see ``extract_data``.

    Raises ``ReadError`` when the file holds no article, or more than one.
    """
    if as_is:
        return extract_data(path.read_bytes(), str(path), as_is=True)
    found: list[Record] = []
    for item in read([path]):
        if isinstance(item, Unread | Skipped):
            raise ReadError(f"{item.origin}: {item.reason}")
        found.append(item)
        if len(found) > 1:
            raise ReadError(
                f"{path} holds more than one article, and statements are extracted from one; "
                "write it to a file of its own, or add the file to a library."
            )
    if not found:
        raise ReadError(f"{path} holds no article.")
    return extract(prepare(found[0]).text)
