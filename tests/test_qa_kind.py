"""What kind of answer a question asks for, and sentences that hold one or do not."""

import json
from pathlib import Path
from typing import Any

import pytest

from qa.understanding.kind import asked_kind, asked_words, holds_kind

CASES = json.loads((Path(__file__).parent / "cases" / "kinds.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["note"])
def test_kinds(case: dict[str, Any]) -> None:
    kind, asked = asked_kind(case["question"]), asked_words(case["question"])
    assert kind == case["kind"]
    assert holds_kind(kind, case["holds"], asked)
    assert case["lacks"] is None or not holds_kind(kind, case["lacks"], asked)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [(" Lund left.", False), ("\nAda Lund left.", True), ("He said: Then they left.", False)],
)
def test_a_single_capital_at_the_beginning_is_no_name(sentence: str, names: bool) -> None:
    assert holds_kind("who", sentence) is names
