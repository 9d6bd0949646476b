"""Whether everybody can use the page: axe-core finds no serious fault, in light and in dark."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from web_browsing import NEEDS_CHROME, PHONE, Browsing, arrived, browsing
from web_library import QUESTION, sample_library, served

from web.address import Address

pytestmark = NEEDS_CHROME

AHN = Address(view="people", speaker="Ahn Seo-rim")
CHANGED = Address("The bridge is in danger of collapsing today", view="check", speaker="Park")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browsing]:
    folder = tmp_path_factory.mktemp("access") / "library"
    with sample_library(folder) as library, served(library) as at, browsing(at) as opened:
        yield opened


@pytest.fixture
def open_page(shared: Browsing) -> Iterator[Browsing]:
    yield shared
    shared.close()


EVERYTHING = (
    Address(),
    Address(QUESTION),
    Address("xylophone quasar", outlet="The Moon"),
    Address("bridge", since="bananas"),
    AHN,
    CHANGED,
    Address(view="archive"),
)


@pytest.mark.parametrize(
    ("addresses", "window"),
    [
        (EVERYTHING, {"color_scheme": "light"}),
        (EVERYTHING[1:], {"color_scheme": "dark"}),
        ((Address(QUESTION), AHN), {"viewport": PHONE, "is_mobile": True, "has_touch": True}),
    ],
    ids=["light", "dark", "phone"],
)
def test_no_serious_fault(
    open_page: Browsing, addresses: tuple[Address, ...], window: dict[str, Any]
) -> None:
    page = open_page(bypass_csp=True, **window)  # the policy would stop axe-core itself
    faults = []
    for address in addresses:
        page.goto(f"{open_page.address}/{address}")
        arrived(page)
        for details in page.locator("details").all():
            details.evaluate("node => (node.open = true)")
        if page.locator("#results a[data-go=open]").count():
            page.locator("#results a[data-go=open]").first.click()
            expect(page.locator("#article-title")).to_be_visible()
        if page.locator("[name=take]").count():
            page.locator("[name=take]").first.check()
        found = Axe().run(page).response["violations"]
        faults += [
            f"{address}: {fault['id']} ({fault['impact']}): {node['html'][:200]}"
            for fault in found
            if fault["impact"] in ("serious", "critical")
            for node in fault["nodes"]
        ]
    assert not faults, "\n".join(faults)


_LOW = """() => [...document.querySelectorAll("#page :is(button, summary, label, .chip, nav a)")]
  .filter((node) => node.offsetHeight && node.offsetHeight < 24 && !node.htmlFor)
  .map((node) => `${node.outerHTML.slice(0, 80)} is ${node.offsetHeight} pixels high`)"""


def test_a_finger_finds_what_it_touches(open_page: Browsing) -> None:
    """24 pixels, as WCAG 2.2 asks (2.5.8); links within a line are another matter."""
    page = open_page(viewport=PHONE, is_mobile=True, has_touch=True)
    for address in (Address("What did Ahn say?"), AHN, CHANGED, Address(view="archive")):
        page.goto(f"{open_page.address}/{address}")
        arrived(page)
        assert page.evaluate(_LOW) == []
