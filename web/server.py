"""The server on uvicorn, and its patience: how long a visitor may take, how much one may hold.

A connection costs nothing to open, and the server holds so many of them at once. So one that does
not ask is closed, and no address has more than its share. uvicorn itself waits for ever for the
first request (its ``timeout_keep_alive`` begins after an answer), so its protocol is given a clock.
"""

import asyncio
import logging
import socket
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from web.lock import address_of

CONNECTIONS = 200
"""At once; beyond, a visitor is told to come again. A page that is open holds one or two."""

SHARE = 50
"""Of these for one address: browsers open at most six, and a newsroom may be behind one address."""

HEAD_S = 10.0
"""Seconds until the head of a request has to be there; with a page open it takes a tenth of one."""

SILENCE_S = 30.0
"""Seconds without a byte while the body of a request is awaited, such as a file that is added, or
while an answer is not taken."""

PROXIES = frozenset({"127.0.0.1", "::/64"})
"""Addresses without a share: this machine, where a server with TLS stands in front for all."""

_TOO_MANY = (
    b"HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nRetry-After: 10\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
    b"Your address holds too many connections; close some, and come again.\n"
)


def serve(app: ASGIApp, listening: socket.socket) -> None:
    """Answer at a socket until Ctrl-C."""
    config = uvicorn.Config(
        app,
        http=Connection,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=1,
        limit_concurrency=CONNECTIONS,
    )
    logging.getLogger("uvicorn.error").addFilter(_is_news)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


def _is_news(record: logging.LogRecord) -> bool:
    """Whether a line is to be seen: not the traceback of each request that Ctrl-C cuts off.

    uvicorn says in a line of its own how many these are. Where a second Ctrl-C does not wait for
    them, Starlette sends the traceback of the application's end as a message.
    """
    cut_off = record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError)
    return not (
        cut_off or record.getMessage().rstrip().endswith("asyncio.exceptions.CancelledError")
    )


class Connection(H11Protocol):
    """One connection, with a clock that runs while it is the visitor's turn."""

    _clock: asyncio.TimerHandle | None = None
    _untaken = 0  # bytes of answers that were still to be sent when the clock was set

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a visitor in, or refuse one whose address has its share."""
        super().connection_made(transport)
        if self._is_beyond_its_share:
            transport.write(_TOO_MANY)
            transport.close()
        else:
            self._set_clock()

    def data_received(self, data: bytes) -> None:
        """Read on; a head that comes in drops has no more time for it than another."""
        super().data_received(data)
        if self._is_asked:
            self._set_clock()

    def on_response_complete(self) -> None:
        """Wait for the next request, or go on with one that was sent before the answer."""
        super().on_response_complete()
        self._set_clock()

    def pause_writing(self) -> None:
        """Wait until more of an answer is taken."""
        super().pause_writing()
        self._set_clock()

    def resume_writing(self) -> None:
        """Go on with an answer."""
        super().resume_writing()
        self._set_clock()

    def _should_upgrade(self) -> bool:
        return False  # to a WebSocket: the page has none, and its protocol would have no clock

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget a visitor."""
        self._stop_clock()
        super().connection_lost(exc)

    @property
    def _is_beyond_its_share(self) -> bool:
        mine = self._address
        held = sum(
            isinstance(other, Connection) and other._address == mine for other in self.connections
        )  # this one among them
        return held > SHARE and mine not in PROXIES

    @property
    def _address(self) -> str:
        return address_of(self.client[0]) if self.client else ""

    @property
    def _is_asked(self) -> bool:
        """Whether there is a request to answer, be its body there or not."""
        return self.cycle is not None and not self.cycle.response_complete

    def _set_clock(self) -> None:
        """Let the clock run anew, if it is the visitor's turn."""
        self._stop_clock()
        self._untaken = self.transport.get_write_buffer_size()
        if not self._is_asked:
            self._clock = self.loop.call_later(HEAD_S, self._close)
        elif self.cycle.more_body or self.flow.write_paused:
            self._clock = self.loop.call_later(SILENCE_S, self._close)

    def _stop_clock(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    def _close(self) -> None:
        """End a connection whose time is over, unless its answers are being taken, or all are and
        it is we who have not read what came.
        """
        untaken = self.transport.get_write_buffer_size()
        goes_on = untaken < self._untaken if untaken else self.flow.read_paused
        if goes_on:
            self._set_clock()
        else:
            self.transport.abort()
