"""The article as the page opens it: the cited passage marked, and how everything is known."""

from collections.abc import Sequence

from web.address import Address
from web.marking import legend, marked
from web.show import byline, copier, link, original_link, reader_date, shown
from web.views.taking import citing
from whosaid import Article, Removal, Said, Source, Span, Version

_REMOVAL_SHOWN = 600  # characters of each; all of it is in ``whosaid show --raw``


def article(
    opened: Article,
    span: Span | None,
    address: Address,
    *,
    said: Sequence[Said] = (),
    versions: Sequence[Version] = (),
    changeable: bool = False,
) -> str:
    """An article with a span of its text marked. ``address`` is what is shown beside it."""
    source = Source(
        opened.id,
        opened.title,
        opened.outlet,
        opened.authors,
        opened.published,
        opened.url,
        opened.opening,
    )
    text = marked(opened.text, span, said, attributes=' id="cited"')
    passage = span.of(opened.text) if span else ""
    return (
        '<section class="article" aria-labelledby="article-title">'
        f'<div class="bar">{_close(address)}'
        f"{copier(address)}"
        f"{citing(address.reference) if span else ''}{original_link(opened.url, passage)}</div>"
        f'<h2 id="article-title" tabindex="-1">{shown(source.heading)}</h2>'
        f"{byline(source)}{older(opened, versions, address)}{facts(opened)}{legend(said)}"
        f'<div class="text" lang="{shown(opened.language or "")}">{text}</div>'
        f"{removals(opened.removed)}{_remove(source) if changeable else ''}</section>"
    )


def missing(why: str, address: Address) -> str:
    """In the place of an article that cannot be shown: why, and a way to be rid of it."""
    return (
        f'<section class="article" aria-label="Article"><div class="bar">{_close(address)}</div>'
        f'<p class="problem" role="alert" id="article-title" tabindex="-1">{shown(why)}</p>'
        "</section>"
    )


def facts(opened: Article) -> str:
    """What is known of an article, each with how it was found, folded away."""
    how = dict(opened.found)
    known = {
        "title": ("Headline", opened.title),
        "outlet": ("Outlet", opened.outlet),
        "authors": ("Author", ", ".join(opened.authors)),
        "agency": ("Agency", opened.agency),
        "published": ("Published", opened.published and reader_date(opened.published)),
        "modified": ("Updated", opened.modified and reader_date(opened.modified)),
        "url": ("Address", opened.url),
        "language": ("Language", opened.language),
    }
    rows = "".join(
        _row(label, value or "not found", how.get(name, ""))
        for name, (label, value) in known.items()
    )
    rows += _row("Read from", file_name(opened.origin)) + _row("Id", opened.id)
    rows += _row("Version", opened.version[:12])
    return f'<details class="facts"><summary>How this is known</summary><dl>{rows}</dl></details>'


def file_name(origin: str) -> str:
    """Where an article was read from: a path; of a file that was dropped on the page, its name.

    >>> file_name("dropped:9f8e7d6c5b4a/notes.txt"), file_name("/home/ada/notes.txt")
    ('notes.txt, dropped on the page', '/home/ada/notes.txt')
    """
    if not origin.startswith("dropped:"):
        return origin
    return f"{origin.partition('/')[2]}, dropped on the page"


def older(opened: Article, versions: Sequence[Version], address: Address) -> str:
    """The texts that the article has had, if there was more than one."""
    if len(versions) < 2:
        return ""
    items = "".join(_version(item, opened, address) for item in reversed(versions))
    now = versions[-1].version == opened.version
    note = "" if now else '<p class="problem">This is an earlier version of the article.</p>'
    return (
        f'{note}<details class="versions"{"" if now else " open"}><summary>'
        f"{len(versions)} versions</summary><ul>{items}</ul></details>"
    )


def removals(removed: tuple[Removal, ...]) -> str:
    """What cleaning took out of an article, folded away; nothing when it took out nothing."""
    if not removed:
        return ""
    items = "".join(
        f'<li><span class="rule">{shown(item.rule.replace("_", " "))}</span>'
        f"<span>{shown(_short(item.text.strip()))}</span></li>"
        for item in removed
    )
    return (
        f'<details class="removed"><summary>What cleaning took out ({len(removed)})</summary>'
        f"<ul>{items}</ul></details>"
    )


def _close(address: Address) -> str:
    closed = shown(str(address.opening("")))
    return (
        f'<a class="button" data-go="open" data-close href="{closed}">'
        'Close<span class="rest"> article</span></a>'
    )


def _version(item: Version, opened: Article, address: Address) -> str:
    reference = opened.id if item.replaced is None else f"{opened.id}@{item.version[:12]}"
    words = "now" if item.replaced is None else f"until {reader_date(item.replaced)}"
    here = item.version == opened.version
    shows = shown(words) if here else link(address.opening(reference), words, "open")
    return f"<li>{shows} · {item.characters:,} characters{' · shown here' if here else ''}</li>"


def _remove(source: Source) -> str:
    question = (
        f"Take {source.named} out of the library, with its passages, statements and older versions?"
    )
    return (
        '<p class="changing"><button type="button" class="button" data-do="remove" '
        f'data-article="{shown(source.id)}" data-ask="{shown(question)}">'
        "Remove from the library…</button></p>"
    )


def _row(label: str, value: str, how: str = "") -> str:
    found = f'<span class="how"> — {shown(how)}</span>' if how else ""
    return f"<dt>{label}</dt><dd>{shown(value)}{found}</dd>"


def _short(text: str) -> str:
    if len(text) <= _REMOVAL_SHOWN:
        return text
    return f"{text[:_REMOVAL_SHOWN]}… and {len(text) - _REMOVAL_SHOWN:,} more characters"
