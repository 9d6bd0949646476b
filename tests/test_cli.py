"""The terminal: what each command prints, and how it ends."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run, WordEncoder, load_always

ROOT = Path(__file__).parents[1]


def test_from_adding_to_removing(run: Run, articles: Path) -> None:
    added = run("add", articles)
    assert added.exit_code == 0
    assert added.stdout == "2 added, 0 updated, 0 unchanged; 2 passages, 2 embedded.\n"
    assert added.stderr == ""
    assert run("add", articles).stdout.startswith("0 added, 0 updated, 2 unchanged; 0 passages")

    head, *listed = run("list").stdout.splitlines()
    assert head.split("\t") == ["id", "published", "outlet", "headline"]
    assert [line.split("\t")[1:] for line in listed] == [
        ["2025-10-03", "Quay Post", "Trial adjourned"],
        ["2025-09-12", "The Ellan Gazette", "Quay shut after girder cracks"],
    ]
    quay = listed[1].split("\t")[0]

    answer = run("ask", "why is the quay shut", "-n", "1").stdout
    assert "1. Quay shut after girder cracks" in answer
    assert "The Ellan Gazette · Mira Tolk · 2025-09-12 · strong match" in answer
    assert "**The quay is shut since Monday.** A girder cracked." in answer
    assert f"{quay}:0-" in answer

    assert run("remove", quay).exit_code == 0
    assert len(run("list").stdout.splitlines()) == 2
    status = run("status", "--check")
    assert status.exit_code == 0
    assert "1 article from 1 outlet, 1 passage\n" in status.stdout
    assert "health: sound" in status.stdout


def test_json_everywhere(run: Run, articles: Path) -> None:
    report = json.loads(run("add", articles, "--json").stdout)
    assert (report["added"], report["unread"], report["skipped"]) == (2, [], [])
    listed = json.loads(run("list", "--json").stdout)
    assert list(listed[0]) == ["id", "title", "outlet", "authors", "published", "url", "opening"]
    answer = json.loads(run("ask", "the trial", "--json", "--outlet", "quay post").stdout)
    assert [p["article"]["title"] for p in answer["passages"]] == ["Trial adjourned"]
    passage = answer["passages"][0]
    reference = f"{passage['article']['id']}:{passage['start']}-{passage['end']}"
    shown = json.loads(run("show", reference, "--json").stdout)
    assert shown["passage"] == passage["text"]
    assert shown["text"][shown["start"] : shown["end"]] == shown["passage"]
    assert json.loads(run("status", "--json").stdout)["articles"] == 2
    removed = json.loads(run("remove", passage["article"]["id"], "--json").stdout)
    assert [item["title"] for item in removed] == ["Trial adjourned"]


def test_show(run: Run, articles: Path) -> None:
    run("add", articles)
    quay = run("list").stdout.splitlines()[2].split("\t")[0]
    whole = run("show", quay).stdout
    assert whole.startswith("Quay shut after girder cracks\noutlet: The Ellan Gazette (")
    assert "By Mira Tolk" not in whole
    assert "By Mira Tolk" in run("show", quay, "--raw").stdout
    assert "**quay**" in run("show", f"{quay}:4-8").stdout
    beyond = run("show", f"{quay}:4-8000")
    assert (beyond.exit_code, "ends beyond the article" in beyond.stderr) == (2, True)


def test_an_update_keeps_the_rest(run: Run, articles: Path) -> None:
    run("add", articles)
    path = articles / "quay.txt"
    path.write_text(path.read_text() + "\nIt reopens in March, the mayor said.\n")
    assert run("add", articles).stdout.startswith("0 added, 1 updated, 1 unchanged;")
    assert "reopens in March" in run("ask", "when does it reopen in March").stdout


def test_the_versions_of_an_article(run: Run, articles: Path) -> None:
    run("add", articles)
    path = articles / "quay.txt"
    path.write_text(path.read_text().replace("until spring", "until May"))
    run("add", articles)
    quay = run("list").stdout.splitlines()[2].split("\t")[0]
    shown = run("show", quay, "--versions").stdout.splitlines()[1:]
    first, now = (line.split("\t") for line in shown)
    assert (first[5:], now[5:]) == (
        ["115", "Quay shut after girder cracks"],
        ["112", "Quay shut after girder cracks"],
    )
    assert (first[4] == now[3], now[4]) == (True, "now")
    assert "until spring" in run("show", quay, "--version", first[0]).stdout
    assert "**spring**" in run("show", f"{quay}@{first[0][:6]}:83-89").stdout
    assert "until May" in run("show", quay, "--version", now[0], "--raw").stdout
    refused = run("show", quay, "--version", first[0], "--raw")
    assert (refused.exit_code, refused.stderr) == (
        2,
        "What cleaning took out is kept for the text of now only; leave out --raw, or the "
        "version.\n",
    )
    assert run("show", quay, "--version", "f00d").exit_code == 1
    listed = json.loads(run("show", quay, "--versions", "--json").stdout)
    assert [item["characters"] for item in listed] == [115, 112]


def test_what_is_understood_is_shown_and_taken_back(run: Run, articles: Path) -> None:
    run("add", articles)
    question = "Why was the quay shut, according to the Ellan Gazette?"
    shown = run("ask", question).stdout
    assert "“the Ellan Gazette” is taken for outlet The Ellan Gazette, only." in shown
    assert "--as-words 'the Ellan Gazette' takes it for words." in shown
    for words in ("the Ellan Gazette", "all"):
        assert "is taken for" not in run("ask", question, "--as-words", words).stdout
    early = run("ask", "Why was the quay shut?", "--as-of", "2025-09-01").stdout
    assert early.startswith(
        "No good answer. No dated article in this library was published by 2025-09-01."
    )
    nobody = run("ask", "Why was the quay shut?", "--speaker", "Bo Ek").stdout
    assert nobody.startswith("No good answer. No speaker 'Bo Ek' is known in this library.")
    both = run("quotes", "What was said?", "--about", "the quay")
    assert (both.exit_code, "A question and --about are both given" in both.stderr) == (2, True)


def test_a_folder_without_files_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    told = "No file was found there; name files, or folders that have some.\n"
    assert told in run("add", tmp_path / "none").stdout
    (tmp_path / "none" / "quay.txt").write_text("Quay\n\nThe quay is shut.\n")
    assert told not in run("add", tmp_path / "none").stdout
    assert told not in run("add", tmp_path / "none").stdout  # unchanged


def test_other_fields(run: Run, tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("kopf,inhalt\nTrial adjourned,A judge adjourned the trial on Friday.\n")
    unread = run("add", odd)
    assert unread.exit_code == 1
    assert "1 could not be read:" in unread.stdout
    assert "Everything else" not in unread.stdout  # there is nothing else
    (tmp_path / "one.txt").write_text("The quay is shut since Monday, the mayor said.")
    both = run("add", tmp_path).stdout
    assert "Everything else is in the library; mend these, and add the same again.\n" in both
    assert run("add", odd, "--field", "text=inhalt", "--field", "title=kopf").exit_code == 0
    assert "Trial adjourned" in run("list").stdout
    wrong = run("add", odd, "--field", "text")
    assert (wrong.exit_code, "write it like --field text=body" in wrong.stderr) == (2, True)


def test_what_could_not_be_read_is_counted_and_told_by_the_exit_status(
    run: Run, articles: Path
) -> None:
    (articles / "broken.json").write_text("{")
    added = run("add", articles)
    assert added.exit_code == 1
    assert added.stdout.startswith("2 added, 0 updated, 0 unchanged;")
    assert "\n1 could not be read:\n" in added.stdout
    assert len(run("list").stdout.splitlines()) == 3
    again = run("add", articles, "--json")
    assert (again.exit_code, len(json.loads(again.stdout)["unread"])) == (1, 1)


def test_an_article_without_headline_or_year(run: Run, tmp_path: Path) -> None:
    text = "LYSMERE, Oct. 12 (Quay News) -- The quay is shut since Monday, the mayor said."
    (tmp_path / "one.json").write_text(json.dumps({"text": text}))
    run("add", tmp_path / "one.json")
    id_, *row = run("list").stdout.splitlines()[1].split("\t")
    named = "“The quay is shut since Monday, the mayor said.” (no headline)"
    assert row == ["12 October, year unknown", "Quay News", named]
    assert f"\n1. {named}\n" in run("ask", "why is the quay shut").stdout
    shown = run("show", id_).stdout
    assert shown.startswith(f"{named}\n")
    assert "\npublished: 12 October, year unknown (" in shown


def test_an_hour_is_shown_with_the_article_alone(run: Run, tmp_path: Path) -> None:
    article = {"title": "Quay shut", "text": "The quay is shut.", "date": "2025-09-12T16:27+02:00"}
    (tmp_path / "one.json").write_text(json.dumps(article))
    run("add", tmp_path / "one.json")
    id_, day, *_ = run("list").stdout.splitlines()[1].split("\t")
    assert day == "2025-09-12"
    assert "\npublished: 2025-09-12 16:27+02:00 (" in run("show", id_).stdout


def test_both_places_for_the_library(run: Run, articles: Path, tmp_path: Path) -> None:
    assert run("--library", tmp_path / "one", "add", articles).exit_code == 0
    assert run("list", "--library", tmp_path / "one").exit_code == 0
    assert run("list").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["list"], 1, "There is no library in"),
        (["ask", "Why?"], 1, "There is no library in"),
        (["ask"], 2, "Missing argument"),
        (["ask", "Why?", "-n", "many"], 2, "valid integer"),
        (["dance"], 2, "No such command 'dance'"),
        (["show", "no/reference"], 1, "There is no library in"),
        (["serve", "--port", "99999"], 2, "less than or equal to 65535"),
    ],
)
def test_what_cannot_be_done(run: Run, arguments: list[str], status: int, message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == status
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["ask", ""], 2, "The question is empty"),
        (["ask", "why " * 25_000], 2, "2,000 are read at most"),
        (["ask", "Why?", "--since", "soon"], 2, "'soon' is no date"),
        (["ask", "Why?", "-n", "0"], 2, "0 passages cannot be given"),
        (["show", "ffffffffffff"], 1, "No article has the id 'ffffffffffff'"),
        (["show", "no/reference"], 2, "is no reference"),
        (["remove", "ffffffffffff"], 1, "No article has the id"),
        (["add", "/no/such/path"], 1, "/no/such/path"),
    ],
)
def test_what_makes_no_sense(
    run: Run, articles: Path, arguments: list[str], status: int, message: str
) -> None:
    run("add", articles)
    result = run(*arguments)
    assert result.exit_code == status
    assert message in result.stderr + result.stdout
    assert "Traceback" not in result.stderr


def test_another_model_is_refused(
    run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", articles)
    other = WordEncoder()
    other.fingerprint = "other"
    load_always(monkeypatch, lambda *_: other)
    result = run("add", articles, "--model", "other")
    assert result.exit_code == 1
    assert "was made with the model 'words' (words-64)" in result.stderr
    assert "or add the articles to a new library" in result.stderr


def test_precision_is_for_a_new_library(
    run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(_model: str | None = None, precision: str | None = None) -> WordEncoder:
        encoder = WordEncoder()
        encoder.fingerprint = f"{precision}-words"
        return encoder

    load_always(monkeypatch, load)
    assert run("add", articles, "--precision", "int8").exit_code == 0
    assert run("ask", "Who closed the bridge?").exit_code == 0
    assert "model: words in int8 (int8-words)" in run("status").stdout
    again = run("add", articles, "--precision", "float32")
    assert again.exit_code == 1
    assert "has vectors of a network in int8, not float32; leave the setting out" in again.stderr
    assert "'float16' is not one of" in run("add", articles, "--precision", "float16").stderr


def test_removing_is_all_or_nothing(run: Run, articles: Path) -> None:
    run("add", articles)
    first = run("list").stdout.splitlines()[1].split("\t")[0]
    assert run("remove", first, "ffffffffffff").exit_code == 1
    assert len(run("list").stdout.splitlines()) == 3


def test_control_characters_are_shown_not_obeyed(run: Run, tmp_path: Path) -> None:
    evil = tmp_path / "evil.jsonl"
    evil.write_text(
        json.dumps(
            {
                "title": "[red]Quay[/red] \x1b[2J",
                "text": "The quay \x1b]0;pwned\x07 is shut [bold].",
            }
        )
    )
    run("add", evil)
    for shown in (run("ask", "quay shut").stdout, run("list").stdout):
        assert "\x1b" not in shown
        assert "\x07" not in shown
        assert "[red]Quay[/red]" in shown


def test_what_acts_is_escaped_in_json_and_comes_out_exact(run: Run, tmp_path: Path) -> None:
    title = "Quay \u202eshut\u2066 \x9b31m"
    evil = tmp_path / "evil.jsonl"
    evil.write_text(json.dumps({"title": title, "text": "The quay \u202e is shut, Zoë said."}))
    run("add", evil)
    kept = json.loads(run("list", "--json").stdout)[0]
    for shown in (
        run("list", "--json").stdout,
        run("show", kept["id"], "--json").stdout,
        run("ask", "quay shut", "--json").stdout,
        run("ask", "quay shut", "--cite", "csl").stdout,
    ):
        assert not set(shown) & set("\u202e\u2066\x9b")
        assert "\\u202e" in shown
    assert "\u202e" in kept["title"]
    assert "Zoë" in run("ask", "quay shut", "--json").stdout


def test_help_has_an_example_for_each_command(run: Run) -> None:
    for command in ("add", "ask", "show", "list", "remove", "status", "serve"):
        assert f"Example: whosaid {command}" in run(command, "--help").stdout


def test_help_does_not_load_the_library() -> None:
    script = (
        "import sys, cli\n"
        "try: cli.app(['--help'])\n"
        "except SystemExit: pass\n"
        "print([m for m in ('numpy', 'faiss', 'torch', 'tantivy', 'gradio') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
