"""What somebody added or wrote is said only where it is a sentence."""

import pytest

from corpus.saying.statements import statements


def said(text: str) -> list[str]:
    """The content of each statement."""
    return [" … ".join(span.of(text) for span in found.content) for found in statements(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lund added three rooms to the inn.",
        "Ada Lund added it to the list.",
        "Ada Lund added a rowing boat as the ferry fell.",
        "Ada Lund added a room which had a view.",
        "Ada Lund added a room, then it burned.",
        "Ada Lund added a crane to make room.",
        "Ada Lund added four runs in the sixth.",
        "Ada Lund added an early ferry.",
        "Ada Lund added a limited offer.",
        "Ada Lund added the harbour's old boats.",
        "Ada Lund wrote a song and sang it.",
        "Ada Lund went on a long walk.",
        "Ada Lund went on to win the race.",
        "Ada Lund snapped a rope that was old.",
        "Orr Glass boasted six boats.",
        "The board teased its new ferry.",
        "The board interrupted the talks of the crew.",
        "Ada Lund wore grey, reflecting the mood of the crew.",
        "The board pays for meals and related costs of the crew.",
        "Ada Lund observed a seal in the harbour.",
    ],
)
def test_a_thing_is_nothing_said(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("verb", "content"),
    [
        ("added", "the inn is shut"),
        ("added", "the inn needs three rooms"),
        ("added", "the inn burned"),
        ("added", "the inn fell in May"),
        ("added", "the board says no"),
        ("added", "it rains there"),
        ("added", "there's a storm"),
        ("added", "it's shut"),
        ("added", "crews typically sleep there"),
        ("added", "those who row are paid"),
        ("added", "when it fell the inn shut"),
        ("added", "that three rooms of the inn"),
        ("wrote", "the inn is shut"),
        ("boasted", "that the inn is full"),
        ("said", "three rooms to the inn"),
    ],
)
def test_a_sentence_is(verb: str, content: str) -> None:
    assert said(f"Ada Lund {verb} {content}.") == [content]


def test_what_stands_behind_a_colon_is() -> None:
    assert said("Ada Lund wrote: Three rooms of the inn.") == ["Three rooms of the inn"]


def test_what_is_quoted_is() -> None:
    assert said("Ada Lund added: “Three rooms.”") == ["“Three rooms.”"]
    assert said("Ada Lund went on: “Three rooms.”") == ["“Three rooms.”"]


def test_what_surrounds_a_thing_is_somebody_s_words() -> None:
    text = "It matters little whether Orr writes a letter to the board, said Ada Lund."
    assert [(found.speaker, *said(text)) for found in statements(text)] == [
        ("Ada Lund", "It matters little whether Orr writes a letter to the board")
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ada Lund warned the pier was shut.", "the pier was shut"),
        ("Ada Lund warned Bo Ek will be late.", "Bo Ek will be late"),
        ("Ada Lund warned the crew that it fell.", "that it fell"),
        ("Ada Lund warned the crew's boats could sink.", "the crew's boats could sink"),
        ("The Tavra Post reported he was late.", "he was late"),
        ("Ada Lund claimed the pier was shut.", "the pier was shut"),
        ("Ada Lund has maintained she is innocent.", "she is innocent"),
        ("The Tavra Post reported two boats had sunk.", "two boats had sunk"),
    ],
)
def test_a_sentence_needs_no_that(text: str, content: str) -> None:
    assert said(text) == [content]


@pytest.mark.parametrize(
    "text",
    [
        "The Tavra Post reported two late boats.",
        "Ada Lund rejected a bid the board had made.",
        "Ada Lund revealed the ferry in May.",
        "The Tavra scale, which indicates how late it is, rose.",
        "Ada Lund addressed the fights the crew had.",
        "The Tavra Post reported a boat that was late.",
        "The Tavra Post reported a boat and it was late.",
        "The Tavra Post reported a boat whose crew was late.",
        "The Tavra Post reported a boat where it was late.",
        "Ada Lund warned the crew",
        "The Tavra Post reported the harbour's boats.",
        "Ada Lund reports the harbour is full.",
    ],
)
def test_a_thing_that_is_reported_is_no_sentence(text: str) -> None:
    assert said(text) == []
