"""A crowd is answered by processes of its own, and hears what one asker would hear."""

import asyncio
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest
from httpx import ASGITransport, AsyncClient
from web_library import HERE, SAMPLES, build

import whosaid
from index.beside import Beside
from web import workers
from web.worker import AT_ONCE, answered
from web.workers import Answering
from whosaid import Library, UsageError

OTHERS = ("/", "/api/status", "/api/speakers", "/api/articles", "/health")
ASKED = (
    ("ask", {"question": "How many people were evacuated at Lysmere?"}),
    ("ask", {"question": "Who closed the Lantern Bridge?", "n": 3, "until": "2025-12"}),
    ("ask", {"question": "Where is the Eiffel Tower?", "as_words": ["Tower"]}),
    ("quotes", {"speaker": None, "about": "the bridge"}),
    ("check", {"quote": "The bridge is “safe”\u2028for now, it is said"}),
)
BRIDGE = """
{"id": "new", "title": "Zeppelin lands on the quay", "outlet": "Quay Post",
"text": "A zeppelin landed on the quay at Lysmere, and nobody was hurt, the harbour master said."}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The sample archive, with the real model, as its processes open it too."""
    with whosaid.open(tmp_path_factory.mktemp("crowd") / "library", create=True) as filled:
        filled.add(SAMPLES)
        yield filled


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Beside]:
    """The processes that are started."""
    found: list[Beside] = []

    class Noted(Beside):
        def __init__(self, *arguments: str) -> None:
            super().__init__(*arguments)
            found.append(self)

    monkeypatch.setattr(workers, "Beside", Noted)
    return found


@pytest.fixture
def crowd(library: Library, started: list[Beside]) -> Iterator[Answering]:
    """Answering by two processes that are ready."""
    with Answering(library, 2) as answering:
        _crowd_in(answering)
        _wait_for(answering, 2)
        yield answering
    assert all(process._process.returncode is not None for process in started)


def _crowd_in(answering: Answering) -> None:
    for asked in [answering("ask", question="Who closed the bridge?") for _ in range(9)]:
        asked.result()


def _wait_for(answering: Answering, ready: int) -> None:
    until = time.monotonic() + 60
    while sum(worker.ready for worker in answering._workers) != ready:
        assert time.monotonic() < until
        time.sleep(0.01)


def test_whoever_asks_alone_starts_nothing(library: Library, started: list[Beside]) -> None:
    with Answering(library, 2) as answering, ThreadPoolExecutor(2) as askers:
        question = "Who closed the bridge?"
        list(askers.map(lambda _: answering("ask", question=question).result(), range(6)))
    assert started == []


def test_a_crowd_hears_what_one_asker_hears(
    crowd: Answering, library: Library, started: list[Beside], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = [answered(library, method, arguments) for method, arguments in ASKED]
    monkeypatch.setattr(workers, "answered", None)  # whoever answers here fails
    heard = [asked.result() for asked in [crowd(one, **what) for one, what in ASKED * 8]]
    assert heard == expected * 8
    assert len(started) == 2
    assert json.loads(heard[0])["answered"]


def test_what_is_added_is_heard_of(crowd: Answering, library: Library, tmp_path: Path) -> None:
    question = "What landed on the quay at Lysmere?"
    before = crowd("ask", question=question).result()
    file = tmp_path / "new.jsonl"
    file.write_text(" ".join(BRIDGE.split("\n")))
    library.add(file)
    after = json.loads(crowd("ask", question=question).result())
    assert "zeppelin" not in before
    assert "zeppelin" in after["passages"][0]["text"]


def test_an_error_is_the_one_that_is_met_here(crowd: Answering) -> None:
    with pytest.raises(UsageError, match="0 passages cannot be given"):
        crowd("ask", question="Who closed the bridge?", n=0).result()
    with pytest.raises(UsageError, match="The question is empty"):
        crowd("ask", question=" ").result()


def test_what_a_process_was_asked_when_it_ended_is_answered_here(
    crowd: Answering, library: Library, started: list[Beside], caplog: pytest.LogCaptureFixture
) -> None:
    method, arguments = ASKED[0]
    expected = answered(library, method, arguments)
    asked = [crowd(method, **arguments) for _ in range(60)]
    while not any(one.done() for one in asked):
        time.sleep(0.001)
    started[0].kill()
    assert {one.result() for one in asked} == {expected}
    _wait_for(crowd, 1)
    started[1].kill()
    _wait_for(crowd, 0)
    assert {crowd(method, **arguments).result() for _ in range(6)} == {expected}
    assert [record.message for record in caplog.records] == [
        "A process that answered for a crowd has ended; the others go on."
    ] * 2
    assert len(started) == 2


@pytest.mark.skipif(os.name != "posix", reason="no process can be stopped")
def test_a_process_that_hangs_is_ended_and_what_it_was_asked_is_answered_here(
    crowd: Answering, library: Library, started: list[Beside], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_PATIENCE_S", 0.1)
    method, arguments = ASKED[0]
    for process in started:
        os.kill(process._process.pid, signal.SIGSTOP)
    asked = [crowd(method, **arguments) for _ in range(9)]
    assert {one.result(60) for one in asked} == {answered(library, method, arguments)}
    assert [process._process.wait() for process in started] == [-signal.SIGKILL] * 2


@pytest.mark.skipif(os.name != "posix", reason="no process can be stopped")
def test_a_process_that_hangs_holds_no_more_askers_than_it_works_at(
    crowd: Answering, library: Library, started: list[Beside], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_PATIENCE_S", 3600.0)
    started[1].kill()
    _wait_for(crowd, 1)
    os.kill(started[0]._process.pid, signal.SIGSTOP)
    method, arguments = ASKED[0]
    asked = [crowd(method, **arguments) for _ in range(20)]
    until = time.monotonic() + 60
    while sum(one.done() for one in asked) < 20 - AT_ONCE:
        assert time.monotonic() < until
        time.sleep(0.01)
    os.kill(started[0]._process.pid, signal.SIGCONT)
    assert {one.result() for one in asked} == {answered(library, method, arguments)}


def test_a_process_that_answers_others_does_not_hang(
    crowd: Answering, started: list[Beside], monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float | None] = []

    class Patient(Future[str]):
        def result(self, timeout: float | None = None) -> str:
            waited.append(timeout)
            if len(waited) < 4:
                worker.given += 1
                raise TimeoutError
            return super().result()

    monkeypatch.setattr(workers, "Future", Patient)
    (worker, _) = crowd._workers
    assert json.loads(worker.ask(*ASKED[0]))["answered"]
    assert waited == [30.0] * 4
    assert [process._process.poll() for process in started] == [None] * 2


def test_another_takes_the_place_of_one_that_ended_after_much_work(
    crowd: Answering, library: Library, started: list[Beside], monkeypatch: pytest.MonkeyPatch
) -> None:
    (worker, _) = crowd._workers
    monkeypatch.setattr(workers, "_EARNED", worker.given)
    started[0].kill()
    until = time.monotonic() + 60
    while len(started) == 2:
        assert time.monotonic() < until
        _crowd_in(crowd)
    _wait_for(crowd, 2)
    method, arguments = ASKED[0]
    asked = [crowd(method, **arguments) for _ in range(9)]
    assert {one.result() for one in asked} == {answered(library, method, arguments)}
    assert len(started) == 3


def test_where_nothing_can_be_started_all_is_answered_here(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    with Answering(library, 2) as answering:
        _crowd_in(answering)
        assert answering._workers == []
        assert answering(*ASKED[0][:1], **ASKED[0][1]).result() == answered(library, *ASKED[0])


def test_where_there_is_no_room_for_a_thread_one_process_is_tried_once(
    library: Library, started: list[Beside], monkeypatch: pytest.MonkeyPatch
) -> None:
    class NoRoom(threading.Thread):
        def start(self) -> None:
            raise RuntimeError("can't start new thread")

    monkeypatch.setattr(workers, "threading", SimpleNamespace(Lock=threading.Lock, Thread=NoRoom))
    with Answering(library, 2) as answering:
        _crowd_in(answering)
        assert answering(*ASKED[0][:1], **ASKED[0][1]).result() == answered(library, *ASKED[0])
        assert answering._asking == 0
    assert [process._process.returncode for process in started] == [-9 if os.name == "posix" else 1]


def test_a_process_without_its_library_leaves_all_to_be_answered_here(
    library: Library, started: list[Beside], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Library, "folder", tmp_path / "gone")
    with Answering(library, 2) as answering:
        _crowd_in(answering)
        for process in started:
            assert process._process.wait(60) != 0
        _crowd_in(answering)
        assert len(started) == 2  # no others, which would end as well
        assert answering(*ASKED[0][:1], **ASKED[0][1]).result() == answered(library, *ASKED[0])


def test_whoever_waits_for_an_answer_holds_nothing_that_the_page_needs(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = threading.Event()

    def waiting(*_: object, **__: object) -> None:
        released.wait()
        raise UsageError("You have waited in vain.")

    for method in ("ask", "quotes", "check"):
        monkeypatch.setattr(Library, method, waiting)
    asking = ("/api/ask?question=a", "/api/quotes?about=b", "/api/check?quote=c")

    async def visit() -> tuple[list[int], list[int]]:
        async with AsyncClient(transport=ASGITransport(build(library)), base_url=HERE) as client:
            crowd = [asyncio.create_task(client.get(path)) for path in asking * 30]
            try:
                others = [await asyncio.wait_for(client.get(path), 60) for path in OTHERS]
            finally:
                released.set()
            waited = [(await task).status_code for task in crowd]
            return [other.status_code for other in others], waited

    others, waited = asyncio.run(visit())
    assert others == [200] * len(OTHERS)
    assert waited == [422] * 90
