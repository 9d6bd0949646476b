"""Subjects: who speaks, in front of a verb of saying, behind it, or at the head of the sentence."""

from corpus.english.word_classes import (
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    HONORIFICS,
    JOINING,
    MONTHS,
    PERSON_NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
    TITLES,
    word_set,
)
from corpus.saying.clauses import Clause
from corpus.saying.noun_phrases import (
    BODIES,
    LONGEST,
    SPEAKING_HEADS,
    Range,
    before_bracket,
    can_speak,
    head_of,
    inside,
    is_adverb,
    is_noun_like,
    is_verb_like,
    phrase_end,
    plain_subject,
)
from corpus.saying.spellings import is_given_name
from corpus.saying.tokens import POSSESSIVES, is_capital

INSERTED = word_set(
    "however meanwhile too also though instead moreover nevertheless nonetheless therefore "
    "in for on at by with during after before as when while if speaking asked responding "
    "referring citing writing appearing standing talking quoting addressing without like unlike "
    "perhaps then again of along"
)

_HEADS = SPEAKING_HEADS | BODIES
_RELATIVE_DAYS = word_set("today yesterday tomorrow tonight")
_WHICH = word_set("this last next")
_BEFORE_TIMES = word_set("on late early earlier later this last next")
_SUNDAY_PAPERS = [[name, "on", "sunday"] for name in ("mail", "independent", "scotland", "wales")]


def subject_before(clause: Clause, end: int, low: int) -> Range | None:
    """The subject that ends right before a word, with its apposition and closing comma.

    ``low`` is the first word that may belong to it.

    >>> from corpus.saying.clauses import clause_of
    >>> clause = clause_of("On Monday Ada Lund, head of the port, said no.")
    >>> start, end = subject_before(clause, clause.lower.index("said"), 0)
    >>> clause.words[start:end]
    ['Ada', 'Lund', ',', 'head', 'of', 'the', 'port', ',']
    """
    if end <= low:
        return None
    last = clause.lower[end - 1]
    if last == ",":
        return _with_apposition(clause, end, low)
    if last == ")":
        return before_bracket(clause, end, low)
    found = plain_subject(clause, end, low)
    if found is None or (last in PRONOUNS | RELATIVES and found[1] - found[0] == 1):
        return found
    if governed(clause, found[0]) and found[0] - 2 > low:
        head = _before_participle(clause, found[0] - 2, low)
        if head is not None:
            return head[0], found[1]
    whole = _with_relative(clause, found, low) or _unclosed_apposition(clause, found, low) or found
    return _described(clause, whole, low)


def before_time(clause: Clause, end: int, low: int) -> int:
    """Where a subject ends that stands before a time: "Lund late on Monday | said", "Lund today".

    Not "Monday" right behind a capital, which may be a name's, nor a paper's: "The Mail on Sunday".
    """
    time = _time_start(clause, end)
    start = time
    while start > low and clause.lower[start - 1] in _BEFORE_TIMES:
        start -= 1
    named = start == time < end and all(map(is_capital, clause.words[time - 1 : time + 1]))
    if start <= low or named or clause.lower[start - 1] in RELATIVES:
        return end
    return end if clause.lower[start - 1 : start + 2] in _SUNDAY_PAPERS else start


def _time_start(clause: Clause, end: int) -> int:
    """Where the "Monday", "Monday night", "this week" or "Oct. 9" begins that ends at a word."""
    last, before = clause.lower[end - 1], clause.lower[end - 2 : end - 1]
    if _is_day(clause, end - 1):
        return end - 1
    if last in TIMES and before and (before[0] in _WHICH or _is_day(clause, end - 2)):
        return end - 2
    return end - 2 if last[0].isdigit() and MONTHS.intersection(before) else end


def _is_day(clause: Clause, index: int) -> bool:
    """Whether a word is a day: "Monday", or "today", but not that of "USA Today"."""
    word = clause.lower[index]
    return word in DAYS and is_capital(clause.words[index]) != (word in _RELATIVE_DAYS)


def _before_participle(clause: Clause, index: int, low: int) -> Range | None:
    """The subject before "speaking to", whose object ends right before the verb."""
    if not clause.lower[index].endswith(("ing", "ed")):
        return None
    head = plain_subject(clause, index, low)
    return head if head is not None and can_speak(clause, head) else None


def _with_relative(clause: Clause, found: Range, low: int) -> Range | None:
    """The subject with its relative clause: "several sailors who left the port | testified"."""
    for index in range(found[0] - 1, max(low, found[0] - 8), -1):
        word = clause.lower[index]
        if word == "who":
            head = plain_subject(clause, index, low)
            return None if head is None or not can_speak(clause, head) else (head[0], found[1])
        if not word[0].isalnum():
            return None
    return None


def _unclosed_apposition(clause: Clause, found: Range, low: int) -> Range | None:
    """The subject of "Ada Lund, a sailor and now of the board | said": no second comma."""
    if clause.lower[found[0]] not in DETERMINERS:
        return None
    for index in range(found[0] - 1, max(low, found[0] - 16), -1):
        word = clause.lower[index]
        if word == ",":
            head = plain_subject(clause, index, low)
            if head is None or head[0] != low or not is_capital(clause.words[index - 1]):
                return None
            return (low, found[1]) if clause.lower[index + 1] in DETERMINERS else None
        if not word[0].isalnum() or is_verb_like(clause, index):
            return None
    return None


def _with_apposition(clause: Clause, end: int, low: int) -> Range | None:
    """The subject before "…, head of the port," or "…, however,"."""
    comma = end - 1
    index = comma - 1
    tries = 0
    while index > max(low, comma - LONGEST) and tries < 4:
        if clause.quotes[index] >= 0 or clause.lower[index] in {";", ":"}:
            return None
        if clause.lower[index] == ",":
            tries += 1
            inner = index + 1
            opening = clause.lower[inner]
            found = subject_head(clause, index, low)
            if found is not None and not governed(clause, found[0]) and not _is_age(clause, found):
                if opening in INSERTED or is_adverb(opening):
                    return found[0], index
                if opens_apposition(clause, inner):
                    return _described(clause, (found[0], end), low)
        index -= 1
    return None


def _described(clause: Clause, found: Range, low: int) -> Range:
    """The phrase from the name on that it describes: "Ada Lund, | head of the port, who left, |".

    The name opens the sentence, or stands behind what is said, or begins as people's names do.
    """
    comma = found[0] - 1
    head = head_of(clause, found)
    described = clause.lower[head] in PERSON_NOUNS and not clause.words[head].istitle()
    if comma <= low or clause.lower[comma] != "," or not described:
        return found
    if clause.words[comma - 1].isdigit() and clause.lower[comma - 2] == ",":
        comma -= 2  # "Ada Lund, 61, a sailor who left"
    name = plain_subject(clause, comma, low)
    if name is None or name[1] - name[0] < 2:
        return found
    words = clause.words[name[0] : name[1]]
    opens = name[0] == low or clause.quotes[name[0] - 1] >= 0
    person = is_given_name(words[0]) or clause.lower[name[0]] in HONORIFICS
    listed = person and clause.lower[name[0] - 1] in {",", ":", "—", "–", "--"}
    named = all(map(is_capital, words)) and (opens or listed)
    return (name[0], found[1]) if named else found


def _is_age(clause: Clause, found: Range) -> bool:
    """Whether a phrase is only the number behind a name: "Ada Lund, 61, of Tavra"."""
    return found[1] - found[0] == 1 and clause.lower[found[0]].isdigit() and found[0] > 0


def governed(clause: Clause, index: int) -> bool:
    """Whether a preposition stands before a phrase: "of Flint" is nobody."""
    return index > 0 and clause.lower[index - 1] in PREPOSITIONS


def subject_head(clause: Clause, end: int, low: int) -> Range | None:
    """A subject before a comma: it must begin its stretch, or be a name."""
    if end > low and clause.lower[end - 1] == ")":
        return before_bracket(clause, end, low)
    found = plain_subject(clause, end, low)
    if found is not None:
        found = _with_relative(clause, found, low) or found
    return found if found is not None and can_speak(clause, found) else None


def opens_apposition(clause: Clause, index: int) -> bool:
    """Whether what stands behind a comma can say what the subject is."""
    word = clause.lower[index]
    if word == "and":
        return clause.lower[index + 1] == "who"
    return (
        word in DETERMINERS
        or word in TITLES
        or word in PERSON_NOUNS
        or word in {"who", "whose", "which", "himself", "herself", "whom", "one", "now", "then"}
        or is_capital(clause.words[index])
        or clause.words[index][0].isdigit()
        or is_noun_like(clause, index)
    )


def subject_after(clause: Clause, start: int) -> Range | None:
    """The subject that begins at a word, behind an inverted verb: "said Ada Lund, the mayor"."""
    size = len(clause)
    if start >= size:
        return None
    if clause.lower[start] in PRONOUNS:
        return start, start + 1
    end = phrase_end(clause, start)
    if end == start:
        return None
    if end < size and clause.lower[end] == "(":
        close = closing_bracket(clause, end)
        end = close if close else end
    if end + 1 < size and clause.lower[end] == ",":
        end = _apposition_end(clause, end)
    return start, end


def closing_bracket(clause: Clause, index: int) -> int:
    """The word behind the bracket that closes; 0 when none does."""
    for position in range(index + 1, min(index + 10, len(clause))):
        if clause.lower[position] == ")":
            return position + 1
    return 0


def subject_phrase(clause: Clause, start: int, limit: int) -> Range | None:
    """The subject that begins at a word, its verb unknown: "Lund | launched", "the group | hit"."""
    if start >= limit:
        return None
    if clause.lower[start] in PRONOUNS:
        return start, start + 1
    end = min(phrase_end(clause, start), limit)
    for index in range(start + 1, end):
        before = clause.words[index - 1]
        low = clause.words[index][0].islower()
        heads = before[0].isupper() or clause.lower[index - 1] in _HEADS
        if low and heads and _ends_subject(clause, index):
            end = index
            break
    return (start, end) if end > start and can_speak(clause, (start, end)) else None


def _ends_subject(clause: Clause, index: int) -> bool:
    """Whether a lower-case word behind a possible subject is no part of it."""
    word = clause.lower[index]
    if clause.lower[index - 1] in DETERMINERS or word in _HEADS or inside(word):
        return False
    return not (word in JOINING or word in POSSESSIVES)


def _apposition_end(clause: Clause, comma: int) -> int:
    """Where the apposition behind a comma ends, its own comma left out; else the comma."""
    lower, size = clause.lower, len(clause)
    first = comma + 1
    if clause.quotes[first] >= 0 or lower[first] in INSERTED or is_verb_like(clause, first):
        return comma
    if lower[first] in CONJUNCTIONS or lower[first] in SUBORDINATORS or lower[first] in PRONOUNS:
        return comma
    if not opens_apposition(clause, first):
        return comma
    index = first
    while index < size:
        if clause.quotes[index] >= 0 or lower[index] in {";", ":", ".", "?", "!", "--", "—", "–"}:
            return index if clause.quotes[index] < 0 else comma
        if lower[index] == "," and index + 1 < size and index > first:
            ahead = lower[index + 1]
            if (
                ahead in {"who", "adding", "saying", "but", "while", "as", "when", "which", "whose"}
                or ahead in PREPOSITIONS
                or clause.quotes[index + 1] >= 0
                or is_verb_like(clause, index + 1)
            ):
                return index
        index += 1
    return index
