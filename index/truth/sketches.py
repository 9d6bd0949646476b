"""Sketches of articles as rows of ``library.db``: which articles may print the same words.

Derived from the texts. A row of ``band`` says that an article has a number in its sketch; what
shares numbers may be a copy, and whoever asks compares the texts themselves. So a row too many
does no harm, and none is missed. Articles without a sketch yet, as in a library that was made
before there were any, are listed in ``unsketched``.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from corpus.copying.sketch import SKETCH, sketch
from index.notes import Notes
from index.sql import Connection

_PRINTINGS = 64
"""Articles that one number is looked up in, the first added: a number in more than these tells
little, and the cost of a look-up must not grow with the library."""

_NOTED = "sketch"


class Sketches:
    """The sketches in one connection to ``library.db``."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection
        self._notes = Notes(connection)

    def put(self, article: str, keys: Sequence[int]) -> None:
        """Keep the sketch of an article that was put before. In a transaction."""
        self._renew()
        (number,) = self._sql.execute(
            "SELECT number FROM article WHERE id = ?", [article]
        ).fetchone()
        self._put(number, keys)

    def drop(self, article: str) -> None:
        """Delete the sketch of an article that is still there. In a transaction."""
        number, text = self._sql.execute(
            "SELECT number, text FROM article WHERE id = ?", [article]
        ).fetchone()
        self._sql.executemany(
            "DELETE FROM band WHERE key = ? AND article = ?",
            [(key, number) for key in sketch(text)],
        )
        self._sql.execute("DELETE FROM unsketched WHERE article = ?", [number])

    @property
    def behind(self) -> int:
        """How many articles have no sketch yet."""
        table = "unsketched" if self._is_current() else "article"
        (count,) = self._sql.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
        return int(count)

    def catch_up(self, most: int) -> None:
        """Make the sketches of so many of the articles that have none. In a transaction."""
        self._renew()
        rows = self._sql.execute(
            "SELECT u.article, a.text FROM unsketched u "
            "LEFT JOIN article a ON a.number = u.article LIMIT ?",
            [most],
        ).fetchall()
        for number, text in rows:
            self._put(number, sketch(text or ""))

    def likely(
        self, keys: Sequence[int], least: int, most: int, where: str, values: Sequence[Any]
    ) -> list[str]:
        """The articles that share at least so many of the numbers, those with the most first.

        At most ``most`` of them, in those that a condition lets pass; ``where`` and ``values`` are
        those of ``Filters.condition``, with the article as ``a``.
        """
        shared: Counter[int] = Counter()
        for key in keys:
            rows = self._sql.execute(
                "SELECT article FROM band WHERE key = ? LIMIT ?", [key, _PRINTINGS]
            )
            shared.update(number for (number,) in rows)
        best = [number for number, count in shared.most_common(most) if count >= least]
        found = self._sql.among(
            f"SELECT a.number, a.id FROM article a WHERE a.number IN (…) AND {where}",  # noqa: S608
            best,
            *values,
        )
        ids = dict(found)
        return [ids[number] for number in best if number in ids]

    def _put(self, number: int, keys: Sequence[int]) -> None:
        self._sql.executemany(
            "INSERT OR IGNORE INTO band VALUES (?, ?)", [(key, number) for key in keys]
        )
        self._sql.execute("DELETE FROM unsketched WHERE article = ?", [number])

    def _is_current(self) -> bool:
        """Whether the sketches were made as they are made now."""
        return self._notes.get(_NOTED) == SKETCH

    def _renew(self) -> None:
        """Begin anew when the sketches were made otherwise, or never."""
        if not self._is_current():
            self._sql.execute("DELETE FROM band")
            self._sql.execute("INSERT OR IGNORE INTO unsketched SELECT number FROM article")
            self._notes.put(_NOTED, SKETCH)
