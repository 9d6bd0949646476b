"""Who says the words of a match, and whether that is the speaker who was asked for."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from corpus.article import Article
from corpus.likeness import likeness
from corpus.spans import Span
from corpus.statement import Statement
from corpus.statements import statements
from corpus.word_classes import HONORIFICS, TITLES
from index.keys import name_key
from qa.checked import Sighting

_READ_MAX = 100_000
"""Characters of an article that are read for its speakers, around the match: about half a second.
Whoever is named farther away than that is not who speaks."""


class Voices:
    """The statements of the articles at hand, each article read once."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, int], list[Statement]] = {}

    def says(self, sighting: Sighting) -> Statement | None:
        """The statement that has most of the words; None when they are no statement."""
        said = self._said(sighting.article, sighting.spans[0].start)
        best = max(said, key=lambda item: _shared(item, sighting.spans), default=None)
        return best if best and _shared(best, sighting.spans) else None

    def speakers(self) -> list[str]:
        """Everybody who was found to speak, in alphabetical order."""
        names = {item.speaker for said in self._read.values() for item in said if item.speaker}
        return sorted(names)

    def _said(self, article: Article, at: int) -> list[Statement]:
        start = max(0, at - _READ_MAX // 2) if len(article.text) > _READ_MAX else 0
        start = max(0, article.text.rfind("\n", 0, start)) if start else 0
        known = self._read.get((article.version, start))
        if known is None:
            known = said_in(article.text[start : start + _READ_MAX], start)
            self._read[article.version, start] = known
        return known


def said_in(text: str, start: int = 0) -> list[Statement]:
    """The statements of a text; ``start`` is added to their spans."""
    found = statements(text)
    if not start:
        return found
    return [
        Statement(
            item.kind,
            tuple(Span(span.start + start, span.end + start) for span in item.content),
            speaker=item.speaker,
            role=item.role,
            anonymous=item.anonymous,
        )
        for item in found
    ]


def _shared(statement: Statement, spans: Sequence[Span]) -> int:
    """How many characters of the spans are content of a statement."""
    return sum(
        max(0, min(span.end, content.end) - max(span.start, content.start))
        for span in spans
        for content in statement.content
    )


def same_person(asked: str, speaker: str) -> bool:
    """Whether two names may be one speaker's: the place where identity across articles comes in.

    Names that are alike in letters; or the fewer words all among the more, titles left out.

    >>> same_person("Ahn Suh-rim", "Ahn Seo-rim"), same_person("Dr. Lund", "Ada Lund")
    (True, True)
    >>> same_person("Tobias Rennick", "Clara Rennick"), same_person("Park Sol-ha", "Park Dae-yul")
    (False, False)
    """
    fewer, more = sorted((_name(asked), _name(speaker)), key=len)
    if fewer and fewer <= more:
        return True
    return any(likeness(asked, speaker, kind) for kind in ("person", "organisation"))


def _name(name: str) -> set[str]:
    """The words of a name as they are compared."""
    words = set(name_key(name).split())
    return words.difference(TITLES, HONORIFICS) or words


def nearest_names(asked: str, known: Iterable[str]) -> list[str]:
    """Up to three names that are spelled most like the one asked for, the nearest first.

    >>> nearest_names("Ada Lunt", ["Ada Lund", "Orr"])
    ['Ada Lund']
    """
    by_key = {name_key(name): name for name in known}
    close = get_close_matches(name_key(asked), by_key, n=3, cutoff=0.6)
    return [by_key[key] for key in close]
