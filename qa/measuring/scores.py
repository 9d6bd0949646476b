"""How good a ranking is, by the usual measures, and whether one is better than another by chance.

The measures are computed by ir-measures (MacAvaney, Macdonald and Ounis 2022), which calls
NIST's trec_eval: nDCG@10 (Järvelin and Kekäläinen 2002), recall, reciprocal rank, and success,
the share of questions with an answer among the first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ir_measures
import numpy as np
from ir_measures import RR, R, Success, nDCG
from numpy.typing import NDArray
from scipy.stats import permutation_test

from qa.measuring.collection import Judged

_RESAMPLES = 10_000
_SEED = 20_260_101  # one result for one input

Run = Mapping[str, Sequence[str]]
"""For each question, by id, the documents found, by id, the best first."""

_MEASURES = {
    "ndcg_10": nDCG @ 10,
    "recall_10": R @ 10,
    "recall_100": R @ 100,
    "mrr": RR,
    "success_1": Success @ 1,
    "success_5": Success @ 5,
}


@dataclass(frozen=True, slots=True)
class Measures:
    """Means over all questions, each between 0 and 1, higher is better.

    ``recall_10`` and ``recall_100`` are the share of the answering documents among the first 10
    and 100; ``mrr`` is one over the rank of the first of them; ``success_1`` and ``success_5``
    are the share of questions with one at the first place and among the first five.
    """

    ndcg_10: float
    recall_10: float
    recall_100: float
    mrr: float
    success_1: float
    success_5: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Two ways compared, question by question, by nDCG@10.

    ``gain`` is what ``better`` has more, on average; ``p`` is how often so large a difference
    comes about when which way is which is left to chance; ``wins`` and ``losses`` are questions.
    """

    way: str
    other: str
    gain: float
    p: float
    wins: int
    losses: int


def measure(run: Run, judged: Judged) -> Measures:
    """All measures of a ranking; a question for which nothing was found counts 0.

    >>> measure({"q": ["b", "a"]}, {"q": {"a": 1}}).mrr
    0.5
    """
    found = ir_measures.calc_aggregate(_MEASURES.values(), judged, _scored(run, judged))
    return Measures(**{name: float(found[one]) for name, one in _MEASURES.items()})


def each_ndcg(run: Run, judged: Judged) -> NDArray[np.float64]:
    """nDCG@10 of each judged question, ``(q,)``, in the order of ``judged``."""
    found = {
        one.query_id: one.value
        for one in ir_measures.iter_calc([nDCG @ 10], judged, _scored(run, judged))
    }
    return np.array([found.get(question, 0.0) for question in judged])


def compare(way: str, run: Run, other: str, against: Run, judged: Judged) -> Difference:
    """Whether one way is better than another, with Fisher's randomisation test.

    For each question the two ways' figures are swapped or not, by chance (Smucker, Allan and
    Carterette 2007), 10,000 times.
    """
    ours, theirs = each_ndcg(run, judged), each_ndcg(against, judged)
    wins, losses = int((ours > theirs).sum()), int((ours < theirs).sum())
    gain = float((ours - theirs).mean())
    return Difference(way, other, gain, _chance(ours, theirs), wins, losses)


def _chance(ours: NDArray[np.float64], theirs: NDArray[np.float64]) -> float:
    """The p-value, two-sided; 1 for a single question."""
    if len(ours) < 2:
        return 1.0
    test = permutation_test(
        (ours, theirs),
        _mean_difference,
        permutation_type="samples",
        vectorized=True,
        n_resamples=_RESAMPLES,
        rng=np.random.default_rng(_SEED),
    )
    return float(test.pvalue)


def _mean_difference(
    ours: NDArray[np.float64], theirs: NDArray[np.float64], axis: int
) -> NDArray[np.float64]:
    return np.asarray(np.mean(ours - theirs, axis=axis), np.float64)


def _scored(run: Run, judged: Judged) -> dict[str, dict[str, float]]:
    """The ranking as trec_eval wants it: a score for each document, all different."""
    return {
        question: {document: float(-at) for at, document in enumerate(run.get(question, ()))}
        for question in judged
    }
