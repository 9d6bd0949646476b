"""What a question gets: passages with their sources, or the reason why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from corpus.article import Article
from corpus.dates import PartialDate
from corpus.dating.mentions import DateMention
from corpus.errors import UsageError
from corpus.saying.statement import StatementKind
from corpus.spans import Span
from qa.json_text import json_text

_VERSION = 12  # hexadecimal digits that tell the versions of one article apart


@dataclass(frozen=True, slots=True)
class Source:
    """An article as an answer names it: enough to attribute a passage.

    ``opening`` are the first words of the text, where the article has no headline.
    """

    id: str
    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: PartialDate | None
    url: str | None
    opening: str | None = None

    @property
    def heading(self) -> str:
        """The headline; or the opening words, marked as what they are.

        >>> Source("a1", None, None, (), None, None, "The bridge is…").heading
        '“The bridge is…” (no headline)'
        """
        opening = f"“{self.opening}” " if self.opening else ""
        return self.title or f"{opening}(no headline)"

    @property
    def named(self) -> str:
        """The headline or the opening words in quotation marks, for a sentence; else the id."""
        words = self.title or self.opening
        return f"“{words}”" if words else self.id


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in a passage: what is said, by whom, as spans of the article's text.

    ``speaker`` is the resolved name, None when unknown or anonymous; ``role`` is what the
    article calls the speaker.
    """

    kind: StatementKind
    content: tuple[Span, ...]
    speaker: str | None
    role: str | None


UnderstoodKind = Literal["speaker", "outlet", "period", "as_of", "quotation"]


@dataclass(frozen=True, slots=True)
class Understood:
    """Words of a question that were taken for more than words.

    ``text`` are the words as they stand in the question, ``value`` what they were taken for, as it
    is shown ("Ahn Seo-rim", "2025-09-01 to 2025-09-30"). ``filters`` tells whether only what fits
    may answer, or whether that merely comes first. Whoever asks can have the words taken as
    nothing but words: ``ask(question, as_words=[item.text])``.
    """

    kind: UnderstoodKind
    text: str
    value: str
    filters: bool


Match = Literal["strong", "fair", "weak"]
"""How sure it is that a passage answers, in words that mean the same for every question."""

ReasonKind = Literal["empty", "filter", "period", "speaker", "topic", "near"]
"""Why there is no good answer: nothing is in the library; nothing passes the filters; no article
is of that period; no statement by this person is here; the topic is here but not this; nothing is
near."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The same words in another article: a copy, or another printing of one agency text.

    ``start`` and ``end`` are where they stand there, characters of that article's text; ``why``
    says in words what shows that it is a copy.
    """

    article: Source
    start: int
    end: int
    why: str

    @property
    def reference(self) -> str:
        """What ``whosaid show`` takes."""
        return f"{self.article.id}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Changed:
    """How an earlier version of an article had a sentence that was found.

    ``text`` is ``text[start:end]`` of that version, characters, and None when it had nothing like
    it. ``replaced`` is when the library took in the next version.
    """

    article: str
    version: str
    start: int
    end: int
    text: str | None
    replaced: PartialDate

    @property
    def reference(self) -> str:
        """What ``whosaid show`` takes."""
        where = f":{self.start}-{self.end}" if self.text is not None else ""
        return f"{self.article}@{self.version[:_VERSION]}{where}"


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that answers: ``text`` is ``article.text[start:end]``, characters.

    ``score`` is the cosine similarity of question and passage, -1 to 1, higher is nearer; the
    passages of an answer are ordered by more than that. ``match`` says how sure it is that the
    passage answers, and means the same for every question; of what is no answer, for whatever
    reason, it is weak. ``sentences`` are spans in the article's
    text, within the passage, the one that answers best first; ``statements`` are those that lie
    in the passage or reach into it. ``copies`` are where the same words were printed too, the
    earliest first. ``dates`` are the days that the
    sentences tell of, in the order of the text. ``changed`` is how an earlier version had the best
    sentence, if it was not the same; ``version`` is set when the text is not the one of now, but
    that of the day that was asked for, and is the SHA-256 of it.
    """

    article: Source
    start: int
    end: int
    text: str
    score: float
    sentences: tuple[Span, ...]
    statements: tuple[Said, ...] = ()
    copies: tuple[Copy, ...] = ()
    match: Match = "weak"
    dates: tuple[DateMention, ...] = ()
    changed: Changed | None = None
    version: str | None = None

    @property
    def reference(self) -> str:
        """What ``whosaid show`` takes, such as ``a1b2c3d4e5f6:120-480``."""
        version = f"@{self.version[:_VERSION]}" if self.version else ""
        return f"{self.article.id}{version}:{self.start}-{self.end}"

    def words(self, span: Span) -> str:
        """The words at a place of the article's text that lies in the passage."""
        return span.moved(-self.start).of(self.text)


@dataclass(frozen=True, slots=True)
class Sources:
    """How many articles stand behind an answer, and how many of them are independent.

    Printings of one text count once, and so do articles that credit one agency, and those of one
    outlet: what they agree on, one newsroom may have found. ``unknown`` are articles that tell no
    outlet, of which nobody can know whether they are independent.
    """

    articles: int = 0
    independent: int = 0
    unknown: int = 0

    @property
    def words(self) -> str:
        """The same for people.

        >>> Sources(3, 2).words, Sources(1, 1).words
        ('3 articles, 2 independent sources', '1 article')
        >>> Sources(4, 2, 2).words, Sources(3, 0, 3).words
        ('4 articles, 2 independent sources; 2 tell no outlet', '3 articles, which tell no outlet')
        """
        if self.articles == 1:
            return "1 article"
        if self.unknown and not self.independent:
            return f"{self.articles:,} articles, which tell no outlet"
        several = "independent source" + ("" if self.independent == 1 else "s")
        tell = "tells" if self.unknown == 1 else "tell"
        without = f"; {self.unknown:,} {tell} no outlet" if self.unknown else ""
        return f"{self.articles:,} articles, {self.independent:,} {several}{without}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as an article gives it, and who claims it.

    ``text`` is ``article.text[start:end]``, the figure as printed with its unit ("about 1,200
    people"), and ``sentence`` the span of the sentence around. ``value`` is the number with its
    magnitude multiplied out, ``upper`` the other end of a range; both are None for a quantity in
    words ("dozens", "far less than the figure claimed"). ``unit`` is what is counted or measured,
    None when the article leaves it to the reader; ``qualifier`` is what stands before the number
    ("about", "at least"). ``claimed_by`` is who says so, by resolved name or as printed, None when
    the outlet says so itself. ``corrects`` tells that the article says it corrects an earlier
    figure, and is the later one; ``corrected`` that the outlet gave this one and has set it right
    since. Nothing here says which figure is right.
    """

    article: Source
    start: int
    end: int
    text: str
    sentence: Span
    value: Decimal | None
    upper: Decimal | None
    unit: str | None
    qualifier: str | None
    claimed_by: str | None
    corrects: bool = False
    corrected: bool = False

    @property
    def reference(self) -> str:
        """What ``whosaid show`` takes."""
        return f"{self.article.id}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures of one kind about one thing, side by side, the earliest published first.

    ``quantity`` says in the articles' own words what they measure; ``asked`` tells whether it is
    what the question asks for, or another quantity that stands nearby and is kept apart.
    """

    quantity: str
    asked: bool
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question: the best passages first.

    When the library does not answer, ``answered`` is false and ``reason`` a sentence that says
    why, ``reason_kind`` the kind of it; ``passages`` then holds the nearest misses, or nothing.
    ``notes`` are sentences about how the question was taken, such as how many articles a filter
    left out. ``understood`` is what in the question was taken for more than words. ``sources``
    counts the articles of the passages and of their copies. ``figures`` are those that a question
    for a number asks about, the groups that are asked for first.
    """

    question: str
    answered: bool
    reason: str | None
    passages: tuple[FoundPassage, ...]
    notes: tuple[str, ...] = ()
    understood: tuple[Understood, ...] = ()
    sources: Sources = Sources()
    figures: tuple[FigureGroup, ...] = ()
    reason_kind: ReasonKind | None = None


def source_of(article: Article) -> Source:
    """The part of an article that an answer names."""
    return Source(**{item.name: getattr(article, item.name) for item in fields(Source)})


def plain(value: Any) -> Any:
    """A record as plain JSON values: field names as they are, dates as ISO 8601.

    >>> plain(PartialDate(2023, 10, 13)), plain((Span(0, 4),)), plain(Decimal("1.62E+6"))
    ('2023-10-13', [[0, 4]], 1620000)
    """
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (PartialDate, date)):
        return value.isoformat()
    if is_dataclass(kind := type(value)):
        return {key: plain(getattr(value, name)) for key, name in _keys(kind)}
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return {str(k): plain(v) for k, v in value.items()} if isinstance(value, Mapping) else value


@cache
def _keys(record: type) -> tuple[tuple[str, str], ...]:
    """What a record's fields are called in JSON, each with its name here."""
    return tuple((item.name.removesuffix("_"), item.name) for item in fields(record))


def article_record(article: Article, span: Span | None) -> dict[str, Any]:
    """An article as plain JSON values; with a span, also its place and its words.

    Raises ``UsageError`` when the span ends beyond the article.
    """
    record: dict[str, Any] = plain(article)
    if span is None:
        return record
    if span.end > len(article.text):
        raise UsageError(
            f"{article.id}:{span.start}-{span.end} ends beyond the article, which has "
            f"{len(article.text):,} characters; perhaps the article was updated."
        )
    return record | {"start": span.start, "end": span.end, "passage": span.of(article.text)}


def to_json(value: Any, indent: int | None = 2) -> str:
    """A record as JSON text."""
    return json_text(plain(value), indent)
