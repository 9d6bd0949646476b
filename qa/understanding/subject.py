"""A subject that is a question: "What did Ahn Seo-rim say about the bridge?"

Who asks for statements so asks for hers, and about the bridge.
"""

import re
from dataclasses import replace

from corpus.english.word_classes import word_set
from index.truth.store import Store
from qa.answer import Understood
from qa.understanding.taken import Taken
from qa.understanding.voiced import SAYING
from qa.understanding.whom import Whom, names_of

_ABOUT = re.compile(r"\b(?:about|regarding|concerning)\s+(.+?)[?.!]*$", re.IGNORECASE)
_NO_SUBJECT = SAYING | word_set(
    "what who did does do has have had was is the in on to there happen happened happening news "
    "new latest any tell me us going s"
)


def whom_of(store: Store, taken: Taken) -> Whom | None:
    """The speakers whose words a subject asks for; None when it names none."""
    if not taken.speakers:
        return None
    found = store.known.of(taken.speakers)
    return Whom(tuple(item.id for item in found), names_of(found))


def bare_subject(taken: Taken) -> str:
    """What is looked for in what they say: the subject without the names of those who say it."""
    words = taken.words
    for item in taken.understood:
        if item.kind == "speaker":
            words = words.replace(item.text, " ").replace(item.value, " ")
    return " ".join(words.split()) or taken.words


def about(taken: Taken) -> str | None:
    """What somebody's words are asked for about: what stands behind "about"; None without.

    Days and names that are understood are no subject: "What did Lund warn about in 2007?", and no
    more is what stands in a quotation: "Did Lund say “think about it”?"
    """
    found = _ABOUT.search(taken.words.replace(taken.quotation or "\0", " "))
    if found is None:
        return None
    bare = found[1]
    for item in taken.understood:
        bare = bare.replace(item.text, " ")
    return " ".join(bare.split()) or None


def has_subject(taken: Taken) -> bool:
    """Whether a question asks what somebody says about something: "What did Lund say?" does not.

    Words in capitals are names: "What happened in the US?" asks about more than "Tell us" does.
    """
    words = taken.words
    for item in taken.understood:
        words = words.replace(item.text, " ").replace(item.value, " ")
    loud = words.isupper()
    return any(
        word.casefold() not in _NO_SUBJECT or (len(word) > 1 and word.isupper() and not loud)
        for word in re.findall(r"\w+", words)
    )


def understood_by(taken: Taken, name: str) -> tuple[Understood, ...]:
    """What was understood, as statements are asked for: only those of the speaker that is named.

    With a speaker given by ``name``, the subject's own are merely words.
    """
    items = [item for item in taken.understood if not (name and item.kind == "speaker")]
    return tuple(replace(item, filters=True) if item.kind == "speaker" else item for item in items)
