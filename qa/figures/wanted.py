"""What kind of figure a question asks for, if it asks for one."""

import re
from dataclasses import dataclass

from corpus.figures.units import Kind, unit_after
from qa.understanding.kind import asked_kind

_MANY = re.compile(r"\b(?:how many(?: more| other)?|(?:the )?(?:total )?numbers? of)\b", re.I)
_LENGTH = re.compile(
    r"\bhow (?:much )?(?:long|wide|tall|high|deep|far|thick|broad|close|longer|wider|taller|"
    r"higher|deeper|farther|thicker)\b|\b(?:length|width|height|depth|distance|breadth)\b",
    re.I,
)
_PERCENT = re.compile(r"\bin per ?cent(?:age)?\b|\bby how much\b", re.I)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The kind of figure that is asked for, and the noun that the question counts by, if any."""

    kind: Kind
    noun: str | None = None


def wanted_figure(question: str) -> Wanted | None:
    """What kind of figure a question asks for; None when it asks for none.

    >>> wanted_figure("How many North Korean defectors were sent back?")
    Wanted(kind='people', noun='defectors')
    >>> wanted_figure("Who closed the bridge?") is None
    True
    """
    kind = "share" if _PERCENT.search(question) else asked_kind(question)
    match kind:
        case "money":
            return Wanted("money")
        case "share":
            return Wanted("share")
        case "duration":
            return Wanted("time")
        case "measure" if _LENGTH.search(question):
            return Wanted("length")
        case "count":
            counted = _MANY.search(question)
            unit = unit_after(question, counted.end()) if counted else None
            return Wanted(unit.kind, unit.noun) if unit else Wanted("people")
    return None
