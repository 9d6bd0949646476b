"""Sentences with a verb of saying in which nobody says anything."""

import pytest

from corpus.saying.statements import statements


@pytest.mark.parametrize(
    "text",
    [
        "Bo Ek scored twice and Ada Lund added two late goals.",
        "The port widened the quay, adding a hall that has a roof.",
        "The report reflects the mood of Tavra.",
        "She walked on, venturing farther north than the pier.",
        "May 2031: Ada Lund, Bo Ek accused of theft",
        "Ada Lund, an heir of the “boat king,” said she felt cold.",
        "After six years, the pier is back.",
        "There were 11 confirmed cases in Tavra.",
        "The port must fix all recalled boats in May.",
        "Ada Lund called the police to ask for help.",
        "Ada Lund called 911, and a boat came.",
        "Ada Lund tweeted a photo of the pier.",
        "Bo Ek portrays a sailor in the play.",
        "Orr Glass recalled 600 boats of May.",
        "A judge in Tavra denied the request of the port.",
        "The port appealed to the Lakes Court in May.",
        "The team continues to receive mail that tells of boats.",
        "Still, the prices continued to climb, and boats sank.",
        "As the rain continues, boats may sink.",
        "As of May morning, Tavra County recorded 11 deaths related to storms.",
        "Bo Ek had warned of this in the Courier four weeks ago.",
        "These are the boats that Orr Glass announced a year ago.",
    ],
)
def test_deeds_are_no_words(text: str) -> None:
    assert [one for one in statements(text) if one.cue] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ada Lund left. She added it was late.", "it was late"),
        ("Ada Lund left. She added they need a roof.", "they need a roof"),
        ("Ada Lund left. She added the mayor warned her.", "the mayor warned her"),
        ("Ada Lund left. She added that two boats sank.", "that two boats sank"),
        ("Ada Lund accused the port of theft.", "the port of theft"),
        ("Ada Lund called the plan illegal and left.", "the plan illegal and left"),
        ("Ada Lund called the loan a gift to Ek.", "the loan a gift to Ek"),
        ("Ek portrayed the pier as a ruin.", "the pier as a ruin"),
        ("Ada Lund recalled two years of storms.", "two years of storms"),
        ("Ada Lund denied the request was late.", "the request was late"),
        ("The port appealed to users to leave.", "users to leave"),
        ("Ada Lund went on to say that it fell.", "that it fell"),
        ("The storm, she continued, sank six boats.", "The storm"),
    ],
)
def test_words_are_words_beside_such_verbs(text: str, said: str) -> None:
    found = [text[one.content[0].start : one.content[0].end] for one in statements(text)]
    assert said in found


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It fell,” says Ada Lund adding that boats sank.", "Ada Lund"),
        ("“It fell,” state Fish and Wildlife wrote.", "Fish and Wildlife"),
    ],
)
def test_who_stands_behind_a_verb_speaks_also_before_some_verbs(text: str, speaker: str) -> None:
    assert [one.speaker for one in statements(text)][:1] == [speaker]


@pytest.mark.parametrize(
    ("heading", "speaker"),
    [("TODAY'S QUOTE", None), ("BEST BOAT", None), ("ADA LUND", "ADA LUND"), ("Orrin", "Orrin")],
)
def test_a_heading_in_capitals_is_nobody(heading: str, speaker: str | None) -> None:
    (said,) = statements(
        f"The pier shut.\n\n{heading}\n\n“It is late for all of us now.”\n\nIt fell."
    )
    assert said.speaker == speaker
