"""Whether what stands behind a verb is a sentence that was said, or a thing: "added a roof"."""

from corpus.english.speech_verbs import VERBS
from corpus.english.word_classes import (
    AUXILIARIES,
    DETERMINERS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    word_set,
)
from corpus.saying.clauses import Clause
from corpus.saying.noun_phrases import Range
from corpus.saying.report import BREAKS
from corpus.saying.tokens import POSSESSIVES

_PAST = word_set(
    "became began bought broke brought built came caught chose cost did drew drove ate fell felt "
    "flew forgot found fought gave got grew heard held hurt kept knew led left lent let lost made "
    "meant met paid put ran rose sang sat saw sent shut slept sold spent stood stole struck taught "
    "thought threw took understood went woke won wore"
)
_PRESENT = word_set(
    "becomes begins brings comes continues expects falls feels gets gives goes grows happens "
    "includes keeps knows lives loves makes matters means needs pays puts remains requires seems "
    "sees sends serves sits stays takes tends thinks tries wants wins become bring come expect "
    "feel get give go keep know like love make remain seem see take tend think try want"
)
"""Verbs that are seldom nouns, as "runs" and "cut" are."""
_ALWAYS = word_set("often always never also still usually sometimes ever")
_STOPS = RELATIVES | SUBORDINATORS | BREAKS | {"and", "or", "but"}


def is_thing(clause: Clause, piece: Range) -> bool:
    """Whether a piece begins with a noun and has no verb that would make a sentence of it.

    >>> from corpus.saying.clauses import clause_of
    >>> [is_thing(clause, (0, len(clause))) for clause in map(clause_of, (
    ...     "three new rooms to the inn", "the inn has rooms", "it to the list", "it burned",
    ... ))]
    [True, False, True, False]
    """
    start, end = piece
    first = clause.lower[start]
    if first == "those" or (first in PRONOUNS and clause.lower[start + 1 : start + 2] != ["to"]):
        return False
    for index in range(start + 1, end):
        if clause.lower[index] in _STOPS:
            return True
        if _is_verb(clause, index):
            return False
    return True


def has_verb(clause: Clause, piece: Range) -> bool:
    """Whether any word behind the first can be the verb of a sentence.

    >>> from corpus.saying.clauses import clause_of
    >>> [has_verb(clause, (0, len(clause))) for clause in map(clause_of, (
    ...     "in Tavra, the boats sank and were lost", "in Tavra, a clerk",
    ... ))]
    [True, False]
    """
    return any(_is_verb(clause, index) for index in range(piece[0] + 1, piece[1]))


def is_sentence(clause: Clause, piece: Range) -> bool:
    """Whether a piece is a sentence beyond doubt: it has a subject with "was", "will" or the like.

    >>> from corpus.saying.clauses import clause_of
    >>> [is_sentence(clause, (0, len(clause))) for clause in map(clause_of, (
    ...     "he was late", "two boats had sunk", "two sunk boats", "a boat that was late",
    ... ))]
    [True, True, False, False]
    """
    for index in range(piece[0] + 1, piece[1]):
        word = clause.lower[index]
        if word in _STOPS:
            return False
        if word in AUXILIARIES and word not in POSSESSIVES and clause.words[index].islower():
            return True  # and not in "May"
    return False


def _is_verb(clause: Clause, index: int) -> bool:
    """Whether a word can be the verb of a sentence."""
    word, before = clause.lower[index], clause.lower[index - 1]
    if before == "to":
        return False  # "a crane | to make room"
    if word in POSSESSIVES:
        return before in {"that", "there"}
    if word in AUXILIARIES or word in _PAST or word in _PRESENT:
        return True
    verb = VERBS.get(word)
    if word.endswith("ly") or word in _ALWAYS:
        return before not in DETERMINERS  # "crews | typically spend", but "an early start"
    ends = word.endswith("ed") or (verb is not None and verb.form in {"s", "past"})
    return ends and before not in DETERMINERS
