"""Putting candidates in order: meaning and words, of the passage and of its article."""

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from index.records import Candidate
from qa.asking.company import Likeness, gains

Ids = NDArray[np.int64]
Values = NDArray[np.float64]

# Shares of a score. Chosen on TIME, RealTimeQA and SciFact (benchmarks/README.md, where stands as
# well what was tried and paid nothing): of meaning against words, where 0.4 to 0.65 does about
# as well; and of the passage's own words against those of its article as a whole, which has the
# names that the passage calls "he" and "the bridge", where 0.1 to 0.3 does.
MEANING_WEIGHT = 0.65
PASSAGE_SHARE = 0.2
# The cosine of a passage that is near in meaning. Where the nearest is farther off, as for a bare
# name or number, which the model knows nothing of, differences in meaning count for less. With
# questions of one rare word, the passage that has it is first for all with, and for 31 % without;
# any from 0.5 does nearly as well, and so do the three collections (benchmarks/README.md).
NEAR = 0.75
# Of meaning against words where there are no articles, such as among statements.
ALONE_WEIGHT = 0.7
# Passages of one article that may stand before other articles' first ones. With 2, the right
# article of the sample archive is among the first five for 97 % of the questions, without for 94.
TOGETHER = 2

CANDIDATES = 200  # taken from meaning and from words each; more did not change the first ten


def rank(
    candidates: Sequence[Candidate],
    likeness: Likeness | None = None,
    weight: float = MEANING_WEIGHT,
) -> list[Candidate]:
    """The candidates, the best first.

    1. Weigh meaning, the passage's words and its article's; 2. within an article, put the
    passages in order by meaning and their own words, on the places that they have together;
    3. where it is known how alike passages are, move articles up that are like the best; 4. let no
    more than two passages of one article stand before those of others.

    >>> found = [Candidate(1, 0.5, 2.0, 1, 9.0), Candidate(2, 0.5, 1.0, 1, 9.0),
    ...          Candidate(3, 0.5, 0.0, 1, 9.0), Candidate(4, 0.4, 3.0, 4, 4.0)]
    >>> [candidate.passage for candidate in rank(found)]
    [1, 2, 4, 3]
    """
    columns = _columns(candidates)
    evidence = _evidence(columns)
    whole = _weighed(evidence, weight, PASSAGE_SHARE)
    own = _weighed(evidence, weight, 1.0)
    passages, articles = columns[0].astype(np.int64), columns[3].astype(np.int64)
    place = np.empty_like(whole)
    place[np.lexsort((passages, -own, articles))] = whole[np.lexsort((-whole, articles))]
    if likeness is not None:
        place += gains(place, passages, articles, likeness)
    order = np.lexsort((passages, -place))
    order = order[_spread(articles[order])]
    return [candidates[at] for at in order.tolist()]


def fuse(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates by meaning and their own words alone, the best first.

    Ties keep the earlier passage first.

    >>> ranked = fuse([Candidate(1, 0.2, 0.0), Candidate(2, 0.9, 1.0), Candidate(3, 0.4, 8.0)])
    >>> [candidate.passage for candidate in ranked]
    [2, 3, 1]
    """
    fused = scores(candidates, ALONE_WEIGHT, 1.0)
    order = sorted(range(len(candidates)), key=lambda at: (-fused[at], candidates[at].passage))
    return [candidates[at] for at in order]


def scores(candidates: Sequence[Candidate], weight: float, passage_share: float) -> list[float]:
    """What each candidate has of meaning and words, 0 to 1.

    Cosine and both BM25 are each brought to 0 … 1 over the candidates at hand (min-max; the cosine
    to less than 1 where none is ``NEAR``), weighted and added. The sum orders the answers to one
    question and means nothing beyond it.

    >>> scores([Candidate(1, 0.2, 0.0, 1, 3.0), Candidate(2, 0.9, 1.0, 2, 0.0)], 0.5, 0.4)
    [0.3, 0.7]
    """
    evidence = _evidence(_columns(candidates))
    weighed: list[float] = _weighed(evidence, weight, passage_share).tolist()
    return weighed


def _columns(candidates: Sequence[Candidate]) -> Values:
    """What candidates have, ``(5, n)``, in the order of their fields; ids are exact up to 2**53."""
    shape = len(candidates), len(Candidate._fields)
    values = np.fromiter(chain.from_iterable(candidates), np.float64, shape[0] * shape[1])
    return np.ascontiguousarray(values.reshape(shape).T)


def _evidence(columns: Values) -> tuple[Values, Values, Values]:
    """Meaning, and words of passage and article, each ``(n,)`` and 0 to 1."""
    _, cosine, bm25, _, article_bm25 = columns
    return _scaled(cosine, NEAR), _scaled(bm25), _scaled(article_bm25)


def _weighed(
    evidence: tuple[Values, Values, Values], weight: float, passage_share: float
) -> Values:
    meaning, passage, article = evidence
    return weight * meaning + (1 - weight) * (
        passage_share * passage + (1 - passage_share) * article
    )


def _spread(articles: Ids) -> Ids:
    """The places of what is ranked, an article's third and further ones behind everything else.

    >>> _spread(np.array([7, 7, 5, 7, 3])).tolist()
    [0, 1, 2, 4, 3]
    """
    by_article = np.argsort(articles, kind="stable")
    theirs = articles[by_article]
    is_later = np.zeros(len(articles), np.bool_)
    is_later[by_article[TOGETHER:]] = theirs[TOGETHER:] == theirs[:-TOGETHER]
    return np.argsort(is_later, kind="stable")


def _scaled(values: Values, high: float = 0.0) -> Values:
    """Min-max normalisation to 0 … 1, the highest no less than ``high``; all 0 if none differ."""
    low, highest = values.min(initial=np.inf), values.max(initial=-np.inf)
    if highest <= low:
        return np.zeros(len(values))
    scaled: Values = (values - low) / (max(highest, high) - low)
    return scaled
