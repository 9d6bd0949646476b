"""Titles and offices in front of names: where a name begins behind them, and where none does."""

import pytest

from corpus.saying.names import names


@pytest.mark.parametrize(
    "text",
    [
        "The Director of the FBI came.",
        "It was the Player of the Year.",
        "The CEO of Consumer Reports came.",
        "The Minister of Health Canada came.",
        "The President of State Farm came.",
    ],
)
def test_what_is_behind_an_office_is_nobody_of_itself(text: str) -> None:
    assert [found for found in names(text) if found.kind == "person"] == []


def test_a_newspaper_keeps_its_day_and_a_generation_alone_is_nobody() -> None:
    (editor,) = names("It was Sunday Times Editor Vey.")
    assert (editor.name, editor.title) == ("Vey", "Sunday Times Editor")
    assert [found.name for found in names("Bo Vey, Jr., came.")] == ["Bo Vey"]
