"""How many processes are started."""

import sys

import pytest

from index import beside


@pytest.mark.parametrize(("cores", "started"), [(1, 0), (2, 2), (64, 8)])
def test_there_is_one_for_each_core_and_none_for_one(
    monkeypatch: pytest.MonkeyPatch, cores: int, started: int
) -> None:
    monkeypatch.setattr(beside, "cores", lambda: cores)
    assert beside.processes(8) == started


def test_without_a_python_to_start_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "")
    assert beside.processes(8) == 0
