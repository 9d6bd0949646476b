"""Which articles and passages a filter lets pass."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.records import Filter
from index.sql import Connection, marks
from index.truth.keys import matching_names

_FROM = "FROM article a JOIN passage p ON p.article = a.number"

_KNOWN = 8  # filters whose passages are kept at hand, until the library changes


class Filters:
    """What one connection to ``library.db`` can be narrowed by."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection
        self._known: dict[tuple[Filter, tuple[int, int]], NDArray[np.int64]] = {}

    def passing(self, wanted: Filter) -> NDArray[np.int64] | None:
        """The ids ``(n,)`` of the passages that a filter lets pass, ascending; None for all."""
        if wanted.empty:
            return None
        state = self._state()
        if (wanted, state) not in self._known:
            if len(self._known) >= _KNOWN:
                self._known.clear()
            self._known[wanted, state] = self._passing(wanted)
        return self._known[wanted, state]

    def _passing(self, wanted: Filter) -> NDArray[np.int64]:
        condition, values = self._passages(wanted)
        # As one text: half a million ids as rows would take three times as long.
        row = self._sql.execute(
            f"SELECT group_concat(p.id) {_FROM} WHERE {condition}",
            values,
        ).fetchone()
        if row[0] is None:
            return np.empty(0, np.int64)
        ids = np.fromstring(row[0], np.int64, sep=",")
        return np.sort(ids, kind="stable")  # the articles come by day

    def _state(self) -> tuple[int, int]:
        """What changes whenever anything is committed, by others or through this connection."""
        others = int(self._sql.execute("PRAGMA data_version").fetchone()[0])
        return others, self._sql.total_changes

    def leaves_any(self, wanted: Filter) -> bool:
        """Whether a filter lets any passage pass."""
        known = self._known.get((wanted, self._state()))
        if known is not None:
            return len(known) > 0
        condition, values = self._passages(wanted)
        row = self._sql.execute(
            f"SELECT EXISTS (SELECT 1 {_FROM} WHERE {condition})",
            values,
        ).fetchone()
        return bool(row[0])

    def perhaps_among(self, passages: Sequence[int], wanted: Filter) -> set[int]:
        """Those of the passages that a filter lets pass, or whose day is not known."""
        condition, values = self._passages(wanted)
        rows = self._sql.among(
            f"SELECT p.id {_FROM} WHERE p.id IN (…) AND ({condition} OR a.first_day IS NULL)",
            passages,
            *values,
        )
        return {id_ for (id_,) in rows}

    def articles_perhaps_among(self, articles: Sequence[str], wanted: Filter) -> set[str]:
        """Those of the articles, by id, that a filter lets pass, or whose day is not known."""
        condition, values = self.condition(wanted)
        rows = self._sql.among(
            "SELECT a.id FROM article a WHERE a.id IN (…) "  # noqa: S608 - ours
            f"AND ({condition} OR a.first_day IS NULL)",
            articles,
            *values,
        )
        return {id_ for (id_,) in rows}

    def condition(self, wanted: Filter) -> tuple[str, list[Any]]:
        """A filter as an SQL condition on the article ``a``, with the values of its marks."""
        conditions: list[str] = []
        values: list[Any] = []
        if wanted.since is not None:
            conditions.append("a.last_day >= ?")
            values.append(wanted.since.isoformat())
        if wanted.until is not None:
            conditions.append("a.first_day <= ?")
            values.append(wanted.until.isoformat())
        if wanted.as_of is not None:
            conditions.append("a.first_day <= ?")
            values.append(wanted.as_of.isoformat())
        if wanted.outlet is not None:
            outlets = matching_names(wanted.outlet, self.outlets())
            conditions.append(f"a.outlet IN ({marks(outlets)})")
            values += outlets
        if wanted.author is not None:
            authors = matching_names(wanted.author, self.authors())
            conditions.append(
                f"a.number IN (SELECT article FROM author WHERE name IN ({marks(authors)}))"  # noqa: S608
            )
            values += authors
        if wanted.speakers is not None:
            conditions.append(
                "a.number IN (SELECT s.article FROM statement t JOIN sighting s "  # noqa: S608
                f"ON s.id = t.sighting WHERE s.speaker IN ({marks(wanted.speakers)}))"
            )
            values += wanted.speakers
        return " AND ".join(conditions) or "TRUE", values

    def _passages(self, wanted: Filter) -> tuple[str, list[Any]]:
        """A filter as an SQL condition on the article ``a`` and its passage ``p``."""
        condition, values = self.condition(wanted)
        if wanted.speakers is None:
            return condition, values
        spoken = (
            "EXISTS (SELECT 1 FROM statement t JOIN sighting s ON s.id = t.sighting "  # noqa: S608
            "WHERE t.article = p.article AND t.start < p.stop AND t.stop > p.start "
            f"AND s.speaker IN ({marks(wanted.speakers)}))"
        )
        return f"{condition} AND {spoken}", [*values, *wanted.speakers]

    def undated(self, wanted: Filter) -> int:
        """How many articles a filter by days leaves out for not telling the year they are from."""
        if wanted.dayless == wanted:
            return 0
        condition, values = self.condition_undated(wanted)
        row = self._sql.execute(
            f"SELECT count(*) FROM article a WHERE {condition}",  # noqa: S608 - ours
            values,
        ).fetchone()
        return int(row[0])

    def condition_undated(self, wanted: Filter) -> tuple[str, list[Any]]:
        """As ``condition``, of the articles that all but the days lets pass, without a year."""
        condition, values = self.condition(wanted.dayless)
        return f"{condition} AND a.first_day IS NULL", values

    def newest(self, wanted: Filter | None = None) -> date | None:
        """The latest day from which an article can be, of those that pass; None without dates."""
        condition, values = self.condition(wanted or Filter())
        (day,) = self._sql.execute(
            f"SELECT max(a.first_day) FROM article a WHERE {condition}",  # noqa: S608 - ours
            values,
        ).fetchone()
        return date.fromisoformat(day) if day else None

    def outlets(self) -> list[str]:
        """The outlets that have articles, in alphabetical order."""
        # From each to the next along the index: DISTINCT would go through all articles.
        rows = self._sql.execute(
            "WITH RECURSIVE listed(name) AS (SELECT min(outlet) FROM article UNION ALL "
            "SELECT (SELECT min(outlet) FROM article WHERE outlet > listed.name) FROM listed "
            "WHERE listed.name IS NOT NULL) SELECT name FROM listed WHERE name IS NOT NULL"
        )
        return [name for (name,) in rows]

    def authors(self) -> list[str]:
        """The authors that have articles, in alphabetical order."""
        rows = self._sql.execute("SELECT DISTINCT name FROM author ORDER BY name")
        return [name for (name,) in rows]

    def months(self) -> list[tuple[str | None, str | None, int]]:
        """How many articles each outlet has from each month, the months in order.

        The outlet is None where none is known, the month ("2025-09") where the date tells none.
        """
        return self._sql.execute(
            "SELECT outlet, CASE WHEN substr(first_day, 1, 7) = substr(last_day, 1, 7) "
            "THEN substr(first_day, 1, 7) END AS month, count(*) "
            "FROM article INDEXED BY article_listed GROUP BY outlet, month ORDER BY month, outlet"
        ).fetchall()
