"""A digest is kept as long as the file is not touched, and no longer."""

import os
from pathlib import Path

import pytest

from index import stamps
from index.files import checksum
from index.stamps import digest_once


class Reads:
    """Counts how often files are read whole."""

    __name__ = "reads"

    def __init__(self) -> None:
        self.files: list[str] = []

    def __call__(self, file: Path) -> int:
        self.files.append(file.name)
        return checksum(file)


@pytest.fixture
def reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reads:
    monkeypatch.setattr(stamps, "digest_cache", lambda: tmp_path / "cache" / "digests.json")
    monkeypatch.setattr(stamps, "_SETTLED_S", 0.0)
    return Reads()


def test_a_file_is_read_once(tmp_path: Path, reads: Reads) -> None:
    (tmp_path / "one").write_bytes(b"quay")
    assert [digest_once(tmp_path / "one", reads) for _ in range(3)] == [
        checksum(tmp_path / "one")
    ] * 3
    assert reads.files == ["one"]


def test_a_changed_byte_is_noticed_though_size_and_time_are_as_before(
    tmp_path: Path, reads: Reads
) -> None:
    file = tmp_path / "one"
    file.write_bytes(b"quay")
    before = file.stat()
    digest_once(file, reads)
    with file.open("r+b") as opened:
        opened.write(b"Q")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert digest_once(file, reads) == checksum(file)
    assert reads.files == ["one", "one"]


def test_a_file_changed_just_now_is_read_again(
    tmp_path: Path, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "_SETTLED_S", 3600.0)
    (tmp_path / "one").write_bytes(b"quay")
    digest_once(tmp_path / "one", reads)
    digest_once(tmp_path / "one", reads)
    assert reads.files == ["one", "one"]


def test_what_is_gone_is_forgotten(tmp_path: Path, reads: Reads) -> None:
    for name in ("one", "two"):
        (tmp_path / name).write_bytes(b"quay")
    digest_once(tmp_path / "one", reads)
    (tmp_path / "one").unlink()
    digest_once(tmp_path / "two", reads)
    kept = (tmp_path / "cache" / "digests.json").read_text()
    assert "/two" in kept
    assert "/one" not in kept


@pytest.mark.parametrize("damage", [b"", b"{", b"[]"])
def test_a_damaged_cache_only_costs_time(tmp_path: Path, reads: Reads, damage: bytes) -> None:
    (tmp_path / "one").write_bytes(b"quay")
    digest_once(tmp_path / "one", reads)
    (tmp_path / "cache" / "digests.json").write_bytes(damage)
    assert digest_once(tmp_path / "one", reads) == checksum(tmp_path / "one")
    assert reads.files == ["one", "one"]
