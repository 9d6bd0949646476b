"""What keeps strangers out: other web sites open in the same browser, above all.

The page is for whoever sits at this machine. A web site that they visit could send requests to
it too, so every request is looked at before Gradio sees it: its host (against DNS rebinding), its
path (Gradio has many doors, and the page needs few), its origin and its size.
"""

import base64
import hashlib
import re

from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.lock import Lock
from web.login import Login

HOSTS = ("127.0.0.1", "localhost", "[::1]")
"""The names under which the page may be asked for."""

BODY_MAX = 1_000_000
"""Bytes of a request; a question has at most some thousands."""

UPLOAD_MAX = 100_000_000
"""Bytes of a file that is added on the page; an archive of a hundred thousand articles fits."""

# The doors that are open. Of Gradio's own, those that its page uses: not files, not uploads, not
# the proxy, not calls by name, not monitoring.
OPEN = re.compile(
    r"/(?:health|docs|openapi\.json|theme\.css|favicon\.ico|manifest\.json)?"
    r"|/api/(?:ask|quotes|check|figures|speakers|articles|cite|status)"
    r"|/api/articles/[\w@:-]+(?:/(?:versions|copies))?"
    r"|/change/(?:add|remove|merge|split)"
    r"|/(?:assets|static)(?:/[\w-][\w.-]*)+"
    r"|/gradio_api/run/predict"
)
_WITH_LOGIN = re.compile(f"/log(?:in|out)|{OPEN.pattern}")

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # The address holds the question. With "no-referrer" a browser would not even tell the login
    # that its form comes from here.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# Gradio compiles its templates in the browser and sets styles on elements, hence the two unsafe
# words; inline scripts and event attributes stay forbidden, but for the page's own, by hash.
_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'{hashes}; style-src 'self' "
    "'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
)
_SCRIPT = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
_STRANGER = re.compile(
    rb"<(?:meta|link)\b[^>]*(?:\"(?:og|twitter):[^>]*|=\"(?:https?:)?//[^>]*)>", re.DOTALL
)


def close(app: FastAPI, lock: Lock | None = None) -> None:
    """Put the guards before an application; the last one added is the first that is met.

    With a lock it may be asked for under any name, and nothing but the login is open.
    """
    app.add_middleware(FrontPage)
    app.add_middleware(CORSMiddleware, allow_origins=[])  # and Gradio then adds no CORS of its own
    if lock:
        app.add_middleware(Login, lock=lock)
    app.add_middleware(Guard, open=_WITH_LOGIN if lock else OPEN)
    if not lock:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS), www_redirect=False)


def policy(html: bytes = b"") -> str:
    """The content policy of a page: its inline scripts may run, each by its hash."""
    digests = [hashlib.sha256(script).digest() for script in _SCRIPT.findall(html)]
    hashes = [f" 'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
    return _POLICY.format(hashes="".join(hashes))


def without_strangers(html: bytes) -> bytes:
    """A page without the tags in its head that name other hosts, or are meant for other sites.

    >>> without_strangers(b'<meta name="a"><meta property="og:url" content="https://b.example" />')
    b'<meta name="a">'
    """
    return _STRANGER.sub(b"", html)


class Guard:
    """Refuses what no visitor's browser would send for the page; adds headers to all it lets in."""

    def __init__(self, app: ASGIApp, open: re.Pattern[str] = OPEN) -> None:
        self.app = app
        self._open = open

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or refuse it."""
        if scope["type"] == "websocket":
            return  # the page has none
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_closed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", policy())
                headers.update(_HEADERS)
            await send(message)

        refused = refusal(scope["method"], scope["path"], Headers(scope=scope), self._open)
        if scope["method"] == "HEAD":  # as GET; the server sends no body to whoever asks so
            scope = {**scope, "method": "GET"}
        await (refused or self.app)(scope, receive, send_closed)


def refusal(
    method: str, path: str, headers: Headers, open: re.Pattern[str] = OPEN
) -> Response | None:
    """Why a request is refused; None when it is not."""
    if not open.fullmatch(path):
        return _refused(path, "There is nothing here.", 404)
    if method in ("GET", "HEAD"):
        return None
    if path == "/health" or path.startswith("/api/"):
        return _refused(path, "This can only be read, with GET.", 405)
    origin = headers.get("origin")
    if origin is not None and origin.split("://")[-1] != headers.get("host"):
        return _refused(path, "Requests from other sites are refused.", 403)
    return _oversize(path, headers)


def _oversize(path: str, headers: Headers) -> Response | None:
    """Why a request of that length is refused; None when it is not."""
    length = headers.get("content-length", "")
    if not length.isdecimal() or "transfer-encoding" in headers:  # which goes before any length
        return _refused(path, "The length of the request must be said.", 411)
    most = UPLOAD_MAX if path == "/change/add" else BODY_MAX
    if int(length) > most:
        return _refused(path, f"Requests have at most {most:,} bytes here.", 413)
    return None


def _refused(path: str, sentence: str, status: int) -> Response:
    """A refusal as the path's other errors are: as JSON to programs, else as text."""
    if path == "/health" or path.startswith("/api/"):
        allowed = {"Allow": "GET"} if status == 405 else None
        return JSONResponse({"error": sentence}, status, allowed)
    return PlainTextResponse(sentence, status)


class FrontPage:
    """Sends Gradio's page on without other hosts, and with its content policy."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold the page back until it is whole; everything else goes straight through."""
        if scope["type"] != "http" or scope["path"] != "/":
            await self.app(scope, receive, send)
            return
        plain = [item for item in scope["headers"] if item[0] != b"accept-encoding"]
        start: Message = {}
        body = bytearray()

        async def send_whole(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            body.extend(message.get("body", b""))
            if message["type"] != "http.response.body" or message.get("more_body"):
                return
            html = without_strangers(bytes(body))
            headers = MutableHeaders(scope=start)
            headers["Content-Security-Policy"] = policy(html)
            headers["Content-Length"] = str(len(html))
            await send(start)
            await send({"type": "http.response.body", "body": html})

        await self.app({**scope, "headers": plain}, receive, send_whole)
