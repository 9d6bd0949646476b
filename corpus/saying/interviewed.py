"""Who answers in an interview of "Q" and "A", where its labels or first lines leave no doubt."""

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.saying.labels import Label, is_title
from corpus.saying.people import Cast

_OF_ONESELF = re.compile(r"\b(?:I|[Mm]y|[Mm]e)\b")
"""What half of the answers must have: those of a list of questions and answers speak of nobody."""
_WITH = re.compile(r"\b(?:Q ?& ?A|[Ii]nterview|[Cc]onversation) with\b[^.\n]*\Z")
_TALK = r"(?:Q ?& ?A|[Ii]nterview|[Cc]onversation)"
_HEADED = re.compile(
    rf"(?:\b{_TALK} with\b|\A(?:(?:The|An?|[Ee]xclusive:?) ){{0,2}}{_TALK}(?P<colon>:))(?P<whom>.*)"
)
_ON = re.compile(r"\s*\Z|\s*[,;:(–—]|,? (?:on|about|of)\b")
"""What stands behind such a name, and is not what the name does: "Interview: Lund must go"."""
_HEADLINE = 300  # characters of a headline that are read
_BY = re.compile(r"\b[Bb][Yy]\s+\Z")
_LEAD = 5000  # characters from the top, in which an interview is introduced
_BEFORE = 80  # characters before a name, in which it says that the interview is with whom


def interviewed(text: str, cast: Cast, run: Sequence[Label], headline: str = "") -> int:
    """The party whose answers are labelled "A" in a conversation; -1 where that is not certain.

    Either one person answers by name as well ("Q", "LUND", "Q", "A"), or the headline has an
    interview with one; where it has none, what stands before the first label has, or names one
    person alone.
    """
    answers = [label.words.of(text) for label in run if label.part == "answer"]
    if not answers or all(label.part != "question" for label in run):
        return -1
    named = {label.owner for label in run if label.part == "name"}
    if named:
        return named.pop() if len(named) == 1 and _answer(run) else -1
    if 2 * sum(_OF_ONESELF.search(words) is not None for words in answers) < len(answers):
        return -1
    if run[0].part != "question" or run[0].span.start > _LEAD:
        return -1
    talk = _HEADED.search(headline[:_HEADLINE])
    return _introduced(text, cast, run[0].span.start) if talk is None else _headed(cast, talk)


def _answer(run: Sequence[Label]) -> bool:
    """Whether all who speak by name answer: they stand behind a question."""
    asked = {label.span for before, label in pairwise(run) if before.part == "question"}
    return all(label.span in asked for label in run if label.part == "name")


def _headed(cast: Cast, talk: re.Match[str]) -> int:
    """The one person with whom a headline has an interview; -1 for none or several."""
    whom, colon = talk["whom"], talk["colon"] is not None
    there = {
        number
        for number, party in enumerate(cast.parties)
        if party.kind != "body" and " " in party.name and _is_with(party.name, whom, colon)
    }
    return there.pop() if len(there) == 1 else -1


def _is_with(name: str, whom: str, colon: bool) -> bool:
    """Whether words behind "interview with", or a ``colon``, name somebody, or a family.

    >>> [_is_with("Ada Lund", whom, True) for whom in (" Ada Lund on boats", " Ada Lund must go")]
    [True, False]
    >>> [_is_with("Ada Lund", whom, False) for whom in (" Mayor Lund", " Jan Lund", " Ada Lund's")]
    [True, False, False]
    """
    before, found, after = whom.partition(name)
    if found and not colon:
        return not (after[:1].isalnum() or after.startswith(("'s", "’s")))
    if not found:
        before, found, after = whom.partition(name.rsplit(" ", 1)[-1])
    return bool(found) and is_title(before) and _ON.match(after) is not None


def _introduced(text: str, cast: Cast, end: int) -> int:
    """The one person whom the text introduces before a character; -1 for none or several."""
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
