"""A piece of metadata read out of a text: what it is, how it was found, and where it stood."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from corpus.spans import Span

Value = TypeVar("Value", covariant=True)  # noqa: PLC0105  the field is called value


@dataclass(frozen=True, slots=True)
class Finding(Generic[Value]):
    """A value with the words for how it was found, and the spans that it stood in.

    ``spans`` are what can be taken out of the text, now that the value is kept: none where the
    value stood in something that stays, or that another rule takes out.
    """

    value: Value
    how: str
    spans: tuple[Span, ...] = ()
