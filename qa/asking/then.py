"""What earlier versions of an article had in the place of what was found.

An article that is updated keeps its versions. What was found in its text of now may have read
differently before, or not have stood there; and who asks as of a day is to get the text of then.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher

from corpus.article import Article
from corpus.cutting.sentences import sentences
from corpus.dating.mentions import mentions
from corpus.spans import Span
from index.memory import Memory
from index.truth.editions import Edition
from index.truth.store import Store
from qa.answer import Changed, FoundPassage, Source, source_of
from qa.asking.best import Sought, best_first, holding_first, passage_sentences
from qa.versions import article_as

ALIKE = 0.6
"""Share of words, counted from both sides, from which a sentence is another one changed. Between
the versions of one article a sentence with other figures has .8 and more, a new one .4 at most:
by eye, on updates made from the sample archive."""


def as_then(
    memory: Memory,
    found: Sequence[FoundPassage],
    sought: Sought,
    as_of: date | None,
) -> tuple[tuple[FoundPassage, ...], tuple[str, ...]]:
    """Passages with what their articles had before; with ``as_of`` in the text of that day.

    A passage that did not stand there yet is left out. Also notes on articles whose text of then
    is not known.
    """
    editions = memory.store.editions
    replaced = editions.replaced([item.article.id for item in found])
    passages: list[FoundPassage | None] = []
    notes = []
    for item in found:
        every = editions.of(item.article.id) if item.article.id in replaced or as_of else []
        then = _edition_of(every, as_of)
        if then is None:
            passages.append(item)
            continue
        if as_of is not None and not _is_sure(then, as_of):
            notes.append(_changed_later(item, then))
        as_read = _as_in(memory, item, then, sought)
        passages.append(as_read and _with_changed(as_read, every[: every.index(then)]))
    return tuple(filter(None, passages)), tuple(dict.fromkeys(notes))


def changed_after(store: Store, articles: Sequence[Source], as_of: date | None) -> tuple[str, ...]:
    """Notes on articles whose text of now is not that of a day, as far as dates tell."""
    if as_of is None:
        return ()
    notes = []
    for article in articles:
        then = _edition_of(store.editions.of(article.id), as_of)
        if then is not None and (then.replaced is not None or not _is_sure(then, as_of)):
            notes.append(
                f"{article.named} was changed after {as_of}; these are words of its text of now."
            )
    return tuple(dict.fromkeys(notes))


def _as_in(
    memory: Memory, item: FoundPassage, then: Edition, sought: Sought
) -> FoundPassage | None:
    """A passage as a version of its article has it; None when that has nothing like it."""
    if then.replaced is None:
        return item
    article = article_as(memory.store, then.article, then.version)
    return _in_text_of(item, article, sought)


def _edition_of(every: Sequence[Edition], as_of: date | None) -> Edition | None:
    """The text that stood on a day, as far as dates tell; the latest without one."""
    if not every or as_of is None:
        return every[-1] if every else None
    known = [item for at, item in enumerate(every) if (day := _from(item, at)) and day <= as_of]
    return known[-1] if known else every[0]


def _from(edition: Edition, place: int) -> date | None:
    """The day from which a text is known to have stood.

    That on which the article says it was changed; without, that of publication for the first text,
    and for another the day on which the library took it in.
    """
    said = edition.modified or (edition.published if place == 0 else None)
    day = said.earliest() if said is not None else None
    return day or edition.added.earliest()


def _is_sure(edition: Edition, as_of: date) -> bool:
    """Whether an article does not say that this text of it is later than a day."""
    day = edition.modified.earliest() if edition.modified else None
    return day is None or day <= as_of


def _changed_later(item: FoundPassage, edition: Edition) -> str:
    """That the text of then is not here."""
    when = str(edition.modified)[: len("2025-09-12")]
    return (
        f"{item.article.named} was changed on {when}; the library does not have its text of before."
    )


def _with_changed(item: FoundPassage, before: Sequence[Edition]) -> FoundPassage:
    """A passage with how the latest of the earlier texts that differ had its best sentence."""
    if not item.sentences:
        return item
    words = item.words(item.sentences[0])
    for edition in reversed(before):
        span = sentence_in(words, edition.text)
        if span is None or _plain(span.of(edition.text)) != _plain(words):
            return replace(item, changed=_read(edition, span))
    return item


def _read(edition: Edition, span: Span | None) -> Changed:
    """How an edition had a sentence that stands there, or of which nothing does."""
    start, end = span or Span(0, 0)
    text = span.of(edition.text) if span is not None else None
    until = edition.replaced or edition.added
    return Changed(edition.article, edition.version, start, end, text, until)


def sentence_in(sentence: str, text: str) -> Span | None:
    """Where a sentence stands in another text, or one that it was changed from; None if nowhere.

    >>> text = "It rained. Police said 1,450 people left. Cows stayed."
    >>> sentence_in("Police said 1,310 people left.", text).of(text)
    'Police said 1,450 people left.'
    """
    wanted = _plain(sentence)
    best, share = None, ALIKE
    matcher = SequenceMatcher(b=wanted, autojunk=False)
    for span in sentences(text):
        matcher.set_seq1(_plain(span.of(text)))
        if matcher.quick_ratio() >= share and (ratio := matcher.ratio()) >= share:
            best, share = span, ratio
    return best


def _plain(text: str) -> list[str]:
    return text.split()


def _in_text_of(item: FoundPassage, article: Article, sought: Sought) -> FoundPassage | None:
    """A passage as another version of its article has it; None when it is not there."""
    here = list(map(item.words, item.sentences))
    there = [span for words in here if (span := sentence_in(words, article.text)) is not None]
    best = sentence_in(here[0], article.text) if here else None
    if best is None:
        return None
    whole = Span(min(span.start for span in there), max(span.end for span in there))
    if whole.end - whole.start > 2 * len(item.text):  # its sentences were moved apart
        whole = there[0]
    spans = passage_sentences(article.text, whole)
    return replace(
        item,
        article=source_of(article),
        start=whole.start,
        end=whole.end,
        text=whole.of(article.text),
        sentences=tuple(holding_first(best_first(article.text, spans, sought), [best])),
        statements=(),
        copies=(),
        dates=tuple(mentions(article.text, spans, article.published)),
        version=article.version,
    )
