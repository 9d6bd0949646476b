"""The parties that an article names in full, and the acronyms and damaged spellings of them."""

from corpus.english.word_classes import BODY_NOUNS
from corpus.saying.gathered import Gathered, gather
from corpus.saying.names import Mention
from corpus.saying.spellings import SMALL, families_of, keys_of, name_words

_SHORT = frozenset({"us", "uk", "un", "eu"})
"""Words that are short for several, and give all their letters: the US Navy is no UN."""
_RECENT = 200  # parties that an acronym or a damaged name is looked for among


def full_names(text: str, mentions: tuple[Mention, ...]) -> tuple[list[Gathered], list[int]]:
    """A draft for each name of two words or more, and for each body."""
    drafts: list[Gathered] = []
    keys: dict[tuple[str, ...], int] = {}
    owners: list[int] = []
    damage = any("?" in mention.name for mention in mentions)
    families = {
        key
        for item in mentions
        if item.kind != "body" and " " in item.name
        for key in families_of(item.name)
    }
    for index, mention in enumerate(mentions):
        words = name_words(mention.name)
        if _is_short(mention, words, families):
            owners.append(-1)
            continue
        found = -1
        for key in keys_of(words, mention.kind):
            found = keys.get(key, found)
        if found < 0 and mention.kind == "body" and len(words) == 1:
            found = _acronym_of(text, mentions, index, owners, drafts)
            if found < 0 and text[max(0, mention.start - 4) : mention.start].lower() == "the ":
                found = _ending_in(words[0], drafts)
        if found < 0 and damage:
            found = _damaged(words, drafts)
        if found < 0:
            found = len(drafts)
            drafts.append(Gathered(mention.name, mention.kind, words))
        for key in keys_of(words, mention.kind):
            keys.setdefault(key, found)
        owners.append(found)
        gather(drafts[found], mention)
        drafts[found].full.append(mention.start)
    return drafts, owners


def _is_short(mention: Mention, words: tuple[str, ...], families: set[str]) -> bool:
    """Whether a name is no full one, but may be short for one."""
    if mention.kind != "body":
        return len(words) < 2 or "".join(words) in families
    return len(words) == 1 and mention.name[1:].islower() and words[0] not in BODY_NOUNS


def _acronym_of(
    text: str, mentions: tuple[Mention, ...], index: int, owners: list[int], drafts: list[Gathered]
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
        initials = "".join(
            word if word in _SHORT else word[0] for word in draft.words if word not in SMALL
        )
        sure = len(letters) > 2 or any(word in BODY_NOUNS for word in draft.words)
        if sure and len(letters) > 1 and initials == letters and draft.kind == "body":
            return number
    return -1


def _ending_in(word: str, drafts: list[Gathered]) -> int:
    """The one body whose name ends in a word: "the Gazette" is the Ellan Gazette."""
    first = max(0, len(drafts) - _RECENT)
    found = [
        number
        for number, draft in enumerate(drafts[first:], first)
        if draft.kind == "body" and len(draft.words) > 1 and draft.words[-1] == word
    ]
    return found[0] if len(found) == 1 else -1


def _damaged(words: tuple[str, ...], drafts: list[Gathered]) -> int:
    """The party whose name is the same but for a letter lost as ``?``."""
    first = max(0, len(drafts) - _RECENT)
    for number, draft in enumerate(drafts[first:], first):
        if len(draft.words) == len(words) and all(
            len(a) == len(b) and all(x == y or "?" in {x, y} for x, y in zip(a, b, strict=True))
            for a, b in zip(words, draft.words, strict=True)
        ):
            return number
    return -1
