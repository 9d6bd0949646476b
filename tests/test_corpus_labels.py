"""Labels before a colon: who is named by them, and which name nobody."""

import pytest

from corpus.saying.statements import statements


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("Orla Venn", "Orla Venn"),
        ("VENN", "VENN"),
        ("MR. VENN", "VENN"),
        ("ADA VENN", "ADA VENN"),
        ("ZOË ÅSTRÖM", "ZOË ÅSTRÖM"),
        ("Q", None),
        ("QUOTE", None),
        ("WINNER", None),
        ("WHARF ICON", None),
    ],
)
def test_a_rubric_names_nobody(label: str, speaker: str | None) -> None:
    (found,) = statements(f"{label}: “We have seen it on every pier of the coast.”")
    assert found.speaker == speaker
