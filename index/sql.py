"""Connections to ``library.db``, lists of values in SQL statements, and a join that many have."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

_T = TypeVar("_T")

LIST = 500  # values in one IN (…): far below SQLite's own limit, and statements stay short


HEADS = "JOIN article a INDEXED BY article_head ON a.number = s.article"
"""Joins number, id, outlet and day of articles to sightings ``s``, out of an index: the rows
themselves hold whole texts, so that each would be another page to read."""


class Connection:
    """A connection that closes when nobody holds it any more.

    Closed by another thread in the middle of a statement, one of ``sqlite3`` takes the whole
    program down; so whoever wants it closed lets go of it. (One of ``sqlite3`` holds itself, for
    the sake of statements that are prepared once, and would stay open until garbage is collected.)
    """

    def __init__(self, sql: sqlite3.Connection) -> None:
        self._sql = sql
        self.execute, self.executemany, self.rollback = sql.execute, sql.executemany, sql.rollback

    @property
    def in_transaction(self) -> bool:
        """Whether something was begun that is neither committed nor undone."""
        return self._sql.in_transaction

    @property
    def total_changes(self) -> int:
        """Rows inserted, updated and deleted since it was opened."""
        return self._sql.total_changes

    def among(self, query: str, values: Sequence[object], *more: object) -> list[Any]:
        """The rows of a query for values that stand in it as ``IN (…)``, however many they are.

        As many at a time as one statement takes, and each time in the order of the query; ``more``
        are the values of the marks behind.
        """
        rows: list[Any] = []
        for some in chunks(values):
            rows += self.execute(query.replace("(…)", f"({marks(some)})"), [*some, *more])
        return rows

    def close(self) -> None:
        """Close it now."""
        self._sql.close()

    def __del__(self) -> None:
        self._sql.close()


def chunks(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """The values in order, as many at a time as one statement takes.

    >>> [len(some) for some in chunks(range(1200))]
    [500, 500, 200]
    """
    return (values[at : at + LIST] for at in range(0, len(values), LIST))


def marks(values: Sequence[object]) -> str:
    """A question mark for each value.

    >>> marks([1, 2, 3])
    '?, ?, ?'
    """
    return ", ".join("?" * len(values))
