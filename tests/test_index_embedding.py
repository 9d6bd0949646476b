"""Words first, vectors later: found at once, and nothing embedded twice."""

from pathlib import Path

import pytest
from conftest import WordEncoder

from index.adding.added import AddProgress
from qa.library import Library
from qa.opening import open_library


@pytest.fixture
def library(tmp_path: Path, encoder: WordEncoder) -> Library:
    return open_library(tmp_path / "library", create=True, encoder=encoder)


def _write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text)
    return folder / name


def test_words_first_then_vectors(tmp_path: Path, library: Library, encoder: WordEncoder) -> None:
    quay = _write(tmp_path, "quay.txt", "The quay at Lysmere is shut since Monday, the mayor said.")
    report = library.add(quay, words_first=True)
    assert (report.added, report.passages, report.embedded, encoder.encoded) == (1, 1, 0, [])
    found = library.ask("quay Lysmere shut")
    assert [passage.article.id for passage in found.passages] == [library.articles()[0].id]
    assert "1 passage is still without vectors" in " ".join(found.notes)
    status = library.status(check=True)
    assert (status.waiting, status.faults) == (1, ())

    told: list[AddProgress] = []
    assert library.embed(told.append) == 1
    assert told == [
        AddProgress(0, 0, 0, 0, "1 passage to embed", done=0, expected=1),
        AddProgress(0, 0, 1, 1, "0 passages to embed", done=1, expected=1),
    ]
    assert library.embed() == 0
    status = library.status(check=True)
    assert (status.waiting, status.faults) == (0, ())
    again = library.ask("quay Lysmere shut")
    assert again.notes == ()
    assert again.passages[0].score > 0.3


def test_an_embedding_that_is_interrupted_goes_on(
    tmp_path: Path, library: Library, encoder: WordEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.adding.embedding._BATCH_PASSAGES", 1)
    for name in ("quay", "mill", "ferry"):
        _write(tmp_path, f"{name}.txt", f"The {name} at Lysmere is shut since Monday.")
        library.add(tmp_path / f"{name}.txt", words_first=True)

    def interrupt(now: AddProgress) -> None:
        if now.done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.embed(interrupt)
    status = library.status(check=True)
    assert (status.waiting, status.faults) == (2, ())
    assert library.embed() == 2
    assert [sum("quay" in text for text in encoder.encoded), library.status().waiting] == [1, 0]
    assert library.status(check=True).faults == ()


def test_embedding_tells_how_far_it_has_come(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.adding.embedding._BATCH_PASSAGES", 2)
    for name in ("quay", "mill"):
        text = f"The {name} at Lysmere is shut since Monday, the mayor said there. " * 15
        library.add(_write(tmp_path, f"{name}.txt", text), words_first=True)
    assert library.status().waiting == 6
    told: list[AddProgress] = []
    assert library.embed(told.append) == 6
    assert [(now.articles, now.passages, now.done, now.expected) for now in told] == [
        (0, 0, 0, 6),
        (1, 2, 2, 6),
        (2, 4, 4, 6),
        (2, 6, 6, 6),
    ]


def test_an_article_removed_before_it_was_embedded(tmp_path: Path, library: Library) -> None:
    _write(tmp_path, "quay.txt", "The quay at Lysmere is shut since Monday.")
    library.add(tmp_path / "quay.txt", words_first=True)
    library.remove(library.articles()[0].id)
    assert library.status(check=True).waiting == 0
    assert library.embed() == 0
    assert library.status(check=True).faults == ()


def test_adding_again_as_usual_embeds_nothing_that_waits(tmp_path: Path, library: Library) -> None:
    _write(tmp_path, "quay.txt", "The quay at Lysmere is shut since Monday.")
    library.add(tmp_path / "quay.txt", words_first=True)
    assert library.add(tmp_path / "quay.txt").unchanged == 1
    assert library.status().waiting == 1
    assert library.embed() == 1
