"""Who "she", "the minister" and "Lund" are: sources of statements resolved to parties.

Reading goes from the first statement to the last, as a reader does, and remembers who spoke.
Where two could be meant, nobody is named: a wrong speaker is worse than none.
"""

from corpus.english.word_classes import FEMALE, MALE, PERSON_NOUNS, RELATIVES
from corpus.saying.clauses import Clause
from corpus.saying.common_nouns import by_common_noun
from corpus.saying.mentioned import (
    antecedent,
    head_word,
    named_together,
    named_with_others,
    stands_beside,
)
from corpus.saying.names import Mention
from corpus.saying.noun_phrases import Range
from corpus.saying.pronouns import by_pronoun, by_they
from corpus.saying.roles import leaves_pronouns
from corpus.saying.spellings import fold
from corpus.saying.story import Story
from corpus.saying.voice import NOBODY, Voice, goes_on


def speaker(
    story: Story, clause: Clause, phrase: Range, *, aside: bool = False, asked: Range | None = None
) -> Voice:
    """Who a noun phrase means; the story then remembers that they spoke.

    ``aside`` is for someone who only speaks through another: that is soon forgotten.
    ``asked`` are the words for whoever they ask, who will answer.
    """
    voice = meant(story, clause, phrase)
    if aside or _only_told_of(story, clause, phrase, voice):
        return voice
    unnamed = voice.party < 0 and not voice.anonymous
    if voice is not NOBODY and not (unnamed and leaves_pronouns(voice.role)):
        story.last = voice
        story.last_sentence = story.sentence_at(clause.starts[phrase[0]])
    if voice.party >= 0:
        story.spoken.add(voice.party)
        number = story.sentence_at(clause.starts[phrase[0]])
        story.heard.setdefault(number, []).append(voice.party)
        story.asker = (voice.party, number) if asked else (-1, -1)
    if asked:
        _listens(story, clause, asked)
    return voice


def _only_told_of(story: Story, clause: Clause, phrase: Range, voice: Voice) -> bool:
    """Whether a speaker is "who" of another's sentence: "It pleased Lund, who calls it a mess".

    Of a sentence that begins with the name it is the subject.
    """
    if clause.lower[phrase[0]] != "who" or voice.party < 0:
        return False
    story.spoken.add(voice.party)
    at = clause.starts[0]
    opens = any(owner == voice.party for _, owner in story.cast.within(at, at + 1))
    return not opens and story.subject(story.sentence_at(at))[2] != voice.party


def _listens(story: Story, clause: Clause, asked: Range) -> None:
    """Remember who is asked, as of someone who speaks."""
    mentions = story.cast.within(clause.starts[asked[0]], clause.ends[asked[1] - 1])
    number = story.sentence_at(clause.starts[asked[0]])
    for owner in {owner for _, owner in mentions[:1] if owner >= 0}:
        story.spoken.add(owner)
        story.heard.setdefault(number, []).append(owner)


def meant(story: Story, clause: Clause, phrase: Range) -> Voice:
    """Whom a noun phrase means: a pronoun, a name, or a common noun."""
    head = head_word(story.cast, clause, phrase)
    word = clause.lower[head]
    position = clause.starts[phrase[0]]
    if story.just_spoke(position) and goes_on(story.last, word):
        return story.last
    if word in MALE or word in FEMALE:
        return by_pronoun(story, position, "f" if word in FEMALE else "m")
    if word == "it":
        return by_pronoun(story, position, None)
    if word == "they":
        return by_they(story, position)
    if word in RELATIVES:
        owner = antecedent(story.text, story.cast, clause, phrase[0])
        return NOBODY if owner < 0 else story.of(owner, clause.ends[phrase[0] - 1])
    named = _named(story, clause, phrase, head)
    return by_common_noun(story, clause, phrase, head) if named is None else named


def _named(story: Story, clause: Clause, phrase: Range, head: int) -> Voice | None:
    """The party whose name is the head of a phrase, or stands beside it in commas."""
    mentions = story.cast.within(clause.starts[phrase[0]], clause.ends[phrase[1] - 1])
    at, end = clause.starts[head], clause.ends[head]
    found = [pair for pair in mentions if pair[0].start <= at < pair[0].end]
    if not found and (clause.words[head][0].islower() or clause.lower[head] in PERSON_NOUNS):
        found = [pair for pair in mentions if stands_beside(story.text, pair[0], end)][-1:]
    if found and "&" in clause.lower[phrase[0] : phrase[1]] and found[0][0].kind != "person":
        found = [pair for pair in mentions[-1:] if _employed(pair[0])] or found
    if not found:
        several = named_with_others(clause, mentions, phrase[0], head)
        return Voice(role=story.printed(clause, phrase)) if several else None
    mention, owner = found[0]
    if named_together(story.text, story.cast, clause, mentions, mentions.index(found[0])):
        return Voice(role=story.printed(clause, phrase))
    capitals = sum(word[0].isupper() for word in mention.name.split())
    if mention.kind == "unknown" and capitals > 3:
        return NOBODY  # a headline, more likely than a name
    if owner < 0:
        story.unclear[story.sentence_at(mention.start)] = fold(mention.name)
        return Voice(-1, None, mention.role)
    return story.of(owner, mention.start)


def _employed(mention: Mention) -> bool:
    """Whether somebody is named behind a firm: "Ek, Marr & Lund | analyst Ada Orr"."""
    return mention.kind == "person" and mention.title is not None
