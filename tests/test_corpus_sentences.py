import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cutting.sentences import paragraphs, sentences
from corpus.spans import Span

ROOT = Path(__file__).parent.parent
CASES = json.loads((ROOT / "tests/cases/sentences.json").read_text(encoding="utf-8"))
"""Each with "marked": a text with ¦ where a sentence ends; "fails" says why it is not found yet."""

"""A slow machine is no failure; what must be quick runs in a process of its own."""

NEWSPRINT = st.text(st.sampled_from("aAbZ .!?…,\n\"'“”‘’()é。」1-\u00a0")) | st.text()


def params() -> list[Any]:
    return [
        pytest.param(
            case["marked"],
            id=f"{case['kind']}: {case['note']}",
            marks=[pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else [],
        )
        for case in CASES
    ]


@pytest.mark.parametrize("marked", params())
def test_sentence_ends_where_a_reader_would_end_it(marked: str) -> None:
    text = marked.replace("¦", "")
    assert [span.of(text) for span in sentences(text)] == [s.strip() for s in marked.split("¦")]


def test_golden_cases_are_many_and_each_is_told_apart() -> None:
    assert len(CASES) >= 80
    assert len({case["marked"] for case in CASES}) == len(CASES)
    assert all(case["note"] and case["kind"] for case in CASES)


@pytest.mark.parametrize("cut", [paragraphs, sentences])
@given(text=NEWSPRINT)
def test_spans_are_in_order_and_cover_every_character_but_white_space(cut: Any, text: str) -> None:
    assert_covers(text, cut(text))


@given(NEWSPRINT)
def test_each_sentence_lies_in_one_paragraph(text: str) -> None:
    whole = paragraphs(text)
    assert all(any(part.covers(span) for part in whole) for span in sentences(text))


@given(NEWSPRINT)
def test_same_text_is_cut_the_same_way(text: str) -> None:
    assert sentences(text) == sentences(text)


@given(st.lists(st.sampled_from(["The pier shut.", "Who knew?", "“We wait,” said Lund."])))
def test_paragraphs_are_cut_independently(parts: list[str]) -> None:
    text = "\n\n".join(parts)
    assert [span.of(text) for span in paragraphs(text)] == parts
    assert [span.of(text) for span in sentences(text)] == parts


def test_nothing_comes_of_nothing() -> None:
    assert sentences("") == sentences(" \n\t\u2029 ") == paragraphs("\n\n") == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("'. ' * 500_000", id="stops"),
        pytest.param("'A.' * 500_000", id="initials"),
        pytest.param("'A. ' * 330_000", id="initials apart"),
        pytest.param("'\\n' * 1_000_000", id="newlines"),
        pytest.param("'a\\n' * 500_000", id="short lines"),
        pytest.param("'word ' * 12 + '\\n' + 'and so it goes on\\n' * 60_000", id="wrapped lines"),
        pytest.param("'. \"' * 330_000", id="misspaced marks"),
        pytest.param("'X. (A ' * 170_000", id="open brackets"),
        pytest.param("'Why?\" A b ' * 100_000", id="questions"),
        pytest.param("'a' + ' ' * 1_000_000 + 'b.'", id="spaces"),
    ],
)
def test_a_megabyte_of_anything_is_cut_in_linear_time(text: str) -> None:
    in_time("from corpus.cutting.sentences import sentences as cut", f"cut({text})")


def assert_covers(text: str, spans: list[Span]) -> None:
    """In order, apart, without white space at the ends, and nothing else left out."""
    end = 0
    for span in spans:
        assert not text[end : span.start].strip()
        assert span.of(text) == span.of(text).strip() != ""
        assert span.start >= end
        end = span.end
    assert not text[end:].strip()


def in_time(setup: str, statement: str) -> None:
    """Run in a process of its own, ended if it takes five minutes; seconds are usual."""
    code = f"{setup}\n{statement}"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=300, check=True)
