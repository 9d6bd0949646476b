"""The write-ahead log stays short, though somebody is always reading."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import make_article

from index.memory import Memory
from index.truth import log


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_LONG", 100_000)
    monkeypatch.setattr(log, "_WAIT_MS", 20)


def _size(memory: Memory) -> int:
    return Path(memory.folder / "library.db-wal").stat().st_size


def test_a_long_log_is_shortened(memory: Memory, keep: Callable[..., str]) -> None:
    sizes = []
    for at in range(12):
        keep(memory, make_article(f"n{at}", f"The quay k{at} is shut."))
        sizes.append(_size(memory))
    assert max(sizes) <= 100_000
    assert 0 in sizes


def test_it_waits_for_those_who_read_and_loses_nothing(
    memory: Memory, keep: Callable[..., str]
) -> None:
    reader = Memory.open(memory.folder)
    with reader.store.snapshot():
        assert reader.store.counts()["articles"] == 0
        for at in range(12):
            keep(memory, make_article(f"n{at}", f"The quay k{at} is shut."))
        assert _size(memory) > 100_000
        assert reader.store.counts()["articles"] == 0
    keep(memory, make_article("last", "The mill is shut."))
    assert _size(memory) == 0
    assert reader.store.counts()["articles"] == 13
    assert memory.faults() == []
    reader.close()


def test_a_batch_has_memory_for_what_it_changes_and_gives_it_back(memory: Memory) -> None:
    with memory.writing() as store:
        assert store._one("PRAGMA cache_size") == -64_000
    assert memory.store._one("PRAGMA cache_size") == -2_000
    with pytest.raises(ZeroDivisionError), memory.writing():
        _ = 1 / 0
    assert memory.store._one("PRAGMA cache_size") == -2_000
