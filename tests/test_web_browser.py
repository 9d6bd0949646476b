"""Asking and reading on the page, as people do it, in a real browser."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import FloatRect, Page, expect
from web_browsing import NEEDS_CHROME, PHONE, Browsing, arrived, assert_cited, box, browsing, view
from web_library import BRIDGE, CITED, HOSTILE, QUESTION, REFERENCE, sample_library, served

from web.address import Address

pytestmark = NEEDS_CHROME


_LINES_OF_WORDS = """cells => cells.map((cell) => {
  const range = document.createRange();
  return [...cell.textContent.matchAll(/\\S+/g)].map((word) => {
    range.setStart(cell.firstChild, word.index);
    range.setEnd(cell.firstChild, word.index + word[0].length);
    return range.getClientRects().length;
  });
})"""  # on how many lines each word of each cell is


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browsing]:
    """One server and one browser for all."""
    folder = tmp_path_factory.mktemp("browser") / "library"
    with sample_library(folder) as library, served(library) as at, browsing(at) as opened:
        yield opened


@pytest.fixture
def open_page(shared: Browsing) -> Iterator[Browsing]:
    yield shared
    shared.close()


def test_first_view(open_page: Browsing) -> None:
    page = open_page()
    expect(page.get_by_label("Your question")).to_be_focused()
    expect(page).to_have_title("whosaid")
    expect(page.locator("#results h2")).to_have_text("Ask 48 articles from 8 outlets")
    page.get_by_role("link", name="What did Émile Castaneau say?").click()
    arrived(page)
    question = "What did Émile Castaneau say?"
    expect(page.get_by_label("Your question")).to_have_value(question)
    expect(page.locator(".passage")).to_have_count(5)
    assert view(page) == Address(question)


def test_enter_asks(open_page: Browsing) -> None:
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
    assert view(page) == Address(QUESTION)


def test_filters_are_chips_that_can_be_removed(open_page: Browsing) -> None:
    page = open_page()
    page.get_by_label("Your question").fill("bridge")
    page.get_by_text("Filters", exact=True).first.click()
    page.get_by_label("Since").first.fill("2025-10")
    page.get_by_label("Outlet").first.fill("Herald")
    page.keyboard.press("Enter")
    expect(page.locator(".chip b")).to_have_text(["2025-10", "Herald"])
    expect(page.locator(".passage .byline").first).to_contain_text("The Corvane Herald")
    page.get_by_role("link", name="Remove since 2025-10").click()
    expect(page.locator(".chip b")).to_have_text(["Herald"])
    expect(page.get_by_label("Since").first).to_have_value("")
    assert view(page) == Address("bridge", outlet="Herald")
    page.get_by_label("Passages").select_option("10")
    expect(page.locator(".passage")).to_have_count(10)
    page.get_by_label("Author").fill("nobody")
    page.get_by_label("Author").press("Enter")
    expect(page.locator("#results")).to_contain_text("No article is by an author 'nobody'")


def test_any_number_of_passages_in_an_address_is_kept(open_page: Browsing) -> None:
    page = open_page("?q=bridge&n=7")
    expect(page.get_by_label("Passages")).to_have_value("7")
    page.get_by_role("button", name="Ask").click()
    arrived(page)
    assert view(page) == Address("bridge", passages=7)


def test_no_answer(open_page: Browsing) -> None:
    page = open_page("?q=xylophone+quasar&outlet=Evil")
    expect(page.locator("#results h2")).to_have_text("No good answer")
    expect(page.locator(".misses")).to_have_text("The nearest misses")
    expect(page.locator(".missed .passage")).to_have_count(1)


def test_mistakes_get_a_sentence(open_page: Browsing) -> None:
    page = open_page("?q=bridge&until=bananas")
    expect(page.get_by_role("alert")).to_contain_text("'bananas' is no date")
    page.get_by_role("link", name="Remove until bananas").click()
    expect(page.locator(".passage").first).to_be_visible()
    assert view(page) == Address("bridge")


def test_the_passage_is_opened_in_its_article(open_page: Browsing) -> None:
    page = open_page(str(Address(QUESTION)))
    page.locator(".passage").first.get_by_role("link", name="Open in article").click()
    assert_cited(page, CITED)
    expect(page.locator("#article-title")).to_be_focused()
    assert view(page) == Address(QUESTION, reference=REFERENCE)
    assert page.locator(".article .text").evaluate("node => node.textContent") == BRIDGE.text
    assert box(page, "#article")["x"] > box(page, "#results")["x"]
    original = page.locator(".bar").get_by_role("link", name="Original").get_attribute("href")
    assert original == (
        "https://gazette.example/bridge?a=1&b=2#:~:text=The%20Lantern%20Bridge%20was%20closed%20on,"
        "because%20of%20cracks%2C%20said%20Ahn%20Seo%2Drim."
    )
    page.get_by_text("How this is known").click()
    expect(page.locator(".facts dd").first).to_have_text("Lantern Bridge shut — first line")
    page.get_by_text("What cleaning took out (1)").click()
    expect(page.get_by_text("Link copied <b>")).to_be_visible()


def test_statements_are_underlined_with_their_speakers(open_page: Browsing) -> None:
    page = open_page("?q=What+did+Park+Dae-yul+say+about+putting+a+bus+on+the+bridge%3F&n=10")
    voices = page.locator(".voices", has_text="Park Dae-yul").first
    number = voices.locator("li", has_text="Park Dae-yul").locator("sup").inner_text()
    passage = page.locator(".passage", has=page.locator(".voices", has_text="Park Dae-yul")).first
    said = passage.locator(f".said[data-voice='{number}']").first
    assert said.evaluate("node => getComputedStyle(node).textDecorationLine") == "underline"
    assert said.evaluate("node => getComputedStyle(node, '::after').content") == f'"{number}"'
    voices.get_by_role("link", name="Park Dae-yul").click()
    expect(page.locator(".person h2")).to_have_text("Park Dae-yul")
    assert view(page) == Address(view="people", speaker="Park Dae-yul")


def test_a_link_leads_to_the_passage(open_page: Browsing) -> None:
    wanted = Address(QUESTION, outlet="ellan", passages=10, reference=REFERENCE)
    page = open_page(str(wanted))
    assert_cited(page, CITED)
    expect(page.get_by_label("Your question")).to_have_value(QUESTION)
    expect(page.get_by_label("Outlet").first).to_have_value("ellan")
    expect(page.get_by_label("Passages")).to_have_value("10")
    expect(page.locator(".passage")).to_have_count(10)
    assert view(page) == wanted
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("#article")).to_be_hidden()
    assert view(page) == replace(wanted, reference="")


def test_back_and_forward(open_page: Browsing) -> None:
    page = open_page()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.locator(".passage").first.get_by_role("link", name="Open in article").click()
    assert_cited(page, CITED)
    page.get_by_label("Your question").fill("walrus seen by nobody")
    page.keyboard.press("Enter")
    expect(page.locator("#article")).to_be_hidden()
    expect(page.locator(".passage h3").first).to_have_text(
        "“A walrus was seen in the harbour by nobody in particular.” (no headline)"
    )
    page.go_back()
    assert_cited(page, CITED)
    expect(page.get_by_label("Your question")).to_have_value(QUESTION)
    page.go_back()
    expect(page.locator("#article")).to_be_hidden()
    page.go_back()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.get_by_label("Your question")).to_have_value("")
    page.go_forward()
    page.go_forward()
    assert_cited(page, CITED)


def test_views_are_places_in_the_history(open_page: Browsing) -> None:
    page = open_page()
    for name, field in (
        ("Who said what", "A person or organisation"),
        ("Check a quote", "The quotation"),
        ("Archive", "Find an article"),
    ):
        page.get_by_role("link", name=name, exact=True).click()
        arrived(page)
        expect(page.get_by_label(field)).to_be_focused()
        expect(page.get_by_role("link", name=name, exact=True)).to_have_attribute(
            "aria-current", "page"
        )
        expect(page).to_have_title(f"{name} · whosaid")
    page.go_back()
    expect(page.locator(".welcome h2")).to_have_text("Is the quotation right?")
    page.reload()
    expect(page.locator(".welcome h2")).to_have_text("Is the quotation right?")


def test_keyboard_only(open_page: Browsing) -> None:
    page = open_page()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".passage").first).to_be_visible()
    turn = page.locator("#results [data-turn]").get_attribute("data-turn")
    link = page.locator(".passage h3 a").first
    for _ in range(12):
        page.keyboard.press("Tab")
        if link.evaluate("node => node === document.activeElement"):
            break
    assert link.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert_cited(page, CITED)
    expect(page.locator("#article-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#article")).to_be_hidden()
    expect(link).to_be_focused()
    assert view(page) == Address(QUESTION)
    expect(page.locator("#results [data-turn]")).to_have_attribute("data-turn", str(turn))


def test_copying(open_page: Browsing) -> None:
    page = open_page(str(Address(QUESTION)), permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").first.click()
    expect(page.locator("#said")).to_have_text("Link copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{open_page.address}/{Address(QUESTION, reference=REFERENCE)}"
    page.get_by_role("button", name="Copy citation").first.click()
    expect(page.locator("#said")).to_have_text("Citation copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Lantern Bridge shut" in copied
    assert BRIDGE.version in copied
    button = page.locator("[data-cite]").first
    button.click()  # once more, while it says so
    expect(button).to_have_text("Copied")
    expect(button).to_have_text("Copy citation")


def test_the_whole_of_an_open_article_is_printed(open_page: Browsing) -> None:
    page = open_page(str(Address(QUESTION, reference=REFERENCE)))
    hidden = "node => node.scrollHeight - node.clientHeight"
    assert page.locator("#article").evaluate(hidden) > 1000
    page.emulate_media(media="print")
    assert page.locator("#article").evaluate(hidden) == 0
    expect(page.locator("#results")).to_be_hidden()
    expect(page.locator("#article .bar")).to_be_hidden()
    page.emulate_media(media="screen")


def test_what_cannot_be_cited_says_so(open_page: Browsing) -> None:
    page = open_page(str(Address(QUESTION)))
    button = page.locator("[data-cite]").first
    page.route("**/api/cite*", lambda route: route.abort())
    button.click()
    expect(button).to_have_text("Not copied; ask again")
    expect(button).to_have_text("Copy citation")
    open_page.faults = [it for it in open_page.faults if "Failed to load resource" not in it]


def test_phone(open_page: Browsing) -> None:
    page = open_page(viewport=PHONE, has_touch=True, is_mobile=True)
    page.get_by_label("Your question").fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator(".passage").first.get_by_role("link", name="Open in article").tap()
    assert_cited(page, CITED)
    results = box(page, "#results")
    assert box(page, "#article")["y"] > results["y"] + results["height"]
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert len({box["y"] + box["height"] / 2 for box in _boxes(page, ".bar > *")}) == 1
    page.get_by_role("link", name="Close article").tap()
    expect(page.locator("#article")).to_be_hidden()
    expect(page.locator(".passage").first).to_be_in_viewport()
    match, pick = _boxes(page, ".passage:first-child :is(.match, .pick)")
    assert abs(match["y"] - pick["y"]) < 4
    field = page.get_by_label("Your question")
    field.fill(f"{QUESTION} And who was it that found them in the night?")
    page.keyboard.press("Enter")
    expect(field).not_to_be_focused()
    assert field.evaluate("node => node.scrollLeft") == 0


@pytest.mark.parametrize(
    "where",
    [
        "/",
        str(Address(QUESTION, reference=REFERENCE)),
        "?view=people&speaker=Ahn+Seo-rim",
        "?view=check&q=The+bridge+is+in+danger+of+collapsing+today",
        "?view=archive",
    ],
)
def test_nothing_is_wider_than_the_window(open_page: Browsing, where: str) -> None:
    page = open_page(where)
    page.locator("#results :is(h2, h3, .note, .articles a, .people a)").evaluate_all(
        "found => found.forEach((node) => (node.textContent = 'x'.repeat(400)))"
    )
    for width in (320, 390, 700, 970, 1920):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_words_of_figures_are_whole_on_a_phone(open_page: Browsing) -> None:
    page = open_page("?q=How+much+does+repairing+the+Lantern+Bridge+cost%3F", viewport=PHONE)
    words = ("as many as Northbankers", "Centre for Floods of Corvane", "Morvell Businesspost")
    rows = page.locator(".figures tr:has(td)")
    rows.evaluate_all("rows => rows.slice(1).forEach((row) => row.remove())")
    cells = rows.locator("td")
    for at, text in enumerate(words):
        cells.nth(at).evaluate("(cell, text) => (cell.textContent = text)", text)
    assert cells.evaluate_all(_LINES_OF_WORDS) == [[1] * 4, [1] * 5, [1] * 2]
    cells.nth(2).evaluate("cell => (cell.textContent = 'x'.repeat(400))")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_text_of_articles_is_text(open_page: Browsing) -> None:
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
    expect(page).to_have_title("zeppelin · whosaid")
    page = open_page("?view=archive&q=Zeppelin")
    expect(page.locator(".articles li")).to_contain_text('<b onclick="alert(1)">Zeppelin</b>')
    page = open_page("?view=check&q=(javascript:alert(1))+**bold**+zeppelin")
    expect(page.locator(".passage")).to_contain_text('<script>document.title = "owned"</script>')
    assert page.locator("#results").locator("script, img, code").count() == 0


def test_a_question_is_text_too(open_page: Browsing) -> None:
    page = open_page(str(Address("<img src=x onerror=alert(1)> ${1+1} {{value}}", outlet="<b>x")))
    expect(page.locator(".chip b")).to_have_text("<b>x")
    expect(page.locator("#results")).to_contain_text("'<b>x'")
    assert page.locator("#results img").count() == 0


def test_the_policy_stops_what_would_slip_through(open_page: Browsing) -> None:
    page = open_page()
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
    assert all("Content Security Policy" in fault for fault in open_page.faults)
    assert len(open_page.faults) == 2
    open_page.faults.clear()


def _boxes(page: Page, selector: str) -> list[FloatRect]:
    found = [item.bounding_box() for item in page.locator(selector).all()]
    return [box for box in found if box]
