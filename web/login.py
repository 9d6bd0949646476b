"""The one door of a server that others can reach: nothing behind it is seen without the password.

People log in on a page and get a session in a cookie; programs send the token, as
``Authorization: Bearer …``. It stands before everything, the page of Gradio included, so that
nothing there needs a guard of its own.
"""

import asyncio
import math
from html import escape
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from web.lock import SESSION_S, Guesses, Lock, Pace, address_of

LOGIN, LOGOUT = "/login", "/logout"

BURST, PER_SECOND = 60, 2.0
"""Questions of one address at once, and a second after that: more than a person asks."""

_COOKIE = "whosaid"
_FORM_MAX = 4_096  # bytes
_FORM_S = 10.0  # seconds until they have to be there; strangers may send them drop by drop
_GUESSING_MAX = 8  # that wait for their turn, of all addresses together
_PACED = ("/api/", "/gradio_api/run/predict", "/mcp", "/change/")
_STYLE = (
    ":root{color-scheme:light dark;--ink:light-dark(#1d2326,#e6e8e6);"
    "--paper:light-dark(#faf9f6,#15191b);--accent:light-dark(#175e54,#7fcabb)}"
    "body{font:17px/1.5 system-ui,sans-serif;max-width:24rem;margin:20vh auto;padding:0 1rem;"
    "background:var(--paper);color:var(--ink)}h1{color:var(--accent);font:600 1.6rem Georgia,serif}"
    "input,button{font:inherit;width:100%;box-sizing:border-box;padding:.6rem;margin:.4rem 0;"
    "border:1px solid #7f878b;border-radius:6px}input{background:transparent;color:inherit}"
    "button{background:var(--accent);border-color:var(--accent);color:var(--paper);cursor:pointer}"
    ":focus-visible{outline:2px solid var(--accent);outline-offset:2px}"
)
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


class Login:
    """Lets in whoever has a session or the token, and nobody else."""

    def __init__(self, app: ASGIApp, lock: Lock) -> None:
        self.app = app
        self._lock = lock
        self._guesses = Guesses()
        self._pace = Pace(BURST, PER_SECOND)
        self._guessing = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it at the door."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        response = await self._at_the_door(scope, receive)
        await (response or self.app)(scope, receive, send)

    async def _at_the_door(self, scope: Scope, receive: Receive) -> Response | None:
        """The answer to a request that does not get in; None for one that does."""
        path, method = scope["path"], scope["method"]
        client = address_of(scope["client"][0] if scope.get("client") else "")
        if path == LOGIN:
            if method != "POST":
                return _page("", _next(scope))
            return await self._log_in(scope, receive, client)
        headers = Headers(scope=scope)
        token = _token(headers)
        if token is not None and (wait := self._guesses.wait(client)):
            return _later("Too many wrong passwords or tokens.", wait)
        if not self._admits(headers, token):
            if token is not None:
                self._guesses.wrong(client)
            return self._refused(scope, client)
        if path == LOGOUT:
            response = RedirectResponse(LOGIN, 303)
            response.delete_cookie(_COOKIE)
            return response
        wait = self._pace.wait(client) if path.startswith(_PACED) else 0.0
        return _later("You ask more often than is served.", wait) if wait else None

    def _admits(self, headers: Headers, token: str | None) -> bool:
        if token is not None:
            return self._lock.is_token(token)
        try:
            morsel = SimpleCookie(headers.get("cookie", "")).get(_COOKIE)
        except CookieError:
            return False
        return morsel is not None and self._lock.holds(morsel.value)

    def _refused(self, scope: Scope, client: str) -> Response:
        if scope["path"] == "/" and scope["method"] == "GET":
            asked = scope["query_string"].decode("latin-1")
            goal = f"/?{asked}" if asked else "/"
            return RedirectResponse(f"{LOGIN}?{urlencode({'next': goal})}", 303)
        return JSONResponse(
            {"error": "Log in at /login, or send the token: Authorization: Bearer TOKEN."},
            401,
            {"WWW-Authenticate": "Bearer"},
        )

    async def _log_in(self, scope: Scope, receive: Receive, client: str) -> Response:
        try:
            body = await asyncio.wait_for(_body(receive), _FORM_S)
        except TimeoutError:
            return _page("The password took too long to come; try again.", "/", 408)
        # Only now, and without a pause up to where the guess is noted: else many could be begun at
        # once, and ended together.
        wait = self._guesses.wait(client)
        if wait:
            return _later("Too many wrong passwords.", wait)
        if self._guessing >= _GUESSING_MAX:
            return _later("Too many log in at once.", 1.0)
        form = parse_qs(body.decode("utf-8", "replace"))
        password = form.get("password", [""])[0]
        goal = _local(form.get("next", ["/"])[0])
        self._guesses.wrong(client)  # until it turns out right; others may guess meanwhile
        self._guessing += 1
        try:
            right = await asyncio.to_thread(self._lock.opens, password)
        finally:
            self._guessing -= 1
        if not right:
            return _page("That is not the password.", goal, 403)
        self._guesses.right(client)
        response = RedirectResponse(goal, 303)
        response.set_cookie(
            _COOKIE,
            self._lock.session(),
            max_age=SESSION_S,
            httponly=True,
            samesite="strict",
            secure=scope.get("scheme") == "https",
        )
        return response


def _token(headers: Headers) -> str | None:
    """The token that a program sends; None when it sends none."""
    kind, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def _next(scope: Scope) -> str:
    query = parse_qs(scope["query_string"].decode("latin-1"))
    return _local(query.get("next", ["/"])[0])


def _local(goal: str) -> str:
    r"""An address on the page itself, whatever somebody wrote into a link.

    >>> _local("/?q=bridge"), _local("//evil.example"), _local("/\\evil.example")
    ('/?q=bridge', '/', '/')
    """
    return goal if goal == "/" or goal.startswith("/?") else "/"


async def _body(receive: Receive) -> bytes:
    """The body of a request, as far as a password needs."""
    body = b""
    while len(body) <= _FORM_MAX:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    return body[:_FORM_MAX]


def _page(problem: str, goal: str, status: int = 200) -> Response:
    alert = f'<p role="alert">{escape(problem)}</p>' if problem else ""
    html = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" '
        'content="width=device-width"><title>whosaid: log in</title>'
        f"<style>{_STYLE}</style></head><body><main><h1>whosaid</h1>{alert}"
        f'<form method="post" action="{LOGIN}"><input type="hidden" name="next" '
        f'value="{escape(goal)}"><label for="password">Password</label>'
        '<input id="password" name="password" type="password" autocomplete="current-password" '
        "required autofocus><button>Log in</button></form></main></body></html>"
    )
    return HTMLResponse(html, status, {"Content-Security-Policy": _POLICY})


def _later(problem: str, wait: float) -> Response:
    seconds = math.ceil(wait)
    return JSONResponse(
        {"error": f"{problem} Try again in {seconds} s."}, 429, {"Retry-After": str(seconds)}
    )
