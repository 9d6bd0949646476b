from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from web_library import ARTICLES, CITED, HOSTILE, QUESTION, fill

from web import reader, show, view
from web.address import Address
from whosaid import Answer, FoundPassage, Library, PartialDate, Source, Span, restore

SOURCE = Source(
    "a1b2c3",
    "Bridge <shut>",
    "R&D Gazette",
    ("Ji Da-gyum", "UCA News reporter"),
    PartialDate(2023, 10, 13, 16, 27),
    "https://gazette.example/?a=1&b=2",
)
FOUND = FoundPassage(
    SOURCE,
    100,
    131,
    "Rain fell. It is <shut>. Why?\n!",
    0.61234,
    (Span(111, 124), Span(100, 110)),
    match="strong",
)
PASSAGE = (
    '<li class="passage">'
    '<h3><a data-go="open" href="?q=Why%3F&amp;open=a1b2c3%3A100-131">Bridge &lt;shut&gt;</a></h3>'
    '<p class="byline">R&amp;D Gazette · Ji Da-gyum · UCA News reporter · '
    '<time datetime="2023-10-13T16:27">13 October 2023, 16:27</time></p>'
    "<blockquote>Rain fell. <mark>It is &lt;shut&gt;.</mark> Why?\n!</blockquote>"
    '<p class="actions"><span class="match strong" title="Similarity of question and passage: '
    '0.61 of at most 1">strong match</span>'
    '<a class="button" data-go="open" href="?q=Why%3F&amp;open=a1b2c3%3A100-131">'
    "Open in article</a>"
    '<button type="button" class="button" data-copy="?q=Why%3F&amp;open=a1b2c3%3A100-131">'
    "Copy link</button>"
    '<a class="quiet" href="https://gazette.example/?a=1&amp;b=2" target="_blank" '
    'rel="noopener noreferrer">Original<span class="unseen"> (opens in a new tab)</span></a>'
    "</p></li>"
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with fill(tmp_path_factory.mktemp("show") / "library") as filled:
        yield filled


def test_passage() -> None:
    assert show.passage(FOUND, Address("Why?")) == PASSAGE


def test_passage_of_nothing_known() -> None:
    source = Source("a1b2c3", None, None, (), None, None)
    html = show.passage(replace(FOUND, article=source, sentences=(), match="weak"), Address("Why?"))
    assert '<p class="byline">outlet unknown · undated</p>' in html
    assert ">(no headline)</a>" in html
    assert "<mark>" not in html
    assert 'class="match weak"' in html
    assert "Original" not in html


def test_answer() -> None:
    html = show.answer(Answer("Why?", True, None, (FOUND,), ("1 < 2",)), Address("Why?"))
    assert html == (
        '<h2 class="summary">1 passage in 1 article by 1 outlet</h2><p class="note">1 &lt; 2</p>'
        f'<ol class="passages">{PASSAGE}</ol>'
    )


def test_no_good_answer_marks_the_misses() -> None:
    html = show.answer(Answer("Why?", False, "Nothing is <near>.", (FOUND,)), Address("Why?"))
    assert html == (
        '<div class="no-answer"><h2>No good answer</h2><p>Nothing is &lt;near&gt;.</p></div>'
        '<h3 class="misses">The nearest misses</h3>'
        f'<div class="missed"><ol class="passages">{PASSAGE}</ol></div>'
    )


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
    assert show.original_link(url) == ""


def test_a_link_cannot_leave_its_attribute() -> None:
    html = show.original_link('https://a.example/"onmouseover="alert(1)')
    assert 'href="https://a.example/&quot;onmouseover=&quot;alert(1)"' in html


def test_text_is_text() -> None:
    shown = show.shown(HOSTILE + "\0\x1b\u202e\ud800")
    assert not set(shown) & set("<>\"'")
    assert shown.endswith("zeppelin\ufffd\ufffd\ufffd\ufffd")
    assert "**bold** &amp;lt;b&amp;gt; ${document.title=&#x27;owned&#x27;} {{value}}" in shown


def test_marked_keeps_every_character() -> None:
    text = "a<b>&amp;c"
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            before, rest = show.marked(text, Span(start, end)).split("<mark>")
            inside, after = rest.split("</mark>")
            pieces = (text[:start], text[start:end], text[end:])
            assert (before, inside, after) == tuple(map(show.shown, pieces))


def test_article() -> None:
    article = ARTICLES[0]
    start = article.text.index(CITED)
    span = Span(start, start + len(CITED))
    html = reader.article(article, span, Address("Why?", reference=f"{article.id}:1-2"))
    before = show.shown(article.text[: span.start])
    after = show.shown(article.text[span.end :])
    assert f'>{before}<mark id="cited">{CITED}</mark>{after}</div>' in html
    assert '<a class="button" data-go="open" data-close href="?q=Why%3F">' in html
    assert (
        '<dt>Headline</dt><dd>Lantern Bridge shut<span class="how"> — first line</span></dd>'
        in html
    )
    assert "<dt>Agency</dt><dd>not found</dd>" in html
    assert "What cleaning took out (1)" in html
    assert '<span class="rule">share buttons</span><span>Link copied &lt;b&gt;</span>' in html
    assert restore(article.text, article.removed).startswith("Link copied <b>")


def test_a_long_removal_says_what_is_left_out() -> None:
    (removal,) = ARTICLES[0].removed
    html = reader.removals((replace(removal, text="x" * 5_600),))
    assert "x" * 600 + "… and 5,000 more characters" in html
    assert "x" * 601 not in html


def test_an_article_of_nothing_known_is_shown() -> None:
    html = reader.article(ARTICLES[3], None, Address())
    assert 'tabindex="-1">(no headline)</h2><p class="byline">outlet unknown · undated</p>' in html
    assert "<mark" not in html
    assert "What cleaning took out" not in html


@pytest.mark.parametrize(
    "address",
    [
        Address(),
        Address("Who? & why = <b>"),
        Address("Who?", "2023-10", "2024", "The Gazette", "Müller", 20, "a1b2c3:1-2"),
        Address(reference="a1b2c3"),
    ],
)
def test_addresses_are_read_as_they_are_written(address: Address) -> None:
    assert Address.parse(str(address)) == address


@pytest.mark.parametrize("number", ["", "x", "-1", "1e3", "٣", "123456789", "5 5"])
def test_an_address_with_a_number_that_is_none(number: str) -> None:
    assert Address.parse(f"?q=Why&n={number}") == Address("Why")


def test_an_address_of_too_much_is_empty() -> None:
    assert Address.parse("?" + "&".join(["q=1"] * 1000)) == Address()


def test_results(library: Library) -> None:
    html = view.results(library, Address(QUESTION, passages=1))
    assert html.startswith('<h2 class="summary">1 passage in 1 article by 1 outlet</h2>')
    assert f"<blockquote><mark>{CITED}</mark></blockquote>" in html


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (Address("Why?", since="bananas"), "&#x27;bananas&#x27; is no date"),
        (Address("Why?", passages=1000), "1000 passages cannot be given"),
        (Address("x" * 100_000), "The question has 100,000 characters"),
        (Address("Why?", since="2024", until="2023"), "Nothing lies since 2024"),
    ],
)
def test_what_makes_no_sense_gets_a_sentence(
    library: Library, address: Address, sentence: str
) -> None:
    html = view.results(library, address)
    assert html.startswith(f'<p class="problem" role="alert">{sentence}')


@pytest.mark.parametrize(
    ("reference", "sentence"),
    [
        ("../../etc/passwd", "&#x27;../../etc/passwd&#x27; is no reference"),
        ("ffffffffffff", "ffffffffffff"),
        (f"{ARTICLES[1].id}:5-100000", "ends beyond the article, which has 72 characters"),
    ],
)
def test_an_article_that_cannot_be_opened(library: Library, reference: str, sentence: str) -> None:
    html = view.opened(library, Address(reference=reference))
    assert html.startswith('<p class="problem" role="alert">')
    assert sentence in html


def test_a_filter_that_nothing_passes_says_so(library: Library) -> None:
    html = view.results(library, Address(QUESTION, outlet="The Moon"))
    assert html.startswith('<div class="no-answer"><h2>No good answer</h2><p>No article is from')
    assert "nearest misses" not in html


def test_examples_come_from_the_library(library: Library) -> None:
    html = view.results(library, Address())
    assert "<h2>Ask 5 articles from 3 outlets</h2>" in html
    assert "What is known about “Bridge repair to cost 86 million”?</a>" in html


def test_examples_take_outlets_in_turn() -> None:
    sources = [replace(SOURCE, title=title, outlet=title[0]) for title in ("A1", "A2", "B1", "B2")]
    assert view.example_questions([*sources, replace(SOURCE, title="x" * 71)], 3) == [
        "What is known about “A1”?",
        "What is known about “B1”?",
        "What is known about “A2”?",
    ]


def test_an_empty_library_says_what_to_do(tmp_path: Path) -> None:
    with fill(tmp_path / "the library", ()) as empty:
        command = f"whosaid --library &#x27;{tmp_path}/the library&#x27; add PATH"
        for address in (Address(), Address(QUESTION)):
            assert f"<pre><code>{command}</code></pre>" in view.results(empty, address)
