"""The question as it is taken in."""

from corpus.errors import UsageError

QUESTION_MAX = 2_000  # characters; the model reads about 250 words, and the rest would be cut


def readable(text: str) -> str:
    r"""A text typed by somebody, without what is no character: NUL, and bytes that are not UTF-8.

    Raises ``UsageError`` for what is no text at all, such as the None of an empty cell.

    >>> readable("br\udcffidge")
    'br?idge'
    """
    if not isinstance(text, str):
        raise UsageError(f"{text!r} is no text; give the words in a string.")
    return text.replace("\0", " ").encode("utf-8", "replace").decode()


def take_question(question: str) -> str:
    """The question with single spaces. Raises ``UsageError`` when it is empty or too long."""
    taken = " ".join(readable(question).split())
    if not taken:
        raise UsageError("The question is empty; ask something, such as 'Who closed the bridge?'.")
    if len(taken) > QUESTION_MAX:
        raise UsageError(
            f"The question has {len(taken):,} characters, and {QUESTION_MAX:,} are read at most; "
            "ask in fewer words."
        )
    return taken
