"""The floors under the answers on the sample archive: measured, raised, not lowered in silence.

    python -m benchmarks.floors                     measure, and compare with the floors
    python -m benchmarks.floors --write             raise them to what was measured
    python -m benchmarks.floors --write --lower "why"     lower them, for a reason that is kept

The floors lie in ``tests/cases/sample_floors.json`` with a hash of the articles and questions that
they were measured on; ``tests/test_floors.py`` is the gate. Data that changed need ``--write`` too.
Beside them stand the shares of the questions that are held back, and of those that somebody wrote
who knew neither the program nor the other questions; these have no floors.
"""

import argparse
import hashlib
import json
import sys
import tempfile
from pathlib import Path

from qa.library import Library
from qa.measuring.questions import Expected, Questions, score_questions
from qa.opening import open_library

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "corpus" / "samples"
CASES = ROOT / "tests" / "cases"
QUESTIONS = CASES / "sample_questions.json"
OTHERS = (CASES / "sample_questions_kept.json", CASES / "sample_questions_fresh.json")
FLOORS = CASES / "sample_floors.json"
SLACK = 0.01  # below what was measured: one question of 104, for another processor's rounding


def data_hash() -> str:
    """SHA-256 of the sample articles, with their names, and of the questions."""
    digest = hashlib.sha256()
    for file in [*sorted(f for f in SAMPLES.rglob("*") if f.is_file()), QUESTIONS]:
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def expected(file: Path) -> list[Expected]:
    """Questions to the sample archive, with what answers them; nothing, for the others."""
    cases = json.loads(file.read_text("utf-8"))
    answerable = [
        Expected(case["question"], (case["article"], *case["also"]), case["sentence"])
        for case in cases["answerable"]
    ]
    return answerable + [Expected(case["question"]) for case in cases["unanswerable"]]


def measured(library: Library, file: Path = QUESTIONS) -> dict[str, float]:
    """The shares that have floors, each between 0 and 1."""
    return shares(score_questions(library, expected(file), file.name))


def shares(found: Questions) -> dict[str, float]:
    """What is held of a measurement."""
    return {
        "right article first": found.first.share,
        "right article in the first five": found.in_five.share,
        "best sentence": found.sentence.share,
        "answerable not refused": 1 - found.refused_wrongly.share,
        "unanswerable refused": found.refused_rightly.share,
    }


def below(found: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Which shares are below their floor, as sentences.

    >>> below({"best sentence": 0.8}, {"best sentence": 0.82})
    ['best sentence: 0.800, and the floor is 0.820']
    """
    return [
        f"{name}: {found.get(name, 0.0):.3f}, and the floor is {floor:.3f}"
        for name, floor in floors.items()
        if found.get(name, 0.0) < floor
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep what is measured as floors")
    parser.add_argument("--lower", metavar="WHY", help="a reason to lower a floor")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, open_library(folder, create=True) as library:
        library.add(SAMPLES)
        found = measured(library)
        others = [measured(library, file) for file in OTHERS]
    kept = (
        json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {"floors": {}, "lowered": []}
    )
    for name, share in found.items():
        beside = "   ".join(f"{other[name]:.3f}" for other in others)
        print(f"{name:35} {share:.3f}   floor {kept['floors'].get(name, 0.0):.3f}   {beside}")
    new = {name: round(share - SLACK, 3) for name, share in found.items()}
    lowered = below(new, kept["floors"])
    if options.write and lowered and not options.lower:
        sys.exit("A floor would be lowered; say why with --lower:\n  " + "\n  ".join(lowered))
    if options.write:
        floors = (
            new if options.lower else {k: max(v, kept["floors"].get(k, 0)) for k, v in new.items()}
        )
        reasons = kept["lowered"] + ([f"{options.lower} ({'; '.join(lowered)})"] if lowered else [])
        kept = {"data": data_hash(), "floors": floors, "lowered": reasons}
        FLOORS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
