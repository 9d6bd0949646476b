"""Whether the words around a day tell of what was, or of what is to come.

The nearest verb that has a tense decides, first those before the day, then those after it. The
present tells nothing: "meets on Monday" is said of both.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from corpus.english.word_classes import word_set

NEAR = 12
"""Fewer words than so many between a day and its verb, and the verb is taken to be that of the day:
by eye, on 150 weekdays of news that could be two or five days away."""

_AHEAD = word_set(
    "will shall would won't upcoming next going intends expects likely unlikely be deadline"
)
_PLANNED = word_set("due scheduled set planned expected slated supposed poised")
_ONLY_BEFORE = {"plans": "to", "hopes": "to", "aims": "to", "ahead": "of"}  # else no verbs
_PERHAPS = word_set("could may might should must")
_BACK = word_set(
    "was were had did said told been since began came became fell fled flew found gave got held "
    "kept left lost made met paid put ran rose saw sent set shot spoke stood took thought threw "
    "went won wrote knew led built bought brought broke drew withdrew drove felt grew heard hit "
    "shut swore taught wore ago sank sold slid struck spent sought fought caught swept chose froze "
    "stole rode blew overtook upheld understood beat ate hid didn't wasn't weren't hadn't"
)
_NO_VERB = word_set("hundred red bed speed indeed united need feed seed naked sacred kindred")
_NOTHING_YET = frozenset({"was", "were", "been"})  # "was due on Monday", which may be to come
_BARE_AFTER = _PERHAPS | word_set("to will would can shall not")  # "to hit", and "will not put"
_IS = word_set("is are being 's 're isn't aren't")
_DESCRIBED = word_set("the a an its their his her our my your these those this some any more no")
_CLAUSE = word_set("who which when where while whose whether")
_OPENING = 2  # words before a day at the most, when its sentence opens with it
_HEADING = re.compile(r"\s*[-–—:]+\s")  # "May 3 - The pier opens", in a chronicle
_WORD = re.compile(r"[A-Za-z]+(?:[-'’][A-Za-z]+)*|['’](?:ll|s|re)\b")


@dataclass(frozen=True, slots=True)
class Told:
    """What words tell of a day: that it is to come, or was; ``near`` that they surely mean it."""

    ahead: bool
    near: bool


def told_around(before: str, after: str) -> Told | None:
    """What the words before and after a day tell of its time; None where they tell nothing.

    >>> told_around("The council will vote on ", ", the mayor said.")
    Told(ahead=True, near=True)
    >>> told_around("It reported better-than-expected sales on ", ".")
    Told(ahead=False, near=True)
    >>> told_around("Leaders who meet on ", " are divided.") is None
    True
    """
    words = _words(before)
    places = _of_its_clause(words, range(len(words) - 1, -1, -1))
    told = _first_told(words, places)
    if told is not None or len(places) < len(words):
        return told
    if _HEADING.match(after):
        return None
    opens = len(words) <= _OPENING  # "On Monday she said"
    words = _words(after)
    told = _first_told(words, _of_its_clause(words, range(len(words))))
    return told and replace(told, near=opens)


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(text)]


def _of_its_clause(words: Sequence[str], places: Iterable[int]) -> list[int]:
    """The places, up to where another clause is, or it is told only what was planned."""
    return list(
        takewhile(
            lambda at: words[at].lower() not in _CLAUSE and not _is_planned_then(words, at), places
        )
    )


def _first_told(words: Sequence[str], places: Iterable[int]) -> Told | None:
    """What the first word tells that tells a time."""
    for away, at in enumerate(places):
        ahead = _tells(words, at)
        if ahead is not None:
            return Told(ahead, away < NEAR and words[at].lower() != "would")
    return None


def _is_planned_then(words: Sequence[str], at: int) -> bool:
    """Whether a word tells what was planned, as in "was due on Monday"."""
    return words[at].lower() in _PLANNED and bool(_NOTHING_YET & _lead(words, at, 2))


def _tells(words: Sequence[str], at: int) -> bool | None:
    """Whether a word tells of a time to come, or with False of one that was; else None."""
    word, lower = words[at], words[at].lower()
    lead, then = _lead(words, at, 1), words[at + 1].lower() if at + 1 < len(words) else ""
    if "-" in word:  # "better-than-expected"
        return None
    if lower in _AHEAD or lower.endswith("'ll") or (lower == "to" and lead & _IS):
        return True
    if lower in _ONLY_BEFORE:
        return True if then == _ONLY_BEFORE[lower] else None
    if lower in _PERHAPS and word.islower():
        return not (then == "have" or (lower == "could" and then == "not"))
    if lower in _PLANNED and (lower != "set" or then in {"to", "for"} or lead & _IS):
        return None if lead & (_DESCRIBED | {"than", "as", "had"}) else True
    return _tells_past(words, at)


def _tells_past(words: Sequence[str], at: int) -> bool | None:
    """False for a verb of the past, True where it is of what will be done; else None."""
    word, lower = words[at], words[at].lower()
    ends = len(word) > 3 and lower.endswith("ed") and word.islower() and lower not in _NO_VERB
    if not ends and lower not in _BACK:
        return None
    if _lead(words, at, 2) & {"be", "will"}:
        return not {"could", "not"} <= _lead(words, at, 3)  # "could not be reached"
    lead = _lead(words, at, 1)
    if any(word.endswith("ly") for word in lead):
        lead |= _lead(words, at, 2)
    if ends:
        return None if lead & (_DESCRIBED | _IS) else False
    return None if lead & _BARE_AFTER and lower not in _NOTHING_YET else False


def _lead(words: Sequence[str], at: int, count: int) -> set[str]:
    """So many words before a place, in lower case."""
    return {word.lower() for word in words[max(0, at - count) : at]}
