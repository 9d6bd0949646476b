"""Web pages: the body found, what is declared taken, and nothing lost in silence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import ReadError
from corpus.reading.declared import Markup, read_declared
from corpus.reading.webpage import fragment_text, is_markup, read_webpage
from corpus.record import Record

PARAGRAPHS = (
    "The harbour bridge at Port Sable will stay closed until June, Mayor Ilse Varga said on "
    "Tuesday, after divers found cracks in two of its piers.",
    "“We will not gamble with anyone’s life,” Varga told the council, which voted nine to two "
    "for the repair and asked the county of Marrow for half of the money.",
    "Ferries will run every twenty minutes between the fish market and the old customs house, "
    "and the last one will leave at midnight, the harbour office said.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
CLUTTER = '<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>'


def page(body: str = f"<article>{BODY}</article>", head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{CLUTTER}{body}</body></html>".encode()


def json_ld(**article: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **article}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_a_page_as_outlets_write_them() -> None:
    head = """
        <title>Bridge closed until June - Sable Courier</title>
        <link rel="canonical" href="https://courier.example/2031/bridge">
        <meta property="og:title" content="Bridge closed until June">
        <meta property="og:site_name" content="Sable Courier">
    """ + json_ld(
        headline="Bridge closed until June",
        author=[{"@type": "Person", "name": "Ada Quill"}, {"@type": "Person", "name": "Bo Reed"}],
        datePublished="2031-05-06T08:00:00+02:00",
        dateModified="2031-05-06T09:30:00+02:00",
        inLanguage="en-GB",
    )
    body = f"<article><h1>Bridge closed until June</h1>{BODY}<h2>Ferries</h2><p>Six a day.</p>"
    assert read_webpage(page(body, head), "bridge.html") == Record(
        origin="bridge.html",
        format="html",
        text="\n\n".join(["Bridge closed until June", *PARAGRAPHS, "Ferries", "Six a day."]),
        title="Bridge closed until June",
        outlet="Sable Courier",
        authors=("Ada Quill", "Bo Reed"),
        published="2031-05-06T08:00:00+02:00",
        modified="2031-05-06T09:30:00+02:00",
        url="https://courier.example/2031/bridge",
        language="en-GB",
        found=(
            ("title", "h1"),
            ("outlet", "meta og:site_name"),
            ("authors", "JSON-LD author"),
            ("published", "JSON-LD datePublished"),
            ("modified", "JSON-LD dateModified"),
            ("url", "canonical link"),
            ("language", "JSON-LD inLanguage"),
        ),
    )


def test_a_page_that_declares_nothing_has_nothing() -> None:
    body = f"""
        <img src="/2029/03/01/pier.jpg"><article>{BODY}</article>
        <footer>© 2030 Sable Courier. Updated 1 January 2030.</footer>
        <aside><time datetime="2030-02-02">2 February</time></aside>
    """
    assert read_webpage(page(body), "x.html") == Record("x.html", "html", "\n\n".join(PARAGRAPHS))


def test_no_word_is_cut_out_of_a_sentence() -> None:
    sentence = (
        'The board said that <a class="link" href="/1">Ada Quill</a> will '
        '<span class="teaser promo-link">pay a fine</span> on <time>May 6</time> for '
        '<span style="border:1px solid">her part</span> in the strike at the harbour office.'
    )
    record = read_webpage(page(f"<article>{BODY}<p>{sentence}</p></article>"), "x.html")
    assert record.text.endswith(
        "The board said that Ada Quill will pay a fine on May 6 for her part in the strike at "
        "the harbour office."
    )


def test_lists_tables_breaks_and_quotations_keep_their_lines() -> None:
    more = """
        <ul><li>The bridge</li><li>The <b>ferry</b></li></ul>
        <table><tr><th>Day</th><th>Boats</th></tr><tr><td>Monday</td><td>12</td></tr></table>
        <blockquote><p>No comment.</p></blockquote><p>First line<br>second line</p>
    """
    record = read_webpage(page(f"<article>{BODY}{more}</article>"), "x.html")
    assert record.text.split("\n\n")[3:] == [
        "The bridge\nThe ferry",
        "Day\tBoats\nMonday\t12",
        "No comment.",
        "First line\nsecond line",
    ]


def test_entities_and_damage_are_mended() -> None:
    body = BODY.replace("Tuesday", "Tues&shy;day &#150; Caf&eacute; SalmÃ³n")
    record = read_webpage(page(f"<article>{body}</article>"), "x.html")
    assert "Varga said on Tuesday – Café Salmón, after divers" in record.text


def test_an_article_in_json_ld_alone_is_found() -> None:
    text = " ".join(PARAGRAPHS)
    head = json_ld(headline="Bridge closed", articleBody=text)
    assert read_webpage(page('<div id="app"></div>', head), "x.html").text == text


def test_a_short_article_is_an_article() -> None:
    record = read_webpage(page("<article><p>The bridge is closed until June.</p></article>"), "x")
    assert record.text == "The bridge is closed until June."


def test_text_without_markup_is_read() -> None:
    assert read_webpage(PARAGRAPHS[0].encode(), "x.html").text == PARAGRAPHS[0]


def test_a_page_in_another_encoding() -> None:
    body = "<p>Die Brücke bleibt gesperrt, sagte Bürgermeisterin Käßler am Mittwoch im Rat.</p>" * 3
    data = page(f"<article>{body}</article>", '<meta charset="windows-1252">')
    record = read_webpage(data.decode().encode("cp1252"), "x.html")
    assert "Bürgermeisterin Käßler" in record.text


@pytest.mark.parametrize(
    "data",
    [
        page(""),
        page("<ul>" + "<li><a href='/1'>A headline of another story</a></li>" * 30 + "</ul>"),
        page("<script>document.write('The bridge is closed until June.')</script>"),
        b"<html></html>",
        b"<a " * 8000,
    ],
)
def test_a_page_without_an_article_says_so(data: bytes) -> None:
    with pytest.raises(ReadError, match="No article was found in the page; save the text"):
        read_webpage(data, "x.html")


@pytest.mark.parametrize("data", [b"   ", b"<!-- nothing -->", b"<?xml version='1.0'?>"])
def test_a_page_without_anything_says_so(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"No article was found|no markup and no text"):
        read_webpage(data, "x.html")


@pytest.mark.parametrize(
    ("levels", "reason"),
    [
        (300, "The page is nested 303 levels deep; 255 is the most."),
        (20_000, "The page cannot be read whole: excessive depth in document: 2048"),
    ],
)
def test_a_page_too_deep_to_be_read_whole_says_so(levels: int, reason: str) -> None:
    data = f"<html><body>{'<div>' * levels}{BODY}{'</div>' * levels}</body></html>"
    with pytest.raises(ReadError) as error:
        read_webpage(data.encode(), "x.html")
    assert str(error.value).startswith(reason)


def test_formatting_never_closed_is_no_depth() -> None:
    body = "".join(f"<p><font>{paragraph}</p>" for paragraph in PARAGRAPHS * 120)
    record = read_webpage(f"<html><body><article>{body}</article></body></html>".encode(), "x.html")
    assert record.text.split("\n\n")[:3] == list(PARAGRAPHS)


def test_a_page_too_large_says_so() -> None:
    with pytest.raises(ReadError) as error:
        read_webpage(page("<p>x" * 30_000), "x.html")
    assert str(error.value) == "The page has 30,006 elements; 20,000 is the most."


def test_a_paragraph_of_many_links_keeps_its_text() -> None:
    links = '<a href="/1">word</a> ' * 3000
    record = read_webpage(page(f"<article>{BODY}<p>{links}</p></article>"), "x.html")
    assert record.text.endswith("word word word")


# What is declared


def test_the_printed_headline_is_taken_where_the_markup_confirms_it() -> None:
    printed = Markup(headings=("Bridge shut till June",), title="Bridge shut till June | Courier")
    assert read_declared(printed).found == (("title", "h1"),)
    logo = Markup(headings=("The Courier",), title="Bridge shut till June - The Courier")
    other = Markup(headings=("The Courier",), meta=(("og:title", "Bridge shut till June"),))
    assert read_declared(other).title == "Bridge shut till June"
    assert read_declared(logo).title == "The Courier"  # nothing tells it from a headline


def test_the_headline_of_a_linked_article_is_not_taken() -> None:
    nodes = [
        {"@type": "NewsArticle", "headline": "Another story", "datePublished": "2030-01-01"},
        {
            "@type": "NewsArticle",
            "headline": "Bridge shut",
            "datePublished": "2031-05-06",
            "mainEntityOfPage": {"@id": "https://courier.example/bridge"},
        },
    ]
    ours = Markup(json_ld=(json.dumps(nodes),), canonical="https://courier.example/bridge")
    assert read_declared(ours).published == "2031-05-06"
    assert read_declared(Markup(json_ld=(json.dumps(nodes),))).published is None


def test_authors_by_reference_as_blogs_write_them() -> None:
    graph = {
        "@graph": [
            {"@type": "Article", "author": {"@id": "#ada"}, "publisher": {"@id": "#us"}},
            {"@type": "Person", "@id": "#ada", "name": "Ada Quill"},
            {"@type": "Organization", "@id": "#us", "name": "Sable Courier"},
        ]
    }
    declared = read_declared(Markup(json_ld=(f"<!-- {json.dumps(graph)} -->",)))
    assert (declared.authors, declared.outlet) == (("Ada Quill",), "Sable Courier")


def test_an_outlet_is_not_its_own_author_but_an_agency_may_be() -> None:
    def authors(name: str) -> tuple[str, ...]:
        article = {
            "@type": "Article",
            "author": {"@type": "Organization", "name": name},
            "publisher": {"name": "Sable Courier"},
        }
        return read_declared(Markup(json_ld=(json.dumps(article),))).authors

    assert authors("Sable Courier") == ()
    assert authors("Marrow Press Agency") == ("Marrow Press Agency",)


def test_addresses_are_no_authors_and_no_outlets() -> None:
    markup = Markup(meta=(("article:author", "https://social.example/ada"), ("author", "Ada")))
    assert read_declared(markup).authors == ("Ada",)


@pytest.mark.parametrize("value", ["", "soon", "0001-01-01T00:00:00Z", "1" * 61])
def test_what_is_no_date_is_none(value: str) -> None:
    markup = Markup(meta=(("article:published_time", value),), times=("2031-05-06",))
    assert read_declared(markup).published == "2031-05-06"


def test_several_times_on_a_page_are_no_date() -> None:
    assert read_declared(Markup(times=("2031-05-06", "2031-05-07"))).published is None


def test_a_canonical_link_to_the_front_page_is_a_mistake() -> None:
    markup = Markup(
        canonical="https://courier.example/", meta=(("og:url", "https://courier.example/bridge"),)
    )
    assert read_declared(markup).url == "https://courier.example/bridge"


def test_bylines_in_the_markup() -> None:
    body = """
        <div class="byline">By Ada Quill</div> <div class="byline">Follow us</div>
        <div class="comment"><span itemprop="author">Guest</span></div>
    """
    record = read_webpage(page(f"{body}<article>{BODY}</article>"), "x.html")
    assert (record.authors, dict(record.found)["authors"]) == (("By Ada Quill",), "byline")
    marked = '<span itemprop="author"><b itemprop="name">Bo Reed</b>, reporter</span>'
    record = read_webpage(page(f"{marked}<article>{BODY}</article>"), "x.html")
    assert (record.authors, dict(record.found)["authors"]) == (("Bo Reed",), "itemprop=author")


@pytest.mark.parametrize("script", ["{", "[" * 100_000, "null", '"text"', '{"@type": 7}'])
def test_broken_json_ld_declares_nothing(script: str) -> None:
    assert read_declared(Markup(json_ld=(script,))).found == ()


NODE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "@type",
                    "@id",
                    "@graph",
                    "author",
                    "name",
                    "publisher",
                    "headline",
                    "url",
                    "datePublished",
                    "mainEntityOfPage",
                    "inLanguage",
                ]
            ),
            inner | st.sampled_from(["NewsArticle", "Person", "#a"]),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(NODE)
def test_json_ld_of_any_shape_is_survived(node: object) -> None:
    read_declared(Markup(json_ld=(json.dumps(node),)))


# Pieces of markup


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("Plain text", "Plain text"),
        ("<p>One.</p><p>Two &amp; three.</p>", "One.\n\nTwo & three."),
        ("One.<br><br>Two.<script>alert(1)</script>", "One.\n\nTwo."),
        ("<p>With <img src='x' alt='a pier'> picture.</p>", "With picture."),
        ("<pre>kept\n  as it is</pre>", "kept\nas it is"),
        ("<p>un<b>bro</b>ken</p>", "unbroken"),
        ("<style>p {}</style><!-- note --><p>One.", "One."),
        ("<script>x</script>", ""),
    ],
)
def test_pieces_of_markup_become_text(markup: str, text: str) -> None:
    assert fragment_text(markup) == text


@given(st.lists(st.from_regex(r"[A-Za-z]{1,9}( [A-Za-z]{1,9}){0,4}", fullmatch=True), max_size=5))
def test_paragraphs_come_back(paragraphs: list[str]) -> None:
    assert fragment_text("".join(f"<p>{p}</p>" for p in paragraphs)) == "\n\n".join(paragraphs)


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("a < b and c > d", False),
        ("i<b and c>d", False),
        ("<3 <Ada Quill> <a@b.example>", False),
        ("<p>One", True),
        ("One<br/>two", True),
        ('See <a href="/x">here', True),
    ],
)
def test_markup_is_told_from_text(text: str, markup: bool) -> None:
    assert is_markup(text) is markup


DATED = "<html><body><article><h1>Quay shut</h1>{}<p>{}</p></article></body></html>"
PARAGRAPH = "The quay at Sarn was shut on Monday after a girder cracked, and ferries wait. " * 4


@pytest.mark.parametrize(
    ("elements", "published"),
    [
        ('<div class="date">3 October 2025</div>', "3 October 2025"),
        ('<p class="post-meta pubdate">Oct. 3, 2025</p>', "Oct. 3, 2025"),
        ('<div class="date">3 October 2025</div><div class="date">4 May 2024</div>', None),
        ('<aside><div class="date">3 October 2025</div></aside>', None),
        ('<div class="comment"><span class="date">3 October 2025</span></div>', None),
        ('<div class="update">3 October 2025</div>', None),
    ],
)
def test_a_date_in_an_element_that_is_called_so(elements: str, published: str | None) -> None:
    record = read_webpage(DATED.format(elements, PARAGRAPH).encode(), "quay.html")
    assert record.published == published
