"""A report: source, cue and content within one sentence, as ranges of its words."""

from dataclasses import dataclass

from corpus.saying.clauses import QUOTE, Clause
from corpus.saying.noun_phrases import Range

ENDS = frozenset(".!?…")
BREAKS = frozenset({",", ";", "--", "—", "–", "―", "-", ":"})


@dataclass(frozen=True, slots=True)
class Report:
    """One report; ``end`` is the first word behind it.

    ``borrowed`` says that the source is the subject of an earlier verb in the sentence,
    ``inside`` that it stands inside another's words. ``tail`` is the range of words behind the
    cue that tell where and to whom, ``listener`` the range of who is told; ``via`` another voice
    through which the outlet has it: "citing Ek", "according to Reuters".
    """

    pieces: tuple[Range, ...]
    cue: Range | None
    source: Range | None
    end: int
    borrowed: bool = False
    verb: str = ""
    tail: Range | None = None
    via: Range | None = None
    listener: Range | None = None
    inside: bool = False


def trim(clause: Clause, start: int, end: int) -> Range | None:
    """A piece without the marks around it; ``None`` when nothing is left."""
    if ")" in clause.lower[start:end][-2:] and "(" not in clause.lower[start:end]:
        end -= clause.lower[start:end][::-1].index(")") + 1  # "(Lund said | it fell.)"
    while start < end and (
        clause.lower[start] in BREAKS or clause.lower[start] in {"•", "*", ")", "“", '"', "”"}
    ):
        start += 1
    while start < end and (
        clause.lower[end - 1] in BREAKS or clause.lower[end - 1] in ENDS | {"("}
    ):
        end -= 1
    return (start, end) if start < end else None


def behind_bracket(clause: Clause, start: int, end: int) -> int:
    """The word behind a bracket that is open at ``end``; ``start`` when none is.

    "The pier fell (| it was old, Lund said)".
    """
    for index in range(end - 1, start - 1, -1):
        if clause.lower[index] == ")":
            break
        if clause.lower[index] == "(":
            return index + 1
    return start


def ends_at(clause: Clause, index: int) -> bool:
    """Whether the sentence ends at a word."""
    return index >= len(clause) or all(
        not word[0].isalnum() and word != QUOTE for word in clause.lower[index:]
    )


def quotes_in(clause: Clause, piece: Range) -> bool:
    """Whether a piece has a quotation in it."""
    return any(clause.quotes[index] >= 0 for index in range(*piece))


def last_quote(clause: Clause, end: int) -> int:
    """The word behind the last quotation before ``end``."""
    while end and clause.quotes[end - 1] < 0:
        end -= 1
    return end
