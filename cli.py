"""The terminal: ``whosaid add``, ``ask``, ``quotes``, ``speakers``, ``show`` and the rest.

A door: it reads arguments, calls the library, shows what comes back, and turns an error into a
sentence. Exit status 0 is done, 1 could not, 2 wrong usage. The library is imported inside each
command, so that ``--help`` need not wait for it.
"""

import logging
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from qa.library import Library
    from terminal import Screen

app = typer.Typer(
    name="whosaid",
    help="Ask a folder of news articles a question; get passages that cite their source.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

evaluating = typer.Typer(help="Measure against what people have marked.", no_args_is_help=True)
app.add_typer(evaluating, name="eval")

LibraryOption = Annotated[
    Path | None,
    typer.Option(
        "--library",
        metavar="DIR",
        help="The library folder; else $WHOSAID_LIBRARY, else one in your user data folder.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


@app.callback()
def main_options(context: typer.Context, library: LibraryOption = None) -> None:
    """Ask a folder of news articles a question; get passages that cite their source."""
    context.obj = library


@app.command()
def add(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files and folders of articles.")],
    field: Annotated[
        list[str] | None,
        typer.Option(help="For JSON and CSV: which field is what, such as text=body."),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(help="For a new library: a sentence-transformers model, by name or folder."),
    ] = None,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="Find more reported speech; takes twice as long.")
    ] = False,
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """Read articles into the library: new ones are added, changed ones updated.

    Example: whosaid add corpus/samples
    """
    with _door(context, library, create=True, model=model) as (opened, screen):
        with screen.progress() as progress:
            named = _fields(field or [])
            report = opened.add(paths, progress=progress, fields=named, thorough=thorough)
        _show(screen, report, json, screen.added)
    if report.unread and not (report.added or report.updated or report.unchanged):
        raise typer.Exit(1)


@app.command()
def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="A question, in plain words.")],
    n: Annotated[int, typer.Option("-n", help="How many passages.")] = 5,
    since: Annotated[str | None, typer.Option(help="From this day on: 2023-10-13.")] = None,
    until: Annotated[str | None, typer.Option(help="Up to this day, included.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Only this outlet.")] = None,
    author: Annotated[str | None, typer.Option(help="Only this author.")] = None,
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """Show the passages that answer a question, best first, with their sources.

    Example: whosaid ask "Why was the bridge closed?" --since 2025-09-01
    """
    with _door(context, library) as (opened, screen):
        answer = opened.ask(question, n=n, since=since, until=until, outlet=outlet, author=author)
        _show(screen, answer, json, screen.answer)


@app.command()
def quotes(
    context: typer.Context,
    speaker: Annotated[str | None, typer.Option(help="Whose: a name in any spelling.")] = None,
    about: Annotated[str | None, typer.Option(help="About what, in plain words.")] = None,
    n: Annotated[int, typer.Option("-n", help="How many statements.")] = 20,
    since: Annotated[str | None, typer.Option(help="From this day on: 2023-10-13.")] = None,
    until: Annotated[str | None, typer.Option(help="Up to this day, included.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Only this outlet.")] = None,
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """Show who said what: the statements of a speaker, about a subject, or both.

    Example: whosaid quotes --speaker "Ahn Seo-rim" --about "the bridge"
    """
    with _door(context, library) as (opened, screen):
        found = opened.quotes(speaker, about, n=n, since=since, until=until, outlet=outlet)
        _show(screen, found, json, screen.quotes)


@app.command()
def check(
    context: typer.Context,
    quote: Annotated[str, typer.Argument(help="The words, with or without quotation marks.")],
    speaker: Annotated[str | None, typer.Option(help="Who is said to have said it.")] = None,
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """Say whether a quote is in the archive, how closely, where, and who says it there.

    Example: whosaid check "Nobody is going to be asked to drive over a question mark."
    """
    with _door(context, library) as (opened, screen):
        _show(screen, opened.check(quote, speaker), json, screen.check)


@app.command()
def speakers(
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME | merge A B | split A]")
    ] = None,
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """List who says something; show one speaker's file; or rule on who is one.

    Example: whosaid speakers "Ahn Seo-rim"

    Example: whosaid speakers merge "Ahn Seo-rim" "Ahn S. R."

    Example: whosaid speakers split "Ahn Seo-rim"
    """
    with _door(context, library) as (opened, screen):
        match words or []:
            case []:
                _show(screen, opened.speakers(), json, screen.speakers)
            case ["merge", one, other]:
                _show(screen, opened.merge_speakers(one, other), json, screen.speakers)
            case ["split", name]:
                _show(screen, opened.split_speaker(name), json, screen.speakers)
            case [name] if name not in {"merge", "split"}:
                _show(screen, opened.speaker(name), json, screen.speaker)
            case given:
                raise typer.BadParameter(
                    f"{' '.join(given)!r} is neither a name in quotation marks, nor 'merge' with "
                    "two names, nor 'split' with one."
                )


@app.command()
def extract(
    file: Annotated[
        str, typer.Argument(metavar="FILE|-", help="One article; - is standard input.")
    ],
    as_is: Annotated[
        bool, typer.Option("--as-is", help="Take the text as it stands, without cleaning it.")
    ] = False,
    rules: Annotated[
        bool, typer.Option("--rules", help="By rules alone: quicker, and less reported speech.")
    ] = False,
) -> None:
    """Print the statements of one article as JSON, with spans in characters of its text.

    Example: whosaid extract article.txt
    """
    with _sentences() as screen:
        import whosaid  # noqa: PLC0415

        if file == "-":
            data = sys.stdin.buffer.read()
            found = whosaid.extract_data(data, "standard input", as_is=as_is, rules=rules)
        else:
            found = whosaid.extract_file(Path(file), as_is=as_is, rules=rules)
        screen.raw(whosaid.to_json(found))


@app.command()
def show(
    context: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="ARTICLE[:START-END]")],
    raw: Annotated[
        bool, typer.Option("--raw", help="The text as it was read, before cleaning.")
    ] = False,
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """Show an article, or a passage in its context.

    Example: whosaid show a1b2c3:120-480
    """
    with _door(context, library) as (opened, screen):
        import whosaid  # noqa: PLC0415

        wanted = whosaid.parse_reference(reference)
        article = opened.article(wanted.article)
        span = wanted.span
        if span and span.end > len(article.text):
            raise whosaid.UsageError(
                f"{reference!r} ends beyond the article, which has {len(article.text)} characters."
            )
        if json:
            shown = whosaid.plain(article)
            if span:
                shown |= {"start": span.start, "end": span.end, "passage": span.of(article.text)}
            if raw:
                shown["raw"] = whosaid.restore(article.text, article.removed)
            screen.raw(whosaid.to_json(shown))
        else:
            whole = whosaid.restore(article.text, article.removed) if raw else None
            screen.article(article, span, whole)


@app.command(name="list")
def list_(context: typer.Context, library: LibraryOption = None, json: JsonOption = False) -> None:
    """List the articles in the library, the latest first.

    Example: whosaid list --json
    """
    with _door(context, library) as (opened, screen):
        _show(screen, opened.articles(), json, screen.articles)


@app.command()
def remove(
    context: typer.Context,
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE…", help="Ids of articles.")],
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """Take articles out of the library, vectors, words and all.

    Example: whosaid remove a1b2c3d4e5f6
    """
    with _door(context, library) as (opened, screen):
        removed = opened.remove(articles)
        _show(screen, removed, json, screen.articles)
        screen.notice(f"{len(removed)} removed.")


@app.command()
def status(
    context: typer.Context,
    check: Annotated[
        bool, typer.Option("--check", help="Look at every part for damage; takes a while.")
    ] = False,
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """Show what the library holds: counts, sizes, model, settings, health.

    Example: whosaid status --check
    """
    with _door(context, library) as (opened, screen):
        found = opened.status(check=check)
        _show(screen, found, json, screen.status)
    if found.faults:
        raise typer.Exit(1)


@app.command()
def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free one.")] = 7860,
    library: LibraryOption = None,
) -> None:
    """Serve the page on this machine.

    Example: whosaid serve --port 7860
    """
    with _door(context, library) as (opened, screen):
        from app import run  # noqa: PLC0415

        run(opened, port, screen.notice)


@evaluating.command(name="quotes")
def eval_quotes(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines, gzipped or not.")],
    json: JsonOption = False,
) -> None:
    """Measure who said what against articles in which people marked it.

    Example: whosaid eval quotes gold.jsonl.gz
    """
    with _sentences() as screen:
        import whosaid  # noqa: PLC0415

        _show(screen, whosaid.evaluate_quotes(file), json, screen.evaluation)


@contextmanager
def _door(
    context: typer.Context,
    library: Path | None,
    create: bool = False,
    model: str | None = None,
) -> "Iterator[tuple[Library, Screen]]":
    """Open the library and the screen; an error becomes a sentence and an exit status."""
    with _sentences() as screen:
        import whosaid  # noqa: PLC0415

        log = logging.getLogger("whosaid")
        log.addHandler(_Notices(screen))
        log.setLevel(logging.INFO)
        folder = library or context.obj or whosaid.usual_library()
        with whosaid.open(folder, create=create, model=model) as opened:
            yield opened, screen


@contextmanager
def _sentences() -> "Iterator[Screen]":
    """The screen; an error becomes a sentence on it and an exit status."""
    import whosaid  # noqa: PLC0415
    from terminal import Screen, visible  # noqa: PLC0415

    try:
        yield Screen()
    except whosaid.WhosaidError as error:
        typer.echo(visible(str(error)), err=True)
        raise typer.Exit(2 if isinstance(error, whosaid.UsageError) else 1) from None
    except sqlite3.DatabaseError as error:
        typer.echo(
            f"The library is damaged: {error}. Restore it from a backup, or add the articles to a "
            "new library.",
            err=True,
        )
        raise typer.Exit(1) from None
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        typer.echo(visible(f"{error.strerror or error}{where}"), err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        typer.echo("Interrupted; what was committed stays.", err=True)
        raise typer.Exit(1) from None


class _Notices(logging.Handler):
    """Passes the library's notices on to the screen."""

    def __init__(self, screen: "Screen") -> None:
        super().__init__(logging.INFO)
        self._screen = screen

    def emit(self, record: logging.LogRecord) -> None:
        """Show one notice."""
        self._screen.notice(record.getMessage())


def _show(screen: "Screen", result: Any, json: bool, show_it: Any) -> None:
    """Print a result as JSON, or as the screen shows it."""
    from qa.answer import to_json  # noqa: PLC0415

    if json:
        screen.raw(to_json(result))
    else:
        show_it(result)


def _fields(pairs: list[str]) -> dict[str, str]:
    """``["text=body"]`` as a mapping."""
    from corpus.errors import UsageError  # noqa: PLC0415

    for pair in pairs:
        if not all(pair.partition("=")):
            raise UsageError(f"--field {pair!r} names no field; write it like --field text=body.")
    return {name: value for name, _, value in (pair.partition("=") for pair in pairs)}


def main() -> None:
    """Run the command that was typed."""
    app(prog_name="whosaid")


if __name__ == "__main__":
    main()
