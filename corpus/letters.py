"""Letters as they are compared where accents and case may be left out."""

import unicodedata


def bare(text: str) -> str:
    """A text without case and accents.

    >>> bare("ZOË Ahlström")
    'zoe ahlstrom'
    """
    if text.isascii():
        return text.casefold()
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
