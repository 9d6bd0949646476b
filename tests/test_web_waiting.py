"""The page while it waits: what is read stays, the last question wins, and it ends."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect
from web_browsing import NEEDS_CHROME, Browsing, assert_cited, browsing
from web_library import CITED, QUESTION, REFERENCE, sample_library, served

from web.address import Address

pytestmark = NEEDS_CHROME

FADED = """node => {
    for (; node; node = node.parentElement) {
        if (getComputedStyle(node).opacity !== "1") return node.outerHTML.slice(0, 200);
    }
}"""
"""The start of whatever fades an element."""
BAR = "node => getComputedStyle(node, '::before').height"
"""How high the bar is that stands above an article which is awaited."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browsing]:
    """One server and one browser for all."""
    folder = tmp_path_factory.mktemp("waiting") / "library"
    with sample_library(folder) as library, served(library) as at, browsing(at) as opened:
        yield opened


@pytest.fixture
def open_page(shared: Browsing) -> Iterator[Browsing]:
    yield shared
    shared.close()


def test_what_is_read_does_not_fade_while_more_is_awaited(open_page: Browsing) -> None:
    page = open_page(str(Address(QUESTION, reference=REFERENCE)))
    assert_cited(page, CITED)
    page.route("**/gradio_api/run/predict*", lambda route: None)  # never answered
    with page.expect_request("**/gradio_api/run/predict*"):
        page.locator(".passage h3 a").nth(1).click()
    for text in ("#results .passage h3", "#article-title"):
        assert page.locator(text).first.evaluate(FADED) is None


def test_an_article_on_its_way_is_announced(open_page: Browsing) -> None:
    page = open_page(str(Address(QUESTION)))
    held = _held(page)
    for number in (0, 1):  # the first article, and another in its place
        page.locator(".passage h3 a").nth(number).click()
        article = page.locator("#article[aria-busy=true]")
        expect(article).to_be_visible()
        assert article.evaluate(BAR) == "3px"
        expect(page.locator(".passage").first).to_be_visible()
        held.pop().continue_()
        expect(page.locator("#article-title")).to_be_focused()
        expect(page.locator("#article[aria-busy]")).to_have_count(0)
        assert page.locator("#article").evaluate(BAR) == "auto"


def test_the_last_question_wins_whatever_comes_last(open_page: Browsing) -> None:
    page = open_page(str(Address("walrus")))
    held = _held(page)
    field = page.get_by_label("Your question")
    for earlier in ("the bridge", "the ferry", "the harbour"):
        for question in (earlier, QUESTION):
            field.fill(question)
            page.keyboard.press("Enter")
        expect(page).to_have_title(f"{QUESTION} · whosaid")
        while len(held) < 2:
            page.wait_for_timeout(10)
        while held:
            held.pop(0).continue_()  # the latest first, and the earlier at its heels
        expect(page.locator("#skeleton")).to_be_hidden()
        expect(page.locator(".passage mark").first).to_have_text(CITED)


def test_who_wants_no_motion_gets_none(open_page: Browsing) -> None:
    page = open_page(str(Address(QUESTION)), reduced_motion="reduce")
    page.route("**/gradio_api/run/predict*", lambda route: None)
    page.locator(".passage h3 a").first.click()
    article = page.locator("#article[aria-busy=true]")
    assert article.evaluate(BAR) == "3px"
    durations = "node => getComputedStyle(node, '::before').animationDuration"
    assert article.evaluate(durations) == "0s"


def test_an_answer_on_its_way_has_an_outline(open_page: Browsing) -> None:
    page = open_page(str(Address("walrus")))
    held = _held(page)
    page.get_by_label("Your question").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator("#skeleton")).to_be_visible()
    expect(page.locator("#results")).to_be_hidden()
    held.pop().continue_()
    expect(page.locator(".passage mark").first).to_have_text(CITED)
    expect(page.locator("#skeleton")).to_be_hidden()


def test_when_nobody_answers_it_is_said(open_page: Browsing) -> None:
    page = open_page()
    page.route("**/gradio_api/**", lambda route: None)  # never answered
    page.route("**/health", lambda route: route.abort())
    page.clock.install()
    page.get_by_label("Your question").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator("#skeleton")).to_be_visible()
    page.clock.fast_forward(7_000)
    expect(page.locator("#lost")).to_contain_text("whosaid does not answer")
    page.unroute("**/gradio_api/**")
    page.unroute("**/health")
    page.get_by_role("link", name="Archive").click()  # which loads the page, as it is there again
    expect(page.locator("#results h2")).to_have_text("48 articles from 8 outlets")
    page.close()
    open_page.faults.clear()  # the browser says so too


def test_a_server_that_was_started_anew_is_asked_by_its_own_page(open_page: Browsing) -> None:
    page = open_page()
    page.route("**/gradio_api/**", lambda route: None)  # never answered
    page.route(
        f"{open_page.address}/",
        lambda route: route.fulfill(body="a page with another token"),
        times=1,
    )
    page.evaluate("window.before = true")
    page.clock.install()
    page.get_by_label("Your question").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator("#skeleton")).to_be_visible()
    page.unroute("**/gradio_api/**")
    page.clock.fast_forward(7_000)
    expect(page.locator("#results mark").first).to_have_text(CITED)
    assert page.evaluate("window.before") is None  # loaded again


def test_what_was_refused_as_too_quick_is_asked_again(open_page: Browsing) -> None:
    page = open_page()
    page.route(
        "**/gradio_api/run/predict*", lambda route: route.fulfill(status=429, body="{}"), times=1
    )
    page.clock.install()
    page.get_by_label("Your question").fill(QUESTION)
    with page.expect_response("**/gradio_api/run/predict*"):
        page.keyboard.press("Enter")
    expect(page.locator("#skeleton")).to_be_visible()
    page.clock.fast_forward(7_000)
    expect(page.locator(".passage mark").first).to_have_text(CITED)
    expect(page.locator("#skeleton")).to_be_hidden()
    open_page.faults.clear()  # the browser says so too


def test_who_is_no_longer_logged_in_comes_to_the_login(open_page: Browsing) -> None:
    page = open_page()
    page.route("**/gradio_api/**", lambda route: route.fulfill(status=401, json={}))
    page.route("**/health", lambda route: route.fulfill(status=401, json={}))
    page.route("**/?q=*", lambda route: route.fulfill(body="the login"))
    page.clock.install()
    page.get_by_label("Your question").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator("#skeleton")).to_be_visible()
    page.clock.fast_forward(7_000)
    expect(page.locator("body")).to_have_text("the login")
    page.close()
    open_page.faults.clear()  # the browser says so too


def _held(page: Page) -> list[Route]:
    """What the page asks from now on, kept back to be let through by hand; the latest first."""
    held: list[Route] = []
    page.route("**/gradio_api/run/predict*", lambda route: held.insert(0, route))
    return held
