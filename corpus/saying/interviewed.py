"""Who answers in an interview of "Q" and "A", where its labels or first lines leave no doubt."""

import re
from collections.abc import Sequence

from corpus.saying.labels import Label
from corpus.saying.people import Cast

_OF_ONESELF = re.compile(r"\b(?:I|[Mm]y|[Mm]e)\b")
"""What half of the answers must have: those of a list of questions and answers speak of nobody."""
_WITH = re.compile(r"\b(?:Q ?& ?A|[Ii]nterview|[Cc]onversation) with\b[^.\n]*\Z")
_BY = re.compile(r"\b[Bb][Yy]\s+\Z")
_LEAD = 5000  # characters from the top, in which an interview is introduced
_BEFORE = 80  # characters before a name, in which it says that the interview is with whom


def interviewed(text: str, cast: Cast, run: Sequence[Label]) -> int:
    """The party whose answers are labelled "A" in a conversation; -1 where that is not certain.

    Either one person answers by name as well ("Q", "LUND", "Q", "A"), or what stands before the
    first label names one person alone, or has an interview with one.
    """
    answers = [label.words.of(text) for label in run if label.part == "answer"]
    if not answers or all(label.part != "question" for label in run):
        return -1
    named = {label.owner for label in run if label.part == "name"}
    if named:
        return named.pop() if len(named) == 1 else -1
    if 2 * sum(_OF_ONESELF.search(words) is not None for words in answers) < len(answers):
        return -1
    return _introduced(text, cast, run[0].span.start)


def _introduced(text: str, cast: Cast, end: int) -> int:
    """The one person whom the text introduces before a character; -1 for none or several."""
    if end > _LEAD:
        return -1
    full = [
        (mention, owner)
        for mention, owner in cast.within(0, end)
        if owner >= 0 and " " in mention.name and cast.parties[owner].kind != "body"
    ]
    if not full or _BY.search(text, 0, full[0][0].start):
        return -1
    if len({owner for _, owner in full}) == 1 and cast.parties[full[0][1]].kind == "person":
        return full[0][1]
    there = {
        owner
        for mention, owner in full
        if _WITH.search(text, max(0, mention.start - _BEFORE), mention.start)
    }
    return there.pop() if len(there) == 1 else -1
