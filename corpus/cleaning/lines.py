"""The lines of a text: the units in which clutter and metadata stand.

A line of an article is a heading, a paragraph or a piece of clutter. Where a text has been broken
at a fixed width, the broken lines are joined first, so that the middle of a sentence is never
taken for a line of its own.
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from corpus.spans import Span

LONGEST_LINE = 400  # characters; what is longer is a paragraph, and no clutter or credit
BODY_LENGTH = 80  # characters from which a line that ends like a sentence is a paragraph
WRAPPED_LINES = 3  # so many lines that go on in lower case show that a text is wrapped
WRAP_WIDTHS = range(30, 160)  # characters of a wrapped line, from a narrow column to a wide page
FULL_LINE = 0.7  # of the longest wrapped line: one as long as this goes on in the next

_BULLET = r"(?:[•·*▪■●►▶▼»>+–-]\s*)?"
_SPEECH = re.compile(r"\b(?:said|says|told|added|asked)\b|[\"“”„]", re.IGNORECASE)
_CLOSERS = "\"'”’»)]*_"
_STOPS = (".", "!", "?", "。", "！", "？", "…", "؟", "।")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"'])(?:(?:[A-Za-z]\.){2,}|(?:Inc|Corp|Co|Ltd|Jr|Sr|St|No)\.)$"
)


class Line(NamedTuple):
    """A line that is not blank: where it stands, and its words with single spaces between."""

    start: int
    end: int
    words: str

    @property
    def span(self) -> Span:
        """Where the line stands, without the white space around it."""
        return Span(self.start, self.end)


@lru_cache(maxsize=4)  # every rule asks for the lines of the same text
def lines(text: str) -> tuple[Line, ...]:
    r"""The lines of ``text`` that are not blank, wrapped ones joined.

    >>> [line.words for line in lines("Bridge  shut\n\nBy Ada Orr\nIt is shut. ")]
    ['Bridge shut', 'By Ada Orr', 'It is shut.']
    """
    single = _single_lines(text)
    width = _wrap_width(text, single)
    if not width:
        return tuple(_line(text, start, end) for start, end in single)
    joined: list[Span] = []
    for span in single:
        if joined and _goes_on(text, joined[-1], span, width):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(_line(text, start, end) for start, end in joined)


def ends_sentence(words: str) -> bool:
    """Whether the words end as a sentence does, rather than as a heading.

    >>> ends_sentence('"It is shut," she said.'), ends_sentence("Fewer jobs in the U.S.")
    (True, False)
    """
    bare = words.rstrip(_CLOSERS)
    return bare.endswith(_STOPS) and not bare.endswith("...") and not _ABBREVIATION.search(bare)


def is_body(line: Line) -> bool:
    """Whether a line is long enough, and ends as it should, to be a paragraph of the article."""
    return len(line.words) > LONGEST_LINE or (
        len(line.words) > BODY_LENGTH and ends_sentence(line.words)
    )


def _single_lines(text: str) -> list[Span]:
    """The spans between line breaks that hold anything, without the white space around them."""
    found, at = [], 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            start = at + len(line) - len(line.lstrip())
            found.append(Span(start, start + len(bare)))
        at += len(line) + 1
    return found


def _line(text: str, start: int, end: int) -> Line:
    words = text[start:end]
    return Line(start, end, " ".join(words.split()) if end - start <= LONGEST_LINE else words)


def _wrap_width(text: str, single: list[Span]) -> int:
    """The length of the longest line that goes on in lower case in the next; 0 if few do."""
    neighbours, lengths = 0, []
    for before, after in pairwise(single):
        if text.count("\n", before.end, after.start) != 1:
            continue
        neighbours += 1
        length = before.end - before.start
        if (
            text[after.start].islower()
            and length in WRAP_WIDTHS
            and text[before.end - 1] not in ".!?:"
        ):
            lengths.append(length)
    wrapped = len(lengths) >= WRAPPED_LINES and len(lengths) * 4 >= neighbours
    return max(lengths) if wrapped else 0


def _goes_on(text: str, before: Span, after: Span, width: int) -> bool:
    """Whether the line ``after`` goes on with the sentence that ``before`` broke off."""
    if text.count("\n", before.end, after.start) != 1:
        return False
    last = before.end - max(before.start, text.rfind("\n", before.start, before.end) + 1)
    return last >= FULL_LINE * width or text[after.start].islower()


def line_form(*alternatives: str) -> re.Pattern[str]:
    """The form of a whole line, in letters of either case, behind a bullet or not."""
    return re.compile(_BULLET + "(?:" + "|".join(alternatives) + ")", re.IGNORECASE)


def whole_lines(text: str, form: re.Pattern[str], *, speech: bool = True) -> list[Span]:
    r"""The lines that are wholly of the form; with ``speech=False``, not those that quote anyone.

    >>> whole_lines("Advertisement\nAn advertisement said so.", line_form("advertisement"))
    [Span(start=0, end=13)]
    """
    return [
        line.span
        for line in lines(text)
        if len(line.words) <= LONGEST_LINE
        and form.fullmatch(line.words)
        and (speech or not speaks(line.words))
    ]


def speaks(words: str) -> bool:
    """Whether the words quote anyone, or tell that somebody said them."""
    return _SPEECH.search(words) is not None
