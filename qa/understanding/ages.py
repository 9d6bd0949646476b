"""Whose age a sentence tells, as news prints it beside a name: "Ada Lund, 61," is no Bo Lund's."""

import re

from corpus.english.word_classes import PERSON_NOUNS, PREPOSITIONS, RELATIONS
from corpus.saying.names import Mention, names
from corpus.spans import Span
from qa.understanding.namesakes import may_be_one

_ASKS = re.compile(r"how old (?:is|was|are|were|will) ", re.I)
_POSSESSIVES = "'s", "’s", "'", "’"
_OLD = re.compile(r"(?P<one>\b[Aa]n? )?\b\d{1,3}[- ](?:year|month|week|day)s?[- ]old\b")
_BARE = re.compile(r"(?:\ban? )?(?<!\d)\d{1,3}(?![\d,.%]*\d)")
_TOLD_OF = re.compile(r"(?:, (?:aged |age |then )?| \(| (?:is|was|turns|turned) )$")
_BEFORE_NAME = re.compile(r" (?:(?:(?!to\b)[\w’'-]+ ){0,3}(?P<what>[\w’'-]+),? )?")
_PEOPLE = ("er", "or", "ist", "ian", "man", "boy", "girl", "son", "ant", "ent")
_BEING = re.compile(
    r"(?:\b(?:is|was|are|were|as|be|been|became|becomes)\b|['’][sm]\b)[^.,;]{0,20}$", re.IGNORECASE
)


def asks_age(question: str) -> bool:
    """Whether a question asks how old somebody or something is."""
    return _ASKS.match(question) is not None


def is_anothers_age(question: str, sentence: str, told: Span) -> bool:
    """Whether the age in a sentence is plainly that of somebody other than the question names.

    ``told`` are the characters that are taken for the answer. An age of which it is not told whose
    it is may be theirs, but for that of "a 61-year-old woman".

    >>> [is_anothers_age("How old is Ada Lund?", text, Span(10, 12))
    ...  for text in ("Mr Bo Ek, 61, left.", "Ada Lund, 61, left.", "She was a 61-year-old.")]
    [True, False, False]
    """
    if not asks_age(question):
        return False
    asked = next((item for item in names(question) if _is_asked(question, item)), None)
    if asked is None:
        return False
    old = next((item for item in _OLD.finditer(sentence) if _meets(item, told)), None)
    bearer = _named_behind(sentence, old) if old else None
    bearer = bearer or _named_before(sentence, old.start() if old else told.start, told.end)
    if bearer is not None:
        return not may_be_one(bearer.name, asked.name)
    return old is not None and bool(old["one"]) and not _BEING.search(sentence[: old.start()])


def _is_asked(question: str, mention: Mention) -> bool:
    """Whether it is asked how old somebody is by a name, and not her son, or a man in Tavra."""
    title = f"{mention.title} " if mention.title else ""
    asks = _ASKS.fullmatch(question[: mention.start - len(title)])
    others = question.startswith(_POSSESSIVES, mention.end)
    short = mention.name.isupper()  # letters for a name that is printed in full
    return asks is not None and mention.kind != "body" and not others and not short


def _meets(item: re.Match[str], told: Span) -> bool:
    return item.start() < told.end and told.start < item.end()


def _named_behind(sentence: str, old: re.Match[str]) -> Mention | None:
    """Whose name follows an age: "61-year-old baker | Ada Lund"."""
    for mention in names(sentence):
        between = sentence[old.end() : mention.start] if mention.start >= old.end() else "."
        found = _BEFORE_NAME.fullmatch(between)
        if found and not PREPOSITIONS.isdisjoint(between.casefold().split()):
            return None  # "a 20-year-old son with Bo Ek"
        if found and (found["what"] is None or _is_somebody(found["what"].casefold())):
            return mention
    return None


def _is_somebody(word: str) -> bool:
    return word in PERSON_NOUNS or word in RELATIONS or word.endswith(_PEOPLE)


def _named_before(sentence: str, start: int, end: int) -> Mention | None:
    """Whose name stands before an age: "Ada Lund, | 61", "Ada Lund, | a 61-year-old baker"."""
    number = _BARE.search(sentence, start, end)
    if number is None:
        return None
    for mention in names(sentence):
        if _TOLD_OF.fullmatch(sentence[mention.end : number.start()]):
            return mention
    return None
