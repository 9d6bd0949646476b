"""How long whosaid takes to start: commands as new processes, an import, and the page.

    python -m benchmarks.starting LIBRARY

Wall seconds are those of this machine; processor seconds (of all threads, the system's for it
included) say what one core takes that does nothing else. Each line is the median of the runs, with
the most memory that any took. The page is timed until it answers, beside an empty page of Gradio.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

RUNS = 5
PAGE_RUNS = 2

_EMPTY_PAGE = """
import os
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
import gradio
with gradio.Blocks() as page:
    gradio.HTML("nothing")
print(page.launch(prevent_thread_lock=True, quiet=True)[1], flush=True)
page.block_thread()
"""


@dataclass(frozen=True, slots=True)
class Start:
    """Wall and processor seconds of one process, and its most memory in MB."""

    wall: float
    processor: float
    memory: float


def start(
    command: list[str], until: Callable[[subprocess.Popen[str]], None] | None = None
) -> Start:
    """Run a command to its end, or until something has happened."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    if until is not None:
        until(process)
        wall = time.perf_counter() - begun
        process.terminate()
    _, _, used = os.wait4(process.pid, 0)
    if until is None:
        wall = time.perf_counter() - begun
    process.returncode = 0  # it has been waited for
    return Start(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def answers(process: subprocess.Popen[str]) -> None:
    """Wait until the page whose address a server prints is there."""
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    while True:
        try:
            with urllib.request.urlopen(address, timeout=60) as page:
                page.read()
            return
        except OSError:
            time.sleep(0.02)


def show(name: str, runs: list[Start]) -> None:
    wall = statistics.median(run.wall for run in runs)
    processor = statistics.median(run.processor for run in runs)
    memory = max(run.memory for run in runs)
    print(f"| {name} | {wall:.2f} | {processor:.2f} | {memory:.0f} |", flush=True)


def main() -> None:
    """Print the figures, ready for benchmarks/README.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("library", type=Path)
    options = parser.parse_args()
    python, folder = [sys.executable], ["--library", str(options.library)]
    whosaid = [*python, "-m", "cli"]
    commands = {
        "Python alone": [*python, "-c", ""],
        "`import whosaid`": [*python, "-c", "import whosaid"],
        "`whosaid --help`": [*whosaid, "--help"],
        "`whosaid ask`, a usage error": [*whosaid, "ask"],
        "`whosaid ask`, cold": [*whosaid, *folder, "ask", "Who said so?"],
    }
    pages = {
        "an empty page of Gradio answers": [*python, "-c", _EMPTY_PAGE],
        "`whosaid serve` answers": [*whosaid, *folder, "serve", "--port", "0"],
    }
    start(commands["`whosaid ask`, cold"])
    print("| | wall s | processor s | memory MB |\n|---|---|---|---|")
    for name, command in commands.items():
        show(name, [start(command) for _ in range(RUNS)])
    for name, command in pages.items():
        show(name, [start(command, answers) for _ in range(PAGE_RUNS)])


if __name__ == "__main__":
    main()
