"""Turns of a transcript or an interview: paragraphs that begin with who speaks, "LUND: It is shut."

text → labels → conversations → turns: the words behind each label, and whose they are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest

from corpus.cutting.sentences import paragraphs
from corpus.saying.conversations import LEAST, conversations, is_spoken
from corpus.saying.interviewed import interviewed
from corpus.saying.labels import Label, heads, labels
from corpus.saying.people import Cast
from corpus.spans import Span

_SENTENCE = re.compile(r"(?:[.?!…—–*)\]\-][\"'”’]*|[.?!,…][\"'”’]+)\Z")
_TAIL = 9  # characters in which a sentence ends, with the marks behind it
_ASIDE = re.compile(r"[(\[][^()\[\]]*[)\]]\.?\Z")
_LABELLED = re.compile(r"[^\W\d_][^?!:\n]{0,40}:")
_FEW = 8  # words
_MARKS = '"“«'


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says in a transcript, paragraph by paragraph, behind a label and its colon.

    ``owner`` is the number of the party who speaks, -1 for nobody of whom it is known.
    """

    label: Span
    mark: Span
    words: tuple[Span, ...]
    owner: int


def turns(text: str, cast: Cast, headline: str = "") -> list[Turn]:
    r"""The turns of every conversation in a text, in order; the headline may tell who answers.

    >>> from corpus.saying.people import everyone
    >>> text = "EK: Is it shut?\nADA LUND: It is, and I am glad.\nEK: Are you?\nADA LUND: I am."
    >>> [(turn.label.of(text), turn.words[0].of(text)) for turn in turns(text, everyone(text))][:2]
    [('EK', 'Is it shut?'), ('ADA LUND', 'It is, and I am glad.')]
    """
    lines = heads(text)
    if len(lines) < LEAST:
        return []
    parts = paragraphs(text)
    every = labels(text, cast, parts, lines)
    labelled = {label.paragraph for label in every}
    found: list[Turn] = []
    for run in conversations(text, cast, every):
        answers = interviewed(text, cast, run, headline)
        found.extend(_turns(text, cast, parts, run, labelled, answers))
    return found


def _turns(
    text: str,
    cast: Cast,
    parts: Sequence[Span],
    run: Sequence[Label],
    labelled: set[int],
    answers: int,
) -> list[Turn]:
    """The turns of one conversation, in which the party ``answers`` is "A", if it is not -1.

    ``labelled`` are the paragraphs that begin with any label.
    """
    if answers < 0 and all(label.part != "name" for label in run):
        return []
    owners = {label.owner for label in run} - {-1}
    found: list[Turn] = []
    for label, following in zip_longest(run, run[1:]):
        if label.part == "answer" and answers < 0:
            continue
        if label.words.start >= label.words.end or not _is_said(text, label.words):
            continue
        if label.at != label.paragraph and label.at in labelled:
            continue
        end = following.paragraph if following else label.at + 1
        behind = takewhile(lambda at: at not in labelled, range(label.at + 1, end))
        more = _more(text, cast, [parts[at] for at in behind], owners)
        owner = answers if label.part == "answer" else label.owner
        found.append(Turn(label.span, label.mark, (label.words, *more), owner))
    return found


def _is_said(text: str, part: Span) -> bool:
    """Whether a paragraph is whole sentences, and none in quotation marks, brackets or capitals."""
    words = part.of(text)
    if words[0] in _MARKS or _ASIDE.fullmatch(words) or words.isupper():
        return False
    return _SENTENCE.search(words, max(0, len(words) - _TAIL)) is not None and any(
        letter.isalpha() for letter in words
    )


def _more(text: str, cast: Cast, behind: Sequence[Span], owners: set[int]) -> list[Span]:
    """The paragraphs with which a turn goes on, up to the first that may be somebody else's.

    That is a heading, an aside, another label, a few words to nobody ("The hall fell silent."), and
    whatever names one of those who speak here: the outlet tells of them, as they would not.
    """
    found: list[Span] = []
    for part in behind:
        words = part.of(text)
        few = words.count(" ") < _FEW and not is_spoken(words)
        if few or _LABELLED.match(words) or not _is_said(text, part):
            break
        if any(owner in owners for _, owner in cast.within(part.start, part.end)):
            break
        found.append(part)
    return found
