"""Which body "the company", "the association" or "the group" may take up again.

A firm is a company, an association is named as one; what stands in a relative clause or behind
"against" is not what a sentence is about.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from corpus.english.word_classes import BODY_NOUNS, COMPANY_FORMS, PERSON_NOUNS, word_set
from corpus.saying.clauses import Clause
from corpus.saying.names import Mention
from corpus.saying.people import Party
from corpus.saying.report import BREAKS

_OFFICIAL = word_set(
    "ministry department government court parliament police commission legislature academy clinic "
    "gallery seminary stadium theater theatre"
)
_AGENCIES = word_set("department commission")
_COMMERCIAL = COMPANY_FORMS | word_set("company firm corporation group holdings motor motors")
_FIRM_ENDS = _COMMERCIAL | {"bank"}
_OFFICES = word_set(
    "aclu cdc cfpb cftc cia dea dhs doj ec ecb epa eu faa fbi fcc fda fdic fema ftc hhs imf irs "
    "nasa nato ntsb oecd opec sec tsa un unesco unhcr unicef usda who wto"
)
_SORTS = word_set("group organization organisation agency")
FIRMS = word_set("company firm")
_UNPAID = word_set("association charity")
_ASSOCIATIONS = word_set(
    "alliance association chamber club coalition council federation forum foundation initiative "
    "institute institution league movement network ngo organisation organization partnership "
    "project society trust union"
)
_PAPERS = word_set(
    "chronicle courier gazette herald journal magazine newspaper paper times tribune"
)
_OUTLETS = word_set("abc afp ap bbc cbs cnn espn msnbc nbc news npr pbs press reuters today")
_PLACES = word_set(
    "avenue bay city college county day district eve house island islands lake mine ocean park "
    "river road school sea state states street town university"
)
"""With which the name of a place or day ends, or of a house that is no group of anybody."""
_OF_PLACES = word_set("city county house school state")
"""Nouns that a body's name has for where it is: "the school" is no Tavra School Board."""
_NO_BODIES = word_set(
    "act average bill data estimates i/b/e/s index indexes law poll survey treaty "
    "dollar euro franc lira peso pound real rouble ruble rupee won yen yuan"
)
_RELATIVES = word_set("which who whose whom that where")
_BESIDE = word_set("with against from than over like unlike versus vs")
_APPOSED = word_set("a an the its another one")
_NAMES = re.compile(r"\s*(?:and|or|&|,|, and)\s*(?:the\s+)?")
_CITED = re.compile(r"\baccording to (?:the |a )?$", re.IGNORECASE)
_SEES = r"(?:analyst|economist|strategist|trader|broker|portfolio manager|fund manager)s?"
_ANALYST = re.compile(rf"(?:['’]s)? (?:[a-z]+ ){{0,2}}{_SEES}\b")
_ANALYST_AT = re.compile(rf"\b{_SEES}\b[^.;:,]* (?:at|with|for|from|of) (?:the )?$")
_SOMEBODY_OF = re.compile(r"\b(?:said|says|to) [A-Z][\w’'-]+ [A-Z][\w’'-]+ (?:of|at|with|from) $")
_POST = 60  # characters before a firm in which stands who is at it
_FIRST = 50  # mentions by which a party is known, so that time is linear
_CITING = 20  # characters before a name among which "according to the" stands


def head_nouns(party: Party) -> frozenset[str]:
    """The common nouns that "the …" can take up again: of its roles and, for a body, its name.

    >>> from corpus.saying.people import people
    >>> text = "Ada Lund, director of the Lakes Museum, left."
    >>> [sorted(head_nouns(party)) for party in people(text)]
    [['director'], ['museum']]
    """
    nouns: set[str] = set()
    known = PERSON_NOUNS if party.kind == "person" else PERSON_NOUNS | BODY_NOUNS
    for _, role in party.roles:
        before = re.split(r"\s(?:of|for|in|at|with|on|to)\s", role.lower(), maxsplit=1)[0]
        words = before.replace("attorney general", "general").split()
        nouns.update(word for word in words if word in known)
    if party.kind == "body":
        named = _named(party.name.lower().split())
        nouns.update(word for word in named if word != "government" or len(named) == 1)
    return frozenset(nouns)


def _named(words: list[str]) -> list[str]:
    """The common nouns in a body's name, without those that only tell whose it is."""
    heads = {len(words) - 1} | {at - 1 for at, word in enumerate(words) if word == "of"}
    return [
        word
        for at, word in enumerate(words)
        if word in BODY_NOUNS and (word not in _OF_PLACES or at in heads)
    ]


def nouns_of(party: Party) -> frozenset[str]:
    """The common nouns that can take up a party: its own, and for a body those of its sort.

    >>> from corpus.saying.people import people
    >>> "association" in nouns_of(people("Acme Corp reported a loss.")[0])
    False

    No reader takes a newspaper for "the organization":

    >>> sorted(nouns_of(people("The Lakes Herald has learned of it.")[0]))
    ['herald']
    """
    nouns = head_nouns(party)
    if party.kind != "body" or nouns & _PAPERS:
        return nouns
    if nouns & _OFFICIAL:
        return nouns | {"agency"} if nouns & _AGENCIES else nouns
    words = party.name.lower().split()
    last = words[-1]
    if last in _NO_BODIES:
        return frozenset()
    if _is_no_group(words):
        return nouns
    firm = last in _FIRM_ENDS
    unpaid = not firm and (not nouns or bool(nouns & _ASSOCIATIONS))
    firms = FIRMS if nouns <= _COMMERCIAL and last not in _OFFICES else frozenset[str]()
    sorts = _SORTS - {"agency"} if firm or "&" in party.name else _SORTS
    return nouns | sorts | firms | (_UNPAID if unpaid else frozenset())


def _is_no_group(words: list[str]) -> bool:
    """Whether a body is a place, a day, an outlet, or named by one common noun: "News"."""
    head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    return head in _PLACES or words[-1] in _OUTLETS or (len(words) == 1 and head in BODY_NOUNS)


def is_aside(clause: Clause, position: int) -> bool:
    """Whether a name stands in a relative clause, behind "against", or in ", a unit of …,".

    >>> from corpus.saying.clauses import clause_of
    >>> sentence = "Acme Corp, which owns Bolt Inc, fell."
    >>> [is_aside(clause_of(sentence), sentence.index(name)) for name in ("Acme", "Bolt")]
    [False, True]
    """
    index = bisect_left(clause.starts, position)
    words = clause.lower[max(0, index - 2) : index]
    if words and words[-1] in {"the", "its"}:
        words.pop()
    if words and words[-1] in _BESIDE:
        return True
    start = index
    while start and clause.lower[start - 1] not in BREAKS:
        start -= 1
        if clause.lower[start] in _RELATIVES:
            return True
    return bool(start) and clause.lower[start] in _APPOSED and words[-1:] == ["of"]


def body_meant(
    text: str,
    clause: Clause,
    fitting: Sequence[tuple[Mention, int]],
    subject: int,
    *,
    unsure: bool,
) -> int:
    """The party that a noun means in a sentence, of those named there that it fits; -1 for none.

    ``subject`` is the party the sentence is about, where the noun fits that, else -1; ``unsure``
    tells that another subject could be meant, and not who stands aside. Two that are the subject
    together are both left out.
    """
    about = [pair for pair in fitting if not is_aside(clause, pair[0].start)]
    if subject >= 0 and not _shares(text, about, subject):
        return subject
    owners = {owner for _, owner in about}
    if not owners and not unsure:
        owners = {owner for _, owner in fitting}
    return owners.pop() if len(owners) == 1 else -1


def _shares(text: str, about: Sequence[tuple[Mention, int]], subject: int) -> bool:
    """Whether another name stands beside the subject's: "Acme Corp and Bolt Inc"."""
    return any(
        one != other
        and subject in {one, other}
        and _NAMES.fullmatch(text, left.end, right.start) is not None
        for (left, one), (right, other) in pairwise(about)
    )


def only_cited(text: str, party: Party, position: int) -> bool:
    """Whether no group is named, but a centre or firm that things are "according to"."""
    if head_nouns(party) & (_ASSOCIATIONS | {"group"}):
        return False
    return all(
        _CITED.search(text, max(0, mention.start - _CITING), mention.start)
        for mention in party.mentions[:_FIRST]
        if mention.start < position
    )


def is_employer(text: str, mention: Mention) -> bool:
    """Whether a firm is named only to tell whose analyst somebody is, or who "of" it speaks.

    >>> from corpus.saying.names import names
    >>> text = "Bolt Inc analyst Ada Lund left. It fell, said Bo Ek of Lakes Group."
    >>> [is_employer(text, mention) for mention in names(text) if mention.kind == "body"]
    [True, True]
    """
    return bool(
        _ANALYST.match(text, mention.end)
        or _ANALYST_AT.search(text, max(0, mention.start - _POST), mention.start)
        or _SOMEBODY_OF.search(text, max(0, mention.start - _POST), mention.start)
    )


def may_be_firm(party: Party) -> bool:
    """Whether a party of unknown kind may be a firm: no poll or the like, nobody with a role."""
    last = party.name.lower().split()[-1]
    return party.kind == "unknown" and party.gender is None and last not in _NO_BODIES


def told_of(party: Party) -> set[str]:
    """The words of a party's names and roles."""
    told = {word.lower() for _, role in party.roles for word in role.split()}
    for mention in party.mentions[:_FIRST]:
        told.update(mention.name.lower().split())
    return told | set(party.name.lower().split())
