"""A question as it is taken: its words, and what in it is more than words."""

from dataclasses import dataclass

from corpus.dating.period import Period
from index.records import Filter
from qa.answer import Understood


@dataclass(frozen=True, slots=True)
class Taken:
    """What a question asks for beyond its words.

    ``words`` is what is looked for: the question, with the names that the library has in the
    place of spellings that it does not know. ``narrowed`` is the filter that was given, with what
    the question asks for added; ``days`` those that it asks about, and ``preferred`` those whose
    articles come first, as news is printed a little later. ``speakers`` are those whose statements
    come first, ``whose`` their names. ``quotation`` are words that somebody is to have said, and
    passages that print them come first. ``absent`` are days that are asked about and of which
    nothing is; ``any_year`` tells that the days are named without a year. ``vain`` are absent days
    that are counted from today, where nothing else is asked about.
    """

    words: str
    narrowed: Filter
    days: Period | None = None
    preferred: Period | None = None
    speakers: tuple[int, ...] = ()
    understood: tuple[Understood, ...] = ()
    notes: tuple[str, ...] = ()
    absent: Period | None = None
    any_year: bool = False
    vain: Period | None = None
    whose: tuple[str, ...] = ()
    quotation: str | None = None

    @property
    def filters(self) -> tuple[str, ...]:
        """The words of the question that narrow what may answer."""
        return tuple(item.text for item in self.understood if item.filters)


def not_obeyed(taken: Taken) -> str:
    """That what was understood left no good answer, and so was not obeyed."""
    filters = " and ".join(f"“{words}”" for words in taken.filters)
    return f"Narrowed to {filters} there is no good answer, so it is taken for words."
