"""Where what somebody said begins and ends, beside words of the reporter or of others."""

import pytest

from corpus.saying.statements import statements


def said(text: str) -> list[str]:
    """The content of each statement."""
    return [" / ".join(span.of(text) for span in one.content) for one in statements(text)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The pier fell (it was old, Ada Lund said).", "it was old"),
        ("The pier fell (it was old, according to the port).", "it was old"),
        ("The port is poor. (Ada Lund says the pier is old.)", "the pier is old"),
        ("The pier fell (“it was old,” Ada Lund said).", "“it was old,”"),
        ("Ada Lund said the pier (and the quay) fell.", "the pier (and the quay) fell"),
    ],
)
def test_brackets_around_what_is_said_are_none_of_it(text: str, content: str) -> None:
    assert said(text) == [content]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Ada Lund said the pier was old, but officials say it will hold.",
            ["the pier was old", "it will hold"],
        ),
        (
            "Clerks say the pier was old, and they also say it will fall.",
            ["the pier was old", "it will fall"],
        ),
        (
            "Ada Lund said it was old, but Bo Ek will not say it was cut.",
            ["it was old, but Bo Ek will not say it was cut"],
        ),
        ("Ada Lund ordered the crew to leave, the Post reported, although it was late.", None),
        (
            "Ada Lund said the crew would want, he said, the oldest of the boats.",
            ["the crew would want, he said, the oldest of the boats"],
        ),
    ],
)
def test_the_words_of_two_are_two_statements(text: str, content: list[str] | None) -> None:
    assert said(text) == (content or ["the crew to leave"])


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The pier, which Ada Lund said was old, has fallen.", "was old"),
        ("Ada Lund, who says the pier is old, will leave.", "the pier is old"),
        ("Divers found clerks, who say a boat, built in Orrin, would hold.", None),
    ],
)
def test_what_a_relative_says_ends_before_the_verb_of_its_sentence(
    text: str, content: str | None
) -> None:
    assert said(text)[0] == (content or "a boat, built in Orrin, would hold")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ada Lund denied the charge in a letter to the board.", "the charge"),
        ("Ada Lund called it “a mess” in a joint statement to the Post on Sunday.", "it “a mess”"),
        ("Ada Lund denied Bo Ek's remarks in a letter to the board.", None),
        (
            "Ada Lund said Bo Ek lied in a letter to the board.",
            "Bo Ek lied in a letter to the board",
        ),
    ],
)
def test_the_occasion_behind_a_thing_or_a_quotation_is_nothing_said(
    text: str, content: str | None
) -> None:
    assert said(text) == [content or "Bo Ek's remarks in a letter to the board"]


def test_such_an_occasion_is_the_way_of_the_words() -> None:
    (one,) = statements("Ada Lund denied the charge in a letter to the board.")
    assert one.route == ("in a letter",)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "According to the port, there were six boats in Tavra, with two more in Orrin.",
            "the port",
            "there were six boats in Tavra, with two more in Orrin",
        ),
        (
            "According to the port, the old pier was shut in May, but the quay held.",
            "the port",
            "the old pier was shut in May, but the quay held",
        ),
        ("According to a letter, Lund, 61, is ill.", "a letter", "Lund, 61, is ill"),
    ],
)
def test_a_sentence_behind_a_fronted_source_is_no_apposition(
    text: str, source: str, content: str
) -> None:
    (one,) = statements(text)
    assert one.source[0].of(text) == source
    assert said(text) == [content]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ada Lund, who had seen “the Old Boat,” hailed him.", []),
        ("A port clerk, who would not be named, said all six boats sank.", ["all six boats sank"]),
        ("The port has six boats, which were old, said Ada Lund.", None),
    ],
)
def test_a_subject_with_its_relative_is_nothing_said(text: str, content: list[str] | None) -> None:
    found = [said(text)[i] for i, one in enumerate(statements(text)) if one.cue]
    assert found == (["The port has six boats, which were old"] if content is None else content)


def test_a_date_behind_the_day_is_nothing_said() -> None:
    assert said("Six boats sank, officials said on Sunday, July 13.") == ["Six boats sank"]
    assert said("The key, Ada Lund says, may be lost.") == ["The key / may be lost"]
