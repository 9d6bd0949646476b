"""The quotation that a question asks about: Who said “we will not be moved”?"""

import re

from corpus.english.word_classes import word_set
from corpus.matching.wording import fold, unspaced
from corpus.spans import Span

_QUOTED = re.compile(r"[“„\"«]\s*(?P<words>[^“”„\"«»]+?)[\s.,;:!?…]*[”“\"»]")
_WORD = re.compile(r"[\w’'-]+")
_UTTERS = word_set(
    "say says said saying write writes wrote written tell tells told shout shouts shouted tweet "
    "tweets tweeted post posts posted declare declares declared state states stated word words "
    "phrase sentence line quote quotes quoted"
)
_TOPIC = word_set("about on regarding concerning of")  # what is said about a title is no quotation
_BEFORE = 6  # words before the quotation among which it is said that somebody says it
_FEWEST = 3  # words; fewer are a term or a name in quotation marks


def quotation_of(question: str) -> Span | None:
    """The words in quotation marks that a question takes for somebody's, without the marks.

    Not in scripts that put no spaces between words, which the index cannot look up word for word.

    >>> question = "Who said “We will not be moved.”?"
    >>> quotation_of(question).of(question)
    'We will not be moved'
    >>> quotation_of("What did Lund say about “The Lord of the Piers”?") is None
    True
    """
    for match in _QUOTED.finditer(question):
        keys = fold(match["words"]).keys
        before = [word.casefold() for word in _WORD.findall(question[: match.start()])][-_BEFORE:]
        says = [at for at, word in enumerate(before) if word in _UTTERS]
        if not says or len(keys) < _FEWEST or any(map(unspaced, keys)):
            continue
        if _TOPIC.isdisjoint(before[says[-1] :]):
            return Span(*match.span("words"))
    return None
