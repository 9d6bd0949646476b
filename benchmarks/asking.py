"""How long a question takes: warm, within one process, and cold, as a command.

    python -m benchmarks.asking LIBRARY

Asks the headlines of the library's own articles, in the library's own precision. Of the warm time
the network's share is timed apart; what is left is ours. The cold figures are whole processes,
imports and all.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.models.embed import load_encoder
from index.models.encoder import Encoder, Kind
from index.models.model import precision_of
from qa.opening import open_library

COLD_RUNS = 5


class TimedEncoder:
    """An encoder that adds up the time spent in it."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name, self.fingerprint = encoder.name, encoder.fingerprint
        self.dimension, self.max_tokens = encoder.dimension, encoder.max_tokens
        self.seconds = 0.0

    def count_tokens(self, texts: list[str]) -> list[int]:
        """As the encoder does."""
        return self._encoder.count_tokens(texts)

    def encode(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        """As the encoder does, timed."""
        start = time.perf_counter()
        vectors = self._encoder.encode(texts, kind)
        self.seconds += time.perf_counter() - start
        return vectors


def warm(folder: Path, limit: int) -> tuple[list[float], list[float], list[float], int]:
    """Milliseconds for each question: in all, in the network, of the processor; and how many
    articles there are.
    """
    with open_library(folder) as library:
        settings = library.status().settings
    encoder = TimedEncoder(load_encoder(settings.model, precision_of(settings.fingerprint)))
    total, network, processor = [], [], []
    with open_library(folder, encoder=encoder) as library:
        articles = library.articles()
        questions = [a.title for a in articles if a.title][:limit]
        for question in questions[:10]:
            library.ask(question)
        for question in questions:
            encoder.seconds, start, used = 0.0, time.perf_counter(), time.process_time()
            library.ask(question)
            total.append(1000 * (time.perf_counter() - start))
            processor.append(1000 * (time.process_time() - used))
            network.append(1000 * encoder.seconds)
    return total, network, processor, len(articles)


def cold(folder: Path) -> list[float]:
    """Seconds of wall time for ``whosaid ask`` as a process of its own."""
    command = [sys.executable, "-m", "cli", "--library", str(folder), "ask", "Who said so?"]
    times = []
    for _ in range(COLD_RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return times


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("library", type=Path)
    parser.add_argument("--limit", type=int, default=300, help="how many questions")
    options = parser.parse_args()
    total, network, processor, articles = warm(options.library, options.limit)
    own = [whole - part for whole, part in zip(total, network, strict=True)]
    print(f"{articles} articles, {len(total)} questions; milliseconds, median and 95th percentile")
    for name, times in (
        ("in all", total),
        ("the network", network),
        ("the rest", own),
        ("processor, all threads", processor),
    ):
        print(f"  {name:22} {statistics.median(times):6.1f} {np.percentile(times, 95):6.1f}")
    print(f"cold, as a command: {statistics.median(cold(options.library)):.2f} s at the median")


if __name__ == "__main__":
    main()
