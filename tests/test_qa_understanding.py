"""What of a question is taken for more than words: shown, taken back, never in the way."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import WordEncoder, make_article
from hypothesis import given, settings
from hypothesis import strategies as st

from index.memory import Memory
from index.records import Candidate, Filter
from qa.asking.ask import ask
from qa.asking.prefer import figures_first, moved_up
from qa.library import Library
from qa.opening import open_library
from qa.understanding.question import understand
from qa.understanding.subject import has_subject
from qa.understanding.taken import Taken

ROOT = Path(__file__).parents[1]
CASES = json.loads((ROOT / "tests" / "cases" / "understood.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("understanding") / "library"
    with open_library(folder, create=True, encoder=WordEncoder()) as opened:
        opened.add(ROOT / "corpus" / "samples")
        yield opened


def _taken(library: Library, question: str, *as_words: str, **given: Any) -> Taken:
    store = library._memory.store
    with store.snapshot():
        return understand(store, question, Filter(**given), as_words)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["question"])
def test_what_is_understood(library: Library, case: dict[str, Any]) -> None:
    as_of = date.fromisoformat(case["as_of"]) if case["as_of"] else None
    taken = _taken(library, case["question"], as_of=as_of)
    found = [[item.kind, item.text, item.value, item.filters] for item in taken.understood]
    assert found == case["understood"], case["comment"]
    notes = [note for note in taken.notes if note.startswith("Nothing")]
    assert notes == case["notes"], case["comment"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["question"])
def test_all_of_it_can_be_taken_back(library: Library, case: dict[str, Any]) -> None:
    as_of = date.fromisoformat(case["as_of"]) if case["as_of"] else None
    given = Filter(as_of=as_of)
    taken = _taken(library, case["question"], "All", as_of=as_of)
    assert taken == Taken(case["question"], given)
    for item in _taken(library, case["question"], as_of=as_of).understood:
        left = _taken(library, case["question"], item.text.upper(), as_of=as_of).understood
        assert item.text not in {other.text for other in left}


PIECES = sorted({piece for case in CASES for piece in case["question"].split()})


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=12), min_size=1, max_size=12))
@settings(max_examples=80)
def test_whatever_is_asked_is_understood_from_its_own_words(
    library: Library, pieces: list[str]
) -> None:
    question = " ".join(pieces)
    for item in _taken(library, question).understood:
        assert item.text in question


def test_a_spelling_that_is_not_known_is_looked_up_as_one_that_is(library: Library) -> None:
    words = _taken(library, "What did Ahn Seo-rym say in all?").words
    assert words == "What did Ahn Seo-rim say in all?"


def test_what_the_caller_narrows_by_holds(library: Library) -> None:
    question = "What did the Quay Post of 9 September print?"
    taken = _taken(library, question, outlet="herald", since=date(2025, 10, 1))
    assert (taken.understood, taken.narrowed) == (
        (),
        Filter(outlet="herald", since=date(2025, 10, 1)),
    )


def test_an_answer_says_what_was_understood(library: Library) -> None:
    answer = library.ask("What was the bridge like, according to the Herald?")
    assert [(item.kind, item.value) for item in answer.understood] == [
        ("outlet", "The Corvane Herald")
    ]
    assert {item.article.outlet for item in answer.passages} == {"The Corvane Herald"}
    words = library.ask("What was the bridge like, according to the Herald?", as_words="all")
    assert words.understood == ()


def test_what_is_understood_is_not_in_the_way_of_an_answer(
    memory: Memory, keep: Callable[..., str]
) -> None:
    keep(memory, make_article("quay", "The quay is shut.", outlet="Ellan Gazette"))
    keep(memory, make_article("court", "Jurors rested.", outlet="Corvane Herald"))
    found = Library(memory, WordEncoder()).ask("Is the quay shut, according to the Herald?")
    assert (found.answered, found.understood) == (True, ())
    assert found.passages[0].text == "The quay is shut."
    assert found.notes == (
        "Narrowed to “the Herald” there is no good answer, so it is taken for words.",
    )


def test_what_is_taken_back_stays_so_when_a_filter_leaves_no_answer(
    memory: Memory, keep: Callable[..., str]
) -> None:
    keep(memory, make_article("quay", "The quay is shut.", "2025-05-01", outlet="Ellan Gazette"))
    keep(memory, make_article("court", "Jurors rested.", "2025-09-02", outlet="Corvane Herald"))
    question = "Is the quay shut, according to the Herald, in articles of September 2025?"
    found = Library(memory, WordEncoder()).ask(question, as_words="the Herald")
    assert (found.answered, found.understood) == (True, ())
    assert found.notes == (
        "Narrowed to “of September 2025” there is no good answer, so it is taken for words.",
    )


def test_as_of_leaves_out_what_came_later(library: Library) -> None:
    answer = library.ask("How many people left their homes at Lysmere?", as_of="2025-09-30", n=50)
    days = {str(item.article.published)[:10] for item in answer.passages}
    assert max(days) == "2025-09-30"
    assert answer.notes == ("Articles whose date is not known do not count (5 of them).",)


def test_only_the_words_of_a_speaker(library: Library) -> None:
    answer = library.ask("What about the bridge?", speaker="ahn seo rim", n=50)
    assert answer.passages
    for passage in answer.passages:
        assert "Ahn Seo-rim" in {said.speaker for said in passage.statements}
    nobody = library.ask("What about the bridge?", speaker="Ahn Seo-rimm Ok")
    assert (nobody.answered, nobody.reason_kind) == (False, "speaker")
    assert nobody.reason is not None
    assert nobody.reason.startswith("No speaker 'Ahn Seo-rimm Ok' is known in this library.")


def test_what_fits_stands_five_times_nearer_the_top() -> None:
    ranked = list(range(1, 13))
    moved = moved_up(ranked, {10, 12}.__contains__)
    assert moved == [1, 2, 10, 12, 3, 4, 5, 6, 7, 8, 9, 11]
    assert moved_up(ranked, set().__contains__) == ranked


@pytest.mark.parametrize("most", [4000, 1])
def test_figures_are_found_however_they_are_printed(
    memory: Memory, keep: Callable[..., str], monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr("qa.asking.prefer.LISTED", most)
    for at, text in enumerate(
        ("It has 600.", "12,600 left.", "A-12600 flew.", "Some 12600 left.", "12.60 was paid.")
    ):
        keep(memory, make_article(f"n{at}", text))
    ranked = [Candidate(id_, 0.5, 1.0) for id_ in range(1, 6)]

    def order(question: str) -> list[int]:
        moved = figures_first(memory, Taken(question, Filter()), ranked)
        return [item.passage for item in moved]

    assert order("Did 12,600 leave?") == [2, 4, 1, 3, 5]
    assert order("Was 12.60 paid?") == [1, 5, 2, 3, 4]
    assert order("Did 900 leave?") == [1, 2, 3, 4, 5]


def test_a_question_for_statements_names_whose(library: Library) -> None:
    found = library.quotes(about="What did Ahn Seo-rim say about the ferries?", n=50)
    assert found.speakers == ("Ahn Seo-rim",)
    assert {quote.speaker for quote in found.quotes} == {"Ahn Seo-rim"}
    assert [(item.kind, item.value, item.filters) for item in found.understood] == [
        ("speaker", "Ahn Seo-rim", True)
    ]
    anybody = library.quotes(
        about="What did Ahn Seo-rim say about the ferries?", n=50, as_words="Ahn Seo-rim"
    )
    assert anybody.speakers == ()
    assert len({quote.speaker for quote in anybody.quotes}) > 1


def test_a_question_for_statements_names_an_outlet(library: Library) -> None:
    found = library.quotes(about="Who spoke of the levee, according to the Quay Post?", n=50)
    assert {quote.article.outlet for quote in found.quotes} == {"The Quay Post"}
    assert [item.value for item in found.understood] == ["The Quay Post"]


def test_statements_as_of_a_day(library: Library) -> None:
    found = library.quotes("Ahn Seo-rim", as_of="2025-09-30", n=100)
    days = [str(quote.article.published)[:10] for quote in found.quotes]
    assert (
        max(days)
        <= "2025-09-30"
        < max(
            str(quote.article.published)[:10]
            for quote in library.quotes("Ahn Seo-rim", n=100).quotes
        )
    )


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What happened at the Lantern Bridge in March 2024?", "from 2024-03"),
        ("Which stories published in 1999 mention the bridge?", "from 1999"),
        ("What happened in the 1990s?", "from 1990-01-01 to 1999-12-31"),
        ("How many passengers did the ferries carry in May?", "from 2025-05"),
    ],
)
def test_days_of_which_nothing_is(library: Library, question: str, reason: str) -> None:
    answer = library.ask(question)
    assert (answer.answered, answer.reason_kind) == (False, "period")
    assert answer.reason == (
        f"Nothing here is {reason}, and what is near the question tells of other days."
    )
    assert answer.passages


@pytest.mark.parametrize(
    "question",
    [
        "What happened last week?",
        "Who spoke last week?",
        "What’s the latest news of last week?",
        "What happened at the bridge last week?",
        "What did Ahn Seo-rim say last week?",
    ],
)
def test_days_counted_from_today_of_which_nothing_is(library: Library, question: str) -> None:
    answer = library.ask(question, as_of="2026-05-13")
    nothing = "Nothing here is from 2026-05-04 to 2026-05-10"
    if "bridge" in question or "Ahn" in question:  # beside them, the words may still lead there
        assert f"{nothing}, so “last week” is taken for words." in answer.notes
        assert answer.answered
    else:
        assert answer.reason == f"{nothing}; the newest article is of 2025-10-31."
        assert (answer.answered, answer.reason_kind) == (False, "period")
        assert not any("last week" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("outlet", "reason"),
    [
        (None, "Nothing here is from 2025-10-25; the newest article is of 2025-10-24."),
        (
            "The Corvane Herald",
            "Nothing that passes is from 2025-10-25; the newest that does is of 2025-10-02.",
        ),
    ],
)
def test_the_newest_article_is_one_that_may_answer(
    library: Library, outlet: str | None, reason: str
) -> None:
    answer = library.ask("What happened yesterday?", as_of="2025-10-26", outlet=outlet)
    assert answer.reason == reason


def test_of_a_day_of_the_calendar_articles_of_other_days_may_tell(library: Library) -> None:
    reason = library.ask("What happened on 1 May 1900?").reason
    assert reason == (
        "Nothing here is from 1900-05-01, and what is near the question tells of other days."
    )


def test_a_note_where_no_passage_is_of_the_days_asked_about(tmp_path: Path) -> None:
    with open_library(tmp_path / "library", create=True, encoder=WordEncoder()) as library:
        ferry = "The ferry\nPublished 3 October 2025\n\nThe ferry ran late."
        (tmp_path / "ferry.txt").write_text(ferry, "utf-8")
        for at, town in enumerate(
            ["Lysmere", "Tavra", "Corvane", "Ellan", "Orrin", "Veyra"], start=1
        ):
            tunnel = f"Tunnel {at}\nPublished {at} November 2025\n\nThe tunnel at {town} flooded."
            (tmp_path / f"{town}.txt").write_text(tunnel, "utf-8")
        library.add(sorted(tmp_path.glob("*.txt")))
        note = "None of these passages is from 2025-10-03, and none tells of that time."
        assert library.ask("Which tunnel flooded on October 3?", n=1).notes == (note,)
        assert library.ask("Why did the ferry run late on October 3?", n=1).notes == ()
        levee = "Levee\nPublished November 2025\n\nThe levee leaked on October 3."
        (tmp_path / "levee.txt").write_text(levee, "utf-8")
        library.add([tmp_path / "levee.txt"])
        assert library.ask("Why did the levee leak on October 3?", n=1).notes == ()


def test_what_has_no_date_may_be_of_any_days(memory: Memory, keep: Callable[..., str]) -> None:
    keep(memory, make_article("quay", "The quay is shut."))
    answer = Library(memory, WordEncoder()).ask("What happened last week?")
    assert answer.reason is not None
    assert answer.reason.endswith(". Articles whose date is not known do not count (1 of them).")


def test_days_of_which_nothing_is_have_no_statement_either(library: Library) -> None:
    nothing = "Nothing here is from 2026-05-04 to 2026-05-10; the newest article is of 2025-10-31."
    for speaker in (None, "Ahn Seo-rim"):
        found = library.quotes(speaker, "What was said last week?", as_of="2026-05-13")
        assert (found.reason, found.quotes, found.left_out) == (nothing, (), 0)


@pytest.mark.parametrize(
    ("question", "is_about"),
    [
        ("What happened in the US?", True),
        ("What did the WHO say?", True),
        ("Tell us any news", False),
        ("WHAT IS NEW?", False),
    ],
)
def test_words_in_capitals_are_names_and_not_who_and_us(question: str, is_about: bool) -> None:
    assert has_subject(Taken(question, Filter())) is is_about


def test_days_that_an_article_of_other_days_tells_of(library: Library) -> None:
    assert library.ask("What did rebuilding the levee in 2022 cost?").reason_kind != "period"
    assert library.ask("Does the Lantern Bridge reopen on March 27?").reason_kind != "period"


def test_what_tells_of_the_days_comes_first(tmp_path: Path) -> None:
    with open_library(tmp_path / "library", create=True, encoder=WordEncoder()) as library:
        for at, day in enumerate(["Sept. 30", "Oct. 9", "Nov. 2"], start=1):
            (tmp_path / f"{at}.txt").write_text(
                f"The tunnel, part {at}\nPublished 16 November 2025\n\n"
                f"On {day}, the tunnel at Lysmere was flooded, and the trains stood still.",
                "utf-8",
            )
        library.add(sorted(tmp_path.glob("*.txt")))
        answer = library.ask("What happened in the tunnel on October 9?")
        assert answer.answered
        assert "On Oct. 9," in answer.passages[0].text
        assert answer.notes == (
            "Nothing here is from 2025-10-09, so “on October 9” is taken for words.",
        )


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Where are the tunnel games in 2030?", None),
        ("Where are the tunnel games in 2029?", "period"),
        ("Who won the tunnel games in 2030?", "period"),  # they are still to come
    ],
)
def test_what_is_of_a_year_to_come_tells_of_it(
    memory: Memory, keep: Callable[..., str], question: str, reason: str | None
) -> None:
    keep(
        memory,
        make_article(
            "a", "Lysmere has the 2030 tunnel games, and 2,029 seats.", published="2025-11-16"
        ),
    )
    found = ask(memory, WordEncoder(), question, 5, Filter())
    assert found.reason_kind == reason
    assert found.answered == (reason is None)


def test_what_has_no_date_keeps_its_place(memory: Memory, keep: Callable[..., str]) -> None:
    for name, day in (("old", "2025-03-01"), ("undated", None), ("then", "2025-09-12")):
        keep(memory, make_article(name, f"The quay is shut, says the {name} report.", day))
    ids = list(range(1, 4))
    then = Filter(since=date(2025, 9, 1), until=date(2025, 9, 30))
    assert memory.store.filters.perhaps_among(ids, then) == {2, 3}


@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.parametrize("when", ["yesterday", "this week", "before January", "last Monday"])
def test_the_ends_of_the_calendar(library: Library, day: date, when: str) -> None:
    taken = _taken(library, f"What happened {when}?", as_of=day)
    assert taken.narrowed == Filter(as_of=day)


def test_the_best_sentence_is_one_in_which_the_person_says_it(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(
        "The ferry\n\n2025-09-12\n\n"
        "Councillor Tam Orvik said Mira Halloway would say the ferry was late. "
        "“It sails on Monday,” Mira Halloway said."
    )
    with open_library(tmp_path / "library", create=True, encoder=WordEncoder()) as opened:
        opened.add(tmp_path / "ferry.txt")
        (passage,) = opened.ask("What did Mira Halloway say about the ferry?").passages
    best = passage.sentences[0]
    sentence = passage.text[best.start - passage.start : best.end - passage.start]
    assert sentence == "“It sails on Monday,” Mira Halloway said."


def test_bytes_that_are_no_text_are_no_error(library: Library) -> None:
    assert library.ask("Who closed the br\udcffidge?").question == "Who closed the br?idge?"
    assert library.check("The br\udcffidge was never painted in mauve.").class_ != "verbatim"
