"""Single bits flipped in ``library.db``: how many change something, and which go unnoticed.

    python -m benchmarks.flips LIBRARY --flips 2000 [--seed 5]

Each time one bit, drawn at random, is flipped in a copy of the library. Where a table no longer
holds what it held, or cannot be read, ``whosaid status --check`` has to say so, or opening the
library has to; what neither notices is counted by table. Exit status 1 if there is any.
"""

import argparse
import logging
import random
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import whosaid
from corpus.errors import WhosaidError

Tables = dict[str, list[tuple[object, ...]]]


def held(database: Path) -> Tables | None:
    """Everything in the tables, byte for byte; None when it cannot be read to its end."""
    try:
        with closing(sqlite3.connect(f"file:{database}?immutable=1", uri=True)) as connection:
            connection.text_factory = bytes
            names = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            ).fetchall()
            return {
                name.decode(): connection.execute(f"SELECT * FROM {name.decode()}").fetchall()
                for (name,) in names
            }
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def _changed(before: Tables, after: Tables | None) -> list[str]:
    if after is None:
        return ["(cannot be read)"]
    return [name for name in before if after.get(name) != before[name]]


def _is_noticed(folder: Path) -> bool:
    """Whether opening or checking the library says that something is wrong.

    SQLite's own errors are told by the doors (``terminal/commands/door.py``).
    """
    try:
        with whosaid.open(folder) as library:
            return bool(library.status(check=True).faults)
    except (WhosaidError, sqlite3.DatabaseError):
        return True


def flips(library: Path, number: int, chance: random.Random) -> Iterator[tuple[list[str], bool]]:
    """For each bit flipped, the tables that are no longer what they were, and whether it is said.

    Raises what a damaged library must not: any error that is not ours.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        whole = Path(place, "whole")
        shutil.copytree(library, whole)
        whosaid.open(whole).close()  # which brings it up to date
        with closing(sqlite3.connect(whole / "library.db")) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        before = held(whole / "library.db")
        assert before is not None, "the library is damaged before it begins"
        content = (whole / "library.db").read_bytes()
        for _ in range(number):
            at, bit = chance.randrange(len(content)), chance.randrange(8)
            flipped = bytearray(content)
            flipped[at] ^= 1 << bit
            # What makes an index anew may still be tidying it up when the library is closed.
            with tempfile.TemporaryDirectory(dir=place, ignore_cleanup_errors=True) as one:
                copy = Path(one, "copy")
                shutil.copytree(whole, copy)
                (copy / "library.db").write_bytes(flipped)
                changed = _changed(before, held(copy / "library.db"))
                try:
                    yield changed, _is_noticed(copy)
                except Exception as error:
                    error.add_note(f"bit {bit} of byte {at} was flipped")
                    raise


def main() -> None:
    """Flip, count, and tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("library", type=Path)
    parser.add_argument("--flips", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    found = list(flips(options.library, options.flips, random.Random(options.seed)))
    missed = [changed for changed, noticed in found if changed and not noticed]
    tables = Counter(table for changed in missed for table in changed)
    print(f"{len(found)} bits flipped, one at a time")
    print(f"{sum(bool(changed) for changed, _ in found)} changed what the tables hold")
    print(f"{len(missed)} of these went unnoticed", *tables.most_common())
    print(f"{sum(noticed for changed, noticed in found if not changed)} others were noticed")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
