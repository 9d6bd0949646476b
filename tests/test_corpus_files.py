"""Finding files: what is read, what is passed over, and why."""

import hashlib
import os
import re
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.reading.files import KINDS, File, digest, file_kind, find_files
from corpus.record import Skipped, Unread

NOBODY = 65534


def write(path: Path, text: str = "The ferry sails at six.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.fixture
def locked() -> Iterator[Path]:
    """A folder that whoever runs the tests may not open, root included."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        write(folder / "open.txt")
        write(folder / "shut" / "in.txt")
        (folder / "shut").chmod(0)
        root = os.geteuid() == 0
        if root:
            os.seteuid(NOBODY)
        yield folder
        if root:
            os.seteuid(0)
        (folder / "shut").chmod(0o755)


def test_a_folder_is_walked_in_the_order_of_its_names(tmp_path: Path) -> None:
    b = write(tmp_path / "b" / "2.jsonl.gz")
    a = write(tmp_path / "a.txt")
    c = write(tmp_path / "c.HTML")
    assert list(find_files([tmp_path])) == [
        File(a, "plain"),
        File(b, "jsonl", gzipped=True),
        File(c, "html"),
    ]


def test_hidden_and_unsupported_files_are_passed_over_with_a_reason(tmp_path: Path) -> None:
    write(tmp_path / ".cache" / "one.txt")
    write(tmp_path / ".cache" / "two.txt")
    write(tmp_path / ".draft.txt")
    write(tmp_path / "LICENCE")
    write(tmp_path / "photo.jpg")
    write(tmp_path / "old.tar.gz")
    kinds = "text, Markdown, web pages, PDF, JSON, CSV and feeds are."
    rest = f"are not read; {kinds}"
    assert list(find_files([tmp_path])) == [
        Skipped(f"{tmp_path}/.cache", "It is a hidden folder."),
        Skipped(f"{tmp_path}/.draft.txt", "It is a hidden file."),
        Skipped(
            f"{tmp_path}/LICENCE",
            f"A file without an ending is not read; {kinds}",
        ),
        Skipped(f"{tmp_path}/old.tar.gz", f"Files named .tar.gz {rest}"),
        Skipped(f"{tmp_path}/photo.jpg", f"Files named .jpg {rest}"),
    ]


def test_what_is_named_itself_is_read_or_unread_but_never_passed_over(tmp_path: Path) -> None:
    hidden = write(tmp_path / ".draft.txt")
    photo = write(tmp_path / "photo.jpg")
    missing = tmp_path / "missing.txt"
    found = list(find_files([hidden, photo, missing, "a\0b"]))
    assert found[0] == File(hidden, "plain")
    assert isinstance(found[1], Unread)
    assert found[1].reason.startswith("Files named .jpg are not read; what is read: .atom, ")
    assert found[2] == Unread(str(missing), "There is no such file or folder; check the path.")
    assert isinstance(found[3], Unread)
    assert re.fullmatch(r"It is no path: .*null (byte|character).*\.", found[3].reason)


def test_links_are_followed_once_and_no_loop_is_walked(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    inside = write(folder / "a.txt")
    outside = write(tmp_path / "elsewhere" / "b.txt")
    (folder / "again.txt").symlink_to(inside)
    (folder / "dead.txt").symlink_to(tmp_path / "nowhere")
    (folder / "loop").symlink_to(folder)
    (folder / "other").symlink_to(outside.parent)
    (folder / "self").symlink_to(folder / "self")
    assert list(find_files([folder])) == [
        File(inside, "plain"),
        Skipped(f"{folder}/again.txt", "It is a link to something that is read already."),
        Unread(f"{folder}/dead.txt", "It is a link that leads nowhere: no such file or directory."),
        Skipped(f"{folder}/loop", "It is a link to something that is read already."),
        File(folder / "other" / "b.txt", "plain"),
        Unread(
            f"{folder}/self",
            "It is a link that leads nowhere: too many levels of symbolic links.",
        ),
    ]


def test_paths_that_overlap_are_read_once(tmp_path: Path) -> None:
    one = write(tmp_path / "in" / "one.txt")
    assert list(find_files([tmp_path, one, tmp_path / "in"])) == [
        File(one, "plain"),
        Skipped(str(one), "It is read already, by another path."),
        Skipped(str(one.parent), "It is read already, by another path."),
    ]


def test_pipes_sockets_and_devices_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    # a socket's name may have 108 characters only
    with tempfile.TemporaryDirectory() as short, socket.socket(socket.AF_UNIX) as listener:
        listener.bind(f"{short}/s.txt")
        assert list(find_files([short])) == [
            Unread(f"{short}/s.txt", "It is a socket, not a file.")
        ]
    assert list(find_files([tmp_path, "/dev/null"])) == [
        Unread(f"{tmp_path}/pipe.txt", "It is a named pipe, not a file."),
        Unread("/dev/null", "It is a device, not a file."),
    ]


def test_a_folder_without_permission_does_not_stop_the_rest(locked: Path) -> None:
    assert list(find_files([locked])) == [
        File(locked / "open.txt", "plain"),
        Unread(f"{locked}/shut", "The folder cannot be opened: permission denied."),
    ]
    assert list(find_files([locked / "shut" / "in.txt"])) == [
        Unread(f"{locked}/shut/in.txt", "It cannot be opened: permission denied.")
    ]


def test_any_name_works(tmp_path: Path) -> None:
    newline = write(tmp_path / "two\nlines.txt")
    odd = tmp_path / os.fsdecode(b"caf\xe9.txt")
    try:
        odd.write_text("x")
    except OSError:
        pytest.skip("this file system takes no names that are not UTF-8")
    found = list(find_files([tmp_path]))
    assert found == [File(odd, "plain"), File(newline, "plain")]
    origins = [file.origin for file in found if isinstance(file, File)]
    assert origins == [f"{tmp_path}/caf\\xe9.txt", f"{tmp_path}/two\nlines.txt"]


def test_origins_are_the_same_wherever_the_command_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.txt")
    monkeypatch.chdir(tmp_path)
    assert list(find_files(["a.txt"])) == list(find_files([path])) == [File(path, "plain")]


NAME = st.text(st.characters(exclude_characters="/\0"), max_size=20)


@given(NAME, st.sampled_from(sorted(KINDS)), st.booleans(), st.booleans())
def test_the_ending_tells_the_kind(stem: str, ending: str, upper: bool, gzipped: bool) -> None:
    name = "x" + stem + (ending.upper() if upper else ending) + ".gz" * gzipped
    assert file_kind(name) == (KINDS[ending], gzipped)


def test_the_digest_is_that_of_the_bytes_as_stored(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "x" * 1_000_000)
    assert digest(File(path, "plain")) == hashlib.sha256(b"x" * 1_000_000).hexdigest()
