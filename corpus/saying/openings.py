"""How a sentence begins: its subject behind dates and circumstances, and subordinate clauses."""

from corpus.english.word_classes import (
    AUXILIARIES,
    CONJUNCTIONS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TIMES,
    word_set,
)
from corpus.saying.clauses import Clause
from corpus.saying.noun_phrases import Range, is_adverb
from corpus.saying.report import BREAKS
from corpus.saying.subjects import subject_before, subject_phrase
from corpus.saying.tokens import is_capital

_OPENING_TIMES = TIMES | {
    "last",
    "this",
    "earlier",
    "later",
    "next",
    "one",
    "asked",
    "here",
    "there",
    "back",
    "then",
}
SUBORDINATE = word_set(
    "when while after before as since although though if because once asked ever"
)
_LONGEST_DATELINE = 10  # words up to its dash
_LONGEST_LABEL = 4  # words up to the colon of "New Tavra: A clerk …"
_PERSONAL = frozenset({"he", "she", "they"})


def clause_subject(clause: Clause, limit: int, *, first: int = 0) -> Range | None:
    """The subject with which a sentence begins, behind "On Tuesday," and the like.

    ``first`` is the word from which on it is looked for.

    >>> from corpus.saying.clauses import clause_of
    >>> clause = clause_of("On Tuesday, the old mayor launched a boat.")
    >>> clause_subject(clause, len(clause))
    (3, 6)
    """
    index = first or _behind_dateline(clause, limit)
    if index >= limit:
        return None
    word = clause.lower[index]
    if (
        word in PREPOSITIONS
        or word in SUBORDINATORS
        or word in _OPENING_TIMES
        or (word.endswith("ing") and "," in clause.lower[index:limit])
    ):
        while index < limit and clause.lower[index] != ",":
            index += 1
        index += 1
    while index < limit and (
        clause.lower[index] in CONJUNCTIONS
        or clause.lower[index] in SUBORDINATE
        or is_adverb(clause.lower[index])
        or not (clause.lower[index][0].isalnum() or clause.quotes[index] >= 0)
    ):
        index += 1
    return subject_phrase(clause, index, limit)


def behind_label(clause: Clause, limit: int) -> int:
    """The first word behind the "Tavra:" with which a sentence begins before a word; else 0."""
    if ":" not in clause.lower[1 : min(limit, _LONGEST_LABEL + 1)]:
        return 0
    colon = clause.lower.index(":")
    return colon + 1 if clause.words[colon + 1][0].isalpha() else 0


def told_of_another(clause: Clause, start: int, limit: int) -> bool:
    """Whether a clause with a name of its own ends at a word: "Ek sat as Lund came, | saying"."""
    for index in range(start, limit - 1):
        if clause.lower[index] not in SUBORDINATE or clause.lower[index + 1] in PRONOUNS:
            continue
        other = subject_phrase(clause, index + 1, limit)
        if other is None or not any(map(is_capital, clause.words[other[0] : other[1]])):
            continue
        behind = clause.lower[other[1] : limit - 1]
        if behind and (behind[0].endswith("ed") or behind[0] in AUXILIARIES):
            return BREAKS.isdisjoint(behind)
    return False


def _behind_dateline(clause: Clause, limit: int) -> int:
    """The first word behind "WASHINGTON —"."""
    if clause.words[0].isupper() and len(clause.words[0]) > 2:
        for index in range(1, min(limit, _LONGEST_DATELINE)):
            if clause.lower[index] in {"—", "–", "--", "-"}:
                return index + 1
    return 0


def nearest_subject(clause: Clause, limit: int) -> Range | None:
    """The last name or pronoun before a word that a verb seems to follow."""
    for index in range(limit - 2, -1, -1):
        if clause.quotes[index] >= 0:
            return None
        ahead = clause.words[index + 1]
        if not ahead[0].islower() or ahead in PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS:
            continue
        if clause.lower[index] in _PERSONAL:
            return index, index + 1
        if is_capital(clause.words[index]) and not ahead.endswith("ing") and index:
            found = subject_before(clause, index + 1, 0)
            governed = found is not None and clause.lower[found[0] - 1] in PREPOSITIONS
            return None if governed else found
    return None


def in_subordinate(clause: Clause, index: int) -> bool:
    """Whether a subject stands in a clause that "when", "after" or the like began."""
    while index and clause.lower[index - 1] not in BREAKS:
        index -= 1
    if clause.lower[index] in CONJUNCTIONS:
        index += 1
    return clause.lower[index] in SUBORDINATE
