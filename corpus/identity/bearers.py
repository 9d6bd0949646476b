"""Sightings of one name, apart where it has more than one bearer.

One full name in two articles is taken to be one person, unless the roles are of worlds that
people rarely cross (see ``offices``) and no story connects them. A surname alone says
nothing beyond its article: each sighting of it stays by itself. A single word of which it is not
known what it is counts as a surname when people are named with it as often.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeVar

from corpus.identity.likeness import form, likeness, surname
from corpus.identity.offices import incompatible, same_office, worlds
from corpus.identity.sighting import NameKind, Sighting, kind_of, shared_story
from corpus.identity.sounds import DAMAGED

Verdict = Literal["merge", "split"]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whoever bears one form of a name: the sightings, and what they say together.

    ``stands_for`` are the full names that articles give for it where it is an abbreviation.
    """

    form: str
    name: str
    kind: NameKind
    sightings: tuple[Sighting, ...]
    roles: frozenset[str]
    articles: frozenset[str]
    outlets: frozenset[str]
    stands_for: frozenset[str] = frozenset()

    @property
    def alone(self) -> bool:
        """Whether the name is a single word that may be a surname, or a body's common noun.

        "The sheriff's office" is none of Tavra's, though one story tells of both.
        """
        if self.kind == "organisation":
            return self.name.islower()
        return " " not in self.form


def bearer(sightings: Iterable[Sighting]) -> Bearer:
    """The one bearer of sightings of one form."""
    some = tuple(sightings)
    return Bearer(
        form(some[0].name),
        shown_name(some, form(some[0].name)),
        kind_of(some),
        some,
        frozenset(role for item in some for role in item.roles),
        frozenset(item.article for item in some),
        frozenset(item.outlet for item in some if item.outlet),
        frozenset(item.stands_for for item in some if item.stands_for),
    )


def bearers(
    sightings: Iterable[Sighting],
    verdicts: Mapping[str, Verdict],
    surnames: Mapping[str, int] | None = None,
) -> list[Bearer]:
    """The bearers of all names, in order of form and date.

    ``verdicts`` say of a form whether the user took all of its sightings for one, or took them
    apart; ``surnames`` count how often people of each family name are sighted, when that is more
    than in these sightings alone.
    """
    by_form: defaultdict[str, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        by_form[form(sighting.name)].append(sighting)
    if surnames is None:
        surnames = _surnames(by_form)
    found = []
    for key in sorted(by_form):
        some = sorted(by_form[key], key=lambda item: (str(item.published), item.article))
        alone = " " not in key and _may_be_surname(some, surnames.get(key, 0))
        found += [bearer(part) for part in _apart(some, verdicts.get(key), alone)]
    return found


def _surnames(by_form: Mapping[str, Sequence[Sighting]]) -> Counter[str]:
    """How often people of each family name are sighted under their full names."""
    counts: Counter[str] = Counter()
    for key, some in by_form.items():
        if " " in key and kind_of(some) == "person":
            counts[surname(some[0].name)] += len(some)
    return counts


def _may_be_surname(sightings: Sequence[Sighting], people: int) -> bool:
    """Whether a single word is a person's, or the surname of people who are named as often."""
    kind = kind_of(sightings)
    return kind == "person" or (kind == "unknown" and people >= len(sightings))


def shown_name(sightings: Collection[Sighting], of_form: str | None = None) -> str:
    """The best of the spellings: no abbreviation, no damaged letters or capitals, no "J. Rowe".

    Where there is such a one; of those the one in most articles, then of most statements, then
    without a middle initial, then the longest; with ``of_form`` only spellings of that form.

    >>> shown_name([Sighting("1", "Luc?a Varn"), Sighting("2", "Lucía Varn")])
    'Lucía Varn'
    """
    articles: Counter[str] = Counter()
    statements: Counter[str] = Counter()
    for item in sightings:
        for name, said in item.spellings:
            if of_form is None or form(name) == of_form:
                articles[name] += 1
                statements[name] += said
    return best_spelling(articles, statements, {i.name for i in sightings if i.stands_for})


def best_spelling(
    articles: Mapping[str, int], statements: Mapping[str, int], short: Collection[str] = ()
) -> str:
    """The best of spellings that are counted, by ``shown_name``'s measure; empty without any.

    ``short`` are those that are known to be abbreviations.
    """
    if len(articles) == 1:
        return next(iter(articles))
    return max(
        articles,
        key=lambda name: (
            name not in short,
            *_fullness(name),
            articles[name],
            statements[name],
            not any(len(word) == 1 for word in name.replace(".", "").split()),
            len(name),
            name,
        ),
        default="",
    )


@lru_cache(maxsize=16384)
def _fullness(name: str) -> tuple[bool, bool, bool]:
    """Whether a name is undamaged, not all in capitals, and begins and ends with no initial."""
    whole = not set(name) & set(DAMAGED)
    words = name.replace(".", "").split()
    ends = {len(word) for word in (*words[:1], *words[-1:])}
    return whole, not name.isupper(), 1 not in ends


def _apart(sightings: list[Sighting], verdict: Verdict | None, alone: bool) -> list[list[Sighting]]:
    """The sightings of one form, by bearer; each by itself where the name is a surname alone."""
    if verdict == "merge" or len(sightings) == 1:
        return [sightings]
    if alone:
        return [[item] for item in sightings]
    if verdict == "split":
        parts = _connected(sightings, lambda a, b: same_office(a.roles, b.roles)[0] > 0)
        return parts if len(parts) > 1 else [[item] for item in sightings]
    if any(item.stands_for for item in sightings):
        return _by_explanation(sightings)
    by_world: defaultdict[frozenset[str], list[Sighting]] = defaultdict(list)
    for item in sightings:
        by_world[worlds(item.roles)].append(item)
    told = [part for world, part in by_world.items() if world]
    parts = [[item for part in some for item in part] for some in _connected(told, _one_person)]
    return [sightings] if len(parts) < 2 else _placed(parts, by_world[frozenset()])


def _by_explanation(sightings: list[Sighting]) -> list[list[Sighting]]:
    """The sightings of an abbreviation, by the names that articles give for it."""
    told = [item for item in sightings if item.stands_for]
    rest = [item for item in sightings if not item.stands_for]
    parts = _connected(told, lambda a, b: are_one_name(str(a.stands_for), str(b.stands_for)))
    return [sightings] if len(parts) < 2 else _placed(parts, rest)


def are_one_name(full: str, other: str) -> bool:
    """Whether a name that is given for an abbreviation can be another, by its letters."""
    return likeness(full, other, "organisation") is not None


def _one_person(a: list[Sighting], b: list[Sighting]) -> bool:
    """Whether sightings in two sets of worlds can be one person's."""
    compatible = not incompatible(worlds(a[0].roles), worlds(b[0].roles))
    return compatible or bool(shared_story(a, b))


def _placed(parts: list[list[Sighting]], rest: list[Sighting]) -> list[list[Sighting]]:
    """Give sightings without a role to the only bearer whose story they share; else to nobody."""
    nobody, given = [], []
    for item in rest:
        choices = [number for number, part in enumerate(parts) if shared_story(part, [item])]
        if len(choices) == 1:
            given.append((choices[0], item))
        else:
            nobody.append(item)
    for number, item in given:
        parts[number].append(item)
    return [*parts, nobody] if nobody else parts


def _connected(items: list[_T], joined: Callable[[_T, _T], bool]) -> list[list[_T]]:
    """The items in sets that are connected by what joins two of them."""
    sets: list[list[_T]] = []
    for item in items:
        near = [some for some in sets if any(joined(item, other) for other in some)]
        far = [some for some in sets if all(some is not other for other in near)]
        sets = [*far, [*(other for some in near for other in some), item]]
    return sets
