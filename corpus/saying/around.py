"""What is said in front of a cue, and on both sides of it: “A,” she said, “B.”"""

from corpus.english.speech_verbs import THOUGHTS
from corpus.english.word_classes import (
    CONJUNCTIONS,
    MONTHS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
    word_set,
)
from corpus.saying.clauses import QUOTE, Clause
from corpus.saying.complements import content_end
from corpus.saying.cues import Cue, cue_at
from corpus.saying.noun_phrases import Range, can_speak, head_of, is_adverb, is_verb_like
from corpus.saying.report import BREAKS, ENDS, Report, behind_bracket, ends_at, trim
from corpus.saying.subjects import subject_after, subject_before
from corpus.saying.things_said import has_verb
from corpus.saying.tokens import is_capital

_FRONTING = (PREPOSITIONS | SUBORDINATORS) - word_set("that than what how why whom whose so just")
_TURNING = frozenset({"asked", "citing", "speaking", "pressed", "addressing", "questioned"})
"""With which a sentence tells how somebody came to speak."""
_OBJECTS = (["him"], ["them"], ["me"], ["us"])
_WHO = RELATIVES | {"whose", "whom"}


def inverted(clause: Clause, cue: Cue, low: int) -> Report | None:
    """The report of "…," said Ada Lund, the mayor.

    Behind "told" stands who is told, and never who speaks; before a verb, what is said.
    """
    if cue.start <= low or cue.start < cue.verb_start or not _may_invert(clause, cue, low):
        return None
    if cue.verb.base == "tell" or clause.lower[cue.end : cue.end + 1] in _OBJECTS:
        return None
    low = behind_bracket(clause, low, cue.start)
    source, left = subject_after(clause, cue.end), trim(clause, low, cue.start)
    if source is None or left is None or _is_subject(clause, left):
        return None
    before = cue.start - 1
    if cue.verb.form != "base" and _goes_on(clause, source[1]):
        return None
    after_quote = clause.quotes[before] >= 0 or (before > low and clause.quotes[before - 1] >= 0)
    named = can_speak(clause, source) and clause.lower[cue.end] not in PRONOUNS
    if not after_quote and not (named and _closes(clause, source)):
        return None
    pieces, end = second_piece(clause, left, source[1])
    if len(pieces) > 1 and _tells_whence(clause, pieces[1]):
        pieces, end = (left,), source[1]
    words = (cue.verb_start, cue.end)
    return Report(pieces, words, source, end, verb=cue.verb.base, tail=(source[1], end))


def _is_subject(clause: Clause, left: Range) -> bool:
    """Whether words before a verb are its subject: "Lund, who had seen it, | told Ek …"."""
    for index in range(left[0] + 1, left[1]):
        if clause.lower[index] in _WHO and clause.lower[index - 1] == ",":
            ended = any(clause.words[i][-1] == "," for i in range(index, left[1] - 1))
            return not ended and not has_verb(clause, (left[0], index - 1))
    return False


def _tells_whence(clause: Clause, piece: Range) -> bool:
    """Whether words behind an inverted speaker tell of the speaker: "said Ek, 61, of Tavra"."""
    return clause.lower[piece[0]] in PREPOSITIONS and not any(
        clause.quotes[i] >= 0 or is_verb_like(clause, i) for i in range(*piece)
    )


def _goes_on(clause: Clause, index: int) -> bool:
    """Whether a verb follows who seems to speak: "said Ek | had left"; not "said Ek | adding"."""
    if index >= len(clause) or clause.lower[index].endswith("ing"):
        return False
    again = clause.lower[index] in {"said", "says"}  # "said Ek | said in a letter", a slip
    return is_verb_like(clause, index) and not again


def _may_invert(clause: Clause, cue: Cue, low: int) -> bool:
    """Whether a pause or a quotation stands before the verb."""
    before = cue.start - 1
    if clause.ends_sentence(before):
        return True
    if "say" not in cue.verb.families:
        return False
    return clause.lower[before] in {",", "—", "–", "--", "?"} or (
        clause.quotes[before] >= 0 and before == low
    )


def _closes(clause: Clause, source: Range) -> bool:
    """Whether nothing that is said can follow an inverted subject."""
    if source[1] >= len(clause):
        return True
    word = clause.lower[source[1]]
    if word in ENDS or word in {",", ")", ";"}:
        return True
    named = is_capital(clause.words[head_of(clause, source)])
    return named and (word in PREPOSITIONS or word in TIMES)


def left_piece(clause: Clause, low: int, end: int, cue: Cue) -> Range | None:
    """What stands before the subject, when that is what is said."""
    left = trim(clause, behind_bracket(clause, low, end), end)
    if left is None or clause.lower[end - 1] == ":" or _leads_in(clause, left, cue):
        return None
    beside = clause.quotes[end - 1] >= 0 or (
        clause.lower[end - 1] in BREAKS and end - 1 > low and clause.quotes[end - 2] >= 0
    )
    if beside:
        if cue.follows in {"clause", "that"} and clause.quotes[left[0]] < 0:
            return None
        finished = clause.lower[end - 1] != QUOTE or clause.ends_sentence(end - 1)
        return left if finished or cue.follows == "nothing" else None
    if clause.lower[end - 1] not in BREAKS:
        return None
    if cue.follows == "that" or (cue.follows == "clause" and not _loose(clause, cue, left)):
        return None
    return left if _says_something(clause, left, cue) else None


def _leads_in(clause: Clause, left: Range, cue: Cue) -> bool:
    """Whether words lead to what a colon announces: "Asked about the “old” pier, he said: “…”"."""
    if ":" not in clause.lower[cue.after - 1 : cue.after + 1]:
        return False
    word = clause.lower[left[0] + (clause.lower[left[0]] in CONJUNCTIONS)]
    return word in _TURNING or word in _FRONTING or word.endswith("ing")


def _loose(clause: Clause, cue: Cue, left: Range) -> bool:
    """Whether words behind "on Sunday after …" are rather more of that than what is said."""
    skipped = cue.after > cue.end and cue.listener is None
    first = clause.lower[left[0]]
    opener = first in PREPOSITIONS or first in SUBORDINATORS or is_adverb(first)
    return skipped and not opener and left[1] - left[0] > 4


def _says_something(clause: Clause, left: Range, cue: Cue) -> bool:
    """Whether words before "…, she said" are a sentence rather than "On Tuesday"."""
    start, end = left
    if any(clause.quotes[index] >= 0 for index in range(start, end)):
        return True
    first = clause.lower[start]
    thought = cue.verb.base in THOUGHTS and cue.follows != "nothing"
    if thought or (cue.verb.base == "continue" and not _goes_on_saying(clause, cue, end)):
        return False
    asked = first == "when" and clause.lower[start + 1] in _TURNING
    if asked or first in _TURNING or (not _pauses(clause, cue.after) and _is_aside(clause, left)):
        return False
    if cue.follows == "nothing" and not ends_at(clause, cue.after):
        return clause.lower[cue.after] == "," or end - start >= 3
    if cue.follows == "quote":
        opener = first in PREPOSITIONS or first in SUBORDINATORS or is_adverb(first)
        return not opener and end - start >= 2 and first not in TIMES
    return end - start >= 3


def _goes_on_saying(clause: Clause, cue: Cue, comma: int) -> bool:
    """Whether somebody continues between two commas: "…, she continued, …"; not "the rain"."""
    source = subject_before(clause, cue.start, comma)
    speaks = source is not None and can_speak(clause, source)
    return speaks and clause.lower[cue.after : cue.after + 1] == [","]


def _pauses(clause: Clause, index: int) -> bool:
    """Whether a sentence ends or halts at a word."""
    return ends_at(clause, index) or clause.lower[index] in BREAKS


def _is_aside(clause: Clause, left: Range) -> bool:
    """Whether words before a subject tell only when and where: "On Friday", "In a letter"."""
    start, end = left
    first = clause.lower[start]
    if "," in clause.lower[start:end] or first not in _FRONTING:
        return False
    return not any(is_verb_like(clause, i) for i in range(start + 1, end))


def around(clause: Clause, cue: Cue, source: Range, left: Range) -> Report:
    """The report of "A," she said, "B": one statement in two pieces."""
    after = cue.end if cue.follows == "clause" else cue.after
    pieces, end = second_piece(clause, left, after)
    words = (max(cue.start, source[1]), cue.end)
    return Report(
        pieces,
        words,
        source,
        end,
        verb=cue.verb.base,
        tail=(cue.end, end),
        listener=cue.listener,
    )


def as_she_said(clause: Clause, cue: Cue, source: Range) -> Report | None:
    """The report of "As Lund pointed out, …": what is said stands behind the comma."""
    if cue.verb.base == "continue" or not can_speak(clause, source):
        return None  # "As the rain continued, …"
    comma = cue.after
    while comma < len(clause) and clause.lower[comma] != "," and clause.quotes[comma] < 0:
        comma += 1
    end = content_end(clause, comma + 1)
    piece = trim(clause, comma + 1, end)
    if piece is None:
        return None
    words = (max(cue.start, source[1]), cue.end)
    return Report((piece,), words, source, end, verb=cue.verb.base)


def second_piece(clause: Clause, left: Range, after: int) -> tuple[tuple[Range, ...], int]:
    """The piece before a cue, with the one behind it, if there is one; and where it all ends."""
    size = len(clause)
    index = after
    if index < size and clause.quotes[index] >= 0 and clause.lower[index - 1] in BREAKS:
        end = content_end(clause, index)
        return (left, (index, _last_piece_end(clause, index, end))), end
    stop = index
    while stop < size and clause.lower[stop] not in BREAKS and clause.quotes[stop] < 0:
        stop += 1
    if stop + 1 < size and clause.lower[stop] in BREAKS and not ends_at(clause, stop):
        first = stop + 1
        if clause.quotes[first] >= 0:
            end = content_end(clause, first)
            return (left, (first, _last_piece_end(clause, first, end))), end
        if stop == after and _resumes(clause, first):
            end = content_end(clause, first)
            right = trim(clause, first, end)
            if right is not None:
                return (left, right), end
    return (left,), stop


def _resumes(clause: Clause, index: int) -> bool:
    """Whether, behind "…, she said, …", what is said goes on."""
    cue = cue_at(clause, index)
    if cue is not None and cue.verb.form == "ing":
        return False
    word = clause.lower[index]
    ahead = clause.lower[index + 1] if index + 1 < len(clause) else ""
    if word in {"who", "which", "while", "as", "when", "where", "after", "before", "during"}:
        return False
    if word.endswith("ing") or (word in CONJUNCTIONS and _verb_ahead(clause, index + 1)):
        return False
    dated = word in MONTHS and is_capital(clause.words[index])
    return not dated and not (word in PREPOSITIONS and ahead in TIMES)


def _verb_ahead(clause: Clause, index: int) -> bool:
    """Whether a finite cue begins within three words, its subject included."""
    return any(
        cue_at(clause, position) is not None
        for position in range(index, min(index + 4, len(clause)))
    )


def _last_piece_end(clause: Clause, start: int, end: int) -> int:
    """The end of a piece without the marks behind it."""
    piece = trim(clause, start, end)
    return end if piece is None else piece[1]
