"""How many questions are answered when many ask at once, over HTTP.

    python -m benchmarks.askers LIBRARY --askers 32 --seconds 60
    python -m benchmarks.askers LIBRARY --read    questions whose best passages are read

Serves a library and has clients ask the headlines of its articles, each as soon as it has its
answer, over a connection of its own on this machine; for some seconds before that counts, in which
the server starts processes for them. Beside it stand the network's own time for the same questions,
one by one and in tens, what a question takes of the processor in all, and how long the page and
the archive's latest article are awaited by somebody who looks at them now and then meanwhile.
"""

import argparse
import http.client
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from urllib.parse import quote, urlsplit

import numpy as np

from benchmarks.sized import encoder_of
from index.models.encoder import Encoder
from qa.opening import open_library

TOGETHER = 10  # questions that are embedded at once, for comparison
BEFORE_S = 3.0  # seconds of asking that do not count
LOOKED_AT = ("/", "/api/articles?n=1")
PAUSE_S = 0.2  # seconds between two looks


class Asker(threading.Thread):
    """One client: asks until the time is over, and notes how long each answer took."""

    def __init__(
        self, address: str, paths: Sequence[str], until: float, pause: float = 0.0
    ) -> None:
        super().__init__()
        self._address, self._paths, self._until, self._pause = address, paths, until, pause
        self.seconds: list[float] = []
        self.errors: list[str] = []

    def run(self) -> None:
        """Ask one after the other."""
        connection = http.client.HTTPConnection(self._address, timeout=60)
        at = 0
        while time.perf_counter() < self._until:
            path = self._paths[at % len(self._paths)]
            begun, at = time.perf_counter(), at + 1
            try:
                connection.request("GET", path)
                answer = connection.getresponse()
                answer.read()
                if answer.status != http.client.OK:
                    self.errors.append(f"{answer.status} for {path!r}")
            except OSError as error:
                self.errors.append(repr(error))
            self.seconds.append(time.perf_counter() - begun)
            time.sleep(self._pause)


def network_alone(encoder: Encoder, questions: list[str], together: int) -> float:
    """Processor milliseconds of the network for one question, so many embedded at once."""
    encoder.encode(questions[:together], "question")
    begun = time.process_time()
    for at in range(0, len(questions), together):
        encoder.encode(questions[at : at + together], "question")
    return 1000 * (time.process_time() - begun) / len(questions)


def processor_seconds(process: int) -> float:
    """What a process and those that it has started have used so far, as Linux tells."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    threads = Path(f"/proc/{process}/task").glob("*/children")
    started = [int(child) for thread in threads for child in thread.read_text().split()]
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(map(processor_seconds, started))


def ask_for(seconds: float, askers: int, address: str, questions: list[str]) -> list[Asker]:
    """So many clients, when each has asked for so long, and last the one who looked meanwhile."""
    until = time.perf_counter() + seconds
    paths = [f"/api/ask?question={quote(question)}" for question in questions]
    asking = [Asker(address, paths[7 * at :] + paths[: 7 * at], until) for at in range(askers)]
    asking.append(Asker(address, LOOKED_AT, until, PAUSE_S))
    for asker in asking:
        asker.start()
    for asker in asking:
        asker.join()
    return asking


def main() -> None:
    """Serve, ask, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("library", type=Path)
    parser.add_argument("--askers", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--read", action="store_true", help="ask who is behind each headline")
    options = parser.parse_args()
    with open_library(options.library) as library:
        encoder = encoder_of(library.status().settings)
        questions = list(islice((a.title for a in library.articles() if a.title), 300))
    if options.read:
        questions = [f"Who is behind {question}?" for question in questions]
    alone, ten = (network_alone(encoder, questions, together) for together in (1, TOGETHER))
    serve = [sys.executable, "-m", "cli", "--library", str(options.library), "serve", "--port", "0"]
    with subprocess.Popen(
        serve, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        address = urlsplit(server.stdout.readline().strip()).netloc
        try:
            ask_for(BEFORE_S, options.askers, address, questions)
            used, begun = processor_seconds(server.pid), time.perf_counter()
            *askers, visitor = ask_for(options.seconds, options.askers, address, questions)
            lasted = time.perf_counter() - begun
            used = processor_seconds(server.pid) - used
        finally:
            server.terminate()
    seconds = [second for asker in askers for second in asker.seconds]
    errors = [error for asker in (*askers, visitor) for error in asker.errors]
    print(f"{options.askers} askers for {lasted:.0f} s: {len(seconds)} questions, ", end="")
    print(f"{len(errors)} errors {errors[:3]}, {len(seconds) / lasted:.1f} a second")
    for what, waited in (
        ("an answer", seconds),
        ("the page", visitor.seconds[::2]),
        ("an article", visitor.seconds[1::2]),
    ):
        median, late = 1000 * np.percentile(waited, [50, 95])
        print(f"{what} after {median:.0f} ms at the median, {late:.0f} at the 95th percentile")
    print(
        f"processor ms a question: {1000 * used / len(seconds):.1f} in all; of the network alone,"
    )
    print(f"one by one {alone:.1f} (a core does {1000 / alone:.0f} a second), {ten:.1f} in tens")


if __name__ == "__main__":
    main()
