"""The texts of passages, without all else that is known of their articles."""

import sqlite3
from collections.abc import Sequence

from index.sql import chunks, marks


class Texts:
    """The texts in one connection to ``library.db``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def of(self, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Headline and text of passages by id; those that are gone left out."""
        found: dict[int, tuple[str, str]] = {}
        for some in chunks(ids):
            rows = self._sql.execute(
                "SELECT p.id, coalesce(a.title, ''), "  # noqa: S608 - marks only
                "substr(a.text, p.start + 1, p.stop - p.start) "
                "FROM passage p JOIN article a ON a.number = p.article "
                f"WHERE p.id IN ({marks(some)})",
                list(some),
            )
            found.update((id_, (title, text)) for id_, title, text in rows)
        return found
