"""Which passage is an article's first: from memory as from the truth, whatever was done."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from conftest import make_article

from corpus.spans import Span
from index.derived.firsts import Firsts
from index.memory import Memory
from index.truth.store import Store

Keep = Callable[..., str]
TEXT = "One. Two. Six."
CUT = (Span(0, 4), Span(5, 9), Span(10, 14))


def _of(firsts: Firsts, store: Store, highest: int) -> dict[int, int]:
    """The first of every passage up to one, of those that are there."""
    ids = np.arange(0, highest + 2, dtype=np.int64)
    first, there = firsts.of(store, ids)
    return dict(zip(ids[there].tolist(), first[there].tolist(), strict=True))


def test_they_follow_what_is_put_in_and_taken_out(memory: Memory, keep: Keep) -> None:
    firsts = Firsts()
    assert _of(firsts, memory.store, 3) == _of(firsts, memory.store, 3) == {}
    keep(memory, make_article("a", TEXT), *CUT)
    keep(memory, make_article("b", TEXT), *CUT[:1])
    keep(memory, make_article("c", TEXT), *CUT[:2])
    everything = {1: 1, 2: 1, 3: 1, 4: 4, 5: 5, 6: 5}
    assert _of(firsts, memory.store, 6) == everything
    assert _of(Firsts(), memory.store, 6) == everything  # the first time, from the truth
    with memory.writing() as store:
        store.remove(make_article("b", TEXT).id)
    keep(memory, make_article("a", TEXT + " More."), *CUT[:2])  # a new version
    assert _of(firsts, memory.store, 8) == {5: 5, 6: 5, 7: 7, 8: 7}


def test_who_looks_at_an_older_moment_sees_that(memory: Memory, keep: Keep, tmp_path: Path) -> None:
    firsts = Firsts()
    keep(memory, make_article("a", TEXT), *CUT)
    older = Store.open(tmp_path / "library" / "library.db")
    with older.snapshot():
        assert _of(firsts, older, 4) == _of(firsts, older, 4) == {1: 1, 2: 1, 3: 1}
        keep(memory, make_article("b", TEXT), *CUT[:1])
        assert _of(firsts, memory.store, 4) == {1: 1, 2: 1, 3: 1, 4: 4}
        assert _of(firsts, older, 4) == {1: 1, 2: 1, 3: 1}
    assert _of(firsts, memory.store, 4) == {1: 1, 2: 1, 3: 1, 4: 4}
    older.close()
