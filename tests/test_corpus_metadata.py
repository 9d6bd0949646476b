"""Metadata from plain text: what is printed is found, and what is not printed stays unknown."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cleaning.addresses import canonical_address
from corpus.cleaning.authors import author_field, is_name
from corpus.cleaning.headlines import is_same_headline, without_tail
from corpus.cleaning.lines import lines
from corpus.cleaning.mastheads import (
    AGENCIES,
    OUTLETS,
    agency_name,
    is_masthead,
    name_of_record,
    outlet_at,
)
from corpus.cleaning.metadata import language_of, read_metadata
from corpus.spans import Span

CASES = json.loads((Path(__file__).parent / "cases" / "metadata.json").read_text("utf-8"))
"""Each with a text, and for every field that it prints the value and how it is found."""

FIELDS = ("title", "outlet", "authors", "agency", "published", "modified")
Found = dict[str, list[object]]


def found_in(text: str) -> Found:
    printed = read_metadata(text)
    found: Found = {}
    for field in FIELDS:
        finding = getattr(printed, field)
        if finding is not None:
            value = list(finding.value) if field == "authors" else str(finding.value)
            found[field] = [value, finding.how]
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["note"])
def test_printed_metadata(case: dict[str, object]) -> None:
    assert found_in(str(case["text"])) == case["want"]


def test_every_case_has_its_own_note() -> None:
    assert len({case["note"] for case in CASES}) == len(CASES)


def _texts(cases: list[dict[str, str]]) -> str:
    return "\n".join(case["text"] for case in cases)


@given(st.text() | st.lists(st.sampled_from(CASES), max_size=3).map(_texts))
def test_what_gave_its_value_is_in_the_text(text: str) -> None:
    for span, name in read_metadata(text).spans:
        assert 0 <= span.start < span.end <= len(text)
        assert name in {"byline", "date_line", "dateline", "masthead", "headline"}


def test_lines_that_repeat_a_title_already_known_are_named() -> None:
    text = "Ferry to sail again\nFerry to Sail Again!\nBy Ada Orr\n\nIt will sail, the board said."
    printed = read_metadata(text, title="Ferry to sail again | The Skerry Argus")
    assert printed.title is None
    printed = read_metadata(text, title="Ferry to sail again")
    assert [(span.of(text), name) for span, name in printed.spans] == [
        ("By Ada Orr", "byline"),
        ("Ferry to sail again", "headline"),
        ("Ferry to Sail Again!", "headline"),
    ]


def test_a_sentence_like_the_title_is_not_taken_for_it() -> None:
    text = "Ferry to sail again on Mondays\n\nFerry to sail again on Monday.\n\nIt is full."
    printed = read_metadata(text)
    assert [span.of(text) for span, _ in printed.spans] == ["Ferry to sail again on Mondays"]


def test_an_address_names_a_well_known_outlet() -> None:
    printed = read_metadata("It is shut.", title="x", url="https://www.koreaherald.com/a?id=1")
    assert printed.outlet is not None
    assert (printed.outlet.value, printed.outlet.how) == ("The Korea Herald", "address")
    assert read_metadata("It is shut.", url="https://argus.example/a").outlet is None
    assert read_metadata("It is shut.", url="http://[").outlet is None


@pytest.mark.parametrize(
    ("printed", "names", "agency"),
    [
        (("By ADA ORR",), ("ADA ORR",), None),
        (("Ada Orr,Bo Lund",), ("Ada Orr", "Bo Lund"), None),
        ((" Ada Orr  and Bo Lund",), ("Ada Orr", "Bo Lund"), None),
        (("Ada Orr; Bo Lund", "Cy Vann"), ("Ada Orr", "Bo Lund", "Cy Vann"), None),
        (("Ada Orr, Staff Writer",), ("Ada Orr",), None),
        (("Orr, Ada",), ("Orr, Ada",), None),
        (("AP",), (), "AP"),
        (("Ada Orr, Associated Press",), ("Ada Orr",), "AP"),
        (("UNA News reporter",), ("UNA News reporter",), None),
        (("None",), (), None),
        (("admin", "", "-", "https://argus.example/ada"), (), None),
        ((), (), None),
    ],
)
def test_authors_of_a_record(
    printed: tuple[str, ...], names: tuple[str, ...], agency: str | None
) -> None:
    people = author_field(printed)
    assert (people.names, people.agency) == (names, agency)


@pytest.mark.parametrize(
    ("printed", "outlet", "title"),
    [
        ("Ferry sails | News | The Skerry Argus", None, "Ferry sails"),
        ("Ferry sails - Island Sheet", "Island Sheet", "Ferry sails"),
        ("Ferry sails – island sheet", "Island Sheet", "Ferry sails"),
        ("Ferry sails - Island Sheet", None, "Ferry sails - Island Sheet"),
        ("Winter | A long one for the people of the northern isles", None, None),
        ("No | Yes", None, None),
        ("Exclusive | Ferry to sail on Monday", None, "Ferry to sail on Monday"),
        ("Ferry  sails\nagain", None, "Ferry sails again"),
    ],
)
def test_headlines_lose_what_is_not_theirs(
    printed: str, outlet: str | None, title: str | None
) -> None:
    assert without_tail(printed, outlet)[0] == (title or printed)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Gov’t pays", "Gov't pays", True),
        ("Ferry to sail again on Monday", "Ferry to sail again Monday", True),
        ("Ferry to sail again", "Ferry will never sail again", False),
        ("Ferry to sail again.", "Ferry to sail again", True),
        ("A", "B", False),
        ("…", "!", False),
    ],
)
def test_same_headlines(one: str, other: str, same: bool) -> None:
    assert is_same_headline(one, other) is same


@pytest.mark.parametrize(
    "words", ["Ana de la Cruz", "Ji Da-gyum", "J. R. Orr", "Émile Ōta", "O'B. Li"]
)
def test_names(words: str) -> None:
    assert is_name(words)


@pytest.mark.parametrize(
    "words", ["Ada", "the mayor", "Ada Orr 2", "Monday Evening", "Ada van", ""]
)
def test_no_names(words: str) -> None:
    assert not is_name(words)


def test_names_of_record() -> None:
    assert name_of_record("korea  bizwire") == "The Korea Bizwire"
    assert name_of_record("The The") is None
    assert agency_name("Agence France-Presse") == "AFP"
    assert agency_name("North Sea Newswire") == "North Sea Newswire"
    assert agency_name("Travel Agency") == "Travel Agency"
    assert agency_name("agency") is None
    assert outlet_at("news.bbc.co.uk") == "BBC News"
    assert outlet_at("notbbc.co.uk") is None


def test_the_table_of_names_says_one_thing_each() -> None:
    names = [name for name, _, _ in (*OUTLETS, *AGENCIES)]
    hosts = [host for _, hosts, _ in (*OUTLETS, *AGENCIES) for host in hosts.split()]
    assert len(set(names)) == len(names)
    assert len(set(hosts)) == len(hosts)
    assert all(name_of_record(name) == name for name in names)


def test_mastheads() -> None:
    yes = (
        "The Skerry Argus",
        "SKERRY GAZETTE",
        "The Times of Ness",
        "Port Ness Herald",
        "BBC News",
    )
    no = ("Bank Posts Record", "The Mayor", "the skerry argus", "Argus", "The Sun Also Rises", "")
    assert all(map(is_masthead, yes))
    assert not any(map(is_masthead, no))


def test_language_is_given_only_where_it_is_certain() -> None:
    english = "The board said that the ferry was full and that it will sail again on Monday. " * 4
    german = "Der Rat teilte mit, dass die Fähre voll war und am Montag wieder fahren wird. " * 4
    assert (found := language_of(english)) and found.value == "en"
    assert language_of(german) is None
    assert language_of("The board said so.") is None


def test_wrapped_lines_are_one_line() -> None:
    text = (
        "Ferry to sail again\n\nThe ferry to Tarn Skerry will sail again on Monday, after a\n"
        "winter in which the island went without mail for weeks, the\nharbour board said at a "
        "meeting in the customs house, where\nthe stove had gone out.\nAdvertisement\n\nIt is full."
    )
    found = [line.words for line in lines(text)]
    assert found[0] == "Ferry to sail again"
    assert found[1].endswith("where the stove had gone out.")
    assert found[2:] == ["Advertisement", "It is full."]


@given(st.text())
def test_lines_cover_all_that_is_not_white_space(text: str) -> None:
    found = [line.span for line in lines(text)]
    outside = Span(0, 0)
    for span in found:
        assert text[outside.end : span.start].strip() == ""
        outside = span
    assert text[outside.end :].strip() == ""


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://Argus.Example/a/", "https://argus.example/a"),
        ("HTTP://argus.example:80/a#top", "http://argus.example/a"),
        ("https://argus.example:8443/a", "https://argus.example:8443/a"),
        ("https://argus.example/a?utm_source=x&id=7&fbclid=9", "https://argus.example/a?id=7"),
        ("https://argus.example/a?utm_source=x", "https://argus.example/a"),
        ("https://argus.example/?p=12", "https://argus.example?p=12"),
        ("https://argus.example/A?ID=7&b=", "https://argus.example/A?ID=7&b="),
        (" https://argus.example/a ", "https://argus.example/a"),
        ("https://argus.example", None),
        ("https://argus.example/?utm_source=x", None),
        ("argus.example/a", None),
        ("mailto:ada@argus.example", None),
        ("http://[", None),
        ("http://argus.example:x/a", None),
        ("", None),
    ],
)
def test_canonical_addresses(url: str, canonical: str | None) -> None:
    assert canonical_address(url) == canonical
