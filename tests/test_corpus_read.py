"""From paths to records: every kind of file, and every bad one with its reason."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import UsageError
from corpus.reading.files import File
from corpus.reading.plain import read_markdown, read_plain
from corpus.reading.read import read, read_file
from corpus.record import Record, Skipped, Unread

BRIDGE = "The bridge at Port Sable is closed until June, the mayor said."
PAGE = f"<html><body><article><p>{BRIDGE}</p></article></body></html>"
RSS = (
    f"<rss version='2.0'><channel><item><description>{BRIDGE}</description></item></channel></rss>"
)

SLOW = 120  # seconds: what no file may take, as a hang would


def reason(path: Path) -> str:
    (result,) = read([path])
    assert isinstance(result, Unread)
    assert result.origin == str(path)
    return result.reason


def sparse(path: Path, size: int) -> Path:
    with path.open("wb") as stream:
        stream.truncate(size)
    return path


def test_every_kind_of_file_packed_or_not(tmp_path: Path) -> None:
    row = json.dumps({"text": BRIDGE})
    contents = {
        "a.txt": BRIDGE,
        "b.md": BRIDGE,
        "c.html": PAGE,
        "d.json": row,
        "e.jsonl": row,
        "f.csv": f"text\n{BRIDGE.replace(',', '')}",
        "g.rss": RSS,
    }
    for name, content in contents.items():
        (tmp_path / name).write_text(content)
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(content.encode()))
    records = list(read([tmp_path]))
    assert all(isinstance(record, Record) for record in records)
    found = [(r.origin.rpartition("/")[2], r.format) for r in records if isinstance(r, Record)]
    assert found == [
        ("a.txt", "plain"),
        ("a.txt.gz", "plain"),
        ("b.md", "markdown"),
        ("b.md.gz", "markdown"),
        ("c.html", "html"),
        ("c.html.gz", "html"),
        ("d.json", "json"),
        ("d.json.gz", "json"),
        ("e.jsonl#1", "json"),
        ("e.jsonl.gz#1", "json"),
        ("f.csv#1", "csv"),
        ("f.csv.gz#1", "csv"),
        ("g.rss#1", "feed"),
        ("g.rss.gz#1", "feed"),
    ]
    assert {r.text.replace(",", "") for r in records if isinstance(r, Record)} == {
        BRIDGE.replace(",", "")
    }


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.exe").write_text("x")
    (tmp_path / "c\nd.txt").write_text(BRIDGE)
    empty, skipped, record = read([tmp_path])
    assert empty == Unread(f"{tmp_path}/a.txt", "It is empty.")
    assert isinstance(skipped, Skipped)
    assert record == Record(f"{tmp_path}/c\nd.txt", "plain", BRIDGE)


def test_a_field_that_no_article_has_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'colour' is no field of an article"):
        read([tmp_path], {"colour": "c"})
    with pytest.raises(UsageError):
        read_file(File(tmp_path / "a.csv", "csv"), {"colour": "c"})


def test_fields_that_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"story,x\n{BRIDGE.replace(',', '')},1\n")
    (record,) = read([tmp_path / "a.csv"], {"body": "story"})
    assert isinstance(record, Record)


# Bad input


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.pdf", "a.json", "a.jsonl", "a.csv"])
def test_an_empty_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    assert reason(tmp_path / name) == "It is empty."
    (tmp_path / f"{name}.gz").write_bytes(gzip.compress(b""))
    assert reason(tmp_path / f"{name}.gz") == "It is empty."


def test_a_file_of_white_space(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(" \n\n\t ")
    assert reason(tmp_path / "a.txt") == "It has no text, only white space."


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a.md"])
def test_a_file_of_100_megabytes(tmp_path: Path, name: str) -> None:
    assert reason(sparse(tmp_path / name, 100_000_000)) == (
        "It has 100 MB; 20 MB is the most. "
        "A file like this holds one article; put many into one .jsonl file."
    )


def test_a_feed_of_100_megabytes(tmp_path: Path) -> None:
    assert reason(sparse(tmp_path / "a.rss", 100_000_000)) == (
        "It has 100 MB; 50 MB is the most. Split it, or write the articles as JSON Lines."
    )


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_100_megabytes_of_nothing(tmp_path: Path, name: str) -> None:
    assert reason(sparse(tmp_path / name, 100_000_000)) == (
        "It is no text: NUL bytes (4,096 of 4,096, first at 1)."
    )


def test_binary_data_named_txt(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)))
    assert reason(tmp_path / "a.txt") == "It is a program, whatever its name says."
    (tmp_path / "b.txt").write_bytes(bytes(range(256)) * 9)
    assert reason(tmp_path / "b.txt").startswith("It is no text: NUL bytes (9 of 2,304, ")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes("Café “Pier”".encode(encoding))
    (record,) = read([tmp_path / "a.txt"])
    assert record == Record(f"{tmp_path}/a.txt", "plain", "Café “Pier”")


def test_gzip_that_is_none_that_breaks_off_and_that_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(BRIDGE.encode())
    assert reason(path).startswith("It is no gzip file, whatever its name says: ")
    whole = gzip.compress(os.urandom(50_000).hex().encode())
    path.write_bytes(whole[:-1000])
    assert reason(path).startswith("Its gzip data break off after ")
    path.write_bytes(whole[:-8] + b"12345678")
    assert reason(path) == "Its gzip data are damaged: their checksum does not fit."


def test_gzip_bombs_are_not_unpacked(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(200_000_000), 1)
    advice = {
        "a.txt.gz": "It has more than 20 MB unpacked; 20 MB is the most. A file like this",
        "a.pdf.gz": "It has more than 20 MB unpacked; 20 MB is the most. A file like this",
        "a.rss.gz": "It has more than 50 MB unpacked; 50 MB is the most. Split it",
        "a.csv.gz": "It is no text: NUL bytes",
    }
    for name, start in advice.items():
        (tmp_path / name).write_bytes(bomb)
        assert reason(tmp_path / name).startswith(start)
    line = gzip.compress(b'{"text": "' + b"x" * 200_000_000 + b'"}\n{"text": "Two."}', 1)
    (tmp_path / "a.jsonl.gz").write_bytes(line)
    assert list(read([tmp_path / "a.jsonl.gz"])) == [
        Unread(f"{tmp_path}/a.jsonl.gz#1", "It has more than 20 MB, too long for one article."),
        Record(f"{tmp_path}/a.jsonl.gz#2", "json", "Two."),
    ]


def test_pages_without_an_article_and_pages_too_deep(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body><a href='/'>Home</a></body></html>")
    assert reason(tmp_path / "a.html").startswith("No article was found in the page;")
    (tmp_path / "b.html").write_text("<div>" * 20_000 + BRIDGE)
    assert reason(tmp_path / "b.html").startswith("The page cannot be read whole: excessive depth")


HARD = {
    "links.html": "<html><body><article><p>" + '<a href="x">word</a> ' * 19_000,
    "open.html": "<a " * 8000,
    "lesser.html": "<html><body><p>" + "<" * 2_000_000,
    "nested.html": "<html><body>" + ("<div>" * 200 + "x" + "</div>" * 200) * 20,
    "spaces.html": f"<html><body><article><p>{BRIDGE * 3}</p><pre>x" + " " * 3_000_000 + "x",
    "word.html": "<html><body><p>One</p><div>" + "x" * 3_000_000 + "</div>",
    "wrapped.html": f"<script type='application/ld+json'>-->{' ' * 3_000_000}x</script>{PAGE}",
    "comments.html": "<html><body>" + "<!--" * 500_000,
    "json_ld.html": '<script type="application/ld+json">' + '[{"a":' * 300_000 + "</script><p>x",
    "field.jsonl": json.dumps({"text": "<a " * 1_000_000}),
    "equals.jsonl": json.dumps({"text": "<a " + "=" * 3_000_000}),
    "references.jsonl": json.dumps({"text": "&" * 1_000_000}),
    "escapes.txt": "\x1b[3" * 1_000_000,
    "mojibake.txt": "Ã©" * 1_000_000,
    "brackets.md": "![" * 5_000,
    "front.md": "---\n" + "a: " * 3000 + "\n---\nx",
    "quoted.md": "> " * 100_000 + "x",
    "quotes.csv": 'text\n"' + '""' * 2_000_000,
    "elements.xml": "<!DOCTYPE " + "<!ENTITY " * 100_000,
    "open.rss": "<rss version='2.0'><channel><item><description>" + "<a " * 100_000,
    "junk.pdf": "%PDF-1.4\n" + "1 0 obj << /Kids [1 0 R] >> endobj\n" * 10_000,
}


def test_nothing_takes_forever(tmp_path: Path) -> None:
    for name, content in HARD.items():
        (tmp_path / name).write_text(content)
    script = (
        "import sys; from corpus.reading.read import read\n"
        "for one in read(sys.argv[1:]): print(type(one).__name__, one.origin.rpartition('/')[2])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=SLOW,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    assert {line.split()[1].partition("#")[0] for line in done.stdout.splitlines()} == set(HARD)


# Plain text and Markdown


def test_plain_text_stays_as_it_is_printed() -> None:
    text = "Bridge closed\n\nBy Ada Quill\n\n![A pier](https://courier.example/p.jpg)\n\n* * *"
    assert read_plain(f"\ufeff\n{text}\n".encode(), "a.txt") == Record("a.txt", "plain", text)


MARKDOWN = """---
title: "Bridge: closed"
date: 2031-05-06
author: [Ada Quill, Bo Reed]
outlet: Sable Courier
url: https://courier.example/bridge
---
# A *first* heading

The **bridge** at [Port Sable](https://sable.example)
is closed.\\
Until `June` &mdash; <b>perhaps</b>. ![pier](p.jpg)

* one
* two

1. three

> “No.”

![a pier](p.jpg)
"""


def test_markdown_with_front_matter() -> None:
    assert read_markdown(MARKDOWN.encode(), "a.md") == Record(
        origin="a.md",
        format="markdown",
        text=(
            "A first heading\n\nThe bridge at Port Sable is closed.\nUntil June — perhaps.\n\n"
            "one\ntwo\n\nthree\n\n“No.”"
        ),
        title="Bridge: closed",
        outlet="Sable Courier",
        authors=("Ada Quill", "Bo Reed"),
        published="2031-05-06",
        url="https://courier.example/bridge",
        found=(
            ("title", "front matter title"),
            ("outlet", "front matter outlet"),
            ("authors", "front matter author"),
            ("published", "front matter date"),
            ("url", "front matter url"),
        ),
    )


def test_markdown_without_front_matter_has_its_first_heading() -> None:
    body = MARKDOWN.split("---\n")[2]
    record = read_markdown(body.encode(), "a.md")
    assert (record.title, record.found) == ("A first heading", (("title", "first heading"),))


@pytest.mark.parametrize("front", ["a: [", "- one", "just text", "x: *unknown"])
def test_what_is_no_front_matter_is_text(front: str) -> None:
    record = read_markdown(f"---\n{front}\n---\n\nThe bridge.".encode(), "a.md")
    assert record.text.endswith("The bridge.")
    assert record.found == ()


def test_markdown_too_long_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x " * 600_000)
    assert reason(tmp_path / "a.md") == (
        "It has 1.2 MB; 1 MB of Markdown is the most. Split it, or name it .txt."
    )
