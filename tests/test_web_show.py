"""What the page is made of: text, dates, links, marks, addresses."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_library import HOSTILE

from web import show
from web.address import Address, View
from web.marking import legend, marked
from web.views.chips import chips
from whosaid import PartialDate, Said, Source, Span, Understood

AHN = Said("direct", (Span(0, 4), Span(8, 12)), "Ahn <Seo-rim>", "the spokeswoman")
NOBODY = Said("indirect", (Span(14, 18),), None, None)
TEXT = "Shut for now & then open"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (None, "undated"),
        (PartialDate(2023), "2023"),
        (PartialDate(2023, 10), "October 2023"),
        (PartialDate(2023, 10, 3), "3 October 2023"),
        (PartialDate(None, 10, 12), "12 October, year unknown"),
        (PartialDate(2023, 10, 13, 6, 7, 540), "13 October 2023, 06:07 UTC+9"),
        (PartialDate(2023, 10, 13, 6, 7, -210), "13 October 2023, 06:07 UTC-3:30"),
    ],
)
def test_reader_date(day: PartialDate | None, words: str) -> None:
    assert show.reader_date(day) == words


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JaVaScRiPt:alert(1)//https://a.example",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "//a.example/x",
        "https:",
        "https://[broken",
        "page.html",
    ],
)
def test_only_http_becomes_a_link(url: str | None) -> None:
    assert show.original_link(url, "words") == ""


def test_a_link_cannot_leave_its_attribute() -> None:
    html = show.original_link('https://a.example/"onmouseover="alert(1)', '"><script>')
    assert (
        'href="https://a.example/&quot;onmouseover=&quot;alert(1)#:~:text=%22%3E%3Cscript%3E"'
        in html
    )


@pytest.mark.parametrize(
    ("passage", "fragment"),
    [
        ("", ""),
        (" \n ", ""),
        ("One, two & three", "#:~:text=One%2C%20two%20%26%20three"),
        ("One\n\ntwo", "#:~:text=One,two"),
    ],
)
def test_text_fragments_name_both_ends(passage: str, fragment: str) -> None:
    assert show.text_fragment(passage) == fragment


def test_a_fragment_takes_the_place_of_another() -> None:
    assert 'href="https://a.example/x#:~:text=word"' in show.original_link(
        "https://a.example/x#top", "word"
    )


def test_text_is_text() -> None:
    shown = show.shown(HOSTILE + "\0\x1b\u202e\ud800")
    assert not set(shown) & set("<>\"'")
    assert shown.endswith("zeppelin\ufffd\ufffd\ufffd\ufffd")
    assert "**bold** &amp;lt;b&amp;gt; ${document.title=&#x27;owned&#x27;} {{value}}" in shown


def test_byline_of_nothing_known() -> None:
    source = Source("a1b2c3", None, None, (), None, None)
    assert show.byline(source) == '<p class="byline">outlet unknown · undated</p>'
    assert source.heading == "(no headline)"


def test_what_is_cited_is_marked_and_what_is_said_underlined() -> None:
    assert marked(TEXT, Span(5, 14), [AHN, NOBODY]) == (
        '<span class="said">Shut</span> <mark>for<span class="said" data-voice="1"> now</span> '
        '&amp;</mark><span class="said" data-voice="2"> the</span>n open'
    )


def test_marks_are_places_in_the_article_and_may_reach_out_of_the_text() -> None:
    assert marked(TEXT[2:6], Span(0, 3), [AHN], start=2) == (
        '<mark><span class="said">u</span></mark><span class="said">t</span> f'
    )
    assert marked(TEXT, Span(3, 3)) == show.shown(TEXT)


def test_the_legend_leaves_out_whose_words_stand_in_anothers_alone() -> None:
    whole = Said("direct", (Span(0, 12),), "Ada Ek", None)
    inside = Said("direct", (Span(2, 6),), None, None)
    assert marked("We said it.", said=[whole, inside]) == ('<span class="said">We said it.</span>')
    assert legend([whole, inside]).count("<li>") == 1


def test_the_legend_names_each_speaker_once() -> None:
    assert legend([AHN, NOBODY, AHN]) == (
        '<ul class="voices" aria-label="Who is speaking"><li><sup>1</sup> '
        '<a data-go="visit" href="?view=people&amp;speaker=Ahn+%3CSeo-rim%3E">'
        "Ahn &lt;Seo-rim&gt;</a>, the spokeswoman</li>"
        "<li><sup>2</sup> speaker unknown or not named</li></ul>"
    )
    assert legend([]) == ""


_SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda it: Span(min(it), max(it)))


@given(st.text(alphabet="ab <&\n", max_size=30), _SPANS, st.lists(_SPANS, max_size=4))
def test_every_character_is_there_once_and_in_order(
    text: str, cited: Span, said: list[Span]
) -> None:
    statements = [Said("direct", (span,), None, None) for span in said]
    html = marked(text, cited, statements, start=5)
    for tag in ("<mark>", "</mark>", '<span class="said">', "</span>"):
        html = html.replace(tag, "")
    assert html.replace('<span class="said" data-voice="1">', "") == show.shown(text)


@pytest.mark.parametrize(
    "address",
    [
        Address(),
        Address("Who? & why = <b>"),
        Address(
            question="Who?",
            since="2023-10",
            until="2024",
            outlet="The Gazette",
            author="Müller",
            as_words=("last month", "Who?"),
            passages=20,
            reference="a1b2c3:1-2",
        ),
        Address(view="people", speaker="Ahn Seo-rim", question="the bridge"),
        Address(view="check", question="“One\n\ntwo”"),
        Address(view="archive", page=3),
        Address(reference="a1b2c3@ffff:1-2"),
    ],
)
def test_addresses_are_read_as_they_are_written(address: Address) -> None:
    assert Address.parse(str(address)) == address


@pytest.mark.parametrize("number", ["", "x", "-1", "1e3", "٣", "123456789", "5 5"])
def test_an_address_with_a_number_that_is_none(number: str) -> None:
    assert Address.parse(f"?q=Why&n={number}&part={number}") == Address("Why")


def test_an_address_of_nowhere_is_the_first_view() -> None:
    assert Address.parse("?view=attic&q=x") == Address("x")
    assert Address.parse("?" + "&".join(["q=1"] * 1000)) == Address()


@pytest.mark.parametrize("view", ["ask", "people"])
def test_chips_lead_to_the_view_without_them(view: View) -> None:
    address = Address("last month <b>", view=view, outlet="Post", as_words=("b",), reference="a1")
    period = Understood("period", "last month", "October 2025", True)
    first = Understood("speaker", "Ahn", "Ahn Seo-rim", False)
    html = chips(address, [period, first])
    for label, value, without in (
        ("outlet", "Post", replace(address, outlet="")),
        ("period", "October 2025", replace(address, as_words=("b", "last month"))),
        ("said by", "Ahn Seo-rim", replace(address, as_words=("b", "Ahn"))),
        ("only as words", "“b”", replace(address, as_words=())),
    ):
        href = show.shown(str(replace(without, reference="")))
        assert (
            f'<li><a class="chip" data-go="visit" href="{href}"><span class="unseen">Remove </span>'
            f"{label} <b>{value}</b>" in html
        )
    assert html.count("<li>") == 4
    assert html.count(" comes first<") == html.count("<b>Ahn Seo-rim</b> comes first<") == 1
    assert chips(Address("Why?")) == ""
