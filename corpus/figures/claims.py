"""Who gives a figure, where the words right around it say so.

What is ascribed with a verb of saying is found with the statements of an article; these are the
other ways: "the fire service’s figure of 1,310", "measured by surveyors at 34 metres", "the
authority estimates it at 86 million".
"""

import re

from corpus.english.word_classes import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    word_set,
)
from corpus.spans import Span

_SPEECH = word_set("said say says told tell also that")
_EVIDENCE = word_set(
    "analysis data estimate figures poll polling records report review statistics study survey"
)
_STOPS = "|".join(sorted(AUXILIARIES | CONJUNCTIONS | PREPOSITIONS | SUBORDINATORS | RELATIVES))

_NAME = r"(?-i:[A-Z])[\w’'.-]*(?:[ ](?-i:[A-Z])[\w’'.-]*){0,4}"
_OWNER = r"(?:the|an?|its|his|her|their|our|local)[ ]"
_WHO = rf"(?P<who>{_OWNER}[\w’'-]+?(?:[ ][\w’'-]+?){{0,2}}|{_NAME}?)"
_NOUN = r"(?:figure|number|estimate|count|tally|total|calculation)s?"
_OWNED = re.compile(
    rf"\b{_WHO}(?:[’']s|s[’'])[ ](?:own[ ])?{_NOUN}[ ]of[ ](?:\w+[ ]){{0,3}}\Z", re.I
)
_DONE = (  # "1 million was released by the bank" tells who paid it
    r"(?:measured|counted|traced|estimated|claimed|cited|reported|compiled|calculated|"
    r"(?<!was[ ])(?<!were[ ])(?<!been[ ])(?:given|made))[ ]by[ ]"
)
_BY = (
    rf"(?P<who>{_OWNER}[\w’'-]+(?:[ ](?!(?:{_STOPS})\b)[\w’'-]+){{0,3}}"
    rf"|{_NAME}|[\w’'-]+(?:[ ]of[ ]{_NAME})?)"
)
_GIVEN_BEFORE = re.compile(rf"\b{_DONE}{_BY}[ ](?:at|as|to[ ]be)[ ](?:\w+[ ]){{0,3}}\Z", re.I)
_TO_US = (  # "given to our reporter at three in the morning by a volunteer"
    r"given[ ]to[ ](?:us|(?:our|this|the|a)[ ](?:reporter|newspaper|paper|correspondent|newsroom))"
    r"[ ][^.;,:]{0,40}?by[ ]"
)
_GIVEN_AFTER = re.compile(
    rf"(?:,[ ]which[ ][^.;,:]{{1,40}},)?[^.;,:]{{0,40}}?\b(?:{_DONE}|{_TO_US}){_BY}", re.I
)
_NO_SUBJECT = "|".join(
    sorted(AUXILIARIES | PREPOSITIONS - word_set("of for from with at in") | _SPEECH | RELATIVES)
)
_BEHIND_NOUN = "by|for|from|of|to|included?|estimated?|indicates?|puts?|shows?|suggests?"
_THINKS = (  # "it claimed the title" and "they put boats to sea" give no number
    rf"(?:(?:estimates?|counts)(?![ ](?:{_BEHIND_NOUN})\b)|estimated|counted|reckons?|reckoned"
    rf"|claim(?:s|ed)(?![ ](?:{_BEHIND_NOUN}|the|his|her|its|their)\b)"
    r"|puts?(?=[ ][^.;:]*[ ]at[ ])|expects?|expected|calculates?|calculated)"
)
_SHOWS = r"(?P<shows>shows?|showed|finds?|found|suggests?|suggested|indicates?|indicated)"
_SUBJECT = re.compile(
    r"(?:^(?:(?:but|and|yet|so)[ ])?|[,;:—–(“\"][ ]?"
    r"|[ ](?:and|but|while|that|as|because|when|where)[ ])"
    rf"(?P<who>(?!(?:but|and|yet|so|{_NO_SUBJECT})[ ])(?:{_OWNER}|(?-i:[A-Z]))[\w’'.-]*"
    rf"(?:[ ](?!(?:{_NO_SUBJECT})[ ])[\w’'&.-]+){{0,10}}?)(?:[ ]estimates?)?"
    rf"(?:,[ ](?:which|who)[ ][^,.;:]{{1,60}},)?[ ](?P<verb>{_THINKS}|{_SHOWS})\b"
    r"[^.;:]{0,90}\Z",
    re.I,
)
_TAKEN = re.compile(  # "the storm claimed 40 lives", but "they claimed 40 lives were saved"
    rf"claim(?:s|ed)[ ][^.,;:]{{1,40}}?\blives\b(?![ ](?:{'|'.join(sorted(AUXILIARIES))})\b)", re.I
)
_VERIFIED = re.compile(  # "confirmed that 40 left" does claim it
    r"\b(?:(?:verify|check|confirm|investigat|examin|ascertain)(?:e?s|ed?|ing)?|verif(?:ies|ied)|"
    r"look(?:ing|s)?[ ]into)[ ](?:[\w’'-]+[ ]){0,4}?(?:whether|if|"
    r"(?:speculation|reports?|rumou?rs?|claims?|allegations?|suggestions?)[ ](?:that|of|about))[ ]"
    r"(?:(?!(?:said|says|adding|added|told|stressed)\b)[^.,;:])*\Z",
    re.I,
)
_NO_END = re.compile(  # "they filed claims", "has an estimated 40", "the port’s estimate"
    rf"(?:ed|n[’']t|[’']s|s[’']|\b(?:as|and|{'|'.join(sorted(DETERMINERS - {'both', 'all'}))}))\Z",
    re.I,
)
_REACH = 120  # characters before a number that are looked at
_FARTHER = 240  # the same for the subject of a clause


def named_beside(text: str, sentence: Span, number: Span) -> Span | None:
    """Whom the words around a number credit with it: a possessor, or who measured or gave it.

    >>> text = "The breach was measured by surveyors at 34 metres."
    >>> named_beside(text, Span(0, 50), Span(40, 42)).of(text)
    'surveyors'
    """
    start = max(sentence.start, number.start - _REACH)
    before = text[start : number.start]
    for pattern in (_OWNED, _GIVEN_BEFORE):
        if match := pattern.search(before):
            return Span(start + match.start("who"), start + match.end("who"))
    if match := _GIVEN_AFTER.match(text, number.end, sentence.end):
        return Span(*match.span("who"))
    return None


def counted_by(text: str, sentence: Span, number: Span) -> Span | None:
    """Who estimates, counts or expects a number, as the subject of that verb.

    >>> text = "The authority, which owns the bridge, put the cost at 86 million."
    >>> counted_by(text, Span(0, 65), Span(54, 64)).of(text)
    'The authority'
    >>> text = "His office reckons 94 million, including a tenth for the unforeseen."
    >>> counted_by(text, Span(0, 68), Span(19, 29)).of(text)
    'His office'
    """
    start = max(sentence.start, number.start - _FARTHER)
    match = _SUBJECT.search(text[start : number.start])
    if match is None or _TAKEN.match(text, start + match.start("verb"), sentence.end):
        return None
    words = match["who"].casefold().split()
    if _NO_END.search(match["who"]) or (match["shows"] and _EVIDENCE.isdisjoint(words)):
        return None
    return Span(start + match.start("who"), start + match.end("who"))


def is_being_verified(text: str, sentence: Span, number: Span) -> bool:
    """Whether somebody is said to verify what gives a number, and so claims nothing.

    >>> text = "The port is checking whether 40 crates were lost."
    >>> is_being_verified(text, Span(0, 49), Span(29, 31))
    True
    >>> text = "The port confirmed that 40 crates were lost."
    >>> is_being_verified(text, Span(0, 44), Span(24, 26))
    False
    """
    start = max(sentence.start, number.start - _REACH)
    return bool(_VERIFIED.search(text[start : number.start]))
