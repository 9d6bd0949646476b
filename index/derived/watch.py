"""Noticing that files were touched since they were found sound, without reading them again.

A library stays open for days, and its files are mapped: whatever happens to them meanwhile shows
in the next answer. To look at a stamp takes a few millionths of a second; only a file whose stamp
is another has to be read.
"""

import os
from collections.abc import Iterable
from pathlib import Path


class Watch:
    """Some files as they are now, whether they are there or not."""

    def __init__(self, files: Iterable[Path] = ()) -> None:
        self._stamps = {os.fspath(file): _stamp(os.fspath(file)) for file in files}

    def add(self, files: Iterable[Path]) -> None:
        """Watch these too, as they are now; call it before they are read."""
        self._stamps |= Watch(files)._stamps

    @property
    def is_touched(self) -> bool:
        """Whether any has been written, replaced, made or removed since."""
        return any(_stamp(file) != stamp for file, stamp in self._stamps.items())

    def touched(self) -> set[Path]:
        """Those that have been."""
        return {Path(file) for file, stamp in self._stamps.items() if _stamp(file) != stamp}


def _stamp(file: str) -> tuple[int, int, int, int] | None:
    """What changes whenever a file does: see ``index.stamps``."""
    try:
        found = os.stat(file)  # noqa: PTH116 - a Path costs as much again, at every question
    except OSError:
        return None
    return found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns
