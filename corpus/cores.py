"""How many cores there are to work on, where a machine lends only some of its own."""

import os
import sys
from pathlib import Path

_LIMIT = Path("/sys/fs/cgroup/cpu.max")  # microseconds in so many, such as "200000 100000"


def cores() -> int:
    """As many as this process may use at once, at least one.

    More threads than that wait for each other: three on two cores take the tagger 2.3 times as
    long as two.
    """
    if sys.platform != "linux":
        return os.cpu_count() or 1
    return min(len(os.sched_getaffinity(0)), _allowed(_LIMIT))


def _allowed(limit: Path) -> int:
    """How many cores' worth of time a container may use, as its control group says."""
    try:
        time, period = limit.read_text("ascii").split()
        return max(1, round(int(time) / int(period)))
    except (OSError, ValueError):  # there is no such file, or "max" in it
        return sys.maxsize
