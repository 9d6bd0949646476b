"""A library that is killed again and again while it is changed, and held against what it owes.

    python tests/crashing.py --kills 200 [--seed 1]

A worker process adds (at once, or words first), embeds what waits, updates and removes at random,
in tiny batches and with compaction every few passages, and tells before and after each step what
it does. It is killed with SIGKILL at a random moment. Then the library must open sound; every step
that was reported done must be there whole; of the one that was interrupted each article must be as
before or as after; what is there must be found by its own words, and what is not there must not be
found; nothing waits for its vector that was reported embedded. An interrupted add or embedding is
asked for again after the kill, and goes on.
"""

import argparse
import json
import logging
import os
import random
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from conftest import WordEncoder

import whosaid

ROOT = Path(__file__).parents[1]
KEYS = 40  # articles that come and go
TELL_EVERY = 20  # kills
MOMENT = 1.5  # seconds at most that a worker lives

WORKER = """
import json, sys
from pathlib import Path
import index.adding.add, index.adding.embedding, index.derived.vectors
from conftest import WordEncoder
import whosaid

for module, name, value in (
    (index.adding.add, "_BATCH_PASSAGES", 4), (index.adding.add, "_WORDS_PASSAGES", 4),
    (index.adding.embedding, "_BATCH_PASSAGES", 4), (index.derived.vectors, "_TAIL_MIN", 8),
):
    assert hasattr(module, name), name
    setattr(module, name, value)

with whosaid.open(sys.argv[1], create=True, encoder=WordEncoder()) as library:
    print("open", flush=True)
    for line in sys.stdin:
        step = json.loads(line)
        print("begin", flush=True)
        if "file" in step:
            library.add(step["file"], words_first=step["words_first"])
        elif "remove" in step:
            library.remove(step["remove"])
        else:
            library.embed()
        print("end", flush=True)
"""


def word(key: int, version: int) -> str:
    """A word that stands in one version of one article alone."""
    return f"k{key}v{version}x"


def article(key: int, version: int) -> dict[str, str]:
    """A version of an article, of several passages."""
    told = word(key, version)
    text = f"Pier {told} is shut, said Ada Lund. " + f"The keeper of {told} knows why. " * 12
    return {"title": f"Notice {key}", "url": f"https://x.example/{key}", "text": text}


@dataclass(frozen=True)
class Step:
    """What a worker is to do: add a file, embed what waits, or remove an article."""

    does: str
    touches: dict[int, int | None] = field(default_factory=dict)  # the version afterwards, or none
    path: str = ""


@dataclass
class Owed:
    """What the library owes: the version of each article, and what an open step may have made."""

    now: dict[int, int] = field(default_factory=dict)  # absent: no article
    then: dict[int, int | None] = field(default_factory=dict)  # touched by the open step
    embedded: bool = True  # whether nothing may wait for its vector
    version: int = 0

    def plan(self, chance: random.Random, folder: Path) -> Step:
        """A step: some articles added or updated, or one removed, or what waits embedded."""
        self.version += 1
        drawn = chance.random()
        if self.now and drawn < 0.2:
            return self.begin(Step("remove", {chance.choice(sorted(self.now)): None}))
        if drawn < 0.4:
            return self.begin(Step("embed"))
        keys = chance.sample(range(KEYS), 6)
        path = folder / f"{self.version}.jsonl"
        path.write_text("".join(json.dumps(article(key, self.version)) + "\n" for key in keys))
        does = chance.choice(["add", "add words first"])
        return self.begin(Step(does, dict.fromkeys(keys, self.version), str(path)))

    def begin(self, step: Step) -> Step:
        """From now on a step may have been done, or not."""
        self.then = step.touches
        self.embedded = self.embedded and step.does != "add words first"
        return step

    def done(self, step: Step) -> None:
        """The open step was reported done."""
        for key, version in step.touches.items():
            if version is None:
                self.now.pop(key, None)
            else:
                self.now[key] = version
        self.then = {}
        self.embedded = self.embedded or step.does == "embed"


def check(folder: Path, owed: Owed) -> dict[int, int]:
    """Hold a library against what it owes; the version of each article that is there."""
    with whosaid.open(folder, encoder=WordEncoder()) as library:
        status = library.status(check=True)
        assert status.faults == (), status.faults
        assert not (owed.embedded and status.waiting), f"{status.waiting} wait for their vectors"
        found = {}
        for source in library.articles():
            text = library.article(source.id).text
            key = int((source.title or "").split()[1])
            version = int(text.split()[1].partition("v")[2].rstrip("x"))
            assert text.startswith(f"Pier {word(key, version)} is shut")
            passages = library.ask(word(key, version), n=100).passages
            assert source.id in {item.article.id for item in passages}
            assert all(
                item.text == text[item.start : item.end]
                for item in passages
                if item.article.id == source.id
            )
            found[key] = version
        for key in range(KEYS):
            may = {owed.now.get(key), owed.then.get(key, owed.now.get(key))}
            assert found.get(key) in may, f"article {key} is {found.get(key)}, owed {may}"
        living = {word(key, version) for key, version in found.items()}
        texts = {item.text for item in library.ask("pier keeper shut", n=100).passages}
        assert all(any(told in text for told in living) for text in texts), "a ghost is found"
    return found


class Trial:
    """One library, killed at random moments."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.library, self._steps = folder / "library", folder
        self._chance = random.Random(seed)
        self._open: Step | None = None  # was interrupted, or is under way
        self.owed = Owed()
        self.interrupted: Counter[str] = Counter()  # kills by what they came within
        self.remade = 0

    def kill_once(self) -> None:
        """Start a worker, kill it at some moment, and check what it leaves."""
        worker = _start(self.library)
        assert worker.stdin is not None
        assert worker.stdout is not None
        try:
            assert worker.stdout.readline() == "open\n"
            killing = time.monotonic() + self._chance.uniform(0, MOMENT)
            self._work(worker, killing)
        finally:
            worker.send_signal(signal.SIGKILL)
            worker.wait()
            worker.stdin.close()
            worker.stdout.close()
        if self._open:
            self.interrupted[self._open.does] += 1
        with _listening() as said:
            found = check(self.library, self.owed)
        self.remade += sum("made again" in line for line in said)
        self.owed.now, self.owed.then = found, {}

    def _work(self, worker: "subprocess.Popen[str]", killing: float) -> None:
        """Hand the worker step after step until the moment comes, which is within a step."""
        assert worker.stdin is not None
        assert worker.stdout is not None
        again = self._open if self._open and self._open.does != "remove" else None
        while True:
            step = self.owed.begin(again) if again else self.owed.plan(self._chance, self._steps)
            self._open, again = step, None
            worker.stdin.write(json.dumps(self._told(step)) + "\n")
            worker.stdin.flush()
            assert worker.stdout.readline() == "begin\n"
            if not _readable(worker, killing - time.monotonic()):
                return
            assert worker.stdout.readline() == "end\n"
            self.owed.done(step)
            self._open = None

    def _told(self, step: Step) -> dict[str, object]:
        """A step as the worker is told it."""
        if step.does == "remove":
            (key,) = step.touches
            return {"remove": self._id(key)}
        if step.does == "embed":
            return {"embed": True}
        return {"file": step.path, "words_first": step.does == "add words first"}

    def _id(self, key: int) -> str:
        with whosaid.open(self.library, encoder=WordEncoder()) as library:
            return next(item.id for item in library.articles() if item.title == f"Notice {key}")


@contextmanager
def _listening() -> Iterator[list[str]]:
    """What the library says meanwhile, beside its answers."""
    said: list[str] = []
    listener = logging.Handler()
    listener.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("whosaid").addHandler(listener)
    try:
        yield said
    finally:
        logging.getLogger("whosaid").removeHandler(listener)


def _readable(worker: "subprocess.Popen[str]", seconds: float) -> bool:
    assert worker.stdout is not None
    return bool(select.select([worker.stdout.fileno()], [], [], max(0.0, seconds))[0])


def _start(library: Path) -> "subprocess.Popen[str]":
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, str(library)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"},
    )


def main() -> None:
    """Kill as often as asked, and tell what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder), options.seed)
        for kills in range(1, options.kills + 1):
            trial.kill_once()
            if kills % TELL_EVERY == 0 or kills == options.kills:
                print(  # noqa: T201 - a script
                    f"{kills} kills, {trial.interrupted.total()} of them within a step "
                    f"({', '.join(f'{n} {what}' for what, n in trial.interrupted.items())}), "
                    f"{trial.owed.version} steps; the library was sound and whole each time; an "
                    f"index was made again {trial.remade} times.",
                    flush=True,
                )


if __name__ == "__main__":
    main()
