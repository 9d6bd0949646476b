"""Citations: what is cited, the files that carry them, and that they come back from each."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from conftest import WordEncoder
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from web_library import CITED, QUESTION, fill

import whosaid
from qa.citing import bibtex, markdown, table
from qa.citing.cite import CONTEXT
from whosaid import Citation, Library, PartialDate, Source

DAY = date(2025, 11, 25)
FORMATS = ("md", "csv", "bibtex", "csl", "json")

BRIDGE = Citation(
    article=Source(
        id="a1b2c3d4e5f6",
        title="Lantern Bridge 100% shut",
        outlet="The Ellan Gazette",
        authors=("Fenella Marsh", "Émile & Sons"),
        published=PartialDate(2025, 9, 9, 11, 20),
        url="https://gazette.example/bridge?a=1&b=2",
    ),
    version="9f" * 32,
    start=120,
    end=149,
    text="It is *shut*.\n\n“Until spring.”",
    before="She said: ",
    after=" He left.",
    retrieved=PartialDate(2025, 11, 25),
    speaker="Ahn Seo-rim",
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return fill(tmp_path / "library")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("samples") / "library"
    library = whosaid.open(folder, create=True, encoder=WordEncoder())
    library.add("corpus/samples")
    return library


# What is cited


def test_a_passage_is_cited_with_all_that_finds_it_again(library: Library) -> None:
    found = library.ask(QUESTION, n=1).passages[0]
    (citation,) = library.cite(found, retrieved=DAY)
    article = library.article(found.article.id)
    assert citation == Citation(
        article=found.article,
        version=article.version,
        start=article.text.index(CITED),
        end=article.text.index(CITED) + len(CITED),
        text=CITED,
        before="harbour matters at length. Paragraph 19 tells of harbour matters at length. \n\n",
        after="\n\nParagraph 0 tells of ferry matters at length. Paragraph 0 tells of ferry",
        retrieved=PartialDate(2025, 11, 25),
    )


def test_a_little_of_what_stands_around_is_kept(library: Library) -> None:
    found = library.ask(QUESTION, n=1).passages[0]
    text = library.article(found.article.id).text
    (citation,) = library.cite(f"{found.article.id}:{found.start + 4}-{found.start + 18}")
    assert (citation.text, citation.before[-4:], citation.after[:11]) == (
        "Lantern Bridge",
        "The ",
        " was closed",
    )
    assert text[citation.start - len(citation.before) : citation.start] == citation.before
    assert text[citation.end : citation.end + len(citation.after)] == citation.after
    assert 0 < len(citation.before) <= CONTEXT


def test_an_answer_is_cited_in_its_order_and_each_place_once(library: Library) -> None:
    answer = library.ask(QUESTION, n=2)
    cited = library.cite([answer, *answer.passages])
    assert [item.text for item in cited] == [item.text for item in answer.passages]


def test_what_does_not_answer_is_not_cited(library: Library) -> None:
    answer = library.ask("xylophones quagmire?", n=2)
    assert not answer.answered
    assert library.cite(answer) == ()
    assert len(library.cite(answer.passages)) == len(answer.passages) > 0


def test_who_says_it_comes_along(samples: Library) -> None:
    quotes = samples.quotes("Ahn Seo-rim", n=3)
    assert [item.speaker for item in samples.cite(quotes)] == ["Ahn Seo-rim"] * 3
    check = samples.check("Nobody is going to be asked to drive over a question mark.")
    assert [item.speaker for item in samples.cite(check)] == [
        item.speaker for item in check.matches
    ]


def test_a_whole_article_can_be_cited(library: Library) -> None:
    source = library.articles()[0]
    (citation,) = library.cite(source.id[:8])
    assert (citation.text, citation.before, citation.after) == (
        library.article(source.id).text,
        "",
        "",
    )


@pytest.mark.parametrize(
    ("reference", "sentence"),
    [
        ("zz", "'zz' is no reference to an article"),
        ("abcdef0123:4-2", "ends before it begins"),
        ("abcdef0123", "No article has the id 'abcdef0123'"),
    ],
)
def test_what_cannot_be_cited_gets_a_sentence(
    library: Library, reference: str, sentence: str
) -> None:
    with pytest.raises(whosaid.WhosaidError, match=sentence):
        library.cite(reference)


def test_beyond_the_end_gets_a_sentence(library: Library) -> None:
    source = library.articles()[0]
    with pytest.raises(whosaid.UsageError, match="ends beyond the article, which has 72 char"):
        library.cite(f"{source.id}:0-99")


# The files


@pytest.mark.parametrize("format", FORMATS)
def test_every_citation_of_the_sample_archive_comes_back(samples: Library, format: str) -> None:
    found = samples.cite([source.id for source in samples.articles()])
    quotes = samples.cite(samples.quotes(about="the bridge", n=20))
    citations = (*found, *quotes)
    assert len(found) == 43
    assert whosaid.read_citations(whosaid.format_citations(citations, format)) == citations


_words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
_names = _words.filter(lambda name: "; " not in name and name.strip(" ;"))
_days = st.one_of(
    st.dates().map(lambda day: PartialDate(day.year, day.month, day.day)),
    st.just(PartialDate(None, 10, 12)),
    st.just(PartialDate(2025, 10)),
)


@st.composite
def _citations(draw: st.DrawFn) -> Citation:
    text, start = draw(_words), draw(st.integers(0, 10**6))
    title = draw(st.none() | _words)
    source = Source(
        id=draw(st.text("0123456789abcdef", min_size=1, max_size=12)),
        title=title,
        outlet=draw(st.none() | _words),
        authors=tuple(draw(st.lists(_names, max_size=2))),
        published=draw(st.none() | _days),
        url=draw(st.none() | _words),
        opening=None if title else draw(st.none() | _words),
    )
    return Citation(
        source,
        "9f" * 32,
        start,
        start + len(text),
        text,
        draw(st.just("") | _words),
        draw(st.just("") | _words),
        PartialDate(2025, 11, 25),
        draw(st.none() | _words),
    )


@pytest.mark.parametrize("format", FORMATS)
@given(citations=st.lists(_citations(), min_size=1, max_size=3, unique_by=lambda c: c.reference))
def test_what_is_written_is_read_back(format: str, citations: list[Citation]) -> None:
    assert list(whosaid.read_citations(whosaid.format_citations(citations, format))) == citations


def test_what_has_no_headline_is_known_by_its_opening_words() -> None:
    source = Source("a1b2c3", None, None, (), None, None, opening="A walrus & a boat were…")
    citation = Citation(source, "9f", 0, 8, "A walrus", "", "", PartialDate(2025, 11, 25))
    written = {format: whosaid.format_citations([citation], format) for format in FORMATS}
    assert written["md"].startswith("## “A walrus \\& a boat were…” (no headline)\n\n> A walrus\n")
    assert "- Opens with: A walrus \\& a boat were…\n" in written["md"]
    assert "\ttitle = {{[A walrus \\& a boat were…]}},\n" in written["bibtex"]
    (item,) = json.loads(written["csl"])
    assert item["title"] == "[A walrus & a boat were…]"
    (row,) = csv.DictReader(io.StringIO(written["csv"].removeprefix("\ufeff"), newline=""))
    assert (row["headline"], row["opening"]) == ("", "A walrus & a boat were…")
    for text in written.values():
        assert whosaid.read_citations(text) == (citation,)


def test_a_headline_may_say_that_there_is_none() -> None:
    source = Source("a1b2c3", "A walrus (no headline)", None, (), None, None)
    citation = Citation(source, "9f", 0, 8, "A walrus", "", "", PartialDate(2025, 11, 25))
    for format in FORMATS:
        assert whosaid.read_citations(whosaid.format_citations([citation], format)) == (citation,)


def test_markdown_as_it_looks() -> None:
    assert whosaid.format_citations([BRIDGE], "md") == (
        "## Lantern Bridge 100% shut\n"
        "\n"
        "> It is \\*shut\\*.\n"
        ">\n"
        "> “Until spring.”\n"
        "\n"
        "- Outlet: The Ellan Gazette\n"
        "- By: Fenella Marsh; Émile \\& Sons\n"
        "- Published: 2025-09-09T11:20\n"
        "- Address: <https://gazette.example/bridge?a=1&b=2>\n"
        "- Said by: Ahn Seo-rim\n"
        "- Before: She said:&#32;\n"
        "- After: &#32;He left.\n"
        "- Article: a1b2c3d4e5f6\n"
        "- From character: 120\n"
        "- To character: 149\n"
        f"- Version: {'9f' * 32}\n"
        "- Retrieved: 2025-11-25\n"
    )


def test_bibtex_as_it_looks() -> None:
    assert whosaid.format_citations([BRIDGE], "bibtex") == (
        "@article{a1b2c3d4e5f6-120-149,\n"
        "\ttitle = {{Lantern Bridge 100\\% shut}},\n"
        "\tauthor = {{Fenella Marsh} and {Émile \\& Sons}},\n"
        "\tjournal = {{The Ellan Gazette}},\n"
        "\tyear = {2025},\n"
        "\tmonth = {9},\n"
        "\tday = {9},\n"
        "\turl = {https://gazette.example/bridge?a=1\\&b=2},\n"
        "\turldate = {2025-11-25},\n"
        "\tnote = {Said by Ahn Seo-rim. Characters 120 to 149 of article a1b2c3d4e5f6, version "
        "9f9f9f9f9f9f; retrieved 2025-11-25.},\n"
        "\tannotation = {It is *shut*.\\newline{}\\newline{}“Until spring.”},\n"
        "\twhosaid-published = {2025-09-09T11:20},\n"
        "\twhosaid-speaker = {Ahn Seo-rim},\n"
        "\twhosaid-before = {She said:\\symbol{32}},\n"
        "\twhosaid-after = {\\symbol{32}He left.},\n"
        "\twhosaid-article = {a1b2c3d4e5f6},\n"
        "\twhosaid-start = {120},\n"
        "\twhosaid-end = {149},\n"
        f"\twhosaid-version = {{{'9f' * 32}}}\n"
        "}\n"
    )


def test_csl_as_it_looks() -> None:
    (item,) = json.loads(whosaid.format_citations([BRIDGE], "csl"))
    assert item.pop("custom")["whosaid"] == whosaid.plain(BRIDGE)
    assert item == {
        "id": "a1b2c3d4e5f6-120-149",
        "type": "article-newspaper",
        "title": "Lantern Bridge 100% shut",
        "container-title": "The Ellan Gazette",
        "author": [{"literal": "Fenella Marsh"}, {"literal": "Émile & Sons"}],
        "issued": {"date-parts": [[2025, 9, 9]]},
        "accessed": {"date-parts": [[2025, 11, 25]]},
        "URL": "https://gazette.example/bridge?a=1&b=2",
        "note": "“It is *shut*.\n\n“Until spring.”” Said by Ahn Seo-rim. Characters 120 to 149 of "
        "article a1b2c3d4e5f6, version 9f9f9f9f9f9f; retrieved 2025-11-25.",
    }


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),
        ("'tis", "''tis"),
        ("“Never,” she said", "“Never,” she said"),
    ],
)
def test_no_cell_is_a_formula(cell: str, written: str) -> None:
    assert table.defused(cell) == written


def test_csv_opens_in_a_spreadsheet() -> None:
    hostile = Citation(
        Source("a1", "=cmd|' /C calc'!A0", "-2+3", ("@evil", '";=1'), None, "\t=1"),
        "9f",
        0,
        4,
        "=1;2",
        "+",
        "@",
        PartialDate(2025, 11, 25),
    )
    written = whosaid.format_citations([hostile], "csv")
    assert written.startswith('\ufeff"headline","opening","outlet",')
    _, row = csv.reader(io.StringIO(written, newline=""))
    assert not [cell for cell in row if cell.startswith(tuple("=+-@\t\r"))]
    assert row[3] == "'@evil; \";=1"


@given(_words)
def test_markdown_shows_text_and_nothing_else(text: str) -> None:
    tokens = MarkdownIt().parse("> x" + markdown.escaped(text.replace("\n", " ")))
    inline = [token.type for part in tokens for token in part.children or ()]
    assert {*inline} <= {"text", "text_special"}
    assert [token.type for token in tokens] == [
        "blockquote_open",
        "paragraph_open",
        "inline",
        "paragraph_close",
        "blockquote_close",
    ]


@pytest.mark.parametrize(
    "line",
    ["# a", "- a", "+ a", "1. a", "12) a", "===", "---", "> a", "    a", "```", "| a |", "<b>"],
)
def test_no_line_of_a_text_is_structure(line: str) -> None:
    html = MarkdownIt("commonmark").enable("table").render("> One\n> " + markdown.escaped(line))
    assert html.count("<") == 4  # one block quotation, one paragraph


@given(_words)
def test_bibtex_has_no_command_but_those_that_print(text: str) -> None:
    written = bibtex.escaped(text)
    left = written
    for command in {*bibtex.PRINTING.values(), *(f"\\symbol{{{ord(char)}}}" for char in text)}:
        left = left.replace(command, "")
    assert not set(left) & set("\\{}#$%&_~^@")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There are no citations in it"),
        ("Some notes of mine.\n\n## A heading\n\nand no citation", "There are no citations in it"),
        ("[]", "There are no citations in it"),
        ("[1]", "The JSON is no list of citations"),
        ("[" * 100_000, "The JSON cannot be read"),
        ("{", "The JSON cannot be read"),
        ('[{"type": "book", "id": 3}]', "The item '3' has lost its 'custom' field"),
        ('[{"article": {"id": "a1"}}]', "A citation lacks its 'version'"),
        ('headline,"outlet\n', "The CSV cannot be read: unexpected end of data"),
        ("headline,outlet\na,b\n", "A citation lacks its 'article'"),
        ("@article{a, b = {c", "The BibTeX cannot be read from '@article{a, b = {c' on"),
        ("@article{a, b = {c}}", "The entry 'a' has lost its whosaid-version field"),
        ("## A\n\n- Article: a1\n- Outlet: B\n", "A citation lacks its 'version'"),
        (
            '[{"article":{"id":"a"},"version":"9","start":"-1","end":2,"text":"a"}]',
            "'-1' is no place in a text",
        ),
        (
            '[{"article":{"id":"a"},"version":"9","start":1,"end":2,"text":"a","retrieved":"x"}]',
            "'x' is no date",
        ),
    ],
)
def test_files_that_hold_none_get_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(whosaid.UsageError) as raised:
        whosaid.read_citations(text)
    assert sentence in str(raised.value)


@given(st.text())
def test_no_file_breaks_the_reader(text: str) -> None:
    for begin in ("", "@", "[", "headline,", "## "):
        try:
            whosaid.read_citations(begin + text)
        except whosaid.UsageError:
            continue


def test_another_format_gets_a_sentence() -> None:
    with pytest.raises(whosaid.UsageError, match="'ris' is no format of citations; choose from md"):
        whosaid.format_citations([BRIDGE], "ris")
