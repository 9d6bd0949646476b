"""Hostile text takes time in proportion to its length, and not to the square of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="limits of processor time are a thing of Unix")

SIZE = 200_000
"""Characters. What begins anew at each of them has 20,000,000,000 steps to make, which takes
minutes; a stage takes a few seconds for all of its pieces."""
LIMIT_S = 60
"""Seconds of processor time, whatever else the machine is doing meanwhile."""

HARD = {
    "sentences": ["ellipses", "dots", "initials", "brackets", "titles"],
    "quotations": ["captions", "marks", "apostrophes", "nested"],
    "passages": ["marks", "initials", "words", "a"],
    "names": ["Names", "titles", "and names", "of the"],
    "statements": ["said", "told", "turns", "turns of two", "lines of labels"],
    "prepare": ["bylines", "published", "captions", "dates", "spaces", "tabs"],
    "webpage": ["dashes", "copyright", "stars", "of", "spaces"],
    "markdown": ["captions", "stars", "quoted", "hashes"],
    "figures": ["numbers", "digits", "commas"],
    "match": ["words", "that", "apostrophes"],
}

SCRIPT = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]), int(sys.argv[1])))
from contextlib import suppress
from benchmarks.linear import PIECES, STAGES
from corpus.errors import WhosaidError
size = int(sys.argv[3])
for name in sys.argv[4:]:
    print(name, flush=True)
    text = (PIECES[name] * (size // len(PIECES[name]) + 1))[:size]
    with suppress(WhosaidError):
        STAGES[sys.argv[2]](text)
print("done")
"""


def run(stage: str, *pieces: str, size: int = SIZE, limit: int = LIMIT_S) -> list[str]:
    """The pieces that a stage began with, and "done" when it came to the end in time."""
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(limit), stage, str(size), *pieces],
        capture_output=True,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "OMP_NUM_THREADS": "1"},
        check=False,
    )
    return done.stdout.splitlines() or [done.stderr]


@pytest.mark.parametrize("stage", HARD)
def test_time_grows_with_the_length_alone(stage: str) -> None:
    assert run(stage, *HARD[stage]) == [*HARD[stage], "done"]


def test_a_body_that_is_named_once_is_taken_up_without_going_back_to_it() -> None:
    assert run("taken up", "the board", size=600_000) == ["the board", "done"]


def test_it_would_be_noticed() -> None:
    assert "done" not in run("statements", "said", size=5_000_000, limit=1)
