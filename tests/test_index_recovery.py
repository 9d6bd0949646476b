"""Backups that are whole, and what is saved of a library whose truth is damaged."""

import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from conftest import WordEncoder

import whosaid
from corpus.errors import LibraryDamaged, LibraryError, LibraryNotFound, UsageError
from index.truth.schema import open_tables

PAGE = 4096


def _articles(path: Path, number: int, words: str = "is shut") -> Path:
    lines = [
        {
            "title": f"Notice {at}",
            "url": f"https://x.example/{at}",
            "date": "2025-10-03",
            "text": f"Pier k{at} {words}, said Ada Lund{at}. "
            + f"The keeper of k{at} knows why. " * 20,
        }
        for at in range(number)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library of 60 articles, five of which were updated, with a ruling on two speakers."""
    made = tmp_path / "library"
    with whosaid.open(made, create=True, encoder=WordEncoder()) as library:
        library.add(_articles(tmp_path / "one.jsonl", 60))
        library.add(_articles(tmp_path / "two.jsonl", 5, "is open again"))
        library.merge_speakers("Ada Lund7", "Ada Lund8")
    return made


def _contents(folder: Path) -> list[whosaid.Article]:
    with whosaid.open(folder, encoder=WordEncoder()) as library:
        return [library.article(item.id) for item in library.articles()]


def test_a_backup_is_the_library_itself(folder: Path, tmp_path: Path) -> None:
    with whosaid.open(folder, encoder=WordEncoder()) as library:
        made = library.backup(tmp_path / "copy")
    assert (made.folder, made.articles) == (str(tmp_path / "copy"), 60)
    assert made.size == (tmp_path / "copy" / "library.db").stat().st_size
    assert _contents(tmp_path / "copy") == _contents(folder)
    with whosaid.open(tmp_path / "copy", encoder=WordEncoder()) as copy:
        assert copy.status(check=True).faults == ()
        assert copy.ask("pier k17").passages[0].article.title == "Notice 17"


def test_a_backup_is_of_one_moment_while_others_add(folder: Path, tmp_path: Path) -> None:
    with (
        whosaid.open(folder, encoder=WordEncoder()) as library,
        whosaid.open(folder, encoder=WordEncoder()) as adder,
        adder._memory.store.transaction(),  # an add that has written, and not committed
    ):
        adder._memory.store.remove(library.articles()[0].id)
        assert library.backup(tmp_path / "copy").articles == 60
    assert len(_contents(tmp_path / "copy")) == 60


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: None])
def test_a_backup_goes_into_an_empty_folder_or_none(
    folder: Path, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "copy")
    with whosaid.open(folder, encoder=WordEncoder()) as library:
        library.backup(tmp_path / "copy")
        with pytest.raises(UsageError, match="copy is not empty; name a folder"):
            library.backup(tmp_path / "copy")


def test_nothing_is_left_of_a_backup_of_damage(folder: Path, tmp_path: Path) -> None:
    with whosaid.open(folder, encoder=WordEncoder()) as library:
        library._memory.store._sql.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _overwrite(folder / "library.db", range(40, 60))
        with pytest.raises(LibraryError, match="could not be made"):
            library.backup(tmp_path / "copy")
    assert [item.name for item in tmp_path.iterdir() if "copy" in item.name] == []


def _overwrite(path: Path, pages: range | list[int]) -> None:
    with path.open("r+b") as file:
        for page in pages:
            file.seek(page * PAGE)
            file.write(b"\xa5" * PAGE)


def test_all_is_saved_of_a_sound_library(folder: Path, tmp_path: Path) -> None:
    found = whosaid.recover(folder, tmp_path / "new", WordEncoder())
    assert (found.articles, found.editions, found.rulings) == (60, 5, 1)
    assert (found.embedded, found.lost, found.altered) == (0, 0, ())
    assert _contents(tmp_path / "new") == _contents(folder)
    with whosaid.open(tmp_path / "new", encoder=WordEncoder()) as library:
        assert library.status(check=True).faults == ()
        assert library.speaker("Ada Lund7").speaker.id == library.speaker("Ada Lund8").speaker.id


@pytest.mark.parametrize("seed", range(4))
def test_what_is_saved_is_what_was_added(folder: Path, tmp_path: Path, seed: int) -> None:
    before = {article.id: article for article in _contents(folder)}
    _damage_somewhere(folder / "library.db", random.Random(seed))
    found = whosaid.recover(folder, tmp_path / "new", WordEncoder())
    saved = {article.id: article for article in _contents(tmp_path / "new")}
    assert len(saved) == found.articles > 10
    assert all(before[id_] == article for id_, article in saved.items())
    assert found.lost + len(found.altered) >= len(before) - len(saved)
    with whosaid.open(tmp_path / "new", encoder=WordEncoder()) as library:
        assert library.status(check=True).faults == ()


def _damage_somewhere(path: Path, chance: random.Random) -> None:
    """Overwrite an eighth of the pages, but for those that lead to all the others."""
    whole = path.read_bytes()
    with closing(sqlite3.connect(path)) as connection, connection:
        roots = {page - 1 for (page,) in connection.execute("SELECT rootpage FROM sqlite_master")}
    pages = [page for page in range(1, len(whole) // PAGE) if page not in roots]
    while True:
        _overwrite(path, chance.sample(pages, len(pages) // 8))
        connection = sqlite3.connect(path)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.DatabaseError:
            path.write_bytes(whole)
        else:
            return
        finally:
            connection.close()


def test_a_table_that_cannot_be_reached_is_named(folder: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(folder / "library.db")) as connection, connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'article'"
        (page,) = connection.execute(query).fetchone()
    _overwrite(folder / "library.db", [page - 1])
    found = whosaid.recover(folder, tmp_path / "new", WordEncoder())
    assert (found.articles, found.editions, found.rulings) == (0, 5, 1)
    assert (found.cut_short, found.whole) == (("article",), False)


def test_without_its_settings_a_library_is_saved_with_the_usual_ones(
    folder: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(folder / "library.db")) as connection, connection:
        connection.execute("DELETE FROM meta")
    found = whosaid.recover(folder, tmp_path / "new", WordEncoder())
    assert (found.articles, found.editions, found.altered) == (60, 5, ())
    assert found.embedded == found.passages  # as its vectors may be another model's
    assert len(_contents(tmp_path / "new")) == 60


def test_a_changed_letter_is_noticed_and_not_saved(folder: Path, tmp_path: Path) -> None:
    with whosaid.open(folder, encoder=WordEncoder()) as library:
        ids = {item.title: item.id for item in library.articles()}
    altered = {ids["Notice 30"], ids["Notice 31"]}
    kept = (folder / "library.db").read_bytes()
    changed = kept.replace(b"k30 is shut", b"k30 is open").replace(b"Notice 31", b"Notice 91")
    (folder / "library.db").write_bytes(changed)
    with whosaid.open(folder, encoder=WordEncoder()) as library:
        (fault,) = library.status(check=True).faults or ()
    assert fault.startswith("library.db: not what was added: articles ")
    assert all(id_ in fault for id_ in altered)
    found = whosaid.recover(folder, tmp_path / "new", WordEncoder())
    assert (found.articles, set(found.altered)) == (58, altered)


def test_a_vector_that_points_elsewhere_is_noticed_and_made_anew(
    folder: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(folder / "library.db")) as connection, connection:
        digest, value = connection.execute("SELECT digest, value FROM vector").fetchone()
    turned = bytes([value[0], value[1] ^ 0x80]) + value[2:]  # the sign of its first number
    content = (folder / "library.db").read_bytes()
    (folder / "library.db").write_bytes(content.replace(digest + value, digest + turned))
    with whosaid.open(folder, encoder=WordEncoder()) as library:
        faults = library.status(check=True).faults
    assert faults == ("library.db: rows of vector that are not what was written: 1",)
    found = whosaid.recover(folder, tmp_path / "new", WordEncoder())
    assert (found.articles, found.embedded, found.whole) == (60, 1, True)
    query = "SELECT value FROM vector WHERE digest = ?"
    with closing(sqlite3.connect(tmp_path / "new" / "library.db")) as connection, connection:
        assert connection.execute(query, [digest]).fetchall() == [(value,)]


@pytest.mark.parametrize(
    "place", [b"CREATE TABLE article", b"tablearticlearticle", b"CREATE INDEX edition_id"]
)
@pytest.mark.parametrize("bit", [0, 5, 7])
def test_damage_in_what_tells_of_the_tables_costs_no_article(
    folder: Path, tmp_path: Path, place: bytes, bit: int
) -> None:
    with closing(open_tables(folder / "library.db")) as connection:
        connection.execute("VACUUM")  # which puts them into another order
    content = bytearray((folder / "library.db").read_bytes())
    content[content.index(place) + 8] ^= 1 << bit
    (folder / "library.db").write_bytes(content)
    try:
        with whosaid.open(folder, encoder=WordEncoder()) as library:
            assert library.status(check=True).faults
    except LibraryDamaged:
        pass
    found = whosaid.recover(folder, tmp_path / "new", WordEncoder())
    assert (found.articles, found.editions, found.rulings, found.whole) == (60, 5, 1, True)


def test_what_the_user_decided_and_what_was_replaced_are_saved_only_whole(
    folder: Path, tmp_path: Path
) -> None:
    content = (folder / "library.db").read_bytes()
    for before, after in ((b"mergeada lund7", b"splitada lund7"), (b"k3 is shut", b"k3 is open")):
        assert content.count(before) > 0
        content = content.replace(before, after)
    (folder / "library.db").write_bytes(content)
    found = whosaid.recover(folder, tmp_path / "new", WordEncoder())
    assert (found.articles, found.editions, found.rulings, found.lost) == (60, 4, 0, 2)


def test_what_cannot_be_recovered_is_said(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(LibraryNotFound, match="nothing to recover"):
        whosaid.recover(tmp_path / "nowhere", tmp_path / "new")
    with pytest.raises(UsageError, match="is not empty"):
        whosaid.recover(folder, folder)
    (folder / "library.db").write_bytes(b"not a database" * 1000)
    with pytest.raises(LibraryDamaged, match="nothing of it can be read"):
        whosaid.recover(folder, tmp_path / "new", WordEncoder())
    assert not (tmp_path / "new").exists()


def test_the_damaged_library_stays_as_it_is(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "kept")
    whosaid.recover(folder, tmp_path / "new", WordEncoder())
    for file in (tmp_path / "kept").glob("library.db*"):
        assert (folder / file.name).read_bytes() == file.read_bytes()
