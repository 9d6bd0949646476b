"""Statements as rows of ``library.db``: kept with their article, found by speaker and place.

Of a statement only spans are kept; its words are sliced from the article's text whenever they are
shown. Its speaker is the one that the sighting of the name in that article belongs to now, so
that merging and splitting speakers changes no statement.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.identity.likeness import form
from corpus.saying.statement import Statement, StatementKind
from corpus.spans import Span
from index.sql import Connection, marks

_COLUMNS = (
    "t.id, a.id, t.kind, t.content, t.cue, t.source, s.name, t.role, t.route, t.hops, "
    "t.anonymous, s.speaker"
)
_FROM = (
    "FROM statement t JOIN article a ON a.number = t.article "
    "LEFT JOIN sighting s ON s.id = t.sighting"
)
_END = 2**31  # characters; beyond the end of any text


@dataclass(frozen=True, slots=True)
class Kept:
    """A statement as the library has it: of which article, and by which of its speakers."""

    id: int
    article: str
    statement: Statement
    speaker: int | None


class Statements:
    """The statements in one connection to ``library.db``."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def put(self, article: str, said: Iterable[Statement]) -> None:
        """Keep the statements of an article whose names were put before. In a transaction."""
        (number,) = self._sql.execute(
            "SELECT number FROM article WHERE id = ?", [article]
        ).fetchone()
        sightings: dict[str, int] = dict(
            self._sql.execute("SELECT form, id FROM sighting WHERE article = ?", [number])
        )
        self._sql.executemany(
            "INSERT INTO statement (article, start, stop, kind, content, cue, source, sighting, "
            "role, route, hops, anonymous) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [_row(number, item, sightings) for item in said],
        )

    def clear(self, article: str, finder: str | None = None) -> None:
        """Delete the statements of an article and the names in it. In a transaction.

        ``finder`` is what finds those that are put next.
        """
        for table in ("statement", "sighting"):
            self._sql.execute(
                f"DELETE FROM {table} WHERE article = "  # noqa: S608 - names from above
                "(SELECT number FROM article WHERE id = ?)",
                [article],
            )
        self._sql.execute("UPDATE article SET finder = ? WHERE id = ?", [finder, article])

    def finder(self, article: str) -> str | None:
        """What found the statements of an article; ``None`` when that is not known."""
        row = self._sql.execute("SELECT finder FROM article WHERE id = ?", [article]).fetchone()
        return None if row is None else row[0]

    def found_by_others(self, finders: Collection[str]) -> int:
        """How many articles have their statements from none of these finders."""
        row = self._sql.execute(
            "SELECT count(*) FROM article WHERE finder IS NULL OR finder NOT IN "  # noqa: S608
            f"({marks(sorted(finders))})",
            sorted(finders),
        ).fetchone()
        return int(row[0])

    def of(self, article: str, part: Span | None = None) -> list[Kept]:
        """The statements of an article, in the order of its text.

        With ``part``, those from whose first to whose last word some of that part of the text lies.
        """
        first, last = (part.start, part.end) if part is not None else (-1, _END)
        return self._kept(
            f"SELECT {_COLUMNS} {_FROM} WHERE a.id = ? AND t.start < ? AND t.stop > ? "
            "ORDER BY t.start",
            [article, last, first],
        )

    def told(
        self, article: str, part: Span | None = None
    ) -> list[tuple[StatementKind, tuple[Span, ...], str | None, str | None]]:
        """As ``of``, what is shown of each: its kind, its content, its speaker's name and role.

        A question reads those of every passage that it shows, and nothing else of them.
        """
        first, last = (part.start, part.end) if part is not None else (-1, _END)
        rows = self._sql.execute(
            "SELECT t.kind, t.content, p.name, t.role FROM article a "
            "JOIN statement t ON t.article = a.number LEFT JOIN sighting s ON s.id = t.sighting "
            "LEFT JOIN speaker p ON p.id = s.speaker "
            "WHERE a.id = ? AND t.start < ? AND t.stop > ? ORDER BY t.start",
            [article, last, first],
        )
        return [(kind, _spans(content), name, role) for kind, content, name, role in rows]

    def by(self, speakers: Sequence[int], where: str, values: Sequence[Any]) -> list[Kept]:
        """The statements of speakers in the articles that a condition lets pass, newest first.

        ``where`` and ``values`` are those of ``Filters.condition``, with the article as ``a``.
        """
        return self._kept(
            f"SELECT {_COLUMNS} {_FROM} WHERE s.speaker IN ({marks(speakers)}) AND {where} "
            "ORDER BY a.last_day IS NULL, a.last_day DESC, a.published DESC, a.id, t.start",
            [*speakers, *values],
        )

    def around(self, passages: Sequence[int]) -> list[Kept]:
        """The statements that lie in passages or reach into them, those of the first passage first.

        A statement that more than one of the passages has stands with the first of them.
        """
        found: dict[int, list[Kept]] = {}
        rows = self._sql.among(
            f"SELECT p.id, {_COLUMNS} {_FROM} JOIN passage p ON p.article = t.article "
            "WHERE p.id IN (…) AND t.start < p.stop AND t.stop > p.start ORDER BY t.start",
            passages,
        )
        for passage, *row in rows:
            found.setdefault(passage, []).append(_from_row(row))
        in_order = {kept.id: kept for id_ in passages for kept in found.get(id_, [])}
        return list(in_order.values())

    def passages(self, found: Iterable[Kept]) -> NDArray[np.int64]:
        """The ids ``(n,)`` of the passages that statements lie in or reach into, ascending."""
        return self._passages("t.id IN (…)", [kept.id for kept in found])

    def passages_of(self, speakers: Sequence[int]) -> NDArray[np.int64]:
        """The ids ``(n,)`` of the passages with words of speakers, ascending."""
        theirs = "t.sighting IN (SELECT id FROM sighting WHERE speaker IN (…))"
        return self._passages(theirs, speakers)

    def _passages(self, condition: str, values: Sequence[int]) -> NDArray[np.int64]:
        """The ids of the passages with statements that a condition lets pass, ascending."""
        rows = self._sql.among(
            "SELECT p.id FROM statement t JOIN passage p ON p.article = t.article "  # noqa: S608
            f"WHERE {condition} AND t.start < p.stop AND t.stop > p.start",
            values,
        )
        return np.array(sorted({id_ for (id_,) in rows}), dtype=np.int64)

    def shares(self) -> tuple[int, int, int]:
        """How many statements there are, of them without a speaker, and of these anonymous."""
        row = self._sql.execute(
            "SELECT count(*), count(*) FILTER (WHERE sighting IS NULL), "
            "count(*) FILTER (WHERE sighting IS NULL AND anonymous) FROM statement"
        ).fetchone()
        return int(row[0]), int(row[1]), int(row[2])

    def _kept(self, query: str, values: Sequence[Any]) -> list[Kept]:
        return [_from_row(row) for row in self._sql.execute(query, values)]


def _row(article: int, item: Statement, sightings: dict[str, int]) -> tuple[Any, ...]:
    """The values of a statement, in the order of its columns but the id."""
    return (
        article,
        min((span.start for span in item.content), default=0),
        max((span.end for span in item.content), default=0),
        item.kind,
        json.dumps(item.content),
        json.dumps(item.cue),
        json.dumps(item.source),
        sightings.get(form(item.speaker)) if item.speaker else None,
        item.role,
        json.dumps(item.route),
        item.hops,
        item.anonymous,
    )


def _from_row(row: Sequence[Any]) -> Kept:
    """The statement whose ``_COLUMNS`` these are."""
    (id_, article, kind, content, cue, source, name, role, route, hops, anonymous, speaker) = row
    statement = Statement(
        kind,
        _spans(content),
        _spans(cue),
        _spans(source),
        name,
        role,
        tuple(json.loads(route)),
        bool(anonymous),
        hops,
    )
    return Kept(id_, article, statement, speaker)


def _spans(text: str) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in json.loads(text))
