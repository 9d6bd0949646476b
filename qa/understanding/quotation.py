"""The quotation that a question asks about: Who said “we will not be moved”?"""

import re

from corpus.english.word_classes import word_set
from corpus.matching.wording import fold, unspaced
from corpus.spans import Span

_QUOTED = re.compile(
    r"""[“„"«]\s*(?P<double>[^“”„"«»]+?)[\s.,;:!?…]*[”“"»]
      | (?<!\w)[‘‚']\s*(?P<single>(?:[^‘’‚']|(?<=\w)[’'](?=\w))+?)[\s.,;:!?…]*[’‘'](?!\w)""",
    re.VERBOSE,
)
_WORD = re.compile(r"[\w’'-]+")
_WRITES = word_set("write writes wrote written")
_UTTERS = _WRITES | word_set(
    "say says said saying tell tells told shout shouts shouted tweet tweets tweeted post posts "
    "posted declare declares declared state states stated word words phrase sentence line quote "
    "quotes quoted claim claims claimed argue argues argued warn warns warned reply replies "
    "replied insist insists insisted admit admits admitted joke jokes joked describe describes "
    "described yell yells yelled chant chants chanted"
)
_WHO_SAID = re.compile(r"\W*who (?:first |ever )?(?:said|wrote|tweeted|posted)\b", re.IGNORECASE)
_TOPIC = word_set("about on regarding concerning of")  # what is said about a title is no quotation
_WITHIN = word_set("in from at")  # right before a title: what is said in it
_BEFORE = 6  # words before the quotation among which it is said that somebody says it
_SMALL = 3  # letters of a word that may be written small in a title
_FEWEST = 3  # words; fewer are a term or a name in quotation marks


def quotation_of(question: str) -> Span | None:
    """The words in quotation marks that a question takes for somebody's, without the marks.

    Not in scripts that put no spaces between words, which the index cannot look up word for word.

    >>> question = "Who said “We will not be moved.”?"
    >>> quotation_of(question).of(question)
    'We will not be moved'
    >>> quotation_of("“We will not be moved” - who said that?") is None
    False
    >>> quotation_of("What did Lund say about “The Lord of the Piers”?") is None
    True
    >>> quotation_of("Who wrote “The Lord of the Piers”?") is None
    True
    """
    for match in _QUOTED.finditer(question):
        words = match["double"] or match["single"]
        keys = fold(words).keys
        if len(keys) < _FEWEST or any(map(unspaced, keys)):
            continue
        asked_behind = _WHO_SAID.match(question, match.end()) is not None
        if asked_behind or _is_uttered(question[: match.start()], words):
            return Span(*match.span(match.lastgroup or 0))
    return None


def _is_uttered(before: str, words: str) -> bool:
    """Whether what stands before a quotation tells that somebody says its words."""
    lower = [word.casefold() for word in _WORD.findall(before)][-_BEFORE:]
    says = [at for at, word in enumerate(lower) if word in _UTTERS]
    if not says or lower[-1] in _WITHIN or (lower[says[-1]] in _WRITES and _is_title(words)):
        return False
    return _TOPIC.isdisjoint(lower[says[-1] :])


def _is_title(words: str) -> bool:
    """Whether words are written as the title of a work is: Who wrote “Where the Tide Turns”?"""
    long = [word for word in _WORD.findall(words) if len(word) > _SMALL]
    return all(word[0].isupper() for word in long) and not words.isupper()
