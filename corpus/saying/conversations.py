"""Which labels are those of a conversation, and not of a table, a list or headlines.

A line that begins with words and a colon may as well be a fact ("Cost: $5"), a heading, or an
entry in a list of people. So labels count together alone: three or more of two or more speakers,
of whom one comes back after another and one at least is known for a person; and half of them stand
before "I", "you" or a question. Where that is in doubt, nothing is found: of 2,882 US and UK
articles 168 have three lines and more that begin with a label, and 20 a conversation.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from corpus.english.word_classes import BODY_NOUNS, PLACE_WORDS
from corpus.saying.labels import Label
from corpus.saying.people import Cast
from corpus.saying.spellings import fold
from corpus.saying.tokens import tokens

LEAST = 3
"""Turns of a conversation."""
_FAR = 12
"""Paragraphs from one label to the next of a conversation, at most."""
_TO_SOMEBODY = re.compile(r"\?|\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|[Mm]e|us|[Ll]et['’]s)\b")
"""How people speak to each other, and tables, forecasts and power rankings do not."""
_MARKS = "\"'“”‘’«"
_NO_NAMES = BODY_NOUNS | PLACE_WORDS


def conversations(text: str, cast: Cast, found: Sequence[Label]) -> list[list[Label]]:
    """The labels of each conversation of a text, from all of its labels."""
    if len(found) < LEAST:
        return []
    common = {word for word in tokens(text).words if word[0].islower()}
    by_key: defaultdict[str, list[Label]] = defaultdict(list)
    for label in found:
        by_key[label.key].append(label)
    speakers = {key for key, some in by_key.items() if _may_speak(text, cast, common, some)}
    runs = _runs(label for label in found if label.key in speakers)
    known = {key for key, some in by_key.items() if _is_known(cast, some[0])}
    return [run for run in runs if _is_conversation(text, known, run)]


def _may_speak(text: str, cast: Cast, common: set[str], some: Sequence[Label]) -> bool:
    """Whether the labels of one key may be a speaker's.

    They are where they name a person, or are "Q" and "A". Nobody else speaks who comes but once, in
    the whole text; nor does a word that is a common one there ("Location"), nor who speaks to
    nobody in half of the turns. A body, such as the outlet, asks in these.
    """
    label = some[0]
    if label.part != "name" or _is_person(cast, label):
        return True
    words = label.span.of(text).lower().split()
    if len(some) == 1 and not _is_named(cast, label):
        return False
    if len(words) == 1 and words[0] in common:
        return False
    asks = sum("?" in one.words.of(text) for one in some)
    spoken = sum(is_spoken(one.words.of(text)) for one in some)
    return 2 * (spoken if _NO_NAMES.isdisjoint(words) else asks) >= len(some)


def _is_person(cast: Cast, label: Label) -> bool:
    return label.owner >= 0 and cast.parties[label.owner].kind == "person"


def _is_named(cast: Cast, label: Label) -> bool:
    """Whether the text names in full, and more than once, whom a label names."""
    party = cast.parties[label.owner] if label.owner >= 0 else None
    if party is None or party.kind == "body":
        return False
    return " " in party.name and len(party.mentions) > 1


def _is_known(cast: Cast, label: Label) -> bool:
    """Whether a label asks, answers, or names somebody who is known for a person.

    So is whom a text goes on to call by the last word of the name: "LUND" behind "ADA LUND".
    """
    if label.part != "name" or _is_person(cast, label):
        return True
    party = cast.parties[label.owner] if label.owner >= 0 else None
    if party is None or party.kind == "body" or " " not in party.name:
        return False
    return fold(party.name.split()[-1]) in {fold(mention.name) for mention in party.mentions}


def _runs(found: Iterable[Label]) -> list[list[Label]]:
    """Labels in runs without long stretches between them."""
    runs: list[list[Label]] = []
    for label in found:
        if not runs or label.paragraph - runs[-1][-1].paragraph > _FAR:
            runs.append([])
        runs[-1].append(label)
    return runs


def _is_conversation(text: str, known: set[str], run: Sequence[Label]) -> bool:
    """Whether people speak to each other in a run of labels, without quotation marks."""
    if len(run) < LEAST or not _comes_back([label.key for label in run]):
        return False
    if known.isdisjoint(label.key for label in run):
        return False
    said = [label.words.of(text) for label in run]
    quoted = sum(words[:1] in _MARKS for words in said)
    spoken = sum(map(is_spoken, said))
    return 2 * quoted < len(run) <= 2 * spoken


def is_spoken(words: str) -> bool:
    """Whether words are said to somebody, by "I" or "you" or as a question."""
    return _TO_SOMEBODY.search(words) is not None


def _comes_back(keys: Sequence[str]) -> bool:
    """Whether somebody speaks again after another has.

    >>> _comes_back(["ek", "lund", "ek"]), _comes_back(["ek", "ek", "lund"])
    (True, False)
    """
    changes = [key for at, key in enumerate(keys) if not at or keys[at - 1] != key]
    return len(set(changes)) < len(changes)
