"""A question's way: filters, ranking, citations, and honest refusals."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import WordEncoder, make_article

from corpus.dating.mentions import DateMention
from corpus.dating.period import Period
from corpus.errors import UsageError
from corpus.spans import Span
from index.memory import Memory
from index.records import Candidate, Filter
from qa.answer import Answer, FoundPassage, Source, Sources, plain, to_json
from qa.asking.ask import ask
from qa.asking.rank import fuse, rank, scores
from qa.holdings import Holding
from qa.library import Library
from qa.reference import Reference, parse_reference

Keep = Callable[..., str]

MONDAY = date(2025, 9, 8)
TEXT = "The quay is shut since Monday. A girder cracked. Ferries take people across until spring."


@pytest.fixture
def library(memory: Memory, keep: Keep, encoder: WordEncoder) -> Library:
    keep(
        memory,
        make_article(
            "quay",
            TEXT,
            "2025-09-12T16:27",
            title="Quay shut",
            outlet="The Ellan Gazette",
            authors=("Mira Tolk",),
            url="https://gazette.example/quay",
        ),
    )
    keep(memory, make_article("court", "A judge adjourned the trial on Friday.", "2025-10-03"))
    return Library(memory, encoder)


def test_the_whole_answer(library: Library) -> None:
    answer = library.ask("why was the quay shut", n=1)
    assert answer == Answer(
        question="why was the quay shut",
        answered=True,
        reason=None,
        passages=(
            FoundPassage(
                article=Source(
                    id=make_article("quay", "").id,
                    title="Quay shut",
                    outlet="The Ellan Gazette",
                    authors=("Mira Tolk",),
                    published=answer.passages[0].article.published,
                    url="https://gazette.example/quay",
                ),
                start=0,
                end=len(TEXT),
                text=TEXT,
                score=answer.passages[0].score,
                sentences=(Span(0, 30), Span(31, 48), Span(49, 89)),
                match=answer.passages[0].match,
                dates=(DateMention(23, 29, Period(MONDAY, MONDAY), "resolved"),),
            ),
        ),
        sources=Sources(1, 1),
    )
    assert str(answer.passages[0].article.published) == "2025-09-12T16:27"
    assert 0.35 < answer.passages[0].score <= 1


def test_the_json_has_the_names_that_the_records_have(library: Library) -> None:
    answer = plain(library.ask("why was the quay shut", n=1))
    assert list(answer) == [
        "question",
        "answered",
        "reason",
        "passages",
        "notes",
        "understood",
        "sources",
        "figures",
        "reason_kind",
    ]
    (passage,) = answer["passages"]
    assert list(passage) == [
        *("article", "start", "end", "text", "score", "sentences", "statements", "copies", "match"),
        *("dates", "changed", "version"),
    ]
    assert passage["article"] == {
        "id": make_article("quay", "").id,
        "title": "Quay shut",
        "outlet": "The Ellan Gazette",
        "authors": ["Mira Tolk"],
        "published": "2025-09-12T16:27",
        "url": "https://gazette.example/quay",
        "opening": None,
    }
    assert passage["sentences"][0] == [0, 30]
    assert '"outlet": "The Ellan Gazette"' in to_json(answer)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, {"quay", "court"}),
        ({"since": "2025-10-01"}, {"court"}),
        ({"since": date(2025, 9, 12), "until": "2025-09"}, {"quay"}),
        ({"until": "12 September 2025"}, {"quay"}),
        ({"outlet": "ellan gazette"}, {"quay"}),
        ({"author": "tolk"}, {"quay"}),
    ],
)
def test_filters(library: Library, filters: dict[str, str], found: set[str]) -> None:
    answer = library.ask("quay judge trial", **filters)  # type: ignore[arg-type]
    names = {make_article(name, "").id: name for name in ("quay", "court")}
    assert {names[passage.article.id] for passage in answer.passages} == found


@pytest.mark.parametrize(
    ("filters", "kind", "reason"),
    [
        (
            {"outlet": "Quay Post"},
            "filter",
            "No article is from an outlet 'Quay Post'. Outlets here: The Ellan Gazette.",
        ),
        ({"author": "Roc"}, "filter", "No article is by an author 'Roc'. Authors here: Mira Tolk."),
        (
            {"since": "2026"},
            "period",
            "No dated article in this library was published since 2026-01-01.",
        ),
        (
            {"since": "2025-10-01", "outlet": "gazette"},
            "filter",
            "No article matches all of: since 2025-10-01, outlet 'gazette'.",
        ),
    ],
)
def test_why_nothing_passes(
    library: Library, filters: dict[str, str], kind: str, reason: str
) -> None:
    answer = library.ask("Why was the quay shut?", **filters)  # type: ignore[arg-type]
    assert (answer.answered, answer.reason, answer.passages) == (False, reason, ())
    assert answer.reason_kind == kind


def test_an_empty_library(memory: Memory, encoder: WordEncoder) -> None:
    answer = ask(memory, encoder, "Why?", 5, Filter())
    assert answer.reason == "The library is empty; add articles to it first."
    assert answer.reason_kind == "empty"
    assert encoder.encoded == []  # nothing was loaded for nothing


def test_nothing_near_is_said_and_the_nearest_are_misses(library: Library) -> None:
    answer = library.ask("zymurgy")
    assert not answer.answered
    assert answer.reason is not None
    assert answer.reason.startswith("No passage is near the question")
    assert len(answer.passages) == 2


@pytest.mark.parametrize("question", ["zymurgy", "why was the quay shut", "in the", "a Friday"])
def test_whether_there_is_an_answer_does_not_depend_on_n(library: Library, question: str) -> None:
    assert library.ask(question, n=1).answered == library.ask(question, n=5).answered


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("", "The question is empty"),
        (" \n\t\0 ", "The question is empty"),
        (None, "None is no text; give the words in a string."),
        (5, "5 is no text; give the words in a string."),
        ("why " * 25_000, "The question has 99,999 characters, and 2,000 are read at most"),
    ],
)
def test_questions_that_are_none(library: Library, question: Any, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        library.ask(question)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n": 0}, "0 passages cannot be given"),
        ({"n": 101}, "101 passages cannot be given"),
        ({"since": "soon"}, "'soon' is no date"),
        ({"since": 2025}, "2025 is no date with a year; write it like 2023-10-13 or 2023-10."),
        ({"since": "--10-12"}, "is no date with a year"),
        ({"until": "2012-13"}, "'2012-13' is not in the calendar"),
        ({"until": "2025-02-30"}, "'2025-02-30' is not in the calendar"),
        ({"since": "2025-02", "until": "2024"}, "Nothing lies since 2025-02-01 and until 2024-12"),
    ],
)
def test_arguments_that_make_no_sense(
    library: Library, arguments: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        library.ask("Why?", **arguments)  # type: ignore[arg-type]


def test_fusing_by_hand() -> None:
    # cosine scaled: 0, 1, ½; bm25 scaled: 1, 0, ½; with weight 0.7 → 0.3, 0.7, 0.5
    candidates = [Candidate(1, 0.2, 8.0), Candidate(2, 0.6, 0.0), Candidate(3, 0.4, 4.0)]
    assert [item.passage for item in fuse(candidates)] == [2, 3, 1]
    same = [Candidate(2, 0.5, 1.0), Candidate(1, 0.5, 1.0)]
    assert [item.passage for item in fuse(same)] == [1, 2]
    assert fuse([]) == []


def test_the_article_as_a_whole_counts() -> None:
    # Scaled: cosine 0.9, 1, 0; passage 1, 0, 0.5; article 0, 1, 0.5. With 0.5 and 0.2:
    # 0.5 · 0.9 + 0.5 · 0.2 · 1 = 0.55; 0.5 · 1 + 0.5 · 0.8 · 1 = 0.9; 0.5 · (0.2 + 0.8) · 0.5
    candidates = [
        Candidate(1, 0.88, 8.0, 1, 2.0),
        Candidate(2, 0.90, 0.0, 2, 6.0),
        Candidate(3, 0.70, 4.0, 3, 4.0),
    ]
    assert scores(candidates, 0.5, 0.2) == pytest.approx([0.55, 0.9, 0.25])
    assert [item.passage for item in rank(candidates)] == [2, 1, 3]
    assert [item.passage for item in rank(candidates, weight=0.0)] == [2, 3, 1]


def test_within_an_article_its_passages_own_words_decide() -> None:
    # Passage 2 is the nearest by a little, passage 1 has the words; article 3 is behind both.
    candidates = [
        Candidate(1, 0.80, 9.0, 1, 9.0),
        Candidate(2, 0.85, 0.0, 1, 9.0),
        Candidate(3, 0.60, 0.0, 3, 0.0),
    ]
    assert scores(candidates, 0.6, 0.2)[0] == pytest.approx(0.6 * 0.8 + 0.4)
    assert [item.passage for item in rank(candidates)] == [1, 2, 3]


def test_where_nothing_is_near_in_meaning_words_decide() -> None:
    # "uniq7x": the model knows nothing of it, and one passage has it.
    far = [Candidate(1, 0.30, 0.0, 1, 0.0), Candidate(2, 0.10, 9.0, 2, 9.0)]
    assert scores(far, 0.6, 0.2) == pytest.approx([0.6 * 0.2 / 0.65, 0.4])
    assert [item.passage for item in rank(far)] == [2, 1]
    near = [Candidate(1, 0.80, 0.0, 1, 0.0), Candidate(2, 0.60, 9.0, 2, 9.0)]
    assert [item.passage for item in rank(near)] == [1, 2]


def test_a_third_passage_of_an_article_comes_after_other_articles() -> None:
    candidates = [Candidate(at, 0.9 - at / 100, 5.0, 1, 5.0) for at in (1, 2, 3)]
    candidates += [Candidate(4, 0.2, 0.0, 4, 0.0), Candidate(5, 0.1, 0.0, 5, 0.0)]
    assert [item.passage for item in rank(candidates)] == [1, 2, 4, 5, 3]
    assert rank([]) == []


def _library_of(memory: Memory, keep: Keep, *texts: str) -> Library:
    """A library of short articles."""
    for at, text in enumerate(texts):
        keep(memory, make_article(str(at), text))
    return Library(memory, WordEncoder())


def test_passages_with_the_very_figure_come_first(memory: Memory, keep: Keep) -> None:
    library = _library_of(
        memory,
        keep,
        "Some 600 sailors left, and 2,000 sailors came.",
        "The sailors were many.",
        "There came 2600 in all.",
        "There came 2.6 thousand sailors, of 600.",
    )
    for question in ("Did 2,600 sailors come?", "2,600"):
        assert library.ask(question).passages[0].text == "There came 2600 in all."


def test_a_figure_alone_outweighs_no_rare_words_of_the_question(memory: Memory, keep: Keep) -> None:
    library = _library_of(
        memory,
        keep,
        "The two ferries to Lysmere are late.",
        "The ferry to Ellan needs 2 pilots.",
        "The school has 2 doors.",
        "The bank has 2 clerks.",
        "The quay is wet.",
    )
    late = library.ask("Why are the 2 ferries to Lysmere late?").passages
    assert late[0].text == "The two ferries to Lysmere are late."
    needed = library.ask("Which ferry needs 2 of the sailors?").passages
    assert needed[0].text == "The ferry to Ellan needs 2 pilots."


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("a1b2c3", Reference("a1b2c3")),
        (" A1B2C3:120-480\n", Reference("a1b2c3", Span(120, 480))),
        ("a1b2c3@9f8e", Reference("a1b2c3", None, "9f8e")),
        ("a1b2c3@9f8e:0-3", Reference("a1b2c3", Span(0, 3), "9f8e")),
    ],
)
def test_references(text: str, reference: Reference) -> None:
    assert parse_reference(text) == reference


@pytest.mark.parametrize(
    "text", ["", "xyz", "a1b2c3:", "a1:5", "a1:9-3", "a1@", "a1@:1-2", "../etc/passwd", "a1:0-0"]
)
def test_what_is_no_reference(text: str) -> None:
    with pytest.raises(UsageError, match="write it like a1b2c3"):
        parse_reference(text)


def _story(path: Path) -> Path:
    path.write_text(
        json.dumps(
            {
                "url": "https://gazette.example/pier",
                "title": "Pier talk",
                "text": 'Mayor Ada Lund spoke at the pier. "The pier needs new piles," Lund said.',
            }
        )
        + "\n"
        + json.dumps(
            {
                "url": "https://gazette.example/piles",
                "title": "What Lund said about the pier piles",
                "text": "The pier has piles of oak. What Lund said of the pier piles is not known.",
            }
        )
        + "\n"
    )
    return path


def test_whose_words_are_asked_for_comes_first(
    memory: Memory, encoder: WordEncoder, tmp_path: Path
) -> None:
    library = Library(memory, encoder)
    library.add(_story(tmp_path / "story.jsonl"))
    answer = library.ask("What did Lund say about the pier piles?")
    assert [passage.article.title for passage in answer.passages] == [
        "Pier talk",
        "What Lund said about the pier piles",
    ]
    assert answer.notes == ("What Ada Lund said comes first.",)
    (said,) = answer.passages[0].statements
    assert (said.kind, said.speaker) == ("direct", "Ada Lund")
    article = library.article(answer.passages[0].article.id)
    assert [span.of(article.text) for span in said.content] == ['"The pier needs new piles,"']


def test_a_name_without_a_word_of_saying_changes_nothing(
    memory: Memory, encoder: WordEncoder, tmp_path: Path
) -> None:
    library = Library(memory, encoder)
    library.add(_story(tmp_path / "story.jsonl"))
    answer = library.ask("Lund pier piles")
    assert answer.notes == ()
    assert len({passage.reference for passage in answer.passages}) == 2


def test_holdings_by_outlet_and_month(library: Library, memory: Memory, keep: Keep) -> None:
    keep(memory, make_article("later", TEXT, "2025-09-30", outlet="The Ellan Gazette"))
    keep(memory, make_article("year", TEXT, "2025", outlet="The Ellan Gazette"))
    keep(memory, make_article("never", TEXT, "--10-12"))
    assert library.holdings() == [
        Holding(None, None, 1),
        Holding("The Ellan Gazette", None, 1),
        Holding("The Ellan Gazette", "2025-09", 2),
        Holding(None, "2025-10", 1),
    ]
