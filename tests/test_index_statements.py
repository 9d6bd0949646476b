"""Statements and speakers on disk: kept with their article, gone with it, one across articles."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import WordEncoder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.article import Article
from corpus.dates import PartialDate
from corpus.identity.likeness import form
from corpus.identity.merging import Ruling, gather
from corpus.identity.sighting import COMPARED, Printed, Sighting
from corpus.saying.statement import Statement
from corpus.spans import Span
from index.adding.add import add_files
from index.memory import Memory
from index.people.alike import AlikeNames
from index.records import Filter
from index.records import Settings as LibrarySettings
from index.truth.store import Store

Write = Callable[..., Path]

BRIDGE = (
    'The pier is shut. "We closed it at noon," said Ada Lund, spokeswoman for the Harbour Office. '
    '"Nobody was hurt," she told the Quay Post.\n\n'
    "Ro Byung-ha, head of the Harbour Institute, said the girder had cracked.\n"
)
BUDGET = (
    'Mayor Ivo Marr spoke. "It is dear," he said.\n\n'
    "Ro Byoung-ha, Harbour Institute head, said the girder was old.\n"
)


@pytest.fixture
def add(memory: Memory, encoder: WordEncoder, tmp_path: Path) -> Write:
    """Add articles from one JSON Lines file, by name and text; the file."""
    path = tmp_path / "articles.jsonl"

    def write(**texts: str) -> Path:
        records = [
            {"id": name, "title": name, "text": text, "source": "Quay Post", "date": "2025-09-09"}
            for name, text in texts.items()
        ]
        path.write_text("".join(json.dumps(record) + "\n" for record in records))
        report = add_files(memory, encoder, [path])
        assert report.unread == ()
        return path

    return write


def _said(memory: Memory, article: Article) -> list[tuple[str, str | None, str]]:
    return [
        (kept.statement.kind, kept.statement.speaker, kept.statement.content[0].of(article.text))
        for kept in memory.store.statements.of(article.id)
    ]


def _articles(memory: Memory) -> dict[str | None, Article]:
    store = memory.store
    return {title: store.article(id_) for id_, title, *_ in store.heads()}


def test_statements_are_kept_with_their_article(memory: Memory, add: Write) -> None:
    add(bridge=BRIDGE)
    assert _said(memory, _articles(memory)["bridge"]) == [
        ("direct", "Ada Lund", '"We closed it at noon,"'),
        ("direct", "Ada Lund", '"Nobody was hurt,"'),
        ("indirect", "Ro Byung-ha", "the girder had cracked"),
    ]


def test_one_speaker_across_articles_and_apart_again_when_one_goes(
    memory: Memory, add: Write
) -> None:
    add(bridge=BRIDGE, budget=BUDGET)
    speakers = memory.store.speakers
    assert speakers.with_form("Ro Byung-ha") == speakers.with_form("Ro Byoung-ha")
    (id_,) = speakers.with_form("Ro Byung-ha")
    assert {item.name for item in speakers.sightings(id_)} == {"Ro Byung-ha", "Ro Byoung-ha"}
    with memory.writing() as store:
        store.remove(_articles(memory)["bridge"].id)
    assert speakers.with_form("Ro Byung-ha") == []
    assert speakers.with_form("Ada Lund") == []
    assert [item.name for item in speakers.sightings(*speakers.with_form("Ro Byoung-ha"))] == [
        "Ro Byoung-ha"
    ]
    assert memory.store._rows("SELECT form FROM name_key WHERE form = 'ada lund'") == []
    assert memory.store._one("SELECT count(*) FROM statement") == 2


def test_an_update_replaces_statements_and_names(memory: Memory, add: Write) -> None:
    add(bridge=BRIDGE)
    add(bridge=BRIDGE.replace("Ada Lund", "Tova Rhys"))
    speakers = memory.store.speakers
    assert speakers.with_form("Ada Lund") == []
    assert [item.name for item in memory.store.known.all()] == ["Tova Rhys", "Ro Byung-ha"]
    assert memory.store._one("SELECT count(*) FROM statement") == 3


def test_nothing_is_kept_of_a_batch_that_fails(
    memory: Memory, add: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(bridge=BRIDGE)

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("index.people.speakers.Speakers.refresh", fail)
    with pytest.raises(OSError, match="disk is full"):
        add(budget=BUDGET)
    monkeypatch.undo()
    assert list(_articles(memory)) == ["bridge"]
    assert memory.store.speakers.with_form("Ivo Marr") == []
    add(budget=BUDGET)
    assert len(memory.store.speakers.with_form("Ivo Marr")) == 1


def test_rulings_outlive_the_articles(memory: Memory, add: Write) -> None:
    add(bridge=BRIDGE, budget=BUDGET)
    with memory.writing() as store:
        store.speakers.rule([Ruling("split", "ro byungha", "ro byoungha")])
    assert memory.store.speakers.rulings() == [Ruling("split", "ro byoungha", "ro byungha")]
    with memory.writing() as store:
        for id_, *_ in list(store.heads()):
            store.remove(id_)
    assert memory.store.known.all() == []
    add(bridge=BRIDGE, budget=BUDGET)
    speakers = memory.store.speakers
    assert speakers.with_form("Ro Byung-ha") != speakers.with_form("Ro Byoung-ha")
    with memory.writing() as store:
        store.speakers.rule([Ruling("merge", "ro byoungha", "ro byungha")])
    assert speakers.with_form("Ro Byung-ha") == speakers.with_form("Ro Byoung-ha")


def test_counts_of_a_speaker(memory: Memory, add: Write) -> None:
    add(bridge=BRIDGE, budget=BUDGET)
    known = {item.name: item for item in memory.store.known.all()}
    lund = known["Ada Lund"]
    assert (lund.kind, lund.statements, lund.articles, lund.outlets) == ("person", 2, 1, 1)
    assert (lund.first, lund.last) == ("2025-09-09", "2025-09-09")
    ro = known["Ro Byoung-ha"]
    assert (ro.statements, ro.articles, ro.spellings) == (2, 2, 2)


def test_statements_by_speaker_by_filter_and_by_passage(memory: Memory, add: Write) -> None:
    add(bridge=BRIDGE, budget=BUDGET)
    store = memory.store
    ids = store.speakers.with_form("Ada Lund")
    kept = store.statements.by(ids, *store.filters.condition(Filter(outlet="quay post")))
    assert [item.statement.content[0] for item in kept] == [Span(18, 41), Span(93, 111)]
    assert store.statements.by(ids, *store.filters.condition(Filter(outlet="Herald"))) == []
    passages = store.statements.passages(kept)
    assert {item.id for item in kept} <= {
        item.id for item in store.statements.around(passages.tolist())
    }
    assert store.statements.around([]) == []


def test_a_statement_comes_back_as_it_was(tmp_path: Path, settings: LibrarySettings) -> None:
    store = Store.create(tmp_path / "library.db", settings)
    said = Statement(
        "mixed",
        (Span(4, 9), Span(12, 15)),
        (Span(0, 3),),
        (Span(20, 24),),
        None,
        "a ministry official",
        ("told the Quay Post", "on condition of anonymity"),
        True,
        2,
    )
    with store.transaction():
        store.put(Article("a1", "v1", "x" * 40, "a.txt"), [], [])
        store.statements.put("a1", [said])
    (kept,) = store.statements.of("a1")
    assert (kept.article, kept.statement, kept.speaker) == ("a1", said, None)
    assert store.statements.told("a1") == [(said.kind, said.content, None, said.role)]
    assert store.statements.shares() == (1, 1, 1)
    store.close()


NAMES = [
    ("Ada Lund", "person"),
    ("Adah Lund", "person"),
    ("A. Lund", "person"),
    ("Ro Byung-ha", "person"),
    ("Ro Byoung-ha", "unknown"),
    ("Lund", "unknown"),
    ("LUND", "organisation"),
    ("Lund Office", "organisation"),
    ("Harbour Lund", "unknown"),
    ("Harbour Lund Office", "organisation"),
    ("HLO", "organisation"),
    ("Ministry of Tides", "organisation"),
]


ROLES: list[tuple[str, ...]] = [
    (),
    ("mayor of Lysmere",),
    ("Lysmere mayor", "harbour engineer"),
    ("goalkeeper",),
]
FULL = ["Harbour Lund Office", "Ministry of Tides", "Tides Ministry", "Hill and Lake Order"]


def _explanations(name: str) -> list[tuple[Printed, ...]]:
    """How an article may print a name: with, of an abbreviation, what it is short for."""
    if not name.isupper():
        return [()]
    return [(), *((Printed(name, 0), Printed(full, 0)) for full in FULL)]


@st.composite
def _articles_of_names(draw: st.DrawFn) -> dict[str, list[Sighting]]:
    articles = {}
    for number in range(draw(st.integers(1, 8))):
        names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
        forms = {form(name): (name, kind) for name, kind in names}
        outlet, day = draw(st.sampled_from(["Quay Post", "Herald"])), draw(st.integers(1, 28))
        articles[f"a{number}"] = [
            Sighting(
                f"a{number}",
                name,
                kind,  # type: ignore[arg-type]
                draw(st.sampled_from(ROLES)),
                outlet,
                PartialDate(2025, 9, day),
                frozenset(other for other in forms if " " in other and other != key),
                draw(st.sampled_from(_explanations(name))),
            )
            for key, (name, kind) in forms.items()
        ]
    return articles


@settings(
    max_examples=80,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    _articles_of_names(),
    st.integers(1, 4),
    st.sets(st.integers(0, 7)),
    st.sampled_from([2, COMPARED]),
    st.booleans(),
)
def test_speakers_are_the_same_whether_they_come_at_once_or_one_by_one(
    tmp_path_factory: pytest.TempPathFactory,
    articles: dict[str, list[Sighting]],
    batch: int,
    gone: set[int],
    compared: int,
    upgraded: bool,
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for room in ("corpus.identity.sighting", "index.people.settled"):
            patch.setattr(f"{room}.COMPARED", compared)
        _come_and_go(tmp_path_factory, articles, batch, gone, upgraded)


def _come_and_go(
    tmp_path_factory: pytest.TempPathFactory,
    articles: dict[str, list[Sighting]],
    batch: int,
    gone: set[int],
    upgraded: bool,
) -> None:
    """Put articles in batches and take some out; the speakers are right all the while.

    ``upgraded`` when it is not known at first between which names there is evidence, as after an
    upgrade of the tables.
    """
    store = Store.create(
        tmp_path_factory.mktemp("store") / "library.db", LibrarySettings("m", "f", 4, 40, 10)
    )
    ids = list(articles)
    for start in range(0, len(ids), batch):
        with store.transaction():
            if upgraded and 0 < start <= batch:
                store._sql.execute("DELETE FROM evidenced")
                store._sql.execute("INSERT INTO evidenced SELECT DISTINCT form, form FROM sighting")
            come: set[str] = set()
            for id_ in ids[start : start + batch]:
                outlet, published = articles[id_][0].outlet, articles[id_][0].published
                article = Article(id_, "v", "x", id_, outlet=outlet, published=published)
                store.put(article, [], [])
                come |= store.speakers.put(id_, articles[id_])
            store.speakers.refresh((), come)
    _is_gathered(store, articles)
    with store.transaction():
        for number in gone & set(range(len(ids))):
            store.remove(f"a{number}")
            del articles[f"a{number}"]
    _is_gathered(store, articles)
    store.close()


def _is_gathered(store: Store, articles: dict[str, list[Sighting]]) -> None:
    """The speakers in the store are those that gathering everything at once gives."""
    expected = gather(item for some in articles.values() for item in some).speakers
    kept = [id_ for (id_,) in store._rows("SELECT id FROM speaker")]
    found = [
        (known.name, known.kind, store.speakers.sightings(known.id))
        for known in store.known.of(kept)
    ]
    assert len(found) == len(kept)  # nobody who is named nowhere
    assert sorted(found, key=str) == sorted(
        ((item.name, item.kind, list(item.sightings)) for item in expected), key=str
    )


def test_a_name_whose_form_was_another_by_older_rules_is_still_somebodys(
    memory: Memory, add: Write
) -> None:
    add(bridge=BRIDGE)
    with memory.writing() as store:
        for table in ("sighting", "name_key"):
            store._run(f"UPDATE {table} SET form = 'harbour ada lund' WHERE form = 'ada lund'")
        store.speakers.refresh(["harbour ada lund"])
    (known,) = [item for item in memory.store.known.all() if item.name == "Ada Lund"]
    assert [item.name for item in memory.store.speakers.sightings(known.id)] == ["Ada Lund"]


def test_what_is_kept_as_alike_is_what_is_alike(memory: Memory, add: Write) -> None:
    add(bridge=BRIDGE, budget=BUDGET, pier='Ada Lund and A. Lund spoke. "It is," said Adah Lund.\n')
    _is_alike(memory.store)
    add(bridge=BRIDGE.replace("Ro Byung-ha", "Ro Byungha"))
    _is_alike(memory.store)
    with memory.writing() as store:
        store.remove(_articles(memory)["bridge"].id)
    rows = memory.store._rows("SELECT form, other FROM alike")
    there = {key for (key,) in memory.store._rows("SELECT DISTINCT form FROM sighting")}
    assert {key for pair in rows for key in pair} == there


def _is_alike(store: Store) -> None:
    """The pairs kept are those that looking among all names finds, and each form with itself."""
    names = AlikeNames(store._sql)
    forms = [key for (key,) in store._rows("SELECT DISTINCT form FROM sighting")]
    found = {
        key: names.alike_to(key, names._spellings(key), names.keys(key)) | {key} for key in forms
    }
    kept: dict[str, set[str]] = {}
    for key, other in store._rows("SELECT form, other FROM alike"):
        kept.setdefault(key, set()).add(other)
    assert kept == found
