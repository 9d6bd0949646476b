"""Citations as CSL-JSON, which Zotero, Pandoc and other reference managers take in.

Where CSL has a field, it is used: ``issued``, ``accessed``, ``container-title`` and so on. What it
has none for (the exact words, their place, the version of the text) stands in ``custom``, which
CSL keeps for such things, and in ``note`` for people. Names are ``literal``: nobody has to guess
which part of "Ahn Seo-rim" is the surname.
"""

from collections.abc import Sequence
from typing import Any

from corpus.dates import PartialDate
from corpus.errors import UsageError
from qa.answer import plain
from qa.citing import whole
from qa.citing.citation import Citation
from qa.citing.note import note
from qa.json_text import json_text

_KEY = "whosaid"


def write(citations: Sequence[Citation]) -> str:
    """A list of items, of the type ``article-newspaper``."""
    return json_text(list(map(_item, citations))) + "\n"


def record(item: dict[str, Any]) -> Citation:
    """The citation that an item is of. Raises ``UsageError``."""
    custom = item.get("custom")
    own = custom.get(_KEY) if isinstance(custom, dict) else None
    if not isinstance(own, dict):
        raise UsageError(
            f"The item {str(item.get('id'))[:60]!r} has lost its 'custom' field, which says what "
            "words it cites; give the file as whosaid wrote it."
        )
    return whole.record(own)


def _item(citation: Citation) -> dict[str, Any]:
    source = citation.article
    item = {
        "id": f"{source.id}-{citation.start}-{citation.end}",
        "type": "article-newspaper",
        "title": source.title or (source.opening and f"[{source.opening}]"),
        "container-title": source.outlet,
        "author": [{"literal": name} for name in source.authors],
        "issued": source.published and _date(source.published),
        "accessed": _date(citation.retrieved),
        "URL": source.url,
        "note": f"“{citation.text}” {note(citation)}",
        "custom": {_KEY: plain(citation)},
    }
    return {name: value for name, value in item.items() if value}


def _date(day: PartialDate) -> dict[str, Any]:
    """A CSL date, no more precise than it is known; words where the year is unknown.

    >>> _date(PartialDate(2025, 9)), _date(PartialDate(None, 10, 12))
    ({'date-parts': [[2025, 9]]}, {'literal': '--10-12'})
    """
    if day.year is None:
        return {"literal": str(day)}
    return {"date-parts": [[part for part in (day.year, day.month, day.day) if part]]}
