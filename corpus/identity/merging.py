"""Who is one across articles: names seen in different articles, brought together with care.

    sightings → bearers of one form → pairs that share a search key → evidence → speakers

A wrong merge is worse than a missed one. Two names must be alike in letters; the less alike they
are, the more else must speak for them; in one speaker every name is alike to every other; a name
that could be either of two belongs to neither; a surname alone never crosses from one article to
another, nor do two names that one article has side by side. What the user has ruled stands above
all of it. The result does not depend on the order in which sightings come.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from corpus.english.family_names import COMMON_FAMILIES
from corpus.identity.bearers import Bearer, Verdict, bearers, shown_name
from corpus.identity.explaining import as_explained, in_brackets
from corpus.identity.likeness import (
    SAME,
    TURNED,
    VARIANT,
    Likeness,
    form,
    likeness,
    search_keys,
    surname,
    whole_key,
)
from corpus.identity.offices import incompatible, same_office, worlds
from corpus.identity.sighting import NameKind, Sighting, days_apart, kind_of, shared_story

CAREER_YEARS = 40  # between two reports of one person, at most
_NAMED = 3  # of the names that two stories share, as many are said

# What must speak for two names, in points: a role of two telling words, a story, and a name with
# its abbreviation in brackets give 2, a bare title and an outlet 1. Of 606 joined speakers among
# 22,000 names of Reuters and PolNeAR, those joined by an outlet alone were the doubtful ones: ANZ
# is a bank, and no Air New Zealand. Names of common families, and turned ones, need as much as
# names that are less alike.
_NEEDED_ALIKE = 2
_NEEDED_VARIANT = 1  # "John Rowe" may not be John K. Rowe
_STORY = 2
_EXPLAINED = 2

_RULED = "the user has merged them"
_SOUNDING = ("transliteration", "a damaged letter")  # differences that nobody hears


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two names are one: what their letters say, and what else speaks for it.

    ``level`` is that of the likeness, ``points`` count the support; higher is stronger. ``story``
    are the forms of the names that two reports of one story share.
    """

    letters: tuple[str, ...]
    supports: tuple[str, ...] = ()
    level: int = SAME
    points: int = 0
    story: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.said({})

    def said(self, names: Mapping[str, str]) -> str:
        """The evidence in words, with the names of a story as printed, by their forms.

        >>> Evidence((), story=("ada lund", "bo ek")).said({"ada lund": "Ada Lund"})
        'the same name; the same story (Ada Lund, bo ek)'
        """
        reasons = [*(self.letters or ("the same name",)), *self.supports]
        if self.story:
            some = ", ".join(names.get(key, key) for key in self.story[:_NAMED])
            more = f" and {len(self.story) - _NAMED} more" if len(self.story) > _NAMED else ""
            reasons.append(f"the same story ({some}{more})")
        return "; ".join(reasons)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the user has decided of two forms of names, or, where they are equal, of one.

    Of two rulings on the same forms the later stands.
    """

    verdict: Verdict
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Link:
    """Two names that were brought together, and why."""

    one: str
    other: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Speaker:
    """One person or organisation: the name to show, every sighting, and why they are one."""

    name: str
    kind: NameKind
    sightings: tuple[Sighting, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathering:
    """Who is who among names, and the forms of each two that evidence speaks for, joined or not.

    What is decided of a name depends on those that evidence or a ruling connects it with, directly
    or over others, and on nothing else: names that are alike without it are neither joined, nor
    rivals of those that could be.
    """

    speakers: tuple[Speaker, ...]
    evidenced: frozenset[tuple[str, str]]


def alike(one: str, one_kind: NameKind, other: str, other_kind: NameKind) -> Likeness | None:
    """How alike two names are, as what they are taken for; a surname alone is alike to itself.

    >>> alike("J. Rowe", "person", "Jo Rowe", "unknown")
    Likeness(level=1, differences=('an initial (J, Jo)',))
    >>> alike("Rowe", "person", "Jo Rowe", "person")
    """
    key, other_key = form(one), form(other)
    if key == other_key:
        return Likeness(SAME)
    kind = other_kind if one_kind == "unknown" else one_kind
    if kind != other_kind != "unknown":
        return None
    if (" " not in key and one_kind != "organisation") or (
        " " not in other_key and other_kind != "organisation"
    ):
        return None
    return likeness(one, other, "person" if kind == "unknown" else kind)


def gather(
    sightings: Iterable[Sighting],
    rulings: Sequence[Ruling] = (),
    surnames: Mapping[str, int] | None = None,
) -> Gathering:
    """Everyone who is sighted, each once, in the order of their names.

    1. Find the bearers of each form of a name; 2. obey the user's rulings; 3. look for evidence
    between bearers whose names are alike; 4. leave out what could be either of two; 5. join, the
    strongest evidence first, while every name stays alike to every other.

    ``surnames`` count how often people of each family name are sighted, when that is more than in
    these sightings alone: a single word that is one says nothing beyond its article.

    >>> one = Sighting("1", "Ro Byung-ha", "person", ("Harbour minister",))
    >>> other = Sighting("2", "Ro Byoung-ha", "person", ("Minister of Harbours",))
    >>> (speaker,) = gather([one, other]).speakers
    >>> print(speaker.links[0].evidence)
    transliteration (Byoung-ha, Byung-ha); the same role (Minister of Harbours, Harbour minister)
    """
    latest = {frozenset((r.one, r.other)): r.verdict for r in rulings}
    of_one = {form: verdict for pair, verdict in latest.items() if len(pair) == 1 for form in pair}
    clusters = _Clusters(bearers(sightings, of_one, surnames), latest)
    clusters.obey(rulings)
    edges = [
        _Edge(i, j, evidence)
        for i, j in _pairs(clusters.bearers)
        if (evidence := clusters.evidence(i, j)) is not None
    ]
    for edge in sorted(_unambiguous(edges, clusters), key=_Edge.order):
        clusters.join(edge)
    forms = [found.form for found in clusters.bearers]
    return Gathering(
        tuple(sorted(clusters.speakers(), key=lambda who: (who.name, who.sightings[0].article))),
        frozenset((forms[edge.one], forms[edge.other]) for edge in edges),
    )


@dataclass(frozen=True, slots=True)
class _Edge:
    """Two bearers, by number, that the evidence joins; numbers follow the order of forms."""

    one: int
    other: int
    evidence: Evidence

    @property
    def rank(self) -> tuple[int, int]:
        return self.evidence.level, self.evidence.points

    def order(self) -> tuple[int, int, int, int]:
        """The strongest first."""
        return (-self.rank[0], -self.rank[1], self.one, self.other)


class _Clusters:
    """Bearers while they are joined: who belongs together so far, and what may never."""

    def __init__(self, found: list[Bearer], latest: dict[frozenset[str], Verdict]) -> None:
        self.bearers = found
        self._latest = latest
        self._owner = list(range(len(found)))
        self._members = {number: [number] for number in range(len(found))}
        self._links: dict[int, list[Link]] = defaultdict(list)

    def obey(self, rulings: Sequence[Ruling]) -> None:
        """Join what the user has merged, the latest ruling first, unless a later one split it."""
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, found in enumerate(self.bearers):
            numbers[found.form].append(number)
        for ruling in reversed(rulings):
            if self._latest[frozenset((ruling.one, ruling.other))] != "merge":
                continue
            for i in numbers[ruling.one]:
                for j in numbers[ruling.other]:
                    if i != j and not self._any(i, j, self._is_split):
                        self._unite(_Edge(i, j, Evidence((_RULED,))))

    def evidence(self, i: int, j: int) -> Evidence | None:
        """The evidence that joins two bearers, unless the user has split them."""
        return None if self.apart(i, j) else _evidence(self.bearers[i], self.bearers[j])

    def join(self, edge: _Edge) -> None:
        """Join the two sides of an edge, unless some two of them may never be one."""
        if not self._any(edge.one, edge.other, self.apart):
            self._unite(edge)

    def apart(self, i: int, j: int) -> bool:
        """Whether two bearers may never be one: not alike, ruled apart, or side by side."""
        one, other = self.bearers[i], self.bearers[j]
        if self._latest.get(frozenset((one.form, other.form))) == "merge":
            return False
        return (
            one.form == other.form  # told apart before
            or self._is_split(i, j)
            or _alike(one, other) is None
            or _side_by_side(one, other)
        )

    def speakers(self) -> Iterator[Speaker]:
        """What the joined bearers have become."""
        for owner, members in self._members.items():
            some = [item for number in members for item in self.bearers[number].sightings]
            some.sort(key=lambda item: (str(item.published), item.article, item.name))
            links = tuple(sorted(self._links[owner], key=lambda link: (link.one, link.other)))
            yield Speaker(shown_name(some), kind_of(some), tuple(some), links)

    def _is_split(self, i: int, j: int) -> bool:
        forms = frozenset((self.bearers[i].form, self.bearers[j].form))
        return self._latest.get(forms) == "split"

    def _any(self, i: int, j: int, true: Callable[[int, int], bool]) -> bool:
        """Whether something is true of any two members of two clusters."""
        ones, others = (self._members[self._owner[number]] for number in (i, j))
        return ones is not others and any(true(a, b) for a in ones for b in others)

    def _unite(self, edge: _Edge) -> None:
        """Make two clusters one, and remember why."""
        keep, lose = sorted((self._owner[edge.one], self._owner[edge.other]))
        names = sorted((self.bearers[edge.one].name, self.bearers[edge.other].name))
        self._links[keep].append(Link(names[0], names[1], edge.evidence))
        if keep == lose:
            return
        for number in self._members[lose]:
            self._owner[number] = keep
        self._members[keep] += self._members.pop(lose)
        self._links[keep] += self._links.pop(lose, [])


def _pairs(found: list[Bearer]) -> Iterator[tuple[int, int]]:
    """Each two bearers that share a search key, once."""
    by_key: defaultdict[str, list[int]] = defaultdict(list)
    for number, some in enumerate(found):
        if not some.alone:
            for key in search_keys(some.name, some.kind).union(map(whole_key, some.stands_for)):
                by_key[key].append(number)
    seen: set[tuple[int, int]] = set()
    for numbers in by_key.values():
        seen.update(combinations(numbers, 2))
    yield from sorted(seen)


def _unambiguous(edges: list[_Edge], clusters: _Clusters) -> Iterator[_Edge]:
    """The edges of names that could not as well be somebody else's."""
    near: defaultdict[int, list[_Edge]] = defaultdict(list)
    for edge in edges:
        near[edge.one].append(edge)
        near[edge.other].append(edge)
    for edge in edges:
        rivals = (
            (other, mine, {rival.one, rival.other})
            for mine, other in ((edge.one, edge.other), (edge.other, edge.one))
            for rival in near[mine]
            if rival is not edge and rival.rank == edge.rank
        )
        if edge.evidence.level == SAME or not any(
            clusters.apart(other, (ends - {mine}).pop()) for other, mine, ends in rivals
        ):
            yield edge


def _evidence(one: Bearer, other: Bearer) -> Evidence | None:
    """The evidence that two bearers are one; ``None`` when it is too little or against it."""
    one, other = sorted((one, other), key=_name)
    alike = _alike(one, other)
    if alike is None or (one.form != other.form and _side_by_side(one, other)):
        return None
    brackets = in_brackets(one, other)
    if brackets is None:
        return None
    story = shared_story(one.sightings, other.sightings, frozenset((one.form, other.form)))
    if not story and incompatible(worlds(one.roles), worlds(other.roles)):
        return None
    gap = days_apart(one.sightings, other.sightings)
    if gap is not None and gap > CAREER_YEARS * 365 and "person" in {one.kind, other.kind}:
        return None
    points, supports = _support(one, other, brackets)
    points += _STORY if story else 0
    if points < _needed(one, other, alike):
        return None
    return Evidence(alike.differences, supports, alike.level, points, tuple(story))


def _needed(one: Bearer, other: Bearer, alike: Likeness) -> int:
    """How many points must speak for two names that are so much alike."""
    if alike.level == SAME:
        return 0
    if alike.level == VARIANT and "organisation" in {one.kind, other.kind}:
        return 0
    return _NEEDED_VARIANT if alike.level == VARIANT and _is_rare(one, alike) else _NEEDED_ALIKE


def _is_rare(one: Bearer, alike: Likeness) -> bool:
    """Whether hardly two people are named so much alike: not as Michael Jordan and Michael B.

    Of 62 pairs that an outlet alone joined in 2,882 US and UK articles, the wrong ones that were
    seen have a common family name or are turned ("Cameron James").
    """
    return TURNED not in alike.differences and surname(one.name) not in COMMON_FAMILIES


def _support(one: Bearer, other: Bearer, brackets: str) -> tuple[int, tuple[str, ...]]:
    """What besides letters and a story speaks for two being one, in points and in words."""
    points, words = same_office(one.roles, other.roles)
    said = [f"{'the same role' if points > 1 else 'a title'} ({words})"] if points else []
    outlets = sorted(one.outlets & other.outlets)
    if outlets:
        points += 1
        said.append(f"the same outlet ({outlets[0]})")
    if brackets:
        points += _EXPLAINED
        said.insert(0, f"the one in brackets behind the other ({brackets})")
    return points, tuple(said)


def _alike(one: Bearer, other: Bearer) -> Likeness | None:
    """How alike the names of two bearers are; of an abbreviation, by what it stands for."""
    for short, full in ((one, other), (other, one)):
        if short.stands_for and " " in full.form:
            return as_explained(short, full)
    return alike(one.name, one.kind, other.name, other.kind)


def _name(found: Bearer) -> str:
    return found.name


def _side_by_side(one: Bearer, other: Bearer) -> bool:
    """Whether an article has two people's names beside each other, as it does of two people.

    Two spellings of one sound are no two people: an article may say that they are one's.
    """
    if "organisation" in {one.kind, other.kind} or not one.articles & other.articles:
        return False
    found = _alike(one, other)
    return found is None or not all(said.startswith(_SOUNDING) for said in found.differences)
