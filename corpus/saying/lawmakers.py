"""Whom a lawmaker speaks for, as US news prints it behind the name: "Sen. Ada Lund, R-Texas"."""

import re

from corpus.english.us_states import US_STATES

_PARTY_AND_PLACE = re.compile(
    r",? \(?(?P<party>[RDI])-(?P<place>[A-Z][\w.]*(?: [A-Z][\w.]*){0,2})(?=[,.;:)]|\s|$)"
)


def with_place(role: str, behind: str) -> str:
    """The role of a lawmaker with the party and the place that stand behind the name, if any.

    >>> with_place("Sen.", ", R-Calif., said"), with_place("Rep.", " (D-New York) said")
    ('Sen. (R-California)', 'Rep. (D-New York)')
    >>> with_place("Sen.", ", D-Tavra. Bo Ek left"), with_place("Sen.", " of Tavra")
    ('Sen. (D-Tavra)', 'Sen.')
    >>> with_place("Sen.", ", R-Ky. The bill"), with_place("Rep.", " (D-W. Va.) said")
    ('Sen. (R-Kentucky)', 'Rep. (D-West Virginia)')
    """
    found = _PARTY_AND_PLACE.match(behind)
    if found is None:
        return role
    whole, place = found["place"], found["place"].partition(". ")[0].removesuffix(".")
    state = US_STATES.get(whole) or US_STATES.get(place) or US_STATES.get(f"{place}.")
    return f"{role} ({found['party']}-{state or place})"
