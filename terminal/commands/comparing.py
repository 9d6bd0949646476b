"""Articles side by side: printings of one text, and figures for one thing."""

from typing import Annotated

import typer

from terminal.commands.door import (
    AsOfOption,
    AuthorOption,
    JsonOption,
    LibraryOption,
    OutletOption,
    SinceOption,
    UntilOption,
    door,
    present,
)


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


def figures(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="A question for a number, in plain words.")],
    since: SinceOption = None,
    until: UntilOption = None,
    outlet: OutletOption = None,
    author: AuthorOption = None,
    as_of: AsOfOption = None,
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """Show the figures that articles give for what a question asks, side by side.

    Example: whosaid figures "How many people were evacuated from Lysmere?"
    """
    with door(context, library) as (opened, screen):
        from terminal.showing import figures as shown  # noqa: PLC0415

        found = opened.figures(
            question, since=since, until=until, outlet=outlet, author=author, as_of=as_of
        )
        present(screen, found, json, shown.figures)
