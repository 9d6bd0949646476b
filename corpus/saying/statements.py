"""Who said what in one text: quotations and reported speech, by rules.

    text → names → who is who ─────────────────────┐
    text → quotations, sentences → clauses → drafts ┴→ statements ← turns ← labels ← text

Each step is a pure function in a file of its own. ``proposals`` is where a learned tagger comes
in (``corpus.saying.tagger``); without any, this is the rules alone.
"""

from bisect import bisect_left
from collections.abc import Sequence

from corpus.cutting.quotations import SINGLE_MARKS, Quotation, quotations
from corpus.cutting.sentences import sentences
from corpus.english.word_classes import PREPOSITIONS
from corpus.saying.clauses import clauses
from corpus.saying.drafts import Draft, Wording, drafts, join_questions
from corpus.saying.joining import with_proposals
from corpus.saying.people import everyone
from corpus.saying.proposals import Proposal
from corpus.saying.route import hops, is_anonymous, route
from corpus.saying.speakers import meant, speaker
from corpus.saying.statement import Statement, StatementKind
from corpus.saying.story import Story
from corpus.saying.tokens import Tokens, tokens
from corpus.saying.transcripts import with_turns
from corpus.saying.voice import NOBODY, Voice
from corpus.spans import Span

_DOUBLE_MARKS = frozenset('"“”„‟«»「『') | {"''", "``"}
_FEW_WORDS = 4
"""Words up to which a quotation in single marks is a term, where double ones are in use."""


def statements(
    text: str, proposals: Sequence[Proposal] = (), headline: str = ""
) -> list[Statement]:
    """Every statement in a text, in the order in which they begin.

    ``headline`` is one that is no part of the text, and may tell whose an interview is.

    >>> text = 'Mayor Ada Lund came at dawn. "They saved the pier," she said.'
    >>> [(s.kind, s.content[0].of(text), s.speaker) for s in statements(text)]
    [('direct', '"They saved the pier,"', 'Ada Lund')]
    """
    # 1. Words, quotations, sentences.
    toks = tokens(text)
    quoted = speech_quotations(text, quotations(text))
    spans = [span for span, _ in quoted]
    parts = join_questions(clauses(text, toks, sentences(text), spans))
    # 2. What is said, with the words that name its source.
    found = drafts(parts, [_wording(text, toks, *one) for one in quoted])
    found = with_proposals(parts, found, proposals, spans)
    # 3. Who is who, and who speaks.
    cast = everyone(text)
    inside = {mention.start for span in spans for mention, _ in cast.within(*span)}
    story = Story(text, cast, parts, meant, frozenset(inside))
    voices: dict[int, Voice] = {}
    for draft in found:
        origin = draft.origin()
        if id(origin) not in voices:
            voices[id(origin)] = _voice(story, origin)
    said = [_statement(text, draft, voices[id(draft.origin())], spans) for draft in found]
    # 4. What stands behind a label: "LUND: It is shut."
    return with_turns(text, cast, said, headline)


def speech_quotations(text: str, found: Sequence[Quotation]) -> list[tuple[Span, bool]]:
    """The outermost quotations that can be speech, one for each paragraph that one runs through.

    The flag tells of running on from the paragraph before. Single marks count where they hold
    a clause, or where the text has no double ones.

    >>> text = "The ‘old’ pier. ‘It fell,’ he said."
    >>> [span.of(text) for span, _ in speech_quotations(text, quotations(text))]
    ['‘old’', '‘It fell,’']
    """
    double = any(quotation.mark in _DOUBLE_MARKS for quotation in found)
    spans: list[tuple[Span, bool]] = []
    for quotation in found:
        if quotation.depth or (double and not _is_clause(text, quotation)):
            continue
        for number, span in enumerate(quotation.spans):
            spans.append((span, number > 0))
    return sorted(spans)


def _is_clause(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is in double marks, or long enough for speech."""
    if quotation.mark in _DOUBLE_MARKS:
        return True
    return quotation.words[0].of(text).count(" ") >= _FEW_WORDS


def _wording(text: str, toks: Tokens, span: Span, runs_on: bool) -> Wording:
    """What a quotation looks like."""
    first, last = bisect_left(toks.starts, span.start), bisect_left(toks.starts, span.end)
    words = [word for word in toks.words[first:last] if word[0].isalnum()]
    long = [word for word in words if len(word) > 3 and word not in PREPOSITIONS] or words
    capitals = sum(word[0].isupper() for word in words)
    opens = bool(words) and words[0][0].isupper()
    capital = capitals > 1 or (opens and len(words) < _FEW_WORDS)
    title = capital and all(word[0].isupper() for word in long)
    markup = text[max(0, span.start - 1) : span.start] == "="
    single = text[span.start] in SINGLE_MARKS and text[span.start + 1 : span.start + 2] != "'"
    return Wording(len(words), title, markup or single, runs_on)


def _voice(story: Story, draft: Draft) -> Voice:
    """Who speaks in a draft."""
    if draft.source is None or draft.source_clause is None or draft.guessed:
        return NOBODY
    report = draft.report
    asked = report.listener if report is not None and report.verb == "ask" else None
    return speaker(story, draft.source_clause, draft.source, aside=draft.is_nested, asked=asked)


def _statement(text: str, draft: Draft, voice: Voice, quoted: Sequence[Span]) -> Statement:
    """The statement of a draft and its voice."""
    origin = draft.origin()
    source: tuple[Span, ...] = ()
    if origin.mention is not None:
        source = (origin.mention,)
    elif origin.source is not None and origin.source_clause is not None:
        source = (origin.source_clause.span(*origin.source),)
    return Statement(
        _kind(draft, quoted),
        tuple(draft.content),
        () if draft.cue is None else (draft.cue,),
        source,
        voice.name,
        voice.role,
        () if draft.report is None else route(text, draft.clause, draft.report),
        voice.anonymous or (voice.name is None and is_anonymous(draft.clause)),
        hops(draft.report),
    )


def _kind(draft: Draft, quoted: Sequence[Span]) -> StatementKind:
    """Direct, mixed or indirect, by how much of the content is in quotation marks."""
    if all(draft.quoted):
        return "direct"
    some = any(draft.quoted) or any(_overlaps(span, quoted) for span in draft.content)
    return "mixed" if some else "indirect"


def _overlaps(span: Span, quoted: Sequence[Span]) -> bool:
    """Whether a quotation begins or goes on inside a span."""
    index = bisect_left(quoted, (span.end,))
    return index > 0 and quoted[index - 1].end > span.start
