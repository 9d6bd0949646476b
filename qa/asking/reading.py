"""Reading the best passages with the question: where each answers it, and whether any does.

Likeness and shared words tell what a passage is about. Whether it has what is asked for only
shows to what reads both together: "The bridge was designed in 1965" is near "Who designed the
bridge?", and does not say it.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from math import log

from corpus.cores import cores
from corpus.cutting.sentences import sentences
from corpus.spans import Span
from index.memory import Memory
from index.models.reader import Reading
from index.records import Candidate, Filter
from qa.answer import Match
from qa.asking.mistaken import of_what_is_asked
from qa.understanding.ages import asks_age, is_anothers_age
from qa.understanding.doings import asks_doing, is_anothers_doing
from qa.understanding.pointing import asks, can_be_pointed_at, ends_as_question
from qa.understanding.taken import Taken

Read = Callable[[str, str, str], Reading | None]
"""Reads a question, a heading and a text: what of the text answers best."""

READ = 5
"""Passages that are read, the first different ones."""
_LOOKED_AT = 3 * READ  # passages that these are looked for among, as some are printed twice

PLACE = 3.0
"""What a passage loses of its score by its place, times the natural logarithm of that: as if the
odds that it answers fell with this power of it."""

POINTED = -3.0
"""Score from which the sentence with the words that were read is the best."""

# All of these were chosen on the questions that the sample archive was made with and on RealTimeQA:
# benchmarks/README.md, "Reading".
# A passage with this score answers, however unlikely it is by likeness and words: of 198
# questions to another archive one found such.
_CLEAR = 2.0
# With this score the first passage is the answer, and no other is read; and one that is likely by
# likeness and words as well is a strong match.
_ENOUGH = 6.0
# Below this score no passage is a strong match, however like the question it is,
_SURE = 3.0
# and below this one it is a weak one.
_DOUBTFUL = -3.0
# Below this score in all that was read, a question that can be pointed at is not answered: the
# highest that leaves about 5 % of the answerable ones refused.
_LEAST = -5.0

_ACCORDING = r",?\s*\b(?:according to|as reported by|reported by|from|by|in|per)\s+"


def readings_of(
    memory: Memory, read: Read | None, taken: Taken, ranked: Sequence[Candidate]
) -> dict[int, Reading]:
    """What the first passages answer, by id; nothing where the question is not for reading.

    A question that asks nothing (a headline, "the bridge") or for yes or no, one for somebody's
    words, which statements answer, and one about a quotation are for none.
    """
    if read is None or not asks(taken.words) or taken.quotation or taken.speakers:
        return {}
    texts = memory.store.texts.of([item.passage for item in ranked[:_LOOKED_AT]])
    different = _different([item.passage for item in ranked if item.passage in texts], texts)
    asked = _questions(memory, taken, list(different))

    def read_some(passages: Sequence[int]) -> dict[int, Reading]:
        with ThreadPoolExecutor(cores()) as threads:
            found = threads.map(lambda one: _read(read, asked[one], *texts[one]), passages)
            some = {id_: one for id_, one in zip(passages, found, strict=True) if one is not None}
        return of_what_is_asked(memory, taken, ranked, some)

    readings = read_some(list(different)[:1])
    if not any(one.score >= _ENOUGH for one in readings.values()):
        readings |= read_some(list(different)[1:])
    return {id_: readings[one] for one in readings for id_ in different[one]}


def _different(
    passages: Sequence[int], texts: Mapping[int, tuple[str, str]]
) -> dict[int, list[int]]:
    """The first passages of ``READ`` different texts, each with all that have its text."""
    printed: dict[str, list[int]] = {}
    for passage in passages:
        printed.setdefault(texts[passage][1], []).append(passage)
    return {same[0]: same for same in islice(printed.values(), READ)}


def _read(read: Read, question: str, heading: str, text: str) -> Reading | None:
    """What a text answers besides with its own questions, and the ages and deeds of others."""
    found = read(question, heading, text)
    told = _without_questions(text)
    if found is not None and not found.span.of(told).strip():
        found = read(question, heading, told)
    if not (asks_age(question) or asks_doing(question)):
        return found
    for _ in (spans := sentences(text)):
        if found is None or not found.span.of(told).strip():
            break
        sentence = next(span for span in spans if found.span.start < span.end)
        if not _is_anothers(question, sentence.of(text), found.span.moved(-sentence.start)):
            break
        told = _without(sentence, told)
        found = read(question, heading, told)
    return found


def _is_anothers(question: str, sentence: str, answer: Span) -> bool:
    """Whether an answer in a sentence is somebody else's age, or what somebody else did."""
    return is_anothers_age(question, sentence, answer) or is_anothers_doing(question, sentence)


def _questions(memory: Memory, taken: Taken, passages: Sequence[int]) -> dict[int, str]:
    """The question for each passage, without what its article is known by and seldom tells.

    That are the outlet, and the days that were asked about where it is of them.
    """
    words = taken.words
    for item in taken.understood:
        if item.kind == "outlet" or (item.kind in ("period", "as_of") and item.filters):
            words = re.sub(f"(?:{_ACCORDING})?{re.escape(item.text)}", "", words)
    if taken.preferred is None:
        return dict.fromkeys(passages, words)
    then = memory.store.filters.perhaps_among(passages, Filter().within(taken.preferred))
    bare = words
    for item in taken.understood:
        if item.kind == "period":
            bare = re.sub(rf",?\s*{re.escape(item.text)}", "", bare)
    return {passage: bare if passage in then else words for passage in passages}


def _without_questions(text: str) -> str:
    """A text with blanks in the place of the questions in it, which are no answers.

    >>> _without_questions("When is it? On Monday.")
    '            On Monday.'
    """
    for span in sentences(text) if "?" in text else ():
        if ends_as_question(span.of(text)):
            text = _without(span, text)
    return text


def _without(span: Span, text: str) -> str:
    return text[: span.start] + " " * (span.end - span.start) + text[span.end :]


def answering_first(
    ranked: Sequence[Candidate], readings: Mapping[int, Reading]
) -> list[Candidate]:
    """The candidates, those that were read in the order of their scores, less what places cost."""
    scored = [
        (PLACE * log(place) - readings[item.passage].score, place, item)
        for place, item in enumerate(ranked[:_LOOKED_AT], start=1)
        if item.passage in readings
    ]
    first = [item for _, _, item in sorted(scored)]
    return [*first, *(item for item in ranked if item not in first)]


def read_answer(
    question: str, readings: Mapping[int, Reading], shown: Collection[int]
) -> bool | None:
    """Whether the passages that were read answer a question; None where reading does not tell.

    One that is ``shown``, by id, has to be clear; and none of all may come near, for a no.
    """
    if any(is_clear(readings.get(passage)) for passage in shown):
        return True
    near = any(reading.score >= _LEAST for reading in readings.values())
    return False if readings and not near and can_be_pointed_at(question) else None


def unsure_note(question: str, readings: Mapping[int, Reading]) -> tuple[str, ...]:
    """A note where all that was read has rather no answer, and a few words could be one."""
    if not readings or not can_be_pointed_at(question):
        return ()
    if any(reading.score >= 0 for reading in readings.values()):
        return ()
    return ("No passage that was read clearly answers this; look whether one of these does.",)


def is_clear(reading: Reading | None) -> bool:
    """Whether a passage was read, and clearly answers."""
    return reading is not None and reading.score >= _CLEAR


def match_read(match: Match, reading: Reading | None, question: str) -> Match:
    """How sure it is that a passage answers, once it was read, from what it was before.

    Where a few words cannot answer, as of why, it is never surer by that, nor weak.

    >>> match_read("fair", Reading(6.5, Span(0, 4)), "Who left?")
    'strong'
    >>> match_read("strong", Reading(1.0, Span(0, 4)), "Who left?")
    'fair'
    """
    if reading is None:
        return match
    if match == "weak":
        return "fair" if is_clear(reading) else "weak"
    if can_be_pointed_at(question) and not _DOUBTFUL <= reading.score < _ENOUGH:
        return "weak" if reading.score < _DOUBTFUL else "strong"
    return "fair" if match == "strong" and reading.score < _SURE else match


def pointed_first(spans: Sequence[Span], passage: Span, reading: Reading | None) -> list[Span]:
    """The sentences of a passage, first the one with the words that were read as the answer."""
    if reading is None or reading.score < POINTED:
        return list(spans)
    words = reading.span.moved(passage.start)
    return sorted(spans, key=lambda span: not span.start <= words.start < span.end)
