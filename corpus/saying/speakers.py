"""Who "she", "the minister" and "Lund" are: sources of statements resolved to parties.

Reading goes from the first statement to the last, as a reader does, and remembers who spoke.
Where two could be meant, nobody is named: a wrong speaker is worse than none.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from corpus.english.word_classes import (
    ANONYMOUS_HEADS,
    BODY_NOUNS,
    DETERMINERS,
    FEMALE,
    INDEFINITE,
    MALE,
    PARTY_MEMBERS,
    PERSON_NOUNS,
    PLACE_WORDS,
    PLURAL_PEOPLE,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
)
from corpus.saying.bodies import (
    FIRMS,
    body_meant,
    head_nouns,
    is_bare_acronym,
    is_employer,
    may_be_firm,
    nouns_of,
    only_cited,
)
from corpus.saying.clauses import Clause
from corpus.saying.descriptions import Description, description, shared_words
from corpus.saying.focus import Candidate, choose
from corpus.saying.genders import Gender
from corpus.saying.mentioned import (
    antecedent,
    head_word,
    named_together,
    stands_beside,
)
from corpus.saying.names import Mention
from corpus.saying.noun_phrases import Range, is_many
from corpus.saying.openings import clause_subject
from corpus.saying.people import Cast, Party, fold
from corpus.saying.roles import is_plural, leaves_pronouns, takes_up
from corpus.saying.voice import NOBODY, Voice, goes_on

_NOBODYS_NAME = re.compile(r"\b[A-Z]{3,}\b|&|-[a-z]+(?:ing|ed)\b")
"""A heading, a sort of music, or what something is: "FULL TEXT", "R&B", "award-winning"."""
_MEMORY = 9
"""Sentences that a pronoun looks back."""
_ANSWER = 2
"""Sentences behind a question in which "he" is not who asked."""
_ANY_FIRM = FIRMS | {"bank", "group"}
_OTHERS = 30
"""Sentences back in which another firm may have spoken since "the company" was named."""
_MENTIONS = 300
"""Mentions among which "the minister" is looked for, before it and, told more, behind it."""
_FRONTING = PREPOSITIONS - SUBORDINATORS


@dataclass(slots=True)
class Story:
    """What a reader of the article remembers at one point: who spoke last, and who there is.

    ``quoted`` has the starts of the mentions inside quotations, which no pronoun outside means;
    ``asker`` is who asked somebody last, and in which sentence: the answer is somebody else's.
    ``unclear`` has the sentences in which a name speaks that could be two people's.
    ``parties`` are the cast and, behind it, the bodies of no proper name ("the harbour board").
    """

    text: str
    cast: Cast
    sentences: list[Clause]
    quoted: frozenset[int] = frozenset()
    last: Voice = NOBODY
    last_sentence: int = -1
    asker: tuple[int, int] = (-1, -1)
    unclear: dict[int, str] = field(default_factory=dict)
    spoken: set[int] = field(default_factory=set)
    heard: dict[int, list[int]] = field(default_factory=dict)
    bodies: dict[str, Voice] = field(default_factory=dict)
    parties: list[Party] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    nouns: dict[int, frozenset[str]] = field(default_factory=dict)
    subjects: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    genders: dict[int, Gender] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.starts = [clause.starts[0] for clause in self.sentences]
        self.parties = list(self.cast.parties)

    def voice(
        self, clause: Clause, phrase: Range, *, aside: bool = False, asked: Range | None = None
    ) -> Voice:
        """Who a noun phrase means; the story then remembers that they spoke.

        ``aside`` is for someone who only speaks through another: that is soon forgotten.
        ``asked`` are the words for whoever they ask, who will answer.
        """
        voice = self._voice(clause, phrase)
        if aside:
            return voice
        unnamed = voice.party < 0 and not voice.anonymous
        if voice is not NOBODY and not (unnamed and leaves_pronouns(voice.role)):
            self.last = voice
            self.last_sentence = bisect_right(self.starts, clause.starts[phrase[0]]) - 1
        if voice.party >= 0:
            self.spoken.add(voice.party)
            number = bisect_right(self.starts, clause.starts[phrase[0]]) - 1
            self.heard.setdefault(number, []).append(voice.party)
            self.asker = (voice.party, number) if asked else (-1, -1)
        if asked:
            self._listens(clause, asked)
        return voice

    def _listens(self, clause: Clause, asked: Range) -> None:
        """Remember who is asked, as of someone who speaks."""
        mentions = self.cast.within(clause.starts[asked[0]], clause.ends[asked[1] - 1])
        number = bisect_right(self.starts, clause.starts[asked[0]]) - 1
        for owner in {owner for _, owner in mentions[:1] if owner >= 0}:
            self.spoken.add(owner)
            self.heard.setdefault(number, []).append(owner)

    def _voice(self, clause: Clause, phrase: Range) -> Voice:
        head = head_word(self.cast, clause, phrase)
        word = clause.lower[head]
        position = clause.starts[phrase[0]]
        if self._just_spoke(position) and goes_on(self.last, word):
            return self.last
        if word in MALE or word in FEMALE:
            return self._pronoun(position, "f" if word in FEMALE else "m")
        if word == "it":
            return self._pronoun(position, None)
        if word == "they":
            return self._together(position)
        if word in RELATIVES:
            owner = antecedent(self.text, self.cast, clause, phrase[0])
            return NOBODY if owner < 0 else self._of(owner, clause.ends[phrase[0] - 1])
        named = self._named(clause, phrase, head)
        return self._common_noun(clause, phrase, head) if named is None else named

    def _just_spoke(self, position: int) -> bool:
        """Whether the last speaker spoke in the sentence of a position or the one before."""
        return bisect_right(self.starts, position) - 1 - self.last_sentence <= 1

    def _of(self, owner: int, position: int) -> Voice:
        """The voice of a party, with the role that it has at a position."""
        party = self.parties[owner]
        return Voice(owner, party.name, party.role_at(position))

    def _named(self, clause: Clause, phrase: Range, head: int) -> Voice | None:
        """The party whose name is the head of a phrase, or stands beside it in commas."""
        mentions = self.cast.within(clause.starts[phrase[0]], clause.ends[phrase[1] - 1])
        at, end = clause.starts[head], clause.ends[head]
        found = [pair for pair in mentions if pair[0].start <= at < pair[0].end]
        if not found and (clause.words[head][0].islower() or clause.lower[head] in PERSON_NOUNS):
            found = [pair for pair in mentions if stands_beside(self.text, pair[0], end)][-1:]
        if found and "&" in clause.lower[phrase[0] : phrase[1]] and found[0][0].kind != "person":
            found = [pair for pair in mentions[-1:] if _employed(pair[0])] or found
        if not found:
            return None
        mention, owner = found[0]
        if named_together(self.text, self.cast, clause, mentions, mentions.index(found[0])):
            return Voice(role=self._printed(clause, phrase))
        capitals = sum(word[0].isupper() for word in mention.name.split())
        if mention.kind == "unknown" and capitals > 3:
            return NOBODY  # a headline, more likely than a name
        if owner < 0:
            self.unclear[bisect_right(self.starts, mention.start) - 1] = fold(mention.name)
            return Voice(-1, None, mention.role)
        return self._of(owner, mention.start)

    def _pronoun(self, position: int, gender: Gender | None) -> Voice:
        """Whom "he", "she" or, without a gender, "it" means."""
        owner = choose(self._candidates(position, gender))
        if owner < 0 or (gender is None and not self._may_be_body(owner)):
            return NOBODY
        if gender is not None:
            self.genders.setdefault(owner, gender)
        return self._of(owner, position)

    def _together(self, position: int) -> Voice:
        """Whom "they" means: the one body that its sentence, or the one before, is about.

        Behind "analysts say" it is they who go on, whatever body stands beside.
        """
        here = max(0, bisect_right(self.starts, position) - 1)
        for number in range(here, max(-1, here - 2), -1):
            clause = self.sentences[number]
            phrase = clause_subject(clause, len(clause))
            if phrase is None or clause.starts[phrase[0]] >= position:
                continue
            owner = self._subject(number)[2]
            several = is_many(clause, phrase)
            return (
                NOBODY
                if owner < 0 or several or not self._may_be_body(owner)
                else self._of(owner, position)
            )
        return NOBODY

    def _candidates(self, position: int, gender: Gender | None) -> list[Candidate]:
        """Those whom a pronoun could mean, from the sentences up to its own."""
        here = max(0, bisect_right(self.starts, position) - 1)
        found: list[Candidate] = []
        unclear = ""
        for number in range(here, max(-1, here - _MEMORY), -1):
            clause = self.sentences[number]
            far = self.sentences[here].paragraph > clause.paragraph
            for owner, subject in self._mentioned(number, position):
                party = self.parties[owner]
                if owner == self.asker[0] and 0 < here - self.asker[1] <= _ANSWER:
                    continue
                if unclear and not (owner in self.spoken and unclear in fold(party.name).split()):
                    continue  # the "Lund" of whom there are two stands nearer
                nearby = gender is None and number == here and party.kind == "unknown"
                if nearby or self._fits(owner, party, gender, subject):
                    told = party.gender or self.genders.get(owner)
                    doubtful = party.kind == "unknown" and told is None and gender is not None
                    found.append(
                        Candidate(
                            owner,
                            here - number,
                            far,
                            subject / 2 if doubtful else subject,
                            gender is None or told == gender,
                            owner == self.last.party,
                        )
                    )
            unclear = unclear or (self.unclear.get(number, "") if number < here else "")
        return found

    def _mentioned(self, number: int, position: int) -> list[tuple[int, float]]:
        """The parties of a sentence before a position; 1 for its subject, 0.5 for the first."""
        clause = self.sentences[number]
        found = [(owner, 1.0) for owner in self.heard.get(number, [])]
        stop = min(position, clause.ends[-1])
        fronted = clause.lower[0] in _FRONTING and stop < clause.ends[-1]
        low, high, owner = (0, 0, -1) if fronted else self._subject(number)
        if owner >= 0 and low < stop and not found:
            found.append((owner, 1.0))
        first = 0.0 if found or fronted else 0.5
        seen = {owner for owner, _ in found}
        for mention, owner in self.cast.within(clause.starts[0], stop):
            if owner < 0 or mention.start in self.quoted or owner in seen:
                continue
            seen.add(owner)
            if low <= mention.start < high:
                found.append((owner, 1.0))
            else:
                found.append((owner, first))
                first = 0.0 if self.cast.parties[owner].kind == "person" else first
        return found

    def _subject(self, number: int) -> tuple[int, int, int]:
        """Where the subject of a sentence stands, and its party, also as "he" or "the minister"."""
        if number not in self.subjects:
            self.subjects[number] = 0, 0, -1  # so that a circle ends
            clause = self.sentences[number]
            phrase = clause_subject(clause, len(clause))
            if phrase is not None:
                span = clause.span(*phrase)
                owner = self._voice(clause, phrase).party
                self.subjects[number] = span.start, span.end, owner
        return self.subjects[number]

    def _fits(self, owner: int, party: Party, gender: Gender | None, subject: float) -> bool:
        """Whether a party can be "he" or "she" or, without a gender, "it"."""
        if gender is None:
            return self._may_be_body(owner)
        told = party.gender or self.genders.get(owner)
        if party.kind == "body" or told not in {gender, None}:
            return False
        words = party.name.lower().split()
        if party.kind == "unknown" and any(word in PLACE_WORDS for word in words):
            return False
        if party.kind == "person" or owner in self.spoken:
            return True
        if _NOBODYS_NAME.search(party.name):
            return False
        return 1 < len(words) < 4 and (told == gender or subject == 1)

    def _may_be_body(self, owner: int) -> bool:
        """Whether a party can speak as "it": no place that "it" in its own sentence may mean."""
        kind = self.parties[owner].kind
        return kind == "body" or (kind == "unknown" and owner in self.spoken)

    def _common_noun(self, clause: Clause, phrase: Range, head: int) -> Voice:
        """Whom "the minister", "a ministry official", "the group" means."""
        noun, first = clause.lower[head], clause.lower[phrase[0]]
        position = clause.starts[phrase[0]]
        if first in INDEFINITE or noun in PLURAL_PEOPLE or first not in DETERMINERS:
            return self._anybody(clause, phrase, noun)
        if self.last.anonymous and self.last.role and takes_up(self.last.role, noun):
            one_of_many = is_plural(self.last.role)
            return (
                Voice(-1, None, self._printed(clause, phrase), True) if one_of_many else self.last
            )
        if noun == "source":
            return Voice(anonymous=True, role=self._printed(clause, phrase))
        told = description(clause, phrase, head)
        if told.new:
            return Voice(role=self._printed(clause, phrase))
        if noun in BODY_NOUNS and not (told.wanted or told.before):
            owner = self._by_body_noun(noun, position)
        else:
            owner = self._by_noun(told, position)
        if owner < 0 and noun in FIRMS and clause.lower[head - 1].endswith("-based"):
            owner = self._by_body_noun(noun, position)  # "the Lakes Tavra-based company"
        if owner >= 0:
            return self._of(owner, position)
        firm = noun in FIRMS or (noun == "bank" and "central" not in told.wanted)
        if noun in BODY_NOUNS and told.wanted and not firm:
            name = self.text[clause.starts[phrase[0] + 1] : clause.ends[head]]
            self.bodies[noun] = self._body(name)
        unnamed = noun in PERSON_NOUNS or (firm and told.wanted)  # "the oil company"
        nobody = Voice(role=self._printed(clause, phrase)) if unnamed else NOBODY
        return self.bodies.get(noun, nobody)

    def _anybody(self, clause: Clause, phrase: Range, noun: str) -> Voice:
        """The voice of "a clerk", "some analysts", or of nobody who hides: "a boat"."""
        behind_name = phrase[0] > 0 and clause.lower[phrase[0] - 1] == ","
        if noun in ANONYMOUS_HEADS or (noun in PARTY_MEMBERS and not behind_name):
            return Voice(anonymous=True, role=self._printed(clause, phrase))
        return NOBODY

    def _body(self, name: str) -> Voice:
        """The voice of a body of no proper name, always the same for one name."""
        known = (voice for voice in self.bodies.values() if voice.name == name)
        voice = next(known, None)
        if voice is None:
            voice = Voice(len(self.parties), name)
            self.parties.append(Party(name, "body", None, (), ()))
        return voice

    def _by_noun(self, told: Description, position: int) -> int:
        """The party named last that a description fits; -1 when none does."""
        high = bisect_left(self.cast.starts, position)
        after = (
            range(high, min(high + _MENTIONS, len(self.cast.starts))) if told.wanted else range(0)
        )
        best, best_shared = -1, 0
        for index in (*range(high - 1, max(-1, high - _MENTIONS), -1), *after):
            owner = self.cast.owners[index]
            if owner < 0 or owner == best or told.noun not in self._nouns(owner):
                continue
            if told.noun in BODY_NOUNS and not self._names_a_body(index):
                continue
            shared = shared_words(told, self.cast.parties[owner])
            if shared >= 0 and (best < 0 or shared > best_shared):
                best, best_shared = owner, shared
        return best

    def _another(self, noun: str, number: int, position: int, body: int) -> bool:
        """Whether "the firm" or "the bank" may be another, named or heard since a sentence.

        That is one who may be a firm as well as a person, and speaks, or whom a short name leaves
        open; for a bank, any firm will do.
        """
        if noun not in _ANY_FIRM:
            return False
        known = fold(self.parties[body].name).split()
        here = bisect_right(self.starts, position) - 1
        for later in range(max(number + 1, here - _OTHERS), here + 1):
            for owner in self.heard.get(later, []):
                party = self.parties[owner]
                if may_be_firm(party) and fold(party.name) not in known:
                    return True
        for mention, owner in self.cast.within(self.sentences[number].ends[-1], position):
            if owner < 0 and mention.kind != "person":
                return True
            party = self.parties[owner]
            often = len(party.mentions) > 1 and owner not in {-1, body}
            if noun == "bank" and often and may_be_firm(party):
                return True
        return False

    def _names_a_body(self, index: int) -> bool:
        """Whether "the company" may take up what is named at one mention.

        No quotation, no analyst's employer, and an acronym only where it is told to be a body.
        """
        mention, owner = self.cast.mentions[index], self.cast.owners[index]
        if mention.start in self.quoted or is_employer(self.text, mention):
            return False
        if owner in self.spoken or not is_bare_acronym(self.parties[owner]):
            return True
        if self.text[mention.end : mention.end + 2] in {"'s", "’s"}:
            return True
        return self._subject(bisect_right(self.starts, mention.start) - 1)[2] == owner

    def _by_body_noun(self, noun: str, position: int) -> int:
        """The body that "the company" means in the nearest sentence that names one; else -1."""
        nearest = self._by_noun(Description(noun), position)
        if nearest < 0:
            return -1
        index = bisect_left(self.cast.starts, position) - 1
        while self.cast.owners[index] != nearest or not self._names_a_body(index):
            index -= 1
        at = self.cast.starts[index]
        number = bisect_right(self.starts, at) - 1
        if self._another(noun, number, position, nearest):
            return -1
        clause = self.sentences[number]
        fitting = [
            (mention, owner)
            for mention, owner in self.cast.within(clause.starts[0], position)
            if mention.start < clause.ends[-1]
            and mention.start not in self.quoted
            and owner >= 0
            and noun in self._nouns(owner)
        ]
        subject = self._subject(number)[2]
        proper = 0 <= subject < len(self.cast.parties)
        fits = proper and noun in self._nouns(subject)
        unsure = not proper or self.parties[subject].kind == "unknown"
        unsure &= noun not in head_nouns(self.cast.parties[nearest])
        owner = body_meant(self.text, clause, fitting, subject if fits else -1, unsure=unsure)
        cited = noun == "group" and owner >= 0
        return -1 if cited and only_cited(self.text, self.cast.parties[owner], position) else owner

    def _nouns(self, owner: int) -> frozenset[str]:
        """The common nouns of a party, kept once worked out."""
        if owner not in self.nouns:
            self.nouns[owner] = nouns_of(self.cast.parties[owner])
        return self.nouns[owner]

    def _printed(self, clause: Clause, phrase: Range) -> str:
        """The words of a phrase up to its first comma."""
        start, end = phrase
        stop = next((i for i in range(start + 1, end) if clause.lower[i] in {",", "who"}), end)
        return self.text[clause.starts[start] : clause.ends[stop - 1]]


def _employed(mention: Mention) -> bool:
    """Whether somebody is named behind a firm: "Ek, Marr & Lund | analyst Ada Orr"."""
    return mention.kind == "person" and mention.title is not None
