"""The question as it is taken in."""

from corpus.errors import UsageError

QUESTION_MAX = 2_000  # characters; the model reads about 250 words, and the rest would be cut


def take_question(question: str) -> str:
    """The question with single spaces. Raises ``UsageError`` when it is empty or too long."""
    taken = " ".join(question.replace("\0", " ").split())
    if not taken:
        raise UsageError("The question is empty; ask something, such as 'Who closed the bridge?'.")
    if len(taken) > QUESTION_MAX:
        raise UsageError(
            f"The question has {len(taken):,} characters, and {QUESTION_MAX:,} are read at most; "
            "ask in fewer words."
        )
    return taken
