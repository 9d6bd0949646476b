"""Keeping a library safe: a backup, and what can be saved of a damaged one."""

from pathlib import Path
from typing import Annotated

import typer

from terminal.commands.door import JsonOption, LibraryOption, door, present, sentences

NewFolder = Annotated[
    Path, typer.Argument(metavar="DIR", help="A folder that does not exist yet, or is empty.")
]


def backup(
    context: typer.Context,
    folder: NewFolder,
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """Copy the library as it is now, while reading and adding go on; the copy is a library too.

    Example: whosaid backup ~/backups/archive-2025-11-25
    """
    with door(context, library) as (opened, screen):
        from terminal.showing import keeping as shown  # noqa: PLC0415

        present(screen, opened.backup(folder), json, shown.backup)


def recover(
    context: typer.Context,
    folder: NewFolder,
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """Save what can still be read of a damaged library into a new one, and report the rest.

    The damaged library stays as it is. Exit status 1 says that something could not be saved.

    Example: whosaid --library ~/damaged recover ~/saved
    """
    with sentences() as screen:
        import whosaid  # noqa: PLC0415
        from terminal.showing import keeping as shown  # noqa: PLC0415

        damaged = library or context.obj or whosaid.usual_library()
        found = whosaid.recover(damaged, folder)
        present(screen, found, json, shown.recovered)
    if not found.whole:
        raise typer.Exit(1)
