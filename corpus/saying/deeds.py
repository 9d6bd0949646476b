"""What verbs that may tell of words do besides: "added a roof", "called the police"."""

from corpus.english.word_classes import (
    CONJUNCTIONS,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    word_set,
)
from corpus.saying.clauses import Clause
from corpus.saying.cues import Cue
from corpus.saying.noun_phrases import Range, head_of, phrase_end
from corpus.saying.things_said import is_thing

_ALSO_MADE = frozenset({"add", "write", "tweet", "caption"})
"""What also tells of things made or shown: "added a roof", "wrote a song", "tweeted a photo"."""
_ALSO_SHOWN = frozenset({"depict", "portray"})  # "depicts a boat", but "depicted it as a wreck"
_RULING = word_set("judge judges court courts panel justices")
_JUDGED = word_set("it him her them this that himself herself itself themselves")
_GAPS = RELATIVES | {"what", "whom", "that"}
_ADJECTIVAL = ("al", "ble", "ed", "est", "ful", "ic", "ing", "ish", "ive", "less", "ous", "ry")
_LONG_CALL = 7  # words that "the rise in demand unheard-of" never reaches
_BEHIND_ONE_CALLED = PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS | {"to", ",", "("}


def is_deed(clause: Clause, cue: Cue, source: Range | None, piece: Range) -> bool:
    """Whether what follows a verb at once, without "that", is what its subject deals with.

    >>> from corpus.saying.clauses import clause_of
    >>> from corpus.saying.cues import cue_at
    >>> [is_deed(clause, cue_at(clause, 1), (0, 1), (2, len(clause))) for clause in map(clause_of, (
    ...     "Lund called the police to ask", "Lund called the police a joke", "Lund added a roof",
    ... ))]
    [True, False, True]
    """
    if cue.follows != "clause":
        return False
    if cue.verb.base in _ALSO_MADE:
        return _is_made(clause, cue, piece)
    if cue.verb.base == "call":
        return _is_summoned(clause, cue, source, piece)
    return _is_done(clause, cue, source, piece)


def _is_made(clause: Clause, cue: Cue, piece: Range) -> bool:
    """Whether a thing follows a verb at once: "added | a roof"; not "added: | A new roof"."""
    return clause.lower[cue.after - 1] != ":" and is_thing(clause, piece)


def _is_done(clause: Clause, cue: Cue, source: Range | None, piece: Range) -> bool:
    """Whether a verb that may tell of words tells of a deed: a picture, goods, a ruling."""
    words, base = clause.lower[slice(*piece)], cue.verb.base
    if base in _ALSO_SHOWN:
        return "as" not in words
    if base == "recall":
        return words[0] == "all" or any(word[0].isdigit() for word in words[:3])
    if base == "appeal_to":
        end = phrase_end(clause, piece[0])
        return clause.lower[end : end + 1] != ["to"]
    if base not in {"deny", "dismiss"} or source is None:
        return False
    return clause.lower[head_of(clause, source)] in _RULING


def _is_summoned(clause: Clause, cue: Cue, source: Range | None, piece: Range) -> bool:
    """Whether somebody is called, and nothing is called something: "called | the police to ask".

    Not "what he called | a lie", nor "called the plan | mad", "called it | a lie".
    """
    first = cue.start if source is None else source[0]
    if clause.lower[piece[0]] in _JUDGED:
        return False
    if any(clause.lower[i] in _GAPS for i in range(max(0, first - 2), first + 1)):
        return False
    end = min(phrase_end(clause, piece[0]), piece[1])
    last = piece[1] if piece[1] - piece[0] < _LONG_CALL else end
    if any(clause.lower[index - 1].endswith(_ADJECTIVAL) for index in (end, last)):
        return False
    return end < piece[1] and clause.lower[end] in _BEHIND_ONE_CALLED
