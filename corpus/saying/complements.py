"""What is said behind a cue: where it begins, where it ends, and whether it is speech at all."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.english.speech_verbs import CUE_WORDS, DEEDS, THOUGHTS
from corpus.english.word_classes import (
    AUXILIARIES,
    DOCUMENT_NOUNS,
    NEGATIONS,
    NOBODY,
    PRONOUNS,
    RELATIVES,
    TIMES,
    word_set,
)
from corpus.saying.clauses import QUOTE, Clause
from corpus.saying.cues import Cue, cue_at
from corpus.saying.deeds import is_deed
from corpus.saying.noun_phrases import Range, can_speak, head_of, is_adverb, is_many, phrase_end
from corpus.saying.openings import in_subordinate
from corpus.saying.report import BREAKS, Report, ends_at, quotes_in, trim
from corpus.saying.subjects import before_time, subject_after, subject_before
from corpus.saying.things_said import has_verb, is_sentence, is_thing
from corpus.saying.tokens import POSSESSIVES

_PLAIN = word_set(
    "say tell announce report claim state add warn allege insist argue explain call_upon"
)
_NO_WORDS = THOUGHTS | DEEDS
_CLAIMING = word_set(
    "report claim reveal indicate signal recommend maintain rule agree conclude declare recognize "
    "affirm specify"
)
"""Deeds that a whole sentence may follow without "that"."""
_THEN = frozenset({"ago", "earlier", "later"})
_OCCASIONS = word_set(
    "statement interview tweet post letter email e-mail release video memo speech"
)
_WORDS = word_set(
    "comments comment remarks remark claims claim words made posted written published"
)
_LONGEST_OCCASION = 16  # words of "in a joint statement to the Tavra Courier on Sunday evening"
_RELATIVE = RELATIVES | {"whom"}
_HELPING = AUXILIARIES - POSSESSIVES - {"be", "been", "being"}
JOINERS = word_set("and but while as though although whereas yet which whom")


def complement(clause: Clause, cue: Cue, source: Range | None, *, borrowed: bool) -> Report | None:
    """The report of a subject, a cue, and what is said behind it."""
    start = _content_start(clause, cue)
    speaks = cue.follows == "quote" or source is None or can_speak(clause, source)
    if start < 0 or not speaks:
        return None
    limit = _subordinate_end(clause, source, start)
    if source is not None:
        limit = min(limit, _relative_end(clause, source, start))
    end = content_end(clause, start, limit)
    piece = trim(clause, start, end)
    if piece is None or not _is_speech(clause, cue, source, piece):
        return None
    if _belongs_to_another(clause, cue, source, start, end):
        return None
    spoken = _without_occasion(clause, piece)
    words = _cue_words(clause, cue, source, borrowed=borrowed)
    tail = (cue.end, start) if spoken == piece else (spoken[1], piece[1])
    verb = cue.verb.base
    return Report((spoken,), words, source, end, borrowed, verb, tail, listener=cue.listener)


def _without_occasion(clause: Clause, piece: Range) -> Range:
    """A piece without the "in a statement to the Post" with which its sentence ends.

    That tells where it was said behind a thing ("denied the charge | in a letter") and behind
    words in quotation marks; in a sentence it may be what somebody else did.
    """
    start, end = piece
    for index in range(end - 3, max(start, end - _LONGEST_OCCASION), -1):
        if clause.quotes[index] >= 0 or clause.lower[index] in BREAKS:
            break
        if clause.lower[index : index + 2] not in (["in", "a"], ["in", "an"]):
            continue
        named = phrase_end(clause, index + 1, frozenset())
        told = clause.lower[named - 1] in _OCCASIONS and clause.lower[index - 1] not in _WORDS
        quoted = clause.quotes[index - 1] >= 0
        thing = is_thing(clause, (start, index)) and not has_verb(clause, (start, index))
        return (start, index) if told and (quoted or thing) else piece
    return piece


def _content_start(clause: Clause, cue: Cue) -> int:
    """Where what is said begins; -1 when nothing is."""
    if cue.follows == "nothing":
        return -1
    if cue.follows != "clause":
        return cue.after
    families, to_do = cue.verb.families, clause.lower[cue.after] == "to"
    if to_do:
        return cue.listener[0] if cue.listener and "urge" in families else cue.after
    if families <= {"call", "urge"}:
        return cue.end
    return -1 if families == {"tell"} and cue.listener is None else cue.after


def _cue_words(clause: Clause, cue: Cue, source: Range | None, *, borrowed: bool) -> Range:
    """The words of a cue: from behind its subject, a colon included."""
    end = cue.end + (cue.end < len(clause) and clause.lower[cue.end] == ":")
    first = cue.start if source is None or borrowed else max(cue.start, source[1])
    while borrowed and first < cue.verb_start and clause.lower[first] in AUXILIARIES:
        first += 1
    return first, end


def _belongs_to_another(
    clause: Clause, cue: Cue, source: Range | None, start: int, end: int
) -> bool:
    """Whether what seems to be said is rather said by the voice behind it."""
    if clause.words[start] == f"{QUOTE[0]}," and said_behind(clause, start):
        return True
    relative = source is not None and clause.lower[source[0]] in RELATIVES
    if not relative and cue.verb.base not in _NO_WORDS:
        return False  # "Divers found a crack, she said": hers, not theirs
    return closing_voice(clause, end + (end < len(clause) - 1)) is not None


def _is_speech(clause: Clause, cue: Cue, source: Range | None, piece: Range) -> bool:
    """Whether a verb that may also tell of thoughts and deeds tells of words here."""
    if quotes_in(clause, piece):
        return True
    words = clause.lower[slice(*piece)]
    if len(words) < 2 or (source is not None and clause.lower[source[0]] == "that"):
        return False
    if (cue.verb.form == "ing" and cue.verb.families <= {"call"}) or _is_time(words):
        return False
    if cue.verb.base in THOUGHTS and source is not None:
        head = clause.lower[head_of(clause, source)]
        return head in DOCUMENT_NOUNS or (cue.follows == "that" and head not in RELATIVES)
    if is_deed(clause, cue, source, piece):
        return False
    deed = cue.verb.base in DEEDS and clause.lower[piece[0]] != "to"
    return cue.follows == "that" or not deed or _is_claimed(clause, cue, source, piece)


def _is_time(words: Sequence[str]) -> bool:
    """Whether words only tell when it was said: "four weeks ago", "that a few months earlier"."""
    most = 4 if words[0] in {"that", "a", "an"} else 3
    return len(words) <= most and words[-1] in _THEN and words[-2] in TIMES


def _is_claimed(clause: Clause, cue: Cue, source: Range | None, piece: Range) -> bool:
    """Whether a sentence follows a deed at once: "ruled | it was late"."""
    thing = source is not None and clause.lower[source[0]] == "which"
    return cue.verb.base in _CLAIMING and not thing and is_sentence(clause, piece)


def content_end(clause: Clause, start: int, size: int | None = None) -> int:
    """Where what is said ends: with the sentence, or where another report begins.

    >>> from corpus.saying.clauses import clause_of
    >>> clause = clause_of("Lund said it fell, but Ek said that it was cut.")
    >>> clause.words[2 : content_end(clause, 2)]
    ['it', 'fell']
    """
    size = len(clause) if size is None else size
    for index in range(start, size):
        if clause.quotes[index] >= 0:
            end = _end_at_quotation(clause, index, start)
        else:
            end = index if _ends_before(clause, index, start) else -1
        if end >= 0:
            return end
    return size


def _end_at_quotation(clause: Clause, index: int, start: int) -> int:
    """Where what is said ends, before or behind a quotation; -1 when it goes on."""
    apart = index > start and clause.lower[index - 1] in BREAKS
    if apart and clause.words[index][-1] in ",?!" and said_behind(clause, index):
        return index
    return index + 1 if _another_behind(clause, index + 1) else -1


def _ends_before(clause: Clause, index: int, start: int) -> bool:
    """Whether what is said ends before a word that is no quotation."""
    word = clause.lower[index]
    if word == ";" or (word == "," and clause.lower[index + 1 : index + 2] == ["while"]):
        return True
    if word in {",", "—", "–", "--"}:
        return _another_behind(clause, index + 1)
    if word not in {"and", "but"} or index == start:
        return False
    return _coordinated(clause, index + 1) or (
        clause.quotes[index - 1] >= 0 and _new_subject(clause, index + 1)
    )


def _another_behind(clause: Clause, index: int) -> bool:
    """Whether another report, or the voice that closes this one, begins at a word."""
    return _report_behind(clause, index) or closing_voice(clause, index) is not None


def _subordinate_end(clause: Clause, source: Range | None, start: int) -> int:
    """Where the comma stands that ends "When Ek said it was late," — else the sentence's end."""
    if source is None or source[0] == 0 or not in_subordinate(clause, source[0]):
        return len(clause)
    for index in range(start, len(clause)):
        if clause.lower[index] == "," or clause.words[index] == f"{QUOTE[0]},":
            return index + (clause.quotes[index] >= 0)
    return len(clause)


def _relative_end(clause: Clause, source: Range, start: int) -> int:
    """Where ", who says it was late," ends when the verb of the sentence follows.

    So does ", which Lund said was late, | had left".
    """
    first = source[0] - (clause.lower[source[0]] not in _RELATIVE)
    if first < 1 or clause.lower[first] not in _RELATIVE or clause.lower[first - 1] != ",":
        return len(clause)
    whole = False
    for index in range(start, len(clause) - 1):
        if clause.lower[index] != ",":
            continue
        cue = cue_at(clause, index + 1)
        if cue is not None and cue.verb.form in {"past", "s"}:
            return index
        whole = whole or has_verb(clause, (start - 1, index))
        if not whole:
            break  # ", who say a boat, built in Tavra, would hold"
        if clause.lower[index + 1] in _HELPING:
            return index
    return len(clause)


def said_behind(clause: Clause, index: int) -> bool:
    """Whether a quotation is followed by its own "she said" or "said Lund"."""
    index += 1
    first = cue_at(clause, index) if index < len(clause) else None
    if first is not None and first.verb.form in {"past", "s"} and "say" in first.verb.families:
        source = subject_after(clause, first.end)
        return source is not None and can_speak(clause, source)
    for position in range(index, min(index + 12, len(clause))):
        if clause.lower[position] in BREAKS or clause.quotes[position] >= 0:
            return False
        cue = cue_at(clause, position)
        if cue is not None and cue.verb.form in {"past", "s"}:
            return cue.follows == "nothing"
    return False


def _new_subject(clause: Clause, index: int) -> bool:
    """Whether another subject with its verb of saying begins at a word: "while Ek said that"."""
    for position in range(index + 1, min(index + 12, len(clause))):
        if clause.lower[position] in {",", ";"} or clause.quotes[position] >= 0:
            return False
        cue = cue_at(clause, position)
        if cue is not None and cue.verb.form != "ing":
            source = subject_before(clause, cue.start, index)
            if source is None or source[0] != index or not may_say(clause, cue, source):
                return False
            return cue.follows != "nothing"
    return False


def _report_behind(clause: Clause, index: int) -> bool:
    """Whether another report begins at a word: "adding that", "according to", "he said"."""
    size = len(clause)
    if index < size and clause.lower[index] == ",":
        index += 1
    if index < size and clause.lower[index] in JOINERS:
        index += 1
        if _new_subject(clause, index):
            return True
    while index < size and is_adverb(clause.lower[index]):
        index += 1
    if index >= size:
        return False
    if clause.lower[index] == "according" and clause.lower[index + 1 : index + 2] == ["to"]:
        return True
    cue = cue_at(clause, index)
    if cue is not None and cue.verb.form == "ing":
        return cue.follows != "nothing" and cue.verb.base not in THOUGHTS
    if cue is not None and cue.verb.form in {"past", "s"}:
        return cue.verb.families != {"call"} or cue.follows == "quote"
    return False


def _coordinated(clause: Clause, index: int) -> bool:
    """Whether "and" or "but" joins another verb of saying with the same subject."""
    while index < len(clause) and is_adverb(clause.lower[index]):
        index += 1
    if index >= len(clause):
        return False
    cue = cue_at(clause, index)
    return (
        cue is not None
        and cue.verb.form in {"past", "s"}
        and cue.verb.base not in THOUGHTS
        and cue.follows in {"quote", "that"}
    )


def closing_voice(clause: Clause, index: int) -> Range | None:
    """The words "Reuters reported" from a word to the end of the sentence, or to a comma."""
    for position in range(index + 1, min(index + 8, len(clause))):
        if clause.quotes[position] >= 0 or clause.lower[position] in BREAKS:
            return None
        cue = cue_at(clause, position)
        if cue is not None:
            source = subject_before(clause, before_time(clause, cue.start, index), index)
            whole = source is not None and source[0] == index and _closes(clause, cue, source)
            outlet = cue.verb.base in _PLAIN and cue.verb.form in {"past", "s"}
            return (index, cue.after) if whole and outlet else None
    return None


def _closes(clause: Clause, cue: Cue, source: Range) -> bool:
    """Whether nothing that its subject says follows a verb: the sentence ends, or a comma stands.

    "…, he said, …" may stand in the middle of what he says.
    """
    if ends_at(clause, cue.after):
        return True
    pauses = clause.lower[cue.after] == "," and clause.quotes[cue.after + 1] < 0
    return pauses and clause.lower[source[0]] not in PRONOUNS


def may_say(clause: Clause, cue: Cue, source: Range) -> bool:
    """Whether a subject and its verb tell that someone said it.

    "Neither side called it a failure" tells of nobody, and "that Ek explain it" of no deed: a
    verb without "-s" and help has a subject of many.
    """
    before = clause.lower[source[0] - 1] if source[0] else ""
    if clause.lower[source[0]] in NOBODY or before in NEGATIONS:
        return False
    helped = AUXILIARIES.intersection(clause.lower[cue.start : cue.verb_start])
    return cue.verb.form != "base" or bool(helped) or is_many(clause, source)


def nested(clause: Clause, report: Report) -> Report | None:
    """The statement inside a reported one: "Ek said Lund had promised to pay".

    It comes second hand, and only a name or a noun is taken for its speaker, never a pronoun.
    Words in quotation marks must follow its verb at once: further on they may be the outer voice's.
    """
    start, stop = report.pieces[0]
    if report.source is None or report.cue is None or report.cue[1] > start:
        return None
    first = start + (clause.lower[start] == "that")
    for index in range(first + 1, min(first + 14, stop)):
        cue = cue_at(clause, index) if clause.lower[index] in CUE_WORDS else None
        if cue is None or cue.verb.base in _NO_WORDS or cue.verb.form == "ing":
            continue
        source = subject_before(clause, cue.start, first)
        if source is None or source[0] != first or clause.lower[first] in PRONOUNS:
            return None
        if not may_say(clause, cue, source):
            return None
        inner = complement(clause, cue, source, borrowed=False)
        if inner is None or inner.pieces[0][1] > stop:
            return None
        begin = inner.pieces[0][0] + (clause.lower[inner.pieces[0][0]] == "that")
        at_once = clause.quotes[begin] >= 0 and cue.verb.form == "past"
        second_hand = replace(inner, via=(report.source[0], report.cue[1]), inside=True)
        return second_hand if at_once or not quotes_in(clause, inner.pieces[0]) else None
    return None
