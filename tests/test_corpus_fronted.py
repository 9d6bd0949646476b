"""How a sentence begins before its speaker: what is said, or only when and where."""

import pytest

from corpus.saying.statements import statements


def said(text: str) -> list[str]:
    return [" / ".join(span.of(text) for span in one.content) for one in statements(text)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Asked if she would leave, Orla Venn replied, “I think not.”", ["“I think not.”"]),
        (
            "Asked of her “old and bent” boat, Venn said: “It sank.”",
            ["“old and bent”", "“It sank.”"],
        ),
        ("When asked of her boat, Orla Venn laughed and replied, “It sank.”", ["“It sank.”"]),
        ("Orla Venn told reporters when asked of her boat.", []),
        ("Answering the port, Orla Venn wrote: “It sank.”", ["“It sank.”"]),
        ("But after a storm, Orla Venn said: “It sank.”", ["“It sank.”"]),
        ("But after a storm, Orla Venn said: it sank at once.", ["it sank at once"]),
        ("In her old book, Boats of Tavra, Orla Venn wrote:\n\nIt sank.", []),
        ("Citing a storm, Orla Venn announced on New Year's Eve that she would go.", []),
        ("In a letter, Lakes Air assured possibly shy guests that it flew.", []),
        ("On Friday morning, Orla Venn posted on her page thanking the crew.", []),
        ("On May 23, a judge ruled against Lakes Air.", []),
    ],
)
def test_when_and_how_is_not_what_is_said(text: str, content: list[str]) -> None:
    assert said(text) == content


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("In the near term, she said, boats cost “more.”", "In the near term / boats cost “more.”"),
        ("The port is safe, Venn said: “No boat sank.”", "The port is safe / “No boat sank.”"),
        ("Boating is safe, Venn said, “as no boat sank.”", "Boating is safe / “as no boat sank.”"),
        ("By the rules boats may go, Venn said in a letter.", "By the rules boats may go"),
        ("With no boat the port will go, Venn said in a letter.", "With no boat the port will go"),
        ("That cost the port its boats, Venn wrote of the storm.", "That cost the port its boats"),
    ],
)
def test_what_is_said_may_begin_with_when_and_how(text: str, content: str) -> None:
    assert said(text) == [content]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Venn said on Lakes Radio's “Good Morning” that she would go.", "that she would go"),
        ("Venn said in the port “boats” they had would go.", "“boats” they had would go"),
    ],
)
def test_a_broadcast_is_not_what_is_said(text: str, content: str) -> None:
    assert said(text) == [content]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("“It sank,” said Orla Venn, 61, of Tavra. “I saw it.”", "“It sank,” / “I saw it.”"),
        ("“It sank,” wrote Orla Venn, a sailor, in a letter.", "“It sank,”"),
        ("“It sank,” said Venn, in “deep water.”", "“It sank,” / in “deep water.”"),
        ("“It sank,” said Venn, in storms boats will.", "“It sank,” / in storms boats will"),
        ("“It sank,” said Venn, but not at once.", "“It sank,” / but not at once"),
    ],
)
def test_whence_a_speaker_is_is_not_what_is_said(text: str, content: str) -> None:
    assert said(text) == [content]
