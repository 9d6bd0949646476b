"""Libraries of older formats: each opens, brought up to date, with all that was in it.

What is kept in ``formats/`` was written by the program of its time; see ``making_formats.py``.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from conftest import WordEncoder

import whosaid
from index.keeping.definitions import found
from index.truth.schema import create_tables
from index.truth.tables import FORMAT

FORMATS = Path(__file__).parent / "formats"


def _columns(path: Path) -> dict[str, set[str]]:
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master")]
        return {
            name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
            for name in tables
        }


def _definitions(path: Path) -> list[str]:
    """The statements that would make each table and index, without what came in between."""
    with closing(sqlite3.connect(path)) as connection:
        return sorted(" ".join(str(sql).split()) for *_, sql in found(connection))


def test_the_oldest_library_opens_whole(tmp_path: Path) -> None:
    shutil.copytree(FORMATS / "1", tmp_path / "library")
    with whosaid.open(tmp_path / "library", encoder=WordEncoder()) as library:
        status = library.status(check=True)
        assert (status.faults, status.outdated) == ((), 2)
        assert [item.title for item in library.articles()] == [
            "Trial adjourned",
            "Quay shut after girder cracks",
        ]
        (quote,) = library.quotes("Ada Lund").quotes
        assert quote.text == '"Nobody will cross it before spring,"'
        assert library.ask("Who adjourned the trial?").passages[0].article.outlet == "Quay Post"


@pytest.mark.parametrize("number", range(2, FORMAT))
def test_an_older_library_opens_whole(number: int, tmp_path: Path) -> None:
    shutil.copytree(FORMATS / str(number), tmp_path / "library")
    _holds_all(tmp_path / "library")


@pytest.mark.parametrize("number", range(1, FORMAT))
def test_an_older_library_becomes_what_a_new_one_is(number: int, tmp_path: Path) -> None:
    shutil.copytree(FORMATS / str(number), tmp_path / "library")
    whosaid.open(tmp_path / "library", encoder=WordEncoder()).close()
    create_tables(tmp_path / "new.db").close()
    upgraded, new = tmp_path / "library" / "library.db", tmp_path / "new.db"
    assert _columns(upgraded) == _columns(new)
    assert _definitions(upgraded) == _definitions(new)


def test_a_library_of_this_format_opens_whole(tmp_path: Path) -> None:
    shutil.copytree(FORMATS / str(FORMAT), tmp_path / "library")
    with closing(sqlite3.connect(tmp_path / "library" / "library.db")) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        assert connection.execute("PRAGMA user_version").fetchone() == (FORMAT,)
        assert not [
            name
            for name in tables
            if not connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
        ], "tables of which nothing is tried"
    connection.close()
    _holds_all(tmp_path / "library")


def _holds_all(folder: Path) -> None:
    """Four articles, one updated and one not embedded yet; two names merged."""
    with whosaid.open(folder, encoder=WordEncoder()) as library:
        status = library.status(check=True)
        assert (status.faults, status.articles, status.waiting) == ((), 4, 1)
        assert [item.title for item in library.articles()] == [
            "Ferry stays in port",
            "Mill to reopen",
            "Trial adjourned",
            "Quay shut after girder cracks",
        ]
        ids = {item.title: item.id for item in library.articles()}
        quay = ids["Quay shut after girder cracks"]
        said = library.quotes("Ada Lund", "cross before spring").quotes[0]
        assert said.text == '"Nobody will cross it before spring,"'
        first, now = (library.article(quay, it.version).text for it in library.versions(quay))
        assert first == now.replace("before spring", "before May")
        assert library.speaker("Ada Lund").speaker.id == library.speaker("Ada Lunde").speaker.id
        assert library.ask("Who adjourned the trial?").passages[0].article.outlet == "Quay Post"
        found = library.ask("Does the ferry to Tarn Skerry stay in port?").passages
        assert ids["Ferry stays in port"] in {item.article.id for item in found}
        assert library.embed() == 1
        assert library.status(check=True).faults == ()
