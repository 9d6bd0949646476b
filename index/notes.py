"""What is noted of a library, such as its calibration, beside what it was made with."""

from index.sql import Connection


class Notes:
    """The notes in one connection to ``library.db``."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def get(self, key: str) -> str | None:
        """What is noted under a key."""
        row = self._sql.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
        return None if row is None else str(row[0])

    def put(self, key: str, value: str) -> None:
        """Note something, in the place of what was. Call inside a transaction."""
        self._sql.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [key, value])
