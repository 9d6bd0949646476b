"""Letters as they are compared where accents may be left out."""

import unicodedata


def unaccented(text: str) -> str:
    """A text without accents.

    >>> unaccented("Zoë Ahlström")
    'Zoe Ahlstrom'
    """
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def composed(text: str) -> str:
    """A text with each letter and its accents in one character, where there is one.

    >>> composed("Joe\u0308l"), composed("Joël") == composed("Joe\u0308l")
    ('Joël', True)
    """
    return text if text.isascii() else unicodedata.normalize("NFC", text)
