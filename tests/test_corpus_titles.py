"""Titles and offices in front of names: where a name begins behind them, and where none does."""

import pytest

from corpus.saying.names import names
from corpus.saying.people import people


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


def test_a_title_that_goes_with_a_first_name_is_part_of_it_where_no_other_is_known() -> None:
    text = "Prince Imre and Princess Ada Lund came. Imre left. Princess Ada stayed."
    assert [party.name for party in people(text)] == ["Ada Lund", "Prince Imre"]
    assert [party.name for party in people("King Ada Lund came.")] == ["Ada Lund"]
    assert [party.name for party in people("Mayor Imre came.")] == ["Imre"]


def test_whom_a_lawmaker_speaks_for_is_part_of_the_role() -> None:
    text = "Sen. Ada Lund, R-Calif., met Rep. Bo Ek (D-Tavra). Dag Ruud, R-Ohio, left."
    assert [(found.name, found.role) for found in names(text)] == [
        ("Ada Lund", "Sen. (R-California)"),
        ("Bo Ek", "Rep. (D-Tavra)"),
        ("Dag Ruud", None),
    ]
