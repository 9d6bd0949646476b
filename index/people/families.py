"""Family names as rows of ``library.db``, found by words that are spelled a little differently.

To compare a word with every family name takes the longer the more there are. So each has the keys
that ``corpus.identity.misspelled`` gives it, and only those that share one with a word are
compared.

Derived from the keys of names. In a library that was made before there were any, or with keys that
were made otherwise, all names are compared until something is written to it.
"""

from collections.abc import Collection, Iterable

from corpus.identity.misspelled import asked_keys, keys
from corpus.identity.sounds import match
from index.notes import Notes
from index.people.alike import SURNAME
from index.sql import Connection

KEYED = "1"  # raised when family names get other keys
_NOTED = "families"


class Families:
    """The family names in one connection to ``library.db``."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection
        self._notes = Notes(connection)

    # Changing; inside a transaction

    def renew(self) -> None:
        """Make the keys of all anew when they were made otherwise, or never."""
        if not self._is_current():
            self._sql.execute("DELETE FROM family")
            self._put(self._all())
            self._notes.put(_NOTED, KEYED)

    def put(self, families: Iterable[str]) -> None:
        """Keep family names with their keys, before anybody is named so; some may be there."""
        self._put(name for name in families if not self._is_named(name))

    def drop_unnamed(self, families: Iterable[str]) -> None:
        """Delete those that nobody has any more."""
        rows = [(key, name) for name in families if not self._is_named(name) for key in keys(name)]
        self._sql.executemany("DELETE FROM family WHERE key = ? AND name = ?", rows)

    # Reading

    def alike(self, word: str) -> list[str]:
        """The family names that match a word, in order."""
        wanted = asked_keys(word) if self._is_current() else None
        some = self._all() if wanted is None else self._sharing(wanted)
        return sorted(name for name in some if match(word, name) is not None)

    def _put(self, families: Iterable[str]) -> None:
        self._sql.executemany(
            "INSERT OR IGNORE INTO family VALUES (?, ?)",
            ((key, name) for name in families for key in keys(name)),
        )

    def _sharing(self, wanted: Collection[str]) -> set[str]:
        found: set[str] = set()
        for key in wanted:
            rows = self._sql.execute("SELECT name FROM family WHERE key = ?", [key])
            found.update(name for (name,) in rows)
        return found

    def _all(self) -> list[str]:
        rows = self._sql.execute(
            "SELECT DISTINCT key FROM name_key WHERE key BETWEEN ? AND ?",
            [SURNAME, SURNAME + "\U0010ffff"],
        )
        return [key.removeprefix(SURNAME) for (key,) in rows]

    def _is_named(self, name: str) -> bool:
        row = self._sql.execute("SELECT 1 FROM name_key WHERE key = ? LIMIT 1", [SURNAME + name])
        return row.fetchone() is not None

    def _is_current(self) -> bool:
        """Whether the keys were made as they are made now."""
        return self._notes.get(_NOTED) == KEYED
