"""Who says the words of a match, and whether that is the speaker who was asked for."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from corpus.article import Article
from corpus.english.speech_verbs import CUE_WORDS, is_anothers, is_noun
from corpus.english.word_classes import HONORIFICS, TITLES, bare
from corpus.identity.likeness import form, likeness, surname
from corpus.saying.statement import Statement
from corpus.saying.statements import statements
from corpus.spans import Span
from index.truth.keys import name_key
from index.truth.store import Store
from qa.checking.checked import Sighting
from qa.understanding.whom import whom

_READ_MAX = 100_000
"""Characters of an article that are read for its speakers, around the match: about half a second.
Whoever is named farther away than that is not who speaks."""


_OPENING = re.compile(r"(?<=\s)[\"“‘']")
_CUE_WORDS_BEFORE = 5  # words between a verb of saying and the quotation: "told her on Monday that"
_READ_BEFORE = 80  # characters before what somebody says


class Voice(NamedTuple):
    """Who says something: a name, the number of a speaker of the library, or a hidden source.

    ``via`` is the voice that tells it where it is second hand, as printed: "Lund said".
    """

    name: str | None
    speaker: int | None = None
    anonymous: bool = False
    via: str | None = None


class Voices:
    """Who says what in the articles at hand, each article looked at once."""

    def __init__(self, store: Store, asked: str | None) -> None:
        self._store = store
        self._asked = asked or ""
        self._meant = whom(store, asked) if asked else None
        self._said: dict[tuple[str, int], list[tuple[tuple[Span, ...], Voice]]] = {}

    def of(self, sighting: Sighting) -> Voice | None:
        """Who says most of the words; None when they are no statement.

        Of statements that hold the words alike the shortest counts, as it lies within the others.
        Words that the speaker in turn reports of somebody else are not the speaker's own.
        """
        said = self._in(sighting.article, sighting.spans[0].start)
        content, voice = max(
            said,
            key=lambda item: (_shared(item[0], sighting.spans), -sum(b - a for a, b in item[0])),
            default=((), None),
        )
        if not _shared(content, sighting.spans):
            return None
        if any(
            is_within_report(sighting.article.text, part, sighting.spans[0]) for part in content
        ):
            return Voice(None)
        return voice

    def is_asked(self, voice: Voice) -> bool | None:
        """Whether that is the speaker asked for, as ``whom`` takes the name; None if it may be.

        A name that is only like the speaker's is no proof, and so is neither.
        """
        if self._meant is not None and voice.speaker is not None and self._meant.ids:
            return voice.speaker in self._meant.ids
        if not self._asked or not voice.name:
            return False
        if voice.speaker is None and _is_called(voice.name, self._asked, *self._names):
            return True
        return None if same_person(self._asked, voice.name) else False

    def heard(self) -> list[str]:
        """Everybody who was found to speak, in alphabetical order."""
        return sorted(
            {voice.name for said in self._said.values() for _, voice in said if voice.name}
        )

    @property
    def is_known(self) -> bool:
        """Whether somebody in the library may be the speaker asked for."""
        return bool(self._meant and self._meant.ids)

    @property
    def _names(self) -> tuple[str, ...]:
        """The names of those in the library who may be the speaker asked for."""
        return self._meant.names if self._meant is not None else ()

    @property
    def notes(self) -> tuple[str, ...]:
        """How the name asked for was taken, where that is to be told."""
        return self._meant.notes if self._meant is not None else ()

    @property
    def unknown(self) -> str | None:
        """That nobody of the name asked for is in the library, with the nearest who are."""
        return self._meant.reason if self._meant is not None else None

    def _in(self, article: Article, at: int) -> list[tuple[tuple[Span, ...], Voice]]:
        start = max(0, at - _READ_MAX // 2) if len(article.text) > _READ_MAX else 0
        start = max(0, article.text.rfind("\n", 0, start)) if start else 0
        known = self._said.get((article.id, start))
        if known is None:
            known = self._kept(article.id) or _read(article.text[start : start + _READ_MAX], start)
            self._said[article.id, start] = known
        return known

    def _kept(self, article: str) -> list[tuple[tuple[Span, ...], Voice]]:
        """The statements that the library has of an article, by its own speakers."""
        kept = self._store.statements.of(article)
        names = self._store.speakers.names_of([item.speaker for item in kept])
        return [
            (
                item.statement.content,
                Voice(
                    names.get(item.speaker, item.statement.speaker)
                    if item.speaker is not None
                    else item.statement.speaker,
                    item.speaker,
                    item.statement.anonymous,
                    _via(item.statement),
                ),
            )
            for item in kept
        ]


def is_within_report(text: str, content: Span, words: Span) -> bool:
    """Whether words stand in a quotation within what somebody says, behind a verb of saying.

    A noun as in "the claim of" may bring another's words, too; "called the report" brings the own.

    >>> text = 'Lund said Bo Ek had told her "the pier is rotten".'
    >>> is_within_report(text, Span(10, 49), Span(30, 48))
    True
    >>> is_within_report(text, Span(10, 49), Span(10, 20))
    False
    >>> text = 'Lund called the report "a heap of lies".'
    >>> is_within_report(text, Span(12, 39), Span(24, 38))
    False
    """
    if not content.covers(words):
        return False
    before = text[content.start : words.start]
    opening = [mark.start() for mark in _OPENING.finditer(before) if mark.start() > 0]
    if not opening:
        return False
    inside = len(before[: opening[-1]].split())
    start = max(0, content.start - _READ_BEFORE)  # what tells a noun may stand before the content
    led = text[start : content.start + opening[-1]].split()
    lower = list(map(bare, led))
    return any(
        lower[at] in CUE_WORDS and (not is_noun(lower, at) or is_anothers(lower, at))
        for at in range(len(led) - min(inside, _CUE_WORDS_BEFORE), len(led))
    )


def _read(text: str, start: int) -> list[tuple[tuple[Span, ...], Voice]]:
    """The statements of a text of which none are kept; ``start`` is added to their spans."""
    return [
        (
            tuple(span.moved(start) for span in item.content),
            Voice(item.speaker, None, item.anonymous, _via(item)),
        )
        for item in statements(text)
    ]


def _via(said: Statement) -> str | None:
    """The voice through which a statement comes, where it is second hand."""
    return said.route[0] if said.hops > 1 and said.route else None


def _shared(content: Sequence[Span], spans: Sequence[Span]) -> int:
    """How many characters of the spans are content of a statement."""
    return sum(
        max(0, min(span.end, part.end) - max(span.start, part.start))
        for span in spans
        for part in content
    )


def _is_called(speaker: str, *names: str) -> bool:
    """Whether a speaker whom the library does not keep has one of some names, or that surname."""
    called = form(speaker)
    return any(form(name) in {called, form(surname(speaker))} for name in names)


def same_person(asked: str, speaker: str) -> bool:
    """Whether two names may be one speaker's, which proves nothing.

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
