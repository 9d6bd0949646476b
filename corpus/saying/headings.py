"""Headings and slugs in capitals that run into the sentence behind them, and are no names."""

from corpus.english.word_classes import BODY_NOUNS, OPENERS, PLURAL_PEOPLE, TITLES, word_set
from corpus.saying.tokens import HEADING

_SLUGS = word_set(
    "update wrapup exclusive analysis factbox timeline correction corrected breaking video watch "
    "opinion interview preview refile snapshot"
)


def behind_heading(
    words: list[str], lower: list[str], index: int, end: int, often: set[str]
) -> int:
    """Where a name begins in a run of capitals, behind a heading: "BOATS SUNK | Ada Lund".

    So it does where an acronym follows that the text has elsewhere: "BOATS SUNK | TPA said".
    """
    start, lengths = index, []
    while start < end and words[start].isupper():
        lengths.append(len(words[start]))
        start += 1
    if len(lengths) < 2 or max(lengths) < HEADING:
        return index
    if start == end:
        acronym = lengths[-1] < HEADING <= lengths[-2] and words[end - 1] in often
        return end - 1 if acronym and words[end - 2] not in often else index
    return start + (lower[start] in OPENERS or lower[start] in PLURAL_PEOPLE)


def behind_slug(
    words: list[str], lower: list[str], index: int, end: int, plain: set[str], often: set[str]
) -> int:
    """Where a name begins behind a word in capitals that heads a paragraph: "UPDATE | Lund said".

    It is one by itself, or where the text has the word in small letters too, or where what stands
    behind it stands elsewhere without it.
    """
    if index + 1 >= end or not words[index].isupper() or len(words[index]) < 2:
        return index
    if lower[index] in _SLUGS:
        return index + 1
    behind = index + 1
    if len(words[index]) < HEADING or lower[behind] in TITLES or lower[behind] in BODY_NOUNS:
        return index
    if lower[behind] in OPENERS:
        return behind + 1
    twice = words[behind] in often and words[index] not in often
    named = not words[behind].isupper() or words[behind] in often
    return behind if named and (lower[index] in plain or twice) else index


def behind_label(words: list[str], lower: list[str], index: int, end: int, plain: set[str]) -> int:
    """Where a name begins behind a word in capitals inside a line: "737 DEBATE | Boeing said".

    It is a label where the text has it in small letters too, where the name follows once more
    ("LUND | Lund"), or where what follows is no name. Behind a word in small letters it is none:
    "partner at FACTS Energy".
    """
    behind = index + 1
    if behind >= end or not words[index].isupper() or len(words[index]) < HEADING:
        return index
    if (index and words[index - 1][0].islower()) or words[behind].isupper():
        return index
    if lower[behind] in OPENERS:
        return behind + 1
    if lower[behind] == lower[index]:
        return behind
    named = lower[behind] in TITLES or lower[behind] in BODY_NOUNS
    return behind if lower[index] in plain and not named else index
