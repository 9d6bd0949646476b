"""A process that answers beside the server: a request in, an answer out, each a line.

Started by ``web.workers``. It ends when its input does, so that it outlives nobody. What ends in an
error gets no answer but its number, and is done by whoever asked, who meets the error there.
"""

import gc
import json
import os
import sys
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

import whosaid
from whosaid import Library, to_json

AT_ONCE = 4
"""Questions: those that arrive while one is embedded are embedded together next."""


def answered(library: Library, method: str, arguments: Mapping[str, Any]) -> str:
    """The record that a method of a library gives, as JSON in one line."""
    return to_json(getattr(library, method)(**arguments), indent=None)


def serve(folder: str) -> None:
    """Answer from the library in a folder until there is nothing more to answer."""
    with os.fdopen(os.dup(1), "wb") as answers, whosaid.open(folder) as library:
        os.dup2(2, 1)  # what a library may print is no answer
        library.ask("What happened?", n=1)  # loads what is loaded once
        gc.freeze()
        writing = threading.Lock()
        _write(answers, writing, b"ready")
        with ThreadPoolExecutor(AT_ONCE) as threads:
            for line in sys.stdin.buffer:
                threads.submit(_answer, library, line, answers, writing)


def _answer(library: Library, line: bytes, answers: IO[bytes], writing: threading.Lock) -> None:
    number, method, arguments = json.loads(line)
    try:
        text = answered(library, method, arguments).encode()
    except Exception:  # noqa: BLE001 - whatever it is
        text = b""
    _write(answers, writing, b"%d %s" % (number, text))


def _write(answers: IO[bytes], writing: threading.Lock, line: bytes) -> None:
    with writing:
        answers.write(line + b"\n")
        answers.flush()
