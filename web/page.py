"""The page on Gradio: its few components, and what happens when they are used."""

import secrets
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

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
# Of a quick series of addresses each is answered, and the script sees to it that the last one wins.
# The page has its own outline for what is awaited; Gradio would fade what is still being read.
_GOING: dict[str, Any] = {
    "api_visibility": "private",
    "concurrency_limit": 8,
    "show_progress": "hidden",
    "trigger_mode": "multiple",
}


_UNREADABLE = (KeyError, ValueError, OverflowError)  # what Gradio makes of calls that it lacks


def mount(app: FastAPI, library: Library, *, read_only: bool = False) -> FastAPI:
    """Put the page at ``/`` of an application, with nothing of Gradio that it does not need."""
    style = (_HERE / "style.css").read_text("utf-8")
    token = secrets.token_urlsafe(32)
    if not read_only:
        app.include_router(changing.create(library, token))
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        build(library, read_only=read_only),
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


def build(library: Library, *, read_only: bool = False) -> gr.Blocks:
    """The page: the forms, the results, and the article that is open."""
    events = _Events(Views(library, changeable=not read_only))
    front = forms.front(None if read_only else closed.UPLOAD_MAX)
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
    page.queue(api_open=False, max_size=100)
    return page


class _Events:
    """What the page does; none of it changes the library."""

    def __init__(self, views: Views) -> None:
        self._views = views

    def visit(self, event: gr.EventData) -> tuple[Any, ...]:
        """An address was gone to: results, the article open there, and once what fields offer."""
        results = placed(self._views.results(Address.parse(str(event.address))), str(event.turn))
        return results, self.open(event), self._views.lists() if event.fresh else gr.skip()

    def open(self, event: gr.EventData) -> str:
        """A passage was opened, or the article closed: the results stay."""
        opened = self._views.opened(Address.parse(str(event.address)))
        return placed(opened, str(event.turn)) if opened else ""


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
