"""The names in a question that an article has to have somewhere to be about what is asked."""

import re

from corpus.english.demonyms import DEMONYMS
from corpus.english.word_classes import bare
from corpus.saying.names import names
from index.derived.words import FUNCTION_WORDS

_OTHERWISE = {word for pair in DEMONYMS for word in pair}  # "Britain" may be British, or the UK
_SHORT = re.compile(r"[A-Z.]{2,5}")  # "US", "U.S." and "AI" are often written out
_LETTER = re.compile(r"[A-Z]-[a-z]")  # "U-turn"
_SENTENCE = re.compile(r"[.?!:][\"'”’)]*\s+$")


def named(question: str) -> list[str]:
    """The names of a question, each by the words that an article would call it by.

    A person by the last, where there are several. No countries and short forms, which are called
    otherwise as well, and no single word that opens a sentence, which may be any.

    >>> named("When did Ada Lund close the Lantern Bridge?")
    ['Lund', 'Lantern Bridge']
    >>> named("Which French dam fell? Roughly how many US dams did?")
    []
    """
    found = []
    for mention in names(question):
        words = mention.name.split()
        name = words[-1] if mention.kind == "person" else mention.name
        opens = not mention.start or _SENTENCE.search(question[: mention.start]) is not None
        if bare(mention.name).replace(" ", "") in _OTHERWISE or bare(name) in FUNCTION_WORDS:
            continue
        if len(words) > 1 or not (opens or _SHORT.fullmatch(name) or _LETTER.match(name)):
            found.append(name)
    return found
