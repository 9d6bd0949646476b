"""A browser that looks at the page, and complains of whatever is not as it should be."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    FloatRect,
    Page,
    expect,
    sync_playwright,
)

from web.address import Address

CHROME = shutil.which("chromium") or shutil.which("google-chrome")
NEEDS_CHROME = pytest.mark.skipif(not CHROME, reason="there is no chromium or google-chrome here")
PHONE = {"width": 390, "height": 844}


class Browsing:
    """Pages of one server. What they complain of is in ``faults``."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.address = address
        self.faults: list[str] = []
        self._browser = browser
        self._usual = browser.new_context(viewport={"width": 1280, "height": 800})
        self._pages: list[Page] = []

    def __call__(self, where: str = "/", **options: object) -> Page:
        """Open the page somewhere, and wait for what it shows."""
        page = self.blank(**options)
        page.goto(f"{self.address}/{where.lstrip('/')}")
        arrived(page)
        return page

    def blank(self, **options: object) -> Page:
        """A page that is watched, and has not gone anywhere."""
        context: BrowserContext = self._usual
        if options:
            context = self._browser.new_context(**options)  # type: ignore[arg-type]
        page = context.new_page()
        self._pages.append(page)
        page.set_default_timeout(15_000)
        page.on("request", lambda request: self._stay_here(request.url))
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("websocket", lambda socket: self.faults.append(f"left: {socket.url}"))
        page.on("console", self._complain)
        return page

    def close(self) -> None:
        """Close what was opened since the last time; nothing may have gone wrong in it."""
        for page in self._pages:
            page.close()
            if page.context is not self._usual:
                page.context.close()
        self._pages, faults = [], self.faults
        self.faults = []
        assert faults == []

    def _complain(self, line: ConsoleMessage) -> None:
        if line.type == "error":
            self.faults.append(f"console: {line.text}")

    def _stay_here(self, url: str) -> None:
        if not url.startswith((f"{self.address}/", "data:", "blob:")):
            self.faults.append(f"left the machine: {url}")


@contextmanager
def browsing(address: str) -> Iterator[Browsing]:
    """A browser that can reach nothing but this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROME,
            args=[
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        )
        yield Browsing(browser, address)
        browser.close()


def arrived(page: Page) -> None:
    """Wait until what was asked for is there."""
    expect(page.locator("body[data-waiting]")).to_have_count(0)
    expect(page.locator("#results [data-turn]")).to_be_visible()


def box(page: Page, selector: str) -> FloatRect:
    """Where something is on the screen, in pixels from its top left corner."""
    found = page.locator(selector).bounding_box()
    assert found
    return found


def view(page: Page) -> Address:
    """What the address bar says."""
    parts = urlsplit(page.url)
    assert parts.path == "/"
    repeated = {name for name, values in parse_qs(parts.query).items() if len(values) > 1}
    assert repeated <= {"words"}
    return Address.parse(parts.query)


def assert_cited(page: Page, text: str) -> None:
    """The marked text is the cited text, and on the screen."""
    cited = page.locator("#cited")
    expect(cited).to_be_in_viewport(ratio=1)
    assert cited.evaluate("node => node.textContent") == text
    inner, panel = box(page, "#cited"), box(page, "#article")
    assert panel["y"] <= inner["y"]
    assert inner["y"] + inner["height"] <= panel["y"] + panel["height"]
