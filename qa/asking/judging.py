"""Whether the passages at hand answer a question: each weighed, and the best held to a floor."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log
from types import MappingProxyType

from corpus.english.word_classes import MARKS
from index.memory import Memory
from index.models.reader import Reading
from index.records import Candidate
from qa.asking.confidence import Wanted, confidence, evidence, judged, wanted_of
from qa.asking.reading import read_answer

FLOOR = "calibration"  # the note of a library that holds its floor

# Confidence below which the best passage is no answer, until a library is calibrated. In the sample
# archive (133 passages) 0.15 refuses 5 % of the answerable questions. The more passages, the surer
# is the best of them by chance, about as their logarithm: a slope of 0.04 keeps what is refused of
# the answerable ones below 5 % in TIME (2,682) and RealTimeQA (13,457), of 0.03, 0.04 and 0.05
# the steepest that does, and refuses nine in ten of another archive's: benchmarks/README.md.
_USUAL = 0.15
_USUAL_PASSAGES = 133
_MORE = 0.04  # for each time that the passages are e times as many
_MOST = 0.40

# Another model's similarities lie elsewhere, and what was learned for one does not hold for the
# next: uncalibrated, it only refuses what shares next to nothing with the question.
LEARNED_FOR = "all-MiniLM-L6-v2"
_CAUTIOUS = 0.05


@dataclass(frozen=True, slots=True)
class Judgement:
    """How sure the passages are to answer, by id, and what the best of them lack.

    ``best`` is the highest confidence, 0 to 1; ``floor`` what an answer needs; ``read`` is whether
    reading finds one, None where it does not tell. ``held`` are the
    question's telling words that the likeliest passage has, ``missing`` those that none of the
    passages that were judged has, both as they stand in the question.
    """

    confidences: Mapping[int, float]
    best: float
    floor: float
    held: tuple[str, ...]
    missing: tuple[str, ...]
    read: bool | None = None

    @property
    def answers(self) -> bool:
        """Whether the best is an answer."""
        return self.best >= self.floor if self.read is None else self.read


def judge(
    memory: Memory,
    question: str,
    candidates: Sequence[Candidate],
    shown: Sequence[Candidate],
    readings: Mapping[int, Reading] = MappingProxyType({}),
) -> Judgement:
    """Weigh the likeliest candidates, which decide, and those that are shown."""
    wanted = wanted_of(memory.rarity(question))
    likely = judged(candidates)
    items = {item.passage: item for item in [*likely, *shown]}
    stems_of = memory.cutter(wanted.shares)
    present = {
        id_: wanted.shares.keys() & stems_of(f"{headline}\n{text}")
        for id_, (headline, text) in memory.store.texts.of(list(items)).items()
    }
    sure = {
        id_: confidence(evidence(wanted, stems, items[id_].cosine, items[id_].bm25))
        for id_, stems in present.items()
    }
    alive = [item.passage for item in likely if item.passage in present]
    best = max(alive, key=lambda id_: sure[id_], default=None)
    spelled = _spelled(question, wanted, memory)
    anywhere = set().union(*present.values(), [""])
    seen = set().union(*(present.get(item.passage, set()) for item in shown)) or anywhere
    return Judgement(
        confidences=sure,
        best=0.0 if best is None else sure[best],
        floor=floor_of(memory),
        held=() if best is None else _runs(spelled, present[best] & seen),
        missing=tuple(dict.fromkeys(word for stem, word in spelled if stem not in anywhere)),
        read=read_answer(question, readings, [item.passage for item in shown]),
    )


def floor_of(memory: Memory) -> float:
    """The confidence that an answer needs in this library: fitted to it, or the usual."""
    kept = memory.store.notes.get(FLOOR)
    return usual_floor(memory) if kept is None else float(json.loads(kept)["floor"])


def usual_floor(memory: Memory) -> float:
    """The floor of a library that is not calibrated."""
    return learned_floor(memory) or _CAUTIOUS


def learned_floor(memory: Memory) -> float | None:
    """The floor by size that was learned for the library's model; None for another model."""
    if memory.settings.model != LEARNED_FOR:
        return None
    passages, _ = memory.store.state()
    return min(_MOST, _USUAL + _MORE * log(max(1.0, passages / _USUAL_PASSAGES)))


def _spelled(question: str, wanted: Wanted, memory: Memory) -> list[tuple[str, str]]:
    """Each word of the question behind its telling stem, "" where it has none."""
    found = []
    for printed in question.split():
        word = printed.strip(MARKS).removesuffix("'s").removesuffix("’s")
        telling = [stem for stem in memory.stems(word) if stem in wanted.shares]
        found.append((telling[0] if telling else "", word))
    return found


def _runs(spelled: Sequence[tuple[str, str]], present: set[str]) -> tuple[str, ...]:
    """The words that are present, those that stand side by side in the question together."""
    runs = groupby(spelled, key=lambda item: item[0] in present)
    return tuple(" ".join(word for _, word in run) for is_there, run in runs if is_there)
