"""Who speaks, as far as it is known, and whether a pronoun goes on with one who has no name."""

import re
from dataclasses import dataclass

from corpus.english.word_classes import FEMALE, MALE
from corpus.saying.bodies import FIRMS
from corpus.saying.genders import title_gender
from corpus.saying.roles import is_plural

_PEOPLE = MALE | FEMALE | {"they"}
_TWO = re.compile(r"[A-Z]\S* and (?:[a-z]+ )*[A-Z]")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: the number of a party or -1, the name and role to show, and if anonymous."""

    party: int = -1
    name: str | None = None
    role: str | None = None
    anonymous: bool = False


NOBODY = Voice()


def goes_on(last: Voice, word: str) -> bool:
    """Whether a pronoun means the last speaker, of whom no name is known.

    >>> oil = Voice(role="the oil company")
    >>> goes_on(oil, "it"), goes_on(oil, "she"), goes_on(Voice(role="Ada Ek and Bo Ek"), "they")
    (True, False, True)
    """
    role = last.role or ""
    if not last.anonymous and (last.name is not None or not role):
        return False
    firm = not FIRMS.isdisjoint(role.split())
    if word not in _PEOPLE:
        return word == "it" and firm and not last.anonymous
    gender = title_gender(role)
    if (gender == "f" and word in MALE) or (gender == "m" and word in FEMALE):
        return False
    several = is_plural(role) or (not last.anonymous and _TWO.search(role) is not None)
    return word == "they" or not (several or firm)
