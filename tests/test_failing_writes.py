"""A disk that is full, or fails: what was reported stays, and what happened is a sentence."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import WordEncoder, make_article
from crashing import Owed, article, check

import whosaid
from index.derived.words import WordIndex
from index.memory import Memory

ROOT = Path(__file__).parents[1]

# From which call that writes on, for how many, and how; all that a worker does makes some hundreds.
FAULTS = (
    (5, 1, "full"), (30, 1, "broken"), (60, 9999, "full"), (90, 1, "broken"), (140, 1, "full"),
    (170, 9999, "broken"), (200, 1, "full"), (240, 9999, "full"),
)  # fmt: skip
# The same where articles are added words first; from 655 on the vectors come.
FAULTS_WORDS_FIRST = (
    (140, 1, "full"), (200, 9999, "broken"), (655, 1, "full"), (660, 9999, "full"),
    (680, 1, "broken"), (692, 9999, "full"),
)  # fmt: skip
WORDS_FIRST = {"WORDS_FIRST": "1"}

WORKER = """
import json, os, resource, signal, sys
import index.adding.add, index.adding.embedding, index.derived.vectors
from conftest import WordEncoder
import whosaid

for module, name, value in (
    (index.adding.add, "_BATCH_PASSAGES", 4), (index.adding.add, "_WORDS_PASSAGES", 4),
    (index.adding.embedding, "_BATCH_PASSAGES", 4), (index.derived.vectors, "_TAIL_MIN", 8),
):
    assert hasattr(module, name), name
    setattr(module, name, value)
words_first = bool(os.environ.get("WORDS_FIRST"))
if limit := int(os.environ.get("FILE_LIMIT", "0")):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then writing beyond it fails with EFBIG
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    with whosaid.open(sys.argv[1], encoder=WordEncoder()) as library:
        for step in sys.argv[2:]:
            library.add(step, words_first=words_first)
            print("done", flush=True)
        if words_first:
            library.embed()
            print("embedded", flush=True)
        gone = [item.id for item in library.articles() if item.title in ("Notice 0", "Notice 1")]
        library.remove(gone)
        print("done", flush=True)
except whosaid.WhosaidError as error:
    print(f"told: {error}", flush=True)
"""


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("write errors are injected with a C compiler, on Linux")
    made = tmp_path_factory.mktemp("shim") / "failing_writes.so"
    source = Path(__file__).with_name("failing_writes.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-o", made, source, "-ldl"], check=True)
    return made


class Disk:
    """A library of six articles, and what a worker on a failing disk is to do with it."""

    STEPS = (range(3, 9), range(8, 14))  # keys of articles that are added or changed, then added

    def __init__(self, folder: Path) -> None:
        self.library = folder / "library"
        with whosaid.open(self.library, create=True, encoder=WordEncoder()) as library:
            library.add(_write(folder / "1.jsonl", range(6), 1))
        self._files = [
            _write(folder / f"{at}.jsonl", keys, at) for at, keys in enumerate(self.STEPS, 2)
        ]

    def work(self, **fault: str) -> Owed:
        """Let the worker work; what the library owes then. The worker never breaks off."""
        paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
        ended = subprocess.run(
            [sys.executable, "-c", WORKER, self.library, *self._files],
            capture_output=True,
            text=True,
            timeout=120,
            env={**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1", **fault},
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        self.told = ended.stdout
        embedded = "WORDS_FIRST" not in fault or "embedded\n" in ended.stdout
        return self._owed(ended.stdout.count("done\n"), embedded)

    def _owed(self, done: int, embedded: bool) -> Owed:
        now = dict.fromkeys(range(6), 1)
        steps = [dict.fromkeys(keys, at) for at, keys in enumerate(self.STEPS, 2)]
        for step in steps[:done]:
            now |= step
        if done == 3:
            return Owed({key: now[key] for key in now if key > 1}, {}, embedded)
        return Owed(now, dict(steps[done]) if done < 2 else {0: None, 1: None}, embedded)


def _write(path: Path, keys: range, version: int) -> Path:
    path.write_text("".join(json.dumps(article(key, version)) + "\n" for key in keys))
    return path


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    return Disk(tmp_path)


@pytest.mark.parametrize("way", [{}, WORDS_FIRST], ids=["at once", "words first"])
def test_a_disk_that_does_not_fail(
    disk: Disk, shim: Path, tmp_path: Path, way: dict[str, str]
) -> None:
    log = tmp_path / "calls"
    owed = disk.work(LD_PRELOAD=str(shim), FAIL_UNDER=str(disk.library), FAIL_LOG=str(log), **way)
    assert disk.told == ("done\ndone\nembedded\ndone\n" if way else "done\n" * 3)
    assert check(disk.library, owed) == owed.now == _after_all()
    # What the faults below are to meet: their places lie among the calls, and these on all parts.
    calls = [Path(line).relative_to(disk.library).as_posix() for line in log.read_text().split()]
    assert len(calls) > max(at for at, _, _ in (FAULTS_WORDS_FIRST if way else FAULTS))
    for part in (
        "library.db-wal", r"vectors/base-[^/]+/vectors.faiss", r"vectors/base-[^/]+/ids.npy",
        "vectors/current.json", "words/state.json", r"words/[^/]+.term", r"words/articles/.+",
    ):  # fmt: skip
        assert any(re.fullmatch(part + r"(\.new)?", call) for call in calls), part


def _after_all() -> dict[int, int]:
    return {2: 1, **dict.fromkeys(range(3, 8), 2), **dict.fromkeys(range(8, 14), 3)}


@pytest.mark.parametrize(("at", "times", "how"), FAULTS)
def test_writes_that_fail(disk: Disk, shim: Path, at: int, times: int, how: str) -> None:
    _fail(disk, shim, {}, at, times, how)


@pytest.mark.parametrize(("at", "times", "how"), FAULTS_WORDS_FIRST)
def test_writes_that_fail_words_first(
    disk: Disk, shim: Path, at: int, times: int, how: str
) -> None:
    _fail(disk, shim, WORDS_FIRST, at, times, how)


def _fail(disk: Disk, shim: Path, way: dict[str, str], at: int, times: int, how: str) -> None:
    fault = {"FAIL_AT": str(at), "FAIL_TIMES": str(times), "FAIL_HOW": how}
    owed = disk.work(LD_PRELOAD=str(shim), FAIL_UNDER=str(disk.library), **fault, **way)
    assert times == 1 or "told: " in disk.told, "nothing failed"
    check(disk.library, owed)
    assert check(disk.library, disk.work(**way)) == _after_all(), "the work cannot be done again"


@pytest.mark.parametrize("limit", [20_000, 200_000])
@pytest.mark.parametrize("way", [{}, WORDS_FIRST], ids=["at once", "words first"])
def test_files_that_cannot_grow(disk: Disk, limit: int, way: dict[str, str]) -> None:
    owed = disk.work(FILE_LIMIT=str(limit), **way)
    check(disk.library, owed)
    assert check(disk.library, disk.work(**way)) == _after_all()


def test_a_reader_on_a_full_disk_answers_from_what_it_sees(
    memory: Memory,
    keep: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def full(*_: object) -> None:
        raise ValueError("No space left on device")

    def found(words: str) -> set[int]:
        reader.follow()
        return set(reader.with_phrases([words], 5))

    keep(memory, make_article("court", "A judge adjourned the trial."))
    reader = Memory.open(memory.folder)
    with monkeypatch.context() as patch:
        patch.setattr(WordIndex, "catch_up", full)
        keep(memory, make_article("mayor", "The mayor resigned."))
        caplog.clear()
        assert (found("a judge"), found("the mayor")) == ({1}, set())
        assert "The index of words is behind: No space left on device." in caplog.messages
    assert found("the mayor") == {2}
    assert reader.faults() == []
    reader.close()
