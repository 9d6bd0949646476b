"""Seals of rows: a checksum of each row of ``library.db``, kept in it, to notice what a disk lost.

SQLite notices pages that hang together wrongly, and not a bit that has flipped in a name or in a
vector. So each table has a last column ``seal``, generated from all the others: SQLite calls
``seal`` for every row that is written, so no code that writes can forget it, and none but ours can
write at all.
"""

import zlib
from collections.abc import Sequence


def seal(*values: object) -> int:
    """CRC-32 of a row's values as a signed number, which SQLite keeps in four bytes.

    Of what ``ascii`` writes: it tells types apart and is the same in every version of Python, as
    ``repr`` is not, which knows which characters can be printed.

    >>> seal(7, "Zoë", b"1", None) == seal(7, "Zoë", "1", None)
    False
    """
    return zlib.crc32(ascii(values).encode()) - 2**31


def is_whole(row: Sequence[object]) -> bool:
    """Whether a row, its seal last, is as it was written.

    >>> is_whole([7, "Zoë", seal(7, "Zoë")]), is_whole([7, "Zoé", seal(7, "Zoë")])
    (True, False)
    """
    return seal(*row[:-1]) == row[-1]


def readable(text: bytes) -> str:
    r"""Text as SQLite has it, whatever has become of it; a ``text_factory``.

    >>> readable(b"Zo\xc3\xab"), readable(b"Zo\xc3\x2b")
    ('Zoë', 'Zo\\xc3+')
    """
    return text.decode("utf-8", "backslashreplace")
