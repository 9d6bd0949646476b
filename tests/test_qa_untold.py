"""What is asked for and not told, by facts: an attribute, a speaker's subject, days, no words."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import WordEncoder, make_article

from index.memory import Memory
from qa.library import Library
from qa.understanding.attribute import asked_attribute

Keep = Callable[..., str]

PEOPLE = """Lund opens the pier at Quillhaven

Mayor Ada Lund opened the pier at Quillhaven on Friday. Ivo Brandt, 54, cut the ribbon.

“The pier needs new piles,” Lund said.

The ferry to the island costs 3 crowns, and will go on costing 3 crowns until the end of the
season, the office of the harbour said on Friday after a long meeting of its board in the hall.
"""


@pytest.fixture
def library(memory: Memory, encoder: WordEncoder, keep: Keep, tmp_path: Path) -> Library:
    library = Library(memory, encoder)
    (tmp_path / "pier.txt").write_text(PEOPLE)
    library.add(tmp_path / "pier.txt")
    text = (
        "The Lantern Bridge is to open to lorries on 27 March 2026. Brandt drew its plans in 2019."
    )
    keep(memory, make_article("bridge", text, "2025-10-28", title="Lantern Bridge"))
    return library


@pytest.mark.parametrize(
    ("question", "called"),
    [
        ("How old is Ada Lund?", "an age"),
        ("Where was Ada Lund born?", "a place or day of birth"),
        ("What is the population of Quillhaven?", "how many live there"),
        ("When was the chapel founded?", "when or by whom it was founded"),
        ("How much does the ferry cost?", "a price"),
        ("What colour is the pier?", "a colour"),
        ("How many people died in the fire?", "a death"),
        ("What did Ada Lund say about her age?", None),
        ("Which actor died this week?", None),
        ("How long did the meeting last?", None),
    ],
)
def test_what_a_question_asks_of_something(question: str, called: str | None) -> None:
    found = asked_attribute(question)
    assert (found and found.called) == called


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (
            "How old is Ada Lund, the mayor who opened the pier?",
            "The nearest passages name “Ada Lund”, but no sentence beside that tells an age.",
        ),
        (
            "What colour is the pier at Quillhaven?",
            "The nearest passages name “Quillhaven”, but no sentence beside that tells a colour.",
        ),
        ("What colour is the ribbon of the pier?", "No sentence near the question tells a colour."),
        (
            "What did Ada Lund say about glass?",
            "There are statements by Ada Lund here, but no passage with one has anything of "
            "“glass”.",
        ),
    ],
)
def test_what_is_not_told(library: Library, question: str, reason: str) -> None:
    answer = library.ask(question)
    assert (answer.answered, answer.reason) == (False, reason)


@pytest.mark.parametrize(
    "question",
    [
        "How old is Ivo Brandt, who cut the ribbon?",  # ", 54," beside his name
        "How much does the ferry to the island cost?",
        "What did Ada Lund say about the piles of the pier?",
        "What colour is the ribbon of the pier at Ferrow?",  # nothing here is called Ferrow
    ],
)
def test_what_is_told_or_may_be(library: Library, question: str) -> None:
    assert library.ask(question).reason is None


def test_what_names_both_may_tell_what_was_said_of_a_subject(
    library: Library, tmp_path: Path
) -> None:
    (tmp_path / "glass.txt").write_text(
        "Lund stops the glass works\n\nMayor Ada Lund has stopped the glass works. Their smoke is "
        "over.\n"
    )
    library.add(tmp_path / "glass.txt")
    answer = library.ask("What did Ada Lund say about glass?")
    assert (answer.answered, answer.passages[0].article.title) == (
        True,
        "Lund stops the glass works",
    )
    assert answer.notes == (
        "There are statements by Ada Lund here, but no passage with one has anything of “glass”.",
    )


def test_anothers_age_is_not_that_of_somebody_of_the_same_name(
    library: Library, tmp_path: Path
) -> None:
    (tmp_path / "son.txt").write_text(
        "Bo Lund sails\n\nBo Lund sails to the island today. The 31-year-old takes the ferry.\n"
    )
    library.add(tmp_path / "son.txt")
    assert library.ask("How old is Bo Lund, who sails to the island?").reason is None
    assert library.ask("How old is Ada Lund, who sails to the island?").reason == (
        "The nearest passages name “Ada Lund”, but no sentence beside that tells an age."
    )


def test_the_age_of_a_thing_is_told_by_when_it_was_made(library: Library, tmp_path: Path) -> None:
    (tmp_path / "mill.txt").write_text("The mill at Tarn\n\nThe mill at Tarn was built in 1788.\n")
    library.add(tmp_path / "mill.txt")
    assert library.ask("How old is the mill at Tarn?").reason is None


def test_what_was_is_not_told_by_plans(library: Library) -> None:
    assert library.ask("Did the Lantern Bridge open on 27 March 2026?").reason == (
        "Nothing here is from 2026-03-27, and what is near the question tells of what was still to "
        "come."
    )
    assert library.ask("Does the Lantern Bridge open on 27 March 2026?").answered


def test_what_was_in_a_year_is_not_told_by_something_else_of_that_year(library: Library) -> None:
    assert library.ask("Who was mayor of the Lantern Bridge in 2019?").reason_kind == "period"
    assert library.ask("Who drew the plans of the Lantern Bridge in 2019?").reason_kind is None


@pytest.mark.parametrize(
    "question",
    [
        *("the", "Why?", "Who said that?", "How old is he?", "?!"),
        *("What else did she say about it?", "tell me more", "Is that true?", "what happened next"),
        *("Anything else?", "Go on.", "More about that?"),
    ],
)
def test_no_word_to_look_for(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert (answer.answered, answer.passages) == (False, ())
    assert answer.reason == (
        f"“{question}” has no word to look for; ask with a name or a word of what it is about."
    )


def test_a_word_with_a_capital_may_be_a_name(library: Library) -> None:
    """Of "next" and "more" in small letters nobody can know what they ask about."""
    for question in ("What did Next say?", "Who is More?"):
        assert "has no word to look for" not in (library.ask(question).reason or "")


@pytest.mark.parametrize("question", ["pier", "WHO", "Why a pier?"])
def test_a_word_to_look_for(library: Library, question: str) -> None:
    assert "no word to look for" not in (library.ask(question).reason or "")


def test_what_somebody_said_is_looked_at_however_many_have_the_words(
    library: Library, tmp_path: Path
) -> None:
    (tmp_path / "council.txt").write_text(
        "Council meets\n\nThe council met on Tuesday. “We shall pay 40 million euros for the "
        "tunnel,” said Mayor Ada Lund. The meeting went on until midnight, and the gardens, the "
        "pool and the library were talked of as well.\n"
    )
    for street in range(12):
        (tmp_path / f"{street}.txt").write_text(
            f"Tunnel under Street {street}\n\nHow much would the tunnel cost? The tunnel cost "
            f"under Street {street} is what Ada Lund has to say, and the cost worries her.\n"
        )
    library.add(tmp_path)
    answer = library.ask("How much did Ada Lund say the tunnel would cost?")
    assert answer.passages[0].article.title == "Council meets"
    assert (answer.answered, answer.reason) == (True, None)
