"""What is refused: answerable questions, the same with their articles hidden, and foreign ones.

    python -m benchmarks.refusing WORK SET SET …
    python -m benchmarks.refusing WORK SET SET … --fit

A SET is a folder in BEIR's format (corpus.jsonl, queries.jsonl, qrels/test.tsv, plain); its
library is made in WORK/<its name> when it is not there. The sample archive is always measured as
well, and never fitted on. Foreign questions are those of every other set. With ``--fit`` the
weights of ``qa/asking/confidence.py`` are fitted anew and printed, first without each set in
turn, and then with all of them but the sample archive. The questions of each set, and those to the
sample archive that are held back, are also asked whole, as a user asks them, where other reasons
refuse as well.
"""

import argparse
import json
from collections import Counter, defaultdict
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.memory import Memory
from index.models.embed import load_encoder
from index.models.encoder import Encoder
from qa.asking.confidence import Evidence, confidence, evidence, judged, wanted_of
from qa.asking.judging import usual_floor
from qa.asking.rank import CANDIDATES
from qa.opening import open_library

FOREIGN = 100  # questions of each other set
ROUNDS = 5  # of fitting to the likeliest passage, and choosing the likeliest anew
WEIGHTS = {"answerable": 1.0, "hidden": 0.5, "foreign": 0.5}  # of each kind as a whole, in fitting
SAMPLES = Path("corpus/samples")
CASES = Path("tests/cases/sample_questions.json")
KEPT = {  # held back from whatever is fitted or made; written by somebody who knew no rule
    "samples, held back": Path("tests/cases/sample_questions_kept.json"),
    "samples, fresh": Path("tests/cases/sample_questions_fresh.json"),
}

Rows = list[tuple[str, NDArray[np.float64]]]  # kind of question, evidence of its passages (n, 4)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the documents that answer it; none when nothing here does."""

    text: str
    documents: tuple[str, ...]


def main() -> None:
    """Print what is refused, or fit the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("work", type=Path)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--fit", action="store_true", help="fit the weights anew")
    options = parser.parse_args()
    encoder = load_encoder()
    asked = {folder.name: questions_of(folder) for folder in options.sets}
    asked["samples"] = sample_questions(CASES)
    rows, floors = {}, {}
    for name in asked:
        source = next((folder for folder in options.sets if folder.name == name), None)
        memory = library_of(options.work / name, source, encoder)
        rows[name] = measure(memory, encoder, name, asked)
        floors[name] = usual_floor(memory)
        memory.close()
    for name, questions in asked.items():
        report_whole(options.work / name, encoder, name, questions)
    for name, file in KEPT.items():
        report_whole(options.work / "samples", encoder, name, sample_questions(file))
    for name, found in rows.items():
        print(name, f"usual floor {floors[name]:.2f}:", refused(found, floors[name]))
    if options.fit:
        for left_out in rows:
            weights, bias = fit([rows[n] for n in rows if n not in {left_out, "samples"}])
            print(f"without {left_out}: {weights.round(2)} {bias:.2f}")


def questions_of(folder: Path) -> list[Question]:
    """The questions of a set that have a document."""
    documents = defaultdict(list)
    for line in (folder / "qrels" / "test.tsv").read_text("utf-8").splitlines()[1:]:
        query, document, score = line.split("\t")
        if int(score) > 0:
            documents[query].append(document)
    lines = (folder / "queries.jsonl").read_text("utf-8").splitlines()
    return [
        Question(query["text"], tuple(documents[query["_id"]]))
        for query in map(json.loads, lines)
        if documents[query["_id"]]
    ]


def sample_questions(file: Path) -> list[Question]:
    """The questions of the sample archive, answerable and not."""
    cases = json.loads(file.read_text("utf-8"))
    found = [Question(q["question"], (q["article"], *q["also"])) for q in cases["answerable"]]
    return found + [Question(q["question"], ()) for q in cases["unanswerable"]]


def library_of(folder: Path, source: Path | None, encoder: Encoder) -> Memory:
    """The library of a set, or of the samples; made when it is not there."""
    if not (folder / "library.db").exists():
        with open_library(folder, create=True, encoder=encoder) as library:
            library.add(SAMPLES if source is None else _records(source, folder))
    memory = Memory.open(folder)
    memory.follow()
    return memory


def _records(source: Path, folder: Path) -> Path:
    """A set's documents as records that can be added."""
    records = folder.with_suffix(".jsonl")
    with records.open("w", encoding="utf-8") as stream:
        for line in (source / "corpus.jsonl").open(encoding="utf-8"):
            item = json.loads(line)
            text = item["text"] or item["title"]
            record = {"id": item["_id"], "title": item["title"], "text": text}
            stream.write(json.dumps(record) + "\n")
    return records


def measure(memory: Memory, encoder: Encoder, name: str, asked: dict[str, list[Question]]) -> Rows:
    """The evidence for every question that is put to a library."""
    passages = _by_document(memory)
    everything = memory.store.texts.ids()
    rows: Rows = []
    for question in asked[name]:
        kind = "answerable" if question.documents else "unanswerable"
        rows.append((kind, _weigh(memory, encoder, question.text, None)))
        if question.documents:
            own = [id_ for document in question.documents for id_ in passages[document]]
            hidden = np.setdiff1d(everything, np.array(own, np.int64))
            rows.append(("hidden", _weigh(memory, encoder, question.text, hidden)))
    for other in asked.keys() - {name}:
        some = [question for question in asked[other] if question.documents][:FOREIGN]
        rows += [("foreign", _weigh(memory, encoder, item.text, None)) for item in some]
    return rows


def _by_document(memory: Memory) -> dict[str, list[int]]:
    """The ids of the passages of each document, by its id in the set or its path in the samples."""
    found: dict[str, list[int]] = defaultdict(list)
    for passage, article in memory.store.cited(memory.store.texts.ids().tolist()):
        inside = article.origin.partition(f"{SAMPLES}/")[2]
        found[inside or article.origin.rpartition("#")[2]].append(passage.id)
    return found


def _weigh(
    memory: Memory, encoder: Encoder, question: str, passing: NDArray[np.int64] | None
) -> NDArray[np.float64]:
    """The evidence of the passages that decide, (n, 4)."""
    vector = encoder.encode([question], "question")[0]
    likely = judged(memory.candidates(question, vector, passing, CANDIDATES))
    texts = memory.store.texts.of([item.passage for item in likely])
    wanted = wanted_of(memory.rarity(question))
    found = [
        evidence(wanted, set(memory.stems("\n".join(texts[item.passage]))), item.cosine, item.bm25)
        for item in likely
    ]
    return np.array([astuple(item) for item in found] or [(0.0,) * 4])


def refused(rows: Rows, floor: float) -> str:
    """The shares that a floor refuses, by kind of question."""
    sure: dict[str, list[float]] = defaultdict(list)
    for kind, found in rows:
        sure[kind].append(max(confidence(Evidence(*map(float, row))) for row in found))
    return ", ".join(
        f"{kind} {np.mean(np.array(some) < floor):.0%} of {len(some)}"
        for kind, some in sure.items()
    )


def report_whole(folder: Path, encoder: Encoder, name: str, questions: list[Question]) -> None:
    """Ask questions as a user does, and print what is refused, for which reason, what is strong."""
    reasons: dict[str, Counter[str]] = defaultdict(Counter)
    strong: Counter[str] = Counter()
    with open_library(folder, encoder=encoder) as library:
        for question in questions:
            kind = "answerable" if question.documents else "unanswerable"
            answer = library.ask(question.text)
            reasons[kind][answer.reason_kind or "answered"] += 1
            first = answer.passages[0].match if answer.passages else None
            strong[kind] += answer.answered and first == "strong"
    for kind, counts in reasons.items():
        print(f"{name}, asked whole: {kind}", dict(counts), f"strong {strong[kind]}")


def fit(sets: list[Rows]) -> tuple[NDArray[np.float64], float]:
    """Logistic regression on the likeliest passage of each question: weights and bias."""
    from sklearn.linear_model import (  # type: ignore[import-untyped]  # noqa: PLC0415
        LogisticRegression,
    )

    rows = [row for some in sets for row in some if row[0] in WEIGHTS]
    share = np.concatenate([_shares(some) for some in sets])
    right = np.array([kind == "answerable" for kind, _ in rows])
    weights, bias = np.ones(4), 0.0
    for _ in range(ROUNDS):
        likeliest = np.stack([found[np.argmax(found @ weights)] for _, found in rows])
        model = LogisticRegression(C=1.0, max_iter=2000)
        model.fit(likeliest, right, sample_weight=share * len(rows) / share.sum())
        weights, bias = model.coef_[0], float(model.intercept_[0])
    return weights, bias


def _shares(rows: Rows) -> NDArray[np.float64]:
    """The weight of each question of a set, so that each kind weighs as much whatever its size."""
    kinds = [kind for kind, _ in rows if kind in WEIGHTS]
    return np.array([WEIGHTS[kind] / kinds.count(kind) for kind in kinds])


if __name__ == "__main__":
    main()
