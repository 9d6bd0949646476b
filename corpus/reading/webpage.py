"""From a web page to its article: trafilatura finds the body, the markup declares the rest.

Markup is only parsed: nothing in it is run or fetched.
"""

import logging
import re
from collections.abc import Iterator

import trafilatura
from lxml import etree, html  # type: ignore[import-untyped]  # lxml ships no types
from trafilatura.settings import Document

from corpus.errors import ReadError
from corpus.reading.declared import Markup, read_declared
from corpus.reading.decode import decode, mend
from corpus.record import Record

# lxml's trees hold 255 levels in all the steps of an extraction; it drops deeper text without a
# word. Of 90 news pages the deepest has 51.
MAX_DEPTH = 255
# The extraction's time grows with the square of some counts: 20,000 elements can take ten
# seconds. Of 90 news pages the largest has 1,600.
MAX_ELEMENTS = 20_000
# Links and the like in one paragraph; its text stays when they are more. With 20,000 of them the
# extraction takes seven minutes.
MAX_INLINE = 500
# An extraction shorter than this is tried again without favouring precision, which drops
# the whole of some pages that are built unlike any article.
MIN_BODY_CHARS = 100

_TAG = re.compile(
    r"</?(?:a|b|blockquote|br|div|em|figure|h[1-6]|hr|i|img|li|ol|p|pre|span|strong|table|td|ul)"
    r"(\s[^<>]{0,2000})?/?>",
    re.I,
)
_FORMATTING = ("b", "big", "center", "em", "font", "i", "small", "span", "strong", "u")
_INLINE = (
    *_FORMATTING,
    *("a", "abbr", "cite", "data", "img", "label", "mark", "q", "s", "sub", "sup", "time", "wbr"),
)
_ASIDE = ("aside", "footer", "nav")
_UNPRINTED = ("script", "style", "template", "noscript", "head", "title", "iframe", "svg", "figure")
_BLOCKS = frozenset(  # HTML's own, and trafilatura's: head, item, list, quote, row
    """
    address article aside blockquote body caption center dd div dl dt fieldset figcaption
    footer form h1 h2 h3 h4 h5 h6 head header hr html item li list main nav ol p pre quote row
    section table tbody tfoot thead tr ul
    """.split()  # noqa: SIM905  as a list it would fill half a page
)
_TIGHT = frozenset({"dd", "dt", "item", "li", "row", "tr"})  # a line each, without a blank between
_LISTS = frozenset({"dl", "list", "ol", "table", "ul"})
_CELLS = frozenset({"cell", "td", "th"})
_CELL_END = re.compile(r" ?\t ?")
_SPACES = re.compile(r" {2,}")
_VERBATIM = frozenset({"code", "pre"})
_BYLINES = (
    "//*[@itemprop='author' or contains(concat(' ', @rel, ' '), ' author ')"
    " or contains(@class, 'byline') or contains(@class, 'author')]"
    "[not(ancestor-or-self::*[contains(@class, 'comment')] or ancestor::aside or ancestor::footer)]"
)
_DATES = (
    "//*["
    + " or ".join(
        f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"
        for name in ("date", "dateline", "pubdate", "published", "publish-date", "timestamp")
    )
    + "][not(ancestor-or-self::*[contains(@class, 'comment')])]"
)
_DATE_CHARS = 60  # a longer element is a box with more than a date in it
_BY = re.compile(r"by\s+\w.{0,120}", re.I)
_SENTENCE = re.compile(r"[^\n.!?]{20}[.!?]|\w[。！？।]")
_SPACE = re.compile(r"\s+")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what no tree may hold

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it says, we say


def read_webpage(data: bytes, origin: str) -> Record:
    """The article on a web page, with the metadata that the page declares.

    Raises ``ReadError`` when the page has no article or cannot be read whole.
    """
    tree = _parse(decode(data, markup=True))
    declared = read_declared(_markup(tree))
    text = _article_text(tree)
    if not text:
        raise ReadError("No article was found in the page; save the text itself as .txt.")
    return Record(
        origin=origin,
        format="html",
        text=text,
        title=_mended(declared.title),
        outlet=_mended(declared.outlet),
        authors=tuple(map(mend, declared.authors)),
        published=declared.published,
        modified=declared.modified,
        url=declared.url,
        language=declared.language,
        found=declared.found,
    )


def fragment_text(markup: str) -> str:
    r"""All text of a piece of HTML, such as a field of a feed, a blank line between paragraphs.

    >>> fragment_text("<p>The <b>bridge</b> is closed.</p><p>Ask at the harbour.</p>")
    'The bridge is closed.\n\nAsk at the harbour.'
    """
    if not markup.strip():
        return ""
    tree = _parse(f"<div>{markup}</div>")
    for element in list(tree.iter(*_UNPRINTED)):
        element.drop_tree()
    return mend(_text(tree))


def is_markup(text: str) -> bool:
    """Whether a text is written in HTML.

    >>> is_markup("Fewer than <50 people, that is a < b"), is_markup("One.<br/>Two.")
    (False, True)
    """
    attributes = (tag[1] or "" for tag in _TAG.finditer(text))
    return any("=" in written or not written.strip(" /") for written in attributes)


def _mended(line: str | None) -> str | None:
    """A line without damage, if there is one."""
    return mend(line) if line else None


def _parse(text: str) -> html.HtmlElement:
    """The tree of a page; ``ReadError`` when part of it would be lost or take too long."""
    parser = html.HTMLParser(
        encoding="utf-8",
        huge_tree=True,
        collect_ids=False,
        default_doctype=False,
        remove_comments=True,
        remove_pis=True,
    )
    source = _CONTROLS.sub("", text).encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(source, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise ReadError("The page has no markup and no text.") from None
    for problem in parser.error_log:
        if problem.type_name == "ERR_RESOURCE_LIMIT":
            raise ReadError(f"The page cannot be read whole: {problem.message.lower()}.")
    _check_size(tree)
    return tree


def _check_size(tree: html.HtmlElement) -> None:
    """Raise ``ReadError`` for a tree too deep or too large; formatting alone may be flattened."""
    depth, count = _measure(tree)
    if count > MAX_ELEMENTS:
        raise ReadError(f"The page has {count:,} elements; {MAX_ELEMENTS:,} is the most.")
    if depth > MAX_DEPTH:
        etree.strip_tags(tree, *_FORMATTING)
        depth, _ = _measure(tree)
    if depth > MAX_DEPTH:
        raise ReadError(f"The page is nested {depth:,} levels deep; {MAX_DEPTH} is the most.")


def _measure(tree: html.HtmlElement) -> tuple[int, int]:
    """The depth of a tree and its number of elements."""
    depth = deepest = count = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        deepest = max(deepest, depth)
    return deepest, count


def _markup(tree: html.HtmlElement) -> Markup:
    """What the markup says beside the text."""
    title = tree.find(".//title")
    links = [link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"]
    headings = (_inline_text(heading) for heading in tree.iter("h1"))
    return Markup(
        meta=tuple(_meta(tree)),
        json_ld=tuple(
            script.text or ""
            for script in tree.iter("script")
            if (script.get("type") or "").strip().lower() == "application/ld+json"
        ),
        times=tuple(
            time.get("datetime")
            for time in tree.iter("time")
            if time.get("datetime") and next(time.iterancestors(*_ASIDE), None) is None
        ),
        dates=tuple(_dates(tree)),
        headings=tuple(filter(None, headings)),
        bylines=tuple(_bylines(tree)),
        title=_inline_text(title) if title is not None else None,
        canonical=links[0] if links else None,
        language=tree.get("lang") or tree.get("xml:lang"),
    )


def _meta(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """The meta elements, and the dates marked as such elsewhere."""
    for meta in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if meta.get(attribute) and meta.get("content"):
                yield meta.get(attribute).strip().lower(), meta.get("content")
    for element in tree.xpath("//*[@itemprop='datePublished' or @itemprop='dateModified']"):
        if element.tag != "meta" and element.get("datetime", element.get("content")):
            yield element.get("itemprop").lower(), element.get("datetime", element.get("content"))


def _dates(tree: html.HtmlElement) -> Iterator[str]:
    """The text of the elements whose class calls them a date."""
    for element in tree.xpath(_DATES):
        text = _inline_text(element)
        aside = next(element.iterancestors(*_ASIDE), None)
        if aside is None and 0 < len(text) <= _DATE_CHARS:
            yield text


def _bylines(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """The lines that the markup calls an author's, and those of that class that say "By"."""
    marked = tree.xpath(_BYLINES)
    around = {above for element in marked for above in element.iterancestors()}
    for element in marked:
        names = element.xpath(".//*[@itemprop='name']") if element.get("itemprop") else []
        line = _inline_text(names[0] if names else element)
        if element.get("itemprop") == "author":
            yield line, "itemprop=author"
        elif element.get("rel"):
            yield line, "rel=author"
        elif element not in around and _BY.fullmatch(line):
            yield line, "byline"


def _article_text(tree: html.HtmlElement) -> str:
    """The article's body: found favouring precision, and else in any way there is."""
    _keep_sentences_whole(tree)
    text = _body(tree, precise=True)
    if len(text) >= MIN_BODY_CHARS:
        return text
    if not _SENTENCE.search(text):  # the page's links and buttons
        text = _body(tree, precise=False)
    return text if _SENTENCE.search(text) else ""


def _keep_sentences_whole(tree: html.HtmlElement) -> None:
    """Make what stands in a paragraph plain, so that no words are cut out of a sentence.

    The extraction drops elements by their class, a ``<span class="link">`` inside a sentence
    included: "the league will fine Rudd for his role" came out as "the league for his role".
    """
    for paragraph in tree.iter("p", "h2", "h3", "h4", "h5", "h6"):
        inline = list(paragraph.iterdescendants(*_INLINE))
        if len(inline) > MAX_INLINE:
            _flatten(paragraph)
            continue
        for element in inline:
            target = element.get("href")
            element.attrib.clear()
            if target is not None:
                element.set("href", target)
            if element.tag in ("data", "label", "time"):
                element.tag = "span"


def _flatten(paragraph: html.HtmlElement) -> None:
    """Leave nothing but text and line breaks in a paragraph."""
    etree.strip_tags(paragraph, *_INLINE)
    paragraph.text = paragraph.text  # the pieces that are left become one, which is much faster
    for element in paragraph.iterdescendants():
        element.tail = element.tail


def _body(tree: html.HtmlElement, *, precise: bool) -> str:
    """The text of the body that trafilatura finds, empty when it finds none."""
    try:
        found = trafilatura.bare_extraction(
            tree, output_format="txt", include_comments=False, favor_precision=precise
        )
    except Exception as error:  # a third party's code on untrusted markup
        raise ReadError(f"Its article could not be extracted ({type(error).__name__}).") from error
    return mend(_text(found.body)) if isinstance(found, Document) else ""


def _inline_text(element: html.HtmlElement) -> str:
    """The text of an element as one line."""
    return " ".join("".join(element.itertext()).split())


def _text(tree: html.HtmlElement) -> str:
    """A tree's text: a blank line between paragraphs, a line for each row and item of a list."""
    written: list[str] = []
    block: list[str] = []
    rows: list[str] = []  # the rows and items that are open
    last_row = ""  # in which sort of them the last block stood
    verbatim = 0

    def close() -> None:
        nonlocal last_row
        joined = _CELL_END.sub("\t", _SPACES.sub(" ", "".join(block)))
        lines = (line.strip() for line in joined.split("\n"))
        text = "\n".join(lines).strip()
        block.clear()
        if text:
            row = rows[-1] if rows else ""
            space = "\n" if row and row == last_row else "\n\n"
            written.extend([space if written else "", text])
            last_row = row

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag, start = element.tag, event == "start"
        if tag in _BLOCKS:
            close()
            last_row = "" if tag in _LISTS and not rows else last_row
        if tag in _TIGHT:
            rows.append(tag) if start else rows.pop()
        if tag in _VERBATIM and start:
            verbatim += 1
        piece = (element.text if start else element.tail) or ""
        if tag in _VERBATIM and not start:
            verbatim -= 1
        if start and tag in ("br", "lb"):
            block.append("\n")
        elif not start and tag in _CELLS:
            block.append("\t")
        block.append(piece if verbatim else _SPACE.sub(" ", piece))
    close()
    return "".join(written)
