"""Whom a name means that somebody types: as it is printed, a surname, or another spelling."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.english.given_names import GENDER
from corpus.english.word_classes import HONORIFICS, REIGNING
from corpus.errors import SpeakerNotFound, UsageError
from corpus.identity.likeness import form
from corpus.identity.offices import is_country, is_of_country, is_role
from corpus.identity.sounds import folded
from corpus.saying.genders import title_gender
from index.people.known import KnownSpeaker
from index.records import Filter
from index.truth.store import Store
from qa.enumeration import first_of
from qa.understanding.roles import Bearer, asked_role

_NEAREST = 5  # names that are offered in the place of one that is not known
_SELDOM = 10  # times as seldom as another called so as the title says, and it means the other
_ENDS_ROLE = " of state", "chief justice"  # the last word of which is none
_SHOWN = 8  # names that are listed where one could be any of them


@dataclass(frozen=True, slots=True)
class Whom:
    """The speakers that a name means, or the reason why it means none."""

    ids: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    reason: str | None = None
    notes: tuple[str, ...] = ()


def whom(store: Store, name: str, when: Filter | None = None) -> Whom:
    """The speakers that a name can mean: of that form, of that surname, called so, or else alike.

    A number as in "#12" is the speaker of that number. Of a role ("the harbour minister") it is
    who holds it at the time that ``when`` gives.
    """
    when = when or Filter()
    found = known(store, name)
    notes: tuple[str, ...] = ()
    role = None if found else asked_role(store, name, when)
    if role is not None:
        ids = tuple(item.id for item in role.bearers)
        return Whom(ids, names_of(role.bearers), None, (role.note,))
    doubt = None
    if not found:
        found, doubt = titled(store, name, when)
    if len(found) > 1:
        notes = (doubt,) if doubt else ()
        notes += (f"“{name}” can be more than one here: {_listed(found)}.",)
    if not found:
        found = _quoted_first(store.known.of(store.speakers.alike(name)))
        if found:
            notes = (f"Nobody is called “{name}” here; taken for {_listed(found)}.",)
    if not found:
        return Whom(reason=_unknown(store, name))
    notes += no_proper_name(found)
    return Whom(tuple(item.id for item in found), names_of(found), None, notes)


def no_proper_name(found: Sequence[KnownSpeaker]) -> tuple[str, ...]:
    """That those who go by no name of their own, such as "central bank", may be several."""
    common = [item for item in found if item.name.islower() and item.articles > 1]
    return tuple(
        f"“{item.name}” is no proper name: the {item.articles:,} articles that have it may mean "
        "different ones."
        for item in common
    )


def the_one(store: Store, name: str) -> KnownSpeaker:
    """The one speaker that a name means, or a role that only one is called.

    Raises ``SpeakerNotFound`` when there is none, ``UsageError`` when it can be more than one.
    """
    found = known(store, name)
    role = None if found else asked_role(store, name, Filter())
    if role is not None:
        found = store.known.of([item.id for item in role.bearers])
    found = found or titled(store, name, Filter())[0]
    found = found or store.known.of(store.speakers.alike(name))
    full = [item for item in found if form(item.name) == form(name)]
    if len(full) == 1:
        return full[0]
    if len(found) > 1:
        raise UsageError(
            f"{name!r} can be more than one here: {_listed(found)}; give the full name, or the "
            f"number as in '#{found[0].id}'."
        )
    if not found:
        raise SpeakerNotFound(_unknown(store, name))
    return found[0]


def known(store: Store, name: str) -> list[KnownSpeaker]:
    """The speakers of a number, of that form of a name, shortened or not, or of that surname.

    Or that reign under it: "Pope Leo" is Leo XIV. A country is no company that has its name in it:
    "France" is not Air France.
    """
    if name.startswith("#") and name[1:].isdecimal() and len(name) < 19:
        return store.known.of([int(name[1:])])
    if is_title_alone(name):
        return []
    first = name.partition(" ")[2] if reigns(name) else name
    ids = {*store.speakers.with_form(name), *store.speakers.reigning(first)}
    if first == name:
        ids |= {*_with_name_in_theirs(store, name)}
    elif not ids:  # "Pope Leo" is no Jay Leo
        ids = {*store.speakers.with_form(first)}
    return _quoted_first(_of_gender(name, store.known.of(sorted(ids))))


def _of_gender(name: str, found: list[KnownSpeaker]) -> list[KnownSpeaker]:
    """Without those whose given name does not go with "Mr." or "Mrs.", unless it goes with none."""
    told = title_gender(name.partition(" ")[0]) if is_courteous(name) else None
    others = {"f": "m", "m": "f"}
    fitting = [
        item
        for item in found
        if told is None or GENDER.get(folded(item.name.split(maxsplit=1)[0])) != others[told]
    ]
    return fitting or found


def is_courteous(name: str) -> bool:
    """Whether a name has "Mr." or the like before it."""
    title, _, rest = name.partition(" ")
    return bool(rest) and title.casefold() in HONORIFICS


def is_title_alone(words: str) -> bool:
    """Whether words are a title without a name: "the pope" is no John Pope."""
    the, _, title = words.casefold().partition(" ")
    return the == "the" and title in REIGNING


def reigns(name: str) -> bool:
    """Whether a name has a title before it that goes with the first name: "King Charles"."""
    title, _, rest = name.partition(" ")
    return bool(rest) and title.casefold() in REIGNING


def _with_name_in_theirs(store: Store, name: str) -> list[int]:
    """The speakers that have a name for the beginning or the end of theirs, and may go by it."""
    ids = {*store.speakers.with_longer_name(name)}
    if " " not in form(name):
        ids |= {*store.speakers.with_family(name)}
    if not is_of_country(name):
        return sorted(ids)
    bearers = store.known.of(sorted(ids))
    if is_country(name):
        return [item.id for item in bearers if item.kind == "person"]
    return [item.id for item in bearers if item.kind != "organisation"]  # such as Fia English


def titled(store: Store, name: str, when: Filter) -> tuple[list[KnownSpeaker], str | None]:
    """The speakers of a name behind a role, "Prime Minister Lund", and a note where it is doubtful.

    Of several those who are called so; all of the name, and the note says so, where nobody is.
    None where no role stands before a name.
    """
    if reigns(name) or is_courteous(name):
        return known(store, name), None
    words = name.split()
    for at in range(len(words) - 1, 0, -1):
        role = " ".join(words[:at])
        if is_role(words[at - 1]) or (is_role(role) and role.casefold().endswith(_ENDS_ROLE)):
            bearers = known(store, " ".join(words[at:]))
            if len(bearers) < 2:
                return bearers, None
            asked = asked_role(store, role, when)
            called = {item.id: item.articles for item in asked.bearers} if asked is not None else {}
            most = max(called.get(item.id, 0) for item in bearers)
            note = None if most else f"Nobody of the name in “{name}” is called “{role}” here."
            return [item for item in bearers if _SELDOM * called.get(item.id, 0) >= most], note
    return [], None


def _quoted_first(found: list[KnownSpeaker]) -> list[KnownSpeaker]:
    """Those who say something, or all when nobody does."""
    return [item for item in found if item.statements] or found


def _unknown(store: Store, name: str) -> str:
    """That a name is not known, with the nearest that are."""
    forms = store.speakers.forms()
    near = difflib.get_close_matches(form(name), forms, _NEAREST, 0.6)
    ids = list(dict.fromkeys(forms[key] for key in near))
    shown = {item.id: item.name for item in store.known.of(ids)}
    nearest = f" The nearest names: {', '.join(shown[id_] for id_ in ids)}." if ids else ""
    return f"No speaker {name!r} is known in this library.{nearest}"


def names_of(found: Iterable[KnownSpeaker | Bearer]) -> tuple[str, ...]:
    """The names of speakers, each once."""
    return tuple(dict.fromkeys(item.name for item in found))


def _listed(found: list[KnownSpeaker]) -> str:
    """Speakers by name and number, a surname alone that stands in several articles once."""
    numbers: dict[str, list[int]] = {}
    for item in found:
        numbers.setdefault(item.name, []).append(item.id)
    shown = [
        f"{name} (#{first}{', …' if others else ''})" for name, (first, *others) in numbers.items()
    ]
    return first_of(shown, _SHOWN)
