"""Names of which new sightings decide nothing: who bears them is known, and stays as it is.

Most names in the news are well known ones. Gathering every sighting of them anew would make an
added article dearer with every one that is there; so it is asked first whether the new ones could
change anything, from counts that lie side by side in one index. They cannot

- when the name has one bearer, and no other name is alike to it;
- when it has one bearer, and what speaks for or against that bearer's being another is as before:
  how the name is shown, what it is taken for and short for, the outlets, the worlds; no new role is
  shared with a name that is alike to it, no article among the earliest reports (in which stories
  are looked for) comes or goes that may tell one with such a name, and none has the two side by
  side;
- when it is a surname alone, each sighting of which is by itself, or a single word that is none and
  not known for an organisation, which is joined with nothing.

Where any of this is not sure, the name is gathered with all others that it touches.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus.identity.bearers import best_spelling
from corpus.identity.likeness import form as form_of
from corpus.identity.merging import CAREER_YEARS, Ruling
from corpus.identity.offices import same_office, worlds
from corpus.identity.sighting import (
    COMPARED,
    STORY_DAYS,
    STORY_NAMES,
    NameKind,
    Printed,
    explanation,
    kind_of_counts,
    own_spellings,
)
from index.people.alike import AlikeNames
from index.sql import HEADS, Connection

# The sightings of a form that belong to somebody, the earliest first. A day is as in sightings:
# "None", which sorts last, where none is known.
_BY_DAY = (
    f"FROM sighting s INDEXED BY sighting_day CROSS {HEADS} "
    "WHERE s.form = ?1 AND s.speaker IS NOT NULL"
)

# Whether a form is sighted so often, whoever has it: out of the index alone, where telling whether
# a sighting belongs to somebody takes another page.
_DAYS = "SELECT 1 FROM sighting INDEXED BY sighting_day WHERE form = ?"
_AFTER = "LIMIT 1 OFFSET ?"


class _Group(NamedTuple):
    """Sightings that agree in everything that an article says of a name, and their number."""

    form: str
    name: str
    kind: NameKind
    roles: str
    printed: str
    speaker: int | None
    times: int


@dataclass(frozen=True, slots=True)
class _Told:
    """All that sightings tell of the bearer of a name, but for dates, outlets and stories."""

    name: str
    kind: NameKind
    spelling: str
    roles: frozenset[str]
    worlds: frozenset[frozenset[str]]
    stands_for: frozenset[str]


class Settled:
    """Takes new sightings to the one speaker who has the name, where that decides nothing."""

    def __init__(
        self,
        connection: Connection,
        names: AlikeNames,
        rulings: Iterable[Ruling],
        people: Callable[[str], int],
    ) -> None:
        self._sql = connection
        self._people = people
        self._names = names
        self._ruled = {form for ruling in rulings for form in (ruling.one, ruling.other)}
        self._within_a_career = self._years() < CAREER_YEARS

    def take(self, form: str) -> bool:
        """Give the new sightings of a form to its speaker; false, and nothing done, if unsure."""
        groups = self._groups("form = ?", form)
        before = [group for group in groups if group.speaker is not None]
        if form in self._ruled or not before:
            return False
        told = _told(groups)
        alone = " " not in form and told.kind != "organisation"
        if alone and self._may_be_surname(form, told.kind, groups):
            return self._take_apart(form, groups)
        owners = {group.speaker for group in before}
        if len(owners) != 1 or not _is_one_world(told.worlds):
            return False
        if (told.stands_for or alone) and (told.kind, told.stands_for) != _known_by(before):
            return False
        (owner,) = owners
        near = [] if alone else sorted(self._names.alike(form))  # with nothing is it joined
        if near:
            is_as_before = (
                self._within_a_career
                and self._speaks_as_before(_told(before), told, near)
                and self._is_shown_as_before(owner, form, groups, told)
                and self._changes_no_evidence(form, told.kind, near)
            )
            if not is_as_before:
                return False
        else:
            self._show(owner, told)
        self._sql.execute(
            "UPDATE sighting SET speaker = ? WHERE form = ? AND speaker IS NULL", [owner, form]
        )
        return True

    def _may_be_surname(self, form: str, kind: NameKind, groups: Sequence[_Group]) -> bool:
        """Whether a single word is a person's, or the surname of people who are named as often."""
        return kind == "person" or self._people(form) >= sum(group.times for group in groups)

    def _take_apart(self, form: str, groups: Sequence[_Group]) -> bool:
        """Give each new sighting of a surname alone to a speaker of its own, as the others have."""
        counts = Counter(group.speaker for group in groups)
        come = [group for group in groups if group.speaker is None]
        if (
            any(group.times > 1 for group in groups if group.speaker is not None)
            or any(count > 1 for speaker, count in counts.items() if speaker is not None)
            or any(group.kind == "organisation" for group in come)
        ):
            return False
        for group in come:
            told = _told([group])
            rows = self._sql.execute(
                "SELECT id FROM sighting WHERE form = ? AND name = ? AND kind = ? AND roles = ? "
                "AND printed = ? AND speaker IS NULL",
                [form, *group[1:5]],
            ).fetchall()
            for (id_,) in rows:
                cursor = self._sql.execute(
                    "INSERT INTO speaker (name, kind) VALUES (?, ?)", [told.name, told.kind]
                )
                self._sql.execute(
                    "UPDATE sighting SET speaker = ? WHERE id = ?", [cursor.lastrowid, id_]
                )
        return True

    def _show(self, owner: int | None, told: _Told) -> None:
        """Keep by what name and as what a speaker is known."""
        self._sql.execute(
            "UPDATE speaker SET name = ?2, kind = ?3 WHERE id = ?1 AND (name != ?2 OR kind != ?3)",
            [owner, told.name, told.kind],
        )

    def _years(self) -> int:
        """The years from the first to the last dated article, both counted."""
        first, last = self._sql.execute(
            "SELECT (SELECT min(first_day) FROM article), (SELECT max(first_day) FROM article)"
        ).fetchone()
        return 0 if first is None else int(last[:4]) - int(first[:4]) + 1

    def _groups(self, where: str, value: object) -> list[_Group]:
        rows = self._sql.execute(
            "SELECT form, name, kind, roles, printed, speaker, count(*) "  # noqa: S608 - ours
            f"FROM sighting WHERE {where} GROUP BY form, name, kind, roles, printed, speaker",
            [value],
        )
        return [_Group(*row) for row in rows]

    def _is_shown_as_before(
        self, owner: int | None, form: str, groups: Sequence[_Group], told: _Told
    ) -> bool:
        """Whether a speaker with the new ones of a form's sightings has the same name and kind."""
        shown = self._sql.execute("SELECT name, kind FROM speaker WHERE id = ?", [owner]).fetchone()
        if self._has_other_forms(owner, form):
            come = [group for group in groups if group.speaker is None]
            told = _told([*self._groups("speaker = ?", owner), *come])
        return bool((told.name, told.kind) == shown)

    def _has_other_forms(self, owner: int | None, form: str) -> bool:
        """Whether a speaker is sighted under other forms of the name, too."""
        where = "FROM sighting WHERE speaker = ? AND form"
        return self._exists(f"SELECT 1 {where} < ?", owner, form) or self._exists(
            f"SELECT 1 {where} > ?", owner, form
        )

    def _speaks_as_before(self, was: _Told, told: _Told, near: Sequence[str]) -> bool:
        """Whether name, kind and roles say of the bearer and names alike to it what they did."""
        if (was.spelling, was.kind) != (told.spelling, told.kind):
            return False
        if frozenset().union(*was.worlds) != frozenset().union(*told.worlds):
            return False
        come = told.roles - was.roles
        return not come or not any(
            same_office(come, theirs)[0] > same_office(was.roles, theirs)[0]
            for other in near
            for theirs in self._roles(other)
        )

    def _roles(self, form: str) -> list[tuple[str, ...]]:
        """What articles call whoever has a name."""
        rows = self._sql.execute("SELECT DISTINCT roles FROM sighting WHERE form = ?", [form])
        return [read_roles(roles) for (roles,) in rows]

    def _changes_no_evidence(self, form: str, kind: NameKind, near: Sequence[str]) -> bool:
        """Whether outlets and stories say of the bearer and names alike to it what they did."""
        rows = self._sql.execute(
            f"SELECT a.number, a.id, a.outlet, a.published FROM sighting s {HEADS} "  # noqa: S608
            "WHERE s.form = ? AND s.speaker IS NULL",
            [form],
        ).fetchall()
        if not all(self._has_outlet(form, outlet) for _, _, outlet, _ in rows):
            return False
        if kind != "organisation" and any(
            self._names_both(number, other) for number, *_ in rows for other in near
        ):
            return False
        early = [
            number
            for number, id_, _, published in rows
            if not self._has_earlier(form, str(published), id_, len(rows))
        ]
        return not any(
            self._may_tell_one(number, form, other)
            for number in [*early, *(self._pushed_out(form, len(early)) if early else [])]
            for other in near
        )

    def _has_outlet(self, form: str, outlet: str | None) -> bool:
        """Whether the outlet has had the name before."""
        return not outlet or self._exists(
            f"SELECT 1 FROM sighting s {HEADS} "  # noqa: S608
            "WHERE s.form = ? AND s.speaker IS NOT NULL AND a.outlet = ?",
            form,
            outlet,
        )

    def _has_earlier(self, form: str, published: str, article: str, come: int) -> bool:
        """Whether there are as many earlier sightings as are looked through for a story.

        ``come`` is the number of new ones, which do not count. Mostly the days alone tell it.
        """
        if not self._exists(f"{_DAYS} AND day <= ? {_AFTER}", form, published, COMPARED - 1):
            return False
        if self._exists(f"{_DAYS} AND day < ? {_AFTER}", form, published, COMPARED - 1 + come):
            return True
        return self._exists(
            f"SELECT 1 {_BY_DAY} AND s.day <= ?2 AND (s.day, a.id) < (?2, ?3) "
            "ORDER BY s.day LIMIT 1 OFFSET ?4",
            form,
            published,
            article,
            COMPARED - 1,
        )

    def _pushed_out(self, form: str, come: int) -> list[int]:
        """The articles that so many earlier ones push out of those looked through for a story."""
        first = max(0, COMPARED - come)
        if not self._exists(f"{_DAYS} {_AFTER}", form, first):
            return []
        rows = self._sql.execute(
            f"SELECT a.number {_BY_DAY} ORDER BY s.day, a.id LIMIT ?2 OFFSET ?3",
            [form, come, first],
        )
        return [number for (number,) in rows]

    def _may_tell_one(self, article: int, form: str, other: str) -> bool:
        """Whether an article with another name shares names with this one, as of one story."""
        return self._exists(
            "SELECT 1 FROM sighting s "
            "CROSS JOIN sighting o ON o.form = ?2 AND o.article != ?3 "
            "AND (length(o.day) < 10 OR length(s.day) < 10 OR abs("
            "julianday(substr(o.day, 1, 10)) - julianday(substr(s.day, 1, 10))) <= ?5) "
            "CROSS JOIN sighting c ON c.article = o.article "
            "AND instr(c.form, ' ') AND c.form NOT IN (?1, ?2) "
            "CROSS JOIN sighting mine ON mine.article = ?3 AND mine.form = c.form "
            "WHERE s.article = ?3 AND s.form = ?1 "
            "GROUP BY o.article HAVING count(*) >= ?4 LIMIT 1",
            form,
            other,
            article,
            STORY_NAMES,
            STORY_DAYS + 1,
        )

    def _names_both(self, article: int, form: str) -> bool:
        """Whether an article has a name."""
        return self._exists("SELECT 1 FROM sighting WHERE article = ? AND form = ?", article, form)

    def _exists(self, query: str, *values: object) -> bool:
        return self._sql.execute(query, values).fetchone() is not None


def _told(groups: Iterable[_Group]) -> _Told:
    """What sightings tell together; ``spelling`` is the best of those that have their form."""
    kinds: Counter[NameKind] = Counter()
    articles: Counter[str] = Counter()
    statements: Counter[str] = Counter()
    called: set[str] = set()
    full: dict[str, str] = {}
    forms, single = set(), True
    for form, name, kind, roles, printed, _, times in groups:
        forms.add(form)
        single = single and " " not in name
        meant, spellings = _spelled(name, printed)
        if meant is not None:
            full[meant] = name
        kinds[kind] += times
        called.add(roles)
        for spelling, said in spellings:
            articles[spelling] += times
            statements[spelling] += said * times
    own = {name: times for name, times in articles.items() if form_of(name) in forms}
    best = best_spelling(articles, statements, full.values())
    return _Told(
        best,
        kind_of_counts(kinds, single=single),
        best if len(own) == len(articles) else best_spelling(own, statements, full.values()),
        frozenset(role for some in called for role in read_roles(some)),
        frozenset(filter(None, map(_worlds, called))),
        frozenset(full),
    )


def _known_by(groups: Sequence[_Group]) -> tuple[NameKind, frozenset[str]]:
    """What sightings are taken for and short for."""
    told = _told(groups)
    return told.kind, told.stands_for


def _is_one_world(found: Iterable[frozenset[str]]) -> bool:
    """Whether sets of worlds hang together, each over worlds that it shares with others."""
    parts: list[frozenset[str]] = []
    for some in found:
        near = [part for part in parts if part & some]
        parts = [*(part for part in parts if not part & some), some.union(*near)]
    return len(parts) < 2


@lru_cache(maxsize=16384)
def _spelled(name: str, printed: str) -> tuple[str | None, tuple[Printed, ...]]:
    """What a name in an article is short for, if anything, and its own spellings there."""
    found = read_printed(printed)
    return explanation(name, found), own_spellings(name, found)


@lru_cache(maxsize=16384)
def _worlds(roles: str) -> frozenset[str]:
    """The worlds of the roles in a row of ``sighting``."""
    return worlds(read_roles(roles))


@lru_cache(maxsize=4096)
def read_roles(text: str) -> tuple[str, ...]:
    """The roles in a row of ``sighting``."""
    return tuple(json.loads(text))


@lru_cache(maxsize=4096)
def read_printed(text: str) -> tuple[Printed, ...]:
    """The spellings in a row of ``sighting``."""
    return tuple(Printed(*one) for one in json.loads(text))
