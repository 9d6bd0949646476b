"""Citations: taken away."""

from typing import TYPE_CHECKING, Annotated

import typer

from terminal.commands.door import LibraryOption, door

if TYPE_CHECKING:
    from terminal.screen import Screen
    from whosaid import Answer, Check, Library, Quotes

CiteOption = Annotated[
    str | None,
    typer.Option(metavar="FORMAT", help="Print citations: md, csv, bibtex, csl or json."),
]
FormatOption = Annotated[
    str, typer.Option("--format", "-f", metavar="FORMAT", help="md, csv, bibtex, csl or json.")
]


def cite(
    context: typer.Context,
    references: Annotated[list[str], typer.Argument(metavar="REFERENCE…", help="As results name.")],
    format: FormatOption = "md",
    library: LibraryOption = None,
) -> None:
    """Print citations of passages: exact words, source, place, version, date of retrieval.

    Example: whosaid cite a1b2c3:120-480 --format bibtex > citations.bib
    """
    with door(context, library) as (opened, screen):
        import whosaid  # noqa: PLC0415

        screen.file(whosaid.format_citations(opened.cite(references), format))


def take_away(
    opened: "Library", screen: "Screen", found: "Answer | Quotes | Check", format: str
) -> None:
    """Print citations of what was found. Raises ``WhosaidError`` when nothing was."""
    import whosaid  # noqa: PLC0415

    citations = opened.cite(found)
    if not citations:
        raise whosaid.WhosaidError(
            "Nothing was found that could be cited; leave out --cite to see why."
        )
    screen.file(whosaid.format_citations(citations, format))
