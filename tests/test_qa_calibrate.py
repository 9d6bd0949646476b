"""Fitting the floor of an answer to a library."""

from collections.abc import Callable

import pytest
from conftest import WordEncoder, make_article

from corpus.errors import UsageError
from index.memory import Memory
from index.records import Settings
from qa.asking.judging import learned_floor, usual_floor
from qa.library import Library

Keep = Callable[..., str]

TOWNS = ["Orrin", "Haldmoor", "Lysmere", "Sennetby", "Marrowick", "Northbank", "Corvane", "Tavra"]
GOODS = ["lanterns", "girders", "bowls", "rafts", "piles"]


def _fill(memory: Memory, keep: Keep, count: int) -> None:
    """Articles of one sentence each, none with the words of another."""
    for at in range(count):
        town, goods = TOWNS[at % len(TOWNS)], GOODS[at // len(TOWNS) % len(GOODS)]
        text = (
            f"Carter{at} brought {goods} number{at} past {town} for trader{at}, who paid sum{at} "
            f"and kept receipt{at} behind counter{at}."
        )
        keep(memory, make_article(f"article-{at}", text))


def test_a_library_is_calibrated(memory: Memory, keep: Keep, encoder: WordEncoder) -> None:
    library = Library(memory, encoder)
    _fill(memory, keep, 30)
    before = library.status()
    assert (before.floor, before.calibration) == (0.05, None)
    found = library.calibrate()
    assert (found.questions, found.passages) == (30, 30)
    assert 0.05 < found.floor < 1
    assert found.answerable_refused <= 0.05
    assert found.hidden_refused == 1.0
    after = library.status()
    assert (after.floor, after.calibration) == (found.floor, found)


def test_the_same_library_gives_the_same_floor(
    memory: Memory, keep: Keep, encoder: WordEncoder
) -> None:
    library = Library(memory, encoder)
    _fill(memory, keep, 25)
    assert library.calibrate().floor == library.calibrate().floor


def test_what_was_fitted_decides(memory: Memory, keep: Keep, encoder: WordEncoder) -> None:
    library = Library(memory, encoder)
    _fill(memory, keep, 30)
    question = "Which lanterns came past Orrin on the morning ferry?"
    assert library.ask(question).answered
    library.calibrate()
    assert not library.ask(question).answered


def test_a_small_library_is_refused(memory: Memory, keep: Keep, encoder: WordEncoder) -> None:
    _fill(memory, keep, 3)
    with pytest.raises(UsageError, match="too small to be calibrated: 3 articles make a question"):
        Library(memory, encoder).calibrate()


def test_the_floor_that_was_learned_is_for_one_model(memory: Memory) -> None:
    assert learned_floor(memory) is None
    assert usual_floor(memory) == 0.05
    memory.settings = Settings("all-MiniLM-L6-v2", "", 64, 40, 10)
    assert learned_floor(memory) == 0.15
