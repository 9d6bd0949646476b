"""Reading ahead: whatever other processes do of it, what is kept is the same."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

import pytest
from conftest import WordEncoder, make_article

from corpus.cutting.passages import cut_passages
from corpus.reading.files import File
from corpus.reading.read import read_file
from corpus.record import Record, Unread
from index.adding import ahead
from index.adding.finding import find, findings_from, findings_line, records_from, records_line
from index.adding.worker import answer, article_request, file_request
from index.beside import Beside
from index.models.model import find_model
from index.models.tokens import ModelTokenizer
from qa.library import Library
from qa.opening import open_library

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
TABLES = {
    "article": "id, version, text, origin, title, outlet, published, finder",
    "passage": "id, article, start, stop, hex(digest)",
    "statement": "article, start, stop, kind, content, cue, source, sighting, role, route, hops",
    "sighting": "article, form, name, kind, roles, printed, speaker",
    "speaker": "id, name, kind",
    "band": "key, article",
    "file": "path, digest, articles",
}


class Counting(WordEncoder):
    """Counts tokens as the default model does, so that other processes can cut for it."""

    tokenizer = find_model().path

    def count_tokens(self, texts: list[str]) -> list[int]:
        return _tokenizer(self.tokenizer).count(texts)


@cache
def _tokenizer(folder: Path) -> ModelTokenizer:
    return ModelTokenizer(folder)


@pytest.fixture
def starting(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Processes are started at once; the list fills with their numbers."""
    monkeypatch.setattr(ahead, "_ALONE", 0)
    monkeypatch.setattr(ahead, "processes", lambda _: 2)
    started: list[int] = []

    class Noted(Beside):
        def __init__(self, *arguments: str) -> None:
            super().__init__(*arguments)
            started.append(self._process.pid)

    monkeypatch.setattr(ahead, "Beside", Noted)
    yield started
    assert not any(map(_lives, started))


def _lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"  # ended, and nobody has asked how


def _rows(library: Library) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(library.folder / "library.db")
    rows = {
        table: connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2").fetchall()
        for table, columns in TABLES.items()
    }
    connection.close()
    return rows


def _lines(path: Path, number: int) -> Path:
    lines = [
        {"id": f"{at}", "text": f"“Pier {at} is shut,” Ada Lund said."} for at in range(number)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def test_a_library_is_the_same_whoever_read_it(
    tmp_path: Path, starting: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "in"
    place.mkdir()
    lines = _lines(place / "a.jsonl", 6)
    lines.write_text(lines.read_text() + "{}\n")
    (place / "b.html").write_text("<html><body><p>" + "The quay is shut. " * 30 + "</p></html>")
    (place / "c.txt").write_text("Mayor Bo Ek opened the mill.")
    (place / "d.txt").write_bytes(b"")
    with open_library(tmp_path / "ahead", create=True, encoder=Counting()) as library:
        report, rows = library.add([place, SAMPLES]), _rows(library)
    assert len(starting) == 2
    monkeypatch.setattr(ahead, "processes", lambda _: 0)
    with open_library(tmp_path / "alone", create=True, encoder=Counting()) as library:
        assert library.add([place, SAMPLES]) == report
        assert _rows(library) == rows
    assert len(starting) == 2
    assert [item.origin.removeprefix(f"{place}/") for item in report.unread] == [
        "a.jsonl#7",
        "d.txt",
    ]


def test_few_articles_start_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "Beside", None)  # whoever starts one fails
    path = _lines(tmp_path / "a.jsonl", ahead._ALONE)
    with open_library(tmp_path / "library", create=True, encoder=Counting()) as library:
        assert library.add(path).added == ahead._ALONE


def test_where_nothing_can_be_started_it_is_done_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "_ALONE", 0)
    monkeypatch.setattr(ahead, "processes", lambda _: 2)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    with open_library(tmp_path / "library", create=True, encoder=Counting()) as library:
        assert library.add(_lines(tmp_path / "a.jsonl", 3)).added == 3


def test_an_encoder_that_tells_no_tokenizer_is_read_for_here(
    tmp_path: Path, starting: list[int], encoder: WordEncoder
) -> None:
    with open_library(tmp_path / "library", create=True, encoder=encoder) as library:
        assert library.add(_lines(tmp_path / "a.jsonl", 3)).added == 3
    assert starting == []


def test_what_a_process_was_asked_when_it_ended_is_done_here(
    tmp_path: Path,
    starting: list[int],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    asked: list[str] = []
    send = Beside.send

    def killing(reader: Beside, request: str) -> None:
        asked.append(request)
        if len(asked) == 4:
            reader.kill()
        send(reader, request)

    monkeypatch.setattr(Beside, "send", killing)
    path = _lines(tmp_path / "a.jsonl", 90)
    with open_library(tmp_path / "library", create=True, encoder=Counting()) as library:
        assert library.add(path).added == 90
        assert library.status(check=True).faults == ()
        assert [speaker.statements for speaker in library.speakers()] == [90]
    assert [record.message for record in caplog.records] == [
        "A process that read ahead has ended; reading goes on without."
    ]


def test_an_interrupted_add_leaves_no_process_and_no_warning_of_it(
    tmp_path: Path, starting: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    def interrupt(now: object) -> None:
        if starting:
            raise KeyboardInterrupt

    path = _lines(tmp_path / "a.jsonl", 300)
    with open_library(tmp_path / "library", create=True, encoder=Counting()) as library:
        with pytest.raises(KeyboardInterrupt):
            library.add(path, progress=interrupt)
        assert not any(map(_lives, starting))
        assert library.add(path).unread == ()
        assert library.status(check=True).articles == 300
    assert caplog.messages == []


ADDER = """
import sys, time
from index.adding import ahead
from qa.opening import open_library
from test_index_ahead import Counting
ahead._ALONE, ahead.processes = 0, lambda _: 2
start = ahead.Beside.__init__
def noted(reader, module):
    start(reader, module)
    print(reader._process.pid, flush=True)
ahead.Beside.__init__ = noted
with open_library(sys.argv[1], create=True, encoder=Counting()) as library:
    library.add(sys.argv[2])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_killed_add_leaves_no_process(tmp_path: Path) -> None:
    path = _lines(tmp_path / "a.jsonl", 3000)
    paths = os.pathsep.join([str(SAMPLES.parents[1]), str(Path(__file__).parent)])
    command = [sys.executable, "-c", ADDER, str(tmp_path / "library"), str(path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}
    ) as adder:
        assert adder.stdout is not None
        started = [int(adder.stdout.readline()) for _ in range(2)]
        assert all(map(_lives, started))
        adder.kill()
    until = time.monotonic() + 30
    while any(map(_lives, started)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(_lives, started))
    with open_library(tmp_path / "library", encoder=Counting()) as library:
        assert library.status(check=True).faults == ()


def test_findings_and_records_come_through_a_line_as_they_were() -> None:
    encoder = Counting()
    cut = partial(cut_passages, count_tokens=encoder.count_tokens, limit=40, overlap=10)
    text = "“It is old,” said Mayor Ada Lund, who told Quay Post so. Dr. Bo Ek, an aide, left. " * 3
    article = make_article("a", text, outlet="Quay Post", published="2024-05")
    found = find(article, cut)
    assert found.said
    assert found.named[0].companions
    assert findings_from(findings_line(found), article) == found
    assert encoder.tokenizer is not None
    request = article_request(article, encoder.tokenizer, 40, 10)
    assert findings_from(answer(request), article) == found
    records: list[Record | Unread] = [
        Record("a#1", "json", "Text.", authors=("Ada", "Bo"), found=(("title", "name"),)),
        Unread("b", "It is empty."),
    ]
    assert records_from(records_line(records)) == records


def test_a_file_is_read_as_it_is_here(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text("Mayor Bo Ek opened the mill.")
    file = File(path, "plain")
    assert records_from(answer(file_request(file))) == list(read_file(file))
