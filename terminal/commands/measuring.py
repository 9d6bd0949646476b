"""Measuring against what people have marked."""

from pathlib import Path
from typing import Annotated

import typer

from terminal.commands.door import JsonOption, LibraryOption, door, present, sentences


def eval_quotes(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines, gzipped or not.")],
    json: JsonOption = False,
) -> None:
    """Measure who said what against articles in which people marked it.

    Example: whosaid eval quotes gold.jsonl.gz
    """
    with sentences() as screen:
        import whosaid  # noqa: PLC0415
        from terminal.showing import measures as shown  # noqa: PLC0415

        present(screen, whosaid.evaluate_quotes(file), json, shown.evaluation)


def calibrate(
    context: typer.Context, library: LibraryOption = None, json: JsonOption = False
) -> None:
    """Fit "no good answer" to the library, on questions made of its own articles.

    Example: whosaid calibrate
    """
    with door(context, library) as (opened, screen):
        from terminal.showing import measures as shown  # noqa: PLC0415

        present(screen, opened.calibrate(), json, shown.calibration)
