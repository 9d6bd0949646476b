"""Citations: taken away, and verified later."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from terminal.commands.door import JsonOption, LibraryOption, door, present

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


def verify(
    context: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE|-", help="Citations, in any format of 'whosaid cite'.")
    ],
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """Say what became of citations: same, moved, changed or gone.

    Exit status 1 when any of them is changed or gone.

    Example: whosaid verify citations.bib
    """
    with door(context, library) as (opened, screen):
        import whosaid  # noqa: PLC0415
        from terminal.showing import citations as shown  # noqa: PLC0415

        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise whosaid.UsageError(f"{file} is no text in UTF-8; save it as that.") from None
        verified = opened.verify(whosaid.read_citations(text))
        present(screen, verified, json, shown.verified)
    if any(item.fate in ("changed", "gone") for item in verified):
        raise typer.Exit(1)


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
