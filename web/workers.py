"""Answering for a crowd: processes beside this one, as Python runs one thread of each at a time.

They are started when three first ask at once, and answer from then on (``web.worker``). Whatever
they cannot do is done here: all of it until they are ready, where there is one core, no Python to
start, or no room for more; what one was asked when it ended; and what ends in an error, which is
met here again. So the outcome never depends on them. However many ask, the threads in which they
wait are these processes' own, and the server keeps its for the page and everything else.
"""

import json
import logging
import os
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from index.beside import Beside, processes
from web.worker import AT_ONCE, answered
from whosaid import Library

_CROWD = 3  # askers at once
_MOST = 8  # processes, of some 170 MB each
_log = logging.getLogger("whosaid")


class Answering:
    """Answers what a library is asked, here or in processes of its own, until it is closed."""

    def __init__(self, library: Library, count: int | None = None) -> None:
        """``count`` is how many processes there are to be, unless said one for each core."""
        self._library = library
        self._count = processes(_MOST) if count is None else count
        self._threads = ThreadPoolExecutor(AT_ONCE * max(self._count, 1))
        self._counting = threading.Lock()  # held while one of the next two changes
        self._asking = 0
        self._workers: list[_Worker] | None = None

    def __call__(self, method: str, **arguments: Any) -> Future[str]:
        """The record that a method of the library gives, as JSON, or what it raises."""
        return self._threads.submit(self._answer, method, arguments)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes; what is still being asked is answered here."""
        with self._counting:
            workers, self._workers = self._workers or [], []
        for worker in workers:
            worker.end()
        self._threads.shutdown(cancel_futures=True)

    def _answer(self, method: str, arguments: dict[str, Any]) -> str:
        with self._counting:
            self._asking += 1
            if self._asking >= _CROWD and self._workers is None:
                self._workers = self._started()
        try:
            return self._elsewhere(method, arguments) or answered(self._library, method, arguments)
        finally:
            with self._counting:
                self._asking -= 1

    def _elsewhere(self, method: str, arguments: dict[str, Any]) -> str | None:
        """The answer of the process that has the least to do, if there is one that gives one."""
        ready = [worker for worker in self._workers or () if worker.ready]
        if not ready:
            return None
        return min(ready, key=lambda worker: worker.asked).ask(method, arguments)

    def _started(self) -> "list[_Worker]":
        workers: list[_Worker] = []
        try:
            for _ in range(self._count):
                workers.append(_Worker(self._library.folder))
        except (OSError, RuntimeError, MemoryError) as error:  # no process, no thread, no memory
            _log.info("Nobody helps to answer: %s.", error)
        return workers


class _Worker:
    """One process, and what it has been asked and has not answered yet."""

    def __init__(self, folder: Path) -> None:
        self._process = Beside("web.worker", os.fspath(folder))
        self._changing = threading.Lock()  # held while the next two change, and to write
        self._asked: dict[int, Future[str]] = {}
        self._number = 0
        self.ready = self._ending = False
        self._listening = threading.Thread(target=self._listen, daemon=True)
        try:
            self._listening.start()
        except BaseException:
            self._process.kill()
            self._process.close()
            raise

    @property
    def asked(self) -> int:
        """How much it has to do."""
        return len(self._asked)

    def ask(self, method: str, arguments: dict[str, Any]) -> str:
        """The answer, "" if there is none."""
        asked: Future[str] = Future()
        with self._changing:
            if not self.ready:
                return ""
            self._number += 1
            self._asked[self._number] = asked
            with suppress(OSError, ValueError):  # it has ended, as the other thread is about to see
                self._process.send(json.dumps([self._number, method, arguments]))
        return asked.result()

    def end(self) -> None:
        """End it, whatever it is doing; whoever waits for an answer gets none."""
        self._ending = True
        self._process.kill()
        self._listening.join()
        self._process.close()

    def _listen(self) -> None:
        """Hand out its answers, the first of which says that it is ready; until it ends."""
        for line in self._process.answers:
            number, _, text = line.partition(b" ")
            if not line.endswith(b"\n"):
                break  # it ended in the middle
            if number == b"ready\n":
                self.ready = True
            else:
                with self._changing:
                    asked = self._asked.pop(int(number))
                asked.set_result(text.decode().removesuffix("\n"))
        with self._changing:
            self.ready, left = False, list(self._asked.values())
            self._asked.clear()
        for asked in left:
            asked.set_result("")
        if not self._ending:
            _log.warning("A process that answered for a crowd has ended; the others go on.")
