"""Whom a pronoun means, among those whom the sentences before it are about.

Nearer is likelier, the subject of a sentence likelier than who else stands in it, and a known
"she" likelier than an unknown. The weights were set by hand on the first 200 articles of
PolNeAR's training part and the sample articles; they are points, with no unit.
"""

from collections.abc import Iterable
from typing import NamedTuple

_SENTENCE = 2.0  # lost for each sentence back
_PARAGRAPH = 1.0  # lost when it is another paragraph
_SUBJECT = 3.0  # won by the subject of a sentence; half by the first name elsewhere in it
_SURE = 1.0  # won where the gender is known, not only possible
_LAST = 1.0  # won by the last speaker
_MARGIN = 0.5  # by which the best must lead, or nobody is meant
_FLOOR = -8.0
_PASSED_FLOOR = -3.0
"""Points below which nobody is meant: too far back, or somebody else may be who stands nearer.

Read in 28 places of US news with less than -3, the one named was wrong in 14.
"""


class Candidate(NamedTuple):
    """One possible antecedent: the party, how far back it stands, and what speaks for it.

    ``party`` is below -1 for somebody who cannot be named. ``subject`` is 1 for the subject of its
    sentence, 0.5 for the first other name, else 0; ``passed`` tells that a name stands nearer which
    may be a person's, too, or that this one has come up but once or twice.
    """

    party: int
    sentences: int
    other_paragraph: bool
    subject: float
    sure: bool
    last: bool
    passed: bool = False


def weight(candidate: Candidate) -> float:
    """How likely a candidate is meant; higher is likelier.

    >>> weight(Candidate(0, 1, False, 1.0, True, False))
    2.0
    """
    return (
        _SUBJECT * candidate.subject
        + _SURE * candidate.sure
        + _LAST * candidate.last
        - _SENTENCE * candidate.sentences
        - _PARAGRAPH * candidate.other_paragraph
    )


def choose(candidates: Iterable[Candidate]) -> int:
    """The party that is meant; below 0 when there is none, or two are as likely.

    In one sentence the subject may be meant, or whoever else is known to be a "she": nobody is
    named, unless the subject is known to be one too.

    >>> ada = Candidate(0, 1, False, 1.0, True, False)
    >>> bo = Candidate(1, 2, False, 1.0, True, False)
    >>> choose([ada, bo]), choose([ada, ada._replace(party=1)])
    (0, -1)
    """
    best: dict[int, float] = {}
    floors: dict[int, float] = {}
    beside = {False: set[int](), True: set[int]()}  # in the pronoun's own sentence, by what is sure
    for candidate in candidates:
        if not candidate.sentences:
            beside[candidate.sure].add(candidate.party)
        points = weight(candidate)
        if points >= best.get(candidate.party, points):
            best[candidate.party] = points
            floors[candidate.party] = _PASSED_FLOOR if candidate.passed else _FLOOR
    if not best:
        return -1
    ranked = sorted(best.items(), key=lambda item: -item[1])
    if ranked[0][1] < floors[ranked[0][0]] or (
        len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN
    ):
        return -1
    meant = ranked[0][0]
    return -1 if meant in beside[False] and beside[True] - {meant} else meant
