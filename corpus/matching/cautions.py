"""What a difference between a quote and an article may do to the sense, in sentences."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from corpus.matching.utterances import Scene
from corpus.matching.wording import (
    DOUBLE_MARKS,
    SINGLE_MARKS,
    Opcode,
    Wording,
    missing_negations,
    negations,
)
from corpus.spans import Span

_ELLIPSIS = re.compile(r"\.\s?\.\s?\.|…")
_LONGEST_REST = 200  # words of a sentence that are looked at before and after a match
_LONGEST_SHOWN = 160  # characters of the rest of a sentence

UNMARKED = "Nothing shows that words were left out."
"""The warning of a cut that says nothing of the sense."""

Edges = tuple[tuple[int, int], tuple[int, int]]
"""Word numbers of what stands before and after a match in its sentence."""


def edges_of(words: Wording, scene: Scene, first: int, last: int) -> Edges:
    """The words of the same sentence and utterance before and after a match."""
    return (
        (_sentence_edge(words, scene, first, -1), first),
        (last, _sentence_edge(words, scene, last - 1, 1)),
    )


def _sentence_edge(words: Wording, scene: Scene, word: int, step: int) -> int:
    """How far the sentence goes on inside the quotation marks, from a word on."""
    edge = word if step < 0 else word + 1
    speech = scene.speech(words.starts[word])
    sentence = scene.said(words.starts[word])
    if speech < 0:
        return edge
    for beyond in range(word + step, word + step * _LONGEST_REST, step):
        if not 0 <= beyond < len(words):
            break
        if not sentence.start <= words.starts[beyond] < sentence.end:
            break
        if scene.speech(words.starts[beyond]) == speech:
            edge = beyond if step < 0 else beyond + 1
    return edge


def limits(words: Wording, scene: Scene, edges: Edges) -> list[str]:
    """A warning where the rest of the sentence denies or limits what was taken from it."""
    warnings = []
    for (first, last), goes in zip(edges, ("begins", "goes on"), strict=True):
        said = [at for at in range(first, last) if scene.speech(words.starts[at]) >= 0]
        found = dict.fromkeys(negations(words.keys[at] for at in said))
        if found:
            rest = _printed(words, said)
            warnings.append(f"The sentence {goes} “{rest}”, with “{'”, “'.join(found)}”.")
    return warnings


def _printed(words: Wording, numbers: Sequence[int]) -> str:
    """Words as printed, with what is between neighbours; shortened when there are many."""
    text = words.printed(numbers[0], numbers[0] + 1)
    for before, at in pairwise(numbers):
        between = words.text[words.ends[before] : words.starts[at]] if at == before + 1 else " … "
        text += between + words.printed(at, at + 1)
    if len(text) > _LONGEST_SHOWN:
        text = text[:_LONGEST_SHOWN].rsplit(" ", 1)[0] + " …"
    return text


def question(quote: Wording, text: str, span: Span) -> list[str]:
    """A warning where a question became a statement, or the other way round."""
    final = quote.text[quote.ends[-1] :].strip()
    printed = re.split(r"\w|\s", text[span.end - 1 : span.end + 4])
    asked = any("?" in part for part in printed[:2])
    if "?" in final and not asked:
        return ["The quote asks what the article does not print as a question."]
    if asked and final and "?" not in final:
        return ["The article prints these words as a question."]
    return []


def interruptions(text: str, scene: Scene, spans: Sequence[Span]) -> list[str]:
    """A note for each attribution that stands between the words in the article."""
    between = [Span(before.end, after.start) for before, after in pairwise(spans)]
    return [
        f"The article interrupts these words with “{_bare(aside.of(text))}”."
        for aside in scene.asides
        if any(gap.covers(aside) for gap in between)
    ]


def _bare(aside: str) -> str:
    """An attribution without the marks and stops around it."""
    return aside.strip(DOUBLE_MARKS + SINGLE_MARKS + " ,.;:—–-")


def alterations(quote: Wording, article: Wording, steps: Sequence[Opcode]) -> Iterator[str]:
    """A warning for each negation that was lost or won, each other figure, and unmarked cuts."""
    for op, i1, i2, j1, j2 in steps:
        if op != "same":
            quoted, printed = quote.keys[i1:i2], article.keys[j1:j2]
            for key in dict.fromkeys(missing_negations(quoted, printed)):
                yield f"The quote leaves out “{key}”."
            for key in dict.fromkeys(missing_negations(printed, quoted)):
                yield f"The quote puts in “{key}”, which is not in the article."
            if op == "changed" and _figures(quoted) != _figures(printed):
                here, there = _as_printed(quote, i1, i2), _as_printed(article, j1, j2)
                yield f"A figure differs: the quote has {here}, the article {there}."
    if not all(_marked(quote, step[1]) for step in steps if step[0] == "dropped"):
        yield UNMARKED


def _marked(quote: Wording, word: int) -> bool:
    """Whether an ellipsis stands before a word of the quote."""
    return not word or bool(_ELLIPSIS.search(quote.text, quote.ends[word - 1], quote.starts[word]))


def _figures(keys: Iterable[str]) -> list[str]:
    return [key for key in keys if key[0].isdigit()]


def _as_printed(text: Wording, first: int, last: int) -> str:
    """The figures among some words, with their separators."""
    words = (text.printed(at, at + 1) for at in range(first, last) if text.keys[at][0].isdigit())
    return ", ".join(words) or "none"
