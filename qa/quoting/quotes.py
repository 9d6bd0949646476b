"""Who said what: statements by speaker and subject, each with its source and what stands around.

speaker, subject, filter → statements → ranked by meaning and words → quoted with their source
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.english.digits import figures_in
from corpus.errors import SpeakerNotFound, UsageError
from index.memory import Memory
from index.models.encoder import Encoder
from index.records import Candidate, Filter
from index.truth.statements import Kept
from qa.asking.prefer import figures_asked, moved_up
from qa.asking.question import take_question
from qa.asking.rank import CANDIDATES, fuse
from qa.asking.reasons import Reason, nothing_passes, nothing_then, undated_note
from qa.asking.then import changed_after
from qa.enumeration import either
from qa.quoting.quote import Quotes, articles_of, quoted, whole_sentences
from qa.understanding.question import understand
from qa.understanding.subject import bare_subject, understood_by, whom_of
from qa.understanding.taken import Taken, not_obeyed
from qa.understanding.whom import Whom, whom

QUOTES_MAX = 1_000  # in one answer
EMBEDDED = 32
"""Statements that are embedded for one question, the likeliest by passage and words. Each takes
5 to 9 ms of one core with the default model: an answer takes 0.2 to 0.4 s."""
NEAR = 0.25
"""Cosine similarity of subject and statement below which a statement that has none of the
subject's telling words is not about it. Sentences are less near to a subject than passages."""

Scored = list[tuple[Kept, float | None]]
"""Statements, each with its cosine similarity to what was asked about."""


def quotes(
    memory: Memory,
    encoder: Encoder | None,
    speaker: str | None,
    about: str | None,
    wanted: Filter,
    n: int = 20,
    as_words: Sequence[str] = (),
) -> Quotes:
    """Statements of a speaker, about a subject, or both.

    1. Take the name and the subject; 2. understand what the subject asks for beyond its words;
    3. see whom the name means; 4. find the statements, ranked when there is a subject; 5. quote
    the first of them, or say why there is none. ``encoder`` is needed for a subject only; of the
    statements about it no more than ``EMBEDDED`` are compared.

    Raises ``SpeakerNotFound``, with the nearest names, for a name that nobody here has, and
    ``UsageError`` when neither is given, and for a subject or ``n`` out of range.
    """
    subject = take_question(about) if about and about.strip() else None
    name = " ".join((speaker or "").split())
    if not name and subject is None:
        raise UsageError("Neither a speaker nor a subject is given; name one of them, or both.")
    if not 1 <= n <= QUOTES_MAX:
        raise UsageError(f"{n} statements cannot be given; ask for 1 to {QUOTES_MAX:,}.")
    memory.follow()
    with memory.store.snapshot():
        taken = understand(memory.store, subject or "", wanted, as_words)
        meant = whom(memory.store, name, wanted) if name else whom_of(memory.store, taken)
        if meant is not None and meant.reason is not None:
            raise SpeakerNotFound(meant.reason)
        vain = nothing_then(memory.store, taken)
        theirs = [] if vain else _by(memory, meant, taken.narrowed)
        if subject is None or vain:
            found: Scored = [(kept, None) for kept in theirs]
        elif encoder is None:
            raise UsageError("A subject is ranked by meaning, and there is no model to do it.")
        else:
            found = _about(memory, encoder, meant, taken, theirs)
        left_out = len(theirs) - len(found) if meant else 0
        undated, without_date = _undated(memory, meant, taken.narrowed)
        names = memory.store.speakers.names_of([kept.speaker for kept, _ in found[:n]])
        articles = articles_of(memory.store, [kept for kept, _ in found[:n]])
        given = tuple(
            quoted(articles[kept.article], kept, names.get(kept.speaker or 0), score)
            for kept, score in found[:n]
        )
        reason = None if found else _nothing(memory, meant, subject, wanted, vain)
        later = changed_after(memory.store, [quote.article for quote in given], wanted.as_of)
    if reason is not None and taken.narrowed != wanted:
        plain = [*as_words, *taken.filters]
        bare = quotes(memory, encoder, speaker, about, wanted, n, plain)
        return replace(bare, notes=(*bare.notes, not_obeyed(taken)))
    speakers, notes = (meant.names, meant.notes) if meant else ((), ())
    notes = (*notes, *taken.notes, *without_date, *_left_out(speakers, left_out), *later)
    understood = understood_by(taken, name)
    return Quotes(
        speakers, subject, len(found), given, reason, notes, understood, left_out, undated
    )


def _left_out(speakers: Sequence[str], count: int) -> tuple[str, ...]:
    """A note on the statements that are not taken to be about the subject, if there are any."""
    if not count:
        return ()
    more = "1 more statement" if count == 1 else f"{count:,} more statements"
    are = "is" if count == 1 else "are"
    return (
        f"{more} by {either(speakers)} {are} not near enough to the subject to be shown; ask "
        "without it to see all.",
    )


def _undated(memory: Memory, meant: Whom | None, wanted: Filter) -> tuple[int, tuple[str, ...]]:
    """How many statements of some speakers days leave out for want of a date, and a note on them.

    Of nobody in particular it is the articles that are told, as in answers.
    """
    if meant is None:
        return 0, undated_note(memory.store, wanted)
    if wanted.dayless == wanted:
        return 0, ()
    where = memory.store.filters.condition_undated(wanted)
    count = len(memory.store.statements.by(meant.ids, *where))
    if not count:
        return 0, ()
    which = "1 statement" if count == 1 else f"{count:,} statements"
    are = "is" if count == 1 else "are"
    note = f"{which} by {either(meant.names)} {are} left out, as the date is not known."
    return count, (note,)


def _with_figures_first(memory: Memory, taken: Taken, found: Scored) -> Scored:
    """The statements, first those that have every figure of the subject, exactly."""
    asked = figures_asked(taken)
    if not asked:
        return found
    articles = articles_of(memory.store, [kept for kept, _ in found])
    holding = {
        kept.id
        for kept, _ in found
        if asked <= figures_in(whole_sentences(articles[kept.article].text, kept.statement))
    }
    return sorted(found, key=lambda item: item[0].id not in holding)


def _fitting_first(memory: Memory, taken: Taken, found: Scored) -> Scored:
    """The statements, first those of articles of the days that the subject asks about."""
    if taken.preferred is None:
        return found
    then = Filter().within(taken.preferred)
    fitting = memory.store.filters.articles_perhaps_among([kept.article for kept, _ in found], then)
    return moved_up(found, lambda item: item[0].article in fitting)


def _by(memory: Memory, meant: Whom | None, wanted: Filter) -> list[Kept]:
    """Every statement of some speakers that a filter lets pass, the newest first."""
    if meant is None:
        return []
    return memory.store.statements.by(meant.ids, *memory.store.filters.condition(wanted))


def _about(
    memory: Memory, encoder: Encoder, meant: Whom | None, taken: Taken, theirs: list[Kept]
) -> Scored:
    """The statements about a subject in the order of an answer, each with its cosine similarity.

    ``theirs`` are all by those who are ``meant``. The nearest come first, but for those of the days
    and with the figures of the subject.
    """
    near = _nearest(memory, encoder, meant, taken, theirs)
    return _fitting_first(memory, taken, _with_figures_first(memory, taken, near))


def _nearest(
    memory: Memory, encoder: Encoder, meant: Whom | None, taken: Taken, near: list[Kept]
) -> Scored:
    """The statements that are near a subject, found through the passages that they stand in.

    The likeliest are embedded one by one.
    """
    subject = bare_subject(taken)
    vector = encoder.encode([subject], "question")[0]
    statements = memory.store.statements
    if meant is None or len(near) > EMBEDDED:
        passing = (
            memory.store.filters.passing(taken.narrowed)
            if meant is None
            else statements.passages(near)
        )
        ranked = fuse(memory.candidates(subject, vector, passing, CANDIDATES))
        near = statements.around([item.passage for item in ranked])
        if meant is not None:
            near = [kept for kept in near if kept.speaker in meant.ids]
    articles = articles_of(memory.store, near)
    texts = {kept.id: whole_sentences(articles[kept.article].text, kept.statement) for kept in near}
    words = _words(memory, subject, texts)
    near = _likeliest(near, words)
    if not near:
        return []
    rows = encoder.encode([texts[kept.id] for kept in near], "passage") @ vector
    items = [
        Candidate(at, float(cosine), words[kept.id])
        for at, (kept, cosine) in enumerate(zip(near, rows.tolist(), strict=True))
    ]
    telling = [item for item in items if item.cosine >= NEAR or item.bm25 > 0]
    return [(near[item.passage], round(item.cosine, 4)) for item in fuse(telling)]


def _likeliest(near: Sequence[Kept], words: Mapping[int, float]) -> list[Kept]:
    """The statements that are worth embedding: by the rank of their passage, and by words."""
    most = max(words.values(), default=0.0) or 1.0
    scores = {
        kept.id: words[kept.id] / most - rank / max(1, len(near)) for rank, kept in enumerate(near)
    }
    return sorted(near, key=lambda kept: -scores[kept.id])[:EMBEDDED]


def _words(memory: Memory, subject: str, texts: Mapping[int, str]) -> dict[int, float]:
    """How much of the subject's rare words each text has: the sum of their rarity."""
    rarity = memory.rarity(subject)
    held = {id_: set(memory.stems(text)) for id_, text in texts.items()}
    return {
        id_: sum(weight for stem, weight in rarity.items() if stem in stems)
        for id_, stems in held.items()
    }


def _nothing(
    memory: Memory, meant: Whom | None, subject: str | None, wanted: Filter, vain: Reason | None
) -> str:
    """Why there is no statement; ``vain`` is that nothing is of the days asked for, if so."""
    passing = memory.store.filters.passing(wanted)
    if not memory.store.holds_passages or (passing is not None and not len(passing)):
        return nothing_passes(memory.store, wanted).sentence
    if vain is not None:
        return vain.sentence
    who = either(meant.names) if meant else "anybody"
    what = f" about {subject!r}" if subject else ""
    where = " in the articles that the filter lets pass" if passing is not None else ""
    return f"No statement by {who}{what} was found{where}."
