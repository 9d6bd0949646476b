"""Putting candidates in order: meaning and words, weighed together."""

from collections.abc import Sequence

from index.records import Candidate

# Of meaning against words. On TIME, SciFact and XQuAD, 0.7 gave the best nDCG@10 of the weights
# tried while planning, better than reciprocal-rank fusion on each.
MEANING_WEIGHT = 0.7

CANDIDATES = 200  # taken from meaning and from words each; more did not change the first ten


def fuse(candidates: Sequence[Candidate], weight: float = MEANING_WEIGHT) -> list[Candidate]:
    """The candidates, the best first.

    Cosine and BM25 are each brought to 0 … 1 over the candidates at hand (min-max), weighted and
    added; ties keep the earlier passage first. The sum orders the answers to one question and
    means nothing beyond it.

    >>> ranked = fuse([Candidate(1, 0.2, 0.0), Candidate(2, 0.9, 1.0), Candidate(3, 0.4, 8.0)])
    >>> [candidate.passage for candidate in ranked]
    [2, 3, 1]
    """
    meaning = _scaled([item.cosine for item in candidates])
    words = _scaled([item.bm25 for item in candidates])
    fused = [weight * m + (1 - weight) * w for m, w in zip(meaning, words, strict=True)]
    order = sorted(range(len(candidates)), key=lambda at: (-fused[at], candidates[at].passage))
    return [candidates[at] for at in order]


def _scaled(values: Sequence[float]) -> list[float]:
    """Min-max normalisation to 0 … 1; all 0 when the values do not differ."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    if high <= low:
        return [0.0] * len(values)
    return [(value - low) / (high - low) for value in values]
