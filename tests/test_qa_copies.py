"""Copies: which articles print one text, passages that are folded, sources that are independent."""

import json
import shutil
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from conftest import WordEncoder, make_article

import whosaid
from corpus.dates import PartialDate
from qa.answer import Sources
from qa.copies.evidence import Texts, alike, newsroom, order
from qa.copies.independent import independent
from whosaid import Library

SAMPLES = Path("corpus/samples")
CASES = json.loads(Path("tests/cases/sample_copies.json").read_text("utf-8"))
SPRING = "Will the Lantern Bridge stay closed until spring, as the minister said on Sunday?"


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("samples") / "library"
    library = whosaid.open(folder, create=True, encoder=WordEncoder())
    library.add(SAMPLES)
    return library


def _ids(library: Library) -> dict[str, str]:
    """Ids by the names that the golden file has for articles."""
    articles = [library.article(source.id) for source in library.articles()]
    return {article.origin.partition("corpus/samples/")[2]: article.id for article in articles}


@pytest.mark.parametrize("case", CASES["copies"], ids=lambda case: case["note"][:30])
def test_the_printings_of_an_agency_text(samples: Library, case: dict[str, Any]) -> None:
    ids = _ids(samples)
    group = [ids[name] for name in case["articles"]]
    for id_ in group:
        found = samples.copies(id_)
        assert {copy.article.id for copy in found.copies} == set(group) - {id_}
        assert found.agency == case["origin"]
        assert found.first.id == group[0]
        for copy in found.copies:
            assert case["origin"] in copy.why
            text = samples.article(copy.article.id).text
            assert 0.7 * len(text) < copy.end - copy.start <= len(text)


@pytest.mark.parametrize("case", CASES["independent"], ids=lambda case: case["note"])
def test_reports_of_one_event_are_no_copies(samples: Library, case: dict[str, Any]) -> None:
    ids = _ids(samples)
    for one, other in combinations(case["articles"], 2):
        assert ids[other] not in {copy.article.id for copy in samples.copies(ids[one]).copies}


def test_no_other_pair_of_the_archive_is_one(samples: Library) -> None:
    found = {source.id: len(samples.copies(source.id).copies) for source in samples.articles()}
    assert sorted(count for count in found.values() if count) == [2, 2, 2, 3, 3, 3, 3]


def test_the_earliest_comes_first_and_says_why(samples: Library) -> None:
    id_ = _ids(samples)["marrowick-examiner/2025-09-14-port-ellan-bridge-shut-till-march.txt"]
    found = samples.copies(id_)
    assert [(copy.article.outlet, copy.why) for copy in found.copies] == [
        (
            "Corvane News Agency",
            "87% of the shorter text is in both, word for word; "
            "Corvane News Agency is the agency that is credited",
        ),
        (
            "The Corvane Herald",
            "73% of the shorter text is in both, word for word; both credit Corvane News Agency",
        ),
        (
            "The Tavra Courier",
            "81% of the shorter text is in both, word for word; both credit Corvane News Agency",
        ),
    ]
    assert found.reason is None


def test_an_article_without_copies_says_so(samples: Library) -> None:
    id_ = _ids(samples)["marrowick-examiner/the-man-with-the-punt.txt"]
    found = samples.copies(id_[:8])
    assert (found.copies, found.agency, found.first) == ((), None, found.article)
    assert found.reason == "No other article in this library prints this text."
    with pytest.raises(whosaid.ArticleNotFound):
        samples.copies("ffffffffffff")


def test_an_answer_has_different_things(samples: Library) -> None:
    answer = samples.ask(SPRING, n=5)
    for one, other in combinations(answer.passages, 2):
        for copy in one.copies:
            if copy.article.id == other.article.id:  # at most the sentence that passages share
                shared = min(copy.end, other.end) - max(copy.start, other.start)
                assert shared < (other.end - other.start) / 4
    with_copies = [passage for passage in answer.passages if len(passage.copies) == 3]
    assert with_copies, [passage.copies for passage in answer.passages]
    copies = with_copies[0].copies
    outlets = {copy.article.outlet for copy in copies} | {with_copies[0].article.outlet}
    assert len(outlets) == 4
    assert "the passage stands there, word for word" in copies[0].why
    assert answer.sources.independent < answer.sources.articles


def test_copies_outside_a_period_are_left_out_and_other_outlets_are_not(samples: Library) -> None:
    herald = samples.ask(SPRING, n=3, outlet="The Corvane Herald", until="2025-09-14")
    outlets = {copy.article.outlet for passage in herald.passages for copy in passage.copies}
    assert outlets == {"Corvane News Agency", "The Tavra Courier"}  # the Examiner names no year


def test_a_removed_copy_is_gone_and_an_older_library_catches_up(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        shutil.copy(
            SAMPLES / "ellan-gazette/2025-10-24-rennick-verdict.txt", tmp_path / f"{name}.txt"
        )
    with whosaid.open(tmp_path / "library", create=True, encoder=WordEncoder()) as library:
        library.add([tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt"])
        first, second, third = sorted(source.id for source in library.articles())
        assert [copy.article.id for copy in library.copies(first).copies] == [second, third]
        library.remove(second)
        assert [copy.article.id for copy in library.copies(first).copies] == [third]
        with library._memory.writing() as store:
            store._run("DELETE FROM band")
            store._run("DELETE FROM meta WHERE key = 'sketch'")
        assert [copy.article.id for copy in library.copies(first).copies] == [third]


# What counts as a copy, and as independent

STORY = (
    "The county council agreed on Monday to rebuild the old pier at Sandhaven, which a storm had "
    "damaged in March. The work will begin in autumn and last for two years, said the surveyor. "
    "Walkers will have to use the northern steps until then, and boats must keep to the channel. "
    "The council has set aside money from the sale of the old customs house for the repair. "
)
OWN = (
    "Shopkeepers on the front had complained for weeks about the fence and about lost trade. "
    "One of them said that a shorter detour would have helped. A meeting is planned for June. "
    "The regatta will be held on the river this year, as it was after the war. Tickets for it go "
    "on sale at the library, at the bakery in Mill Lane and on the quay itself from next week on. "
)
THIRD = " ".join(STORY.split()[:27]) + ". "  # 24 of its 65 four-word runs


@pytest.mark.parametrize(
    ("days", "agencies", "copy"),
    [
        (("2025-03-04", "2025-03-05"), ("Coast Wire", "Coast Wire"), True),
        (("2025-03-04", "2025-03-05"), (None, None), False),
        (("2025-03-04", "2025-06-05"), ("Coast Wire", "Coast Wire"), False),
        (("2025-03-04", None), ("Coast Wire", "Coast Wire"), False),
        (("2025-03-04", "2025-03-05"), ("Coast Wire", "Hill Wire"), False),
    ],
)
def test_a_credit_is_evidence(
    days: tuple[str, str | None], agencies: tuple[str | None, str | None], copy: bool
) -> None:
    one = make_article("one", STORY, days[0], agency=agencies[0])
    other = make_article("other", THIRD + OWN, days[1], agency=agencies[1])
    shared = alike(one, other, Texts())
    assert (shared is not None) is copy
    assert shared is None or 0.35 <= shared < 0.4


def test_what_is_one_source() -> None:
    texts = Texts()
    wire = make_article("wire", STORY, outlet="Coast Wire", agency="Coast Wire")
    print_ = make_article("print", STORY + THIRD, outlet="Gazette", agency="Coast Wire")
    copied = make_article("copied", STORY, outlet="Mirror")
    alone = make_article("alone", OWN, outlet="Examiner")
    again = make_article("again", "Nothing new.", outlet="The Examiner")
    unknown = make_article("unknown", "Who knows.")
    another = make_article("another", "Nobody tells who printed this, or the other.")
    assert newsroom(print_) == newsroom(wire) == "coast wire"
    assert independent([[wire], [print_]], texts) == Sources(2, 1)
    assert independent([[wire], [copied]], texts) == Sources(2, 1)
    assert independent([[wire, alone]], texts) == Sources(2, 1)
    assert independent([[wire, print_], [copied], [alone], [again]], texts) == Sources(5, 2)
    assert independent([[alone], [unknown]], texts) == Sources(2, 1, 1)
    assert independent([[unknown], [another]], texts) == Sources(2, 0, 2)
    assert independent([[unknown], [alone], [another]], texts) == Sources(3, 1, 2)
    assert independent([[unknown, alone], [another]], texts) == Sources(3, 1, 1)
    assert independent([], texts) == Sources(0, 0)


def test_the_order_of_printings() -> None:
    noon = make_article("noon", "x", "2025-03-04T12:00", outlet="Gazette", agency="Coast Wire")
    wire = make_article("wire", "x", "2025-03-04T13:00", outlet="Coast Wire", agency="Coast Wire")
    day = make_article("day", "x", "2025-03-04", outlet="Mirror")
    before = make_article("before", "x", "2025-03-03", outlet="Mirror")
    yearless = make_article("yearless", "x", "--03-01", outlet="Mirror")
    assert yearless.published == PartialDate(None, 3, 1)
    some = [yearless, day, noon, wire, before]
    assert sorted(some, key=order) == [before, wire, noon, day, yearless]
