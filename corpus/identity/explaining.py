"""Abbreviations and the names that articles give for them: "Lakes Rights Watch (LRW)"."""

from corpus.identity.bearers import Bearer, are_one_name
from corpus.identity.likeness import VARIANT, Likeness, whole_key


def as_explained(short: Bearer, full: Bearer) -> Likeness | None:
    """The likeness of an abbreviation to a name that articles give for it, or one like that."""
    if full.kind == "person" or not any(are_one_name(n, full.name) for n in short.stands_for):
        return None
    return Likeness(VARIANT, (f"an abbreviation ({short.name})",))


def in_brackets(one: Bearer, other: Bearer) -> str | None:
    """The first article that explains the abbreviation of two names, by outlet and day.

    Empty when neither is one that is explained; None when it is explained by other words.
    """
    for short, full in ((one, other), (other, one)):
        if short.stands_for and " " in full.form:
            key = whole_key(full.name)
            found = (i for i in short.sightings if i.stands_for and whole_key(i.stands_for) == key)
            item = next(found, None)
            if item is None:
                return None
            day = str(item.published or "")[:10]
            return " ".join(filter(None, (item.outlet, day))) or item.article
    return ""
