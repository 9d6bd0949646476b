"""What became of citations: whether their words still stand in the library, and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from corpus.article import Article
from corpus.errors import ArticleNotFound
from corpus.matching.wording import Edit
from corpus.spans import Span
from index.memory import Memory
from index.truth.editions import Edition
from index.truth.store import Store
from qa.citing.citation import Citation
from qa.citing.place import difference, nearest, place

Fate = Literal["same", "moved", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class Verified:
    """What became of a citation.

    ``fate`` is ``same`` when the words stand where they stood, ``moved`` when they stand elsewhere
    in the article, ``changed`` when others stand in their place, and ``gone`` when nothing like
    them does. ``reference`` and ``text`` are where that is now, and what stands there;
    ``difference`` leads from there to the words cited. ``sentence`` says it in words. ``kept``
    tells whether the library still has the text that was cited, which the reference of the
    citation then shows.
    """

    citation: Citation
    fate: Fate
    sentence: str
    reference: str | None
    text: str | None
    difference: tuple[Edit, ...]
    kept: bool


def verify(memory: Memory, citations: Iterable[Citation]) -> tuple[Verified, ...]:
    """What became of each citation, in their order."""
    with memory.store.snapshot():
        return tuple(_verified(memory.store, citation) for citation in citations)


def _verified(store: Store, citation: Citation) -> Verified:
    article = _article(store, citation)
    if article is None:
        return Verified(
            citation, "gone", "The article is no longer in the library.", None, None, (), False
        )
    cited = _cited(store.editions.of(article.id), citation)
    if cited and Span(citation.start, citation.end).of(cited.text) != citation.text:
        return _altered(citation, article)
    kept = cited is not None
    since = _since(citation, article, cited)
    span = place(citation, article.text)
    if span == Span(citation.start, citation.end) and article.id == citation.article.id:
        return _found(
            citation, "same", f"The words stand where they stood{since}.", article, span, kept
        )
    if span is not None:
        sentence = f"The words stand at another place now{since}."
        return _found(citation, "moved", sentence, article, span, kept)
    span = nearest(citation, article.text)
    if span is None:
        sentence = f"The article no longer has these words, or any near them{since}."
        return Verified(citation, "gone", sentence, None, None, (), kept)
    return _found(citation, "changed", f"The words are others now{since}.", article, span, kept)


def _article(store: Store, citation: Citation) -> Article | None:
    """The article of a citation, perhaps under another id: same outlet, same text."""
    for id_ in (citation.article.id, *store.editions.holders(citation.version)):
        try:
            article = store.article(id_)
        except ArticleNotFound:
            continue
        if id_ == citation.article.id or article.outlet == citation.article.outlet:
            return article
    return None


def _cited(editions: Iterable[Edition], citation: Citation) -> Edition | None:
    """The text that was cited, as far as it is kept."""
    return next((item for item in editions if item.version == citation.version), None)


def _altered(citation: Citation, article: Article) -> Verified:
    """A citation whose words never stood where it says: somebody changed them in the file."""
    span = place(citation, article.text) or nearest(citation, article.text)
    sentence = "The words in the file were altered: the text that they cite has others there."
    if span is None:
        return Verified(citation, "changed", sentence, None, None, (), True)
    return _found(citation, "changed", sentence, article, span, True)


def _since(citation: Citation, article: Article, cited: Edition | None) -> str:
    """What happened to the article meanwhile, as the end of a sentence."""
    if article.version == citation.version:
        return "" if article.id == citation.article.id else f", in the article kept as {article.id}"
    day = f" on {str(cited.replaced)[:10]}" if cited and cited.replaced else ""
    return f"; the article was updated{day}"


def _found(
    citation: Citation, fate: Fate, sentence: str, article: Article, span: Span, kept: bool
) -> Verified:
    now = span.of(article.text)
    return Verified(
        citation=citation,
        fate=fate,
        sentence=sentence,
        reference=f"{article.id}:{span.start}-{span.end}",
        text=now,
        difference=() if now == citation.text else difference(citation.text, now),
        kept=kept,
    )
