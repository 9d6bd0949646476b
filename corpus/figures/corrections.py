"""Whether an article says that it corrects an earlier figure, and which it says was printed."""

import re

from corpus.cutting.sentences import paragraphs
from corpus.spans import Span

_HEADED = re.compile(r"\W*(?:correction|clarification|corrected|editor[’']s note)\b", re.I)
_SAYS = re.compile(
    r"""\b(?:we\ (?:were\ wrong|said\ that|wrote\ that|reported\ that|misstated|regret\ the\ error)
        |(?:earlier|previous)\ (?:version|report)\b[^.]{0,60}\b(?:said|gave|misstated|wrongly)
        |(?:wrongly|incorrectly|mistakenly)\ (?:included|said|stated|reported|gave|put)
        |(?:has|have)\ since\ been\ (?:measured|corrected|revised|counted|put)
        |misstated|in\ error\b)""",
    re.VERBOSE | re.IGNORECASE,
)

_PRINTED = re.compile(  # "we said that 480", "an earlier version of this article gave it as 480"
    r"""\b(?:we|(?<![’']s\s)(?:report|article|story|version|edition|headline|caption|newspaper|paper)
            (?!\s(?:by|from|of\sthe)\b))\b[^.;]{0,80}?
        \b(?:said|wrote|printed|reported|stated|misstated|gave|put|called|included|listed|read)\b
        |\b(?:wrongly|incorrectly|mistakenly|erroneously|not)\s+(?:\w+\s+){0,3}?\Z""",
    re.VERBOSE | re.IGNORECASE,
)


def corrections(text: str, title: str | None) -> list[Span]:
    r"""The stretches of an article that set an earlier report right: paragraphs, or all of it.

    >>> text = "The works closed.\n\nCorrection: A report said 480 jobs; there were 412."
    >>> [span.of(text)[:10] for span in corrections(text, None)]
    ['Correction']
    """
    if title and _HEADED.match(title):
        return [Span(0, len(text))]
    return [span for span in paragraphs(text) if _corrects(span.of(text))]


def _corrects(paragraph: str) -> bool:
    return bool(_HEADED.match(paragraph) or _SAYS.search(paragraph))


def printed_before(text: str, clause: Span, number: Span) -> bool:
    """Whether a number in a stretch that corrects is told as what had been printed.

    >>> text = "We said that 480 jobs would go; there were 412."
    >>> printed_before(text, Span(0, 30), Span(13, 16))
    True
    >>> printed_before(text, Span(31, 47), Span(43, 46))
    False
    """
    return _PRINTED.search(text[clause.start : number.start]) is not None
