"""Runs of words in capitals: where one ends, and which of its first words a sentence lent them."""

from corpus.english.given_names import GIVEN_NAMES
from corpus.english.speech_verbs import VERBS
from corpus.english.word_classes import (
    BODY_NOUNS,
    DAYS,
    MONTHS,
    NAME_PARTICLES,
    OPENERS,
    PERSON_NOUNS,
    PLURAL_PEOPLE,
    TITLES,
    word_set,
)
from corpus.saying.tokens import POSSESSIVES, Tokens, is_capital, is_ticker, joins_names

LINKS = word_set("of for on against &")  # inside the name of a body
LONGEST_NAME = 14  # words; a longer run of capitals is a headline
_LONGEST_QUESTION = 60  # words
_SENTENCE_ENDS = frozenset("?.!\n")
_SENTENCE_START = frozenset(".!?:;\"“”'‘’«»([-–—•|*…") | {"...", "--"}
_OWNERS = PERSON_NOUNS | {"women", "men", "children", "people"}
"""Whose body it is, by its own name: "the Governor's Office"."""
_MANY_OWN = ("men", "women", "people")  # "the Lakes Fishermen's Association"
_ILLNESSES = word_set("alzheimer crohn parkinson")  # "the Parkinson's Foundation"
_IN_S = ("'s", "’s")
_NOBODY_ALONE = word_set(
    "airline analysis confirmation data documents evidence figures findings forecasts information "
    "models news polls records research results shares statistics studies surveys testing tests"
)
"""Nouns that head a sentence alone, and nobody's name then: "Research of the port shows"."""


def run_end(words: list[str], lower: list[str], index: int) -> int:
    """Where a run of capitalised words, with the links inside it, ends.

    >>> words = "Ministry of Works and Ada Lund".split()
    >>> run_end(words, [word.lower() for word in words], 0)
    3
    """
    size, body = len(words), False
    while index < size:
        word = lower[index]
        body = body or word in BODY_NOUNS or word in PERSON_NOUNS
        index += 1
        ahead = index
        if ahead < size and lower[ahead] in NAME_PARTICLES:
            while ahead < size and lower[ahead] in NAME_PARTICLES:
                ahead += 1
        elif ahead < size and (lower[ahead] == "&" or (body and lower[ahead] in LINKS)):
            ahead += 1
            if ahead < size and lower[ahead] == "the":
                ahead += 1
            if ahead < size and (lower[ahead] in DAYS or lower[ahead] in MONTHS):
                return index
        elif ahead < size and _may_own_a_body(word, lower[ahead]):
            if not _names_a_body(words, lower, ahead + 1):
                return index  # "Lund Brothers' | Ada Ek"
            ahead += 1  # "Growers' Union", "Tavra Sheriff's Office", "Women's League"
        elif ahead < size and lower[ahead] == "and" and joins_names(words, lower, ahead):
            ahead += 1
        if ahead >= size or not is_capital(words[ahead]) or is_ticker(words[ahead]):
            return index
        if word.endswith(_IN_S) and len(word) > 2 and not _names_a_body(words, lower, ahead):
            return index  # "Elst's | Ada Ek", but "Elst's Lakes Service"
        if len(word) > 2 and word.endswith(".") and lower[ahead] in OPENERS:
            return index  # a sentence begins behind "in the U.S.", "Lund Jr."
        index = ahead
    return index


def _may_own_a_body(word: str, mark: str) -> bool:
    """Whether a body's name may go on behind a word and a mark: "Growers'", "Sheriff's"."""
    many = mark in {"'", "’"} and word.endswith("s")
    owns = word in _OWNERS or word in _ILLNESSES or word.endswith(_MANY_OWN)
    return many or (mark in POSSESSIVES and owns)


def _names_a_body(words: list[str], lower: list[str], start: int) -> bool:
    """Whether the words in capitals from one on name a body."""
    for index in range(start, min(start + LONGEST_NAME, len(words))):
        if lower[index] in BODY_NOUNS:
            return True
        if not is_capital(words[index]):
            return False
    return False


def inside_sentences(toks: Tokens) -> set[tuple[str, str]]:
    """The pairs of capitalised words that stand inside sentences: ("Federal", "Reserve")."""
    words = toks.words
    return {
        (words[at], words[at + 1])
        for at in range(1, len(words) - 1)
        if words[at][0].isupper()
        and words[at + 1][0].isupper()
        and not opens_sentence(words[at - 1])
    }


def behind_opener(
    words: list[str],
    lower: list[str],
    index: int,
    end: int,
    plain: set[str],
    pairs: set[tuple[str, str]],
) -> int:
    """Drop words that are capitalised only because a sentence begins there.

    ``pairs`` stand inside sentences, too: "Federal Reserve clerks left."
    """
    opener = index
    twice = index + 1 < end and (words[index], words[index + 1]) in pairs
    if twice and lower[index] not in OPENERS:
        return index
    if lower[index] == "the" and index + 2 < end and not words[index].isupper():
        return index + 1  # behind "The" a capital is a name's own: "The Federal Reserve"
    if lower[index] == "the" or (index + 1 == end and lower[index] in OPENERS):
        index += 1
    elif index and not opens_sentence(words[index - 1]):
        return index
    while index < end and (lower[index] in OPENERS or lower[index] in NAME_PARTICLES & plain):
        if lower[index] == "will" and index + 1 < end and not _asks(words, end):
            return index  # "Will Lund, a clerk, left.", but "Will Lund leave?"
        index += 1
    if index + 1 < end and _says(lower[index]):
        index += 1  # "Added Ada Lund: …"
    word = lower[index] if index < end else ""
    alone = index + 1 == end and (word in PLURAL_PEOPLE or word in VERBS)
    alone = alone or (index == opener and index + 1 == end and word in _NOBODY_ALONE)
    titled = index + 1 < end and (lower[index + 1] in TITLES or lower[index + 1] in BODY_NOUNS)
    if alone or (word in plain and not titled and not _may_open_a_name(word)):
        index += 1
    while index < end and not is_capital(words[index]):  # a link left in front
        index += 1
    return index


def _asks(words: list[str], start: int) -> bool:
    """Whether a sentence ends in a question mark."""
    ahead = (word[0] for word in words[start : start + _LONGEST_QUESTION])
    return next((mark for mark in ahead if mark in _SENTENCE_ENDS), "") == "?"


def _says(word: str) -> bool:
    """Whether a word at the head of a sentence tells that whoever is named behind it speaks."""
    verb = VERBS.get(word)
    return verb is not None and verb.form == "past" and "say" in verb.families


def opens_sentence(before: str) -> bool:
    """Whether a sentence may begin behind a word: behind a mark, but no possessive."""
    return (before[0] in _SENTENCE_START or before[0] == "\n") and before not in POSSESSIVES


def _may_open_a_name(word: str) -> bool:
    """Whether a name may begin with a word that the text also has in lower case."""
    return word in TITLES or word in BODY_NOUNS or word in GIVEN_NAMES
