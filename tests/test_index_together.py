"""Questions that arrive together go through the network together."""

import threading
from collections.abc import Sequence

import numpy as np
import pytest
from conftest import WordEncoder
from numpy.typing import NDArray

from index.models.encoder import Kind
from index.models.together import TogetherEncoder, Turns

LATER = ["Who closed the bridge?", "What did Ada Lund say?", "When did the trial begin?"]


class BusyEncoder(WordEncoder):
    """Is still at work on the first batch when three others have asked."""

    def __init__(self) -> None:
        super().__init__()
        self.batches: list[list[str]] = []
        self.all_there = threading.Event()

    def encode(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        self.batches.append(list(texts))
        if len(self.batches) == 1:
            assert self.all_there.wait(30)
        return super().encode(texts, kind)


class BrokenEncoder(WordEncoder):
    """Has no memory left."""

    def encode(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        raise MemoryError(f"{len(texts)} texts")


def _ask_all(encoder: TogetherEncoder, busy: BusyEncoder) -> dict[str, NDArray[np.float32]]:
    """Ask one question, and while it is embedded the later ones, each from a thread of its own."""
    found: dict[str, NDArray[np.float32]] = {}

    def ask(question: str) -> None:
        found[question] = encoder.encode([question], "question")

    first = threading.Thread(target=ask, args=["Who was first?"])
    first.start()
    while not busy.batches:
        threading.Event().wait(0.001)
    others = [threading.Thread(target=ask, args=[question]) for question in LATER]
    for thread in others:
        thread.start()
    while len(encoder._waiting) < len(LATER):
        threading.Event().wait(0.001)
    busy.all_there.set()
    for thread in [first, *others]:
        thread.join(30)
    return found


def test_questions_that_wait_are_embedded_at_once_each_with_its_own_vector() -> None:
    busy = BusyEncoder()
    found = _ask_all(TogetherEncoder(busy, Turns()), busy)
    assert [sorted(batch) for batch in busy.batches] == [["Who was first?"], sorted(LATER)]
    for question, rows in found.items():
        np.testing.assert_array_equal(rows, WordEncoder().encode([question], "question"))
    assert sorted(found) == sorted(["Who was first?", *LATER])


def test_a_lone_question_and_passages_go_straight_through() -> None:
    inner = WordEncoder()
    encoder = TogetherEncoder(inner, Turns())
    assert encoder.encode(["Who?", "When?"], "question").shape == (2, 64)
    assert encoder.encode(["It rained."], "passage").shape == (1, 64)
    assert inner.encoded == ["Who?", "When?", "It rained."]


def test_what_goes_wrong_is_told_and_the_next_question_gets_its_turn() -> None:
    encoder = TogetherEncoder(BrokenEncoder(), Turns())
    for _ in range(2):
        with pytest.raises(MemoryError, match=r"^1 texts$"):
            encoder.encode(["Who?"], "question")
