"""Whom a sentence is about that may be "he" or "she" as well, though nobody can be named.

"A clerk", a "he" of whom it is not known who that is, a name too short for a candidate's.
"""

from corpus.english.speech_verbs import VERBS
from corpus.english.word_classes import AUXILIARIES, INDEFINITE, MALE, PERSON_NOUNS
from corpus.saying.clauses import Clause
from corpus.saying.genders import Gender, title_gender
from corpus.saying.noun_phrases import Range, head_of
from corpus.saying.spellings import is_given_name
from corpus.saying.story import Story

_TOLD = frozenset({"a", "an", "the", "whose"})
"""With which behind a comma it is told who somebody is: "Quillet, the baker, …"."""


def is_about_another(story: Story, number: int, gender: Gender, *, beside: bool) -> bool:
    """Whether the subject of a sentence may be meant, and is nobody whom a name tells.

    ``beside`` when there stands somebody else who may be: then any name will do that does
    something, without a sign that it is a person's.
    """
    clause = story.sentences[number]
    phrase = story.subject_words(number)
    if phrase is None:
        return False
    head, owner = head_of(clause, phrase), story.subject(number)[2]
    word = clause.lower[head]
    if word in {"he", "she"}:
        return owner < 0 and (word in MALE) == (gender == "m")
    if word in PERSON_NOUNS and clause.words[head].islower():
        return owner < 0 and _comes_up(story, clause, phrase, gender)
    return owner >= 0 and _may_be(story, clause, phrase, owner, gender, beside=beside)


def _comes_up(story: Story, clause: Clause, phrase: Range, gender: Gender) -> bool:
    """Whether somebody without a name is told of for the first time, and speaks: "a clerk said"."""
    start, end = phrase
    noun = head_of(clause, phrase)
    if clause.lower[start] not in INDEFINITE and "other" not in clause.lower[start:noun]:
        return False
    named = story.cast.within(clause.starts[start], clause.ends[end - 1])
    speaks = clause.lower[end : end + 1] and clause.lower[end] in VERBS
    alone = all(mention.kind == "body" for mention, _ in named)
    return bool(speaks) and alone and title_gender(clause.lower[noun]) in {gender, None}


def _may_be(
    story: Story, clause: Clause, phrase: Range, owner: int, gender: Gender, *, beside: bool
) -> bool:
    """Whether the name of a party may be that of a "he" or "she"."""
    party, end = story.parties[owner], phrase[1]
    told = party.gender or story.genders.get(owner)
    if party.kind == "body" or told not in {gender, None} or story.is_thing(owner):
        return False
    comma = clause.lower[end : end + 1] == [","]
    after = "".join(clause.lower[end + comma : end + comma + 1])
    if is_given_name(party.name.split()[0]) or after == "who" or (comma and after.isdigit()):
        return True
    does = after in VERBS or after in AUXILIARIES or after.endswith("ed")
    known = " " in party.name or len(party.mentions) > 1  # and not the first word of a sentence
    return beside and known and (after in _TOLD if comma else does)
