"""Words for days: found, and worked out from the day of publication."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cutting.sentences import sentences
from corpus.dates import PartialDate
from corpus.dating.mentions import mentions
from corpus.dating.period import Period
from corpus.dating.phrases import phrases
from corpus.dating.resolving import resolve
from corpus.spans import Span

CASES = json.loads((Path(__file__).parent / "cases" / "mentions.json").read_text("utf-8"))
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_the_days_that_a_sentence_tells_of(case: dict[str, Any]) -> None:
    text, published = case["text"], case["published"]
    day = PartialDate.fromisoformat(published) if published else None
    found = mentions(text, sentences(text), day)
    assert [
        [text[item.start : item.end], str(item.period), item.certainty] for item in found
    ] == case["mentions"], case["comment"]


@given(DAYS, st.sampled_from(["Monday", "the 31st", "29 February", "May 3", "in June"]))
def test_back_is_up_to_today_and_ahead_from_today_on(today: date, words: str) -> None:
    (phrase,) = phrases(f"on {words}")
    back, on = resolve(phrase, today), resolve(phrase, today, ahead=True)
    assert back is not None and on is not None
    assert back.first is not None and on.last is not None
    assert back.first <= today <= on.last


@given(DAYS)
def test_a_day_means_itself(day: date) -> None:
    one = Period(day, day)
    for words in (f"{day}", f"{day.day} {day:%B %Y}", f"{day:%B} {day.day}, {day.year}"):
        (phrase,) = phrases(words)
        assert resolve(phrase, None) == one
    (yesterday,) = phrases("yesterday")
    assert resolve(yesterday, day + timedelta(1)) == one


@given(st.text(alphabet="0123456789 -,.:thMayonJulSunday", max_size=60))
def test_whatever_is_typed_is_read(text: str) -> None:
    for phrase in phrases(text):
        assert 0 <= phrase.span.start < phrase.span.end <= len(text)
        resolve(phrase, date(2025, 9, 17))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("She told the Mail on Sunday so.", []),
        ("It was on Saturday Night Live.", []),
        ("The Sunday Times printed it.", []),
        ("He told the mail on Sunday.", ["Sunday"]),
        ("It ran on Sunday Times Square was full.", ["Sunday"]),
        ("It was played on Monday night.", ["Monday night"]),
    ],
)
def test_a_weekday_in_a_name_is_no_day(text: str, days: list[str]) -> None:
    assert [phrase.span.of(text) for phrase in phrases(text)] == days


def test_an_s_may_be_long() -> None:
    text = "on Wedneſday, on the 1ſt, and 3 Auguſt"
    found = [(phrase.weekday, phrase.month, phrase.day) for phrase in phrases(text)]
    assert found == [(2, None, None), (None, None, 1), (None, 8, 3)]


def test_periods_overlap_when_they_share_a_day() -> None:
    first, second = date(2025, 9, 1), date(2025, 9, 2)
    assert Period(first, second).overlaps(Period(second, None))
    assert Period(None, first).overlaps(Period(first, first))
    assert not Period(None, first).overlaps(Period(second, None))
    assert [str(Period(None, first)), str(Period(None, None))] == ["until 2025-09-01", "any time"]


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar(published: str) -> None:
    text = "On Monday and the 3rd, last week, in June, yesterday, next year and 300 years ago."
    for mention in mentions(text, [Span(0, len(text))], PartialDate.fromisoformat(published)):
        assert mention.period.first is not None
