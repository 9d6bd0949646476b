"""Speakers as rows of ``library.db``: who is one across articles, kept up with every change.

    sighting   a name in an article, and the speaker that it belongs to now
    name_key   the keys under which names that are alike find each other
    family     the keys under which family names find words that are nearly one (``families``)
    alike      each two forms of names that are alike by their letters
    evidenced  each two forms of names that evidence speaks for, joined or not
    ruling     what the user has merged and split; names, not articles, so it outlives them

When names come or go, only those that could be touched by it are gathered anew: the names that
are alike to them, and those that evidence connects with these, directly or over others. So the
speakers are the same as if all had come at once.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from corpus.identity.bearers import best_spelling
from corpus.identity.likeness import form
from corpus.identity.merging import Ruling, Speaker, gather
from corpus.identity.parts import is_company_form, without_company_form
from corpus.identity.sighting import NameKind, Sighting
from corpus.identity.sounds import DAMAGED
from index.people.alike import SURNAME, AlikeNames, families_of, name_keys
from index.people.families import Families
from index.people.settled import Settled
from index.people.sightings import Called, Owners, Sightings
from index.sql import Connection

_NUMERAL = re.compile(r"(?=.)x{0,3}(?:ix|iv|v?i{0,3})")  # of a king or pope
_FIRMS_OWN = (  # what stands behind the name of a firm, and not of a place
    *("said", "says", "announced", "reported", "expects", "declined", "confirmed", "told"),
    *("spokesman", "spokeswoman", "shares", "chief"),
)
_BY_FAR = 4  # times as often as the next is a body named that its beginning alone stands for
_ASKED_OF = 20  # articles with a long name in which its beginning may speak


class _Named(NamedTuple):
    """A name with a form, whose it is, and how often it is sighted."""

    speaker: int
    form: str
    name: str
    is_body: bool
    times: int


def _most(named: Sequence[_Named]) -> list[_Named]:
    """The names of the body that is named by far the most among these; none if two rival."""
    counts: Counter[str] = Counter()
    for item in named:
        if item.is_body:
            counts[without_company_form(item.form)] += item.times
    (first, most), (_, others) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    if most <= _BY_FAR * others:
        return []
    return [item for item in named if without_company_form(item.form) == first]


class Speakers:
    """The speakers in one connection to ``library.db``."""

    def __init__(self, connection: Connection) -> None:
        self._sql = connection
        self._sightings = Sightings(connection)
        self._families = Families(connection)

    # Changing; inside a transaction

    def put(self, article: str, sightings: Iterable[Sighting]) -> set[str]:
        """Keep the names of an article, not yet belonging to anybody; their forms."""
        number, day = self._sql.execute(
            "SELECT number, coalesce(published, 'None') FROM article WHERE id = ?", [article]
        ).fetchone()
        forms = set()
        names = AlikeNames(self._sql)
        for item in sightings:
            key = form(item.name)
            forms.add(key)
            keys = name_keys(item.name, item.kind, item.stands_for).difference(names.keys(key))
            if keys:
                self._families.put(families_of(keys))
                self._sql.executemany(
                    "INSERT INTO name_key VALUES (?, ?)", [(search, key) for search in keys]
                )
            if keys or not self._sightings.has(key, item.name, item.kind):
                names.change(key)
            self._sql.execute(
                "INSERT INTO sighting (article, form, name, kind, roles, printed, day) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    number,
                    key,
                    item.name,
                    item.kind,
                    json.dumps(item.roles),
                    json.dumps(item.printed),
                    day,
                ],
            )
        return forms

    def touched_by(self, article: str) -> tuple[set[str], set[int]]:
        """The forms of names that taking an article out would change, and who is named in it.

        Both are empty when there is no such article.
        """
        rows = self._sql.execute(
            "SELECT s.form, s.speaker FROM sighting s JOIN article a ON a.number = s.article "
            "WHERE a.id = ?",
            [article],
        ).fetchall()
        forms = {key for key, _ in rows}
        names = AlikeNames(self._sql)
        forms.update(*(names.alike(key) for key in forms if key in names.evidenced(key)))
        return forms, {speaker for _, speaker in rows if speaker is not None}

    def rule(self, rulings: Iterable[Ruling]) -> None:
        """Keep what the user has decided, in the place of what was decided of the same before."""
        forms = set()
        for ruling in rulings:
            one, other = sorted((ruling.one, ruling.other))
            self._sql.execute(
                "INSERT OR REPLACE INTO ruling (verdict, one, other) VALUES (?, ?, ?)",
                [ruling.verdict, one, other],
            )
            forms |= {one, other}
        self.refresh(forms)

    def refresh(
        self, forms: Collection[str], come: Collection[str] = (), left: Collection[int] = ()
    ) -> None:
        """Decide anew who is who among these forms of names, and all that this can touch.

        ``come`` are forms that have only been put since: of them, those where it decides nothing
        go to the speaker who has the name already. ``left`` are speakers who may be named nowhere
        any more, as they were in articles that were taken out.
        """
        self._families.renew()
        alike = AlikeNames(self._sql)
        alike.renew()
        for key in sorted(come):
            alike.alike(key)  # before any other, as these may have changed
        touched = self._touched(alike, {*forms, *self._unsettled(alike, come)})
        names = self._sightings.sighted(touched)
        sightings, owners = self._sightings.of(names)
        taken: set[int] = set()
        found = gather(sightings, self.rulings(), self._sightings.surnames(names))
        for speaker in found.speakers:
            self._assign(speaker, owners, taken)
        alike.keep_evidenced(touched, found.evidenced)
        gone = [(id_,) for id_ in {*owners.values(), *left} - taken if id_ is not None]
        self._sql.executemany(
            "DELETE FROM speaker WHERE id = ?1 "
            "AND NOT EXISTS (SELECT 1 FROM sighting WHERE speaker = ?1)",
            gone,
        )
        families = {word for key in forms for word in families_of(alike.keys(key))}
        self._sql.executemany(
            "DELETE FROM name_key WHERE form = ?1 "
            "AND NOT EXISTS (SELECT 1 FROM sighting WHERE form = ?1)",
            [(key,) for key in forms],
        )
        self._families.drop_unnamed(families)
        alike.forget(forms)

    # Reading

    def with_form(self, name: str) -> list[int]:
        """The speakers with a name of that form, as it is or as the name that is shown."""
        rows = self._sql.execute(
            "SELECT DISTINCT speaker FROM sighting WHERE form = ? AND speaker IS NOT NULL "
            "ORDER BY speaker",
            [form(name)],
        )
        return [id_ for (id_,) in rows]

    def with_longer_name(self, name: str) -> list[int]:
        """The organisations of that name with more behind it: "Inc", "Group LLC".

        Or with anything, where one that begins so is named by far the most, and an article that has
        it goes on with the beginning as of a firm: "Ford said" makes Ford of Ford Motor Co. In
        capitals, as "British company" is no name.
        """
        key = form(name)
        rows = self._sql.execute(
            "SELECT speaker, form, name, kind = 'organisation', count(*) FROM sighting "
            "WHERE form > ? AND form < ? AND speaker IS NOT NULL GROUP BY speaker, form",
            [f"{key} ", f"{key}!"],  # the character after a space
        ).fetchall()
        named = [_Named(*row) for row in rows if not row[2].split()[-1].islower()]
        found = {item.speaker for item in named if is_company_form(item.form[len(key) :])}
        return sorted(found | {item.speaker for item in _most(named) if self._is_short(key, item)})

    def _is_short(self, key: str, longer: _Named) -> bool:
        """Whether an article that has a long name goes on with its beginning, as of a firm."""
        short = re.escape(" ".join(longer.name.split()[: len(key.split())]))
        goes_on = re.compile(rf"\b{short} (?:has |also )?(?:{'|'.join(_FIRMS_OWN)})\b")
        texts = self._sql.execute(
            "SELECT a.text FROM sighting s JOIN article a ON a.number = s.article "
            "WHERE s.form = ? LIMIT ?",
            [longer.form, _ASKED_OF],
        )
        return any(goes_on.search(text) for (text,) in texts)

    def reigning(self, name: str) -> list[int]:
        """The speakers of that name with a number behind it, as kings and popes have: Leo XIV."""
        key = form(name)
        rows = self._sql.execute(
            "SELECT DISTINCT speaker, form FROM sighting "
            "WHERE form > ? AND form < ? AND speaker IS NOT NULL ORDER BY speaker",
            [f"{key} ", f"{key}!"],  # the character after a space
        )
        return [id_ for id_, longer in rows if _NUMERAL.fullmatch(longer, len(key) + 1)]

    def with_family(self, word: str) -> list[int]:
        """The speakers one of whose names has that word for a family name, or is it."""
        rows = self._sql.execute(
            "SELECT DISTINCT s.speaker FROM name_key k JOIN sighting s ON s.form = k.form "
            "WHERE k.key = ? AND s.speaker IS NOT NULL ORDER BY s.speaker",
            [SURNAME + form(word)],
        )
        return [id_ for (id_,) in rows]

    def with_damaged_family(self, word: str) -> list[int]:
        """The speakers whose family name is that word but for one letter that was damaged."""
        key = form(word)
        damaged = [f"{key[:at]}{mark}{key[at + 1 :]}" for at in range(len(key)) for mark in DAMAGED]
        return sorted({id_ for family in damaged for id_ in self.with_family(family)})

    def alike(self, name: str) -> list[int]:
        """The speakers that have a name, or a family name, alike to a name by its letters."""
        if " " not in form(name):
            near = self._families.alike(name)
            return sorted({id_ for family in near for id_ in self.with_family(family)})
        kinds: tuple[NameKind, ...] = ("person", "organisation")
        meant = [(name, kind) for kind in kinds]
        forms = AlikeNames(self._sql).alike_to(form(name), meant, name_keys(name, "unknown"))
        return sorted({id_ for key in forms for id_ in self.with_form(key)})

    def called(self, some: Sequence[str]) -> list[Called]:
        """What every speaker is called where a role has some letters; see ``Sightings.called``."""
        return self._sightings.called(some)

    def forms(self) -> dict[str, int]:
        """Every form of a name with one speaker that has it."""
        return dict(
            self._sql.execute("SELECT form, min(speaker) FROM sighting GROUP BY form").fetchall()
        )

    def names_of(self, ids: Iterable[int | None]) -> dict[int, str]:
        """The names of speakers, by number."""
        numbers = sorted({id_ for id_ in ids if id_ is not None})
        return dict(self._sql.among("SELECT id, name FROM speaker WHERE id IN (…)", numbers))

    def sightings(self, speaker: int) -> list[Sighting]:
        """Where a speaker is named, the earliest first."""
        rows = self._sql.execute("SELECT DISTINCT form FROM sighting WHERE speaker = ?", [speaker])
        names = [key for (key,) in rows]
        every, owners = self._sightings.of(names)
        found = [item for item in every if owners[item.article, item.name] == speaker]
        return sorted(found, key=lambda item: (str(item.published), item.article, item.name))

    def rulings(self) -> list[Ruling]:
        """What the user has decided, the latest last."""
        rows = self._sql.execute("SELECT verdict, one, other FROM ruling ORDER BY seq")
        return [Ruling(*row) for row in rows]

    def printed(self, forms: Collection[str]) -> dict[str, str]:
        """Names as they are printed, by their forms: of each the best spelling."""
        counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
        rows = self._sql.among(
            "SELECT form, name, count(*) FROM sighting WHERE form IN (…) GROUP BY form, name",
            sorted(forms),
        )
        for key, name, articles in rows:
            counted[key][name] = articles
        return {key: best_spelling(names, names) for key, names in counted.items()}

    # Within

    def _unsettled(self, names: AlikeNames, come: Collection[str]) -> set[str]:
        """The forms among those that were put, and family names, of which there is to decide."""
        settled = Settled(
            self._sql, names, self.rulings(), lambda word: self._sightings.surnames([word])[word]
        )
        found: set[str] = set()
        for key in sorted(come):
            if settled.take(key):
                found |= {word for word in names.families(key) if self._is_unsettled(word)}
            else:
                found.add(key)
        return found

    def _touched(self, names: AlikeNames, forms: Collection[str]) -> set[str]:
        """The forms that a change of some can touch.

        Between the changed ones and all that are alike, evidence may come and go. From there on
        nothing has changed: only evidence that there was, and what is merged, leads any further.
        """
        families = {word for key in forms for word in names.families(key)}
        changed = {*forms, *filter(self._is_unsettled, families)}
        merged = self._merged()
        touched, waiting = set(changed), list(changed)
        while waiting:
            key = waiting.pop()
            near = names.evidenced(key) | merged[key]
            if key in changed or key in near:
                near |= names.alike(key)
            waiting += near - touched
            touched |= near
        return touched

    def _merged(self) -> defaultdict[str, set[str]]:
        """The forms with which the user has merged each form."""
        merged: defaultdict[str, set[str]] = defaultdict(set)
        for ruling in self.rulings():
            if ruling.verdict == "merge":
                merged[ruling.one].add(ruling.other)
                merged[ruling.other].add(ruling.one)
        return merged

    def _is_unsettled(self, word: str) -> bool:
        """Whether sightings of a single word are one though it is a surname, or the reverse."""
        sighted, speakers = self._sql.execute(
            "SELECT count(*), count(DISTINCT speaker) FROM sighting WHERE form = ?", [word]
        ).fetchone()
        if sighted < 2:
            return False
        people = self._sightings.surnames([word])[word]
        return bool((speakers == sighted) != (people >= sighted))

    def _assign(self, speaker: Speaker, owners: Owners, taken: set[int]) -> None:
        """Give a gathered speaker's sightings to the row that has most of them, or to a new one."""
        places = [(item.article, item.name) for item in speaker.sightings]
        before = Counter(owner for place in places if (owner := owners[place]) is not None)
        free = [(count, -id_) for id_, count in before.items() if id_ not in taken]
        if free:
            id_ = -max(free)[1]
            self._sql.execute(
                "UPDATE speaker SET name = ?2, kind = ?3 "
                "WHERE id = ?1 AND (name != ?2 OR kind != ?3)",
                [id_, speaker.name, speaker.kind],
            )
        else:
            cursor = self._sql.execute(
                "INSERT INTO speaker (name, kind) VALUES (?, ?)", [speaker.name, speaker.kind]
            )
            id_ = int(cursor.lastrowid or 0)
        taken.add(id_)
        self._sql.executemany(
            "UPDATE sighting SET speaker = ? WHERE name = ? "
            "AND article = (SELECT number FROM article WHERE id = ?)",
            [(id_, name, article) for article, name in places if owners[article, name] != id_],
        )
