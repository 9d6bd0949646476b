"""Roles: what an article calls somebody, where it begins and ends, and what is none."""

import pytest

from corpus.saying.people import people
from corpus.saying.statements import statements


def called(text: str) -> tuple[str | None, str | None]:
    (found,) = statements(text)
    return found.speaker, found.role


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Quarterback Orrin Vale said it was late.", "Orrin Vale", "Quarterback"),
        ("“It is late,” said Tavra goalie Orrin Vale.", "Orrin Vale", "Tavra goalie"),
        ("“It is late,” said the shy sculptor Orrin Vale.", "Orrin Vale", "the shy sculptor"),
        ("“It is late,” said President-elect Orrin Vale.", "Orrin Vale", "President-elect"),
    ],
)
def test_a_trade_in_front_is_no_part_of_a_name(text: str, name: str, role: str) -> None:
    assert called(text) == (name, role)


def test_who_works_at_an_institute_is_a_person() -> None:
    text = "Oldhaven Institute of Tides climatologist Quillon Venn left. “It is late,” Venn said."
    assert called(text) == ("Quillon Venn", "Oldhaven Institute of Tides climatologist")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ada Lund, author of the “Book of Tides,” said it fell.", "author"),
        ("Ada Lund, a mother of two, said it fell.", "a mother of two"),
        ("President Bo Ek met former President Ada Lund.", "former President"),
        ("Ada Lund, director at the WHO, said it fell.", "director at the WHO"),
        ("Ada Lund, became owner after a death, left. Lund said it fell.", None),
        ("The official Ada Lund cup was sold. Lund said it fell.", None),
    ],
)
def test_where_a_role_ends_and_what_is_none(text: str, role: str | None) -> None:
    (party,) = (party for party in people(text) if party.name == "Ada Lund")
    assert [told for _, told in party.roles] == ([] if role is None else [role])
