"""Measuring who said what against a gold file: the figures, the file, the terminal."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import cli
from corpus.errors import ReadError
from qa.measuring.evaluate import Figure, Share, evaluate_quotes, read_gold

TEXT = "“It fell,” Ada Lund said. Bo Ek doubts the bridge will open before May."


def _spans(*parts: str) -> list[list[int]]:
    return [[TEXT.index(part), TEXT.index(part) + len(part)] for part in parts]


def _row(kind: str, content: str, cue: str, source: str) -> dict[str, Any]:
    parts = zip(("content", "cue", "source"), (content, cue, source), strict=True)
    return {"kind": kind, **{name: _spans(part) for name, part in parts}}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    row = {
        "text": TEXT,
        "attributions": [
            _row("direct", "“It fell,”", "said", "Ada Lund"),
            _row("indirect", "the bridge will open before May", "doubts", "Bo Ek"),
        ],
    }
    path = tmp_path / "gold.jsonl.gz"
    path.write_bytes(gzip.compress((json.dumps(row) + "\n").encode()))
    return path


def test_rules_tagger_and_whole_are_measured(gold: Path) -> None:
    found = evaluate_quotes(gold)
    all_of_two = Figure(2, 2, 2, 1.0, 1.0, 1.0)
    one_of_two = Figure(1, 1, 2, 1.0, 0.5, 2 / 3)
    assert (found.articles, found.tokens) == (1, 19)
    assert found.baseline == Figure(1, 1, 1, 1.0, 1.0, 1.0)
    assert (found.rules.content, found.rules.joined) == (one_of_two, Figure(0, 0, 1, 0.0, 0.0, 0.0))
    assert found.tagger.source == found.tagger.cue == found.tagger.content == all_of_two
    assert found.whole.content == all_of_two
    assert (found.whole.mentions, found.whole.pronouns) == (Share(1, 1, 1.0), Share(0, 0, 0.0))


def test_of_indirect_statements_what_is_said_is_counted_apart(tmp_path: Path) -> None:
    """Bo Ek wants something, and says nothing."""
    text = "Ada Lund said the quay is shut. Bo Ek wants it open. The so-called quay fell, he said."
    spans = [("the quay is shut", "said", "Ada Lund"), ("it open", "wants", "Bo Ek")]
    spans += [("The so-called quay", "he said", "he")]  # half of what he says
    attributions = [
        {"kind": "indirect"}
        | {
            name: [[text.rindex(part), text.rindex(part) + len(part)]]
            for name, part in zip(("content", "cue", "source"), parts, strict=True)
        }
        for parts in spans
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"text": text, "attributions": attributions}) + "\n")
    found = evaluate_quotes(path).rules
    assert (found.joined.right, found.joined.gold) == (2, 3)
    assert found.said == Share(2, 2, 1.0)


def test_the_terminal_shows_three_columns(gold: Path) -> None:
    runner = CliRunner()
    lines = runner.invoke(cli.app, ["eval", "quotes", str(gold)]).stdout.splitlines()
    assert lines[0].split("\t")[1:] == ["rules", "tagger", "whole"]
    assert lines[1].split("\t") == ["quoted spans"] + ["1.000 (1.000, 1.000)"] * 3
    assert lines[6].split("\t")[:2] == ["all kinds, content", "0.667 (1.000, 0.500)"]
    assert lines[8].split("\t") == ["said or told, found"] + ["0.000 of 0"] * 3
    found = json.loads(runner.invoke(cli.app, ["eval", "quotes", str(gold), "--json"]).stdout)
    assert found["whole"]["joined"] == {
        "right": 1, "found": 1, "gold": 1, "precision": 1.0, "recall": 1.0, "f1": 1.0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "holds no article"),
        (b"\xff\xfe", "cannot be read as JSON lines"),
        (b"\x1f\x8bdamaged", "cannot be read as JSON lines"),
        (b'{"text": "a"}', "line 1, is no article with attributions"),
        (b"[1]", "line 1, is no article"),
        (
            b"a",
            "no article with attributions (Expecting value: line 1 column 1 (char 0)); each",
        ),
        (
            b'{"text": "a", "attributions": [{"kind": "direct", "content": [[0, 2]], '
            b'"cue": [], "source": []}]}',
            "[0, 2] is outside the text",
        ),
    ],
)
def test_what_is_no_gold_file_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(content)
    with pytest.raises(ReadError) as refused:
        evaluate_quotes(path)
    assert message in str(refused.value)
    result = CliRunner().invoke(cli.app, ["eval", "quotes", str(path)])
    assert (result.exit_code, "Traceback" in result.stderr) == (1, False)


def test_gold_text_may_hold_any_line_separator(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"text": "a\u2028b", "attributions": []}, ensure_ascii=False))
    assert [article.text for article in read_gold(path)] == ["a\u2028b"]
