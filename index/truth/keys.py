"""How names of outlets and authors are compared: by their words, not by their spelling marks."""

import re
from functools import lru_cache

from corpus.letters import unaccented

_NOT_WORD = re.compile(r"[^\w]+")


@lru_cache(maxsize=4096)  # each question is held against the names of all outlets
def name_key(name: str) -> str:
    """A name without case, accents, punctuation and a leading article.

    >>> name_key("The Korea-Herald"), name_key("L’Écho  du Nord")
    ('korea herald', 'l echo du nord')
    """
    words = _NOT_WORD.sub(" ", unaccented(name).casefold()).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


def matching_names(wanted: str, known: list[str]) -> list[str]:
    """Those of the known names that are meant: the same by key, or else holding all its words.

    >>> matching_names("korea herald", ["The Korea Herald", "The Korea Herald Weekly"])
    ['The Korea Herald']
    >>> matching_names("herald", ["The Korea Herald", "UCA News"])
    ['The Korea Herald']
    """
    key = name_key(wanted)
    if not key:
        return []
    same = [name for name in known if name_key(name) == key]
    if same:
        return same
    words = set(key.split())
    return [name for name in known if words <= set(name_key(name).split())]
