"""Which figures are given for what a question asks, and which for something else nearby.

A figure is lined up when its sentence is near to the question (by embedding and shared rare
words), or when it repeats a value that is lined up, or takes it up ("it was 16"). By embedding,
because "taken out of the town" shares no word with "evacuated".
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from corpus.dating.mentions import mentions
from corpus.english.events import dimensions, events, without_events
from corpus.english.word_classes import word_set
from corpus.spans import Span
from index.models.encoder import Encoder
from qa.figures.gather import Sighted
from qa.figures.happening import happened, long_before
from qa.figures.wanted import Wanted

# Calibrated together on the questions of tests/cases/sample_figures.json, with the default model;
# benchmarks/figures.py prints what they give.
_WORDS = 0.2  # weight of the share of the question's rare words that a sentence has
_NOUN = 0.1  # for the noun that the question counts by
LINED_UP = 0.55
"""Least score, of 0 to 1.3, from which on a figure is about what the question asks."""
_SAME_EVENT = 0.15
"""How much less near a sentence may be that tells of the very event that is asked about."""
_BEHIND = 0.28  # how much less than the best a figure may score
_REPEATED = 0.3
"""Cosine similarity of the passage to the question from which on a repeated value is the same."""
_NAMED = 0.4  # the same for what is called the number, without a unit
_FEW, _SMALL = 20, 100
"""Below, two equal numbers without a unit may well be of different things: in words, in digits."""
_NEARBY = 0.35  # least score of figures that are shown as other quantities
# Words that say nothing of what a question is about, beside what happened.
_BARE = word_set(
    "how what which many is are was were be been being has have had did do does will would the a "
    "an of in all total so far until now there number numbers people persons person get got"
)
_EMBEDDED = 48  # figures whose words are embedded, in the order of their passages

_IT_WAS = re.compile(
    r"\bit (?:was|is|had been|rose to|fell to|stands at|stood at) (?:\w+ )?\Z", re.I
)
_A_NUMBER = re.compile(
    r"\b(?:number|figure|estimate|count|toll)s?\b[^.;,]{0,30}?"
    r"\b(?:was|is|of|at|to|approache[sd]|reached|exceed(?:s|ed)) (?:\w+ )?\Z"
    r"|\breckon\w* (?:\w+ ){0,2}\Z|\bestimates?\b[^.;]{0,60}\bat [\"“](?:nearer )?\Z",
    re.I,
)
_COUNTS = re.compile(r"(?:number|count|toll)s?\b", re.I)
_BY = re.compile(r"\bby how much\b", re.I)
_CHANGED = re.compile(
    r"\b(?:up|down|by|higher|lower|lead\w*|ahead|trail\w*|r[io]s[ei]\w*|f[ae]ll\w*|drop\w*|"
    r"lost|los(?:e|es|ing)|gain\w*|climb\w*|(?:in|de)creas\w*|gr[eo]w\w*|jump\w*|slip\w*|slump\w*|"
    r"tumbl\w*|soar\w*|plung\w*|declin\w*|surg\w*|tick\w*|s[ai]nk\w*)\b",
    re.I,
)
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_ROUNDED = Decimal("0.01")  # of a duration
_COMPARED = re.compile(r"\b(?:figure|number|estimate|count|claim)", re.I)
_WHOLE = re.compile(  # the 80 of "two of the 80"
    r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen)) of "
    r"(?:(?:the|its|their|our|those|these) )?\Z"
)
_TAKEN_UP = 250  # characters between a figure and "it was 16"


@dataclass(frozen=True, slots=True)
class LinedUp:
    """The figures that are asked for, and others of the kind nearby, the nearest first."""

    asked: list[Sighted]
    others: list[Sighted]


def line_up(
    encoder: Encoder,
    question: str,
    vector: NDArray[np.float32],
    rarity: Mapping[str, float],
    stems: Callable[[str], list[str]],
    wanted: Wanted,
    sighted: Sequence[Sighted],
) -> LinedUp:
    """Part the figures of passages into those that a question asks for, and the rest.

    ``vector`` is the question as a unit row ``(d,)``, ``rarity`` the weight of each of its stems.
    1. Leave out other kinds; 2. score the others; 3. take those near enough; 4. add what repeats
    their values or takes them up.
    """
    may = [item for item in sighted if _fits(item, wanted) or item.mention.kind is None]
    fitting = [item for item in may if _fits(item, wanted)][:_EMBEDDED]
    scores = _scores(encoder, vector, rarity, stems, wanted, fitting)
    asked = _near_enough(question, wanted, fitting, scores)
    if asked:
        may = [item for item in may if not _another(item, question)]
        asked = _with_repeated(asked, may, wanted)
        asked = _with_taken_up(asked, may)
    order = sorted(zip(scores, fitting, strict=True), key=lambda pair: -pair[0])
    others = [item for score, item in order if score >= _NEARBY and item not in asked]
    return LinedUp(asked, others)


def _near_enough(
    question: str, wanted: Wanted, some: Sequence[Sighted], scores: Sequence[float]
) -> list[Sighted]:
    """The figures that are about what a question asks, and of its time.

    A sentence that tells of the very event may be farther from the question than others; and where
    the question says nothing beyond the event ("How many were sent back?", "How many defectors …?",
    as others call them escapees), it need only not be much farther than the nearest of these. Else
    than the nearest of all: where that tells of something else, the rest is far from the question.
    """
    asked = events(question)
    is_bare = bool(asked) and _is_bare(question, wanted)
    least = 0.0 if is_bare else LINED_UP
    left = [pair for pair in zip(some, scores, strict=True) if not _another(pair[0], question)]
    if not mentions(question, [Span(0, len(question))], None):
        left = [pair for pair in left if not long_before(pair[0])] or left
    best = max((score for _, score in left) if is_bare else scores, default=0.0)
    near = []
    for item, score in left:
        slack = _SAME_EVENT if (asked - {"board"}) & happened(item) else 0.0
        if score >= max(least if slack else LINED_UP, best - _BEHIND) - slack:
            near.append(item)
    return near


def _is_bare(question: str, wanted: Wanted) -> bool:
    """Whether a question names no more than what happened, and to whom in a word."""
    words = re.findall(r"\w+", without_events(question).casefold())
    return _BARE.issuperset(set(words) - {wanted.noun})


def _fits(item: Sighted, wanted: Wanted) -> bool:
    """Whether a figure is of the kind that is asked for; a quantity in words may have no unit."""
    mention = item.mention
    if mention.kind is None:
        countable = wanted.kind in ("people", "things")
        compared = " than " in mention.span.of(item.article.text)
        return mention.value is None and (countable or compared)
    if wanted.kind == "things":
        return mention.unit is not None and _root(mention.unit) == _root(wanted.noun or "")
    return mention.kind == wanted.kind


def _another(item: Sighted, question: str) -> bool:
    """Whether a figure is plainly of something else than a question asks."""
    if _BY.search(question) and not _CHANGED.search(item.clause.of(item.article.text)):
        return True
    if item.mention.kind == "length":
        asked, told = dimensions(question), dimensions(item.sentence.of(item.article.text))
    else:
        asked, told = events(question), happened(item)
        if asked - {"board"} and _WHOLE.search(_before(item)):
            return True
    return bool(asked and told and not asked & told)


def _before(item: Sighted) -> str:
    """The sentence of a figure up to its number."""
    return item.article.text[item.sentence.start : item.mention.number.start]


def _root(noun: str) -> str:
    """A noun without the ending of its plural."""
    return re.sub(r"(?:ies|es|s)\Z", "", noun.casefold())


def _scores(
    encoder: Encoder,
    vector: NDArray[np.float32],
    rarity: Mapping[str, float],
    stems: Callable[[str], list[str]],
    wanted: Wanted,
    some: Sequence[Sighted],
) -> list[float]:
    """How near each figure's sentence is to the question."""
    texts = [item.sentence.of(item.article.text) for item in some]
    each = list(dict.fromkeys(texts))
    if not each:
        return []
    near = dict(zip(each, (encoder.encode(each, "passage") @ vector).tolist(), strict=True))
    total = sum(rarity.values()) or 1.0
    scores = []
    for item, text in zip(some, texts, strict=True):
        held = set(stems(text))
        words = sum(weight for stem, weight in rarity.items() if stem in held) / total
        noun = wanted.noun is not None and _root(item.mention.unit or "") == _root(wanted.noun)
        scores.append(near[text] + _WORDS * words + _NOUN * noun)
    return scores


def _with_repeated(asked: list[Sighted], may: Sequence[Sighted], wanted: Wanted) -> list[Sighted]:
    """Those that are asked for, and figures with the same values, or that are called the number."""
    values = {value: item for item in asked for value in _ends(item)}
    millions = {value / 1_000_000: item for value, item in values.items()}  # "eighty-six"
    found = list(asked)
    for item in may:
        ends = _ends(item)
        in_words = item.mention.number.of(item.article.text)[0].isalpha()
        least = _FEW if in_words else _SMALL
        if item in asked or (item.mention.kind is None and ends and ends[0] < least):
            continue
        if wanted.kind == "money" and in_words:
            ends = [value * 1_000_000 if value in millions else value for value in ends]
        again = all(_repeats(item, values.get(v)) for v in ends)
        if item.near >= _REPEATED and ends and (again or any(_lasts(item, one) for one in asked)):
            found.append(item)
    if wanted.kind in ("people", "money"):
        here = {item.article.id for item in found}
        found += [
            i for i in may if i not in found and i.article.id in here and _is_called(i, wanted)
        ]
    return found


def _repeats(item: Sighted, like: Sighted | None) -> bool:
    """Whether a figure with the value of another is the same: the units must not differ."""
    if like is None or item.mention.unit is None or like.mention.unit is None:
        return like is not None
    return item.mention.kind == "people" or _root(item.mention.unit) == _root(like.mention.unit)


def _lasts(item: Sighted, like: Sighted) -> bool:
    """Whether two durations are the same but for rounding: 25 hours, and 25 hours and 5 minutes."""
    one, other = _seconds(item), _seconds(like)
    return one is not None and other is not None and abs(one - other) <= other * _ROUNDED


def _seconds(item: Sighted) -> Decimal | None:
    """How long a duration is; None for what is none, or has months and years."""
    mention = item.mention
    if mention.kind != "time" or mention.value is None or mention.upper is not None:
        return None
    times = _SECONDS.get((mention.unit or "").removesuffix("s"))
    return None if times is None else mention.value * times


def _with_taken_up(asked: list[Sighted], may: Sequence[Sighted]) -> list[Sighted]:
    """The same with figures without a unit that take one of them up: "It was 16"."""
    found = list(asked)
    for item in may:
        at = item.mention.number.start
        if item in asked or not _IT_WAS.search(item.article.text, max(0, at - 30), at):
            continue
        before = [
            other
            for other in asked
            if other.article.id == item.article.id
            and 0 < at - other.mention.number.end <= _TAKEN_UP
        ]
        if before:
            found.append(item)
    return found


def _is_called(item: Sighted, wanted: Wanted) -> bool:
    """Whether a figure without a unit is called the number, or compared with one, in words.

    A number of something or a toll is none of money.
    """
    text, start = item.article.text, item.mention.number.start
    if item.mention.kind is not None or item.near < _NAMED:
        return False
    if item.mention.value is None:
        return _COMPARED.search(item.mention.span.of(text)) is not None
    called = _A_NUMBER.search(text[max(item.sentence.start, start - 90) : start])
    return called is not None and not (wanted.kind == "money" and _COUNTS.match(called[0]))


def _ends(item: Sighted) -> list[Decimal]:
    """The value of a figure, or both ends of a range."""
    return [v for v in (item.mention.value, item.mention.upper) if v is not None]
