"""The words of a text as they are compared: folded, each with its place; and how two texts differ.

Two texts have the same wording when their words are the same in the same order. Folding decides
what counts as the same word: case, the kind of apostrophe, ligatures and other compatibility
forms, the comma inside 1,310 and the dots inside U.S. do not matter; letters, accents, digits,
decimal points, minus and currency signs do. Punctuation, quotation marks, hyphens and white
space stand between words and are not compared.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from corpus.spans import Span

Operation = Literal["same", "dropped", "added", "changed"]
Opcode = tuple[Operation, int, int, int, int]
"""An operation, then its words of the quote ``[i1:i2]`` and of the article ``[j1:j2]``."""

_LARGEST_ALIGNED = 160_000
"""Pairs of words that are compared one by one; larger stretches are held to be changed as a
whole. difflib needs time quadratic in these, and 400 words against 400 take some 30 ms."""

_MARKS = (  # combining marks, most of which ``\\w`` leaves out; the Indic blocks but for the danda
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u0dff"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
UNSPACED = (  # scripts without spaces between words, where each character is a word
    "\u0e00-\u0eff\u0f40-\u0fbc\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
"""Ranges of a regular expression's class."""
_UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff"
_APOSTROPHES = "'’‘ʼ‛´`＇"


def _pattern(letter: str, run: str, more: str) -> re.Pattern[str]:
    """A word: an abbreviation with dots, a number, letters, or a sign that changes the sense."""
    return re.compile(
        rf"""(?P<dotted>\b(?:[^\W\d_]\.){{2,}}(?:[^\W\d_]\b)?)
          |(?P<number>\d{{1,3}}(?:[,\u00a0\u2009\u202f'’]\d{{3}})+(?!\d)(?:\.\d+)?{letter}*
                     |\d+(?:[.:/]\d+)+{letter}*)
          |{run}(?:[{_APOSTROPHES}]{run})*{more}
          |(?<![^\s(\[“"])[-−–](?=[\d.$£€])
          |[$£€¥₩₹¢₽₺₴₪₫₦%‰°&+=−]""",
        re.VERBOSE,
    )


_RARE = re.compile(rf"[{_MARKS}{UNSPACED}{_UNSEEN}]")
_RARE_LETTER = rf"(?:(?![{UNSPACED}])[^\W_]|[{_MARKS}])"
_WORD = _pattern("[^\\W_]", "[^\\W_]+", "")
_RARE_WORD = _pattern(  # two and a half times slower, and few texts need it
    _RARE_LETTER, rf"{_RARE_LETTER}(?:[{_UNSEEN}]*{_RARE_LETTER})*", rf"|[{UNSPACED}]"
)
_MINUS = frozenset("-−–")
_NOT_LETTERS = re.compile(rf"[{_UNSEEN}]")
_CURLY = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
_UNDOTTED = str.maketrans("", "", ".")
_UNGROUPED = re.compile(r"[,\u00a0\u2009\u202f'’](?=\d{3})")

DOUBLE_MARKS = '"“”„‟«»「」『』＂'
SINGLE_MARKS = "'‘’‚‛‹›"

FUNCTION_WORDS = frozenset(
    """
    a about after all also an and any are as at be because been before being but by can could did
    do does doing for from had has have having he he'd he'll he's her here him his how i i'd i'll
    i'm i've if in into is it it'll it's its just may me might more most must my no not of on one
    or other our out over own s shall she she's should so some such than that that's the their
    them then there there's these they they'd they'll they're they've this those to too up us very
    was we we'd we'll we're we've were what when where which while who why will with would you
    you'd you'll you're you've your
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a list of strings
)
"""Words that any two texts share, and that say little about where a quotation is from."""

_NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor nowhere cannot ain't".split()  # noqa: SIM905
)
_LIMITS = frozenset(
    "without hardly scarcely barely rarely seldom unless only until except".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as words: ``keys`` are compared, ``starts`` and ``ends`` are their characters."""

    text: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.keys)

    def span(self, first: int, last: int) -> Span:
        """The characters of the words ``first`` up to, not including, ``last``."""
        if first >= last:
            at = self.ends[first - 1] if first else 0
            return Span(at, at)
        return Span(self.starts[first], self.ends[last - 1])

    def only(self, kept: Sequence[int]) -> "Wording":
        """These of the words alone; they keep their places in the text."""
        return Wording(
            self.text,
            tuple([self.keys[index] for index in kept]),
            tuple([self.starts[index] for index in kept]),
            tuple([self.ends[index] for index in kept]),
        )

    def printed(self, first: int, last: int) -> str:
        """Those words as they stand in the text, with what is between them."""
        return self.span(first, last).of(self.text)


@dataclass(frozen=True, slots=True)
class Edit:
    """One step from the words of an article to those of a quote, both as printed.

    ``dropped`` words stand only in the article, ``added`` ones only in the quote.
    """

    op: Operation
    quote: str
    article: str


def fold(text: str) -> Wording:
    """The words of a text as they are compared.

    >>> fold("“Eighty-six,” she said; it’s 1,310 in the U.S.").keys
    ('eighty', 'six', 'she', 'said', "it's", '1310', 'in', 'the', 'us')
    """
    keys, starts, ends = [], [], []
    lowered = text.lower()
    plain = len(lowered) == len(text) and "`" not in text
    pattern = _RARE_WORD if _RARE.search(text) else _WORD
    for match in pattern.finditer(text):
        start, end = match.span()
        key = lowered[start:end]
        if not plain or match.lastindex or not key.isascii():
            key = _key(match.group(), match.lastgroup)
        keys.append(key)
        starts.append(start)
        ends.append(end)
    return Wording(text, tuple(keys), tuple(starts), tuple(ends))


@lru_cache(maxsize=1 << 16)
def _key(word: str, kind: str | None) -> str:
    """A word as it is compared."""
    if kind == "dotted":
        word = word.translate(_UNDOTTED)
    elif kind == "number":
        word = _UNGROUPED.sub("", word)
    if word.isascii():
        return word.lower().replace("`", "'")
    if word in _MINUS:
        return "-"
    plain = unicodedata.normalize("NFC", _NOT_LETTERS.sub("", word).translate(_CURLY))
    return unicodedata.normalize("NFC", "".join(map(_compatible, plain)).casefold())


def _compatible(char: str) -> str:
    """A character without ligature and width; powers and fractions stay what they are."""
    form = unicodedata.decomposition(char)
    if not form.startswith("<") or form.startswith(("<super>", "<sub>", "<fraction>")):
        return char
    return unicodedata.normalize("NFKC", char)


def unspaced(key: str) -> bool:
    """Whether a word is of a script that puts no spaces between words.

    >>> unspaced("橋"), unspaced("bridge")
    (True, False)
    """
    return not key.isascii() and re.match(rf"[{UNSPACED}]", key) is not None


def without_marks(quote: str) -> Span:
    """The quote without white space and without the quotation marks that stand around it.

    A mark at one end alone goes too, if it has no partner inside.

    >>> without_marks(' “We closed it.” '), without_marks("the ‘big’ one")
    (Span(start=2, end=15), Span(start=0, end=13))
    """
    start, end = _trim(quote, 0, len(quote))
    while end - start > 1:
        first, last = quote[start], quote[end - 1]
        if any(first in marks and last in marks for marks in (DOUBLE_MARKS, SINGLE_MARKS)):
            start, end = _trim(quote, start + 1, end - 1)
            continue
        odd = sum(quote.count(mark, start, end) for mark in DOUBLE_MARKS) % 2
        if odd and first in DOUBLE_MARKS:
            start, end = _trim(quote, start + 1, end)
        elif odd and last in DOUBLE_MARKS:
            start, end = _trim(quote, start, end - 1)
        else:
            break
    return Span(start, end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds without white space."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def align(quote: Sequence[str], article: Sequence[str], i: int = 0, j: int = 0) -> list[Opcode]:
    """The steps between two lists of words; ``i`` and ``j`` are added to their numbers.

    >>> align(["we", "will", "go"], ["we", "will", "not", "go"])[1:]
    [('dropped', 2, 2, 2, 3), ('same', 2, 3, 3, 4)]
    """
    if len(quote) * len(article) > _LARGEST_ALIGNED:
        return [("changed", i, i + len(quote), j, j + len(article))]
    codes = SequenceMatcher(None, quote, article, autojunk=False).get_opcodes()
    return [
        (operation(tag == "equal", i2 - i1, j2 - j1), i + i1, i + i2, j + j1, j + j2)
        for tag, i1, i2, j1, j2 in codes
    ]


def operation(same: bool, quoted: int, printed: int) -> Operation:
    """What to call a step that has so many words of the quote and of the article."""
    if same:
        return "same"
    if not quoted:
        return "dropped"
    return "changed" if printed else "added"


def weight(keys: Iterable[str]) -> float:
    """How much words say about where they are from: a function word a quarter of another.

    >>> weight(["the", "bridge"])
    1.25
    """
    return sum(0.25 if key in FUNCTION_WORDS else 1.0 for key in keys)


def telling(keys: Iterable[str]) -> int:
    """How many of the words are no function words."""
    return sum(key not in FUNCTION_WORDS for key in keys)


def negations(keys: Iterable[str]) -> list[str]:
    """Those of the words that deny or limit.

    >>> negations(["we", "don't", "only", "close", "it"])
    ["don't", 'only']
    """
    return [key for key in keys if is_negation(key) or key in _LIMITS]


def is_negation(key: str) -> bool:
    """Whether a word denies."""
    return key in _NEGATIONS or key.endswith("n't")


def missing_negations(kept: Iterable[str], whole: Iterable[str]) -> list[str]:
    """The words in ``whole`` that deny or limit and have no counterpart in ``kept``.

    One denying word stands for another; a limiting word only for itself.

    >>> missing_negations(["we", "never", "go"], ["we", "don't", "go", "unless"])
    ['unless']
    """
    left = Counter("not" if is_negation(key) else key for key in negations(kept))
    missing = []
    for key in negations(whole):
        kind = "not" if is_negation(key) else key
        if left[kind]:
            left[kind] -= 1
        else:
            missing.append(key)
    return missing
