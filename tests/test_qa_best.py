"""The sentence of a passage that answers: by its words, what it holds, what it takes up."""

import re

import pytest

from corpus.spans import Span
from qa.asking.best import Sought, best_first, passage_sentences
from qa.understanding.kind import AnswerKind

TEXT = "The quay is shut since Monday. A girder cracked. Ferries take people across until spring."


def test_best_sentence_by_rare_words() -> None:
    spans = passage_sentences(TEXT, Span(0, len(TEXT)))
    words = Sought(
        "open", {"girder": 3.0, "quay": 0.5}, lambda text: text.lower().strip(".").split()
    )
    first, second, third = Span(0, 30), Span(31, 48), Span(49, 89)
    assert best_first(TEXT, spans, words) == [second, first, third]


@pytest.mark.parametrize("asked", ["Who saw the girder crack?", "“Who saw the girder crack?”"])
def test_a_question_of_the_text_answers_none(asked: str) -> None:
    text = f"{asked} Nobody saw it."
    spans = passage_sentences(text, Span(0, len(text)))
    sought = Sought("open", {"girder": 3.0}, lambda text: text.lower().split())
    assert [span.of(text) for span in best_first(text, spans, sought)] == ["Nobody saw it.", asked]


def test_best_sentence_by_what_is_asked_for() -> None:
    text = "The girder of the quay cracked. A beam is 40 metres long. Nobody saw it."
    spans = passage_sentences(text, Span(0, len(text)))

    def stems(text: str) -> list[str]:
        return text.lower().strip(".").split()

    def best(kind: AnswerKind, girder: float) -> str:
        sought = Sought(kind, {"girder": girder, "long": 2.0}, stems)
        return best_first(text, spans, sought)[0].of(text)

    # Its words give the first 3 and the second 2; what it holds gives the second 0.6 · 5 more.
    assert best("open", 3.0) == "The girder of the quay cracked."
    assert best("measure", 3.0) == "A beam is 40 metres long."
    # It does not outweigh every word: 10 against 2 + 0.6 · 12.
    assert best("measure", 10.0) == "The girder of the quay cracked."


@pytest.mark.parametrize(
    ("kind", "text", "best"),
    [
        # "that" lends it half of the 5 before: .6 · 5 + .5 · 5 beside 5
        ("money", "The bowl sells well. A cutter earns 146 crowns of that.", 1),
        ("open", "The bowl sells well. A cutter earns 146 crowns of that.", 0),
        ("money", "The bowl sells well, 300 crowns. A cutter earns 146 crowns of that.", 0),
        ("money", "Rain fell. The bowl sells well. A cutter earns 146 crowns.", 1),
        # what it has itself it need not be lent
        ("open", "The bowl sells well. That bowl sells badly.", 0),
        # a mere "to" is .3 of a reason, and beats nothing that has more words
        ("why", "A bowl was to come. The bowl cracked because of frost.", 1),
        ("why", "The bowl sells to all. Rain fell because of frost.", 0),
    ],
)
def test_a_sentence_takes_up_the_words_before_it(kind: AnswerKind, text: str, best: int) -> None:
    spans = passage_sentences(text, Span(0, len(text)))
    rarity = {"bowl": 3.0, "sells": 2.0}
    sought = Sought(kind, rarity, lambda some: re.findall(r"\w+", some.lower()))
    assert spans.index(best_first(text, spans, sought)[0]) == best
