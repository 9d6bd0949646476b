"""Which files there are to read: walks folders and says what it passes over, and why."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.record import Skipped, Unread

Kind = Literal["plain", "markdown", "html", "pdf", "json", "jsonl", "csv", "feed"]

KINDS: dict[str, Kind] = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
}
_ARE_READ = "text, Markdown, web pages, PDF, JSON, CSV and feeds"
CHUNK_BYTES = 1 << 18  # what is read at a time: large enough that the calls cost nothing

_SPECIAL = {
    stat.S_IFSOCK: "a socket",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFBLK: "a device",
    stat.S_IFCHR: "a device",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: where it is, what it holds by its name, and whether it is compressed.

    ``known_as`` is what it is called where its path tells nothing, such as a temporary copy's.
    """

    path: Path
    kind: Kind
    gzipped: bool = False
    known_as: str | None = None

    @property
    def origin(self) -> str:
        """The path as text that can be stored, even where its bytes are no UTF-8."""
        return printable(self.path) if self.known_as is None else self.known_as


Found = File | Skipped | Unread


def find_files(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Found]:
    """Every file under ``paths``, each folder in the order of its names.

    Hidden and unsupported files are ``Skipped`` when a folder is walked, and read or ``Unread``
    when they are named themselves. Links are followed after everything else, and only to what
    has not been met by then, so that nothing is read twice and no loop is walked. Origins are
    absolute paths, so that the same file has the same origin wherever the command is run.
    """
    walk = _Walk()
    for path in paths:
        yield from walk.named(Path(os.path.abspath(path)))  # noqa: PTH100  resolve() follows links
    yield from walk.linked()


def file_kind(name: str) -> tuple[Kind, bool] | None:
    """The kind of file that a name promises, and whether it is compressed.

    >>> file_kind("archive.JSONL.gz"), file_kind("notes.md"), file_kind("photo.jpg")
    (('jsonl', True), ('markdown', False), None)
    """
    stem = name.lower()
    gzipped = stem.endswith(".gz")
    kind = KINDS.get(Path(stem.removesuffix(".gz")).suffix)
    return (kind, gzipped) if kind else None


def digest(file: File) -> str:
    """SHA-256 of the file's bytes as they are stored, in hexadecimal."""
    total = hashlib.sha256()
    with file.path.open("rb") as stream:
        while chunk := stream.read(CHUNK_BYTES):
            total.update(chunk)
    return total.hexdigest()


def printable(path: Path) -> str:
    r"""A path as text that every encoding can carry.

    >>> printable(Path("caf\udce9.txt"))
    'caf\\xe9.txt'
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def os_reason(error: OSError) -> str:
    """Why the system refused, as the end of a sentence.

    >>> os_reason(PermissionError(13, "Permission denied"))
    'permission denied'
    """
    return (error.strerror or type(error).__name__).lower()


class _Walk:
    """One walk: what has been met already, and the links that are left for the end."""

    def __init__(self) -> None:
        self.met: set[tuple[int, int]] = set()
        self.links: list[Path] = []

    def named(self, path: Path) -> Iterator[Found]:
        """What somebody named: followed if it is a link, and never passed over in silence."""
        try:
            status = path.stat()
        except (OSError, ValueError) as error:
            yield Unread(printable(path), _missing(error))
            return
        yield from self._enter(path, status, named=True)

    def linked(self) -> Iterator[Found]:
        """The links met on the way, each to something that has not been read by now."""
        while self.links:
            path = self.links.pop(0)
            try:
                status = path.stat()
            except OSError as error:
                yield Unread(
                    printable(path), f"It is a link that leads nowhere: {os_reason(error)}."
                )
                continue
            if (status.st_dev, status.st_ino) in self.met:
                yield Skipped(printable(path), "It is a link to something that is read already.")
            else:
                yield from self._enter(path, status)

    def _enter(self, path: Path, status: os.stat_result, *, named: bool = False) -> Iterator[Found]:
        """One entry, of whatever sort, unless it has been met by another of the paths given."""
        here = (status.st_dev, status.st_ino)
        if here in self.met:
            yield Skipped(printable(path), "It is read already, by another path.")
            return
        self.met.add(here)
        if stat.S_ISDIR(status.st_mode):
            yield from self._folder(path)
        else:
            yield _file(path, status, named=named)

    def _folder(self, folder: Path) -> Iterator[Found]:
        """The entries of a folder in the order of their names; links are put off to the end."""
        try:
            names = sorted(os.listdir(folder))  # noqa: PTH208  names alone, before any status
        except OSError as error:
            yield Unread(printable(folder), f"The folder cannot be opened: {os_reason(error)}.")
            return
        if {"library.db", "write.lock"} <= set(names):
            yield Skipped(printable(folder), "It is a library, not a folder of articles.")
            return
        for name in names:
            path = folder / name
            try:
                status = path.lstat()
            except OSError as error:
                yield Unread(printable(path), _missing(error))
                continue
            if name.startswith("."):
                what = "folder" if stat.S_ISDIR(status.st_mode) else "file"
                yield Skipped(printable(path), f"It is a hidden {what}.")
            elif stat.S_ISLNK(status.st_mode):
                self.links.append(path)
            else:
                yield from self._enter(path, status)


def _file(path: Path, status: os.stat_result, *, named: bool) -> Found:
    """The file behind a path, if it is one of a kind that can be read."""
    special = _SPECIAL.get(stat.S_IFMT(status.st_mode))
    if special:
        return Unread(printable(path), f"It is {special}, not a file.")
    kind = file_kind(path.name)
    if kind:
        return File(path, *kind)
    suffix = "".join(path.suffixes[-2:] if path.suffix == ".gz" else path.suffixes[-1:])
    what = (
        f"Files named {suffix} are not read" if suffix else "A file without an ending is not read"
    )
    if not named:  # of which a folder may have many
        return Skipped(printable(path), f"{what}; {_ARE_READ} are.")
    every = f"what is read: {', '.join(sorted(KINDS))}, and any of these with .gz"
    return Unread(printable(path), f"{what}; {every}.")


def _missing(error: OSError | ValueError) -> str:
    """Why a path that was named cannot be looked at."""
    if isinstance(error, FileNotFoundError):
        return "There is no such file or folder; check the path."
    if isinstance(error, OSError):
        return f"It cannot be opened: {os_reason(error)}."
    return f"It is no path: {error}."
