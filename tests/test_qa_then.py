"""Articles that were updated: what they had before is told, and answers as of a day have it."""

from collections.abc import Callable

import pytest
from conftest import WordEncoder, make_article

from corpus.dates import PartialDate
from corpus.spans import Span
from index.memory import Memory
from qa.answer import Answer
from qa.asking.then import sentence_in
from qa.library import Library

Keep = Callable[..., str]

FIRST = "Police said 1,450 people left Lysmere. The levee broke on Sunday."
SECOND = "Police said 1,310 people left Lysmere. The levee broke on Sunday. Cows stayed."
QUESTION = "How many people left Lysmere?"


@pytest.fixture
def library(memory: Memory, keep: Keep, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library that took in an article on 29 September, and changed texts of it later."""
    library = Library(memory, WordEncoder())
    for day, text in (("2025-09-29", FIRST), ("2025-10-03", SECOND)):
        monkeypatch.setattr("index.truth.store._now", lambda day=day: f"{day}T10:00:00+00:00")
        keep(memory, make_article("flood", text, "2025-09-29", title="Flood"))
    return library


def _texts(answer: Answer) -> list[str]:
    return [item.text for item in answer.passages]


def test_a_sentence_that_was_changed_says_how_it_read(library: Library) -> None:
    (passage,) = library.ask(QUESTION).passages
    assert (passage.text, passage.version) == (SECOND, None)
    changed = passage.changed
    assert changed is not None
    assert changed.text == "Police said 1,450 people left Lysmere."
    assert changed.replaced == PartialDate(2025, 10, 3, 10, 0, 0)
    assert changed.reference == f"{passage.article.id}@{changed.version[:12]}:0-38"
    assert library.article(passage.article.id, changed.version).text[0:38] == changed.text


def test_a_sentence_that_is_new_says_so(library: Library) -> None:
    (passage,) = library.ask("Where were the cows that stayed?").passages
    assert passage.sentences[0].of(SECOND) == "Cows stayed."
    assert passage.changed is not None
    assert passage.changed.text is None
    assert passage.changed.reference == f"{passage.article.id}@{passage.changed.version[:12]}"


def test_a_sentence_that_stayed_says_nothing(library: Library) -> None:
    (passage,) = library.ask("When broke the levee, on Sunday?").passages
    assert passage.sentences[0].of(SECOND) == "The levee broke on Sunday."
    assert passage.changed is None


def test_as_of_a_day_the_text_of_then_answers(library: Library) -> None:
    (passage,) = library.ask(QUESTION, as_of="2025-10-01").passages
    assert passage.text == FIRST
    assert passage.version == library.versions(passage.article.id)[0].version
    assert passage.changed is None
    cited = library.article(passage.article.id, passage.version)
    assert cited.text[passage.start : passage.end] == passage.text
    assert f"@{cited.version[:12]}:{passage.start}-{passage.end}" in passage.reference
    assert _texts(library.ask(QUESTION, as_of="2025-10-03")) == [SECOND]
    assert _texts(library.ask(QUESTION, as_of="2025-09-28")) == []


def test_as_of_a_day_what_was_not_there_yet_does_not_answer(library: Library) -> None:
    answer = library.ask("Where were the cows that stayed?", as_of="2025-10-01")
    assert (_texts(answer), answer.answered, answer.reason_kind) == ([], False, "period")
    assert answer.reason == "What is near the question was not yet there on 2025-10-01."


def test_a_text_of_then_that_is_not_here_is_told(memory: Memory, keep: Keep) -> None:
    changed = make_article(
        "quay", "The quay is open.", "2025-09-12", title="Quay", modified=PartialDate(2025, 10, 2)
    )
    keep(memory, changed)
    answer = Library(memory, WordEncoder()).ask("Is the quay open?", as_of="2025-09-20")
    assert _texts(answer) == ["The quay is open."]
    assert answer.notes == (
        "“Quay” was changed on 2025-10-02; the library does not have its text of before.",
    )


def test_the_day_that_an_article_gives_for_a_change_counts(
    memory: Memory, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.truth.store._now", lambda: "2025-12-01T10:00:00+00:00")
    keep(memory, make_article("flood", FIRST, "2025-09-29"))
    modified = PartialDate(2025, 10, 2)
    keep(memory, make_article("flood", SECOND, "2025-09-29", modified=modified))
    library = Library(memory, WordEncoder())
    assert _texts(library.ask(QUESTION, as_of="2025-10-01")) == [FIRST]
    assert _texts(library.ask(QUESTION, as_of="2025-10-02")) == [SECOND]


def test_a_sentence_is_known_again_by_most_of_its_words() -> None:
    assert sentence_in("Police said 1,310 people left Lysmere.", FIRST) == Span(0, 38)
    assert sentence_in("Cows and sheep stayed where they were.", FIRST) is None
    assert sentence_in("Anything.", "") is None


def test_the_days_that_sentences_tell_of(library: Library) -> None:
    (passage,) = library.ask(QUESTION).passages
    (mention,) = passage.dates
    assert SECOND[mention.start : mention.end] == "Sunday"
    assert (str(mention.period), mention.certainty) == ("2025-09-28", "resolved")
