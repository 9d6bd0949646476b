"""Files: writing them so that a crash leaves the old or the new one, and which ones lie there."""

import os
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from corpus.errors import UsageError


def check_new(folder: Path) -> None:
    """Raise ``UsageError`` unless a folder is empty, or does not exist yet."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is not empty; name a folder that does not exist yet.")


def replace_file(path: Path, content: bytes) -> None:
    """Replace a file's content in one step, on disk when this returns."""
    draft = path.with_name(path.name + ".new")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    _sync(path.parent)


def replace_sealed(path: Path, content: bytes) -> None:
    """Replace a file's content in one step, with its checksum in a last line."""
    replace_file(path, b"%s\n%s" % (content, _seal_of(content)))


def read_sealed(path: Path) -> bytes:
    """What ``replace_sealed`` wrote. Raises ``ValueError`` if a byte of it is another."""
    written = path.read_bytes()
    content, _, seal = written.rstrip(b"\n").rpartition(b"\n")
    if written != b"%s\n%s" % (content, _seal_of(content)):
        raise ValueError(f"its checksum is not the one in its last line, {seal[:40]!r}")
    return content


def _seal_of(content: bytes) -> bytes:
    return b"crc32 %08x\n" % zlib.crc32(content)


def sync_folder(folder: Path) -> None:
    """Wait until every file in a folder, and the folder itself, is on disk."""
    for file in folder.iterdir():
        _sync(file)
    _sync(folder)
    _sync(folder.parent)


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():  # Windows cannot open a folder, and need not
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def checksum(path: Path) -> int:
    """CRC-32 of a file's bytes: enough to notice damage, and quick."""
    value = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            value = zlib.crc32(block, value)
    return value


def identity(file: Path) -> tuple[int, int] | None:
    """Which file lies there, as SQLite tells files apart; None if there is none."""
    try:
        found = file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_dev, found.st_ino


def size(paths: Iterable[Path]) -> int:
    """Bytes of the files among some paths, without those that are gone again by now."""
    size = 0
    for path in paths:
        with suppress(FileNotFoundError):
            size += path.stat().st_size if path.is_file() else 0
    return size
