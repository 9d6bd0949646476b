"""The write-ahead log of ``library.db``, and how it is kept short while others read.

SQLite begins its log anew when nobody reads at that moment. Where questions come without a pause
that moment never does, and the log grows by all that is written: 87 MB beside a library of 1.5 MB
after ten minutes of one writer and two readers (``benchmarks/soak.py``).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.sql import Connection
from index.truth.schema import BUSY_MS

_LONG = 32_000_000  # bytes; SQLite's own checkpoints, where they can, keep it to 4 MB
_WAIT_MS = 2_000  # for those who read by now; whoever comes later reads past the log
_HELD_KB = 64_000
"""Memory for the pages that a batch changes, 15,000 of 4 kB in a library of 20,000 articles. In
SQLite's own 2 MB they have no room, and go to the log twice and more."""
_USUAL_KB = 2_000


class Log:
    """The log behind one connection."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    @contextmanager
    def spared(self) -> Iterator[None]:
        """Have memory for what is changed within, so that a page goes to the log only once."""
        self._sql.execute(f"PRAGMA cache_size = -{_HELD_KB}")
        try:
            yield
        finally:
            self._sql.execute(f"PRAGMA cache_size = -{_USUAL_KB}")

    def shorten(self) -> None:
        """Take a long log into the database; if readers stay too long, it is done another time.

        Outside any transaction, and under the library's write lock.
        """
        (_, _, name) = self._sql.execute("PRAGMA database_list").fetchone()
        log = Path(f"{name}-wal")
        if not log.exists() or log.stat().st_size <= _LONG:
            return
        self._sql.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
        try:
            self._sql.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            self._sql.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
