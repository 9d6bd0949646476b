"""How many independent sources articles are."""

from collections.abc import Sequence
from itertools import combinations

from corpus.article import Article
from qa.answer import Sources
from qa.copies.evidence import Texts, alike, newsroom


def independent(printings: Sequence[Sequence[Article]], texts: Texts) -> Sources:
    """Count the articles, and those of them that stand on their own feet.

    ``printings`` are lists of articles that print the same passage. One source are articles that
    print one passage or one text, that credit one agency, or that are of one outlet. Those that
    tell neither, and copy none that does, may be of any newsroom, and are told apart from those.
    """
    articles = {article.id: article for some in printings for article in some}
    heads = {id_: id_ for id_ in articles}
    rooms: dict[str, str] = {}
    for article in articles.values():
        if (room := newsroom(article)) is not None:
            _join(heads, article.id, rooms.setdefault(room, article.id))
    for some in printings:
        for article in some[1:]:
            _join(heads, some[0].id, article.id)
    for one, other in combinations([some[0] for some in printings], 2):
        if _head(heads, one.id) != _head(heads, other.id) and alike(one, other, texts) is not None:
            _join(heads, one.id, other.id)
    known = {_head(heads, id_) for id_ in rooms.values()}
    unknown = sum(_head(heads, id_) not in known for id_ in heads)
    return Sources(len(articles), len(known), unknown)


def _head(heads: dict[str, str], id_: str) -> str:
    while heads[id_] != id_:
        id_ = heads[id_]
    return id_


def _join(heads: dict[str, str], one: str, other: str) -> None:
    heads[_head(heads, one)] = _head(heads, other)
