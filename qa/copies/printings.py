"""The printings of an article's text, found through the sketches and compared word by word."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from corpus.article import Article
from corpus.copying.alike import stretch
from corpus.copying.sketch import sketch
from index.memory import Memory
from index.truth.store import Store
from qa.answer import Copy, Source, source_of
from qa.copies.evidence import Texts, alike, order, why

PRINTINGS_MAX = 200  # of one text that are looked for
_LEAST = 2  # numbers of two sketches that must agree: one long sentence, or parts of two
_COMPARED = 40  # articles that are compared with one, those that share the most numbers
_CAUGHT_UP = 500  # articles sketched in one transaction


@dataclass(frozen=True, slots=True)
class Copies:
    """The other articles that print an article's text, the earliest first.

    ``first`` is the earliest printing of all, which may be the article itself; ``agency`` is whose
    text it is, where one of them credits an agency. When there is no copy, ``reason`` says so.
    """

    article: Source
    first: Source
    agency: str | None
    copies: tuple[Copy, ...]
    reason: str | None = None


def copies(memory: Memory, id_: str) -> Copies:
    """Every article that prints the text of this one, or prints a text that a copy of it prints.

    Raises ``ArticleNotFound``.
    """
    catch_up(memory)
    with memory.store.snapshot():
        article = memory.store.article(id_)
        found = _printings(memory.store, article)
    printings = sorted([article, *(other for other, _ in found)], key=order)
    placed = {other.id: copy for other, copy in found}
    agencies = [item.agency for item in printings if item.agency]
    return Copies(
        article=source_of(article),
        first=source_of(printings[0]),
        agency=agencies[0] if agencies else None,
        copies=tuple(placed[item.id] for item in printings if item.id in placed),
        reason=None if found else "No other article in this library prints this text.",
    )


def catch_up(memory: Memory) -> None:
    """Make the sketches that are missing, as in a library that is older than they are."""
    while memory.store.sketches.behind:
        with memory.writing() as store:
            store.sketches.catch_up(_CAUGHT_UP)


def _printings(store: Store, article: Article) -> list[tuple[Article, Copy]]:
    """The copies of an article, then those of its copies, and so on."""
    texts, known = Texts(), {article.id}
    found: list[tuple[Article, Copy]] = []
    todo = [article]
    while todo and len(found) < PRINTINGS_MAX:
        one = todo.pop(0)
        for other, shared in printing(store, one, texts, known):
            known.add(other.id)
            todo.append(other)
            span = stretch(texts.of(one), texts.of(other))
            told = why(one, other, f"{shared:.0%} of the shorter text is in both, word for word")
            if one is not article:
                told = (
                    f"it prints the text of {one.outlet or 'an outlet unknown'}, {one.id}: {told}"
                )
            found.append((other, Copy(source_of(other), span.start, span.end, told)))
    return found


def printing(
    store: Store, one: Article, texts: Texts, known: Container[str] = ()
) -> Iterator[tuple[Article, float]]:
    """The articles, not known yet, that print the text of one, with the share of words."""
    for id_ in store.sketches.likely(sketch(one.text), _LEAST, _COMPARED, "TRUE", ()):
        if id_ != one.id and id_ not in known:
            other = store.article(id_)
            shared = alike(one, other, texts)
            if shared is not None:
                yield other, shared
