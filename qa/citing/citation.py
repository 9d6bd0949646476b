"""A citation: words of an article with everything that is needed to find and compare them again."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.dates import PartialDate
from corpus.errors import UsageError
from qa.answer import Source

_VERSION = 12  # hexadecimal digits that tell the versions of one article apart
_DIGITS = 12  # of a place in a text; no text is longer, and a number in a file may be


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of an article: ``text`` is ``article.text[start:end]`` of its ``version``, characters.

    ``version`` is the SHA-256 of that text. ``before`` and ``after`` are a little of what stands
    around; ``retrieved`` is the day on which the citation was made. ``speaker`` is who says the
    words there, None when that was not asked or is unknown.
    """

    article: Source
    version: str
    start: int
    end: int
    text: str
    before: str
    after: str
    retrieved: PartialDate
    speaker: str | None = None

    @property
    def reference(self) -> str:
        """What ``whosaid show`` takes: ``a1b2c3d4e5f6@9f8e7d6c5b4a:120-480``.

        It names the version, so that an update does not move the words from under it.
        """
        return f"{self.article.id}@{self.version[:_VERSION]}:{self.start}-{self.end}"


def fields_of(citation: Citation) -> dict[str, str]:
    """A citation as flat words, for files of lines and columns; ``""`` for what is not known.

    >>> source = Source("a1", "Bridge shut", None, ("Ada Lund",), PartialDate(2025, 9), None)
    >>> day = PartialDate(2025, 11, 25)
    >>> fields_of(Citation(source, "f0", 3, 9, "closed", "is ", ".", day))["published"]
    '2025-09'
    """
    source = citation.article
    return {
        "headline": source.title or "",
        "opening": source.opening or "",
        "outlet": source.outlet or "",
        "authors": "; ".join(source.authors),
        "published": str(source.published or ""),
        "address": source.url or "",
        "speaker": citation.speaker or "",
        "text": citation.text,
        "before": citation.before,
        "after": citation.after,
        "article": source.id,
        "start": str(citation.start),
        "end": str(citation.end),
        "version": citation.version,
        "retrieved": str(citation.retrieved),
    }


def citation_of(fields: Mapping[str, str]) -> Citation:
    """The citation that these flat words are of: the inverse of ``fields_of``.

    Raises ``UsageError`` when one that is needed is missing or makes no sense.
    """

    def needed(name: str) -> str:
        if not fields.get(name):
            raise UsageError(f"A citation lacks its {name!r}, without which it says nothing.")
        return fields[name]

    published = fields.get("published")
    source = Source(
        id=needed("article").lower(),
        title=fields.get("headline") or None,
        outlet=fields.get("outlet") or None,
        authors=tuple(filter(None, fields.get("authors", "").split("; "))),
        published=PartialDate.fromisoformat(published) if published else None,
        url=fields.get("address") or None,
        opening=fields.get("opening") or None,
    )
    return Citation(
        article=source,
        version=needed("version").lower(),
        start=_place(needed("start")),
        end=_place(needed("end")),
        text=needed("text"),
        before=fields.get("before", ""),
        after=fields.get("after", ""),
        retrieved=PartialDate.fromisoformat(needed("retrieved")),
        speaker=fields.get("speaker") or None,
    )


def _place(digits: str) -> int:
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS):
        raise UsageError(f"{digits[:20]!r} is no place in a text; places are counted from 0.")
    return int(digits)
