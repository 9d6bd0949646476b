"""The people and bodies of one article: which mentions are one, and what they are called.

A full name begins a party; a surname, a first name, an acronym or a turned-round name ("Ministry
of Works", "Works Ministry") joins it. Spellings that differ as transliterations do, or in a
damaged letter, are one; two people of one surname stay two, and a surname that could be either
belongs to neither.
"""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from corpus.english.word_classes import REIGNING
from corpus.saying.abbreviations import join_explained
from corpus.saying.capital_labels import is_capital_label, without_acronyms
from corpus.saying.full_names import full_names
from corpus.saying.gathered import Gathered
from corpus.saying.genders import Gender, gender_of
from corpus.saying.kinds import NameKind
from corpus.saying.names import Mention, names
from corpus.saying.short_names import join_short_names
from corpus.saying.spellings import name_words


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
    ordered = without_acronyms(text, names(text))
    drafts, owners = full_names(text, ordered)
    drafts, owners = join_explained(text, ordered, drafts, owners)
    join_short_names(text, ordered, drafts, owners)
    starts = tuple(mention.start for mention in ordered)
    parties = tuple(_finish(text, draft, starts) for draft in drafts)
    return Cast(parties, ordered, tuple(owners), starts)


def _finish(text: str, draft: Gathered, starts: tuple[int, ...]) -> Party:
    """The party that a draft became."""
    roles: list[tuple[int, str]] = []
    for mention in draft.mentions:
        if mention.role is not None and mention.role not in {role for _, role in roles}:
            roles.append((mention.start, mention.role))
    gender = None if draft.kind == "body" else gender_of(text, draft.words, draft.mentions, starts)
    in_order = tuple(sorted(draft.mentions, key=lambda mention: mention.start))
    return Party(_name(text, draft), draft.kind, gender, in_order, tuple(roles))


def _name(text: str, draft: Gathered) -> str:
    """What a party is called: "Ada Lund", and "Queen Ada" where nothing follows the first name."""
    name = _spelling(text, draft)
    if draft.kind != "person" or " " in name:
        return name
    titles = [mention.title.split()[-1] for mention in draft.mentions if mention.title]
    reigning = next((title for title in titles if title.casefold() in REIGNING), None)
    return f"{reigning} {name}" if reigning else name


def _spelling(text: str, draft: Gathered) -> str:
    """The spelling of a party's name that the article has most often, the first of these.

    That of a label in capitals, "ADA LUND: It is shut", counts where there is no other.
    """
    if all(mention.name == draft.name for mention in draft.mentions):
        return draft.name
    full = [
        mention
        for mention in draft.mentions
        if len(name_words(mention.name)) == len(draft.words) and "?" not in mention.name
    ]
    printed = [mention for mention in full if not is_capital_label(text, mention)]
    counts = Counter(mention.name for mention in printed or full)
    most = max(counts.values(), default=0)
    return draft.name if counts[draft.name] == most else max(counts, key=counts.__getitem__)
