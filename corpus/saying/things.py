"""Names that look like people's and are none: "the Marrow Eagles", a town that things are "in".

"He" and "she" are nobody who has an article before the name, nor what things happen in.
"""

import re

from corpus.saying.people import Party
from corpus.saying.spellings import is_given_name
from corpus.saying.tokens import POSSESSIVES

_ARTICLE = re.compile(r"(?<![\w-])(?:the|an?|its) $", re.IGNORECASE)
_INSIDE = re.compile(r"(?<![\w-])(?:in|near|across|outside|inside|throughout) $", re.IGNORECASE)
_AT = re.compile(r"(?<![\w-])at $", re.IGNORECASE)  # a shop is "at", and a person too seldom
_ENDS = re.compile(
    r"['’]s\b|[.,;:!?)\]\"”]|\n|$"
    r"| (?:said|says|reports|is|are|was|were|has|have|had|will|would|[a-z]+ed|and|or|"
    r"in|on|at|of|for|to|by|from|with|after|before|during|who|which|that|when|while|as)\b"
)
"""What stands behind a whole name, where a noun would make it a part: "the Lund campaign"."""
_BEFORE = 12  # characters in front of a name that are looked at
_FIRST = 50  # mentions that are looked at, so that time is linear


def is_told_a_thing(text: str, party: Party) -> bool:
    """Whether what stands beside a name anywhere tells that nobody has it.

    >>> from corpus.saying.people import people
    >>> text = "The Marrow Eagles played in Oldhaven Cove. Orla Venn smiled."
    >>> [(party.name, is_told_a_thing(text, party)) for party in people(text)]
    [('Marrow Eagles', True), ('Oldhaven Cove', True), ('Orla Venn', False)]
    """
    if party.kind == "person" and is_given_name(party.name.split()[0]):
        return False
    for mention in party.mentions[:_FIRST]:
        owned = text[mention.end : mention.end + 2] in POSSESSIVES
        if owned and party.kind == "person":
            continue
        low = max(0, mention.start - _BEFORE)
        if _ARTICLE.search(text, low, mention.start) and _ENDS.match(text, mention.end):
            return True
        whole = party.kind == "unknown" and mention.name == party.name
        where = _INSIDE.search(text, low, mention.start)
        if " " not in mention.name:
            where = where or _AT.search(text, low, mention.start)
        if whole and not owned and where:
            return True
    return False


def may_be_a_first_name(party: Party) -> bool:
    """Whether a single word can be somebody's whole name: "Orla", but not "Petmart"."""
    return " " in party.name or party.gender is not None or is_given_name(party.name)
