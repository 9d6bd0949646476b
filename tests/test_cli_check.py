"""The terminal on a quote: what is shown, and the JSON."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import WordEncoder
from typer.testing import CliRunner, Result

import cli
import whosaid

Run = Callable[..., Result]

TEXT = (
    "Ada Lund, who owns the ferry, spoke on the quay.\n\n"
    '"It will sail again when I can walk on it myself," Lund said. The gale lasted until Monday.\n'
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    monkeypatch.setattr("qa.library.load_encoder", lambda *_: WordEncoder())
    monkeypatch.setattr("qa.opening.load_encoder", lambda *_: WordEncoder())
    monkeypatch.setenv("WHOSAID_LIBRARY", str(tmp_path / "library"))
    article = {"title": "Ferry", "text": TEXT, "source": "The Tern", "date": "2025-05-02"}
    (tmp_path / "a.jsonl").write_text(json.dumps(article) + "\n")
    runner = CliRunner()
    assert runner.invoke(cli.app, ["add", str(tmp_path / "a.jsonl")]).exit_code == 0
    yield lambda *arguments: runner.invoke(cli.app, ["check", *arguments])


def test_check(run: Run) -> None:
    shown = run("It will never sail again when I can walk on it", "--speaker", "Ada Lund").stdout
    lines = shown.splitlines()
    assert lines[:5] == [
        "changed. The words were changed: The Tern (2 May 2025) has others. The quote puts in "
        "“never”, which is not in the article.",
        "Said by the speaker asked for: yes",
        "",
        "1. changed: Ferry",
        "   The Tern · 2025-05-02 · Ada Lund",
    ]
    assert "**It will sail again when I can walk on it** myself" in shown
    assert lines[-3:-1] == [
        "   put in: “never”",
        "   The quote puts in “never”, which is not in the article.",
    ]


def test_nearest_names_for_a_quote_that_nobody_says(run: Run) -> None:
    shown = run("Every pear of the orchard is frozen", "--speaker", "Ada Lumd").stdout
    assert shown.splitlines() == [
        "absent. The quote is not in this archive, and nothing near it is.",
        "No speaker 'Ada Lumd' is known in this library. The nearest names: Ada Lund.",
    ]


def test_json(run: Run) -> None:
    found = json.loads(run("sail again", "--speaker", "Jo Orr", "--json").stdout)
    assert list(found) == ["quote", "class", "speaker_matches", "verdict", "matches", "notes"]
    assert (found["class"], found["speaker_matches"]) == ("verbatim", False)
    (match,) = found["matches"]
    assert (match["class"], match["speaker"], match["text"]) == (
        "verbatim",
        "Ada Lund",
        "sail again",
    )


def test_bad_input(run: Run) -> None:
    done = run("…")
    assert (done.exit_code, done.stderr) == (
        2,
        "'…' holds no word; paste the words of the quote.\n",
    )


def test_from_python(run: Run, tmp_path: Path) -> None:
    with whosaid.open(tmp_path / "library", encoder=WordEncoder()) as library:
        found = library.check("it will sail again")
    assert (found.class_, found.matches[0].spans) == ("typography", (whosaid.Span(51, 69),))
