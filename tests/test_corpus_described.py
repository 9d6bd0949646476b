"""A name with a description behind it that is itself long, or has no closing comma."""

import pytest

from corpus.saying.statements import statements


def _who(text: str) -> list[tuple[str, str | None]]:
    """Source and speaker of each statement."""
    return [(found.source[0].of(text), found.speaker) for found in statements(text)]


@pytest.mark.parametrize(
    "source",
    [
        "Ada Lund, head of the Tavra harbour, who was ill,",
        "Ada Lund, a clerk who sold eels, crabs and herrings,",
        "Ada Lund, 61, a clerk of the board, a body of five,",
        "Ada Lund, head of the Tavra Glass Works",
        "Ada Lund, CEO of Orr Glass, a firm in Tavra,",
        "Dr. Ada Lund, a doctor in Tavra, a town of eels,",
    ],
)
@pytest.mark.parametrize("before", ["", "On Monday, "])
def test_a_name_is_who_its_description_is_of(before: str, source: str) -> None:
    assert _who(f"{before}{source} said the quay is shut.") == [(source, "Ada Lund")]


def test_what_stands_in_front_of_a_name_is_what_is_said() -> None:
    text = "“The quay is shut,” Ada Lund, a clerk of the board, a body of five, told us."
    found = [(one.content[0].of(text), one.speaker) for one in statements(text)]
    assert found == [("“The quay is shut,”", "Ada Lund")]


@pytest.mark.parametrize(
    "text",
    [
        # nobody is described: they only stand behind a name
        "Orr Glass, officials of the board, a body of five, said it fell.",
        "Ada Lund, clerks of the board, a body of five, said it fell.",
        # somebody else's name, or a part of one
        "The crew met Ada Lund, a clerk of the board, a body of five, said it fell.",
        "On Monday, Oldhaven Cove, a clerk who sold eels, crabs and herrings, said it fell.",
        "Lund, a clerk of the board, a body of five, said it fell.",
        "The old Lund, a clerk of the board, a body of five, said it fell.",
    ],
)
def test_a_description_may_be_nobody_s_who_is_named_before_it(text: str) -> None:
    assert [speaker for _, speaker in _who(text)] == [None]


def test_a_name_that_a_list_ends_in_is_no_description() -> None:
    text = "The lawyers Cal Orr, Ada Lund, Bo Ek and Ivo Singer said it fell."
    assert "Ada Lund" not in [speaker for _, speaker in _who(text)]
