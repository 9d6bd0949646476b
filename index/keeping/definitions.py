"""What a ``library.db`` says of its own tables and indexes, held against what was made."""

import sqlite3
from contextlib import closing, suppress
from typing import Any

from index.truth.tables import FORMAT, TABLES

_COLUMNS = "type, name, tbl_name, sql"
_OURS = "name != 'sqlite_sequence' AND name NOT LIKE 'sqlite_stat%'"

Definition = tuple[Any, ...]  # type, name, table, and the statement that made it


def made() -> list[Definition]:
    """The definitions of every table and index of this format, in the order of making."""
    with closing(sqlite3.connect(":memory:")) as new:
        new.create_function("seal_of", -1, len, deterministic=True)
        new.executescript(TABLES)
        return found(new)


def found(sql: sqlite3.Connection) -> list[Definition]:
    """The definitions in a database, in the order of making."""
    query = f"SELECT {_COLUMNS} FROM sqlite_master WHERE {_OURS} ORDER BY rowid"  # noqa: S608
    return [tuple(row) for row in sql.execute(query)]


def restore_definitions(sql: sqlite3.Connection) -> None:
    """Write the definitions of this format over damaged ones, in a copy of a library.

    They are known by their names, and one whose name is damaged as the only one left. Where each
    table begins stays as it is; in another format nothing is done.
    """
    sql.execute("PRAGMA writable_schema = ON")
    with suppress(sqlite3.DatabaseError, UnicodeDecodeError):
        sql.execute("SELECT 1 FROM sqlite_master")  # fails once, and then SQLite goes on without
    (version,) = sql.execute("PRAGMA user_version").fetchone()
    if version == FORMAT:
        missing = {one[1]: one for one in made()}
        query = f"SELECT rowid, name FROM sqlite_master WHERE {_OURS}"  # noqa: S608 - our own
        rows = [tuple(row) for row in sql.execute(query)]
        known = [(missing.pop(name), row) for row, name in rows if name in missing]
        nameless = sorted({row for row, _ in rows} - {row for _, row in known})
        if len(nameless) == len(missing) == 1:
            known += zip(missing.values(), nameless, strict=True)
        sql.executemany(
            f"UPDATE sqlite_master SET ({_COLUMNS}) = (?, ?, ?, ?) WHERE rowid = ?",  # noqa: S608
            [(*one, row) for one, row in known],
        )
    sql.execute("PRAGMA writable_schema = RESET")
