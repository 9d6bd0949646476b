"""Citations of what was found, or of a reference that somebody noted down."""

from collections.abc import Iterable, Iterator
from datetime import date

from corpus.article import Article
from corpus.dates import PartialDate
from corpus.errors import UsageError
from corpus.spans import Span
from index.memory import Memory
from index.truth.store import Store
from qa.answer import Answer, Copy, FoundPassage, source_of
from qa.checking.checked import Check, CheckedMatch
from qa.citing.citation import Citation
from qa.quoting.quote import Quote, Quotes, pieces
from qa.reference import Reference, parse_reference
from qa.versions import article_as

Citable = str | Reference | FoundPassage | Copy | Quote | CheckedMatch
"""What has a place in an article, or is the reference to one."""

Found = Answer | Quotes | Check
"""What holds several of them."""

CONTEXT = 80
"""Characters kept before and after the words, so that two places with the same words are told
apart; W3C's Web Annotation model keeps such a prefix and suffix, and gives no number."""


def cite(
    memory: Memory, what: Citable | Found | Iterable[Citable | Found], retrieved: date
) -> tuple[Citation, ...]:
    """Citations of what was found, in its order, each place once.

    An answer that is none gives no citation, as its nearest misses do not answer; they can be
    cited one by one. Raises ``ArticleNotFound``, and ``UsageError`` for a reference that is none or
    ends beyond its article, and for words that no version of the article has.
    """
    day = PartialDate(retrieved.year, retrieved.month, retrieved.day)
    with memory.store.snapshot():
        every = [_citation(memory.store, item, day) for item in _each(what)]
    return tuple(dict.fromkeys(every))


def context(text: str, span: Span) -> tuple[str, str]:
    """A little of what stands before and after a span, from white space on.

    >>> context("One two three.", Span(4, 7))
    ('One ', ' three.')
    """
    whole = span.in_context(text, CONTEXT)
    return text[whole.start : span.start], text[span.end : whole.end]


def _each(what: Citable | Found | Iterable[Citable | Found]) -> Iterator[Citable]:
    match what:
        case Answer():
            yield from what.passages if what.answered else ()
        case Quotes():
            yield from what.quotes
        case Check():
            yield from what.matches
        case str() | Reference() | FoundPassage() | Copy() | Quote() | CheckedMatch():
            yield what
        case _:
            for item in what:
                yield from _each(item)


def _citation(store: Store, item: Citable, day: PartialDate) -> Citation:
    wanted = _reference(item)
    article = _article(store, item, wanted)
    span = wanted.span or Span(0, len(article.text))
    if span.end > len(article.text):
        raise UsageError(
            f"{wanted.article}:{span.start}-{span.end} ends beyond the article, which has "
            f"{len(article.text):,} characters; perhaps the article was updated."
        )
    before, after = context(article.text, span)
    return Citation(
        article=source_of(article),
        version=article.version,
        start=span.start,
        end=span.end,
        text=span.of(article.text),
        before=before,
        after=after,
        retrieved=day,
        speaker=item.speaker if isinstance(item, (Quote, CheckedMatch)) else None,
    )


def _reference(item: Citable) -> Reference:
    if isinstance(item, Reference):
        return item
    return parse_reference(item if isinstance(item, str) else item.reference)


def _article(store: Store, item: Citable, wanted: Reference) -> Article:
    """The article in the version that is referred to, or in the latest that has what was found."""
    if wanted.version:
        return article_as(store, wanted.article, wanted.version)
    article = store.article(wanted.article)
    if _has(article.text, item):
        return article
    for edition in reversed(store.editions.of(article.id)):
        if _has(edition.text, item):
            return article_as(store, article.id, edition.version)
    raise UsageError(
        f"The article {article.id} was updated since, and no version of it that is kept has what "
        "was found; ask again."
    )


def _has(text: str, item: Citable) -> bool:
    """Whether a text has the words that were found, where they were found."""
    match item:
        case FoundPassage():
            return text[item.start : item.end] == item.text
        case Quote():
            return pieces(text, item.content) == item.text
        case CheckedMatch():
            first, last = min(s.start for s in item.spans), max(s.end for s in item.spans)
            return item.text in (text[first:last], pieces(text, item.spans))
    return True
