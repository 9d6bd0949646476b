"""The sentences of a passage, the one that answers best first."""

from collections.abc import Callable, Mapping, Sequence

from corpus.cutting.sentences import sentences
from corpus.spans import Span

# BM25's own constants (Robertson and Zaragoza 2009), with sentences for documents.
_K1 = 1.2
_B = 0.75


def passage_sentences(text: str, passage: Span) -> list[Span]:
    """The sentences of an article's text within a passage, as spans of that text.

    >>> passage_sentences("One. Two here. Three.", Span(5, 14))
    [Span(start=5, end=14)]
    """
    inside = passage.of(text)
    return [Span(passage.start + s.start, passage.start + s.end) for s in sentences(inside)]


def best_first(
    text: str,
    spans: Sequence[Span],
    rarity: Mapping[str, float],
    stems: Callable[[str], list[str]],
) -> list[Span]:
    """The sentences ordered by how much of the question's rare words they hold.

    ``rarity`` gives for each stem of the question its weight (inverse document frequency);
    ``stems`` cuts a text into stems. A long sentence counts a little less. Ties keep the order of
    the text.
    """
    held = [stems(span.of(text)) for span in spans]
    average = sum(map(len, held)) / max(1, len(held))
    scores = [_score(words, rarity, average) for words in held]
    order = sorted(range(len(spans)), key=lambda at: -scores[at])
    return [spans[at] for at in order]


def _score(words: Sequence[str], rarity: Mapping[str, float], average: float) -> float:
    """BM25 of a sentence, each word counted once: sentences rarely repeat one for good reason."""
    length = 1 - _B + _B * len(words) / max(1.0, average)
    return (
        sum(weight for stem, weight in rarity.items() if stem in words)
        * (_K1 + 1)
        / (1 + _K1 * length)
    )
