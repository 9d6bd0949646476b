"""How far the word index has come, and what its files are: ``words/state.json``."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from index.files import read_sealed, replace_sealed
from index.seals import DamagedIndexError, check_seals

VERSION = 7  # raised when fields or the analysis of words change: older indexes are rebuilt
CHANGING = {"meta.json", ".managed.json"}  # by each commit and merge; other files never change


@dataclass(frozen=True, slots=True)
class WordState:
    """What ``state.json`` says: the version, and ``Store.state()`` at the last commit.

    ``seals`` are checksums by file name. While ``writing``, or after a crash during it, files may
    be gone, and those that change may have changed.
    """

    version: int = VERSION
    passage: int = 0
    gone: int = 0
    writing: bool = False
    seals: Mapping[str, int] = field(default_factory=dict)

    def without_deletions(self) -> "WordState":
        """The state with no checksums of lists of deletions."""
        kept = {name: crc for name, crc in self.seals.items() if not name.endswith(".del")}
        return replace(self, seals=kept)

    def check(self, folder: Path, *, whole: bool, beside: Mapping[str, int] | None = None) -> None:
        """Raise ``DamagedIndexError`` if a file is not as it was written.

        Of files that have the checksums in ``beside`` this is known already.
        """
        known = beside or {}
        seals = {
            name: crc
            for name, crc in self.seals.items()
            if known.get(name) != crc and not (self.writing and name.rpartition("/")[2] in CHANGING)
        }
        check_seals(folder, seals, whole=whole, may_go=self.writing)


def read_state(folder: Path) -> WordState:
    """What the file in a folder says, or else that nothing was written there.

    Raises ``DamagedIndexError``.
    """
    path = folder / "state.json"
    try:
        state = WordState(**json.loads(read_sealed(path)))
    except FileNotFoundError:
        return WordState()
    except (OSError, ValueError, TypeError) as error:
        raise DamagedIndexError(f"{path} cannot be read: {error}") from error
    if state.version != VERSION:
        raise DamagedIndexError(f"{path} is of another version")
    return state


def write_state(folder: Path, state: WordState) -> None:
    """Put a state into the file."""
    replace_sealed(folder / "state.json", json.dumps(asdict(state), indent=1).encode())


def sweep(folder: Path) -> None:
    """Remove lists of deletions that no commit knows of; a crash can leave one in the way.

    Tantivy (0.27) names such a list after its segment and the number of the operation, which
    comes again after the crash, and refuses to write over the file.
    """
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    known = {
        f"{segment['segment_id'].replace('-', '')}.{segment['deletes']['opstamp']}.del"
        for segment in meta["segments"]
        if segment["deletes"]
    }
    for file in folder.glob("*.del"):
        if file.name not in known:
            file.unlink()
