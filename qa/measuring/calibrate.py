"""Fitting "no good answer" to a library, on questions that it makes of its own articles.

No model writes them. A question is some of the telling words of one sentence and a word of
another article, as people do not ask in the words of the answer. Its article answers it; nothing
does when that article is hidden; and nothing does when half of the words are of one article and
half of another. The floor keeps to few refusals of the first. (What the other two are refused is
reported and not aimed at: real questions that an archive cannot answer lie lower than these, as
they share fewer rare words with it.)
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from corpus.errors import UsageError
from index.memory import Memory
from index.models.encoder import Encoder
from qa.asking.best import passage_sentences
from qa.asking.judging import FLOOR, judge, learned_floor
from qa.asking.rank import CANDIDATES

REFUSED = 0.05  # of the answerable questions, at most
ARTICLES_LEAST = 20  # that make a question; from fewer, one question more or less moves the floor
ARTICLES_MOST = 200  # that are asked about, taken evenly: a minute or so, however many there are

_WORD = re.compile(r"\w+")
_WORDS_LEAST = 6  # telling words of a sentence that makes a question
_WORDS_MOST = 6  # of it that are asked with
_KEPT = 2  # one of so many words is


@dataclass(frozen=True, slots=True)
class Calibration:
    """The floor that was fitted to a library, and what it does on the library's own questions.

    ``floor`` is a confidence, 0 to 1; ``questions`` counts those that its articles answer. The
    rest are shares of questions that are refused with it: of those that are answered, of the same
    with their article hidden, of those mixed from two articles. ``made`` is when, in ISO 8601, and
    ``passages`` how many the library had then.
    """

    floor: float
    questions: int
    answerable_refused: float
    hidden_refused: float
    mixed_refused: float
    passages: int
    made: str


@dataclass(frozen=True, slots=True)
class _Source:
    """An article that makes a question: its passages, and the telling words of one sentence."""

    passages: NDArray[np.int64]
    words: tuple[str, ...]


def calibrate(memory: Memory, encoder: Encoder) -> Calibration:
    """Fit the floor to the library, and keep it there.

    1. Take articles evenly; 2. make questions of them; 3. see how sure the library is of each;
    4. take the floor that was learned for the model, or a lower one where it would refuse too many
    of the answerable ones; for another model, the highest that does not. The same library gives
    the same floor. Raises ``UsageError`` for a library that is too small.
    """
    memory.follow()
    with memory.store.snapshot():
        sources = _sources(memory)
        everything = memory.store.texts.ids()
        questions = [_asked(one, other) for one, other in _pairs(sources)]
        mixed = [_mixed(one, other) for one, other in _pairs(sources)]
        hidden = [np.setdiff1d(everything, source.passages) for source in sources]
        vectors = encoder.encode(questions, "question")
        sure = _sure(memory, questions, vectors)
        hidden_sure = _sure(memory, questions, vectors, hidden)
        mixed_sure = _sure(memory, mixed, encoder.encode(mixed, "question"))
    fitted = float(np.quantile(sure, REFUSED, method="lower"))
    known = learned_floor(memory)
    floor = int(1000 * (fitted if known is None else min(known, fitted))) / 1000  # not up
    found = Calibration(
        floor=floor,
        questions=len(sources),
        answerable_refused=_share(sure < floor),
        hidden_refused=_share(hidden_sure < floor),
        mixed_refused=_share(mixed_sure < floor),
        passages=len(everything),
        made=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    with memory.writing() as store:
        store.notes.put(FLOOR, json.dumps(asdict(found)))
    return found


def kept_calibration(memory: Memory) -> Calibration | None:
    """The calibration that is kept with a library, if there is one."""
    kept = memory.store.notes.get(FLOOR)
    return None if kept is None else Calibration(**json.loads(kept))


def _sources(memory: Memory) -> list[_Source]:
    """The articles that make a question. Raises ``UsageError`` when there are too few."""
    found = []
    for passages in memory.store.texts.by_article(ARTICLES_MOST):
        ((passage, article),) = memory.store.cited([int(passages[0])])
        some = [
            _telling(memory, span.of(article.text))
            for span in passage_sentences(article.text, passage.span)
        ]
        words = max(some, key=len, default=())
        if len(words) >= _WORDS_LEAST:
            found.append(_Source(passages, words))
    if len(found) < ARTICLES_LEAST:
        raise UsageError(
            f"The library is too small to be calibrated: {len(found)} articles make a question, "
            f"and {ARTICLES_LEAST} are the least. Until then the usual floor holds."
        )
    return found


def _telling(memory: Memory, sentence: str) -> tuple[str, ...]:
    """The words of a sentence that tell something, as they stand there, each once."""
    rarity = memory.rarity(sentence)
    words = dict.fromkeys(_WORD.findall(sentence))
    return tuple(word for word in words if not rarity.keys().isdisjoint(memory.stems(word)))


def _pairs(sources: Sequence[_Source]) -> list[tuple[_Source, _Source]]:
    """Each article with another, half the library away."""
    half = len(sources) // 2
    return [(one, sources[(at + half) % len(sources)]) for at, one in enumerate(sources)]


def _asked(one: _Source, other: _Source) -> str:
    """A question that the first article answers, with a word of another in it."""
    return " ".join((*_some(one), other.words[0]))


def _mixed(one: _Source, other: _Source) -> str:
    """A question whose words are half of one article and half of another."""
    half = _WORDS_MOST // 2
    return " ".join((*_some(one)[:half], *_some(other)[:half]))


def _some(source: _Source) -> list[str]:
    """Some of the words of a sentence: of so many one left out, and no more than so many."""
    kept = [word for at, word in enumerate(source.words) if at % _KEPT == 0]
    return kept[:_WORDS_MOST]


def _sure(
    memory: Memory,
    questions: Sequence[str],
    vectors: NDArray[np.float32],
    passing: Sequence[NDArray[np.int64]] | None = None,
) -> NDArray[np.float64]:
    """How sure the library is of its best passage for each question."""
    best = []
    for at, (question, vector) in enumerate(zip(questions, vectors, strict=True)):
        ids = None if passing is None else passing[at]
        candidates = memory.candidates(question, vector, ids, CANDIDATES)
        best.append(judge(memory, question, candidates, ()).best)
    return np.array(best)


def _share(refused: NDArray[np.bool_]) -> float:
    return round(float(refused.mean()), 3)
