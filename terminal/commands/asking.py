"""Asking a question."""

from typing import Annotated

import typer

from terminal.commands.citing import CiteOption, take_away
from terminal.commands.door import (
    AsOfOption,
    AsWordsOption,
    AuthorOption,
    JsonOption,
    LibraryOption,
    OutletOption,
    RerankerOption,
    SinceOption,
    UntilOption,
    door,
    present,
)


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="A question, in plain words.")],
    n: Annotated[int, typer.Option("-n", help="How many passages.")] = 5,
    since: SinceOption = None,
    until: UntilOption = None,
    outlet: OutletOption = None,
    author: AuthorOption = None,
    speaker: Annotated[
        str | None, typer.Option(help="Only passages with words of this speaker.")
    ] = None,
    as_of: AsOfOption = None,
    as_words: AsWordsOption = None,
    reranker: RerankerOption = None,
    cite: CiteOption = None,
    library: LibraryOption = None,
    json: JsonOption = False,
) -> None:
    """Show the passages that answer a question, best first, with their sources.

    Example: whosaid ask "Why was the bridge closed?" --since 2025-09-01
    """
    with door(context, library) as (opened, screen):
        import whosaid  # noqa: PLC0415
        from terminal.showing import answer as shown  # noqa: PLC0415

        answer = opened.ask(
            question,
            n=n,
            since=since,
            until=until,
            outlet=outlet,
            author=author,
            speaker=speaker,
            as_of=as_of,
            as_words=as_words or (),
            reranker=whosaid.load_reranker(reranker) if reranker else None,
        )
        if cite:
            take_away(opened, screen, answer, cite)
        else:
            present(screen, answer, json, shown.answer)
