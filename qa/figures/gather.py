"""The figures of passages, each with the sentence and the clause that it stands in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.article import Article
from corpus.cutting.sentences import sentences
from corpus.figures.find import find
from corpus.figures.mention import Mention
from corpus.spans import Span

_BREAK = re.compile(
    r"[;:—–\n]|, | (?:and|but|while|when|which|who|because|after|where|whereas|although) "
)
_TELLING = 4  # spaces in a clause from which on it is the same when it is printed again


@dataclass(frozen=True, slots=True)
class Sighted:
    """A figure in an article: ``near`` is the cosine similarity of its passage to the question."""

    article: Article
    mention: Mention
    sentence: Span
    clause: Span
    near: float


def gathered(passages: Iterable[tuple[Article, Span, float]]) -> list[Sighted]:
    """The figures of passages, those of the first first, each once.

    What an article prints twice in the same words, as captions do, is one figure.
    """
    found: dict[tuple[str, Span], Sighted] = {}
    printed: dict[tuple[str, str, str], Span] = {}
    for article, passage, near in passages:
        inside = passage.of(article.text)
        for mention in find(inside):
            moved = _moved(mention, passage.start)
            if (article.id, moved.number) not in found:
                sentence = _sentence(inside, mention.number, passage.start)
                clause = _clause(article.text, sentence, moved.span)
                words = " ".join(clause.of(article.text).casefold().split()).strip(".,:;")
                same = (article.id, words, moved.number.of(article.text))
                if printed.setdefault(same, sentence) == sentence or words.count(" ") < _TELLING:
                    found[article.id, moved.number] = Sighted(
                        article, moved, sentence, clause, near
                    )
    return list(found.values())


def _moved(mention: Mention, by: int) -> Mention:
    """A mention of a passage as one of the article."""
    return replace(mention, span=mention.span.moved(by), number=mention.number.moved(by))


def _sentence(inside: str, number: Span, by: int) -> Span:
    """The sentence of a passage that a number stands in, as a span of the article."""
    for span in sentences(inside):
        if span.start <= number.start < span.end:
            return Span(span.start, max(span.end, number.end)).moved(by)
    return Span(by, by + len(inside))


def _clause(text: str, sentence: Span, figure: Span) -> Span:
    """The part of a sentence around a figure, from one break to the next."""
    start = sentence.start
    for match in _BREAK.finditer(text, sentence.start, figure.start):
        start = match.end()
    after = _BREAK.search(text, figure.end, sentence.end)
    return Span(start, after.start() if after else sentence.end)
