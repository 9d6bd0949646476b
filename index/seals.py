"""Seals: a checksum of each file of a derived index, noted when it was written.

Neither FAISS nor tantivy notices every damaged byte of what it reads: an answer may just be
another one. So whatever is derived is compared with its checksums before it is used.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from index.files import checksum
from index.stamps import digests_once


class DamagedIndexError(Exception):
    """A derived index cannot be used; it is to be rebuilt. Never leaves ``index/``."""


def seal(
    folder: Path, files: Iterable[Path], known: Mapping[str, int] | None = None
) -> dict[str, int]:
    """CRC-32 of each file, by its path below the folder; of those known it is not read again."""
    known = known or {}
    names = {file.relative_to(folder).as_posix(): file for file in files}
    return {
        name: known[name] if name in known else checksum(file)
        for name, file in sorted(names.items())
    }


def check_seals(
    folder: Path, seals: Mapping[str, int], *, whole: bool, may_go: bool = False
) -> None:
    """Raise ``DamagedIndexError`` unless each file has its checksum.

    Without ``whole``, a file that was read before and has not been touched since is not read
    again. With ``may_go`` files may be missing: another process may be removing them.
    """
    files = {folder / name: expected for name, expected in seals.items()}
    if may_go:
        files = {file: expected for file, expected in files.items() if file.exists()}
    try:
        found = {file: checksum(file) for file in files} if whole else digests_once(files, checksum)
    except FileNotFoundError as error:
        if may_go:  # it went while we looked
            return check_seals(folder, seals, whole=whole, may_go=True)
        raise DamagedIndexError(f"{error.filename} is missing") from error
    except OSError as error:
        raise DamagedIndexError(f"{error.filename} cannot be read: {error.strerror}") from error
    for file, expected in files.items():
        if found[file] != expected:
            raise DamagedIndexError(f"{file} is damaged: its checksum is not the one noted")
    return None


@contextmanager
def damage_told(what: object, *kinds: type[Exception]) -> Iterator[None]:
    """Raise such errors of tantivy, and its panics, as ``DamagedIndexError``."""
    try:
        yield
    except kinds as error:
        raise DamagedIndexError(f"{what} cannot be read: {error}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # pyo3 derives it from BaseException
            raise
        raise DamagedIndexError(f"{what} cannot be read: {error}") from None
