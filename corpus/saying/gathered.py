"""A party of an article while its mentions are gathered."""

from dataclasses import dataclass, field

from corpus.saying.kinds import NameKind
from corpus.saying.names import Mention
from corpus.saying.spellings import name_words

_FIRST = 20  # mentions among which a title or role stands beside somebody


@dataclass(slots=True)
class Gathered:
    """A party while its mentions are gathered."""

    name: str
    kind: NameKind
    words: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    full: list[int] = field(default_factory=list)


def gather(draft: Gathered, mention: Mention) -> None:
    """Add a mention; a person proves the kind, a longer name replaces a shorter.

    A name that begins with a given one is a body's where that is told: "Ada Lund ( ADL.N )".
    """
    draft.mentions.append(mention)
    if draft.kind == "unknown" or _is_told_a_body(draft, mention):
        draft.kind = mention.kind
    if "?" in draft.name and "?" not in mention.name and " " in mention.name:
        draft.name, draft.words = mention.name, name_words(mention.name)
    if draft.kind == "body" and len(mention.name) > len(draft.name) and len(draft.words) == 1:
        draft.name, draft.words = mention.name, name_words(mention.name)


def _is_told_a_body(draft: Gathered, mention: Mention) -> bool:
    """Whether what was taken for a person, by the name alone, is a body by what stands beside."""
    if (draft.kind, mention.kind) != ("person", "body") or " " not in mention.name:
        return False
    return not any(one.title or one.role for one in draft.mentions[:_FIRST])
