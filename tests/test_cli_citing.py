"""The terminal on citations, printed in every format and verified later, and on quotes to check."""

import json
from pathlib import Path

import pytest
from conftest import Run, WordEncoder
from typer.testing import CliRunner

import cli
import whosaid

TEXT = (
    "Ada Lund, who owns the ferry, spoke on the quay.\n\n"
    '"It will sail again when I can walk on it myself," Lund said. The gale lasted until Monday.\n'
)


@pytest.fixture(autouse=True)
def _added(run: Run, tmp_path: Path) -> None:
    article = {"title": "Ferry", "text": TEXT, "source": "The Tern", "date": "2025-05-02"}
    (tmp_path / "a.jsonl").write_text(json.dumps(article) + "\n")
    assert run("add", tmp_path / "a.jsonl").exit_code == 0


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


def test_check(run: Run) -> None:
    shown = run(
        "check", "It will never sail again when I can walk on it", "--speaker", "Ada Lund"
    ).stdout
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
    shown = run("check", "Every pear of the orchard is frozen", "--speaker", "Ada Lumd").stdout
    assert shown.splitlines() == [
        "absent. The quote is not in this archive, and nothing near it is.",
        "No speaker 'Ada Lumd' is known in this library. The nearest names: Ada Lund.",
    ]


def test_a_check_as_json(run: Run) -> None:
    found = json.loads(run("check", "sail again", "--speaker", "Jo Orr", "--json").stdout)
    assert list(found) == ["quote", "class", "speaker_matches", "verdict", "matches", "notes"]
    assert (found["class"], found["speaker_matches"]) == ("verbatim", False)
    (match,) = found["matches"]
    assert (match["class"], match["speaker"], match["text"]) == (
        "verbatim",
        "Ada Lund",
        "sail again",
    )


def test_a_quote_without_words(run: Run) -> None:
    done = run("check", "…")
    assert (done.exit_code, done.stderr) == (
        2,
        "'…' holds no word; paste the words of the quote.\n",
    )


def test_a_check_from_python(run: Run, tmp_path: Path) -> None:
    with whosaid.open(tmp_path / "library", encoder=WordEncoder()) as library:
        found = library.check("it will sail again")
    assert (found.class_, found.matches[0].spans) == ("typography", (whosaid.Span(51, 69),))
