"""Cleaning: each rule takes out its mess and nothing else, and all of it can be put back."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import restore
from corpus.cleaning.clean import BLANKS, RULES, blank_lines, clean, disjoint
from corpus.spans import Span

CASES = json.loads((Path(__file__).parent / "cases" / "clean.json").read_text("utf-8"))
"""Each with "rule" and "marked": a text in which what the rule takes out stands in ⟦ ⟧."""

NAMED = {rule.__name__: rule for rule in RULES}

LINES = [
    *("Link copied", "Share", "Facebook", "Advertisement", "(Yonhap)", "Leave a Reply", "Name *"),
    *("© 2024 The Skerry Argus. All rights reserved.", "Related Articles", "Read more: The pier"),
    *("![The quay](https://argus.example/a.jpg)", "By Ada Orr", "12 May 2024", "", "  ", "\t"),
    *("Boats wait at Old Quay. (Pool) Boats wait at Old Quay. (Pool)", "Pier to close for a week"),
    "The ferry will sail again, the board said. (Reporting by Ada Orr; Editing by Bo Lund)",
    "“We are not a museum,” said the purser, who had not been asked. “We are a ferry.”",
]
ARTICLE_LIKE = st.lists(
    st.sampled_from(LINES) | st.text(st.sampled_from("aB .\n©![]()|-“”\u00a0"), max_size=30),
    max_size=20,
).map("\n".join)
TEXTS = ARTICLE_LIKE | st.text()


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[tuple[Span, str]]]:
    text = draw(TEXTS)
    edges = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(edges, edges), max_size=5))
    return text, [(Span(min(pair), max(pair)), "byline") for pair in pairs]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}: {case['note']}")
def test_each_rule(case: dict[str, str]) -> None:
    parts = re.split("[⟦⟧]", case["marked"])
    text = "".join(parts)
    spans = sorted(NAMED[case["rule"]](text))
    assert [span.of(text) for span in spans] == parts[1::2]
    starts = [len("".join(parts[:number])) for number in range(1, len(parts), 2)]
    assert [span.start for span in spans] == starts


def test_each_rule_has_cases_of_both_kinds() -> None:
    with_marks = {case["rule"] for case in CASES if "⟦" in case["marked"]}
    without = {case["rule"] for case in CASES if "⟦" not in case["marked"]}
    assert with_marks == without == set(NAMED)
    assert len({(case["rule"], case["marked"]) for case in CASES}) == len(CASES)


@given(texts_with_spans())
def test_what_was_taken_out_can_be_put_back(case: tuple[str, list[tuple[Span, str]]]) -> None:
    text, extra = case
    body, removed = clean(text, extra)
    assert restore(body, removed) == text


@given(TEXTS)
def test_cleaning_only_deletes_and_says_by_which_rule(text: str) -> None:
    body, removed = clean(text)
    assert len(body) + sum(len(removal.text) for removal in removed) == len(text)
    assert {removal.rule for removal in removed} <= {*NAMED, BLANKS}
    assert all(0 <= removal.start <= len(body) for removal in removed)
    assert [removal.start for removal in removed] == sorted(removal.start for removal in removed)


@given(TEXTS)
def test_no_line_is_blank_twice_or_ends_in_white_space(text: str) -> None:
    body, _ = clean(text)
    assert body == body.strip()
    assert "\n\n\n" not in body
    assert all(line == line.strip() for line in body.split("\n"))


@given(st.text(st.characters(categories=["L", "P", "Zs"])))
def test_a_text_with_a_letter_is_never_cleaned_away(text: str) -> None:
    body, _ = clean(text)
    assert any(map(str.isalnum, body)) == any(map(str.isalnum, text))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@given(text=TEXTS)
def test_rules_give_spans_of_the_text(rule: object, text: str) -> None:
    assert callable(rule)
    for span in rule(text):
        assert 0 <= span.start < span.end <= len(text)


def test_clean_text_and_removals_of_a_small_article() -> None:
    text = (
        "The Skerry Argus\n\n\nFerry to sail again  \n\n    • Link copied\n\n"
        "The ferry will sail on Monday, the board said.\n\n(Yonhap)\n"
    )
    extra = [(Span(0, 16), "masthead"), (Span(19, 38), "headline")]
    body, removed = clean(text, extra)
    assert body == "The ferry will sail on Monday, the board said."
    assert [(one.start, one.text, one.rule) for one in removed] == [
        (0, "The Skerry Argus", "masthead"),
        (0, "\n\n\n", BLANKS),
        (0, "Ferry to sail again", "headline"),
        (0, "  \n\n    ", BLANKS),
        (0, "• Link copied", "share_buttons"),
        (0, "\n\n", BLANKS),
        (46, "\n\n", BLANKS),
        (46, "(Yonhap)", "agency_credits"),
        (46, "\n", BLANKS),
    ]


def test_a_line_taken_out_between_paragraphs_leaves_their_distance() -> None:
    assert clean("It is shut.\nLink copied\nIt is old.")[0] == "It is shut.\nIt is old."
    assert clean("It is shut.\n\nLink copied\n\nIt is old.")[0] == "It is shut.\n\nIt is old."


def test_a_text_that_is_all_clutter_is_kept_whole() -> None:
    text = "Link copied\n\nAdvertisement\n\nRead more: What the board wants"
    assert clean(text)[0] == text
    assert clean("Ferry to sail again", [(Span(0, 19), "headline")])[0] == "Ferry to sail again"


def test_the_first_rule_counts_where_two_take_the_same() -> None:
    found = [(Span(0, 6), "byline"), (Span(2, 9), "site_lines"), (Span(3, 5), "menus")]
    assert disjoint(found) == [(Span(0, 6), "byline"), (Span(6, 9), "site_lines")]


def test_white_space_in_a_line_stays_and_a_cut_leaves_one_gap() -> None:
    assert blank_lines("a  b", []) == []
    text = "before ![x](y) after"
    assert clean(text)[0] == "before after"
