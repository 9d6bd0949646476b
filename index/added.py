"""What adding tells while it runs, and when it is done."""

from collections.abc import Callable
from dataclasses import dataclass

from corpus.record import Skipped, Unread


@dataclass(frozen=True, slots=True)
class AddProgress:
    """How far adding has come: files looked at of all, articles and passages so far."""

    files_done: int
    files: int
    articles: int
    passages: int
    reading: str


@dataclass(frozen=True, slots=True)
class AddReport:
    """What adding did: counts of articles, and all that gave none, each with its reason.

    ``unread`` could not be read as an article; ``skipped`` was passed over on purpose (hidden,
    or of a kind that is not read). ``passages`` counts those of added and updated articles,
    ``embedded`` those of them whose text was new to the library.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    passages: int = 0
    embedded: int = 0
    unread: tuple[Unread, ...] = ()
    skipped: tuple[Skipped, ...] = ()


Progress = Callable[[AddProgress], None]
