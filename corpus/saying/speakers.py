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
    PERSON_NOUNS,
    PLACE_WORDS,
    PLURAL_PEOPLE,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
)
from corpus.saying.bodies import body_meant, head_nouns, nouns_of, only_cited, told_of
from corpus.saying.clauses import Clause
from corpus.saying.focus import Candidate, choose
from corpus.saying.genders import Gender, title_gender
from corpus.saying.names import Mention
from corpus.saying.noun_phrases import Range, head_of
from corpus.saying.openings import clause_subject
from corpus.saying.people import Cast, Party, fold
from corpus.saying.roles import is_plural, leaves_pronouns, takes_up

_MEMORY = 9
"""Sentences that a pronoun looks back."""
_ANSWER = 2
"""Sentences behind a question in which "he" is not who asked."""
_MENTIONS = 300
"""Mentions among which "the minister" is looked for, before it and, told more, behind it."""
_PEOPLE = MALE | FEMALE | {"they"}
_FRONTING = PREPOSITIONS - SUBORDINATORS
_DESCRIBED = re.compile(r", (?:an?|the) [^,.;:]+,? ?")
_OF_A_THING = re.compile(r" of [a-z]+(?: [a-z]+)? ")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: the number of a party or -1, the name and role to show, and if anonymous."""

    party: int = -1
    name: str | None = None
    role: str | None = None
    anonymous: bool = False


NOBODY = Voice()


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
        head = head_of(clause, phrase)
        word = clause.lower[head]
        position = clause.starts[phrase[0]]
        if word in _PEOPLE and self._goes_on(word, position):
            return self.last
        if word in MALE or word in FEMALE:
            return self._pronoun(position, "f" if word in FEMALE else "m")
        if word in {"it", "they"}:
            return self._pronoun(position, None)
        if word in RELATIVES:
            return self._antecedent(clause, phrase[0])
        named = self._named(clause, phrase, head)
        return self._common_noun(clause, phrase, head) if named is None else named

    def _goes_on(self, word: str, position: int) -> bool:
        """Whether the last speaker was someone unnamed in this sentence or the one before."""
        number = bisect_right(self.starts, position) - 1
        unnamed = self.last.anonymous or (self.last.name is None and self.last.role is not None)
        if not unnamed or number - self.last_sentence > 1:
            return False
        gender = title_gender(self.last.role)
        if (gender == "f" and word in MALE) or (gender == "m" and word in FEMALE):
            return False
        return word == "they" or not is_plural(self.last.role or "")

    def _of(self, owner: int, position: int) -> Voice:
        """The voice of a party, with the role that it has at a position."""
        party = self.parties[owner]
        return Voice(owner, party.name, party.role_at(position))

    def _named(self, clause: Clause, phrase: Range, head: int) -> Voice | None:
        """The party whose name is the head of a phrase, or stands beside it in commas."""
        mentions = self.cast.within(clause.starts[phrase[0]], clause.ends[phrase[1] - 1])
        at, end = clause.starts[head], clause.ends[head]
        found = [pair for pair in mentions if pair[0].start <= at < pair[0].end]
        if not found and clause.words[head][0].islower():
            found = [pair for pair in mentions if self._beside(pair[0], end)][-1:]
        if found and "&" in clause.lower[phrase[0] : phrase[1]] and found[0][0].kind != "person":
            found = [pair for pair in mentions[-1:] if _employed(pair[0])] or found
        if not found:
            return None
        mention, owner = found[0]
        capitals = sum(word[0].isupper() for word in mention.name.split())
        if mention.kind == "unknown" and capitals > 3:
            return NOBODY  # a headline, more likely than a name
        if owner < 0:
            self.unclear[bisect_right(self.starts, mention.start) - 1] = fold(mention.name)
            return Voice(-1, None, mention.role)
        return self._of(owner, mention.start)

    def _beside(self, mention: Mention, end: int) -> bool:
        """Whether a name follows a role: "a spokeswoman for the port, Ada Lund"."""
        if mention.kind == "body" or mention.start < end:
            return False
        between = self.text[end : mention.start]
        if mention.kind == "person" and " " in mention.name and _OF_A_THING.fullmatch(between):
            return between.split()[-1] not in PERSON_NOUNS  # "head of design Ada Lund"
        return between == " " or (between.rstrip().endswith(",") and len(mention.name.split()) > 1)

    def _pronoun(self, position: int, gender: Gender | None) -> Voice:
        """Whom "he", "she" or, without a gender, "it" means."""
        owner = choose(self._candidates(position, gender))
        if owner < 0 or (gender is None and not self._may_be_body(owner)):
            return NOBODY
        if gender is not None:
            self.genders.setdefault(owner, gender)
        return self._of(owner, position)

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
        return 1 < len(words) < 4 and (told == gender or subject == 1)

    def _may_be_body(self, owner: int) -> bool:
        """Whether a party can speak as "it": no place that "it" in its own sentence may mean."""
        kind = self.parties[owner].kind
        return kind == "body" or (kind == "unknown" and owner in self.spoken)

    def _antecedent(self, clause: Clause, index: int) -> Voice:
        """Whom "who" means: the name before it, an age, a role or "a Tavra voter" between."""
        if not index:
            return NOBODY
        at = clause.ends[index - 1]
        before = self.cast.within(max(clause.starts[0], at - 120), at)
        person = next((pair for pair in reversed(before) if self._is_person(pair[1])), None)
        if person is not None and _DESCRIBED.fullmatch(self.text, person[0].end, at):
            return self._of(person[1], at)
        for mention, owner in reversed(before):
            between = self.text[mention.end : at].strip(" ,")
            if owner >= 0 and (not between or between.isdigit() or between == mention.role):
                return self._of(owner, at)
        return NOBODY

    def _is_person(self, owner: int) -> bool:
        return owner >= 0 and self.cast.parties[owner].kind == "person"

    def _common_noun(self, clause: Clause, phrase: Range, head: int) -> Voice:
        """Whom "the minister", "a ministry official", "the group" means."""
        noun, first = clause.lower[head], clause.lower[phrase[0]]
        position = clause.starts[phrase[0]]
        if first in INDEFINITE or noun in PLURAL_PEOPLE or first not in DETERMINERS:
            if noun in ANONYMOUS_HEADS:
                return Voice(anonymous=True, role=self._printed(clause, phrase))
            return NOBODY
        if self.last.anonymous and self.last.role and takes_up(self.last.role, noun):
            one_of_many = is_plural(self.last.role)
            return (
                Voice(-1, None, self._printed(clause, phrase), True) if one_of_many else self.last
            )
        if noun == "source":
            return Voice(anonymous=True, role=self._printed(clause, phrase))
        wanted = {word for word in clause.lower[phrase[0] + 1 : head] if word.isalpha()}
        if noun in BODY_NOUNS and not wanted:
            owner = self._by_body_noun(noun, position)
        else:
            owner = self._by_noun(noun, position, wanted)
        if owner >= 0:
            return self._of(owner, position)
        if noun in BODY_NOUNS and wanted:
            name = self.text[clause.starts[phrase[0] + 1] : clause.ends[head]]
            self.bodies[noun] = self._body(name)
        unnamed = noun in PERSON_NOUNS  # "the port spokeswoman"
        nobody = Voice(role=self._printed(clause, phrase)) if unnamed else NOBODY
        return self.bodies.get(noun, nobody)

    def _body(self, name: str) -> Voice:
        """The voice of a body of no proper name, always the same for one name."""
        known = (voice for voice in self.bodies.values() if voice.name == name)
        voice = next(known, None)
        if voice is None:
            voice = Voice(len(self.parties), name)
            self.parties.append(Party(name, "body", None, (), ()))
        return voice

    def _by_noun(self, noun: str, position: int, wanted: set[str]) -> int:
        """The party named last that a common noun fits; -1 when none does."""
        high = bisect_left(self.cast.starts, position)
        after = range(high, min(high + _MENTIONS, len(self.cast.starts))) if wanted else range(0)
        best, best_shared = -1, 0
        for index in (*range(high - 1, max(-1, high - _MENTIONS), -1), *after):
            owner = self.cast.owners[index]
            if owner < 0 or owner == best or noun not in self._nouns(owner):
                continue
            party = self.cast.parties[owner]
            if noun in BODY_NOUNS and self.cast.starts[index] in self.quoted:
                continue
            shared = len(wanted & told_of(party))
            if wanted and not shared:
                continue
            if best < 0 or shared > best_shared:
                best, best_shared = owner, shared
        return best

    def _by_body_noun(self, noun: str, position: int) -> int:
        """The body that "the company" means in the nearest sentence that names one; else -1."""
        nearest = self._by_noun(noun, position, set())
        if nearest < 0:
            return -1
        index = bisect_left(self.cast.starts, position) - 1
        while self.cast.owners[index] != nearest or self.cast.starts[index] in self.quoted:
            index -= 1
        at = self.cast.starts[index]
        number = bisect_right(self.starts, at) - 1
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
