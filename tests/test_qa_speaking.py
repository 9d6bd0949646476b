"""Who says the words that are checked, and whether that is the speaker asked for."""

from collections.abc import Callable

import pytest
from conftest import WordEncoder, make_article

from corpus.spans import Span
from index.memory import Memory
from qa.checking.check import check
from qa.checking.speaking import is_within_report, nearest_names, same_person


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Salvador Quintelo", "Salvad?r Quintelo", True),
        ("Captain Eskildsen", "Nnamdi Eskildsen", True),
        ("the Rennick", "Tobias Rennick", True),
        ("Tobias Rennick", "Clara Rennick", False),
        ("Kesterline", "Kesterline Dredging", True),
        ("?", "Tobias Rennick", False),
    ],
)
def test_same_person(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same


def test_words_that_another_passes_on_are_told_to_be_second_hand(
    memory: Memory, keep: Callable[..., str]
) -> None:
    words = "the pier is rotten to its very core and must go"
    text = f'Mayor Ada Lund came. Lund said engineer Bo Ek had told her "{words}".'
    keep(memory, make_article("pier", text, outlet="Quay Post"))
    found = check(memory, WordEncoder, words, "Bo Ek")
    assert found.speaker_matches is True
    assert found.notes == ("Quay Post has the words of Bo Ek at second hand: “Lund said”.",)


def test_nearest_names() -> None:
    known = ["Halvard Iwu-Stenberg", "Casimir Bo-Ferreira"]
    assert nearest_names("Halvard Stenberg", known) == ["Halvard Iwu-Stenberg"]
    assert nearest_names("Q", known) == []


@pytest.mark.parametrize(
    ("text", "quote", "hers"),
    [
        (
            'Mayor Ada Lund came. Lund said engineer Bo Ek had told her "the pier is rotten to its '
            'very core and must go".',
            "the pier is rotten to its very core and must go",
            False,  # they are given to Bo Ek
        ),
        (
            "\"He said, 'I never took a single coin from the harbour chest,' and I believed "
            'him," said Ada Lund.',
            "I never took a single coin from the harbour chest",
            None,
        ),
    ],
)
def test_what_a_speaker_reports_of_another_is_not_hers(
    memory: Memory, keep: Callable[..., str], text: str, quote: str, hers: bool | None
) -> None:
    keep(memory, make_article("pier", text))
    found = check(memory, WordEncoder, quote, "Ada Lund")
    assert found.class_ in {"verbatim", "typography", "cut"}
    assert found.speaker_matches is hers


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            'Ada Lund expressed hope for the "early opening of the pier".',
            "early opening of the pier",
        ),
        ('Ada Lund called the report "a heap of lies".', "a heap of lies"),
        ('Ada Lund said the latest report was "a heap of lies".', "a heap of lies"),
    ],
)
def test_a_noun_is_no_verb_of_saying(
    memory: Memory, keep: Callable[..., str], text: str, quote: str
) -> None:
    keep(memory, make_article("pier", text))
    assert check(memory, WordEncoder, quote, "Ada Lund").speaker_matches is True
    assert check(memory, WordEncoder, quote, "Bo Ek").speaker_matches is False


@pytest.mark.parametrize(
    "said",
    [
        'that they hope for "an early opening"',
        'that the official claims "an early opening"',
        'that a man who reports "an early opening" lied',
        'that the report had claimed "an early opening"',
        'he rejected the claim of "an early opening"',
        'he called his claim that it was "an early opening" absurd',
    ],
)
def test_a_verb_of_saying_stays_one_and_a_claim_may_be_anothers(said: str) -> None:
    text = f"Ada Lund said {said}."
    start = text.index("an early")
    assert is_within_report(text, Span(14, len(text) - 1), Span(start, start + 16))
