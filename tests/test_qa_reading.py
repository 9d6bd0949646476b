"""Reading the best passages with the question: their order, their best sentence, and a refusal."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import WordEncoder, make_article

from benchmarks.reading import Unread
from corpus.spans import Span
from index.memory import Memory
from index.models.reader import Reading
from index.records import Candidate, Filter
from qa.answer import Answer, Match
from qa.asking import reading
from qa.asking.ask import ask
from qa.asking.reading import answering_first, match_read, pointed_first
from qa.measuring.retrieval import evaluate_retrieval
from qa.opening import open_library

Keep = Callable[..., str]

TEXTS = {
    "quay": "The quay is shut since Monday. A girder cracked there. The mayor was told.",
    "girder": "The quay was shut by Bo Ek. A girder of the quay had cracked.",
    "fair": "The fair on the quay drew a crowd.",
}


class Scripted:
    """Finds given words in a text with a given score, and others with -9; keeps what it read."""

    def __init__(self, known: Mapping[str, float]) -> None:
        self.known = known
        self.read: list[tuple[str, str, str]] = []

    def __call__(self, question: str, heading: str, text: str) -> Reading:
        self.read.append((question, heading, text))
        for words, score in self.known.items():
            if words in text:
                return Reading(score, Span(text.index(words), text.index(words) + len(words)))
        return Reading(-9.0, Span(0, 1))


@pytest.fixture
def asked(memory: Memory, keep: Keep, encoder: WordEncoder) -> Callable[..., Answer]:
    for name, text in TEXTS.items():
        keep(memory, make_article(name, text, title=name.title()))

    def answer(question: str, read: reading.Read | None = None, n: int = 5) -> Answer:
        return ask(memory, encoder, question, n, Filter(), read=read)

    return answer


def texts_of(answer: Answer) -> list[str]:
    return [passage.text for passage in answer.passages]


def test_what_answers_comes_first(asked: Callable[..., Answer]) -> None:
    question = "Who had the quay shut since Monday?"
    assert asked(question).passages[0].text == TEXTS["quay"]
    read = Scripted({"Bo Ek": 6.0})
    assert asked(question, read).passages[0].text == TEXTS["girder"]
    assert sorted(read.read) == sorted((question, name.title(), TEXTS[name]) for name in TEXTS)


def test_a_first_passage_that_clearly_answers_is_read_alone(asked: Callable[..., Answer]) -> None:
    question = "Who had the quay shut since Monday?"
    enough, nearly = Scripted({"cracked there": 6.0}), Scripted({"cracked there": 5.9})
    assert texts_of(asked(question, enough)) == texts_of(asked(question, nearly))
    assert [text for _, _, text in enough.read] == [TEXTS["quay"]]
    assert len(nearly.read) == len(TEXTS)


def test_what_is_printed_twice_is_read_once(
    memory: Memory, keep: Keep, encoder: WordEncoder
) -> None:
    for number in range(6):
        keep(memory, make_article(f"copy {number}", TEXTS["quay"], title=f"Copy {number}"))
    keep(memory, make_article("girder", TEXTS["girder"]))
    read = Scripted({"Bo Ek": 5.0})
    found = ask(memory, encoder, "Who had the quay shut since Monday?", 5, Filter(), read=read)
    assert sorted(text for _, _, text in read.read) == sorted([TEXTS["quay"], TEXTS["girder"]])
    assert found.passages[0].text == TEXTS["girder"]


def test_an_answer_does_not_depend_on_how_many_passages_are_wanted(
    asked: Callable[..., Answer],
) -> None:
    question = "Who had the quay shut since Monday?"
    read = Scripted({"Bo Ek": 6.0})
    assert asked(question, read, n=1).passages == asked(question, read).passages[:1]


@pytest.mark.parametrize(
    "question",
    [
        "quay shut Monday",
        "Is the quay that Bo Ek shut, who was mayor, open?",
        "What to know about the quay",
        "When the quay was shut, people wept.",
        "Who said “The quay is shut since Monday”?",
    ],
)
def test_what_asks_for_nothing_that_can_be_pointed_at_is_not_read(
    asked: Callable[..., Answer], question: str
) -> None:
    read = Scripted({})
    assert asked(question, read) == asked(question)
    assert read.read == []


def test_where_no_passage_has_the_answer_it_is_refused(asked: Callable[..., Answer]) -> None:
    question = "Who had the quay shut since Monday?"
    assert asked(question).answered
    found = asked(question, Scripted({"Bo Ek": -9.0}))
    assert not found.answered
    assert found.reason is not None
    assert "no sentence there stands out as the answer" in found.reason
    assert {passage.match for passage in found.passages} == {"weak"}


@pytest.mark.parametrize(
    ("question", "score", "is_noted"),
    [
        ("Who had the quay shut since Monday?", -0.1, True),
        ("Who had the quay shut since Monday?", 0.0, False),
        ("Who had the quay shut since Monday?", -9.0, False),  # refused, with a reason
        ("Why is the quay shut since Monday?", -9.0, False),
    ],
)
def test_an_answer_that_reading_is_unsure_of_has_a_note(
    asked: Callable[..., Answer], question: str, score: float, is_noted: bool
) -> None:
    notes = asked(question, Scripted({"quay": score})).notes
    assert any("clearly answers" in note for note in notes) == is_noted


def test_between_a_clear_answer_and_none_the_confidence_decides(
    asked: Callable[..., Answer],
) -> None:
    near, far = "Who had the quay shut since Monday?", "Who sells zebras in Peru?"
    assert (asked(near).answered, asked(far).answered) == (True, False)
    unsure, clear = Scripted({"quay": -1.0}), Scripted({"quay": 6.0})
    assert (asked(near, unsure).answered, asked(far, unsure).answered) == (True, False)
    assert asked(far, clear).answered
    assert asked(far, clear).passages[0].match == "fair"


@pytest.mark.parametrize(
    ("match", "score", "read"),
    [
        ("strong", 3.0, "strong"),
        ("strong", 2.9, "fair"),
        ("fair", 6.0, "strong"),
        ("fair", 5.9, "fair"),
        ("fair", -3.0, "fair"),
        ("strong", -3.1, "weak"),
        ("weak", 1.9, "weak"),
        ("weak", 2.0, "fair"),
        ("weak", 9.0, "fair"),
    ],
)
def test_how_sure_a_match_is_shows_once_it_is_read(match: Match, score: float, read: Match) -> None:
    found = Reading(score, Span(0, 4))
    assert match_read(match, found, "Who shut the quay?") == read
    assert match_read(match, None, "Who shut the quay?") == match


def test_reading_says_little_of_a_match_where_a_few_words_cannot_answer() -> None:
    unsure, clear = Reading(-4.0, Span(0, 4)), Reading(6.0, Span(0, 4))
    assert match_read("strong", unsure, "Why is the quay shut?") == "fair"
    assert match_read("fair", unsure, "Why is the quay shut?") == "fair"
    assert match_read("fair", clear, "Why is the quay shut?") == "fair"


@pytest.mark.parametrize("question", ["Why is the quay shut?", "How did the girder crack?"])
def test_what_a_few_words_cannot_answer_is_not_refused(
    asked: Callable[..., Answer], question: str
) -> None:
    assert asked(question, Scripted({})).answered


def test_the_outlet_and_the_days_of_an_article_are_not_looked_for_in_its_text(
    memory: Memory, keep: Keep, encoder: WordEncoder
) -> None:
    keep(memory, make_article("new", "Bo Ek shut the quay.", published="2025-10-03"))
    keep(memory, make_article("old", "Ada Lund shut the quay.", published="2023-01-03"))
    read = Scripted({"Ek": 5.0})
    ask(memory, encoder, "Who shut the quay in October 2025?", 5, Filter(), read=read)
    assert sorted((question, text) for question, _, text in read.read) == [
        ("Who shut the quay in October 2025?", "Ada Lund shut the quay."),
        ("Who shut the quay?", "Bo Ek shut the quay."),
    ]


def test_what_is_clear_of_somebody_else_answers_nothing(
    memory: Memory, keep: Keep, encoder: WordEncoder
) -> None:
    keep(memory, make_article("pier", "Bo Ek took a builder, Per Sol."))
    read, question = Scripted({"Per Sol": 9.0}), "Which mason did {} hire?"
    assert ask(memory, encoder, question.format("Bo Ek"), 5, Filter(), read=read).answered
    assert not ask(memory, encoder, question.format("Ada Lund"), 5, Filter(), read=read).answered


def test_a_clear_first_passage_of_somebody_else_is_not_enough(
    memory: Memory, keep: Keep, encoder: WordEncoder
) -> None:
    first, second = "The mason who was hired for the pier was Per Sol.", "Ada Lund took Ida Berg."
    keep(memory, make_article("pier", first))
    keep(memory, make_article("lund", second))
    question = "Which mason was hired for the pier by Ada Lund?"
    assert ask(memory, encoder, question, 5, Filter()).passages[0].text == first
    read = Scripted({"Per Sol": 9.0, "Ida Berg": 5.0})
    assert ask(memory, encoder, question, 5, Filter(), read=read).passages[0].text == second


@pytest.mark.parametrize(
    ("told", "days", "first"),
    [
        ("The count of September", "in November 2025", False),
        ("The count of September", "in November", False),
        ("The count of November 2023", "in November 2025", False),
        ("The count of November 2023", "in November", True),  # of any year
        ("The count of Nov. 3", "in November 2025", True),
        ("The count of the year 2023", "in November 2025", True),  # may tell of that, too
        ("The count of September", "in 2025", True),
        ("The count of September, and not of November,", "in November 2025", True),
        ("The count", "in November 2025", True),
    ],
)
def test_a_sentence_of_other_days_does_not_answer(
    memory: Memory, keep: Keep, encoder: WordEncoder, told: str, days: str, first: bool
) -> None:
    told += " found 119 boats in Tavra bay."
    keep(memory, make_article("tavra", told, published="2025-12-08"))
    keep(memory, make_article("ellan", "There were 80 boats at Ellan.", published="2025-12-01"))
    read = Scripted({"119": 9.0, "80": 1.0})
    found = ask(
        memory, encoder, f"How many boats did the count find {days}?", 5, Filter(), read=read
    )
    assert (found.passages[0].text == told) is first


def test_a_question_in_a_passage_is_no_answer(
    memory: Memory, keep: Keep, encoder: WordEncoder
) -> None:
    keep(memory, make_article("a", "Who shut the quay, and when? Bo Ek did, on Monday."))

    def read(question: str, heading: str, text: str) -> Reading:
        at = 0 if text.startswith("Who") else text.index("Bo Ek")
        return Reading(6.0, Span(at, at + 6))

    found = ask(memory, encoder, "Who shut the quay?", 5, Filter(), read=read)
    passage = found.passages[0]
    assert passage.words(passage.sentences[0]) == "Bo Ek did, on Monday."


def test_the_sentence_with_the_words_is_the_best(asked: Callable[..., Answer]) -> None:
    found = asked("Who had the quay shut since Monday?", Scripted({"The mayor": 6.0}))
    passage = next(item for item in found.passages if item.text == TEXTS["quay"])
    assert passage.words(passage.sentences[0]) == "The mayor was told."
    assert len(passage.sentences) == 3


def test_sentences_stay_where_reading_is_not_sure() -> None:
    spans = [Span(10, 20), Span(20, 30)]
    passage = Span(10, 30)
    sure, unsure = Reading(5.0, Span(12, 14)), Reading(-5.0, Span(12, 14))
    assert pointed_first(spans, passage, sure) == [Span(20, 30), Span(10, 20)]
    assert pointed_first(spans, passage, unsure) == spans
    assert pointed_first(spans, passage, None) == spans


def test_a_place_costs_so_that_a_little_more_moves_nothing() -> None:
    ranked = [Candidate(number, 0.5, 0.0) for number in range(1, 8)]
    little = {number: Reading(0.0, Span(0, 1)) for number in range(1, 6)}
    little[2] = Reading(0.5, Span(0, 1))
    assert answering_first(ranked, little) == ranked
    much = little | {2: Reading(9.0, Span(0, 1)), 5: Reading(8.0, Span(0, 1))}
    assert [item.passage for item in answering_first(ranked, much)] == [2, 5, 1, 3, 4, 6, 7]
    assert answering_first(ranked, {}) == ranked


DESIGNED = {
    "asked": "Visitors who cross the Lantern Bridge every day ask who designed the Lantern Bridge.",
    "told": "Ada Lund drew the plans of the Lantern Bridge in 1965, the city archive has found.",
    "painted": "The Lantern Bridge is painted every ten years, and the city pays for it.",
}


def test_reading_is_measured_beside_the_whole(tmp_path: Path) -> None:
    (tmp_path / "qrels").mkdir()
    documents = [{"_id": id_, "title": "", "text": text} for id_, text in DESIGNED.items()]
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, documents)))
    question = {"_id": "1", "text": "Who designed the Lantern Bridge?"}
    (tmp_path / "queries.jsonl").write_text(json.dumps(question))
    (tmp_path / "qrels" / "test.tsv").write_text("1\ttold\t1\n")
    found = evaluate_retrieval(tmp_path)
    assert found.read is not None
    assert (found.whole.success_1, found.read.success_1) == (0.0, 1.0)
    last = found.differences[-1]
    assert (last.way, last.other, last.wins, last.losses) == ("read", "whole", 1, 0)


def test_a_library_of_the_default_model_reads(tmp_path: Path) -> None:
    for name, text in DESIGNED.items():
        (tmp_path / f"{name}.txt").write_text(text)
    with open_library(tmp_path / "library", create=True) as library:
        library.add([tmp_path / f"{name}.txt" for name in DESIGNED])
        found = library.ask("Who designed the Lantern Bridge?")
        assert found.passages[0].text == DESIGNED["told"]
        question = "How many visitors cross the Lantern Bridge every day?"
        assert not library.ask(question).answered
        assert Unread(library._memory).ask(question).answered
