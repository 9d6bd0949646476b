"""The full check of ``library.db``: each row is as it was written, and all hang together."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from corpus.article import Article
from corpus.errors import LibraryError
from index.keeping import definitions
from index.truth.rows import article_from_row, is_sound
from index.truth.rowseals import is_whole, readable
from index.truth.schema import open_tables


def faults(path: Path) -> list[str]:
    """What SQLite's own check and ours find wrong, as sentences; empty when all is well.

    Row by row, whatever the size of the library; hold the library's write lock.
    """
    try:
        connection = open_tables(path)
    except LibraryError as error:
        return [f"library.db: {error}"]
    connection.text_factory = readable
    found: list[str] = []
    try:
        for check in (_pages, _definitions, _numbers, _rows, _articles, _vectors):
            try:
                found += [f"library.db: {fault}" for fault in check(connection)]
            except (sqlite3.DatabaseError, ValueError, TypeError) as error:
                found.append(f"library.db cannot be read: {error}")
    finally:
        connection.close()
    return list(dict.fromkeys(found))


def _pages(sql: sqlite3.Connection) -> Iterator[str]:
    """Pages and indexes that hang together wrongly."""
    yield from (row[0] for row in sql.execute("PRAGMA integrity_check") if row[0] != "ok")


def _definitions(sql: sqlite3.Connection) -> Iterator[str]:
    """Tables and indexes that are not those of this format."""
    for kind, name, *_ in sorted(set(definitions.found(sql)) ^ set(definitions.made()), key=str):
        yield f"the {kind} {name} is not as it was made"


def _numbers(sql: sqlite3.Connection) -> Iterator[str]:
    """Tables that would give a number again which a row of theirs has."""
    for name, last in sql.execute("SELECT name, seq FROM sqlite_sequence").fetchall():
        key = "seq" if name in {"gone", "late", "ruling"} else "id"
        (highest,) = sql.execute(f"SELECT max({key}) FROM {name}").fetchone()  # noqa: S608
        if highest is not None and highest > last:
            yield f"{name} goes on counting at {last}, and has a row {highest}"


def _rows(sql: sqlite3.Connection) -> Iterator[str]:
    """Rows that are not as they were written, table by table."""
    tables = sql.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' "
        "AND name NOT LIKE 'sqlite_%' AND name != 'article'"
    )
    for (table,) in tables.fetchall():
        rows = sql.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own names
        broken = sum(not is_whole(row) for row in rows)
        if broken:
            yield f"rows of {table} that are not what was written: {broken}"


def _articles(sql: sqlite3.Connection) -> Iterator[str]:
    """Articles that are not what was added: by their seals, or by what was noted of them."""
    altered = [
        str(row[1])
        for row in sql.execute("SELECT * FROM article")
        if not (is_whole(row) and _is_sound(sql, article_from_row(row[1:])))
    ]
    if altered:
        yield f"not what was added: articles {', '.join(altered)}"


def _is_sound(sql: sqlite3.Connection, article: Article) -> bool:
    rows = sql.execute("SELECT digest FROM origin WHERE article = ?", [article.id])
    return is_sound(article, {digest for (digest,) in rows})


def _vectors(sql: sqlite3.Connection) -> Iterator[str]:
    """Vectors that belong to no passage, and passages that neither have one nor wait for it."""
    for told, query in (
        (
            "vectors belong to no passage",
            "SELECT count(*) FROM vector WHERE digest NOT IN (SELECT digest FROM passage)",
        ),
        (
            "passages have no vector",
            "SELECT count(*) FROM passage WHERE digest NOT IN (SELECT digest FROM vector) "
            "AND id NOT IN (SELECT passage FROM waiting)",
        ),
    ):
        (count,) = sql.execute(query).fetchone()
        if count:
            yield f"{count} {told}"
