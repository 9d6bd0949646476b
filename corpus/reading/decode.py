"""From bytes to text: the encoding found, the damage mended where it is certain.

What is not certain stays as it is: the ``?`` in "Salm?n" could be any letter, and curly quotes,
ligatures and full-width letters are how an author writes, not damage.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain

import ftfy
from charset_normalizer import CharsetMatch, from_bytes

from corpus.errors import ReadError

SAMPLE_BYTES = 1 << 18  # what an encoding is guessed from: more changes no guess
HEAD_CHARS = 4096  # what is looked at where one look at each character costs time
CONTROL_SHARE = 0.01  # of the characters: text has none, while binary data have a tenth and more
NUL_SHARE = 0.2  # of the bytes: Latin letters in UTF-16 have a half, a damaged text has a few

_BOMS = (  # the longer before the shorter that it begins with
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (a .docx or .epub is one, too)"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office document"),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.I)
_DECLARED_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{2,40})""", re.I)
_LATIN = {"iso8859-1", "ascii", "us-ascii"}  # what browsers read as Windows-1252, and so do we
_EASTERN = {"Croatian", "Czech", "Hungarian", "Polish", "Romanian", "Slovak", "Slovene"}

_MENDING = ftfy.TextFixerConfig(
    unescape_html=False,  # "&lt;" may be what the article is about; readers of markup unescape
    restore_byte_a0=False,  # "Ã " may be the end of "IRMÃ" as well as a broken "à"
    remove_terminal_escapes=False,  # done below, for plain ASCII too
    replace_lossy_sequences=False,  # what a lost byte was is not certain
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,  # done below
    remove_control_chars=False,  # done below
    normalization=None,
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")  # escape begins colours, and is none
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028]")
_INVISIBLE = re.compile(
    "\x1b\\[[0-9;?]*[A-Za-z]"  # a colour or a cursor movement of a terminal
    "|[\x00-\x08\x0e-\x1f\x7f-\x9f]"  # controls, which print nothing
    "|[\u00ad\u200b\u2060\ufeff]"  # soft hyphen, breaks of width zero, stray byte order marks
    "|[\ufff9-\ufffc\ufffe\uffff]"  # annotation and object marks, and what is no character
)


def decode(data: bytes, *, markup: bool = False) -> str:
    """The text that the bytes stand for; ``markup`` heeds the encoding that a page declares.

    In this order: a byte order mark, escape sequences, UTF-8, UTF-16 without a mark, the
    declared encoding, the one that charset-normalizer finds likeliest. A few bad bytes in UTF-8
    become U+FFFD.
    Raises ``ReadError`` when the bytes are no text.
    """
    text = _marked(data)
    if text is None:
        _refuse_magic(data)
        text = _seven_bit(data) or _utf8(data)
    if b"\x00" in data and (text is None or text.count("\x00") > len(text) * NUL_SHARE):
        text = _utf16(data)
    if text is None or "\x00" in text:
        _refuse_nul(data)
    if text is None and markup:
        text = _declared(data)
    if text is None:
        encoding = guess_encoding(data)
        text = data.decode(encoding, "replace") if encoding else None
    if text is None:
        raise ReadError("It is no text in any known encoding; save it as UTF-8.")
    _refuse_controls(text)
    return text


def refuse_binary(head: bytes) -> None:
    """Raise ``ReadError`` when a file that should be text begins as something else."""
    _refuse_magic(head)
    _refuse_nul(head[:HEAD_CHARS])
    _refuse_controls(head[:HEAD_CHARS].decode("latin-1"))


def to_utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks of a stream without a byte order mark, and as UTF-8 if they are UTF-16 or 32.

    Other encodings pass unchanged: their lines end as those of UTF-8 do.
    """
    stream = iter(chunks)
    head = next(stream, b"")
    encoding = next((name for mark, name in _BOMS if head.startswith(mark)), None)
    if encoding is None and head.count(b"\x00") > len(head) * NUL_SHARE:
        encoding = _wide_encoding(head[: 2 * HEAD_CHARS])
    if encoding is None:
        yield head
        yield from stream
        return
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for chunk in chain([head], stream):
        yield decoder.decode(chunk).encode("utf-8", "replace")
    yield decoder.decode(b"", True).encode("utf-8", "replace")


def guess_encoding(data: bytes) -> str | None:
    """The encoding that is likeliest for bytes which are no UTF-8.

    Of encodings that read a sample alike it is the one that is most used.

    >>> guess_encoding("Die Brücke über die Möhne bleibt gesperrt.".encode("cp1252"))
    'cp1252'
    """
    found = from_bytes(data[:SAMPLE_BYTES])
    best = found.best()
    if best is None:
        return None
    western = next((one for one in found if "cp1252" in one.could_be_from_charset), None)
    if western is None or not (western is best or _ties(western, best)):
        return best.encoding
    return "cp1252"


def _ties(western: CharsetMatch, best: CharsetMatch) -> bool:
    """Whether Windows-1252 reads as well as what merely stands before it in the alphabet.

    A few accents in English say nothing of the encoding, and Windows-1250 was taken: of 22 English
    articles whose accents tell the two apart 11 were read wrongly (“Hélčne”), and with this none.
    Languages that are written in Windows-1250 keep it.
    """
    as_good = western.chaos <= best.chaos and western.coherence >= best.coherence
    return as_good and best.language not in _EASTERN


def mend(text: str) -> str:
    r"""The text without damage: mojibake undone, line ends as ``\n``, nothing invisible.

    Controls other than newline and tab print nothing and only hide words from a search; they
    go, with soft hyphens and breaks of width zero. Joiners and marks of direction stay: some
    scripts cannot be written without them.

    >>> mend("The mayor of SalmÃ³n:\r\nâ€œNo com\xadment.â€\x9d")
    'The mayor of Salmón:\n“No comment.”'
    >>> mend("The mayor of Salm?n: “ﬁne”")
    'The mayor of Salm?n: “ﬁne”'
    """
    if not text.isascii():
        text = ftfy.fix_text(text, _MENDING).replace("\u2029", "\n\n")
    return _INVISIBLE.sub("", _NEWLINES.sub("\n", text))


def _marked(data: bytes) -> str | None:
    """The text after a byte order mark, if there is one."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    return None


def _seven_bit(data: bytes) -> str | None:
    """The text of an East Asian encoding that shifts by escape sequences, if it is one."""
    if b"\x1b$" not in data or not data.isascii():
        return None
    try:
        return data.decode("iso2022_kr" if b"\x1b$)C" in data else "iso2022_jp_2")
    except UnicodeDecodeError:
        return None


def _utf8(data: bytes) -> str | None:
    """The text as UTF-8, when all is well-formed or the good characters outnumber the bad."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        text = data.decode(errors="replace")
    bad = text.count("\ufffd")
    good = sum(not c.isascii() for c in text[: SAMPLE_BYTES * 4]) - bad
    return text if good > bad else None


def _utf16(data: bytes) -> str | None:
    """The text as UTF-16 without a mark, if it is that."""
    encoding = _wide_encoding(data)
    return data.decode(encoding) if encoding else None


def _wide_encoding(data: bytes) -> str | None:
    """The sort of UTF-16 in which every character exists, and the more of them are ASCII."""
    fitting: dict[str, int] = {}
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            sample = data.decode(encoding)[:HEAD_CHARS]
        except UnicodeDecodeError:
            continue
        if all(map(_exists, sample)):
            fitting[encoding] = sum(map(str.isascii, sample))
    return max(fitting, key=lambda encoding: fitting[encoding], default=None)


def _exists(char: str) -> bool:
    """Whether text may hold the character: neither unassigned nor private nor a control."""
    return char in "\t\n\r\f" or unicodedata.category(char) not in {"Cc", "Cn", "Co", "Cs"}


def _declared(data: bytes) -> str | None:
    """The text in the encoding that a page declares, when it holds."""
    match = _DECLARED_XML.search(data[:1024]) or _DECLARED.search(data[:4096])
    if match is None:
        return None
    try:
        encoding = codecs.lookup(match[1].decode("ascii")).name
        return data.decode("cp1252" if encoding in _LATIN else encoding)
    except (LookupError, ValueError):
        return None  # unknown, or not true


def _refuse_magic(data: bytes) -> None:
    """Raise ``ReadError`` for a file that is something else than its name says."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ReadError(f"It is {what}, whatever its name says.")


def _refuse_nul(data: bytes) -> None:
    """Raise ``ReadError`` for NUL bytes, which no text holds."""
    count, first = data.count(b"\x00"), data.find(b"\x00") + 1
    if count:
        raise ReadError(
            f"It is no text: NUL bytes ({count:,} of {len(data):,}, first at {first:,})."
        )


def _refuse_controls(text: str) -> None:
    """Raise ``ReadError`` for text that is controls in good part."""
    sample = text[:SAMPLE_BYTES]
    share = len(_CONTROL.findall(sample)) / (len(sample) or 1)
    if share > CONTROL_SHARE:
        raise ReadError(f"It is no text: {share:.0%} of it are control characters.")
