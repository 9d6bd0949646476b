"""CSV: a record for each row, whatever the delimiter, the encoding and the ends of lines."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_corpus_tables import BRIDGE, FERRY, saved, texts

from corpus.reading import rows
from corpus.reading.csv_files import read_csv
from corpus.reading.fields import plain_text
from corpus.reading.files import File
from corpus.record import Record, Unread


def csv_results(
    path: Path, data: str | bytes, fields: dict[str, str] | None = None
) -> list[Record | Unread]:
    return list(read_csv(saved(path, data), fields or {}))


def test_a_csv_file(tmp_path: Path) -> None:
    data = f'Title,Body,Author\r\n"Bridge, closed","{BRIDGE}\r\n\r\n{FERRY}",Ada Quill\r\n,,\r\n'
    assert csv_results(tmp_path / "a.csv", data) == [
        Record(
            origin=f"{tmp_path}/a.csv#1",
            format="csv",
            text=f"{BRIDGE}\n\n{FERRY}",
            title="Bridge, closed",
            authors=("Ada Quill",),
            found=(("title", "field Title"), ("authors", "field Author")),
        )
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(tmp_path: Path, delimiter: str) -> None:
    header = delimiter.join(["headline", "text", "a,b;c|d" if delimiter == "\t" else "note"])
    data = f'{header}\nBridge{delimiter}"{BRIDGE}, {FERRY}; yes | no"{delimiter}x\n'
    (record,) = csv_results(tmp_path / "a.csv", data)
    assert isinstance(record, Record)
    assert (record.title, record.text) == ("Bridge", f"{BRIDGE}, {FERRY}; yes | no")


def test_notes_for_spreadsheets_and_their_marks(tmp_path: Path) -> None:
    data = f"\ufeffsep=;\r\ntext;author\r\n{BRIDGE};NULL\r\n".encode()
    assert csv_results(tmp_path / "a.csv", data) == [Record(f"{tmp_path}/a.csv#1", "csv", BRIDGE)]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_in_any_encoding(tmp_path: Path, encoding: str, ending: str) -> None:
    said = ["Die Brücke über die Möhne bleibt gesperrt.", "„Größere Schäden gäbe es nicht.“"]
    data = ending.join(["text", *said, ""]).encode(encoding)
    assert texts(csv_results(tmp_path / "a.csv", data)) == said


def test_bad_rows_do_not_stop_the_rest(tmp_path: Path) -> None:
    data = "\n".join(
        [
            "id,title,text",
            'a,One,"He said "no" twice"',
            f"b,Two,{BRIDGE},{FERRY}",
            "c,Three,",
            f"d,Four,{FERRY}",
            'e,Five,"never closed',
            "f,Six,lost",
        ]
    )
    path = tmp_path / "a.csv"
    assert csv_results(path, data) == [
        Unread(f"{path}#1", "Line 2 is no valid CSV: ',' expected after '\"'."),
        Unread(f"{path}#2", "Line 3 has 4 cells, but the first row names 3 columns."),
        Unread(
            f"{path}#c",
            "It has no text: its field 'text' holds no words.",
        ),
        Record(f"{path}#d", "csv", FERRY, title="Four", found=(("title", "field title"),)),
        Unread(
            f"{path}#5",
            "Lines 6 to 7 are no valid CSV: a quotation mark that opens a cell is never closed.",
        ),
    ]


@pytest.mark.parametrize(
    ("data", "fields", "reason"),
    [
        ("", {}, "It is empty."),
        (
            "a,b\n1,2\n",
            {},
            "No column of text is among its first row: 'a', 'b'. "
            "Say which one it is with --field text=NAME.",
        ),
        ("a,b\n1,2\n", {"text": "Story"}, "It has no column 'Story'; its columns are 'a', 'b'."),
        (b"\x89PNG\r\n", {}, "It is a PNG image, whatever its name says."),
    ],
)
def test_what_is_no_csv_of_articles_says_so(
    tmp_path: Path, data: str | bytes, fields: dict[str, str], reason: str
) -> None:
    path = tmp_path / "a.csv"
    assert csv_results(path, data, fields) == [Unread(str(path), reason)]


def test_a_column_named_for_the_text(tmp_path: Path) -> None:
    data = f"story,title\n{BRIDGE},Bridge\n"
    assert texts(csv_results(tmp_path / "a.csv", data, {"text": "Story"})) == [BRIDGE]


def test_cells_longer_than_the_module_allows(tmp_path: Path) -> None:
    long = "word " * 100_000
    assert texts(csv_results(tmp_path / "a.csv", f"text\n{long}\n")) == [long]


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029"))


@given(st.lists(st.tuples(CELL, CELL), max_size=6), st.sampled_from(",;\t|"))
def test_cells_come_back(cells: list[tuple[str, str]], delimiter: str) -> None:
    lines = io.StringIO()
    csv.writer(lines, delimiter=delimiter).writerows([("title", "text"), *cells])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "read_chunks", lambda file: iter([lines.getvalue().encode()]))
        results = list(read_csv(File(Path("a.csv"), "csv"), {}))
    kept = [result.text for result in results if isinstance(result, Record)]
    none = {"NULL", "NaN", "nan", "None", "\\N"}
    expected = [plain_text(text) for _, text in cells if text not in none]
    assert kept == [text for text in expected if text.strip()]
