"""What the memory hands out: filters that go in, candidates and counts that come out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from corpus.dating.period import Period
from corpus.spans import Span


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles may answer; ``None`` lets everything pass.

    ``since`` and ``until`` are days, both included; an article whose year is unknown passes
    neither. ``outlet`` and ``author`` are matched without regard to case, accents, punctuation
    and a leading "The"; fewer words than the full name are enough. ``speakers`` are numbers of
    speakers: only passages pass that hold a statement of one of them, and articles that do.
    ``as_of`` is a day: what was published later does not pass.
    """

    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    author: str | None = None
    speakers: tuple[int, ...] | None = None
    as_of: date | None = None

    @property
    def empty(self) -> bool:
        """Whether everything passes."""
        return self == Filter()

    @property
    def dayless(self) -> "Filter":
        """The same for articles of any day, or of none that is known.

        >>> Filter(since=date(2025, 9, 1), outlet="Quay Post").dayless == Filter(outlet="Quay Post")
        True
        """
        return replace(self, since=None, until=None, as_of=None)

    def within(self, period: Period) -> "Filter":
        """The same for the days of a period alone."""
        return replace(self, since=period.first, until=period.last)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article's text that is embedded and found as one.

    ``id`` numbers it within the library and is never used again; ``article`` is the article's
    id; ``span`` counts characters of that article's text.
    """

    id: int
    article: str
    span: Span


class Candidate(NamedTuple):
    """A passage that may answer, with what speaks for it; a tuple, as every question makes 400.

    ``cosine`` is the similarity of question and passage, -1 to 1, higher is nearer. ``bm25`` is
    the word score, 0 or more, higher is better; 0 when no word matched well enough to be listed.
    ``article`` is the id of the first passage of its article, and ``article_bm25`` the word score
    of that article as a whole, among whole articles.
    """

    passage: int
    cosine: float
    bm25: float
    article: int = 0
    article_bm25: float = 0.0


@dataclass(frozen=True, slots=True)
class Settings:
    """What a library is made with, and must be opened with again."""

    model: str
    fingerprint: str
    dimension: int
    passage_tokens: int
    overlap_tokens: int

    @classmethod
    def of(cls, meta: Mapping[str, str]) -> "Settings":
        """The settings among what is noted of a library. Raises ``KeyError`` for what is not."""
        return cls(
            model=meta["model"],
            fingerprint=meta["fingerprint"],
            dimension=int(meta["dimension"]),
            passage_tokens=int(meta["passage_tokens"]),
            overlap_tokens=int(meta["overlap_tokens"]),
        )
