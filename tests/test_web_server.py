"""The server's patience, at real sockets: who does not ask is sent away, and others are let in.

Seconds are made short or long, so that what has to happen happens soon, and what must not would
take far longer than any test; nothing is measured.
"""

import asyncio
import logging
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress

import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from web import server

SOON, NEVER = 0.2, 3600.0  # seconds
GENEROUS_S = 60.0  # within which all that is awaited comes, on however busy a machine
ASK = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
ASK_LONG = ASK.replace(b"/ ", b"/long ", 1)
ASK_NEVER = ASK.replace(b"/ ", b"/never ", 1)

Connect = Callable[..., socket.socket]


LONG = 32_000_000  # bytes; more than the systems of both sides take on their way


async def _echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Says how long the body of a request was; at /long, after many words, at /never, never."""
    if scope["type"] == "http":
        if scope["path"] == "/never":
            await asyncio.sleep(NEVER)
        body = await Request(scope, receive).body()
        many = " " * LONG if scope["path"] == "/long" else ""
        await PlainTextResponse(f"{many}{len(body)} bytes")(scope, receive, send)


@pytest.fixture
def running() -> list[uvicorn.Server]:
    """The server that ``connect`` has started."""
    return []


@pytest.fixture
def connect(monkeypatch: pytest.MonkeyPatch, running: list[uvicorn.Server]) -> Iterator[Connect]:
    """Opens connections to a server, from 127.0.0.1 or another address of this machine."""
    ready = threading.Event()

    class Noted(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            running.append(self)
            ready.set()

    monkeypatch.setattr(uvicorn, "Server", Noted)
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.serve, args=(_echo, listening), daemon=True)
    thread.start()
    assert ready.wait(GENEROUS_S)
    with ExitStack() as opened:

        def connected(source: str = "127.0.0.1") -> socket.socket:
            connection = socket.create_connection(
                listening.getsockname(), GENEROUS_S, source_address=(source, 0)
            )
            return opened.enter_context(connection)

        yield connected
    running[0].should_exit = True
    thread.join(GENEROUS_S)


def _answer(connection: socket.socket) -> bytes:
    """What comes until the other side closes, or the whole of one answer."""
    said = b""
    while not said.endswith(b"bytes") and (more := connection.recv(4096)):
        said += more
    return said


def _is_closed(connection: socket.socket) -> bool:
    try:
        return connection.recv(4096) == b""
    except ConnectionResetError:
        return True


def test_who_says_nothing_is_sent_away(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "HEAD_S", SOON)
    assert _is_closed(connect())


def test_a_head_in_drops_has_no_more_time(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "HEAD_S", 1.0)
    connection = connect()
    connection.settimeout(SOON)
    connection.sendall(b"GET / HTTP/1.1\r\n")
    for _ in range(int(GENEROUS_S / SOON)):
        try:
            connection.sendall(b"X-More: 1\r\n")
            if connection.recv(1) == b"":
                break
        except TimeoutError:
            continue
        except (ConnectionResetError, BrokenPipeError):
            break
    else:
        pytest.fail("a head that never ends was waited for")


def test_a_body_that_stops_is_not_waited_for(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "SILENCE_S", SOON)
    connection = connect()
    connection.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf")
    assert _is_closed(connection)


def test_who_asks_is_answered_again_and_again(connect: Connect) -> None:
    connection = connect()
    for _ in range(3):
        connection.sendall(ASK[:20])
        connection.sendall(ASK[20:])
        assert _answer(connection).endswith(b"0 bytes")
    connection.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf")
    connection.sendall(b" more")
    assert _answer(connection).endswith(b"9 bytes")


@pytest.mark.skipif(sys.platform != "linux", reason="needs a second address of this machine")
def test_silent_strangers_keep_nobody_out(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "SHARE", 3)
    monkeypatch.setattr(server, "HEAD_S", NEVER)
    for _ in range(3):
        connect("127.0.0.2")
    assert b"429 Too Many Requests" in _answer(connect("127.0.0.2"))
    for source in ("127.0.0.3", "127.0.0.1"):
        connection = connect(source)
        connection.sendall(ASK)
        assert _answer(connection).endswith(b"0 bytes")


def test_a_server_in_front_has_no_share(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "SHARE", 3)
    opened = [connect() for _ in range(5)]
    for connection in opened:
        connection.sendall(ASK)
        assert _answer(connection).endswith(b"0 bytes")


def _held(running: list[uvicorn.Server]) -> list[server.Connection]:
    return [
        one for one in running[0].server_state.connections if isinstance(one, server.Connection)
    ]


def _wait_until(true: Callable[[], bool]) -> None:
    for _ in range(int(GENEROUS_S / 0.01)):
        if true():
            return
        time.sleep(0.01)
    pytest.fail("it never came to that")


@pytest.mark.parametrize("asked", [ASK_LONG, ASK_LONG + ASK * 2], ids=["one", "pipelined"])
def test_who_does_not_take_the_answer_is_sent_away(
    connect: Connect,
    monkeypatch: pytest.MonkeyPatch,
    running: list[uvicorn.Server],
    asked: bytes,
) -> None:
    monkeypatch.setattr(server, "HEAD_S", SOON)
    monkeypatch.setattr(server, "SILENCE_S", SOON)
    connection = connect()
    _wait_until(lambda: bool(_held(running)))
    connection.sendall(asked)
    _wait_until(lambda: not _held(running))
    connection.settimeout(GENEROUS_S)
    taken = 0
    with suppress(ConnectionResetError):
        while more := connection.recv(1_000_000):
            taken += len(more)
    assert taken < LONG


def test_who_takes_an_answer_slowly_gets_all_of_it(
    connect: Connect, monkeypatch: pytest.MonkeyPatch, running: list[uvicorn.Server]
) -> None:
    monkeypatch.setattr(server, "HEAD_S", NEVER)
    monkeypatch.setattr(server, "SILENCE_S", NEVER)
    connection = connect()
    connection.sendall(ASK_LONG)
    taken = bytearray(connection.recv(1000))
    (held,) = _held(running)
    _wait_until(lambda: held._untaken > 0)
    for _ in range(2):
        before = held._untaken
        while held.transport.get_write_buffer_size() >= before:
            taken += connection.recv(1_000_000)
        done = threading.Event()
        held.loop.call_soon_threadsafe(held._close)
        held.loop.call_soon_threadsafe(done.set)
        assert done.wait(GENEROUS_S)
    while not taken.endswith(b"bytes"):
        more = connection.recv(1_000_000)
        assert more, "cut off"
        taken += more
    assert len(taken) > LONG


def test_nobody_gets_a_websocket_which_has_no_clock(connect: Connect) -> None:
    connection = connect()
    connection.sendall(ASK[:-2] + b"Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
    assert _answer(connection).endswith(b"0 bytes")


def test_who_is_asking_when_it_ends_costs_one_line(
    connect: Connect, running: list[uvicorn.Server], caplog: pytest.LogCaptureFixture
) -> None:
    asking = [connect() for _ in range(3)]
    for connection in asking:
        connection.sendall(ASK_NEVER)
    _wait_until(lambda: len(running[0].server_state.tasks) == 3)
    running[0].should_exit = True
    assert [connection.recv(12) for connection in asking] == [b"HTTP/1.1 500"] * 3
    assert all(map(_is_closed_at_last, asking))
    assert caplog.messages == ["Cancel 3 running task(s), timeout graceful shutdown exceeded"]


def _is_closed_at_last(connection: socket.socket) -> bool:
    while not _is_closed(connection):
        pass
    return True


def test_the_end_that_a_second_interruption_makes_costs_no_line() -> None:
    def seen(message: str) -> bool:
        return server._is_news(logging.LogRecord("x", logging.ERROR, "x", 1, message, (), None))

    cancelled = "Traceback (most recent call last):\nasyncio.exceptions.CancelledError\n"
    assert not seen(cancelled)
    assert seen(cancelled.replace("asyncio.exceptions.CancelledError", "OSError: disk full"))
