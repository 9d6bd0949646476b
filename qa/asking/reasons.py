"""Why there is no good answer, in a sentence."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.english.word_classes import bare, word_set
from corpus.saying.names import names
from index.derived.words import FUNCTION_WORDS
from index.memory import Memory
from index.people.known import KnownSpeaker
from index.records import Filter
from index.truth.keys import matching_names
from index.truth.store import Store
from qa.answer import ReasonKind
from qa.asking.confidence import ASKING
from qa.asking.judging import Judgement
from qa.enumeration import either, first_of, together
from qa.understanding.taken import Taken
from qa.understanding.voiced import SAYING
from qa.understanding.whom import known, names_of, reigns

# Cosine similarity of question and passage from which a statement is on what is asked: below it
# lie a quarter of the questions that the sample archive does not answer, and none that it does.
NEAR = 0.30

_WORD = re.compile(r"\w+")
_NAMES_SHOWN = 8
_WORDS_SHOWN = 5
_FAR = 0.25  # of the floor: below it a passage has so little of a question that it is not near
# Words that ask on, after an answer that this question knows nothing of: "what else did she say?"
_GOING_ON = word_set("else more next anything something everything again also really true go mean")
_DID = frozenset({"did", "does", "do", "has", "have", "had"})


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is no good answer: the kind, and a sentence for the user."""

    kind: ReasonKind
    sentence: str


def nothing_asked(memory: Memory, question: str) -> Reason | None:
    """That a question has no word to look for, if so: "why", "who said that?", "what else?".

    Words in capitals, as in "WHO" and "US", may be names, and so may "Next" with one, unless others
    follow it.
    """
    words = _WORD.findall(question)
    if len(words) > 1 and not _is_capitals(words[0]):
        words[0] = words[0].lower()  # "Anything else?"
    telling = [
        word
        for word in words
        if _is_capitals(word) or not (word.casefold() in FUNCTION_WORDS or word in _GOING_ON)
    ]
    if set(memory.stems(" ".join(telling))) - ASKING or any(map(_is_capitals, telling)):
        return None
    return Reason(
        "near",
        f"“{question}” has no word to look for; ask with a name or a word of what it is about.",
    )


def _is_capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def nothing_passes(store: Store, wanted: Filter) -> Reason:
    """Why no passage passes a filter: which of its conditions leaves nothing."""
    if not store.holds_passages:
        return Reason("empty", "The library is empty; add articles to it first.")
    outlets, authors = store.filters.outlets(), store.filters.authors()
    if wanted.outlet is not None and not matching_names(wanted.outlet, outlets):
        known = _names("Outlets", outlets)
        return Reason("filter", f"No article is from an outlet {wanted.outlet!r}. {known}")
    if wanted.author is not None and not matching_names(wanted.author, authors):
        known = _names("Authors", authors)
        return Reason("filter", f"No article is by an author {wanted.author!r}. {known}")
    period = replace(wanted, outlet=None, author=None, speakers=None)
    passing = store.filters.passing(period)
    if passing is not None and not len(passing):
        undated = store.filters.undated(period)
        without = f" Of {undated:,} the date is not known." if undated else ""
        return Reason(
            "period", f"No dated article in this library was published {_period(wanted)}.{without}"
        )
    return Reason("filter", f"No article matches all of: {_all_of(wanted)}.")


def undated_note(store: Store, wanted: Filter) -> tuple[str, ...]:
    """A note on articles that may have been published on the days that are asked for, or not."""
    undated = store.filters.undated(wanted)
    if not undated:
        return ()
    return (f"Articles whose date is not known do not count ({undated:,} of them).",)


def never_said(store: Store, question: str, as_words: Collection[str] = ()) -> Reason | None:
    """That those whose words a question asks for are named here, and no statement by them is.

    "What did Lund say about the pier?" asks for Lund's words: the name stands between "did" and
    a word of saying. Somebody who "announced a plan" has done so in words, too. Names among
    ``as_words`` are nothing but words.
    """
    for mention in names(question):
        before = set(map(bare, question[: mention.start].split()))
        after = set(map(bare, question[mention.end :].split()[:1]))
        if not (before & _DID and after & SAYING):
            continue
        if {mention.name.casefold(), "all"} & {words.casefold() for words in as_words}:
            continue
        whole = f"{mention.title} {mention.name}"
        called = whole if reigns(whole) else mention.name
        silent = _none_quoted(known(store, called), called)
        if silent is not None:
            return silent
    return None


def never_quoted(store: Store, speakers: Sequence[int]) -> Reason | None:
    """That no statement is by those whose words come first, such as the holder of an office."""
    meant = store.known.of(list(speakers))
    return _none_quoted(meant, either(names_of(meant)))


def _none_quoted(meant: Sequence[KnownSpeaker], called: str) -> Reason | None:
    """That none of those who are called so is quoted, by the one name or as they are called."""
    if not meant or any(item.statements for item in meant):
        return None
    name = meant[0].name if len(meant) == 1 else called
    return Reason(
        "speaker", f"{name} is named in this library, but no statement by {name} was found in it."
    )


def no_answer(memory: Memory, found: Judgement) -> Reason | None:
    """Why the passages that were judged are no answer; None when they are one."""
    if found.answers:
        return None
    if not found.held or found.best < _FAR * found.floor:
        return Reason("near", f"No passage is near the question.{_missing(memory, found)}")
    about = together([f"“{word}”" for word in found.held[:_WORDS_SHOWN]])
    lacking = _missing(memory, found)
    rest = f".{lacking}" if lacking else "; it may be among them in other words."
    return Reason(
        "topic",
        f"The nearest passages have {about}, but no sentence there stands out as the answer{rest}",
    )


def nothing_then(store: Store, taken: Taken) -> Reason | None:
    """That nothing is of the days that alone are asked about, if so, and of when the newest is.

    That is the newest of those that a filter lets pass: others may well be of these days, as may
    those without a date, which are counted where no other note does.
    """
    if taken.vain is None:
        return None
    of_all = taken.narrowed.dayless == Filter()
    where, which = ("here", "article") if of_all else ("that passes", "that does")
    newest = store.filters.newest(taken.narrowed)
    latest = f"; the newest {which} is of {newest}" if newest else ""
    told = undated_note(store, taken.narrowed.within(taken.vain))
    without = f" {told[0]}" if told and taken.narrowed.dayless == taken.narrowed else ""
    return Reason("period", f"Nothing {where} is {taken.vain.when()}{latest}.{without}")


def not_yet(as_of: date | None) -> Reason:
    """That all that is near was written into its articles later."""
    return Reason("period", f"What is near the question was not yet there on {as_of}.")


def _missing(memory: Memory, found: Judgement) -> str:
    """Which words of the question are not there, as a sentence after a space; or nothing."""
    if not found.missing:
        return ""
    nowhere = [word for word in found.missing if not memory.with_phrases([word], 1)]
    if nowhere:
        return f" Nothing in this library has the {_words(nowhere)}."
    return f" None of these passages has the {_words(found.missing)}."


def _words(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    return f"word {quoted[0]}" if len(quoted) == 1 else f"words {together(quoted[:_WORDS_SHOWN])}"


def _names(what: str, names: list[str]) -> str:
    if not names:
        return f"{what} are not known for any article here."
    return f"{what} here: {first_of(names, _NAMES_SHOWN)}."


def _period(wanted: Filter) -> str:
    since = f"since {wanted.since}" if wanted.since else ""
    until = f"until {wanted.until}" if wanted.until else ""
    by = f"by {wanted.as_of}" if wanted.as_of else ""
    return " ".join(filter(None, [since, until, by]))


def _all_of(wanted: Filter) -> str:
    parts = [
        _period(wanted),
        f"outlet {wanted.outlet!r}" if wanted.outlet else "",
        f"author {wanted.author!r}" if wanted.author else "",
        "the words of that speaker" if wanted.speakers else "",
    ]
    return ", ".join(filter(None, parts))
