"""The statements of one text in the shape that other tools take: ``whosaid extract``."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.cleaning.prepare import prepare
from corpus.errors import ReadError
from corpus.reading.decode import decode
from corpus.reading.plain import read_plain
from corpus.reading.read import read
from corpus.record import Record, Skipped, Unread
from corpus.saying.proposals import Proposal
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


def extract(text: str, *, rules: bool = False) -> Extract:
    """The statements of a text, which is taken as it is; with ``rules`` those of the rules alone.

    The rules are eighty times as fast, and find a third of the reported speech. Raises
    ``ModelError`` when the tagger's files are not sound.

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
            for item in statements(text, _proposals(text, rules))
        ),
    )


def _proposals(text: str, rules: bool) -> Sequence[Proposal]:
    """What the tagger proposes, unless the rules are to be alone."""
    if rules:
        return ()
    from corpus.saying.tagger import propose  # noqa: PLC0415 - 0.1 s, and not always needed

    return propose(text)


def extract_data(data: bytes, origin: str, *, as_is: bool = False, rules: bool = False) -> Extract:
    """The statements of a text that comes as bytes, such as from standard input.

    It is cleaned as an article is, or with ``as_is`` only decoded, so that spans can be held
    against other tools' spans of the very same characters. ``rules`` is as for ``extract``. Raises
    ``ReadError`` and ``ModelError``.
    """
    if not as_is:
        return extract(prepare(read_plain(data, origin)).text, rules=rules)
    try:
        return extract(data.decode(), rules=rules)
    except UnicodeDecodeError:
        return extract(decode(data), rules=rules)


def extract_file(path: Path, *, as_is: bool = False, rules: bool = False) -> Extract:
    """The statements of the one article in a file; see ``extract_data``.

    Raises ``ModelError``, and ``ReadError`` when the file holds no article, or more than one.
    """
    if as_is:
        return extract_data(path.read_bytes(), str(path), as_is=True, rules=rules)
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
    return extract(prepare(found[0]).text, rules=rules)
