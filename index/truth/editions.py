"""The texts that an article has had: the one of now, and those that an update replaced.

A replaced text has no passages, vectors or statements any more; it is kept to be read, and for
what was cited from it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.dates import PartialDate
from corpus.errors import ArticleNotFound
from index.sql import Connection

_COLUMNS = "id, version, text, title, published, modified, added"
EDITION_COLUMNS = f"{_COLUMNS}, replaced"


@dataclass(frozen=True, slots=True)
class Edition:
    """An article's text as it was, or is.

    ``article`` is the article's id, ``version`` the SHA-256 of ``text``. ``published`` and
    ``modified`` are what the article said of itself then; ``added`` is when the library took the
    text in, ``replaced`` when it took in the next, both in UTC; ``replaced`` is None for the text
    of now.
    """

    article: str
    version: str
    text: str
    title: str | None
    published: PartialDate | None
    modified: PartialDate | None
    added: PartialDate
    replaced: PartialDate | None


class Editions:
    """The editions in one connection to ``library.db``."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def keep(self, article: str, version: str, now: str) -> str:
        """Keep the text of now, if one of that version is to take its place. In a transaction.

        ``now`` is the time as ISO 8601. Gives the time at which the text that is to come came in:
        ``now``, unless it is there already.
        """
        row = self._sql.execute(
            "SELECT version, added FROM article WHERE id = ?", [article]
        ).fetchone()
        if row is None:
            return now
        if row[0] == version:
            return str(row[1])
        self._sql.execute(
            f"INSERT INTO edition ({EDITION_COLUMNS}) "  # noqa: S608 - our own column names
            f"SELECT {_COLUMNS}, ? FROM article WHERE id = ?",
            [now, article],
        )
        return now

    def of(self, article: str) -> list[Edition]:
        """Every text of the article with that whole id, the earliest first, that of now the last.

        Empty when there is no such article. A text that came back stands there twice.
        """
        before = self._sql.execute(
            f"SELECT {EDITION_COLUMNS} FROM edition WHERE id = ? ORDER BY rowid",  # noqa: S608
            [article],
        )
        now = self._sql.execute(
            f"SELECT {_COLUMNS}, NULL FROM article WHERE id = ?",  # noqa: S608 - our own names
            [article],
        )
        return [_edition(row) for row in [*before, *now]]

    def with_version(self, article: str, version: str) -> Edition:
        """The latest text of an article whose version begins so.

        Raises ``ArticleNotFound`` when none does, or texts that differ do.
        """
        wanted = version.strip().lower()
        every = self.of(article)
        found = {item.version: item for item in every if wanted and item.version.startswith(wanted)}
        if len(found) == 1:
            return next(iter(found.values()))
        shown = ", ".join(dict.fromkeys(item.version[:12] for item in found.values() or every))
        if found:
            raise ArticleNotFound(
                f"More than one version of the article {article} begins with {version!r}: "
                f"{shown}; give more of it."
            )
        raise ArticleNotFound(
            f"The article {article} has no version {version!r}; the library has {shown}."
            if every
            else f"No article has the id {article!r}; 'whosaid list' shows the ids."
        )

    def holders(self, version: str) -> list[str]:
        """The ids of the articles that have the text of that whole version now, in order."""
        rows = self._sql.execute("SELECT id FROM article WHERE version = ? ORDER BY id", [version])
        return [id_ for (id_,) in rows]

    def put(self, rows: Iterable[Sequence[Any]]) -> None:
        """Keep texts replaced elsewhere, as rows of ``EDITION_COLUMNS``. In a transaction."""
        self._sql.executemany("INSERT INTO edition VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def replaced(self, articles: Sequence[str]) -> set[str]:
        """Those of the articles whose text was another before."""
        rows = self._sql.among("SELECT DISTINCT id FROM edition WHERE id IN (…)", articles)
        return {id_ for (id_,) in rows}


def _edition(row: Sequence[Any]) -> Edition:
    """The edition whose ``_COLUMNS``, with the time of its replacement, these are."""
    id_, version, text, title, published, modified, added, replaced = row
    read = PartialDate.fromisoformat
    return Edition(
        article=id_,
        version=version,
        text=text,
        title=title,
        published=read(published) if published else None,
        modified=read(modified) if modified else None,
        added=read(added),
        replaced=read(replaced) if replaced else None,
    )
