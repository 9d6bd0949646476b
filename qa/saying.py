"""What is said in an article, as the library has it: statements with their speakers of now."""

from corpus.spans import Span
from index.memory import Memory
from qa.answer import Said


def said_in(memory: Memory, article: str, part: Span | None = None) -> tuple[Said, ...]:
    """The statements of an article in the order of its text.

    With ``part``, those that lie in that part of the text or reach into it.
    """
    return tuple(
        Said(kind, content, name, role)
        for kind, content, name, role in memory.store.statements.told(article, part)
        if part is None or any(span.overlaps(part) for span in content)
    )
