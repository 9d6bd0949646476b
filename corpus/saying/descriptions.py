"""Descriptions: "the Tavran minister of tides", and whether what a party is called fits one."""

from dataclasses import dataclass

from corpus.english.word_classes import BODY_NOUNS, FIELDS, PERSON_NOUNS, PLURAL_PEOPLE
from corpus.saying.bodies import FIRMS, told_of
from corpus.saying.clauses import Clause
from corpus.saying.noun_phrases import Range
from corpus.saying.people import Party
from corpus.saying.tokens import is_capital

_PORTFOLIOS = FIELDS | {
    "academic",
    "financial",
    "operating",
    "executive",
    "legal",
    "medical",
    "compliance",
}
_OTHERS = frozenset({"his", "her", "their", "my", "our"})
_FORMER = frozenset({"former", "late", "then", "vice"})
_STEM = 4
"""Letters that "Korea" and "Korean" have in common."""


@dataclass(frozen=True, slots=True)
class Description:
    """A common noun with the words that tell which one is meant.

    ``wanted`` are the words in front of the noun, of which a party must have one, and every field
    ("the finance minister"); ``before`` are the names among them, of which it must have each in
    some form, and ``behind`` those behind "of" or "at", of which it must have one. ``new`` is
    somebody told of for the first time: "the head of a firm", "their attorney".
    """

    noun: str
    wanted: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()
    new: bool = False


def description(clause: Clause, phrase: Range, head: int) -> Description:
    """What a noun phrase tells; ``head`` is the word that it is about.

    >>> from corpus.saying.clauses import clause_of
    >>> told = description(clause_of("the Tavran minister of Tides"), (0, 5), 2)
    >>> told.noun, sorted(told.before), sorted(told.behind)
    ('minister', ['tavran'], ['tides'])
    """
    lower, noun = clause.lower, clause.lower[head]
    front = range(phrase[0] + 1, head)
    stop = next((i for i in range(head, phrase[1]) if lower[i] in {",", "who"}), phrase[1])
    linked = lower[head + 1 : head + 2] in (["of"], ["at"])
    theirs = lower[phrase[0]] in _OTHERS and (noun in PERSON_NOUNS or noun in BODY_NOUNS)
    of_one = lower[head + 1 : head + 3] in (["of", "a"], ["of", "an"]) and noun in PERSON_NOUNS
    of_many = noun in BODY_NOUNS and _is_of_many(clause, head)
    return Description(
        noun,
        frozenset(lower[i] for i in front if lower[i].isalpha()),
        frozenset(lower[i] for i in front if _is_name(clause, i) and not _is_led(clause, i, noun)),
        frozenset(lower[i] for i in range(head + 1, stop if linked else 0) if _is_name(clause, i)),
        theirs or of_one or of_many,
    )


def shared_words(described: Description, party: Party) -> int:
    """How many of the words in front of the noun a party has; -1 where it is not meant."""
    told = told_of(party)
    shared = len(described.wanted & told)
    if (described.wanted and not shared) or not (described.wanted & _PORTFOLIOS) <= told:
        return -1
    if not all(_is_told(name, told) for name in described.before):
        return -1
    if described.behind and not any(_is_told(name, told) for name in described.behind):
        return -1
    return shared


def is_past(described: Description, party: Party) -> bool:
    """Whether a party only was, or stood for, it: "former Mayor Ada Lund" is not "the mayor".

    >>> from corpus.saying.people import people
    >>> [is_past(Description("mayor"), party) for party in people("Former Mayor Ada Lund left.")]
    [True]
    """
    if described.wanted or described.before:
        return False
    roles = [role.lower().split() for _, role in party.roles if described.noun in role.lower()]
    return bool(roles) and all(not _FORMER.isdisjoint(role[:3]) for role in roles)


def _is_of_many(clause: Clause, head: int) -> bool:
    """Whether people make up a body: "the group of lenders"."""
    return clause.lower[head + 1 : head + 2] == ["of"] and not PLURAL_PEOPLE.isdisjoint(
        clause.lower[head + 2 : head + 3]
    )


def _is_name(clause: Clause, index: int) -> bool:
    return is_capital(clause.words[index])


def _is_led(clause: Clause, index: int, noun: str) -> bool:
    """Whether a firm is told by an adjective alone: "the Tavra-based company", "Ek-led group"."""
    return noun in FIRMS | {"group"} and clause.words[index].rpartition("-")[2].islower()


def _is_told(name: str, told: set[str]) -> bool:
    """Whether a name is among words, be it as "Tavra" and "Tavran"."""
    return any(word.startswith(name[:_STEM]) for word in told)
