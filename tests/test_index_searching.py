"""Searching finds the same whichever way is quicker."""

from collections.abc import Callable

import numpy as np
import pytest
from conftest import make_article

from index.derived import bases
from index.derived.vectors import VectorIndex
from index.derived.words import WordIndex
from index.memory import Memory

Keep = Callable[..., str]


def test_vector_search_is_the_same_whichever_way_it_goes(
    memory: Memory, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(7)
    for number in range(60):
        keep(memory, make_article(f"n{number}", f"Passage {number} of {rng.integers(10**9)}."))
    question = rng.normal(size=64).astype(np.float32)
    question /= np.linalg.norm(question)
    ids, rows = memory.store.vectors_after(0, 100)
    truth = rows.astype(np.float32) @ question
    passing = np.sort(rng.choice(ids, 30, replace=False))
    for tail_min in (4096, 0):
        monkeypatch.setattr("index.derived.vectors._TAIL_MIN", tail_min)
        index = VectorIndex(memory.folder / f"v{tail_min}", "words-64", 64)
        index.open()
        index.catch_up(memory.store)
        if index.overgrown:
            index.compact()
            index.open()
        found, scores = index.search(question, 5)
        assert found.tolist() == ids[np.argsort(-truth, kind="stable")[:5]].tolist()
        assert scores == pytest.approx(np.sort(truth)[::-1][:5], abs=1e-3)
        found, _ = index.search(question, 5, passing)
        among = np.isin(ids, passing)
        assert found.tolist() == ids[among][np.argsort(-truth[among], kind="stable")[:5]].tolist()
        found, _ = index.search(question, 40, passing)
        assert found.tolist() == ids[among][np.argsort(-truth[among], kind="stable")].tolist()
        assert index.search(question, 40, np.array([999]))[0].tolist() == []
        assert index.similarities(question, np.array([3, 999])) == pytest.approx(
            [truth[2], 0.0], abs=1e-3
        )
        both = float(rows[2].astype(np.float32) @ rows[49].astype(np.float32))
        assert index.likeness(np.array([50, 3, 999])) == pytest.approx(
            np.array([[1.0, both, 0.0], [both, 1.0, 0.0], [0.0, 0.0, 0.0]]), abs=1e-3
        )


def test_word_search_is_the_same_whichever_way_it_goes(
    memory: Memory, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        keep(memory, make_article(f"n{number}", "harbour " * (number % 7 + 1) + f"x{number}"))
    words = WordIndex(memory.folder / "words")
    words.open()
    passing = np.arange(5, 40, 3)
    found, scores = words.search("the harbour", 4, passing)
    monkeypatch.setattr("index.derived.words._FEW", 0)
    _, until_scores = words.search("the harbour", 4, passing)
    assert len(found) == 4
    assert set(found) <= set(passing.tolist())
    assert sorted(scores) == pytest.approx(sorted(until_scores))


def test_articles_score_the_same_whether_named_or_not(
    memory: Memory, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        keep(memory, make_article(f"n{number}", "harbour " * (number % 4 + 1) + f"x{number}"))
    keep(memory, make_article("other", "Nothing of that."))
    words = WordIndex(memory.folder / "words")
    words.open()
    unnamed = words.article_scores("the harbour", [2, 3, 13])
    monkeypatch.setattr("index.derived.words._MOST", 0)
    assert words.article_scores("the harbour", [2, 3, 13]) == unnamed
    assert list(unnamed) == [3, 2]


@pytest.mark.parametrize("question", ["Castón", "Casto\u0301n", "caston"])
@pytest.mark.parametrize("text", ["Joel Castón came.", "Joel Casto\u0301n came."])
def test_a_word_is_found_however_its_accents_are_printed(
    memory: Memory, keep: Keep, question: str, text: str
) -> None:
    keep(memory, make_article("one", text))
    keep(memory, make_article("two", "Joel came in May."))
    words = WordIndex(memory.folder / "words")
    words.open()
    words.catch_up(memory.store)
    ids, _ = words.search(question, 5)
    assert len(ids) == 1
    assert words.cutter(words.words(question))(text) == words.stems("Joel Caston came.")


@pytest.mark.parametrize(
    ("question", "stems"),
    [
        ("Why was the bridge closed?", ["bridg", "close"]),
        ("to be or not to be", ["to", "be", "or", "not"]),
        (
            "Salmón’s +repatriation AND passage:[1 TO 9]",
            ["salmon", "s", "repatri", "passag", "1", "9"],
        ),
        ('"" ( ] \\ ^~* ', []),
    ],
)
def test_a_question_is_words_and_never_a_query(
    memory: Memory, question: str, stems: list[str]
) -> None:
    words = WordIndex(memory.folder / "words")
    words.open()
    assert words.words(question) == stems
    words.search(question, 5)


def test_a_base_is_tried_out_with_vectors_as_far_from_its_own_as_questions_are() -> None:
    rows = np.eye(4, 384, dtype=np.float32)
    turned = bases._turned(rows, np.random.default_rng(0))
    np.testing.assert_allclose(np.linalg.norm(turned, axis=1), 1, rtol=1e-6)
    np.testing.assert_allclose((turned * rows).sum(axis=1), 0.5, rtol=1e-5)
    assert np.abs(turned @ turned.T - np.eye(4)).max() < 0.3  # each in a direction of its own
