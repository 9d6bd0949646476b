"""What an article's text was before: kept when it is replaced, and found by its version."""

from collections.abc import Callable

import pytest
from conftest import make_article

from corpus.article import Article
from corpus.dates import PartialDate
from corpus.errors import ArticleNotFound
from index.memory import Memory
from qa.versions import Version, article_as, versions

Keep = Callable[..., str]

FIRST = make_article("quay", "The quay is shut.", "2025-09-12", title="Quay shut")
SECOND = make_article("quay", "The quay is open.", "2025-09-12", title="Quay open")
TIMES = [f"2025-09-{day}T10:00:00+00:00" for day in (12, 13, 14, 15)]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Set the clock of the library."""

    def set_clock(number: int) -> None:
        monkeypatch.setattr("index.truth.store._now", lambda: TIMES[number])

    return set_clock


def _day(day: int) -> PartialDate:
    return PartialDate(2025, 9, day, 10, 0, 0)


def _texts(memory: Memory, article: Article) -> list[tuple[str, PartialDate, PartialDate | None]]:
    return [(item.text, item.added, item.replaced) for item in memory.store.editions.of(article.id)]


def test_each_text_stands_from_when_it_came_to_when_it_was_replaced(
    memory: Memory, keep: Keep, at: Callable[[int], None]
) -> None:
    for number, article in enumerate([FIRST, SECOND, FIRST]):
        at(number)
        keep(memory, article)
    assert _texts(memory, FIRST) == [
        ("The quay is shut.", _day(12), _day(13)),
        ("The quay is open.", _day(13), _day(14)),
        ("The quay is shut.", _day(14), None),
    ]


def test_a_new_headline_leaves_the_text_as_old_as_it_is(
    memory: Memory, keep: Keep, at: Callable[[int], None]
) -> None:
    at(0)
    keep(memory, FIRST)
    at(1)
    assert keep(memory, make_article("quay", FIRST.text, "2025-09-12", title="Shut!")) == "updated"
    assert _texts(memory, FIRST) == [("The quay is shut.", _day(12), None)]


def test_a_text_is_found_by_the_beginning_of_its_version(memory: Memory, keep: Keep) -> None:
    for article in (FIRST, SECOND):
        keep(memory, article)
    found = memory.store.editions.with_version(FIRST.id, FIRST.version[:8].upper())
    assert (found.text, found.title) == ("The quay is shut.", "Quay shut")
    assert memory.store.editions.with_version(FIRST.id, SECOND.version).replaced is None


def test_a_version_that_is_not_there(memory: Memory, keep: Keep) -> None:
    keep(memory, FIRST)
    with pytest.raises(
        ArticleNotFound, match=f"no version 'f00'; the library has {FIRST.version[:12]}"
    ):
        memory.store.editions.with_version(FIRST.id, "f00")
    with pytest.raises(ArticleNotFound, match="no version ''"):
        memory.store.editions.with_version(FIRST.id, "")
    with pytest.raises(ArticleNotFound, match="No article has the id 'f00'"):
        memory.store.editions.with_version("f00", "f00")
    assert memory.store.editions.of("f00") == []


def test_which_articles_were_replaced(memory: Memory, keep: Keep) -> None:
    other = make_article("pier", "The pier is long.")
    for article in (FIRST, other, SECOND):
        keep(memory, article)
    assert memory.store.editions.replaced([other.id, FIRST.id, "f00"]) == {FIRST.id}


def test_what_a_user_sees_of_versions(
    memory: Memory, keep: Keep, at: Callable[[int], None]
) -> None:
    for number, article in enumerate([FIRST, SECOND]):
        at(number)
        keep(memory, article)
    day = PartialDate(2025, 9, 12)
    assert versions(memory.store, FIRST.id[:6]) == (
        Version(FIRST.version, "Quay shut", day, None, 17, _day(12), _day(13)),
        Version(SECOND.version, "Quay open", day, None, 17, _day(13), None),
    )
    assert article_as(memory.store, FIRST.id[:6], FIRST.version[:6]) == FIRST
    assert article_as(memory.store, FIRST.id, SECOND.version) == SECOND
    with pytest.raises(ArticleNotFound, match="No article has the id"):
        versions(memory.store, "f00")


def test_an_update_between_two_looks_loses_no_version(
    memory: Memory, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(memory, FIRST)
    other, found = Memory.open(memory.folder), memory.store.article

    def slowly(id_: str) -> Article:
        article = found(id_)
        keep(other, SECOND)
        return article

    monkeypatch.setattr(memory.store, "article", slowly)
    assert [item.title for item in versions(memory.store, FIRST.id)] == ["Quay shut"]
    monkeypatch.undo()
    assert [item.title for item in versions(memory.store, FIRST.id)] == ["Quay shut", "Quay open"]
    other.close()


def test_a_snapshot_within_a_snapshot_is_of_the_same_moment(memory: Memory, keep: Keep) -> None:
    keep(memory, FIRST)
    other = Memory.open(memory.folder)
    with memory.store.snapshot():
        assert memory.store.counts()["articles"] == 1
        keep(other, make_article("court", "A judge adjourned."))
        with memory.store.snapshot():
            assert memory.store.counts()["articles"] == 1
        assert memory.store.counts()["articles"] == 1
    assert memory.store.counts()["articles"] == 2
    other.close()
