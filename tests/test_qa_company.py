"""Articles that are like the best ones move up; nothing falls, and the best stays."""

import numpy as np
import pytest
from numpy.typing import NDArray

from index.records import Candidate
from qa.asking.company import Likeness, gains
from qa.asking.rank import rank

Ids = NDArray[np.int64]


def _likeness(*alike: tuple[int, int, float]) -> Likeness:
    """The cosines of passages, 0 but for these pairs."""
    table = {frozenset((one, other)): cosine for one, other, cosine in alike}

    def likeness(ids: Ids) -> NDArray[np.float32]:
        return np.array(
            [[table.get(frozenset((a, b)), 1.0 * (a == b)) for b in ids.tolist()] for a in ids],
            np.float32,
        )

    return likeness


def _gains(values: list[float], articles: list[int], likeness: Likeness) -> list[float]:
    ids = np.arange(1, len(values) + 1)
    found: list[float] = gains(np.array(values), ids, np.array(articles), likeness).tolist()
    return found


def test_an_article_moves_two_fifths_of_the_way_to_what_it_is_like() -> None:
    # 3 is like 1 and 2, by .8 and .6: they stand at (.8 · 1 + .6 · .6) / 1.4, it stands at .2
    likeness = _likeness((1, 3, 0.8), (2, 3, 0.6))
    found = _gains([1.0, 0.6, 0.2, 0.3], [1, 2, 3, 4], likeness)
    assert found == pytest.approx([0.0, 0.0, 0.4 * (1.16 / 1.4 - 0.2), 0.0])


def test_nothing_falls_and_what_is_little_alike_does_not_count() -> None:
    assert _gains([1.0, 0.6, 0.2], [1, 2, 3], _likeness((1, 3, 0.49), (2, 3, 0.1))) == [0, 0, 0]
    assert _gains([1.0, 0.6, 0.2], [1, 2, 3], _likeness((1, 3, 0.51)))[2] == pytest.approx(0.32)


def test_the_five_that_are_most_alike_count() -> None:
    pairs = [(1, 7, 0.6), *((at, 7, 0.9) for at in range(2, 7))]
    found = _gains([1.0, 0.4, 0.4, 0.4, 0.4, 0.4, 0.0], list(range(1, 8)), _likeness(*pairs))
    assert found[6] == pytest.approx(0.16)


def test_an_article_moves_with_all_its_passages_by_the_nearest_of_them() -> None:
    found = _gains([1.0, 0.4, 0.2], [1, 2, 2], _likeness((1, 3, 0.9), (1, 2, 0.1)))
    assert found == pytest.approx([0.0, 0.24, 0.24])


def test_one_article_or_none_gains_nothing() -> None:
    assert _gains([1.0, 0.4], [1, 1], _likeness((1, 2, 0.9))) == [0.0, 0.0]
    assert _gains([], [], _likeness()) == []


def test_far_behind_nothing_is_compared() -> None:
    asked: list[int] = []

    def likeness(ids: Ids) -> NDArray[np.float32]:
        asked.extend(sorted(ids.tolist()))
        return np.ones((len(ids), len(ids)), np.float32)

    ids = np.arange(1, 301)
    found = gains(1.0 - ids / 300, ids, ids, likeness)
    assert asked == list(range(1, 151))
    assert (found[3:150] > 0).all()  # the fourth has three that are better beside it, and two worse
    assert (found[150:] == 0).all()


def test_a_ranking_without_company_is_as_before() -> None:
    candidates = [
        Candidate(1, 0.9, 0.0, 1, 0.0),
        Candidate(2, 0.8, 0.0, 2, 0.0),
        Candidate(3, 0.7, 0.0, 3, 0.0),
    ]
    alike = _likeness((1, 3, 0.9))
    assert [item.passage for item in rank(candidates)] == [1, 2, 3]
    assert [item.passage for item in rank(candidates, alike)] == [1, 2, 3]
    near = [*candidates[:2], Candidate(3, 0.78, 0.0, 3, 0.0)]
    assert [item.passage for item in rank(near, alike)] == [1, 3, 2]
