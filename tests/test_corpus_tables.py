"""JSON and JSON Lines: a record each, found by the names that files use."""

import gzip
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import ReadError, UsageError
from corpus.reading import json_files, rows
from corpus.reading.fields import check_fields, plain_text, read_row
from corpus.reading.files import File
from corpus.reading.json_files import read_json, read_json_lines
from corpus.record import Record, Unread

BRIDGE = "The bridge at Port Sable is closed."
FERRY = "Ferries run every twenty minutes."


def saved(path: Path, data: str | bytes) -> File:
    data = data.encode() if isinstance(data, str) else data
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return File(path, "json", gzipped=path.suffix == ".gz")


def json_results(
    path: Path, data: object, fields: dict[str, str] | None = None
) -> list[Record | Unread]:
    return list(read_json(saved(path, json.dumps(data)), fields or {}))


def origins(results: list[Record | Unread]) -> list[str]:
    return [result.origin.rpartition("/")[2] for result in results]


def texts(results: list[Record | Unread]) -> list[str]:
    return [r.text if isinstance(r, Record) else r.reason for r in results]


# Names of fields


def test_a_row_with_every_field() -> None:
    row = {
        "_id": 7,
        "Headline": "Bridge\nclosed",
        "articleBody": BRIDGE,
        "byline": "By Ada Quill; Bo Reed",
        "publish_date": "May 6, 2031",
        "dateModified": "2031-05-07",
        "canonical_url": "https://courier.example/bridge",
        "site_name": "Sable Courier",
        "lang": "en",
    }
    assert read_row(row, "a.json#7", "json") == Record(
        origin="a.json#7",
        format="json",
        text=BRIDGE,
        title="Bridge closed",
        outlet="Sable Courier",
        authors=("By Ada Quill", "Bo Reed"),
        published="May 6, 2031",
        modified="2031-05-07",
        url="https://courier.example/bridge",
        language="en",
        found=(
            ("title", "field Headline"),
            ("outlet", "field site_name"),
            ("authors", "field byline"),
            ("published", "field publish_date"),
            ("modified", "field dateModified"),
            ("url", "field canonical_url"),
            ("language", "field lang"),
        ),
    )


@pytest.mark.parametrize(
    ("field", "name", "value", "read"),
    [
        ("authors", "authors", ["Ada Quill", {"name": "Bo Reed"}], ("Ada Quill", "Bo Reed")),
        ("authors", "author", {"name": "Ada Quill"}, ("Ada Quill",)),
        ("authors", "creator", " Ada  Quill ", ("Ada Quill",)),
        ("authors", "authors", None, ()),
        ("published", "date", 20310506, "20310506"),
        ("published", "pubDate", 1935900000.5, "1935900000.5"),
        ("published", "published", True, None),
        ("published", "Publication Date", "6 May", "6 May"),
        ("outlet", "source", {"id": None, "name": "Sable Courier"}, "Sable Courier"),
        ("outlet", "source", "https://courier.example/", None),
        ("title", "title", {"rendered": "Rain &amp; wind"}, "Rain & wind"),
        ("title", "TITLE", "<i>Rain</i> and wind", "Rain and wind"),
        ("title", "title", float("nan"), None),  # what pandas writes where there is none
        ("authors", "authors", ["Ada Quill", float("inf")], ("Ada Quill",)),
        ("text", "content", {"rendered": "<p>One.</p><p>Two.</p>"}, "One.\n\nTwo."),
        ("text", "body", ["One.", "Two."], "One.\n\nTwo."),
        ("text", "text", "Fewer than <50, a < b", "Fewer than <50, a < b"),
        ("text", "text", "SalmÃ³n\r\nsaid\u0000 no", "Salmón\nsaid no"),
    ],
)
def test_values_of_every_shape(field: str, name: str, value: object, read: object) -> None:
    row = {name: value} if field == "text" else {name: value, "text": BRIDGE}
    assert getattr(read_row(row, "x", "json"), field) == read


def test_the_fuller_name_comes_first() -> None:
    assert read_row({"content": "Cut off…", "text": BRIDGE}, "x", "json").text == BRIDGE
    assert read_row({"text": " ", "content": BRIDGE}, "x", "json").text == BRIDGE


def test_named_fields_come_before_known_ones() -> None:
    row = {"text": "A teaser.", "story": {"full": BRIDGE}, "Überschrift": "Brücke", "title": "x"}
    record = read_row(row, "x", "json", fields={"text": "story.full", "title": "Überschrift"})
    assert (record.text, record.title) == (BRIDGE, "Brücke")
    assert record.found == (("title", "field Überschrift"),)


def test_a_row_without_text_names_its_fields() -> None:
    with pytest.raises(ReadError) as error:
        read_row({"title": "Bridge", "teaser": "Closed."}, "x", "json")
    assert str(error.value) == (
        "It has no text; its fields are 'title', 'teaser'. "
        "Say which one holds it with --field text=NAME."
    )
    with pytest.raises(ReadError) as error:
        read_row({"title": "Bridge"}, "x", "json", fields={"text": "story"})
    assert str(error.value) == "It has no text in 'story'; its fields are 'title'."


def test_fields_that_no_article_has_are_refused() -> None:
    assert check_fields({"body": "Story", "source": "Paper"}) == {
        "text": "Story",
        "outlet": "Paper",
    }
    with pytest.raises(UsageError) as error:
        check_fields({"colour": "c"})
    assert str(error.value) == (
        "'colour' is no field of an article; the fields are "
        "text, title, authors, published, modified, url, outlet, language, id."
    )


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E, exclude_characters="<&")))
def test_text_without_markup_or_references_stays(text: str) -> None:
    assert plain_text(text) == text


# JSON


@pytest.mark.parametrize(
    "document",
    [
        [{"text": BRIDGE}, {"text": FERRY}],
        {"articles": [{"text": BRIDGE}, {"text": FERRY}], "status": "ok", "tags": ["a"]},
        {"response": {"docs": [{"text": BRIDGE}, {"text": FERRY}], "page": 1}},
        {"content": [{"text": BRIDGE}, {"text": FERRY}]},
    ],
)
def test_lists_of_articles_wherever_they_stand(tmp_path: Path, document: object) -> None:
    results = json_results(tmp_path / "a.json", document)
    assert (texts(results), origins(results)) == ([BRIDGE, FERRY], ["a.json#1", "a.json#2"])


def test_one_object_is_one_article(tmp_path: Path) -> None:
    results = json_results(tmp_path / "a.json", {"id": 5, "body": BRIDGE, "tags": [{"n": 1}]})
    assert (texts(results), origins(results)) == ([BRIDGE], ["a.json"])


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ([], "It has no records: its list is empty."),
        (7, "It is neither an object nor a list, but a number."),
        (
            {"title": "Bridge"},
            "It has no text; its fields are 'title'. "
            "Say which one holds it with --field text=NAME.",
        ),
        (
            {"a": [{"text": "x"}], "b": [{"text": "y"}]},
            "It has several lists of objects: 'a', 'b'. Keep the one with articles.",
        ),
    ],
)
def test_json_without_articles_says_so(tmp_path: Path, document: object, reason: str) -> None:
    path = tmp_path / "a.json"
    assert json_results(path, document) == [Unread(str(path), reason)]


def test_records_that_are_none_are_told_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    assert texts(json_results(path, [7, None, ["x"], "y", {"text": BRIDGE}])) == [
        "It is no object, but a number.",
        "It is no object, but null.",
        "It is no object, but a list.",
        "It is no object, but a string.",
        BRIDGE,
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("", "It is empty."),
        ('{"text": ', "It is no valid JSON: expecting value at line 1, column 10."),
        ("[" * 100_000, "It is no valid JSON: it is nested too deep."),
        (f'{{"text": {"9" * 9999}}}', "It is no valid JSON: it has a number of too many digits."),
        (b"\x00" * 10, "It is no text: NUL bytes (10 of 10, first at 1)."),
    ],
)
def test_broken_json_says_where(tmp_path: Path, data: str | bytes, reason: str) -> None:
    file = saved(tmp_path / "a.json", data)
    assert list(read_json(file, {})) == [Unread(file.origin, reason)]


def test_a_json_file_too_large_to_parse_advises_json_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_files, "JSON_BYTES", 2_000_000)
    file = saved(tmp_path / "a.json", " " * 3_000_000)
    reason = (
        "It has 3 MB; 2 MB is the most. "
        "Write it as JSON Lines, one record a line, which is read at any size."
    )
    assert list(read_json(file, {})) == [Unread(file.origin, reason)]


def test_json_lines_under_the_other_name_and_the_other_way_round(tmp_path: Path) -> None:
    rows = [{"text": BRIDGE}, {"text": FERRY}]
    lines = "\n".join(map(json.dumps, rows))
    assert texts(list(read_json(saved(tmp_path / "a.json", lines), {}))) == [BRIDGE, FERRY]
    for indent in (None, 2):
        whole = saved(tmp_path / "a.jsonl", "\n" + json.dumps(rows, indent=indent))
        assert texts(list(read_json_lines(whole, {}))) == [BRIDGE, FERRY]
    pretty = saved(tmp_path / "a.jsonl", json.dumps(rows[0], indent=2))
    assert texts(list(read_json_lines(pretty, {}))) == [BRIDGE]


# JSON Lines


def test_one_bad_line_does_not_stop_the_rest(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"Article {number}."}) for number in range(1, 401)]
    lines[316] = '{"text": "cut off'
    file = saved(tmp_path / "a.jsonl.gz", "\n".join(lines))
    results = list(read_json_lines(file, {}))
    assert results[316] == Unread(
        f"{tmp_path}/a.jsonl.gz#317",
        "Line 317 is no valid JSON: unterminated string starting at column 10.",
    )
    assert texts(results[:316]) == [f"Article {number}." for number in range(1, 317)]
    assert texts(results[317:]) == [f"Article {number}." for number in range(318, 401)]


def test_origins_by_id_by_address_or_by_number(tmp_path: Path) -> None:
    rows = [
        {"id": "x", "text": BRIDGE},
        {"url": "https://courier.example/1", "text": BRIDGE},
        {"id": "x", "url": "https://courier.example/2", "text": BRIDGE},
        {"id": "x", "text": BRIDGE},
        {"id": "6", "text": BRIDGE},
        {"text": BRIDGE},
        {"id": "y"},
    ]
    file = saved(tmp_path / "a.jsonl", "\n\n".join(map(json.dumps, rows)) + "\n")
    assert origins(list(read_json_lines(file, {}))) == [
        "a.jsonl#x",
        "1",  # a.jsonl#https://courier.example/1
        "2",
        "a.jsonl#7",
        "a.jsonl#6",
        "a.jsonl#11",
        "a.jsonl#y",
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_json_lines_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    said = ["Die Brücke über die Möhne bleibt gesperrt.", "„Größere Schäden gäbe es nicht.“"]
    lines = "\r\n".join(json.dumps({"text": text}, ensure_ascii=False) for text in said)
    file = saved(tmp_path / "a.jsonl", lines.encode(encoding))
    assert texts(list(read_json_lines(file, {}))) == said


def test_gzip_that_breaks_off_gives_what_stands_before(tmp_path: Path) -> None:
    file = saved(tmp_path / "a.jsonl.gz", "".join(f'{{"text": "No. {n}."}}\n' for n in range(9999)))
    whole = file.path.read_bytes()
    file.path.write_bytes(whole[: len(whole) // 2])
    *before, last = read_json_lines(file, {})
    assert texts(before) == [f"No. {number}." for number in range(len(before))]
    assert len(before) > 1000
    assert isinstance(last, Unread)
    assert last.origin == file.origin
    assert last.reason.startswith("Its gzip data break off after ")
    assert last.reason.endswith(f"What stands before, {len(before):,} lines, was read.")


def test_gzip_whose_checksum_does_not_fit_says_so(tmp_path: Path) -> None:
    file = saved(tmp_path / "a.jsonl.gz", '{"text": "One."}\n')
    data = bytearray(file.path.read_bytes())
    data[-5] ^= 0xFF
    file.path.write_bytes(data)
    assert texts(list(read_json_lines(file, {}))) == [
        "One.",
        "Its gzip data are damaged: their checksum does not fit. "
        "What stands before, 1 lines, was read.",
    ]


def test_a_line_too_long_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "RECORD_BYTES", 1000)
    long = json.dumps({"text": "x" * 1000})
    file = saved(tmp_path / "a.jsonl", f'{{"text": "One."}}\n{long}\n{{"text": "Three."}}')
    reason = "It has more than 20 MB, too long for one article."
    assert texts(list(read_json_lines(file, {}))) == ["One.", reason, "Three."]


def test_json_lines_are_read_as_a_stream(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chunks = (f'{{"text": "No. {number}."}}\n'.encode() for number in range(10**9))
    taken: list[bytes] = []

    def endless(file: File) -> Iterator[bytes]:
        for chunk in chunks:
            taken.append(chunk)
            yield chunk

    monkeypatch.setattr(rows, "read_chunks", endless)
    file = File(tmp_path / "a.jsonl", "jsonl")
    assert texts(list(islice(read_json_lines(file, {}), 3))) == ["No. 0.", "No. 1.", "No. 2."]
    assert len(taken) == 3


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "It is empty."),
        (b"\x00" * 5000, "It is no text: NUL bytes (4,096 of 4,096, first at 1)."),
        (b"PK\x03\x04 zip", "It is a ZIP archive (a .docx or .epub is one, too), whatever"),
    ],
)
def test_what_is_no_json_lines_says_so(tmp_path: Path, data: bytes, reason: str) -> None:
    (result,) = read_json_lines(saved(tmp_path / "a.jsonl", data), {})
    assert isinstance(result, Unread)
    assert result.reason.startswith(reason)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), max_size=8))
def test_texts_come_back_from_json_lines(said: list[str]) -> None:
    expected = [plain_text(text) for text in said if text.strip()]  # as U+0085 alone says nothing
    lines = "\n".join(json.dumps({"text": text}) for text in said)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "read_chunks", lambda file: iter([lines.encode()]))
        results = list(read_json_lines(File(Path("a.jsonl"), "jsonl"), {}))
    kept = [result.text for result in results if isinstance(result, Record)]
    assert kept == [text for text in expected if text.strip()]
