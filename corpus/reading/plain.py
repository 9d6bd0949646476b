"""Plain text as it stands, and Markdown without its marks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import yaml  # type: ignore[import-untyped]  # ships no types
from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.errors import ReadError
from corpus.reading.decode import decode, mend
from corpus.reading.fields import Row, read_row
from corpus.reading.unpack import MEGABYTE
from corpus.reading.webpage import fragment_text
from corpus.record import Record

MARKDOWN_BYTES = MEGABYTE  # some inputs take ten seconds for 200 KB; no article is as long

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.{0,10000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_WORDS = ("text", "code_inline")
_MARKDOWN = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table")


def read_plain(data: bytes, origin: str) -> Record:
    """A text file: all of it is the article; its metadata are read later, as news prints them."""
    text = mend(decode(data)).strip("\n")
    if not text.strip():
        raise ReadError("It has no text, only white space.")
    return Record(origin, "plain", text)


def read_markdown(data: bytes, origin: str) -> Record:
    """A Markdown file: its front matter and first heading as metadata, its text unmarked."""
    if len(data) > MARKDOWN_BYTES:
        raise ReadError(
            f"It has {len(data) / MEGABYTE:,.1f} MB; {MARKDOWN_BYTES // MEGABYTE} MB of Markdown "
            "is the most. Split it, or name it .txt."
        )
    source = mend(decode(data)).lstrip("\n")
    match = _FRONT_MATTER.match(source)
    front = _front_matter(match[1]) if match else {}
    tokens = _MARKDOWN.parse(source[match.end() :] if match and front else source)
    text = fragment_text(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))
    if not text:
        raise ReadError("It has no text.")
    record = read_row(front, origin, "markdown", text=text, where="front matter")
    heading = None if record.title else _heading(tokens)
    if heading is None:
        return record
    return replace(record, title=heading, found=(("title", "first heading"), *record.found))


def _front_matter(source: str) -> Row:
    """The names and values before the text, as they are written; none if it is no YAML."""
    try:
        # BaseLoader makes strings and nothing else, so that a date stays as it is printed
        front = yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506  # nosec B506
    except (yaml.YAMLError, RecursionError):
        return {}
    return front if isinstance(front, Mapping) else {}


def _heading(tokens: Sequence[Token]) -> str | None:
    """The text of the first heading of the first level."""
    for before, token in pairwise(tokens):
        if before.type == "heading_open" and before.tag == "h1":
            words = (child.content for child in token.children or () if child.type in _WORDS)
            return " ".join("".join(words).split()) or None
    return None
