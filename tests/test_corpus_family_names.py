"""Family names with particles: \"al-Haddawi\", \"van der Ek\", and whom they name alone."""

import pytest

from corpus.saying.people import people


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
