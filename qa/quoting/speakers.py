"""Speakers: who there is, one speaker's file, and the user's own word on who is one."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations, groupby

from corpus.dates import extent, in_time
from corpus.errors import UsageError
from corpus.identity.likeness import form
from corpus.identity.merging import Ruling, gather
from corpus.identity.sighting import NameKind, Sighting
from index.memory import Memory
from index.people.known import KnownSpeaker
from index.records import Filter
from index.truth.store import Store
from qa.quoting.quote import Quote, articles_of, quoted
from qa.understanding.roles import asked_role
from qa.understanding.whom import known, the_one


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as it is printed, and in how many articles."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class Merged:
    """Two spellings that were taken for one, and why."""

    one: str
    other: str
    why: str


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """What a speaker is called, in how many articles, and from which day to which, if known."""

    role: str
    articles: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class SpeakerFile:
    """All that the library has of one speaker.

    ``statements`` are in the order of time, the undated last. ``unknown_share`` is the share of
    all statements in the library, 0 to 1, whose speaker is not known or not named: what is missing
    here may be among them.
    """

    speaker: KnownSpeaker
    spellings: tuple[Spelling, ...]
    merged: tuple[Merged, ...]
    roles: tuple[RoleHeld, ...]
    outlets: tuple[tuple[str, int], ...]
    statements: tuple[Quote, ...]
    unknown_share: float


def speakers(memory: Memory, n: int | None = None, named: str = "") -> list[KnownSpeaker]:
    """Everyone who says something, the most quoted first; the first ``n`` whose name has words.

    Raises ``UsageError`` for a negative number.
    """
    _check_many(n or 0)
    if n is None and not named:
        return memory.store.known.all()
    return memory.store.known.most_quoted(n, named)


def speaker_names(memory: Memory, n: int, kind: NameKind | None = None) -> list[str]:
    """The names alone of the ``n`` with the most statements, or of those of one kind.

    Raises ``UsageError`` for a negative number.
    """
    _check_many(n)
    return memory.store.known.names(n, kind)


def _check_many(n: int) -> None:
    if n < 0:
        raise UsageError(f"{n} speakers cannot be given; count from 0.")


def speaker_file(memory: Memory, name: str) -> SpeakerFile:
    """One speaker's file.

    Raises ``SpeakerNotFound``, and ``UsageError`` when the name can be more than one.
    """
    with memory.store.snapshot():
        store = memory.store
        speaker = the_one(store, name)
        sightings = store.speakers.sightings(speaker.id)
        total, unknown, _ = store.statements.shares()
        kept = store.statements.by([speaker.id], *store.filters.condition(Filter()))
        articles = articles_of(store, kept)
        said = [quoted(articles[item.article], item, speaker.name) for item in kept]
        said.sort(key=_when)
        return SpeakerFile(
            speaker,
            _spellings(sightings),
            _merged(store, sightings),
            _roles(sightings),
            _outlets(said),
            tuple(said),
            round(unknown / total, 4) if total else 0.0,
        )


def merge(memory: Memory, a: str, b: str) -> list[KnownSpeaker]:
    """Take two names for one from now on, with every spelling of theirs; who they are now.

    Of what was decided before, only this is undone. Raises ``SpeakerNotFound`` and ``UsageError``.
    """
    with memory.writing() as store:
        one, ones = _meant(store, a)
        other, others = _meant(store, b)
        if one == other:
            raise UsageError(f"{a!r} and {b!r} are one speaker here already.")
        across = [_pair(mine, theirs) for mine in ones for theirs in others]
        store.speakers.rule(Ruling("merge", *pair) for pair in dict.fromkeys(across))
        return _now(store, [*ones, *others])


def split(memory: Memory, name: str) -> list[KnownSpeaker]:
    """Take apart again what was taken for one.

    What the user has merged comes apart as it was before. Where nothing was, each spelling becomes
    a speaker of its own; the sightings of a single spelling are parted by role. Raises
    ``SpeakerNotFound``, and ``UsageError`` when the name can be more than one, or when there is
    nothing to take apart.
    """
    with memory.writing() as store:
        speaker = _named(store, name)
        sightings = store.speakers.sightings(speaker.id)
        forms = sorted({form(item.name) for item in sightings})
        if len(sightings) == 1:
            raise UsageError(f"{speaker.name!r} is named in one article only; nothing to split.")
        pairs = _merged_by_user(store, forms)
        pairs = pairs or list(combinations(forms, 2)) or [(forms[0], forms[0])]
        store.speakers.rule(Ruling("split", *pair) for pair in pairs)
        return _now(store, forms)


def _merged_by_user(store: Store, forms: Collection[str]) -> list[tuple[str, str]]:
    """The pairs of these forms that the user has merged."""
    return [
        (ruling.one, ruling.other)
        for ruling in store.speakers.rulings()
        if ruling.verdict == "merge" and {ruling.one, ruling.other} <= set(forms)
    ]


def _meant(store: Store, name: str) -> tuple[int, list[str]]:
    """A speaker's number and the forms of the names, the one that was typed or is shown first.

    A surname alone is each bearer's own; ruling on it rules on all of them. A spelling that
    somebody else has too is left out, for a ruling on it would take that one along.
    """
    typed = form(name)
    alone = store.speakers.with_form(name) if " " not in typed else []
    if alone:
        return alone[0], [typed]
    speaker = _named(store, name)
    forms = {form(item.name) for item in store.speakers.sightings(speaker.id)}
    shown = next(key for key in (typed, form(speaker.name), *sorted(forms)) if key in forms)
    own = [key for key in forms - {shown} if store.speakers.with_form(key) == [speaker.id]]
    return speaker.id, [shown, *sorted(own)]


def _named(store: Store, name: str) -> KnownSpeaker:
    """The one speaker of a name; a role is none, as its bearers come and go."""
    role = None if known(store, name) else asked_role(store, name, Filter())
    if role is not None:
        bearers = " and ".join(dict.fromkeys(repr(item.name) for item in role.bearers))
        raise UsageError(
            f"{name!r} is a role, and only names are merged and split; who is called so here: "
            f"{bearers}."
        )
    return the_one(store, name)


def _pair(one: str, other: str) -> tuple[str, str]:
    """Two forms in the order in which rulings keep them."""
    return (one, other) if one <= other else (other, one)


def _now(store: Store, forms: Iterable[str]) -> list[KnownSpeaker]:
    """Who has these forms of names now."""
    ids = {id_ for key in forms for id_ in store.speakers.with_form(key)}
    return store.known.of(sorted(ids))


def _spellings(sightings: Iterable[Sighting]) -> tuple[Spelling, ...]:
    """The spellings, the most frequent first."""
    counts = Counter(printed.name for item in sightings for printed in item.spellings)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Spelling(name, count) for name, count in ordered)


def _merged(store: Store, sightings: list[Sighting]) -> tuple[Merged, ...]:
    """Why the spellings are one: by the evidence, or because they differ in marks alone."""
    found = gather(sightings, store.speakers.rulings())
    links = [link for one in found.speakers for link in one.links]
    names = store.speakers.printed({key for link in links for key in link.evidence.story})
    merged = [Merged(link.one, link.other, link.evidence.said(names)) for link in links]
    marks: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted({item.name for item in sightings}):
        marks[form(name)].append(name)
    for first, *rest in marks.values():
        merged += [
            Merged(first, name, "the same but for capitals, accents, hyphens or a title")
            for name in rest
        ]
    return tuple(merged)


def _roles(sightings: Iterable[Sighting]) -> tuple[RoleHeld, ...]:
    """What the speaker is called, in the order in which it is first said.

    Roles that differ only in capitals and in the kind of apostrophe are one, as most print it.
    """
    held: defaultdict[str, list[Sighting]] = defaultdict(list)
    printed: defaultdict[str, list[str]] = defaultdict(list)
    for item in sightings:
        for key, roles in groupby(sorted(item.roles, key=_role_key), _role_key):
            held[key].append(item)
            printed[key] += roles
    found = []
    for key, some in held.items():
        role, _ = max(Counter(printed[key]).items(), key=lambda it: (it[1], it[0][0].islower()))
        days = extent(item.published for item in some)
        first, last = (str(days[0]), str(days[1])) if days else (None, None)
        found.append(RoleHeld(role, len(some), first, last))
    return tuple(sorted(found, key=lambda item: (item.first is None, item.first or "")))


def _role_key(role: str) -> str:
    return role.casefold().replace("’", "'")


def _outlets(said: Iterable[Quote]) -> tuple[tuple[str, int], ...]:
    """The outlets that carry the statements, with how many of them."""
    counts = Counter(quote.article.outlet for quote in said if quote.article.outlet)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _when(quote: Quote) -> tuple[tuple[bool, str], str, int]:
    """Where a statement stands in time."""
    return in_time(quote.article.published), quote.article.id, quote.content[0].start
