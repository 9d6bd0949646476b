"""The terminal on citations: printed in every format, and verified later."""

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
    yield lambda *arguments: runner.invoke(cli.app, [str(it) for it in arguments])


@pytest.fixture
def reference(run: Run) -> str:
    (article,) = json.loads(run("list", "--json").stdout)
    at = TEXT.index("It will sail")
    return f"{article['id']}:{at}-{at + 18}"


def test_cite(run: Run, reference: str) -> None:
    shown = run("cite", reference).stdout
    assert shown.splitlines()[:5] == [
        "## Ferry",
        "",
        "> It will sail again",
        "",
        "- Outlet: The Tern",
    ]


@pytest.mark.parametrize("format", ["md", "csv", "bibtex", "csl", "json"])
def test_every_format_comes_back(run: Run, reference: str, format: str) -> None:
    written = run("cite", reference, "--format", format).stdout_bytes.decode()
    (citation,) = whosaid.read_citations(written)
    place = f"{citation.article.id}:{citation.start}-{citation.end}"
    assert (citation.text, place) == ("It will sail again", reference)


def test_an_answer_is_taken_away(run: Run) -> None:
    written = run("ask", "When will it sail again?", "--cite", "json").stdout
    answer = json.loads(run("ask", "When will it sail again?", "--json").stdout)
    assert [item["text"] for item in json.loads(written)] == [
        item["text"] for item in answer["passages"]
    ]
    (quote,) = json.loads(run("quotes", "--speaker", "Ada Lund", "--cite", "json").stdout)
    assert (quote["speaker"], quote["text"][1:19]) == ("Ada Lund", "It will sail again")
    (match,) = json.loads(run("check", "sail again", "--cite", "json").stdout)
    assert match["text"] == "sail again"


def test_nothing_to_cite_gets_a_sentence(run: Run) -> None:
    result = run("ask", "xylophones quagmire?", "--cite", "md")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Nothing was found that could be cited; leave out --cite to see why.\n"


def test_another_format_gets_a_sentence(run: Run, reference: str) -> None:
    result = run("cite", reference, "--format", "ris")
    assert result.exit_code == 2
    assert "'ris' is no format of citations" in result.stderr


def test_verify(run: Run, reference: str, tmp_path: Path) -> None:
    file = tmp_path / "citations.bib"
    file.write_bytes(run("cite", reference, "-f", "bibtex").stdout_bytes)
    result = run("verify", file)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "",
        "1. same: It will sail again",
        "   The Tern · Ferry · 2025-05-02",
        "   The words stand where they stood.",
        f"   now: {reference}",
        "",
        "1 same",
    ]


def test_verify_shows_what_was_changed(run: Run, reference: str, tmp_path: Path) -> None:
    file = tmp_path / "citations.md"
    file.write_bytes(run("cite", reference).stdout_bytes)
    article = json.loads((tmp_path / "a.jsonl").read_text())
    article["text"] = TEXT.replace("will sail", "may sail")
    (tmp_path / "a.jsonl").write_text(json.dumps(article) + "\n")
    run("add", tmp_path / "a.jsonl")
    result = run("verify", file)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[1] == "1. changed: It will sail again"
    assert lines[3].startswith("   The words are others now; the article was updated on 20")
    assert "   “will” became “may”" in lines
    assert lines[-3].startswith("   as cited: ")
    assert run("show", lines[-3].split()[-1]).exit_code == 0
    (found,) = json.loads(run("verify", file, "--json").stdout)
    assert (found["fate"], found["text"]) == ("changed", "It may sail again")


def test_verify_reads_standard_input(run: Run, reference: str) -> None:
    written = run("cite", reference, "-f", "csv").stdout
    result = CliRunner().invoke(cli.app, ["verify", "-"], input=written)
    assert result.stdout.splitlines()[-1] == "1 same"


def test_verify_of_something_else_gets_a_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("Nothing of the kind.")
    result = run("verify", tmp_path / "notes.md")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("There are no citations in it")
    (tmp_path / "x.bin").write_bytes(b"\xff\xfe\x00")
    assert run("verify", tmp_path / "x.bin").exit_code == 2
    assert run("verify", tmp_path / "nowhere").exit_code == 1
