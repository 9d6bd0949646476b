"""Whether two texts print the same words, and where: compared exactly, word by word.

A quotation that both have shows nothing, for two reporters may have heard it; so words in
quotation marks count only where there is hardly anything else.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from corpus.copying.shingles import Gram, places, shingles, words
from corpus.cutting.quotations import quotations
from corpus.spans import Span

SIZE = 4  # words in a shingle
FEWEST = 20
"""Shingles that a text must have to be compared at all, and that it must have outside quotation
marks for these to decide alone."""


class Printed:
    """A text as it is compared with others; what that needs is worked out once, and when needed."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def grams(self) -> list[Gram]:
        """Its shingles in order."""
        return shingles(words(self.text), SIZE)

    @cached_property
    def all(self) -> frozenset[Gram]:
        """Its shingles, each once."""
        return frozenset(self.grams)

    @cached_property
    def own(self) -> frozenset[Gram]:
        """Its shingles that lie outside quotation marks."""
        spans = [span for quotation in quotations(self.text) for span in quotation.spans]
        if not spans:
            return self.all
        quoted = [False] * len(self._places)
        for span in spans:
            first = bisect_right(self._places, span.start, key=itemgetter(1))
            last = bisect_left(self._places, span.end, key=itemgetter(0))
            quoted[first:last] = [True] * max(0, last - first)
        runs = zip(*(quoted[at:] for at in range(SIZE)), strict=False)
        return frozenset(g for g, run in zip(self.grams, runs, strict=True) if not any(run))

    def span(self, first: int, last: int) -> Span:
        """The characters of the words ``first`` up to, not including, ``last``."""
        return Span(self._places[first][0], self._places[last - 1][1])

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        return places(self.text)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a text the words of another stand: its characters, and the share of them, 0 to 1."""

    span: Span
    share: float


def share(one: Printed, other: Printed, least: float = 0.0) -> float:
    """The share of the shorter text's words that the other prints too, from 0 to 1.

    Counted in shingles outside quotation marks, where both have enough of these; that is not
    looked into where the share of all of them is below ``least`` already.

    >>> text = " ".join(f"The harbour on pier {n} was closed after storm {n}." for n in range(9))
    >>> share(Printed(text), Printed("Added at the top. " + text))
    1.0
    """
    whole = _contained(one.all, other.all)
    if whole and whole >= least and min(len(one.own), len(other.own)) >= FEWEST:
        return min(whole, _contained(one.own, other.own))
    return whole


def place(part: Printed, whole: Printed, least: float = 0.0) -> Place | None:
    """Where most of a part's words stand together in another text; None when none do.

    Nor when less than a share ``least`` of them does.

    The densest stretch of half as many words again as the part has, trimmed to what is shared.
    """
    wanted = part.all
    hits = [at for at, gram in enumerate(whole.grams) if gram in wanted]
    if not hits or len(hits) < least * len(wanted):
        return None
    reach = len(part.grams) * 3 // 2 + SIZE
    seen: Counter[Gram] = Counter()
    best, window, first = 0, (hits[0], hits[0]), 0
    for at in hits:
        seen[whole.grams[at]] += 1
        while at - hits[first] > reach:
            gone = whole.grams[hits[first]]
            seen[gone] -= 1
            if not seen[gone]:
                del seen[gone]
            first += 1
        if len(seen) > best:
            best, window = len(seen), (hits[first], at)
    if best / len(wanted) < least:
        return None
    return Place(whole.span(window[0], window[1] + SIZE), best / len(wanted))


def stretch(one: Printed, other: Printed) -> Span:
    """From the first to the last of the words in ``other`` that ``one`` prints too."""
    hits = [at for at, gram in enumerate(other.grams) if gram in one.all]
    return other.span(hits[0], hits[-1] + SIZE) if hits else Span(0, 0)


def _contained(one: frozenset[Gram], other: frozenset[Gram]) -> float:
    """The share of the smaller set that the larger has; 0 when it is too small to tell."""
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer >= FEWEST else 0.0
