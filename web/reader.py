"""The article as the page opens it: the cited passage marked, and how everything is known."""

from web.address import Address
from web.show import byline, headline, marked, original_link, reader_date, shown
from whosaid import Article, Removal, Source, Span

_REMOVAL_SHOWN = 600  # characters of each; all of it is in ``whosaid show --raw``


def article(opened: Article, span: Span | None, address: Address) -> str:
    """An article with a span of its text marked. ``address`` is what is shown beside it."""
    source = Source(
        opened.id, opened.title, opened.outlet, opened.authors, opened.published, opened.url
    )
    text = marked(opened.text, span or Span(0, 0), ' id="cited"')
    here = shown(str(address))
    closed = shown(str(address.opening("")))
    return (
        '<section class="article" aria-labelledby="article-title">'
        f'<p class="bar"><a class="button" data-go="open" data-close href="{closed}">'
        "Close article</a>"
        f'<button type="button" class="button" data-copy="{here}">Copy link</button>'
        f"{original_link(opened.url)}</p>"
        f'<h2 id="article-title" tabindex="-1">{shown(headline(source))}</h2>'
        f"{byline(source)}{facts(opened)}"
        f'<div class="text" lang="{shown(opened.language or "")}">{text}</div>'
        f"{removals(opened.removed)}</section>"
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
    rows += _row("Read from", opened.origin) + _row("Id", opened.id)
    return f'<details class="facts"><summary>How this is known</summary><dl>{rows}</dl></details>'


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


def _row(label: str, value: str, how: str = "") -> str:
    found = f'<span class="how"> — {shown(how)}</span>' if how else ""
    return f"<dt>{label}</dt><dd>{shown(value)}{found}</dd>"


def _short(text: str) -> str:
    if len(text) <= _REMOVAL_SHOWN:
        return text
    return f"{text[:_REMOVAL_SHOWN]}… and {len(text) - _REMOVAL_SHOWN:,} more characters"
