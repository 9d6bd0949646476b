"""The article as it is kept: clean text, metadata, and how each was found."""

from dataclasses import dataclass

from corpus.dates import PartialDate

OPENING = 60  # characters of the first words, which name an article without a headline in a list


@dataclass(frozen=True, slots=True)
class Removal:
    """A stretch that cleaning took out: where in the clean text it stood, and by which rule."""

    start: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Article:
    """One news article.

    ``text`` is cleaned once and never again: every offset in the project counts characters of
    it. ``id`` is 12 hexadecimal digits from the canonical address, or else from the origin;
    ``version`` is the SHA-256 of ``text``. ``agency`` is a wire credit such as "Yonhap", kept
    apart from authors. ``found`` names for each known field how it was found.
    """

    id: str
    version: str
    text: str
    origin: str
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    published: PartialDate | None = None
    modified: PartialDate | None = None
    url: str | None = None
    language: str | None = None
    found: tuple[tuple[str, str], ...] = ()
    removed: tuple[Removal, ...] = ()

    @property
    def opening(self) -> str | None:
        """The first words of the text, where there is no headline to name the article."""
        return None if self.title else opening_words(self.text)


def opening_words(text: str) -> str:
    r"""The first words of a text on one line, as many as fit, with an ellipsis where it goes on.

    >>> opening_words("The bridge is shut.\n\nFor good.")
    'The bridge is shut. For good.'
    >>> opening_words("Nobody crosses the bridge any more, said the mayor, and nobody will again.")
    'Nobody crosses the bridge any more, said the mayor, and…'
    """
    line = " ".join(text[: 2 * OPENING].split())
    if len(line) <= OPENING and len(text) <= 2 * OPENING:
        return line
    return f"{line[: OPENING + 1].rsplit(' ', 1)[0][:OPENING].rstrip(' .,;:—–-')}…"


def restore(text: str, removed: tuple[Removal, ...]) -> str:
    """The text as it was read: the removals put back, in order, where they stood.

    >>> restore("One. Two.", (Removal(5, "Link copied ", "share_buttons"),))
    'One. Link copied Two.'
    """
    pieces, done = [], 0
    for removal in removed:
        pieces += [text[done : removal.start], removal.text]
        done = removal.start
    return "".join([*pieces, text[done:]])
