"""Articles side by side: printings of one text."""

from typing import Annotated

import typer

from terminal.commands.door import JsonOption, LibraryOption, door, present


def copies(
    context: typer.Context,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="An article's id.")],
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """Show which other articles print an article's text, the earliest first, and why.

    Example: whosaid copies a1b2c3
    """
    with door(context, library) as (opened, screen):
        from terminal.showing import copies as shown  # noqa: PLC0415

        present(screen, opened.copies(article), json, shown.copies)
