"""Names in capitals alone, which may be a firm's, an illness's, a heading, or a sign's.

"The company" takes one up only where the article has it speak, or tells beside it of what firms
have: shares, a board, a spokesman.
"""

import re

from corpus.saying.bodies import head_nouns
from corpus.saying.people import Party

_HAS = (
    r"(?:shares?|stock|shareholders?|executives?|chief|CEO|chairman|chairwoman|president|board|"
    r"spokes[a-z]+|officials?|employees|workers|headquarters)"
)
_DOES = r"(?:said|says|told|declined|agreed|confirmed|expects|plans|earned|posted)"
_EARNS = r"(?:revenues?|profits?|earnings|sales|results)"
_BEHIND = re.compile(
    r" ?\( ?[A-Z0-9]{2,}\.[A-Z]{1,2}\b"  # "LUG ( LUG.N )"
    rf"| (?:{_DOES}|{_HAS})\b"
    rf"|['’]s? (?:[\w-]+ ){{0,2}}(?:{_HAS}|{_EARNS})\b"
)
_BEFORE = re.compile(rf"\b(?:{_HAS} (?:of|at|for|in|with)|unit) (?:the )?$", re.IGNORECASE)
_FIRST = 50  # mentions that are looked at, so that time is linear
_NEAR = 40  # characters before a name in which stands what it is


def is_bare_acronym(party: Party) -> bool:
    """Whether only capitals tell that a party is a body: "CT", "AGM", or a heading."""
    return party.kind == "body" and party.name.isupper() and not head_nouns(party)


def is_told_a_firm(text: str, party: Party) -> bool:
    """Whether what stands beside a name anywhere tells that a firm has it.

    >>> from corpus.saying.people import people
    >>> text = "MERVA-21 spread. LUG shares fell."
    >>> [(party.name, is_told_a_firm(text, party)) for party in people(text)]
    [('MERVA-21', False), ('LUG', True)]
    """
    return any(
        _BEHIND.match(text, mention.end)
        or _BEFORE.search(text, max(0, mention.start - _NEAR), mention.start)
        for mention in party.mentions[:_FIRST]
    )


def is_code(text: str, party: Party) -> bool:
    """Whether capitals are those of a thing or a heading: "MERVA-21", "VOLUME GROWTH".

    >>> from corpus.saying.people import people
    >>> text = "MERVA-21 spread. LUG fell."
    >>> [is_code(text, party) for party in people(text)]
    [True, False]
    """
    if not is_bare_acronym(party) or is_told_a_firm(text, party):
        return False
    several = " " in party.name and "&" not in party.name
    return several or any(letter.isdigit() for letter in party.name)
