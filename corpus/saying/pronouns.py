"""Whom "he", "she", "it" and "they" mean.

Where two could be meant, nobody is named: a wrong speaker is worse than none.
"""

import re
from bisect import bisect_left

from corpus.english.word_classes import (
    BODY_NOUNS,
    DAYS,
    DETERMINERS,
    FEMALE,
    MALE,
    MONTHS,
    PLACE_WORDS,
    PREPOSITIONS,
    SUBORDINATORS,
)
from corpus.saying.barred import named_behind, named_beside, trails
from corpus.saying.clauses import Clause
from corpus.saying.focus import Candidate, choose
from corpus.saying.genders import Gender
from corpus.saying.noun_phrases import head_of, is_many
from corpus.saying.openings import SUBORDINATE, clause_subject
from corpus.saying.people import Party
from corpus.saying.rivals import is_about_another
from corpus.saying.spellings import fold, is_given_name
from corpus.saying.story import Story
from corpus.saying.subjects import subject_phrase
from corpus.saying.things import may_be_a_first_name
from corpus.saying.voice import NOBODY, Voice

_NOBODYS_NAME = re.compile(r"\b[A-Z]{3,}\b|&|-[a-z]+(?:ing|ed)\b")
"""A heading, a sort of music, or what something is: "FULL TEXT", "R&B", "award-winning"."""
_PART = re.compile(r"(?<![\w-])(?:the|an?) $", re.IGNORECASE)
"""Behind which a name is no person's, but a part of what something is called."""
_MEMORY = 9
"""Sentences that a pronoun looks back."""
_IT = 1
"""Sentences that "it" looks back, one more for who spoke last, and for what they are about alone.

Read in 40 places of US news when it looked further, 16 had the right body and 24 a wrong one.
"""
_ANSWER = 2
"""Sentences behind a question in which "he" is not who asked."""
_SELDOM = 3
"""Mentions so far with fewer of which somebody who does not speak is not meant from far away.

Read in 26 places of US news with less than -3, of 16 named once or twice before 13 were wrong, of
10 named more often 2.
"""
_JUST = 2  # sentences back in which somebody spoke who goes on
_LONGEST = 5  # words from which a name is rather a title or a heading
_FRONTING = PREPOSITIONS - SUBORDINATORS


def by_pronoun(story: Story, position: int, gender: Gender | None) -> Voice:
    """Whom "he", "she" or, without a gender, "it" means."""
    owner = _meant(story, position, gender)
    if owner < 0 or (gender is None and not story.may_be_body(owner)):
        return NOBODY
    if gender is None and _told_of_another(story, position, owner):
        return NOBODY
    if gender is not None:
        story.genders.setdefault(owner, gender)
    return story.of(owner, position)


def _meant(story: Story, position: int, gender: Gender | None) -> int:
    """The party that is meant, and that the pronoun does not name itself; below 0 for nobody."""
    found = _candidates(story, position, gender)
    if gender is None:
        return choose(found)
    here = max(0, story.sentence_at(position))
    index = bisect_left(story.sentences[here].starts, position)
    if trails(story.sentences[here], index) and any(map(_goes_on, found)):
        told = [one for one in found if not one.sentences and not one.last]
        if any(one.subject == 1 for one in told):
            return -1  # "Lund left, he said": it is Lund himself as often as who spoke last
        named = {one.party for one in told}
        found = [one for one in found if one.party not in named]
    owner, named = choose(found), named_behind(story, here, index)
    if owner not in named:
        return owner
    found = [one for one in found if one.party not in named]
    owner = choose(found)
    return owner if any(one.party == owner and _is_near(one) for one in found) else -1


def _goes_on(candidate: Candidate) -> bool:
    """Whether somebody spoke just before, who may well go on."""
    return candidate.last and 0 < candidate.sentences <= _JUST and candidate.subject > 0


def _is_near(candidate: Candidate) -> bool:
    """Whether a sentence nearby is about somebody, or who spoke last."""
    return candidate.subject == 1 and (candidate.sentences < _JUST or candidate.last)


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
    index = bisect_left(story.sentences[here].starts, position)
    barred = named_beside(story, here, index) if gender is not None else -1
    found: list[Candidate] = []
    unclear, passed = "", _MEMORY
    for number in range(here, max(-1, here - _MEMORY), -1):
        far = story.sentences[here].paragraph > story.sentences[number].paragraph
        if number < here and story.is_caption(number):
            continue
        asks = about = beside = False
        for owner, subject in _mentioned(story, number, position, gender):
            party = story.parties[owner]
            if owner == story.asker[0] and 0 < here - story.asker[1] <= _ANSWER:
                about |= subject == 1
                asks |= subject == 1 and _may_go_on(story, number, owner, gender)
                continue
            if owner == barred:
                continue
            if unclear and not (owner in story.spoken and unclear in fold(party.name).split()):
                continue  # the "Lund" of whom there are two stands nearer
            near = subject == 1 and here - number <= _IT + (owner == story.last.party)
            if gender is None and number < here and not near:
                continue
            nearby = gender is None and number == here and party.kind == "unknown"
            if nearby or _fits(story, owner, gender, subject):
                about |= subject == 1
                beside |= subject < 1
                one = _candidate(story, owner, gender, here - number, far, subject)
                seldom = not (one.last or unclear or gender is None) and _is_seldom(party, position)
                found.append(one._replace(passed=here - number > passed or seldom))
            elif gender is not None and _may_be_somebody(story, owner, gender):
                passed = min(passed, here - number)
        if gender is not None and number < here and not about:
            asks = asks or is_about_another(story, number, gender, beside=beside)
        if asks:
            found.append(Candidate(-2 - number, here - number, far, 1.0, sure=False, last=False))
        unclear = unclear or (story.unclear.get(number, "") if number < here else "")
    return found


def _candidate(
    story: Story, owner: int, gender: Gender | None, back: int, far: bool, subject: float
) -> Candidate:
    """What speaks for a party at one place."""
    party = story.parties[owner]
    told = party.gender or story.genders.get(owner)
    doubtful = party.kind == "unknown" and told is None and gender is not None
    subject = subject / 2 if doubtful else subject
    sure = gender is None or told == gender
    return Candidate(owner, back, far, subject, sure, owner == story.last.party)


def _may_go_on(story: Story, number: int, owner: int, gender: Gender | None) -> bool:
    """Whether it may be who asked that speaks: not behind "Lund asked him", as he will answer."""
    asked = MALE if gender == "m" else FEMALE
    if gender is None or not asked.isdisjoint(story.sentences[number].lower):
        return False
    return _fits(story, owner, gender, 1.0)


def _is_seldom(party: Party, position: int) -> bool:
    """Whether a party has been named but once or twice up to a position."""
    return sum(mention.start < position for mention in party.mentions[:_SELDOM]) < _SELDOM


def _may_be_somebody(story: Story, owner: int, gender: Gender) -> bool:
    """Whether a name of which too little is told may be that of a "he" or "she" all the same."""
    party = story.parties[owner]
    words = party.name.lower().split()
    if party.kind == "body" or party.gender not in {gender, None} or story.is_thing(owner):
        return False
    placed = any(word in PLACE_WORDS for word in words)
    person = party.kind == "person" or any(map(is_given_name, words[placed:]))
    return 1 < len(words) < _LONGEST and (person or not placed)


def _mentioned(
    story: Story, number: int, position: int, gender: Gender | None
) -> list[tuple[int, float]]:
    """The parties of a sentence before a position; 1 for its subject, 0.5 for the first."""
    clause = story.sentences[number]
    found = [(owner, 1.0) for owner in story.heard.get(number, [])]
    stop = min(position, clause.ends[-1])
    dated = not (DAYS | MONTHS).isdisjoint(clause.lower[1:2])  # "On Monday, | Lund said"
    fronted = clause.lower[0] in _FRONTING and stop < clause.ends[-1] and not dated
    low, high, owner = (0, 0, -1) if fronted else story.subject(number)
    if gender is not None and stop < clause.ends[-1] and clause.lower[0] in SUBORDINATE:
        told = _subordinate_subject(story, clause, stop)
        low, high, owner = (low, high, owner) if told is None else told
    if owner >= 0 and low < stop and not found:
        found.append((owner, 1.0))
    first = 0.0 if found or fronted else 0.5
    seen = {owner for owner, _ in found}
    for mention, owner in story.cast.within(clause.starts[0], stop):
        if owner < 0 or mention.start in story.quoted or owner in seen:
            continue
        if gender is not None and _PART.search(story.text, mention.start - 4, mention.start):
            continue  # "a Lund boat"
        seen.add(owner)
        if low <= mention.start < high:
            found.append((owner, 1.0))
        else:
            found.append((owner, first))
            first = 0.0 if story.cast.parties[owner].kind == "person" else first
    return found


def _subordinate_subject(story: Story, clause: Clause, stop: int) -> tuple[int, int, int] | None:
    """Whom the clause is about that a sentence begins with, where named: "While Lund spoke, he"."""
    phrase = subject_phrase(clause, 1, bisect_left(clause.starts, stop))
    if phrase is None:
        return None
    low, high = clause.span(*phrase)
    at = clause.starts[head_of(clause, phrase)]
    named = story.cast.within(low, high)
    owners = [owner for mention, owner in named if mention.start <= at < mention.end]
    return (low, high, owners[0]) if owners else None


def _fits(story: Story, owner: int, gender: Gender | None, subject: float) -> bool:
    """Whether a party can be "he" or "she" or, without a gender, "it"."""
    party = story.parties[owner]
    if gender is None:
        return story.may_be_body(owner)
    told = party.gender or story.genders.get(owner)
    if party.kind == "body" or told not in {gender, None}:
        return False
    words = party.name.lower().split()
    placed = any(word in PLACE_WORDS for word in words)
    nobodys = party.kind == "unknown" and (placed or not may_be_a_first_name(party))
    # "Major European leaders came" names no Major European.
    if nobodys or (placed and len(words) == 1 and told is None) or story.is_thing(owner):
        return False
    if party.kind == "person" or owner in story.spoken:
        return True
    if _NOBODYS_NAME.search(party.name):
        return False
    return 1 < len(words) < 4 and (told == gender or subject == 1)
