"""Family names with particles: \"al-Haddawi\", \"van der Ek\", and whom they name alone."""

import pytest

from corpus.saying.people import people
from corpus.saying.titles import titles_as_families
from corpus.saying.tokens import tokens


@pytest.mark.parametrize(
    "text",
    [
        "Tides Minister Yusra al-Haddawi came. The pier, Haddawi said, fell.",
        "Tides Minister Yusra al-Haddawi came. The pier, Al-Haddawi said, fell.",
        "Tides Minister Yusra al-Haddawi came. The pier, Al Haddawi said, fell.",
        "Tides Minister Joost Ek de Marr came. The pier, De Marr said, fell.",
        "Tides Minister Joost van der Ek came. The pier, Van der Ek said, fell.",
        "Tides Minister Joost Le Marr came. The pier, Le Marr said, fell.",
        "Tides Minister Joost Le Marr came. The pier, Marr said, fell.",
    ],
)
def test_a_family_name_is_known_with_its_particle_and_without(text: str) -> None:
    (party,) = [party for party in people(text) if party.kind != "body"]
    assert len(party.mentions) == 2


def test_a_given_name_that_is_also_a_particle_begins_a_name_of_its_own() -> None:
    text = "It was Joost van der Berg. The mayor met Van Orrin and Al Lund there."
    assert [party.name for party in people(text)] == ["Joost van der Berg", "Van Orrin", "Al Lund"]


def test_two_of_one_family_with_a_particle_stay_two() -> None:
    text = "Ada Le Marr met Elin Le Marr. The pier, Le Marr said, fell."
    assert [(party.name, len(party.mentions)) for party in people(text)] == [
        ("Ada Le Marr", 1),
        ("Elin Le Marr", 1),
    ]


@pytest.mark.parametrize("described", ["a clerk of the port", "an eel farmer", "61"])
def test_a_title_is_the_family_name_of_somebody_who_is_described(described: str) -> None:
    text = f"It fell, said Wrenna King, {described}, at noon. King left."
    (party,) = [party for party in people(text) if party.kind != "body"]
    assert (party.name, len(party.mentions)) == ("Wrenna King", 2)


@pytest.mark.parametrize("text", ["Wrenna King, a clerk, left", "It fell, said Wrenna King,"])
def test_nothing_need_stand_before_a_name_nor_behind_it(text: str) -> None:
    assert titles_as_families(tokens(text)) == frozenset()


@pytest.mark.parametrize(
    "before",
    [
        "the Wrenna King, a boat",
        "Lord Wrenna King, a boat",
        "Norwegian King, a boat",
        "Council President, a boat",
        "Deputy President, a boat",
        "Lord President, a boat",
        "Wrenna King, the boat",
        "Wrenna King and a boat",
        "iPad King, a boat",
    ],
)
def test_a_title_that_may_be_one_stays_a_title(before: str) -> None:
    assert titles_as_families(tokens(f"It fell, said {before}, at noon.")) == frozenset()
