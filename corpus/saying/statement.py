"""A statement: words that an article ascribes to someone, and how we know."""

from dataclasses import dataclass
from typing import Literal

from corpus.spans import Span

StatementKind = Literal["direct", "mixed", "indirect"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of an article, every part as spans of its text.

    ``kind`` is direct when every piece of ``content`` stands in quotation marks, mixed when some
    of it does, indirect when none does. A turn of a transcript ("LUND: It is shut.") is direct
    without them: it is printed for the speaker's own words, and its source is the label.
    ``source`` is the mention as it stands ("he", "the minister"), empty when the article names
    none; ``speaker`` is who that is, by the fullest name that the article gives, ``None`` when
    unknown or anonymous; ``role`` is what the article calls the speaker. ``route`` tells how the
    words came to the outlet, as printed ("told Radio
    Free Asia", "in a statement", "according to the group"); ``hops`` counts the voices between
    the speaker and the reader, 1 for what the outlet reports itself.
    """

    kind: StatementKind
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: str | None = None
    role: str | None = None
    route: tuple[str, ...] = ()
    anonymous: bool = False
    hops: int = 1

    @property
    def second_hand(self) -> bool:
        """Whether another voice stands between the speaker and the outlet.

        >>> Statement("direct", (Span(0, 5),), hops=2).second_hand
        True
        """
        return self.hops > 1
