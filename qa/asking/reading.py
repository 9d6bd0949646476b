"""Reading the best passages with the question: where each answers it, and whether any does.

Likeness and shared words tell what a passage is about. Whether it has what is asked for only
shows to what reads both together: "The bridge was designed in 1965" is near "Who designed the
bridge?", and does not say it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from math import log

from corpus.cores import cores
from corpus.spans import Span
from index.memory import Memory
from index.models.reader import Reading
from index.records import Candidate
from qa.understanding.kind import asked_kind
from qa.understanding.taken import Taken

Read = Callable[[str, str, str], Reading | None]
"""Reads a question, a heading and a text: what of the text answers best."""

READ = 5
"""Passages that are read, the first ones."""

PLACE = 3.0
"""What a passage loses of its score by its place, times the natural logarithm of that: as if the
odds that it answers fell with this power of it."""

POINTED = -3.0
"""Score from which the sentence with the words that were read is the best."""

# A passage with this score answers, however unlikely it is by likeness and words.
_CLEAR = 2.0
# Below this score in all that was read, a question that can be pointed at is not answered.
_LEAST = -5.0

_WORDS = "who|whom|whose|which|what|when|where|why|how"
_ASKS = re.compile(rf"\b(?:{_WORDS})\b", re.IGNORECASE)
_ASKS_FIRST = re.compile(
    r"\W*(?:(?:in|at|on|by|for|from|to|of|until|since|with|under|about|after|and|so|but)\s+)?"
    rf"(?:{_WORDS})\b",
    re.IGNORECASE,
)
_WHAT = re.compile(r"\bwhat\b(?! (?:happen|if\b))(?!.*\b(?:say|tell|think|warn)\b)", re.IGNORECASE)


def readings_of(
    memory: Memory, read: Read | None, taken: Taken, ranked: Sequence[Candidate]
) -> dict[int, Reading]:
    """What the first passages answer, by id; nothing where the question is not for reading.

    A question that asks nothing (a headline, "the bridge"), one for somebody's words, which
    statements answer, and one about a quotation are for none.
    """
    if read is None or not asks(taken.words) or taken.quotation or taken.speakers:
        return {}
    texts = memory.store.texts.of([item.passage for item in ranked[:READ]])
    with ThreadPoolExecutor(cores()) as threads:
        found = threads.map(lambda text: read(taken.words, *text), texts.values())
        return {id_: one for id_, one in zip(texts, found, strict=True) if one is not None}


def asks(question: str) -> bool:
    """Whether words are a question that begins with "who" or the like, or has it within.

    >>> asks("who closed the bridge"), asks("Besides Lund, who spoke?")
    (True, True)
    >>> asks("The towns which were flooded"), asks("Is the bridge shut?")
    (False, False)
    """
    if _ASKS_FIRST.match(question):
        return True
    return question.rstrip(" \"'”’)").endswith("?") and _ASKS.search(question) is not None


def answering_first(
    ranked: Sequence[Candidate], readings: Mapping[int, Reading]
) -> list[Candidate]:
    """The candidates, those that were read in the order of their scores, less what places cost."""
    scored = [
        (PLACE * log(place) - readings[item.passage].score, place, item)
        for place, item in enumerate(ranked[:READ], start=1)
        if item.passage in readings
    ]
    first = [item for _, _, item in sorted(scored)]
    return [*first, *(item for item in ranked if item not in first)]


def read_answer(question: str, readings: Mapping[int, Reading]) -> bool | None:
    """Whether the passages that were read answer a question; None where reading does not tell."""
    if not readings:
        return None
    best = max(reading.score for reading in readings.values())
    if best >= _CLEAR:
        return True
    return False if best < _LEAST and can_be_pointed_at(question) else None


def is_clear(reading: Reading | None) -> bool:
    """Whether a passage was read, and clearly answers."""
    return reading is not None and reading.score >= _CLEAR


def is_doubtful(reading: Reading | None) -> bool:
    """Whether a passage was read, and rather has no answer."""
    return reading is not None and reading.score < 0


def can_be_pointed_at(question: str) -> bool:
    """Whether a few words can answer a question, and not only a whole tale, or yes and no.

    >>> can_be_pointed_at("Who drew the plans?"), can_be_pointed_at("What did the plans cost?")
    (True, True)
    >>> can_be_pointed_at("Why was it shut?"), can_be_pointed_at("How did the Courier err?")
    (False, False)
    """
    kind = asked_kind(question)
    return kind != "why" and (kind != "open" or _WHAT.search(question) is not None)


def pointed_first(spans: Sequence[Span], passage: Span, reading: Reading | None) -> list[Span]:
    """The sentences of a passage, first the one with the words that were read as the answer."""
    if reading is None or reading.score < POINTED:
        return list(spans)
    words = reading.span.moved(passage.start)
    return sorted(spans, key=lambda span: not span.start <= words.start < span.end)
