"""Records as JSON text that does nothing to the terminal it is shown in."""

import json
import re
from typing import Any

_ACTING = re.compile(r"[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that act, other than those which JSON escapes by itself: they control a terminal, or
turn the direction of what follows. All that JSON itself writes outside of strings is ASCII."""


def json_text(value: Any, indent: int | None = 2) -> str:
    r"""A value as JSON in which letters are themselves and what acts is escaped; the data is exact.

    >>> json_text(["Zoë", "a\u202eb\x9b"], None)
    '["Zoë", "a\\u202eb\\u009b"]'
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
