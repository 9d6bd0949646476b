"""The list of a library's articles: its order, its pages, and the words at their heads."""

from collections.abc import Callable

import pytest
from conftest import WordEncoder, make_article

from corpus.article import Article, opening_words
from corpus.errors import UsageError
from index.memory import Memory
from qa.library import Library


@pytest.fixture
def library(memory: Memory, encoder: WordEncoder, keep: Callable[..., str]) -> Library:
    days = ("2025-09-12", "2025-09-12T16:27", "2025-09", None, "2024-12-31", "2025-09-30", None)
    for at, day in enumerate(days):
        keep(memory, _article(at, day))
    return Library(memory, encoder)


def _article(at: int, day: str | None) -> Article:
    outlet, authors = ("Quay Post", ("Zoë Tolk",)) if at % 2 else ("Ellan Gazette", ())
    return make_article(
        f"a{at}", f"Text {at}.", day, title=f"Head {at}", outlet=outlet, authors=authors
    )


def _titles(library: Library, n: int | None = None, after: int = 0, words: str = "") -> str:
    found = library.articles(n, after=after, words=words)
    return "".join(str(item.title).removeprefix("Head ") for item in found)


def test_the_latest_come_first_and_the_undated_last(library: Library) -> None:
    """A month counts as its last day, and a day without an hour comes after one with."""
    undated = "".join(sorted("36", key=lambda at: _article(int(at), None).id))
    assert _titles(library) == "52104" + undated


@pytest.mark.parametrize("n", [None, 0, 1, 3, 9])
@pytest.mark.parametrize("after", [0, 2, 7, 8])
def test_pages(library: Library, n: int | None, after: int) -> None:
    end = None if n is None else after + n
    assert _titles(library, n, after) == _titles(library)[after:end]
    assert _titles(library, n, after, "zoË tol") == _titles(library, words="tolk")[after:end]


def test_every_word_stands_in_headline_outlet_or_author(library: Library) -> None:
    assert sorted(_titles(library, words="quay")) == ["1", "3", "5"]
    assert _titles(library, words="TOLK head 3") == "3"
    assert _titles(library, words="tolk gazette") == ""
    assert _titles(library, words="text") == ""
    assert _titles(library, words="zoe") == _titles(library, words="Zoë") != ""


def test_opening_words_are_sixty_characters_at_most() -> None:
    assert opening_words("A" * 300) == "A" * 60 + "…"
    assert opening_words("The ferry." + " " * 200 + "It sails.") == "The…"  # of which more follows


def test_what_has_no_headline_is_listed_by_its_opening_words(
    memory: Memory, encoder: WordEncoder, keep: Callable[..., str]
) -> None:
    long = "The  ferry\nto Tarn Skerry will not sail before Monday, as the harbour board has said."
    keep(memory, make_article("a1", long, None, title=None))
    keep(memory, make_article("a2", "It is shut.", None, title=None))
    keep(memory, make_article("a3", "It is open.", None, title="Pier open"))
    library = Library(memory, encoder)
    assert {item.heading: item.opening for item in library.articles()} == {
        "“The ferry to Tarn Skerry will not sail before Monday, as the…” (no headline)": (
            "The ferry to Tarn Skerry will not sail before Monday, as the…"
        ),
        "“It is shut.” (no headline)": "It is shut.",
        "Pier open": None,
    }
    assert [item.opening for item in library.articles(words="SHUT")] == ["It is shut."]
    assert {item.named for item in library.articles()} == {
        "“The ferry to Tarn Skerry will not sail before Monday, as the…”",
        "“It is shut.”",
        "“Pier open”",
    }
    for item in library.articles():  # the list reads the beginning alone, an answer all of it
        assert item.opening == library.article(item.id).opening


@pytest.mark.parametrize(("n", "after"), [(-1, 0), (1, -1), (None, -3)])
def test_negative_numbers_are_refused(library: Library, n: int | None, after: int) -> None:
    least = min(after, n or 0)
    with pytest.raises(UsageError, match=f"^{least} articles cannot be given, or passed over"):
        library.articles(n, after=after)


def test_lists_and_counts_read_an_index_and_no_whole_articles(memory: Memory) -> None:
    run: list[str] = []
    memory.store._sql._sql.set_trace_callback(run.append)
    assert (list(memory.store.heads(2, 3)), memory.store.filters.months()) == ([], [])
    memory.store._sql._sql.set_trace_callback(None)
    plans = [memory.store._sql.execute(f"EXPLAIN QUERY PLAN {query}").fetchall() for query in run]
    assert [plan[0][3] for plan in plans] == [
        "SCAN article USING INDEX article_listed",
        "SCAN article USING COVERING INDEX article_listed",
    ]
