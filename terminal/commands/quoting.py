"""Who said what: statements, speakers, quotations."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from terminal.commands.citing import CiteOption, take_away
from terminal.commands.door import (
    AsOfOption,
    AsWordsOption,
    JsonOption,
    LibraryOption,
    OutletOption,
    SinceOption,
    UntilOption,
    door,
    present,
    sentences,
)


def quotes(
    context: typer.Context,
    question: Annotated[
        str | None, typer.Argument(help="In the place of --about: who said what, in plain words.")
    ] = None,
    speaker: Annotated[str | None, typer.Option(help="Whose: a name in any spelling.")] = None,
    about: Annotated[str | None, typer.Option(help="About what, in plain words.")] = None,
    n: Annotated[int, typer.Option("-n", help="How many statements.")] = 20,
    since: SinceOption = None,
    until: UntilOption = None,
    outlet: OutletOption = None,
    as_of: AsOfOption = None,
    as_words: AsWordsOption = None,
    cite: CiteOption = None,
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """Show who said what: the statements of a speaker, about a subject, or both.

    Example: whosaid quotes --speaker "Ahn Seo-rim" --about "the bridge"

    Example: whosaid quotes "What did Ahn Seo-rim say about the bridge?"
    """
    if question and about:
        raise typer.BadParameter("A question and --about are both given; give one of them.")
    with door(context, library) as (opened, screen):
        from terminal.showing import statements as shown  # noqa: PLC0415

        found = opened.quotes(
            speaker,
            question or about,
            n=n,
            since=since,
            until=until,
            outlet=outlet,
            as_of=as_of,
            as_words=as_words or (),
        )
        if cite:
            take_away(opened, screen, found, cite)
        else:
            present(screen, found, json, shown.quotes)


def check(
    context: typer.Context,
    quote: Annotated[str, typer.Argument(help="The words, with or without quotation marks.")],
    speaker: Annotated[str | None, typer.Option(help="Who is said to have said it.")] = None,
    cite: CiteOption = None,
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """Say whether a quote is in the archive, how closely, where, and who says it there.

    Example: whosaid check "Nobody is going to be asked to drive over a question mark."
    """
    with door(context, library) as (opened, screen):
        from terminal.showing import check as shown  # noqa: PLC0415

        found = opened.check(quote, speaker)
        if cite:
            take_away(opened, screen, found, cite)
        else:
            present(screen, found, json, shown.check)


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
    with door(context, library) as (opened, screen):
        from terminal.showing import statements as shown  # noqa: PLC0415

        match words or []:
            case []:
                present(screen, opened.speakers(), json, shown.speakers)
            case ["merge", one, other]:
                present(screen, opened.merge_speakers(one, other), json, shown.speakers)
            case ["split", name]:
                present(screen, opened.split_speaker(name), json, shown.speakers)
            case [name] if name not in {"merge", "split"}:
                present(screen, opened.speaker(name), json, shown.speaker)
            case given:
                raise typer.BadParameter(
                    f"{' '.join(given)!r} is neither a name in quotation marks, nor 'merge' with "
                    "two names, nor 'split' with one."
                )


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
    with sentences() as screen:
        import whosaid  # noqa: PLC0415

        if file == "-":
            data = sys.stdin.buffer.read()
            found = whosaid.extract_data(data, "standard input", as_is=as_is, rules=rules)
        else:
            found = whosaid.extract_file(Path(file), as_is=as_is, rules=rules)
        screen.raw(whosaid.to_json(found))
