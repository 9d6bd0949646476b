"""Who said what, measured on a file in the format of PolNeAR.

    python -m benchmarks.quotes FILE.jsonl.gz

Each line of the file is an article with ``text`` and ``attributions`` (``kind`` and character
spans of ``content``, ``cue``, ``source``). The measures are those of ``corpus.saying.scoring``.
"""

import argparse
import gzip
import json
import re
import time
from pathlib import Path

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
from corpus.saying.statements import statements
from corpus.spans import Span

_PRONOUN = re.compile(r"he|she|they|it|we|i|you|who", re.IGNORECASE)

Article = tuple[str, list[Attribution]]


def read(path: Path) -> list[Article]:
    """The articles of a gold file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        (
            row["text"],
            [
                Attribution(
                    gold["kind"],
                    *(
                        tuple(Span(*span) for span in gold[part])
                        for part in ("content", "cue", "source")
                    ),
                )
                for gold in row["attributions"]
            ],
        )
        for row in rows
    ]


def found_in(text: str) -> list[Attribution]:
    """What the rules find in a text; what stands inside another statement is left out.

    In PolNeAR a word belongs to one attribution at most, so nesting cannot be scored there.
    """
    found = statements(text)
    return [
        Attribution(marked_kind(text, one.content), one.content, one.cue, one.source)
        for number, one in enumerate(found)
        if not (number and _covered(one.content[0], found[number - 1].content))
    ]


def _covered(span: Span, content: tuple[Span, ...]) -> bool:
    return any(outer.covers(span) for outer in content)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--limit", type=int, default=None, help="only the first articles")
    arguments = parser.parse_args()
    articles = read(arguments.file)[: arguments.limit]
    began = time.process_time()
    found = [found_in(text) for text, _ in articles]
    seconds = time.process_time() - began

    baseline = quoted = Score()
    parts = {part: Score() for part in ("source", "cue", "content")}
    joined, everyone, pronouns = Score(), MentionScore(), MentionScore()
    for (text, gold), ours in zip(articles, found, strict=True):
        truth = quotations_of(text, gold)
        baseline += exact(quoted_spans(text), truth)
        quoted += exact(quotations_of(text, ours), truth)
        joined += joined_score(ours, gold)
        everyone += mention_score(text, ours, gold)
        pronouns += mention_score(text, ours, gold, _PRONOUN)
        for part in parts:
            parts[part] += part_score(ours, gold, part)
    show("every double-quoted span", baseline)
    show("quoted spans, exact", quoted)
    print(
        f"{'speaker mention right':28} {everyone.accuracy:.3f} of {everyone.matched}"
        f" (same span {everyone.same / max(1, everyone.matched):.3f})"
    )
    print(f"{'  where it is a pronoun':28} {pronouns.accuracy:.3f} of {pronouns.matched}")
    for part, score in parts.items():
        show(f"all kinds, {part}, exact", score)
    show("indirect, joined", joined)
    print(f"{len(articles) / seconds:.0f} articles a second")


def show(name: str, score: Score) -> None:
    """One line of the table."""
    print(
        f"{name:28} F1 {score.f1:.3f}  P {score.precision:.3f}  R {score.recall:.3f}"
        f"  ({score.right}/{score.found}/{score.gold})"
    )


if __name__ == "__main__":
    main()
