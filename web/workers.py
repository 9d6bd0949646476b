"""Answering for a crowd: processes beside this one, as Python runs one thread of each at a time.

They are started when three first ask at once, and answer from then on (``web.worker``). Whatever
they cannot do is done here: all of it until they are ready, where there is one core, no Python to
start, or no room for more; what one was asked when it ended, or was ended as it hung; and what ends
in an error, which is met here again. So the outcome never depends on them. However many ask, they
wait in threads of their own, and the server keeps its for the page and everything else.
"""

import json
import logging
import os
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from index.beside import Beside, processes
from web.worker import AT_ONCE, answered
from whosaid import Library

_CROWD = 3  # askers at once
_MOST = 8  # processes, of some 170 MB each
_EARNED = 1_000  # answers after which another takes the place of one that ends: a start costs 80
# Seconds without an answer to anybody after which a process hangs. A question to a million passages
# takes a tenth of one, once they are read.
_PATIENCE_S = 30.0
_log = logging.getLogger("whosaid")


class Answering:
    """Answers what a library is asked, here or in processes of its own, until it is closed."""

    def __init__(self, library: Library, count: int | None = None) -> None:
        """``count`` is how many processes there are to be, unless said one for each core."""
        self._library = library
        self._missing = processes(_MOST) if count is None else count  # processes to be started
        self._threads = ThreadPoolExecutor(AT_ONCE * max(self._missing, 1))
        self._counting = threading.Lock()  # held while who asks whom changes, and who is there
        self._asking = 0
        self._workers: list[_Worker] = []

    def __call__(self, method: str, **arguments: Any) -> Future[str]:
        """The record that a method of the library gives, as JSON, or what it raises."""
        return self._threads.submit(self._answer, method, arguments)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes; what is still being asked is answered here."""
        with self._counting:
            workers, self._workers, self._missing = self._workers, [], 0
        for worker in workers:
            worker.end()
        self._threads.shutdown(cancel_futures=True)

    def _answer(self, method: str, arguments: dict[str, Any]) -> str:
        with self._helper() as worker:
            found = worker.ask(method, arguments) if worker else ""
            return found or answered(self._library, method, arguments)

    @contextmanager
    def _helper(self) -> "Iterator[_Worker | None]":
        """The process that has the least to do, if there is one, for as long as a ``with`` lasts.

        None has more to do than it works at, so that one which hangs holds no more askers.
        """
        with self._counting:
            self._asking += 1
            if self._asking >= _CROWD:
                self._start()
            free = [worker for worker in self._workers if worker.ready and worker.asked < AT_ONCE]
            least = min(free, key=lambda worker: worker.asked, default=None)
            if least:
                least.asked += 1
        try:
            yield least
        finally:
            with self._counting:
                self._asking -= 1
                if least:
                    least.asked -= 1

    def _start(self) -> None:
        """Start the processes that are missing, and others for those that earned it and ended."""
        ended = [worker for worker in self._workers if worker.ended]
        self._workers = [worker for worker in self._workers if worker not in ended]
        self._missing += sum(worker.given >= _EARNED for worker in ended)
        try:
            while self._missing:
                self._workers.append(_Worker(self._library.folder))
                self._missing -= 1
        except (OSError, RuntimeError, MemoryError) as error:  # no process, no thread, no memory
            self._missing = 0
            _log.info("Nobody helps to answer: %s.", error)


class _Worker:
    """One process, and what it has been asked and has not answered yet."""

    def __init__(self, folder: Path) -> None:
        self._process = Beside("web.worker", os.fspath(folder))
        self._changing = threading.Lock()  # held while the next two change, and to write
        self._asked: dict[int, Future[str]] = {}
        self._number = 0
        self.asked = 0  # what it has to do, as those say who ask
        self.given = 0  # answers
        self.ready = self.ended = self._ending = False
        self._listening = threading.Thread(target=self._listen, daemon=True)
        try:
            self._listening.start()
        except BaseException:
            self._process.kill()
            self._process.close()
            raise

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
        return self._awaited(asked)

    def _awaited(self, asked: Future[str]) -> str:
        """What it answers; it is ended when it hangs, and answers nobody any more."""
        before = -1
        while before != self.given:
            before = self.given
            with suppress(TimeoutError):
                return asked.result(_PATIENCE_S)
        self._process.kill()
        return ""

    def end(self) -> None:
        """End it, whatever it is doing; whoever waits for an answer gets none."""
        self._ending = True
        self._process.kill()
        self._listening.join()

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
                    self.given += 1
                asked.set_result(text.decode().removesuffix("\n"))
        self._process.kill()
        with self._changing:
            self.ready, left = False, list(self._asked.values())
            self._asked.clear()
        for asked in left:
            asked.set_result("")
        if not self._ending:
            _log.warning("A process that answered for a crowd has ended; the others go on.")
        self._process.close()
        self.ended = True
