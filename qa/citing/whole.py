"""Citations as JSON of the records: the names are those of ``Citation``."""

import json
from collections.abc import Sequence
from typing import Any

from corpus.errors import UsageError
from qa.answer import to_json
from qa.citing.citation import Citation, citation_of

_OWN = ("speaker", "text", "before", "after", "start", "end", "version", "retrieved")
_SOURCE = {
    "title": "headline",
    "opening": "opening",
    "outlet": "outlet",
    "url": "address",
    "published": "published",
}


def write(citations: Sequence[Citation]) -> str:
    """A list of records."""
    return to_json(list(citations)) + "\n"


def records(text: str) -> list[dict[str, Any]]:
    """The objects of a JSON list. Raises ``UsageError`` when it is anything else."""
    try:
        found = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"The JSON cannot be read: {error}.") from None
    found = found if isinstance(found, list) else [found]
    if not all(isinstance(item, dict) for item in found):
        raise UsageError("The JSON is no list of citations.")
    return found


def record(item: dict[str, Any]) -> Citation:
    """The citation that a plain record is of. Raises ``UsageError``."""
    source = item.get("article")
    if not isinstance(source, dict):
        raise UsageError("A citation in the JSON lacks its 'article', without which it is none.")
    authors = source.get("authors")
    fields = {name: _word(item.get(name)) for name in _OWN}
    fields |= {name: _word(source.get(key)) for key, name in _SOURCE.items()}
    fields["article"] = _word(source.get("id"))
    fields["authors"] = "; ".join(map(_word, authors)) if isinstance(authors, list) else ""
    return citation_of(fields)


def _word(value: Any) -> str:
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
