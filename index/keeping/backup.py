"""A copy of a library as it is at one moment, made while others go on reading and adding."""

import os
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import LibraryError
from index.files import check_new, sync_folder
from index.truth.schema import open_tables


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a library: the folder that it lies in, and what it holds."""

    folder: str
    articles: int
    size: int  # bytes


def back_up(library: Path, into: Path) -> Backup:
    """Copy the truth of a library into a folder that is new or empty, and prove it readable.

    The indexes are not copied: they are made again, without embedding anything, when the copy is
    first opened. The copy appears whole or not at all.

    Raises ``UsageError`` when the folder holds something, ``LibraryError`` when it cannot be
    written or the library cannot be read to its end.
    """
    check_new(into)
    draft = into.with_name(f"{into.name}.{os.getpid()}.new")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        draft.mkdir(parents=True)
        articles = _copy(library / "library.db", draft / "library.db")
        sync_folder(draft)
        if into.exists():
            into.rmdir()
        draft.rename(into)
    except (OSError, sqlite3.DatabaseError) as error:
        raise LibraryError(
            f"The backup into {into} could not be made: {error}. Nothing is left of it; see that "
            "the disk has room, and that 'whosaid status --check' finds the library sound."
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Backup(str(into), articles, (into / "library.db").stat().st_size)


def _copy(source: Path, target: Path) -> int:
    """Copy a database as of one moment and check the copy; how many articles it has."""
    reader, writer = open_tables(source), sqlite3.connect(target)
    try:
        reader.backup(writer)  # all pages in one step: one moment, and no writer waits for it
        for (fault,) in writer.execute("PRAGMA integrity_check"):
            if fault != "ok":
                raise sqlite3.DatabaseError(fault)
        return int(writer.execute("SELECT count(*) FROM article").fetchone()[0])
    finally:
        writer.close()
        reader.close()
