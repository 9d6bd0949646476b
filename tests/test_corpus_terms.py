"""Terms, titles and lists of them, which stand in quotation marks and are nobody's words."""

import pytest
from test_corpus_things_said import said

from corpus.saying.statements import statements


@pytest.mark.parametrize(
    "text",
    [
        "The sun often fuels the “sea weather” that harms boats.",
        "They live in “the old winter” of the north.",
        "Every boat needs “mooring nets” in June.",
        "Ada Lund came to see “Long Nights with the Eel Boats” there.",
        "Ada Lund sang “The Long and Quiet Winter of the Eel Boats” with care.",
        "Ada Lund sang “The Long Quiet Winter of the Eel Boats” and said she slept.",
    ],
)
def test_terms_and_titles_are_nobody_s_words(text: str) -> None:
    assert [words for words in said(text) if "“" in words] == []


@pytest.mark.parametrize(
    "text",
    [
        "The boat was “so very much older” than the rest.",
        "Ada Lund told the crew to “hang tight.”",
        "Ada Lund opened in old Ellan with “Peace be with you all.”",
        "Ada Lund said it was “fine,” and left.",
        "The boat was “so old” when Ada Lund said it fell.",
        "What the crew had to tell Ellan: “No worries.”",
        "The Ellan government considers crews as “idle guests” and sends them home.",
    ],
)
def test_clauses_and_what_stands_beside_a_verb_of_saying_may_be(text: str) -> None:
    assert len([words for words in said(text) if "“" in words]) == 1


SONGS = "“Blue Harbour”\n\n“Eel Boats at Night”\n\n“Nobody Wants the Pier”"


@pytest.mark.parametrize(
    "before",
    [
        "“It fell,” said Ada Lund.",
        "Ada Lund, the singer, played all of these songs:",
        "Songs of the year",
    ],
)
def test_a_list_of_titles_says_nothing(before: str) -> None:
    assert [words for words in said(f"{before}\n\n{SONGS}") if "fell" not in words] == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ada Lund said:\n\n“Never Again”", "“Never Again”"),
        ("Ada Lund said it fell. “Never Again.”", "“Never Again.”"),
        ("Ada Lund spoke.\n\n“It was never again the old pier.”", "“It was never again"),
        ("“It fell,” said Ada Lund.\n\n“Absolutely.”", "“Absolutely.”"),
    ],
)
def test_what_somebody_says_in_a_line_of_its_own_is_said(text: str, content: str) -> None:
    assert any(words.startswith(content) for words in said(text))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It fell,” said Ada Lund. “It was the oldest pier” of all.", "Ada Lund"),
        ("“It fell,” said Ada Lund. “It was the oldest pier,” adding that it sank.", "Ada Lund"),
        # the subject of another verb, or of "is"
        ("“It fell,” said Ada Lund. “It was the oldest pier,” wrote a clerk.", None),
        ("“It fell,” said Ada Lund. “It was the oldest pier” is a song.", None),
        ("“It fell,” said Ada Lund. “It was the oldest pier” of all, and Ek said it sank.", None),
        # not right behind what she said, or not as she said it
        ("“It fell,” said Ada Lund.\n\n“It was the oldest pier” of all.", None),
        ("“It fell,” said Ada Lund. They left. “It was the oldest pier” of all.", None),
        ("“It fell,” said Ada Lund. To them “it was the oldest pier” of all.", None),
        ("Ada Lund called it “a mess.” “It was the oldest pier” of all.", None),
        ("“It fell at last” in the old port. “It was the oldest pier” of all.", None),
    ],
)
def test_a_quotation_in_a_sentence_goes_on_with_the_one_before(
    text: str, speaker: str | None
) -> None:
    (found,) = [one for one in statements(text) if "oldest" in one.content[0].of(text)]
    assert found.speaker == speaker
