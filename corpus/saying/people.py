"""The people and bodies of one article: which mentions are one, and what they are called.

A full name begins a party; a surname, a first name, an acronym or a turned-round name ("Ministry
of Works", "Works Ministry") joins it. Spellings that differ as transliterations do, or in a
damaged letter, are one; two people of one surname stay two, and a surname that could be either
belongs to neither.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from corpus.english.given_names import FAMILY_FIRST, GIVEN_NAMES
from corpus.english.word_classes import BODY_NOUNS, COMPANY_FORMS, PLACE_WORDS, word_set
from corpus.saying.abbreviations import explained
from corpus.saying.genders import Gender, gender_of, title_gender
from corpus.saying.names import PARTICLES, Mention, NameKind, names

_SUFFIXES = word_set("sir lord lady dame jr jr. sr sr. ii iii iv phd md")
_SMALL = word_set("of for the and on against de la &")
_NO_SHORT_NAMES = BODY_NOUNS | PLACE_WORDS | _SMALL  # "Port Office" is never "Port"
_SOMEBODYS = word_set("administration cabinet campaign family foundation government library team")
_ARTICLE = re.compile(r"(?<= )(?:[AaEeUu]l|[Aa][sdnrt]|[Aa]sh)-(?=[A-Z]\S*$)")
_MANY = 20  # parties of one surname, from which nobody is meant by it alone
_LONG = 4  # words of a body's name that its first word alone is not short for, but for a firm
_RECENT = 200  # parties that an acronym or a damaged name is looked for among
_NEAR = 600  # characters in which a full name still tells which surname is meant
_SOUNDS = (("ou", "u"), ("oo", "u"), ("ee", "i"), ("eo", "o"), ("yu", "u"))


@dataclass(frozen=True, slots=True)
class Party:
    """One person or body of an article, with all of its mentions.

    ``name`` is the fullest form; ``roles`` are what it is called, each where it is first said.
    """

    name: str
    kind: NameKind
    gender: Gender | None
    mentions: tuple[Mention, ...]
    roles: tuple[tuple[int, str], ...]

    def role_at(self, position: int) -> str | None:
        """The role last given up to a position, or else the first one given."""
        before = [role for start, role in self.roles if start <= position]
        return before[-1] if before else (self.roles[0][1] if self.roles else None)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everyone in an article; ``mentions`` in order, each with the index of its party or -1."""

    parties: tuple[Party, ...]
    mentions: tuple[Mention, ...]
    owners: tuple[int, ...]
    starts: tuple[int, ...]

    def within(self, start: int, end: int) -> list[tuple[Mention, int]]:
        """The mentions that begin in a stretch, with their parties."""
        low = bisect_left(self.starts, start)
        high = bisect_left(self.starts, end, low)
        return list(zip(self.mentions[low:high], self.owners[low:high], strict=True))


def people(text: str) -> tuple[Party, ...]:
    """The people and bodies of a text, in the order in which they are first named in full.

    >>> text = "Mayor Ada Lund met Bo Ek. Lund left; Ek, who heads the Port Office, stayed."
    >>> [(party.name, len(party.mentions)) for party in people(text)]
    [('Ada Lund', 2), ('Bo Ek', 2), ('Port Office', 1)]
    """
    return everyone(text).parties


@lru_cache(maxsize=8)  # an article's names are looked for after its statements
def everyone(text: str) -> Cast:
    """Who is who in a text."""
    return cast_of(text, names(text))


@dataclass(slots=True)
class _Draft:
    """A party while its mentions are gathered."""

    name: str
    kind: NameKind
    words: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    full: list[int] = field(default_factory=list)


def cast_of(text: str, mentions: Iterable[Mention]) -> Cast:
    """Who is who among the mentions of a text."""
    ordered = tuple(mentions)
    drafts, owners = _full_names(text, ordered)
    drafts, owners = _join_explained(text, ordered, drafts, owners)
    _join_short_names(text, ordered, drafts, owners)
    starts = tuple(mention.start for mention in ordered)
    parties = tuple(_finish(text, draft, starts) for draft in drafts)
    return Cast(parties, ordered, tuple(owners), starts)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without case, accents, hyphens and full stops.

    >>> fold("Salmón"), fold("Byung-sam")
    ('salmon', 'byungsam')
    """
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word)
        word = "".join(letter for letter in word if not unicodedata.combining(letter))
    return word.lower().replace("-", "").replace(".", "").replace("’", "'")


def _sound(word: str) -> str:
    """A folded word with the vowels that transliterations disagree on made one."""
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return word


@lru_cache(maxsize=65536)
def _words(name: str) -> tuple[str, ...]:
    """The folded words of a name, without "Jr." and the like."""
    return tuple(fold(word) for word in name.split() if word.lower() not in _SUFFIXES)


def _full_names(text: str, mentions: tuple[Mention, ...]) -> tuple[list[_Draft], list[int]]:
    """A draft for each name of two words or more, and for each body."""
    drafts: list[_Draft] = []
    keys: dict[tuple[str, ...], int] = {}
    owners: list[int] = []
    damage = any("?" in mention.name for mention in mentions)
    families = {
        key
        for item in mentions
        if item.kind != "body" and " " in item.name
        for key in _families(item.name)
    }
    for index, mention in enumerate(mentions):
        words = _words(mention.name)
        if _is_short(mention, words, families):
            owners.append(-1)
            continue
        found = -1
        for key in _keys(words, mention.kind):
            found = keys.get(key, found)
        if found < 0 and mention.kind == "body" and len(words) == 1:
            found = _acronym_of(text, mentions, index, owners, drafts)
            if found < 0 and text[max(0, mention.start - 4) : mention.start].lower() == "the ":
                found = _ending_in(words[0], drafts)
        if found < 0 and damage:
            found = _damaged(words, drafts)
        if found < 0:
            found = len(drafts)
            drafts.append(_Draft(mention.name, mention.kind, words))
        for key in _keys(words, mention.kind):
            keys.setdefault(key, found)
        owners.append(found)
        _add(drafts[found], mention)
        drafts[found].full.append(mention.start)
    return drafts, owners


def _keys(words: tuple[str, ...], kind: NameKind) -> list[tuple[str, ...]]:
    """What names of one party have in common: the words, and how they sound or are turned."""
    if kind == "body":
        bare = tuple(word for word in words if word not in _SMALL)
        return [words, tuple(sorted(bare)), _without_form(words)]
    if words[0] in FAMILY_FIRST and len(words) > 1:
        return [words, (words[0], _sound("".join(words[1:])))]
    if len(words) == 3 and len(words[1]) == 1:
        return [words, (words[0], words[2])]
    return [words]


def _is_short(mention: Mention, words: tuple[str, ...], families: set[str]) -> bool:
    """Whether a name is no full one, but may be short for one."""
    if mention.kind != "body":
        return len(words) < 2 or "".join(words) in families
    return len(words) == 1 and mention.name[1:].islower() and words[0] not in BODY_NOUNS


def _families(name: str) -> list[str]:
    """The family name behind a given name with its particle, in one word: "dejager".

    An Arabic article comes and goes: "al-Haddawi" may be printed "Al Haddawi" and "Haddawi".
    """
    words = _words(name)
    for at, word in enumerate(words):
        if at and word in PARTICLES:
            return ["".join(words[at:])]
    article = _ARTICLE.search(name) if len(words) > 1 else None
    return [words[-1], fold(name[article.end() :])] if article is not None else []


def _without_form(words: tuple[str, ...]) -> tuple[str, ...]:
    """The name of a firm without "Inc" and the like behind two words or more."""
    return words[:-1] if len(words) > 2 and words[-1] in COMPANY_FORMS else words


def _acronym_of(
    text: str, mentions: tuple[Mention, ...], index: int, owners: list[int], drafts: list[_Draft]
) -> int:
    """The body that an acronym stands for: named right before it, or by the same initials."""
    mention = mentions[index]
    if index and owners[index - 1] >= 0:
        previous = mentions[index - 1]
        if previous.kind != "person" and text[previous.end : mention.start] in {" (", " or "}:
            return owners[index - 1]
    letters = mention.name.lower().replace(".", "")
    first = max(0, len(drafts) - _RECENT)
    for number, draft in enumerate(drafts[first:], first):
        initials = "".join(word[0] for word in draft.words if word not in _SMALL)
        sure = len(letters) > 2 or any(word in BODY_NOUNS for word in draft.words)
        if sure and len(letters) > 1 and initials == letters and draft.kind == "body":
            return number
    return -1


def _is_told_a_body(draft: _Draft, mention: Mention) -> bool:
    """Whether what was taken for a person, by the name alone, is a body by what stands beside."""
    if (draft.kind, mention.kind) != ("person", "body") or " " not in mention.name:
        return False
    return not any(one.title or one.role for one in draft.mentions[:_MANY])


def _join_explained(
    text: str, mentions: tuple[Mention, ...], drafts: list[_Draft], owners: list[int]
) -> tuple[list[_Draft], list[int]]:
    """One party for each name and the abbreviation beside it in brackets, wherever they stand."""
    same: dict[int, int] = {}
    known: dict[str, int] = {}
    for short, full in explained(text, mentions):
        if owners[full] >= 0 and fold(mentions[short].name) not in known:
            known[fold(mentions[short].name)] = owners[full]
            if owners[short] not in {-1, owners[full]} and owners[full] not in same:
                same[owners[short]] = owners[full]
    if not known:
        return drafts, owners
    joined: dict[int, _Draft] = {}
    for index, mention in enumerate(mentions):
        owner = owners[index] if owners[index] >= 0 else known.get(fold(mention.name), -1)
        owners[index] = owner = same.get(owner, owner)
        if owner >= 0:
            draft = joined.setdefault(owner, replace(drafts[owner], mentions=[], full=[]))
            _add(draft, mention)
            if " " in mention.name or mention.kind == "body":
                draft.full.append(mention.start)
    numbers = {owner: number for number, owner in enumerate(sorted(joined))}
    return [joined[owner] for owner in sorted(joined)], [numbers.get(one, -1) for one in owners]


def _ending_in(word: str, drafts: list[_Draft]) -> int:
    """The one body whose name ends in a word: "the Gazette" is the Ellan Gazette."""
    first = max(0, len(drafts) - _RECENT)
    found = [
        number
        for number, draft in enumerate(drafts[first:], first)
        if draft.kind == "body" and len(draft.words) > 1 and draft.words[-1] == word
    ]
    return found[0] if len(found) == 1 else -1


def _damaged(words: tuple[str, ...], drafts: list[_Draft]) -> int:
    """The party whose name is the same but for a letter lost as ``?``."""
    first = max(0, len(drafts) - _RECENT)
    for number, draft in enumerate(drafts[first:], first):
        if len(draft.words) == len(words) and all(
            len(a) == len(b) and all(x == y or "?" in {x, y} for x, y in zip(a, b, strict=True))
            for a, b in zip(words, draft.words, strict=True)
        ):
            return number
    return -1


def _add(draft: _Draft, mention: Mention) -> None:
    """Add a mention; a person proves the kind, a longer name replaces a shorter.

    A name that begins with a given one is a body's where that is told: "Ada Lund ( ADL.N )".
    """
    draft.mentions.append(mention)
    if draft.kind == "unknown" or _is_told_a_body(draft, mention):
        draft.kind = mention.kind
    if "?" in draft.name and "?" not in mention.name and " " in mention.name:
        draft.name, draft.words = mention.name, _words(mention.name)
    if draft.kind == "body" and len(mention.name) > len(draft.name) and len(draft.words) == 1:
        draft.name, draft.words = mention.name, _words(mention.name)


def _join_short_names(
    text: str, mentions: tuple[Mention, ...], drafts: list[_Draft], owners: list[int]
) -> None:
    """Give each surname or first name that stands alone to the one party that it can mean."""
    short = _short_names(drafts)
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
                drafts.append(_Draft(mention.name, mention.kind, (word,)))
            owners[index] = alone[word]
        else:
            owners[index] = _choose(text, mention, choices, drafts)
        if owners[index] >= 0:
            _add(drafts[owners[index]], mention)


def _may_be_firm(draft: _Draft, word: str) -> bool:
    """Whether a name that begins with a word may be that of a firm's branch or product."""
    first = draft.words[0] == word and word not in FAMILY_FIRST and word not in GIVEN_NAMES
    return draft.kind == "body" or (draft.kind == "unknown" and first)


def _introduced(mention: Mention, choices: list[int], drafts: list[_Draft]) -> list[int]:
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


def _short_names(drafts: list[_Draft]) -> dict[str, list[int]]:
    """From each surname, and first name that is nobody's surname, to the parties it can mean."""
    surnames: dict[str, list[int]] = {}
    firsts: dict[str, list[int]] = {}
    for number, draft in enumerate(drafts):
        if len(draft.words) < 2:
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
            for family in {draft.words[-1], *_families(draft.name)}:
                surnames.setdefault(family, []).append(number)
        if not eastern and draft.words[0] not in PLACE_WORDS:
            firsts.setdefault(draft.words[0], []).append(number)
    return {**firsts, **surnames}


def _choose(text: str, mention: Mention, choices: list[int], drafts: list[_Draft]) -> int:
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


def _last_before(draft: _Draft, position: int) -> int:
    """Where a party was last named in full before a position; -1 when it was not."""
    index = bisect_left(draft.full, position)
    return draft.full[index - 1] if index else -1


def _finish(text: str, draft: _Draft, starts: tuple[int, ...]) -> Party:
    """The party that a draft became."""
    roles: list[tuple[int, str]] = []
    for mention in draft.mentions:
        if mention.role is not None and mention.role not in {role for _, role in roles}:
            roles.append((mention.start, mention.role))
    gender = None if draft.kind == "body" else gender_of(text, draft.words, draft.mentions, starts)
    in_order = tuple(sorted(draft.mentions, key=lambda mention: mention.start))
    return Party(_name(draft), draft.kind, gender, in_order, tuple(roles))


def _name(draft: _Draft) -> str:
    """The spelling of a party's name that the article has most often, the first of these."""
    if all(mention.name == draft.name for mention in draft.mentions):
        return draft.name
    counts = Counter(
        mention.name
        for mention in draft.mentions
        if len(_words(mention.name)) == len(draft.words) and "?" not in mention.name
    )
    most = max(counts.values(), default=0)
    return draft.name if counts[draft.name] == most else max(counts, key=counts.__getitem__)
