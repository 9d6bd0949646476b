"""A stretch of text, by its character offsets."""

from typing import NamedTuple


class Span(NamedTuple):
    """Characters ``start`` up to, not including, ``end`` of a text.

    >>> Span(4, 9).of("who, said, what")
    ' said'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters themselves: ``text[start:end]``."""
        return text[self.start : self.end]

    def moved(self, by: int) -> "Span":
        """The same stretch in a text that has so many more characters before it.

        >>> Span(4, 9).moved(-4)
        Span(start=0, end=5)
        """
        return Span(self.start + by, self.end + by)

    def in_context(self, text: str, most: int) -> "Span":
        """The span with up to so many characters before and behind it, cut at white space.

        >>> Span(4, 7).in_context("One two three.", 5).of("One two three.")
        'One two'
        """
        start, end = max(0, self.start - most), min(len(text), self.end + most)
        while 0 < start < self.start and not text[start - 1].isspace():
            start += 1
        while self.end < end < len(text) and not text[end].isspace():
            end -= 1
        return Span(start, end)

    def covers(self, other: "Span") -> bool:
        """Whether ``other`` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end
