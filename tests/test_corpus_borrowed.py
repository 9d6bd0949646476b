"""Whose subject a verb takes that has none of its own: "Lund left, saying it was late"."""

import pytest

from corpus.saying.statements import statements


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # a clause with a name of its own may be whose verb it is
        ("Ada Lund had begun when Bo Ek stormed in, declaring, “It is late.”", None),
        ("A Tavra plan failed as Orrin and Skaldic had vetoed it, saying it was late.", None),
        ("Ada Lund came when she signed the bill, saying it was late.", "Ada Lund"),
        ("Ada Lund sat down after the port closed it, saying it was late.", "Ada Lund"),
        ("Ada Lund sat down after the Lakes Prize, saying it was late.", "Ada Lund"),
        ("Ada Lund sat down when Bo Ek stormed in, with a cry, saying it was late.", "Ada Lund"),
        # a place is the label of a sentence, and says nothing
        ("Tavra: Governor Ada Lund closed the port, saying it was late.", "Ada Lund"),
        ("April 2: Governor Ada Lund left in May and said it was late.", "Ada Lund"),
        ("Tavra: Two clerks closed the port, saying it was late.", None),
        ("Near 9:30 p.m. ET, one of the horns blew, saying that it was late.", None),
    ],
)
def test_a_verb_without_a_subject_takes_that_of_its_sentence(
    text: str, speaker: str | None
) -> None:
    assert {one.speaker for one in statements(text)} <= {speaker}
    assert speaker is None or statements(text)
