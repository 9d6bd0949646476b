"""The words of a name, without what is no part of it, and which of them is the family name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.english.given_names import GIVEN_NAMES
from corpus.english.word_classes import (
    BODY_NOUNS,
    GENERATIONS,
    HONORIFICS,
    NAME_PARTICLES,
    PLACE_WORDS,
    REIGNING,
    TITLES,
    word_set,
)
from corpus.identity.sounds import folded, is_eastern_family

_AFTER = word_set("phd md qc kc mp mep esq obe mbe cbe")
PARTICLES = NAME_PARTICLES | {"st"}
_SMALL = word_set("of for the and on against in at to de la")
COMPANY = word_set("inc corp corporation ltd limited plc llc co company gmbh sa ag nv holdings")
_FORMS = COMPANY | word_set("group se ab asa oyj spa srl bv kk pty incorporated companies & and")
_BRITISH = (("our", "or"), ("centre", "center"), ("isation", "ization"), ("defence", "defense"))


@dataclass(frozen=True, slots=True)
class Person:
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


def is_company_form(words: str) -> bool:
    """Whether words behind a name say no more than what kind of company it is.

    >>> [is_company_form(words) for words in (" group inc", " & co", " bank inc", "")]
    [True, True, False, False]
    """
    found = words.split()
    return bool(found) and all(word.strip(".") in _FORMS for word in found)


def without_company_form(name: str) -> str:
    """A form of a name without what it says of the kind of company.

    >>> without_company_form("lund glass group inc")
    'lund glass'
    """
    words = name.split()
    while len(words) > 1 and words[-1].strip(".") in _FORMS:
        words.pop()
    return " ".join(words)


def bare_words(name: str) -> list[str]:
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
    """Whether a word before a name is a title; a noun is one only before two words or more.

    So is one that goes with a first name: "Prince Bram" is the whole name.
    """
    key = word.casefold()
    if key in REIGNING:
        return left > 2
    if key in HONORIFICS or (f"{key}." in HONORIFICS and key not in GIVEN_NAMES):
        return left > 1
    return left > 2 and key in TITLES and key not in GIVEN_NAMES and key not in COMMON


@lru_cache(maxsize=65536)
def read_name(name: str) -> tuple[Person, ...]:
    """The ways to take a name apart: by what it looks like, and turned where it can be."""
    words, suffix = without_suffix(name)
    if len(words) < 2:
        return ()
    eastern = Person(tuple(words[1:]), (words[0],), suffix, eastern=True)
    if is_eastern(words) and (len(words) == 3 or "-" in words[-1]):
        return (eastern,)
    first = len(words) - 1
    while first > 1 and folded(words[first - 1]) in PARTICLES:
        first -= 1
    western = Person(tuple(words[:first]), tuple(words[first:]), suffix)
    if is_eastern(words):
        return (eastern, western)
    if is_eastern_family(folded(words[-1])) and len(words) < 4:
        turned = Person(tuple(words[:-1]), (words[-1],), suffix, eastern=True, turned=True)
        return (western, turned)
    if len(words) == 2 and folded(words[0]) not in REIGNING:
        return (western, Person((words[1],), (words[0],), suffix, turned=True))
    return (western,)


def without_suffix(name: str) -> tuple[list[str], str]:
    """The words of a name without "Jr." and degrees, and the former."""
    words, suffix = bare_words(name), ""
    while len(words) > 1 and folded(words[-1]) in GENERATIONS | _AFTER:
        last = folded(words.pop())
        suffix = last if last in GENERATIONS else suffix
    return words, suffix


def is_eastern(words: Sequence[str]) -> bool:
    """Whether a name begins with the family name: by the name, and by what follows it."""
    if not is_eastern_family(folded(words[0])) or len(words) > 3:
        return False
    if "-" in words[-1] or folded(words[0]) not in GIVEN_NAMES:
        return True
    return len(words) == 3 and folded(words[2]) not in GIVEN_NAMES and len(words[1]) < 6


def telling_words(words: Iterable[str]) -> list[str]:
    """The folded words of an organisation's name that tell something, as Americans spell them."""
    return telling_folded(map(folded, words))


def telling_folded(words: Iterable[str]) -> list[str]:
    """As ``telling_words``, of words that are folded already, such as those of a form."""
    found = [word for word in words if word and word not in _SMALL]
    if len(found) > 1 and found[-1] in COMPANY:
        found.pop()
    return [_american(word) for word in found]


def _american(word: str) -> str:
    for british, american in _BRITISH:
        if len(word) > 5:
            word = word.replace(british, american)
    return word


COMMON = frozenset(_american(folded(word)) for word in BODY_NOUNS | PLACE_WORDS)


def initials(words: Iterable[str]) -> str:
    """The first letters of the words that are written with a capital."""
    return "".join(folded(word)[:1] for word in words if word[0].isupper())
