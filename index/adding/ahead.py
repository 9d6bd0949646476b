"""Reading ahead: other cores read files and look into articles while this one keeps them.

What is asked for is done in processes of its own (``index.adding.worker``), and handed out in
whatever order it is asked for again. Whatever they cannot do is done by whoever asks: the first
few, as a process takes half a second to start; all of it, where there is one core, or no Python to
start; and what a process was asked when it ended. So the outcome never depends on them.
"""

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from queue import SimpleQueue
from typing import Self

from corpus.article import Article
from corpus.cutting.passages import cut_passages
from corpus.reading.files import File
from corpus.reading.read import read_file
from corpus.record import Record, Unread
from corpus.spans import Span
from index.adding.finding import Findings, find, findings_from, records_from
from index.adding.worker import article_request, file_request
from index.beside import Beside, processes
from index.models.encoder import Encoder, tokenizer_of
from index.records import Settings

_ALONE = 48  # files and articles before processes are started; a third of a second of work
_MOST = 4  # processes: more are done sooner than their articles can be kept
_log = logging.getLogger("whosaid")


class Ahead:
    """What reads ahead, for as long as a ``with`` lasts."""

    def __init__(self, encoder: Encoder, settings: Settings) -> None:
        self._encoder, self._settings = encoder, settings
        self._asked = 0
        self._readers: list[Beside] = []
        self._free: SimpleQueue[Beside] = SimpleQueue()
        self._threads: ThreadPoolExecutor | None = None
        self._most = processes(_MOST)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._most = 0  # that they end is no news now
        for reader in self._readers:
            reader.kill()
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
        for reader in self._readers:
            reader.close()

    def read(self, file: File) -> Callable[[], Iterable[Record | Unread]]:
        """What gives the records of a file that holds one article."""
        asked = self._ask(file_request(file))
        if asked is None:
            return partial(read_file, file)

        def result() -> Iterable[Record | Unread]:
            line = asked.result()
            return read_file(file) if line is None else records_from(line)

        return result

    def find(self, article: Article, *, thorough: bool = False) -> Callable[[], Findings]:
        """What gives all that is found in an article; nobody looks thoroughly ahead."""
        here = partial(find, article, self._cut, thorough=thorough)
        folder, settings = tokenizer_of(self._encoder), self._settings
        if thorough or folder is None:
            return here
        tokens = settings.passage_tokens, settings.overlap_tokens
        asked = self._ask(article_request(article, folder, *tokens))
        if asked is None:
            return here

        def result() -> Findings:
            line = asked.result()
            return here() if line is None else findings_from(line, article)

        return result

    def _cut(self, text: str) -> list[Span]:
        settings = self._settings
        return cut_passages(
            text, self._encoder.count_tokens, settings.passage_tokens, settings.overlap_tokens
        )

    def _ask(self, request: str) -> "Future[str | None] | None":
        """Have a request answered by a process, if it is worth one; its answer is None if it ends.

        Each thread has a process to itself while it waits, as there are as many of both.
        """
        self._asked += 1
        if self._asked <= _ALONE or not self._most:
            return None
        if self._threads is None:
            self._start()
        return self._threads.submit(self._answer, request) if self._threads and self._most else None

    def _start(self) -> None:
        try:
            for _ in range(self._most):
                self._readers.append(Beside("index.adding.worker"))
        except OSError as error:
            _log.info("Nothing is read ahead: %s.", error)
            self._most = 0
            return
        for reader in self._readers:
            self._free.put(reader)
        self._threads = ThreadPoolExecutor(self._most)

    def _answer(self, request: str) -> str | None:
        reader = self._free.get()
        try:
            reader.send(request)
            line = reader.answers.readline()
            if not line.endswith(b"]\n"):
                raise EOFError
            return line.decode("ascii")
        except (OSError, ValueError, EOFError):
            if self._most:
                self._most = 0
                _log.warning("A process that read ahead has ended; reading goes on without.")
            return None
        finally:
            self._free.put(reader)
