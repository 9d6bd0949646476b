"""Many askers take turns."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from conftest import WordEncoder, make_article
from numpy.typing import NDArray

from index.memory import Memory
from index.models.encoder import Kind
from index.records import Candidate
from qa.asking.company import Likeness
from qa.asking.rank import rank
from qa.library import Library

Keep = Callable[..., str]


class SlowEncoder(WordEncoder):
    """Has not embedded the first question before another one is worked at."""

    def __init__(self) -> None:
        super().__init__()
        self.other_at_work = threading.Event()

    def encode(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        if "Which quay is shut?" in texts:
            assert self.other_at_work.wait(30)
        return super().encode(texts, kind)


def test_of_many_askers_one_is_worked_for_at_once(
    memory: Memory, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(memory, make_article("quay", "The quay is shut since Monday."))
    library = Library(memory, WordEncoder())
    at_work, most = [0], [0]
    counting = threading.Lock()

    def slow(candidates: list[Candidate], likeness: Likeness) -> list[Candidate]:
        with counting:
            at_work[0] += 1
            most[0] = max(most[0], at_work[0])
        time.sleep(0.05)
        with counting:
            at_work[0] -= 1
        return rank(candidates, likeness)

    monkeypatch.setattr("qa.asking.gathering.rank", slow)
    with ThreadPoolExecutor(6) as askers:
        answers = list(askers.map(library.ask, ["Which quay is shut?"] * 6))
    assert [answer.answered for answer in answers] == [True] * 6
    assert most == [1]


def test_others_are_worked_for_while_a_question_is_embedded(memory: Memory, keep: Keep) -> None:
    keep(memory, make_article("quay", "The quay is shut since Monday.", outlet="Quay Post"))
    encoder = SlowEncoder()
    library = Library(memory, encoder)
    with ThreadPoolExecutor(1) as other:
        asked = other.submit(library.ask, "Which quay is shut?")
        time.sleep(0.05)
        assert library.check("The quay is shut since Monday.").matches
        encoder.other_at_work.set()
        assert asked.result(30).answered


def test_who_fails_gives_the_turn_back(memory: Memory, keep: Keep) -> None:
    keep(memory, make_article("quay", "The quay is shut since Monday."))
    library = Library(memory, WordEncoder())
    for _ in range(2):
        with pytest.raises(ValueError, match="The question is empty"):
            library.ask(" ")
