"""Kill -9 while articles go in: what was committed is there, and the next add goes on."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from conftest import WordEncoder

from index.memory import Memory
from qa.library import Library, open_library

ROOT = Path(__file__).parents[1]
ARTICLES = 60
KILLS = 12

ADDER = """
import sys, index.adding, index.vectors
from conftest import WordEncoder
from qa.library import open_library
index.adding._BATCH_PASSAGES = 4
index.vectors._TAIL_MIN = 8
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
    folder, source = tmp_path / "library", tmp_path / "articles.jsonl"
    _write_articles(source)
    moments = random.Random(5)
    kept = 0
    for _ in range(KILLS):
        adder = _adder(folder, source)
        assert adder.stdout is not None
        adder.stdout.readline()  # it has opened the library
        time.sleep(moments.uniform(0, 0.4))
        adder.send_signal(signal.SIGKILL)
        told = [int(line) for line in adder.stdout.read().split() if line.isdigit()]
        adder.wait()
        adder.stdout.close()
        now = _check(folder)
        assert now >= kept, "something that was committed is lost"
        assert now >= max(told, default=0) - 8, "more was told than was committed"
        kept = now
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
