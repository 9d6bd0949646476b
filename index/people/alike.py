"""Names that are alike, found in ``library.db`` by the keys that they share.

Of names that share a key one in a hundred is alike to the other, and most names that come have come
before. So what a form of a name is alike to is found once and kept, until it has a spelling or a
key that is new: a row of ``alike`` for each two, both ways, and one of the form with itself when
all of its are known. By a spelling that is gone two may still be alike, which costs a look more.
"""

from collections.abc import Collection, Iterable
from itertools import product

from corpus.identity.likeness import (
    WHOLE,
    form,
    may_be_one_organisation,
    search_keys,
    surname,
    whole_key,
)
from corpus.identity.merging import alike
from corpus.identity.sighting import NameKind
from index.notes import Notes
from index.sql import Connection

SURNAME = "surname "  # in front of a family name as a key
ALIKE_BY = "2"  # raised when other names are alike, or share a key
_NOTED = "alike"

Spelled = frozenset[tuple[str, NameKind]]
"""Spellings of a form of a name, each as something that it is taken for."""


class AlikeNames:
    """Forms of names with their spellings, kinds and keys, each looked up once."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection
        self._known: dict[str, Spelled] = {}
        self._near: dict[str, set[str]] = {}

    # Changing; inside a transaction

    def renew(self) -> None:
        """Forget what is alike when names were compared otherwise."""
        notes = Notes(self._sql)
        if notes.get(_NOTED) != ALIKE_BY:
            self._sql.execute("DELETE FROM alike")
            notes.put(_NOTED, ALIKE_BY)

    def change(self, key: str) -> None:
        """Note that a form has a new spelling or key, or its first; it is to be looked for again.

        Ask for it before any other form is asked for.
        """
        self._sql.execute("DELETE FROM alike WHERE form = ?1 AND other = ?1", [key])

    def alike(self, key: str) -> set[str]:
        """The other forms that share a search key and are alike in some of the spellings."""
        if key not in self._near:
            known = self._rows("SELECT other FROM alike WHERE form = ?", key)
            if key not in known:
                near = self.alike_to(key, self._spellings(key), self.keys(key))
                self._keep(key, known - near, near)
                known = near
            self._near[key] = known - {key}
        return set(self._near[key])

    def forget(self, forms: Iterable[str]) -> None:
        """Delete what forms are alike to that nobody has any more."""
        for key in forms:
            if not self._rows("SELECT form FROM sighting WHERE form = ? LIMIT 1", key):
                known = self._rows("SELECT other FROM alike WHERE form = ?", key)
                self._delete(key, known)

    def _keep(self, key: str, gone: set[str], near: set[str]) -> None:
        self._delete(key, gone)
        pairs = {(key, key), *((key, other) for other in near), *((other, key) for other in near)}
        self._sql.executemany("INSERT OR IGNORE INTO alike VALUES (?, ?)", sorted(pairs))

    def _delete(self, key: str, others: set[str]) -> None:
        self._sql.executemany(
            "DELETE FROM alike WHERE form = ? AND other = ?",
            sorted({*((key, other) for other in others), *((other, key) for other in others)}),
        )

    def _rows(self, query: str, value: str) -> set[str]:
        return {found for (found,) in self._sql.execute(query, [value])}

    # Reading

    def alike_to(
        self, key: str, names: Iterable[tuple[str, NameKind]], keys: Iterable[str]
    ) -> set[str]:
        """The forms but one that share a key of some names and are alike to one of them.

        An abbreviation and the name that it is short for share a key, and need not be alike.
        """
        near: set[str] = set()
        explained: set[str] = set()
        for search in keys:
            if not search.startswith(SURNAME):
                found = self._rows("SELECT form FROM name_key WHERE key = ?", search) - {key}
                near |= found
                if search.endswith(WHOLE):  # an abbreviation shares that of its full name
                    explained |= {other for other in found if (" " in other) != (" " in key)}
        mine = frozenset(names)
        return explained | {other for other in near if self._is_alike(key, mine, other)}

    def _is_alike(self, key: str, mine: Spelled, other: str) -> bool:
        """Whether some names of a form are alike to some of another form.

        As organisations most cannot be, by the two forms; then only what may be people is compared.
        """
        if may_be_one_organisation(key, other):
            return _any_alike(mine, self._spellings(other))
        people = _perhaps_people(mine)
        return bool(people) and _any_alike(people, _perhaps_people(self._spellings(other)))

    def evidenced(self, key: str) -> set[str]:
        """The forms for which evidence spoke, as one with this, when it was last gathered.

        The form itself is among them while that is not known, after an upgrade of the library:
        then any that is alike may be one.
        """
        return self._rows("SELECT other FROM evidenced WHERE form = ?", key)

    def keep_evidenced(self, forms: Collection[str], pairs: Iterable[tuple[str, str]]) -> None:
        """Keep between which of the forms there is evidence, in the place of what was kept."""
        now = {pair for one, other in pairs for pair in ((one, other), (other, one))}
        before = set(
            self._sql.among("SELECT form, other FROM evidenced WHERE form IN (…)", sorted(forms))
        )
        self._sql.executemany(
            "DELETE FROM evidenced WHERE form = ? AND other = ?", sorted(before - now)
        )
        self._sql.executemany("INSERT INTO evidenced VALUES (?, ?)", sorted(now - before))

    def families(self, key: str) -> list[str]:
        """The family names of a form, taken for a person's."""
        return families_of(self.keys(key)) if " " in key else []

    def _spellings(self, key: str) -> Spelled:
        if key not in self._known:
            rows = self._sql.execute(
                "SELECT DISTINCT name, kind FROM sighting WHERE form = ?", [key]
            ).fetchall()
            # Which of them a gathering will show and take it for depends on all the others.
            pairs = product({name for name, _ in rows}, {kind for _, kind in rows})
            self._known[key] = frozenset(pairs)
        return self._known[key]

    def keys(self, key: str) -> list[str]:
        """The keys of a form, those to search by and family names."""
        rows = self._sql.execute("SELECT key FROM name_key WHERE form = ?", [key])
        return [search for (search,) in rows]


def families_of(keys: Iterable[str]) -> list[str]:
    """The family names among the keys of a name."""
    return [key.removeprefix(SURNAME) for key in keys if key.startswith(SURNAME)]


def name_keys(name: str, kind: NameKind, stands_for: str | None = None) -> set[str]:
    """The keys of a name: those to search by, the family name, and what it is short for."""
    family = form(name) if " " not in form(name) else surname(name)
    named = {SURNAME + family} if kind != "organisation" else set()
    explained = {whole_key(stands_for)} if stands_for else set()
    return {*search_keys(name, kind), *named, *explained}


def _perhaps_people(names: Spelled) -> Spelled:
    return frozenset(one for one in names if one[1] != "organisation")


def _any_alike(ones: Spelled, others: Spelled) -> bool:
    """Whether some of the names, as something that they are taken for, are alike."""
    return any(alike(*one, *other) for one in ones for other in others)
