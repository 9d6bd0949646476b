"""Whether two printed names can be one name, by their letters alone, and in what they differ.

A likeness has a level. ``SAME`` is one name but for case, accents, hyphens, titles or a damaged
letter; ``VARIANT`` says less or in another order (a middle name, an initial more, the family name
first); ``ALIKE`` could be it (transliteration, initials, a letter, an acronym) and needs more
than letters to be taken for it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from corpus.english.given_names import GIVEN_NAMES
from corpus.english.word_classes import BODY_NOUNS, HONORIFICS, PLACE_WORDS, TITLES, word_set
from corpus.identity.sounds import (
    DAMAGED,
    Match,
    folded,
    is_eastern_family,
    match,
    nickname_of,
    same_syllables,
    skeleton,
    sound,
)

SAME, VARIANT, ALIKE = 3, 2, 1

_SUFFIXES = word_set("jr sr ii iii iv")
_AFTER = word_set("phd md qc kc mp mep esq obe mbe cbe")
_PARTICLES = word_set("de del della da dos di van von der den ter bin ibn al el la le du af st")
_SMALL = word_set("of for the and on against in at to de la")
_COMPANY = word_set("inc corp corporation ltd limited plc llc co company gmbh sa ag nv holdings")
_BRITISH = (("our", "or"), ("centre", "center"), ("isation", "ization"), ("defence", "defense"))
_SAID = {
    "damaged": "a damaged letter",
    "sound": "transliteration",
    "lost": "a lost letter",
    "letter": "a letter or two changed",
}
_TURNED = "the family name first or last"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are: the level, and each difference in words."""

    level: int
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Person:
    """A person's name in parts.

    ``eastern`` when it is a Korean or Chinese one, ``turned`` when the family name does not stand
    where it usually does in such a name.
    """

    given: tuple[str, ...]
    family: tuple[str, ...]
    suffix: str = ""
    eastern: bool = False
    turned: bool = False

    @property
    def family_first(self) -> bool:
        """Whether the family name stands first."""
        return self.eastern != self.turned


@lru_cache(maxsize=65536)
def form(name: str) -> str:
    """A name as it is compared: without titles, case, accents and hyphens.

    >>> form("Dr. Émile  Castaneau"), form("Koo Byung-sam"), form("The Ellan Gazette")
    ('emile castaneau', 'koo byungsam', 'ellan gazette')
    """
    return " ".join(filter(None, map(folded, _bare(name))))


@lru_cache(maxsize=65536)
def search_keys(name: str, kind: str) -> frozenset[str]:
    """Keys of which two names that are alike share at least one; a surname alone has none.

    ``kind`` is person, organisation or unknown, which may be either.

    >>> "kim-kim+a" in search_keys("Kim Yung-ho", "person") & search_keys("Kim Young-ho", "person")
    True
    """
    words = _bare(name)
    keys: set[str] = set()
    if kind != "organisation" and len(words) > 1:
        words, _ = _without_suffix(name)
        keys |= _person_keys(words)
        keys |= _person_keys([re.sub(r"[^\x00-\x7f]", "?", word) for word in words])
    if kind != "person":
        words = _bare(name)
        content = _content(words)
        letters = _initials(words) if len(content) > 1 else folded(words[0]) if words else ""
        keys.update(f"{word}*" for word in content if word not in _COMMON)
        keys.update({" ".join(sorted(content)) + "=", f"{letters}!"})
        if len(words) > 1 and words[0].isupper():
            keys.add(f"{_initials(words[1:])}!")
    return frozenset(keys)


def _person_keys(words: Sequence[str]) -> set[str]:
    """The family name's consonants with the given name's first sound, and both in either order."""
    if len(words) < 2:
        return set()
    ends = [(words[-1], words[0])]
    if _is_eastern(words):
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
    readings = _readings(name)
    return folded(readings[0].family[-1]) if readings else form(name)


# People


def _persons(a: str, b: str) -> Likeness | None:
    """The best likeness of two people's names, whichever way round each of them is."""
    found = [
        _aligned(one, other)
        for one in _readings(a)
        for other in _readings(b)
        if not (one.turned and other.turned)
    ]
    return max((item for item in found if item), key=lambda item: item.level, default=None)


def _less(found: Likeness | None, level: int, difference: str) -> Likeness | None:
    """A likeness with one difference more."""
    if found is None:
        return None
    return Likeness(min(found.level, level), (*found.differences, difference))


def _aligned(a: _Person, b: _Person) -> Likeness | None:
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
        found = _less(found, VARIANT, _TURNED)
    if a.suffix != b.suffix:
        found = _less(found, VARIANT, f"without {a.suffix or b.suffix}")
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
    if {folded(w) for w in a[:-1]} <= _PARTICLES and {folded(w) for w in b[:-1]} <= _PARTICLES:
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


def _eastern_given(a: _Person, b: _Person) -> Likeness | None:
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


@lru_cache(maxsize=65536)
def _readings(name: str) -> tuple[_Person, ...]:
    """The ways to take a name apart: by what it looks like, and turned where it can be."""
    words, suffix = _without_suffix(name)
    if len(words) < 2:
        return ()
    eastern = _Person(tuple(words[1:]), (words[0],), suffix, eastern=True)
    if _is_eastern(words) and (len(words) == 3 or "-" in words[-1]):
        return (eastern,)
    first = len(words) - 1
    while first > 1 and folded(words[first - 1]) in _PARTICLES:
        first -= 1
    western = _Person(tuple(words[:first]), tuple(words[first:]), suffix)
    if _is_eastern(words):
        return (eastern, western)
    if is_eastern_family(folded(words[-1])) and len(words) < 4:
        turned = _Person(tuple(words[:-1]), (words[-1],), suffix, eastern=True, turned=True)
        return (western, turned)
    if len(words) == 2:
        return (western, _Person((words[1],), (words[0],), suffix, turned=True))
    return (western,)


def _without_suffix(name: str) -> tuple[list[str], str]:
    """The words of a name without "Jr." and degrees, and the former."""
    words, suffix = _bare(name), ""
    while len(words) > 1 and folded(words[-1]) in _SUFFIXES | _AFTER:
        last = folded(words.pop())
        suffix = last if last in _SUFFIXES else suffix
    return words, suffix


def _is_eastern(words: Sequence[str]) -> bool:
    """Whether a name begins with the family name: by the name, and by what follows it."""
    if not is_eastern_family(folded(words[0])) or len(words) > 3:
        return False
    if "-" in words[-1] or folded(words[0]) not in GIVEN_NAMES:
        return True
    return len(words) == 3 and folded(words[2]) not in GIVEN_NAMES and len(words[1]) < 6


def _spelled(given: list[str]) -> list[str]:
    """Given names with initials that were written together ("JK", "J.K.") taken apart."""
    parts: list[str] = []
    for name in given:
        letters = name.replace(".", "")
        together = letters.isupper() and len(letters) < (4 if "." in name else 3)
        parts += list(letters) if together else [name]
    return parts


# Organisations


def _organisations(a: str, b: str) -> Likeness | None:
    """The likeness of two names of organisations."""
    ones, others = _bare(a), _bare(b)
    one, other = _content(ones), _content(others)
    if not one or not other:
        return None
    if one == other:
        left = {folded(word) for word in ones} ^ {folded(word) for word in others}
        rest = sorted(left & _COMPANY)
        return Likeness(SAME, (f"without {' '.join(rest)}",) if rest else ())
    if sorted(one) == sorted(other):
        return Likeness(VARIANT, ("the words in another order",))
    for short, long in ((ones, others), (others, ones)):
        letters = folded(short[0])
        if len(short) == 1 and short[0].replace(".", "").isupper() and len(letters) > 1:
            rest = long[1:] if long[0].isupper() else long
            content = "".join(word[:1] for word in _content(long))
            same = letters in {_initials(long), _initials(rest), content}
            return Likeness(ALIKE, (f"an acronym ({short[0]})",)) if same else None
    short, long = sorted((one, other), key=len)
    if len(short) < len(long):
        ends = long[: len(short)] == short or long[-len(short) :] == short
        telling = not set(short) <= _COMMON
        return Likeness(ALIKE, ("a shorter form",)) if ends and telling else None
    unlike = [(x, y) for x, y in zip(one, other, strict=True) if x != y]
    found = match(*unlike[0]) if len(unlike) == 1 else None
    return None if found is None else _matched(found, *unlike[0])


def _content(words: Iterable[str]) -> list[str]:
    """The folded words of an organisation's name that tell something, as Americans spell them."""
    found = [word for word in map(folded, words) if word and word not in _SMALL]
    if len(found) > 1 and found[-1] in _COMPANY:
        found.pop()
    return [_american(word) for word in found]


def _american(word: str) -> str:
    for british, american in _BRITISH:
        if len(word) > 5:
            word = word.replace(british, american)
    return word


_COMMON = frozenset(_american(folded(word)) for word in BODY_NOUNS | PLACE_WORDS)


def _initials(words: Iterable[str]) -> str:
    """The first letters of the words that are written with a capital."""
    return "".join(folded(word)[:1] for word in words if word[0].isupper())


# Either


def _bare(name: str) -> list[str]:
    """The words of a name without the titles, the article and the like in front."""
    words = name.replace(",", " ").replace("_", " ").split()
    based = max((at for at, word in enumerate(words[:-1]) if word.endswith("-based")), default=-1)
    del words[: based + 1]
    while len(words) > 1 and folded(words[0]) == "the":
        del words[0]
    while len(words) > 1 and _is_title(words[0], left=len(words)):
        del words[0]
    return words


def _is_title(word: str, left: int) -> bool:
    """Whether a word before a name is a title; a noun is one only before two words or more."""
    key = word.casefold()
    if key in HONORIFICS or (f"{key}." in HONORIFICS and key not in GIVEN_NAMES):
        return left > 1
    return left > 2 and key in TITLES and key not in GIVEN_NAMES and key not in _COMMON


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
