"""Images in a text: their markup, and captions that are printed twice."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.cleaning.lines import lines
from corpus.cleaning.mastheads import agency_name
from corpus.spans import Span

LONGEST_MARKUP = 3000  # characters of one image's text or of its address
REPEATED = 25  # characters from which a line that is printed again is a repetition
NEAR = 3  # lines within which a caption without a credit is printed again
DOUBLED = 20  # characters from which a line of the same words twice is a doubled caption
FEWEST_WORDS = 4  # different ones in a repeated line, or it could be a refrain or a chant

_TAG = re.compile(r"<(?:img|figure|picture)\b[^<>\n]{0,2000}>|</(?:figure|picture)>", re.IGNORECASE)
_CREDIT = re.compile(
    r"[(\[]\s?(?:(?:[\w.'’-]+ ){0,3}(?:file )?(?:photos?|images?|pictures?|graphics?|illustration|"
    r"video|screenshot|pool)\b|courtesy|credit|source|supplied|handout|provided)[^()\[\]]{0,80}"
    r"[)\]]\.?$|\b(?:photo(?:graph)?|image|picture|credit)s?\s?(?:credit|by)?\s?:[^.]{2,80}$",
    re.IGNORECASE,
)
_LAST_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]\.?$")


class Image(NamedTuple):
    """Markup such as ``![text](address)``: where it stands, and its alternative text."""

    span: Span
    alternative: str


def images(text: str) -> Iterator[Image]:
    """The images that are marked up in a text as Markdown does.

    >>> [image.alternative for image in images("![[Flood] Day two](https://a.example/1.jpg)")]
    ['[Flood] Day two']
    """
    done, middle = 0, text.find("](")
    while middle >= 0:
        start = text.rfind("![", done, middle)
        end = text.find(")", middle, middle + LONGEST_MARKUP)
        if start >= 0 and end >= 0 and _is_one_image(text, start, middle, end):
            span = _with_link(text, start, end + 1)
            yield Image(span, " ".join(text[start + 2 : middle].split()))
            done = span.end
        else:
            done = middle + 2
        middle = text.find("](", done)


def image_markup(text: str) -> list[Span]:
    """Markup of images, with the link around it if there is one."""
    tags = [Span(*match.span()) for match in _TAG.finditer(text)] if "<" in text else []
    return [image.span for image in images(text)] + tags


def is_caption(words: str) -> bool:
    """Whether a line ends with the credit of a picture, as captions do.

    >>> is_caption("Boats on the Tavra. (Herald photo)"), is_caption("Boats set out (again)")
    (True, False)
    """
    tail = words[-160:]
    if _CREDIT.search(tail):
        return True
    brackets = _LAST_BRACKETS.search(tail)
    return bool(brackets and agency_name(brackets[1].split("/")[-1].strip()))


def doubled_captions(text: str) -> list[Span]:
    """The second half of every line that prints the same words twice.

    >>> text = "The bridge on Tuesday. (Pool) The bridge on Tuesday. (Pool)"
    >>> doubled_captions(text)[0].of(text)
    ' The bridge on Tuesday. (Pool)'
    """
    found = []
    for line in lines(text):
        words = text[line.start : line.end]
        for gap in range(4):
            half = (len(words) - gap) // 2
            same = half >= DOUBLED and words[:half] == words[half + gap :]
            if same and not words[half : half + gap].strip() and _is_long(words[:half]):
                found.append(Span(line.start + half, line.end))
                break
    return found


def repeated_captions(text: str) -> list[Span]:
    r"""Captions that have been printed before; the first printing stays.

    A line without the credit of a picture is taken for a caption only where its printings are
    near each other, and if it is no quotation: an article may say a thing twice.

    >>> text = "Old Quay at low tide (Pool)\n\nIt is shut.\n\nOld Quay at low tide (Pool)"
    >>> [span.start for span in repeated_captions(text)]
    [42]
    """
    found: list[Span] = []
    printed: dict[str, int] = {}
    for number, line in enumerate(lines(text)):
        words = line.words
        if words in printed and len(words) >= REPEATED and _is_long(words):
            near = number - printed[words] <= NEAR and words[0] not in "\"'“‘„«|—–-*•"
            if near or is_caption(words):
                found.append(line.span)
        printed[words] = number
    return found


def _is_one_image(text: str, start: int, middle: int, end: int) -> bool:
    """Whether the markup is of one line and of a length that images have."""
    return middle - start <= LONGEST_MARKUP and "\n" not in text[start:end]


def _with_link(text: str, start: int, end: int) -> Span:
    """The image, with the link that it stands in: ``[![text](image)](page)``."""
    if text[start - 1 : start] == "[" and text.startswith("](", end):
        close = text.find(")", end, end + LONGEST_MARKUP)
        if close >= 0 and "\n" not in text[end:close]:
            return Span(start - 1, close + 1)
    return Span(start, end)


def _is_long(words: str) -> bool:
    """Whether there are different words enough; of a long line, the beginning tells."""
    return len(set(words[:400].split())) >= FEWEST_WORDS
