"""Processes of this very Python that work beside it, asked through a pipe.

They end when their input does, so that they outlive nobody, and Ctrl-C is not for them but for
whoever started them. What they have to say on standard error is dropped: each error is met again
by whoever asked, who then does the same.
"""

import os
import subprocess  # this very Python, and nothing else  # nosec B404
import sys
from contextlib import suppress
from typing import IO, cast

from corpus.cores import cores

_NEW_GROUP = 0x200  # Windows: Ctrl-C is for whoever started it


class Beside:
    """One process, which runs the ``serve`` of a module with some arguments."""

    def __init__(self, module: str, *arguments: str) -> None:
        """Start it. Raises ``OSError`` when no process can be started."""
        own = len(arguments)
        start = (
            f"import sys; arguments = sys.argv[1:{own + 1}]; sys.path[:] = sys.argv[{own + 1}:]; "
            f"from {module} import serve; serve(*arguments)"
        )
        self._process = subprocess.Popen(  # noqa: S603 - this very Python  # nosec B603
            [sys.executable, "-c", start, *arguments, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "RAYON_NUM_THREADS": "1"},  # one core's work each
            creationflags=_NEW_GROUP if sys.platform == "win32" else 0,
            process_group=None if sys.platform == "win32" else 0,  # as there
        )
        self._requests = cast("IO[bytes]", self._process.stdin)
        self.answers = cast("IO[bytes]", self._process.stdout)

    def send(self, line: str) -> None:
        """Send it a line of ASCII. Raises ``OSError`` or ``ValueError`` when it has ended."""
        self._requests.write(line.encode("ascii") + b"\n")
        self._requests.flush()

    def kill(self) -> None:
        """End it, whatever it is doing; whoever waits for an answer gets none."""
        self._process.kill()

    def close(self) -> None:
        """See it off."""
        self._process.wait()
        for pipe in (self._requests, self.answers):
            with suppress(OSError):  # what was written and is not read any more
                pipe.close()


def processes(most: int) -> int:
    """How many to start, one a core; none for one core, or where there is no Python to start."""
    if not sys.executable or getattr(sys, "frozen", False):
        return 0
    allowed = cores()
    return min(allowed, most) if allowed > 1 else 0
