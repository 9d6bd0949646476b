"""Serving the page."""

import os
import secrets
from typing import Annotated

import typer

from terminal.commands.door import LibraryOption, door


def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free one.")] = 7860,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Nothing on the page changes the library.")
    ] = False,
    public: Annotated[
        bool, typer.Option("--public", help="To other machines too, behind a password.")
    ] = False,
    host: Annotated[
        str | None, typer.Option(help="With --public: where to listen; else everywhere.")
    ] = None,
    library: LibraryOption = None,
) -> None:
    """Serve the page on this machine; with --public to others too, who need a password.

    The password is $WHOSAID_PASSWORD; without it, one is made up and told.

    Example: whosaid serve --port 7860
    """
    with door(context, library) as (opened, screen):
        from app import HOST, run  # noqa: PLC0415

        if host and not public:
            raise typer.BadParameter("--host lets others in; say so with --public.")
        password = _password() if public else None
        where = (host or "0.0.0.0") if public else HOST  # behind the login  # noqa: S104  # nosec B104
        run(
            opened,
            port,
            screen.notice,
            host=where,
            password=password,
            read_only=read_only or public,
        )


def mcp(context: typer.Context, library: LibraryOption = None) -> None:
    """Serve the library to a language model's program, on standard input and output.

    Four tools that only read: ask, quotes, check, article. Needs 'pip install whosaid[mcp]'.

    Example: whosaid --library ~/archive mcp
    """
    with door(context, library) as (opened, _):
        try:
            from web.tools import serve as serve_tools  # noqa: PLC0415
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] not in ("mcp", "mcp_types"):
                raise
            typer.echo("This needs the package mcp: pip install 'whosaid[mcp]'.", err=True)
            raise typer.Exit(1) from None
        serve_tools(opened)


def _password() -> str:
    """The password for a server that others can reach; what they need is told."""
    from web.lock import Lock  # noqa: PLC0415

    given = os.environ.get("WHOSAID_PASSWORD")
    password = given or secrets.token_urlsafe(12)
    token = Lock(password).token
    if not given:
        typer.echo(f"The password is {password}", err=True)
    typer.echo(
        "Whoever reaches this machine and has the password can read the library. Programs send "
        f"the header\n  Authorization: Bearer {token}\n"
        "Nothing is encrypted on the way: outside your own network, put a server with HTTPS "
        "before it.",
        err=True,
    )
    return password
