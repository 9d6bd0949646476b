"""How words came to the outlet: to whom they were said, where, and through whose mouth.

"told Radio Free Asia"      who was told
"in a statement"            where it was said
"according to the group"    the only witness is another text
"citing two aides"          second hand
"""

from corpus.english.word_classes import (
    DETERMINERS,
    PERSON_NOUNS,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
    word_set,
)
from corpus.saying.clauses import Clause
from corpus.saying.noun_phrases import SPEAKING_HEADS, Range, phrase_end
from corpus.saying.report import BREAKS, Report
from corpus.saying.tokens import is_capital

_OCCASIONS = word_set(
    "statement interview briefing conference speech report letter email e-mail post tweet call "
    "testimony memo release address rally hearing meeting debate podcast show program programme "
    "column op-ed article book appearance broadcast message note filing affidavit lawsuit "
    "documents remarks press-conference session seminar forum panel visit lecture sermon video "
    "blog thread newsletter press twitter facebook instagram telegram television tv radio video "
    "townhall hall summit assembly ceremony deposition interviews emails statements"
)
_AT_THE_OCCASION = word_set("in on at during via through by after")
_ANONYMITY = frozenset({"anonymity", "anonymously"})
_BEGINS = word_set("speaking speak spoke on who asked insisted requested did not")
_BEHIND_A_HOP = RELATIVES | BREAKS | {"(", ".", "that", "whose", "whom", "because"}
_BEHIND_AN_OCCASION = (
    PREPOSITIONS | TIMES | {"held", "published", "released", "issued", "dated", "last", "this"}
)
_NO_ADJECTIVES = DETERMINERS | PREPOSITIONS | RELATIVES | SUBORDINATORS
_TO_NOBODY = word_set("show demonstrate prove reveal")  # what is shown is no listener
_WITHHELD = frozenset({"withheld"})
_NOT_NAMED = word_set("named identified")


def route(text: str, clause: Clause, report: Report) -> tuple[str, ...]:
    """What the words around a cue tell of the way, as printed; first the voice it comes through.

    >>> from corpus.saying.clauses import clause_of
    >>> from corpus.saying.reports import reports
    >>> text = "Lund told the Post in a statement that it fell."
    >>> clause = clause_of(text)
    >>> [route(text, clause, report) for report in reports(clause)]
    [('told the Post', 'in a statement')]
    """
    found = [] if report.via is None else [_hop(text, clause, report.via)]
    if report.verb == "according_to" and report.cue and report.source:
        found.append(_hop(text, clause, (report.cue[0], report.source[1])))
    elif report.listener is not None and report.cue is not None and report.verb not in _TO_NOBODY:
        found.append(_hop(text, clause, (report.cue[1] - 1, report.listener[1])))
    if report.tail is not None:
        found.extend(_occasions(text, clause, report.tail))
    if report.cue is not None and report.source is not None:
        found.extend(_fronted(text, clause, min(report.cue[0], report.source[0])))
    found.extend(_hidden(text, clause))
    return tuple(dict.fromkeys(found))


def hops(report: Report | None) -> int:
    """How many voices stand between the speaker and the reader: 2 is second hand."""
    return 1 if report is None or report.via is None else 2


def _hidden(text: str, clause: Clause) -> list[str]:
    """The words "on condition of anonymity", "asked not to be named"."""
    for index, word in enumerate(clause.lower):
        not_named = word in _NOT_NAMED and "not" in clause.lower[max(0, index - 4) : index]
        if word == "anonymity" or not_named:
            start = max(0, index - 6)
            begin = next((i for i in range(start, index) if clause.lower[i] in _BEGINS), index)
            return [_printed(text, clause, (begin, index + 1))]
    return []


def is_anonymous(clause: Clause) -> bool:
    """Whether a sentence says that its source will not be named."""
    return any(
        word in _ANONYMITY
        or (word in _WITHHELD and "name" in clause.lower[max(0, i - 5) : i])
        or (word in _NOT_NAMED and {"not", "n't"} & set(clause.lower[max(0, i - 4) : i]))
        for i, word in enumerate(clause.lower)
    )


def _occasions(text: str, clause: Clause, tail: Range) -> list[str]:
    """The occasions ("in a statement", "at a rally") among the words behind a cue."""
    found: list[str] = []
    index, end = tail
    while index < end:
        if clause.lower[index] in _AT_THE_OCCASION:
            stop = _occasion_end(clause, index, end)
            if stop:
                found.append(_printed(text, clause, (index, stop)))
                index = stop
                continue
        index += 1
    return found


def _fronted(text: str, clause: Clause, end: int) -> list[str]:
    """The occasion ("In a statement,") at the head of the sentence."""
    if end < 2 or clause.lower[0] not in _AT_THE_OCCASION:
        return []
    stop = _occasion_end(clause, 0, end)
    return [_printed(text, clause, (0, stop))] if stop else []


def _occasion_end(clause: Clause, index: int, end: int) -> int:
    """Where the phrase of an occasion ends; 0 when a preposition leads to none."""
    if index + 1 >= end:
        return 0
    stop = min(phrase_end(clause, index + 1, frozenset({"of", "with", "to"})), end)
    while stop > index + 1 and clause.lower[stop - 1] in _BEHIND_AN_OCCASION:
        stop -= 1
    words = clause.lower[index + 1 : stop]
    if any(word in RELATIVES or word in SUBORDINATORS for word in words):
        return 0
    return stop if any(word in _OCCASIONS for word in words) else 0


def _hop(text: str, clause: Clause, words: Range) -> str:
    """The words of a range up to where its first name ends: no thought goes on behind it."""
    start, end = words
    stop = start + 1
    while stop < end:
        if clause.lower[stop] not in _BEHIND_A_HOP:
            stop += 1
            continue
        ahead = _still_the_name(clause, stop, end)
        if ahead == stop:
            break
        stop = ahead
    if end - stop == 2 and clause.lower[stop] == ",":
        stop = end  # "Ada Lund, mayor of the town, | said"
    while stop > start + 2 and clause.lower[stop - 1] in PREPOSITIONS | {"due"}:
        stop -= 1
    return _printed(text, clause, (start, stop))


def _still_the_name(clause: Clause, at: int, end: int) -> int:
    """Where a name goes on behind a mark inside it; the mark itself if it does not.

    "her lawyer, Bo Ek" · "Ek, Marr & Lund" · "the independent, lawful Council" · "Ek (EK) and Lund"
    """
    lower, words = clause.lower, clause.words
    if lower[at] == "(":
        closed = next((i for i in range(at, end) if lower[i] == ")"), end)
        return closed + 1 if closed + 1 < end else at
    if lower[at] != "," or at + 1 >= end:
        return at
    named = at + 1
    while named < end and (is_capital(words[named]) or lower[named] == ","):
        named += 1
    if named < end and lower[named] == "&":
        return named + 1
    single = next((i for i in range(at + 1, end) if not is_capital(words[i])), end)
    if lower[at - 1] in PERSON_NOUNS and single > at + 2:
        return single
    adjective = words[at - 1].islower() and words[at - 1] not in SPEAKING_HEADS
    listed = named == at + 1 and at + 2 < end and is_capital(words[at + 2])
    return at + 2 if adjective and listed and lower[at + 1] not in _NO_ADJECTIVES else at


def _printed(text: str, clause: Clause, words: Range) -> str:
    """The words of a range as they stand in the text."""
    return text[clause.starts[words[0]] : clause.ends[words[1] - 1]]
