"""Whether a person is "he" or "she", as an article tells it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

from corpus.english.given_names import EITHER, FAMILY_FIRST, GENDER
from corpus.english.word_classes import FEMALE, FEMALE_NOUNS, HONORIFICS, MALE_NOUNS
from corpus.saying.names import Mention

Gender = Literal["f", "m"]

_PRONOUN = re.compile(r"\b(?:he|his|she|her|hers)\b|[\"“”«»]")
_FAMILY_ONLY = FAMILY_FIRST - EITHER  # first words that are no given names
_OFFICES = frozenset({"spokesman", "chairman", "congressman", "councilman", "businessman"})
_MENS_ELSEWHERE = frozenset({"andrea", "jean", "michele", "simone", "gabrielle"})
_FAR = 160  # characters behind a name in which a pronoun still tells of it


def title_gender(title: str | None) -> Gender | None:
    """What a title tells of "he" or "she".

    >>> title_gender("Ms."), title_gender("spokesman"), title_gender("mayor")
    ('f', 'm', None)
    """
    for word in (title or "").lower().split():
        if word in FEMALE_NOUNS or HONORIFICS.get(word) == "f":
            return "f"
        if word in MALE_NOUNS or HONORIFICS.get(word) == "m":
            return "m"
    return None


def gender_of(
    text: str,
    words: Sequence[str],
    mentions: Sequence[Mention],
    starts: Sequence[int] | None = None,
) -> Gender | None:
    """Whether a person is "he" or "she": by title, given name, or the next pronoun.

    ``words`` are those of the name, folded; ``starts`` where the names of the text begin, without
    which pronouns are not looked at. "Chairman Ada Ek" is a woman: the office says less than her
    name, and so does a role in which others come up: "Bo Ek, husband of Queen Ada".
    """
    given = words[0] if len(words) > 1 and words[0] not in _FAMILY_ONLY else ""
    clear = given in GENDER and given not in _MENS_ELSEWHERE
    hers = clear and GENDER[given] == "f"
    for mention in mentions:
        told = title_gender(mention.title) or (None if clear else title_gender(mention.role))
        if told == "m" and hers and _is_office(mention):
            continue
        if told is not None:
            return told
    if given in GENDER:
        return "f" if GENDER[given] == "f" else "m"
    return None if starts is None else _by_pronouns(text, mentions, starts)


def _is_office(mention: Mention) -> bool:
    """Whether women are called so, too: "spokesman", "chairman"."""
    told = f"{mention.title or ''} {mention.role or ''}".lower().split()
    return not _OFFICES.isdisjoint(told)


def _by_pronouns(text: str, mentions: Sequence[Mention], starts: Sequence[int]) -> Gender | None:
    """What the pronouns right behind a person's mentions say, when they agree."""
    votes = {"f": 0, "m": 0}
    for mention in mentions:
        after = bisect_left(starts, mention.end)
        stop = min(starts[after] if after < len(starts) else len(text), mention.end + _FAR)
        line = text.find("\n", mention.end, stop)
        found = _PRONOUN.search(text, mention.end, stop if line < 0 else line)
        if found is not None and found.group().isalpha():
            votes["f" if found.group() in FEMALE else "m"] += 1
    if votes["f"] == votes["m"]:
        return None
    return "f" if votes["f"] > votes["m"] else "m"
