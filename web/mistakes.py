"""What is wrong with a parameter, in a sentence with a way out, instead of pydantic's words."""

from collections.abc import Collection, Mapping
from typing import Any

_VALUE_MAX = 40  # characters of a value that are shown

_WAYS = {
    "int_type": "give a whole number",
    "int_parsing": "give a whole number",
    "int_from_float": "give a whole number",
    "int_parsing_size": "give a smaller number",
    "greater_than_equal": "the least is {ge}",
    "less_than_equal": "the most is {le}",
    "literal_error": "it is {expected}",
    "string_type": "give words, as text",
}


def mistake(found: Mapping[str, Any]) -> str:
    """What is wrong with a parameter: one of the errors that pydantic lists.

    >>> mistake({"type": "less_than_equal", "loc": ("n",), "input": 500, "ctx": {"le": 100}})
    "The parameter 'n' cannot be 500; the most is 100."
    """
    name, value = found["loc"][-1], _beginning(repr(found["input"]))
    if found["type"] == "missing":
        return f"The parameter {name!r} is missing, and has to be given."
    way = _WAYS.get(found["type"])
    told = way.format_map(found.get("ctx", {})) if way else found["msg"]
    return f"The parameter {name!r} cannot be {value}; {told}."


def unknown(name: str, known: Collection[str]) -> str:
    """That there is no parameter of that name, and which there are.

    >>> unknown("sinse", ["since", "n"])
    "There is no parameter 'sinse' here; there are n, since."
    """
    others = f"there are {', '.join(sorted(known))}" if known else "there is none"
    return f"There is no parameter {_beginning(repr(name))} here; {others}."


def _beginning(value: str) -> str:
    """A value as far as it is shown.

    >>> _beginning("'shut'"), _beginning(f"'{'0' * 99}'")
    ("'shut'", "'00000000000000000000000000000000000000…'")
    """
    return value if len(value) <= _VALUE_MAX else f"{value[: _VALUE_MAX - 1]}…{value[-1]}"
