"""A name as one article has it, and whether two articles tell one story."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from corpus.dates import PartialDate, extent

NameKind = Literal["person", "organisation", "unknown"]

STORY_DAYS = 30  # between two reports of one story, at most
STORY_NAMES = 2  # other names that two reports of one story share, at least
COMPARED = 60  # sightings of one name that are looked through for a story, the earliest first


class Printed(NamedTuple):
    """A spelling in an article, and how many statements are given to it there."""

    name: str
    statements: int


@dataclass(frozen=True, slots=True)
class Sighting:
    """One name in one article, as fully as it is printed there.

    ``roles`` are what the article calls its bearer, ``companions`` the forms of the other names in
    the article (see ``corpus.identity.likeness.form``). ``printed`` has its spellings in the
    article, the name among them; none when that is all that is known. Of an abbreviation that the
    article explains the full name is among them, too.
    """

    article: str
    name: str
    kind: NameKind = "unknown"
    roles: tuple[str, ...] = ()
    outlet: str | None = None
    published: PartialDate | None = None
    companions: frozenset[str] = frozenset()
    printed: tuple[Printed, ...] = ()

    @property
    def spellings(self) -> tuple[Printed, ...]:
        """Every spelling in the article, with the statements that are given to it, if known."""
        return own_spellings(self.name, self.printed)

    @property
    def stands_for(self) -> str | None:
        """The full name that the article gives for an abbreviation; None for any other name."""
        return explanation(self.name, self.printed)


def explanation(name: str, printed: Iterable[Printed]) -> str | None:
    """The full name that an article gives for an abbreviation, among how it prints the name.

    >>> explanation("LRW", [Printed("LRW", 1), Printed("Lakes Rights Watch", 0)])
    'Lakes Rights Watch'
    """
    if " " in name:
        return None
    return next((some.name for some in printed if " " in some.name), None)


def own_spellings(name: str, printed: Sequence[Printed]) -> tuple[Printed, ...]:
    """The spellings of a name in an article, without the full name that it is short for."""
    full = explanation(name, printed)
    return tuple(some for some in printed if some.name != full) or (Printed(name, 0),)


def kind_of(sightings: Iterable[Sighting]) -> NameKind:
    """What most of the sightings that tell it take a name for; a person when they are even.

    A single word is a person only where most of all sightings say so.

    >>> kind_of([Sighting("1", "Quay Post"), Sighting("2", "Quay Post", "organisation")])
    'organisation'
    """
    some = list(sightings)
    counts = Counter(item.kind for item in some)
    return kind_of_counts(counts, single=all(" " not in item.name for item in some))


def kind_of_counts(counts: Counter[NameKind], *, single: bool) -> NameKind:
    """As ``kind_of``, of counted sightings; ``single`` when each has a single word.

    >>> kind_of_counts(Counter(person=1, unknown=1), single=True)
    'unknown'
    """
    if single and 2 * counts["person"] <= counts.total():
        counts = Counter({**counts, "person": 0})
    return most(counts)


def most(counts: Mapping[NameKind, int]) -> NameKind:
    """The kind that is counted most but for unknown; a person when two are even.

    >>> most({"person": 1, "organisation": 1, "unknown": 5})
    'person'
    """
    counts = Counter(counts)
    if counts["person"] == counts["organisation"] == 0:
        return "unknown"
    return "person" if counts["person"] >= counts["organisation"] else "organisation"


def shared_story(
    ones: Sequence[Sighting], others: Sequence[Sighting], but: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The names that an article of each share when the two tell one story; else nothing.

    One story is two names or more in common, within 30 days where the dates are known. ``but``
    are forms that do not count, those of the names in question.

    >>> met = frozenset({"ada lund", "bo ek"})
    >>> one, other = Sighting("1", "Jo Ro", companions=met), Sighting("2", "J. Ro", companions=met)
    >>> shared_story([one], [other])
    ('ada lund', 'bo ek')
    """
    for one in ones[:COMPARED]:
        for other in others[:COMPARED]:
            shared = (one.companions & other.companions) - but
            if len(shared) >= STORY_NAMES and one.article != other.article:
                apart = days_apart([one], [other])
                if apart is None or apart <= STORY_DAYS:
                    return tuple(sorted(shared))
    return ()


def days_apart(ones: Iterable[Sighting], others: Iterable[Sighting]) -> int | None:
    """The days between two sets of sightings, 0 when they overlap; ``None`` without dates."""
    a, b = (extent(item.published for item in some) for some in (ones, others))
    if a is None or b is None:
        return None
    return max(0, (b[0] - a[1]).days, (a[0] - b[1]).days)
