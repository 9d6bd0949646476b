"""What can still be read of a damaged ``library.db``, row by row.

SQLite reads a table up to the first page that is damaged, and then refuses. So reading goes on
behind each row that could not be read, until the end of the table. What is read is held against
the seals that rows have, so that nothing is passed on that is not as it was written. A library from
before there were seals has less to hold it against: the version of a text, what was noted of an
article when it was added, the length of a vector.
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
from index.keeping.definitions import restore_definitions
from index.records import Settings
from index.sql import chunks, marks
from index.truth.editions import EDITION_COLUMNS
from index.truth.rows import ARTICLE_COLUMNS, article_from_row, is_sound
from index.truth.rowseals import is_whole, readable

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
        self._sql.row_factory = sqlite3.Row
        self._sql.text_factory = readable
        try:
            self._look_for_tables()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
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

    def _look_for_tables(self) -> None:
        """Raise what SQLite raises when it cannot tell which tables there are."""
        try:
            self._sql.execute("SELECT 1 FROM article LIMIT 0")
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            restore_definitions(self._sql)
            self._sql.execute("SELECT 1 FROM article LIMIT 0")

    def settings(self) -> Settings | None:
        """What the library was made with; None when that cannot be read."""
        try:
            rows = self._sql.execute("SELECT * FROM meta").fetchall()
            meta = {row["key"]: row["value"] for row in rows if _is_whole(row) is not False}
            return Settings.of(meta)
        except (sqlite3.DatabaseError, KeyError, ValueError):
            return None

    def articles(self) -> Iterator[Article]:
        """The articles that are as they were added; the ids of the others go to ``altered``."""
        columns = ARTICLE_COLUMNS.split(", ")
        for row in self._rows("article", "number"):
            whole = _is_whole(row)
            try:
                article = article_from_row(tuple(row[column] for column in columns))
            except (ValueError, TypeError, AttributeError):
                self.lost += 1
                continue
            if is_sound(article, self._noted(article.id)) if whole is None else whole:
                yield article
            else:
                self.altered.append(str(row["id"]))

    def editions(self) -> Iterator[tuple[Any, ...]]:
        """The rows of replaced texts that are as they were written."""
        for row in self._rows("edition", "rowid"):
            whole = _is_whole(row)
            if whole is None:
                whole = hashlib.sha256(str(row["text"]).encode()).hexdigest() == row["version"]
            if whole:
                yield tuple(row[column] for column in EDITION_COLUMNS.split(", "))
            else:
                self.lost += 1

    def rulings(self) -> list[Ruling]:
        """What the user decided about speakers, the latest last."""
        found = []
        for row in self._rows("ruling", "seq"):
            if _is_whole(row) is not False and row["verdict"] in ("merge", "split"):
                found.append(Ruling(row["verdict"], row["one"], row["other"]))
            else:
                self.lost += 1
        return found

    def vectors(self, digests: Collection[bytes]) -> dict[bytes, NDArray[np.float32]]:
        """Those of the vectors that are as they were written."""
        found: dict[bytes, NDArray[np.float32]] = {}
        for some in chunks(list(digests)):
            try:
                rows = self._sql.execute(
                    f"SELECT * FROM vector WHERE digest IN ({marks(some)})",  # noqa: S608
                    list(some),
                ).fetchall()
            except sqlite3.DatabaseError:
                continue  # what cannot be read is embedded again
            for row in rows:
                if _is_whole(row) is False or not isinstance(row["value"], bytes):
                    continue
                vector = np.frombuffer(row["value"], np.float16).astype(np.float32)
                if abs(float(np.linalg.norm(vector)) - 1) < _UNIT:
                    found[row["digest"]] = vector
        return found

    def _noted(self, article: str) -> set[str]:
        """What was noted of an article when it was added; empty when that cannot be read."""
        try:
            rows = self._sql.execute("SELECT digest FROM origin WHERE article = ?", [article])
            return {digest for (digest,) in rows}
        except sqlite3.DatabaseError:
            return set()

    def _rows(self, table: str, key: str) -> Iterator[sqlite3.Row]:
        """The readable rows of a table, in the order of a whole-numbered key."""
        after, tried = 0, 0
        while tried < _PATIENCE:
            try:
                for row in self._sql.execute(
                    f"SELECT {key} AS at, * FROM {table} "  # noqa: S608 - names from this file
                    f"WHERE {key} > ? ORDER BY {key}",
                    [after],
                ):
                    after, tried = row["at"], 0
                    yield row
            except sqlite3.DatabaseError:
                after, tried = after + 1, tried + 1
                self.lost += 1
            else:
                return
        self.lost -= _PATIENCE  # numbers that may never have been rows
        self.cut_short.append(table)


def _is_whole(row: sqlite3.Row) -> bool | None:
    """Whether a row is as it was written; None where rows have no seals, before format 3."""
    names = row.keys()
    if names[-1] != "seal":
        return None
    return is_whole(tuple(row)[names[0] == "at" :])
