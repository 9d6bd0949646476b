"""Which words of an article are one running quotation, whatever interrupts it.

``"We closed it," she said, "because it cracked."`` is one utterance in two parts, and "she said"
is an aside. Words from one utterance were said together; words from two were not.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from corpus.cutting.quotations import SINGLE_MARKS, Quotation, quotations
from corpus.cutting.sentences import paragraphs, sentences
from corpus.english.speech_verbs import VERBS
from corpus.english.word_classes import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    NEGATIONS,
    NOBODY,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    word_set,
)
from corpus.spans import Span

_LONGEST_ASIDE = 240
"""Characters: "said" with a name, an office and a place; what is longer tells something else."""
_ENDS = re.compile(r"[,.!?…;:—–-][\"'“”„‟’»」』]*[,.]?\Z")
_MARKS = "\"'“”„‟‘’«»「」『』"
_WORD = re.compile(r"[^\W_]+")
_TURNING = word_set(
    "adding saying stating noting explaining stressing emphasizing emphasising insisting arguing"
)
"""Verbs that bring in a second quotation: "he said, adding". Not "laughing", which brings none."""
_LOWER = (
    ADVERBS | AUXILIARIES | CONJUNCTIONS | DETERMINERS | PREPOSITIONS | PRONOUNS | SUBORDINATORS
) - word_set("i may will like mark")
"""Words that have a capital only where a sentence begins; names and "I" have it anywhere."""
_WAITING = AUXILIARIES | CONJUNCTIONS | DETERMINERS | NEGATIONS | PREPOSITIONS | {"know", "t"}
_LEANING = SUBORDINATORS | NEGATIONS | NOBODY | word_set("without except only")
"""What a sentence ends or begins with that waits for its other half, as "Unless they pay" does."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The places of a text: its paragraphs, sentences, utterances and the asides in these.

    ``parts`` are the stretches inside quotation marks; ``speeches`` numbers for each the
    utterance that it belongs to; ``turns`` are the starts of those that begin a sentence of their
    own though their utterance goes on. All are in the order of the text.
    """

    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    parts: tuple[Span, ...]
    speeches: tuple[int, ...]
    asides: tuple[Span, ...]
    turns: tuple[int, ...]

    def speech(self, at: int) -> int:
        """The number of the utterance at a character; -1 outside quotation marks."""
        index = _at(self.parts, at)
        return -1 if index < 0 else self.speeches[index]

    def sentence(self, at: int) -> Span:
        """The sentence at a character, or an empty span there."""
        index = _at(self.sentences, at)
        return Span(at, at) if index < 0 else self.sentences[index]

    def said(self, at: int) -> Span:
        """The sentence at a character as far as it was said in one breath, between two turns."""
        sentence = self.sentence(at)
        index = bisect_right(self.turns, at)
        turns = (0, *self.turns, sentence.end)
        return Span(max(sentence.start, turns[index]), min(sentence.end, turns[index + 1]))

    def paragraph(self, at: int) -> int:
        """The number of the paragraph at a character."""
        return bisect_right(self.paragraphs, at, key=lambda span: span.start)


def scene_of(text: str) -> Scene:
    """The places of a text.

    >>> text = 'No. "We closed it," she said, "because it cracked." He left.'
    >>> scene = scene_of(text)
    >>> [part.of(text) for part in scene.parts], [aside.of(text) for aside in scene.asides]
    (['We closed it,', 'because it cracked.'], ['" she said, "'])
    >>> scene.speeches
    (0, 0)
    """
    spoken = [quotation for quotation in quotations(text) if not quotation.depth]
    parts: list[Span] = []
    speeches: list[int] = []
    asides: list[Span] = []
    turns: list[int] = []
    for number, quotation in enumerate(spoken):
        joined = number and _goes_on(text, spoken[number - 1], quotation)
        speech = speeches[-1] if joined else number
        if joined:
            asides.append(Span(parts[-1].end, quotation.words[0].start))
            if _turns(text, parts[-1], quotation.words[0]):
                turns.append(quotation.words[0].start)
        parts.extend(quotation.words)
        speeches.extend([speech] * len(quotation.words))
    return Scene(
        tuple(paragraphs(text)),
        tuple(sentences(text)),
        tuple(parts),
        tuple(speeches),
        tuple(asides),
        tuple(turns),
    )


def _goes_on(text: str, before: Quotation, after: Quotation) -> bool:
    """Whether only an attribution stands between two quotations."""
    if (before.mark in SINGLE_MARKS) != (after.mark in SINGLE_MARKS):
        return False  # quotation marks of another sort hold other words
    start, end = before.span.end, after.span.start
    between = text[start:end]
    if end - start > _LONGEST_ASIDE or "\n" in between.strip(_MARKS):
        return False
    if not (_ENDS.search(before.span.of(text)) or between.startswith((",", " –", " —", "—", "–"))):
        return False
    words = _WORD.findall(between.lower())
    said = any(word in VERBS and VERBS[word].families & {"say", "tell"} for word in words)
    whole = [span for span in sentences(between) if _WORD.search(span.of(between))]
    return said and len(whole) == 1 and (len(words) <= 5 or bool(_ENDS.search(between.rstrip())))


def _turns(text: str, before: Span, after: Span) -> bool:
    """Whether words behind an attribution begin a sentence, and do not go on with the one before.

    >>> text = '"We will not pay," he said, adding, "We will see."'
    >>> _turns(text, Span(1, 17), Span(36, 48))
    True
    >>> text = '"We will not," he said, "close the pier."'
    >>> _turns(text, Span(1, 13), Span(25, 40))
    False
    """
    between = _WORD.findall(text[before.end : after.start].lower())
    joined = [word for last, word in pairwise(between) if last in CONJUNCTIONS and word in VERBS]
    adding = [word for word in between if word in _TURNING]
    if any(f"{word} that" in " ".join(between) for word in (*adding, *joined)):
        return True
    first = _WORD.search(text, after.start, after.end)
    if first is None or not first[0].istitle():
        return False
    if between[-1:] == adding[-1:]:
        return True
    if between[-1:] == joined[-1:] and first[0] != "I":
        return True
    return first[0].lower() in _LOWER and not _leans(before.of(text))


def _leans(words: str) -> bool:
    """Whether the last sentence of what was said waits for its other half.

    >>> _leans("It is late. Unless they pay,"), _leans("We do not think,"), _leans("It is late,")
    (True, True, False)
    """
    last = _WORD.findall(sentences(words)[-1].of(words).lower())
    return bool(last) and (last[0] in _LEANING or last[-1] in _WAITING or last[-1] in VERBS)


def _at(spans: tuple[Span, ...], at: int) -> int:
    """The number of the span at a character, or -1; spans do not overlap."""
    index = bisect_right(spans, at, key=lambda span: span.start) - 1
    return index if index >= 0 and at < spans[index].end else -1
