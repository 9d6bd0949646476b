"""Whom somebody tells something: the words behind "told", up to what is said."""

from corpus.english.word_classes import DETERMINERS, PRONOUNS
from corpus.saying.clauses import Clause
from corpus.saying.noun_phrases import phrase_end
from corpus.saying.report import ENDS
from corpus.saying.tokens import POSSESSIVES, is_capital

_OPENS_SAID = frozenset({"that", "to", "whether", "if", "how", "why"})


def listener_end(clause: Clause, index: int) -> int:
    """Where a listener ends: "told Radio Free Asia | the plan", "told the panel | he".

    >>> from corpus.saying.clauses import clause_of
    >>> clause = clause_of("He told Tavran port clerks that it fell.")
    >>> clause.words[2 : listener_end(clause, 2)]
    ['Tavran', 'port', 'clerks']
    """
    end = phrase_end(clause, index, frozenset({"of"}))
    named = False
    for position in range(index, end):
        upper = clause.words[position][0].isupper()
        if named and not upper and clause.lower[position] not in POSSESSIVES | {"of", "the", "&"}:
            opens = clause.words[index][0].isupper() or clause.words[index + 1][0].isupper()
            return end if opens and _is_employed(clause, position, end) else position
        named = named or upper
    return end


def _is_employed(clause: Clause, index: int, end: int) -> bool:
    """Whether words behind a name belong to the listener: "told Tavran | port clerks | to go"."""
    if not all(_is_post(clause, at) for at in range(index, end)):
        return False  # "told Tavra Radio | there's a boat"
    word = clause.lower[end] if end < len(clause) else "."
    return word in ENDS or word in _OPENS_SAID or word in PRONOUNS or word in DETERMINERS


def _is_post(clause: Clause, index: int) -> bool:
    """Whether a word may tell who a listener is, and begins nothing that is said."""
    word = clause.lower[index]
    if word == "and":
        return is_capital(clause.words[index + 1])  # "told the Lakes Radio | and Ek | that"
    return word.isalpha() and not word.endswith("ing")
