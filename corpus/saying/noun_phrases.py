"""Noun phrases: where one begins and ends, and whether it names someone who can speak.

No grammar of English; a few closed classes of words tell.
"""

from corpus.english.speech_verbs import VERBS
from corpus.english.word_classes import (
    ADVERBS,
    AUXILIARIES,
    BODY_NOUNS,
    COLLECTIVES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    DOCUMENT_NOUNS,
    JOINING,
    MONTHS,
    NEGATIONS,
    NOT_ADVERBS,
    PERSON_NOUNS,
    PLURAL_PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
    TITLES,
    word_set,
)
from corpus.saying.clauses import QUOTE, Clause
from corpus.saying.tokens import POSSESSIVES, is_capital, is_ticker

Range = tuple[int, int]
"""Word numbers of a clause, from the first up to, not including, the last."""
LONGEST = 40  # words of a subject with its apposition
_NAME = 8  # words of a name with its title
_PAUSES = frozenset({",", ";", ":", "--", "—", "–", "-", "that"})
_NEAR_TO = word_set("close familiar briefed involved knowledgeable")
_PEOPLE = PLURAL_PEOPLE | PERSON_NOUNS | word_set("man woman boy girl")
_AROUND = word_set("inside near outside within")
_NEARNESS = frozenset({"to", "with", "on", "in"})  # behind such a word
_MANY = word_set(
    "many most some few several all both others people police percent % half rest media number"
)
PARTICLES = word_set("de del van von der den bin al la le du")
# The plurals of bodies: they speak where a word before them tells which, "the unions".
BODIES = {f"{noun}s" for noun in BODY_NOUNS} | {
    f"{noun[:-1]}ies" for noun in BODY_NOUNS if noun.endswith("y")
}
SPEAKING_HEADS = PERSON_NOUNS | PLURAL_PEOPLE | BODY_NOUNS | DOCUMENT_NOUNS | COLLECTIVES
_SPEAKING_ENDS = (
    "er",
    "ers",
    "or",
    "ors",
    "ant",
    "ants",
    "man",
    "men",
    "woman",
    "women",
    "person",
    "ist",
    "ists",
    "ian",
    "ians",
    "eers",
)
_NO_NOUNS = (
    PREPOSITIONS
    | SUBORDINATORS
    | CONJUNCTIONS
    | PRONOUNS
    | RELATIVES
    | NEGATIONS
    | TIMES
    | (AUXILIARIES - POSSESSIVES)
)


def is_adverb(word: str) -> bool:
    """Whether a word can stand between a subject and its verb: "also", "reportedly"."""
    return word in ADVERBS or (len(word) > 4 and word.endswith("ly") and word not in NOT_ADVERBS)


def is_verb_like(clause: Clause, index: int) -> bool:
    """Whether a word is read as a verb rather than as part of a noun phrase."""
    word = clause.lower[index]
    if word in AUXILIARIES and word not in POSSESSIVES:
        return not _is_name(clause, index)
    verb = VERBS.get(word)
    if verb is None or is_capital(clause.words[index]):
        return False
    if verb.form in {"past", "ing"}:
        return True
    before = clause.lower[index - 1] if index else ""
    return not (before in DETERMINERS or before in POSSESSIVES or is_noun_like(clause, index - 1))


def _is_name(clause: Clause, index: int) -> bool:
    """Whether a verb is rather a month's or somebody's name: "On May 23", "Will Lund left"."""
    if clause.words[index] == "May":
        return index > 0
    named = clause.words[index : index + 2]
    return named[:1] == ["Will"] and all(map(is_capital, named)) and len(named) == 2


def is_noun_like(clause: Clause, index: int) -> bool:
    """Whether a word can be part of a noun phrase, by what it is not."""
    if index < 0:
        return False
    word = clause.lower[index]
    if word in TIMES and index and clause.lower[index - 1] in {"a", "the", "'s", "’s"}:
        return True  # "a Wednesday editorial"
    if word == "will":
        return _is_name(clause, index)
    if is_capital(clause.words[index]) and word not in TIMES and index:
        return True
    if word in {"'", "’"} and index and clause.lower[index - 1].endswith("s"):
        return True  # "the growers' union"
    return (word[0].isalnum() or word in POSSESSIVES or word in {"&", "$", "#", "@"}) and not (
        word in _NO_NOUNS or is_adverb(word)
    )


def plain_subject(clause: Clause, end: int, low: int) -> Range | None:
    """The noun phrase that ends right before a word, "of" and "for" phrases included."""
    lower = clause.lower
    if end <= low:
        return None
    if lower[end - 1] in PRONOUNS or lower[end - 1] in RELATIVES or lower[end - 1] == "that":
        return end - 1, end
    index = end - 1
    while index >= low and end - index <= LONGEST:
        word = lower[index]
        if clause.quotes[index] >= 0:
            break
        if is_noun_like(clause, index) and not is_verb_like(clause, index):
            if word in DETERMINERS and not _goes_on_left(clause, index, low):
                index -= 1
                break
            index -= 1
        elif _joins(clause, index, low):
            index -= 1
        elif word == "and" and index > low and lower[index - 1] == ")":
            bracket = before_bracket(clause, index, low)
            return (bracket[0], end) if bracket is not None else _trimmed(clause, index + 1, end)
        else:
            break
    return _trimmed(clause, index + 1, end)


def before_bracket(clause: Clause, end: int, low: int) -> Range | None:
    """The subject in front of a bracket: "Rep. Ada Lund (D-N.Y.)"."""
    for index in range(end - 2, max(low, end - 12) - 1, -1):
        if clause.lower[index] == "(":
            found = plain_subject(clause, index, low)
            return None if found is None else (found[0], end)
    return None


def _goes_on_left(clause: Clause, index: int, low: int) -> bool:
    """Whether a determiner stands inside a longer phrase: "the head of | the port"."""
    if index - 1 < low:
        return False
    word = clause.lower[index - 1]
    return _joins(clause, index - 1, low) or word in DETERMINERS


def _joins(clause: Clause, index: int, low: int) -> bool:
    """Whether a preposition or "and" continues the phrase to its left."""
    if index <= low:
        return False
    word, left = clause.lower[index], clause.lower[index - 1]
    if not is_noun_like(clause, index - 1) or is_verb_like(clause, index - 1):
        return False
    if left in TIMES or left in MONTHS or left.isdigit() or left in DETERMINERS:
        return False
    if word in JOINING or (word in _AROUND and left in _PEOPLE):
        return True  # "officials near | Tavra"
    if word == "to":
        whose = index + 1 < len(clause) and (
            is_capital(clause.words[index + 1]) or clause.lower[index + 1] in DETERMINERS
        )
        return left in PERSON_NOUNS | _NEAR_TO or (left in PLURAL_PEOPLE and whose)
    return word in {"and", "or"} and _joined(clause, index)


def _joined(clause: Clause, index: int) -> bool:
    """Whether "and" stands between two who do something together, and not between two clauses."""
    left, both = clause.lower[index - 1], clause.words[index - 1 : index + 2 : 2]
    if left in PLURAL_PEOPLE or left in PERSON_NOUNS or left in BODY_NOUNS:
        return True
    if clause.lower[index + 1] in DETERMINERS:
        return _opens(clause, index)
    return all(map(is_capital, both))


def _opens(clause: Clause, end: int) -> bool:
    """Whether a name is all that stands between a pause and a word: "Ada Lund | and the port".

    Behind a verb it may be whom somebody met, while the port said something.
    """
    start = end
    while start > max(0, end - _NAME) and is_capital(clause.words[start - 1]):
        start -= 1
    return start < end and (start == 0 or clause.lower[start - 1] in _PAUSES)


def _trimmed(clause: Clause, start: int, end: int) -> Range | None:
    """Cut off what cannot begin a subject; split "the speech | Lund"."""
    lower = clause.lower
    while start < end and (
        lower[start] in POSSESSIVES
        or lower[start] in {"and", "or", "&"}
        or (lower[start] in SUBORDINATORS and lower[start] != "that")
    ):
        start += 1
    if start >= end:
        return None
    before = lower[start - 1] if start else ""
    if before in PREPOSITIONS and is_capital(clause.words[end - 1]):
        for index in range(end - 1, start, -1):
            if not is_capital(clause.words[index]):
                if lower[index] in TITLES or lower[index] in PREPOSITIONS or inside(lower[index]):
                    break
                return index + 1, end
    return start, end


def inside(word: str) -> bool:
    """Whether a lower-case word may stand inside a name."""
    return word in PARTICLES or word in POSSESSIVES or word in {"the", "and", "&", "of"}


def phrase_end(clause: Clause, start: int, joining: frozenset[str] = JOINING) -> int:
    """Where a noun phrase that begins at a word ends."""
    index, size = start, len(clause)
    named = False
    while index < size and index - start < LONGEST:
        word = clause.lower[index]
        if is_noun_like(clause, index) and not (index > start and is_verb_like(clause, index)):
            before = clause.lower[index - 1] if index > start else "and"
            if word in DETERMINERS and before not in joining | DETERMINERS | _NEARNESS | {"and"}:
                break
            named = is_capital(clause.words[index]) and word not in DETERMINERS
            index += 1
            continue
        ahead = clause.lower[index + 1] if index + 1 < size else ""
        if not ahead or index == start:
            break
        if is_adverb(word) and clause.lower[index - 1] in DETERMINERS:
            index += 1  # "his best | friend"
            continue
        if word in joining and _continues(clause, index, named=named):
            index += 1
            continue
        near = index > start + 1 and clause.lower[index - 1] in _NEAR_TO
        if near and word in _NEARNESS and ahead not in TIMES | MONTHS:
            index += 1  # "a source close | to the bank"
            continue
        if word == "and" and is_capital(clause.words[index + 1]) and named:
            index += 1
            continue
        break
    return index


def _continues(clause: Clause, index: int, *, named: bool) -> bool:
    """Whether a preposition behind a noun belongs to it, not to the verb."""
    word, ahead = clause.lower[index], clause.lower[index + 1]
    if ahead in DAYS or ahead in MONTHS or ahead in TIMES or ahead.isdigit():
        return False
    if not (is_noun_like(clause, index + 1) or ahead in DETERMINERS):
        return False
    if word in {"of", "for"}:
        return True
    head = clause.lower[index - 1]
    return not named and word != "on" and head in PERSON_NOUNS | PLURAL_PEOPLE


def head_of(clause: Clause, phrase: Range) -> int:
    """The word that a phrase is about: the last one before a preposition or a comma.

    >>> from corpus.saying.clauses import clause_of
    >>> clause = clause_of("a spokesman for the port, Ada Lund,")
    >>> clause.words[head_of(clause, (0, len(clause)))]
    'spokesman'
    """
    start, end = phrase
    for index in range(start, end):
        word = clause.lower[index]
        if index > start and (
            word in {",", "("}
            or (word in PREPOSITIONS and not is_capital(clause.words[index]))
            or word in RELATIVES
        ):
            return _noun_at(clause, start, index - 1)
        if index > start and is_ticker(clause.words[index]):
            return index - 1
    return _noun_at(clause, start, end - 1)


def _noun_at(clause: Clause, start: int, index: int) -> int:
    """The last word of a phrase, or the one before: "a source | close", "a report | released"."""
    if index == start:
        return index
    word, before = clause.lower[index], clause.lower[index - 1]
    trails = word in _NEAR_TO or (word.endswith("ed") and before in DOCUMENT_NOUNS)
    return index - 1 if trails else index


def is_many(clause: Clause, phrase: Range) -> bool:
    """Whether a phrase may go with a verb without "-s": "analysts at the bank | say".

    >>> from corpus.saying.clauses import clause_of
    >>> clause = clause_of("analysts of the bank")
    >>> is_many(clause, (0, 4)), is_many(clause, (2, 4))
    (True, False)
    """
    word = clause.lower[head_of(clause, phrase)]
    if word in PRONOUNS or word in RELATIVES or word == "that":
        return word not in {"he", "she", "it"}
    if word in PLURAL_PEOPLE or word in _MANY or "and" in clause.lower[phrase[0] : phrase[1]]:
        return True
    return not word[0].isalpha() or (word.endswith("s") and word[-2:] not in {"ss", "'s", "’s"})


def can_speak(clause: Clause, phrase: Range) -> bool:
    """Whether a phrase names something that says things: a person, a body, a document."""
    index = head_of(clause, phrase)
    word = clause.lower[index]
    if word in PRONOUNS or word in RELATIVES or (word == "that" and phrase[1] - phrase[0] == 1):
        return True
    if clause.quotes[index] >= 0 or word == QUOTE:
        return False
    if is_capital(clause.words[index]) and word not in DETERMINERS:
        return True
    if word in BODIES and clause.lower[phrase[0]] in DETERMINERS:
        return True
    return word[0].isdigit() or word in SPEAKING_HEADS or word.endswith(_SPEAKING_ENDS)
