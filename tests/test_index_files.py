"""A file is replaced by a whole one, on disk before it has the name; or it stays as it was."""

import os
from pathlib import Path

import pytest

from index.files import read_sealed, replace_file, replace_sealed, sync_folder


def test_a_file_that_cannot_be_written_whole_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_file(tmp_path / "one", b"before")

    def broken(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="Input/output error"):
        replace_file(tmp_path / "one", b"after")
    assert (tmp_path / "one").read_bytes() == b"before"


def test_what_has_the_name_is_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    happened = []
    fsync, replace = os.fsync, Path.replace

    def synced(descriptor: int) -> None:
        happened.append("synced " + Path(f"/proc/self/fd/{descriptor}").readlink().name)
        fsync(descriptor)

    def renamed(self: Path, target: Path) -> Path:
        happened.append(f"{self.name} is {target.name}")
        return replace(self, target)

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("what a descriptor is of can be looked up on Linux alone")
    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", renamed)
    replace_file(tmp_path / "one", b"after")
    assert happened == ["synced one.new", "one.new is one", f"synced {tmp_path.name}"]
    happened.clear()
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "two").write_bytes(b"")
    sync_folder(tmp_path / "folder")
    assert happened == ["synced two", "synced folder", f"synced {tmp_path.name}"]


def test_any_other_byte_of_a_sealed_file_is_noticed(tmp_path: Path) -> None:
    replace_sealed(tmp_path / "one", b'{"quay": 1}')
    written = (tmp_path / "one").read_bytes()
    assert read_sealed(tmp_path / "one") == b'{"quay": 1}'
    for at in range(len(written)):
        (tmp_path / "one").write_bytes(written[:at] + bytes([written[at] ^ 1]) + written[at + 1 :])
        with pytest.raises(ValueError, match="checksum"):
            read_sealed(tmp_path / "one")
