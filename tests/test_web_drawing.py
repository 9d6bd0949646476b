"""The pictures: where each mark stands, and what is said to those who do not see it."""

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from web.drawing.calendar import Calendar, month_words
from web.drawing.holdings import holdings, rows
from web.drawing.timeline import Dot, dots, timeline
from whosaid import Holding, PartialDate, Quote, Source


def _quote(outlet: str | None, published: str | None) -> Quote:
    day = PartialDate.fromisoformat(published) if published else None
    source = Source("a1", "Bridge", outlet, (), day, None)
    return Quote(
        article=source,
        reference="a1:0-4",
        kind="direct",
        text="Shut",
        content=(),
        cue=None,
        name=None,
        speaker="Ahn",
        role=None,
        route=(),
        hops=1,
        anonymous=False,
        before="",
        after="",
    )


QUOTES = [
    _quote("Post", "2025-09-09"),
    _quote("Gazette & Co", "2025-09-09T11:20"),
    _quote("Post", "2025-09-09"),
    _quote("Post", "2025-10-31"),
    _quote(None, "--10-12"),
    _quote("Post", None),
]


def test_a_month_begins_where_the_month_before_ends() -> None:
    calendar = Calendar.over([date(2025, 11, 3), date(2025, 9, 30)])
    assert (calendar.first, calendar.last) == (24308, 24310)
    assert calendar.month(24308) == 1.5
    assert calendar.month(24310) + calendar.width == pytest.approx(98.5)
    assert calendar.day(date(2025, 9, 1)) < calendar.day(date(2025, 9, 30))
    assert calendar.day(date(2025, 9, 30)) < calendar.month(24309)


@pytest.mark.parametrize(
    ("months", "ticks"),
    [
        (1, ["Sep 2025"]),
        (4, ["Sep 2025", "Oct 2025", "Nov 2025", "Dec 2025"]),
        (8, ["Sep 2025", "Nov 2025", "Jan 2026", "Mar 2026"]),
        (60, ["Jan 2026", "Jan 2027", "Jan 2028", "Jan 2029", "Jan 2030"]),
    ],
)
def test_ticks_are_few_and_even(months: int, ticks: list[str]) -> None:
    assert [words for _, words in Calendar(24308, 24307 + months).ticks()] == ticks


def test_no_word_below_reaches_out_of_the_picture_of_a_phone() -> None:
    """Eight characters of 12 pixels are 53 pixels wide, of the 358 that a phone has."""
    held = [Holding("Quay Post", "2013-03", 1), Holding("Quay Post", "2026-06", 1)]
    places = re.findall(r'class="tick" x="([\d.]+)%"[^>]*>(\w+ \d+)<', holdings(held))
    assert [words for _, words in places] == ["Jan 2015", "Jan 2020"]
    assert all(float(x) / 100 * 358 + 53 <= 358 for x, _ in places)


def test_dots_are_days_in_an_outlet() -> None:
    assert dots(QUOTES) == {
        "Post": [Dot(date(2025, 9, 9), 2, 1), Dot(date(2025, 10, 31), 1, 4)],
        "Gazette & Co": [Dot(date(2025, 9, 9), 1, 2)],
    }


def test_the_timeline_is_told_in_words_too() -> None:
    picture = ET.fromstring(timeline(QUOTES))
    assert picture.get("role") == "img"
    assert picture.get("aria-label") == (
        "Statements along time, 9 September 2025 to 31 October 2025: Post 3, Gazette & Co 1. "
        "Each is in the list below."
    )
    circles = picture.findall(".//circle")
    assert [circle.get("data-jump") for circle in circles] == [
        "statement-1",
        "statement-4",
        "statement-2",
    ]
    assert [circle.findtext("title") for circle in circles] == [
        "9 September 2025: 2 statements",
        "31 October 2025: 1 statement",
        "9 September 2025: 1 statement",
    ]
    assert float(circles[0].get("r", 0)) > float(circles[1].get("r", 0))


def test_nothing_is_drawn_of_nothing() -> None:
    assert timeline(QUOTES[4:]) == ""
    assert holdings([Holding("Post", None, 4)]) == ""


def test_the_smaller_outlets_share_a_row() -> None:
    held = [Holding(f"Outlet {n:02}", "2025-09", 30 - n) for n in range(15)]
    found = rows(held)
    assert [label for label, _ in found[:2]] == ["Outlet 00", "Outlet 01"]
    assert found[-1] == ("3 other outlets", {24308: 18 + 17 + 16})
    assert len(found) == 13


def test_bars_are_as_high_as_there_are_articles() -> None:
    html = holdings([Holding("Post", "2025-09", 4), Holding("Post", "2025-10", 2)])
    assert re.findall(r'height="([\d.]+)"><title>([^<]+)', html) == [
        ("24.0", "Sep 2025: 4 articles"),
        ("12.0", "Oct 2025: 2 articles"),
    ]
    few = holdings([Holding("Post", "2025-09", 1000), Holding("Quay", "2025-09", 1)])
    assert re.findall(r'y="([\d.]+)" height="([\d.]+)"><title>', few)[1] == ("42.0", "2.0")
    assert 'aria-label="Articles by outlet and month, Sep 2025 to Oct 2025: Post 6."' in html


def test_months_are_written_short() -> None:
    assert month_words(2025 * 12) == "Jan 2025"
