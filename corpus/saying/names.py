"""Names of people and bodies in a text, by rules over capital letters.

Each mention is a stretch of the text with what its own words tell: a title before the name, the
role beside it, whether it looks like a person or a body. Who is who across the mentions is
decided in ``corpus.saying.people``.
"""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from corpus.english.given_names import FAMILY_FIRST, FIRMS_LIKE_PEOPLE, GIVEN_NAMES
from corpus.english.speech_verbs import VERBS
from corpus.english.word_classes import (
    BODY_NOUNS,
    COMPANY_FORMS,
    DAYS,
    HONORIFICS,
    MONTHS,
    OPENERS,
    PARTY_MEMBERS,
    PERSON_NOUNS,
    PLACE_WORDS,
    PLURAL_PEOPLE,
    RELATIONS,
    TITLES,
    word_set,
)
from corpus.saying.headings import behind_heading, behind_slug
from corpus.saying.roles import (
    apposition,
    is_bodys,
    is_firms_too,
    is_title,
    role_in_front,
    role_of_title,
    title_start,
)
from corpus.saying.tokens import (
    ODD_CAPITALS,
    Tokens,
    is_capital,
    is_ticker,
    joins_names,
    tokens,
)
from corpus.spans import Span

NameKind = Literal["person", "body", "unknown"]

PARTICLES = word_set("de del della da dos di van von der den ter bin ibn al el la le du af")
_LINKS = word_set("of for on against &")  # inside the name of a body
_SENTENCE_START = frozenset(".!?:;\"“”'‘’«»([-–—•|*…") | {"...", "--"}
_POSSESSIVES = frozenset({"'s", "’s"})
_IN_S = ("'s", "’s")
_WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
_PARTIES = ("r-", "d-")  # in front of what a lawmaker stands for: "R-Ellan"
_NOBLE = frozenset({"sir", "lord", "lady", "dame"})  # printed with the name ever after
_EMPLOYEES = word_set(
    "director executive manager founder co-founder owner ceo spokesman spokeswoman spokesperson "
    "chairman chairwoman employee partner analyst editor engineer economist lawyer counsel "
    "strategist trader chief"
)
_NO_BODIES_END = FAMILY_FIRST | PERSON_NOUNS
_ADJECTIVE = re.compile(r".+-(?:[a-z]{3,}ed|born|built|led|run)")  # "Tavra-based"
_LONGEST_NAME = 14  # words; a longer run of capitals is a headline
_POST = 8  # words before a firm in which stands what somebody is "at" it


@dataclass(frozen=True, slots=True)
class Mention:
    """One name where it stands.

    ``start`` and ``end`` enclose the name without its title; ``title`` is what stands before it
    ("Unification Minister", "Ms."), ``role`` the apposition or title that says what it is.
    """

    start: int
    end: int
    name: str
    kind: NameKind
    title: str | None = None
    role: str | None = None

    @property
    def span(self) -> Span:
        """The characters of the name."""
        return Span(self.start, self.end)


def names(text: str) -> list[Mention]:
    """Every name in a text, in order.

    >>> found = names("Mayor Ada Lund thanked Bo Ek, head of the port.")
    >>> [(mention.name, mention.role) for mention in found]
    [('Ada Lund', 'Mayor'), ('Bo Ek', 'head of the port')]
    """
    return names_in(text, tokens(text))


def names_in(text: str, toks: Tokens) -> list[Mention]:
    """Every name among the tokens of a text, in order."""
    words, lower = toks.words, toks.lower
    plain = {word for word in words if word[0].islower()}
    often = {word for word, count in Counter(words).items() if count > 1}
    families = _titles_as_families(toks)
    pairs = _inside_sentences(toks)
    found: list[Mention] = []
    end = 0
    for index in [
        i
        for i, word in enumerate(words)
        if word[0].isupper() or (word[0] in ODD_CAPITALS and is_capital(word))
    ]:
        if index < end or is_ticker(words[index]):
            continue
        end = _run_end(words, lower, index)
        first = behind_heading(words, lower, index, end, often)
        if first == index and (not index or words[index - 1][0] == "\n"):
            first = behind_slug(words, lower, index, end, plain, often)
        if first == index:
            first = _skip_opener(words, lower, index, end, plain, pairs)
        for position in range(first, end):
            if _ADJECTIVE.fullmatch(words[position]):
                first = position + 1
        if first < end and end - first <= _LONGEST_NAME:
            mention = _mention(text, toks, first, end, plain, families)
            if mention is not None:
                found.append(mention)
    return found


def _titles_as_families(toks: Tokens) -> frozenset[str]:
    """The family names of a text that are titles elsewhere: "Mervyn King", "Ann Pope"."""
    found = set()
    for index, word in enumerate(toks.lower):
        if index and (word in TITLES or word in HONORIFICS) and toks.words[index].istitle():
            given = toks.lower[index - 1] in GIVEN_NAMES and toks.words[index - 1].istitle()
            closes = index + 1 == len(toks) or not toks.words[index + 1][0].isupper()
            if given and closes:
                found.add(word)
    return frozenset(found)


def _run_end(words: list[str], lower: list[str], index: int) -> int:
    """Where a run of capitalised words, with the links inside it, ends."""
    size, body = len(words), False
    while index < size:
        word = lower[index]
        body = body or word in BODY_NOUNS or word in PERSON_NOUNS
        index += 1
        ahead = index
        if ahead < size and lower[ahead] in PARTICLES:
            while ahead < size and lower[ahead] in PARTICLES:
                ahead += 1
        elif ahead < size and (lower[ahead] == "&" or (body and lower[ahead] in _LINKS)):
            ahead += 1
            if ahead < size and lower[ahead] == "the":
                ahead += 1
            if ahead < size and (lower[ahead] in DAYS or lower[ahead] in MONTHS):
                return index
        elif ahead < size and lower[ahead] in {"'", "’"} and word.endswith("s"):
            if not _names_a_body(words, lower, ahead + 1):
                return index  # "Lund Brothers' | Ada Ek"
            ahead += 1  # "Growers' Union"
        elif ahead < size and lower[ahead] == "and" and joins_names(words, lower, ahead):
            ahead += 1
        if ahead >= size or not is_capital(words[ahead]) or is_ticker(words[ahead]):
            return index
        if word.endswith(_IN_S) and len(word) > 2 and not _names_a_body(words, lower, ahead):
            return index  # "Elst's | Ada Ek", but "Elst's Lakes Service"
        if len(word) > 2 and word.endswith(".") and lower[ahead] in OPENERS:
            return index  # a sentence begins behind "in the U.S.", "Lund Jr."
        index = ahead
    return index


def _names_a_body(words: list[str], lower: list[str], start: int) -> bool:
    """Whether the words in capitals from one on name a body."""
    for index in range(start, min(start + _LONGEST_NAME, len(words))):
        if lower[index] in BODY_NOUNS:
            return True
        if not is_capital(words[index]):
            return False
    return False


def _inside_sentences(toks: Tokens) -> set[tuple[str, str]]:
    """The pairs of capitalised words that stand inside sentences: ("Federal", "Reserve")."""
    words = toks.words
    return {
        (words[at], words[at + 1])
        for at in range(1, len(words) - 1)
        if words[at][0].isupper()
        and words[at + 1][0].isupper()
        and not _opens_sentence(words[at - 1])
    }


def _skip_opener(
    words: list[str],
    lower: list[str],
    index: int,
    end: int,
    plain: set[str],
    pairs: set[tuple[str, str]],
) -> int:
    """Drop words that are capitalised only because a sentence begins there.

    ``pairs`` stand inside sentences, too: "Federal Reserve clerks left."
    """
    twice = index + 1 < end and (words[index], words[index + 1]) in pairs
    if twice and lower[index] not in OPENERS:
        return index
    if lower[index] == "the" and index + 2 < end and not words[index].isupper():
        return index + 1  # behind "The" a capital is a name's own: "The Federal Reserve"
    if lower[index] == "the" or (index + 1 == end and lower[index] in OPENERS):
        index += 1
    elif index and not _opens_sentence(words[index - 1]):
        return index
    while index < end and (lower[index] in OPENERS or lower[index] in PARTICLES & plain):
        index += 1
    if index + 1 < end and _says(lower[index]):
        index += 1  # "Added Ada Lund: …"
    word = lower[index] if index < end else ""
    alone = index + 1 == end and (word in PLURAL_PEOPLE or word in VERBS)
    titled = index + 1 < end and (lower[index + 1] in TITLES or lower[index + 1] in BODY_NOUNS)
    if alone or (word in plain and not titled and not _may_open_a_name(word)):
        index += 1
    while index < end and not is_capital(words[index]):  # a link left in front
        index += 1
    return index


def _says(word: str) -> bool:
    """Whether a word at the head of a sentence tells that whoever is named behind it speaks."""
    verb = VERBS.get(word)
    return verb is not None and verb.form == "past" and "say" in verb.families


def _opens_sentence(before: str) -> bool:
    """Whether a sentence may begin behind a word: behind a mark, but no possessive."""
    return (before[0] in _SENTENCE_START or before[0] == "\n") and before not in _POSSESSIVES


def _may_open_a_name(word: str) -> bool:
    """Whether a name may begin with a word that the text also has in lower case."""
    return word in TITLES or word in BODY_NOUNS or word in GIVEN_NAMES


def _mention(
    text: str, toks: Tokens, first: int, end: int, plain: set[str], families: frozenset[str]
) -> Mention | None:
    """The name in one run of capitalised words; ``None`` when it is none.

    ``families`` are the titles that are somebody's family name here.
    """
    listed = _is_listed(toks, end)
    while end - first > 1 and toks.lower[end - 1] in _WEEKDAYS:
        end -= 1  # "Ada Lund | Tuesday said"
    start = _name_start(toks, first, end, families)
    if listed and toks.lower[first:start] == ["general"]:
        start = first  # no soldier's title
    if start == end or _is_none(toks, first, start, end):
        return None
    if start > first and toks.lower[start] in GIVEN_NAMES:
        end = _first_link(toks, start, end)  # "Mayor Ada Lund | of the Lakes Bank"
    kind = "body" if listed else _kind(toks, start, end, titled=start > first)
    if kind == "person":
        end = _first_link(toks, start, end)
    if start > first and toks.lower[start - 1] in _NOBLE and end - start > 1:
        start -= 1
    left = title_start(toks, first) if kind != "body" else start
    title = text[toks.starts[left] : toks.ends[start - 1]] if left < start else None
    if title is not None and not is_title(title):
        title = None
    placed = kind == "unknown" and first > 0 and toks.lower[first - 1] == "in"
    role = None if placed else apposition(text, toks, end) or role_of_title(title)
    if role is None and kind != "body":
        role = role_in_front(text, toks, first, person=kind == "person")
    if kind == "unknown" and (_employs(toks, first, end) or _common_word(toks, start, end, plain)):
        kind = "body"
    if text[toks.starts[start] : toks.ends[end - 1]].lower() in FIRMS_LIKE_PEOPLE:
        kind = "body"
    called = role or title
    if kind == "unknown" and called is not None and not is_firms_too(called):
        kind = "body" if is_bodys(role) else "person"
    name = text[toks.starts[start] : toks.ends[end - 1]]
    return Mention(toks.starts[start], toks.ends[end - 1], name, kind, title, role)


def _is_none(toks: Tokens, first: int, start: int, end: int) -> bool:
    """Whether capitals from a word on name nobody: a day, "Inc" alone, "the Tavra Democrat"."""
    word = toks.lower[start]
    if word in DAYS or word in MONTHS:
        return True
    if toks.words[start] in {"TO", "ON", "IN", "FOR"} or word.startswith(_PARTIES):
        return True  # of a headline, "MAYOR TO TAVRA", or "Ada Lund, R-Ellan"
    if end - start == 1 and (word in COMPANY_FORMS or _begins_a_role(toks, start)):
        return True  # of a firm whose name begins with a figure
    return toks.lower[end - 1] in PARTY_MEMBERS and start == first


def _begins_a_role(toks: Tokens, start: int) -> bool:
    """Whether a common noun has its capital from the sentence: "Port director Ada Lund"."""
    lower, size = toks.lower, len(toks)
    if lower[start] not in BODY_NOUNS or toks.words[start].isupper():
        return False
    if start and not _opens_sentence(toks.words[start - 1]):
        return False
    ahead = start + 1
    while ahead < size and lower[ahead] in BODY_NOUNS and toks.words[ahead][0].islower():
        ahead += 1  # "Harbour board director"
    return ahead < size and lower[ahead] in PERSON_NOUNS and toks.words[ahead][0].islower()


def _common_word(toks: Tokens, start: int, end: int, plain: set[str]) -> bool:
    """Whether a name ends in a word that the text also has as a plain one: "Lund Glass"."""
    last = toks.lower[end - 1]
    return 1 < end - start < 4 and last in plain and last not in _NO_BODIES_END


def _is_listed(toks: Tokens, end: int) -> bool:
    """Whether a name's shares are traded: "Lund Glass ( LUG.N )"."""
    return toks.words[end : end + 1] == ["("] and any(map(is_ticker, toks.words[end + 1 : end + 2]))


def _employs(toks: Tokens, first: int, end: int) -> bool:
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


def _name_start(toks: Tokens, first: int, end: int, families: frozenset[str]) -> int:
    """The first word of the name itself, behind titles in capitals."""
    lower = toks.lower
    start = first
    posted = _behind_post(toks, first, end)
    if posted:
        return posted
    if lower[end - 1] in BODY_NOUNS and end - first > 1 and lower[first] not in HONORIFICS:
        return first + (lower[first] in RELATIONS)
    if lower[first] in PERSON_NOUNS and end - first > 1 and lower[first + 1] in _LINKS:
        start = end  # "Director of International Cooperation", unless a name follows
    last = end - 1 - (lower[end - 1] in families)
    for index in range(last, first - 1, -1):
        if lower[index] in HONORIFICS or lower[index] in TITLES:
            start = index + 1
            break
    if start < end and start > first and lower[start] in _LINKS:
        for index in range(start, end - 1):  # "Secretary of State Ada Lund"
            if lower[index] in GIVEN_NAMES or _family_first(toks, index, end):
                return index
        body = lower[first] not in PERSON_NOUNS
        return first if body and any(word in BODY_NOUNS for word in lower[first:end]) else end
    if start == end and end - first > 1 and any(word in BODY_NOUNS for word in lower[first:end]):
        return first  # "Office of the High Commissioner"
    return start


def _behind_post(toks: Tokens, first: int, end: int) -> int:
    """Where a name begins behind a post, and a body's behind "of" is not all of it; else 0.

    "CEO of | Lund Glass Inc" and "Mayor | Ada Lund of the Lakes Bank".
    """
    lower, link = toks.lower, _first_link(toks, first, end)
    if link == end:
        return 0
    if lower[first] in PERSON_NOUNS and link == first + 1 and lower[end - 1] in COMPANY_FORMS:
        return link + 1
    for index in range(first, link - 2):
        if lower[index] in PERSON_NOUNS and lower[index + 1] in GIVEN_NAMES:
            return index + 1
    return 0


def _first_link(toks: Tokens, start: int, end: int) -> int:
    """The first "of" or the like inside a run of capitals, or its end."""
    return next((i for i in range(start + 1, end) if toks.lower[i] in _LINKS), end)


def _family_first(toks: Tokens, index: int, end: int) -> bool:
    """Whether a name with the family name in front begins here: "Koo Byung-sam"."""
    left = end - index
    return toks.lower[index] in FAMILY_FIRST and 2 <= left <= 3


def _kind(toks: Tokens, start: int, end: int, *, titled: bool) -> NameKind:
    """What a name looks like by its own words."""
    lower, word = toks.lower, toks.words[start]
    size = end - start
    if not (titled and size <= 2) and any(part in BODY_NOUNS for part in lower[start:end]):
        return "body"
    if "&" in lower[start:end]:
        return "body"
    if titled or (lower[start] in GIVEN_NAMES and 2 <= size <= 4):
        return "person"
    if size == 1:
        place = lower[start] in PLACE_WORDS or _dateline(toks, start)
        return "body" if word.isupper() and len(word) > 1 and not place else "unknown"
    if lower[end - 1] in PLACE_WORDS:
        return "unknown"
    initials = word[-1] == "." and not word.startswith("U")
    return "person" if initials or _family_first(toks, start, end) else "unknown"


def _dateline(toks: Tokens, index: int) -> bool:
    """Whether a word in capitals is a place before a dash: "MARROWICK, Sept. 12"."""
    after = toks.lower[index + 1] if index + 1 < len(toks) else ""
    while index and toks.words[index - 1].isupper():
        index -= 1  # "NEW | TAVRA (Reuters)"
    opens = index == 0 or toks.words[index - 1][0] == "\n"
    return opens and after in {",", "—", "–", "-", "--", "("}
