"""The words of a question that name days."""

from datetime import date

import pytest

from qa.understanding.periods import period_of


@pytest.mark.parametrize(
    ("question", "words", "any_year"),
    [
        ("What was shut in early 2024?", "in early 2024", False),
        ("What was shut since mid-May?", "since mid-May", True),
        ("What was shut in May last year?", "in May last year", False),
        ("What was shut last week?", "last week", False),
        ("What was shut on Monday?", "on Monday", False),
        ("What was shut in the 1990s?", "1990s", False),
    ],
)
def test_the_words_for_days_and_whether_they_leave_the_year_open(
    question: str, words: str, any_year: bool
) -> None:
    asked = period_of(question, date(2025, 9, 17), None)
    assert asked is not None
    assert (asked.span.of(question), asked.any_year) == (words, any_year)
