"""The way of a question: from its words to passages that are cited, or to an honest no."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.errors import UsageError
from index.memory import Memory
from index.models.encoder import Encoder
from index.models.reranker import Reranker
from index.records import Filter
from qa.answer import Answer, FigureGroup, FoundPassage
from qa.asking.best import sought_by
from qa.asking.figures import figures_of, of_what_is_named
from qa.asking.first import not_printed, said_by_others
from qa.asking.gathering import Asked, Gathered, gather
from qa.asking.judging import Judgement, judge
from qa.asking.passages import cite
from qa.asking.question import take_question
from qa.asking.reading import Read, unsure_note
from qa.asking.reasons import (
    Reason,
    never_quoted,
    never_said,
    no_answer,
    not_yet,
    nothing_asked,
    nothing_passes,
    nothing_then,
    undated_note,
)
from qa.asking.said_by import said_by
from qa.asking.telling import of_other_days
from qa.asking.then import as_then
from qa.asking.untold import untold
from qa.copies.folding import Folded, fold
from qa.enumeration import either
from qa.figures.wanted import wanted_figure
from qa.understanding.question import understand
from qa.understanding.taken import Taken, not_obeyed

PASSAGES_MAX = 100  # in one answer


def ask(  # noqa: PLR0913 - what it works with, what is asked, and what narrows it
    memory: Memory,
    encoder: Encoder,
    question: str,
    n: int,
    wanted: Filter,
    *,
    speaker: str | None = None,
    as_words: Sequence[str] = (),
    reranker: Reranker | None = None,
    read: Read | None = None,
) -> Answer:
    """Answer a question from the passages that a filter lets pass.

    1. Take the question; 2. see what may answer; 3. understand what it asks for beyond its words;
    4. gather candidates by meaning and words, rank them, with a reranker if there is one, and read
    the best; 5. fold copies, and count the sources; 6. judge how sure the best answer; 7. cite them
    with sentences and statements; 8. say whether that is an answer, or why not; 9. line up its
    figures, if a number is asked for. Where what was understood is in the way of one, the bare
    words are answered.

    Raises ``UsageError`` for a question that is empty or too long, and for ``n`` out of range.
    """
    question = take_question(question)
    if not 1 <= n <= PASSAGES_MAX:
        raise UsageError(f"{n} passages cannot be given; ask for 1 to {PASSAGES_MAX}.")
    memory.follow()
    with memory.store.snapshot():
        wanted, nobody, whose = said_by(memory.store, wanted, speaker)
        if nobody is not None:
            return _no_answer(question, nobody, notes=whose)
        if not memory.store.filters.leaves_any(wanted):
            return _no_answer(question, nothing_passes(memory.store, wanted))
        taken = understand(memory.store, question, wanted, as_words)
        nothing = nothing_asked(memory, question)
        if nothing is not None and speaker is None and taken.quotation is None:
            return _no_answer(question, nothing)
        passing = memory.store.filters.passing(taken.narrowed)
        vector = encoder.encode([taken.words], "question")[0]
        asked = Asked(question, n, wanted, tuple(as_words), taken, vector, passing)
        answer = _answer(memory, encoder, asked, whose, reranker, read)
    if answer.answered or taken.narrowed == wanted:
        return answer
    plain = [*as_words, *taken.filters]
    bare = ask(memory, encoder, question, n, wanted, as_words=plain, reranker=reranker, read=read)
    return replace(bare, notes=(*whose, *bare.notes, not_obeyed(taken)))


def _answer(
    memory: Memory,
    encoder: Encoder,
    asked: Asked,
    whose: tuple[str, ...],
    reranker: Reranker | None,
    read: Read | None,
) -> Answer:
    """What ``ask`` does from its fourth step on; ``whose`` are notes on the speaker given."""
    taken = asked.taken
    gathered = gather(memory, encoder, asked, reranker, read)
    folded = fold(memory, gathered.ranked, asked.n, taken.narrowed)
    judgement = judge(memory, taken.words, gathered.candidates, folded.ranked, gathered.readings)
    sought = sought_by(memory, taken.words)
    passages = cite(memory, taken, folded, sought, judgement, gathered)
    passages, later = as_then(memory, passages, sought, asked.wanted.as_of)
    reason = _reason(memory, asked, gathered, judgement)
    if reason is None and not passages:
        reason = not_yet(asked.wanted.as_of)
    if reason is not None:
        passages = tuple(replace(passage, match="weak") for passage in passages)
    notes = (
        *undated_note(memory.store, taken.narrowed),
        *whose,
        *taken.notes,
        *_first_note(taken, gathered, passages, reason),
        *(unsure_note(taken.words, gathered.readings) if reason is None else ()),
        *(of_other_days(taken, passages) if reason is None else ()),
        *later,
        *still_waiting(memory),
    )
    lined_up: tuple[FigureGroup, ...] = ()
    if reason is None and asked.wanted.as_of is None:
        lined_up = _figures(memory, encoder, asked, folded)
    return Answer(
        asked.question,
        reason is None,
        reason.sentence if reason is not None else None,
        passages,
        notes,
        taken.understood,
        folded.sources,
        lined_up,
        reason.kind if reason is not None else None,
    )


def _reason(
    memory: Memory, asked: Asked, gathered: Gathered, judgement: Judgement
) -> Reason | None:
    """Why what was gathered is no answer, the plainest reason first; None when it is one."""
    if gathered.printed or gathered.then:
        return None
    if asked.taken.speakers:  # of two who are asked for, one may tell it
        nobody = never_quoted(memory.store, asked.taken.speakers)
    else:
        nobody = never_said(memory.store, asked.question, asked.as_words)
    return (
        nobody
        or nothing_then(memory.store, asked.taken)
        or not_printed(asked.taken, narrowed=asked.passing is not None)
        or gathered.no_such_day
        or untold(memory, asked.taken, gathered.said, gathered.candidates)
        or (None if gathered.said else gathered.silent)
        or no_answer(memory, judgement)
    )


def _figures(
    memory: Memory, encoder: Encoder, asked: Asked, folded: Folded
) -> tuple[FigureGroup, ...]:
    """The figures in the passages of an answer, if the question asks for a number."""
    kind = wanted_figure(asked.question)
    if kind is None:
        return ()
    passages = [
        (article, passage.span, item.cosine)
        for item, (passage, article) in zip(folded.ranked, folded.cited, strict=True)
    ]
    of_it = of_what_is_named(memory, asked.question, passages)
    return figures_of(memory, encoder, asked.question, asked.vector, kind, of_it)


def _first_note(
    taken: Taken, gathered: Gathered, passages: Sequence[FoundPassage], reason: Reason | None
) -> tuple[str, ...]:
    """Whose words come first, or that none of theirs are on the subject, unless that is why not.

    Where a quotation is printed it comes first, and the note is on who else is quoted.
    """
    if gathered.printed:
        others = said_by_others(taken, passages)
        return (others,) if others is not None else ()
    silent = gathered.silent
    if silent is not None:
        return () if reason is silent else (silent.sentence,)
    return (f"What {either(taken.whose)} said comes first.",) if gathered.said else ()


def still_waiting(memory: Memory) -> tuple[str, ...]:
    """A note that some passages are found by words alone, while that is so."""
    waiting = memory.store.waiting.count()
    if not waiting:
        return ()
    which = "1 passage is" if waiting == 1 else f"{waiting:,} passages are"
    return (f"{which} still without vectors, and found by words alone; 'whosaid embed' goes on.",)


def _no_answer(question: str, reason: Reason, notes: tuple[str, ...] = ()) -> Answer:
    return Answer(question, False, reason.sentence, (), notes, reason_kind=reason.kind)
