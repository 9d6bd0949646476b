"""Passages that wait for their vectors: found by words at once, by meaning when they are embedded.

Each passage that is put without a vector is noted. When its vector comes, it is taken off, and
noted as late: an index that follows the passages by their ids, and has gone past this one, takes
it in from there. Rows of ``late`` only grow.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.sql import Connection, chunks, marks


class Waiting:
    """What waits in one connection's ``library.db``."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection
        self._counted: tuple[tuple[int, int, int], int] | None = None

    def state(self) -> tuple[int, int, int]:
        """As ``Store.state``, and the last row of ``late``, which only grows too."""
        highest = dict(self._sql.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
        return highest.get("passage", 0), highest.get("gone", 0), highest.get("late", 0)

    def count(self) -> int:
        """How many passages are without a vector; counted anew only when something has changed."""
        state = self.state()
        if self._counted is None or self._counted[0] != state:
            (found,) = self._sql.execute("SELECT count(*) FROM waiting").fetchone()
            self._counted = state, int(found)
        return self._counted[1]

    def first(self, limit: int) -> list[tuple[int, bytes]]:
        """Up to ``limit`` of them, the longest known first: id and digest."""
        return self._sql.execute(
            "SELECT p.id, p.digest FROM waiting w JOIN passage p ON p.id = w.passage "
            "ORDER BY p.id LIMIT ?",
            [limit],
        ).fetchall()

    def among(self, digests: Sequence[bytes]) -> set[bytes]:
        """Those of the digests that a passage waits for."""
        rows = self._sql.among(
            "SELECT DISTINCT p.digest FROM passage p "
            "JOIN waiting w ON w.passage = p.id WHERE p.digest IN (…)",
            digests,
        )
        return {digest for (digest,) in rows}

    def note(self, article: int) -> None:
        """Note those passages of an article, by its number, that have no vector."""
        self._sql.execute(
            "INSERT INTO waiting SELECT id FROM passage WHERE article = ? "
            "AND NOT EXISTS (SELECT 1 FROM vector v WHERE v.digest = passage.digest)",
            [article],
        )

    def arrived(self, digests: Sequence[bytes]) -> None:
        """Take off those whose vectors have been put."""
        if not self._sql.execute("SELECT EXISTS (SELECT 1 FROM waiting)").fetchone()[0]:
            return
        for some in chunks(digests):
            ids = self._sql.execute(
                "SELECT w.passage FROM passage p JOIN waiting w ON w.passage = p.id "  # noqa: S608
                f"WHERE p.digest IN ({marks(some)}) ORDER BY p.id",
                some,
            ).fetchall()
            self._sql.executemany("INSERT INTO late (passage) VALUES (?)", ids)
            self._sql.executemany("DELETE FROM waiting WHERE passage = ?", ids)

    def late_after(self, seq: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Ids ``(n,)``, ascending, and vectors ``(n, d)`` that came since that row of ``late``."""
        rows = self._sql.execute(
            "SELECT DISTINCT p.id, v.value FROM late l JOIN passage p ON p.id = l.passage "
            "JOIN vector v ON v.digest = p.digest WHERE l.seq > ? ORDER BY p.id",
            [seq],
        ).fetchall()
        values = np.frombuffer(b"".join(value for _, value in rows), np.float16)
        ids = np.array([id_ for id_, _ in rows], np.int64)
        return ids, values.reshape(len(rows), -1 if rows else 0).astype(np.float32)
