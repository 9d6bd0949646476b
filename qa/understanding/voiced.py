"""Which words of a question stand where a speaker stands: "What did Lund say about Ek?" asks Lund.

A name speaks where it is the subject of a verb of saying, or who words are ascribed to; whoever is
spoken of, or to, does not.
"""

import re
from collections.abc import Sequence, Set

from corpus.english.speech_verbs import CUE_WORDS, THOUGHTS, is_noun
from corpus.english.word_classes import word_set
from corpus.spans import Span

WORDS = re.compile(r"[\w’'.-]+")
SAYING = CUE_WORDS | THOUGHTS
STATEMENTS = word_set(
    "statement statements word words view views comment comments opinion opinions remark remarks "
    "quote quotes quotation quotations claim claims position stance reaction reactions response "
    "responses reply answer speech speeches warning account"
)
ASCRIBING = STATEMENTS | {"according"}  # with no verb of saying, these ask for words too

_ASKS = word_set("did does do has had have will would")  # before a subject: "what did lund say"
_FILL = word_set(  # between a subject and its verb: "Lund himself has also said"
    "has had have also ever never actually really himself herself themselves itself once then just "
    "first later publicly recently always already and or"
)
_GIVES = word_set("make made give given issue issued")  # "what comments did lund make"
_TURNS = word_set("did does do after before when while because as if")  # to another clause
_TOPIC = word_set("about on regarding concerning")  # what is said is about whatever follows
_NO_SUBJECT = _TOPIC | word_set("of for to with in at from by against over than toward towards")
_SOURCE = frozenset({"by", "from"})
_LONGEST_TITLE = 8  # words between "did" and the name: "did harbour ministry spokesman Ada Lund"
_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?!\w)")


def speaks(question: str, name: Span, names: Sequence[Span] = ()) -> bool:
    """Whether a name in a question stands where a speaker does; ``names`` are all that it has.

    >>> question = "What did Ada Lund say about Bo Ek?"
    >>> speaks(question, Span(9, 17)), speaks(question, Span(28, 33))
    (True, False)
    >>> speaks("Who said Lund should resign?", Span(9, 13))
    False
    """
    before = _lower(question[: name.start])
    has_article = before[-1:] == ["the"] or name.of(question).casefold().startswith("the ")
    before = before[:-1] if before[-1:] == ["the"] else before
    own = _POSSESSIVE.match(question, name.end)
    after = [
        "and" if any(other.covers(span) for other in names) else word
        for word, span in _words(question, own.end() if own else name.end)
    ]
    if before[-2:] == ["according", "to"]:
        return own is None
    if own:
        is_theirs = bool(STATEMENTS & {*after[:3]})
        return is_theirs and not _is_subject_matter(before)
    if before[-1:] and before[-1] in _SOURCE:
        ascribed = before[-2:-1] and before[-2] in SAYING | STATEMENTS
        return bool(ascribed) and not _is_subject_matter(before[:-2])
    verbs = SAYING | _GIVES if STATEMENTS & {*before} else SAYING
    if _follows_did(before) and _verb_follows(after, verbs):
        return True
    verb = next((word for word in after if word not in _FILL), "")
    if has_article and is_noun(["the", verb], 1):  # "the Lund report"
        return False
    return verb in SAYING and before[-1:] != ["of"] and not _is_subject_matter(before)


def _follows_did(before: Sequence[str]) -> bool:
    """Whether nothing but a title, or other names, stands between "did" and a name."""
    for word in reversed(before[-_LONGEST_TITLE:]):
        if word in _ASKS:
            return True
        if word in SAYING or word in _NO_SUBJECT:
            return False
    return False


def _verb_follows(after: Sequence[str], verbs: Set[str]) -> bool:
    """Whether one of some verbs follows in the same clause."""
    return next((word for word in after if word in verbs or word in _TURNS), "") in verbs


def _is_subject_matter(before: Sequence[str]) -> bool:
    """Whether what follows these words is what is spoken of: behind a verb of saying, or "about".

    A verb that opens the question is an order: "Show Lund's statements".
    """
    if before[-1:] and before[-1] in _NO_SUBJECT:
        return True
    return any(word in SAYING or word in _TOPIC for word in before[1:])


def _lower(text: str) -> list[str]:
    return [word for word, _ in _words(text, 0)]


def _words(text: str, start: int) -> list[tuple[str, Span]]:
    """The words of a text from a place on, in small letters, with their spans."""
    found = WORDS.finditer(text, start)
    return [(match[0].casefold().strip(".'’"), Span(*match.span())) for match in found]
