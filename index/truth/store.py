"""The truth: one SQLite file with articles, their editions, passages and vectors.

Everything else in the library folder is derived from it. Rows appear and vanish only inside a
transaction; ids of passages only grow and are never used twice; a passage never changes. So a
derived index needs to remember two numbers to know what it has missed: the highest passage id
that it holds, and the last row of ``gone`` that it has obeyed.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.article import OPENING, Article, opening_words
from corpus.errors import ArticleNotFound, LibraryDamaged, LibraryError
from corpus.spans import Span
from index.notes import Notes
from index.people.known import Known
from index.people.speakers import Speakers
from index.records import Passage, Settings
from index.sql import Connection, marks
from index.truth.editions import Editions
from index.truth.filters import Filters
from index.truth.log import Log
from index.truth.rows import (
    ARTICLE_COLUMNS,
    Head,
    article_from_row,
    article_row,
    content_digest,
    origin_key,
)
from index.truth.schema import create_tables, open_tables
from index.truth.sketches import Sketches
from index.truth.statements import Statements
from index.truth.texts import Texts
from index.truth.waiting import Waiting


class Store:
    """One connection to ``library.db``; use it from one thread at a time."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self._sql = connection = Connection(sql)
        self.filters = Filters(connection)
        self.notes = Notes(connection)
        self.log = Log(connection)
        self.texts = Texts(connection)
        self.editions = Editions(connection)
        self.statements = Statements(connection)
        self.waiting = Waiting(connection)
        self.speakers = Speakers(connection)
        self.known = Known(connection)
        self.sketches = Sketches(connection)

    @classmethod
    def create(cls, path: Path, settings: Settings) -> "Store":
        """Make the file, with the settings that it is to be opened with again."""
        store = cls(create_tables(path))
        with store.transaction():
            for key in Settings.__dataclass_fields__:
                store._run("INSERT INTO meta VALUES (?, ?)", key, str(getattr(settings, key)))
        return store

    @classmethod
    def open(cls, path: Path) -> "Store":
        """Connect to the file. Raises ``LibraryDamaged`` or ``LibraryMismatch``."""
        return cls(open_tables(path))

    def close(self) -> None:
        """Close the connection."""
        self._sql.close()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See the library as it is at one moment, whatever is committed meanwhile.

        Within another snapshot, or a transaction, it is the moment of that one.
        """
        if self._sql.in_transaction:
            yield
            return
        self._run("BEGIN")
        try:
            yield
        finally:
            self._sql.rollback()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit what happens inside, on disk when this returns; or undo it if it raises.

        Raises ``LibraryError`` when it cannot be written.
        """
        try:
            self._run("BEGIN IMMEDIATE")
            yield
            self._run("COMMIT")
        except BaseException as error:
            self._sql.rollback()
            if isinstance(error, sqlite3.OperationalError):
                raise LibraryError(
                    f"The library could not be written: {error}. What was committed before stays; "
                    "see that the disk has room and the folder may be written, and try again."
                ) from error
            raise

    # What is known of the library as a whole

    def settings(self) -> Settings:
        """What the library was made with."""
        meta = dict(self._rows("SELECT key, value FROM meta"))
        try:
            return Settings.of(meta)
        except KeyError as error:
            raise LibraryDamaged(
                f"The library does not say its {error.args[0]}; its making was interrupted. "
                "Remove the folder and make it again."
            ) from None

    def counts(self) -> dict[str, int]:
        """How many articles, editions, passages and vectors there are."""
        return {
            f"{table}s": self._one(f"SELECT count(*) FROM {table}")  # noqa: S608 - names from here
            for table in ("article", "edition", "passage", "vector")
        }

    @property
    def holds_passages(self) -> bool:
        """Whether there is anything to find."""
        return self._one("SELECT EXISTS (SELECT 1 FROM passage)") == 1

    def state(self) -> tuple[int, int]:
        """The highest passage id ever given, and the last row of ``gone``: both only grow."""
        passage, gone, _ = self.waiting.state()
        return passage, gone

    # Articles

    def put(
        self,
        article: Article,
        spans: Sequence[Span],
        digests: Sequence[bytes],
        finder: str | None = None,
    ) -> str:
        """Add or update an article with its passages; say "added", "updated" or "unchanged".

        Passages of digests whose vectors have not been put wait for them. The replaced version's
        text is kept as an edition. ``finder`` is what finds its statements: an article that has
        them from another is updated, and its names and statements are dropped. Call inside a
        transaction.
        """
        said = content_digest(article)
        self._run(
            "INSERT OR REPLACE INTO origin VALUES (?, ?, ?)",
            origin_key(article.origin),
            article.id,
            said,
        )
        before = self._find(article.id)
        if before is not None and content_digest(before) == said:
            if finder is None or finder == self.statements.finder(article.id):
                return "unchanged"
            self.statements.clear(article.id, finder)
            return "updated"
        added = self.editions.keep(article.id, article.version, _now())
        unused = [] if before is None else self._drop(article.id)
        number = self._insert(article, added, finder)
        self._sql.executemany(
            "INSERT INTO passage (article, start, stop, digest) VALUES (?, ?, ?, ?)",
            [
                (number, span.start, span.end, digest)
                for span, digest in zip(spans, digests, strict=True)
            ],
        )
        self.waiting.note(number)
        self._drop_vectors(unused)
        return "added" if before is None else "updated"

    def is_known(self, article: Article, finders: Collection[str]) -> bool:
        """Whether this article was read from this place before, and has one of these finders."""
        row = self._sql.execute(
            "SELECT o.digest, a.finder FROM origin o JOIN article a ON a.id = o.article "
            "WHERE o.origin = ?",
            [origin_key(article.origin)],
        ).fetchone()
        return row is not None and row[0] == content_digest(article) and row[1] in finders

    def remove(self, id_: str) -> None:
        """Take an article out: its passages, editions and every trace. In a transaction."""
        touched, left = self.speakers.touched_by(id_)
        self._drop_vectors(self._drop(id_))
        self.speakers.refresh(touched, left=left)
        for (origin,) in self._rows("SELECT origin FROM origin WHERE article = ?", id_):
            # A record's origin is its file's path, "#" and more; the path may have "#" as well.
            cuts = [at for at, byte in enumerate(origin) if byte == ord("#")]
            for path in [origin, *(origin[:cut] for cut in cuts)]:
                self._run("DELETE FROM file WHERE path = ?", path)
        self._run("DELETE FROM origin WHERE article = ?", id_)
        self._run("DELETE FROM edition WHERE id = ?", id_)

    def article(self, id_: str) -> Article:
        """The article with that id, or the only one whose id begins so.

        Raises ``ArticleNotFound`` when there is none or more than one.
        """
        ids = self.ids_like(id_)
        found = self._find(ids[0]) if len(ids) == 1 else None
        if found is None:
            raise ArticleNotFound(_not_found(id_, ids))
        return found

    def ids_like(self, prefix: str) -> list[str]:
        """Up to ten ids that begin so, in order; one when it is a whole id."""
        rows = self._rows(
            "SELECT id FROM article WHERE id >= ?1 AND id < ?1 || 'g' ORDER BY id LIMIT 10",
            prefix.lower(),
        )
        return [id_ for (id_,) in rows] if prefix else []

    def heads(self, n: int | None = None, after: int = 0) -> Iterator[Head]:
        """The heads of the articles, the latest published first and the undated last.

        All, or ``n`` behind the first ``after``.
        """
        rows = self._sql.execute(
            "SELECT id, title, outlet, authors, published, url, "
            "iif(coalesce(title, '') = '', substr(text, 1, ?), NULL) FROM article "
            "ORDER BY last_day DESC, published DESC, id LIMIT ? OFFSET ?",
            [4 * OPENING, -1 if n is None else n, after],
        )
        for id_, title, outlet, authors, published, url, text in rows:
            opening = opening_words(text) if text else None
            yield Head(id_, title, outlet, tuple(json.loads(authors)), published, url, opening)

    # Files, so that an unchanged one is not read again

    def file_articles(self, origin: str, digest: str) -> int | None:
        """How many articles the file gave when it had that digest; None if it never had."""
        row = self._sql.execute(
            "SELECT articles FROM file WHERE path = ? AND digest = ?", [origin_key(origin), digest]
        ).fetchone()
        return None if row is None else int(row[0])

    def put_file(self, origin: str, digest: str, articles: int) -> None:
        """Remember that all of a file has been added. Call inside a transaction."""
        self._run(
            "INSERT OR REPLACE INTO file VALUES (?, ?, ?)", origin_key(origin), digest, articles
        )

    # Passages and vectors

    def cited(self, ids: Sequence[int]) -> list[tuple[Passage, Article]]:
        """Passages with their articles, in the order asked for; those that are gone left out."""
        found: dict[int, tuple[Passage, Article]] = {}
        rows = self._sql.among(
            f"SELECT passage, start, stop, {ARTICLE_COLUMNS} FROM article "  # noqa: S608
            "JOIN (SELECT id AS passage, article AS holder, start, stop FROM passage "
            "WHERE id IN (…)) ON holder = number",
            ids,
        )
        for id_, start, stop, *row in rows:
            article = article_from_row(row)
            found[id_] = (Passage(id_, article.id, Span(start, stop)), article)
        return [found[id_] for id_ in ids if id_ in found]

    def missing_vectors(self, digests: Sequence[bytes]) -> set[bytes]:
        """Those of the digests for which there is no vector yet."""
        missing = set(digests)
        rows = self._sql.among("SELECT digest FROM vector WHERE digest IN (…)", list(missing))
        return missing - {digest for (digest,) in rows}

    def put_vectors(self, digests: Sequence[bytes], vectors: NDArray[np.float32]) -> None:
        """Keep ``(n, d)`` vectors as float16 under their digests. Call inside a transaction."""
        values = vectors.astype(np.float16)
        self._sql.executemany(
            "INSERT OR IGNORE INTO vector VALUES (?, ?)",
            [(digest, row.tobytes()) for digest, row in zip(digests, values, strict=True)],
        )
        self.waiting.arrived(digests)

    def vectors_after(
        self, passage: int, limit: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Up to ``limit`` passages with a higher id: their ids ``(n,)`` and vectors ``(n, d)``."""
        rows = self._rows(
            "SELECT p.id, v.value FROM passage p JOIN vector v ON v.digest = p.digest "
            "WHERE p.id > ? ORDER BY p.id LIMIT ?",
            passage,
            limit,
        )
        ids = np.array([id_ for id_, _ in rows], dtype=np.int64)
        values = np.frombuffer(b"".join(value for _, value in rows), dtype=np.float16)
        return ids, values.reshape(len(rows), -1) if rows else values.reshape(0, 0)

    def gone_after(self, seq: int) -> list[int]:
        """The ids of passages that were removed since that row of ``gone``, in order."""
        rows = self._rows("SELECT passage FROM gone WHERE seq > ? ORDER BY seq", seq)
        return [id_ for (id_,) in rows]

    # Within

    def _find(self, id_: str) -> Article | None:
        row = self._sql.execute(
            f"SELECT {ARTICLE_COLUMNS} FROM article WHERE id = ?",  # noqa: S608 - our own names
            [id_],
        ).fetchone()
        return None if row is None else article_from_row(row)

    def _insert(self, article: Article, added: str, finder: str | None) -> int:
        row = article_row(article)
        cursor = self._sql.execute(
            f"INSERT INTO article ({ARTICLE_COLUMNS}, added, finder) "  # noqa: S608 - our names
            f"VALUES ({marks(row)}, ?, ?)",
            [*row, added, finder],
        )
        number = int(cursor.lastrowid or 0)
        self._run("INSERT INTO unsketched VALUES (?)", number)
        self._sql.executemany(
            "INSERT OR IGNORE INTO author VALUES (?, ?)",
            [(name, number) for name in article.authors],
        )
        return number

    def _drop(self, id_: str) -> list[bytes]:
        """Delete an article's row and passages; the digests that these had."""
        row = self._sql.execute("SELECT number FROM article WHERE id = ?", [id_]).fetchone()
        if row is None:
            raise ArticleNotFound(_not_found(id_, []))
        self.sketches.drop(id_)
        rows = self._rows("SELECT id, digest FROM passage WHERE article = ?", row[0])
        self._sql.executemany("INSERT INTO gone (passage) VALUES (?)", [(p,) for p, _ in rows])
        self._run("DELETE FROM article WHERE number = ?", row[0])
        return [digest for _, digest in rows]

    def _drop_vectors(self, digests: Sequence[bytes]) -> None:
        """Delete those of the vectors that no passage uses any more."""
        self._sql.executemany(
            "DELETE FROM vector WHERE digest = ?1 "
            "AND NOT EXISTS (SELECT 1 FROM passage WHERE digest = ?1)",
            [(digest,) for digest in digests],
        )

    def _run(self, statement: str, *values: Any) -> None:
        self._sql.execute(statement, values)

    def _rows(self, statement: str, *values: Any) -> list[Any]:
        return self._sql.execute(statement, values).fetchall()

    def _one(self, statement: str, *values: Any) -> int:
        return int(self._sql.execute(statement, values).fetchone()[0])


def _not_found(id_: str, ids: list[str]) -> str:
    if not ids:
        return f"No article has the id {id_!r}; 'whosaid list' shows the ids."
    return f"More than one article id begins with {id_!r}: {', '.join(ids)}; give more of it."


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
