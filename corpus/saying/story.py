"""What a reader of an article remembers at one point of it: who there is, and who spoke last."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from corpus.saying.acronyms import is_bare_acronym, is_code, is_told_a_firm
from corpus.saying.bodies import FIRMS, nouns_of
from corpus.saying.clauses import Clause
from corpus.saying.genders import Gender
from corpus.saying.noun_phrases import Range
from corpus.saying.openings import clause_subject
from corpus.saying.people import Cast, Party
from corpus.saying.things import is_told_a_thing
from corpus.saying.voice import NOBODY, Voice

_CREDIT = re.compile(r"[A-Z][\w.’'-]+ [A-Z][\w.’'-]+/[A-Z][\w /.&-]*\Z")
_TAIL = 80  # characters in which a picture's credit stands
_CAPTION = 600  # characters, the longest that is looked for
_FIRMS = FIRMS | {"agency"}
Meaning = Callable[["Story", Clause, Range], Voice]
"""Whom a noun phrase means at one point of a story."""


@dataclass(slots=True)
class Story:
    """What a reader of the article remembers at one point: who spoke last, and who there is.

    ``quoted`` has the starts of the mentions inside quotations, which no pronoun outside means;
    ``asker`` is who asked somebody last, and in which sentence: the answer is somebody else's.
    ``unclear`` has the sentences in which a name speaks that could be two people's.
    ``hidden`` are the nouns by which somebody speaks who is not named: "an official".
    ``told`` has where bodies of no proper name come up, by noun and once looked for: "a group".
    ``parties`` are the cast and, behind it, the bodies of no proper name ("the harbour board").
    ``meaning`` is ``corpus.saying.speakers.meant``: a sentence may begin with "he", too.
    """

    text: str
    cast: Cast
    sentences: list[Clause]
    meaning: Meaning
    quoted: frozenset[int] = frozenset()
    last: Voice = NOBODY
    last_sentence: int = -1
    asker: tuple[int, int] = (-1, -1)
    unclear: dict[int, str] = field(default_factory=dict)
    spoken: set[int] = field(default_factory=set)
    heard: dict[int, list[int]] = field(default_factory=dict)
    bodies: dict[str, Voice] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    parties: list[Party] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    nouns: dict[int, frozenset[str]] = field(default_factory=dict)
    firms: dict[int, bool] = field(default_factory=dict)
    things: dict[int, bool] = field(default_factory=dict)
    told: dict[str, list[int]] = field(default_factory=dict)
    subjects: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    genders: dict[int, Gender] = field(default_factory=dict)
    captions: dict[int, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.starts = [clause.starts[0] for clause in self.sentences]
        self.parties = list(self.cast.parties)

    def sentence_at(self, position: int) -> int:
        """The number of the sentence of a position; -1 before the first."""
        return bisect_right(self.starts, position) - 1

    def just_spoke(self, position: int) -> bool:
        """Whether the last speaker spoke in the sentence of a position or the one before."""
        return self.sentence_at(position) - self.last_sentence <= 1

    def of(self, owner: int, position: int) -> Voice:
        """The voice of a party, with the role that it has at a position."""
        party = self.parties[owner]
        return Voice(owner, party.name, party.role_at(position))

    def subject(self, number: int) -> tuple[int, int, int]:
        """Where the subject of a sentence stands, and its party, also as "he" or "the minister"."""
        if number not in self.subjects:
            self.subjects[number] = 0, 0, -1  # so that a circle ends
            clause = self.sentences[number]
            phrase = clause_subject(clause, len(clause))
            if phrase is not None:
                span = clause.span(*phrase)
                owner = self.meaning(self, clause, phrase).party
                self.subjects[number] = span.start, span.end, owner
        return self.subjects[number]

    def subject_words(self, number: int) -> Range | None:
        """The words of the subject of a sentence; ``None`` where it has none."""
        start, end, _ = self.subject(number)
        starts = self.sentences[number].starts
        return (bisect_left(starts, start), bisect_left(starts, end)) if start < end else None

    def is_caption(self, number: int) -> bool:
        """Whether a sentence's paragraph ends in a picture's credit: "Ada Lund/Lakes Images"."""
        clause = self.sentences[number]
        if clause.paragraph not in self.captions:
            low, high = clause.starts[0], clause.ends[-1]
            line = self.text.find("\n", high, high + _CAPTION)
            end = line if line >= 0 else min(len(self.text), high + _CAPTION)
            credit = _CREDIT.search(self.text, max(low, end - _TAIL), end)
            self.captions[clause.paragraph] = credit is not None
        return self.captions[clause.paragraph]

    def may_be_body(self, owner: int) -> bool:
        """Whether a party can speak as "it": no place that "it" in its own sentence may mean."""
        party = self.parties[owner]
        if party.kind == "body":
            return True
        somebody = party.gender is not None or owner in self.genders
        return party.kind == "unknown" and owner in self.spoken and not somebody

    def is_thing(self, owner: int) -> bool:
        """Whether a party that is called no body is none of a person either, kept once known."""
        if owner not in self.things:
            self.things[owner] = is_told_a_thing(self.text, self.parties[owner])
        return self.things[owner]

    def nouns_of(self, owner: int) -> frozenset[str]:
        """The common nouns of a party, kept once worked out."""
        if owner not in self.nouns:
            party = self.cast.parties[owner]
            self.nouns[owner] = nouns_of(party) - (_FIRMS if is_code(self.text, party) else set())
        return self.nouns[owner]

    def may_be_firm(self, owner: int) -> bool:
        """Whether "the company" may be a party: no acronym that neither speaks nor has shares."""
        if owner in self.spoken:
            return True
        if owner not in self.firms:
            party = self.cast.parties[owner]
            self.firms[owner] = not is_bare_acronym(party) or is_told_a_firm(self.text, party)
        return self.firms[owner]

    def printed(self, clause: Clause, phrase: Range) -> str:
        """The words of a phrase up to its first comma."""
        start, end = phrase
        stop = next((i for i in range(start + 1, end) if clause.lower[i] in {",", "who"}), end)
        return self.text[clause.starts[start] : clause.ends[stop - 1]]
