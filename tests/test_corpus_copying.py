"""Sketches, by which copies are found, and the exact comparison that proves them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.copying.alike import FEWEST, Printed, place, share, stretch
from corpus.copying.shingles import places, words
from corpus.copying.sketch import sketch

PIER = (
    "The old pier at Sandhaven was closed to walkers on Tuesday after a storm tore eleven planks "
    "from its deck. Harbourmaster Nell Abara said the boards would be replaced before Easter. "
    "Repairs will be paid for by the county, which owns the structure and has insured it since "
    "the fire of 1988. Fishermen may use the northern steps until then."
)
MARKET = (
    "Traders at the covered market in Sandhaven voted on Friday to open on Sundays from May, by "
    "forty votes to nine. The council had asked them to wait for a study of traffic on Mill Lane. "
    "A second vote is planned for the autumn, when the stalls on the upper floor are let again."
)
QUOTE = (
    '"I have walked this pier every morning for thirty years and I have never once seen the water '
    'come over the rail like that, and I hope that I never will again," Abara said.'
)


def test_a_copy_shares_its_sentences_and_a_stranger_none() -> None:
    shortened = PIER.partition("Repairs")[0]
    assert set(sketch(shortened)) < set(sketch(PIER))
    assert len(sketch(shortened)) == 4
    assert not set(sketch(PIER)) & set(sketch(MARKET))


def test_the_order_and_the_marks_do_not_matter() -> None:
    first, second, *rest = PIER.split(". ")
    turned = ". ".join([second, first, *rest]).upper().replace(",", " –")
    assert set(sketch(turned)) == set(sketch(PIER))


def test_a_sketch_is_the_same_everywhere() -> None:
    assert sketch("A storm tore eleven planks from the deck of the pier.") == [
        3620296979731191956,
        -6273718004857583799,
    ]


@pytest.mark.parametrize("text", ["", "Too short to tell.", "!?", "\0"])
def test_nothing_to_sketch(text: str) -> None:
    assert sketch(text) == []


def test_a_shortened_text_with_a_lead_of_its_own_is_all_there() -> None:
    shorter = PIER.partition(" Fishermen")[0]
    assert share(Printed(shorter), Printed(f"{MARKET} {PIER}")) == 1.0
    assert share(Printed(PIER), Printed(MARKET)) == 0.0


def test_a_changed_word_costs_the_runs_that_have_it() -> None:
    changed = Printed(PIER.replace("eleven", "twelve"))
    runs = len(Printed(PIER).all)
    assert share(Printed(PIER), changed) == (runs - 4) / runs


def test_a_quotation_that_both_have_shows_nothing() -> None:
    one, other = Printed(f"{PIER} {QUOTE}"), Printed(f"{MARKET} {QUOTE}")
    assert len(one.all & other.all) > 30
    assert share(one, other) == len(one.own & other.own) / min(len(one.own), len(other.own)) < 0.04


def test_too_short_to_be_a_copy() -> None:
    short = Printed("The pier is closed until Easter, the harbourmaster said on Tuesday.")
    assert len(short.all) < FEWEST
    assert share(short, short) == 0.0


def test_where_the_words_of_a_passage_stand() -> None:
    part = PIER.partition(" Repairs")[0]
    whole = f"{MARKET} {PIER}"
    found = place(Printed(part), Printed(whole))
    assert found is not None
    assert found.span.of(whole) == part.removesuffix(".")
    assert found.share == 1.0
    assert place(Printed(PIER), Printed(MARKET)) is None
    half = place(Printed(PIER), Printed(part))
    assert half is not None and 0.2 < half.share < 0.8
    assert place(Printed(PIER), Printed(part), half.share) == half
    assert place(Printed(PIER), Printed(part), half.share + 0.01) is None


def test_the_densest_place_is_meant() -> None:
    whole = f"The old pier at Sandhaven is named after nobody. {MARKET} {MARKET[::-1]} {PIER}"
    found = place(Printed(PIER), Printed(whole))
    assert found is not None
    assert found.span.of(whole) == PIER.removesuffix(".")


def test_from_the_first_to_the_last_shared_word() -> None:
    whole = f"{MARKET} {PIER} {MARKET}"
    assert stretch(Printed(PIER), Printed(whole)).of(whole) == PIER.removesuffix(".")


@given(st.text(max_size=200))
def test_places_are_those_of_the_words(text: str) -> None:
    assert [text[start:end].lower() for start, end in places(text)] == words(text)
