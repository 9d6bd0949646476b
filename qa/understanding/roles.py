"""Whom a role means: "the harbour minister" is whoever the articles call so, then.

Everyone who is called so is meant, unless a time is given and one follows another in the office.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.dates import extent
from corpus.identity.offices import (
    beginnings,
    holds,
    is_former,
    is_numbered,
    is_role,
    of_country,
    office,
)
from index.people.sightings import Called
from index.records import Filter
from index.truth.store import Store
from qa.enumeration import first_of

_SHOWN = 8  # bearers that are listed
_SURE = 10
"""Articles that call somebody so, from which on a single one that calls another so is odd."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """A speaker who is called what is asked for.

    ``role`` is how it is printed most often; ``first`` and ``last`` the days of the articles that
    print it, None where no date is known; ``statements`` counts all that the speaker says, and
    ``articles`` those in which the speaker is called so.
    """

    id: int
    name: str
    role: str
    first: date | None
    last: date | None
    statements: int
    articles: int = 1

    def told(self) -> str:
        """As it is listed: the name, and in brackets the role with its days.

        >>> Bearer(1, "Ada Lund", "mayor", date(2025, 9, 1), date(2025, 9, 8), 3).told()
        'Ada Lund (“mayor”, 2025-09-01 to 2025-09-08)'
        """
        days = " to ".join(dict.fromkeys(str(day) for day in (self.first, self.last) if day))
        return f"{self.name} (“{self.role}”, {days or 'undated'})"


@dataclass(frozen=True, slots=True)
class AskedRole:
    """Those whom a role means, and a sentence about it."""

    bearers: tuple[Bearer, ...]
    note: str


def asked_role(store: Store, words: str, when: Filter) -> AskedRole | None:
    """Those whom a role means at the time that a filter gives; None when it is no role here."""
    role = words.removeprefix("the ").removeprefix("The ")
    if not is_role(role) or ("WHO" in role.split() and len(office(role)) == 1):
        return None  # "the head of the WHO" is more than "head", which is all that is told apart
    found = _bearers(store, role)
    if not found:
        return None
    held = held_then(found, when)
    others = [item for item in found if item not in held]
    if len(held) > 1:
        return AskedRole(held, f"“{role}” can be more than one here: {_listed(held)}.")
    not_then = f", and not for {_listed(others)}" if others else ""
    return AskedRole(held, f"“{role}” is taken for {held[0].told()}{not_then}.")


def held_then(bearers: Sequence[Bearer], when: Filter) -> tuple[Bearer, ...]:
    """Those who hold an office at the time that a filter gives; all, when it cannot be told.

    Left out is who is called so only later, and who another has followed before.

    >>> ada = Bearer(1, "Ada Lund", "mayor", date(2025, 1, 1), date(2025, 3, 1), 1)
    >>> bo = Bearer(2, "Bo Ek", "mayor", date(2025, 5, 1), date(2025, 6, 1), 1)
    >>> [[item.name for item in held_then([ada, bo], Filter(as_of=day))]
    ...  for day in (None, date(2025, 4, 1), date(2025, 7, 1))]
    [['Ada Lund', 'Bo Ek'], ['Ada Lund'], ['Bo Ek']]
    """
    first, last = when.since or when.as_of or when.until, when.as_of or when.until
    held = [
        item
        for item in bearers
        if not (last and item.first and item.first > last)
        and not (first and any(_follows(other, item, first) for other in bearers))
    ]
    return tuple(held or bearers)


def _follows(other: Bearer, item: Bearer, day: date) -> bool:
    """Whether another has followed in the same office by a day."""
    if item.last is None or other.first is None or not item.last < other.first <= day:
        return False
    mine, theirs = of_country(item.role), of_country(other.role)
    return mine <= theirs or theirs <= mine


def _bearers(store: Store, role: str) -> list[Bearer]:
    """Everyone who is called so, who says most first.

    Former holders, and those of history books ("the 41st president"), only where they are asked
    for or there are no others.
    """
    called: defaultdict[int, list[tuple[str, Called]]] = defaultdict(list)
    for item in store.speakers.called(beginnings(role)):
        for printed in item.roles:
            if holds(printed, role):
                called[item.speaker].append((printed, item))
    now = {id_: [one for one in some if _is_then(one[0], role)] for id_, some in called.items()}
    now = {id_: some for id_, some in now.items() if some} or called
    known = [item for item in store.known.of(sorted(now)) if item.kind != "organisation"]
    found = [_bearer(item.id, item.name, item.statements, now[item.id]) for item in known]
    return [item for item in found if not any(_is_slip(item, other) for other in found)]


def _is_then(printed: str, asked: str) -> bool:
    """Whether somebody is called so as who holds an office now, or before if that is asked."""
    if is_former(printed) is not is_former(asked):
        return False
    return is_numbered(asked) or not is_numbered(printed)


def _is_slip(item: Bearer, other: Bearer) -> bool:
    """Whether one article alone calls somebody so, while it is plainly another's office.

    As of somebody long gone, or in "how far into Ukraine President Putin wants to go".
    """
    if (
        item.articles > 1
        or other.articles < _SURE
        or of_country(item.role) != of_country(other.role)
    ):
        return False
    if item.first is None or other.first is None or other.last is None:
        return False
    return other.first <= item.first <= other.last


def _bearer(id_: int, name: str, statements: int, called: Sequence[tuple[str, Called]]) -> Bearer:
    """A bearer, by the articles that print the role."""
    printed, _ = Counter(role for role, _ in called).most_common(1)[0]
    since, until = extent(item.published for _, item in called) or (None, None)
    return Bearer(id_, name, printed, since, until, statements, len(called))


def _listed(bearers: Sequence[Bearer]) -> str:
    """Bearers in a sentence."""
    return first_of([item.told() for item in bearers], _SHOWN)
