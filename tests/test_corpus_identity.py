"""Who is one across articles: pairs of names with a note each, and what must hold of any set."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article
from corpus.dates import PartialDate
from corpus.identity.bearers import shown_name
from corpus.identity.likeness import form, likeness, may_be_one_organisation, search_keys
from corpus.identity.merging import Gathering, Ruling, gather
from corpus.identity.naming import sightings
from corpus.identity.offices import beginnings, holds, is_role, same_office
from corpus.identity.sighting import Printed, Sighting
from corpus.identity.sounds import distance, folded, match, same_syllables
from corpus.saying.statements import statements

CASES = json.loads((Path(__file__).parent / "cases" / "identity.json").read_text("utf-8"))


def _sighting(article: str, case: dict[str, Any], kind: Any = "person") -> Sighting:
    published = case.get("published")
    return Sighting(
        article,
        case["name"],
        kind,
        tuple(case.get("roles", ())),
        case.get("outlet"),
        PartialDate.fromisoformat(published) if published else None,
        frozenset(case.get("companions", ())),
    )


def _pair(case: dict[str, Any]) -> tuple[Sighting, Sighting]:
    kind = case.get("kind", "person")
    return _sighting("one", case["a"], kind), _sighting("two", case["b"], kind)


@pytest.mark.parametrize("case", CASES, ids=[case["note"] for case in CASES])
def test_pairs(case: dict[str, Any]) -> None:
    one, other = _pair(case)
    assert len(gather([one, other]).speakers) == (1 if case["same"] else 2)
    assert gather([one, other]) == gather([other, one])


@pytest.mark.parametrize("case", CASES, ids=[case["note"] for case in CASES])
def test_names_that_are_alike_share_a_search_key(case: dict[str, Any]) -> None:
    kind, one, other = case.get("kind", "person"), case["a"]["name"], case["b"]["name"]
    if likeness(one, other, kind) is not None and form(one) != form(other):
        assert search_keys(one, kind) & search_keys(other, kind)


@pytest.mark.parametrize(("name", "speakers"), [("sheriff's office", 2), ("Sheriff's Office", 1)])
def test_a_bodys_common_noun_is_no_body_with_a_name(name: str, speakers: int) -> None:
    story = frozenset({"ada lund", "bo ek", "ivo marr", "nora vale", "otto orrin"})
    seen = [
        Sighting("1", "Tavra Sheriff's Office", "organisation", (), "Post", None, story),
        Sighting("2", name, "organisation", (), "Post", None, story),
    ]
    assert len(gather(seen).speakers) == speakers


_WORDS = ["The", "Ellan", "Elan", "harbour", "Harbor", "Bank", "of", "&", "Ltd", "-", "EHB", "℡"]
_HOUSES = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5).map(" ".join)


@settings(max_examples=500)
@given(_HOUSES, _HOUSES)
def test_no_organisations_that_are_alike_are_told_apart_by_their_forms(
    one: str, other: str
) -> None:
    if likeness(one, other, "organisation") is not None and form(one) != form(other):
        assert may_be_one_organisation(form(one), form(other))


def test_there_are_enough_pairs_of_both_sorts() -> None:
    assert sum(case["same"] for case in CASES) >= 30
    assert sum(not case["same"] for case in CASES) >= 25


def _names(found: Gathering) -> list[tuple[str, int]]:
    return [(speaker.name, len(speaker.sightings)) for speaker in found.speakers]


def test_evidence_is_kept_and_said() -> None:
    role = ("Harbour Ministry spokesman",)
    found = gather(
        [
            Sighting("1", "Ro Byung-ha", "person", role, "Quay Post"),
            Sighting("2", "Ro Byoung-ha", "person", role, "Quay Post"),
            Sighting("3", "Ro Byung-ha", "person", role, "Ellan Gazette"),
        ]
    )
    assert _names(found) == [("Ro Byung-ha", 3)]
    (link,) = found.speakers[0].links
    assert (link.one, link.other) == ("Ro Byoung-ha", "Ro Byung-ha")
    assert str(link.evidence) == (
        "transliteration (Byoung-ha, Byung-ha); the same role (Harbour Ministry spokesman); "
        "the same outlet (Quay Post)"
    )


def test_a_name_that_could_be_either_belongs_to_neither() -> None:
    role = ("harbour engineer",)
    found = gather(
        [
            Sighting("1", "John Rowett", "person", role),
            Sighting("2", "James Rowett", "person", role),
            Sighting("3", "J. Rowett", "person", role),
        ]
    )
    assert _names(found) == [("J. Rowett", 1), ("James Rowett", 1), ("John Rowett", 1)]


def test_every_name_of_a_speaker_is_alike_to_every_other() -> None:
    story = frozenset({"ada lund", "bo ek"})
    found = gather(
        [
            Sighting("1", "John K. Rowett", "person", companions=story),
            Sighting("2", "John Rowett", "person", ("engineer",), companions=story),
            Sighting("3", "John B. Rowett", "person"),
        ]
    )
    assert _names(found) == [("John B. Rowett", 1), ("John Rowett", 2)]


def test_two_names_side_by_side_in_an_article_are_two_people() -> None:
    role = ("chairman of Tarrow Shipping",)
    father_and_son = [
        Sighting("1", "Bob Tarrow", "person", role),
        Sighting("1", "Robert Tarrow", "person", role),
    ]
    assert _names(gather(father_and_son)) == [("Bob Tarrow", 1), ("Robert Tarrow", 1)]
    two_spellings = [
        Sighting("1", "Ro Byung-ha", "person", role),
        Sighting("1", "Ro Byoung-ha", "person", role),
    ]
    assert _names(gather(two_spellings)) == [("Ro Byoung-ha", 2)]


def test_a_sighting_without_a_role_goes_to_the_bearer_whose_story_it_shares() -> None:
    match_, budget = frozenset({"ada lund", "bo ek"}), frozenset({"tova rhys", "sol marr"})
    found = gather(
        [
            Sighting("1", "Theo Vanter", "person", ("goalkeeper",), companions=match_),
            Sighting("2", "Theo Vanter", "person", ("finance minister",), companions=budget),
            Sighting("3", "Theo Vanter", "person", companions=budget),
            Sighting("4", "Theo Vanter", "person"),
        ]
    )
    articles = sorted([item.article for item in speaker.sightings] for speaker in found.speakers)
    assert articles == [["1"], ["2", "3"], ["4"]]


def test_a_single_word_is_a_surname_where_people_have_it() -> None:
    alone = [Sighting(str(n), "Lund", "unknown") for n in range(2)]
    assert _names(gather(alone)) == [("Lund", 2)]
    people = [Sighting(str(n), f"{name} Lund", "person") for n, name in enumerate(("Ada", "Ivo"))]
    assert len(gather([*alone, *people]).speakers) == 4
    assert len(gather(alone, surnames={"lund": 2}).speakers) == 2


def test_rulings_stand_above_the_evidence() -> None:
    spokesman = ("Harbour Ministry spokesman",)
    seen = [
        Sighting("1", "Ro Byung-ha", "person", spokesman),
        Sighting("2", "Ro Byoung-ha", "person", spokesman),
        Sighting("3", "Pia Holt", "person"),
        Sighting("4", "Holt", "person"),
    ]
    split = Ruling("split", "ro byoungha", "ro byungha")
    merge = Ruling("merge", "holt", "pia holt")
    assert len(gather(seen).speakers) == 3
    assert len(gather(seen, [split]).speakers) == 4
    assert _names(gather(seen, [split, merge])) == [
        ("Pia Holt", 2),
        ("Ro Byoung-ha", 1),
        ("Ro Byung-ha", 1),
    ]
    again = Ruling("merge", split.one, split.other)
    assert len(gather(seen, [split, again]).speakers) == 3


def test_one_name_is_split_by_role_and_merged_again() -> None:
    seen = [
        Sighting("1", "Ivo Marr", "person", ("mayor of Lysmere",)),
        Sighting("2", "Ivo Marr", "person", ("Lysmere mayor",)),
        Sighting("3", "Ivo Marr", "person", ("bank manager",)),
        Sighting("4", "Ivo Marr", "person", ("goalkeeper",)),
    ]
    assert len(gather(seen).speakers) == 2
    assert len(gather(seen, [Ruling("split", "ivo marr", "ivo marr")]).speakers) == 3
    assert len(gather(seen, [Ruling("merge", "ivo marr", "ivo marr")]).speakers) == 1


GIVEN = ["Ada", "Adah", "A.", "Byung-ha", "Byoung-ha", "Salvad?r", "Salvadór", "Bob", "Robert"]
FAMILY = ["Lund", "Ro", "Quintel", "Lund-Moor", "Lundt"]
ROLES = ["goalkeeper", "harbour spokesman", "spokesman for the harbour", "mayor"]


@st.composite
def _seen(draw: st.DrawFn) -> Sighting:
    name = f"{draw(st.sampled_from(GIVEN))} {draw(st.sampled_from(FAMILY))}"
    return Sighting(
        str(draw(st.integers(0, 6))),
        name,
        draw(st.sampled_from(["person", "unknown"])),
        tuple(draw(st.lists(st.sampled_from(ROLES), max_size=1))),
        companions=frozenset(draw(st.sets(st.sampled_from(["ada lund", "bo ek", "tova rhys"])))),
    )


@settings(deadline=None)
@given(st.lists(_seen(), max_size=12, unique_by=lambda s: (s.article, form(s.name))), st.randoms())
def test_the_order_does_not_matter(seen: list[Sighting], chance: random.Random) -> None:
    found = gather(seen)
    shuffled = list(seen)
    chance.shuffle(shuffled)
    assert gather(shuffled) == found
    assert sorted(str(item) for speaker in found.speakers for item in speaker.sightings) == sorted(
        map(str, seen)
    )


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Salmón", "Salmon", "same"),
        ("Byung", "Byoung", "sound"),
        ("Koo", "Gu", "sound"),
        ("Kowalczyk", "Kovalczyk", "sound"),
        ("Salm?n", "Salmón", "damaged"),
        ("Sa?m?n", "Salmón", "lost"),
        ("Lund", "Lunt", None),
    ],
)
def test_words(a: str, b: str, expected: str | None) -> None:
    assert match(a, b) == expected
    assert match(b, a) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Hyun-woo", "Hyeon-u", "sound"),
        ("Suk-ho", "Sook-ho", "sound"),
        ("Seok-ho", "Sook-ho", None),
        ("Min-ho", "Min-ha", None),
        ("Jinping", "Jinping", "same"),
    ],
)
def test_syllables(a: str, b: str, expected: str | None) -> None:
    assert same_syllables(a, b) == expected


@settings(deadline=None)
@given(st.text("abn", max_size=6), st.text("abn", max_size=6))
def test_distance_is_that_of_the_definition(a: str, b: str) -> None:
    assert distance(a, b, 9) == _reference(a, b)
    assert distance(a, b, 9) == distance(b, a, 9)


def _reference(a: str, b: str) -> int:
    """Optimal string alignment by its recursive definition."""
    if not a or not b:
        return len(a) + len(b)
    best = min(
        _reference(a[:-1], b) + 1,
        _reference(a, b[:-1]) + 1,
        _reference(a[:-1], b[:-1]) + (a[-1] != b[-1]),
    )
    if len(a) > 1 and len(b) > 1 and a[-1] == b[-2] and a[-2] == b[-1]:
        best = min(best, _reference(a[:-2], b[:-2]) + 1)
    return best


def test_folding_and_offices() -> None:
    assert folded("Ørsted-Vår") == "orstedvar"
    assert same_office(["chief executive of Morvel"], ["chief executive of Kesterlin"]) == (0, "")
    assert (
        same_office(["the Harbour Ministry’s spokeswoman"], ["harbor ministry spokesman"])[0] == 2
    )


def test_the_shown_spelling_is_that_of_most_articles_then_of_most_statements() -> None:
    both = (Printed("Ro Byoung-ha", 2), Printed("Ro Byung-ha", 1))
    one = Sighting("1", "Ro Byoung-ha", "person", printed=both)
    other = Sighting("2", "Ro Byung-ha", "person")
    assert shown_name([one]) == "Ro Byoung-ha"
    assert shown_name([one, other]) == "Ro Byung-ha"
    assert shown_name([one, other], "ro byoungha") == "Ro Byoung-ha"


def test_an_article_tells_under_which_spelling_it_gives_statements() -> None:
    text = (
        "Kim Byoung-ha speaks at the quay. “It will hold,” Kim Byung-ha said. Kim said it was old."
    )
    article = Article("a1", "v1", text, "a.txt")
    (found,) = sightings(article, statements(text))
    assert found.name == "Kim Byoung-ha"
    assert found.printed == (Printed("Kim Byoung-ha", 0), Printed("Kim Byung-ha", 1))


@pytest.mark.parametrize(
    ("printed", "asked", "holding"),
    [
        ("Greek Prime Minister", "the prime minister of Greece", True),
        ("Greece's new prime minister", "Greek prime minister", True),
        ("U.S. President", "president of the United States", True),
        ("United States president", "American president", True),
        ("British Prime Minister", "the UK's prime minister", True),
        ("Saudi foreign minister", "Saudi Arabia's foreign minister", True),
        ("U.S. President", "president of the USA", True),
        ("the president of the United States of America", "American president", True),
        ("president of USA Gymnastics", "president of the USA", False),
        ("Czech President", "president of the Czech Republic", True),
        ("British prime minister", "prime minister of Great Britain", True),
        ("UAE Oil Minister", "oil minister of the United Arab Emirates", True),
        ("Greece's 40th prime minister", "Greek prime minister", True),
        ("the United States ambassador to Greece", "ambassador to Greece", True),
        ("the United States ambassador to Greece", "US ambassador to Greece", True),
        ("U.S. ambassador to the U.N.", "US ambassador to the UN", True),
        ("Russian ambassador", "US ambassador to Russia", False),
        ("Defence Secretary", "secretary of defense", True),
        ("Ellan's chief", "the head", True),
        ("North Korean leader", "leader of South Korea", False),
        ("president of Air France", "France's president", False),  # a company there
        ("German economy minister", "Germany's finance minister", False),
        ("Greek deputy prime minister", "prime minister of Greece", False),
        ("Mayor of York", "mayor of New York", False),
        ("New York City Mayor", "mayor of New York", True),
        ("New Zealand's new prime minister", "prime minister of New Zealand", True),
        ("the fund's chief economist", "head of the fund", False),
        ("chief of the fund", "head of the fund", True),
        ("Bank of Ellan Governor", "governor of the Bank of Ellan", True),
        ("Bank of Ellan deputy governor", "Bank of Ellan governor", False),
        ("West Virginia Gov.", "governor of Virginia", False),
        ("West Virginia Gov.", "governor of west virginia", True),
        ("Sen. (R-West Virginia)", "senator from Virginia", False),
        ("Sen. (R-New York)", "New York senator", True),
        ("Rep. (D-Texas)", "senator from Texas", False),
        ("Sen. (D-Georgia)", "senator from Georgia", True),  # a country, too
        ("Rep. (D-Texas)", "the Texas congresswoman", True),
        ("South African President", "president of South Africa", True),
        ("South African Airways president", "president of South Africa", False),
    ],
)
def test_an_office_is_one_by_the_country_or_its_adjective(
    printed: str, asked: str, holding: bool
) -> None:
    assert holds(printed, asked) is holding
    begins = beginnings(asked)
    assert not holding or any(letters in printed.lower() for letters in begins)


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("secretary-general", True),
        ("secretary of state", True),
        ("Bank of Ellan governor", True),
        ("general motors", False),
    ],
)
def test_the_last_word_before_a_preposition_makes_a_role(words: str, is_one: bool) -> None:
    assert is_role(words) is is_one


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ("Michael Jordan", "Michael B. Jordan", False),  # two people of one outlet's news
        ("Michael Elst", "Michael B. Elst", True),
        ("Cameron Elst", "Elst Cameron", False),
        ("King Elst", "Elst King", False),
    ],
)
def test_an_outlet_alone_joins_no_names_that_many_bear(one: str, other: str, joined: bool) -> None:
    found = gather(
        [Sighting(str(at), name, "person", outlet="Post") for at, name in enumerate((one, other))]
    )
    assert (len(found.speakers) == 1) is joined


def test_a_title_besides_the_outlet_joins_them() -> None:
    names = ("Sarah Sanders", "Sarah Huckabee Sanders")
    found = gather([Sighting(name, name, "person", ("governor",), "Post") for name in names])
    assert len(found.speakers) == 1


def test_a_middle_initial_is_shown_where_most_print_it() -> None:
    printed = ["Ro B. Elst", "Ro B. Elst", "Ro Elst"]
    assert shown_name([Sighting(str(at), name) for at, name in enumerate(printed)]) == "Ro B. Elst"
    assert shown_name([Sighting(str(at), name) for at, name in enumerate(printed[1:])]) == "Ro Elst"
