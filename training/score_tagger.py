"""Score the tagger on a PolNeAR-format file: `python score_tagger.py FILE --model M --base B`.

What is counted:

- *spans*: every different fragment `[start, end)` of a role in an article, once, also where
  several attributions share it; right if both ends are equal;
- *sets*: for every attribution its whole list of fragments of a role, right if a statement has
  exactly that list; an attribution without a source counts for cue and content only;
- *joined*: statements one to one with attributions, right if content overlaps by at least half of
  the longer of the two (characters) and sources touch, or both have none; for a kind, recall is
  over gold of that kind and precision over statements of that kind, whatever they are matched to.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from corpus.saying.decoding import ROLES
from corpus.saying.pieces import quoted_places
from corpus.saying.proposals import Proposal
from corpus.saying.tagger import Tagger, Tagging
from corpus.spans import Span

OVERLAP_NEEDED = 0.5
"""Share of the longer content that both must have in common for a joined match."""
KINDS = ("direct", "mixed", "indirect")


class Score(NamedTuple):
    """How many were right, said and true."""

    right: int
    said: int
    true: int

    @property
    def precision(self) -> float:
        """Right of said, 0 to 1."""
        return self.right / max(1, self.said)

    @property
    def recall(self) -> float:
        """Right of true, 0 to 1."""
        return self.right / max(1, self.true)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1.

        >>> round(Score(6, 10, 8).f1, 3)
        0.667
        """
        return 2 * self.right / max(1, self.said + self.true)


@dataclass(frozen=True)
class GoldStatement:
    """An attribution of the file."""

    kind: str
    statement: Proposal


def read_gold(article: dict[str, Any]) -> list[GoldStatement]:
    """The attributions of one article."""
    return [
        GoldStatement(a["kind"], Proposal(*(_places(a[r]) for r in ("content", "cue", "source"))))
        for a in article["attributions"]
    ]


def _places(spans: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(sorted(Span(int(start), int(end)) for start, end in spans))


def statement_kind(text: str, content: Sequence[Span]) -> str:
    """Direct if all is inside double quotation marks, mixed if some, otherwise indirect.

    >>> statement_kind('He said "no".', [(8, 12)]), statement_kind("He said no.", [(8, 10)])
    ('direct', 'indirect')
    """
    quoted = np.concatenate([quoted_places(text[start:end]) for start, end in content])
    words = np.array([c.isalnum() for start, end in content for c in text[start:end]])
    if not (quoted & words).any():
        return "indirect"
    return "direct" if quoted[words].all() else "mixed"


def count_equal(said: Iterable[Any], true: Iterable[Any]) -> Score:
    """Equal members of two collections, repeated ones as often as they are in both."""
    a, b = Counter(said), Counter(true)
    return Score((a & b).total(), a.total(), b.total())


def add_scores(scores: Iterable[Score]) -> Score:
    """Sums, for one figure over all articles."""
    return Score(*(sum(column) for column in zip(*scores, strict=True)))


def score_spans(tagging: Tagging, gold: Sequence[GoldStatement], role: str) -> Score:
    """Exact fragments of one role in one article."""
    true = {place for g in gold for place in getattr(g.statement, role)}
    return count_equal({span for own, span in tagging.spans if own == role}, true)


def score_sets(tagging: Tagging, gold: Sequence[GoldStatement], role: str) -> Score:
    """Exact lists of fragments of one role, an attribution each."""
    said = [tuple(sorted(getattr(s, role))) for s in tagging.proposals]
    true = [getattr(g.statement, role) for g in gold]
    return count_equal(filter(None, said), filter(None, true))


def overlap(one: Sequence[Span], other: Sequence[Span]) -> int:
    """Characters that two lists of fragments have in common."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def join_fit(said: Proposal, true: Proposal) -> float:
    """Share of the longer content in common, or 0 where the sources do not agree."""
    sources_agree = overlap(said.source, true.source) > 0 or said.source == true.source == ()
    longer = max(sum(e - s for s, e in content) for content in (said.content, true.content))
    return overlap(said.content, true.content) / max(1, longer) if sources_agree else 0.0


def match_statements(said: Sequence[Proposal], true: Sequence[Proposal]) -> list[tuple[int, int]]:
    """Pairs of a statement and an attribution, the best fit first, each at most once."""
    fits = [(join_fit(s, t), i, j) for i, s in enumerate(said) for j, t in enumerate(true)]
    pairs: list[tuple[int, int]] = []
    for fit, i, j in sorted(fits, key=lambda f: (-f[0], f[1], f[2])):
        if fit >= OVERLAP_NEEDED and all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


class JoinedCount(NamedTuple):
    """Joined statements of one kind: right and said, right and true."""

    said_right: int
    said: int
    true_right: int
    true: int

    @property
    def f1(self) -> float:
        """Harmonic mean of the precision of the said and the recall of the true, 0 to 1."""
        precision, recall = self.said_right / max(1, self.said), self.true_right / max(1, self.true)
        return 2 * precision * recall / max(1e-9, precision + recall)


def count_joined(
    text: str, tagging: Tagging, gold: Sequence[GoldStatement], kind: str
) -> JoinedCount:
    """Joined statements of one kind in one article; kind "all" counts every one."""
    pairs = match_statements(tagging.proposals, [g.statement for g in gold])
    right_said, right_true = {i for i, _ in pairs}, {j for _, j in pairs}
    said = [
        i
        for i, s in enumerate(tagging.proposals)
        if kind in ("all", statement_kind(text, s.content))
    ]
    true = [j for j, g in enumerate(gold) if kind in ("all", g.kind)]
    return JoinedCount(len(right_said & {*said}), len(said), len(right_true & {*true}), len(true))


def report(articles: Sequence[dict[str, Any]], taggings: Sequence[Tagging]) -> list[str]:
    """The table as lines of text."""
    golds = [read_gold(a) for a in articles]
    lines = []
    for name, counter in (("span", score_spans), ("set", score_sets)):
        for role in ROLES:
            score = add_scores(counter(t, g, role) for t, g in zip(taggings, golds, strict=True))
            lines.append(
                f"{name:5} {role:8} P {score.precision:.4f} R {score.recall:.4f} F1 {score.f1:.4f}"
            )
    for kind in (*KINDS, "all"):
        counts = [
            count_joined(a["text"], t, g, kind)
            for a, t, g in zip(articles, taggings, golds, strict=True)
        ]
        joined = JoinedCount(*(sum(column) for column in zip(*counts, strict=True)))
        lines.append(f"joined {kind:8} F1 {joined.f1:.4f} said {joined.said} true {joined.true}")
    return lines


def main() -> None:
    """Score the file named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--model", type=Path, required=True, help="folder of tagger.onnx")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    with gzip.open(arguments.file, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    tagger = Tagger(arguments.model, arguments.base, arguments.threads)
    began = time.perf_counter()
    taggings = [tagger.tag(a["text"]) for a in articles]
    seconds = time.perf_counter() - began
    print("\n".join(report(articles, taggings)))
    print(f"{len(articles)} articles in {seconds:.1f} s")


if __name__ == "__main__":
    main()
