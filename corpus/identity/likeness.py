"""Whether two printed names can be one name, by their letters alone, and in what they differ.

A likeness has a level. ``SAME`` is one name but for case, accents, hyphens, titles or a damaged
letter; ``VARIANT`` says less or in another order (a middle name, an initial more, the family name
first); ``ALIKE`` could be it (transliteration, initials, a letter, an acronym, Jr. left out) and
needs more than letters to be taken for it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from corpus.english.given_names import GIVEN_NAMES
from corpus.identity.parts import (
    COMMON,
    COMPANY,
    PARTICLES,
    Person,
    bare_words,
    initials,
    is_eastern,
    read_name,
    telling_folded,
    telling_words,
    without_suffix,
)
from corpus.identity.sounds import (
    DAMAGED,
    Match,
    folded,
    match,
    nickname_of,
    same_syllables,
    skeleton,
    sound,
)

SAME, VARIANT, ALIKE = 3, 2, 1
WHOLE = "="  # ends the key of a whole name

_SAID = {
    "damaged": "a damaged letter",
    "sound": "transliteration",
    "lost": "a lost letter",
    "letter": "a letter or two changed",
}
TURNED = "the family name first or last"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are: the level, and each difference in words."""

    level: int
    differences: tuple[str, ...] = ()


@lru_cache(maxsize=65536)
def form(name: str) -> str:
    """A name as it is compared: without titles, case, accents and hyphens.

    >>> form("Dr. Émile  Castaneau"), form("Koo Byung-sam"), form("The Ellan Gazette")
    ('emile castaneau', 'koo byungsam', 'ellan gazette')
    """
    return " ".join(filter(None, map(folded, bare_words(name))))


@lru_cache(maxsize=65536)
def search_keys(name: str, kind: str) -> frozenset[str]:
    """Keys of which two names that are alike share at least one; a surname alone has none.

    ``kind`` is person, organisation or unknown, which may be either.

    >>> "kim-kim+a" in search_keys("Kim Yung-ho", "person") & search_keys("Kim Young-ho", "person")
    True
    """
    words = bare_words(name)
    keys: set[str] = set()
    if kind != "organisation" and len(words) > 1:
        words, _ = without_suffix(name)
        keys |= _person_keys(words)
        if not name.isascii():
            keys |= _person_keys([re.sub(r"[^\x00-\x7f]", "?", word) for word in words])
    if kind != "person":
        words = bare_words(name)
        content = telling_words(words)
        letters = initials(words) if len(content) > 1 else folded(words[0]) if words else ""
        keys.update(f"{word}*" for word in content if word not in COMMON)
        keys.update({whole_key(name), f"{letters}!"})
        if len(words) > 1 and words[0].isupper():
            keys.add(f"{initials(words[1:])}!")
    return frozenset(keys)


def whole_key(name: str) -> str:
    """The key that all the telling words of an organisation's name make, in whatever order.

    An abbreviation that an article explains has that of the full name, too.

    >>> whole_key("Ministry of Tides") == whole_key("Tides Ministry")
    True
    """
    return " ".join(sorted(telling_words(bare_words(name)))) + WHOLE


def _person_keys(words: Sequence[str]) -> set[str]:
    """The family name's consonants with the given name's first sound, and both in either order."""
    if len(words) < 2:
        return set()
    ends = [(words[-1], words[0])]
    if is_eastern(words):
        ends.append((words[0], words[1]))
    keys = {
        f"{skeleton(folded(half))}+{_initial(given)}"
        for family, given in ends
        for half in {family, *family.split("-")}
    }
    if len(words) == 2:
        keys.add("&".join(sorted(skeleton(folded(word)) for word in words)))
    return keys


@lru_cache(maxsize=262144)
def likeness(a: str, b: str, kind: str) -> Likeness | None:
    """How alike two names are as names of a person or of an organisation; ``None`` if they differ.

    >>> likeness("Koo Byung-sam", "Koo Byoung-sam", "person")
    Likeness(level=1, differences=('transliteration (Byoung-sam, Byung-sam)',))
    >>> likeness("Unification Ministry", "Ministry of Unification", "organisation")
    Likeness(level=2, differences=('the words in another order',))
    >>> likeness("Park Dae-yul", "Park Sol-ha", "person")
    """
    if a > b:
        return likeness(b, a, kind)
    if form(a) == form(b):
        return Likeness(SAME)
    return _persons(a, b) if kind == "person" else _organisations(a, b)


def surname(name: str) -> str:
    """The family name that a full name of a person ends, or in Korea and China begins, with.

    >>> surname("Ada Lund"), surname("Park Sol-ha")
    ('lund', 'park')
    """
    readings = read_name(name)
    return folded(readings[0].family[-1]) if readings else form(name)


# People


def _persons(a: str, b: str) -> Likeness | None:
    """The best likeness of two people's names, whichever way round each of them is."""
    found = [
        _aligned(one, other)
        for one in read_name(a)
        for other in read_name(b)
        if not (one.turned and other.turned)
    ]
    return max((item for item in found if item), key=lambda item: item.level, default=None)


def _less(found: Likeness | None, level: int, difference: str) -> Likeness | None:
    """A likeness with one difference more."""
    if found is None:
        return None
    return Likeness(min(found.level, level), (*found.differences, difference))


def _aligned(a: Person, b: Person) -> Likeness | None:
    """The likeness of two names, each read in one way."""
    family = _families(a.family, b.family)
    if family is None or (a.suffix and b.suffix and a.suffix != b.suffix):
        return None
    if a.eastern or b.eastern:
        given = _eastern_given(a, b)
    else:
        given = _givens(list(a.given), list(b.given))
    if given is None:
        return None
    found: Likeness | None = Likeness(
        min(family.level, given.level), family.differences + given.differences
    )
    changed = any("letter or two" in difference for difference in given.differences)
    if family.level == given.level == ALIKE and (changed or "letter or two" in str(family)):
        return None  # two guesses at once are one too many
    if a.family_first != b.family_first:
        found = _less(found, VARIANT, TURNED)
    if a.suffix != b.suffix:
        # Father and son share outlets and titles: "Rob Downe Jr.'s father, President Rob Downe".
        found = _less(found, ALIKE, f"without {a.suffix or b.suffix}")
    return found


@lru_cache(maxsize=65536)
def _families(a: tuple[str, ...], b: tuple[str, ...]) -> Likeness | None:
    """The likeness of two family names, with or without particles, whole or half."""
    a, b = _without_article(a), _without_article(b)
    one, other = ("".join(map(folded, name)) for name in (a, b))
    if one == other:
        return Likeness(SAME)
    if folded(a[-1]) == folded(b[-1]) and not (len(a) > 1 and len(b) > 1):
        return Likeness(VARIANT, (f"without a particle ({' '.join(a)}, {' '.join(b)})",))
    if {folded(w) for w in a[:-1]} <= PARTICLES and {folded(w) for w in b[:-1]} <= PARTICLES:
        found = match(a[-1], b[-1])
        if found is not None:
            return _matched(found, a[-1], b[-1])
    halves = [set(map(folded, "-".join(name).split("-"))) for name in (a, b)]
    if (halves[0] < halves[1] or halves[1] < halves[0]) and all(halves):
        return Likeness(ALIKE, (f"half of a double name ({' '.join(a)}, {' '.join(b)})",))
    return None


def _without_article(family: tuple[str, ...]) -> tuple[str, ...]:
    """An Arabic family name without the article, "al-" or "el-", which comes and goes."""
    if len(family) > 1 and folded(family[0]) in {"al", "el"}:
        return family[1:]
    last = family[-1]
    cut = last[3:] if last[:3].casefold() in {"al-", "el-"} and len(last) > 5 else last
    return (*family[:-1], cut)


def _eastern_given(a: Person, b: Person) -> Likeness | None:
    """The likeness of two given names of one or two syllables, hyphened or not."""
    one, other = " ".join(a.given), " ".join(b.given)
    found = same_syllables(one, other)
    return None if found is None else _matched(found, one, other)


def _givens(a: list[str], b: list[str]) -> Likeness | None:
    """The likeness of two lists of given names: initials fit names, and some may be left out."""
    a, b = _spelled(a), _spelled(b)
    if len(a) != len(b) and folded("".join(a)) == folded("".join(b)):
        return Likeness(SAME)
    parts: list[Likeness] = []
    for place, (x, y) in enumerate(zip_longest(a, b)):
        part = _given(x, y) if x and y else Likeness(VARIANT, (f"without {x or y}",))
        if part is None:
            return None
        if place and part.level == ALIKE and "initial" in part.differences[0]:
            part = Likeness(VARIANT, part.differences)
        parts.append(part)
    level = min((part.level for part in parts), default=SAME)
    return Likeness(level, tuple(said for part in parts for said in part.differences))


def _given(a: str, b: str) -> Likeness | None:
    """The likeness of two given names, either of which may be an initial."""
    one, other = folded(a), folded(b)
    if one == other:
        return Likeness(SAME)
    if min(len(one), len(other)) == 1:
        fits = one[:1] == other[:1]
        return Likeness(ALIKE, (f"an initial ({a}, {b})",)) if fits else None
    if nickname_of(one) == nickname_of(other):
        return Likeness(ALIKE, (f"a short form ({a}, {b})",))
    found = match(a, b)
    if found == "letter" and one in GIVEN_NAMES and other in GIVEN_NAMES:
        return None  # "Maria" and "Marie" are two names
    return None if found is None else _matched(found, a, b)


def _matched(found: Match, a: str, b: str) -> Likeness:
    """The likeness that two words of a name have."""
    if found == "same":
        return Likeness(SAME)
    return Likeness(SAME if found == "damaged" else ALIKE, (f"{_SAID[found]} ({a}, {b})",))


def _spelled(given: list[str]) -> list[str]:
    """Given names with initials that were written together ("JK", "J.K.") taken apart."""
    parts: list[str] = []
    for name in given:
        letters = name.replace(".", "")
        together = letters.isupper() and len(letters) < (4 if "." in name else 3)
        parts += list(letters) if together else [name]
    return parts


# Organisations


@dataclass(frozen=True, slots=True)
class _Organisation:
    """A name of an organisation in parts: its words, and those that tell something, also sorted.

    ``letters`` is what it may be called for short, if it is one: a single word in capitals, folded;
    ``acronyms`` are the letters that it may be called by.
    """

    words: tuple[str, ...]
    telling: tuple[str, ...]
    ordered: tuple[str, ...]
    letters: str
    acronyms: frozenset[str]


def may_be_one_organisation(key: str, other: str) -> bool:
    """Whether organisations' names of these two forms can be alike at all, whatever their letters.

    It takes a tenth of the time, and most names that share a word are told apart by it.

    >>> may_be_one_organisation("ellan bank", "elan bank")
    True
    >>> may_be_one_organisation("ellan savings bank", "ellan harbour authority")
    False
    """
    if " " not in key or " " not in other:  # one may be the other's acronym
        return True
    short, long = sorted((_telling(key), _telling(other)), key=len)
    if len(short) < len(long):
        return _ends(long, short)
    unlike = sum(x != y for x, y in zip(short, long, strict=True))
    return unlike < 2 or sorted(short) == sorted(long)


def _ends(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether a longer name begins or ends with all the words of a shorter one."""
    return short in (long[: len(short)], long[-len(short) :])


@lru_cache(maxsize=65536)
def _telling(key: str) -> tuple[str, ...]:
    return tuple(telling_folded(key.split()))


@lru_cache(maxsize=65536)
def _organisation(name: str) -> _Organisation:
    words = bare_words(name)
    telling = telling_words(words)
    first = words[0] if words else ""
    is_short = len(words) == 1 and first.replace(".", "").isupper() and len(folded(first)) > 1
    rest = words[1:] if first.isupper() else words
    acronyms = {initials(words), initials(rest), "".join(word[:1] for word in telling)}
    return _Organisation(
        tuple(words),
        tuple(telling),
        tuple(sorted(telling)),
        folded(first) if is_short else "",
        frozenset(acronyms),
    )


def _organisations(a: str, b: str) -> Likeness | None:
    """The likeness of two names of organisations."""
    ones, others = _organisation(a), _organisation(b)
    one, other = ones.telling, others.telling
    if not one or not other:
        return None
    if one == other:
        left = set(map(folded, ones.words)) ^ set(map(folded, others.words))
        rest = sorted(left & COMPANY)
        return Likeness(SAME, (f"without {' '.join(rest)}",) if rest else ())
    if ones.ordered == others.ordered:
        return Likeness(VARIANT, ("the words in another order",))
    for called, whole in ((ones, others), (others, ones)):
        if called.letters:
            same = called.letters in whole.acronyms
            return Likeness(ALIKE, (f"an acronym ({called.words[0]})",)) if same else None
    short, long = sorted((one, other), key=len)
    if len(short) < len(long):
        telling = _ends(long, short) and not set(short) <= COMMON
        return Likeness(ALIKE, ("a shorter form",)) if telling else None
    unlike = [(x, y) for x, y in zip(one, other, strict=True) if x != y]
    found = match(*unlike[0]) if len(unlike) == 1 else None
    return None if found is None else _matched(found, *unlike[0])


def _initial(word: str) -> str:
    """The sound that a given name begins with, nicknames as the names that they stand for."""
    key = folded(word)
    if word.replace(".", "").isupper() and len(key) < (4 if "." in word else 3):
        key = key[:1]
    key = nickname_of(key)
    letter = sound(key)[:1] if len(key) > 1 else key
    return {"k": "k", "c": "k", "q": "k", "g": "k", "j": "j", "b": "p", "d": "t", "l": "r"}.get(
        letter, letter if letter not in set("aeiou" + DAMAGED) else "a"
    )
