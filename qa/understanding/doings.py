"""Who does what a question asks of somebody: “Peter Ek resigned” tells of no other."""

import re

from corpus.english.word_classes import word_set
from corpus.saying.names import Mention, names
from qa.understanding.namesakes import may_be_one

_ASKS = re.compile(
    r"(?:when|where|why|how|(?:in|on|at) (?:what|which) \w+) (?P<helper>did|was|were|is) ",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:(?:the )?[a-z]+ ){0,2}", re.IGNORECASE)
_VERB = re.compile(r" (?P<verb>[a-z]{3,})\b")
_ADVERBS = r"(?:,[^,.]{1,40},)?(?: (?:who|also|later|then|first|finally|formally|had|has))*"
# Verbs of people alone, as they stand behind "did", and behind "was".
_OF_PEOPLE = word_set("die graduate resign retire") | word_set(
    "arrested born buried elected hospitalized indicted killed knighted sworn"
)
_IRREGULAR = {
    "become": "became", "begin": "began", "break": "broke", "build": "built", "buy": "bought",
    "come": "came", "find": "found", "get": "got", "give": "gave", "go": "went", "leave": "left",
    "lose": "lost", "make": "made", "meet": "met", "sell": "sold", "sing": "sang", "take": "took",
    "win": "won", "write": "wrote",
}  # fmt: skip


def asks_doing(question: str) -> bool:
    """Whether a question asks when, where, why or how somebody or something did something."""
    return _ASKS.match(question) is not None


def is_anothers_doing(question: str, sentence: str) -> bool:
    """Whether a sentence tells that other people than the question names did what it asks.

    Of people alone: a firm, a party or a place has other names as well. A sentence that names any
    of those whom the question does may tell of them.

    >>> [is_anothers_doing("When did Ada Lund resign?", text)
    ...  for text in ("Peter Ek resigned in May.", "Lund resigned in May.", "She resigned in May.")]
    [True, False, False]
    """
    helper = _ASKS.match(question)
    called = names(question) if helper else []
    for asked in called:
        verb = _VERB.match(question, asked.end)
        opens = helper and _TITLE.fullmatch(question, helper.end(), asked.start)
        if helper and opens and verb and _is_person(asked, verb["verb"]):
            told = names(sentence)
            if any(may_be_one(one.name, other.name) for one in told for other in called):
                return False
            done = _done(helper["helper"].lower(), verb["verb"])
            doers = [item for item in told if _does(sentence, item, done)]
            return bool(doers) and all(_is_person(item, verb["verb"]) for item in doers)
    return False


def _is_person(mention: Mention, verb: str) -> bool:
    """Whether a name is a person's, by itself or by what its bearer does: only people resign."""
    return mention.kind == "person" or (mention.kind == "unknown" and verb in _OF_PEOPLE)


def _does(sentence: str, mention: Mention, done: str) -> bool:
    return re.compile(rf"{_ADVERBS} {done}\b").match(sentence, mention.end) is not None


def _done(helper: str, verb: str) -> str:
    """A pattern for a verb as a report has it: "did … resign" as "resigned"."""
    if helper != "did":
        return rf"(?:was|were|is|has been|had been) {verb}"
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    if verb[-1] == "y" and verb[-2] not in "aeou":
        return f"{verb[:-1]}ied"
    return f"{verb}{verb[-1]}?ed"  # "shop", "shopped"
