"""How many processes are started."""

import sys
from pathlib import Path

import pytest

from index import beside


@pytest.mark.parametrize(
    ("limit", "started"),
    [("200000 100000", 2), ("50000 100000", 0), ("250000 100000", 2), ("max 100000", 8), ("", 8)],
)
def test_a_container_has_as_many_cores_as_it_may_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, started: int
) -> None:
    file = tmp_path / "cpu.max"
    file.write_text(limit)
    monkeypatch.setattr(beside, "_LIMIT", file)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(64)), raising=False)
    assert beside.processes(8) == started


def test_where_there_is_no_limit_all_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_LIMIT", tmp_path / "none")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1, 2}, raising=False)
    assert beside.processes(8) == 3


def test_without_a_python_to_start_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "")
    assert beside.processes(8) == 0
