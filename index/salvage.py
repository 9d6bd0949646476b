"""What can still be read of a damaged ``library.db``, row by row.

SQLite reads a table up to the first page that is damaged, and then refuses. So reading goes on
behind each row that could not be read, until the end of the table. What is read is held against
the checks that the library keeps: an article whose text does not give its version, or that does
not say what was noted when it was added, is not passed on as if it were sound.
"""

import hashlib
import sqlite3
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.article import Article
from corpus.errors import LibraryDamaged
from corpus.identity.merging import Ruling
from index.records import Settings
from index.rows import ARTICLE_COLUMNS, article_from_row, is_sound
from index.sql import chunks, marks

_PATIENCE = 100_000  # numbers of rows tried in vain before the rest of a table is given up
_UNIT = 0.01  # how far the length of a vector may be from 1; float16 is off by a tenth of that


class Salvage:
    """The readable part of a damaged database.

    ``lost`` counts rows that could not be read, ``altered`` are the ids of articles that are not
    what was added, and ``cut_short`` the tables that could not be read to their end.

    Raises ``LibraryDamaged`` when not even its first page can be read.
    """

    def __init__(self, path: Path) -> None:
        self._sql = sqlite3.connect(path, isolation_level=None)
        try:
            self._sql.execute("SELECT 1 FROM article LIMIT 0")
        except sqlite3.DatabaseError as error:
            self._sql.close()
            raise LibraryDamaged(
                f"{path.name} does not even say which tables it has ({error}), so nothing of it "
                "can be read; restore a backup, or add the articles to a new library."
            ) from error
        self.lost = 0
        self.cut_short: list[str] = []
        self.altered: list[str] = []

    def close(self) -> None:
        """Close the connection."""
        self._sql.close()

    def settings(self) -> Settings | None:
        """What the library was made with; None when that cannot be read."""
        try:
            meta = dict(self._sql.execute("SELECT key, value FROM meta").fetchall())
            return Settings(
                model=meta["model"],
                fingerprint=meta["fingerprint"],
                dimension=int(meta["dimension"]),
                passage_tokens=int(meta["passage_tokens"]),
                overlap_tokens=int(meta["overlap_tokens"]),
            )
        except (sqlite3.DatabaseError, KeyError, ValueError):
            return None

    def articles(self) -> Iterator[Article]:
        """The articles that are as they were added; the ids of the others go to ``altered``."""
        for row in self._rows("article", ARTICLE_COLUMNS, "number"):
            try:
                article = article_from_row(row)
            except (ValueError, TypeError, AttributeError):
                self.lost += 1
                continue
            if is_sound(article, self._noted(article.id)):
                yield article
            else:
                self.altered.append(article.id)

    def editions(self) -> Iterator[tuple[Any, ...]]:
        """The rows of replaced texts that give the version that was noted with them."""
        for row in self._rows("edition", "*", "rowid"):
            if hashlib.sha256(str(row[2]).encode()).hexdigest() == row[1]:
                yield row
            else:
                self.lost += 1

    def rulings(self) -> list[Ruling]:
        """What the user decided about speakers, the latest last."""
        rows = self._rows("ruling", "verdict, one, other", "seq")
        return [Ruling(*row) for row in rows if row[0] in ("merge", "split")]

    def vectors(self, digests: Collection[bytes]) -> dict[bytes, NDArray[np.float32]]:
        """Those of the vectors that can be read and are unit rows."""
        found: dict[bytes, NDArray[np.float32]] = {}
        for some in chunks(list(digests)):
            try:
                rows = self._sql.execute(
                    f"SELECT digest, value FROM vector WHERE digest IN ({marks(some)})",  # noqa: S608
                    list(some),
                ).fetchall()
            except sqlite3.DatabaseError:
                continue  # what cannot be read is embedded again
            for digest, value in rows:
                vector = np.frombuffer(value, np.float16).astype(np.float32)
                if abs(float(np.linalg.norm(vector)) - 1) < _UNIT:
                    found[digest] = vector
        return found

    def _noted(self, article: str) -> set[str]:
        """What was noted of an article when it was added; empty when that cannot be read."""
        try:
            rows = self._sql.execute("SELECT digest FROM origin WHERE article = ?", [article])
            return {digest for (digest,) in rows}
        except sqlite3.DatabaseError:
            return set()

    def _rows(self, table: str, columns: str, key: str) -> Iterator[tuple[Any, ...]]:
        """The readable rows of a table, in the order of a whole-numbered key."""
        after, tried = 0, 0
        while tried < _PATIENCE:
            try:
                for number, *row in self._sql.execute(
                    f"SELECT {key}, {columns} FROM {table} "  # noqa: S608 - names from this file
                    f"WHERE {key} > ? ORDER BY {key}",
                    [after],
                ):
                    after, tried = number, 0
                    yield tuple(row)
            except sqlite3.DatabaseError:
                after, tried = after + 1, tried + 1
                self.lost += 1
            else:
                return
        self.lost -= _PATIENCE  # numbers that may never have been rows
        self.cut_short.append(table)
