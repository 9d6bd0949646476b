"""Whose words a question asks for: the speakers that it names, where it asks what somebody said."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, takewhile

from corpus.english.word_classes import ANONYMOUS_HEADS, BODY_NOUNS, PLURAL_PEOPLE, bare, word_set
from corpus.identity.offices import is_role
from corpus.saying.names import Mention, names
from corpus.spans import Span
from index.derived.words import FUNCTION_WORDS
from index.people.known import KnownSpeaker
from index.records import Filter
from index.truth.store import Store
from qa.understanding.kind import asked_kind
from qa.understanding.roles import asked_role
from qa.understanding.voiced import ASCRIBING, SAYING, WORDS, speaks
from qa.understanding.whom import is_title_alone, known, names_of, no_proper_name, reigns, titled

_MANY = 4  # speakers that one name can mean
_MOST = 0.8  # of the statements by all who bear a name: whoever has them is meant, if that is few
_LONGEST = 4  # words of a name that is typed in small letters
_LONGEST_ROLE = 12  # words of a role, and the verb behind it
_FACTS = frozenset({"when", "where", "count", "money", "measure", "duration", "age", "share"})
_PLAIN = word_set(  # what tells that words are asked for, even by "how many"
    "say says said saying tell tells told claim claims claimed estimate estimates estimated think "
    "thinks thought believe believes believed expect expects expected promise promised predict "
    "predicted warn warned"
)
_NICKNAME = re.compile(r"""\s*[“"‘'(](?P<nickname>[A-Z][\w.’' -]{0,20}?)[”"’')](?=\ [A-Z])""")
_ASKS = frozenset({"did", "does", "has", "had", "do", "to"})  # "what did lund say"
_NOT_BEFORE_VERBS = word_set("of united")  # "secretary of state", "president of the United States"


@dataclass(frozen=True, slots=True)
class AskedSpeaker:
    """Speakers that a name in a question can mean: ``question[span.start:span.end]`` is the name.

    ``alike`` tells that nobody is called so, and these only nearly; ``note`` is a sentence about
    how a role was taken, which has no speakers where it can mean too many.
    """

    span: Span
    speakers: tuple[int, ...]
    names: tuple[str, ...]
    alike: bool = False
    note: str | None = None


def speakers_of(store: Store, question: str, when: Filter) -> list[AskedSpeaker]:
    """The known speakers that a question names, if it has a word of saying or thinking.

    "What did Lund say about the pier?" asks for Lund's statements; "When was Lund born?" does not,
    and "What did they tell Lund?" asks for theirs, "Who said Lund was born?" for anybody's.
    A name may be typed in small letters, and a full name in another spelling. "What did the mayor
    say?" asks for those who are called so at the time of ``when``.
    """
    words = set(map(bare, question.split()))
    if not words & (SAYING | ASCRIBING):
        return []
    if asked_kind(question) in _FACTS and not words & (_PLAIN | ASCRIBING):
        return []  # "How many cars did Lund Motors recall?"
    plain = _NICKNAME.sub(lambda match: " " * len(match[0]), question)
    named = names(plain)
    spans = [mention.span for mention in named]
    whole = {item.span: _titled(question, item) for item in named}
    capital = [
        span
        for span in spans
        if speaks(question, whole[span], spans) and not _is_before_role(question, span)
    ]
    found = [
        _asked(store, question, _with_body(question, span), when)
        or _asked(store, question, span, when, whole[span], alike=True)
        for span in capital
    ]
    role = _by_role(store, question, when)
    if role is not None and any(item and whole[item.span] == role.span for item in found):
        role = None  # "President Lund" is Lund
    if not any(found) and role is None:
        found = list(_asked_in_small(store, plain, spans, when))
    if role is not None:  # and not "the harbour board", whose head is asked for
        found = [role, *(item for item in found if item and not role.span.covers(item.span))]
    first = {item.speakers: item for item in reversed(found) if item is not None}
    return sorted(first.values(), key=lambda item: item.span)


def _asked_in_small(
    store: Store, question: str, named: Sequence[Span], when: Filter
) -> Iterator[AskedSpeaker]:
    """The speakers that are named in small letters, by the longest name: no White in "white house".

    ``named`` are the names in capitals.
    """
    taken: list[Span] = []
    for span in _small(question):
        if any(span.overlaps(longer) for longer in taken):
            continue
        if not speaks(question, span, named) or _is_anybody(span.of(question)):
            continue
        found = None if _is_before_role(question, span) else _asked(store, question, span, when)
        if found is not None:
            taken.append(span)
            yield found


def _titled(question: str, mention: Mention) -> Span:
    """A name with the title before it."""
    start = question.rfind(mention.title, 0, mention.start) if mention.title else -1
    return Span(start if start >= 0 else mention.start, mention.end)


def _asked(
    store: Store,
    question: str,
    span: Span | None,
    when: Filter,
    title: Span | None = None,
    alike: bool = False,
) -> AskedSpeaker | None:
    """The speakers that a name means who say something; None when none does, or no name is given.

    With the title before it, ``title``, those who are called so, if there are any.
    Of more than a few those are meant who say most, as half a family may be in the news.
    """
    if span is None:
        return None
    name = span.of(question)
    meant = next((found for one in _spellings(name) if (found := known(store, one))), [])
    reigning = title is not None and reigns(title.of(question))
    doubt = None
    if title is not None and title != span and (len(meant) > 1 or reigning):
        called_so, doubt = titled(store, title.of(question), when)
        meant = called_so or ([] if reigning else meant)
    nearly = False
    if not meant and alike and not reigning:
        kept = store.speakers
        near = kept.alike(name) if " " in name else kept.with_damaged_family(name)
        meant, nearly = store.known.of(near), True
    bearers = [item for item in meant if item.statements]
    if not bearers:
        return None
    said = bearers if len(bearers) <= _MANY else _most_quoted(bearers)
    called = names_of(said)
    note = _taken_for(name, said, bearers) if len(said) < len(bearers) else None
    note = " ".join(filter(None, (doubt, note))) or next(iter(no_proper_name(said)), None)
    return AskedSpeaker(span, tuple(item.id for item in said), called, nearly, note)


def _with_body(question: str, name: Span) -> Span | None:
    """A name with the body behind it, "the Lund administration"; None without."""
    behind = WORDS.match(question, name.end + 1)
    if behind is None or behind[0].casefold() not in BODY_NOUNS:
        return None
    return Span(name.start, behind.end())


def _spellings(name: str) -> list[str]:
    """A name without the nickname in it, and with that alone before the family name.

    >>> _spellings('Ivar "Bud" Lund'), _spellings("Ivar Lund")
    (['Ivar Lund', 'Bud Lund'], ['Ivar Lund'])
    """
    nick = _NICKNAME.search(name)
    if nick is None:
        return [name]
    behind = name[nick.end() :].strip()
    return [f"{name[: nick.start()]} {behind}".strip(), f"{nick['nickname']} {behind}"]


def _by_role(store: Store, question: str, when: Filter) -> AskedSpeaker | None:
    """Those who are called what stands between "did" and a word of saying."""
    words = [Span(*match.span()) for match in WORDS.finditer(question)]
    said = [word.of(question).casefold() for word in words]
    first = next((at + 1 for at, word in enumerate(said) if word in _ASKS), len(words))
    first += said[first : first + 1] == ["the"]
    for end in range(first + 1, min(first + _LONGEST_ROLE, len(words))):
        if said[end] not in SAYING or said[end - 1] in _NOT_BEFORE_VERBS:
            continue
        span = Span(words[first].start, words[end - 1].end)
        role = asked_role(store, span.of(question), when)
        if role is not None:
            quoted = [item for item in role.bearers if item.statements] or role.bearers
            called = names_of(quoted)
            if len(called) > _MANY:
                return AskedSpeaker(span, (), (), note=role.note)
            return AskedSpeaker(span, tuple(item.id for item in quoted), called, note=role.note)
    return None


def _most_quoted(bearers: Sequence[KnownSpeaker]) -> list[KnownSpeaker]:
    """The few who have nearly all the statements of those that bear a name; nobody if many do."""
    by_count = sorted(bearers, key=lambda item: (-item.statements, item.id))
    most = _MOST * sum(item.statements for item in bearers)
    said = accumulate(item.statements for item in by_count)
    count = next(at for at, statements in enumerate(said, 1) if statements >= most)
    return by_count[:count] if count <= _MANY else []


def _taken_for(name: str, said: Sequence[KnownSpeaker], bearers: Sequence[KnownSpeaker]) -> str:
    """How a name was taken that many bear, as a sentence."""
    if not said:
        return (
            f"“{name}” can be any of {len(bearers)} here, so nobody's words come first; ask with "
            "the full name."
        )
    theirs, whole = (sum(item.statements for item in some) for some in (said, bearers))
    called = " or ".join(names_of(said))
    return (
        f"“{name}” is taken for {called}, who said {theirs:,} of the {whole:,} statements by "
        f"{len(bearers)} speakers of that name."
    )


def _small(question: str) -> Iterator[Span]:
    """What may be a name in small letters: words side by side, or one before a verb of saying."""
    words = [Span(*match.span()) for match in WORDS.finditer(question.rstrip("?.! "))]
    for length in range(_LONGEST, 1, -1):
        for at in range(len(words) - length + 1):
            yield Span(words[at].start, words[at + length - 1].end)
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        verb = after.of(question).casefold()
        asks = before.of(question).casefold()
        if (asks in _ASKS or is_role(asks)) and verb in SAYING:  # "did senator lund say"
            yield word


def _is_anybody(words: str) -> bool:
    """Whether words name nobody: "experts", "the company", and "the pope", who is no John Pope."""
    bare = words.casefold().removeprefix("the ")
    return bare in ANONYMOUS_HEADS | BODY_NOUNS or is_title_alone(words)


def _is_before_role(question: str, span: Span) -> bool:
    """Whether a name only tells whose minister speaks: "the English minister", "Lund officials".

    A spokesperson speaks for whoever is named.
    """
    if not question[span.end :].startswith(" "):
        return False
    last = span.of(question).casefold().split()[-1:]
    words = [*last, *(word.casefold() for word in WORDS.findall(question, span.end))]
    behind = [
        word
        for _, word in takewhile(
            lambda pair: pair[1] not in SAYING or pair[0] in _NOT_BEFORE_VERBS, pairwise(words)
        )
    ]
    if not behind or behind[0] in FUNCTION_WORDS:  # "Lund and the mayor"
        return False
    if any("spokes" in word for word in behind):
        return False
    return is_role(" ".join(behind)) or behind[-1] in PLURAL_PEOPLE
