"""Opening and making a library: what is refused, and who waits for whom."""

import dataclasses
import threading
from pathlib import Path

import pytest

from corpus.errors import LibraryBusy, LibraryError, LibraryMismatch, LibraryNotFound
from index import memory as memory_module
from index.memory import Memory
from index.records import Settings


def test_opening_where_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(LibraryNotFound, match="There is no library in"):
        Memory.open(tmp_path)


def test_no_library_is_made_in_the_place_of_a_file(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "notes.txt").write_text("The quay is shut.")
    with pytest.raises(LibraryNotFound) as error:
        Memory.create(tmp_path / "notes.txt", settings)
    named = tmp_path / "notes.txt"
    assert str(error.value) == f"{named} is a file, and a library is a folder; name another."
    assert named.read_text() == "The quay is shut."


def test_no_library_is_made_in_a_folder_that_cannot_be(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "notes.txt").write_text("The quay is shut.")
    inside = tmp_path / "notes.txt" / "library"
    with pytest.raises(LibraryError) as error:
        Memory.create(inside, settings)
    assert str(error.value) == (
        f"The folder {inside} could not be made: Not a directory; name another."
    )


def test_another_model_is_refused(memory: Memory) -> None:
    memory.check_model("words-64", "words")
    with pytest.raises(LibraryMismatch, match=r"made with the model 'words'.*this is 'other'"):
        memory.check_model("other-64", "other")


def test_eight_bits_made_otherwise_are_refused_with_a_way_out(
    tmp_path: Path, settings: Settings
) -> None:
    memory = Memory.create(
        tmp_path / "old", dataclasses.replace(settings, fingerprint="int8-0b40d68a")
    )
    with pytest.raises(LibraryMismatch, match=r"made otherwise now, so add the articles to a new"):
        memory.check_model("int8.2-0b40d68a", "words")
    with pytest.raises(LibraryMismatch, match=r"open it with that model, or add"):
        memory.check_model("int8.2-77777777", "words")
    memory.close()


def test_a_second_writer_waits_and_then_says_so(
    memory: Memory, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(memory_module, "_LOCK_S", 0.2)
    entered, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with memory.writing():
            entered.set()
            leave.wait(20)

    thread = threading.Thread(target=hold)
    thread.start()
    entered.wait(20)
    other = Memory.open(memory.folder)
    with pytest.raises(LibraryBusy, match="try again when it is done"), other.writing():
        pass
    assert "waiting for it" in caplog.text
    leave.set()
    thread.join()
    with other.writing():
        pass
    other.close()


def test_an_interrupted_making_is_begun_again(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "library.db.new").write_bytes(b"half")
    memory = Memory.create(folder, settings)
    assert memory.settings == settings
    memory.close()
