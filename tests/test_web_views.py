"""What each view shows for an address, and for what is found."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import make_article
from web_library import ARTICLES, CITED, QUESTION, fill, sample_library

from web import show, view
from web.address import Address
from web.view import Views
from web.views import archive, article, asking, checking, times
from whosaid import (
    Answer,
    Calibration,
    Changed,
    Copy,
    DateMention,
    Edit,
    Figure,
    FigureGroup,
    FoundPassage,
    Library,
    PartialDate,
    Period,
    Source,
    Sources,
    Span,
    Understood,
    restore,
)

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


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with sample_library(tmp_path_factory.mktemp("views") / "library") as filled:
        yield filled


@pytest.fixture(scope="module")
def views(library: Library) -> Views:
    return Views(library, changeable=True)


def test_passage() -> None:
    opened = "?q=Why%3F&amp;open=a1b2c3%3A100-131"
    assert asking.passage(FOUND, Address("Why?")) == (
        '<li class="passage">'
        f'<h3><a data-go="open" href="{opened}">Bridge &lt;shut&gt;</a></h3>'
        '<p class="byline">R&amp;D Gazette · Ji Da-gyum · UCA News reporter · '
        '<time datetime="2023-10-13T16:27">13 October 2023, 16:27</time></p>'
        "<blockquote>Rain fell. <mark>It is &lt;shut&gt;.</mark> Why?\n!</blockquote>"
        '<div class="actions"><span class="match strong" title="Similarity of question and '
        'passage: 0.61 of at most 1">strong match</span>'
        f'<a class="button" data-go="open" href="{opened}">Open in article</a>'
        '<button type="button" class="button" data-cite="a1b2c3:100-131">Copy citation</button>'
        f'<button type="button" class="button" data-copy="{opened}">Copy link</button>'
        '<a class="quiet" href="https://gazette.example/?a=1&amp;b=2#:~:text=It%20is%20%3Cshut%3E."'
        ' target="_blank" rel="noopener noreferrer">Original<span class="unseen"> (opens in a new '
        "tab)</span></a>"
        '<label class="pick"><input type="checkbox" name="take" value="a1b2c3:100-131">Select'
        "</label></div></li>"
    )


def test_copies_are_folded_under_the_passage() -> None:
    other = replace(SOURCE, id="d4", outlet="Quay <Post>")
    html = asking.copies(
        [Copy(other, 3, 9, "the same words"), Copy(SOURCE, 5, 9, "agency")], Address("Why?")
    )
    assert "<summary>also in 2 outlets</summary>" in html
    assert (
        '<li><a data-go="open" href="?q=Why%3F&amp;open=d4%3A3-9">Quay &lt;Post&gt;</a> · ' in html
    )
    assert html.endswith("· agency</li></ul></details>")
    unknown = [Copy(replace(SOURCE, id=id, outlet=None), 3, 9, "") for id in ("e5", "f6")]
    assert "<summary>also in 2 articles</summary>" in asking.copies(unknown, Address("Why?"))


def test_how_much_there_is_and_how_much_of_it_is_independent() -> None:
    found = Answer("Why?", True, None, (FOUND,), sources=Sources(5, 2))
    assert asking.summary(found) == "1 passage in 5 articles, 2 independent sources"
    assert asking.summary(replace(found, sources=Sources(1, 1))) == "1 passage in 1 article"
    assert asking.summary(replace(found, sources=Sources(3, 1, 1))) == (
        "1 passage in 3 articles, 1 independent source; 1 tells no outlet"
    )


def test_figures_stand_side_by_side() -> None:
    figure = Figure(
        article=SOURCE,
        start=5,
        end=9,
        text="600 <people>",
        sentence=Span(0, 20),
        value=Decimal(600),
        upper=None,
        unit="people",
        qualifier=None,
        claimed_by="Choi & Lee",
    )
    unclaimed = replace(figure, text="500 people", claimed_by=None, corrects=True)
    wrong = replace(figure, text="700 people", corrected=True)
    html = asking.figures(
        [FigureGroup("people sent back", True, (figure, unclaimed, wrong))], Address("Why?")
    )
    assert "<caption>people sent back</caption>" in html
    assert "<td><b>600 &lt;people&gt;</b></td><td>Choi &amp; Lee</td>" in html
    assert "<b>500 people</b>" in html
    assert "a correction</span></td><td>R&amp;D Gazette</td>" in html
    assert '700 people</b><span class="corrects">since corrected</span>' in html
    assert "Other figures" not in html
    again = replace(figure, start=50, end=54, text="600 <People>")
    other = replace(figure, article=replace(SOURCE, outlet=None), claimed_by=None)
    group = FigureGroup("people sent back", True, (figure, again, other))
    html = asking.figures([group], Address("Why?"))
    assert html.count("Choi &amp; Lee") == 1  # who says it once more in the same article
    assert "a1b2c3%3A5-9" in html
    assert "a1b2c3%3A50-54" not in html
    assert "<td>the article itself</td><td><a " in html
    assert asking.figures((), Address()) == ""


def test_no_good_answer_marks_the_misses() -> None:
    html = asking.answer(Answer("Why?", False, "Nothing is <near>.", (FOUND,)), Address("Why?"))
    assert html.startswith(
        '<div class="no-answer"><h2>No good answer</h2><p>Nothing is &lt;near&gt;.</p></div>'
        '<h3 class="misses">The nearest misses</h3><div class="missed"><ol class="passages">'
    )


def test_a_quotation_that_is_asked_about_can_be_checked() -> None:
    words = "We <never> sell the pier"
    item = Understood("quotation", words, f"“{words}”", filters=False)
    for answered in (True, False):
        found = Answer(f"Who said “{words}”?", answered, None, (), understood=(item,))
        shown = asking.answer(found, Address(found.question))
        assert "word for word <b>“We &lt;never&gt; sell the pier”</b> comes first" in shown
        assert 'href="?q=We+%3Cnever%3E+sell+the+pier&amp;view=check">Check this quotation' in shown


def test_article(library: Library) -> None:
    opened = ARTICLES[0]
    start = opened.text.index(CITED)
    span = Span(start, start + len(CITED))
    html = article.article(opened, span, Address("Why?", reference=f"{opened.id}:1-2"))
    before, after = show.shown(opened.text[: span.start]), show.shown(opened.text[span.end :])
    assert f'>{before}<mark id="cited">{CITED}</mark>{after}</div>' in html
    assert '<a class="button" data-go="open" data-close href="?q=Why%3F">' in html
    assert '<dd>Lantern Bridge shut<span class="how"> — first line</span></dd>' in html
    assert "<dt>Agency</dt><dd>not found</dd>" in html
    assert '<span class="rule">share buttons</span><span>Link copied &lt;b&gt;</span>' in html
    assert restore(opened.text, opened.removed).startswith("Link copied <b>")
    assert "Remove from the library" not in html


def test_a_long_removal_says_what_is_left_out() -> None:
    (removal,) = ARTICLES[0].removed
    html = article.removals((replace(removal, text="x" * 5_600),))
    assert "x" * 600 + "… and 5,000 more characters" in html
    assert "x" * 601 not in html


def test_an_article_of_nothing_known_is_shown() -> None:
    html = article.article(ARTICLES[3], None, Address(), changeable=True)
    named = "“A walrus was seen in the harbour by nobody in particular.”"
    assert (
        f'tabindex="-1">{named} (no headline)</h2><p class="byline">outlet unknown · undated</p>'
    ) in html
    assert f'data-ask="Take {named} out of the library' in html
    assert "<mark" not in html
    assert "What cleaning took out" not in html
    assert f'data-do="remove" data-article="{ARTICLES[3].id}"' in html


def test_results(views: Views) -> None:
    html = views.results(Address(QUESTION, passages=1))
    assert '<h2 class="summary" tabindex="-1">1 passage' in html
    assert f"<blockquote><mark>{CITED}</mark></blockquote>" in html


def test_a_quote_that_was_changed(views: Views) -> None:
    quote = "The bridge is in danger of collapsing today"
    html = views.results(Address(quote, view="check", speaker="Park Dae-yul"))
    assert html.startswith('<div class="verdict bad"><h2 tabindex="-1">Changed</h2><p>')
    assert "<p>The archive gives it to Park Dae-yul.</p>" in html
    assert (
        '<div class="difference"><p>The bridge is <del>not</del> in danger of '
        "<del>collapse</del> <ins>collapsing</ins> today</p>" in html
    )
    html = views.results(Address(quote, view="check", speaker="Ada Lund"))
    assert '<p class="warning">The archive does not give it to Ada Lund.</p>' in html


def test_a_quote_that_is_right(views: Views) -> None:
    quote = "We have a bridge that goes nowhere and a telephone that does not ring"
    html = views.results(Address(quote, view="check"))
    assert html.startswith('<div class="verdict good"><h2 tabindex="-1">Verbatim</h2>')
    assert f"<mark>{quote}</mark>" in html
    assert "<del>" not in html
    assert "Is the quotation right?" in views.results(Address(view="check"))


def test_what_is_inserted_is_text() -> None:
    html = checking.difference([Edit("added", "<b>", ""), Edit("changed", "x", "<i>")])
    assert "<ins>&lt;b&gt;</ins> <del>&lt;i&gt;</del> <ins>x</ins>" in html


def test_the_archive(views: Views) -> None:
    html = views.results(Address(view="archive"))
    assert html.startswith('<h2 class="summary" tabindex="-1">48 articles from 8 outlets</h2>')
    assert '<svg class="picture holdings" role="img"' in html
    assert "<dt>Model</dt><dd>words, 64 dimensions</dd>" in html
    assert "as is usual; “whosaid calibrate” in a terminal fits it to this library</dd>" in html
    found = views.results(Address("fenella CRACKS", view="archive"))
    assert found.count("<li>") == 1
    assert "Lantern Bridge shut after inspectors find cracks in main girder</a>" in found
    words = "1 article has “fenella CRACKS” in the headline, outlet or author"
    assert found.startswith(f'<h2 class="summary" tabindex="-1">{words}</h2>')
    assert "<svg" not in found  # what was found is not looked for below a picture of everything
    assert views.results(Address("<quasar", view="archive")) == (
        '<h2 class="summary" tabindex="-1">'
        "No article has “&lt;quasar” in the headline, outlet or author</h2>"
    )


def test_what_is_found_by_opening_words_is_told_so() -> None:
    source = Source("a1b2", None, None, (), None, None, "The pier is shut…")
    found = archive.matching(1, [source], archive.Page(1, 1), Address("pier", view="archive"))
    assert "1 article has “pier” in the headline or opening words, outlet or author</h2>" in found


def test_the_archive_is_shown_in_pages(tmp_path: Path) -> None:
    articles = tuple(
        make_article(f"n{at}", f"Text {at}.", f"2025-09-{at % 28 + 1:02}", title=f"Notice {at}")
        for at in range(103)
    )
    with fill(tmp_path / "library", articles) as library:
        views, listed = Views(library, changeable=False), library.articles()
        for number, first, last in ((1, 0, 50), (3, 100, 103), (9, 100, 103)):
            html = views.results(Address(view="archive", page=number))
            titles = [item.title for item in listed[first:last]]
            assert re.findall(r">(Notice [0-9]+)<", html) == titles
            assert f"Page {min(number, 3)} of 3" in html
        found = views.results(Address("NOTICE 1", view="archive"))
        assert re.findall(r">(Notice [0-9]+)<", found) == [
            item.title for item in listed if "1" in str(item.title)
        ]


def test_the_archive_tells_what_was_fitted_and_what_is_dated(library: Library) -> None:
    fitted = Calibration(0.412, 1_200, 0.05, 0.9, 0.8, 99, "2026-03-01T10:00:00+00:00")
    status = replace(library.status(), floor=0.412, calibration=fitted, outdated=1, waiting=1_200)
    assert not status.reads
    html = archive.health(status)
    assert (
        "<dt>An answer needs</dt><dd>a confidence of 0.412, fitted to this library on 2026-03-01, "
        "with 1,200 questions</dd>" in html
    )
    assert "The statements of 1 article were found by an older whosaid;" in html
    assert "1,200 passages are still without vectors, and found by words alone;" in html
    assert "<dt>Search</dt><dd>exact: a question is compared with every passage</dd>" in html
    approximate = archive.health(replace(status, recall=0.984, waiting=0))
    assert "<dt>Search</dt><dd>finds 98.4% of the ten nearest passages" in approximate
    assert "without vectors" not in approximate
    reading = archive.health(replace(status, reads=True))
    assert "with 1,200 questions, unless reading the best passages decides</dd>" in reading


def test_a_passage_tells_its_days_and_how_it_read_before() -> None:
    text = "It shut on Monday. It opens in May <b>. It was built in 1968."
    found = FoundPassage(
        Source("a1b2", "Pier", None, (), None, None),
        100,
        100 + len(text),
        text,
        0.5,
        (Span(100, 118),),
        dates=(
            DateMention(111, 117, Period(date(2025, 9, 8), date(2025, 9, 8)), "resolved"),
            DateMention(131, 134, Period(date(2026, 5, 1), date(2026, 5, 31)), "uncertain"),
            DateMention(155, 159, Period(date(2025, 1, 1), date(2025, 12, 31)), "exact"),
        ),
    )
    assert times.days(found) == '<p class="note">“Monday” is 8 September 2025</p>'
    whole = replace(found, sentences=(Span(100, 100 + len(text)),))
    assert times.days(whole) == (
        '<p class="note">“Monday” is 8 September 2025 · “May” is probably May 2026</p>'
    )
    assert times.days(replace(found, sentences=())) == ""
    changed = Changed("a1b2", "f" * 64, 5, 12, "It <i>", PartialDate(2025, 9, 12, 8, 0))
    html = times.before(changed, Address("Why?"))
    assert "Until 12 September 2025 the article read “It &lt;i&gt;”: <a " in html
    assert 'href="?q=Why%3F&amp;open=a1b2%40ffffffffffff%3A5-12"' in html
    gone = times.before(replace(changed, text=None), Address("Why?"))
    assert "the article did not have this: <a " in gone
    assert times.before(None, Address("Why?")) == ""


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (Address("Why?", since="bananas"), "&#x27;bananas&#x27; is no date"),
        (Address("Why?", passages=1000), "1000 passages cannot be given"),
        (Address("x" * 100_000), "The question has 100,000 characters"),
        (Address("Why?", since="2024", until="2023"), "Nothing lies since 2024"),
        (Address("?!", view="check"), "&#x27;?!&#x27; holds no word"),
        (Address(view="people", speaker="Nobody Atall"), "Nobody Atall"),
    ],
)
def test_what_makes_no_sense_gets_a_sentence(views: Views, address: Address, sentence: str) -> None:
    html = views.results(address)
    assert html.startswith('<p class="problem" role="alert">')
    assert sentence in html


@pytest.mark.parametrize(
    ("reference", "sentence"),
    [
        ("../../etc/passwd", "&#x27;../../etc/passwd&#x27; is no reference"),
        ("ffffffffffff", "This article is not in the library; perhaps it was removed."),
        (f"{ARTICLES[1].id}:5-100000", "ends beyond the article, which has 72 characters"),
        (f"{ARTICLES[1].id}@ffff", "ffff"),
    ],
)
def test_an_article_that_cannot_be_opened(views: Views, reference: str, sentence: str) -> None:
    html = views.opened(Address("Why?", reference=reference))
    assert '<a class="button" data-go="open" data-close href="?q=Why%3F">Close' in html
    assert '<p class="problem" role="alert" id="article-title" tabindex="-1">' in html
    assert sentence in html
    assert views.opened(Address()) == ""


def test_older_versions_can_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "quay.txt"
    with fill(tmp_path / "library", ()) as library:
        for text in ("The quay is shut.", "The quay is open."):
            path.write_text(text)
            library.add(path)
        (source,) = library.articles()
        first, _ = library.versions(source.id)
        views = Views(library, changeable=False)
        html = views.opened(Address(reference=source.id))
        older = f"{source.id}@{first.version[:12]}"
        assert "<summary>2 versions</summary>" in html
        assert f"open={source.id}%40{first.version[:12]}" in html
        html = views.opened(Address(reference=older))
        assert "This is an earlier version of the article." in html
        assert ">The quay is shut.</div>" in html


def test_examples_come_from_the_library() -> None:
    sources = [replace(SOURCE, title=title, outlet=title[0]) for title in ("A1", "A2", "B1", "C1")]
    long = replace(SOURCE, title="x" * 71)
    assert view.example_questions(["Ada", "Per", "Jo"], [long, *sources]) == [
        "What did Ada say?",
        "What did Per say?",
        "What is known about “A1”?",
        "What is known about “B1”?",
    ]
    assert view.example_questions([], []) == []


def test_an_empty_library_says_what_to_do(tmp_path: Path) -> None:
    with fill(tmp_path / "the library", ()) as empty:
        command = f"whosaid --library &#x27;{tmp_path}/the library&#x27; add PATH"
        for changeable in (True, False):
            views = Views(empty, changeable)
            for address in (Address(), Address(QUESTION)):
                html = views.results(address)
                assert f"<pre><code>{command}</code></pre>" in html
                assert ("Add articles here" in html) == changeable
        assert "This library is empty" in views.results(Address(view="archive"))
        assert "Nobody speaks here yet" in views.results(Address(view="people"))
