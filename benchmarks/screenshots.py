"""Take the pictures of the page that the documentation shows: ``python -m benchmarks.screenshots``.

The sample archive is added to a new library with the real model, the page is served on a free
port, and Chromium takes ``docs/page.png``, ``docs/article.png`` and ``docs/person.png``. With
``--all FOLDER`` every view that is worth a look goes there too: light and dark, phone and wide, no
answer, empty library.
"""

import argparse
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import uvicorn
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

import whosaid
from app import build
from web.address import Address

ROOT = Path(__file__).parents[1]
WHY = Address("Why was the Lantern Bridge closed?")
SAID = Address(
    "What did the chief engineer say about putting a bus on the bridge?", until="2025-09-20"
)
AHN = Address(view="people", speaker="Ahn Seo-rim")
CHANGED = Address(
    "The bridge is in danger of collapsing today", view="check", speaker="Park Dae-yul"
)

SIZE = {"width": 1280, "height": 820}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
DARK: dict[str, Any] = {"color_scheme": "dark"}
WIDE: dict[str, Any] = {"viewport": {"width": 1920, "height": 1080}}

VIEWS: dict[str, tuple[Address, bool, dict[str, Any]]] = {  # address, article open, window
    "home": (Address(), False, {}),
    "dark": (WHY, False, DARK),
    "dark-article": (WHY, True, DARK),
    "phone-home": (Address(), False, PHONE),
    "phone": (WHY, False, PHONE),
    "phone-article": (WHY, True, PHONE),
    "phone-dark-filtered": (SAID, False, {**PHONE, **DARK}),
    "wide": (WHY, False, WIDE),
    "wide-article": (SAID, True, WIDE),
    "people": (Address(view="people"), False, {}),
    "person": (AHN, False, {}),
    "person-phone": (AHN, False, PHONE),
    "person-article": (AHN, True, DARK),
    "check": (CHANGED, False, {}),
    "check-dark": (CHANGED, False, DARK),
    "archive": (Address(view="archive"), False, {}),
    "archive-phone": (Address(view="archive"), False, {**PHONE, **DARK}),
    "figures": (Address("How many people were evacuated at Lysmere?"), False, {}),
    "no-answer": (Address("How do I bake a sourdough loaf?"), False, {}),
    "nothing-passes": (Address("bridge", outlet="The Moon"), False, {}),
    "problem": (Address("bridge", since="bananas"), False, {}),
}


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every view, into a folder")
    everything = parser.parse_args().all
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        with whosaid.open(Path(folder) / "samples", create=True) as library:
            library.add(ROOT / "corpus" / "samples")
            with served(library) as address:
                take(browser, address, WHY, False, ROOT / "docs" / "page.png")
                take(browser, address, SAID, True, ROOT / "docs" / "article.png")
                take(browser, address, AHN, False, ROOT / "docs" / "person.png")
                for name, (view, opened, window) in VIEWS.items() if everything else ():
                    take(browser, address, view, opened, everything / f"{name}.png", **window)
        if everything:
            empty = whosaid.open(Path(folder) / "empty", create=True)
            with empty, served(empty) as address:
                take(browser, address, Address(), False, everything / "empty.png")


def take(
    browser: Browser, address: str, view: Address, opened: bool, file: Path, **window: Any
) -> None:
    """One picture of the page at an address, with the first passage opened or not."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with browser.new_context(**{"viewport": SIZE, **window}) as context:
        page = context.new_page()
        page.goto(f"{address}/{view}")
        page.locator("body:not([data-waiting]) #results :is(h2, .problem)").first.wait_for()
        if opened:
            page.locator("#results a[data-go=open]").first.click()
            page.locator("#cited, #article-title").first.wait_for()
        page.wait_for_timeout(300)  # milliseconds, for the last of the layout
        picture = Image.open(BytesIO(page.screenshot()))
    picture.convert("RGB").quantize(64).save(file, optimize=True)
    print(f"{file} {file.stat().st_size / 1000:.0f} kB")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser."""
    chrome = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def served(library: whosaid.Library) -> Iterator[str]:
    """The page of a library on a free port."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(build(library), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()


if __name__ == "__main__":
    main()
