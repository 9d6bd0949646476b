"""References to articles and to stretches of them, as people paste them."""

import re
from dataclasses import dataclass

from corpus.errors import UsageError
from corpus.spans import Span

_REFERENCE = re.compile(
    r"([0-9a-f]{1,64})(?:@([0-9a-f]{1,64}))?(?::(\d{1,12})-(\d{1,12}))?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Reference:
    """An article id, or the beginning of one, and perhaps a span of the article's text.

    ``version`` is the version of the text, or the beginning of it; None for the text of now.
    """

    article: str
    span: Span | None = None
    version: str | None = None


def parse_reference(text: str) -> Reference:
    """Read ``a1b2c3``, ``a1b2c3:120-480`` or ``a1b2c3@9f8e7d:120-480``, an earlier version.

    Raises ``UsageError`` for anything else.

    >>> parse_reference("a1b2c3:120-480")
    Reference(article='a1b2c3', span=Span(start=120, end=480), version=None)
    >>> parse_reference("a1b2c3@9f8e7d").version
    '9f8e7d'
    """
    match = _REFERENCE.fullmatch(text.strip().lower())
    if match is None:
        raise UsageError(
            f"{text!r} is no reference to an article; write it like a1b2c3 or a1b2c3:120-480."
        )
    if match[3] is None:
        return Reference(match[1], None, match[2])
    span = Span(int(match[3]), int(match[4]))
    if span.start >= span.end:
        raise UsageError(f"{text!r} ends before it begins; write it like a1b2c3:120-480.")
    return Reference(match[1], span, match[2])
