"""A statement as an answer shows it: its words, who says them, how we know, what is around."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.article import Article
from corpus.cutting.sentences import sentences
from corpus.saying.statement import Statement, StatementKind
from corpus.spans import Span
from index.truth.statements import Kept
from index.truth.store import Store
from qa.answer import Source, Understood, source_of


@dataclass(frozen=True, slots=True)
class Quote:
    """One statement, as its article has it.

    ``text`` are the words, pieces joined by " … "; ``content`` their spans in the article.
    ``cue`` and ``name`` are as printed there, ``speaker`` is the resolved name, None when unknown
    or anonymous; ``role`` is what the article calls the speaker. ``route`` and ``hops`` tell how
    the words came to the outlet, 1 hop for what it reports itself. ``before`` and ``after`` are
    the sentences around. ``score`` is the cosine similarity to what was asked about, -1 to 1,
    higher is nearer, None when nothing was. ``reference`` is what ``whosaid show`` takes.
    """

    article: Source
    reference: str
    kind: StatementKind
    text: str
    content: tuple[Span, ...]
    cue: str | None
    name: str | None
    speaker: str | None
    role: str | None
    route: tuple[str, ...]
    hops: int
    anonymous: bool
    before: str
    after: str
    score: float | None = None

    @property
    def second_hand(self) -> bool:
        """Whether another voice stands between the speaker and the outlet."""
        return self.hops > 1


@dataclass(frozen=True, slots=True)
class Quotes:
    """The statements that were asked for: the nearest first, or without a subject the newest.

    ``speakers`` are those that the name was taken for; ``total`` counts the statements found, of
    which ``quotes`` are the first. When there is none, ``reason`` says why; ``notes`` are
    sentences about how the name was taken. ``understood`` is what in the subject was taken for
    more than words; ``left_out`` counts those speakers' statements that are not about it, and
    ``undated`` those that days which are asked for leave out, as their articles tell no date.
    """

    speakers: tuple[str, ...]
    about: str | None
    total: int
    quotes: tuple[Quote, ...]
    reason: str | None = None
    notes: tuple[str, ...] = ()
    understood: tuple[Understood, ...] = ()
    left_out: int = 0
    undated: int = 0


def articles_of(store: Store, found: Iterable[Kept]) -> dict[str, Article]:
    """The articles of statements by their ids, each read once."""
    return {id_: store.article(id_) for id_ in {kept.article for kept in found}}


def quoted(article: Article, kept: Kept, speaker: str | None, score: float | None = None) -> Quote:
    """A statement of an article, by a speaker of that name."""
    said, text = kept.statement, article.text
    whole = extent(said)
    spans = sentences(text)
    first, last = _held(spans, whole)
    return Quote(
        article=source_of(article),
        reference=f"{article.id}:{whole.start}-{whole.end}",
        kind=said.kind,
        text=pieces(text, said.content) or "",
        content=said.content,
        cue=pieces(text, said.cue),
        name=pieces(text, said.source),
        speaker=speaker,
        role=said.role,
        route=said.route,
        hops=said.hops,
        anonymous=said.anonymous,
        before=spans[first - 1].of(text) if first > 0 else "",
        after=spans[last + 1].of(text) if last + 1 < len(spans) else "",
        score=score,
    )


def extent(said: Statement) -> Span:
    """From the first to the last character of what is said.

    >>> extent(Statement("direct", (Span(0, 5), Span(20, 31)), cue=(Span(6, 10),)))
    Span(start=0, end=31)
    """
    return Span(min(s.start for s in said.content), max(s.end for s in said.content))


def whole_sentences(text: str, said: Statement) -> str:
    """The sentences that a statement stands in, with its cue and source.

    >>> text = "It rained. Lund said so. She left."
    >>> whole_sentences(text, Statement("indirect", (Span(21, 23),)))
    'Lund said so.'
    """
    spans = sentences(text)
    first, last = _held(spans, extent(said))
    return text[spans[first].start : spans[last].end] if spans else ""


def pieces(text: str, spans: Sequence[Span]) -> str | None:
    """The words of some spans, as one line; ``None`` when there are none.

    >>> pieces("one two three", [Span(0, 3), Span(8, 13)])
    'one … three'
    """
    return " … ".join(span.of(text) for span in spans) if spans else None


def _held(spans: Sequence[Span], whole: Span) -> tuple[int, int]:
    """The first and the last of the sentences that a stretch lies in."""
    starts = [span.start for span in spans]
    first = max(0, bisect_right(starts, whole.start) - 1)
    return first, max(first, bisect_right(starts, whole.end - 1) - 1)
