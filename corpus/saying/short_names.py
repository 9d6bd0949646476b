"""What short names stand for: a surname, a first name, or the first word of a body's name."""

from bisect import bisect_left

from corpus.english.given_names import FAMILY_FIRST, GIVEN_NAMES
from corpus.english.word_classes import BODY_NOUNS, COMPANY_FORMS, PLACE_WORDS, word_set
from corpus.saying.gathered import Gathered, gather
from corpus.saying.genders import gender_of, title_gender
from corpus.saying.names import Mention
from corpus.saying.spellings import SMALL, families_of, fold

_NO_SHORT_NAMES = BODY_NOUNS | PLACE_WORDS | SMALL  # "Port Office" is never "Port"
_SOMEBODYS = word_set("administration cabinet campaign family foundation government library team")
_MANY = 20  # parties of one surname, from which nobody is meant by it alone
_LONG = 4  # words of a body's name that its first word alone is not short for, but for a firm
_NEAR = 600  # characters in which a full name still tells which surname is meant


def join_short_names(
    text: str, mentions: tuple[Mention, ...], drafts: list[Gathered], owners: list[int]
) -> None:
    """Give each surname or first name that stands alone to the one party that it can mean."""
    short = _short_names(text, drafts)
    alone: dict[str, int] = {}
    for index, mention in enumerate(mentions):
        if owners[index] >= 0:
            continue
        word = fold(mention.name).replace(" ", "")
        choices = short.get(word, [])
        if mention.kind == "body":
            choices = [number for number in choices if drafts[number].kind != "person"]
        if len(choices) <= _MANY and all(_may_be_firm(drafts[n], word) for n in choices):
            choices = [] if word in alone else _introduced(mention, choices, drafts)
        if not choices:
            if word not in alone:
                alone[word] = len(drafts)
                drafts.append(Gathered(mention.name, mention.kind, (word,)))
            owners[index] = alone[word]
        else:
            owners[index] = _choose(text, mention, choices, drafts)
        if owners[index] >= 0:
            gather(drafts[owners[index]], mention)


def _may_be_firm(draft: Gathered, word: str) -> bool:
    """Whether a name that begins with a word may be that of a firm's branch or product."""
    first = draft.words[0] == word and word not in FAMILY_FIRST and word not in GIVEN_NAMES
    return draft.kind == "body" or (draft.kind == "unknown" and first)


def _introduced(mention: Mention, choices: list[int], drafts: list[Gathered]) -> list[int]:
    """The bodies that a short name may mean: firms by their form, or named in full before it.

    "Lund" is "Lund Inc" wherever that stands, but no "Lund Glass Works" that comes up later, and
    never a "Lund 320".
    """
    before = [n for n in choices if drafts[n].mentions[0].start < mention.start]
    formed = [n for n in choices if drafts[n].words[-1] in COMPANY_FORMS]
    firms = [n for n in formed if n in before or len(drafts[n].words) == 2]
    if firms:
        return [min(firms, key=lambda n: drafts[n].mentions[0].start)]
    return [n for n in before if drafts[n].words[-1].isalpha()]


def _short_names(text: str, drafts: list[Gathered]) -> dict[str, list[int]]:
    """From each surname, and first name that is nobody's surname, to the parties it can mean."""
    surnames: dict[str, list[int]] = {}
    firsts: dict[str, list[int]] = {}
    for number, draft in enumerate(drafts):
        if len(draft.words) < 2 or _is_one_of_many(text, draft):
            continue
        if draft.kind == "body":
            last = draft.words[-1]
            short = draft.words[0] not in _NO_SHORT_NAMES and last not in _SOMEBODYS
            if short and (len(draft.words) < _LONG or last in COMPANY_FORMS):
                firsts.setdefault(draft.words[0], []).append(number)
            continue
        eastern = draft.words[0] in FAMILY_FIRST and (
            draft.words[0] not in GIVEN_NAMES or len(draft.words[1]) > 5
        )
        if eastern:
            surnames.setdefault(draft.words[0], []).append(number)
        if not eastern or len(draft.words) == 2:
            for family in {draft.words[-1], *families_of(draft.name)}:
                surnames.setdefault(family, []).append(number)
        if not eastern and draft.words[0] not in PLACE_WORDS:
            firsts.setdefault(draft.words[0], []).append(number)
    return {**firsts, **surnames}


def _is_one_of_many(text: str, draft: Gathered) -> bool:
    """Whether a name is that of a thing: "a Tavra Orrin" is a shop of the Orrin told of before."""
    first = draft.mentions[0]
    known = -1 < text.find(first.name.split()[-1]) < first.start
    behind_article = (
        text[max(0, mention.start - 4) : mention.start].endswith((" a ", " an "))
        for mention in draft.mentions[:_MANY]
    )
    return draft.kind == "unknown" and known and all(behind_article)


def _choose(text: str, mention: Mention, choices: list[int], drafts: list[Gathered]) -> int:
    """The party that a short name means; -1 when it could be more than one."""
    if len(choices) > _MANY:
        return -1
    gender = title_gender(mention.title)
    if gender is not None:
        fitting = [
            n
            for n in choices
            if gender_of(text, drafts[n].words, drafts[n].mentions) in {gender, None}
        ]
        choices = fitting or choices
    people_only = [number for number in choices if drafts[number].kind == "person"]
    choices = people_only or choices
    if len(choices) == 1:
        return choices[0]
    named = [n for n in choices if drafts[n].mentions[0].start < mention.start]
    if len(named) == 1:
        return named[0]
    line = max(
        text.rfind("\n", max(0, mention.start - _NEAR), mention.start), mention.start - _NEAR
    )
    near = [n for n in named if _last_before(drafts[n], mention.start) > line]
    return near[0] if len(near) == 1 else -1


def _last_before(draft: Gathered, position: int) -> int:
    """Where a party was last named in full before a position; -1 when it was not."""
    index = bisect_left(draft.full, position)
    return draft.full[index - 1] if index else -1
