"""Putting candidates in order: meaning and words, of the passage and of its article."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from index.records import Candidate

# Shares of a score. Chosen on TIME, RealTimeQA and SciFact (benchmarks/README.md, where stands as
# well what was tried and paid nothing): of meaning against words, where 0.4 to 0.65 does about
# as well; and of the passage's own words against those of its article as a whole, which has the
# names that the passage calls "he" and "the bridge", where 0.1 to 0.3 does.
MEANING_WEIGHT = 0.6
PASSAGE_SHARE = 0.2
# Of meaning against words where there are no articles, such as among statements.
ALONE_WEIGHT = 0.7
# Passages of one article that may stand before other articles' first ones. With 2, the right
# article of the sample archive is among the first five for 97 % of the questions, without for 94.
TOGETHER = 2

CANDIDATES = 200  # taken from meaning and from words each; more did not change the first ten


def rank(candidates: Sequence[Candidate], weight: float = MEANING_WEIGHT) -> list[Candidate]:
    """The candidates, the best first.

    1. Weigh meaning, the passage's words and its article's; 2. within an article, put the
    passages in order by meaning and their own words, on the places that they have together;
    3. let no more than two passages of one article stand before those of others.

    >>> found = [Candidate(1, 0.5, 2.0, 1, 9.0), Candidate(2, 0.5, 1.0, 1, 9.0),
    ...          Candidate(3, 0.5, 0.0, 1, 9.0), Candidate(4, 0.4, 3.0, 4, 4.0)]
    >>> [candidate.passage for candidate in rank(found)]
    [1, 2, 4, 3]
    """
    whole = scores(candidates, weight, PASSAGE_SHARE)
    own = scores(candidates, weight, 1.0)
    articles: dict[int, list[int]] = defaultdict(list)
    for at, item in enumerate(candidates):
        articles[item.article].append(at)
    place: dict[int, float] = {}
    for some in articles.values():
        if len(some) == 1:
            place[some[0]] = whole[some[0]]
            continue
        places = sorted((whole[at] for at in some), reverse=True)
        best = sorted(some, key=lambda at: (-own[at], candidates[at].passage))
        place |= dict(zip(best, places, strict=True))
    order = sorted(place, key=lambda at: (-place[at], candidates[at].passage))
    return _spread([candidates[at] for at in order])


def fuse(candidates: Sequence[Candidate], weight: float = ALONE_WEIGHT) -> list[Candidate]:
    """The candidates by meaning and their own words alone, the best first.

    Ties keep the earlier passage first.

    >>> ranked = fuse([Candidate(1, 0.2, 0.0), Candidate(2, 0.9, 1.0), Candidate(3, 0.4, 8.0)])
    >>> [candidate.passage for candidate in ranked]
    [2, 3, 1]
    """
    fused = scores(candidates, weight, 1.0)
    order = sorted(range(len(candidates)), key=lambda at: (-fused[at], candidates[at].passage))
    return [candidates[at] for at in order]


def scores(candidates: Sequence[Candidate], weight: float, passage_share: float) -> list[float]:
    """What each candidate has of meaning and words, 0 to 1.

    Cosine and both BM25 are each brought to 0 … 1 over the candidates at hand (min-max), weighted
    and added. The sum orders the answers to one question and means nothing beyond it.

    >>> scores([Candidate(1, 0.2, 0.0, 1, 3.0), Candidate(2, 0.9, 1.0, 2, 0.0)], 0.5, 0.4)
    [0.3, 0.7]
    """
    meaning = _scaled([item.cosine for item in candidates])
    passage = _scaled([item.bm25 for item in candidates])
    article = _scaled([item.article_bm25 for item in candidates])
    return [
        weight * m + (1 - weight) * (passage_share * p + (1 - passage_share) * a)
        for m, p, a in zip(meaning, passage, article, strict=True)
    ]


def _spread(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, an article's third and further ones behind everything else."""
    seen: Counter[int] = Counter()
    first: list[Candidate] = []
    later: list[Candidate] = []
    for item in ranked:
        seen[item.article] += 1
        (first if seen[item.article] <= TOGETHER else later).append(item)
    return first + later


def _scaled(values: Sequence[float]) -> list[float]:
    """Min-max normalisation to 0 … 1; all 0 when the values do not differ."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    if high <= low:
        return [0.0] * len(values)
    return [(value - low) / (high - low) for value in values]
