"""Who said what, checking, taking away, adding and removing, in a real browser."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, FloatRect, Page, expect
from web_browsing import NEEDS_CHROME, PHONE, Browsing, arrived, box, browsing, view
from web_library import QUESTION, sample_library, served

from web.address import Address
from whosaid import Library, read_citations

pytestmark = NEEDS_CHROME

AHN = Address(view="people", speaker="Ahn Seo-rim")
CHANGED = "The bridge is in danger of collapsing today"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with sample_library(tmp_path_factory.mktemp("working") / "library") as library:
        yield library


@pytest.fixture(scope="module")
def shared(library: Library) -> Iterator[Browsing]:
    with served(library) as at, browsing(at) as opened:
        yield opened


@pytest.fixture
def open_page(shared: Browsing) -> Iterator[Browsing]:
    yield shared
    shared.close()


def _file(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def test_a_person_is_found_by_typing(open_page: Browsing) -> None:
    page = open_page("?view=people")
    expect(page.locator("#speakers option").first).to_be_attached()
    page.get_by_label("A person or organisation").fill("ahn suh-rim")
    page.keyboard.press("Enter")
    expect(page.locator(".person h2")).to_have_text("Ahn Seo-rim")
    expect(page.locator(".spellings li")).to_contain_text(["Ahn Seo-rim", "Ahn Suh-rim"])
    expect(page.get_by_role("img", name=re.compile("^Statements along time"))).to_be_visible()
    page.get_by_label("About").fill("ferries")
    page.keyboard.press("Enter")
    expect(page.locator("#results h2")).to_contain_text("by Ahn Seo-rim about “ferries”")
    assert view(page) == Address("ferries", view="people", speaker="ahn suh-rim")


def test_a_dot_leads_to_its_statement(open_page: Browsing) -> None:
    page = open_page(str(AHN))
    dot = page.locator(".dot").last
    place = str(dot.get_attribute("data-jump"))
    dot.click()
    expect(page.locator(f"#{place}")).to_be_in_viewport()
    expect(page.locator(f"#{place}")).to_be_focused()
    page.locator(f"#{place}").get_by_role("link", name="Open in article").click()
    said = page.locator(f"#{place} blockquote").inner_text().split(" … ")
    expect(page.locator("#cited")).to_be_in_viewport()
    assert all(piece in str(page.locator("#cited").text_content()) for piece in said)


def test_the_pictures_fit_a_phone(open_page: Browsing) -> None:
    page = open_page(str(AHN), viewport=PHONE, is_mobile=True, has_touch=True)
    for dot in page.locator(".dot").all():
        box = dot.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]


def test_a_quote_is_checked(open_page: Browsing) -> None:
    page = open_page("?view=check")
    page.keyboard.type(CHANGED)
    page.keyboard.press("Enter")
    expect(page.locator(".verdict h2")).to_have_text("Changed")
    expect(page.locator(".difference del")).to_have_text(["not", "collapse", "struck out"])
    expect(page.locator(".difference ins")).to_have_text(["collapsing", "underlined"])
    page.get_by_label("Said by").fill("Ahn Seo-rim")
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".warning")).to_have_text("The archive does not give it to Ahn Seo-rim.")
    assert view(page) == Address(CHANGED, view="check", speaker="Ahn Seo-rim")
    page.get_by_role("link", name="Open in article").click()
    expect(page.locator("#cited")).to_contain_text("The bridge is not in danger of collapse today")


@pytest.mark.parametrize("name", ["Markdown", "CSV", "BibTeX", "CSL-JSON"])
def test_what_is_selected_is_taken_away(open_page: Browsing, name: str, library: Library) -> None:
    page = open_page(str(Address(QUESTION)))
    expect(page.locator("#take")).to_be_hidden()
    for select in page.get_by_label("Select").all()[:2]:
        select.check()  # the browser's own, which is seen in light and dark; Gradio's was white
        assert select.evaluate("node => getComputedStyle(node).appearance") == "auto"
    expect(page.locator("#taken")).to_have_text("2 selected")
    with page.expect_download() as download:
        page.get_by_role("link", name=name, exact=True).click()
    citations = read_citations(Path(download.value.path()).read_text("utf-8"))
    places = [it.article.id for it in library.ask(QUESTION).passages[:2]]
    assert [citation.article.id for citation in citations] == places
    assert [found.fate for found in library.verify(citations)] == ["same", "same"]


def test_files_are_added_each_with_a_report(open_page: Browsing) -> None:
    page = open_page("?view=archive")
    bomb = gzip.compress(b"A line. " * 20_000_000, 9)
    files: list[FilePayload] = [
        _file("walrus.txt", "The walrus of Northbank was seen again on Monday, on the quay."),
        {"name": "setup.exe.txt", "mimeType": "text/plain", "buffer": b"MZ\x90\0" * 5_000},
        {"name": "bomb.txt.gz", "mimeType": "application/gzip", "buffer": bomb},
        _file("<img src=x onerror=alert(1)>.doc", "Nothing."),
    ]
    with page.expect_file_chooser() as chooser:
        page.get_by_text("choose files").click()
    chooser.value.set_files(files)
    expect(page.locator("#added")).to_have_text("4 of 4 done")
    reports = page.locator("#reports li")
    expect(reports.nth(0)).to_have_text("walrus.txt 1 added")
    expect(reports.nth(1)).to_contain_text("setup.exe.txt nothing addedIt is a program")
    expect(reports.nth(2)).to_contain_text("bomb.txt.gz nothing added")
    expect(reports.nth(3)).to_contain_text("<img src=x onerror=alert(1)>.doc nothing added")
    expect(page.locator("#results h2")).to_have_text("49 articles from 8 outlets")
    page.goto(f"{open_page.address}/?q=walrus+of+Northbank")
    arrived(page)
    page.get_by_role("link", name="Open in article").first.click()
    page.get_by_text("How this is known").click()
    expect(page.locator(".facts")).to_contain_text("walrus.txt, dropped on the page")
    page.get_by_role("button", name="Remove from the library…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("out of the library")
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Remove from the library…").click()
    dialog.get_by_role("button", name="Remove from the library").click()
    expect(page.locator("#article")).to_be_hidden()
    expect(page.locator("#news")).to_contain_text("is no longer in the library")
    page.goto(f"{open_page.address}/?view=archive")
    expect(page.locator("#results h2")).to_have_text("48 articles from 8 outlets")


def test_a_folder_is_dropped(open_page: Browsing, library: Library, tmp_path: Path) -> None:
    for name in ("b/c/stork.txt", "a.txt", "b/.hidden.txt", "heron.txt"):
        (tmp_path / "birds" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "birds" / name).write_text(f"What is told of {name} is new.")
    page = open_page("?q=bridge")  # from where the archive is gone to
    place = box(page, "#ask-q")
    _drop(page, place, tmp_path / "birds", tmp_path / "birds" / "a.txt")
    assert view(page) == Address(view="archive")
    expect(page.locator("#added")).to_have_text("4 of 4 done")
    names = ["a.txt", "stork.txt", "heron.txt", "a.txt"]
    expect(page.locator("#reports b")).to_have_text(names)
    told = ["1 added", "1 added", "1 added", "1 here already"]
    assert [it.inner_text() for it in page.locator("#reports li").all()] == [
        f"{name} {words}" for name, words in zip(names, told, strict=True)
    ]
    for source in library.articles():
        if library.article(source.id).text.startswith("What is told of"):
            library.remove(source.id)


def test_a_folder_that_gives_no_file_says_so(open_page: Browsing, tmp_path: Path) -> None:
    page = open_page("?view=archive")
    (tmp_path / "birds").mkdir()
    _drop(page, box(page, "section.drop"), tmp_path / "birds")
    reports = page.locator("#reports li")
    expect(reports).to_have_text("What was dropped has no file in it.")
    page.evaluate(
        "DataTransferItem.prototype.webkitGetAsEntry = () => ({ name: 'birds', isDirectory: true,"
        "createReader: () => ({ readEntries: (done, failed) => failed(new Error()) }) })"
    )
    _drop(page, box(page, "section.drop"), tmp_path / "birds")
    expect(reports).to_have_text("What was dropped cannot be read; nothing of it was added.")


def test_the_archive_leads_to_the_doors_for_programs(open_page: Browsing) -> None:
    page = open_page("?view=archive")
    page.get_by_text("Model and health").click()
    page.get_by_role("link", name="the HTTP interface, described").click()
    expect(page.get_by_role("heading", name="/api/ask")).to_be_visible()
    page.go_back()
    expect(page.locator(".health")).to_be_attached()


def test_fifty_files_dropped_at_once(open_page: Browsing, library: Library) -> None:
    page = open_page("?view=archive")
    data = page.evaluate_handle(
        """() => {
            const data = new DataTransfer();
            for (let at = 0; at < 50; at += 1)
                data.items.add(new File([`Boat number ${at} lay in the harbour.`], `${at}.txt`));
            return data;
        }"""
    )
    page.locator(".drop").dispatch_event("drop", {"dataTransfer": data})
    expect(page.locator("#added")).to_have_text("50 of 50 done", timeout=60_000)
    expect(page.locator("#reports .good")).to_have_count(50)
    added = [it.id for it in library.articles() if "Boat" in library.article(it.id).text[:5]]
    assert len(added) == 50
    library.remove(added)


def test_two_tabs_add_at_once(open_page: Browsing, library: Library) -> None:
    before = library.articles()
    tabs = [open_page("?view=archive"), open_page("?view=archive")]
    both = _file("both.txt", "The same whale was seen from both quays.")
    program: FilePayload = {
        "name": "setup.txt",
        "mimeType": "text/plain",
        "buffer": b"MZ\x90\0" * 9,
    }
    for name, tab in zip("ab", tabs, strict=True):
        own = [_file(f"{name}{at}.txt", f"Whale {name}{at} was seen.") for at in range(6)]
        tab.locator("#files").set_input_files([*own, both, program])
    for tab in tabs:
        expect(tab.locator("#added")).to_have_text("8 of 8 done", timeout=60_000)
        expect(tab.locator("#reports .good")).to_have_count(7)
        expect(tab.locator("#reports .bad")).to_contain_text(
            "setup.txt nothing addedIt is a program"
        )
    added = set(library.articles()) - set(before)
    assert len(added) == 13
    assert library.status(check=True).faults == ()
    library.remove([source.id for source in added])


def test_a_file_that_is_too_large_is_not_even_sent(open_page: Browsing) -> None:
    page = open_page("?view=archive")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(200e6)], "all.jsonl"));
            const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true });
            document.querySelector(".drop").dispatchEvent(drop);
        }"""
    )
    expect(page.locator("#reports li")).to_have_text(
        "all.jsonl is too large (200 MB); add it in a terminal with whosaid add."
    )
    assert not [url for url in sent if "/change/" in url]


def test_a_lost_connection_is_told(open_page: Browsing, library: Library) -> None:
    page = open_page("?view=archive")
    page.route("**/change/add*", lambda route: route.abort("connectionreset"))
    page.locator("#files").set_input_files([_file("lost.txt", "Nobody reads this.")])
    expect(page.locator("#reports li")).to_contain_text("lost, or the file cannot be read.")
    assert len(library.articles()) == 48
    page.close()
    open_page.faults.clear()  # the browser says so too


def test_speakers_are_taken_for_one_and_apart(open_page: Browsing, library: Library) -> None:
    page = open_page(str(AHN))
    page.get_by_text("Not one person, or also somebody else?").click()
    page.get_by_role("button", name="Take apart…").click()
    expect(page.get_by_role("dialog")).to_contain_text("Take “Ahn Seo-rim” apart")
    page.get_by_role("button", name="Take apart", exact=True).click()
    expect(page.locator("#news")).to_contain_text("are different speakers now")
    expect(page.locator(".spellings li")).to_have_count(1)
    page.get_by_text("Not one person, or also somebody else?").click()
    page.get_by_label("Also known here as").fill("Nobody Atall")
    page.get_by_role("button", name="Take for one…").click()
    page.get_by_role("button", name="Take for one", exact=True).click()
    expect(page.locator("#confirm-problem")).to_contain_text("Nobody Atall")
    page.get_by_role("button", name="Cancel").click()
    page.get_by_label("Also known here as").fill("Ahn Suh-rim")
    page.get_by_role("button", name="Take for one…").click()
    expect(page.get_by_role("dialog")).to_contain_text("“Ahn Seo-rim” and “Ahn Suh-rim” for one")
    page.get_by_role("button", name="Take for one", exact=True).click()
    expect(page.locator(".spellings li")).to_have_count(2)
    assert library.speaker("Ahn Suh-rim").speaker.name == "Ahn Seo-rim"
    open_page.faults = [it for it in open_page.faults if "404" not in it]  # Nobody Atall


def _drop(page: Page, place: FloatRect, *files: Path) -> None:
    """Drop files or folders on a place of the page."""
    drag = {"items": [], "files": [str(file) for file in files], "dragOperationsMask": 1}
    session = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        at = {"x": place["x"] + 20, "y": place["y"] + 20}
        session.send("Input.dispatchDragEvent", {"type": kind, "data": drag, **at})
