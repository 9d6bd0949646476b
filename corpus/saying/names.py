"""Names of people and bodies in a text, by rules over capital letters.

Each mention is a stretch of the text with what its own words tell: a title before the name, the
role beside it, whether it looks like a person or a body. Who is who across the mentions is
decided in ``corpus.saying.people``.
"""

import re
from collections import Counter
from dataclasses import dataclass

from corpus.english.given_names import FIRMS_LIKE_PEOPLE, GIVEN_NAMES
from corpus.english.word_classes import (
    BODY_NOUNS,
    COMPANY_FORMS,
    DAYS,
    GENERATIONS,
    MONTHS,
    PARTY_MEMBERS,
    PERSON_NOUNS,
    PRONOUNS,
    word_set,
)
from corpus.letters import unaccented
from corpus.saying.capitals import (
    LONGEST_NAME,
    behind_opener,
    inside_sentences,
    opens_sentence,
    run_end,
)
from corpus.saying.headings import behind_heading, behind_label, behind_slug
from corpus.saying.kinds import NameKind, employs, ends_in_common_word, is_listed, kind_of
from corpus.saying.lawmakers import with_place
from corpus.saying.roles import (
    apposition,
    is_bodys,
    is_firms_too,
    is_title,
    role_in_front,
    role_of_title,
    title_start,
)
from corpus.saying.titles import first_link, name_start, titles_as_families
from corpus.saying.tokens import (
    ODD_CAPITALS,
    POSSESSIVES,
    Tokens,
    is_capital,
    is_ticker,
    tokens,
)
from corpus.spans import Span

_PLACE_MOST = 60  # characters behind a name in which the place of a lawmaker stands
_WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
_BEFORE_DAYS = word_set("by in last next on since this until")
_PARTIES = ("r-", "d-")  # in front of what a lawmaker stands for: "R-Ellan"
_NOBLE = frozenset({"sir", "lord", "lady", "dame"})  # printed with the name ever after
_ANYBODY = word_set("analysts experts sources critics economists")  # "summary | Experts say"
_OWNED = word_set("association cabinet department foundation office")  # "Mayor Ada Lund's | Office"
_ADJECTIVE = re.compile(r".+-(?:[a-z]{3,}ed|born|built|led|run)")  # "Tavra-based"


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
    toks = tokens(text)
    words, lower = toks.words, toks.lower
    plain = {word for word in words if word[0].islower()}
    often = {word for word, count in Counter(words).items() if count > 1}
    families = titles_as_families(toks)
    pairs = inside_sentences(toks)
    found: list[Mention] = []
    end = 0
    for index in [
        i
        for i, word in enumerate(words)
        if word[0].isupper() or (word[0] in ODD_CAPITALS and is_capital(word))
    ]:
        if index < end or is_ticker(words[index]):
            continue
        end = run_end(words, lower, index)
        first = behind_heading(words, lower, index, end, often)
        if first == index and (not index or words[index - 1][0] == "\n"):
            first = behind_slug(words, lower, index, end, plain, often)
        if first == index:
            first = behind_label(words, lower, index, end, plain)
        if first == index:
            first = behind_opener(words, lower, index, end, plain, pairs)
        if first < end and _is_shortened(lower[first]):
            first += 1
        for position in range(first, end):
            if _ADJECTIVE.fullmatch(words[position]):
                first = position + 1
        if first < end and end - first <= LONGEST_NAME:
            mention = _mention(text, toks, first, end, plain, families)
            if mention is not None and not (mention.kind == "person" and "/" in mention.name):
                found.append(mention)  # nor who took a picture: "Ada Lund/Lakes Images"
    return found


def _mention(
    text: str, toks: Tokens, first: int, end: int, plain: set[str], families: frozenset[str]
) -> Mention | None:
    """The name in one run of capitalised words; ``None`` when it is none.

    ``families`` are the titles that are somebody's family name here.
    """
    listed = is_listed(toks, end)
    while end - first > 1 and toks.lower[end - 1] in _WEEKDAYS:
        end -= 1  # "Ada Lund | Tuesday said"
    start = name_start(toks, first, end, families)
    first = _behind_days(toks, first, start)
    if listed and toks.lower[first:start] == ["general"]:
        start = first  # no soldier's title
    if start < end and toks.words[start] in POSSESSIVES:
        start = first  # "U.S. Attorney | 's Office"
    if start == end or _is_none(toks, first, start, end):
        return None
    if start > first and unaccented(toks.lower[start]) in GIVEN_NAMES:
        end = first_link(toks, start, end)  # "Mayor Ada Lund | of the Lakes Bank"
    kind = "body" if listed else kind_of(toks, start, end, titled=start > first)
    if kind == "person":
        end = first_link(toks, start, end)
    if start > first and toks.lower[start - 1] in _NOBLE and end - start > 1:
        start -= 1
    left = title_start(toks, first) if kind != "body" else start
    title = text[toks.starts[left] : toks.ends[start - 1]] if left < start else None
    if title is not None and not is_title(title):
        title = None
    placed = kind == "unknown" and first > 0 and toks.lower[first - 1] == "in"
    role = None if placed else apposition(text, toks, end) or _role_of(title, text, toks, end)
    if role is None and kind != "body":
        role = role_in_front(text, toks, first, end, person=kind == "person")
    if kind == "unknown" and (
        employs(toks, first, end) or ends_in_common_word(toks, start, end, plain)
    ):
        kind = "body"
    if text[toks.starts[start] : toks.ends[end - 1]].lower() in FIRMS_LIKE_PEOPLE:
        kind = "body"
    called = role or title
    if kind == "unknown" and called is not None and not is_firms_too(called):
        kind = "body" if is_bodys(role) and role != title else "person"
    name = text[toks.starts[start] : toks.ends[end - 1]]
    return Mention(toks.starts[start], toks.ends[end - 1], name, kind, title, role)


def _role_of(title: str | None, text: str, toks: Tokens, end: int) -> str | None:
    """The role that a title before a name says, a lawmaker's with the place behind the name."""
    role, behind = role_of_title(title), toks.ends[end - 1]
    return role and with_place(role, text[behind : behind + _PLACE_MOST])


def _behind_days(toks: Tokens, first: int, start: int) -> int:
    """Where a title begins behind a day or month: "On Monday | President Ada Lund"."""
    after = first > 0 and toks.lower[first - 1] in _BEFORE_DAYS
    return first + (after and start - first > 1 and toks.lower[first] in DAYS | MONTHS)


def _is_shortened(word: str) -> bool:
    """Whether a word is "I'm", "they've" or the like, which begins no name."""
    before, mark, _ = word.replace("’", "'").partition("'")
    return mark != "" and before in PRONOUNS


def _is_none(toks: Tokens, first: int, start: int, end: int) -> bool:
    """Whether capitals from a word on name nobody: a day, "Inc" alone, "the Tavra Democrat"."""
    word = toks.lower[start]
    if word in DAYS or word in MONTHS:
        return True
    if toks.words[start] in {"TO", "ON", "IN", "FOR"} or word.startswith(_PARTIES):
        return True  # of a headline, "MAYOR TO TAVRA", or "Ada Lund, R-Ellan"
    owned = word in _OWNED and start > 0 and toks.lower[start - 1] in POSSESSIVES
    if end - start == 1 and (owned or word in COMPANY_FORMS or _begins_a_role(toks, start)):
        return True  # of a firm whose name begins with a figure
    if end - start == 1 and word in GENERATIONS:
        return True  # "Ada Lund, Jr., said"
    if end - start == 1 and word in _ANYBODY and toks.words[start].istitle():
        return True  # of a sentence that a label runs into
    return toks.lower[end - 1] in PARTY_MEMBERS and start == first


def _begins_a_role(toks: Tokens, start: int) -> bool:
    """Whether a common noun has its capital from the sentence: "Port director Ada Lund"."""
    lower, size = toks.lower, len(toks)
    if lower[start] not in BODY_NOUNS or toks.words[start].isupper():
        return False
    if start and not opens_sentence(toks.words[start - 1]):
        return False
    ahead = start + 1
    while ahead < size and lower[ahead] in BODY_NOUNS and toks.words[ahead][0].islower():
        ahead += 1  # "Harbour board director"
    return ahead < size and lower[ahead] in PERSON_NOUNS and toks.words[ahead][0].islower()
