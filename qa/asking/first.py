"""What comes before all else: a quotation's own words, those of whoever is asked for, bare days."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.cutting.sentences import sentences
from corpus.matching.runs import occurrences
from corpus.matching.wording import fold
from corpus.spans import Span
from index.derived.words import FUNCTION_WORDS
from index.memory import Memory
from index.records import Candidate
from qa.answer import FoundPassage
from qa.asking.rank import CANDIDATES, rank
from qa.asking.reasons import NEAR, Reason
from qa.understanding.subject import about, has_subject
from qa.understanding.taken import Taken

Ids = NDArray[np.int64]

_FOREMOST = 20  # passages of a speaker that are looked at for words of the subject
_SURELY_NEAR = 0.5  # cosine to the question of what is on its subject in other words
_LOOKED_AT = 100  # passages that have the most of a quotation's sentences
_PLACES = 9  # of a quotation around one passage
_SPREAD = 2  # times as many characters as a quotation has, it may have where it is printed


def first_said(
    memory: Memory, taken: Taken, vector: NDArray[np.float32], passing: Ids | None
) -> list[Candidate]:
    """The passages with statements of those whose words are asked for, the best first.

    Only those near enough to the question to answer it by themselves, if it has a subject; what
    has no word of that must be nearer still.
    """
    if not taken.speakers:
        return []
    ids = memory.store.statements.passages_of(taken.speakers)
    found = _ranked(memory, taken, vector, ids, passing)
    if not has_subject(taken):
        return found
    found = [item for item in found if item.cosine >= NEAR]
    wanted = subject_stems(memory, taken)
    if not wanted:
        return found
    texts = memory.store.texts.of([item.passage for item in found[:_FOREMOST]])
    stems = {id_: set(memory.stems("\n".join(whole))) for id_, whole in texts.items()}
    return [
        item
        for item in found[:_FOREMOST]
        if item.cosine >= _SURELY_NEAR or wanted & stems.get(item.passage, set())
    ]


def subject_stems(memory: Memory, taken: Taken) -> set[str]:
    """The stems of what somebody's words are to be about, but for those of their own name."""
    own = {stem for name in taken.whose for stem in memory.stems(name)}
    return set(memory.rarity(about(taken) or "")) - own - FUNCTION_WORDS  # "Mar-a-Lago"


def first_then(
    memory: Memory, taken: Taken, vector: NDArray[np.float32], passing: Ids | None
) -> list[Candidate]:
    """The passages of the days asked about, where nothing else is, or whose words of those days.

    "What happened in May?" and "What did Lund say on 3 May?" have no word that leads there. What
    was printed on the very days stands before what came a little later.
    """
    if taken.preferred is None or taken.days is None or has_subject(taken):
        return []
    later, then = (
        memory.store.filters.passing(taken.narrowed.within(days))
        for days in (taken.preferred, taken.days)
    )
    if later is None or then is None:  # any day
        return []
    if taken.speakers:
        later = np.intersect1d(later, memory.store.statements.passages_of(taken.speakers))
    found = _ranked(memory, taken, vector, later, passing)
    inside = np.isin([item.passage for item in found], then)
    return [found[at] for at in np.argsort(~inside, kind="stable")]


def first_printed(
    memory: Memory, taken: Taken, vector: NDArray[np.float32], passing: Ids | None
) -> list[Candidate]:
    """The passages that print the quotation which is asked about, the best first."""
    if taken.quotation is None:
        return []
    ids = _printing(memory, taken.quotation)
    return _ranked(memory, taken, vector, ids, passing)


def printed_in(passage: Span, text: str, quotation: str | None) -> Span | None:
    """Where in a text a quotation stands that a passage of it has, or has a part of.

    The words are the same, in order; case and typography may differ (``corpus.matching``).
    """
    if quotation is None:
        return None
    reach = _SPREAD * len(quotation)
    start = text.rfind(" ", 0, max(0, passage.start - reach)) + 1
    end = text.find(" ", passage.end + reach)
    printed, keys = fold(text[start : end if end >= 0 else len(text)]), fold(quotation).keys
    for at in occurrences(keys, printed.keys, _PLACES):
        span = printed.span(at, at + len(keys)).moved(start)
        if span.overlaps(passage):
            return span
    return None


def said_by_others(taken: Taken, passages: Sequence[FoundPassage]) -> str | None:
    """That the passages which print a quotation have it from others than a question names."""
    if taken.quotation is None or not taken.whose:
        return None
    speakers: set[str] = set()
    for passage in passages:
        quoted = printed_in(Span(0, len(passage.text)), passage.text, taken.quotation)
        if quoted is not None:
            place = quoted.moved(passage.start)
            speakers |= {
                item.speaker
                for item in passage.statements
                if item.speaker and (any(place.overlaps(span) for span in item.content))
            }
    if not speakers or not speakers.isdisjoint(taken.whose):
        return None
    return (
        f"What prints it has it from {' or '.join(sorted(speakers))}, and not from "
        f"{' or '.join(taken.whose)}."
    )


def not_printed(taken: Taken, narrowed: bool) -> Reason | None:
    """That no passage prints the quotation, where one is asked about and none does."""
    if taken.quotation is None:
        return None
    which = "No article that passes" if narrowed else "No article here"
    return Reason(
        "topic",
        f"{which} prints “{taken.quotation}” word for word; check the quotation to see what comes "
        "near.",
    )


def _printing(memory: Memory, quotation: str) -> Ids:
    """The ids of passages in which a quotation stands, or a part of one that none holds whole."""
    pieces = [span.of(quotation) for span in sentences(quotation)]
    found = memory.store.cited(memory.with_phrases(pieces, _LOOKED_AT))
    ids = [
        passage.id
        for passage, article in found
        if printed_in(passage.span, article.text, quotation)
    ]
    return np.array(sorted(ids), np.int64)


def _ranked(
    memory: Memory, taken: Taken, vector: NDArray[np.float32], ids: Ids, passing: Ids | None
) -> list[Candidate]:
    """Those of some passages that may answer, the best first."""
    if passing is not None:
        ids = np.intersect1d(ids, passing)
    return rank(memory.candidates(taken.words, vector, ids, CANDIDATES)) if len(ids) else []
