"""Many askers take turns."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import WordEncoder, make_article

from index.memory import Memory
from index.records import Candidate
from qa.asking.company import Likeness
from qa.asking.rank import rank
from qa.library import Library

Keep = Callable[..., str]


def test_of_many_askers_two_are_worked_for_at_once(
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

    monkeypatch.setattr("qa.asking.ask.rank", slow)
    with ThreadPoolExecutor(6) as askers:
        answers = list(askers.map(library.ask, ["Which quay is shut?"] * 6))
    assert [answer.answered for answer in answers] == [True] * 6
    assert most == [2]
