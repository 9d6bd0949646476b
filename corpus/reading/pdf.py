"""From a PDF to its text: pdfium gives lines and where they stand, and we join them."""

import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.errors import ReadError
from corpus.reading.decode import mend
from corpus.record import Record

UNREADABLE_SHARE = 0.2  # of the letters: a font without a map to Unicode loses nearly all of them
EMPTY_SHARE = 0.3  # of a line's width: what stays empty after a headline, but not in a sentence

_PDFIUM_LOCK = threading.Lock()  # pdfium keeps state that no two threads may touch at once
_PASSWORD_NEEDED = 4  # pdfium's FPDF_ERR_PASSWORD
_HYPHENATED = re.compile(
    "(\\w{1,60})[\ufffe\x02](\\w{1,60})"
)  # pdfium's marks of a hyphen at a line's end
_SENTENCE_END = re.compile(r"""[.!?:…。][)\]"'”’»]*$""")
_BULLET = re.compile(r"[•‣◦▪●·–—*-]\s")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page|p\.|seite|s\.)?\s*\d{1,4}(?:\s*(?:of|/|von|de)\s*\d{1,4})?[-–—|\s]*", re.I
)
_JUNK_TITLE = re.compile(
    r"untitled|microsoft word|powerpoint|\.(?:docx?|indd|qxd|pdf|pages)$", re.I
)


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its text and its box in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    height: float  # of its letters, with what the font leaves above and below


def read_pdf(data: bytes, origin: str) -> Record:
    """The text of a PDF, and the title that it gives itself.

    Its author is left out, as it is mostly whoever ran the program, and so are its dates.
    Raises ``ReadError`` for what is no PDF, needs a password or has no text.
    """
    pages, title = _open(data)
    if not any(pages):
        images = f"{len(pages)} page{'s' * (len(pages) != 1)}"
        raise ReadError(f"It has no text, only images on {images}; recognise the text first (OCR).")
    text = "\n\n".join(join_lines(without_running_heads(pages)))
    lost = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for char in text)
    if lost > len(text) * UNREADABLE_SHARE:
        raise ReadError("Its fonts do not say which letters they print; recognise the text (OCR).")
    title = mend(title).strip()
    if not title or _JUNK_TITLE.search(title):
        return Record(origin, "pdf", mend(text))
    return Record(origin, "pdf", mend(text), title=title, found=(("title", "PDF title"),))


def join_lines(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs that the lines of all pages make up.

    A paragraph ends where the next line stands apart or is set in another size; after a full
    stop also where it is indented, or where its first word would have had room.
    """
    lines = [line for page in pages for line in page]
    spaces = sorted(space for page in pages for space in _spaces(page))
    usual = spaces[len(spaces) // 4] if spaces else 0.0
    right = max((line.right for line in lines), default=0.0)
    paragraphs: list[list[str]] = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        if before is None or _is_break(before, line, usual, _edge(lines, number, right)):
            paragraphs.append([])
        paragraphs[-1].append(line.text)
    joined = [" ".join(paragraph) for paragraph in paragraphs]
    words = set(re.findall(r"\w+(?:-\w+)*", " ".join(joined)))
    return [_HYPHENATED.sub(lambda cut: _unhyphenated(cut, words), text) for text in joined]


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[Sequence[Line]]:
    """The pages without page numbers, and without what several of them begin or end with."""
    if len(pages) < 2:
        return list(pages)
    edges = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    repeated = {key for key, n in edges.items() if n > 2 or (n > 1 and 2 * n >= len(pages))}
    return [
        [
            line
            for number, line in enumerate(page)
            if not (line in _edges(page) and _key(line) in repeated)
            and not (number in (0, len(page) - 1) and _PAGE_NUMBER.fullmatch(line.text[:40]))
        ]
        for page in pages
    ]


def _open(data: bytes) -> tuple[list[list[Line]], str]:
    """The lines of each page, and the title in the file's own description."""
    try:
        with _PDFIUM_LOCK, pypdfium2.PdfDocument(data) as document:
            pages = [list(_lines(document[number])) for number in range(len(document))]
            return pages, document.get_metadata_value("Title")
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD_NEEDED:
            raise ReadError("It is encrypted; save it without a password.") from None
        raise ReadError(f"It is no readable PDF: {error}".rstrip(".") + ".") from None


def _lines(page: pypdfium2.PdfPage) -> Iterator[Line]:
    """The lines of a page in the order of the file, with their places."""
    letters = page.get_textpage()
    try:
        start = 0
        for line in letters.get_text_range().split("\r\n"):
            text = line.strip()
            if text:
                first = start + line.index(text)
                yield _line(letters, text, first)
            start += len(line) + 2
    finally:
        letters.close()
        page.close()


def _line(letters: pypdfium2.PdfTextPage, text: str, first: int) -> Line:
    """A line that begins at a position of the page's text."""

    def box(position: int) -> tuple[float, float, float, float]:
        index = pdfium.FPDFText_GetCharIndexFromTextIndex(letters, position)
        left, bottom, right, top = letters.get_charbox(max(index, 0), loose=True)
        return left, bottom, right, top

    cut = _HYPHENATED.search(text)  # what follows the hyphen stands on the next line
    end = first + (cut.start(2) - 2 if cut else len(text) - 1)
    written = [place for place in range(len(text)) if text[place].isalnum()] or [0]
    boxes = [box(first + place) for place in written[:: len(written) // 9 + 1]]
    _, lower, _, upper = sorted(boxes, key=lambda one: one[3] - one[1])[len(boxes) // 2]
    bottom = box(first + len(text) - 1)[1] if cut else lower
    return Line(text, box(first)[0], box(end)[2], upper, bottom, upper - lower)


def _spaces(page: Sequence[Line]) -> list[float]:
    """The heights of white between lines that follow each other downwards."""
    return [a.bottom - b.top for a, b in pairwise(page) if b.top < a.top]


def _edge(lines: Sequence[Line], number: int, default: float) -> float:
    """How far to the right the lines around reach that begin where this one's neighbour does."""
    here = lines[number - 1]
    around = lines[max(0, number - 8) : number + 8]
    near = [line.right for line in around if abs(line.left - here.left) < 4 * here.height]
    return max(near, default=default)


def _is_break(before: Line, line: Line, usual: float, edge: float) -> bool:
    """Whether a paragraph ends between two lines."""
    ended = _SENTENCE_END.search(before.text) is not None
    if abs(before.height - line.height) > 0.15 * max(before.height, line.height):
        return True
    if line.top >= before.top:  # the next column or page
        reaches = edge - before.right < 2 * before.height
        return ended or not (reaches or line.text[0].islower())
    if before.bottom - line.top > usual + 0.3 * line.height or _BULLET.match(line.text):
        return True
    if ended and 0.7 * line.height < line.left - before.left < 5 * line.height:
        return True
    room, width = edge - before.right, before.right - before.left
    if not ended:
        return room > EMPTY_SHARE * (edge - before.left)
    return room > width / len(before.text) * (len(line.text.split()[0]) + 2)


def _edges(page: Sequence[Line]) -> list[Line]:
    """The first and last two lines of a page."""
    return [*page[:2], *page[2:][-2:]]


def _key(line: Line) -> tuple[str, int]:
    """A line without its figures, so that "Page 3" and "Page 4" are one, and its size.

    The size tells a headline from the running heads that repeat it.
    """
    return re.sub(r"\d+", "#", line.text.casefold()), round(line.height)


def _unhyphenated(cut: re.Match[str], words: set[str]) -> str:
    """A word that a line's end has cut: its hyphen stays if the text prints it so elsewhere."""
    whole, hyphenated = cut[1] + cut[2], f"{cut[1]}-{cut[2]}"
    return hyphenated if hyphenated in words and whole not in words else whole
