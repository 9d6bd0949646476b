"""Statements before their speakers are resolved: reports joined over sentences and paragraphs.

A quotation without a cue belongs to the one before it; one that stands alone in its paragraph
goes on with the last speaker. Short quotations that nothing reports are titles, nicknames and
scare quotes, and no statements.
"""

from dataclasses import dataclass, field

from corpus.english.word_classes import (
    AUXILIARIES,
    CHARGED,
    NAMING_ADJECTIVES,
    NAMING_NOUNS,
    word_set,
)
from corpus.saying.clauses import Clause
from corpus.saying.complements import nested
from corpus.saying.cues import cue_at
from corpus.saying.noun_phrases import Range
from corpus.saying.openings import clause_subject, nearest_subject
from corpus.saying.report import ENDS, Report
from corpus.saying.reports import SIGNED, is_heading, reports
from corpus.saying.subjects import subject_before
from corpus.spans import Span

_PHRASE = 4
"""Words from which a quotation speaks in a sentence without a verb of saying."""
_CLAUSE = 5
"""Words from which a quotation is a clause rather than a term."""
_LONG_QUOTATION = 4
"""Words from which a quotation alone in its paragraph speaks, even where nobody is named."""


_JUDGING = word_set("consider considers considered regard regards regarded sees saw")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a quotation looks like.

    How many words it has, whether it is capitalised as a title is, whether its marks say little
    (single ones, or those of ``id="7"``), and whether it runs on from the paragraph before.
    """

    words: int
    title: bool = False
    weak_marks: bool = False
    runs_on: bool = False

    def speaks(self, *, reported: bool) -> bool:
        """Whether it is a statement though no cue governs it.

        ``reported`` says that its sentence has a verb of saying. Counted on PolNeAR's training
        part, where no report covers them and without markup: with such a verb 76 of 100 of two
        words belong to a statement, without one 60 of 100, and of titles 31. In 2,882 articles
        of general news, where nobody was known for any, 6 of 80 short ones or titles did.
        """
        if self.weak_marks or self.title:
            return False
        return self.words >= _PHRASE or reported


@dataclass(slots=True)
class Draft:
    """A statement with the sentence and the words that name its source.

    ``sentence`` is the number of its clause; ``source`` words of ``source_clause``.
    ``follows`` is the draft whose speaker goes on, or ``None``; ``last`` that of the
    sentence in which it ends. A ``guessed`` source only stands near: nobody is named by it.
    ``mention`` is the source as it was proposed, where it was; ``inside`` tells that it was
    proposed within another's words.
    """

    clause: Clause
    sentence: int
    content: list[Span]
    quoted: list[bool]
    cue: Span | None = None
    source: Range | None = None
    source_clause: Clause | None = None
    report: Report | None = None
    follows: "Draft | None" = None
    last: int = -1
    guessed: bool = False
    extra: list[Span] = field(default_factory=list)
    mention: Span | None = None
    inside: bool = False

    @property
    def is_nested(self) -> bool:
        """Whether it stands inside what someone else says: "Ek said Lund had promised"."""
        return self.inside or (self.report is not None and self.report.inside)

    def origin(self) -> "Draft":
        """The statement whose speaker goes on in this one; itself when it has its own."""
        draft = self
        while draft.follows is not None:
            draft = draft.follows
        return draft


def drafts(sentences: list[Clause], wordings: list[Wording]) -> list[Draft]:
    """The statements of all sentences; ``wordings`` tell of each quotation."""
    found: list[Draft] = []
    for number, clause in enumerate(sentences):
        if all(quote < 0 for quote in clause.quotes) and len(clause) > 1:
            found.extend(_reported(clause, number))
            continue
        if clause.only_quotes(0, len(clause)):
            _go_on(found, sentences, number, wordings)
            continue
        here = _reported(clause, number)
        left_over = _left_over(clause, number, here, wordings)
        if left_over:
            _take_up(left_over[0], found, number)
        found.extend(sorted([*here, *left_over], key=lambda draft: draft.content[0]))
    return found


def join_questions(sentences: list[Clause]) -> list[Clause]:
    """Sentences, with “Why?” joined to the "Lund asked" that only looks like a new sentence."""
    joined: list[Clause] = []
    for clause in sentences:
        before = joined[-1] if joined else None
        if before is not None and before.paragraph == clause.paragraph and _asks(before):
            both = Clause(
                before.words + clause.words,
                before.lower + clause.lower,
                before.starts + clause.starts,
                before.ends + clause.ends,
                before.quotes + clause.quotes,
                clause.paragraph,
            )
            if clause.quotes[0] < 0 and _quotation_first(both, before):
                joined[-1] = both
                continue
        joined.append(clause)
    return joined


def _asks(clause: Clause) -> bool:
    """Whether a sentence is one quotation and nothing else."""
    return len(clause) == 1 and clause.quotes[0] >= 0


def _quotation_first(clause: Clause, before: Clause) -> bool:
    """Whether the first report of a sentence has its opening quotation as what is said.

    After a full stop the rest must be no more than "Lund said.".
    """
    found = reports(clause)
    if not found or found[0].cue is None or found[0].pieces[0] != (0, 1):
        return False
    if found[0].verb == SIGNED:
        return True
    if before.words[0][-1] == ".":
        return found[0].cue[1] >= len(clause) - 1
    return before.words[0][-1] in "?!…—–-," and found[0].cue[0] < 20


def _reported(clause: Clause, number: int) -> list[Draft]:
    """The statements of a sentence's reports, each with the one it passes on second hand."""
    found: list[Draft] = []
    for report in reports(clause):
        inner = nested(clause, report)
        found.extend(_draft(clause, number, one) for one in (report, inner) if one is not None)
    return found


def _draft(clause: Clause, number: int, report: Report) -> Draft:
    """The statement of one report."""
    return Draft(
        clause,
        number,
        [clause.span(*piece) for piece in report.pieces],
        [_all_quoted(clause, piece) for piece in report.pieces],
        None if report.cue is None else clause.span(*report.cue),
        report.source,
        clause,
        report,
    )


def _all_quoted(clause: Clause, piece: Range) -> bool:
    """Whether a piece is quotations and nothing else."""
    return clause.only_quotes(*piece)


def _go_on(
    found: list[Draft], sentences: list[Clause], number: int, wordings: list[Wording]
) -> None:
    """A sentence of nothing but quotation: a piece of the statement before, or a new one."""
    clause = sentences[number]
    spans = [
        clause.span(index, index + 1) for index in range(len(clause)) if clause.quotes[index] >= 0
    ]
    previous = _leading(found)
    same_paragraph = previous is not None and previous.clause.paragraph == clause.paragraph
    runs_on = wordings[clause.quotes[0]].runs_on if clause.quotes[0] >= 0 else False
    if previous is not None and (runs_on or (same_paragraph and _takes_more(previous, number))):
        previous.content.extend(spans)
        previous.quoted.extend([True] * len(spans))
        previous.extra.extend(spans)
        previous.last = number
        return
    draft = Draft(clause, number, spans, [True] * len(spans))
    colon = number > 0 and sentences[number - 1].lower[-1] == ":"
    if colon:
        _introduce(draft, sentences[number - 1])
    elif same_paragraph or (previous is not None and _next_paragraph(previous, sentences, number)):
        draft.follows = previous
    elif number:
        _introduce(draft, sentences[number - 1])
    few = _words(clause, wordings) < _LONG_QUOTATION
    if few and draft.follows is None and draft.source is None:
        return
    if draft.cue is None and not same_paragraph and _is_title(clause, wordings):
        return
    found.append(draft)


def _is_title(clause: Clause, wordings: list[Wording]) -> bool:
    """Whether a sentence is titles alone, as the lines of a list of songs are."""
    inside = [wordings[quote] for quote in clause.quotes if quote >= 0]
    return all(wording.title and wording.words > 1 for wording in inside)


def _leading(found: list[Draft]) -> Draft | None:
    """The last draft, or that of the quotation with which its sentence begins.

    In "“It fell,” said Lund, who noted that it had been “old.”" it is Lund who goes on.
    """
    previous = next((draft for draft in reversed(found) if not draft.is_nested), None)
    if previous is None:
        return None
    begins = previous.clause.starts[0]
    for draft in reversed(found):
        if draft.sentence != previous.sentence:
            break
        if draft.cue is not None and draft.quoted[0] and draft.content[0].start == begins:
            return draft
    return previous


def _takes_more(previous: Draft, number: int) -> bool:
    """Whether the sentence before is a quotation with its cue that the next one completes."""
    return (
        previous.sentence == number - 1
        and previous.quoted[0]
        and not previous.extra
        and len(previous.content) < 2
        and previous.follows is None
    )


def _next_paragraph(previous: Draft, sentences: list[Clause], number: int) -> bool:
    """Whether the draft before ends the paragraph right before this sentence."""
    return number > 0 and max(previous.sentence, previous.last) == number - 1


def _introduce(draft: Draft, before: Clause) -> None:
    """The subject of the line before introduces a quotation: a heading, or what ends in a colon.

    Behind a whole sentence without a colon its subject is the source in 3 of 15 cases (PolNeAR's
    training part): it only stands near.
    """
    if draft.clause.paragraph - before.paragraph > 2:
        return
    if before.lower[-1] == ":":
        for index in range(len(before) - 1, -1, -1):
            cue = cue_at(before, index)
            source = None if cue is None else subject_before(before, cue.start, 0)
            if cue is not None and source is not None:
                draft.source, draft.source_clause = source, before
                end = cue.end + (cue.end == len(before) - 1)
                draft.cue = before.span(max(cue.start, source[1]), end)
                return
    subject = clause_subject(before, len(before))
    if subject is not None and not is_heading(before, *subject):
        draft.source, draft.source_clause = subject, before
        draft.guessed = before.lower[-1] != ":" and (before.lower[-1] in ENDS or subject[0] > 0)


def _words(clause: Clause, wordings: list[Wording]) -> int:
    """Words inside the quotations of a sentence."""
    return sum(wordings[quote].words for quote in clause.quotes if quote >= 0)


def _left_over(
    clause: Clause, number: int, here: list[Draft], wordings: list[Wording]
) -> list[Draft]:
    """Quotations that no report of their sentence covers, when they are long enough.

    Whom the subject of their sentence names only stands near, unless a verb of saying is there
    and the quotation is a clause, by its length or behind "that", or a judgement. Counted on 500
    articles of PolNeAR's training part, the subject is the source in 60 of 80 such cases, and in
    60 of 167 where there is no verb of saying.
    """
    covered = [span for draft in here for span in draft.content]
    found: list[Draft] = []
    reported = bool(here) or any(cue_at(clause, index) for index in range(len(clause)))
    for index, quote in enumerate(clause.quotes):
        said = reported or _judges(clause, index) or clause.lower[index - 1 : index] == [":"]
        if quote < 0 or not wordings[quote].speaks(reported=said) or names(clause, index):
            continue
        span = clause.span(index, index + 1)
        if any(outer.covers(span) for outer in covered):
            continue
        draft = Draft(clause, number, [span], [True])
        subject = clause_subject(clause, index)
        whole = wordings[quote].words >= _CLAUSE or clause.lower[index - 1 : index] == ["that"]
        draft.guessed = subject is None or not ((reported and whole) or _judges(clause, index))
        subject = subject or nearest_subject(clause, index)
        if subject is not None:
            draft.source, draft.source_clause = subject, clause
        found.append(draft)
    return found


def _take_up(draft: Draft, found: list[Draft], number: int) -> None:
    """Let a quotation go on with the one before: "“A,” said Ek. “B” for the pier."

    No verb of saying follows it, nor "is" or the like, of which it would be the subject.
    """
    clause, previous = draft.clause, _leading(found)
    if previous is None or not _takes_more(previous, number):
        return
    opens = draft.content[0].start == clause.starts[0]
    same = previous.clause.paragraph == clause.paragraph
    cues = [cue_at(clause, index) for index in range(1, len(clause))]
    said = any(cue is not None and cue.verb.form != "ing" for cue in cues)
    if opens and same and not said and AUXILIARIES.isdisjoint(clause.lower[1:2]):
        draft.follows, draft.source, draft.guessed = previous, None, False


def _judges(clause: Clause, index: int) -> bool:
    """Whether somebody's view is in quotation marks: "the port regards Ek as “a danger”"."""
    return clause.lower[index - 1 : index] == ["as"] and not _JUDGING.isdisjoint(
        clause.lower[:index]
    )


def names(clause: Clause, index: int) -> bool:
    """Whether the quotation at a word is the name of something, and nobody's words.

    >>> from corpus.saying.clauses import clause_of
    >>> [names(clause, clause.lower.index("“”")) for clause in map(clause_of, (
    ...     "He was charged with “assault on a clerk” in May.",
    ...     "They marched under the slogan “Water for all” again.",
    ...     "They spoke of “assault on a clerk” in May.",
    ... ))]
    [True, True, False]
    """
    before = clause.lower[max(0, index - 3) : index]
    if before and before[-1] in NAMING_NOUNS | NAMING_ADJECTIVES:
        return True
    if any(word in NAMING_NOUNS for word in clause.lower[index + 1 : index + 2]):
        return True
    if not before or before[-1] not in {"of", "with", "as", "for", "on"}:
        return False
    return any(word in NAMING_NOUNS | CHARGED | {"known"} for word in before[:-1])
