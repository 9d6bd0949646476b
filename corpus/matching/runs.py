"""Stretches of words that a quote and an article share, found without comparing all with all.

Both are lists of folded words. Shared trigrams are the anchors; those that follow each other on
one diagonal make a run, and runs that follow each other in one place make a chain.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from corpus.matching.wording import telling

_POSITIONS_MAX = 4
"""Places in a quote at which one trigram is tried; a quote that repeats itself more is bounded."""
_RUNS_MAX = 240
"""Runs that are chained, at a cost quadratic in them: those with the most others around."""
_BREAK = 0.4
"""Words that a chain must gain to be worth a break."""
_FAR = 0.02
"""Words that each word skipped in the article costs, up to 50: the nearer of two is meant."""


class Run(NamedTuple):
    """Words ``i`` to ``i + n`` of the quote are words ``j`` to ``j + n`` of the article."""

    i: int
    j: int
    n: int

    @property
    def ends(self) -> tuple[int, int]:
        """The words after it, in the quote and in the article."""
        return self.i + self.n, self.j + self.n

    def without(self, words: int) -> "Run":
        """The run without its first words."""
        return Run(self.i + words, self.j + words, self.n - words)


def occurrences(quote: Sequence[str], article: Sequence[str], limit: int) -> list[int]:
    """The word numbers at which all of the quote stands in the article, the first few.

    >>> occurrences(["no", "no"], ["no", "no", "no", "yes"], limit=9)
    [0, 1]
    """
    wanted = "\n" + "\n".join(quote) + "\n"
    text = "\n" + "\n".join(article) + "\n"
    found: list[int] = []
    at, words, counted = text.find(wanted), 0, 0
    while at >= 0 and len(found) < limit:
        words += text.count("\n", counted, at)
        counted = at
        found.append(words)
        at = text.find(wanted, at + 1)
    return found


def grams(words: Sequence[str], size: int) -> dict[tuple[str, ...], list[int]]:
    """Where each run of ``size`` words begins.

    >>> grams(["go", "on", "go", "on"], 2)
    {('go', 'on'): [0, 2], ('on', 'go'): [1]}
    """
    places: dict[tuple[str, ...], list[int]] = {}
    for at, gram in enumerate(zip(*(words[n:] for n in range(size)), strict=False)):
        known = places.setdefault(gram, [])
        if len(known) < _POSITIONS_MAX:
            known.append(at)
    return places


def shared_runs(
    places: dict[tuple[str, ...], list[int]], size: int, article: Sequence[str]
) -> list[Run]:
    """The longest stretches of at least ``size`` words that both have, in order of the article.

    >>> quote, article = "we will go now".split(), "yes we will go and we will go now".split()
    >>> shared_runs(grams(quote, 3), 3, article)
    [Run(i=0, j=1, n=3), Run(i=0, j=5, n=4)]
    """
    open_runs: dict[int, list[int]] = {}
    found: list[list[int]] = []
    for j, gram in enumerate(zip(*(article[n:] for n in range(size)), strict=False)):
        for i in places.get(gram, ()):
            run = open_runs.get(j - i)
            if run is not None and run[1] + run[2] - size + 1 == j:
                run[2] += 1
            else:
                run = open_runs[j - i] = [i, j, size]
                found.append(run)
    return [Run(*run) for run in found]


def densest(runs: list[Run], reach: int) -> list[Run]:
    """At most ``_RUNS_MAX`` of the runs: those with the most shared words within ``reach``."""
    if len(runs) <= _RUNS_MAX:
        return runs
    starts = [run.j for run in runs]
    sums = [0]
    for run in runs:
        sums.append(sums[-1] + run.n)

    def around(run: Run) -> int:
        first, last = bisect_left(starts, run.j - reach), bisect_left(starts, run.j + reach)
        return sums[last] - sums[first] + 4 * run.n

    return sorted(sorted(runs, key=around, reverse=True)[:_RUNS_MAX], key=lambda run: run.j)


def best_chain(runs: list[Run], linked: Callable[[Run, Run], bool]) -> list[Run]:
    """The runs of one place that follow each other in both texts and cover the most words.

    ``linked`` says of two that follow each other whether they belong to one place.
    """
    ordered = sorted(runs)
    scores = [float(run.n) for run in ordered]
    before = [-1] * len(ordered)
    for at, run in enumerate(ordered):
        for earlier in range(at):
            rest = _after(ordered[earlier], run)
            if rest is None:
                continue
            skipped = rest.j - ordered[earlier].ends[1]
            score = scores[earlier] + rest.n - _BREAK - _FAR * min(skipped, 50)
            if score > scores[at] and linked(ordered[earlier], rest):
                scores[at], before[at] = score, earlier
    chain: list[Run] = []
    at = max(range(len(ordered)), key=lambda index: (scores[index], -ordered[index].j), default=-1)
    while at >= 0:
        chain.append(ordered[at])
        at = before[at]
    return list(_trimmed(chain[::-1]))


def _after(first: Run, then: Run) -> Run | None:
    """What of a run is left after another one, if it begins later in both texts."""
    if then.i < first.i or then.j < first.j:
        return None
    overlap = max(0, first.ends[0] - then.i, first.ends[1] - then.j)
    return then.without(overlap) if overlap < then.n else None


def _trimmed(chain: list[Run]) -> Iterator[Run]:
    """The runs without what they share with the ones before."""
    last: Run | None = None
    for run in chain:
        rest = run if last is None else _after(last, run)
        if rest is not None:
            last = rest
            yield rest


def cover(runs: list[Run], quote: Sequence[str], shortest: int) -> list[Run]:
    """Runs that together cover most of the quote, the longest first chosen, in its order.

    Every piece has at least ``shortest`` words, two of them no function words.

    >>> quote = "we cut fares now and then sold ferries and boats".split()
    >>> cover([Run(0, 50, 5), Run(3, 9, 7)], quote, shortest=3)
    [Run(i=0, j=50, n=3), Run(i=3, j=9, n=7)]
    """
    chosen: list[Run] = []
    for run in sorted(runs, key=lambda run: (-run.n, run.j))[:_RUNS_MAX]:
        rest: Run | None = run
        for other in chosen:
            rest = _outside(rest, other) if rest else None
        if rest is not None and solid(rest, quote, shortest):
            chosen.append(rest)
    return sorted(chosen)


def _outside(run: Run, other: Run) -> Run | None:
    """The longer part of a run whose words of the quote the other does not have."""
    head = min(run.n, other.i - run.i)
    tail = min(run.n, run.i + run.n - other.ends[0])
    if max(head, tail) <= 0:
        return None
    return run._replace(n=head) if head >= tail else run.without(run.n - tail)


def solid(run: Run, quote: Sequence[str], shortest: int) -> bool:
    """Whether a run is long enough, and says enough, to be a piece by itself."""
    return run.n >= shortest and telling(quote[run.i : run.i + run.n]) > 1
