"""How long a visitor waits: ``python -m benchmarks.page``.

The sample archive is added to a new library with the real model, the page is served on a free
port, and Chromium opens it. Measured are the first paint of a browser that has never been here,
the first view with its content, and the time from Enter to the answer on the screen, for ten
questions, the model warm, beside what the library alone takes for them. One user; the machine
should have nothing else to do.
"""

import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page

import whosaid
from benchmarks.screenshots import ROOT, chromium, served

QUESTIONS = (
    "Why was the Lantern Bridge closed?",
    "How many people were evacuated at Lysmere?",
    "Who will pay for the repair of the bridge?",
    "What did Park Dae-yul say about the welds?",
    "When will the bridge reopen?",
    "Why does Morvell Glass close its plant?",
    "What was Tobias Rennick convicted of?",
    "How thick was the clay core of the levee?",
    "Who leads the inquiry into the bridge?",
    "What did the prime minister promise?",
)
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
_ARRIVED = "!('waiting' in document.body.dataset) && document.querySelector('#results [data-turn]')"
# From the key to the frame after the answer is in the page.
_WATCH = f"""() => new Promise((tell) => {{
    const begun = performance.now();
    const look = () => requestAnimationFrame(() =>
        {_ARRIVED} ? tell(performance.now() - begun) : look());
    document.querySelector('#front form').requestSubmit();
    look();
}})"""


def main() -> None:
    """Print what was measured."""
    with (
        tempfile.TemporaryDirectory() as folder,
        chromium() as browser,
        whosaid.open(Path(folder) / "samples", create=True) as library,
    ):
        library.add(ROOT / "corpus" / "samples")
        with served(library) as address:
            library.ask(QUESTIONS[0])
            print(f"the library alone   {_told([_answered(library, it) for it in QUESTIONS])}")
            _first_views(browser, address)
            _questions(browser, address)


def _answered(library: whosaid.Library, question: str) -> float:
    begun = time.perf_counter()
    library.ask(question)
    return (time.perf_counter() - begun) * 1000


def _first_views(browser: Browser, address: str) -> None:
    paints, views = [], []
    for _ in range(5):
        with browser.new_context() as context:
            page = context.new_page()
            begun = time.perf_counter()
            page.goto(address)
            page.wait_for_function(_ARRIVED)
            views.append((time.perf_counter() - begun) * 1000)
            paints.append(page.evaluate(_PAINT))
    print(f"first paint         {_told(paints)}")
    print(f"first view, whole   {_told(views)}")


def _questions(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        page.wait_for_function(_ARRIVED)
        times = [_asked(page, question) for question in QUESTIONS]
    print(f"Enter to answer     {_told(times)}")


def _asked(page: Page, question: str) -> float:
    page.locator("#ask-q").fill(question)
    return float(page.evaluate(_WATCH))


def _told(times: list[float]) -> str:
    return f"median {statistics.median(times):.0f} ms, most {max(times):.0f} ms of {len(times)}"


if __name__ == "__main__":
    main()
