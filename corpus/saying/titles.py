"""Where a name begins behind the titles in front of it: "Unification Minister | Ada Lund"."""

from corpus.english.demonyms import OF_COUNTRIES
from corpus.english.given_names import FAMILY_FIRST, GIVEN_NAMES
from corpus.english.word_classes import (
    BODY_NOUNS,
    COMPANY_FORMS,
    FIELDS,
    GENERATIONS,
    HONORIFICS,
    PERSON_NOUNS,
    RELATIONS,
    TITLES,
)
from corpus.letters import unaccented
from corpus.saying.capitals import LINKS
from corpus.saying.tokens import Tokens

_WITH_FIELD = frozenset({"minister", "ministers", "secretary", "undersecretary"})
_FIELD = FIELDS - {"financial"} | {"affairs", "homeland", "state", "veterans"}
_OF_OFFICE = _FIELD | {"and", "services", "the"}
_NO_NAME = BODY_NOUNS | LINKS | OF_COUNTRIES
_NAME_MOST = 3  # words of a name behind an office


def titles_as_families(toks: Tokens) -> frozenset[str]:
    """The family names of a text that are titles elsewhere: "Mervyn King", "Dr. Imre Pope"."""
    found = set()
    for index, word in enumerate(toks.lower):
        if index and (word in TITLES or word in HONORIFICS) and toks.words[index].istitle():
            closes = index + 1 == len(toks) or not toks.words[index + 1][0].isupper()
            if closes and (_is_given_name(toks, index - 1) or _is_described(toks, index)):
                found.add(word)
    return frozenset(found)


def _is_described(toks: Tokens, index: int) -> bool:
    """Whether a person's name ends in a word, by what follows: "said Orla | King |, a clerk".

    No capital stands before it but that of one word, which is no country's and no title.
    """
    lower, words = toks.lower, toks.words
    behind = lower[index + 1 : index + 3]
    if index < 2 or len(behind) < 2 or behind[0] != ",":
        return False
    first = lower[index - 1]
    alone = words[index - 1].istitle() and words[index - 2].islower() and lower[index - 2] != "the"
    known = first in _NO_NAME or first in TITLES or first in HONORIFICS
    return alone and not known and (behind[1] in {"a", "an"} or behind[1].isdigit())


def _is_given_name(toks: Tokens, index: int) -> bool:
    """Whether a word is a given name, a common one or one that stands behind "Dr."."""
    word = toks.lower[index]
    if not toks.words[index].istitle():
        return False
    before = toks.lower[index - 1] if index and word not in TITLES else ""
    return unaccented(word) in GIVEN_NAMES or (before in HONORIFICS and before[-1] == ".")


def name_start(toks: Tokens, first: int, end: int, families: frozenset[str]) -> int:
    """The first word of the name itself, behind titles in capitals."""
    lower = toks.lower
    start = first
    posted = _behind_post(toks, first, end)
    if posted:
        return posted
    if lower[end - 1] in BODY_NOUNS and end - first > 1 and lower[first] not in HONORIFICS:
        return first + (lower[first] in RELATIONS)
    if lower[first] in PERSON_NOUNS and end - first > 1 and lower[first + 1] in LINKS:
        start = end  # "Director of International Cooperation", unless a name follows
    last = end - 1 - (lower[end - 1] in families)
    if lower[end - 1] in GENERATIONS:
        last = end - 3  # "Ada King Jr."
    for index in range(last, first - 1, -1):
        if lower[index] in HONORIFICS or lower[index] in TITLES:
            start = index + 1
            break
    if start < end and start > first and lower[start] in LINKS:
        behind = _behind_office(toks, start, end)
        if behind:
            return behind
        body = lower[first] not in PERSON_NOUNS
        return first if body and any(word in BODY_NOUNS for word in lower[first:end]) else end
    if start == end and end - first > 1 and any(word in BODY_NOUNS for word in lower[first:end]):
        return first  # "Office of the High Commissioner"
    return start


def _behind_office(toks: Tokens, link: int, end: int) -> int:
    """Where a name begins behind an office and its field; else 0: "Secretary of State | Lund"."""
    for index in range(link, end - 1):
        if unaccented(toks.lower[index]) in GIVEN_NAMES or family_first(toks, index, end):
            return index
    behind = link + 1
    while behind < end and toks.lower[behind] in _OF_OFFICE:
        behind += 1
    field, rest = toks.lower[link + 1 : behind], toks.lower[behind:end]
    has_field = toks.lower[link - 1] in _WITH_FIELD and not _FIELD.isdisjoint(field)
    is_name = 0 < len(rest) <= _NAME_MOST and _NO_NAME.isdisjoint(rest)
    return behind if has_field and is_name else 0


def _behind_post(toks: Tokens, first: int, end: int) -> int:
    """Where a name begins behind a post, and a body's behind "of" is not all of it; else 0.

    "CEO of | Lund Glass Inc" and "Mayor | Ada Lund of the Lakes Bank".
    """
    lower, link = toks.lower, first_link(toks, first, end)
    if link == end:
        return 0
    if lower[first] in PERSON_NOUNS and link == first + 1 and lower[end - 1] in COMPANY_FORMS:
        return link + 1
    for index in range(first, link - 2):
        if lower[index] in PERSON_NOUNS and unaccented(lower[index + 1]) in GIVEN_NAMES:
            return index + 1
    return 0


def first_link(toks: Tokens, start: int, end: int) -> int:
    """The first "of" or the like inside a run of capitals, or its end."""
    return next((i for i in range(start + 1, end) if toks.lower[i] in LINKS), end)


def family_first(toks: Tokens, index: int, end: int) -> bool:
    """Whether a name with the family name in front begins at a word: "Koo Byung-sam"."""
    left = end - index
    return toks.lower[index] in FAMILY_FIRST and 2 <= left <= 3
