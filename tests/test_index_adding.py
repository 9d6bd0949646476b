"""The way in: what is added, updated, left alone, and reported."""

import gzip
import json
import os
from pathlib import Path

import pytest
from conftest import WordEncoder, make_article

from corpus.errors import LibraryMismatch
from corpus.record import Skipped
from corpus.saying.statements import statements
from corpus.spans import Span
from index.adding import add as adding
from index.adding.add import embedding_text
from index.adding.added import AddProgress, AddReport
from index.memory import Memory
from qa.library import Library
from qa.opening import open_library


@pytest.fixture
def library(memory: Memory, encoder: WordEncoder) -> Library:
    return Library(memory, encoder)


def _lines(path: Path, *records: dict[str, str]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


QUAY = {"url": "https://x.example/quay", "title": "Quay shut", "text": "The quay is shut."}
COURT = {"url": "https://x.example/court", "title": "Court", "text": "The judge was ill."}


def test_added_unchanged_updated(library: Library, tmp_path: Path, encoder: WordEncoder) -> None:
    path = _lines(tmp_path / "a.jsonl", QUAY, COURT)
    assert library.add(path) == AddReport(added=2, passages=2, embedded=2)
    assert library.add(path) == AddReport(unchanged=2)
    _lines(path, QUAY, COURT | {"text": "The judge is well."})
    assert library.add(path) == AddReport(updated=1, unchanged=1, passages=1, embedded=1)
    assert encoder.encoded.count("Quay shut\nThe quay is shut.") == 1


def test_one_text_is_embedded_once_whatever_file_it_comes_in(
    library: Library, tmp_path: Path, encoder: WordEncoder
) -> None:
    one = _lines(tmp_path / "one.jsonl", QUAY)
    with gzip.open(tmp_path / "two.jsonl.gz", "wt") as file:
        file.write(json.dumps(QUAY | {"url": "https://y.example/quay"}) + "\n")
    assert library.add([one, tmp_path / "two.jsonl.gz"]).added == 2
    assert len(encoder.encoded) == 1


def test_two_files_that_disagree_about_one_address_do_not_take_turns(
    library: Library, tmp_path: Path
) -> None:
    one = _lines(tmp_path / "one.jsonl", QUAY)
    two = _lines(tmp_path / "two.jsonl", QUAY | {"text": "The quay is open."})
    assert library.add([one, two]) == AddReport(added=1, updated=1, passages=2, embedded=2)
    assert library.add([one, two]) == AddReport(unchanged=2)
    assert library.article(library.articles()[0].id).text == "The quay is open."


def test_what_is_taken_out_comes_back_when_it_is_added_again(
    library: Library, tmp_path: Path
) -> None:
    path = _lines(tmp_path / "a.jsonl", QUAY)
    library.add(path)
    library.remove(library.articles()[0].id)
    assert library.articles() == []
    assert library.add(path).added == 1


def test_what_is_taken_out_comes_back_whatever_its_file_is_called(
    library: Library, tmp_path: Path
) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9#1.txt"))
    path.write_text("The quay is shut since Monday, the harbour office said.")
    assert library.add(path).added == 1
    id_ = library.articles()[0].id
    assert len(library.remove([id_, id_[:6]])) == 1
    assert library.add(path).added == 1


def test_halves_of_characters_stop_nothing(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "halves.jsonl"
    half = "\\ud800"
    path.write_text(
        f'{{"id": "{half}x", "title": "Quay {half} shut", "source": "P{half}", '
        f'"author": "Ada {half} Lund", "url": "https://x.example/{half}", '
        f'"text": "The quay {half} is shut since Monday."}}\n' + json.dumps(QUAY) + "\n"
    )
    report = library.add(path)
    assert (report.added, report.unread) == (2, ())
    titles = {article.title for article in library.articles()}
    assert titles == {"Quay \N{REPLACEMENT CHARACTER} shut", "Quay shut"}


def test_other_passage_settings_are_refused(tmp_path: Path, encoder: WordEncoder) -> None:
    open_library(tmp_path / "lib", create=True, passage_tokens=50, encoder=encoder).close()
    open_library(tmp_path / "lib", passage_tokens=50, encoder=encoder).close()
    with pytest.raises(LibraryMismatch, match="has passages of 50 tokens, not 60"):
        open_library(tmp_path / "lib", passage_tokens=60, encoder=encoder)


def test_a_library_within_the_folder_is_passed_over(tmp_path: Path, encoder: WordEncoder) -> None:
    with open_library(tmp_path / "lib", create=True, encoder=encoder) as library:
        _lines(tmp_path / "a.jsonl", QUAY)
        report = library.add(tmp_path)
    assert (report.added, report.unread) == (1, ())
    assert [item.reason for item in report.skipped] == [
        "It is a library, not a folder of articles."
    ]


def test_everything_that_gave_no_article_is_named(library: Library, tmp_path: Path) -> None:
    place = tmp_path / "in"
    place.mkdir()
    _lines(place / "a.jsonl", QUAY, {"title": "No text"})
    (place / ".hidden.txt").write_text("Hidden.")
    (place / "b.txt").write_bytes(b"")
    (place / "picture.png").write_bytes(b"\x89PNG")
    report = library.add([place, tmp_path / "none"])
    assert report.added == 1
    names = [item.origin.removeprefix(str(tmp_path)) for item in report.unread]
    assert sorted(names) == ["/in/a.jsonl#2", "/in/b.txt", "/none"]
    assert all(item.reason.endswith(".") for item in report.unread)
    skipped = [item.origin.removeprefix(str(place)) for item in report.skipped]
    assert skipped == ["/.hidden.txt", "/picture.png"]
    assert isinstance(report.skipped[0], Skipped)
    again = library.add([place])  # what could not be read is said again
    assert (again.unchanged, len(again.unread)) == (1, 2)


def test_batches_are_committed_as_they_fill(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "_BATCH_PASSAGES", 2)
    records = [QUAY | {"url": f"https://x.example/{at}", "text": f"Pier {at}."} for at in range(5)]
    path = _lines(tmp_path / "a.jsonl", *records)
    seen: list[tuple[int, int]] = []

    def look(now: AddProgress) -> None:
        other = Memory.open(library.folder)
        seen.append((now.articles, other.store.counts()["articles"]))
        other.close()

    library.add(path, progress=look)
    assert seen[-1] == (5, 5)
    assert (4, 4) in seen


def test_progress_tells_what_is_expected_and_sets_it_right(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "_BATCH_PASSAGES", 1)
    place = tmp_path / "in"
    place.mkdir()
    path = _lines(place / "a.jsonl", QUAY, COURT)
    path.write_text(path.read_text() + "no article\n" * 3)
    (place / "b.txt").write_text("Pier 4 is shut.")
    seen: list[tuple[int, int]] = []
    library.add(place, progress=lambda now: seen.append((now.done, now.expected)))
    assert seen[0] == (0, 6)
    assert seen[-1] == (3, 3)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    seen.clear()
    library.add(place, progress=lambda now: seen.append((now.done, now.expected)))
    assert seen[-1] == (3, 3)


def test_what_is_embedded_has_headline_and_outlet() -> None:
    article = make_article("a", "One. Two.", title="Quay shut", outlet="Post")
    encoder = WordEncoder()
    assert embedding_text(article, Span(5, 9), encoder, 40) == "Quay shut Post\nTwo."
    plain = make_article("a", "One.")
    assert embedding_text(plain, Span(0, 4), encoder, 40) == "One."
    long = make_article("a", "One.", title="word " * 200, outlet="Post")
    text = embedding_text(long, Span(0, 4), encoder, 40)
    assert text.endswith("word\nOne.")
    assert sum(encoder.count_tokens([text])) <= encoder.max_tokens


DOUBT = {
    "url": "https://x.example/doubt",
    "title": "Bridge",
    "text": "“It is old,” Ada Lund said. Bo Ek doubts the bridge will open before May.",
}


def _said(library: Library) -> list[tuple[str, int]]:
    return [(speaker.name, speaker.statements) for speaker in library.speakers()]


def test_thorough_refines_what_the_rules_found_and_embeds_nothing(
    library: Library, tmp_path: Path, encoder: WordEncoder
) -> None:
    path = _lines(tmp_path / "a.jsonl", DOUBT)
    assert library.add(path).added == 1
    assert _said(library) == [("Ada Lund", 1)]
    before = list(encoder.encoded)
    assert library.add(path, thorough=True) == AddReport(updated=1, passages=1, embedded=0)
    assert encoder.encoded == before
    assert _said(library) == [("Ada Lund", 1), ("Bo Ek", 1)]
    for thorough in (True, False):  # the rules alone take nothing back
        assert library.add(path, thorough=thorough) == AddReport(unchanged=1)
    assert _said(library) == [("Ada Lund", 1), ("Bo Ek", 1)]
    assert library.status(check=True).faults == ()


def test_a_newer_finder_finds_statements_anew_and_embeds_nothing(
    library: Library, tmp_path: Path, encoder: WordEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"text": "Ada Lund said the pier held. Rowe Glass said it fell. Bo Ek said it was dry."}
    path = _lines(tmp_path / "a.jsonl", DOUBT | said)
    monkeypatch.setattr("corpus.saying.finder.FINDER", 1)
    monkeypatch.setattr("index.adding.add.FINDER", 1)
    monkeypatch.setattr("index.adding.finding.statements", lambda text, *_: statements(text)[:2])
    assert library.add(path).added == 1
    library.merge_speakers("Ada Lund", "Rowe Glass")
    assert [(known.statements, known.spellings) for known in library.speakers()] == [(2, 2)]
    assert library.status().outdated == 0
    before = list(encoder.encoded)
    monkeypatch.undo()
    assert library.status().outdated == 1
    assert library.add(path) == AddReport(updated=1, passages=1, embedded=0)
    assert encoder.encoded == before
    assert [(known.statements, known.spellings) for known in library.speakers()] == [(2, 2), (1, 1)]
    assert library.status(check=True).faults == ()
    assert library.status().outdated == 0
    assert library.add(path) == AddReport(unchanged=1)


def test_what_the_tagger_found_is_found_anew_with_the_tagger(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _lines(tmp_path / "a.jsonl", DOUBT)
    monkeypatch.setattr("corpus.saying.finder.FINDER", 1)
    monkeypatch.setattr("index.adding.add.FINDER", 1)
    assert library.add(path, thorough=True).added == 1
    monkeypatch.undo()
    assert library.add(path) == AddReport(updated=1, passages=1, embedded=0)
    assert _said(library) == [("Ada Lund", 1), ("Bo Ek", 1)]
    assert library.status().outdated == 0


def test_thorough_at_once_is_the_same(library: Library, tmp_path: Path) -> None:
    path = _lines(tmp_path / "a.jsonl", DOUBT)
    assert library.add(path, thorough=True) == AddReport(added=1, passages=1, embedded=1)
    assert _said(library) == [("Ada Lund", 1), ("Bo Ek", 1)]
    other = _lines(tmp_path / "b.jsonl", DOUBT)  # the same article from another place
    assert library.add(other) == AddReport(unchanged=1)
    assert library.add(other, thorough=True) == AddReport(unchanged=1)
    _lines(path, DOUBT | {"text": "Ivo Marr said the bridge would open in June."})
    assert library.add(path) == AddReport(updated=1, passages=1, embedded=1)
    assert _said(library) == [("Ivo Marr", 1)]


def test_a_file_known_by_another_name_than_its_path(library: Library, tmp_path: Path) -> None:
    first, second = tmp_path / "tmp1.txt", tmp_path / "tmp2.txt"
    for path in (first, second):
        path.write_text("The quay is shut.")
    assert library.add(first, origin="sent/quay.txt").added == 1
    assert library.add(second, origin="sent/quay.txt").unchanged == 1
    assert library.article(library.articles()[0].id).origin == "sent/quay.txt"
    (tmp_path / "quay.exe").write_bytes(b"MZ")
    (unread,) = library.add(tmp_path / "quay.exe", origin="sent/quay.exe").unread
    assert unread.origin == "sent/quay.exe"
    assert unread.reason.startswith("Files named .exe are not read")
