"""What a reader hands on: one article as its file gave it, or the reason why there is none."""

from dataclasses import dataclass
from typing import Literal

Format = Literal["plain", "markdown", "html", "pdf", "json", "csv", "feed"]


@dataclass(frozen=True, slots=True)
class Record:
    """One article as its file gave it: decoded, but not yet cleaned.

    ``origin`` says where it stands: a path, and for a file of many records ``path#`` with the
    record's own id or link, or else its number from 1. The metadata are strings as the file's
    own markup or field names give them (dates as printed), ``None`` where it does not;
    ``found`` says for each of them how it was found, such as ``("title", "og:title")``.
    """

    origin: str
    format: Format
    text: str
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    language: str | None = None
    found: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A file or record that gave no article, with the reason as a sentence."""

    origin: str
    reason: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was passed over on purpose: hidden, or of a kind that is not read."""

    origin: str
    reason: str
