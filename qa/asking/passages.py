"""The passages of an answer, each with its source, its sentences and what is said in it."""

from corpus.dating.mentions import mentions
from index.memory import Memory
from qa.answer import FoundPassage, source_of
from qa.asking.best import Sought, best_first, holding_first, own_words_first, passage_sentences
from qa.asking.confidence import match_of
from qa.asking.first import printed_in
from qa.asking.gathering import Gathered
from qa.asking.judging import Judgement
from qa.asking.reading import match_read, pointed_first
from qa.copies.folding import Folded
from qa.saying import said_in
from qa.understanding.taken import Taken


def cite(
    memory: Memory,
    taken: Taken,
    folded: Folded,
    sought: Sought,
    judgement: Judgement,
    gathered: Gathered,
) -> tuple[FoundPassage, ...]:
    """The candidates as passages with source, text and sentences."""
    whose = taken.whose
    then = {item.passage for item in gathered.then}
    found = []
    for item, (passage, article) in zip(folded.ranked, folded.cited, strict=True):
        spans = passage_sentences(article.text, passage.span)
        reading = gathered.readings.get(passage.id)
        quoted = printed_in(passage.span, article.text, taken.quotation)
        sure = judgement.confidences.get(passage.id, 0.0)
        holds = any(sought.held_by(span.of(article.text)) for span in spans)
        if taken.quotation is not None:  # nothing but its very words matches
            sure, holds = float(quoted is not None), True
        elif passage.id in then:  # as it was asked
            sure = max(sure, judgement.floor)
        said = said_in(memory, article.id, passage.span)
        words = (quoted,) if quoted else gathered.told.get(passage.id, ())
        best = pointed_first(best_first(article.text, spans, sought), passage.span, reading)
        best = own_words_first(best, said, whose)
        found.append(
            FoundPassage(
                article=source_of(article),
                start=passage.span.start,
                end=passage.span.end,
                text=passage.span.of(article.text),
                score=round(item.cosine, 4),
                sentences=tuple(holding_first(best, words)),
                statements=said,
                copies=folded.copies.get(passage.id, ()),
                match=match_read(match_of(sure, judgement.floor, holds), reading, taken.words),
                dates=tuple(mentions(article.text, spans, article.published)),
            )
        )
    return tuple(found)
