"""What a library holds, counted: how many articles of which outlet and which month."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Holding:
    """How many articles an outlet has from a month ("2025-09").

    ``outlet`` is None where the articles name none, ``month`` where their dates tell none.
    """

    outlet: str | None
    month: str | None
    articles: int
