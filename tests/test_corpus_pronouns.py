"""Whom pronouns mean: who speaks as "he", "she", "it" and "they", and who is never meant."""

import pytest

from corpus.saying.focus import Candidate, choose
from corpus.saying.statements import statements


def speakers_in(text: str) -> list[str | None]:
    return [one.speaker for one in statements(text)]


def test_who_is_told_is_not_who_tells() -> None:
    text = "Orla Venn, who sang “Low Tide at the Mole,” told Bo Ek the tour was over."
    assert "Bo Ek" not in speakers_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Orla Venn left. The Marrow Eagles, who had lost, cheered. “We are proud,” she said.",
        "Orla Venn left. Oldhaven Cove slept; boats lay in Oldhaven Cove. “It is bad,” she said.",
        "Orla Venn left. Petmart said it was shut. “I came at once,” she said.",
        "Orla Venn left. She worked at Petmart. Petmart told her it was shut. “I came,” she said.",
        "Orla Venn left. Ada Marrow Seminary was glad. “I came at once,” she said.",
        "Orla Venn left. The Sorrel Valley Ledger reported the theft. “It was mine,” she said.",
    ],
)
def test_nobody_is_she_who_has_an_article_or_is_where_things_happen(text: str) -> None:
    assert speakers_in(text)[-1] == "Orla Venn"


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lund left. This was not the Ada Lund of old. “I came at once,” she said.",
        "“It sank,” said Zorvan Quillet. The Zorvan Quillet campaign ended. “It fell,” he said.",
    ],
)
def test_an_article_before_more_than_a_name_makes_nobody_a_thing(text: str) -> None:
    assert speakers_in(text)[-1] in {"Ada Lund", "Zorvan Quillet"}


def test_he_is_nobody_who_is_too_far_back() -> None:
    filler = "The ferry ran late that day.\n\n" * 6
    near, far = (
        speakers_in(f"“It sank,” said Bo Ek.\n\n{text}“It is wet,” he said.")[-1]
        for text in ("", filler)
    )
    assert (near, far) == ("Bo Ek", None)


def test_who_may_be_meant_and_stands_nearer_leaves_the_other_unsure() -> None:
    ada = Candidate(0, 3, True, 1.0, sure=True, last=False)
    assert (choose([ada]), choose([ada._replace(passed=True)])) == (0, 0)
    further = ada._replace(sentences=4)
    assert (choose([further]), choose([further._replace(passed=True)])) == (0, -1)


def test_a_name_of_which_little_is_told_stands_between() -> None:
    text = (
        "“It sank,” said Bo Ek.\n\nThe ferry ran late.\n\nIts lamps were out.\n\n"
        "Behind them stood {}.\n\n“It is wet,” he said."
    )
    assert speakers_in(text.format("the crew"))[-1] == "Bo Ek"
    assert speakers_in(text.format("Zorvan Quillet"))[-1] is None
    assert speakers_in(text.format("Oldhaven Street"))[-1] == "Bo Ek"
    assert speakers_in(text.format("Zorvan Quillet Marrow Elst Tarn"))[-1] == "Bo Ek"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Port Office said it was late. It said boats had sunk.", "Port Office"),
        ("The Port Office was late. It said boats had sunk.", "Port Office"),
        ("A letter from the Port Office came. It said boats had sunk.", None),
        ("The Port Office was late. A letter came. Rain fell. It said boats had sunk.", None),
        ("Orlando Venn said the suit was late. It alleged that he had lied.", None),
    ],
)
def test_it_is_the_body_that_the_sentence_before_is_about(text: str, speaker: str | None) -> None:
    assert speakers_in(text)[-1] == speaker


def test_it_is_not_a_body_when_another_without_a_name_stands_nearer() -> None:
    text = "The Port Office was late. If the harbour board acts as before, it announced, all end."
    assert speakers_in(text) == [None]


def test_it_is_the_body_that_its_own_sentence_is_about_whatever_stands_beside() -> None:
    text = "The Port Office fined the company, it announced, for lateness."
    assert speakers_in(text) == ["Port Office"]


def test_they_are_not_what_it_is_in_their_sentence() -> None:
    text = "The Port Office was late. It is a move by mayors against what they say are “lies.”"
    assert speakers_in(text) == [None]
