"""The page, served on this machine: ``whosaid serve``, ``python app.py`` or ``gradio app.py``.

The launcher only; what the page shows and does is in ``web/``. The latter two serve the library
that ``WHOSAID_LIBRARY`` names.
"""

import os
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import whosaid
from whosaid import Library, UsageError, WhosaidError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from web.workers import Answering

HOST = "127.0.0.1"
"""This machine alone."""

PORT = 7860
"""Where the page is looked for when nobody says otherwise."""

# Gradio sends nothing home, and keeps no statistics of who asked what (a pandas table per event).
_QUIET = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000",
}


def build(
    library: Library,
    password: str | None = None,
    *,
    read_only: bool = False,
    answering: "Answering | None" = None,
) -> "FastAPI":
    """The page, ``/api`` and ``/health`` of a library, closed to other sites.

    With a password nothing but the login is open; with ``read_only`` nothing on the page changes
    the library; ``answering`` has processes for many that ask ``/api`` at once. Raises
    ``UsageError`` when the password is too short.
    """
    os.environ.update(_QUIET)
    from web import api, closed, lock, page  # noqa: PLC0415 - Gradio takes seconds to import

    app = api.create(library, answering)
    closed.close(app, lock.Lock(password) if password else None)
    return page.mount(app, library, read_only=read_only, login=password is not None)


def run(
    library: Library,
    port: int,
    notice: Callable[[str], None],
    *,
    host: str = HOST,
    password: str | None = None,
    read_only: bool = False,
) -> None:
    """Serve a library until Ctrl-C; port 0 takes any free one. Exits with 1 when it is taken.

    Another host than this machine needs a password: raises ``UsageError`` without one.
    """
    if host not in (HOST, "localhost", "::1") and not password:
        raise UsageError(f"Serving at {host} lets others in; that needs a password.")
    listening = _listen(host, port)
    threading.Thread(target=_warm, args=(library,), daemon=True).start()
    from web.workers import Answering  # noqa: PLC0415 - as all of web

    answering = Answering(library)
    app = build(library, password, read_only=read_only, answering=answering)
    name = f"[{host}]" if ":" in host else host
    address = f"http://{name}:{listening.getsockname()[1]}"
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()
    notice(f"Serving {library.folder} at {address}; Ctrl-C ends it.")
    from web import server  # noqa: PLC0415 - after Gradio, whose settings ``build`` makes

    with answering:
        server.serve(app, listening)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        where = f"Port {port}" if host == HOST else f"Port {port} of {host}"
        sys.exit(
            f"{where} cannot be used ({error.strerror}); choose another with --port, "
            "or 0 for any that is free."
        )
    listening.listen()
    return listening


def _warm(library: Library) -> None:
    """Load the model, so that the first question need not wait for it."""
    with suppress(WhosaidError):  # whoever asks will be told
        library.ask("What happened?", n=1)


def main() -> None:
    """Serve the library that ``WHOSAID_LIBRARY`` names; to others, if there is a password.

    In a Hugging Face Space (which sets ``SPACE_ID``, and from outside has to be reached) and
    wherever ``WHOSAID_PASSWORD`` is set, to everybody who has the password; else on this machine.
    """
    folder = os.environ.get("WHOSAID_LIBRARY")
    if not folder:
        sys.exit("Name a library folder in WHOSAID_LIBRARY, or use 'whosaid serve'.")
    password = os.environ.get("WHOSAID_PASSWORD")
    if os.environ.get("SPACE_ID") and not password:
        sys.exit("Others can reach a Space: set a password in its secret WHOSAID_PASSWORD.")
    try:
        with whosaid.open(folder) as library:
            host = "0.0.0.0" if password else HOST  # behind the login  # noqa: S104  # nosec B104
            run(
                library,
                PORT,
                lambda _: None,
                host=host,
                password=password,
                read_only=bool(password),
            )
    except WhosaidError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
