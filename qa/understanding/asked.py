"""Whom a question asks about: the speakers that it names, where it asks what somebody said."""

from dataclasses import dataclass

from corpus.english.speech_verbs import CUE_WORDS, THOUGHTS
from corpus.saying.names import names
from index.store import Store
from qa.understanding.whom import known

_MANY = 4  # speakers that one name can mean; beyond, it tells nothing


@dataclass(frozen=True, slots=True)
class Asked:
    """The speakers whose statements a question asks for, and how that was understood."""

    speakers: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


def asked_of(store: Store, question: str) -> Asked:
    """The known speakers that a question names, if it has a word of saying or thinking.

    "What did Lund say about the pier?" asks for Lund's statements; "When was Lund born?" does not.
    """
    words = {word.strip("\"'“”‘’.,;:!?()").casefold() for word in question.split()}
    if not words & (CUE_WORDS | THOUGHTS):
        return Asked()
    meant = [known(store, mention.name) for mention in names(question)]
    few = [item for found in meant if len(found) <= _MANY for item in found]
    speakers = {item.id: item.name for item in few if item.statements}
    if not speakers:
        return Asked()
    called = " or ".join(dict.fromkeys(speakers.values()))
    return Asked(tuple(speakers), (f"What {called} said comes first.",))
