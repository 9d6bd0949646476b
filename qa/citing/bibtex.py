"""Citations as BibTeX, which also biblatex reads.

The exact words are in ``annotation``, their place and version in ``note``; fields that begin with
``whosaid-`` carry the rest, and styles do not print them. Every special character is written as
the command that prints it, so that text of articles is never a command, and can be read back
to the character. Headlines and names stand in braces of their own: as they are, not recased, and
not taken apart. What has no headline is titled by its opening words in brackets.
"""

import logging
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.errors import UsageError
from qa.citing.citation import Citation, citation_of, fields_of
from qa.citing.note import note

if TYPE_CHECKING:
    from bibtexparser.model import Entry

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # we say it ourselves

PRINTING = {
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "\n": "\\newline{}",
    **{mark: f"\\{mark}" for mark in "#$%&_"},
}
"""The commands that print what would otherwise act."""

_READ = {command: char for char, command in PRINTING.items()}
# A space that stands alone between letters survives BibTeX; other white space, and the @ that
# begins an entry, are written by number.
_SPECIAL = re.compile(r"[\\{}~^#$%&_\n]|@|(?<!\S) |\A | \Z|[^\S \n]|[\x00-\x08\x0e-\x1f\x7f]")
_COMMAND = re.compile(r"\\symbol\{(\d{1,7})\}|\\text\w+\{\}|\\newline\{\}|\\[#$%&_]")
_CARRIED = (
    *("opening", "published", "speaker", "before", "after"),
    *("article", "start", "end", "version"),
)
_OWN = "whosaid-"


def write(citations: Sequence[Citation]) -> str:
    """An ``@article`` each, with keys such as ``a1b2c3d4e5f6-120-480``."""
    from bibtexparser.entrypoint import write_string  # noqa: PLC0415 - few need it
    from bibtexparser.library import Library  # noqa: PLC0415

    library = Library()
    library.add(list(map(_entry, citations)))
    return write_string(library)


def read(text: str) -> tuple[Citation, ...]:
    """The citations in what ``write`` wrote. Raises ``UsageError``."""
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415

    library = parse_string(text.removeprefix("\ufeff"))
    if library.failed_blocks:
        begins = (library.failed_blocks[0].raw or "").strip()[:40]
        raise UsageError(f"The BibTeX cannot be read from {begins!r} on.")
    return tuple(map(_citation, library.entries))


def escaped(text: str) -> str:
    r"""Text as LaTeX that prints it.

    >>> escaped("86 % of \\input{x}")
    '86 \\% of \\textbackslash{}input\\textbraceleft{}x\\textbraceright{}'
    """
    return _SPECIAL.sub(lambda found: PRINTING.get(found[0], f"\\symbol{{{ord(found[0])}}}"), text)


def unescaped(latex: str) -> str:
    """The text that ``escaped`` wrote so."""
    return _COMMAND.sub(
        lambda found: chr(int(found[1])) if found[1] else _READ.get(found[0], found[0]), latex
    )


def _entry(citation: Citation) -> "Entry":
    from bibtexparser.model import Entry, Field  # noqa: PLC0415

    source, flat = citation.article, fields_of(citation)
    day = source.published
    fields = {
        "title": _braced(source.title or (source.opening and f"[{source.opening}]")),
        "author": " and ".join(map(_braced, source.authors)),
        "journal": _braced(source.outlet),
        "year": f"{day.year:04d}" if day and day.year else "",
        "month": str(day.month) if day and day.month else "",
        "day": str(day.day) if day and day.day else "",
        "url": escaped(source.url or ""),
        "urldate": str(citation.retrieved),
        "note": escaped(note(citation)),
        "annotation": escaped(citation.text),
    } | {_OWN + name: escaped(flat[name]) for name in _CARRIED}
    key = f"{source.id}-{citation.start}-{citation.end}"
    return Entry("article", key, [Field(name, value) for name, value in fields.items() if value])


def _braced(name: str | None) -> str:
    return f"{{{escaped(name)}}}" if name else ""


def _citation(entry: "Entry") -> Citation:
    found = {name.lower(): str(field.value) for name, field in entry.fields_dict.items()}
    flat = {name: unescaped(found.get(_OWN + name, "")) for name in _CARRIED}
    if not flat["version"]:
        raise UsageError(
            f"The entry {entry.key[:60]!r} has lost its {_OWN}version field; give the file as "
            "whosaid wrote it."
        )
    return citation_of(
        flat
        | {
            "headline": "" if flat["opening"] else _bare(found.get("title", "")),
            "outlet": _bare(found.get("journal", "")),
            "authors": "; ".join(map(_bare, filter(None, found.get("author", "").split(" and ")))),
            "address": unescaped(found.get("url", "")),
            "text": unescaped(found.get("annotation", "")),
            "retrieved": found.get("urldate", ""),
        }
    )


def _bare(value: str) -> str:
    return unescaped(value.strip().removeprefix("{").removesuffix("}"))
