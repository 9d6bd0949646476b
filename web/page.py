"""The page on Gradio: its few components, and what happens when they are used."""

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import gradio as gr
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from gradio.route_utils import FnIndexInferError

from web import changing, closed, forms
from web.address import Address
from web.show import placed
from web.view import Views
from whosaid import Library

_HERE = Path(__file__).parent
_SCRIPTS = (
    "navigate",
    "waiting",
    "article",
    "taking",
    "adding",
    "changing",
    "begin",
)  # in this order
_ICON = (
    "<link rel=icon href=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' "
    "viewBox='0 0 32 32'><rect width='32' height='32' rx='7' fill='%23175e54'/><text x='16' y='30' "
    "font-size='34' text-anchor='middle' fill='white' font-family='serif'>”</text></svg>\">"
)
_ARTICLE = "watch('value', () => document.dispatchEvent(new Event('article')))"
# Of a quick series of addresses the last one wins: see _Turns.
# The page has its own outline for what is awaited; Gradio would fade what is still being read.
_GOING: dict[str, Any] = {
    "api_visibility": "private",
    "queue": False,
    "show_progress": "hidden",
    "trigger_mode": "multiple",
}

_SESSIONS = 100
"""Visitors of whom Gradio keeps a session; it holds nothing that the page needs, and is made anew.

Of its own 10,000 each takes some 20 kB, and as much more as the name that a visitor gives itself.
"""

_VISITORS = 2_000  # places of the page whose last turn is kept; whoever is forgotten begins anew

_UNREADABLE = (
    KeyError,
    ValueError,
    OverflowError,
    FnIndexInferError,
)  # what Gradio makes of calls that it lacks


def mount(
    app: FastAPI, library: Library, *, read_only: bool = False, login: bool = False
) -> FastAPI:
    """Put the page at ``/`` of an application, with nothing of Gradio that it does not need.

    ``login`` tells whether people log in, who then can log out.
    """
    style = (_HERE / "style.css").read_text("utf-8")
    token = secrets.token_urlsafe(32)
    if not read_only:
        app.include_router(changing.create(library, token))
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        build(library, read_only=read_only, login=login),
        path="/",
        theme=_theme(),
        # Its css_paths would rewrite every selector.
        head=f'{_ICON}<meta name="whosaid" content="{token}"><style>{style}</style>',
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        app_kwargs={"exception_handlers": dict.fromkeys(_UNREADABLE, _no_such_call)},
    )
    return mounted


async def _no_such_call(_: Request, __: Exception) -> JSONResponse:
    """Gradio looks a call up by the number that a visitor gives, and fails where there is none.

    It fails as well to say of a number such as NaN that it is none.
    """
    return JSONResponse({"error": "The page has no such call; load the page again."}, 422)


def build(library: Library, *, read_only: bool = False, login: bool = False) -> gr.Blocks:
    """The page: the forms, the results, and the article that is open."""
    events = _Events(Views(library, changeable=not read_only))
    front = forms.front(None if read_only else closed.UPLOAD_MAX, login)
    script = "\n".join((_HERE / "scripts" / f"{name}.js").read_text("utf-8") for name in _SCRIPTS)
    page: gr.Blocks = gr.Blocks(title="whosaid", analytics_enabled=False, fill_width=True)
    with page, gr.Column(elem_id="page"):
        gr.HTML(front, elem_id="front", js_on_load=None, apply_default_css=False)
        # Never a template with {{value}}: what that puts in would be run as a script.
        results = gr.HTML(elem_id="results", js_on_load=script, apply_default_css=False)
        article = gr.HTML(elem_id="article", js_on_load=_ARTICLE, apply_default_css=False)
        lists = gr.HTML(elem_id="lists", js_on_load=None, apply_default_css=False)
        results.visit(events.visit, None, [results, article, lists], **_GOING)
        results.open(events.open, None, article, **_GOING)
    page.state_session_capacity = _SESSIONS
    return page


class _Turns:
    """How far each browser has gone: what an earlier turn brings then is not sent.

    Sent all the same, it would take the place of the later answer where both come at once.
    """

    def __init__(self) -> None:
        self._last: OrderedDict[tuple[str, str], int] = OrderedDict()
        self._one_at_a_time = Lock()

    def begin(self, place: str, visitor: str, turn: int) -> None:
        """What belongs into this place of the page is what this turn brings, or a later one."""
        with self._one_at_a_time:
            self._last[visitor, place] = max(turn, self._last.pop((visitor, place), 0))
            if len(self._last) > _VISITORS:
                self._last.popitem(last=False)

    def if_last(self, place: str, visitor: str, turn: int, brought: str) -> Any:
        """What a turn brought, or that the place stays as it is."""
        return brought if turn >= self._last.get((visitor, place), 0) else gr.skip()


class _Events:
    """What the page does; none of it changes the library."""

    def __init__(self, views: Views) -> None:
        self._views = views
        self._turns = _Turns()

    def visit(self, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        """An address was gone to: results, the article open there, and once what fields offer."""
        gone, visitor = _gone(event), _visitor(request)
        for place in ("results", "article"):  # before either is made, which takes a while
            self._turns.begin(place, visitor, gone.turn)
        results = placed(self._views.results(gone.address), str(gone.turn))
        lists = self._views.lists() if gone.fresh else gr.skip()
        return (
            self._turns.if_last("results", visitor, gone.turn, results),
            self._opened(gone, visitor),
            lists,
        )

    def open(self, event: gr.EventData, request: gr.Request) -> Any:
        """A passage was opened, or the article closed: the results stay."""
        gone, visitor = _gone(event), _visitor(request)
        self._turns.begin("article", visitor, gone.turn)
        return self._opened(gone, visitor)

    def _opened(self, gone: "_Gone", visitor: str) -> Any:
        opened = self._views.opened(gone.address)
        shown = placed(opened, str(gone.turn)) if opened else ""
        return self._turns.if_last("article", visitor, gone.turn, shown)


@dataclass(frozen=True, slots=True)
class _Gone:
    """Where a browser went, with which turn, and whether it has just been loaded."""

    turn: int
    address: Address
    fresh: bool


def _gone(event: gr.EventData) -> _Gone:
    """What the page's script sends; whoever else calls may send anything, and is told so."""
    try:
        fresh = bool(getattr(event, "fresh", False))
        return _Gone(int(event.turn), Address.parse(str(event.address)), fresh)
    except (AttributeError, TypeError, ValueError, OverflowError):
        raise gr.Error(
            "The page does not call like this; load the page again.", print_exception=False
        ) from None


def _visitor(request: gr.Request) -> str:
    return str(request.session_hash)[:64]  # as the browser says, which may say anything


def _theme() -> gr.themes.Base:
    """Fonts that are on every machine, and the colours of the first paint."""
    return gr.themes.Base(
        font=["system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif"],
        font_mono=["ui-monospace", "Menlo", "Consolas", "monospace"],
    ).set(
        body_background_fill="#faf9f6",
        body_background_fill_dark="#15191b",
        body_text_color="#1d2326",
        body_text_color_dark="#e6e8e6",
    )
