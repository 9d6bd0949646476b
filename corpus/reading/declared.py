"""What a web page declares about its article: JSON-LD, meta elements, dates as markup.

Only what is declared is taken: a date out of an address, a picture's name or a footer is a
guess, and a page that declares none has none.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape

_Node = dict[str, object]

_ARTICLE_TYPE = re.compile(r"(article|posting|report)$", re.I)
_SITE_TYPES = {"WebSite", "NewsMediaOrganization"}
_WRAPPING = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)[\s;]*$")
_NO_DATE = re.compile(r"0001-01-01|1970-01-01T00:00|0000-")  # what programs write for "unknown"
_ADDRESS = re.compile(r"https?://[^\s/]+(/\S*)?", re.I)

# By falling reliability; each name in small letters, whether a page writes it as name,
# property or itemprop.
_TITLE = ("og:title", "twitter:title", "parsely-title", "dc.title", "headline")
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "citation_journal_title")
_AUTHOR = (
    *("author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator"),
    *("dcterms.creator", "citation_author"),
)
_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "article:published", "datepublished"),
    *("parsely-pub-date", "sailthru.date", "publish-date", "publish_date", "published_date"),
    *("publication_date", "pubdate", "dcterms.issued", "dc.date.issued", "dcterms.created"),
    *("dcterms.date", "dc.date", "citation_publication_date", "citation_date", "date"),
)
_MODIFIED = (
    *("article:modified_time", "og:article:modified_time", "article:modified", "datemodified"),
    *("og:updated_time", "dcterms.modified", "dc.date.modified", "last-modified", "lastmod"),
)


@dataclass(frozen=True, slots=True)
class Markup:
    """What stands in a page's markup beside its text, in the order of the page.

    ``meta``: name, property or itemprop in small letters, and content. ``times``: the
    ``datetime`` of each ``<time>`` outside asides, footers and navigation; ``dates``: the text
    of each element there whose class calls it a date. ``headings``: the first-level ones.
    ``bylines``: what is marked as the author's name, and how.
    """

    meta: tuple[tuple[str, str], ...] = ()
    json_ld: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    bylines: tuple[tuple[str, str], ...] = ()
    title: str | None = None
    canonical: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Declared:
    """The metadata of an article as its page declares them, and where each was found."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    language: str | None = None
    found: tuple[tuple[str, str], ...] = ()


def read_declared(markup: Markup) -> Declared:
    """The metadata that a page's markup declares.

    >>> page = Markup(meta=(("article:published_time", "2031-05-02"),), times=("2030-01-01",))
    >>> read_declared(page).published, read_declared(page).found
    ('2031-05-02', (('published', 'meta article:published_time'),))
    """
    nodes = list(_nodes(markup.json_ld))
    by_id = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    url, url_how = _first(_addresses(markup), _address)
    article = _article(nodes, markup, url)
    if url is None:
        url, url_how = _first([(article.get("url"), "JSON-LD url")], _address)
    outlet, outlet_how = _first(_outlets(article, nodes, by_id, markup), _line)
    title, title_how = _first(_titles(article, markup), _line)
    authors, authors_how = _authors(article, by_id, markup)
    published, published_how = _first(_dates(article, "Published", _PUBLISHED, markup), _date)
    modified, modified_how = _first(_dates(article, "Modified", _MODIFIED, markup), _date)
    language, language_how = _first(_languages(article, markup), _line)
    how = {
        "title": title_how,
        "outlet": outlet_how,
        "authors": authors_how,
        "published": published_how,
        "modified": modified_how,
        "url": url_how,
        "language": language_how,
    }
    found = tuple((field, where) for field, where in how.items() if where)
    return Declared(title, outlet, authors, published, modified, url, language, found)


def _addresses(markup: Markup) -> Iterator[tuple[object, str]]:
    """The page's own address; a canonical link to the front page is a mistake of the site's."""
    declared = [(markup.canonical, "canonical link"), *_metas(markup, ("og:url",))]
    yield from sorted(declared, key=lambda one: _front_page(one[0]))


def _front_page(address: object) -> bool:
    """Whether an address has no path."""
    match = _ADDRESS.fullmatch(address.strip()) if isinstance(address, str) else None
    return match is not None and (match[1] or "/") == "/"


def _titles(article: _Node, markup: Markup) -> Iterator[tuple[object, str]]:
    """The headline: as the page prints it, when the markup confirms it, or as declared."""
    declared = [(article.get("headline"), "JSON-LD headline"), *_metas(markup, _TITLE)]
    element = [(markup.title, "title element")]
    said = {_letters(line) for value, _ in [*declared, *element] if (line := _line(value))}
    for heading in markup.headings:
        if any(_prints(_letters(heading), one) for one in said):
            yield heading, "h1"
    yield from declared
    if len(markup.headings) == 1:
        yield markup.headings[0], "h1"
    yield from element


def _prints(heading: str, declared: str) -> bool:
    """Whether a printed heading is a declared headline: its whole, or the greater part of it."""
    return heading.startswith(declared) or (
        declared.startswith(heading) and 2 * len(heading) > len(declared)
    )


def _outlets(
    article: _Node, nodes: list[_Node], by_id: dict[str, _Node], markup: Markup
) -> Iterator[tuple[object, str]]:
    """The outlet's name."""
    metas = list(_metas(markup, _OUTLET))
    yield from (meta for meta in metas if meta[1] == "meta og:site_name")
    for name, _ in _names(article.get("publisher"), by_id):
        yield name, "JSON-LD publisher"
    for node in nodes:
        if _SITE_TYPES & _types(node):
            yield node.get("name"), "JSON-LD site"
    yield from metas


def _authors(
    article: _Node, by_id: dict[str, _Node], markup: Markup
) -> tuple[tuple[str, ...], str | None]:
    """The authors; the outlet as its own author is none."""
    outlets = {name for name, _ in _names(article.get("publisher"), by_id)}
    outlets |= {str(value) for value, _ in _metas(markup, ("og:site_name",))}
    named = _names(article.get("author"), by_id)
    names = [name for name, person in named if person or name not in outlets]
    if names:
        return tuple(dict.fromkeys(names)), "JSON-LD author"
    for key in _AUTHOR:
        lines = [_line(value) for value, _ in _metas(markup, (key,))]
        written = [line for line in lines if line and _ADDRESS.match(line) is None]
        if written:
            return tuple(dict.fromkeys(written)), f"meta {key}"
    for _, how in markup.bylines:
        marked = [line for line, where in markup.bylines if where == how and 0 < len(line) < 120]
        if marked:
            return tuple(dict.fromkeys(marked)), how
    return (), None


def _dates(
    article: _Node, what: str, keys: tuple[str, ...], markup: Markup
) -> Iterator[tuple[object, str]]:
    """The dates of one sort; ``<time>`` and the like only when the page has no other than that."""
    yield article.get(f"date{what}"), f"JSON-LD date{what}"
    yield from _metas(markup, keys)
    if what == "Published" and len(set(markup.times)) == 1:
        yield markup.times[0], "time element"
    if what == "Published" and not markup.times and len(set(markup.dates)) == 1:
        yield markup.dates[0], "date element"


def _languages(article: _Node, markup: Markup) -> Iterator[tuple[object, str]]:
    """The language code."""
    yield article.get("inLanguage"), "JSON-LD inLanguage"
    yield markup.language, "html lang"
    yield from _metas(markup, ("og:locale", "content-language", "dc.language"))


def _metas(markup: Markup, keys: Iterable[str]) -> Iterator[tuple[object, str]]:
    """The contents of the meta elements with these names, in the order of the names."""
    for key in keys:
        for name, content in markup.meta:
            if name == key:
                yield content, f"meta {name}"


def _first(
    candidates: Iterable[tuple[object, str]], accept: Callable[[object], str | None]
) -> tuple[str | None, str | None]:
    """The first value that is accepted, and where it stands."""
    for value, where in candidates:
        accepted = accept(value)
        if accepted:
            return accepted, where
    return None, None


def _line(value: object) -> str | None:
    """A value as one line of text, character references resolved."""
    if isinstance(value, list):
        return _line(value[0]) if value else None
    if isinstance(value, dict):
        return _line(value.get("name") or value.get("@value"))
    if not isinstance(value, str):
        return None
    return " ".join(unescape(value).split()) or None


def _date(value: object) -> str | None:
    """A date as printed: anything with a digit, as long as a date may be."""
    line = str(value) if isinstance(value, int) else _line(value)
    if line is None or len(line) > 60 or _NO_DATE.match(line):
        return None
    return line if any(map(str.isdigit, line)) else None


def _address(value: object) -> str | None:
    """An absolute web address."""
    line = _line(value)
    return line if line and _ADDRESS.fullmatch(line) else None


def _letters(text: str) -> str:
    """Letters and digits alone, for comparing headlines."""
    return "".join(filter(str.isalnum, unescape(text).casefold()))


def _types(node: _Node) -> set[str]:
    """The schema.org types of a node."""
    types = node.get("@type")
    return {str(one) for one in (types if isinstance(types, list) else [types])}


def _article(nodes: list[_Node], markup: Markup, url: str | None) -> _Node:
    """The node that describes the page's own article; none when several might."""
    articles = [node for node in nodes if any(map(_ARTICLE_TYPE.search, _types(node)))]
    if len(articles) == 1:
        return articles[0]
    shown = {_letters(heading) for heading in markup.headings}
    shown |= {_letters(str(value)) for value, _ in _metas(markup, _TITLE)}
    for node in articles:
        places = {_line(node.get(key)) for key in ("url", "@id")} | {_place(node)}
        if (url and url in places) or _letters(_line(node.get("headline")) or "-") in shown:
            return node
    return {}


def _place(node: _Node) -> str | None:
    """The address of the page that a node is about."""
    page = node.get("mainEntityOfPage")
    return _line(page.get("@id") or page.get("url") if isinstance(page, dict) else page)


def _names(value: object, by_id: dict[str, _Node]) -> list[tuple[str, bool]]:
    """The names in an author or publisher, and whether each is a person's."""
    if isinstance(value, list):
        return [name for one in value for name in _names(one, by_id)]
    if isinstance(value, dict):
        node = value if "name" in value else by_id.get(str(value.get("@id")), value)
        names = node.get("name")
        person = not _types(node) & {"Organization", "NewsMediaOrganization", "Corporation"}
        return [
            (name, person)
            for one in (names if isinstance(names, list) else [names])
            if (name := _line(one))
        ]
    name = _line(value)
    return [(name, True)] if name and _ADDRESS.match(name) is None else []


def _nodes(scripts: Iterable[str]) -> Iterator[_Node]:
    """The nodes of a page's JSON-LD, graphs unfolded; scripts that are no JSON hold none."""
    for script in scripts:
        try:
            waiting = [json.loads(_WRAPPING.sub("", script), strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting[:0] = node
            elif isinstance(node, dict):
                yield node
                waiting[:0] = [node[key] for key in ("@graph", "mainEntity") if key in node]
