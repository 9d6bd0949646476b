"""Whose age a sentence tells, where a question asks how old somebody is."""

import pytest
from conftest import WordEncoder, make_article
from test_qa_reading import Keep, Scripted

from corpus.spans import Span
from index.memory import Memory
from index.models.reader import Reading
from index.records import Filter
from qa.asking.ask import ask
from qa.understanding.ages import is_anothers_age


@pytest.mark.parametrize(
    ("sentence", "anothers"),
    [
        ("Mayor Ada Lund, 61, met Bo Ek.", False),
        ("Lund, aged 61, left.", False),
        ("Bo Ek, 61, left with Ada Lund.", True),
        ("Bo Lund (61) left.", True),
        ("Bo Lund is 61 today.", True),
        ("Ada is 61 today.", False),
        ("The prize went to 61-year-old Bo Ek.", True),
        ("The prize went to 61-year-old retired baker Bo Ek.", True),
        ("The 61-year-old left with Bo Ek.", False),
        ("The 61-year-old went on to praise Bo Ek.", False),
        ("A 61-year-old man was held.", True),
        ("A 61-year-old woman, Ada Lund, was held.", False),
        ("She is also a 61-year-old woman in love.", False),
        ("As a 61-year-old she left.", False),
        ("It happened 61 years ago.", False),
        ("Lund, a 61-year-old baker, left.", False),
        ("Peter Ek, a 61-year-old baker, left.", True),
        ("Her 61-year-old son with baker Bo Ek left.", False),
    ],
)
def test_whose_age_it_is(sentence: str, anothers: bool) -> None:
    at = sentence.index("61")
    told = Span(at, at + 2)
    assert is_anothers_age("How old is Ada Lund?", sentence, told) is anothers
    for asked in (
        "the baker",
        "the baker of Elst",
        "Peter Moor's son",
        "the man shot in Elst",
        "ALM",
    ):
        assert not is_anothers_age(f"How old is {asked}?", sentence, told)
    assert not is_anothers_age("Who is Ada Lund?", sentence, told)


def test_the_age_of_another_is_read_over(memory: Memory, keep: Keep, encoder: WordEncoder) -> None:
    text = "Ada Lund met Bo Ek, 55, on the old quay. How old she is? Lund is 61 years old."
    keep(memory, make_article("quay", text))

    def read(question: str, heading: str, told: str) -> Reading:
        word = next((word for word in ("55", "61") if word in told), "")
        return Reading(9.0 if word else -9.0, Span(told.find(word), told.find(word) + 2))

    def first(question: str) -> str:
        (passage,) = ask(memory, encoder, question, 5, Filter(), read=read).passages
        return passage.words(passage.sentences[0])

    assert first("How old is Ada Lund?") == "Lund is 61 years old."
    assert first("How old is Bo Ek?") == "Ada Lund met Bo Ek, 55, on the old quay."


def test_where_all_ages_are_of_others_none_answers(
    memory: Memory, keep: Keep, encoder: WordEncoder
) -> None:
    keep(memory, make_article("quay", "Ada Lund met Bo Ek, 55, on the old quay."))
    read = Scripted({"55": 9.0})
    assert not ask(memory, encoder, "How old is Ada Lund?", 5, Filter(), read=read).answered
    assert ask(memory, encoder, "How old is Bo Ek?", 5, Filter(), read=read).answered
