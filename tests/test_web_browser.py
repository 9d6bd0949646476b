"""The page as people use it, in a real browser."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
import uvicorn
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    FloatRect,
    Page,
    expect,
    sync_playwright,
)
from web_library import ARTICLES, CITED, HOSTILE, QUESTION, build, fill

from web.address import Address
from whosaid import Library

CHROME = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(not CHROME, reason="there is no chromium or google-chrome here")

BRIDGE = ARTICLES[0]
START = BRIDGE.text.index(CITED)
REFERENCE = f"{BRIDGE.id}:{START}-{START + len(CITED)}"
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the page is served."""
    with fill(tmp_path_factory.mktemp("browser") / "library") as library, _served(library) as at:
        yield at


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROME,
            args=[
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def usual(browser: Browser) -> BrowserContext:
    """A window like most, with a cache that the tests share."""
    return browser.new_context(viewport={"width": 1280, "height": 800})


@pytest.fixture
def open_page(
    browser: Browser, usual: BrowserContext, address: str
) -> Iterator[Callable[..., Page]]:
    """Open the page somewhere; afterwards nothing may have left the machine or gone wrong."""
    pages: list[Page] = []
    faults: list[str] = []

    def opened(where: str = "/", **options: object) -> Page:
        page = (browser.new_context(**options) if options else usual).new_page()  # type: ignore[arg-type]
        pages.append(page)
        page.set_default_timeout(15_000)
        page.on("request", lambda request: _stay_here(request.url, address, faults))
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("websocket", lambda socket: faults.append(f"left the machine: {socket.url}"))
        page.on("console", lambda line: _complain(line, faults))
        page.goto(f"{address}/{where.lstrip('/')}")
        expect(page.locator("#results :is(h2, .problem)")).to_be_visible()
        return page

    yield opened
    for page in pages:
        page.close()
        if page.context is not usual:
            page.context.close()
    assert faults == []


def test_first_view(open_page: Callable[..., Page]) -> None:
    page = open_page()
    expect(page.get_by_label("Your question")).to_be_focused()
    expect(page).to_have_title("whosaid")
    expect(page.locator("#results h2")).to_have_text("Ask 5 articles from 3 outlets")
    page.get_by_role("link", name="Bridge repair to cost 86 million").click()
    expect(page.locator(".passage h3").first).to_have_text("Bridge repair to cost 86 million")
    question = "What is known about “Bridge repair to cost 86 million”?"
    expect(page.get_by_label("Your question")).to_have_value(question)
    assert _view(page).question == question


def test_enter_asks(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    first = page.locator(".passage").first
    expect(first.locator("mark")).to_have_text(CITED)
    expect(first.locator("h3")).to_have_text("Lantern Bridge shut")
    expect(first.locator(".byline")).to_have_text(
        "The Ellan Gazette · Fenella Marsh · 9 September 2025, 11:20"
    )
    expect(page.locator("#said")).to_have_text(page.locator("#results h2").inner_text())
    expect(page).to_have_title(f"{QUESTION} · whosaid")
    assert _view(page) == Address(QUESTION)


def test_filters(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.get_by_label("Your question").fill("bridge")
    page.get_by_label("Since").fill("2025-10")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator(".passage h3")).to_have_text(["Bridge repair to cost 86 million"])
    page.get_by_label("Since").fill("")
    page.get_by_role("combobox", name="Outlet").click()
    page.get_by_role("option", name="The Ellan Gazette").click()
    expect(page.locator(".passage h3").first).to_have_text("Lantern Bridge shut")
    assert _view(page) == Address("bridge", outlet="The Ellan Gazette")
    page.get_by_role("combobox", name="Passages").click()
    page.get_by_role("option", name="10").click()
    expect(page.locator(".passage")).to_have_count(10)
    page.get_by_label("Author").fill("nobody")
    page.get_by_label("Author").press("Enter")
    expect(page.locator("#results")).to_contain_text("No article is by an author 'nobody'.")


def test_no_answer(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.get_by_label("Your question").fill("xylophone quasar")
    page.keyboard.press("Enter")
    expect(page.locator("#results h2")).to_have_text("No good answer")
    expect(page.locator(".no-answer p")).to_contain_text("Nothing in this library is near")
    expect(page.locator(".misses")).to_have_text("The nearest misses")
    expect(page.locator(".missed .passage")).to_have_count(5)


def test_mistakes_get_a_sentence(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("The question is empty")
    page.get_by_label("Your question").fill("bridge")
    page.get_by_label("Until").fill("bananas")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("'bananas' is no date")


def test_the_passage_is_opened_in_its_article(open_page: Callable[..., Page]) -> None:
    page = open_page(str(Address(QUESTION)))
    page.locator(".passage").first.get_by_role("link", name="Open in article").click()
    _assert_cited(page)
    expect(page.locator("#article-title")).to_be_focused()
    assert _view(page) == Address(QUESTION, reference=REFERENCE)
    assert page.locator(".article .text").evaluate("node => node.textContent") == BRIDGE.text
    assert _box(page, "#article")["x"] > _box(page, "#results")["x"]
    page.get_by_text("How this is known").click()
    expect(page.locator(".facts dd").first).to_have_text("Lantern Bridge shut — first line")
    page.get_by_text("What cleaning took out (1)").click()
    expect(page.get_by_text("Link copied <b>")).to_be_visible()


def test_a_link_leads_to_the_passage(open_page: Callable[..., Page]) -> None:
    wanted = Address(QUESTION, outlet="ellan", passages=7, reference=REFERENCE)
    page = open_page(str(wanted))
    _assert_cited(page)
    expect(page.get_by_label("Your question")).to_have_value(QUESTION)
    expect(page.get_by_role("combobox", name="Outlet")).to_have_value("ellan")
    expect(page.get_by_role("combobox", name="Passages")).to_have_value("7")
    expect(page.locator(".passage")).to_have_count(7)
    assert _view(page) == wanted
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("#article")).to_be_hidden()
    assert _view(page) == replace(wanted, reference="")


def test_back_and_forward(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.locator(".passage").first.get_by_role("link", name="Open in article").click()
    _assert_cited(page)
    page.get_by_label("Your question").fill("walrus seen by nobody")
    page.keyboard.press("Enter")
    expect(page.locator("#article")).to_be_hidden()
    expect(page.locator(".passage h3").first).to_have_text("(no headline)")
    page.go_back()
    _assert_cited(page)
    expect(page.get_by_label("Your question")).to_have_value(QUESTION)
    page.go_back()
    expect(page.locator("#article")).to_be_hidden()
    page.go_back()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.get_by_label("Your question")).to_have_value("")
    page.go_forward()
    page.go_forward()
    _assert_cited(page)


def test_keyboard_only(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".passage").first).to_be_visible()
    turn = page.locator("[data-turn]").get_attribute("data-turn")
    link = page.locator(".passage h3 a").first
    for _ in range(12):
        page.keyboard.press("Tab")
        if link.evaluate("node => node === document.activeElement"):
            break
    assert link.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    _assert_cited(page)
    expect(page.locator("#article-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#article")).to_be_hidden()
    expect(link).to_be_focused()
    assert _view(page) == Address(QUESTION)
    expect(page.locator("[data-turn]")).to_have_attribute("data-turn", str(turn))  # not asked again


def test_copy_link(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(str(Address(QUESTION)), permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    expect(page.locator("#said")).to_have_text("Link copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{address}/{Address(QUESTION, reference=REFERENCE)}"


def test_phone(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport=PHONE, has_touch=True, is_mobile=True)
    expect(page.get_by_label("Since")).to_be_hidden()
    fold = page.get_by_role("button", name="Filters")
    fold.tap()
    expect(fold).to_have_attribute("aria-expanded", "true")
    page.get_by_label("Until").fill("2025-09")
    page.get_by_label("Your question").fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator(".passage").first.get_by_role("link", name="Open in article").tap()
    _assert_cited(page)
    results = _box(page, "#results")
    assert _box(page, "#article")["y"] > results["y"] + results["height"]
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.get_by_role("link", name="Close article").tap()
    expect(page.locator("#article")).to_be_hidden()
    expect(page.locator(".passage").first).to_be_in_viewport()


@pytest.mark.parametrize("where", ["/", str(Address(QUESTION, reference=REFERENCE))])
def test_nothing_is_wider_than_the_window(open_page: Callable[..., Page], where: str) -> None:
    page = open_page(where)
    for width in (320, 390, 700, 970, 1920):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(open_page: Callable[..., Page], scheme: str) -> None:
    page = open_page(str(Address(QUESTION, reference=REFERENCE)), color_scheme=scheme)
    _assert_cited(page)
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 25, 27)"
    assert dark == (scheme == "dark")
    for selector in _WORDS:
        assert page.locator(selector).first.evaluate(_CONTRAST) >= 4.5, selector


def test_text_of_articles_is_text(open_page: Callable[..., Page]) -> None:
    page = open_page(str(Address("zeppelin")))
    passage = page.locator(".passage", has_text="zeppelin").first
    assert passage.locator("blockquote").evaluate("node => node.textContent") == HOSTILE
    expect(passage.locator("h3")).to_have_text('<b onclick="alert(1)">Zeppelin</b>')
    expect(passage.locator(".byline")).to_have_text("Evil & Sons · <i>Mallory</i> · undated")
    assert passage.locator("script, img, b, i, code").count() == 0
    assert page.locator('#results a[href^="javascript"]').count() == 0
    passage.get_by_role("link", name="Open in article").click()
    expect(page.locator("#cited")).to_be_visible()
    assert page.locator(".article .text").evaluate("node => node.textContent") == HOSTILE
    assert page.locator("#article").locator("script, img, b, i, code").count() == 0
    expect(page.get_by_role("combobox", name="Outlet")).to_be_visible()
    expect(page).to_have_title("zeppelin · whosaid")


def test_the_policy_stops_what_would_slip_through(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        expect(page.locator(".welcome")).to_be_visible()
        page.evaluate(
            """() => {
                const made = document.createElement("p");
                made.innerHTML = '<b onclick="document.title = 1">x</b>';
                document.body.append(made);
                const script = document.createElement("script");
                script.textContent = "document.title = 2";
                document.body.append(script);
                made.firstChild.click();
            }"""
        )
        expect(page).to_have_title("whosaid")


_WORDS = (
    *(".byline", ".passage h3 a", ".passage mark", ".match", ".quiet", ".button", "#go"),
    *(".article .text", "#cited", "summary", ".tagline", ".summary"),
    *("[data-testid=block-info]", "#question textarea", "#author input"),
)
_CONTRAST = """node => {
    const numbers = color => {
        const parts = color.match(/[\\d.]+/g).map(Number);
        return parts.length < 4 ? [...parts, 1] : parts;
    };
    let under = node, back;
    do {
        back = numbers(getComputedStyle(under).backgroundColor);
        under = under.parentElement;
    } while (back[3] === 0 && under);
    const light = rgb => rgb.slice(0, 3).map(value => value / 255)
        .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
        .reduce((sum, value, at) => sum + value * [0.2126, 0.7152, 0.0722][at], 0);
    const both = [light(numbers(getComputedStyle(node).color)), light(back)].sort((a, b) => b - a);
    return (both[0] + 0.05) / (both[1] + 0.05);
}"""  # the contrast ratio of WCAG 2.2


def _assert_cited(page: Page) -> None:
    """The marked text is the cited text, and on the screen."""
    cited = page.locator("#cited")
    expect(cited).to_be_in_viewport(ratio=1)
    assert cited.evaluate("node => node.textContent") == CITED
    box, panel = _box(page, "#cited"), _box(page, "#article")
    assert panel["y"] <= box["y"]
    assert box["y"] + box["height"] <= panel["y"] + panel["height"]


def _box(page: Page, selector: str) -> FloatRect:
    """Where something is on the screen, in pixels from its top left corner."""
    box = page.locator(selector).bounding_box()
    assert box
    return box


def _view(page: Page) -> Address:
    """What the address bar says."""
    parts = urlsplit(page.url)
    assert parts.path == "/"
    assert all(len(values) == 1 for values in parse_qs(parts.query).values())
    return Address.parse(parts.query)


def _complain(line: ConsoleMessage, faults: list[str]) -> None:
    if line.type == "error":
        faults.append(f"console: {line.text}")


def _stay_here(url: str, address: str, faults: list[str]) -> None:
    if not url.startswith((f"{address}/", "data:", "blob:")):
        faults.append(f"left the machine: {url}")


@contextmanager
def _served(library: Library) -> Iterator[str]:
    """The page of a library on a free port."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(build(library), log_level="warning", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()
