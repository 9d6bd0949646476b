"""What a question asks for and the passages near it do not tell: facts, and no estimate.

Which words stand where, and no score, decides here: an age that is asked for and nowhere given, a
subject that none of a speaker's words are near.
"""

import re
from collections.abc import Iterator, Sequence

from corpus.article import Article
from corpus.english.word_classes import HONORIFICS, TITLES
from corpus.saying.names import Mention, names
from index.memory import Memory
from index.models.encoder import Encoder
from index.records import Candidate, Passage
from qa.answer import Understood
from qa.asking.best import passage_sentences, with_beside
from qa.asking.first import subject_stems
from qa.asking.prefer import asked_first
from qa.asking.rank import rank
from qa.asking.reasons import NEAR, Reason
from qa.asking.telling import LOOKED_AT
from qa.enumeration import either
from qa.understanding.attribute import Attribute, asked_attribute
from qa.understanding.kind import holds_kind
from qa.understanding.subject import about
from qa.understanding.taken import Taken

_TITLED = TITLES | HONORIFICS.keys()
_PASSAGES_MOST = 100  # of one speaker, beyond which something is near every subject


def untold(
    memory: Memory,
    taken: Taken,
    said: Sequence[Candidate],
    candidates: Sequence[Candidate],
) -> Reason | None:
    """Why none of the passages near a question can tell what it asks; None where one may.

    Near are those that ``said`` what is asked for, the best first, and then the candidates by
    themselves: what an article is like tells nothing.
    """
    attribute = asked_attribute(taken.words)
    if attribute is not None:
        nearest = asked_first(memory, taken, said, rank(candidates))[:LOOKED_AT]
        looked_at = memory.store.cited([item.passage for item in nearest])
        if not _told(attribute, taken.words, looked_at):
            return _lacking(attribute, names(taken.words))
    return None


def never_on_this(memory: Memory, encoder: Encoder, taken: Taken) -> Reason | None:
    """That those whose words a question asks for are quoted here, and never near its subject.

    Neither by a word of it nor, as it may be called otherwise, by meaning.
    """
    subject = about(taken)
    if not taken.speakers or subject is None:
        return None
    wanted = subject_stems(memory, taken)
    passages = memory.store.statements.passages_of(taken.speakers)
    if not wanted or not len(passages) or len(passages) > _PASSAGES_MOST:
        return None
    for headline, text in memory.store.texts.of(passages.tolist()).values():
        if wanted & set(memory.stems(f"{headline}\n{text}")):
            return None
    vector = encoder.encode([subject], "question")[0]
    found = memory.candidates(subject, vector, passages, _PASSAGES_MOST)
    if any(item.cosine >= NEAR for item in found):
        return None
    return Reason(
        "speaker",
        f"There are statements by {either(taken.whose)} here, but no passage with one has "
        f"anything of “{subject}”.",
    )


def bringing_together(memory: Memory, taken: Taken, near: Sequence[Candidate]) -> list[Candidate]:
    """The passages near a question that name whoever it asks for, with a word of its subject.

    They may tell in their own words what somebody said, or did.
    """
    wanted = subject_stems(memory, taken)
    asked = [item for item in taken.understood if item.kind == "speaker"]
    both = set()
    for id_, parts in memory.store.texts.of([item.passage for item in near[:LOOKED_AT]]).items():
        whole = "\n".join(parts)
        if wanted & set(memory.stems(whole)) and all(_tells_of(item, whole) for item in asked):
            both.add(id_)
    return [item for item in near[:LOOKED_AT] if item.passage in both]


def _tells_of(item: Understood, text: str) -> bool:
    """Whether a speaker who is asked for is named in a text: as in the question, or by surname."""
    lower = text.casefold()
    surnames = (name.split()[-1] for name in item.value.split(" or "))
    return any(name.casefold() in lower for name in (item.text, *surnames))


def _lacking(attribute: Attribute, asked: Sequence[Mention]) -> Reason:
    """That the nearest passages do not tell what is asked."""
    if not asked:
        return Reason("topic", f"No sentence near the question tells {attribute.called}.")
    named = " and ".join(f"“{_bare(item.name)}”" for item in asked)
    return Reason(
        "topic",
        f"The nearest passages name {named}, but no sentence beside that tells {attribute.called}.",
    )


def _told(attribute: Attribute, question: str, cited: Sequence[tuple[Passage, Article]]) -> bool:
    """Whether a sentence near the names that a question has tells what is asked, or may.

    It may where a name stands in none of the passages, which then call it something else.
    """
    asked = names(question)
    whole = "\n".join(
        f"{article.title}\n{passage.span.of(article.text)}" for passage, article in cited
    )
    if not all(_named(item, whole) for item in asked):
        return True
    family = {item.name.split()[-1].casefold() for item in asked}
    for passage, article in cited:
        for sentence, around in _with_around(passage, article):
            if not all(_named(item, around) for item in asked):
                continue
            whose = [match.groupdict().get("whose") for match in attribute.tells.finditer(sentence)]
            if any(name is None or name.casefold() in family for name in whose) and holds_kind(
                attribute.kind, _without(sentence, asked)
            ):
                return True
    return False


def _with_around(passage: Passage, article: Article) -> Iterator[tuple[str, str]]:
    """The sentences of a passage, each with the headline and those beside it.

    There a name stands for "she" and "the town".
    """
    spans = passage_sentences(article.text, passage.span)
    for at, span in enumerate(spans):
        yield span.of(article.text), f"{article.title}\n{with_beside(spans, at).of(article.text)}"


def _named(item: Mention, text: str) -> bool:
    """Whether a name stands in a text: a person's last word, of another all its words.

    Not where only somebody else of that surname does, beside a full name: Bo Lund is not Ada Lund.
    """
    name = _bare(item.name)
    words = name.split() if item.kind != "person" else name.split()[-1:]
    if item.kind == "person" and " " in name and name not in text:
        firsts = re.findall(rf"\b([A-Z][\w’'-]+) {re.escape(words[0])}\b", text)
        if any(first.casefold() not in _TITLED for first in firsts):
            return False
    lower = text.casefold()
    return all(word.casefold() in lower for word in words)


def _without(sentence: str, asked: Sequence[Mention]) -> str:
    """A sentence without the names that the question has, which are no answer to it."""
    for item in asked:
        sentence = sentence.replace(_bare(item.name), " ")
    return sentence


def _bare(name: str) -> str:
    return name.removesuffix("'s").removesuffix("’s")
