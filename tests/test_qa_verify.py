"""What became of citations after their articles were updated, removed or read in anew."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import WordEncoder, make_article
from hypothesis import given
from hypothesis import strategies as st

import whosaid
from index.memory import Memory
from qa.citing.cite import context
from qa.citing.place import difference, nearest, place
from whosaid import Citation, Library, PartialDate, Source, Span

Keep = Callable[..., str]

TEXT = (
    "The flood drove 1,450 people from their homes on Sunday, the fire service said. "
    "Captain Ada Lund called it the worst night of her life. She left at dawn, and nobody has "
    "counted the sheep."
)
CALLED = "Captain Ada Lund called it the worst night of her life."


@pytest.fixture
def library(tmp_path: Path, keep: Keep) -> Library:
    library = whosaid.open(tmp_path / "library", create=True, encoder=WordEncoder())
    update(library, keep, TEXT)
    return library


def update(library: Library, keep: Keep, text: str, name: str = "flood") -> None:
    memory = Memory.open(library.folder)
    keep(memory, make_article(name, text, "2025-09-29", outlet="The Tern", title="Flood"))
    memory.close()


def cited(library: Library, words: str) -> Citation:
    (source,) = library.articles()
    at = TEXT.index(words)
    (citation,) = library.cite(f"{source.id}:{at}-{at + len(words)}")
    return citation


def test_same(library: Library) -> None:
    citation = cited(library, CALLED)
    (found,) = library.verify([citation])
    assert (found.fate, found.sentence, found.text, found.difference, found.kept) == (
        "same",
        "The words stand where they stood.",
        CALLED,
        (),
        True,
    )
    assert found.reference == f"{citation.article.id}:{citation.start}-{citation.end}"


def test_same_though_updated_elsewhere(library: Library, keep: Keep) -> None:
    citation = cited(library, CALLED)
    update(library, keep, TEXT.replace("the sheep", "the goats"))
    (found,) = library.verify([citation])
    assert found.fate == "same"
    assert found.sentence.startswith("The words stand where they stood; the article was updated on")


def test_moved(library: Library, keep: Keep) -> None:
    citation = cited(library, CALLED)
    update(library, keep, "UPDATE. " + TEXT)
    (found,) = library.verify([citation])
    at = 8 + TEXT.index(CALLED)
    assert (found.fate, found.text) == ("moved", CALLED)
    assert found.reference == f"{citation.article.id}:{at}-{at + len(CALLED)}"
    assert found.difference == ()


def test_changed_with_the_difference(library: Library, keep: Keep) -> None:
    citation = cited(library, CALLED)
    update(library, keep, "UPDATE. " + TEXT.replace("worst night", "longest night"))
    (found,) = library.verify([citation])
    assert (found.fate, found.text) == ("changed", CALLED.replace("worst", "longest"))
    assert [(step.op, step.quote, step.article) for step in found.difference] == [
        ("same", "Captain Ada Lund called it the ", "Captain Ada Lund called it the "),
        ("changed", "worst", "longest"),
        ("same", " night of her life.", " night of her life."),
    ]


def test_a_figure_that_was_corrected_is_changed_though_it_stands_elsewhere(
    library: Library, keep: Keep
) -> None:
    citation = cited(library, "1,450")
    corrected = TEXT.replace("1,450", "1,310") + " An earlier report said that it was 1,450."
    update(library, keep, corrected)
    (found,) = library.verify([citation])
    assert (found.fate, found.text) == ("changed", "1,310")


def test_another_mark_is_a_change(library: Library, keep: Keep) -> None:
    citation = cited(library, CALLED)
    update(library, keep, TEXT.replace("life.", "life!"))
    (found,) = library.verify([citation])
    assert (found.fate, found.text) == ("changed", CALLED.replace(".", "!"))


def test_gone_from_the_article(library: Library, keep: Keep) -> None:
    citation = cited(library, CALLED)
    update(library, keep, "This article was withdrawn, and nothing is left of what it said.")
    (found,) = library.verify([citation])
    assert (found.fate, found.reference, found.text, found.kept) == ("gone", None, None, True)
    assert found.sentence.startswith("The article no longer has these words, or any near them; the")
    then = library.article(citation.article.id, citation.version)
    assert then.text[citation.start : citation.end] == citation.text


def test_gone_with_the_article(library: Library) -> None:
    citation = cited(library, CALLED)
    library.remove(citation.article.id)
    (found,) = library.verify([citation])
    assert (found.fate, found.sentence, found.kept) == (
        "gone",
        "The article is no longer in the library.",
        False,
    )


def test_the_same_text_of_the_same_outlet_under_another_id_is_moved(
    library: Library, keep: Keep
) -> None:
    citation = cited(library, CALLED)
    library.remove(citation.article.id)
    update(library, keep, TEXT, "flood-2")
    (source,) = library.articles()
    (found,) = library.verify([citation])
    assert (found.fate, found.reference) == (
        "moved",
        f"{source.id}:{citation.start}-{citation.end}",
    )
    assert found.sentence == (
        f"The words stand at another place now, in the article kept as {source.id}."
    )


def test_the_same_text_of_another_outlet_is_not_the_source(library: Library, keep: Keep) -> None:
    citation = cited(library, CALLED)
    library.remove(citation.article.id)
    update(library, keep, TEXT, "flood-2")
    other = replace(citation, article=replace(citation.article, outlet="The Gull"))
    assert library.verify([other])[0].fate == "gone"


def test_words_altered_in_the_file_are_told(library: Library) -> None:
    citation = replace(cited(library, CALLED), text=CALLED.replace("worst", "best"))
    (found,) = library.verify([citation])
    assert (found.fate, found.text) == ("changed", CALLED)
    assert found.sentence == (
        "The words in the file were altered: the text that they cite has others there."
    )


def test_an_updated_article_is_cited_in_the_version_that_was_found(
    library: Library, keep: Keep
) -> None:
    (quote,) = library.ask("Who called it the worst night?", n=1).passages
    update(library, keep, "Nothing is left.")
    (citation,) = library.cite(quote)
    assert (citation.text, citation.version) == (
        quote.text,
        hashlib.sha256(TEXT.encode()).hexdigest(),
    )
    (again,) = library.cite(citation.reference)
    assert replace(again, retrieved=citation.retrieved) == citation


def test_every_citation_of_the_sample_archive_can_be_replayed(tmp_path: Path) -> None:
    library = whosaid.open(tmp_path / "library", create=True, encoder=WordEncoder())
    library.add("corpus/samples")
    questions = ("Why was the bridge closed?", "How many people were evacuated at Lysmere?")
    found = [library.ask(question, n=50).passages for question in questions]
    citations = library.cite([*found[0], *found[1], library.quotes(about="the bridge", n=100)])
    assert len(citations) > 100
    for format in ("md", "csv", "bibtex", "csl", "json"):
        read = whosaid.read_citations(whosaid.format_citations(citations, format))
        for citation in read:
            then = library.article(citation.article.id, citation.version)
            assert then.text[citation.start : citation.end] == citation.text
        assert {item.fate for item in library.verify(read)} == {"same"}


# On texts alone

_texts = st.text("ab .\n", min_size=1, max_size=60)


def citation_in(text: str, span: Span) -> Citation:
    before, after = context(text, span)
    source = Source("a1", None, None, (), None, None)
    day = PartialDate(2025, 11, 25)
    return Citation(source, "9f", span.start, span.end, span.of(text), before, after, day)


@given(st.data())
def test_what_is_found_has_the_very_words(data: st.DataObject) -> None:
    text, now = data.draw(_texts), data.draw(_texts)
    start = data.draw(st.integers(0, len(text) - 1))
    citation = citation_in(text, Span(start, data.draw(st.integers(start + 1, len(text)))))
    assert place(citation, text) == Span(citation.start, citation.end)
    found = place(citation, now)
    assert found is None or found.of(now) == citation.text
    near = nearest(citation, now)
    assert near is None or 0 <= near.start < near.end <= len(now)


@given(_texts, _texts)
def test_a_difference_has_both_texts_in_it(cited: str, now: str) -> None:
    steps = difference(cited, now)
    assert "".join(step.quote for step in steps) == cited
    assert "".join(step.article for step in steps) == now
    assert all((step.quote == step.article) == (step.op == "same") for step in steps)
