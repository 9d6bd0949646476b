"""The routes that change the library: who may, and what becomes of files and speakers."""

import gzip
import json
import re
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from web_library import ARTICLES, HERE, build, fill

from whosaid import Library

BRIDGE = ARTICLES[0]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with fill(tmp_path / "library") as filled:
        yield filled


@pytest.fixture
def client(library: Library) -> Iterator[TestClient]:
    """A browser that has loaded the page."""
    with TestClient(build(library), base_url=HERE) as client:
        token = re.search(r'name=\\?"whosaid\\?" content=\\?"([\w-]+)', client.get("/").text)
        assert token
        client.headers["X-Whosaid"] = token[1]
        yield client


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def _add(client: TestClient, name: str, data: bytes) -> str:
    answer = client.post("/change/add", params={"name": name}, content=data)
    assert answer.status_code == 200
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert all("passages" in line for line in lines[:-1])
    return str(lines[-1]["report"])


@pytest.mark.parametrize("path", ["add?name=a.txt", "remove", "merge", "split"])
def test_nothing_changes_without_the_token(client: TestClient, path: str) -> None:
    for headers in ({"X-Whosaid": ""}, {"X-Whosaid": "guess"}, {"X-Whosaid": "ü"}):
        raw = {name: value.encode() for name, value in headers.items()}
        answer = client.post(f"/change/{path}", content=b"{}", headers=raw)  # type: ignore[arg-type]
        assert answer.status_code == 403
        assert answer.json()["error"].startswith("Only the page itself may change the library")


def test_nothing_changes_from_another_site(client: TestClient) -> None:
    for path in ("add?name=a.txt", "remove", "merge", "split"):
        headers = {"origin": "https://evil.example"}
        assert client.post(f"/change/{path}", headers=headers).status_code == 403
        assert client.get(f"/change/{path}").status_code == 404


def test_nothing_changes_where_the_page_is_read_only(library: Library) -> None:
    with TestClient(build(library, read_only=True), base_url=HERE) as client:
        assert client.post("/change/remove", json={"article": BRIDGE.id}).status_code == 404
        assert 'class=\\"drop\\"' not in client.get("/").text
    assert len(library.articles()) == 5


def test_a_file_is_added_and_its_copy_deleted(
    client: TestClient, library: Library, temporary: Path
) -> None:
    report = _add(client, "C:\\notes\\<quay>.txt", b"The quay is shut since Monday.")
    assert report == '<li class="good"><b>&lt;quay&gt;.txt</b> 1 added</li>'
    (added,) = [it for it in library.articles() if library.article(it.id).text[:9] == "The quay "]
    origin = library.article(added.id).origin
    assert re.fullmatch(r"dropped:[0-9a-f]{12}/<quay>\.txt", origin)
    assert list(temporary.iterdir()) == []
    again = _add(client, "<quay>.txt", b"The quay is shut since Monday.")
    assert "1 here already" in again
    other = _add(client, "<quay>.txt", b"The quay is open again.")
    assert "1 added" in other  # another file of that name is another article


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("setup.exe.txt", b"MZ\x90\x00" + bytes(range(256)) * 40, "It is a program"),
        ("a.exe", b"MZ", "Files named .exe are not read"),
        ("../../etc/passwd", b"root", "A file without an ending is not read"),
        ("empty.txt", b"", "empty"),
        ("broken.json", b'{"text": ', "JSON"),
        ("bomb.txt.gz", gzip.compress(b"A line. " * 40_000_000, 9), "MB"),
    ],
)
def test_a_file_that_gives_no_article_gets_a_sentence(
    client: TestClient, library: Library, temporary: Path, name: str, data: bytes, reason: str
) -> None:
    report = _add(client, name, data)
    assert report.startswith(f'<li class="bad"><b>{name.rpartition("/")[2]}</b> nothing added<p')
    assert reason in report
    assert str(temporary) not in report
    assert list(temporary.iterdir()) == []
    assert len(library.articles()) == 5


def test_a_file_that_is_cut_off_changes_nothing(
    client: TestClient, library: Library, temporary: Path
) -> None:
    def half() -> Iterator[bytes]:
        yield b"The quay is shut since Monday."
        raise ConnectionError

    headers = {"content-length": "100"}
    answer = client.post("/change/add?name=a.txt", content=half(), headers=headers)
    assert answer.status_code == 503
    assert list(temporary.iterdir()) == []
    assert len(library.articles()) == 5


def test_two_tabs_that_add_at_once_take_turns(client: TestClient, library: Library) -> None:
    texts = [f"The quay has been shut for {number} days." for number in range(8)]
    threads = [
        threading.Thread(target=_add, args=(client, f"{number}.txt", text.encode()))
        for number, text in enumerate(texts)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = {library.article(source.id).text.strip() for source in library.articles()}
    assert kept >= set(texts)
    assert library.status(check=True).faults == ()


def test_half_of_a_character_is_refused(client: TestClient) -> None:
    headers = {"content-type": "application/json"}
    body = b'{"article": "\\ud800"}'
    answer = client.post("/change/remove", content=body, headers=headers)
    assert (answer.status_code, answer.json()) == (
        422,
        {"error": "What was sent holds half of a character; send whole ones."},
    )


def test_an_article_is_removed(client: TestClient, library: Library) -> None:
    answer = client.post("/change/remove", json={"article": BRIDGE.id})
    assert answer.json() == {"said": "“Lantern Bridge shut” is no longer in the library."}
    assert BRIDGE.id not in [source.id for source in library.articles()]
    answer = client.post("/change/remove", json={"article": BRIDGE.id})
    assert answer.status_code == 404
    assert answer.json()["error"].startswith(f"No article has the id '{BRIDGE.id}'")


def test_speakers_are_merged_and_split(client: TestClient, library: Library) -> None:
    _add(client, "a.txt", b'"We closed it," said Ada Lund, the owner.\n\n"Yes," said Per Orr.\n')
    answer = client.post("/change/merge", json={"a": "Ada Lund", "b": "Per Orr"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["said"].startswith("All of it is ")
    assert len(library.speakers()) == 1
    answer = client.post("/change/merge", json={"a": "Ada Lund", "b": "Per Orr"})
    assert answer.json()["error"] == "'Ada Lund' and 'Per Orr' are one speaker here already."
    answer = client.post("/change/split", json={"name": "Ada Lund"})
    assert answer.json()["said"] == "Ada Lund and Per Orr are different speakers now."
