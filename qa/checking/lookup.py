"""Which articles may carry a quote: phrases of it are looked up, so that none is missed.

An article that has the quote has each of its phrases in some passage, unless a passage ends
within the phrase. Passages end where sentences do, so the phrases of ``whole_phrases`` lie inside
the quote's sentences, and a longer sentence gives several.
"""

from collections.abc import Iterator, Sequence

from corpus.article import Article
from corpus.cutting.sentences import sentences
from corpus.matching.runs import occurrences
from corpus.matching.wording import Wording, fold, telling, unspaced
from index.memory import Memory
from index.truth.store import Store

_WHOLE = 8
"""Words of a phrase that an article with all of the quote must have."""
_LOOSE = 4
"""Words of a phrase that survives when the words around it were changed."""
_PHRASES_MAX = 24
"""Phrases of one look-up; more take time and find nothing new."""
_CHUNK = 8192  # passages read at a time


def whole_phrases(words: Wording) -> list[str]:
    """Phrases of which an article with all of the quote has at least one.

    >>> whole_phrases(fold("It went up. It went up very smoothly."))
    ['It went up', 'It went up very smoothly']
    """
    phrases: list[str] = []
    for first, last in _sentence_words(words):
        step = -(-(last - first) // -(-(last - first) // _WHOLE))  # even parts
        for at in range(first, last, step):
            phrases.append(words.printed(at, min(at + step, last)))
    return _spread(phrases, words)


def loose_phrases(words: Wording, first: int = 0, last: int | None = None) -> list[str]:
    """Overlapping short phrases, for finding what was changed, cut or stitched.

    >>> loose_phrases(fold("the bridge was never safe"))
    ['the bridge was', 'bridge was never', 'was never safe']
    """
    last = len(words) if last is None else last
    length = last - first
    size = _LOOSE if length >= 2 * _LOOSE else 3 if length >= _LOOSE else min(2, length)
    phrases = [
        words.printed(at, at + size)
        for at in range(first, last - size + 1)
        if telling(words.keys[at : at + size])
    ]
    return _spread(phrases, words)


def _sentence_words(words: Wording) -> Iterator[tuple[int, int]]:
    """The word numbers of each sentence of the quote."""
    first = 0
    for sentence in sentences(words.text):
        last = first
        while last < len(words) and words.starts[last] < sentence.end:
            last += 1
        if last > first:
            yield first, last
        first = last


def _spread(phrases: list[str], words: Wording) -> list[str]:
    """At most ``_PHRASES_MAX`` of the phrases, evenly spread, each once."""
    every = max(1, -(-len(phrases) // _PHRASES_MAX))
    return list(dict.fromkeys(phrases[::every]))


def carrying(memory: Memory, phrases: Sequence[str], k: int) -> list[Article]:
    """The articles that have passages with the most of these phrases, the best first."""
    if not phrases:
        return []
    articles: dict[str, Article] = {}
    for _, article in memory.store.cited(_passages(memory, phrases, k)):
        articles.setdefault(article.id, article)
    return list(articles.values())


def _passages(memory: Memory, phrases: Sequence[str], k: int) -> list[int]:
    if any(unspaced(key) for phrase in phrases for key in fold(phrase).keys):
        return scan(memory.store, phrases, k)
    return memory.with_phrases(phrases, k)


def scan(store: Store, phrases: Sequence[str], k: int) -> list[int]:
    """The ``k`` passages with the most of the phrases, found by reading them all.

    The sure and slow way: a second for 20,000 articles. It is needed for scripts without spaces,
    which the word index does not cut into words.
    """
    wanted = [(keys := fold(phrase).keys, [k for k in keys if _plain(k)]) for phrase in phrases]
    counts: dict[int, int] = {}
    after = 0
    while texts := store.texts.after(after, _CHUNK):
        for id_, text in texts:
            folded = text.casefold()
            likely = [keys for keys, plain in wanted if all(key in folded for key in plain)]
            if likely:
                words = fold(text).keys
                counts[id_] = sum(bool(occurrences(keys, words, 1)) for keys in likely)
        after = texts[-1][0]
    return sorted(filter(counts.get, counts), key=lambda id_: -counts[id_])[:k]


def _plain(key: str) -> bool:
    """Whether a word stands in a text as it is compared, but for case."""
    return (key.isascii() and key.isalpha() and len(key) > 2) or unspaced(key)
