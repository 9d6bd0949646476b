"""Closing a library while others are using it."""

import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import WordEncoder, make_article

from corpus.errors import LibraryError
from index.memory import Memory
from qa.library import Library
from qa.opening import open_library

Keep = Callable[..., str]

# In a process of its own, which would not survive it.
CLOSING = """
import sys, threading, time
from conftest import WordEncoder
from corpus.errors import LibraryError
from qa.opening import open_library

def ask(library, told):
    try:
        while True:
            assert library.ask("Which quay is shut?").answered
            assert library.status().articles == 1
    except LibraryError as error:
        told.append(str(error))

for turn in range(60):
    library, told = open_library(sys.argv[1], encoder=WordEncoder()), []
    threads = [threading.Thread(target=ask, args=(library, told)) for _ in range(3)]
    for thread in threads:
        thread.start()
    time.sleep(0.003 + turn * 0.0007)
    library.close()
    for thread in threads:
        thread.join(30)
    assert [sentence.endswith("is closed; open it again.") for sentence in told] == [True] * 3, told
"""


def test_who_is_asking_is_told_and_nothing_crashes(memory: Memory, keep: Keep) -> None:
    keep(memory, make_article("quay", "The quay is shut since Monday."))
    memory.close()
    here = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, "-c", CLOSING, str(memory.folder)],
        env={"PYTHONPATH": f"{here}:{here.parent}"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_no_file_stays_open_for_threads_that_do_nothing(memory: Memory, keep: Keep) -> None:
    keep(memory, make_article("quay", "The quay is shut since Monday."))
    library = open_library(memory.folder, encoder=WordEncoder())
    memory.close()
    with ThreadPoolExecutor(3) as idle:
        together = threading.Barrier(3)

        def ask(_: int) -> bool:
            together.wait(30)
            return library.ask("Which quay is shut?").answered

        assert list(idle.map(ask, range(3))) == [True] * 3
        assert _opened(memory.folder)
        library.close()
        assert _opened(memory.folder) == []


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_thread_that_ends_leaves_no_file_open(memory: Memory) -> None:
    before = len(_opened(memory.folder))
    for _ in range(5):
        thread = threading.Thread(target=_count, args=(memory,))
        thread.start()
        thread.join()
    assert len(_opened(memory.folder)) <= before + 1  # which SQLite keeps for its locks


def test_what_is_being_read_is_read_to_its_end(memory: Memory, keep: Keep) -> None:
    for name in ("quay", "pier", "lock"):
        keep(memory, make_article(name, f"The {name} is shut since Monday."))
    heads = memory.store.heads()
    found = {next(heads)[0]}
    memory.close()
    assert found | {id_ for id_, *_ in heads} == {
        make_article(name, "").id for name in ("quay", "pier", "lock")
    }


def test_a_closed_library_says_so_to_every_thread(memory: Memory) -> None:
    library = Library(memory, WordEncoder())
    library.close()
    with ThreadPoolExecutor(1) as other, pytest.raises(LibraryError, match="open it again"):
        other.submit(library.ask, "Which quay is shut?").result(30)


def _count(memory: Memory) -> None:
    memory.store.counts()


def _opened(folder: Path) -> list[str]:
    """The names of a library's database files that this process holds open, once each time."""
    opened = (file.resolve() for file in Path("/proc/self/fd").iterdir())
    return [file.name for file in opened if file.parent == folder and "library.db" in file.name]
