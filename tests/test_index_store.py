"""The truth: what is put is there whole, what is removed is gone whole."""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from conftest import make_article

from corpus.article import Article, Removal
from corpus.dates import PartialDate
from corpus.errors import ArticleNotFound, LibraryDamaged, LibraryMismatch
from corpus.spans import Span
from index.memory import Memory
from index.records import Filter, Passage, Settings
from index.truth.store import Store

Keep = Callable[..., str]


def test_an_article_comes_back_as_it_went_in(memory: Memory, keep: Keep) -> None:
    article = Article(
        id="a1b2c3d4e5f6",
        version="f" * 64,
        text="The quay is shut. Ferries wait.",
        origin="harbour.jsonl.gz#317",
        title="Quay shut",
        outlet="The Ellan Gazette",
        authors=("Mira Tolk", "Han Seo-yeon"),
        agency="Corvane",
        published=PartialDate(2025, 9, 12, 16, 27, 120),
        modified=PartialDate(None, 9, 13),
        url="https://gazette.example/quay",
        language="en",
        found=(("title", "first line"), ("authors", "byline")),
        removed=(Removal(0, "Link copied\n", "share_buttons"),),
    )
    assert keep(memory, article) == "added"
    assert memory.store.article("a1b2c3d4e5f6") == article
    (head,) = memory.store.heads()
    assert head[:3] == ("a1b2c3d4e5f6", article.title, "The Ellan Gazette")


def test_unchanged_updated_and_the_edition_that_was_replaced(memory: Memory, keep: Keep) -> None:
    first = make_article("quay", "The quay is shut.")
    assert keep(memory, first) == "added"
    assert keep(memory, first) == "unchanged"
    assert keep(memory, make_article("quay", "The quay is open again.")) == "updated"
    assert memory.store.counts() == {"articles": 1, "editions": 1, "passages": 1, "vectors": 1}
    assert memory.store.article(first.id).text == "The quay is open again."


def test_a_passage_that_stays_keeps_its_vector(memory: Memory, keep: Keep) -> None:
    text = "The quay is shut. Ferries wait."
    keep(memory, make_article("quay", text), Span(0, 17), Span(18, 31))
    longer = make_article("quay", text + " Lorries too.")
    digests = [
        hashlib.sha256(s.of(text).encode()).digest()[:16] for s in (Span(0, 17), Span(18, 31))
    ]
    with memory.writing() as store:
        store.put(longer, [Span(0, 17), Span(18, 31)], digests)
    assert memory.store.counts()["vectors"] == 2
    assert memory.faults() == []


def test_removing_leaves_no_trace(memory: Memory, keep: Keep) -> None:
    kept, gone = make_article("a", "Same words."), make_article("b", "Same words.")
    keep(memory, kept)
    keep(memory, gone)
    assert memory.store.counts()["vectors"] == 1  # one text, one vector
    with memory.writing() as store:
        store.remove(gone.id)
    assert memory.store.counts() == {"articles": 1, "editions": 0, "passages": 1, "vectors": 1}
    with memory.writing() as store:
        store.remove(kept.id)
    assert memory.store.counts() == {"articles": 0, "editions": 0, "passages": 0, "vectors": 0}


def test_a_file_is_forgotten_with_its_article(memory: Memory, keep: Keep) -> None:
    article = make_article("dir#1/a", "Words.")
    keep(memory, article)
    with memory.writing() as store:
        store.put_file("dir#1/a.txt", "digest", 1)
        store.put_file("other.txt", "digest", 1)
    assert memory.store.file_articles("dir#1/a.txt", "digest") == 1
    with memory.writing() as store:
        store.remove(article.id)
    assert memory.store.file_articles("dir#1/a.txt", "digest") is None
    assert memory.store.file_articles("other.txt", "digest") == 1


def test_ids_of_passages_are_never_used_twice(memory: Memory, keep: Keep) -> None:
    article = make_article("a", "Words.")
    keep(memory, article)
    with memory.writing() as store:
        store.remove(article.id)
    keep(memory, article)
    assert memory.store.cited([1, 2]) == [(Passage(2, article.id, Span(0, 6)), article)]
    assert memory.store.gone_after(0) == [1]


def test_a_transaction_that_fails_changes_nothing(memory: Memory) -> None:
    with pytest.raises(RuntimeError), memory.writing() as store:
        store.put_vectors([b"x"], np.ones((1, 64), np.float32))
        raise RuntimeError
    assert memory.store.counts()["vectors"] == 0


def test_an_id_may_be_cut_short_while_it_is_the_only_one(memory: Memory, keep: Keep) -> None:
    keep(memory, make_article("a", "Words."))
    id_ = make_article("a", "").id
    assert memory.store.article(id_[:4]).id == id_
    with pytest.raises(ArticleNotFound, match="No article has the id 'zz'"):
        memory.store.article("zz")
    for name in "bcdefghijklmnopqrs":
        keep(memory, make_article(name, f"Words {name}."))
    with pytest.raises(ArticleNotFound, match="More than one article id begins with"):
        memory.store.article(max("0123456789abcdef", key=lambda c: len(memory.store.ids_like(c))))


def _passing(memory: Memory, wanted: Filter) -> set[str]:
    ids = memory.store.filters.passing(wanted)
    assert ids is not None
    found = memory.store.cited(ids.tolist())
    return {article.origin.removesuffix(".txt") for _, article in found}


def test_filters(memory: Memory, keep: Keep) -> None:
    keep(memory, make_article("dated", "One.", "2025-09-12T10:00", outlet="The Ellan Gazette"))
    keep(
        memory, make_article("month", "Two.", "2025-09", outlet="Quay Post", authors=("Émile Roc",))
    )
    keep(memory, make_article("yearless", "Three.", "--09-12", outlet="The Gazette"))
    keep(memory, make_article("undated", "Four."))
    assert memory.store.filters.passing(Filter()) is None
    assert _passing(memory, Filter(since=date(2025, 9, 12))) == {"dated", "month"}
    assert _passing(memory, Filter(since=date(2025, 9, 13))) == {"month"}
    assert _passing(memory, Filter(until=date(2025, 9, 11))) == {"month"}
    assert _passing(memory, Filter(outlet="gazette")) == {"yearless"}
    assert _passing(memory, Filter(outlet="ELLAN gazette")) == {"dated"}
    assert _passing(memory, Filter(author="emile roc")) == {"month"}
    assert _passing(memory, Filter(author="roc", outlet="Gazette")) == set()
    assert _passing(memory, Filter(outlet="%' OR 1=1 --")) == set()


def test_a_newer_format_is_refused(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "library.db"
    store = Store.create(path, settings)
    store._run("PRAGMA user_version = 999")
    store.close()
    with pytest.raises(LibraryMismatch, match=r"format 999.*update whosaid"):
        Store.open(path)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(b"not a database, but long enough to be looked at" * 100)
    with pytest.raises(LibraryDamaged, match="cannot be read as a library"):
        Store.open(path)
    (tmp_path / "empty.db").touch()
    with pytest.raises(LibraryDamaged, match="not one that whosaid made"):
        Store.open(tmp_path / "empty.db")
