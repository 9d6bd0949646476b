"""Citations as files in several formats, and read back from them."""

from collections.abc import Callable, Sequence
from typing import Literal, get_args

from corpus.errors import UsageError
from qa.citing import bibtex, csl, markdown, table, whole
from qa.citing.citation import Citation

CitationFormat = Literal["md", "csv", "bibtex", "csl", "json"]
"""Markdown, CSV, BibTeX, CSL-JSON, and JSON of the records as they are."""

FORMATS: tuple[CitationFormat, ...] = get_args(CitationFormat)

_WRITE: dict[CitationFormat, Callable[[Sequence[Citation]], str]] = {
    "md": markdown.write,
    "csv": table.write,
    "bibtex": bibtex.write,
    "csl": csl.write,
    "json": whole.write,
}


def format_citations(citations: Sequence[Citation], format: str = "md") -> str:
    """Citations as the text of a file, from which ``read_citations`` has them back.

    ``format`` is one of ``md``, ``csv``, ``bibtex``, ``csl`` and ``json``. Text of articles is
    only ever text in it: no markup, no formula, no command. Raises ``UsageError`` for another
    format.
    """
    for known, write in _WRITE.items():
        if format == known:
            return write(citations)
    raise UsageError(f"{format!r} is no format of citations; choose from {', '.join(FORMATS)}.")


def read_citations(text: str) -> tuple[Citation, ...]:
    """The citations of a file that was written in any of the formats, told by its first characters.

    Raises ``UsageError`` when it holds none, or one that lost what it needs.
    """
    begins = text.removeprefix("\ufeff").lstrip()
    if begins.startswith("@"):
        found = bibtex.read(text)
    elif begins.startswith(("[", "{")):
        found = tuple(
            csl.record(item) if "type" in item else whole.record(item)
            for item in whole.records(text)
        )
    elif begins.startswith((table.HEAD, f'"{table.HEAD}"')):
        found = table.read(text)
    else:
        found = markdown.read(text)
    if not found:
        raise UsageError(
            "There are no citations in it; give a file that 'whosaid cite' or the page wrote."
        )
    return found
