"""Roles: what an article calls someone, in front of the name or in commas behind it."""

import re
from itertools import takewhile

from corpus.english.speech_verbs import THOUGHTS, VERBS
from corpus.english.word_classes import (
    AUXILIARIES,
    BODY_NOUNS,
    DAYS,
    DETERMINERS,
    HONORIFICS,
    MONTHS,
    OPENERS,
    PERSON_NOUNS,
    PLURAL_PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    RELATIONS,
    SUBORDINATORS,
    TITLES,
    word_set,
)
from corpus.saying.tokens import POSSESSIVES, Tokens, joins_names

_DATES = DAYS | MONTHS
_SAYING = frozenset(
    word for word, verb in VERBS.items() if verb.form != "base" and verb.base not in THOUGHTS
)
_TRADES = ("er", "or", "ist", "ian", "wright", "smith")
_STANDING = word_set(
    "acting commanding consulting contributing executing founding governing incoming investing "
    "leading managing operating outgoing presiding reigning retiring ruling serving sitting "
    "supervising training visiting working"
)  # the words in "-ing" with which a role may begin: "becoming head of the port" is none
_BEHIND_HEAD = re.compile(r"\s(?:of|for|in|at|with|on|by|to|familiar)\s")
ANYONE = word_set("official employee person individual source")
_OFFICES = word_set(
    "president minister premier chancellor secretary governor mayor commissioner director chief "
    "head chair chairman chairwoman chairperson leader executive ceo cfo speaker bishop captain "
    "nominee candidate senator representative congressman congresswoman lawmaker politician "
    "incumbent founder co-founder owner businessman businesswoman billionaire millionaire tycoon "
    "mogul magnate author actor actress singer star"
)
_FIRMS_TOO = word_set(
    "rival competitor seller lender insurer retailer carrier producer builder developer maker "
    "supplier provider operator buyer holder backer sponsor automaker carmaker brewer broker"
)
_FIRMS_POSTS = {
    (kind, post)
    for kind in ("financial", "majority", "minority", "main")
    for post in ("adviser", "advisor", "owner", "shareholder", "investor")
}
_NOUNS_IN_ING = word_set(
    """
    accounting advertising banking boxing breeding brewing broadcasting budgeting building
    campaigning catering cleaning clothing coaching counselling counseling cycling dredging
    developing drilling emerging engineering farming financing fishing funding gambling gaming
    gardening housing king landing lending licensing lighting logging mailing manufacturing
    marketing merchandising mining morning nursing packaging parking planning policing polling
    printing processing programming publishing purchasing racing recruiting recycling refining
    reporting rowing sailing shipping shopping skating skiing sourcing spring staffing surfing
    swimming teaching testing trading underwriting voting wedding welding wrestling writing
    """
)
_FINITE = AUXILIARIES - POSSESSIVES - {"may", "might", "must", "be", "being", "been"}
_DEEDS = word_set(
    "am met saw beat led won lost left took gave got went sent hired fired replaced defeated "
    "joined married sued succeeded leads meets beats joins faces replaces named"
)  # verbs of no saying in front of a title: "Ek met | former mayor Ada Lund"
_ARTICLES = frozenset({"the", "a", "an"})
_BECOMES = frozenset({"became", "become", "becomes", "remained", "remains", "stayed"})
_NO_DEEDS = _NOUNS_IN_ING | _STANDING
_NEW_THOUGHT = (
    VERBS.keys() | AUXILIARIES | DETERMINERS | PRONOUNS | PREPOSITIONS | SUBORDINATORS | OPENERS
) - PERSON_NOUNS
_LONGEST_TITLE = 10  # words from where a title before a name begins
_LONGEST_ROLE = 16  # words of an apposition that is still a role


def title_start(toks: Tokens, first: int) -> int:
    """Where the title before a name begins: over lower-case words of a role in front."""
    lower, words = toks.lower, toks.words
    index = first
    if index > 1 and lower[index - 1] == "then" and lower[index - 2] in {"the", "its", "their"}:
        return index - 2  # "the then mayor Ada Lund"
    if index == 0 or lower[index - 1] not in TITLES:
        return first
    while index and first - index < _LONGEST_TITLE:
        word = lower[index - 1]
        if word in {"the", "a", "an", "its", "their"}:
            index -= 1
            break
        if word == "then" and index > 1 and lower[index - 2] in {"the", "its", "their"}:
            index -= 2
            break
        if index > 1 and joins_names(words, lower, index - 1):
            index -= 1
            continue
        if word in DETERMINERS or not (word[0].isalnum() or word in POSSESSIVES):
            break
        if _is_of_a_body(toks, index - 1):
            return _body_start(toks, index - 2)
        if lower[index] == "former" and words[index - 1].islower() and word not in POSSESSIVES:
            break  # "agents searched | former President Ada Lund": before it, most are deeds
        if word in SUBORDINATORS or word in VERBS or word in OPENERS or _is_doing(words[index - 1]):
            break
        if word in _DEEDS:
            break
        index -= 1
    while index < first and words[index] in POSSESSIVES:
        index += 1
    return index


def _is_of_a_body(toks: Tokens, index: int) -> bool:
    """Whether a word is the "of" in the name of a body: "Bank of Tavra's director Ada Lund"."""
    if toks.lower[index] != "of" or index < 1:
        return False
    named = toks.words[index - 1][0].isupper() and toks.words[index + 1][0].isupper()
    return named and toks.lower[index - 1] in BODY_NOUNS


def _body_start(toks: Tokens, index: int) -> int:
    """Where the name of a body begins that has a word: "the Royal | Bank"."""
    while index and toks.words[index - 1][0].isupper() and toks.lower[index - 1] != "the":
        index -= 1
    return index - (index > 0 and toks.lower[index - 1] == "the")


def is_title(title: str) -> bool:
    """Whether words before a name say what someone is ("senior" alone does not)."""
    words = title.lower().split()
    if words == ["the", "official"]:
        return False  # "the official Ada Lund fan page"
    return any(word in PERSON_NOUNS or word in HONORIFICS or word.endswith(".") for word in words)


def role_of_title(title: str | None) -> str | None:
    """The title when it says a role: no form of address, nor what one is to somebody else.

    >>> role_of_title("Finance Minister"), role_of_title("Mr."), role_of_title("rival")
    ('Finance Minister', None, None)
    """
    if title is None or title.lower() in HONORIFICS or title.lower().split()[-1] in RELATIONS:
        return None
    return title


def role_in_front(text: str, toks: Tokens, first: int, end: int, *, person: bool) -> str | None:
    """The role that a comma parts from its name: "South Korea’s Foreign Minister, Park Jin".

    Of "a spokesman for the minister, Ada Lund" it is all of that. ``person`` when the name is
    sure to be a person's.
    """
    if first < 2 or toks.lower[first - 1] != "," or toks.lower[first - 2] not in PERSON_NOUNS:
        return None
    start = _phrase_start(toks, first - 2, first)
    if _is_anothers(toks, start, person=person) or _is_fronted(toks, start, end):
        return None
    if toks.lower[start - 1] == "being" and toks.lower[start].endswith("ed"):
        start += 1  # "since being named | head of the port, Ada Ek"
    before = toks.lower[max(0, start - 2) : start]
    if len(before) == 2 and before[0] in PERSON_NOUNS and before[1] in {"for", "of", "to"}:
        whole = _phrase_start(toks, start - 2, first)
        if toks.lower[whole] not in _BECOMES:  # "to become adviser to | the minister, Ada Lund"
            start = whole
    return text[toks.starts[start] : toks.ends[first - 2]]


def _phrase_start(toks: Tokens, head: int, first: int) -> int:
    """Where a role begins that ends with a noun, some words before a name at the most."""
    start = head
    while start and first - start < 8:
        word = toks.lower[start - 1]
        if word in {"the", "a", "an", "its", "their"}:
            return start - 1
        if word in DETERMINERS or not (word[0].isalnum() or word in POSSESSIVES):
            break
        if _is_of_a_body(toks, start - 1):
            return _body_start(toks, start - 2)
        if word in SUBORDINATORS or word in VERBS or word in OPENERS or word in PREPOSITIONS:
            break
        if _is_doing(toks.words[start - 1]):
            break
        start -= 1
    return start


def _is_anothers(toks: Tokens, start: int, *, person: bool) -> bool:
    """Whether a role before a comma is not that of the name behind it.

    It is that of the name before it, or what somebody does something to: "Ada Ek, head analyst,
    Lund Glass" · "Blaming the mayor, Ada Ek …"; but "Since becoming mayor, Ada Ek …".
    """
    if (
        not person
        and start > 1
        and toks.lower[start - 1] == ","
        and toks.words[start - 2][0].isupper()
    ):
        return True
    before = toks.words[start - 1] if start else ""
    return _is_doing(before) and before.lower() not in {"becoming", "being"}


def _is_fronted(toks: Tokens, start: int, end: int) -> bool:
    """Whether a comma ends how a sentence begins: "According to the sheriff, Ada Ek was hurt".

    Around a name there would be two.
    """
    index = start - 1
    closed = end >= len(toks) or toks.lower[end] in {",", ".", ";", ")"}
    if index < 0 or toks.lower[index] not in PREPOSITIONS or closed:
        return False
    if index and toks.lower[index - 1] == "according":
        return True
    return not index or not toks.lower[index - 1][0].isalnum()


def _is_doing(word: str) -> bool:
    """Whether a word in "-ing" tells what somebody does: "becoming", but "mining", "Boeing"."""
    return len(word) > 4 and word.endswith("ing") and word.islower() and word not in _NO_DEEDS


def apposition(text: str, toks: Tokens, end: int) -> str | None:
    """The role in commas behind a name: "spokesperson for the ministry"."""
    lower, size = toks.lower, len(toks)
    if end + 1 >= size or lower[end] != ",":
        return None
    start = end + 1
    if start + 1 < size and lower[start].isdigit() and lower[start + 1] == ",":
        start += 2  # an age
    printed = start
    if start < size and lower[start] in {"a", "an", "the", "its", "their"}:
        start += 1
    stop = head = start
    closed = False
    while stop < size and stop - start < _LONGEST_ROLE:
        word = lower[stop]
        if _closes(toks, stop):
            closed = True
            break
        if word in _SAYING and toks.words[stop].islower():
            break
        if word in _FINITE and toks.words[stop].islower() and stop > start:
            return None  # "according to the Gazette, the head of the port had left"
        if word in {"on", "in"} and stop + 1 < size and lower[stop + 1] in _DATES:
            closed = True
            stop = _before_place(toks, head, stop)
            break
        stop += 1
        if head == stop - 1 and word not in PREPOSITIONS:
            head = stop
    closed = closed or stop == size
    if head == start or not closed or not _is_role(toks, start, head):
        return None
    while stop > head and (lower[stop - 1] in PREPOSITIONS or lower[stop - 1] in _ARTICLES):
        stop -= 1  # "author of the | “Book of Tides”"
    return text[toks.starts[printed] : toks.ends[stop - 1]]


def _closes(toks: Tokens, index: int) -> bool:
    """Whether an apposition ends before a word: a mark, a relative, or another thought."""
    lower, word = toks.lower, toks.lower[index]
    if word == "and":
        return not (_goes_on(toks, index + 1) or joins_names(toks.words, lower, index))
    if word in {"who", "which", "but", "that", "whose"}:
        return not toks.words[index].isupper()  # "director at the WHO"
    plural = word in {"'", "’"} and lower[index - 1].endswith("s")
    return not word[0].isalnum() and word not in POSSESSIVES and word != "&" and not plural


def _goes_on(toks: Tokens, index: int) -> bool:
    """Whether a role goes on behind "and": "chairman and chief executive of Lund Glass"."""
    word = toks.lower[index] if index < len(toks) else ","
    return word.isalpha() and toks.words[index].islower() and word not in _NEW_THOUGHT


def _before_place(toks: Tokens, head: int, stop: int) -> int:
    """Where the place before a date begins: "envoy for the lakes | in Tavra | on Oct. 2"."""
    place = stop - 1
    while place > head and toks.words[place][0].isupper() and stop - place < 4:
        place -= 1
    return place if place > head and toks.lower[place] in {"in", "at"} else stop


def _is_role(toks: Tokens, start: int, head: int) -> bool:
    """Whether the words before the first preposition name a role or a sort of body."""
    first = toks.lower[start]
    if first in VERBS or first in OPENERS or first in _BECOMES or _is_participle(toks, start):
        return False
    if toks.lower[start - 1] in {"a", "an"} and toks.lower[head - 1].endswith(_TRADES):
        return True
    if toks.lower[head - 1] in BODY_NOUNS:
        return not toks.words[start][0].isupper() or not toks.words[head - 1][0].isupper()
    return toks.lower[head - 1] in PERSON_NOUNS


def _is_participle(toks: Tokens, start: int) -> bool:
    """Whether an apposition tells what someone does: "becoming head of the port"."""
    ahead = toks.lower[start + 1 : start + 2]
    bare = toks.lower[start - 1] == "," and _is_doing(toks.words[start])
    return bare and not PERSON_NOUNS.intersection(ahead)


def _head_words(role: str) -> list[str]:
    """The words of a role before its first preposition, in small letters."""
    return _BEHIND_HEAD.split(role.lower(), maxsplit=1)[0].split()


def is_firms_too(role: str) -> bool:
    """Whether a firm is called so as well as a person: "its main rival", "financial adviser".

    >>> is_firms_too("its main rival"), is_firms_too("mayor of Tavra")
    (True, False)
    """
    head = _head_words(role)
    return head[-1:] != [] and (head[-1] in _FIRMS_TOO or tuple(head[-2:]) in _FIRMS_POSTS)


def takes_up(role: str, noun: str) -> bool:
    """Whether "the official" can be the unnamed "an official at the ministry".

    >>> takes_up("a port official at Tavra", "official"), takes_up("a port official", "minister")
    (True, False)
    """
    return " ".join(_head_words(role)).endswith(noun) or noun in ANYONE


def is_plural(role: str) -> bool:
    """Whether a role is that of many, who are no "he": "delegates", "two aides at the port".

    >>> is_plural("two aides at the port"), is_plural("an aide to the delegates")
    (True, False)
    """
    head = _head_words(role)
    return bool(head) and head[-1] in PLURAL_PEOPLE


def leaves_pronouns(role: str | None) -> bool:
    """Whether "he" behind a role without a name may well be somebody who is named.

    So it is behind an office or the like, whose holder articles name as a rule and then call "the
    senator", and behind "his lawyer".

    >>> [leaves_pronouns(role) for role in ("the port chief", "his lawyer", "the retired teacher")]
    [True, True, False]
    """
    head = _head_words(role or "")
    return bool(head) and (head[-1] in _OFFICES or head[0] in {"his", "her", "their"})


def is_bodys(role: str | None) -> bool:
    """Whether a role tells of a body ("a rights advocacy group")."""
    if role is None:
        return False
    head = list(
        takewhile(lambda word: not _is_doing(word), _head_words(role))
    )  # "a lawyer | advising a firm"
    return bool(head) and head[-1] in BODY_NOUNS
