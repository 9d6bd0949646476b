"""Why there is no good answer, in a sentence."""

from dataclasses import dataclass, replace
from datetime import date
from math import floor

from index.keys import matching_names
from index.records import Filter
from index.store import Store
from qa.answer import Match, ReasonKind

# Cosine similarity of question and passage below which the nearest passage is not an answer.
# A default until a library is calibrated: see benchmarks/README.md for how it was chosen.
NEAR = 0.30

# Cosine similarity from which a match is called so; chosen on the sample archive by eye.
STRONG = 0.60
FAIR = 0.45

_NAMES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is no good answer: the kind, and a sentence for the user."""

    kind: ReasonKind
    sentence: str


def match_of(cosine: float) -> Match:
    """How sure it is that a passage answers, from its similarity to the question."""
    if cosine >= STRONG:
        return "strong"
    return "fair" if cosine >= FAIR else "weak"


def nothing_passes(store: Store, wanted: Filter) -> Reason:
    """Why no passage passes a filter: which of its conditions leaves nothing."""
    if not store.holds_passages:
        return Reason("empty", "The library is empty; add articles to it first.")
    outlets, authors = store.filters.outlets(), store.filters.authors()
    if wanted.outlet is not None and not matching_names(wanted.outlet, outlets):
        known = _names("Outlets", outlets)
        return Reason("filter", f"No article is from an outlet {wanted.outlet!r}. {known}")
    if wanted.author is not None and not matching_names(wanted.author, authors):
        known = _names("Authors", authors)
        return Reason("filter", f"No article is by an author {wanted.author!r}. {known}")
    period = replace(wanted, outlet=None, author=None, speakers=None)
    passing = store.filters.passing(period)
    if passing is not None and not len(passing):
        return Reason(
            "period", f"No dated article in this library was published {_period(wanted)}."
        )
    return Reason("filter", f"No article matches all of: {_all_of(wanted)}.")


def nothing_near(nearest: float) -> Reason | None:
    """Why the nearest passage, by its cosine similarity, is no answer; None when it is one."""
    if nearest >= NEAR:
        return None
    return Reason(
        "near",
        f"Nothing in this library is near the question (the nearest passage has similarity "
        f"{floor(100 * nearest) / 100:.2f}, and {NEAR:.2f} is needed).",
    )


def not_yet(as_of: date | None) -> Reason:
    """That all that is near was written into its articles later."""
    return Reason("period", f"What is near the question was not yet there on {as_of}.")


def _names(what: str, names: list[str]) -> str:
    if not names:
        return f"{what} are not known for any article here."
    more = f" and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
    return f"{what} here: {', '.join(names[:_NAMES_SHOWN])}{more}."


def _period(wanted: Filter) -> str:
    since = f"since {wanted.since}" if wanted.since else ""
    until = f"until {wanted.until}" if wanted.until else ""
    by = f"by {wanted.as_of}" if wanted.as_of else ""
    return " ".join(filter(None, [since, until, by]))


def _all_of(wanted: Filter) -> str:
    parts = [
        _period(wanted),
        f"outlet {wanted.outlet!r}" if wanted.outlet else "",
        f"author {wanted.author!r}" if wanted.author else "",
        "the words of that speaker" if wanted.speakers else "",
    ]
    return ", ".join(filter(None, parts))
