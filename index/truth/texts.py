"""The texts of passages, without all else that is known of their articles."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.sql import Connection


class Texts:
    """The texts in one connection to ``library.db``."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def of(self, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Headline and text of passages by id; those that are gone left out."""
        rows = self._sql.among(
            "SELECT p.id, coalesce(a.title, ''), substr(a.text, p.start + 1, p.stop - p.start) "
            "FROM passage p JOIN article a ON a.number = p.article WHERE p.id IN (…)",
            ids,
        )
        return {id_: (title, text) for id_, title, text in rows}

    def after(self, passage: int, limit: int) -> list[tuple[int, str]]:
        """Up to ``limit`` passages with a higher id: id, and headline and text to find words in."""
        return self._sql.execute(
            "SELECT p.id, coalesce(a.title, '') || char(10) || "
            "substr(a.text, p.start + 1, p.stop - p.start) "
            "FROM passage p JOIN article a ON a.number = p.article "
            "WHERE p.id > ? ORDER BY p.id LIMIT ?",
            [passage, limit],
        ).fetchall()

    def articles_after(self, passage: int, limit: int) -> list[tuple[int, str]]:
        """Up to ``limit`` articles after that passage: id of the first passage, headline and text.

        An article's passages are put in together, so that none is half behind a commit.
        """
        return self._sql.execute(
            "SELECT p.id, coalesce(a.title, '') || char(10) || a.text "
            "FROM passage p JOIN article a ON a.number = p.article WHERE p.id > ? "
            "AND p.id = (SELECT min(q.id) FROM passage q WHERE q.article = p.article) "
            "ORDER BY p.id LIMIT ?",
            [passage, limit],
        ).fetchall()

    def ids(self) -> NDArray[np.int64]:
        """The ids ``(n,)`` of all passages, ascending."""
        rows = self._sql.execute("SELECT id FROM passage ORDER BY id").fetchall()
        return np.array([id_ for (id_,) in rows], np.int64)

    def firsts(self, ids: Sequence[int]) -> dict[int, int]:
        """For each of the passages, the id of the first one of its article."""
        rows = self._sql.among(
            "SELECT p.id, (SELECT min(q.id) FROM passage q WHERE q.article = p.article) "
            "FROM passage p WHERE p.id IN (…)",
            ids,
        )
        return dict(rows)

    def bounds_after(self, passage: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The first and the last passage ``(a,)`` of the articles put in after one, ascending."""
        rows = self._sql.execute(
            "SELECT min(id), max(id) FROM passage WHERE id > ? GROUP BY article ORDER BY min(id)",
            [passage],
        ).fetchall()
        bounds = np.array(rows, np.int64).reshape(len(rows), 2)
        return bounds[:, 0].copy(), bounds[:, 1].copy()

    def by_article(self, most: int) -> list[NDArray[np.int64]]:
        """The ids of the passages of each article, ascending; of ``most`` articles, evenly."""
        rows = self._sql.execute(
            "SELECT article, group_concat(id) FROM passage GROUP BY article ORDER BY article"
        ).fetchall()
        taken = rows[:: max(1, -(-len(rows) // most))]
        return [np.sort(np.array(ids.split(","), np.int64)) for _, ids in taken]
