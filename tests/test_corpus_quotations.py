import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cutting.quotations import Quotation, quotations
from corpus.cutting.sentences import paragraphs

ROOT = Path(__file__).parent.parent
CASES = json.loads((ROOT / "tests/cases/quotations.json").read_text(encoding="utf-8"))
"""Each with every quotation of "text": its pieces, one a paragraph; "depth" where it is not 0;
"closed" where the closing mark is missing; "fails" says why it is not found yet."""

MARKS = "\"“”„‟«»「」『』'‘’‚"
"""A slow machine is no failure; what must be quick runs in a process of its own."""

NEWSPRINT = st.text(st.sampled_from("aAbZs5 .!?,\n()`" + MARKS)) | st.text()


def params() -> list[Any]:
    return [
        pytest.param(
            case,
            id=f"{case['kind']}: {case['note']}",
            marks=[pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else [],
        )
        for case in CASES
    ]


@pytest.mark.parametrize("case", params())
def test_quotations_are_found_as_a_reader_reads_them(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [
        {"pieces": [span.of(text) for span in q.spans], "depth": q.depth, "closed": q.closed}
        for q in quotations(text)
    ]
    assert found == [{"depth": 0, "closed": True, **expected} for expected in case["quotations"]]


def test_golden_cases_are_many_and_each_is_told_apart() -> None:
    assert len(CASES) >= 50
    assert len({case["text"] for case in CASES}) == len(CASES)
    assert all(case["note"] and case["kind"] for case in CASES)


def test_words_are_the_spans_without_their_marks() -> None:
    text = "Lund said:\n\n“We wait.\n\n“We don’t ‘hope,’” and “we sail"
    found = [[words.of(text) for words in quotation.words] for quotation in quotations(text)]
    assert found == [["We wait.", "We don’t ‘hope,’"], ["hope,"], ["we sail"]]
    assert [quotation.mark for quotation in quotations(text)] == ["“", "‘", "“"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We wait,’’ said Lund. “We hope.’’ They left.", ["“We wait,’’", "“We hope.’’"]),
        ("“We wait,’’ said Lund. “We hope.” They left.", ["“We wait,’’", "“We hope.”"]),
        ("“She said, ‘We wait,’’’ said Lund.", ["“She said, ‘We wait,’’’"]),
        ("“‘We wait,’” said Lund.", ["“‘We wait,’”", "‘We wait,’"]),
        ("“We wait. ’’They left, and “we hope” too.", ["“We wait. ’’", "“we hope”"]),
        ("‘The pier of the crews’ is old.", ["‘The pier of the crews’"]),
    ],
)
def test_two_single_marks_close_a_double_one(text: str, found: list[str]) -> None:
    assert [quotation.span.of(text) for quotation in quotations(text)] == found


@given(NEWSPRINT)
def test_spans_lie_in_order_each_in_one_paragraph(text: str) -> None:
    whole = paragraphs(text)
    for quotation in quotations(text):
        assert all(first.end <= then.start for first, then in pairwise(quotation.spans))
        assert all(any(part.covers(span) for part in whole) for span in quotation.spans)


@given(NEWSPRINT)
def test_spans_are_the_words_with_their_marks(text: str) -> None:
    for quotation in quotations(text):
        assert len(quotation.words) == len(quotation.spans)
        for span, words in zip(quotation.spans, quotation.words, strict=True):
            assert span.covers(words)
            assert words.of(text).strip()
            assert set(span.of(text)) - set(words.of(text)) <= set(MARKS + "`")
        assert text.startswith(quotation.mark, quotation.spans[0].start)


@given(NEWSPRINT)
def test_depth_counts_the_quotations_around_and_none_cross(text: str) -> None:
    around: list[Quotation] = []
    for quotation in quotations(text):
        while around and around[-1].span.end <= quotation.span.start:
            around.pop()
        assert quotation.depth == len(around)
        assert all(outer.span.covers(quotation.span) for outer in around)
        around.append(quotation)


@given(NEWSPRINT)
def test_same_text_has_the_same_quotations(text: str) -> None:
    assert quotations(text) == quotations(text)


@given(st.lists(st.sampled_from(['"We wait," said Lund.', "“We ‘hope’.”", "It's 5\" long."])))
def test_balanced_paragraphs_are_read_independently(parts: list[str]) -> None:
    found = [span.of("\n".join(parts)) for q in quotations("\n".join(parts)) for span in q.spans]
    assert found == [span.of(part) for part in parts for q in quotations(part) for span in q.spans]


def test_an_unclosed_quotation_never_swallows_a_long_line() -> None:
    text = "“We wait for the tide. " + "The port is shut. " * 200
    (quotation,) = quotations(text)
    assert not quotation.closed
    assert quotation.span.of(text).endswith("The port is shut.")
    assert len(quotation.span.of(text)) <= 501


def test_a_very_long_quotation_is_whole() -> None:
    text = "“" + "We wait for the tide. " * 1000 + "We sail.” She left."
    assert [quotation.span.of(text) for quotation in quotations(text)] == [text[:-10]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("'\"' * 1_000_000", id="straight marks"),
        pytest.param("'“' * 1_000_000", id="opening marks"),
        pytest.param("'\"a ' * 330_000", id="never closed"),
        pytest.param("'\"We go.\\n' * 120_000", id="never closed, a paragraph each"),
        pytest.param("'“a ‘b “c ' * 100_000", id="ever deeper"),
        pytest.param('"\'a " * 330_000', id="single marks"),
        pytest.param('"s\' " * 330_000', id="possessives"),
        pytest.param("'We go, Mary ' + 'said-x ' * 140_000", id="words of saying"),
    ],
)
def test_a_megabyte_of_marks_is_read_in_linear_time(text: str) -> None:
    in_time("from corpus.cutting.quotations import quotations", f"quotations({text})")


def in_time(setup: str, statement: str) -> None:
    """Run in a process of its own, ended if it takes five minutes; seconds are usual."""
    code = f"{setup}\n{statement}"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=300, check=True)
