"""What a name is, by its own words and by what stands beside it: a person, a body, or neither."""

from itertools import takewhile
from typing import Literal

from corpus.english.given_names import FAMILY_FIRST, GIVEN_NAMES
from corpus.english.speech_verbs import VERBS
from corpus.english.word_classes import BODY_NOUNS, PERSON_NOUNS, PLACE_WORDS, word_set
from corpus.letters import unaccented
from corpus.saying.titles import family_first
from corpus.saying.tokens import Tokens, is_capital, is_ticker

NameKind = Literal["person", "body", "unknown"]

_EMPLOYEES = word_set(
    "director executive manager founder co-founder owner ceo spokesman spokeswoman spokesperson "
    "chairman chairwoman employee partner analyst editor engineer economist lawyer counsel "
    "strategist trader chief"
)
_NO_BODIES_END = FAMILY_FIRST | PERSON_NOUNS
_POST = 8  # words before a firm in which stands what somebody is "at" it


def kind_of(toks: Tokens, start: int, end: int, *, titled: bool) -> NameKind:
    """What a name looks like by its own words."""
    lower, word = toks.lower, toks.words[start]
    size = end - start
    if not (titled and size <= 2) and any(part in BODY_NOUNS for part in lower[start:end]):
        return "body"
    if "&" in lower[start:end]:
        return "body"
    if titled or (unaccented(lower[start]) in GIVEN_NAMES and 2 <= size <= 4):
        return "person"
    if size == 1:
        place = lower[start] in PLACE_WORDS or _dateline(toks, start)
        return "body" if word.isupper() and len(word) > 1 and not place else "unknown"
    if lower[end - 1] in PLACE_WORDS:
        return "unknown"
    initials = word[-1] == "." and not word.startswith("U")
    return "person" if initials or family_first(toks, start, end) else "unknown"


def _dateline(toks: Tokens, index: int) -> bool:
    """Whether a word in capitals is a place before a dash: "MARROWICK, Sept. 12"."""
    after = toks.lower[index + 1] if index + 1 < len(toks) else ""
    while index and toks.words[index - 1].isupper():
        index -= 1  # "NEW | TAVRA (Reuters)"
    opens = index == 0 or toks.words[index - 1][0] == "\n"
    return opens and after in {",", "—", "–", "-", "--", "("}


def is_listed(toks: Tokens, end: int) -> bool:
    """Whether a name's shares are traded: "Lund Glass ( LUG.N )"."""
    return toks.words[end : end + 1] == ["("] and any(map(is_ticker, toks.words[end + 1 : end + 2]))


def employs(toks: Tokens, first: int, end: int) -> bool:
    """Whether what stands beside a name makes it a body.

    "chief executive of Lund Glass", "Lund Glass analyst Ada Ek"; a single word before a role
    may be a person: "the Lund spokesman".
    """
    lower = toks.lower
    if first > 1 and lower[first - 1] == "at":
        before = reversed(lower[max(0, first - _POST) : first - 1])
        post = list(takewhile(lambda word: word[0].isalpha() and word not in VERBS, before))
        return not _EMPLOYEES.isdisjoint(post)  # "head analyst for the lakes at Lund Glass"
    if first > 1 and lower[first - 1] in {"of", "for"}:
        return lower[first - 2] in _EMPLOYEES
    if end + 1 >= len(toks) or end - first < 2 or toks.words[end][0].isupper():
        return False
    ahead = end + 1
    while ahead < len(toks) and lower[ahead] in PERSON_NOUNS and toks.words[ahead][0].islower():
        ahead += 1  # "chief executive"
    return lower[end] in _EMPLOYEES and ahead < len(toks) and is_capital(toks.words[ahead])


def ends_in_common_word(toks: Tokens, start: int, end: int, plain: set[str]) -> bool:
    """Whether a name ends in a word that the text also has as a plain one: "Lund Glass"."""
    last = toks.lower[end - 1]
    return 1 < end - start < 4 and last in plain and last not in _NO_BODIES_END
