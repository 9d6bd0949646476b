"""Who warned of it? A statement with such a verb and such a subject comes first, and is marked."""

from collections.abc import Iterator

import pytest
from conftest import WordEncoder

from qa.answer import Answer
from qa.library import Library
from qa.opening import open_library

ARTICLES = {
    "flood": """A flood at the quay

A flood at the quay: who warned of a flood at the quay is not known. The flood reached the quay at
night, and the quay was under water until the morning.
""",
    "board": """The board meets

The board met on Monday in the hall. The lamps were paid for. Mayor Ada Lund warned that a flood
would reach the quay. Nobody wrote it down.
""",
    "denial": """A denial

The board met again on Friday in the hall. Ivo Brandt denied that a flood had reached the quay.
The lamps were lit.
""",
    "nobody": """Talk of the quay

It was warned that a flood would reach the quay. Then it rained.
""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("who")
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text)
    with open_library(folder / "library", create=True, encoder=WordEncoder()) as opened:
        opened.add([folder / f"{name}.txt" for name in ARTICLES])
        yield opened


def _first(answer: Answer) -> tuple[str | None, str]:
    first = answer.passages[0]
    start, end = first.sentences[0]
    return first.article.title, first.text[start - first.start : end - first.start]


WARNED = ("The board meets", "Mayor Ada Lund warned that a flood\nwould reach the quay.")
DENIED = ("A denial", "Ivo Brandt denied that a flood had reached the quay.")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Who warned of a flood at the quay?", WARNED),
        ("Who has publicly warned of a flood at the quay?", WARNED),
        ("who denied the flood at the quay", DENIED),
    ],
)
def test_who_says_so_comes_first(library: Library, question: str, first: tuple[str, str]) -> None:
    assert _first(library.ask(question)) == first


@pytest.mark.parametrize("question", ["Who drained the flood at the quay?", "A flood at the quay"])
def test_where_nobody_is_asked_for_words_nothing_moves(library: Library, question: str) -> None:
    assert _first(library.ask(question))[0] == "A flood at the quay"


def test_another_verb_or_subject_is_not_what_was_asked_about(library: Library) -> None:
    warned = library.ask("Who warned of a flood at the quay?").passages
    titles = [item.article.title for item in warned]
    assert titles.index("A flood at the quay") < titles.index("A denial")  # he denied it
    mud = library.ask("Who warned of mud and frost at the quay?").passages
    assert mud[0].article.title == "A flood at the quay"


def test_any_statement_is_something_that_was_said(library: Library) -> None:
    titles = [
        item.article.title for item in library.ask("Who said a flood reached the quay?").passages
    ]
    assert {*titles[:2]} == {"The board meets", "A denial"}
