"""The sentences of a passage, the one that answers best first."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass

from corpus.cutting.sentences import sentences
from corpus.spans import Span
from index.memory import Memory
from qa.answer import Said
from qa.understanding.kind import AnswerKind, asked_kind, asked_words, holds_kind, kind_share
from qa.understanding.pointing import ends_as_question

# What a sentence gains by holding the kind of answer that is asked for, as a share of all that the
# question's words weigh. Of the passages that hold the answer, the best sentence has it in 87 % on
# the sample archive, where words alone give 80, and in 60 % on RealTimeQA: benchmarks/README.md.
# With 0.4 to 1 it is about the same.
KIND_SHARE = 0.6
# What a sentence lends of its words to the next, where that goes on with "she" or "that": chosen on
# questions that were new here, of which 37 of 55 have the right best sentence and 31 had; with .3
# to .5 it is about the same (benchmarks/README.md).
_TAKEN_UP = 0.5
_TAKES_UP = re.compile(
    r"\b(?:s?he|it|they|him|her|them|his|its|their|that|this|these|those|one|both)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Sought:
    """What a question looks for in a sentence.

    ``kind`` is the kind of answer, ``asked`` the words by which names in the question are known.
    ``rarity`` gives for each stem of the question its weight (inverse document frequency);
    ``stems`` cuts a text into stems, to look for those.
    """

    kind: AnswerKind
    rarity: Mapping[str, float]
    stems: Callable[[str], list[str]]
    asked: frozenset[str] = frozenset()

    def held_by(self, sentence: str) -> bool:
        """Whether a sentence holds the kind of answer."""
        return holds_kind(self.kind, sentence, self.asked)


def sought_by(memory: Memory, question: str) -> Sought:
    """What a question looks for, as the library at hand weighs its words."""
    rarity = memory.rarity(question)
    return Sought(asked_kind(question), rarity, memory.cutter(rarity), asked_words(question))


def passage_sentences(text: str, passage: Span) -> list[Span]:
    """The sentences of an article's text within a passage, as spans of that text.

    >>> passage_sentences("One. Two here. Three.", Span(5, 14))
    [Span(start=5, end=14)]
    """
    return [span.moved(passage.start) for span in sentences(passage.of(text))]


def with_beside(spans: Sequence[Span], at: int) -> Span:
    """A sentence, by its place among those of a passage, with the ones before and after it."""
    return Span(spans[max(0, at - 1)].start, spans[min(len(spans) - 1, at + 1)].end)


def best_first(text: str, spans: Sequence[Span], sought: Sought) -> list[Span]:
    """The sentences, first those with most of the question's rare words and what it asks for.

    A word counts once, however long the sentence, and one of the sentence before counts in part
    where "she" or "that" takes it up. A sentence with a number, where the question asks how many,
    gains, and so with other kinds of answer. A question of the text's own answers none, and comes
    last. Ties keep the order of the text.
    """
    gain = 0.0 if sought.kind == "open" else KIND_SHARE * sum(sought.rarity.values())
    places: dict[Span, tuple[bool, float]] = {}
    before: Set[str] = frozenset()
    for span in spans:
        sentence = span.of(text)
        held = sought.rarity.keys() & sought.stems(sentence)
        words = _weight(sought, held) + _TAKEN_UP * bool(_TAKES_UP.search(sentence)) * _weight(
            sought, before - held
        )
        score = words + gain * kind_share(sought.kind, sentence, sought.asked)
        places[span], before = (ends_as_question(sentence), -score), held
    return sorted(spans, key=places.__getitem__)


def _weight(sought: Sought, stems: Set[str]) -> float:
    return sum(weight for stem, weight in sought.rarity.items() if stem in stems)


def own_words_first(
    spans: Sequence[Span], said: Sequence[Said], names: Collection[str]
) -> list[Span]:
    """The sentences, first those with words of the speakers of some names; else as they were.

    Who asks what somebody said wants a sentence in which that person says it, not one that merely
    names the person, and least of all one that somebody else says.
    """
    own = [span for item in said if item.speaker in names for span in item.content]
    return sorted(spans, key=lambda sentence: not any(sentence.overlaps(span) for span in own))


def holding_first(spans: Sequence[Span], words: Sequence[Span]) -> list[Span]:
    """The sentences, first those that have some of the words of a quotation or statement."""
    return sorted(spans, key=lambda span: not any(map(span.overlaps, words)))
