"""What adding tells while it runs, and when it is done."""

from collections.abc import Callable
from dataclasses import dataclass

from corpus.record import Skipped, Unread


@dataclass(frozen=True, slots=True)
class AddProgress:
    """How far adding, or embedding, has come: files looked at of all, articles, passages so far.

    ``done`` of ``expected`` articles or, where passages are embedded, passages are through; what
    is expected of files is told by their lines and sizes, and set right as they are read.
    """

    files_done: int
    files: int
    articles: int
    passages: int
    reading: str
    done: int = 0
    expected: int = 0


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


def unseen(_: AddProgress) -> None:
    """Progress that nobody looks at."""
