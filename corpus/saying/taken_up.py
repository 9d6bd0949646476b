"""The party that a common noun takes up again: "the minister", "the company".

Who fits is told in ``corpus.saying.descriptions``, and which of the bodies of a sentence a noun
for bodies means in ``corpus.saying.bodies``; here the article is gone through for them.
"""

from bisect import bisect_left, bisect_right

from corpus.english.word_classes import BODY_NOUNS, DETERMINERS, INDEFINITE, PERSON_NOUNS
from corpus.saying.acronyms import is_bare_acronym
from corpus.saying.bodies import (
    FIRMS,
    body_meant,
    head_nouns,
    is_employer,
    may_be_firm,
    only_cited,
)
from corpus.saying.clauses import Clause
from corpus.saying.descriptions import Description, is_past, shared_words
from corpus.saying.spellings import fold
from corpus.saying.story import Story
from corpus.saying.tokens import POSSESSIVES, is_capital

_ANY_FIRM = FIRMS | {"agency", "airline", "bank", "club", "group", "network", "team"}
_OTHERS = 30
"""Sentences back in which another firm may have spoken since "the company" was named."""
_BACK = 2
"""Sentences back in which "the group" finds a body that is none by its name, unless it spoke last.

Read in 60 places of US news: further back 9 were right and 30 wrong, 2 sentences back 8 and 7.
"""
_OPENING = 2
"""Sentences that open an article, whose firm is "the company" all along: right for 22 of 26 that
it names so in 2,000 Reuters articles, and for 1 of 1 in 2,882 of US and UK news."""
_NAMED_BACK = 10
"""Sentences back in which "the committee" finds one that has not spoken: further back 10 of 15
were wrong."""
_FAR = 30
"""Sentences back in which "the judge" is named. Read in US news, 8 of 8 further back were wrong."""
_FRONT = 5  # words in front of a noun among which its article stands
_MENTIONS = 300
"""Mentions among which "the minister" is looked for, before it and, told more, behind it."""


def by_description(story: Story, told: Description, position: int) -> int:
    """The party named last that a description fits; -1 when none does."""
    high = bisect_left(story.cast.starts, position)
    low = max(0, high - _MENTIONS, _first_near(story, told, position))
    after = range(high, min(high + _MENTIONS, len(story.cast.starts))) if told.wanted else range(0)
    best, best_shared = -1, 0
    for index in (*range(high - 1, low - 1, -1), *after):
        owner = story.cast.owners[index]
        if owner < 0 or owner == best or told.noun not in story.nouns_of(owner):
            continue
        if told.noun in BODY_NOUNS and not _names_a_body(story, index):
            continue
        if is_past(told, story.cast.parties[owner]):
            continue
        shared = shared_words(told, story.cast.parties[owner])
        if shared >= 0 and (best < 0 or shared > best_shared):
            best, best_shared = _subject_instead(story, told, index, shared), shared
    return best


def _subject_instead(story: Story, told: Description, index: int, shared: int) -> int:
    """The subject of the sentence of a mention, where a description fits it no less, or its party.

    "Mayor Ada Lund met Bo Ek, Elst's mayor, and the mayor said so" is about Lund.
    """
    owner, mention = story.cast.owners[index], story.cast.mentions[index]
    subject = story.subject(story.sentence_at(mention.start))[2]
    if not 0 <= subject < len(story.cast.parties) or told.noun not in story.nouns_of(subject):
        return owner
    party = story.cast.parties[subject]
    fits = not is_past(told, party) and shared_words(told, party) >= shared
    return subject if fits else owner


def _first_near(story: Story, told: Description, position: int) -> int:
    """The number of the first mention at which "the judge", with no name told, may be named."""
    if told.noun not in PERSON_NOUNS or told.before or told.behind:
        return 0
    first = max(0, story.sentence_at(position) - _FAR)
    return bisect_left(story.cast.starts, story.starts[first])


def by_body_noun(story: Story, noun: str, position: int) -> int:
    """The body that "the company" means in the nearest sentence that names one; else -1."""
    nearest = by_description(story, Description(noun), position)
    if nearest < 0:
        return -1
    index = bisect_left(story.cast.starts, position) - 1
    while story.cast.owners[index] != nearest or not _names_a_body(story, index):
        index -= 1
    at = story.cast.starts[index]
    number = story.sentence_at(at)
    if _another(story, noun, number, position, nearest) or _comes_up(story, noun, at, position):
        return -1
    clause = story.sentences[number]
    fitting = [
        (mention, owner)
        for mention, owner in story.cast.within(clause.starts[0], position)
        if mention.start < clause.ends[-1]
        and mention.start not in story.quoted
        and owner >= 0
        and noun in story.nouns_of(owner)
    ]
    subject = story.subject(number)[2]
    proper = 0 <= subject < len(story.cast.parties)
    fits = proper and noun in story.nouns_of(subject)
    unsure = not proper or story.parties[subject].kind == "unknown"
    unsure &= noun not in head_nouns(story.cast.parties[nearest])
    owner = body_meant(story.text, clause, fitting, subject if fits else -1, unsure=unsure)
    if noun in FIRMS and owner >= 0 and not story.may_be_firm(owner):
        return -1
    if owner < 0 or _is_far(story, noun, owner, story.sentence_at(position) - number):
        return -1
    cited = noun == "group" and only_cited(story.text, story.cast.parties[owner], position)
    return -1 if cited else owner


def _is_far(story: Story, noun: str, body: int, back: int) -> bool:
    """Whether a body is named too many sentences back, by whether its name has the noun."""
    if noun in head_nouns(story.cast.parties[body]):
        return back > _NAMED_BACK and body not in story.spoken
    first = story.cast.parties[body].mentions[0].start
    opens = noun in FIRMS and story.sentence_at(first) < _OPENING
    return back > _BACK and body != story.last.party and not opens


def _another(story: Story, noun: str, number: int, position: int, body: int) -> bool:
    """Whether "the firm" or "the bank" may be another, named or heard since a sentence.

    That is one who may be a firm as well as a person, and speaks, or whom a short name leaves
    open; for a bank, any firm will do.
    """
    if noun not in _ANY_FIRM:
        return False
    known = fold(story.parties[body].name).split()
    here = story.sentence_at(position)
    for later in range(max(number + 1, here - _OTHERS), here + 1):
        for owner in story.heard.get(later, []):
            party = story.parties[owner]
            if may_be_firm(party) and fold(party.name) not in known:
                return True
    for mention, owner in story.cast.within(story.sentences[number].ends[-1], position):
        if owner < 0 and mention.kind != "person":
            return True
        party = story.parties[owner]
        often = len(party.mentions) > 1 and owner not in {-1, body}
        if noun in FIRMS | {"bank"} and often and may_be_firm(party):
            return noun == "bank" or not story.is_thing(owner)
    return False


def _comes_up(story: Story, noun: str, start: int, position: int) -> bool:
    """Whether a body of no proper name is told of behind a character: "a rights group"."""
    if noun not in story.told:
        story.told[noun] = [
            clause.starts[index]
            for clause in story.sentences
            for index in range(1, len(clause))
            if clause.lower[index] == noun
            and clause.words[index].islower()
            and _is_new(clause, index)
        ]
    places = story.told[noun]
    at = bisect_right(places, start)
    return at < len(places) and places[at] < position


def _is_new(clause: Clause, head: int) -> bool:
    """Whether a noun tells of a body for the first time: "a rights group", "Tavra's port agency".

    What stands in commas behind a name is that name's own: "Acme, a glass company".
    """
    for index in range(head - 1, max(-1, head - _FRONT), -1):
        word = clause.lower[index]
        if word in POSSESSIVES:
            return index > 0 and is_capital(clause.words[index - 1])
        if word in INDEFINITE:
            before = clause.words[max(0, index - 2) : index]
            return not (before[1:] == [","] and is_capital(before[0]))
        if word in DETERMINERS or not word[0].isalnum():
            return False
    return False


def _names_a_body(story: Story, index: int) -> bool:
    """Whether "the company" may take up what is named at one mention.

    No quotation, no analyst's employer, and an acronym only where it is told to be a body.
    """
    mention, owner = story.cast.mentions[index], story.cast.owners[index]
    if mention.start in story.quoted or is_employer(story.text, mention):
        return False
    if owner in story.spoken or not is_bare_acronym(story.parties[owner]):
        return True
    if story.text[mention.end : mention.end + 2] in POSSESSIVES:
        return True
    return story.subject(story.sentence_at(mention.start))[2] == owner
