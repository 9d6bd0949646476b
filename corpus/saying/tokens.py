"""Words and marks of a text, each with its characters.

The rules for names and statements walk over words, not characters. A possessive ending stands
alone ("Park", "’s"), an abbreviation keeps its full stop ("Mr.", "U.S."), a hyphenated name is
one word, and so is a name with a damaged letter ("Salm?n").
"""

import re
from dataclasses import dataclass

_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Sgt|Capt|Cpl|Maj|Cmdr|Adm|Rev|Fr|Hon|"
    "Prof|Pres|Atty|Det|Insp|Amb|Supt|St|Jr|Sr|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|No|vs"
)
_TOKEN = re.compile(
    rf"\b(?:{_ABBREVIATIONS})\."
    r"|\b(?:[^\W\d_]\.){2,4}"  # U.S., J.K.
    r"|\b[A-Z]\.(?=\s)"  # John F. Hackett
    r"|['’]s\b"
    r"|(?:(?<!\S)\?(?=[a-z]))?[^\W_]+(?:(?:[-&/.]|(?<=\d),(?=\d)|['’](?!s\b)|\?)(?=[^\W_])[^\W_]+)*"
    r"|\.\.\.|--|\n\s*|[^\w\s]"
)


_ARTICLES = ("al-", "el-", "ul-", "as-", "ad-", "an-")


def is_capital(word: str) -> bool:
    """Whether a word is written as a name is: "Lund", "al-Haddawi", and damaged "?mile".

    >>> [is_capital(word) for word in ("Lund", "al-Haddawi", "?mile", "al-fresco", "boat")]
    [True, True, True, False, False]
    """
    first = word[0]
    if first.isupper():
        return True
    if first not in "aeud?" or len(word) < 3:
        return False
    if first == "?":
        return True
    return word.startswith(_ARTICLES) and word[3:4].isupper()


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


def tokens(text: str) -> Tokens:
    """The tokens of a text, in order.

    >>> tokens("Mr. Ode-Salm?n's aide (the U.S. envoy) left.").words
    ['Mr.', 'Ode-Salm?n', "'s", 'aide', '(', 'the', 'U.S.', 'envoy', ')', 'left', '.']
    """
    spans = [match.span() for match in _TOKEN.finditer(text)]
    words = [text[start:end] for start, end in spans]
    return Tokens(
        words,
        [word.lower() for word in words],
        [start for start, _ in spans],
        [end for _, end in spans],
    )
