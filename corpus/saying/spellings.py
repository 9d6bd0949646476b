"""How one name is spelt: its words folded, and what the spellings of one party have in common."""

import re
from functools import lru_cache

from corpus.english.given_names import FAMILY_FIRST, GIVEN_NAMES
from corpus.english.word_classes import COMPANY_FORMS, GENERATIONS, NAME_PARTICLES, word_set
from corpus.letters import unaccented
from corpus.saying.kinds import NameKind

_NO_NAMES = GENERATIONS | word_set("sir lord lady dame phd md")
SMALL = word_set("of for the and on against de la &")
_ARTICLE = re.compile(r"(?<= )(?:[AaEeUu]l|[Aa][sdnrt]|[Aa]sh)-(?=[A-Z]\S*$)")
_SOUNDS = (("ou", "u"), ("oo", "u"), ("ee", "i"), ("eo", "o"), ("yu", "u"))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without case, accents, hyphens and full stops.

    >>> fold("Salmón"), fold("Byung-sam")
    ('salmon', 'byungsam')
    """
    return unaccented(word).lower().replace("-", "").replace(".", "").replace("’", "'")


def is_given_name(word: str) -> bool:
    """Whether a word is a given name, with or without its accents.

    >>> is_given_name("ZOË"), is_given_name("zoe"), is_given_name("Pier")
    (True, True, False)
    """
    return word.lower() in GIVEN_NAMES or fold(word) in GIVEN_NAMES


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name, without "Jr." and the like."""
    return tuple(fold(word) for word in name.split() if word.lower() not in _NO_NAMES)


def keys_of(words: tuple[str, ...], kind: NameKind) -> list[tuple[str, ...]]:
    """What names of one party have in common: the words, and how they sound or are turned."""
    if kind == "body":
        bare = tuple(word for word in words if word not in SMALL)
        return [words, tuple(sorted(bare)), _without_form(words)]
    if words[0] in FAMILY_FIRST and len(words) > 1:
        return [words, (words[0], _sound("".join(words[1:])))]
    if len(words) == 3 and len(words[1]) == 1:
        return [words, (words[0], words[2])]
    return [words]


def families_of(name: str) -> list[str]:
    """The family name behind a given name with its particle, in one word: "dejager".

    An Arabic article comes and goes: "al-Haddawi" may be printed "Al Haddawi" and "Haddawi".

    >>> families_of("Bo de Jager"), families_of("Ada al-Haddawi"), families_of("Ada Lund")
    (['dejager'], ['alhaddawi', 'haddawi'], [])
    """
    words = name_words(name)
    for at, word in enumerate(words):
        if at and word in NAME_PARTICLES:
            return ["".join(words[at:])]
    article = _ARTICLE.search(name) if len(words) > 1 else None
    return [words[-1], fold(name[article.end() :])] if article is not None else []


def _without_form(words: tuple[str, ...]) -> tuple[str, ...]:
    """The name of a firm without "Inc" and the like behind two words or more."""
    return words[:-1] if len(words) > 2 and words[-1] in COMPANY_FORMS else words


def _sound(word: str) -> str:
    """A folded word with the vowels that transliterations disagree on made one."""
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return word
