"""Words and marks of a text, each with its characters.

The rules for names and statements walk over words, not characters. A possessive ending stands
alone ("Park", "’s"), an abbreviation keeps its full stop ("Mr.", "U.S."), a hyphenated name is
one word, and so is a name with a damaged letter ("Salm?n").
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from corpus.english.given_names import GIVEN_NAMES
from corpus.english.word_classes import FIELDS, PRONOUNS

_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Sgt|Capt|Cpl|Maj|Cmdr|Adm|Rev|Fr|Hon|"
    "Prof|Pres|Brig|Atty|Det|Insp|Amb|Supt|St|Jr|Sr|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|No|vs"
)
_TOKEN = re.compile(
    r"[A-Za-z][a-z]*+(?=[ ,])"  # most words, so that they are passed by at once
    rf"|\b(?:{_ABBREVIATIONS})\."
    r"|\b(?:[^\W\d_]\.){2,4}"  # U.S., J.K.
    r"|\b[A-Z]\.(?=\s)"  # John F. Hackett
    r"|['’]s\b"
    r"|(?:(?<!\S)\?(?=[a-z]))?[^\W_]+"
    r"(?:(?:[-&/.]|(?<=\d),(?=\d)|['’](?!s\b)|\?)(?=[^\W_])[^\W_]+|[\u0300-\u036f]+[^\W_]*)*"
    r"|\.\.\.|--|\n\s*|[^\w\s]"
)


_TICKER = re.compile(r"[A-Z0-9]{2,}\.[A-Z]{1,2}")
POSSESSIVES = frozenset({"'s", "’s"})
_SPEAKS = frozenset({"said", "says", "told", "has"})  # of what nothing can be called by "'s"
_FIRMS_IN_S = frozenset({"Moody", "Poor", "Sotheby", "Macy", "McDonald", "Kohl"})
"""Firms that are never named without their "'s"."""
_POORS = frozenset({"poor"})  # "Standard and Poor's"
_PAPERS = frozenset({"news", "post"})  # of one name: "The Tavra News and Observer"
_PAPERS_TOO = frozenset({"courier", "gazette", "observer", "record", "sentinel", "star", "world"})
_PARTNERS = frozenset({"co", "co.", "sons", "associates", "partners"})
HEADING = 5  # letters of a word in capitals that beside another is a heading, and no "US NAVY"
ODD_CAPITALS = "aeud?"
"""First characters of names that begin with no capital."""
_ARTICLES = ("al-", "el-", "ul-", "as-", "ad-", "an-")


def is_capital(word: str) -> bool:
    """Whether a word is written as a name is: "Lund", "al-Haddawi", and damaged "?mile".

    >>> [is_capital(word) for word in ("Lund", "al-Haddawi", "?mile", "al-fresco", "boat")]
    [True, True, True, False, False]
    """
    first = word[0]
    if first.isupper():
        return True
    if first not in ODD_CAPITALS or len(word) < 3:
        return False
    if first == "?":
        return True
    return word.startswith(_ARTICLES) and word[3:4].isupper()


def is_ticker(word: str) -> bool:
    """Whether a word is the sign of a share behind a firm's name: "LGL.N".

    >>> is_ticker("LGL.N"), is_ticker("U.S.")
    (True, False)
    """
    return "." in word and _TICKER.fullmatch(word) is not None


def joins_names(words: list[str], lower: list[str], index: int) -> bool:
    """Whether "and" or "&" at a word stands inside one name: "Trade and Labour", "Ek and Co".

    >>> words = "Ministry of Trade and Labour and Ada Lund".split()
    >>> [joins_names(words, [word.lower() for word in words], at) for at in (3, 5)]
    [True, False]
    """
    if index < 1 or index + 1 >= len(words) or lower[index] not in {"and", "&"}:
        return False
    if not (is_capital(words[index - 1]) and is_capital(words[index + 1])):
        return False
    fields = lower[index - 1] in FIELDS and lower[index + 1] in FIELDS
    partners = lower[index + 1] in _PARTNERS or lower[index + 1][:-2] in _POORS
    papers = lower[index - 1] in _PAPERS and lower[index + 1] in _PAPERS_TOO
    return fields or lower[index] == "&" or partners or papers


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists, one entry a token: its characters, where they stand, and lower case.

    A line break is a token of its own, so that no name runs from one paragraph into the next.
    """

    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)


@lru_cache(maxsize=8)  # an article's names are looked for after its statements
def tokens(text: str) -> Tokens:
    """The tokens of a text, in order.

    >>> tokens("Mr. Ode-Salm?n's aide (the U.S. envoy) left.").words
    ['Mr.', 'Ode-Salm?n', "'s", 'aide', '(', 'the', 'U.S.', 'envoy', ')', 'left', '.']
    """
    spans = [match.span() for match in _TOKEN.finditer(text)]
    words = [text[start:end] for start, end in spans]
    if not POSSESSIVES.isdisjoint(words):
        spans = _with_names_in_s(spans, words)
        words = [text[start:end] for start, end in spans]
    return Tokens(
        words,
        [word.lower() for word in words],
        [start for start, _ in spans],
        [end for _, end in spans],
    )


def _with_names_in_s(spans: list[tuple[int, int]], words: list[str]) -> list[tuple[int, int]]:
    """The tokens, with a name that ends in "'s" in one, wherever a text has it.

    It is one where it speaks by itself, "Elst's said", and never stands without: of "a friend of
    Lund's said" the article has Lund, too. Given names are none: "Ada's said" is "has".
    """
    places = [at for at in range(1, len(words)) if words[at] in POSSESSIVES]
    names = {
        words[at - 1]
        for at in places
        if words[at - 1][0].isupper()
        and words[at + 1 : at + 2]
        and words[at + 1] in _SPEAKS
        and words[at - 1].lower() not in GIVEN_NAMES | PRONOUNS
    } | _FIRMS_IN_S.intersection(words[at - 1] for at in places)
    if not names:
        return spans
    bare = Counter(words)
    bare.subtract(words[at - 1] for at in places)
    names = {name for name in names if not bare[name]}
    joined = {at for at in places if words[at - 1] in names}
    return [
        (start, spans[at + 1][1] if at + 1 in joined else end)
        for at, (start, end) in enumerate(spans)
        if at not in joined
    ]
