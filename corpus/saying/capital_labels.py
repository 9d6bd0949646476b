"""Family names in capitals before a colon, "LUND: It is shut", which are no acronyms."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.saying.names import Mention
from corpus.saying.spellings import fold

_COLON = re.compile(r"(?: ?\([^()\n]{0,40}\))?:")
_ASKS = frozenset({"Q", "QUESTION", "Question", "ANSWER", "Answer"})
_LINE = re.compile(r"^([^\n:(,]{1,40}+)(?:[(,][^\n:]{0,40}+)?:(?=\s)", re.MULTILINE)
_LEAST = 3  # such lines
_TITLED = 24  # characters of a title in capitals before such a name


def without_acronyms(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    r"""The mentions of a text, where labels in capitals are no bodies if they are family names.

    So they are where somebody is named in full who bears one, "Ada Lund" makes "LUND:" her, or is
    a label in small letters as well. "Q:" names nobody.

    >>> from corpus.saying.names import names
    >>> text = "Ada Lund came.\nLUND: It is shut.\nTPA: Is it?\nLUND: Yes."
    >>> [(mention.name, mention.kind) for mention in without_acronyms(text, names(text))][1:3]
    [('LUND', 'unknown'), ('TPA', 'body')]
    """
    labels = [mention for mention in mentions if _is_label(text, mention)]
    asking = {mention.start for mention in labels if mention.name in _ASKS}
    capitals = [mention for mention in labels if _may_be_acronym(mention)]
    if not capitals or not _speaks_again(text):
        return tuple(mentions)
    persons = [mention for mention in mentions if mention.kind != "body"]
    families = {fold(one.name.split()[-1]) for one in persons if " " in one.name}
    families |= {fold(mention.name) for mention in labels if not mention.name.isupper()}
    starts = {mention.start for mention in capitals if fold(mention.name) in families}
    return tuple(
        replace(mention, kind="unknown") if mention.start in starts else mention
        for mention in mentions
        if mention.start not in asking
    )


def _speaks_again(text: str) -> bool:
    """Whether lines have labels of which one ends as another: "ADA LUND" and "LUND".

    One alone may be a link to somebody's column: "LUND: Ships are slow".
    """
    names = [match[1].split() for match in _LINE.finditer(text)]
    ends = [fold(words[-1]) for words in names if words]
    return len(set(ends)) < len(ends) >= _LEAST


def is_capital_label(text: str, mention: Mention) -> bool:
    """Whether a name in capitals stands before a colon, and at most a title in front of it."""
    return mention.name.isupper() and _is_label(text, mention)


def _is_label(text: str, mention: Mention) -> bool:
    """Whether a name stands before a colon, with no more than a title in front of it."""
    if _COLON.match(text, mention.end) is None:
        return False
    line = text[max(0, mention.start - _TITLED) : mention.start].rpartition("\n")[2]
    return not line.strip() or (line.isupper() and len(line) < _TITLED)


def _may_be_acronym(mention: Mention) -> bool:
    """Whether a name is a word in capitals, which is taken for a body's."""
    return mention.kind == "body" and mention.name.isupper() and " " not in mention.name
