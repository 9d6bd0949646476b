"""The terminal: ``whosaid add``, ``ask``, ``quotes``, ``speakers``, ``show`` and the rest.

The launcher only: the commands are in ``terminal/commands``, and how their results look is in
``terminal/showing``.
"""

import typer

from terminal.commands import (
    archive,
    asking,
    citing,
    comparing,
    keeping,
    measuring,
    quoting,
    serving,
)
from terminal.commands.door import LibraryOption

app = typer.Typer(
    name="whosaid",
    help="Ask a folder of news articles a question; get passages that cite their source.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def main_options(context: typer.Context, library: LibraryOption = None) -> None:
    """Ask a folder of news articles a question; get passages that cite their source."""
    context.obj = library


app.command()(archive.add)
app.command()(archive.embed)
app.command()(asking.ask)
app.command()(quoting.quotes)
app.command()(quoting.check)
app.command()(quoting.speakers)
app.command()(quoting.extract)
app.command()(citing.cite)
app.command()(citing.verify)
app.command()(comparing.copies)
app.command()(comparing.figures)
app.command()(archive.show)
app.command(name="list")(archive.list_)
app.command()(archive.remove)
app.command()(archive.status)
app.command()(keeping.backup)
app.command()(keeping.recover)
app.command()(serving.serve)
app.command()(serving.mcp)

app.command()(measuring.calibrate)

evaluating = typer.Typer(
    cls=measuring.FolderFirst,
    help="Measure against what people have marked. 'eval FOLDER' is 'eval beir FOLDER'.\n\n"
    "Example: whosaid eval questions mine.jsonl",
    no_args_is_help=True,
)
evaluating.command(name="beir")(measuring.eval_beir)
evaluating.command(name="questions")(measuring.eval_questions)
evaluating.command(name="quotes")(measuring.eval_quotes)
app.add_typer(evaluating, name="eval")


def main() -> None:
    """Run the command that was typed."""
    app(prog_name="whosaid")


if __name__ == "__main__":
    main()
