"""Lists of values in SQL statements, and a join that many have."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

_T = TypeVar("_T")

LIST = 500  # values in one IN (…): far below SQLite's own limit, and statements stay short


HEADS = "JOIN article a INDEXED BY article_head ON a.number = s.article"
"""Joins number, id, outlet and day of articles to sightings ``s``, out of an index: the rows
themselves hold whole texts, so that each would be another page to read."""


def chunks(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """The values in order, as many at a time as one statement takes.

    >>> [len(some) for some in chunks(range(1200))]
    [500, 500, 200]
    """
    return (values[at : at + LIST] for at in range(0, len(values), LIST))


def marks(values: Sequence[object]) -> str:
    """A question mark for each value.

    >>> marks([1, 2, 3])
    '?, ?, ?'
    """
    return ", ".join("?" * len(values))
