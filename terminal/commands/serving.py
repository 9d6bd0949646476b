"""Serving the page."""

from typing import Annotated

import typer

from terminal.commands.door import LibraryOption, door


def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free one.")] = 7860,
    library: LibraryOption = None,
) -> None:
    """Serve the page on this machine.

    Example: whosaid serve --port 7860
    """
    with door(context, library) as (opened, screen):
        from app import run  # noqa: PLC0415

        run(opened, port, screen.notice)
