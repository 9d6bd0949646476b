"""The archive: what is in it, adding and removing, and how it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from web.address import Address
from web.drawing.holdings import holdings
from web.show import counted, dated, extent, link, notes, shown
from whosaid import AddReport, Holding, Source, Status

PAGE = 50
"""Articles on one page of the list."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list: which, counted from 1, of how many."""

    number: int
    of: int

    @property
    def first(self) -> int:
        """How many articles stand before it."""
        return (self.number - 1) * PAGE


def page_of(address: Address, total: int) -> Page:
    """The page that an address asks for, of so many articles, or the nearest one.

    >>> page_of(Address(page=9), 120)
    Page(number=3, of=3)
    """
    pages = max(1, (total + PAGE - 1) // PAGE)
    return Page(max(1, min(address.page, pages)), pages)


def archive(
    status: Status,
    held: Sequence[Holding],
    sources: Sequence[Source],
    page: Page,
    address: Address,
) -> str:
    """Everything that the archive has to say of itself, with the articles of one page."""
    holds = extent(status.articles, status.outlets) if status.articles else "This library is empty"
    return (
        f"{_summary(holds)}{holdings(held)}{undated(held)}"
        f"{articles(sources, page, address)}{health(status)}"
    )


def matching(total: int, sources: Sequence[Source], page: Page, address: Address) -> str:
    """The articles that have the words that were asked for at their heads, and nothing else."""
    has = (
        f"{counted(total, 'article')} {'has' if total == 1 else 'have'}"
        if total
        else "No article has"
    )
    headline = "headline" if all(item.title for item in sources) else "headline or opening words"
    words = f"{has} “{shown(address.question)}” in the {headline}, outlet or author"
    return f"{_summary(words)}{articles(sources, page, address)}"


def _summary(words: str) -> str:
    return f'<h2 class="summary" tabindex="-1">{words}</h2>'


def undated(held: Sequence[Holding]) -> str:
    """How many articles the picture leaves out, as nobody knows their month.

    >>> undated([Holding("Quay Post", "2025-09", 3), Holding(None, None, 1)])
    '<p class="note">Not in the picture: 1 article without a month and year.</p>'
    """
    left_out = sum(item.articles for item in held if not item.month)
    if not left_out:
        return ""
    without = counted(left_out, "article")
    return f'<p class="note">Not in the picture: {without} without a month and year.</p>'


def report(name: str, done: AddReport) -> str:
    """What became of one file, as an item of the list of reports."""
    counts = [
        f"{number:,} {words}"
        for number, words in (
            (done.added, "added"),
            (done.updated, "updated"),
            (done.unchanged, "here already"),
        )
        if number
    ]
    reasons = [item.reason for item in done.unread] + [item.reason for item in done.skipped]
    worst = "bad" if reasons and not counts else "partly" if reasons else "good"
    said = ", ".join(counts) if counts else "nothing added" if reasons else "no article in it"
    return refused(name, said, reasons, worst)


def refused(name: str, said: str, reasons: Sequence[str] = (), how: str = "bad") -> str:
    """A file's name with what became of it, and why."""
    return f'<li class="{how}"><b>{shown(name)}</b> {shown(said)}{notes(reasons)}</li>'


def articles(sources: Sequence[Source], page: Page, address: Address) -> str:
    """The articles of one page."""
    if not sources:
        return ""
    items = "".join(
        f"<li>{link(address.opening(item.id), item.heading, 'open')} "
        f"<small>{shown(item.outlet or 'outlet unknown')} · {dated(item)}</small></li>"
        for item in sources
    )
    return f'<h3>Articles</h3><ul class="articles">{items}</ul>{_pages(page, address)}'


def health(status: Status) -> str:
    """Model, sizes and faults, folded away while all is well."""
    sizes = "".join(
        f"<dt>{shown(name)}</dt><dd>{size / 1e6:,.1f} MB</dd>"
        for name, size in status.sizes.items()
    )
    faults = notes(status.faults or ())
    settings = status.settings
    return (
        f"{_dated(status)}{_waiting(status)}"
        f'<details class="health"{" open" if faults else ""}><summary>Model and health</summary>'
        f"{faults}<dl><dt>Folder</dt><dd>{shown(status.folder)}</dd>"
        f"<dt>Model</dt><dd>{shown(settings.model)}, {settings.dimension} dimensions</dd>"
        f"<dt>Passages</dt><dd>{status.passages:,}, of up to {settings.passage_tokens} tokens</dd>"
        f"<dt>Search</dt><dd>{_search(status)}</dd>"
        f"<dt>An answer needs</dt><dd>a confidence of {status.floor:.3f}, {_fitted(status)}"
        f"{', unless reading the best passages decides' if status.reads else ''}</dd>"
        f"{sizes}<dt>For programs</dt>"
        '<dd><a href="/docs">the HTTP interface, described</a></dd></dl></details>'
    )


def _dated(status: Status) -> str:
    if not status.outdated:
        return ""
    return (
        f'<p class="note">The statements of {counted(status.outdated, "article")} were found by an '
        "older whosaid; add the files again and they are found anew.</p>"
    )


def _waiting(status: Status) -> str:
    if not status.waiting:
        return ""
    which = f"{counted(status.waiting, 'passage')} {'is' if status.waiting == 1 else 'are'}"
    return (
        f'<p class="note">{which} still without vectors, and found by words alone; “whosaid embed” '
        "in a terminal goes on.</p>"
    )


def _search(status: Status) -> str:
    if status.recall is None:
        return "exact: a question is compared with every passage"
    return f"finds {status.recall:.1%} of the ten nearest passages, as measured here"


def _fitted(status: Status) -> str:
    fitted = status.calibration
    if not fitted:
        return "as is usual; “whosaid calibrate” in a terminal fits it to this library"
    return f"fitted to this library on {fitted.made[:10]}, with {fitted.questions:,} questions"


def _pages(page: Page, address: Address) -> str:
    if page.of < 2:
        return ""
    earlier = link(replace(address, page=page.number - 1), "Newer") if page.number > 1 else ""
    later = link(replace(address, page=page.number + 1), "Older") if page.number < page.of else ""
    return f'<p class="pages">{earlier} Page {page.number} of {page.of} {later}</p>'
