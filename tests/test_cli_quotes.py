"""The terminal on statements: quotes, speakers, merge and split, extract."""

import json
from pathlib import Path

import pytest
from conftest import Run

TEXT = (
    'The quay is shut. "We closed it at noon," said Henrike Lund, spokeswoman for the Harbour '
    "Office. Cars turned back.\n\nMayor Ivo Marr said the girder was old.\n"
)


@pytest.fixture
def added(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    article = {"title": "Quay shut", "text": TEXT, "source": "Quay Post", "date": "2025-09-09"}
    path.write_text(json.dumps(article) + "\n")
    assert run("add", path).exit_code == 0
    return path


def test_quotes(run: Run, added: Path) -> None:
    shown = run("quotes", "--speaker", "lund").stdout
    assert shown.splitlines()[1:] == [
        "1. Henrike Lund, spokeswoman for the Harbour Office",
        '   "We closed it at noon,"',
        "   direct · said",
        "   Quay Post · 2025-09-09 · Quay shut",
        shown.splitlines()[-1],
    ]
    reference = shown.splitlines()[-1].strip()
    assert '**"We closed it at noon,"**' in run("show", reference).stdout
    assert "the girder was old" in run("quotes", "--about", "old girder", "-n", "1").stdout
    assert (
        "1 of 2; -n shows more." in run("quotes", "--about", "old girder quay noon", "-n1").stdout
    )


def test_a_name_as_it_is_printed_has_no_comma_behind(run: Run, tmp_path: Path) -> None:
    words = 'Senator Bo Ek spoke. "The pier is safe," said Ek, R-Vallo, at the quay. He left.'
    (tmp_path / "one.json").write_text(json.dumps({"text": words, "date": "2025-09-09T11:20"}))
    run("add", tmp_path / "one.json")
    shown = run("quotes", "--speaker", "Bo Ek").stdout.splitlines()
    assert (shown[1], shown[4]) == (
        "1. Bo Ek, here “Ek, R-Vallo”, Senator",
        "   outlet unknown · 2025-09-09 · “Senator Bo Ek spoke. "
        '"The pier is safe," said Ek, R-Vallo…” (no headline)',
    )


def test_the_colon_of_a_turn_is_no_verb_that_is_shown(run: Run, tmp_path: Path) -> None:
    words = "Ada Lund met Bo Ek.\n\nLUND: Is it shut?\n\nEK: I do not know.\n\nLUND: You should."
    (tmp_path / "one.json").write_text(json.dumps({"text": words}))
    run("add", tmp_path / "one.json")
    shown = run("quotes", "--speaker", "Bo Ek").stdout.splitlines()
    assert shown[1:4] == ["1. Bo Ek, here “EK”", "   I do not know.", "   direct"]


def test_quotes_as_json(run: Run, added: Path) -> None:
    found = json.loads(run("quotes", "--speaker", "Henrike Lund", "--json").stdout)
    assert (found["speakers"], found["total"]) == (["Henrike Lund"], 1)
    (quote,) = found["quotes"]
    assert list(quote) == [
        "article",
        "reference",
        "kind",
        "text",
        "content",
        "cue",
        "name",
        "speaker",
        "role",
        "route",
        "hops",
        "anonymous",
        "before",
        "after",
        "score",
    ]
    assert quote["before"] == "The quay is shut."
    assert quote["article"]["published"] == "2025-09-09"
    article = json.loads(run("show", quote["article"]["id"], "--json").stdout)
    assert [article["text"][start:end] for start, end in quote["content"]] == [quote["text"]]


def test_nobody_of_that_name(run: Run, added: Path) -> None:
    none = run("quotes", "--speaker", "Ivo Mahr")
    assert (none.exit_code, none.stdout) == (1, "")
    assert "No speaker 'Ivo Mahr' is known in this library. The nearest names: Ivo Marr." in (
        none.stderr
    )


def test_speakers(run: Run, added: Path) -> None:
    lines = [line.split("\t")[1:] for line in run("speakers").stdout.splitlines()]
    assert lines == [
        ["speaker", "statements", "articles", "outlets", "dates"],
        ["Henrike Lund", "1", "1", "1", "2025-09-09"],
        ["Ivo Marr", "1", "1", "1", "2025-09-09"],
    ]
    file = run("speakers", "Henrike Lund").stdout
    assert "1 statement in 1 article\noutlets: Quay Post 1\nprinted as:\n" in file
    assert "  spokeswoman for the Harbour Office (2025-09-09, in 1 article)\n" in file
    found = json.loads(run("speakers", "Henrike Lund", "--json").stdout)
    assert list(found) == [
        "speaker",
        "spellings",
        "merged",
        "roles",
        "outlets",
        "statements",
        "unknown_share",
    ]


def test_merge_and_split(run: Run, added: Path) -> None:
    merged = run("speakers", "merge", "Henrike Lund", "Ivo Marr")
    assert merged.exit_code == 0
    (row,) = merged.stdout.splitlines()[1:]
    assert row.split("\t")[1:3] == ["Henrike Lund", "2"]
    assert "the user has merged them" in run("speakers", "Ivo Marr").stdout
    split = json.loads(run("speakers", "split", "Ivo Marr", "--json").stdout)
    assert [item["name"] for item in split] == ["Henrike Lund", "Ivo Marr"]


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["quotes"], 2, "Neither a speaker nor a subject is given"),
        (["quotes", "--speaker", "Lund", "-n", "0"], 2, "0 statements cannot be given"),
        (["quotes", "--speaker", "Lund", "--since", "soon"], 2, "'soon' is no date"),
        (["speakers", "Nobody Known"], 1, "No speaker 'Nobody Known' is known"),
        (["speakers", "merge", "Lund"], 2, "'merge Lund' is neither a name"),
        (["speakers", "split"], 2, "'split' is neither a name"),
        (["speakers", "Ada", "Lund", "Holm"], 2, "'Ada Lund Holm' is neither a name"),
        (["speakers", "merge", "Lund", "Henrike Lund"], 2, "are one speaker here already"),
        (["extract", "/no/such/file.txt"], 1, "/no/such/file.txt"),
        (["extract"], 2, "Missing argument"),
    ],
)
def test_what_makes_no_sense(
    run: Run, added: Path, arguments: list[str], status: int, message: str
) -> None:
    result = run(*arguments)
    assert message in " ".join((result.stderr + result.stdout).split())
    assert result.exit_code == status
    assert "Traceback" not in result.stderr


def test_extract_has_the_shape_that_other_tools_take(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(f"The Quay Post\n\nQuay shut\n\nBy Mira Tolk\n\n{TEXT}")
    found = json.loads(run("extract", path).stdout)
    assert list(found) == ["text", "statements"]
    assert "By Mira Tolk" not in found["text"]
    first = found["statements"][0]
    assert list(first) == ["kind", "content", "cue", "source", "speaker", "role", "route"]
    text = found["text"]
    assert [text[start:end] for start, end in first["content"]] == ['"We closed it at noon,"']
    assert [text[start:end] for start, end in first["cue"]] == ["said"]
    assert (first["kind"], first["speaker"], first["role"], first["route"]) == (
        "direct",
        "Henrike Lund",
        "spokeswoman for the Harbour Office",
        [],
    )


def test_extract_as_is_changes_no_character(run: Run, tmp_path: Path) -> None:
    odd = "Photo: Mira Tolk\r\n\r\n\u201cIt is old,\u201d said Ivo\u00a0Marr.\r\nLink copied \x07\n"
    path = tmp_path / "article.txt"
    path.write_bytes(odd.encode())
    assert json.loads(run("extract", path, "--as-is").stdout)["text"] == odd
    piped = run("extract", "-", "--as-is", input=odd.encode())
    assert json.loads(piped.stdout)["text"] == odd
    read = odd.replace("\x07", "").encode()
    cleaned = json.loads(run("extract", "-", input=read).stdout)["text"]
    assert "\r" not in cleaned
    assert "It is old" in cleaned


def test_extract_with_the_tagger_and_by_rules_alone(run: Run) -> None:
    text = b"Bo Ek doubts the bridge will open before May."
    (found,) = json.loads(run("extract", "-", "--as-is", input=text).stdout)["statements"]
    assert found == {
        "kind": "indirect", "content": [[13, 44]], "cue": [[6, 12]], "source": [[0, 5]],
        "speaker": "Bo Ek", "role": None, "route": [],
    }  # fmt: skip
    alone = run("extract", "-", "--as-is", "--rules", input=text)
    assert json.loads(alone.stdout)["statements"] == []


def test_add_thorough_finds_more(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "doubt.txt"
    path.write_text("Bridge\n\nBo Ek doubts the bridge will open before May.\n")
    assert "1 added" in run("add", path).stdout
    assert "0 added, 1 updated" in run("add", path, "--thorough").stdout
    assert "the bridge will open before May" in run("quotes", "--speaker", "Ek").stdout


def test_extract_takes_one_article(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text((json.dumps({"title": "One", "text": TEXT}) + "\n") * 2)
    many = run("extract", path)
    assert (many.exit_code, "holds more than one article" in many.stderr) == (1, True)
    empty = run("extract", "-", input=b"")
    assert (empty.exit_code, "Traceback" in empty.stderr) == (1, False)


def test_control_characters_are_shown_not_obeyed(run: Run, tmp_path: Path) -> None:
    evil = tmp_path / "evil.jsonl"
    text = (
        'The quay is shut. "It is \x1b[2J old," said Ivo \x1b]0;pwned\x07Marr, [red]a mayor[/red].'
    )
    evil.write_text(json.dumps({"title": "\x1b[2J", "text": text}))
    run("add", evil)
    for shown in (run("quotes", "--about", "quay old").stdout, run("speakers").stdout):
        assert "\x1b" not in shown
        assert "\x07" not in shown


def test_help_has_examples(run: Run) -> None:
    for command in ("quotes", "speakers", "extract"):
        assert f"Example: whosaid {command}" in run(command, "--help").stdout
