"""Whom "he", "she", "it" and "they" mean.

Where two could be meant, nobody is named: a wrong speaker is worse than none.
"""

import re

from corpus.english.word_classes import (
    BODY_NOUNS,
    DETERMINERS,
    PLACE_WORDS,
    PREPOSITIONS,
    SUBORDINATORS,
)
from corpus.saying.focus import Candidate, choose
from corpus.saying.genders import Gender
from corpus.saying.noun_phrases import is_many
from corpus.saying.openings import clause_subject
from corpus.saying.people import Party
from corpus.saying.spellings import fold, is_given_name
from corpus.saying.story import Story
from corpus.saying.things import may_be_a_first_name
from corpus.saying.voice import NOBODY, Voice

_NOBODYS_NAME = re.compile(r"\b[A-Z]{3,}\b|&|-[a-z]+(?:ing|ed)\b")
"""A heading, a sort of music, or what something is: "FULL TEXT", "R&B", "award-winning"."""
_MEMORY = 9
"""Sentences that a pronoun looks back."""
_IT = 1
"""Sentences that "it" looks back, one more for who spoke last, and for what they are about alone.

Read in 40 places of US news when it looked further, 16 had the right body and 24 a wrong one.
"""
_ANSWER = 2
"""Sentences behind a question in which "he" is not who asked."""
_LONGEST = 5  # words from which a name is rather a title or a heading
_FRONTING = PREPOSITIONS - SUBORDINATORS


def by_pronoun(story: Story, position: int, gender: Gender | None) -> Voice:
    """Whom "he", "she" or, without a gender, "it" means."""
    owner = choose(_candidates(story, position, gender))
    if owner < 0 or (gender is None and not story.may_be_body(owner)):
        return NOBODY
    if gender is None and _told_of_another(story, position, owner):
        return NOBODY
    if gender is not None:
        story.genders.setdefault(owner, gender)
    return story.of(owner, position)


def _told_of_another(story: Story, position: int, owner: int) -> bool:
    """Whether "it" is rather "the board" before it in its sentence, which that is not about."""
    number = max(0, story.sentence_at(position))
    clause = story.sentences[number]
    if story.subject(number)[2] == owner:
        return False
    return any(
        clause.lower[index] in BODY_NOUNS
        and clause.words[index].islower()
        and clause.lower[index - 1] in DETERMINERS
        for index in range(1, len(clause))
        if clause.starts[index] < position
    )


def by_they(story: Story, position: int) -> Voice:
    """Whom "they" means: the one body that its sentence, or the one before, is about.

    Behind "analysts say" it is they who go on, whatever body stands beside.
    """
    here = max(0, story.sentence_at(position))
    for number in range(here, max(-1, here - 2), -1):
        clause = story.sentences[number]
        phrase = clause_subject(clause, len(clause))
        if phrase is None or clause.starts[phrase[0]] >= position:
            continue
        owner = story.subject(number)[2]
        several = is_many(clause, phrase) or clause.lower[phrase[0]] == "it"
        return (
            NOBODY
            if owner < 0 or several or not story.may_be_body(owner)
            else story.of(owner, position)
        )
    return NOBODY


def _candidates(story: Story, position: int, gender: Gender | None) -> list[Candidate]:
    """Those whom a pronoun could mean, from the sentences up to its own."""
    here = max(0, story.sentence_at(position))
    found: list[Candidate] = []
    unclear, passed = "", _MEMORY
    for number in range(here, max(-1, here - _MEMORY), -1):
        clause = story.sentences[number]
        far = story.sentences[here].paragraph > clause.paragraph
        for owner, subject in _mentioned(story, number, position):
            party = story.parties[owner]
            if owner == story.asker[0] and 0 < here - story.asker[1] <= _ANSWER:
                continue
            if unclear and not (owner in story.spoken and unclear in fold(party.name).split()):
                continue  # the "Lund" of whom there are two stands nearer
            near = subject == 1 and here - number <= _IT + (owner == story.last.party)
            if gender is None and number < here and not near:
                continue
            nearby = gender is None and number == here and party.kind == "unknown"
            if nearby or _fits(story, owner, party, gender, subject):
                told = party.gender or story.genders.get(owner)
                doubtful = party.kind == "unknown" and told is None and gender is not None
                found.append(
                    Candidate(
                        owner,
                        here - number,
                        far,
                        subject / 2 if doubtful else subject,
                        gender is None or told == gender,
                        owner == story.last.party,
                        here - number > passed,
                    )
                )
            elif gender is not None and _may_be_somebody(story, owner, gender):
                passed = min(passed, here - number)
        unclear = unclear or (story.unclear.get(number, "") if number < here else "")
    return found


def _may_be_somebody(story: Story, owner: int, gender: Gender) -> bool:
    """Whether a name of which too little is told may be that of a "he" or "she" all the same."""
    party = story.parties[owner]
    words = party.name.lower().split()
    if party.kind == "body" or party.gender not in {gender, None} or story.is_thing(owner):
        return False
    placed = any(word in PLACE_WORDS for word in words)
    person = party.kind == "person" or any(map(is_given_name, words[placed:]))
    return 1 < len(words) < _LONGEST and (person or not placed)


def _mentioned(story: Story, number: int, position: int) -> list[tuple[int, float]]:
    """The parties of a sentence before a position; 1 for its subject, 0.5 for the first."""
    clause = story.sentences[number]
    found = [(owner, 1.0) for owner in story.heard.get(number, [])]
    stop = min(position, clause.ends[-1])
    fronted = clause.lower[0] in _FRONTING and stop < clause.ends[-1]
    low, high, owner = (0, 0, -1) if fronted else story.subject(number)
    if owner >= 0 and low < stop and not found:
        found.append((owner, 1.0))
    first = 0.0 if found or fronted else 0.5
    seen = {owner for owner, _ in found}
    for mention, owner in story.cast.within(clause.starts[0], stop):
        if owner < 0 or mention.start in story.quoted or owner in seen:
            continue
        seen.add(owner)
        if low <= mention.start < high:
            found.append((owner, 1.0))
        else:
            found.append((owner, first))
            first = 0.0 if story.cast.parties[owner].kind == "person" else first
    return found


def _fits(story: Story, owner: int, party: Party, gender: Gender | None, subject: float) -> bool:
    """Whether a party can be "he" or "she" or, without a gender, "it"."""
    if gender is None:
        return story.may_be_body(owner)
    told = party.gender or story.genders.get(owner)
    if party.kind == "body" or told not in {gender, None}:
        return False
    words = party.name.lower().split()
    nobodys = any(word in PLACE_WORDS for word in words) or not may_be_a_first_name(party)
    if (nobodys and party.kind == "unknown") or story.is_thing(owner):
        return False
    if party.kind == "person" or owner in story.spoken:
        return True
    if _NOBODYS_NAME.search(party.name):
        return False
    return 1 < len(words) < 4 and (told == gender or subject == 1)
