"""Where the words of a citation stand in a text now: at their place, at another, or changed."""

import re
from collections.abc import Iterator

from corpus.matching.match import match_quote, prepare_quote
from corpus.matching.wording import Edit, align
from corpus.spans import Span
from qa.citing.citation import Citation

TELLING = 40
"""Characters from which words are known again wherever they stand. In the sample archive no stretch
of 40 characters stands twice in one article; in 4 of its 43 articles one of 30 does."""

KNOWN_AROUND = 12
"""Characters of the surroundings that have to be the same for shorter words: about two words."""

_MATCHED_MAX = 20_000  # characters that are compared word by word with a whole article
_BETWEEN_MAX = 2_000  # characters more than before that may stand between the old surroundings
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*\w*|\w+|\s+|[^\w\s]")  # a figure is one


def place(citation: Citation, text: str) -> Span | None:
    """Where the very words stand: at their own place, or else where the surroundings agree most.

    ``None`` when they stand nowhere; and for few words, nowhere in surroundings that are known.
    """
    own = Span(citation.start, citation.end)
    if own.of(text) == citation.text:
        return own
    found = max(
        _everywhere(citation.text, text),
        key=lambda span: (_agreement(citation, text, span), -abs(span.start - own.start)),
        default=None,
    )
    if found is None or len(citation.text) >= TELLING:
        return found
    return found if _agreement(citation, text, found) >= _needed(citation) else None


def nearest(citation: Citation, text: str) -> Span | None:
    """What became of the words: what stands between their surroundings, or has most of them."""
    between = _between(citation, text)
    if between is not None or len(citation.text) > _MATCHED_MAX:
        return between
    wanted = prepare_quote(citation.text)
    match = match_quote(wanted, text) if wanted.keys else None
    if match is None or match.class_ == "stitched":
        return None
    return Span(min(s.start for s in match.spans), max(s.end for s in match.spans))


def difference(cited: str, now: str) -> tuple[Edit, ...]:
    """The steps between the words cited and those of now, white space and punctuation included.

    As everywhere, ``quote`` is what was cited and ``article`` what the article has.

    >>> [step for step in difference("1,450 left.", "1,310 left.") if step.op != "same"]
    [Edit(op='changed', quote='1,450', article='1,310')]
    """
    old, new = _TOKEN.findall(cited), _TOKEN.findall(now)
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    tail = 0
    while tail < min(len(old), len(new)) - same and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    steps = [
        Edit("same", "".join(old[:same]), "".join(new[:same])),
        *(
            Edit(op, "".join(old[i1:i2]), "".join(new[j1:j2]))
            for op, i1, i2, j1, j2 in align(
                old[same : len(old) - tail], new[same : len(new) - tail], same, same
            )
        ),
        Edit("same", "".join(old[len(old) - tail :]), "".join(new[len(new) - tail :])),
    ]
    return tuple(step for step in steps if step.quote or step.article)


def _everywhere(words: str, text: str) -> Iterator[Span]:
    at = text.find(words)
    while at >= 0:
        yield Span(at, at + len(words))
        at = text.find(words, at + 1)


def _agreement(citation: Citation, text: str, span: Span) -> int:
    """How many characters right before and after a span are those of the citation."""
    before, after = text[: span.start][-len(citation.before) or len(text) :], text[span.end :]
    return _shared(before[::-1], citation.before[::-1]) + _shared(after, citation.after)


def _needed(citation: Citation) -> int:
    return min(KNOWN_AROUND, len(citation.before) + len(citation.after))


def _shared(a: str, b: str) -> int:
    """The length of the beginning that two texts share."""
    return next(
        (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )


def _between(citation: Citation, text: str) -> Span | None:
    """What stands between the surroundings of a citation; None unless both are there as they were.

    At the beginning of a text there is nothing before, which then must be so again; and likewise
    at its end.
    """
    before, after = citation.before, citation.after
    if len(before) + len(after) < KNOWN_AROUND or (before and text.count(before) != 1):
        return None
    start = text.find(before) + len(before) if before else 0
    end = text.find(after, start) if after else len(text)
    if end <= start or end - start > len(citation.text) + _BETWEEN_MAX:
        return None
    return Span(start, end)
