"""Whether a question is one that words of a passage can answer, pointed at: who, what, when."""

import re

from corpus.english.speech_verbs import VERBS
from qa.understanding.kind import AUXILIARIES, asked_kind

_MARKS = " \"'”’»)"  # behind a question mark
_WORDS = "who|whom|whose|which|what|when|where|why|how"
_ASKS = re.compile(rf"\b(?:{_WORDS})\b", re.IGNORECASE)
_ASKS_FIRST = re.compile(  # "what to know" and "when it closed, …" ask nothing
    r"\W*(?:(?:in|at|on|by|for|from|to|of|until|since|with|under|about|after|and|so|but)\s+)?"
    r"(?:(?:who|whom|whose|which|what)\b(?!\s+(?:to|we|you|i|they|he|she|it)\b)"
    r"|how\s+(?:many|much|long|often|old|far|tall|high|deep|wide|big|large|heavy|fast)\b"
    rf"|(?:when|where|why|how)(?:['’]s|\s+(?:{AUXILIARIES}))\b)",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(
    rf"\W*(?:{AUXILIARIES})(?:n?['’]t)?\b"
    r"(?! (?:you|we|they|any(?:body|one)) (?:know|tell|say)\b)",
    re.IGNORECASE,
)
_WHAT = re.compile(r"\bwhat\b(?! (?:happen|else|if|might|may)\b)", re.IGNORECASE)


def asks(question: str) -> bool:
    """Whether words are a question that begins with "who" or the like, or has it within.

    >>> asks("who closed the bridge"), asks("Besides Lund, who spoke?")
    (True, True)
    >>> asks("The towns which were flooded"), asks("Is the bridge that Lund, who left, built shut?")
    (False, False)
    >>> asks("What to know about the flood"), asks("When the bridge closed, people wept.")
    (False, False)
    """
    if _YES_OR_NO.match(question):
        return False
    if _ASKS_FIRST.match(question):
        return True
    return ends_as_question(question) and _ASKS.search(question) is not None


def ends_as_question(sentence: str) -> bool:
    """Whether a sentence ends with a question mark, within quotation marks or not."""
    return sentence.rstrip(_MARKS).endswith("?")


def can_be_pointed_at(question: str) -> bool:
    """Whether a few words can answer a question, and not only a whole tale, or yes and no.

    >>> can_be_pointed_at("Who drew the plans?"), can_be_pointed_at("What did the plans cost?")
    (True, True)
    >>> can_be_pointed_at("Why was it shut?"), can_be_pointed_at("How did the Courier err?")
    (False, False)
    """
    kind = asked_kind(question)
    if kind != "open":
        return kind != "why"
    told = any(word in VERBS for word in re.findall(r"\w+", question.casefold()))
    return not told and _WHAT.search(question) is not None
