"""Links to other articles that run into their label, as in "More:Bridge to open in May".

Sites put such a link between two paragraphs, with the label in bold, and read as text the two have
no space between them. An article's own line has one after its colon, or it is a fact in a list
("TV channel:Quay 4"), a speaker ("LUND:It is shut.") or a correction, which all stay.
"""

import re
from collections import Counter
from typing import NamedTuple

from corpus.cleaning.lines import Line, ends_sentence, lines
from corpus.english.word_classes import word_set
from corpus.spans import Span

LONGEST_LINK = 250  # characters of a label with its headline
FIRST_LINES = 2  # from the top, which may be the article's own headline
LEAST_WORDS = 5  # of a headline behind a label that is not one of ``_LEADING``

_LABELLED = re.compile(
    r"(?P<label>[A-Z][^\n:;“”\"]{1,70}(?<![\d\s])):(?P<head>[A-Z\d“\"‘'][^\n]{8,})"
)
_LEADING = frozenset(
    {
        *("more", "more on this", "read more", "read this", "related", "watch", "listen"),
        *("see also", "also read", "also", "dig deeper", "opinion", "fact check", "explainer"),
        *("live updates", "photos", "podcast", "podcasts", "required reading", "previously"),
    }
)
_OWN = word_set(  # in labels of what an article itself tells
    "time times date when where who what how channel tv stream radio tickets ticket cost price "
    "phone address location venue hours record odds line score prediction correction corrections "
    "clarification update updates updated note source sources photo photos credit by rating cast "
    "director starring ingredients box office q a question answer"
)


class _Labelled(NamedTuple):
    label: str
    headline: str


def labelled_links(text: str) -> list[Span]:
    r"""Links to other articles behind a label that they run into.

    Behind a label that any site has ("More"), or one of its own that stands once, between
    paragraphs, before a headline.

    >>> text = "Bridge shut\nIt is shut.\nMore:Ferry to sail in May.\nMore: that is not all."
    >>> [span.of(text) for span in labelled_links(text + "\n")]
    ['More:Ferry to sail in May.']
    """
    every = lines(text)
    parts = [_labelled(line) for line in every]
    counts = Counter(part.label for part in parts if part)
    found = []
    for at, (line, part) in enumerate(zip(every, parts, strict=True)):
        if part is None or at < FIRST_LINES:
            continue
        beside = [*parts[at - 1 : at], *parts[at + 1 : at + 2]]
        alone = counts[part.label] == 1 and all(one is None or _leads(one) for one in beside)
        if _leads(part) or (alone and _is_headline(part)):
            found.append(line.span)
    return found


def _labelled(line: Line) -> _Labelled | None:
    match = _LABELLED.fullmatch(line.words) if len(line.words) <= LONGEST_LINK else None
    return _Labelled(match["label"].casefold(), match["head"]) if match else None


def _leads(part: _Labelled) -> bool:
    return part.label in _LEADING or part.label.startswith("more from ")


def _is_headline(part: _Labelled) -> bool:
    """Whether words behind a label of several words are a headline, and nothing of the article."""
    words = part.label.split()
    return (
        1 < len(words) <= 9
        and not _OWN & set(words)
        and part.headline.count(" ") >= LEAST_WORDS - 1
        and not (ends_sentence(part.headline) and part.headline.rstrip("\"'’”").endswith("."))
    )
