"""Digests of files that have not changed since they were last read whole.

Hashing a model and an index anew would be most of the time of a start. So a digest is kept, in the
user's cache folder, beside the file's stamp: its size, its inode, and when its content and its
inode last changed. The last of these is set by the system, so that no program can change a file
and keep its stamp (on Windows, none that does not set the time back on purpose). Bits that a disk
loses by itself leave no stamp: ``whosaid status --check`` reads everything, whatever the stamps.
"""

import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from index.files import replace_file
from index.places import digest_cache

_SETTLED_S = 2.0  # a file changed so lately could change again within one tick of its clock

Digest = TypeVar("Digest", str, int)


def digest_once(file: Path, method: Callable[[Path], Digest]) -> Digest:
    """What ``method`` gives for a file's content; computed only when the file has changed.

    Raises what ``method`` raises.
    """
    return digests_once([file], method)[file]


def digests_once(files: Iterable[Path], method: Callable[[Path], Digest]) -> dict[Path, Digest]:
    """The same for many files, whose digests are looked up and kept all at once."""
    known = _read()
    new: dict[str, Any] = {}
    digests: dict[Path, Digest] = {}
    folders: dict[Path, Path] = {}
    for file in files:
        folder = folders.setdefault(file.parent, file.parent.resolve())
        key = f"{method.__name__} {folder / file.name}"
        stamp = _stamp(file)
        if stamp is not None and known.get(key, [None])[0] == stamp:
            digests[file] = known[key][1]
            continue
        digests[file] = method(file)
        if stamp is not None and stamp == _stamp(file):
            new[key] = [stamp, digests[file]]
    if new:
        _keep(known | new)
    return digests


def _stamp(file: Path) -> list[int] | None:
    """What changes whenever the file does; None for one that may be changing just now."""
    try:
        found = file.stat()
    except OSError:
        return None
    if time.time() - max(found.st_mtime, found.st_ctime) < _SETTLED_S:
        return None
    return [found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns]


def _read() -> dict[str, Any]:
    try:
        known = json.loads(digest_cache().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _keep(known: dict[str, Any]) -> None:
    """Keep the digests of the files that are still there; without a place for it, go without."""
    there = {key: value for key, value in known.items() if Path(key.partition(" ")[2]).exists()}
    try:
        digest_cache().parent.mkdir(parents=True, exist_ok=True)
        replace_file(digest_cache(), json.dumps(there, indent=1).encode())
    except OSError:
        return
