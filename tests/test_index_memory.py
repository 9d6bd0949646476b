"""The library folder: derived indexes follow the truth, and can be lost."""

import dataclasses
import json
import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from conftest import WordEncoder, delete_folder, make_article

from corpus.errors import LibraryError
from corpus.spans import Span
from index.derived.vectors import VectorIndex
from index.derived.words import WordIndex
from index.files import read_sealed
from index.memory import Memory
from index.records import Settings

Keep = Callable[..., str]


def _found(memory: Memory, question: str, passing: list[int] | None = None) -> set[int]:
    memory.follow()
    vector = WordEncoder().encode([question], "question")[0]
    ids = None if passing is None else np.array(passing, np.int64)
    return {item.passage for item in memory.candidates(question, vector, ids, 10)}


def _bases(memory: Memory) -> list[int]:
    """The sizes of the bases on disk, the oldest first."""
    pointer = json.loads(read_sealed(memory.folder / "vectors" / "current.json"))
    sizes = [base["count"] for base in pointer["bases"]]
    assert len(list((memory.folder / "vectors").glob("base-*"))) == len(sizes)
    return sizes


@pytest.fixture
def three(memory: Memory, keep: Keep) -> Memory:
    keep(memory, make_article("quay", "The quay is shut since Monday."))
    keep(memory, make_article("court", "A judge adjourned the trial."))
    keep(memory, make_article("flood", "Rain flooded the lower town."))
    return memory


def test_a_candidate_has_both_scores(three: Memory) -> None:
    vector = WordEncoder().encode(["the judge adjourned"], "question")[0]
    candidates = {c.passage: c for c in three.candidates("the judge adjourned", vector, None, 10)}
    assert set(candidates) == {1, 2, 3}
    # By hand: two words, each once in one of three passages; this one has 5 words of 16 in all.
    rarity = math.log(1 + (3 - 1 + 0.5) / (1 + 0.5))
    frequency = 2.2 / (1 + 1.2 * (1 - 0.75 + 0.75 * 5 / (16 / 3)))
    assert candidates[2].bm25 == pytest.approx(2 * rarity * frequency, rel=1e-3)
    assert candidates[1].bm25 == candidates[3].bm25 == 0.0
    expected = WordEncoder().encode(["A judge adjourned the trial."], "passage")[0] @ vector
    assert candidates[2].cosine == pytest.approx(float(expected), abs=1e-3)


def test_a_candidate_has_the_words_of_its_article(memory: Memory, keep: Keep) -> None:
    text = "The judge sat down. He adjourned."
    keep(memory, make_article("rain", "Rain fell."))
    keep(memory, make_article("court", text), Span(0, 19), Span(20, 33))
    memory.follow()
    vector = WordEncoder().encode(["judge"], "question")[0]
    found = {c.passage: c for c in memory.candidates("judge", vector, None, 10)}
    assert [found[at].article for at in (1, 2, 3)] == [1, 2, 2]
    assert found[3].bm25 == 0.0 < found[2].bm25
    # By hand: in one of two articles, whose texts have 2 and 6 words, and no headline.
    frequency = 2.2 / (1 + 1.2 * (1 - 0.75 + 0.75 * 6 / 4))
    expected = math.log(1 + (2 - 1 + 0.5) / (1 + 0.5)) * frequency
    assert found[2].article_bm25 == found[3].article_bm25 == pytest.approx(expected, rel=1e-3)
    assert found[1].article_bm25 == 0.0
    with memory.writing() as store:
        store.remove(make_article("court", "").id)
    memory.follow()
    (left,) = memory.candidates("judge", vector, None, 10)
    assert (left.passage, left.article_bm25) == (1, 0.0)
    assert memory.faults() == []


def test_filters_come_before_the_best_k(three: Memory) -> None:
    vector = WordEncoder().encode(["judge trial"], "question")[0]
    only = three.candidates("judge trial", vector, np.array([1, 3]), 1)
    assert {candidate.passage for candidate in only} <= {1, 3}
    assert only
    assert three.candidates("judge trial", vector, np.array([], np.int64), 1) == []


def test_removed_passages_are_not_found(three: Memory) -> None:
    assert 2 in _found(three, "judge")
    with three.writing() as store:
        store.remove(make_article("court", "").id)
    assert 2 not in _found(three, "judge")
    assert three.faults() == []


def test_another_reader_sees_each_commit(three: Memory, keep: Keep) -> None:
    reader = Memory.open(three.folder)
    assert _found(reader, "mayor resigned") == {1, 2, 3}
    keep(three, make_article("mayor", "The mayor resigned."))
    assert 4 in _found(reader, "mayor resigned")
    with three.writing() as store:
        store.remove(make_article("mayor", "").id)
    assert 4 not in _found(reader, "mayor resigned")
    reader.close()


def test_compaction_changes_nothing_that_is_found(
    three: Memory, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Memory.open(three.folder)
    before = _found(reader, "judge")
    monkeypatch.setattr("index.derived.vectors._TAIL_MIN", 0)
    keep(three, make_article("mayor", "The mayor resigned."))
    assert (three.folder / "vectors" / "current.json").exists()
    assert _found(three, "judge") == _found(reader, "judge") == before | {4}
    with three.writing() as store:
        store.remove(make_article("court", "").id)
    assert _bases(three) == [4]  # one is masked
    assert _found(three, "judge") == _found(reader, "judge") == {1, 3, 4}
    again = Memory.open(three.folder)
    assert _found(again, "judge") == {1, 3, 4}
    assert again.faults() == []
    again.close()
    reader.close()


def test_bases_grow_apart_and_join_when_they_are_alike(
    memory: Memory, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.derived.vectors._TAIL_MIN", 0)
    sizes = []
    for number in range(9):
        keep(memory, make_article(f"n{number}", f"The quay number k{number} is shut."))
        sizes.append(_bases(memory))
    assert sizes == [[1], [2], [3], [3, 1], [5], [5, 1], [5, 2], [8], [8, 1]]
    assert _found(memory, "quay k3") == set(range(1, 10))
    with memory.writing() as store:
        for number in range(5):
            store.remove(make_article(f"n{number}", "").id)
    assert _bases(memory) == [4]  # what is mostly removed is written anew, and joined
    assert _found(memory, "quay k3") == {6, 7, 8, 9}
    assert memory.faults() == []


def test_a_large_base_is_searched_in_part_and_says_how_well(
    memory: Memory, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.derived.bases._EXACT_ROWS", 300)
    rng = np.random.default_rng(5)
    rows = rng.normal(size=(600, 64)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    article = make_article("all", "x" * 600)
    with memory.writing() as store:
        digests = [number.to_bytes(16, "big") for number in range(600)]
        store.put_vectors(digests, rows)
        store.put(article, [Span(at, at + 1) for at in range(600)], digests)
    index = VectorIndex(memory.folder / "other", "words-64", 64)
    index.remake(memory.store)
    index.open()
    assert index.recall is not None
    assert index.recall >= 0.99
    found, scores = index.search(rows[7], 10)
    kept = rows.astype(np.float16).astype(np.float32)
    truth = np.argsort(-(kept @ rows[7]), kind="stable")[:10] + 1
    assert found[0] == 8
    assert len(set(found) & set(truth)) >= 9
    assert scores == pytest.approx((kept @ rows[7])[found - 1], abs=1e-4)
    # Few pass: they are all compared. Many pass: none of the others is found.
    few, _ = index.search(rows[7], 5, np.arange(100, 200))
    assert (
        few.tolist()
        == [id_ for id_ in np.argsort(-(kept @ rows[7]), kind="stable") + 1 if 100 <= id_ < 200][:5]
    )
    many, _ = index.search(rows[7], 50, np.arange(1, 401))
    assert many.max() <= 400
    assert len(many) == 50


def test_vectors_may_come_after_their_passages(memory: Memory, keep: Keep) -> None:
    text = "The quay is shut since Monday."
    article, digest = make_article("quay", text), b"quay".ljust(16)
    with memory.writing() as store:
        store.put(article, [Span(0, len(text))], [digest])
    keep(memory, make_article("court", "A judge adjourned the trial."))
    vector = WordEncoder().encode([text], "passage")
    reader = Memory.open(memory.folder)
    assert {c.passage: c.cosine for c in reader.candidates("quay", vector[0], None, 5)}[1] == 0.0
    assert reader.faults() == []
    assert memory.store.waiting.count() == 1
    with memory.writing() as store:
        assert store.waiting.first(9) == [(1, digest)]
        store.put_vectors([digest], vector)
    reader.follow()
    found = {c.passage: c.cosine for c in reader.candidates("quay", vector[0], None, 5)}
    assert found[1] == pytest.approx(1.0, abs=1e-3)
    assert memory.store.waiting.count() == 0
    assert reader.faults() == memory.faults() == []
    reader.close()


@pytest.mark.parametrize("part", ["vectors", "words"])
def test_a_lost_index_is_made_again(
    three: Memory, keep: Keep, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.derived.vectors._TAIL_MIN", 0)
    keep(three, make_article("mayor", "The mayor resigned."))
    before = _found(three, "judge quay")
    three.close()
    delete_folder(three.folder / part)
    again = Memory.open(three.folder)
    assert _found(again, "judge quay") == before
    assert again.faults() == []
    again.close()


def test_a_damaged_base_is_noticed_said_and_made_again(
    three: Memory, keep: Keep, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("index.derived.vectors._TAIL_MIN", 0)
    keep(three, make_article("mayor", "The mayor resigned."))
    before = _found(three, "judge")
    three.close()
    (base,) = (three.folder / "vectors").glob("base-*/vectors.faiss")
    content = bytearray(base.read_bytes())
    content[-5] ^= 1
    base.write_bytes(content)
    again = Memory.open(three.folder)
    assert "The index of vectors is made again" in caplog.text
    assert "checksum" in caplog.text
    assert _found(again, "judge") == before
    assert again.faults() == []
    again.close()


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"version": 1}'])
@pytest.mark.parametrize("file", ["vectors/current.json", "words/state.json", "words/meta.json"])
def test_any_damaged_pointer_is_mended(three: Memory, file: str, damage: bytes) -> None:
    before = _found(three, "judge quay")
    three.close()
    (three.folder / file).parent.mkdir(exist_ok=True)
    (three.folder / file).write_bytes(damage)
    again = Memory.open(three.folder)
    assert _found(again, "judge quay") == before
    assert again.faults() == []
    again.close()


def test_a_word_index_that_crashed_before_its_state_was_written(three: Memory) -> None:
    before = _found(three, "judge quay")
    three.close()
    (three.folder / "words" / "state.json").unlink()
    again = Memory.open(three.folder)
    assert _found(again, "judge quay") == before
    assert again.faults() == []  # each passage once
    again.close()


def test_a_word_index_that_lost_its_files_but_not_its_state(three: Memory) -> None:
    before = _found(three, "judge quay")
    three.close()
    (three.folder / "words" / "meta.json").unlink()
    again = Memory.open(three.folder)
    assert _found(again, "judge quay") == before
    assert again.faults() == []
    again.close()


@pytest.mark.parametrize("file", ["vectors/current.json", "words/state.json"])
def test_damage_under_an_open_library_is_mended(
    three: Memory, keep: Keep, file: str, caplog: pytest.LogCaptureFixture
) -> None:
    reader = Memory.open(three.folder)
    (three.folder / file).parent.mkdir(exist_ok=True)
    keep(three, make_article("mayor", "The mayor resigned."))
    (three.folder / file).write_bytes(b"{")
    assert _found(reader, "mayor resigned") == {1, 2, 3, 4}
    assert "is made again" in caplog.text
    assert reader.faults() == []
    reader.close()


def test_a_commit_while_the_tail_is_read_is_taken_in_once(
    three: Memory, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = VectorIndex(three.folder / "vectors", "words-64", 64)
    index.open()
    state = three.store.waiting.state

    def late() -> tuple[int, int, int]:
        known = state()
        monkeypatch.setattr(three.store.waiting, "state", state)
        keep(three, make_article("mayor", "The mayor resigned."))
        return known

    index._view = dataclasses.replace(index._view, seen=(1, 0, 0))
    monkeypatch.setattr(three.store.waiting, "state", late)
    index.catch_up(three.store)
    index.catch_up(three.store)
    assert index._view.tail_ids.tolist() == [2, 3, 4]


def test_an_index_that_cannot_be_written_does_not_undo_the_commit(
    three: Memory, keep: Keep, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise ValueError("No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(WordIndex, "catch_up", full)
        keep(three, make_article("mayor", "The mayor resigned."))
    assert "an index is behind: No space left on device" in caplog.text
    assert 4 in _found(three, "mayor resigned")
    assert three.faults() == []


def test_a_closed_memory_says_so(three: Memory) -> None:
    three.close()
    with pytest.raises(LibraryError, match="is closed; open it again"):
        three.store.counts()


def test_another_library_in_its_place_is_left_as_it_is(
    three: Memory, settings: Settings, keep: Keep, tmp_path: Path
) -> None:
    other = Memory.create(tmp_path / "other", settings)
    keep(other, make_article("ferry", "The ferry sank off the pier."))
    other.close()
    before = _contents(other.folder)
    assert _found(three, "ferry quay") == {1, 2, 3}
    three.folder.rename(tmp_path / "old")
    other.folder.rename(three.folder)
    for use in (three.follow, three.faults, lambda: _counted_by_another_thread(three)):
        with pytest.raises(LibraryError, match="was taken away or replaced while it was open"):
            use()
    assert _contents(three.folder) == before


def test_where_a_library_was_nothing_is_made(three: Memory, tmp_path: Path) -> None:
    three.folder.rename(tmp_path / "old")
    for use in (three.follow, lambda: _counted_by_another_thread(three)):
        with pytest.raises(LibraryError, match="open it again, or start the server again"):
            use()
    assert not three.folder.exists()


def _counted_by_another_thread(memory: Memory) -> int:
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: memory.store.counts()["articles"]).result()


def _contents(folder: Path) -> dict[str, bytes]:
    """Each file below a folder but for locks, and what is in it."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.endswith(".lock")
    }
