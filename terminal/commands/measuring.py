"""Measuring against what people have marked."""

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from terminal.commands.door import (
    JsonOption,
    LibraryOption,
    PrecisionOption,
    RerankerOption,
    door,
    present,
    sentences,
)


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


class FolderFirst(TyperGroup):
    """``eval FOLDER`` is short for ``eval beir FOLDER``, as long as no command is called so."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command in where the first word is none."""
        if args and args[0] not in self.commands and args[0] != "--help":
            args = ["beir", *args]
        return super().parse_args(ctx, args)


def eval_beir(
    folder: Annotated[
        Path,
        typer.Argument(metavar="FOLDER", help="corpus.jsonl, queries.jsonl and qrels/*.tsv."),
    ],
    keep: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Keep the library there, for the next time."),
    ] = None,
    split: Annotated[
        str | None, typer.Option(metavar="NAME", help="Which qrels, where there are several.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME|FOLDER", help="Another embedding model.")
    ] = None,
    precision: PrecisionOption = None,
    reranker: RerankerOption = None,
    json: JsonOption = False,
) -> None:
    """Measure how well questions find what people judged to answer them.

    The folder is in BEIR's format; its documents are added to a library in a temporary folder.

    Example: whosaid eval collections/scifact --keep scifact-library
    """
    with sentences() as screen:
        import whosaid  # noqa: PLC0415
        from terminal.showing import measures as shown  # noqa: PLC0415

        with screen.progress() as progress:
            found = whosaid.evaluate_retrieval(
                folder,
                keep=keep,
                split=split,
                model=model,
                precision=precision,
                reranker=whosaid.load_reranker(reranker) if reranker else None,
                progress=progress,
            )
        present(screen, found, json, shown.retrieval)


def eval_questions(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="JSON lines or CSV: question, article, words.")
    ],
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """Measure how a library answers your own questions.

    Each row has a question and what should answer it: an article, words of the sentence, or
    neither when it should be refused.

    Example: whosaid eval questions questions.csv
    """
    with door(context, library) as (opened, screen):
        import whosaid  # noqa: PLC0415
        from terminal.showing import measures as shown  # noqa: PLC0415

        present(screen, whosaid.evaluate_questions(opened, file), json, shown.questions)
