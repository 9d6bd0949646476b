"""Folding a text to its words, and the steps between two texts."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.matching.wording import (
    align,
    fold,
    missing_negations,
    negations,
    telling,
    unspaced,
    weight,
    without_marks,
)

CASES = json.loads((Path(__file__).parent / "cases" / "wording.json").read_text("utf-8"))
WORDS = st.lists(
    st.sampled_from(["the", "bridge", "is", "not", "shut", "we", "will", "go"]), max_size=12
)


@pytest.mark.parametrize("case", CASES["same"], ids=lambda case: case["comment"])
def test_same_wording(case: dict[str, str]) -> None:
    assert fold(case["one"]).keys == fold(case["other"]).keys


@pytest.mark.parametrize("case", CASES["different"], ids=lambda case: case["comment"])
def test_different_wording(case: dict[str, str]) -> None:
    assert fold(case["one"]).keys != fold(case["other"]).keys


@given(st.text())
def test_every_word_is_a_slice_and_words_do_not_overlap(text: str) -> None:
    words = fold(text)
    assert len(words.keys) == len(words.starts) == len(words.ends)
    at = 0
    for start, end in zip(words.starts, words.ends, strict=True):
        assert at <= start < end <= len(text)
        at = end


@given(st.text(alphabet="ab1,.’' \n“-", max_size=60))
def test_words_are_all_letters_and_digits(text: str) -> None:
    words = fold(text)
    inside = {at for a, b in zip(words.starts, words.ends, strict=True) for at in range(a, b)}
    assert {at for at, char in enumerate(text) if char.isalnum()} <= inside


def test_a_word_knows_its_place_after_folding_made_it_longer() -> None:
    text = "Die ﬁnnische Straße – “wirklich” İzmir."
    words = fold(text)
    assert words.keys == ("die", "finnische", "strasse", "wirklich", "i̇zmir")
    assert words.printed(1, 3) == "ﬁnnische Straße"
    assert words.span(3, 4).of(text) == "wirklich"
    assert words.only([0, 3]).keys == ("die", "wirklich")
    assert words.span(2, 2).of(text) == ""


@pytest.mark.parametrize(
    ("quote", "inside"),
    [
        ("“We closed it.”", "We closed it."),
        ('"We closed it."', "We closed it."),
        ("  «We closed it» \n", "We closed it"),
        ("‘We closed it’", "We closed it"),
        ('"We closed it', "We closed it"),
        ("We closed it”", "We closed it"),
        ("the “big” one", "the “big” one"),
        ("the workers'", "the workers'"),
        ("it was ‘big’", "it was ‘big’"),
        ("“ ”", ""),
        ('"', '"'),
        ("", ""),
    ],
)
def test_marks_around_a_quote(quote: str, inside: str) -> None:
    assert without_marks(quote).of(quote) == inside


@given(WORDS, WORDS)
def test_steps_lead_from_one_to_the_other(quote: list[str], article: list[str]) -> None:
    steps = align(quote, article)
    assert [key for _, i1, i2, _, _ in steps for key in quote[i1:i2]] == quote
    assert [key for _, _, _, j1, j2 in steps for key in article[j1:j2]] == article
    for op, i1, i2, j1, j2 in steps:
        assert (quote[i1:i2] == article[j1:j2]) == (op == "same")
        assert (op == "dropped") == (i1 == i2)
        assert (op == "added") == (j1 == j2)


def test_what_is_too_long_to_align_is_changed_as_a_whole() -> None:
    assert align(["a"] * 500, ["b"] * 500, 1, 2) == [("changed", 1, 501, 2, 502)]


def test_negations() -> None:
    assert negations(fold("We can’t, without you, do nothing but wait.").keys) == [
        "can't",
        "without",
        "nothing",
    ]
    assert missing_negations(["never"], ["not"]) == []
    assert missing_negations(["only"], ["unless", "not"]) == ["unless", "not"]


def test_words_that_tell() -> None:
    assert (telling(["the", "old", "bridge"]), weight(["the", "old", "bridge"])) == (2, 2.25)
    assert [unspaced(key) for key in ("ไ", "é", "a")] == [True, False, False]
