"""What can be taken away: the citation of one place, or of everything that is selected."""

from web.address import Address
from web.show import copier, link, original_link, shown
from whosaid import Source

_FORMATS = {
    "md": ("Markdown", "citations.md"),
    "csv": ("CSV", "citations.csv"),
    "bibtex": ("BibTeX", "citations.bib"),
    "csl": ("CSL-JSON", "citations.json"),
}


def citing(reference: str) -> str:
    """A button that copies the citation of a place."""
    return (
        f'<button type="button" class="button" data-cite="{shown(reference)}">'
        "Copy citation</button>"
    )


def actions(reference: str, opened: Address, source: Source, words: str, told: str = "") -> str:
    """What can be done with a place: open, cite, share, see the original, select; ``told`` first.

    ``words`` are those that a browser can find where the article was published.
    """
    return (
        f'<div class="actions">{told}{link(opened, "Open in article", "open", "button")}'
        f"{citing(reference)}{copier(opened)}{original_link(source.url, words)}"
        f"{_picking(reference)}</div>"
    )


def _picking(reference: str) -> str:
    """A box that selects a place, to be taken away with others."""
    return (
        '<label class="pick"><input type="checkbox" name="take" '
        f'value="{shown(reference)}">Select</label>'
    )


def taking() -> str:
    """What can be done with everything that is selected; hidden until something is."""
    ways = "".join(
        f'<a class="button" data-take="{name}" href="/api/cite?format={name}" '
        f'download="{file}">{words}</a>'
        for name, (words, file) in _FORMATS.items()
    )
    return (
        '<div id="take" role="region" aria-label="Selected" hidden><span id="taken"></span>'
        f"<span>Take away as</span>{ways}</div>"
    )
