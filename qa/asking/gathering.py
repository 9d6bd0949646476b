"""What may answer a question: candidates by meaning and words, in the order of an answer."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.memory import Memory
from index.models.encoder import Encoder
from index.models.reader import Reading
from index.models.reranker import Reranker
from index.records import Candidate, Filter
from qa.asking.first import first_printed, first_said, first_then
from qa.asking.prefer import asked_first, each_once, fitting_first
from qa.asking.rank import CANDIDATES, rank
from qa.asking.reading import Read, answering_first, readings_of
from qa.asking.reasons import Reason
from qa.asking.rerank import reranked
from qa.asking.telling import telling_first
from qa.asking.untold import bringing_together, never_on_this
from qa.asking.who_said import Spans, who_said_first
from qa.understanding.taken import Taken


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was put, and what it is taken for."""

    question: str
    n: int
    wanted: Filter
    as_words: tuple[str, ...]
    taken: Taken
    vector: NDArray[np.float32]  # (d,)
    passing: NDArray[np.int64] | None  # ids, None for all


@dataclass(frozen=True, slots=True)
class Gathered:
    """What may answer, as it was found and in order.

    ``printed`` prints the quotation that is asked about, ``said`` has the words of those who are
    asked for, or else, where they are ``silent`` on the subject, brings them together with it;
    ``then`` is of the days that alone are asked about; ``told`` is where in its article a passage
    has the statement whose speaker is asked for; ``readings`` is what those answer that were read.
    """

    candidates: list[Candidate]
    printed: list[Candidate]
    said: list[Candidate]
    then: list[Candidate]
    ranked: list[Candidate]
    told: Mapping[int, Spans]
    readings: Mapping[int, Reading]
    silent: Reason | None
    no_such_day: Reason | None


def gather(
    memory: Memory,
    encoder: Encoder,
    asked: Asked,
    reranker: Reranker | None,
    read: Read | None,
) -> Gathered:
    """The candidates in order, first what prints or says what is asked for."""
    taken, vector, passing = asked.taken, asked.vector, asked.passing
    candidates = memory.candidates(taken.words, vector, passing, CANDIDATES)
    others = reranked(memory, reranker, taken.words, rank(candidates, memory.likeness))
    printed = first_printed(memory, taken, vector, passing)
    silent = never_on_this(memory, encoder, taken)
    if silent is None:
        said = first_said(memory, taken, vector, passing)
    else:
        said = bringing_together(memory, taken, others)
    then = first_then(memory, taken, vector, passing)
    others, told = who_said_first(memory, taken, others)
    ranked = asked_first(memory, taken, [*then, *said], others)
    ranked, no_such_day = telling_first(memory, taken, ranked)
    ranked = each_once([*fitting_first(memory, taken, printed), *ranked])
    readings = {}
    if not (printed or said or then or told):
        readings = readings_of(memory, read, taken, ranked)
    if reranker is None:
        ranked = answering_first(ranked, readings)
    return Gathered(candidates, printed, said, then, ranked, told, readings, silent, no_such_day)
