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

import uvicorn

import whosaid
from whosaid import Library, WhosaidError

if TYPE_CHECKING:
    from fastapi import FastAPI

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


def build(library: Library) -> "FastAPI":
    """The page and ``/health`` of a library, closed to other sites."""
    os.environ.update(_QUIET)
    from web import api, closed, page  # noqa: PLC0415 - Gradio takes seconds to import

    app = api.create(library)
    closed.close(app)
    return page.mount(app, library)


def run(library: Library, port: int, notice: Callable[[str], None]) -> None:
    """Serve a library until Ctrl-C; port 0 takes any free one. Exits with 1 when it is taken."""
    listening = _listen(port)
    threading.Thread(target=_warm, args=(library,), daemon=True).start()
    app = build(library)
    address = f"http://{HOST}:{listening.getsockname()[1]}"
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()
    notice(f"Serving {library.folder} at {address}; Ctrl-C ends it.")
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, timeout_graceful_shutdown=1
    )
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


def _listen(port: int) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        sys.exit(
            f"Port {port} cannot be used ({error.strerror}); choose another with --port, "
            "or 0 for any that is free."
        )
    listening.listen()
    return listening


def _warm(library: Library) -> None:
    """Load the model, so that the first question need not wait for it."""
    with suppress(WhosaidError):  # whoever asks will be told
        library.ask("What happened?", n=1)


def main() -> None:
    """Serve the library that ``WHOSAID_LIBRARY`` names."""
    folder = os.environ.get("WHOSAID_LIBRARY")
    if not folder:
        sys.exit("Name a library folder in WHOSAID_LIBRARY, or use 'whosaid serve'.")
    try:
        with whosaid.open(folder) as library:
            run(library, PORT, lambda _: None)
    except WhosaidError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
