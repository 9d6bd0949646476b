"""What can be done with the archive: add, show, list, remove, status."""

import gc
from pathlib import Path
from typing import Annotated

import typer

from terminal.commands.door import JsonOption, LibraryOption, PrecisionOption, door, present


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
    precision: PrecisionOption = None,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="Find more reported speech; takes twice as long.")
    ] = False,
    words_first: Annotated[
        bool,
        typer.Option(
            "--words-first", help="Found by words at once; 'whosaid embed' does the rest."
        ),
    ] = False,
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """Read articles into the library: new ones are added, changed ones updated.

    Exit status 1 says that something could not be read; everything else is added all the same.

    Example: whosaid add corpus/samples
    """
    with door(context, library, create=True, model=model, precision=precision) as (opened, screen):
        from terminal.showing import archive as shown  # noqa: PLC0415

        gc.freeze()  # what is loaded by now is no garbage: looking for it takes 3 % of adding
        gc.set_threshold(100_000)  # nor is most of what comes: usually that takes 4 % more
        with screen.progress() as progress:
            named = _fields(field or [])
            report = opened.add(
                paths,
                progress=progress,
                fields=named,
                thorough=thorough,
                words_first=words_first,
            )
        present(screen, report, json, shown.added)
    if report.unread:
        raise typer.Exit(1)


def embed(context: typer.Context, library: LibraryOption = None) -> None:
    """Embed what was added with --words-first, so that it is found by meaning too.

    Example: whosaid embed
    """
    with door(context, library) as (opened, screen), screen.progress() as progress:
        made = opened.embed(progress)
        screen.line(f"{made} vectors made; {opened.status().waiting} passages wait.")


def show(
    context: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="ARTICLE[@VERSION][:START-END]")],
    raw: Annotated[
        bool, typer.Option("--raw", help="The text as it was read, before cleaning.")
    ] = False,
    version: Annotated[
        str | None, typer.Option(help="The text of an earlier version; --versions lists them.")
    ] = None,
    versions: Annotated[
        bool, typer.Option("--versions", help="List the versions of the article instead.")
    ] = False,
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """Show an article, a passage in its context, or the versions that an article has had.

    Example: whosaid show a1b2c3:120-480

    Example: whosaid show a1b2c3 --versions
    """
    with door(context, library) as (opened, screen):
        import whosaid  # noqa: PLC0415
        from terminal.showing import archive as shown  # noqa: PLC0415

        wanted = whosaid.parse_reference(reference)
        if versions:
            present(screen, opened.versions(wanted.article), json, shown.versions)
            return
        article = opened.article(wanted.article, version or wanted.version)
        span = wanted.span
        if raw and article.version != opened.article(article.id).version:
            raise whosaid.UsageError(
                "What cleaning took out is kept for the text of now only; leave out --raw, or the "
                "version."
            )
        if span and span.end > len(article.text):
            raise whosaid.UsageError(
                f"{reference!r} ends beyond the article, which has {len(article.text)} characters."
            )
        if json:
            record = whosaid.article_record(article, span)
            if raw:
                record["raw"] = whosaid.restore(article.text, article.removed)
            screen.raw(whosaid.to_json(record))
        else:
            whole = whosaid.restore(article.text, article.removed) if raw else None
            shown.article(screen, article, span, whole)


def list_(context: typer.Context, library: LibraryOption = None, json: JsonOption = False) -> None:
    """List the articles in the library, the latest first.

    Example: whosaid list --json
    """
    with door(context, library) as (opened, screen):
        from terminal.showing import archive as shown  # noqa: PLC0415

        present(screen, opened.articles(), json, shown.articles)


def remove(
    context: typer.Context,
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE…", help="Ids of articles.")],
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """Take articles out of the library, vectors, words and all.

    Example: whosaid remove a1b2c3d4e5f6
    """
    with door(context, library) as (opened, screen):
        from terminal.showing import archive as shown  # noqa: PLC0415

        removed = opened.remove(articles)
        present(screen, removed, json, shown.articles)
        screen.notice(f"{len(removed)} removed.")


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
    with door(context, library) as (opened, screen):
        from terminal.showing import archive as shown  # noqa: PLC0415

        found = opened.status(check=check)
        present(screen, found, json, shown.status)
    if found.faults:
        raise typer.Exit(1)


def _fields(pairs: list[str]) -> dict[str, str]:
    """``["text=body"]`` as a mapping."""
    from corpus.errors import UsageError  # noqa: PLC0415

    for pair in pairs:
        if not all(pair.partition("=")):
            raise UsageError(f"--field {pair!r} names no field; write it like --field text=body.")
    return {name: value for name, _, value in (pair.partition("=") for pair in pairs)}
