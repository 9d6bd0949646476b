"""The JSON of records, described: a dataclass as the schema of what ``plain`` makes of it."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from inspect import getdoc
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from whosaid import PartialDate, Span

Schema = dict[str, Any]

_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Decimal: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    date: {"type": "string", "format": "date"},
    PartialDate: {
        "type": "string",
        "description": "ISO 8601, as precise as it is known; --10-12 where the year is unknown.",
    },
    Span: {
        "type": "array",
        "items": {"type": "integer", "minimum": 0},
        "minItems": 2,
        "maxItems": 2,
        "description": "First character, and the one after the last, of the article's text.",
    },
}


def schema_of(kind: Any) -> Schema:
    """The schema of a type; records are referred to by name, and ``definitions`` has them.

    >>> schema_of(tuple[int, ...])
    {'type': 'array', 'items': {'type': 'integer'}}
    >>> schema_of(str | None)
    {'anyOf': [{'type': 'string'}, {'type': 'null'}]}
    """
    origin, inner = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if origin is Literal:
        return {"enum": list(inner)}
    if origin in (Union, UnionType):
        return {"anyOf": [schema_of(item) for item in inner]}
    if origin in (tuple, list):
        items = [schema_of(item) for item in inner if item is not ...]
        return {"type": "array", "items": items[0] if len(items) == 1 else {"anyOf": items}}
    if origin in (dict, Mapping):
        return {"type": "object", "additionalProperties": schema_of(inner[1])}
    # Anything for what is not known; a test sees to it that no field of a record is that.
    return {"$ref": f"#/components/schemas/{_name(kind)}"} if is_dataclass(kind) else {}


def definitions(*kinds: Any) -> dict[str, Schema]:
    """The schemas of these records, and of all that they hold, by name."""
    found: dict[str, Schema] = {}
    waiting = list(kinds)
    while waiting:
        kind = waiting.pop()
        if is_dataclass(kind) and kind not in _PLAIN:
            if _name(kind) not in found:
                found[_name(kind)] = _record(kind)
                waiting += get_type_hints(kind).values()
        else:
            waiting += [item for item in get_args(kind) if not isinstance(item, str)]
    return found


def _record(kind: Any) -> Schema:
    hints = get_type_hints(kind)
    properties = {item.name.removesuffix("_"): schema_of(hints[item.name]) for item in fields(kind)}
    return {
        "type": "object",
        "description": getdoc(kind),
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _name(kind: Any) -> str:
    return str(kind.__name__)
