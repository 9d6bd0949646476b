"""Who speaks, where a time, an aside or a longer phrase stands between the subject and its verb."""

import pytest

from corpus.saying.statements import statements


def _said(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of each statement."""
    return [
        (
            " ".join(span.of(text) for span in found.source),
            " ".join(span.of(text) for span in found.cue),
            " ".join(span.of(text) for span in found.content),
        )
        for found in statements(text)
    ]


@pytest.mark.parametrize(
    ("subject", "source"),
    [
        ("Ada Lund on Monday", "Ada Lund"),
        ("Ada Lund late on Monday", "Ada Lund"),
        ("Ada Lund, the mayor, on Monday", "Ada Lund, the mayor,"),
        ("The ministry Monday night", "The ministry"),
        ("The ministry this week", "The ministry"),
        ("The ministry earlier this week", "The ministry"),
        ("The ministry on Oct. 9", "The ministry"),
        ("The company in a filing on Monday", "The company in a filing"),
        ("Ada Lund today", "Ada Lund"),
        ("The man of the year", "The man of the year"),
        ("Ada Lund, along with Bo Ek,", "Ada Lund"),
    ],
)
def test_a_time_before_the_verb_is_not_the_speaker_s(subject: str, source: str) -> None:
    assert _said(f"{subject} said the quay is shut.") == [(source, "said", "the quay is shut")]


@pytest.mark.parametrize("subject", ["Rick Monday", "The Mail on Sunday", "Quay Today", "Monday"])
def test_a_day_may_be_part_of_a_name(subject: str) -> None:
    assert all(source in {"", subject} for source, *_ in _said(f"{subject} said it fell."))


def test_a_time_behind_a_relative_is_left_where_it_is() -> None:
    text = "A clerk of the paper, which last month announced that it shuts, told us that it fell."
    assert [content for *_, content in _said(text)] == ["that it fell"]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        # the object of "to" is not who speaks
        ("Aides to Lund said she left.", "Aides to Lund", "she left"),
        ("Advisers to the board say it fell.", "Advisers to the board", "it fell"),
        ("Some Tavra firms said it fell.", "Some Tavra firms", "it fell"),
        # documents, and what is done to them
        (
            "A report released by the board said it fell.",
            "A report released by the board",
            "it fell",
        ),
        ("A study published on Monday found that it fell.", "A study published", "that it fell"),
        (
            "According to a poll conducted by Orr Research, Lund led.",
            "a poll conducted by Orr Research",
            "Lund led",
        ),
        ("The company shut the quay, saying it fell.", "The company", "it fell"),
        ("The harbours shut, saying they are full.", "The harbours", "they are full"),
        # what stands between the verb and what is said
        ("Lund has since said that it fell.", "Lund", "that it fell"),
        ("Lund wrote in a letter to the board that it fell.", "Lund", "that it fell"),
        ("Lund said about half of the quay fell.", "Lund", "about half of the quay fell"),
        ("Lund said almost half of it fell.", "Lund", "almost half of it fell"),
        ("Lund says some girders fell.", "Lund", "some girders fell"),
        ("Lund said about a dozen boats fell.", "Lund", "about a dozen boats fell"),
        ("Lund said about $3 was lost.", "Lund", "about $3 was lost"),
        ("The Tavra unions left, saying it fell.", "The Tavra unions", "it fell"),
        ("Lund said it fell, the board on Monday said.", "Lund", "it fell"),
    ],
)
def test_longer_subjects_and_what_they_say(text: str, source: str, content: str) -> None:
    assert [(found, words) for found, _, words in _said(text)] == [(source, content)]


@pytest.mark.parametrize("subject", ["Aides to return", "The paper Today"])
def test_neither_what_is_done_nor_the_end_of_a_name_leaves_a_speaker(subject: str) -> None:
    assert _said(f"{subject} said it fell.") == []


def test_what_somebody_says_behind_a_longer_source_is_hers() -> None:
    text = "According to an interview with the Courier, Ada Lund said it fell."
    assert [source for source, *_ in _said(text)] == ["Ada Lund"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (  # "unions" alone, at the end of what is told of the manager, are not who speaks
            "Orr Funds, a bank owned by heirs and unions, which manages it, said it fell.",
            [("Orr Funds, a bank owned by heirs and unions, which manages it,", "it fell")],
        ),
        # only "that" tells that what is said begins behind "to the board"
        ("Lund wrote in a letter to that board it fell.", []),
        ("Lund said in a statement to the QUAY TODAY Post: “It fell.”", [("Lund", "“It fell.”")]),
        # a comma inside a title in quotation marks does not end the source
        ("According to a poll for “The Quay, Again”, Lund led.", []),
    ],
)
def test_where_it_is_in_doubt_nothing_longer_is_taken(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert [(source, content) for source, _, content in _said(text)] == found


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Will Marsh, a clerk, said it fell.", "Will Marsh"),
        ("Boats sank. Will Marsh said it fell.", "Will Marsh"),
        ("“It fell,” port director Will Marsh said.", "Will Marsh"),
        ("Will Marsh left. Marsh said it fell. Did Ek come?", "Will Marsh"),
        ("Will Marsh come? Marsh said it fell.", "Marsh"),
        ("Boats sank. Will Marsh come if Ek says it fell?", "Ek"),
    ],
)
def test_will_is_a_name_unless_something_is_asked(text: str, speaker: str) -> None:
    assert [one.speaker for one in statements(text)] == [speaker]


@pytest.mark.parametrize(
    ("listener", "said"),
    [
        ("Tavran port clerks", "that it fell"),
        ("the Tavran port clerks", "that it fell"),
        ("Tavran port clerks", "he saw it fall"),
        ("Tavran port clerks", "the boat fell"),
        ("Lakes Radio and Bo Ek", "that it fell"),
        ("Lakes Radio", "clerks had seen it"),
        ("Lakes Radio", "seeing that was hard"),
        ("Lakes Radio", "there’s a boat"),
        ("Lakes Radio", "people in the port saw a boat"),
        ("the clerk Orr", "sees that it fell"),
    ],
)
def test_who_is_told_is_told_by_a_name_and_a_post(listener: str, said: str) -> None:
    assert _said(f"Ada Lund told {listener} {said}.") == [("Ada Lund", "told", said)]


def test_who_is_told_ends_what_is_said_before() -> None:
    assert _said("It fell in May, Ada Lund told the Oldhaven film crew.")[0][2] == "It fell in May"


@pytest.mark.parametrize(
    ("said", "source"),
    [("It's believed that", []), ("It believed that", ["It"]), ("He's said that", ["He"])],
)
def test_it_is_nobody_of_whom_it_is_believed(said: str, source: list[str]) -> None:
    found = _said(f"The Lakes Office closed. {said} the pier had fallen.")
    assert [one[0] for one in found] == source


@pytest.mark.parametrize(
    ("who", "source"),
    [
        ("Police near Tavra", "Police near Tavra"),
        ("A man outside Tavra", "A man outside Tavra"),
        ("She stopped the boat near Tavra. Ada Lund", "Ada Lund"),
    ],
)
def test_where_people_are_is_not_who_speaks(who: str, source: str) -> None:
    assert _said(f"{who} said it was shut.") == [(source, "said", "it was shut")]


def test_where_a_boat_is_speaks_for_itself() -> None:
    assert _said("The boat near Tavra Bank said it was shut.")[0][0] == "Tavra Bank"
