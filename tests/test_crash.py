"""Kill -9 while a library changes: what was reported is there, and the next add goes on."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from conftest import WordEncoder
from crashing import Trial

from index.memory import Memory
from qa.library import Library
from qa.opening import open_library

ROOT = Path(__file__).parents[1]
ARTICLES = 60
KILLS = 8

ADDER = """
import sys, index.adding.add, index.derived.vectors
from conftest import WordEncoder
from crashing import Trial
from qa.opening import open_library
index.adding.add._BATCH_PASSAGES = 4
index.derived.vectors._TAIL_MIN = 8
with open_library(sys.argv[1], create=True, encoder=WordEncoder()) as library:
    print("open", flush=True)
    library.add(sys.argv[2], progress=lambda now: print(now.articles, flush=True))
print("done", flush=True)
"""


def _adder(folder: Path, source: Path) -> "subprocess.Popen[str]":
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    return subprocess.Popen(
        [sys.executable, "-c", ADDER, str(folder), str(source)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"},
    )


def _write_articles(path: Path, number: int = ARTICLES) -> None:
    lines = [
        {"title": f"Notice {at}", "url": f"https://x.example/{at}", "text": f"Pier k{at} is shut."}
        for at in range(number)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))


def _check(folder: Path) -> int:
    """Every part agrees, and each article is found by its own words; how many there are."""
    memory = Memory.open(folder)
    library = Library(memory, WordEncoder())
    assert memory.faults() == []
    articles = library.articles()
    for article in articles:
        number = (article.title or "").split()[1]
        found = library.ask(f"pier k{number}", n=100).passages
        assert article.id in {passage.article.id for passage in found}
    library.close()
    return len(articles)


def test_killed_at_any_moment(tmp_path: Path) -> None:
    trial = Trial(tmp_path, seed=5)
    for _ in range(KILLS):
        trial.kill_once()
    assert trial.interrupted.total() > KILLS // 2


def test_an_interrupted_add_goes_on(tmp_path: Path) -> None:
    folder, source = tmp_path / "library", tmp_path / "articles.jsonl"
    _write_articles(source)
    adder = _adder(folder, source)
    assert adder.stdout is not None
    told = 0
    while told < 20:
        line = adder.stdout.readline().strip()
        told = int(line) if line.isdigit() else told
    adder.send_signal(signal.SIGKILL)
    adder.wait()
    adder.stdout.close()
    kept = _check(folder)
    assert 20 - 8 <= kept < ARTICLES, "what was told was not committed, or nothing was interrupted"
    adder = _adder(folder, source)
    output, _ = adder.communicate(timeout=120)
    assert output.split()[-1] == "done"
    assert _check(folder) == ARTICLES


def test_two_adders_at_once_and_a_reader(tmp_path: Path) -> None:
    folder, one, two = tmp_path / "library", tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    _write_articles(one)
    _write_articles(two, 2 * ARTICLES)
    open_library(folder, create=True, encoder=WordEncoder()).close()
    adders = [_adder(folder, one), _adder(folder, two)]
    with open_library(folder, encoder=WordEncoder()) as reader:
        counts = []
        while any(adder.poll() is None for adder in adders):
            counts.append(len(reader.articles()))
            if counts[-1]:
                reader.ask("pier k1")
            time.sleep(0.05)
        assert reader.status(check=True).faults == ()
    assert counts == sorted(counts)
    for adder in adders:
        output, _ = adder.communicate()
        assert output.split()[-1] == "done"
    assert _check(folder) == 2 * ARTICLES
