"""Citations as Markdown: the words as a quotation, and a list of where they are from.

Text of articles is only ever text: each character that Markdown could act on is escaped, and
reading takes the escapes away again. What a person sees is what is read back, so that words that
were altered in the file are noticed when it is verified.
"""

import re
from collections.abc import Iterator, Sequence

from qa.citing.citation import Citation, citation_of, fields_of

_LABELS = {
    "opening": "Opens with",
    "outlet": "Outlet",
    "authors": "By",
    "published": "Published",
    "address": "Address",
    "speaker": "Said by",
    "before": "Before",
    "after": "After",
    "article": "Article",
    "start": "From character",
    "end": "To character",
    "version": "Version",
    "retrieved": "Retrieved",
}
_NAMES = {label: name for name, label in _LABELS.items()}

_SPECIAL = re.compile(
    r"(?P<acts>[\\`*_\[\]<>&~|$^@#{}!]|(?i:(?<=www)\.)|:(?=//))"
    r"|^ +| +\Z|[^\S ]|[\x00-\x08\x0e-\x1f\x7f]"  # white space that Markdown would drop
)
_FIRST = re.compile(
    r"^(\d{1,9}(?=[.)])|(?=[-+=]))([-+=.)])"
)  # what begins lists, and underlines headings
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&#(\d{1,7});")
_LINK = re.compile(r"https?://[^\s<>\\]+")
_ITEM = re.compile(r"- ([A-Z][a-z ]{1,20}): (.*)", re.DOTALL)
_HEADING, _QUOTED, _UNTITLED = "## ", ">", "(no headline)"


def write(citations: Sequence[Citation]) -> str:
    """A heading a citation, the words as a block quotation, and a list of the rest."""
    return "\n".join(map(_section, map(fields_of, citations)))


def read(text: str) -> tuple[Citation, ...]:
    """The citations in what ``write`` wrote, whatever else the file says.

    Raises ``UsageError`` for one that lost what it needs.
    """
    return tuple(
        citation_of(fields) for fields in _sections(text) if fields.keys() & _LABELS.keys()
    )


def escaped(line: str) -> str:
    r"""Text as Markdown that shows it, on one line.

    >>> print(escaped("<b> at * www.evil.example"), escaped("1. One"))
    \<b\> at \* www\.evil.example 1\. One
    """
    shown = _SPECIAL.sub(_escape, line)
    return _FIRST.sub(r"\1\\\2", shown)


def unescaped(line: str) -> str:
    """The text that ``escaped`` wrote so."""
    return _ESCAPE.sub(lambda found: found[1] or chr(int(found[2])), line)


def _escape(found: re.Match[str]) -> str:
    if found["acts"]:
        return f"\\{found[0]}"
    return "".join(f"&#{ord(char)};" for char in found[0])


def _section(fields: dict[str, str]) -> str:
    lines = [_HEADING + (escaped(fields["headline"]) or _untitled(fields["opening"])), ""]
    lines += [f"{_QUOTED} {escaped(line)}".rstrip(" ") for line in fields["text"].split("\n")]
    lines += [
        "",
        *(f"- {label}: {_value(fields[name])}" for name, label in _LABELS.items() if fields[name]),
    ]
    return "\n".join(lines) + "\n"


def _untitled(opening: str) -> str:
    """A heading for what has no headline: the opening words, marked as what they are."""
    return f"“{escaped(opening)}” {_UNTITLED}" if opening else _UNTITLED


def _value(value: str) -> str:
    return f"<{value}>" if _LINK.fullmatch(value) else escaped(value)


def _sections(text: str) -> Iterator[dict[str, str]]:
    """The fields under each heading: the first block quotation, and the list."""
    fields: dict[str, str] = {}
    quoted: list[str] = []
    for line in [*text.replace("\r\n", "\n").split("\n"), _HEADING]:
        if line.startswith(_QUOTED) and "text" not in fields:
            quoted.append(unescaped(line.removeprefix(_QUOTED).removeprefix(" ")))
            continue
        if quoted:
            fields["text"], quoted = "\n".join(quoted), []
        if line.startswith(_HEADING):
            yield fields
            title = line.removeprefix(_HEADING)
            fields = {"headline": "" if title == _UNTITLED else unescaped(title)}
        elif (item := _ITEM.fullmatch(line)) and item[1] in _NAMES:
            link = item[2].removeprefix("<").removesuffix(">")
            fields[_NAMES[item[1]]] = link if item[2] == f"<{link}>" else unescaped(item[2])
            if _NAMES[item[1]] == "opening":
                fields["headline"] = ""  # the heading is the opening words
