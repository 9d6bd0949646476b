"""Making ``library.db``, and opening connections to it."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import LibraryBusy, LibraryDamaged, LibraryError, LibraryMismatch
from index.truth.rowseals import seal
from index.truth.tables import FORMAT, TABLES
from index.truth.upgrade import upgrade

BUSY_MS = 30_000  # how long a connection waits when it meets another one's commit
_LARGE = 100_000_000  # bytes; bringing so much up to date takes some ten seconds
_log = logging.getLogger("whosaid")


def create_tables(path: Path) -> sqlite3.Connection:
    """Make the database file with empty tables; it must not exist yet.

    Raises ``LibraryError`` when it cannot be written.
    """
    try:
        with _connected(path) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(
                f"BEGIN IMMEDIATE; {TABLES} PRAGMA user_version = {FORMAT}; COMMIT;"
            )
            return connection
    except sqlite3.OperationalError as error:
        raise LibraryError(
            f"{path} could not be made: {error}. See that the disk has room and the folder may be "
            "written, and try again."
        ) from error


def open_tables(path: Path) -> sqlite3.Connection:
    """Connect to an existing database file.

    Raises ``LibraryDamaged`` when it cannot be read as one, and ``LibraryMismatch`` when a newer
    program made it.
    """
    try:
        with _connected(path) as connection:
            _bring_up_to_date(connection, path)
            return connection
    except sqlite3.OperationalError as error:
        raise LibraryError(
            f"{path} could not be opened: {error}. See that the disk has room and the folder may "
            "be read and written, and try again."
        ) from error
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # of a name in what SQLite says
        raise _damaged(path, error) from error


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    """See that a database is a library of our format, an older one made so."""
    version = _format(connection)
    if version < 1:
        raise LibraryDamaged(f"{path} is a database, but not one that whosaid made.")
    if version < FORMAT:
        _upgrade(connection, path)
        version = _format(connection)
    if version > FORMAT:  # perhaps only by now: a newer program may have come first
        raise LibraryMismatch(
            f"{path} has library format {version}, and this program knows formats up to {FORMAT}; "
            "update whosaid to use it."
        )


def _format(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _upgrade(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the tables of an older format up to ours, or say why they cannot be."""
    if path.stat().st_size > _LARGE:
        _log.warning("%s is brought up to library format %d; this takes a while.", path, FORMAT)
    try:
        upgrade(connection)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        code: str = getattr(error, "sqlite_errorname", "SQLITE_ERROR")
        if code.startswith("SQLITE_BUSY"):
            raise LibraryBusy(
                f"{path} is of an older format, and another process is bringing it up to date or "
                "writing to it; try again when that is done."
            ) from error
        if isinstance(error, sqlite3.OperationalError) and code != "SQLITE_ERROR":
            raise LibraryError(
                f"{path} is of an older format and could not be brought up to date: {error}. See "
                "that the disk has room for twice the library and the folder may be written, and "
                "try again."
            ) from error
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> LibraryDamaged:
    return LibraryDamaged(
        f"{path} cannot be read as a library ({error}); 'whosaid recover' saves what can be saved "
        "of it, or restore it from a backup."
    )


@contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that stays open, unless the ``with`` ends in an exception."""
    connection = sqlite3.connect(
        path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA synchronous = FULL")  # on the disk before a commit is told
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = ON")  # the tables call ``seal_of``
        connection.create_function("seal_of", -1, seal, deterministic=True)
        yield connection
    except BaseException:
        connection.close()
        raise
