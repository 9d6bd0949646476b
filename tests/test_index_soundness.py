"""Seals of rows: every way of writing keeps them, and what a disk lost is noticed by them."""

import json
import random
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import WordEncoder

import whosaid
from benchmarks.flips import held
from corpus.errors import LibraryBusy, LibraryDamaged, LibraryMismatch
from index.keeping.soundness import faults
from index.truth.schema import create_tables, open_tables
from index.truth.tables import FORMAT
from index.truth.upgrade import upgrade

FORMATS = Path(__file__).parent / "formats"


def _copy(number: int, into: Path) -> Path:
    return Path(shutil.copy(FORMATS / str(number) / "library.db", into))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """The library of this format that is kept, with rows in every table."""
    return _copy(FORMAT, tmp_path)


def test_what_is_no_library_is_closed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect
    with closing(connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE pier (name)")

    def remembered(*args: Any, **options: Any) -> sqlite3.Connection:
        opened.append(connect(*args, **options))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", remembered)
    with pytest.raises(LibraryDamaged, match="not one that whosaid made"):
        open_tables(tmp_path / "other.db")
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        opened[0].execute("SELECT name FROM pier")


def _tables(connection: sqlite3.Connection) -> list[str]:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    return [name for (name,) in connection.execute(query)]


with closing(create_tables(Path(":memory:"))) as empty:
    TABLES = _tables(empty)


@pytest.mark.parametrize("table", TABLES)
def test_a_seal_is_over_all_other_columns_in_order(table: str) -> None:
    query = "SELECT sql FROM sqlite_master WHERE name = ?"
    with closing(create_tables(Path(":memory:"))) as connection:
        *columns, (_, last, *_, computed) = connection.execute(f"PRAGMA table_xinfo({table})")
        (made,) = connection.execute(query, [table]).fetchone()
    assert (last, computed) == ("seal", 3)  # and kept in the row
    (over,) = re.findall(r"seal INTEGER AS \(seal_of\(([^()]*)\)\) STORED", made)
    assert over.replace(",", " ").split() == [column[1] for column in columns]


def _article(place: Path, name: str, text: str, day: int = 3) -> Path:
    file = place / f"{name}.jsonl"
    line = {
        "title": f"{name} reopens",
        "url": f"https://quay.example/{name}",
        "date": f"2025-10-{day:02}",
        "authors": ["Nell Orme"],
        "text": text,
    }
    file.write_text(json.dumps(line) + "\n")
    return file


def test_every_way_of_changing_a_library_keeps_its_seals(tmp_path: Path) -> None:
    said = "The {} is open. “It holds,” said Ahn Seo-rim, head of the Ellan Harbour Authority."
    filled: set[str] = set()
    with whosaid.open(tmp_path / "library", create=True, encoder=WordEncoder()) as library:

        def check(what: str) -> None:
            assert library.status(check=True).faults == (), what
            with closing(sqlite3.connect(library.folder / "library.db")) as connection:
                filled.update(
                    name
                    for name in _tables(connection)
                    if connection.execute(f"SELECT 1 FROM {name}").fetchone()
                )

        for at, name in enumerate(("quay", "mill", "lock", "weir")):
            library.add(_article(tmp_path, name, said.format(name), at + 1))
        check("adding")
        library.add(_article(tmp_path, "mill", said.format("windmill"), 2))
        check("updating")
        pier = _article(tmp_path, "pier", "Ada Lund, a baker, said piers are old.")
        library.add(pier, words_first=True)
        check("adding words first")
        assert library.embed() > 0
        check("embedding")
        other = said.replace("rim", "rym").format("dock")
        library.add(_article(tmp_path, "dock", other))
        check("deciding who is who anew")
        library.merge_speakers("Ada Lund", "Ahn Seo-rim")
        check("merging speakers")
        library.split_speaker("Ahn Seo-rim")
        check("splitting a speaker")
        with library._memory.writing() as store:
            store.notes.put("floor", "0.5")
            store.notes.put("sketch", "made otherwise")
        check("noting")
        with library._memory.writing() as store:
            store.sketches.catch_up(2)
        check("making sketches anew")
        with library._memory.writing() as store:
            for item in library.articles():
                store.statements.clear(item.id, "an older finder")
        library.add(tmp_path)
        check("finding statements anew")
        ids = {item.title: item.id for item in library.articles()}
        library.remove([ids["mill reopens"], ids["quay reopens"]])
        check("removing")
        library.backup(tmp_path / "copy")
    assert faults(tmp_path / "copy" / "library.db") == []
    assert filled == set(TABLES), "tables that were never written"


def test_a_bit_flipped_anywhere_is_noticed(database: Path) -> None:
    chance = random.Random(7)
    whole, before = database.read_bytes(), held(database)
    assert faults(database) == []
    counted = 0
    for _ in range(400):
        at, bit = chance.randrange(len(whole)), chance.randrange(8)
        flipped = bytearray(whole)
        flipped[at] ^= 1 << bit
        database.write_bytes(flipped)
        if held(database) != before:
            counted += 1
            assert faults(database), f"bit {bit} of byte {at}"
    assert counted > 50


@pytest.mark.parametrize("table", TABLES)
def test_the_table_is_named_whose_rows_are_not_what_was_written(database: Path, table: str) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        column = connection.execute(f"PRAGMA table_info({table})").fetchall()[-1][1]
        connection.create_function("seal_of", -1, lambda *_: 7, deterministic=True)
        rows = connection.execute(f"UPDATE {table} SET {column} = {column}").rowcount
        ids = connection.execute("SELECT id FROM article ORDER BY number").fetchall()
    assert faults(database) == [
        f"library.db: not what was added: articles {', '.join(id_ for (id_,) in ids)}"
        if table == "article"
        else f"library.db: rows of {table} that are not what was written: {rows}"
    ]


def test_a_lost_index_and_a_count_that_goes_back_are_noticed(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DROP INDEX article_day")
        connection.execute("UPDATE sqlite_sequence SET seq = 1 WHERE name = 'passage'")
        (highest,) = connection.execute("SELECT max(id) FROM passage").fetchone()
    assert faults(database) == [
        "library.db: the index article_day is not as it was made",
        f"library.db: passage goes on counting at 1, and has a row {highest}",
    ]


def test_others_may_read_and_not_write(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM article").fetchone() == (4,)
        with pytest.raises(sqlite3.OperationalError, match="unknown function: seal_of"):
            connection.execute("UPDATE speaker SET name = 'Nobody'")


def test_an_upgrade_gives_no_number_twice(tmp_path: Path) -> None:
    old = _copy(2, tmp_path)
    query = "SELECT name, seq FROM sqlite_sequence ORDER BY name"
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("UPDATE sqlite_sequence SET seq = seq + 5")
        before = connection.execute(query).fetchall()
    with closing(open_tables(old)) as connection:
        assert connection.execute(query).fetchall() == before
        assert len(before) == 5
    assert faults(old) == []


@pytest.mark.parametrize(("number", "room"), [(2, 20), (3, 0)])
def test_an_upgrade_is_done_whole_or_not_at_all(number: int, room: int, tmp_path: Path) -> None:
    old = _copy(number, tmp_path)
    before = held(old)
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        connection.create_function("seal_of", -1, lambda *_: 7, deterministic=True)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + room}")
        with pytest.raises(sqlite3.OperationalError, match="disk is full"):
            upgrade(connection)
        assert connection.execute("PRAGMA user_version").fetchone() == (number,)
    assert held(old) == before
    open_tables(old).close()
    assert faults(old) == []


def test_a_newer_program_that_comes_first_is_not_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = _copy(3, tmp_path)

    def after_the_other(connection: sqlite3.Connection) -> None:
        connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
        upgrade(connection)

    monkeypatch.setattr("index.truth.schema.upgrade", after_the_other)
    with pytest.raises(LibraryMismatch, match=f"has library format {FORMAT + 1}"):
        open_tables(old)


def test_who_comes_while_it_is_brought_up_to_date_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = _copy(2, tmp_path)
    monkeypatch.setattr("index.truth.schema.BUSY_MS", 1)
    with closing(sqlite3.connect(old, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryBusy, match="another process is bringing it up to date"):
            open_tables(old)
    open_tables(old).close()
    assert faults(old) == []


def test_a_damaged_library_is_not_brought_up_to_date(tmp_path: Path) -> None:
    old = _copy(2, tmp_path)
    old.write_bytes(old.read_bytes().replace(b"Trial adjourned", b"Trial \xffdjourned"))
    with pytest.raises(LibraryDamaged, match="'whosaid recover' saves what can be saved"):
        open_tables(old)
