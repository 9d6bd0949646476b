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

    def covers(self, other: "Span") -> bool:
        """Whether ``other`` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end
