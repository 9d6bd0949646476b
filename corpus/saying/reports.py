"""Reports: source, cue and content found together within one sentence, by rules.

A report is a statement before anyone asks who "she" is: ranges of words of one ``Clause``.
"""

from dataclasses import replace
from itertools import pairwise

from corpus.english.speech_verbs import CUE_WORDS
from corpus.english.word_classes import (
    AUXILIARIES,
    CONJUNCTIONS,
    DOCUMENT_NOUNS,
    HONORIFICS,
    PERSON_NOUNS,
    PREPOSITIONS,
    RELATIVES,
)
from corpus.saying.around import around, as_she_said, inverted, left_piece, second_piece
from corpus.saying.clauses import QUOTE, Clause
from corpus.saying.complements import closing_voice, complement, content_end, may_say
from corpus.saying.cues import Cue, cue_at
from corpus.saying.noun_phrases import Range, can_speak, head_of, is_adverb, phrase_end
from corpus.saying.openings import behind_label, clause_subject, in_subordinate, told_of_another
from corpus.saying.report import BREAKS, Report, behind_bracket, ends_at, last_quote, trim
from corpus.saying.spellings import is_given_name
from corpus.saying.subjects import before_time, subject_after, subject_before, subject_phrase
from corpus.saying.things_said import is_sentence
from corpus.saying.tokens import is_capital

_LONGEST_LABEL = 10  # words of a speaker's name before a colon
_LONGEST_MODIFIER = 20  # words of "conducted by Orr Research for the Press and two other papers"
_RUBRICS = frozenset({"q", "a", "question", "answer", "quote", "winner", "photo", "watch"})
_NAMED = PERSON_NOUNS | HONORIFICS.keys() | {","}
SIGNED = "signed"  # the verb of a report that a dash makes
_SIGNS = frozenset({"--", "—", "–", "―"})
_DASHES = frozenset({"--", "—", "–", "-", "•", "*"})
_STARTS = CUE_WORDS | {"according"}


def reports(clause: Clause) -> list[Report]:
    """Every report in a sentence, from left to right; none lies inside another.

    >>> from corpus.saying.clauses import clause_of
    >>> clause = clause_of("Lund said that it fell, adding, “It was old.”")
    >>> [[clause.words[a:b] for a, b in (*r.pieces, r.cue, r.source)] for r in reports(clause)]
    [[['that', 'it', 'fell'], ['said'], ['Lund']], [['“.'], ['adding'], ['Lund']]]
    """
    found: list[Report] = []
    label = _label(clause) or _heading(clause) or _signature(clause)
    if label is not None:
        return [label]
    low, index = 0, 0
    size = len(clause)
    while index < size:
        if clause.lower[index] not in _STARTS:
            index += 1
            continue
        report = _at(clause, index, low, found[-1] if found else None)
        if report is None:
            index += 1
            continue
        report = _with_outer_voice(clause, report)
        found.append(report)
        low = index = max(report.end, index + 1)
    if not found:
        some = _unknown_verb(clause)
        return [] if some is None else [some]
    return found


def _with_outer_voice(clause: Clause, report: Report) -> Report:
    """A report with the ", Reuters reported" or ", according to Ek" that ends its sentence."""
    index = report.end
    if index < len(clause) and clause.lower[index] == ",":
        index += 1
    if index >= len(clause) or report.verb == "according_to":
        return report
    if report.source is not None and in_subordinate(clause, report.source[0]):
        return report
    if clause.lower[index] == "according" and clause.lower[index + 1 : index + 2] == ["to"]:
        source = subject_after(clause, index + 2)
        if source is not None and ends_at(clause, source[1]):
            return replace(report, end=source[1], via=(index, source[1]))
        return report
    cited = _cited_behind(clause, index - 1)
    if cited is not None and ends_at(clause, cited[1]):
        return replace(report, end=cited[1], via=cited)
    outer = closing_voice(clause, index)
    return report if outer is None else replace(report, end=outer[1], via=outer)


def _unknown_verb(clause: Clause) -> Report | None:
    """A report whose place tells what its word does not: "…," the nominee riffed."""
    source = subject_phrase(clause, 1, len(clause))
    if clause.words[0] != f"{QUOTE[0]}," or source is None or source[1] >= len(clause):
        return None
    verb = clause.lower[source[1]]
    if not verb.endswith(("ed", "s")) or not verb[0].isalpha():
        return None
    pieces, end = second_piece(clause, (0, 1), source[1] + 1)
    return Report(pieces, (source[1], source[1] + 1), source, end, verb=verb)


def _at(clause: Clause, index: int, low: int, previous: Report | None) -> Report | None:
    """The report whose cue begins at a word."""
    if clause.lower[index] == "according" and clause.lower[index + 1 : index + 2] == ["to"]:
        return _according_to(clause, index, low)
    cue = cue_at(clause, index)
    if cue is None or (cue.verb.base == "quote" and _saying_behind(clause, cue.end)):
        return None
    if cue.verb.form == "ing":
        return _participle(clause, cue, low, previous)
    report = inverted(clause, cue, low) or _finite(clause, cue, low, previous)
    if report is None or report.source is None or may_say(clause, cue, report.source):
        return report
    return None


def _finite(clause: Clause, cue: Cue, low: int, previous: Report | None) -> Report | None:
    """The report of a verb whose subject stands before it."""
    source = subject_before(clause, before_time(clause, cue.start, low), low)
    if source is None:
        return _shared_subject(clause, cue, previous)
    if clause.lower[source[0]] in RELATIVES and source[0] > low:
        return complement(clause, cue, source, borrowed=False)
    cited = _cited(clause, source, cue, low)
    if cited is not None:
        report = complement(clause, cue, cited[0], borrowed=False)
        return None if report is None else replace(report, via=cited[1])
    left = left_piece(clause, low, source[0], cue)
    if left is not None:
        return around(clause, cue, source, left)
    if source[0] == low + 1 and clause.lower[low] == "as" and cue.follows == "nothing":
        return as_she_said(clause, cue, source)
    return _citing_between(clause, complement(clause, cue, source, borrowed=False))


def _citing_between(clause: Clause, report: Report | None) -> Report | None:
    """A report with who is cited before what is said: "The Post said, citing Ek, that …"."""
    if report is None or report.tail is None:
        return report
    start, end = report.tail
    for comma in range(start, end - 3):
        if clause.lower[comma : comma + 2] == [",", "citing"]:
            return replace(report, via=(comma + 1, end - (clause.lower[end - 1] == ",")))
    return report


def _cited(clause: Clause, source: Range, cue: Cue, low: int) -> tuple[Range, Range] | None:
    """The subject before "citing" and the words from there: "The Post, citing a clerk, said"."""
    if clause.lower[source[1] : source[1] + 2] == [",", "citing"] and source[1] < cue.start:
        return source, (source[1] + 1, cue.start - 1)
    if source[0] > low + 1 and clause.lower[source[0] - 1] == "citing":
        outer = subject_before(clause, source[0] - 1, low)
        return None if outer is None else (outer, (source[0] - 1, source[1]))
    return None


def _label(clause: Clause) -> Report | None:
    """A speaker's name, a colon and nothing but words in quotation marks."""
    size = len(clause)
    colon = next((i for i in range(1, size - 1) if clause.lower[i] == ":"), 0)
    if not colon or not clause.only_quotes(colon + 1, size):
        return None
    start = colon
    while start and clause.lower[start - 1] not in _DASHES and clause.quotes[start - 1] < 0:
        start -= 1
    first = clause.lower[start]
    if not 0 < colon - start <= _LONGEST_LABEL or first in PREPOSITIONS or is_adverb(first):
        return None
    if not can_speak(clause, (start, colon)) or any(
        cue_at(clause, position) for position in range(start, colon)
    ):
        return None
    pieces = ((colon + 1, last_quote(clause, size)),)
    source = None if _is_rubric(clause, start, colon) else (start, colon)
    return Report(pieces, (colon, colon + 1), source, size)


def _is_rubric(clause: Clause, start: int, end: int) -> bool:
    """Whether a label is no name: "Q", "QUOTE", "BEST BOAT"; "EK" and "ADA EK" may be names."""
    return clause.lower[start] in _RUBRICS or is_heading(clause, start, end)


def is_heading(clause: Clause, start: int, end: int) -> bool:
    """Whether words in capitals are no name: "QUOTE OF THE DAY", "BEST BOAT"."""
    printed = [word for word in clause.words[start:end] if word[0].isalpha()]
    return (
        len(printed) > 1
        and all(word.isupper() for word in printed)
        and _NAMED.isdisjoint(clause.lower[start:end])
        and not any(map(is_given_name, printed))
    )


def _heading(clause: Clause) -> Report | None:
    """The report of a name and a role in capitals before a quotation: "ADA LUND, ANALYST “No.”"."""
    if not clause.words[0].isupper():
        return None
    quote = next((i for i, number in enumerate(clause.quotes) if number >= 0), 0)
    comma = clause.lower.index(",") if "," in clause.lower[:quote] else 0
    printed = [word for word in clause.words[:quote] if word[0].isalpha()]
    if not 1 < comma < _LONGEST_LABEL or not all(word.isupper() for word in printed):
        return None
    if not PERSON_NOUNS.intersection(clause.lower[comma:quote]):
        return None
    if not clause.only_quotes(quote, len(clause)):
        return None
    end = last_quote(clause, len(clause))
    return Report(((quote, end),), None, trim(clause, 0, quote), len(clause), verb=SIGNED)


def _signature(clause: Clause) -> Report | None:
    """The report of a quotation, a dash and a name: "“The pier will hold.” — Ada Lund"."""
    size = len(clause) - (clause.lower[-1] == ".")
    dash = next((i for i in range(1, size - 1) if clause.lower[i] in _SIGNS), 0)
    source = (dash + 1, size)
    if not dash or not clause.only_quotes(0, dash) or size - dash > _LONGEST_LABEL:
        return None
    if not is_capital(clause.words[dash + 1]) or not can_speak(clause, source):
        return None
    if any(clause.quotes[i] >= 0 or cue_at(clause, i) for i in range(dash + 1, size)):
        return None
    pieces = ((0, last_quote(clause, dash)),)
    return Report(pieces, (dash, dash + 1), source, len(clause), verb=SIGNED)


def _according_to(clause: Clause, index: int, low: int) -> Report | None:
    """What is said "according to the ministry", which may stand before it or behind."""
    left = trim(clause, behind_bracket(clause, low, index), index)
    source = subject_after(clause, index + 2)
    if source is None:
        return None
    if left is None:
        source = _fronted_source(clause, _modified(clause, source))
    cited = _cited_behind(clause, source[1])
    end = source[1] if cited is None else cited[1]
    cue = (index, index + 2)
    follows = end < len(clause) and clause.lower[end] == ","
    if left is not None and clause.lower[end + 1 : end + 2] in (["and"], ["but"]):
        follows = False
    pieces = [] if left is None else [left]
    stop = end
    if follows and (left is None or not ends_at(clause, end)):
        stop = content_end(clause, end + 1)
        right = trim(clause, end + 1, stop)
        if right is not None:
            pieces.append(right)
    if not pieces:
        return None
    return Report(tuple(pieces), cue, source, stop, verb="according_to", via=cited)


def _cited_behind(clause: Clause, comma: int) -> Range | None:
    """The words "citing two clerks" or "which cited a letter" behind a comma."""
    words = clause.lower[comma : comma + 3]
    if words[:2] != [",", "citing"] and words not in (
        [",", "which", "cited"],
        [",", "who", "cited"],
    ):
        return None
    first = comma + (2 if words[1] == "citing" else 3)
    end = phrase_end(clause, first)
    return (comma + 1, end) if end > first and clause.quotes[first] < 0 else None


def _modified(clause: Clause, source: Range) -> Range:
    """The source of "According to a poll conducted by Orr, Lund led", up to its comma."""
    start, end = source
    for index in range(end, min(end + _LONGEST_MODIFIER, len(clause))):
        word = clause.lower[index]
        if word == ",":
            more = any(cue_at(clause, position) for position in range(index, len(clause)))
            return source if more else (start, index)  # "…, Lund said": hers, rather
        opens = index > end or word in PREPOSITIONS or word.endswith("ed")
        if not opens or word in BREAKS or clause.quotes[index] >= 0:
            break
    return source


def _fronted_source(clause: Clause, source: Range) -> Range:
    """The source of "According to Lund, the mayor, …": what is said is no apposition.

    Nor is "according to Lund, | the pier was old, …", "according to Lund, | Ek, 61, was late".
    """
    start, end = source
    plain = phrase_end(clause, start)
    if plain >= end:
        return source
    open_ended = end + 1 >= len(clause) or clause.lower[end] != ","
    said = is_sentence(clause, (plain + 1, end)) and clause.lower[plain + 1] not in RELATIVES
    if open_ended or said or clause.lower[end + 1] in AUXILIARIES:
        return start, plain
    return source


def _participle(clause: Clause, cue: Cue, low: int, previous: Report | None) -> Report | None:
    """The report of "…, adding that", whose subject is that of the verb before."""
    start = cue.start
    if start == 0:
        return None
    if clause.lower[start - 1] == "as":
        return _quoted_as_saying(clause, cue, low)
    if start < cue.verb_start and clause.lower[start] in AUXILIARIES:
        source = subject_before(clause, start, low)
        return None if source is None else complement(clause, cue, source, borrowed=False)
    if clause.lower[start - 1] in BREAKS | CONJUNCTIONS | {"by"} or clause.quotes[start - 1] >= 0:
        source = previous.source if previous is not None else _opening_subject(clause, start)
        if previous is None and source is not None and told_of_another(clause, source[1], start):
            return complement(clause, cue, None, borrowed=True)
        return None if source is None else complement(clause, cue, source, borrowed=True)
    return _reduced_relative(clause, cue, low)


def _opening_subject(clause: Clause, limit: int) -> Range | None:
    """The subject with which a sentence begins, behind the place that is its label."""
    return clause_subject(clause, limit, first=behind_label(clause, limit))


def _reduced_relative(clause: Clause, cue: Cue, low: int) -> Report | None:
    """The report of "a sign saying “…”" or "issued a statement saying “…”"."""
    source = subject_before(clause, cue.start, low)
    if cue.follows == "clause" or source is None or not can_speak(clause, source):
        return None
    if clause.lower[head_of(clause, source)] in DOCUMENT_NOUNS:
        source = clause_subject(clause, source[0]) or source
    return complement(clause, cue, source, borrowed=False)


def _quoted_as_saying(clause: Clause, cue: Cue, low: int) -> Report | None:
    """The report of "Lund was quoted by the Post as saying", before what is said or behind it.

    Where "the Post quoted Lund as saying", Lund says it too, and the Post is the way.
    """
    end = cue.start - 1
    quoted = next((i for i in range(end - 1, max(low, end - 8), -1) if _is_quoted(clause, i)), low)
    index = quoted
    while index > low and clause.lower[index - 1] in AUXILIARIES:
        index -= 1
    subject = None if quoted == low else subject_before(clause, index, low)
    if subject is None:
        return None
    source, words, via = subject, (subject[1], cue.end), None
    if clause.lower[quoted + 1] == "by":
        via = (quoted + 1, end)
    elif index == quoted < end - 1:
        source, words, via = (quoted + 1, end), (end, cue.end), (subject[0], quoted + 1)
    left = left_piece(clause, low, subject[0], cue) if cue.follows == "nothing" else None
    if left is not None:
        pieces, stop = second_piece(clause, left, cue.after)
        return Report(pieces, words, source, stop, verb="quoted", via=via)
    report = complement(clause, cue, source, borrowed=False)
    if report is None or report.cue is None:
        return None
    return replace(report, cue=(words[0], report.cue[1]), verb="quoted", via=via, tail=None)


def _saying_behind(clause: Clause, index: int) -> bool:
    """Whether "as saying" stands some words behind "quoted"."""
    words = clause.lower[index : index + 8]
    return any(pair == ("as", "saying") for pair in pairwise(words))


def _is_quoted(clause: Clause, index: int) -> bool:
    """Whether "quoted" stands at a word, or "cited" or "reported" right before "as"."""
    word = clause.lower[index]
    return word == "quoted" or (word in {"cited", "reported"} and clause.lower[index + 1] == "as")


def _shared_subject(clause: Clause, cue: Cue, previous: Report | None) -> Report | None:
    """The report of "… said A but added B": the second verb has the subject of the first."""
    start = cue.start
    if start == 0 or cue.verb.form == "base":
        return None
    joined = clause.lower[start - 1] in CONJUNCTIONS or (
        start > 1 and clause.lower[start - 1] == "then" and clause.lower[start - 2] == "and"
    )
    if not joined:
        return None
    source = previous.source if previous is not None else _opening_subject(clause, start)
    if source is None:
        return None
    return complement(clause, cue, source, borrowed=True)
