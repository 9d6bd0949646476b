"""How sure it is that a passage answers a question: a number that means the same for every one.

A fused rank orders the passages of one question and says nothing across questions. This looks at
each passage for itself: its similarity, how much of the question's telling words it holds, how
weighty a word it lacks. A logistic regression over these, with weights that
``benchmarks/refusing.py --fit`` fits on questions with known answers, makes one number of 0 to 1.
Whether that is enough is for a library to say: its floor.

Tried and left out, as it refused no more: whether a sentence holds the kind of answer that is
asked for, the best sentence's share of the words, names and numbers apart from other words, the
noun behind "which" or "how many", likeness of missing words to present ones. The similarity of
single sentences refused a few more, for three times the network's time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from math import exp

from corpus.english.word_classes import word_set
from index.records import Candidate
from qa.answer import Match

JUDGED = 5  # passages nearest by meaning, and as many best by words, that are looked at

# Fitted on questions to RealTimeQA and TIME by benchmarks/refusing.py, for the default model; in
# the order of Evidence. benchmarks/README.md tells what they refuse.
_WEIGHTS = (5.13, 1.39, 1.99, 1.93)
_BIAS = -5.77

# Confidence from which a match is called strong, where reading does not tell; benchmarks/README.md
# tells how many questions have such a passage, with and without an answer.
STRONG = 0.60

# Stems by which a question asks, and which an answer does not repeat.
ASKING = word_set("mani much long old name kind sort say said tell told happen call")

_BM25_MOST = 2.2  # times a word's rarity: what BM25 gives it at most (k1 + 1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a passage must have to answer: the telling words of a question.

    ``shares`` gives each telling stem its share of the whole weight, by rarity; they sum to 1.
    ``most`` is the best BM25 there is.
    """

    shares: Mapping[str, float]
    most: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one passage; each number is higher the more does, -1 or 0 to 1.

    ``cosine`` to the question; ``wording``, its BM25 as a share of the most there can be;
    ``held``, the share of the telling words in passage and headline; ``complete``, 1 less the share
    of the weightiest word that is missing.
    """

    cosine: float
    wording: float
    held: float
    complete: float


def wanted_of(rarity: Mapping[str, float]) -> Wanted:
    """What a question wants of a passage, from the rarity of its stems.

    >>> wanted_of({"quay": 1.0, "mani": 0.5, "shut": 3.0})
    Wanted(shares={'quay': 0.25, 'shut': 0.75}, most=9.9)
    """
    telling = {stem: weight for stem, weight in rarity.items() if stem not in ASKING} or rarity
    whole = sum(telling.values()) or 1.0
    return Wanted(
        shares={stem: weight / whole for stem, weight in telling.items()},
        most=_BM25_MOST * (sum(rarity.values()) or 1.0),
    )


def evidence(wanted: Wanted, present: set[str], cosine: float, bm25: float) -> Evidence:
    """What a passage has of what a question wants; ``present`` are its stems and its headline's.

    >>> evidence(Wanted({"quay": 0.25, "shut": 0.75}, 8.0), {"quay", "open"}, 0.4, 2.0)
    Evidence(cosine=0.4, wording=0.25, held=0.25, complete=0.25)
    """
    missing = (share for stem, share in wanted.shares.items() if stem not in present)
    return Evidence(
        cosine=cosine,
        wording=min(1.0, bm25 / wanted.most),
        held=sum(share for stem, share in wanted.shares.items() if stem in present),
        complete=1.0 - max(missing, default=0.0),
    )


def confidence(found: Evidence) -> float:
    """How sure it is that a passage answers, 0 to 1."""
    values = (found.cosine, found.wording, found.held, found.complete)
    total = _BIAS + sum(w * x for w, x in zip(_WEIGHTS, values, strict=True))
    return 1 / (1 + exp(-total))


def match_of(confidence: float, floor: float, holds_kind: bool = True) -> Match:
    """How sure it is that a passage answers, in words; weak is below the floor.

    Strong is only what has a sentence that holds the kind of answer that is asked for.

    >>> match_of(0.7, 0.2), match_of(0.3, 0.2), match_of(0.1, 0.2)
    ('strong', 'fair', 'weak')
    >>> match_of(0.7, 0.2, holds_kind=False)
    'fair'
    """
    if confidence < floor:
        return "weak"
    return "strong" if confidence >= STRONG and holds_kind else "fair"


def judged(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that decide whether there is an answer: the best by meaning and by words."""
    near = nsmallest(JUDGED, candidates, key=lambda item: (-item.cosine, item.passage))
    worded = nsmallest(JUDGED, candidates, key=lambda item: (-item.bm25, item.passage))
    return list(dict.fromkeys([*near, *(item for item in worded if item.bm25 > 0)]))
