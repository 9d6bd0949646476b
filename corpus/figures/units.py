"""What a figure counts or measures: the noun behind the number, and which nouns are of one kind."""

import re
from typing import Literal, NamedTuple

from corpus.english.demonyms import DEMONYMS
from corpus.english.word_classes import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    MONTHS,
    PERSON_NOUNS,
    PLURAL_PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
    word_set,
)
from corpus.spans import Span

Kind = Literal["people", "money", "length", "share", "time", "things"]
"""Figures of different kinds are never lined up; of things, only those of one noun are."""

CURRENCIES = word_set(
    "crown crowns dollar dollars euro euros pound pounds yen yuan won rupee rupees franc francs "
    "rouble roubles ruble rubles peso pesos krona kronor kroner lira usd eur gbp krw jpy cny"
)
_SIGNED = {"$": "dollars", "£": "pounds", "€": "euros", "¥": "yen", "₩": "won", "₹": "rupees"}
_LENGTHS = re.compile(
    r"(?:kilo|centi|milli)?met(?:re|er)s?|miles?|feet|foot|inch(?:es)?|yards?|km|cm|mm|metre|meter"
)
_MEASURED = re.compile(rf"-({_LENGTHS.pattern})(?=-[a-z])", re.I)  # "a 40-foot-long shed"
_TIMES = word_set(
    "second seconds minute minutes hour hours day days night nights week weeks fortnight month "
    "months year years decade decades century centuries"
)
_SHARES = re.compile(r"%|per ?cent(?:age points?)?|percentage points?|percent")
_PEOPLE = (
    PLURAL_PEOPLE
    | PERSON_NOUNS
    | word_set(
        "people persons men women children families residents inhabitants refugees defectors "
        "escapees migrants returnees detainees prisoners evacuees employees workers staff "
        "workforce jobs job posts positions members troops personnel police crew victims dead "
        "casualties deaths lives patients pupils souls passengers civilians citizens adults boys "
        "girls babies demonstrators protesters strikers redundancies contractors villagers "
        "townspeople fans visitors spectators voters owners tenants miners fighters tourists "
        "dissidents homeowners travellers travelers taxpayers individuals kids newcomers mariners "
        "deserters castaways stowaways runaways hospitalizations hospitalisations fatalities "
        "injuries illnesses infections"
    )
    | {f"{adjective}s" for adjective, _ in DEMONYMS}
    | word_set(  # people of no one country, of whom one asks in small letters
        "africans europeans britons brits scots finns turks kurds serbs croats arabs jews muslims "
        "catholics uyghurs uighurs"
    )
)
_IANS = re.compile(r"(?!(?:med|rad|merid)ians\Z)[^\W\d_]{2,}ians")  # Russians, and librarians
_MEN = re.compile(r"(?!(?:speci|regi|acu|abdo|bitu|albu|cycla)men\Z)[^\W\d_]{3,}men")  # and women
_NO_PEOPLE = word_set("chair chairs head heads source sources host hosts general")
_PLURALS = word_set("people men women children police staff personnel troops feet teeth cattle")
_STOPS = (
    PREPOSITIONS | AUXILIARIES | CONJUNCTIONS | SUBORDINATORS | PRONOUNS | RELATIVES | DETERMINERS
) - word_set("per")
_MONTH_NAMES = {month.strip(".") for month in MONTHS}
_WORD = re.compile(r"[ \u00a0-]?(%|[^\W\d_][\w’'-]*)")
_PARTITIVE = re.compile(
    r"[ ]of(?:[ ](?:the|its|their|his|her|our|those|these|all|them))?"
    r"(?:[ ](?:[\d,]+|two|three|four|five|six|seven|eight|nine|ten|twelve)(?=[ ]\w))?(?=[ ]\w)"
)
_WEIGHED = re.compile(r"(?<!illion)(?<!housand)-pounds?\b|(?<!billion)[ ]pounds?(?=[ ]of[ ])")
_OTHERS = re.compile(r"[ ]other(?=[ ])")
_FARTHEST = 5  # words from a number to the noun that it counts


class Unit(NamedTuple):
    """The words that say what a number counts, up to the noun, and of which kind that is."""

    span: Span
    noun: str
    kind: Kind


def unit_after(text: str, at: int) -> Unit | None:
    """What the number that ends at a character counts or measures; None when no noun follows.

    >>> text = "2,600 North Korean defectors detained"
    >>> unit_after(text, 5).span.of(text), unit_after(text, 5).noun
    ('North Korean defectors', 'defectors')
    """
    share = re.compile(rf"[ \u00a0-]?({_SHARES.pattern})(?!\w)").match(text, at)
    if share:
        return Unit(Span(*share.span(1)), "percent", "share")
    measured = _MEASURED.match(text, at)
    if measured:
        return Unit(Span(*measured.span(1)), measured[1].casefold(), "length")
    partitive = _PARTITIVE.match(text, at)
    found: list[re.Match[str]] = []
    others = _OTHERS.match(text, at)
    end = partitive.end() if partitive else others.end() if others else at
    while len(found) < _FARTHEST and (word := _WORD.match(text, end)):
        lower = word[1].casefold()
        if lower in _STOPS or (lower in TIMES and lower not in _TIMES) or lower in _MONTH_NAMES:
            break
        if found and word[0][0] == "-":
            break
        found.append(word)
        end = word.end()
        if _is_head(word[1], text, end):
            return _weighed(_unit(found), text, at)
    if found and len(found) <= 2 and kind_of(found[-1][1]) != "things":
        return _unit(found)
    return None


def _weighed(unit: Unit, text: str, at: int) -> Unit:
    """A unit, where pounds are a weight as one of things: "a 600-pound tuna", "9 pounds of nails".

    >>> unit_after("9 pounds of nails", 1).kind, unit_after("9 pounds a month", 1).kind
    ('things', 'money')
    """
    weighed = unit.kind == "money" and _WEIGHED.match(text, at)
    return unit._replace(kind="things") if weighed else unit


def money_before(sign: str, span: Span) -> Unit:
    """The currency that a sign before a number means.

    >>> money_before("US$", Span(0, 3)).noun
    'dollars'
    """
    return Unit(span, _SIGNED.get(sign[-1], sign), "money")


def kind_of(noun: str) -> Kind:
    """The kind of what a noun names.

    >>> kind_of("defectors"), kind_of("crowns"), kind_of("plans"), kind_of("koreans")
    ('people', 'money', 'things', 'people')
    """
    lower = noun.casefold()
    if lower in CURRENCIES:
        return "money"
    if _LENGTHS.fullmatch(lower):
        return "length"
    if lower in _TIMES:
        return "time"
    if _SHARES.fullmatch(lower):
        return "share"
    if (
        (lower in _PEOPLE and lower not in _NO_PEOPLE)
        or _MEN.fullmatch(lower)
        or _IANS.fullmatch(lower)
        or (noun[0].isupper() and re.search(r"(?:ans|ese|ish|is)\Z", noun))
    ):
        return "people"
    return "things"


def _is_head(word: str, text: str, end: int) -> bool:
    """Whether a word is the noun that a number counts: a plural, and no other right behind it."""
    lower = word.casefold()
    if lower in CURRENCIES or lower in _TIMES or _LENGTHS.fullmatch(lower):
        return True
    plural = len(lower) > 3 and lower.endswith("s") and lower[-2] not in "su"
    if not (plural or lower in _PLURALS or _MEN.fullmatch(lower)):
        return False
    following = _WORD.match(text, end)
    return following is None or following[1].casefold() not in _PEOPLE


def _unit(found: list[re.Match[str]]) -> Unit:
    noun = found[-1][1]
    return Unit(Span(found[0].start(1), found[-1].end(1)), noun.casefold(), kind_of(noun))
