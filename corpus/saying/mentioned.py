"""Which name in a noun phrase is whoever the phrase means, and whom "who" takes up again."""

import re
from bisect import bisect_left

from corpus.english.word_classes import (
    ANONYMOUS_HEADS,
    BODY_NOUNS,
    DETERMINERS,
    FIELDS,
    PERSON_NOUNS,
    PREPOSITIONS,
    SUBORDINATORS,
)
from corpus.saying.clauses import Clause
from corpus.saying.names import Mention
from corpus.saying.noun_phrases import Range, head_of
from corpus.saying.people import Cast
from corpus.saying.tokens import POSSESSIVES, is_capital

_GOVERNING = PREPOSITIONS - SUBORDINATORS - {"including", "like"}  # "like Ada Lund and Bo Ek"
_ENDS_NAME = PREPOSITIONS | {",", "(", "and"}
_TOGETHER = re.compile(r"(?: \([^)]*\))? and [^,;]*")
_FIELD = re.compile(r"(?:al|ic|ing)$")
_PLACE = re.compile(r"\b(?:in|from) [A-Z][^,]*, $")
_PLACED = re.compile(r"\b(?:in|at|from|of) $")
_DESCRIBED = re.compile(r", (?:an?|the) [^,.;:]+,? ?")
_OF_A_THING = re.compile(r" of [a-z]+(?: [a-z]+)? ")
_NEAR = 120  # characters before "who" in which the name stands
_LONGEST_PREPOSITION = 6  # characters, with the blank behind it


def head_word(cast: Cast, clause: Clause, phrase: Range) -> int:
    """The word that a phrase is about, also behind a body's name with "of" in it.

    >>> from corpus.saying.clauses import clause_of
    >>> from corpus.saying.people import everyone
    >>> text = "Bank of Tavra spokesman"
    >>> clause_of(text).words[head_word(everyone(text), clause_of(text), (0, 4))]
    'spokesman'
    """
    head = head_of(clause, phrase)
    at, end = clause.starts[head], clause.ends[phrase[1] - 1]
    for mention, _ in cast.within(at + 1, end):
        if mention.title and mention.start - len(mention.title) - 1 <= at:
            return bisect_left(clause.starts, mention.start)  # "Bank of Tavra Chief | Ada Lund"
    for mention, _ in cast.within(clause.starts[phrase[0]], at + 1):
        behind = bisect_left(clause.starts, mention.end)
        if mention.end <= clause.ends[head] or behind >= phrase[1]:
            continue
        if clause.lower[behind] in POSSESSIVES:
            behind += 1
        if behind == phrase[1] or clause.lower[behind] in _ENDS_NAME:
            continue
        later = head_of(clause, (behind, phrase[1]))
        if clause.lower[later] in ANONYMOUS_HEADS or is_capital(clause.words[later]):
            return later
    return head


def named_together(
    text: str, cast: Cast, clause: Clause, mentions: list[tuple[Mention, int]], at: int
) -> bool:
    """Whether a mention follows another and "and": "Ada Lund and Bo Ek said" is neither's alone.

    ``mentions`` are those of the phrase, ``at`` is the number of the one among them.
    """
    if not at or mentions[at - 1][1] == mentions[at][1]:
        return False
    other, owner = mentions[at - 1]
    field = _FIELD.search(other.name) or other.name.split()[-1].lower() in FIELDS
    person = mentions[at][0].kind == "person"
    if field and person and owner >= 0 and len(cast.parties[owner].mentions) == 1:
        return False  # "Social and Labour Affairs Minister Ada Lund"
    index = bisect_left(clause.starts, other.start)
    before = clause.lower[max(0, index - 3) : index]
    if before[-1:] == ["the"]:
        before.pop()
    governed = before[-1:] and before[-1] in _GOVERNING and before[-2:] != ["according", "to"]
    if governed or before[-2:-1] == ["to"]:
        return False  # "a partner at Lund Glass and friend of Ada Ek", "to leave Tavra and Ada Ek"
    return _TOGETHER.fullmatch(text, other.end, mentions[at][0].start) is not None


def named_with_others(
    clause: Clause, mentions: list[tuple[Mention, int]], start: int, head: int
) -> bool:
    """Whether a name opens a phrase that is about others as well: "Ada Lund and her friends"."""
    for index in range(start + 1, head):
        if clause.lower[index] == "and" and clause.lower[index + 1] in DETERMINERS:
            return any(mention.end == clause.ends[index - 1] for mention, _ in mentions)
    return False


def stands_beside(text: str, mention: Mention, end: int) -> bool:
    """Whether a name follows a role that ends at a character: "a guard of the port, Ada Lund".

    It is not that of a place: "a guard in Tavra, New Ellan".
    """
    if mention.kind == "body" or mention.start < end:
        return False
    title = len(mention.title) + 1 if mention.title else 0
    between = text[end : max(mention.start - title, end + 1)]
    if mention.kind != "person" and (_PLACE.search(between) or _names_body(between)):
        return False
    if mention.kind == "person" and " " in mention.name and _OF_A_THING.fullmatch(between):
        return between.split()[-1] not in PERSON_NOUNS  # "head of design Ada Lund"
    return between == " " or (between.rstrip().endswith(",") and len(mention.name.split()) > 1)


def _names_body(between: str) -> bool:
    """Whether the name behind a comma is that of the body before it: "the town's paper, …"."""
    return between.endswith(", ") and between[:-2].rpartition(" ")[2] in BODY_NOUNS


def antecedent(text: str, cast: Cast, clause: Clause, index: int) -> int:
    """Whom a relative pronoun means: the name before it, an age or a role between; -1 for nobody.

    "Which" is no person, and "who" no body nor the place in "a baker in Tavra, who".

    >>> from corpus.saying.clauses import clause_of
    >>> from corpus.saying.people import everyone
    >>> text = "It fell, said Ada Lund, head of the Lakes Bank, who left."
    >>> clause, cast = clause_of(text), everyone(text)
    >>> cast.parties[antecedent(text, cast, clause, clause.lower.index("who"))].name
    'Ada Lund'
    """
    if not index:
        return -1
    who = clause.lower[index] == "who"
    at = clause.ends[index - 1]
    before = cast.within(max(clause.starts[0], at - _NEAR), at)[::-1]
    person = next((pair for pair in before if _is_person(cast, pair[1])), None)
    if who and person is not None and _DESCRIBED.fullmatch(text, person[0].end, at):
        return person[1]
    for mention, owner in before:
        between = text[mention.end : at].strip(" ,")
        if owner < 0 or (between and not between.isdigit() and between != mention.role):
            continue
        if _is_person(cast, owner) == who:
            return owner
        if who and cast.parties[owner].kind != "body" and not _is_placed(text, mention, at):
            return owner
    return -1


def _is_person(cast: Cast, owner: int) -> bool:
    return owner >= 0 and cast.parties[owner].kind == "person"


def _is_placed(text: str, mention: Mention, end: int) -> bool:
    """Whether a name is that of a place: "a baker in | Tavra |, who"."""
    low = max(0, mention.start - _LONGEST_PREPOSITION)
    return "," in text[mention.end : end] and bool(_PLACED.search(text, low, mention.start))
