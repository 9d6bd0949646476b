"""What is known of speakers, counted: the list of everyone who says something."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.identity.sighting import NameKind
from corpus.letters import unaccented
from index.sql import Connection

_KNOWN = (
    "SELECT p.id, p.name, p.kind, count(t.id), "
    "count(DISTINCT CASE WHEN t.id IS NOT NULL THEN s.article END), "
    "count(DISTINCT CASE WHEN t.id IS NOT NULL THEN a.outlet END), "
    "count(DISTINCT s.name), min(a.first_day), max(a.last_day) "
    "FROM speaker p JOIN sighting s ON s.speaker = p.id "
    "JOIN article a ON a.number = s.article LEFT JOIN statement t ON t.sighting = s.id"
)


@dataclass(frozen=True, slots=True)
class KnownSpeaker:
    """A speaker as the library has it; ``first`` and ``last`` are days as printed, or empty.

    ``statements`` and ``articles`` count what the speaker says and where; ``outlets`` those
    articles' outlets.
    """

    id: int
    name: str
    kind: NameKind
    statements: int
    articles: int
    outlets: int
    spellings: int
    first: str | None
    last: str | None


class Known:
    """The speakers of one connection to ``library.db``, with what is known of them."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def all(self) -> list[KnownSpeaker]:
        """Everyone with at least one statement, the most quoted first."""
        rows = self._sql.execute(f"{_KNOWN} GROUP BY p.id HAVING count(t.id) > 0")
        return _most_quoted_first(KnownSpeaker(*row) for row in rows)

    def of(self, ids: Sequence[int]) -> list[KnownSpeaker]:
        """The speakers with these numbers, the most quoted first."""
        rows = self._sql.among(f"{_KNOWN} WHERE p.id IN (…) GROUP BY p.id", ids)
        return _most_quoted_first(KnownSpeaker(*row) for row in rows)

    def most_quoted(self, n: int | None, named: str = "") -> list[KnownSpeaker]:
        """The ``n`` with the most statements, or all, whose name has some words in it."""
        rows = self._by_statements()
        words = unaccented(named).casefold()
        found = (id_ for id_, name, _ in rows if words in unaccented(name).casefold())
        return self.of(list(islice(found, n)))

    def names(self, n: int, kind: NameKind | None = None) -> list[str]:
        """The names alone of the ``n`` with the most statements, or of those of one kind.

        Counting what else is known of them takes twice as long again.
        """
        found = (name for _, name, its in self._by_statements() if kind in (None, its))
        return list(islice(found, n))

    def _by_statements(self) -> Iterator[tuple[int, str, NameKind]]:
        """Number, name and kind of everyone with a statement, the most quoted first."""
        yield from self._sql.execute(
            "SELECT p.id, p.name, p.kind FROM speaker p JOIN sighting s ON s.speaker = p.id "
            "JOIN statement t ON t.sighting = s.id "
            "GROUP BY p.id ORDER BY count(*) DESC, p.name, p.id"
        )


def _most_quoted_first(found: Iterable[KnownSpeaker]) -> list[KnownSpeaker]:
    return sorted(found, key=lambda item: (-item.statements, item.name, item.id))
