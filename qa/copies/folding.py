"""Passages that print the same words, folded into one, so that an answer has different things."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.article import Article
from corpus.copying.alike import FEWEST, Place, Printed, place
from corpus.copying.shingles import Gram
from corpus.copying.sketch import sketch
from corpus.spans import Span
from index.memory import Memory
from index.records import Candidate, Filter, Passage
from qa.answer import Copy, Sources, source_of
from qa.copies.evidence import Texts, alike, order, why
from qa.copies.independent import independent

PASSAGE_COPY = 0.6
"""Share of a passage's four-word shingles from which on it is printed elsewhere: the rest may have
been edited, or cut. Two reporters' paragraphs about one thing share 0.1."""
COPY_PASSAGE = 0.4
"""The same in articles that print one text as a whole, where paragraphs were cut or put in."""
_LEAST = 2  # numbers of a sketch that an article must share with a passage to be looked at
_COMPARED = 12  # articles that are looked at for one passage, those that share the most numbers


@dataclass(frozen=True, slots=True)
class Folded:
    """Candidates that are different things, where else each was printed, and by how many.

    ``cited`` are the passages of the candidates with their articles, as they were read.
    """

    ranked: list[Candidate]
    cited: list[tuple[Passage, Article]]
    copies: dict[int, tuple[Copy, ...]]
    sources: Sources


@dataclass(slots=True)
class _Shown:
    """A passage that is given, and the articles that print it too."""

    candidate: Candidate
    passage: Passage
    article: Article
    printed: Printed
    copies: dict[str, tuple[Article, Copy]] = field(default_factory=dict)


def fold(memory: Memory, ranked: Sequence[Candidate], n: int, wanted: Filter) -> Folded:
    """The first ``n`` candidates that are different things, each with its other printings.

    1. Go through the candidates, and fold each that prints what one before it does; 2. look up
    where else the others were printed; 3. count the independent sources. Printings outside the
    days of the filter are left out, those by other outlets are not.
    """
    texts = Texts()
    shown: list[_Shown] = []
    for candidate, passage, article in _cited(memory, ranked, n):
        printed = Printed(passage.span.of(article.text))
        like = next((s for s in shown if _prints(s, article, printed, texts)), None)
        if like is not None:
            _fold(like, article, passage.span, texts)
        elif len(shown) < n:
            shown.append(_Shown(candidate, passage, article, printed))
        else:
            break
    days = replace(wanted, outlet=None, author=None, speakers=None)
    for item in shown:
        _look_up(memory, item, days, texts)
    printings = [[s.article, *(article for article, _ in s.copies.values())] for s in shown]
    return Folded(
        [item.candidate for item in shown],
        [(item.passage, item.article) for item in shown],
        {item.passage.id: _earliest_first(item) for item in shown},
        independent(printings, texts),
    )


def _cited(
    memory: Memory, ranked: Sequence[Candidate], n: int
) -> Iterator[tuple[Candidate, Passage, Article]]:
    """The candidates with their passages and articles, read as they are needed."""
    known = {item.passage: item for item in ranked}
    for at in range(0, len(ranked), n + 1):
        some = [item.passage for item in ranked[at : at + n + 1]]
        for passage, article in memory.store.cited(some):
            yield known[passage.id], passage, article


def _prints(shown: _Shown, article: Article, printed: Printed, texts: Texts) -> bool:
    """Whether a passage of an article prints what a shown one does, or the most of it."""
    if article.id == shown.article.id:
        return False
    fewer, more = sorted((shown.printed, printed), key=lambda text: len(text.all))
    return _repeats(fewer, more, (shown.article, article), texts)


def _repeats(
    part: Printed, whole: Printed, articles: tuple[Article, Article], texts: Texts
) -> bool:
    """Whether most of a part's words stand in another text, and not in a quotation alone.

    A quotation two reporters may both have heard; it counts where their articles print one text.
    """
    if len(part.all) < FEWEST:
        return False
    shared = _held(part.all, whole)
    if shared < COPY_PASSAGE:
        return False
    own = _held(part.own, whole) if len(part.own) >= FEWEST else 0.0
    return min(shared, own) >= PASSAGE_COPY or alike(*articles, texts) is not None


def _held(grams: frozenset[Gram], whole: Printed) -> float:
    return len(grams & whole.all) / len(grams)


def _fold(shown: _Shown, article: Article, span: Span, texts: Texts) -> None:
    """Note that an article prints a shown passage: where all of it stands, or else at ``span``."""
    if article.id not in shown.copies:
        found = place(shown.printed, texts.of(article))
        if found is None or not found.span.overlaps(span):
            found = Place(span, found.share if found else 0.0)
        _note(shown, article, found)


def _note(shown: _Shown, article: Article, found: Place) -> None:
    told = why(
        shown.article, article, f"{found.share:.0%} of the passage stands there, word for word"
    )
    copy = Copy(source_of(article), found.span.start, found.span.end, told)
    shown.copies[article.id] = article, copy


def _look_up(memory: Memory, shown: _Shown, days: Filter, texts: Texts) -> None:
    """Find the articles that print a shown passage, whether they were candidates or not."""
    condition, values = memory.store.filters.condition(days)
    keys = sketch(shown.printed.text)
    for id_ in memory.store.sketches.likely(keys, _LEAST, _COMPARED, condition, values):
        if id_ == shown.article.id or id_ in shown.copies:
            continue
        article = memory.store.article(id_)
        text = texts.of(article)
        found = place(shown.printed, text, COPY_PASSAGE)
        if found is not None and _repeats(shown.printed, text, (shown.article, article), texts):
            _note(shown, article, found)


def _earliest_first(shown: _Shown) -> tuple[Copy, ...]:
    found = sorted(shown.copies.values(), key=lambda pair: order(pair[0]))
    return tuple(copy for _, copy in found)
