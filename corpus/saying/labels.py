"""Labels: what stands before a colon at the head of a paragraph, where it may be who speaks."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.english.word_classes import HONORIFICS, NAME_PARTICLES, OPENERS, TITLES
from corpus.saying.people import Cast
from corpus.saying.spellings import fold
from corpus.saying.tokens import is_capital
from corpus.spans import Span

Part = Literal["name", "question", "answer"]

_LABEL = re.compile(
    r"^[ \t]{0,9}(?:(?P<part>Q|A|QUESTION|ANSWER|Question|Answer)(?P<point>[:.])(?=\s)"
    r"|(?P<name>[^\W\d_][^\n:]{0,100}+)(?P<mark>:)(?![\d/\\]))",
    re.MULTILINE,
)
_BEHIND_NAME = re.compile(r"\s*[,(\[].*")
_LONGEST = 5  # words of a name with its title


@dataclass(frozen=True, slots=True)
class Label:
    """A label, and the words that follow it in its paragraph, or make up the next one.

    ``span`` is as printed, "SEN. ADA LUND (D-TAVRA)", ``mark`` the colon behind it; ``paragraph``
    and ``at`` are the numbers of the paragraphs of the label and of the words. ``owner`` is the
    party that it names or -1, and ``key`` the same for all labels of one speaker.
    """

    span: Span
    mark: Span
    words: Span
    paragraph: int
    at: int
    part: Part
    owner: int
    key: str


def heads(text: str) -> list[re.Match[str]]:
    """The heads of lines that look like labels, whether or not they are."""
    return list(_LABEL.finditer(text))


def labels(
    text: str, cast: Cast, paragraphs: Sequence[Span], found: Sequence[re.Match[str]]
) -> list[Label]:
    """The names, and "Q" and "A", that stand before a colon at the head of a paragraph.

    ``found`` are the heads of its lines.

    >>> from corpus.saying.people import everyone
    >>> text = "ADA LUND (via phone): It is shut."
    >>> found = labels(text, everyone(text), [Span(0, len(text))], heads(text))
    >>> [(label.span.of(text), label.words.of(text)) for label in found]
    [('ADA LUND (via phone)', 'It is shut.')]
    """
    starts = [span.start for span in paragraphs]
    every: list[Label] = []
    for match in found:
        named = match["part"] is None
        start = match.start("name" if named else "part")
        span = Span(start, start + len((match["name"] or match["part"]).rstrip()))
        number = bisect_right(starts, span.start) - 1
        if number < 0 or starts[number] != span.start:
            continue
        part, owner, key = _name(text, cast, span) if named else _asks_or_answers(text, span)
        if key:
            mark = Span(*match.span("mark" if named else "point"))
            words, at = _words(text, paragraphs, mark.end, number)
            every.append(Label(span, mark, words, number, at, part, owner, key))
    return every


def _asks_or_answers(text: str, span: Span) -> tuple[Part, int, str]:
    """What "Q" or "A" stands for."""
    part: Part = "question" if text[span.start] == "Q" else "answer"
    return part, -1, part


def _name(text: str, cast: Cast, span: Span) -> tuple[Part, int, str]:
    """Whom a label names; its key is empty where it is no name by its letters."""
    name = _BEHIND_NAME.sub("", span.of(text))
    words = name.split()
    if not 0 < len(words) <= _LONGEST:
        return "name", -1, ""
    if not all(is_capital(word) or word in NAME_PARTICLES for word in words):
        return "name", -1, ""
    end = span.start + len(name)
    for mention, owner in cast.within(span.start, end):
        if mention.end == end and owner >= 0 and is_title(text[span.start : mention.start]):
            return "name", owner, str(owner)
    return "name", -1, "" if words[0].lower() in OPENERS else fold(name)


def is_title(words: str) -> bool:
    """Whether words before a name are a title, or nothing: "Dr.", "SEN.", "Mayor".

    >>> is_title("SEN. "), is_title("About "), is_title("")
    (True, False, True)
    """
    every = [word.lower().strip(".") for word in words.split()]
    return all(word in TITLES or word in HONORIFICS or f"{word}." in TITLES for word in every)


def _words(text: str, paragraphs: Sequence[Span], start: int, number: int) -> tuple[Span, int]:
    """What follows a label in its paragraph, or the next paragraph, with its number."""
    end = paragraphs[number].end
    while start < end and text[start].isspace():
        start += 1
    if start == end and number + 1 < len(paragraphs):
        return paragraphs[number + 1], number + 1
    return Span(start, end), number
