"""Dates: kept to the precision printed, read as news prints them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cleaning.printed_dates import EARLIEST_EPOCH, LATEST_EPOCH, parse_date
from corpus.dates import PartialDate

CASES = json.loads((Path(__file__).parent / "cases" / "dates.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["note"])
def test_printed_dates(case: dict[str, str | None]) -> None:
    found = parse_date(case["printed"] or "")
    assert (found and str(found)) == case["date"]


def test_every_case_has_its_own_note() -> None:
    assert len({case["note"] for case in CASES}) == len(CASES)


@st.composite
def full_dates(draw: st.DrawFn) -> PartialDate:
    at = draw(st.datetimes(datetime(1600, 1, 1), datetime(2199, 12, 31)))
    offset = draw(st.none() | st.integers(-14 * 60, 14 * 60))
    return PartialDate(at.year, at.month, at.day, at.hour, at.minute, offset)


@given(full_dates())
def test_iso_dates_come_back(date: PartialDate) -> None:
    assert parse_date(str(date)) == date


@given(full_dates())
def test_the_order_of_the_parts_does_not_matter(date: PartialDate) -> None:
    assert date.year and date.month and date.day is not None
    at = datetime(date.year, date.month, date.day, date.hour or 0, date.minute or 0)
    day_first = at.strftime(f"{at.day} %B %Y %H:%M")
    month_first = at.strftime(f"%a, %b {at.day}, %Y %H:%M")
    time_first = at.strftime(f"%I:%M %p on %A {at.day} %B %Y")
    expected = PartialDate(date.year, date.month, date.day, date.hour, date.minute)
    assert {parse_date(one) for one in (day_first, month_first, time_first)} == {expected}


@given(st.integers(EARLIEST_EPOCH, LATEST_EPOCH))
def test_epoch_seconds(seconds: int) -> None:
    at = datetime.fromtimestamp(seconds, UTC)
    expected = PartialDate(at.year, at.month, at.day, at.hour, at.minute, 0)
    assert parse_date(str(seconds)) == expected
    assert parse_date(str(1000 * seconds)) == expected


@given(st.integers(1, 12), st.integers(1, 12))
def test_two_small_numbers_are_a_date_only_if_they_are_the_same(one: int, other: int) -> None:
    found = parse_date(f"{one:02d}/{other:02d}/2023")
    assert found == (PartialDate(2023, one, one) if one == other else None)


@given(st.text(max_size=90))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = parse_date(text, english=True)
    assert found is None or PartialDate.fromisoformat(str(found)) == found


def test_other_languages_are_left_out_on_demand() -> None:
    assert parse_date("12 octobre 2023", english=True) is None
    assert parse_date("12 octobre 2023") == PartialDate(2023, 10, 12)


def test_a_date_without_a_year_has_no_first_day() -> None:
    assert PartialDate(None, 10, 12).earliest() is None
    assert PartialDate(2023, 10).latest() == datetime(2023, 10, 31).date()
