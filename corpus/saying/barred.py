"""Whom a pronoun cannot mean, since it stands beside the name: "Lund, he said, left".

Nobody who says something calls himself by his name in it.
"""

from bisect import bisect_left

from corpus.english.word_classes import CONJUNCTIONS, PREPOSITIONS, SUBORDINATORS
from corpus.saying.clauses import Clause
from corpus.saying.noun_phrases import is_adverb
from corpus.saying.openings import SUBORDINATE
from corpus.saying.story import Story

_TAKEN_UP = frozenset({"who", "whom", "which", "that"})
_FRONTED = PREPOSITIONS | SUBORDINATORS | SUBORDINATE
_TURNS = frozenset({"but", "while", "although", "though", ";", ":", "—", "–", "--"})
"""Behind which somebody else may be the subject: "He left, but Lund stayed"."""


def named_beside(story: Story, number: int, index: int) -> int:
    """The party whose name stands right before a word, and is not meant by it; else -1.

    "Lund, he said, left" · "Lund, whom he calls a thief"; but "As for Lund, he said, …".
    """
    clause = story.sentences[number]
    if not 1 < index < len(clause) - 2:
        return -1
    inserted = clause.lower[index - 1] == "," == clause.lower[index + 2]
    if not inserted and clause.lower[index - 1] not in _TAKEN_UP:
        return -1
    end = clause.ends[index - 2 - (not inserted and clause.lower[index - 2] == ",")]
    for mention, owner in story.cast.within(clause.starts[0], end):
        first = bisect_left(clause.starts, mention.start)
        if mention.end == end and not (inserted and not _FRONTED.isdisjoint(clause.lower[:first])):
            return owner
    _, stop, owner = story.subject(number)
    return owner if inserted and stop == end else -1  # "The mayor, he said, left"


def named_behind(story: Story, number: int, index: int) -> set[int]:
    """The parties whom a pronoun names that its sentence begins with: "He said Lund had left"."""
    clause = story.sentences[number]
    if index > 1 or (
        index and not (is_adverb(clause.lower[0]) or clause.lower[0] in {"and", "but"})
    ):
        return set()
    end = next((at for at in range(index + 1, len(clause)) if _turns(clause, at)), len(clause))
    named = story.cast.within(clause.ends[index], clause.ends[end - 1])
    return {owner for mention, owner in named if mention.start not in story.quoted}


def _turns(clause: Clause, index: int) -> bool:
    """Whether another thought begins at a word."""
    word = clause.lower[index]
    return word in _TURNS or (word == "and" and clause.lower[index - 1] == ",")


def trails(clause: Clause, index: int) -> bool:
    """Whether a word stands behind what is said without quotation marks: "Lund left, | he said".

    >>> from corpus.saying.clauses import clause_of
    >>> [trails(clause, clause.lower.index("he")) for clause in map(clause_of, (
    ...     "Lund left, he said.", "Lund saw “a mess,” he said.", "“Lund left,” he said."
    ... ))]
    [True, True, False]
    """
    if index < 2 or clause.quotes[index - 2] >= 0:
        return False
    if clause.lower[clause.lower[0] in CONJUNCTIONS] in _FRONTED:
        return False
    if clause.quotes[index - 1] >= 0:
        return clause.lower[index - 2][0].isalnum()
    return clause.lower[index - 1] == ","
