"""The door of every command: it opens the library, and turns an error into a sentence.

Exit status 0 is done, 1 could not, or not all of it, 2 wrong usage. The library is imported
inside, so that ``--help`` need not wait for it.
"""

import logging
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

if TYPE_CHECKING:
    from qa.library import Library
    from terminal.screen import Screen

Record = TypeVar("Record")

LibraryOption = Annotated[
    Path | None,
    typer.Option(
        "--library",
        metavar="DIR",
        help="The library folder; else $WHOSAID_LIBRARY, else one in your user data folder.",
    ),
]
SinceOption = Annotated[str | None, typer.Option(help="From this day on: 2023-10-13.")]
UntilOption = Annotated[str | None, typer.Option(help="Up to this day, included.")]
OutletOption = Annotated[str | None, typer.Option(help="Only this outlet.")]
AuthorOption = Annotated[str | None, typer.Option(help="Only this author.")]
AsOfOption = Annotated[
    str | None,
    typer.Option(help="Answer from what was published by this day: 2023-10-13."),
]
AsWordsOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="TEXT",
        help="Take these words of the question for nothing more than words; 'all' for all.",
    ),
]
RerankerOption = Annotated[
    str | None,
    typer.Option(metavar="NAME|FOLDER", help="A cross-encoder that reads the best again; slow."),
]
PrecisionOption = Annotated[
    Literal["float32", "int8"] | None,
    typer.Option(
        help="For a new library: float32 takes 1.4 times as long as int8, the usual with our model."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


@contextmanager
def door(
    context: typer.Context,
    library: Path | None,
    create: bool = False,
    model: str | None = None,
    precision: Literal["float32", "int8"] | None = None,
) -> "Iterator[tuple[Library, Screen]]":
    """Open the library and the screen; an error becomes a sentence and an exit status."""
    with sentences() as screen:
        import whosaid  # noqa: PLC0415

        log = logging.getLogger("whosaid")
        log.addHandler(_Notices(screen))
        log.setLevel(logging.INFO)
        folder = library or context.obj or whosaid.usual_library()
        with whosaid.open(folder, create=create, model=model, precision=precision) as opened:
            yield opened, screen


@contextmanager
def sentences() -> "Iterator[Screen]":
    """The screen; an error becomes a sentence on it and an exit status."""
    import whosaid  # noqa: PLC0415
    from terminal.screen import Screen, visible  # noqa: PLC0415

    try:
        yield Screen()
    except whosaid.WhosaidError as error:
        typer.echo(visible(str(error)), err=True)
        raise typer.Exit(2 if isinstance(error, whosaid.UsageError) else 1) from None
    except sqlite3.DatabaseError as error:
        typer.echo(
            f"The library is damaged: {error}. Save what can be saved with 'whosaid recover DIR', "
            "or restore it from a backup.",
            err=True,
        )
        raise typer.Exit(1) from None
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        typer.echo(visible(f"{error.strerror or error}{where}"), err=True)
        raise typer.Exit(1) from None
    except (KeyboardInterrupt, ImportError) as error:
        if not _is_interruption(error):
            raise
        typer.echo("Interrupted; what was committed stays.", err=True)
        raise typer.Exit(1) from None


def _is_interruption(error: BaseException) -> bool:
    """Whether the user has: while ONNX Runtime is loaded, an ``ImportError`` comes of that."""
    return isinstance(error, KeyboardInterrupt) or isinstance(error.__cause__, KeyboardInterrupt)


def present(
    screen: "Screen", result: Record, json: bool, shown: "Callable[[Screen, Record], None]"
) -> None:
    """Print a result as JSON, or as it looks on the screen."""
    from qa.answer import to_json  # noqa: PLC0415

    if json:
        screen.raw(to_json(result))
    else:
        shown(screen, result)


class _Notices(logging.Handler):
    """Passes the library's notices on to the screen."""

    def __init__(self, screen: "Screen") -> None:
        super().__init__(logging.INFO)
        self._screen = screen

    def emit(self, record: logging.LogRecord) -> None:
        """Show one notice."""
        self._screen.notice(record.getMessage())
