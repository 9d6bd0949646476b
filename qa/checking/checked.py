"""What checking a quotation gives: one class, and every article that carries the words."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from corpus.article import Article
from corpus.matching.wording import Edit
from corpus.spans import Span
from qa.answer import Source

CheckClass = Literal["verbatim", "typography", "changed", "cut", "stitched", "paraphrase", "absent"]


class Sighting(NamedTuple):
    """Where a quote, or something of it, stands in an article, before it is asked who says it."""

    article: Article
    class_: CheckClass
    spans: tuple[Span, ...]
    difference: tuple[Edit, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedMatch:
    """One article that carries the quote, or something of it.

    ``spans`` are the stretches of the article's text that the quote has its words from, ``text``
    what is printed there, from the first to the last, or each of them when the quote is stitched;
    ``before`` and ``after`` are the sentences around. ``class_`` (in JSON ``class``) says how close
    this article comes; ``difference`` leads from its words to the quote's; ``speaker`` is who says
    it there, None when unknown.
    """

    article: Source
    spans: tuple[Span, ...]
    text: str
    class_: CheckClass
    speaker: str | None
    before: str
    after: str
    difference: tuple[Edit, ...]
    warnings: tuple[str, ...] = ()

    @property
    def reference(self) -> str:
        """What ``whosaid show`` takes, such as ``a1b2c3d4e5f6:120-480``."""
        start, end = min(s.start for s in self.spans), max(s.end for s in self.spans)
        return f"{self.article.id}:{start}-{end}"


@dataclass(frozen=True, slots=True)
class Check:
    """Whether a quote is in the archive, as docs/check.md defines the classes.

    ``class_`` (in JSON ``class``) is that of the closest article. ``speaker_matches`` says
    whether it is the speaker asked for who says it there; None when nobody was asked for, it is
    unknown who says it, or the name asked for is only like the speaker's.
    ``verdict`` is one sentence; ``notes`` are more, on what to beware of.
    ``matches`` are in the order of publication, the undated last.
    """

    quote: str
    class_: CheckClass
    speaker_matches: bool | None
    verdict: str
    matches: tuple[CheckedMatch, ...]
    notes: tuple[str, ...] = ()
