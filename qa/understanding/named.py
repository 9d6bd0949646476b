"""The names in a question that an article has to have somewhere to be about what is asked."""

import re

from corpus.english.demonyms import OF_COUNTRIES
from corpus.english.word_classes import GENERATIONS, bare, word_set
from corpus.saying.names import names
from index.derived.words import FUNCTION_WORDS

_OTHERWISE = OF_COUNTRIES | word_set(  # "Britain" may be British, or the UK
    "north south new united states kingdom republic arabia brit briton of the america"
)
_NUMBERED = re.compile(r"[IVX]+")  # "Leo XIV"
_SHORT = re.compile(r"[A-Z.]{1,5}")  # "US", "U.S." and "AI" are often written out
_LETTER = re.compile(r"[A-Z]-[a-z]")  # "U-turn"
_SENTENCE = re.compile(r"[.?!:][\"'”’)]*\s+$")


def named(question: str) -> list[str]:
    """The names of a question, each by the words that an article would call it by.

    A person by the last, where there are several. No countries, their people, and short forms,
    which are called otherwise as well, and no single word that opens a sentence, which may be any.

    >>> named("When did Ada Lund Jr. close the Lantern Bridge?")
    ['Lund', 'Lantern Bridge']
    >>> named("Which French dam fell? Roughly how many US dams did the South Koreans close?")
    []
    """
    found = []
    for mention in names(question):
        words = [word for word in mention.name.split() if not _is_number(word)] or [mention.name]
        name = words[-1] if mention.kind == "person" else " ".join(words)
        opens = not mention.start or _SENTENCE.search(question[: mention.start]) is not None
        if all(map(_is_of_country, words)) or bare(name) in FUNCTION_WORDS:
            continue
        if len(words) > 1 or not (opens or _SHORT.fullmatch(name) or _LETTER.match(name)):
            found.append(name)
    return found


def _is_number(word: str) -> bool:
    """Whether a word of a name only tells which bearer of it is meant: "Jr.", "XIV"."""
    return word.casefold() in GENERATIONS or _NUMBERED.fullmatch(word) is not None


def _is_of_country(word: str) -> bool:
    key = bare(word)
    return not {key, key.removesuffix("s")}.isdisjoint(_OTHERWISE)
