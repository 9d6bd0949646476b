"""The page on Gradio: its few components, and what happens when they are used."""

import secrets
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI

from web import show, view
from web.address import PASSAGES, Address
from whosaid import Library, WhosaidError

_HERE = Path(__file__).parent
_HEADER = (
    '<h1>whosaid</h1><p class="tagline">Ask a folder of news articles. Every answer is a passage '
    'with its source.</p><p id="said" class="unseen" role="status"></p>'
)
_FOLD = (
    '<button type="button" id="fold" class="button" aria-expanded="false" aria-controls="filters">'
    "Filters</button>"
)
_ARTICLE = "watch('value', () => document.dispatchEvent(new Event('article')))"
_ICON = (
    "<link rel=icon href=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' "
    "viewBox='0 0 32 32'><rect width='32' height='32' rx='7' fill='%23175e54'/><text x='16' y='30' "
    "font-size='34' text-anchor='middle' fill='white' font-family='serif'>”</text></svg>\">"
)
_SIZES = (5, 10, 20, 50)  # passages
_EVENT: dict[str, Any] = {"api_visibility": "private", "concurrency_limit": 8}
# Of a quick series of questions the last counts; of addresses each does, and page.js sees to it
# that the last one wins.
_ASKING: dict[str, Any] = {**_EVENT, "trigger_mode": "always_last"}
_GOING: dict[str, Any] = {**_EVENT, "trigger_mode": "multiple"}


def mount(app: FastAPI, library: Library) -> FastAPI:
    """Put the page at ``/`` of an application, with nothing of Gradio that it does not need."""
    style = (_HERE / "style.css").read_text("utf-8")
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        build(library),
        path="/",
        theme=_theme(),
        head=_ICON + f"<style>{style}</style>",  # its css_paths would rewrite every selector
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size="1b",
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
    )
    return mounted


def build(library: Library) -> gr.Blocks:
    """The page: a form, the results, and the article that is open."""
    script = (_HERE / "page.js").read_text("utf-8")
    page: gr.Blocks = gr.Blocks(title="whosaid", analytics_enabled=False, fill_width=True)
    with page, gr.Column(elem_id="page"):
        gr.HTML(_HEADER, elem_id="header", js_on_load=None, apply_default_css=False)
        form, button = _form(library)
        # Never a template with {{value}}: what that puts in would be run as a script.
        results = gr.HTML(elem_id="results", js_on_load=script, apply_default_css=False)
        article = gr.HTML(elem_id="article", js_on_load=_ARTICLE, apply_default_css=False)
        _wire(_Events(library), form, button, results, article)
    page.queue(api_open=False, max_size=100)
    return page


class _Events:
    """What the page does; none of it changes the library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def ask(self, *form: Any) -> tuple[Any, Any]:
        """The question as it stands in the form: results, and no article; or what is wrong."""
        address = _address(*form)
        try:
            results = view.answer(self._library, address)
        except WhosaidError as error:
            return show.problem(str(error)), gr.skip()
        return show.placed(results, str(address), secrets.token_hex(4)), ""

    def narrow(self, *form: Any) -> tuple[Any, Any]:
        """A filter was chosen: ask again, if there is a question."""
        return self.ask(*form) if form[0].strip() else (gr.skip(), gr.skip())

    def visit(self, event: gr.EventData) -> tuple[Any, ...]:
        """An address was gone to: the form as it says, results, and the article open there."""
        at = str(event.address)
        address = Address.parse(at)
        return (
            address.question,
            address.since,
            address.until,
            gr.Dropdown(_outlets(self._library), value=address.outlet),
            address.author,
            gr.Dropdown(_sizes(address.passages), value=address.passages),
            show.placed(view.results(self._library, address), at),
            self.open(event),
        )

    def open(self, event: gr.EventData) -> str:
        """A passage was opened, or the article closed: the results stay."""
        at = str(event.address)
        return show.placed(view.opened(self._library, Address.parse(at)), at)


def _wire(
    events: _Events, form: list[Any], button: gr.Button, results: gr.HTML, article: gr.HTML
) -> None:
    asking = [button.click, *(box.submit for box in form if isinstance(box, gr.Textbox))]
    # Not their input event, which comes whenever the focus moves on.
    choosing = [box.select for box in form if isinstance(box, gr.Dropdown)]
    gr.on(asking, events.ask, form, [results, article], **_ASKING)
    gr.on(choosing, events.narrow, form, [results, article], **_ASKING)
    results.visit(events.visit, None, [*form, results, article], **_GOING)
    results.open(events.open, None, article, **_GOING)


def _form(library: Library) -> tuple[list[Any], gr.Button]:
    """The fields in the order of ``Address``, and the button that asks."""
    with gr.Row(elem_id="ask"):
        question = gr.Textbox(
            label="Your question",
            placeholder="Who said what?",
            elem_id="question",
            autofocus=True,
            max_lines=4,
            scale=1,
        )
        button = gr.Button("Ask", variant="primary", elem_id="go", scale=0)
    gr.HTML(_FOLD, js_on_load=None, apply_default_css=False)
    with gr.Row(elem_id="filters"):
        since = gr.Textbox(label="Since", placeholder="2023-10-13", elem_id="since", max_lines=1)
        until = gr.Textbox(label="Until", placeholder="2023-10", elem_id="until", max_lines=1)
        outlet = gr.Dropdown(
            _outlets(library), value="", label="Outlet", allow_custom_value=True, elem_id="outlet"
        )
        author = gr.Textbox(label="Author", placeholder="Any", elem_id="author", max_lines=1)
        passages = gr.Dropdown(
            _sizes(PASSAGES),
            value=PASSAGES,
            label="Passages",
            filterable=False,
            elem_id="passages",
        )
    return [question, since, until, outlet, author, passages], button


def _address(*form: Any) -> Address:
    question, since, until, outlet, author = (" ".join(str(it or "").split()) for it in form[:5])
    return Address(question, since, until, outlet, author, int(form[5] or PASSAGES))


def _outlets(library: Library) -> list[tuple[str, str]]:
    return [("All outlets", ""), *((outlet, outlet) for outlet in library.outlets())]


def _sizes(also: int) -> list[tuple[str, int]]:
    return [(str(size), size) for size in sorted({*_SIZES, also})]


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
