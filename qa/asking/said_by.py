"""Narrowing to the words of one speaker."""

from dataclasses import replace

from index.records import Filter
from index.truth.store import Store
from qa.asking.reasons import Reason
from qa.enumeration import either
from qa.understanding.whom import whom


def said_by(
    store: Store, wanted: Filter, speaker: str | None
) -> tuple[Filter, Reason | None, tuple[str, ...]]:
    """A filter narrowed to a speaker's words, and notes on who that is.

    Or else the reason why nobody of that name has any.
    """
    if speaker is None or not speaker.strip():
        return wanted, None, ()
    meant = whom(store, " ".join(speaker.split()), wanted)
    if meant.reason is not None:
        return wanted, Reason("speaker", meant.reason), ()
    if not store.filters.leaves_any(replace(Filter(), speakers=meant.ids)):
        sentence = f"No statement by {either(meant.names)} was found here."
        return wanted, Reason("speaker", sentence), meant.notes
    return replace(wanted, speakers=meant.ids), None, meant.notes
