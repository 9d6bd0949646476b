"""Who said what, measured on a file with a gold standard: rules, tagger, and the whole.

Each line of the file is an article as JSON with ``text`` and ``attributions``; an attribution has
``kind`` (direct, mixed, indirect) and ``content``, ``cue`` and ``source`` as lists of ``[start,
end]`` in characters of the text. The measures are those of ``corpus.saying.scoring``.
"""

import gzip
import json
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from corpus.errors import ReadError
from corpus.saying.proposals import Proposal
from corpus.saying.scoring import (
    Attribution,
    MentionScore,
    Score,
    exact,
    joined_score,
    marked_kind,
    mention_score,
    part_score,
    quotations_of,
    quoted_spans,
)
from corpus.saying.statement import Statement, StatementKind
from corpus.saying.statements import statements
from corpus.spans import Span

_Pair = tuple["GoldArticle", list[Attribution]]
_PRONOUN = re.compile(r"he|she|they|it|we|i|you|who", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|add(?:s|ed|ing)?|according)\b", re.I
)
_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """A text and what it ascribes to whom, as people marked it."""

    text: str
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """Counts of a comparison, and what follows from them, between 0 and 1."""

    right: int
    found: int
    gold: int
    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, scores: Iterable[Score]) -> "Figure":
        """The figure of all articles together.

        >>> Figure.of([Score(1, 1, 2), Score(0, 1, 0)])
        Figure(right=1, found=2, gold=2, precision=0.5, recall=0.5, f1=0.5)
        """
        score = sum(scores, Score())
        return cls(score.right, score.found, score.gold, score.precision, score.recall, score.f1)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of so many were right; ``share`` is between 0 and 1."""

    right: int
    of: int
    share: float


@dataclass(frozen=True, slots=True)
class Measured:
    """How well one way of finding statements agrees with the gold standard.

    ``quoted`` are quoted spans; ``mentions`` those of them that were found and given to the right
    source, ``pronouns`` those of them whose source is a pronoun; ``source``, ``cue`` and
    ``content`` spans of all kinds, exact to the character; ``joined`` indirect statements whole;
    ``said`` those of them that were found, of what is said, told, added or according to somebody.
    Speeds are of processor time; tokens are words and marks.
    """

    quoted: Figure
    mentions: Share
    pronouns: Share
    source: Figure
    cue: Figure
    content: Figure
    joined: Figure
    said: Share
    articles_a_second: float
    tokens_a_second: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Three ways of finding statements on one file.

    ``baseline`` takes every span in double quotation marks for a quotation.
    """

    file: str
    articles: int
    tokens: int
    baseline: Figure
    rules: Measured
    tagger: Measured
    whole: Measured


def evaluate_quotes(path: Path, limit: int | None = None) -> Evaluation:
    """Measure on the articles of a file, gzipped or not, or on the first ``limit`` of them.

    Raises ``ReadError`` for what is no such file, and ``ModelError``.
    """
    from corpus.saying.tagger import propose  # noqa: PLC0415 - 0.1 s

    articles = read_gold(path)[:limit]
    if not articles:
        raise ReadError(f"{path} holds no article to measure on.")
    propose("")  # loads it, off the clock
    rules = _measure(articles, statements)
    tagger = _measure(articles, propose)
    whole = _measure(articles, lambda text: statements(text, propose(text)))
    tokens = sum(_count(article.text) for article in articles)
    baseline = Figure.of(
        exact(quoted_spans(gold.text), quotations_of(gold.text, gold.attributions))
        for gold in articles
    )
    return Evaluation(str(path), len(articles), tokens, baseline, rules, tagger, whole)


def read_gold(path: Path) -> list[GoldArticle]:
    """The articles of a gold file. Raises ``ReadError`` with the line that is none."""
    data = path.read_bytes()
    try:
        lines = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode().split("\n")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise ReadError(f"{path} cannot be read as JSON lines: {error}.") from error
    found = []
    for number, line in enumerate(lines, 1):
        try:
            if line.strip():
                found.append(_gold(json.loads(line)))
        except (ValueError, TypeError, KeyError) as error:
            raise ReadError(
                f"{path}, line {number}, is no article with attributions ({error}); each line "
                'is like {"text": "…", "attributions": [{"kind": "direct", "content": [[0, 9]], '
                '"cue": [], "source": []}]}.'
            ) from error
    return found


def _gold(row: dict[str, Any]) -> GoldArticle:
    """One line of a gold file."""
    text = row["text"]
    return GoldArticle(text, tuple(_gold_attribution(text, one) for one in row["attributions"]))


def _gold_attribution(text: str, row: dict[str, Any]) -> Attribution:
    """One attribution; ``ValueError`` for what does not fit the text."""
    kind: StatementKind = row["kind"]
    if kind not in get_args(StatementKind):
        raise ValueError(f"no kind: {kind!r}")
    content, cue, source = (
        tuple(Span(*span) for span in row[part]) for part in ("content", "cue", "source")
    )
    for span in (*content, *cue, *source):
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(f"{[span.start, span.end]} is outside the text")
    return Attribution(kind, content, cue, source)


def _attributions(text: str, found: Sequence[Statement | Proposal]) -> list[Attribution]:
    """What was found as it is scored: what stands inside another statement is left out.

    In PolNeAR a word belongs to one attribution at most, so nesting cannot be scored there.
    """
    return [
        Attribution(marked_kind(text, one.content), one.content, one.cue, one.source)
        for number, one in enumerate(found)
        if not (number and any(o.covers(one.content[0]) for o in found[number - 1].content))
    ]


def _measure(
    articles: Sequence[GoldArticle], find: Callable[[str], Sequence[Statement | Proposal]]
) -> Measured:
    """Find, against the clock, and compare."""
    began = time.process_time()
    found = [find(article.text) for article in articles]
    seconds = max(1e-6, time.process_time() - began)
    pairs = [
        (gold, _attributions(gold.text, ours)) for gold, ours in zip(articles, found, strict=True)
    ]
    return Measured(
        quoted=Figure.of(
            exact(quotations_of(gold.text, ours), quotations_of(gold.text, gold.attributions))
            for gold, ours in pairs
        ),
        mentions=_mentions(pairs),
        pronouns=_mentions(pairs, _PRONOUN),
        source=_part(pairs, "source"),
        cue=_part(pairs, "cue"),
        content=_part(pairs, "content"),
        joined=Figure.of(joined_score(ours, gold.attributions) for gold, ours in pairs),
        said=_said(pairs),
        articles_a_second=len(articles) / seconds,
        tokens_a_second=sum(_count(gold.text) for gold in articles) / seconds,
    )


def _part(pairs: Sequence[_Pair], part: str) -> Figure:
    return Figure.of(part_score(ours, gold.attributions, part) for gold, ours in pairs)


def _mentions(pairs: Sequence[_Pair], only: re.Pattern[str] | None = None) -> Share:
    scores = (mention_score(gold.text, ours, gold.attributions, only) for gold, ours in pairs)
    score = sum(scores, MentionScore())
    return Share(score.right, score.matched, score.accuracy)


def _said(pairs: Sequence[_Pair]) -> Share:
    scores = (
        joined_score(ours, [one for one in gold.attributions if _is_said(gold.text, one)])
        for gold, ours in pairs
    )
    score = sum(scores, Score())
    return Share(score.right, score.gold, score.recall)


def _is_said(text: str, attribution: Attribution) -> bool:
    """Whether a statement has a plain verb of saying, where others want, think or show."""
    return any(_SAID.search(span.of(text)) for span in attribution.cue)


def _count(text: str) -> int:
    """Words and marks of a text.

    >>> _count("“It fell,” she said.")
    8
    """
    return sum(1 for _ in _WORD.finditer(text))
