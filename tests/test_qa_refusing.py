"""Whether there is a good answer, and why there is none."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import Add, WordEncoder, make_article

from index.memory import Memory
from index.records import Candidate
from qa.answer import Answer
from qa.asking.confidence import Evidence, confidence, judged, match_of, wanted_of
from qa.asking.judging import Judgement, judge
from qa.asking.reasons import Reason, no_answer
from qa.library import Library

Keep = Callable[..., str]

HARBOUR = {
    "quay": "The quay is shut since Monday. A girder cracked, the harbour office said.",
    "court": "A judge adjourned the trial of the harbourmaster on Friday.",
    "levee": "The levee at Lysmere broke at night. Fourteen boats brought people out.",
}


@pytest.fixture
def library(memory: Memory, keep: Keep, encoder: WordEncoder) -> Library:
    for name, text in HARBOUR.items():
        keep(memory, make_article(name, text, "2025-09-12", title=name.title()))
    return Library(memory, encoder)


def test_confidence_by_hand() -> None:
    # -5.77 + 5.13 · 0.5 + 1.39 · 0.25 + 1.99 · 0.75 + 1.93 · 0.8 = 0.179
    assert confidence(Evidence(0.5, 0.25, 0.75, 0.8)) == pytest.approx(0.5446, abs=1e-4)
    assert confidence(Evidence(0.0, 0.0, 0.0, 0.0)) == pytest.approx(0.0031, abs=1e-4)


@pytest.mark.parametrize("name", ["cosine", "wording", "held", "complete"])
def test_more_of_anything_is_never_less_sure(name: str) -> None:
    some = {"cosine": 0.4, "wording": 0.4, "held": 0.4, "complete": 0.4}
    assert confidence(Evidence(**some | {name: 0.5})) > confidence(Evidence(**some))


@pytest.mark.parametrize(
    ("rarity", "shares"),
    [
        ({"quay": 1.0, "shut": 3.0}, {"quay": 0.25, "shut": 0.75}),
        ({"quay": 1.0, "mani": 5.0}, {"quay": 1.0}),  # "how many" asks, and is not answered so
        ({"say": 2.0}, {"say": 1.0}),  # unless there is nothing else
        ({}, {}),
    ],
)
def test_telling_words(rarity: Mapping[str, float], shares: Mapping[str, float]) -> None:
    assert wanted_of(rarity).shares == shares


def test_the_likeliest_by_meaning_and_by_words_are_judged() -> None:
    by_meaning = [Candidate(id_, 0.9 - id_ / 100, 0.0) for id_ in range(8)]
    by_words = [Candidate(id_, 0.1, float(id_)) for id_ in range(20, 28)]
    found = [item.passage for item in judged([*by_words, *by_meaning])]
    assert found == [0, 1, 2, 3, 4, 27, 26, 25, 24, 23]
    assert [item.passage for item in judged(by_meaning)] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("confidence", "match"), [(0.61, "strong"), (0.59, "fair"), (0.2, "fair"), (0.19, "weak")]
)
def test_matches_in_words(confidence: float, match: str) -> None:
    assert match_of(confidence, 0.2) == match


def test_a_match_below_a_high_floor_is_weak() -> None:
    assert match_of(0.65, 0.7) == "weak"


def test_nothing_near(library: Library) -> None:
    answer = library.ask("zymurgy")
    assert (answer.answered, answer.reason_kind) == (False, "near")
    assert answer.reason == (
        "No passage is near the question. Nothing in this library has the word “zymurgy”."
    )
    assert {passage.match for passage in answer.passages} == {"weak"}


def test_the_topic_is_here_but_not_this(library: Library) -> None:
    answer = library.ask("helicopter pilot marathon opera lyrics airport Lysmere levee colour")
    assert (answer.answered, answer.reason_kind) == (False, "topic")
    assert answer.reason == (
        "The nearest passages have “Lysmere levee”, but no sentence there stands out as the "
        "answer. Nothing in this library has the words “helicopter”, “pilot”, “marathon”, “opera” "
        "and “lyrics”."
    )


def test_what_lacks_no_word_may_be_the_answer_all_the_same(memory: Memory) -> None:
    """To say that the passages do not tell it would be more than anybody knows."""
    reason = no_answer(memory, Judgement({1: 0.2}, 0.2, 0.3, ("Lund", "office"), ()))
    assert reason == Reason(
        "topic",
        "The nearest passages have “Lund” and “office”, but no sentence there stands out as the "
        "answer; it may be among them in other words.",
    )


def test_no_word_is_called_missing_that_a_passage_shows(library: Library, memory: Memory) -> None:
    memory.follow()
    quay, levee = Candidate(1, 0.5, 1.0), Candidate(3, 0.5, 1.0)
    assert judge(memory, "the quay or the levee", [quay], []).missing == ("levee",)
    assert judge(memory, "the quay or the levee", [quay], [levee]).missing == ()


def test_no_word_is_said_to_be_held_that_no_passage_shows(library: Library, memory: Memory) -> None:
    memory.follow()
    quay, levee = Candidate(1, 0.5, 1.0), Candidate(3, 0.1, 0.0)
    assert judge(memory, "the quay or the levee", [quay], [quay]).held == ("quay",)
    assert judge(memory, "the quay or the levee", [quay], [levee]).held == ()


def test_an_answer_has_no_reason(library: Library) -> None:
    answer = library.ask("Why is the quay shut?")
    assert (answer.answered, answer.reason, answer.reason_kind) == (True, None, None)
    assert answer.passages[0].match == "strong"


@pytest.fixture
def quoted(memory: Memory, encoder: WordEncoder, tmp_path: Path) -> Library:
    library = Library(memory, encoder)
    (tmp_path / "pier.txt").write_text(
        "Lund speaks of the pier\n\nMayor Ada Lund opened the pier on Friday, and Ivo Brandt, "
        "the engineer, cut the ribbon.\n\n“The pier needs new piles,” Lund said.\n"
    )
    library.add(tmp_path / "pier.txt")
    return library


def _reason(answer: Answer) -> tuple[str | None, str | None]:
    return answer.reason_kind, answer.reason


@pytest.mark.parametrize("asked", ["Ivo Brandt", "the engineer"])
def test_one_who_is_named_and_never_said(quoted: Library, asked: str) -> None:
    assert _reason(quoted.ask(f"What did {asked} say about the pier?")) == (
        "speaker",
        "Ivo Brandt is named in this library, but no statement by Ivo Brandt was found in it.",
    )


def test_of_several_of_a_name_who_never_said_anything_the_name_is_told(
    library: Library, add: Add
) -> None:
    add(
        "one",
        "Mayor Ada Brandt met Ivo Brandt, the engineer, at the pier. “It is shut,” said Bo Ek.",
    )
    reason = library.ask("What did Brandt say about the pier?").reason
    assert reason == "Brandt is named in this library, but no statement by Brandt was found in it."


def test_of_two_who_are_asked_for_one_may_tell(quoted: Library) -> None:
    assert quoted.ask("What did Ada Lund and Ivo Brandt say about the pier?").reason is None


def test_nobodys_words_are_said_to_come_first_where_none_do(quoted: Library) -> None:
    notes = quoted.ask("What did Ada Lund say on bread, milk, jam, salt and tea?").notes
    assert notes == ()
    assert quoted.ask("What did Ada Lund say of the pier and its piles?").notes == (
        "What Ada Lund said comes first.",
    )


def test_what_is_near_is_no_match_where_it_is_no_answer(quoted: Library) -> None:
    said, never = (f"What did {name} say about the pier?" for name in ("Ada Lund", "Ivo Brandt"))
    assert [passage.match for passage in quoted.ask(said).passages] == ["strong"]
    assert [passage.match for passage in quoted.ask(never).passages] == ["weak"]
    bare = quoted.ask(never, as_words=["all"])
    assert (bare.answered, [passage.match for passage in bare.passages]) == (True, ["strong"])


@pytest.mark.parametrize(
    "question",
    ["What did Ada Lund say about the pier?", "When did Ivo Brandt cut the ribbon of the pier?"],
)
def test_one_who_is_quoted_or_not_asked_for_words(quoted: Library, question: str) -> None:
    assert _reason(quoted.ask(question)) == (None, None)
