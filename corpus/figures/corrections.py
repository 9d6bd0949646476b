"""Whether an article says that it corrects an earlier figure."""

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
