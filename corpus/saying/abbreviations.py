"""Abbreviations that an article explains: "Lakes Rights Watch (LRW)", "LRW (Lakes Rights Watch)".

That one stands in brackets behind the other is the article's own word that they are one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.saying.gathered import Gathered, gather
from corpus.saying.names import Mention
from corpus.saying.spellings import fold

_LONGEST = 10  # characters of an abbreviation


def abbreviates(short: str, full: str) -> bool:
    """Whether a word can be the abbreviation of a name of several.

    Its letters stand in the name in their order, the first of them where a word begins; by A.
    Schwartz and M. Hearst, A simple algorithm for identifying abbreviation definitions in
    biomedical text (2003).

    >>> [abbreviates(word, "Corvane Council against Dredging") for word in ("CCAD", "CCD", "CCX")]
    [True, True, False]
    """
    letters = short.replace(".", "").replace("-", "")
    if not letters.isalnum() or not letters[0].isupper() or not 1 < len(letters) <= _LONGEST:
        return False
    if " " not in full or short in full.split():
        return False
    at, wanted, name = len(full), letters.lower(), full.lower()
    for place in range(len(wanted) - 1, -1, -1):
        at = name.rfind(wanted[place], 0, at)
        while place == 0 and at > 0 and name[at - 1].isalnum():
            at = name.rfind(wanted[0], 0, at)
        if at < 0:
            return False
    return True


def explained(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Each abbreviation and the name that it stands for, by their numbers among the mentions.

    >>> from corpus.saying.names import names
    >>> text = "The Lakes Rights Watch (LRW) met the LCO (Lakes Court of Ode)."
    >>> list(explained(text, names(text)))
    [(1, 0), (2, 3)]
    """
    for number, (one, other) in enumerate(pairwise(mentions)):
        if text[one.end : other.start] != " (" or "person" in {one.kind, other.kind}:
            continue
        if abbreviates(other.name, one.name):
            yield number + 1, number
        elif abbreviates(one.name, other.name):
            yield number, number + 1


def join_explained(
    text: str, mentions: tuple[Mention, ...], drafts: list[Gathered], owners: list[int]
) -> tuple[list[Gathered], list[int]]:
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
    joined: dict[int, Gathered] = {}
    for index, mention in enumerate(mentions):
        owner = owners[index] if owners[index] >= 0 else known.get(fold(mention.name), -1)
        owners[index] = owner = same.get(owner, owner)
        if owner >= 0:
            draft = joined.setdefault(owner, replace(drafts[owner], mentions=[], full=[]))
            gather(draft, mention)
            if " " in mention.name or mention.kind == "body":
                draft.full.append(mention.start)
    numbers = {owner: number for number, owner in enumerate(sorted(joined))}
    return [joined[owner] for owner in sorted(joined)], [numbers.get(one, -1) for one in owners]
