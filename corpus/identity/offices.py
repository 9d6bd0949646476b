"""What people are said to be: whether two roles are one office, and whether one person holds both.

"Unification Ministry spokesperson" · "spokesperson for the Ministry of Unification"   one
"finance minister" · "foreign minister"                       not one, but one career
"goalkeeper" · "finance minister"                             hardly one person
"""

import re
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from itertools import pairwise, takewhile

from corpus.english.demonyms import DEMONYMS
from corpus.english.given_names import GIVEN_NAMES
from corpus.english.word_classes import HONORIFICS, PERSON_NOUNS, word_set
from corpus.identity.sounds import folded

_SMALL = word_set(
    "a an the of for and or at in on to from with by s who is was as its his her their our this "
    "then now former formerly ex late acting interim outgoing incoming new newly longtime veteran "
    "current first senior"
)
_SAME_STEM = (
    ("spokes", "spokes"), ("ministe", "minist"), ("ministr", "minist"), ("chair", "chair"),
    ("director", "direct"), ("head", "head"), ("chief", "head"), ("leader", "head"),
    ("congressm", "represent"), ("congressw", "represent"),
    ("council", "council"), ("congress", "congress"), ("senat", "senat"), ("advis", "advis"),
    ("president", "president"), ("presiden", "president"), ("mayor", "mayor"),
    ("prosecut", "prosecut"), ("secretar", "secretar"), ("ambassador", "ambassador"),
    ("econom", "econom"), ("financ", "financ"), ("harbor", "harbour"), ("labor", "labour"),
    ("defens", "defence"), ("govern", "govern"), ("commission", "commission"),
    ("representative", "represent"), ("rep", "represent"), ("sen", "senat"), ("gov", "govern"),
)  # fmt: skip
_WHOLE = frozenset({"rep", "sen", "gov", "head", "chief", "harbor", "labor"})

# Worlds that people rarely cross. All that is public (politics, business, law, science, the
# armed forces, churches, the press) is one: ministers were judges, generals and managers before.
_WORLDS = {
    "sport": word_set("""
        goalkeeper striker midfielder defender footballer forward winger quarterback linebacker
        pitcher catcher batsman bowler cricketer golfer sprinter swimmer cyclist boxer jockey
        skier skater gymnast wrestler athlete player rower referee umpire goalie shortstop
        outfielder
        """),
    "arts": word_set("""
        actor actress singer guitarist drummer bassist rapper dancer ballerina pianist violinist
        cellist comedian painter sculptor choreographer composer songwriter musician conductor
        novelist poet screenwriter filmmaker
        """),
    "private": word_set("""
        resident neighbour neighbor pensioner retiree pupil teenager schoolboy schoolgirl waiter
        waitress bartender barista cashier plumber carpenter electrician hairdresser nurse midwife
        cleaner janitor driver truckdriver trucker farmer grower fisherman boatman shopkeeper
        passenger bystander motorist victim widow widower toddler boy girl
        """),
}


_CHIEF_JUSTICE = "chief justice", "chief-justice"  # one noun; a justice ministry is nobody
_NOUNS = PERSON_NOUNS | {_CHIEF_JUSTICE[1]}
_IN_FULL = {"gov": "governor", "rep": "representative", "sen": "senator"}
_KIN = word_set("mother father son daughter brother sister wife husband uncle aunt")


@lru_cache(maxsize=65536)
def office(role: str) -> frozenset[str]:
    """The words of a role that tell something, so that turned and shortened forms agree.

    >>> office("Unification Ministry spokesperson") == office(
    ...     "spokeswoman for the Ministry of Unification"
    ... )
    True
    """
    found = set()
    role = _NEW.sub("new", role)
    for word in role.replace("-", " ").replace("’", "'").replace("'s", " ").split():
        key = folded(word)
        if key and key not in _SMALL and word.casefold() not in HONORIFICS:
            found.add(_stem(key))
    return frozenset(found)


def same_office(ones: Iterable[str], others: Iterable[str]) -> tuple[int, str]:
    """How well the roles of two people agree, with the two that do, as they are printed.

    2 when two telling words are shared, or all of a role of which the other says more but which
    is more than a bare title; 1 when a bare title is shared and the rest does not disagree;
    0 otherwise. Whose son somebody is, is no office.

    >>> same_office(["Unification Minister"], ["Minister of Unification"])
    (2, 'Unification Minister, Minister of Unification')
    >>> same_office(["Spokesperson"], ["spokesman for the bank"])
    (1, 'Spokesperson, spokesman for the bank')
    >>> same_office(["foreign minister"], ["finance minister"])
    (0, '')
    >>> same_office(["the eldest son of Rob Downe"], ["Rob Downe's eldest son"])
    (0, '')
    >>> same_office(["father of the victim"], ["the victim's father"])
    (1, "father of the victim, the victim's father")
    """
    best = (0, "")
    theirs = [(role, office(role)) for role in others if not _is_whose_kin(role)]
    for my_role, mine in ((role, office(role)) for role in ones if not _is_whose_kin(role)):
        for their_role, their in theirs:
            shared = mine & their
            telling = shared - _BARE
            if len(shared) > 1 and telling:
                points = 2
            elif shared and (mine <= their or their <= mine):
                points = 1
            else:
                continue
            words = ", ".join(dict.fromkeys((my_role, their_role)))
            best = max(best, (points, words))
    return best


def _is_whose_kin(role: str) -> bool:
    """Whether a role tells whose relative somebody is: it names another."""
    kin = not _KIN.isdisjoint(_bare_words(role))
    return kin and any(word[0].isupper() for word in role.split())


def is_role(words: str) -> bool:
    """Whether words say what somebody is, and not who.

    The last word before a preposition decides, or the last: "General Motors" is no general.

    >>> is_role("the Unification Minister"), is_role("Unification Ministry"), is_role("Ada Lund")
    (True, False, False)
    >>> is_role("Chief Justice"), is_role("Gov."), is_role("Justice")
    (True, True, False)
    """
    bare = _bare_words(words)
    last = {*_before_preposition(bare)[-1:], *bare[-1:]}
    return not last.isdisjoint(_NOUNS)


def holds(printed: str, asked: str) -> bool:
    """Whether somebody who is called one thing holds the office that is asked for.

    >>> holds("South Korea's Unification Minister", "minister of unification")
    True
    >>> [holds(role, "mayor of Ellan") for role in ("deputy mayor of Ellan", "the mayor's aide")]
    [False, False]
    >>> [holds(role, "president of France") for role in ("French President", "Air France chairman")]
    [True, False]
    >>> [holds(role, "head of Tavra") for role in ("Tavra's head", "head of Tavra's board")]
    [True, False]
    >>> holds("Secretary of State Ada Lund", "secretary of state"), holds("CEO of Ada Lund", "CEO")
    (False, True)
    >>> holds("Sen.", "Senator"), holds("Supreme Court Chief Justice", "Chief Justice")
    (True, True)
    >>> holds("West Virginia Gov.", "governor of Virginia")
    False
    """
    wanted, held = of_country(asked), of_country(printed)
    lower = _LOWER | _LIEUTENANTS if "govern" in wanted else _LOWER  # a lieutenant colonel is one
    if not wanted or not wanted <= held or lower & (held - wanted):
        return False
    if _is_of_a_part(printed, wanted, held - wanted):
        return False
    if not _numbers(asked) <= _numbers(printed) or _is_anothers(printed, wanted):
        return False
    abroad = _COUNTRIES if _SENT_TO.search(asked) else frozenset()
    if wanted & _COUNTRIES and wanted <= _OF_STATE and not held <= wanted | _BARE | abroad:
        return False  # of a company there, more likely than of the country
    return bool(_heads(asked) & _heads(printed))


def _is_of_a_part(printed: str, wanted: Set[str], unasked: Set[str]) -> bool:
    """Whether a place that is asked for has "West" or the like before it, which is not asked for.

    "West Virginia Gov." is not the governor of Virginia.
    """
    return any(
        side in unasked and of_country(place) & wanted
        for side, place in pairwise(_WORDS.findall(printed.casefold()))
        if side in _SIDES
    )


def _is_anothers(printed: str, wanted: Set[str]) -> bool:
    """Whether an office is another's, whose name is in it, or of a part of what it is asked of.

    As in "Secretary of State Ada Lund", behind somebody else's name, and "head of Tavra's board".
    """
    named = _ENDS_IN_NAME.fullmatch(printed)
    if named is not None and named[1].casefold() in GIVEN_NAMES:
        return named[2].casefold() not in _NOUNS
    part = _PART.search(printed.replace("’", "'"))
    return part is not None and bool(office(part[1]) & wanted) and not office(part[2]) & wanted


@lru_cache(maxsize=65536)
def of_country(role: str) -> frozenset[str]:
    """The words of a role as ``office`` gives them, with countries in place of what is theirs.

    Without numbers: the 45th president is the president.

    >>> of_country("Greek Prime Minister") == of_country("the prime minister of Greece")
    True
    """
    words = office(_shortened(role))
    return frozenset(_COUNTRY.get(word, word) for word in words if not word[0].isdigit())


def beginnings(role: str) -> tuple[str, ...]:
    """What begins a word of whoever is called so, in small letters, one of these; any, if none.

    Four letters at most, for "labor" is "labour": of the longest word that is no noun for a person,
    with dots too if it may be letters, or else of every word for the country, or for the person.

    >>> beginnings("the minister of labour"), beginnings("Greek president"), beginnings("the chief")
    (('labo',), ('gree',), ('chie', 'head', 'lead'))
    >>> beginnings("US ambassador to the UN")
    ('un', 'u.n')
    """
    words = [word for word in _shortened(role).split() if word.isascii() and word.isalpha()]
    words = [word for word in words if office(word)]
    telling = [word for word in words if office(word) - _BARE]
    others = [word.casefold() for word in telling if not of_country(word) & _COUNTRIES]
    if others:
        longest = max(others, key=len)
        return (longest[:4], ".".join(longest)) if len(longest) < 4 else (longest[:4],)
    countries = of_country(role) & _COUNTRIES
    if countries:
        return _WRITTEN[min(countries)]
    return _spelt(max(words, key=len)) if words else ()


def _spelt(word: str) -> tuple[str, ...]:
    """What the words of one stem begin with, four letters at most: "sen" too for "senator"."""
    stems = office(word)
    written = {start[:4] for start, stem in _SAME_STEM if stem in stems}
    return tuple(sorted(written | {word.casefold()[:4]}))


def _shortened(role: str) -> str:
    """A role with a single word for each country of two that has one, and without a party."""
    role = _PARTY.sub("(", role)
    for written, short in _LONGER:
        role = written.sub(short, role)
    return role


def is_country(words: str) -> bool:
    """Whether words are a country.

    >>> is_country("Greece"), is_country("the U.S."), is_country("Greek"), is_country("Greece Bank")
    (True, True, False, False)
    """
    found = office(_shortened(words))
    return bool(found) and found <= _COUNTRIES


def is_of_country(words: str) -> bool:
    """Whether words are a country, or what belongs to one.

    >>> is_of_country("Greece"), is_of_country("the Greek"), is_of_country("Greek Bank")
    (True, True, False)
    """
    found = of_country(words)
    return bool(found) and found <= _COUNTRIES


def is_former(role: str) -> bool:
    """Whether a role is one that somebody held before.

    >>> is_former("former mayor of Ellan"), is_former("mayor of Ellan")
    (True, False)
    """
    return not _FORMER.isdisjoint(role.casefold().replace("-", " ").split())


def is_numbered(role: str) -> bool:
    """Whether a role tells a holder's number, as history books do.

    >>> is_numbered("the 41st President"), is_numbered("the President")
    (True, False)
    """
    return bool(_numbers(role))


def _numbers(role: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in role.split() if word[0].isdigit())


def _heads(role: str) -> frozenset[str]:
    """The nouns for a person before a preposition: "chairman and director | of the port".

    Or the last word, where there is none: "Bank of Ellan | governor".
    """
    words = _bare_words(role)
    nouns = [word for word in _before_preposition(words) if word in _NOUNS]
    nouns = nouns[nouns[:1] == ["chief"] and len(nouns) > 1 :]  # "chief economist"
    nouns = nouns or [word for word in words[-1:] if word in _NOUNS]
    return frozenset(map(_stem, nouns))


def _bare_words(role: str) -> list[str]:
    """The words of a role in small letters, those that are shortened in full."""
    bare = role.casefold().replace("’", "'").replace("-", " ").replace(*_CHIEF_JUSTICE)
    return [_IN_FULL.get(word.removesuffix("."), word) for word in bare.split()]


def _before_preposition(words: Sequence[str]) -> list[str]:
    """The words of a role before the first preposition."""
    return list(takewhile(lambda word: word not in _BEHIND_HEADS, words))


def worlds(roles: Iterable[str]) -> frozenset[str]:
    """The worlds that roles belong to: sport, arts, private or public.

    >>> sorted(worlds(["goalkeeper of the national team"])), sorted(worlds(["finance minister"]))
    (['sport'], ['public'])
    """
    found: set[str] = set()
    for role in roles:
        found |= _worlds(role)
    return frozenset(found)


def incompatible(ones: Set[str], others: Set[str]) -> bool:
    """Whether two people, by their worlds, can hardly be one.

    >>> incompatible({"sport"}, {"public"}), incompatible({"sport"}, {"public", "sport"})
    (True, False)
    """
    return bool(ones) and bool(others) and not ones & others


@lru_cache(maxsize=65536)
def _worlds(role: str) -> frozenset[str]:
    """The worlds of one role; none when it has no noun for what a person is."""
    words = {folded(word) for word in role.split()}
    found = {world for world, nouns in _WORLDS.items() if words & nouns}
    if not found and words & PERSON_NOUNS:
        found = {"public"}
    return frozenset(found)


def _stem(word: str) -> str:
    for beginning, stem in _SAME_STEM:
        if word == beginning or (beginning not in _WHOLE and word.startswith(beginning)):
            return stem
    return word[:-1] if word.endswith("s") and len(word) > 4 else word


_FORMER = word_set("former formerly ex late outgoing then")
_BEHIND_HEADS = word_set("of for in at to on with from who")
_NEW = re.compile(  # a part of the name, and not "Greece's new president"
    r"\bnew (?=(?:york|zealand|jersey|mexico|hampshire|orleans|delhi|england|haven|caledonia)\b)",
    re.IGNORECASE,
)
_LOWER = word_set("deputy vice assistant shadow junior associate elect designate")
"""Words that make another office of one: the deputy mayor is not the mayor."""
_LIEUTENANTS = word_set("lieutenant lt")
_BARE = frozenset(_stem(word) for word in PERSON_NOUNS) | word_set("deputy vice")
_COUNTRY = {_stem(adjective): _stem(country) for adjective, country in DEMONYMS}
_COUNTRIES = frozenset(_COUNTRY.values()) | {"southafrica"}
_OF_STATE = _COUNTRIES | _BARE | {"prime"}
_ENDS_IN_NAME = re.compile(  # a title in capitals, and a name
    r"(?:[A-Z][\w.’'-]*|of|the|and)(?: (?:[A-Z][\w.’'-]*|of|the|and))*"
    r"(?<! of)(?<! the)(?<! and) ([A-Z][\w-]+) ([A-Z][\w’'-]+)"
)
_PART = re.compile(
    r"\b(?:of|at|for) (.+?)'s ((?:[\w-]+ )*(?:arm|board|branch|bureau|business|campaign|department|"
    r"division|office|subsidiary|team|unit|wing))\b"
)
_PARTY = re.compile(r"\((?:R|D|I)-")
_WORDS = re.compile(r"\w+")
_SIDES = word_set("west western east eastern north northern south southern equatorial")
_SENT_TO = re.compile(r"\bto\b", re.IGNORECASE)  # "ambassador to Greece": of another country
_LONGER = tuple(
    (re.compile(rf"\b(?:{written})\b", re.IGNORECASE), short)
    for written, short in (
        (r"united states(?: of america)?|u\.?s\.?a", "US"),
        ("united kingdom|great britain", "UK"),
        ("united arab emirates", "UAE"),
        ("czech republic", "Czechia"),
        ("south african?", "SouthAfrica"),
    )
)
_WRITTEN: dict[str, tuple[str, ...]] = {}
for _adjective, _country in DEMONYMS:
    _written = {*_WRITTEN.get(_stem(_country), ()), _adjective[:4], _country[:4]}
    _WRITTEN[_stem(_country)] = tuple(sorted(_written))
_WRITTEN["us"] = ("amer", "u.s", "unit", "us")
_WRITTEN["southafrica"] = ("sout",)
_WRITTEN["britain"] = ("brit", "u.k", "uk", "unit")
