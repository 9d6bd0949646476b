"""What is said in an article, as the library has it: statements with their speakers of now."""

from corpus.spans import Span
from index.memory import Memory
from qa.answer import Said


def said_in(memory: Memory, article: str, part: Span | None = None) -> tuple[Said, ...]:
    """The statements of an article in the order of its text.

    With ``part``, those that lie in that part of the text or reach into it.
    """
    here = [
        kept
        for kept in memory.store.statements.of(article, part)
        if part is None or any(span.overlaps(part) for span in kept.statement.content)
    ]
    names = memory.store.speakers.names_of([kept.speaker for kept in here])
    return tuple(
        Said(
            kept.statement.kind,
            kept.statement.content,
            names.get(kept.speaker or 0),
            kept.statement.role,
        )
        for kept in here
    )
