"""The versions of an article: the text of now, and those that it replaced."""

from dataclasses import dataclass, replace

from corpus.article import Article
from corpus.dates import PartialDate
from index.truth.editions import Edition
from index.truth.store import Store


@dataclass(frozen=True, slots=True)
class Version:
    """One text that an article has had.

    ``version`` is its SHA-256; ``characters`` its length. ``published`` and ``modified`` are what
    the article said of itself then. ``added`` is when the library took the text in, ``replaced``
    when it took in the next, None for the text of now.
    """

    version: str
    title: str | None
    published: PartialDate | None
    modified: PartialDate | None
    characters: int
    added: PartialDate
    replaced: PartialDate | None


def versions(store: Store, id_: str) -> tuple[Version, ...]:
    """Every text that an article has had, the earliest first, that of now the last.

    Raises ``ArticleNotFound``.
    """
    with store.snapshot():
        return tuple(_version(item) for item in store.editions.of(store.article(id_).id))


def article_as(store: Store, id_: str, version: str) -> Article:
    """An article with the text, headline and dates that it had in a version.

    The rest is as it is now; what cleaning took out of an earlier text is not kept. Raises
    ``ArticleNotFound`` when there is no such article or version.
    """
    with store.snapshot():
        now = store.article(id_)
        then = store.editions.with_version(now.id, version)
    if then.replaced is None:
        return now
    return replace(
        now,
        version=then.version,
        text=then.text,
        title=then.title,
        published=then.published,
        modified=then.modified,
        removed=(),
    )


def _version(item: Edition) -> Version:
    return Version(
        item.version,
        item.title,
        item.published,
        item.modified,
        len(item.text),
        item.added,
        item.replaced,
    )
