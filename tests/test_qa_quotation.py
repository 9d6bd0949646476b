"""Who said “…”? What prints the very words comes first, and where nothing does the answer is no."""

from collections.abc import Iterator

import pytest
from conftest import WordEncoder

from qa.answer import Answer
from qa.library import Library
from qa.opening import open_library
from qa.understanding.quotation import quotation_of

LONG = " ".join(
    f"In winter {number} we had {number * 3} lanterns on the pier, and nobody put one out."
    for number in range(3, 23)
)
PIER = f"""The pier is shut

2025-09-12

“We’ll never sell the pier: it is what it is,” said Mayor Ada Lund. She spoke on the steps of the
town hall, to some forty people who had come with lanterns.

“{LONG}” said Ivo Brandt, who sells tickets there.
"""
SALE = """A sale of the pier: who said what of selling it

2025-09-13

Who said never? Nobody who sells said never. The pier was said to be for sale, said those who said
so, and who will sell the pier is said by nobody who said it.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("quotation")
    for name, text in {"pier": PIER, "sale": SALE}.items():
        (folder / f"{name}.txt").write_text(text)
    with open_library(folder / "library", create=True, encoder=WordEncoder()) as opened:
        opened.add([folder / "pier.txt", folder / "sale.txt"])
        yield opened


def _first_sentence(answer: Answer) -> str:
    first = answer.passages[0]
    start, end = first.sentences[0]
    return first.text[start - first.start : end - first.start]


@pytest.mark.parametrize(
    "question",
    [
        "Who said “We’ll never sell the pier”?",
        'who said "we\'ll never sell the pier."',  # typed
        "Did Ada Lund tell anybody “never sell the pier”?",
        "Who said “It is what it is”?",  # not a word that a search would look for
        "Who said ‘We’ll never sell the pier’?",
        "who claimed 'we'll never sell the pier'?",
        "Who said “We’ll never sell the pier” on 13 September 2025?",  # as was printed a day before
    ],
)
def test_the_very_words_come_first(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert (answer.answered, answer.reason) == (True, None)
    assert "said Mayor Ada Lund" in _first_sentence(answer)
    assert [passage.match for passage in answer.passages][:2] == ["strong", "weak"]


def test_a_quotation_longer_than_a_passage_is_found(library: Library) -> None:
    answer = library.ask(f"Who said “{LONG}”?")
    printed = [passage for passage in answer.passages if passage.match == "strong"]
    assert answer.answered
    assert len(printed) > 1
    assert all(passage.end - passage.start < len(LONG) + 100 for passage in printed)


@pytest.mark.parametrize(
    ("narrowed", "which"), [({}, "here"), ({"since": "2025-01-01"}, "that passes")]
)
def test_words_that_nobody_printed(library: Library, narrowed: dict[str, str], which: str) -> None:
    answer = library.ask("Who said “we will never sell the old pier”?", since=narrowed.get("since"))
    assert (answer.answered, answer.reason_kind) == (False, "topic")
    assert answer.reason == (
        f"No article {which} prints “we will never sell the old pier” word for word; check the "
        "quotation to see what comes near."
    )
    assert {passage.match for passage in answer.passages} == {"weak"}


def test_what_a_filter_leaves_out_does_not_count(library: Library) -> None:
    asked = "Who said “We’ll never sell the pier”?"
    later = library.ask(asked, since="2025-09-13")
    assert (later.answered, [p.article.title for p in later.passages]) == (
        False,
        ["A sale of the pier: who said what of selling it"],
    )


def test_the_quotation_can_be_taken_for_words(library: Library) -> None:
    asked = "Who said “we will never sell the old pier”?"
    (item,) = library.ask(asked).understood
    assert (item.kind, item.filters) == ("quotation", False)
    words = library.ask(asked, as_words=[item.text])
    assert (words.answered, words.understood) == (True, ())


@pytest.mark.parametrize(
    ("speaker", "notes"),
    [
        ("Ada Lund", ()),
        ("Ivo Brandt", ("What prints it has it from Ada Lund, and not from Ivo Brandt.",)),
    ],
)
def test_whose_words_they_are_is_told_where_they_are_anothers(
    library: Library, speaker: str, notes: tuple[str, ...]
) -> None:
    answer = library.ask(f"Did {speaker} say “we’ll never sell the pier”?")
    assert (answer.answered, answer.notes) == (True, notes)
    assert "said Mayor Ada Lund" in _first_sentence(answer)


@pytest.mark.parametrize(
    ("question", "quotation"),
    [
        ("Who said ‘the workers’ pay is theirs’?", None),  # where it ends cannot be told
        ("Who said 'I told him “no” and left'?", "I told him “no” and left"),
        ("Who said the '90s were worse than the '80s were?", None),
        ("Who wrote “Where the Tide Turns”?", None),  # a book
        ("Who wrote “the tide will turn”?", "the tide will turn"),
        ("Who said “Where the Tide Turns”?", "Where the Tide Turns"),
        ("What did Lund say in “The Pier at Night”?", None),  # a film
        ("Who described it as “a pier for everybody”?", "a pier for everybody"),
    ],
)
def test_what_is_taken_for_a_quotation(question: str, quotation: str | None) -> None:
    found = quotation_of(question)
    assert (found and found.of(question)) == quotation


def test_what_a_quotation_is_about_is_not_what_is_asked_about(library: Library) -> None:
    answer = library.ask("Did Ada Lund say “think about the lanterns of winter”?")
    assert answer.reason is not None
    assert answer.reason.startswith("No article here prints “think about the lanterns of winter”")
    assert answer.notes == ("What Ada Lund said comes first.",)
