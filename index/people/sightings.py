"""Sightings as rows of ``library.db``: the names in each article, as evidence of who is who."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from corpus.dates import PartialDate
from corpus.identity.sighting import NameKind, Sighting, most
from index.people.alike import SURNAME
from index.people.settled import read_printed, read_roles
from index.sql import HEADS, Connection

Owners = dict[tuple[str, str], int | None]
"""The speakers of sightings, by the id of the article and the name in it."""


class Called(NamedTuple):
    """What a speaker is called in an article of a day."""

    speaker: int
    roles: tuple[str, ...]
    published: PartialDate | None


class Sightings:
    """The sightings in one connection to ``library.db``, by the forms of their names."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection

    def of(self, forms: Sequence[str]) -> tuple[list[Sighting], Owners]:
        """Every sighting of names of these forms, with the other full names of its article.

        And the speaker of each, by article and name. Not by form, which may be another by now
        than when it was put: rules for names change.
        """
        rows = self._sql.among(
            "SELECT a.number, a.id, s.form, s.name, s.kind, s.roles, s.printed, "  # noqa: S608
            f"a.outlet, a.published, s.speaker FROM sighting s {HEADS} WHERE s.form IN (…)",
            forms,
        )
        named = self._full_names({row[0] for row in rows})
        found = [_sighting(row[1:-1], named.get(row[0], frozenset())) for row in rows]
        return found, {(row[1], row[3]): row[-1] for row in rows}

    def has(self, key: str, name: str, kind: NameKind) -> bool:
        """Whether a form is sighted in that spelling and as that kind."""
        row = self._sql.execute(
            "SELECT 1 FROM sighting WHERE form = ? AND name = ? AND kind = ? LIMIT 1",
            [key, name, kind],
        )
        return row.fetchone() is not None

    def called(self, some: Sequence[str]) -> list[Called]:
        """What every speaker is called, in articles where a role has one of some letters in a row.

        The letters are small, and none that JSON would escape; without any, all. The earliest
        article first.
        """
        has = " OR ".join(["instr(lower(s.roles), ?)"] * len(some)) or "1"
        rows = self._sql.execute(
            "SELECT s.speaker, s.roles, a.published FROM sighting s "  # noqa: S608 - no text of others
            "JOIN article a ON a.number = s.article WHERE s.speaker IS NOT NULL "
            f"AND s.roles != '[]' AND ({has}) ORDER BY a.first_day, a.number",
            list(some),
        )
        return [
            Called(speaker, read_roles(roles), _day(published) if published else None)
            for speaker, roles, published in rows
        ]

    def sighted(self, forms: Collection[str]) -> list[str]:
        """Those of the forms that are sighted at all, in order."""
        rows = self._sql.among(
            "SELECT DISTINCT form FROM sighting WHERE form IN (…)", sorted(forms)
        )
        return sorted(key for (key,) in rows)

    def surnames(self, forms: Iterable[str]) -> dict[str, int]:
        """How often people are sighted whose family name is one of the forms, a single word."""
        found: dict[str, int] = {}
        for word in forms:
            rows = self._sql.execute(
                "SELECT k.form, s.kind, count(*) FROM name_key k JOIN sighting s "
                "ON s.form = k.form WHERE k.key = ? AND k.form != ? GROUP BY k.form, s.kind",
                [SURNAME + word, word],
            )
            kinds: defaultdict[str, Counter[NameKind]] = defaultdict(Counter)
            for key, kind, count in rows:
                kinds[key][kind] += count
            people = (some.total() for some in kinds.values() if most(some) == "person")
            found[word] = sum(people)
        return found

    def _full_names(self, articles: Collection[int]) -> dict[int, frozenset[str]]:
        """The forms of the full names in articles, by their numbers."""
        found: defaultdict[int, list[str]] = defaultdict(list)
        rows = self._sql.among(
            "SELECT article, form FROM sighting WHERE article IN (…) AND instr(form, ' ')",
            sorted(articles),
        )
        for article, key in rows:
            found[article].append(key)
        return {article: frozenset(keys) for article, keys in found.items()}


def _sighting(row: Sequence[Any], named: frozenset[str]) -> Sighting:
    """The sighting of a row, in an article with these full names."""
    article, key, name, kind, roles, printed, outlet, published = row
    return Sighting(
        article,
        name,
        kind,
        read_roles(roles),
        outlet,
        _day(published) if published else None,
        named - {key},
        read_printed(printed),
    )


@lru_cache(maxsize=4096)
def _day(published: str) -> PartialDate:
    return PartialDate.fromisoformat(published)
