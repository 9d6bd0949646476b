"""Family names that are spelled a little differently are found by keys, as by comparing all."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from corpus.identity.misspelled import asked_keys, keys
from corpus.identity.sighting import Sighting
from corpus.identity.sounds import folded, match
from index.memory import Memory
from index.people.families import Families
from index.truth.store import Store

FAMILIES = [
    "Lund", "Lundt", "Salman", "Salmon", "Salm?n", "Gaddafi", "Qadhafi", "Kadafi", "Roh", "No",
    "Koo", "Gu", "Vandersteen", "Vandresten", "Vandersten", "Đorđević", "Dordevic", "Castaneau",
    "Castanau", "Kastaneau", "Schwarzenbergersdorfermeyer", "Schwarzenbergersdorfermeier", "Ek",
]  # fmt: skip
ASKED = [
    *FAMILIES, "Salmón", "Salm??n", "S?lm?n", "?almon", "Qaddafi", "Goo", "Vandersteens", "Okafor",
    "Castneau", "Đor?ević", "?or?evic", "Lnud", "Schwarzenbergersdorfermayer", "Müller", "M?ller",
    "?",
]  # fmt: skip

WORDS = st.text("abdeghiklmnoruyzé?đ-", min_size=1, max_size=13)


@st.composite
def _word_and_like(draw: st.DrawFn) -> tuple[str, str]:
    """A word, and one that some letters make of it."""
    word = other = draw(WORDS)
    for _ in range(draw(st.integers(0, 3))):
        at, what = draw(st.integers(0, len(other))), draw(st.sampled_from("abeiouyh?é"))
        other = draw(
            st.sampled_from(
                [
                    other[:at] + what + other[at:],
                    other[:at] + other[at + 1 :],
                    other[:at] + what + other[at + 1 :],
                    other[:at] + other[at + 1 : at + 2] + other[at : at + 1] + other[at + 2 :],
                ]
            )
        )
    return word, other


@given(_word_and_like())
def test_words_that_match_share_a_key(words: tuple[str, str]) -> None:
    for one, other in (words, words[::-1]):
        asked = asked_keys(one)
        if match(one, folded(other)) is not None and asked is not None:
            assert asked & keys(folded(other))


@pytest.fixture
def named(memory: Memory) -> Store:
    """A store with people of all the families, each in an article."""
    store = memory.store
    with store.transaction():
        come: set[str] = set()
        for number, family in enumerate(FAMILIES):
            id_ = f"a{number}"
            store.put(Article(id_, "v", "x", id_), [], [])
            come |= store.speakers.put(id_, [Sighting(id_, f"Ilse {family}", "person")])
        store.speakers.refresh((), come)
    return store


def _compared(word: str, families: Iterable[str]) -> list[str]:
    """The families that a word matches, by comparing it with all."""
    return sorted({folded(name) for name in families if match(word, folded(name)) is not None})


def test_keys_find_what_comparing_all_finds(named: Store) -> None:
    found = {word: Families(named._sql).alike(word) for word in ASKED}
    assert found == {word: _compared(word, FAMILIES) for word in ASKED}
    assert found["Salmón"] == ["salm?n", "salman", "salmon"]
    assert found["?almon"] == ["salmon"]
    names = named.speakers.names_of(named.speakers.alike("Goo"))
    assert sorted(names.values()) == ["Ilse Gu", "Ilse Koo"]


def test_family_names_go_with_the_last_who_has_them(named: Store) -> None:
    with named.transaction():
        named.remove(f"a{FAMILIES.index('Salman')}")
        named.remove(f"a{FAMILIES.index('Ek')}")
    left = [name for name in FAMILIES if name not in ("Salman", "Ek")]
    assert Families(named._sql).alike("Salmn") == _compared("Salmn", left)
    rows = {name for (name,) in named._rows("SELECT name FROM family")}
    assert rows == set(map(folded, left))


def test_family_names_without_keys_are_compared_until_something_is_written(named: Store) -> None:
    expected = Families(named._sql).alike("Salm?n")
    named._sql.execute("DELETE FROM family")
    named._sql.execute("DELETE FROM meta WHERE key = 'families'")
    assert Families(named._sql).alike("Salm?n") == expected
    with named.transaction():
        named.speakers.refresh(())
    assert {name for (name,) in named._rows("SELECT name FROM family")} == set(
        map(folded, FAMILIES)
    )
    assert Families(named._sql).alike("Salm?n") == expected
