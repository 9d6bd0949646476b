"""Sketches in the library: kept, dropped and made again with the articles that they are of."""

from collections.abc import Callable
from pathlib import Path

from conftest import make_article

from corpus.copying.sketch import sketch
from index.memory import Memory
from index.truth.store import Store

TEXT = (
    "A storm tore eleven planks from the deck of the old pier on Tuesday night. "
    "The county will pay for the repairs that the harbourmaster has asked for."
)
OTHER = "The traders voted on Friday to open the covered market on Sundays from the first of May."


def _add(memory: Memory, keep: Callable[..., str], name: str, text: str) -> str:
    article = make_article(name, text)
    keep(memory, article)
    with memory.writing() as store:
        store.sketches.put(article.id, sketch(text))
    return article.id


def _like(store: Store, text: str, least: int = 1) -> list[str]:
    return store.sketches.likely(sketch(text), least, 9, "TRUE", ())


def test_those_that_share_the_most_come_first(memory: Memory, keep: Callable[..., str]) -> None:
    part = _add(memory, keep, "part", TEXT.partition(". ")[0] + ".")
    whole = _add(memory, keep, "whole", TEXT)
    _add(memory, keep, "other", OTHER)
    assert _like(memory.store, TEXT) == [whole, part]
    assert _like(memory.store, TEXT, least=3) == [whole]
    assert memory.store.sketches.likely(sketch(TEXT), 1, 9, "a.id <> ?", [whole]) == [part]


def test_an_update_and_a_removal_take_the_sketch_along(
    memory: Memory, keep: Callable[..., str]
) -> None:
    one = _add(memory, keep, "one", TEXT)
    assert _add(memory, keep, "one", OTHER) == one
    assert (_like(memory.store, TEXT), _like(memory.store, OTHER)) == ([], [one])
    with memory.writing() as store:
        store.remove(one)
    assert _like(memory.store, OTHER) == []
    assert memory.store._one("SELECT count(*) FROM band") == 0
    assert memory.store.sketches.behind == 0


def test_what_has_no_sketch_is_known_and_caught_up(
    memory: Memory, keep: Callable[..., str]
) -> None:
    articles = [make_article(name, TEXT) for name in ("one", "two", "three")]
    for article in articles:
        keep(memory, article)
    assert memory.store.sketches.behind == 3
    with memory.writing() as store:
        store.sketches.catch_up(2)
    assert memory.store.sketches.behind == 1
    with memory.writing() as store:
        store.sketches.catch_up(2)
    assert _like(memory.store, TEXT) == [article.id for article in articles]


def test_sketches_of_another_kind_are_made_again(
    memory: Memory, keep: Callable[..., str], tmp_path: Path
) -> None:
    one = _add(memory, keep, "one", TEXT)
    with memory.writing() as store:
        store._run("UPDATE meta SET value = 'another' WHERE key = 'sketch'")
        store._run("UPDATE band SET key = key + 1")
    assert memory.store.sketches.behind == 1
    with memory.writing() as store:
        store.sketches.catch_up(9)
    assert _like(memory.store, TEXT) == [one]
    assert memory.store._one("SELECT count(*) FROM band") == len(sketch(TEXT))
