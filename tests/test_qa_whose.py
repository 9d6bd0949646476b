"""Whose words a question asks for, and of which days: many of one name, titles, small letters."""

from datetime import date
from pathlib import Path

import pytest
from conftest import WordEncoder

from corpus.spans import Span
from index.records import Filter
from qa.asking.first import first_said
from qa.library import Library
from qa.opening import open_library
from qa.understanding.periods import period_of
from qa.understanding.question import understand
from qa.understanding.taken import Taken


def _taken(library: Library, question: str) -> Taken:
    store = library._memory.store
    with store.snapshot():
        return understand(store, question, Filter())


def test_a_surname_whose_letter_was_damaged_is_found_by_the_whole_one(tmp_path: Path) -> None:
    (tmp_path / "pier.txt").write_text(
        "The pier\n\n“It leaks,” said Mayor Mira S?rlund.\n", "utf-8"
    )
    with open_library(tmp_path / "library", create=True, encoder=WordEncoder()) as opened:
        opened.add(tmp_path / "pier.txt")
        taken = [
            _taken(opened, f"What did {name} say?") for name in ("Sorlund", "Sörlund", "Orlund")
        ]
    assert [item.whose for item in taken] == [("Mira S?rlund",), ("Mira S?rlund",), ()]


def test_a_title_with_a_name_is_that_name(tmp_path: Path) -> None:
    (tmp_path / "pier.txt").write_text(
        "The pier\n\n“It leaks,” said Ada Lund. “It does,” said Bo Ek, the president Lund party's "
        "secretary.\n\n“It is shut,” said Cay Orr, President Lund's chief of staff.\n"
    )
    with open_library(tmp_path / "library", create=True, encoder=WordEncoder()) as opened:
        opened.add(tmp_path / "pier.txt")
        assert _taken(opened, "What did President Lund say about the pier?").whose == ("Ada Lund",)
        assert _taken(opened, "What did President Lund's chief of staff say?").whose == ("Cay Orr",)


ROLES = """The pier

“It leaks,” said Ada Lund, president of the United States. “It does,” said Bo Ek, the union's
president. “It is new,” said Cay Orr, the 41st president of the United States.

“It is dear,” said Dag Vale, the secretary of state.
“It is so,” said Eva Marr, the former secretary of state.
“It is long,” said Gil Berg, president of the United Dockers.

General Motors said the pier will hold. “It will,” said Ivo Prime.

Tarn Bank said on Monday that the pier will hold. “It may,” said Hana Tarn.

“It is cold,” said Fia English. “It is hot,” said Hedda Berg, a cook.

The Prime administration said on Monday that the pier is shut.
"""


@pytest.mark.parametrize(
    ("asked", "whose"),
    [
        ("Ivar “The Crane” Lund", ("Ivar Lund",)),  # and not Bo Crane, nor Ada Lund
        ('Per "Bud" Orr', ("Bud Orr",)),
        ("“Little” Crane", ("Bo Crane",)),
        ("Dag “The Crane” Marr", ()),  # whom nobody quotes
        ("Ivar (Bud) Lund", ("Ivar Lund",)),
    ],
)
def test_a_nickname_within_a_name_is_nobody_else(
    tmp_path: Path, asked: str, whose: tuple[str, ...]
) -> None:
    (tmp_path / "pier.txt").write_text(
        "The pier\n\n“It leaks,” said Ivar Lund. “It does,” said Bo Crane.\n\n"
        "“It is shut,” said Ada Lund. “It is new,” said Bud Orr.\n"
    )
    with open_library(tmp_path / "library", create=True, encoder=WordEncoder()) as opened:
        opened.add(tmp_path / "pier.txt")
        assert _taken(opened, f"What did {asked} say about the pier?").whose == whose


LUNDS = ("Bo", "Cay", "Dag", "Eva", "Fia")


@pytest.mark.parametrize(
    ("times", "whose", "note"),
    [
        (20, ["Ada Lund"], "taken for Ada Lund, who said 20 of the 25 statements by 6 speakers"),
        (19, ["Ada Lund", "Bo Lund"], "taken for Ada Lund or Bo Lund, who said 20 of the 24"),
        (1, [], "can be any of 6 here, so nobody's words come first; ask with the full name."),
    ],
)
@pytest.mark.parametrize("name", ["Lund", "lund"])
def test_of_many_who_bear_a_name_the_most_quoted_is_meant(
    tmp_path: Path, name: str, times: int, whose: list[str], note: str
) -> None:
    said = [f"“Pier {number} needs piles,” Ada Lund said." for number in range(times)]
    said += [f"“The bridge is shut,” {first} Lund said." for first in LUNDS]
    (tmp_path / "lunds.txt").write_text("Lunds at the pier\n\n" + "\n\n".join(said) + "\n")
    with open_library(tmp_path / "library", create=True, encoder=WordEncoder()) as opened:
        opened.add(tmp_path / "lunds.txt")
        answer = opened.ask(f"What did {name} say about the piles?")
    assert [item.value for item in answer.understood] == ([" or ".join(whose)] if whose else [])
    assert any(note in told and told.startswith(f"“{name}”") for told in answer.notes)


@pytest.mark.parametrize(
    ("asked", "whose"),
    [
        ("Sailors", ("Ada Sailors",)),
        ("sailors", ()),
        ("the sailors", ()),
        ("the company", ()),  # though a line in capitals has "Company said"
    ],
)
def test_in_small_letters_sailors_are_nobody_in_particular(
    tmp_path: Path, asked: str, whose: tuple[str, ...]
) -> None:
    (tmp_path / "pier.txt").write_text(
        "The pier\n\n“It leaks,” said Mayor Ada Sailors. “It is shut,” said Lund Company.\n"
    )
    with open_library(tmp_path / "library", create=True, encoder=WordEncoder()) as opened:
        opened.add(tmp_path / "pier.txt")
        assert _taken(opened, f"What did {asked} say about the pier?").whose == whose


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("What happened on 3 May 2024?", ["2024-05-03", "2024-05-03"]),
        ("What did Ada Lund say on 3 May 2024?", ["2024-05-03"]),
        ("What did Ada Lund say on 9 June 2024?", ["2024-06-09"]),
    ],
)
def test_where_nothing_but_days_is_asked_about_they_come_first(
    tmp_path: Path, question: str, days: list[str]
) -> None:
    texts = [
        ("2024-05-01", "“What happened on the pier was a fire,” said Ada Lund, and said no more."),
        ("2024-05-03", "“The ferry is late again,” said Ada Lund."),
        ("2024-05-03", "Fog kept forty boats in the harbour."),
        (
            "2024-05-05",
            "What happened on 3 May 2024? Ada Lund did say what happened on 3 May 2024.",
        ),
        ("2024-06-09", "“We have paid for the lamps,” said Ada Lund."),
        ("2024-07-01", "What happened in May? Ada Lund did say, on the third, what Ada Lund said."),
    ]
    for number, (day, text) in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(f"Pier {number}\n\n{day}\n\n{text}\n")
    with open_library(tmp_path / "library", create=True, encoder=WordEncoder()) as opened:
        opened.add([tmp_path / f"{number}.txt" for number in range(len(texts))])
        answer = opened.ask(question)
    found = answer.passages[: len(days)]
    assert answer.answered
    assert [str(passage.article.published) for passage in found] == days
    assert "weak" not in {passage.match for passage in found}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What did Ada Lund say in October?", "2022-10"),  # the latest in which she says something
        ("What did Ada Lund say in October 2024?", "2024-10"),
        ("What did Ada Lund say in March?", "2024-03"),  # nothing in any year
        ("What did Bo Ek say in October?", "2024-10"),
        ("What was said in October?", "2024-10"),
    ],
)
def test_a_month_without_a_year_is_of_those_who_are_asked_for(
    tmp_path: Path, question: str, value: str
) -> None:
    said = [("2021-10-03", "Ada Lund"), ("2022-10-03", "Ada Lund"), ("2024-10-09", "Bo Ek")]
    said += [("2024-03-09", "Cay Orr")]
    for number, (day, name) in enumerate(said):
        text = f"Pier {number}\n\n{day}\n\n“The ferry is late again,” said Mayor {name}.\n"
        (tmp_path / f"{number}.txt").write_text(text)
    with open_library(tmp_path / "library", create=True, encoder=WordEncoder()) as opened:
        opened.add([tmp_path / f"{number}.txt" for number in range(len(said))])
        taken = _taken(opened, question)
    assert [item.value for item in taken.understood if item.kind == "period"] == [value]


@pytest.mark.parametrize(
    ("asked", "whose"),
    [
        ("the president of the united states", ("Ada Lund",)),  # "states" is a verb elsewhere
        ("the President of the United States", ("Ada Lund",)),
        ("the 41st president of the USA", ("Cay Orr",)),
        ("the secretary of state", ("Dag Vale",)),
        ("the former secretary of state", ("Eva Marr",)),
        ("general motors", ("General Motors",)),  # no general
        ("the prime minister of ellan", ()),  # neither Ivo Prime
        ("the English prime minister", ()),  # nor Fia English
        ("English", ("Fia English",)),
        ("President Berg", ("Gil Berg",)),  # who is called so, and not Hedda Berg
        ("president berg", ("Gil Berg", "Hedda Berg")),
        ("Prime officials", ()),
        ("the Prime administration", ("Prime administration",)),
        ("the tarn bank", ("Tarn Bank",)),  # and not Hana Tarn
    ],
)
def test_whoever_holds_an_office_says_it_and_no_name_in_it(
    tmp_path: Path, asked: str, whose: tuple[str, ...]
) -> None:
    (tmp_path / "pier.txt").write_text(ROLES)
    with open_library(tmp_path / "library", create=True, encoder=WordEncoder()) as opened:
        opened.add(tmp_path / "pier.txt")
        assert _taken(opened, f"What did {asked} say about the pier?").whose == whose


def test_what_a_speaker_said_of_other_subjects_does_not_come_first(tmp_path: Path) -> None:
    texts = {
        "dear": "“It is dear, and so is bread,” Ada Lund did say.",  # near, by the words around
        "ferries": "“The ferries sail before the ice comes,” said Ada Lund.",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(f"Notes from {name}\n\n{text}\n")
    with open_library(tmp_path / "library", create=True, encoder=WordEncoder()) as opened:
        opened.add([tmp_path / f"{name}.txt" for name in texts])
        memory, taken = opened._memory, _taken(opened, "What did Ada Lund say about ferries?")
        memory.follow()
        vector = WordEncoder().encode([taken.words], "question")[0]
        said = [item.passage for item in first_said(memory, taken, vector, None)]
        titles = [article.title for _, article in memory.store.cited(said)]
    assert titles == ["Notes from ferries"]


def test_a_day_in_the_name_of_an_outlet_is_none() -> None:
    question = "What did Harbour Today say about eggs?"
    outlet = Span(9, 22)
    assert outlet.of(question) == "Harbour Today"
    assert period_of(question, date(2025, 9, 17), None) is not None
    assert period_of(question, date(2025, 9, 17), None, [outlet]) is None
