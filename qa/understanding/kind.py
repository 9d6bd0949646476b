"""What kind of answer a question asks for, and whether a sentence holds something of that kind.

By the words that open a question and by what stands in a sentence: names, dates, numbers with
their units. A sentence that holds the kind may answer; one that does not seldom does.
"""

import re
from collections.abc import Callable, Mapping, Set
from functools import lru_cache
from typing import Literal

from corpus.english.word_classes import DAYS, MONTHS, word_set
from corpus.figures.find import find

AnswerKind = Literal[
    "who", "which", "when", "where", "count", "money", "measure", "duration", "age", "share", "why",
    "open",
]  # fmt: skip
"""``which`` asks for one of a kind ("which company", "what film"); ``open`` is everything else:
what, how, yes or no, and a request that is no question."""

_NUMBER_WORDS = word_set(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred hundreds thousand thousands million millions billion billions dozen dozens half "
    "none once twice"
)
CURRENCIES = word_set(
    "crown crowns dollar dollars euro euros pound pounds yen yuan won rupee rupees franc francs "
    "rouble roubles ruble rubles peso pesos cents pence krona kroner usd eur gbp"
)
_SPANS = (
    r"(?:second|minute|hour|day|night|week|fortnight|month|year|season|decade|centur|term|session)"
)
_UNITS = (
    r"(?:kilomet|met(?:re|er)|centimet|millimet|mile|feet|foot|inch|yard|tonne|ton\b|tons\b|kilo|"
    r"gram|pound|ounce|lit(?:re|er)|gallon|hectare|acre|degree|knot|watt|megawatt|storey|stories|"
    r"floor|percent|per cent|%|km|cm|mm|kg|mph)"
)
_BIG = word_set("trillion billion million thousand hundred")

AUXILIARIES = "did|do|does|is|are|was|were|has|have|had|can|could|will|would|should|may|must"
"""Words that begin a question for yes or no, as alternatives of a pattern."""

# The first that is found in the question decides. From the ways in which the questions of the
# sample archive and of everyday quizzes open; checked on the golden cases alone.
_ASKS: tuple[tuple[AnswerKind, str], ...] = (
    ("who", r"^who(?:m|se)?\b"),
    ("open", r"^how (?:did|do|does|is|are|was|were|has|have|had|can|could|will|would|should)\b"),
    ("open", rf"^(?:{AUXILIARIES})\b"
             r"(?! (?:you|we|they|any(?:body|one))(?: please)? (?:know|tell|say)\b)"
             r"(?!.*\b(?:how|which|what|whom?)\b)"),  # yes or no; "when" and "where" join
    ("when", r"^(?:since |until )?when\b"),
    ("where", r"^where\b"),
    ("why", r"^why\b"),
    ("age", r"\bhow old\b|\bwhat age\b|\bat (?:what|which) age\b"),
    ("duration", r"\bhow (?:much )?longer\b(?! is)|\bfor how long\b|\bhow many (?:more )?"
                 rf"{_SPANS}|\bhow long (?:did|does|do|has|have|had|will|would|must|can|should"
                 r"|was|were|until|before|ago)\b|\bhow soon\b"),
    ("share", r"\b(?:what|which) (?:share|percentage|proportion|part|fraction)\b"
              r"|\bhow many per ?cent\b|\binterest\b(?=.*\bpay)|\binterest rates?\b"
              r"|\brates? of (?:interest|inflation|growth|unemployment)\b"),
    ("measure", r"\bby how much\b"),
    ("money", r"\b(?:what|how much) (?:[\w’'-]+ ){0,8}?(?:costs?|pay|pays|paid|price|worth|earns?|"
              r"charged?|fined?|spen[dt]|sold|sells?|salary|wages?|money|budget|fares?)\b"
              r"|\b(?:price|costs?|salary|fine|fare|fee|budget|bill)\b(?=.*\bwhat\b)"
              r"|^(?:the )?(?:prices?|costs?|fares?|fees?|salar(?:y|ies)) (?:of|for)\b"
              r"|\bhow much (?:money|did|will|would|is|was|were|can|could|must|do|does|has|"
              r"have)\b"),
    ("measure", r"\bhow (?:long|tall|high|deep|wide|far|heavy|fast|big|large|low|thick|hot|cold"
                r"|much (?:longer|taller|higher|deeper|wider|farther|heavier|faster|bigger)|"
                r"much \w+)\b|\bwhat (?:weight|height|length|depth|speed|distance|size|"
                r"temperature)\b"),
    ("count", r"\bhow (?:many|often)\b|\bwhat (?:number|total)\b|\bnumber of\b|\bpopulation\b"),
    ("when", r"\bwhen\b|\buntil when\b|\b(?:what|which) (?:year|day|date|month|time|week)\b"),
    ("where", r"\bwhere\b|\b(?:what|which) (?:city|town|country|place|village|state|street)\b"),
    ("why", r"\bwhy\b|\bwhat (?:caused|led to)\b|\bfor what reason\b|\bhow come\b"),
    ("who", r"\bwho(?:m|se)?\b|\b(?:what|which) (?:person|man|woman|actor|actress|singer|"
            r"player|politician|leader|minister|president|lawyer|author|director)\b"),
    ("which", r"\b(?:which|what) (?!(?:is|are|was|were|did|does|do|has|have|had|will|would|can|"
              r"could|should|must|may|happen\w*|if|about)\b)\w"),
)  # fmt: skip

_DATE_WORDS = frozenset(day.strip(".") for day in DAYS | MONTHS) | word_set(
    "today yesterday tomorrow tonight noon midnight"
)
_PLACES = re.compile(
    r"\b(?:in|at|near|from|to|on|of|outside|inside|around|under|behind|beside) (?:the |a |an |his |"
    r"her |its |their )?(?P<name>[^\W\d_][\w’'-]*)"
)
_REASONS = re.compile(
    r"\b(?:because|after|since|due|owing|thanks|so that|in order|reasons?|caus\w+|could ?n[o'’]t|"
    r"can(?:not|['’]t)|for fear|therefore|why|led|explain\w*|fail\w*|refus\w+|result\w*|blam\w+)\b"
)
_PERHAPS_REASONS = re.compile(r"\b(?:as|to|too|order)\b")
_PERHAPS = 0.3  # of a reason is what such words are: they stand in half of all sentences
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_CLOCK = re.compile(r"\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b|\b\d{1,2}:\d\d\b")
_AGE = re.compile(
    r"\b\d{1,3}[- ]years?[- ]old\b|\baged? (?:of )?\d|, \d{1,3},|\bage\b|\byears? old\b|\bborn\b"
)
_NUMBER = r"(?:\d[\d,.]*|" + "|".join(sorted(_NUMBER_WORDS)) + r"|an?)"
_DURATION = re.compile(  # "how long" may ask for a length too
    rf"\b{_NUMBER}[- ](?:\w+[- ])?{_SPANS}|\buntil\b|\bfor ever\b|\bindefinite"
    rf"|(?:\b{_NUMBER}[- ](?:\w+[- ])?|\d ?){_UNITS}"
)
_MEASURE = re.compile(rf"(?:\b{_NUMBER}[- ](?:\w+[- ])?|\d ?){_UNITS}")
_SHARE = re.compile(rf"\d ?%|\bper ?cent|\b(?:half|third|quarter|fifth|tenth)s?\b|\b{_NUMBER} in ")
_SIGN = re.compile(r"[$€£¥₩₹]\s?\d")
_WORDS = re.compile(r"\w+(?:['’]\w+)?")
_DIGIT = re.compile(r"\d")
_NAME = re.compile(r"[^\W\d_][\w’'&.-]*")
_COUNTED = frozenset({"people", "things", "time", None})  # "every 20 minutes" is how often


def asked_kind(question: str) -> AnswerKind:
    """The kind of answer that a question asks for.

    >>> asked_kind("Who closed the bridge?"), asked_kind("How many people were evacuated?")
    ('who', 'count')
    >>> asked_kind("How long are the ferries?"), asked_kind("How long must people wait?")
    ('measure', 'duration')
    """
    lower = question.casefold()
    return next((kind for kind, pattern in _ASKS if re.search(pattern, lower)), "open")


def asked_words(question: str) -> frozenset[str]:
    """The words of a question, by which ``holds_kind`` tells what it names itself."""
    return frozenset(_bare(word) for word in _NAME.findall(question))


@lru_cache(maxsize=64)  # each sentence of a passage is asked about to judge it, and to order it
def holds_kind(kind: AnswerKind, sentence: str, asked: frozenset[str] = frozenset()) -> bool:
    """Whether a sentence holds something that could be an answer of that kind; True for ``open``.

    What the question names itself, by its words ``asked``, does not answer who, which and where.

    >>> holds_kind("when", "The bridge closed on Monday."), holds_kind("when", "It is shut.")
    (True, False)
    >>> asked = asked_words("Who followed Ada Lund?")
    >>> [holds_kind("who", said, asked) for said in ("Ada Lund left.", "Then came Bo Ek.")]
    [False, True]
    """
    if kind in ("who", "which"):
        numbered = kind == "which" and _DIGIT.search(sentence) is not None  # "Routes 4 and 9 do"
        return numbered or _names_more(sentence, asked)
    return _names_a_place(sentence, asked) if kind == "where" else _HOLDS[kind](sentence)


def kind_share(kind: AnswerKind, sentence: str, asked: frozenset[str] = frozenset()) -> float:
    """How surely a sentence holds that kind of answer: 0 or 1, or between for a mere "to" or "as".

    >>> [kind_share("why", said) for said in ("It is shut because of cracks.", "It is to shut.")]
    [1.0, 0.3]
    """
    if not holds_kind(kind, sentence, asked):
        return 0.0
    return _PERHAPS if kind == "why" and not _REASONS.search(sentence.casefold()) else 1.0


def _names_more(sentence: str, asked: Set[str]) -> bool:
    """Whether a sentence has a word in capitals that the question has not; at its beginning two.

    Finding the names themselves takes ten times as long, and found no better sentences.
    """
    for match in _NAME.finditer(sentence):
        start, end = match.span()
        if not match[0][0].isupper() or match[0] == "I" or _bare(match[0]) in asked:
            continue
        before = sentence[:start].rstrip()
        begins = not before or sentence[start - 1] in "“\"‘'(" or before.endswith(":")
        if not begins or sentence[end + 1 : end + 2].isupper():
            return True
    return False


def _names_a_place(sentence: str, asked: Set[str]) -> bool:
    """Whether a sentence names a place that the question does not: in, at, from … some name."""
    return any(
        match["name"][0].isupper() and _bare(match["name"]) not in asked | _DATE_WORDS
        for match in _PLACES.finditer(sentence)
    )


def _bare(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s").strip(".'-&")


def _has_count(sentence: str) -> bool:
    return any(it.kind in _COUNTED and it.value is not None for it in find(sentence))


def _has_number(sentence: str) -> bool:
    return any(
        word[0].isdigit() or word in _NUMBER_WORDS for word in _WORDS.findall(sentence.casefold())
    )


def _has_date(sentence: str) -> bool:
    words = set(_WORDS.findall(sentence.casefold()))
    return bool(words & _DATE_WORDS or _YEAR.search(sentence) or _CLOCK.search(sentence.casefold()))


def _has_money(sentence: str) -> bool:
    words = set(_WORDS.findall(sentence.casefold()))
    return bool(_SIGN.search(sentence) or (words & CURRENCIES)) or (
        bool(words & _BIG) and _has_number(sentence)
    )


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda sentence: pattern.search(sentence.casefold()) is not None


_HOLDS: Mapping[AnswerKind, Callable[[str], bool]] = {
    "when": _has_date,
    "count": _has_count,
    "money": _has_money,
    "measure": _matches(_MEASURE),
    "duration": _matches(_DURATION),
    "age": _matches(_AGE),
    "share": _matches(_SHARE),
    "why": _matches(re.compile(f"{_REASONS.pattern}|{_PERHAPS_REASONS.pattern}")),
    "open": lambda _: True,
}
