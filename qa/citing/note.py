"""What a citation says of itself in words, for formats that have a field for notes."""

from qa.citing.citation import Citation


def note(citation: Citation) -> str:
    """Where the words stand, and in which version of the text.

    >>> from qa.answer import Source
    >>> from corpus.dates import PartialDate
    >>> source = Source("a1b2c3", None, None, (), None, None)
    >>> note(Citation(source, "9f" * 32, 120, 480, "…", "", "", PartialDate(2025, 11, 25)))
    'Characters 120 to 480 of article a1b2c3, version 9f9f9f9f9f9f; retrieved 2025-11-25.'
    """
    said = f"Said by {citation.speaker}. " if citation.speaker else ""
    return (
        f"{said}Characters {citation.start} to {citation.end} of article {citation.article.id}, "
        f"version {citation.version[:12]}; retrieved {citation.retrieved}."
    )
