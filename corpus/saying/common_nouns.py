"""Whom a common noun means: "the minister", "a ministry official", "the group"."""

from corpus.english.word_classes import (
    ANONYMOUS_HEADS,
    BODY_NOUNS,
    DETERMINERS,
    INDEFINITE,
    MONTHS,
    PARTY_MEMBERS,
    PERSON_NOUNS,
    PLURAL_PEOPLE,
)
from corpus.saying.bodies import FIRMS
from corpus.saying.clauses import Clause
from corpus.saying.descriptions import description
from corpus.saying.noun_phrases import Range
from corpus.saying.people import Party
from corpus.saying.roles import ANYONE, is_plural, takes_up
from corpus.saying.story import Story
from corpus.saying.taken_up import by_body_noun, by_description
from corpus.saying.voice import NOBODY, Voice


def by_common_noun(story: Story, clause: Clause, phrase: Range, head: int) -> Voice:
    """Whom "the minister", "a ministry official", "the group" means."""
    noun, first = clause.lower[head], clause.lower[phrase[0]]
    position = clause.starts[phrase[0]]
    if first in INDEFINITE or noun in PLURAL_PEOPLE or first not in DETERMINERS:
        return _anybody(story, clause, phrase, noun)
    if story.last.anonymous and story.last.role and takes_up(story.last.role, noun):
        one_of_many = is_plural(story.last.role)
        return Voice(-1, None, story.printed(clause, phrase), True) if one_of_many else story.last
    told = description(clause, phrase, head)
    hides = noun in story.hidden and noun in ANYONE and not told.wanted
    if noun == "source" or hides:
        return Voice(anonymous=True, role=story.printed(clause, phrase))
    if told.new:
        return Voice(role=story.printed(clause, phrase))
    if noun in BODY_NOUNS and not (told.wanted or told.before):
        owner = by_body_noun(story, noun, position)
    else:
        owner = by_description(story, told, position)
    if owner < 0 and noun in FIRMS and clause.lower[head - 1].endswith("-based"):
        owner = by_body_noun(story, noun, position)  # "the Lakes Tavra-based company"
    if owner >= 0:
        return story.of(owner, position)
    firm = noun in FIRMS or (noun == "bank" and "central" not in told.wanted)
    dated = not MONTHS.isdisjoint(clause.lower[phrase[0] : head])  # "the June 17 post"
    if noun in BODY_NOUNS and told.wanted and not firm and not dated:
        name = story.text[clause.starts[phrase[0] + 1] : clause.ends[head]]
        story.bodies[noun] = _body(story, name)
    unnamed = noun in PERSON_NOUNS or (firm and told.wanted)  # "the oil company"
    nobody = Voice(role=story.printed(clause, phrase)) if unnamed else NOBODY
    return story.bodies.get(noun, nobody)


def _anybody(story: Story, clause: Clause, phrase: Range, noun: str) -> Voice:
    """The voice of "a clerk", "some analysts", or of nobody who hides: "a boat"."""
    behind_name = phrase[0] > 0 and clause.lower[phrase[0] - 1] == ","
    if noun in ANONYMOUS_HEADS or (noun in PARTY_MEMBERS and not behind_name):
        if clause.lower[phrase[0]] in {"a", "an", "one", "another"}:
            story.hidden.add(noun)
        return Voice(anonymous=True, role=story.printed(clause, phrase))
    return NOBODY


def _body(story: Story, name: str) -> Voice:
    """The voice of a body of no proper name, always the same for one name."""
    known = (voice for voice in story.bodies.values() if voice.name == name)
    voice = next(known, None)
    if voice is None:
        voice = Voice(len(story.parties), name)
        story.parties.append(Party(name, "body", None, (), ()))
    return voice
