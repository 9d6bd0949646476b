"""Speakers: the list, one's file, merging and splitting."""

import pytest
from conftest import Add

from corpus.errors import SpeakerNotFound, UsageError
from index.people.known import KnownSpeaker
from qa.library import Library
from qa.quoting.speakers import Merged, RoleHeld, Spelling


def _names(found: list[KnownSpeaker]) -> list[tuple[str, int]]:
    return [(item.name, item.statements) for item in found]


def test_the_list_counts_statements(library: Library, add: Add) -> None:
    add("one", 'Mayor Ada Lund spoke. "It is dear," she said. "It is old," she said.')
    add(
        "two", 'Bo Ek, head of the port, said the pier was shut. "It is dear," said Mayor Ada Lund.'
    )
    assert _names(library.speakers()) == [("Ada Lund", 3), ("Bo Ek", 1)]


def test_of_the_list_the_first_are_given_and_those_of_a_name(library: Library, add: Add) -> None:
    add("one", '"It is dear," said Mayor Ada Lund. "It is old," said Bo Ek. "So it is," she said.')
    add("two", '"It is dear," said Bo Ek. "It is old," said Per Ekdal. "No," said Zoë Eklund.')
    every = library.speakers()
    assert len(every) == 4
    for n in (0, 1, 3, 9):
        assert library.speakers(n) == every[:n]
    assert library.speakers(named="EK") == [item for item in every if "ek" in item.name.lower()]
    for name in ("zoË", "zoe", "Zoë"):
        assert _names(library.speakers(1, named=name)) == [("Zoë Eklund", 1)]
    assert library.speaker_names(3) == [item.name for item in every[:3]]
    for kind in ("person", "organisation", "unknown"):
        assert library.speaker_names(9, kind) == [item.name for item in every if item.kind == kind]
    add("three", '"It is wet," said Ada Aak.')  # the last to come, and of one statement the first
    assert [item.name for item in library.speakers()[2:4]] == library.speaker_names(4)[2:4]
    for asked in (library.speakers, library.speaker_names):
        with pytest.raises(UsageError, match="-1 speakers cannot be given"):
            asked(-1)


@pytest.mark.parametrize(
    ("asked", "speakers"),
    [
        ("Lund Glass", ("Lund Glass Group Inc",)),
        ("lund glass", ("Lund Glass Group Inc",)),
        ("Orrin", ("Orrin Plc", "Ada Orrin")),  # the company, and somebody of that surname
        ("Tarn", ("Tarn Motor Corp",)),  # nothing else begins so
    ],
)
def test_a_company_is_asked_for_without_inc(
    library: Library, add: Add, asked: str, speakers: tuple[str, ...]
) -> None:
    add("one", "Lund Glass Group Inc said on Monday that the pier will hold.")
    add("two", "Orrin Plc said on Monday that the pier will hold.")
    add("three", '"The pier will hold," said Mayor Ada Orrin.')
    add("four", "Tarn Motor Corp said on Monday that the pier will hold. Tarn said it is new.")
    add("five", "Lund Bank said on Monday that the pier will hold.")
    found = library.quotes(asked)
    assert sorted(found.speakers) == sorted(speakers)
    with pytest.raises(SpeakerNotFound):
        library.quotes("Lund")
    answer = library.ask(f"What did {asked} say about the pier?")
    assert [item.value for item in answer.understood] == (
        [" or ".join(found.speakers)] * bool(speakers)
    )


@pytest.mark.parametrize(("asked", "speakers"), [("France", ("Bo France",)), ("the Swiss", ())])
def test_a_country_is_no_company_of_its_name(
    library: Library, add: Add, asked: str, speakers: tuple[str, ...]
) -> None:
    add("one", "Air France said on Monday that the pier will hold.")
    add("two", "Swiss National Bank said on Monday that the pier will hold.")
    add("three", '"The pier will hold," said Mayor Bo France.')
    answer = library.ask(f"What did {asked} say about the pier?")
    assert tuple(item.value for item in answer.understood) == speakers
    assert library.quotes("Swiss National Bank").speakers == ("Swiss National Bank",)


def test_a_beginning_of_a_name_is_that_body_only_where_it_is_called_so(
    library: Library, add: Add
) -> None:
    add("one", "Quill Bank said on Monday that the pier will hold. The firm is new.")
    add("two", "Sand Bank said on Monday that the pier will hold. Sand shares fell.")
    add("three", "Sand Union said on Monday that the pier will hold. Sand said so again.")
    for name in ("Quill", "Sand"):  # nobody says Quill; Sand may be either
        with pytest.raises(SpeakerNotFound):
            library.quotes(name)


def test_what_goes_by_no_name_may_be_several(library: Library, add: Add) -> None:
    note = "“harbour board” is no proper name: the 2 articles that have it may mean different ones."
    add("one", "The pier will hold, the harbour board said on Monday.")
    assert library.quotes("harbour board").notes == ()
    add("two", "The pier will not hold, the harbour board said on Tuesday.")
    assert library.quotes("harbour board").notes == (note,)
    assert note in library.ask("What did the harbour board say about the pier?").notes
    assert note in library.check("The pier will hold", "harbour board").notes


def test_a_file_tells_spellings_roles_outlets_and_statements(library: Library, add: Add) -> None:
    spokesman, turned = "Harbour Ministry spokesman", "spokesman for the Ministry of Harbours"
    add("one", f'{spokesman} Ro Byung-ha spoke. "It is old," he said.', "2025-09-09")
    add("two", f'"It is dear," said Ro Byoung-ha, {turned}.', "2025-08-01", "Ellan Gazette")
    add("three", "Some say it is dear. Others said nothing. The pier was old, critics said.")
    file = library.speaker("Ro Byung-ha")
    assert (file.speaker.kind, file.speaker.articles) == ("person", 2)
    assert file.spellings == (Spelling("Ro Byoung-ha", 1), Spelling("Ro Byung-ha", 1))
    assert file.merged == (
        Merged(
            "Ro Byoung-ha",
            "Ro Byung-ha",
            "transliteration (Byoung-ha, Byung-ha); the same role (spokesman for the Ministry of "
            "Harbours, Harbour Ministry spokesman)",
        ),
    )
    assert file.roles == (
        RoleHeld(turned, 1, "2025-08-01", "2025-08-01"),
        RoleHeld(spokesman, 1, "2025-09-09", "2025-09-09"),
    )
    assert file.outlets == (("Ellan Gazette", 1), ("Quay Post", 1))
    assert [quote.text for quote in file.statements] == ['"It is dear,"', '"It is old,"']
    assert 0.0 < file.unknown_share < 1.0


def test_an_abbreviation_that_an_article_explains_is_one_with_the_name(
    library: Library, add: Add
) -> None:
    add(
        "one",
        "The Corvane Harbour Council (Cohaco) met. The council said it was dear.",
        "2025-09-09",
    )
    add("two", "Cohaco said it was old.", source="Ellan Gazette")
    add("three", "A Corvane Harbour Council report said it was late.")
    (speaker,) = library.speakers()
    assert (speaker.name, speaker.statements) == ("Corvane Harbour Council", 2)
    for name in ("Cohaco", "COHACO", "Corvane Harbour Council"):
        assert library.quotes(name).speakers == ("Corvane Harbour Council",)
    file = library.speaker("Cohaco")
    assert file.spellings == (Spelling("Cohaco", 2), Spelling("Corvane Harbour Council", 1))
    (merged,) = file.merged
    assert merged == Merged(
        "Cohaco",
        "Corvane Harbour Council",
        "an abbreviation (Cohaco); the one in brackets behind the other (Quay Post 2025-09-09); "
        "the same outlet (Quay Post)",
    )
    assert library.check("it was old", "Corvane Harbour Council").speaker_matches is True
    apart = [("Cohaco", 1), ("Corvane Harbour Council", 1)]
    assert _names(library.split_speaker("Cohaco")) == apart
    assert _names(library.speakers()) == apart


def test_one_abbreviation_of_two_names_is_of_each_where_it_is_explained(
    library: Library, add: Add
) -> None:
    add("one", "The Corvane Ports Authority (CPA) said it was dear.")
    add("two", "The CPA (Corvane Pilots’ Association) said it was old.")
    add("three", "The CPA said it was late.")
    assert _names(library.speakers()) == [
        ("CPA", 1),
        ("Corvane Pilots’ Association", 1),
        ("Corvane Ports Authority", 1),
    ]


def test_a_story_that_made_two_names_one_is_told_in_printed_names(
    library: Library, add: Add
) -> None:
    met = "“It is old,” said Zoë Lindqvist-Moor, the mayor. “It leaks,” said Park Sol-ha."
    add("one", f"{met} “It is dear,” said Ro Byung-ha.", source="Ellan Gazette")
    add("two", f"{met} “It is late,” said Ro Byoung-ha.")
    (merged,) = library.speaker("Ro Byung-ha").merged
    assert merged.why == (
        "transliteration (Byoung-ha, Byung-ha); the same story (Park Sol-ha, Zoë Lindqvist-Moor)"
    )


def test_roles_that_differ_in_typography_are_one(library: Library, add: Add) -> None:
    add("one", "“It is old,” said Ro Byung-ha, the port’s spokesman.", "2025-08-01")
    add("two", "“It is dear,” said Ro Byung-ha, the port's spokesman.", "2025-09-09")
    add("three", "“It is late,” said Ro Byung-ha, the port's spokesman.", "2025-08-09")
    assert library.speaker("Ro Byung-ha").roles == (
        RoleHeld("the port's spokesman", 3, "2025-08-01", "2025-09-09"),
    )


def test_merging_and_splitting_survive_adding_again(library: Library, add: Add) -> None:
    texts = {
        "one": '"It is old," said Nora Vale, the harbour master.',
        "two": '"It is dear," said Nora Holm, a councillor.',
    }
    for name, text in texts.items():
        add(name, text)
    assert _names(library.merge_speakers("Nora Vale", "Nora Holm")) == [("Nora Vale", 2)]
    why = library.speaker("Nora Holm").merged
    assert [merged.why for merged in why] == ["the user has merged them"]
    library.remove([article.id for article in library.articles()])
    for name, text in texts.items():
        add(name, text)
    assert _names(library.speakers()) == [("Nora Vale", 2)]
    assert _names(library.split_speaker("Nora Vale")) == [("Nora Holm", 1), ("Nora Vale", 1)]
    library.remove([article.id for article in library.articles()])
    for name, text in texts.items():
        add(name, text)
    assert _names(library.speakers()) == [("Nora Holm", 1), ("Nora Vale", 1)]
    with pytest.raises(UsageError, match="named in one article only"):
        library.split_speaker("Nora Holm")


def test_two_bearers_of_one_name_can_be_merged_by_number(library: Library, add: Add) -> None:
    add("one", '"It rained," said Ivo Marr, a dairy farmer.')
    add("two", '"It is dear," said Finance Minister Ivo Marr.')
    first, second = library.speakers()
    assert (first.name, second.name) == ("Ivo Marr", "Ivo Marr")
    with pytest.raises(UsageError, match=r"'Ivo Marr' can be more than one here: Ivo Marr \(#"):
        library.speaker("Ivo Marr")
    assert library.quotes("Ivo Marr").total == 2
    assert library.speaker(f"#{first.id}").speaker == first
    merged = library.merge_speakers(f"#{first.id}", f"#{second.id}")
    assert _names(merged) == [("Ivo Marr", 2)]
    assert len(library.split_speaker("Ivo Marr")) == 2


def test_a_surname_alone_is_nobody_until_the_user_says_so(library: Library, add: Add) -> None:
    add("one", '"It is dear," said Nora Vale, the harbour master.')
    add("two", 'Mr. Vale was there. "It is old," Vale said.')
    assert _names(library.speakers()) == [("Nora Vale", 1), ("Vale", 1)]
    assert _names(library.merge_speakers("Vale", "Nora Vale")) == [("Nora Vale", 2)]
    assert len(library.split_speaker("Nora Vale")) == 2


def test_merging_takes_every_spelling_along(library: Library, add: Add) -> None:
    add("one", '"It is old," said Harbour Ministry spokesman Ro Byung-ha.')
    add("two", '"It is dear," said Ro Byoung-ha, spokesman for the Ministry of Harbours.')
    add("three", '"It leaks," said Nora Vale, the harbour master.')
    (ro,) = [name for name, said in _names(library.speakers()) if said == 2]
    assert _names(library.merge_speakers("Nora Vale", ro)) == [(ro, 3)]
    assert {it.name for it in library.speaker(ro).spellings} == {
        "Nora Vale",
        "Ro Byoung-ha",
        "Ro Byung-ha",
    }
    add("four", '"It is late," said Ro Byoung-ha.')
    assert _names(library.speakers()) == [("Ro Byoung-ha", 4)]


def test_splitting_undoes_a_merging_first(library: Library, add: Add) -> None:
    add("one", '"It is old," said Harbour Ministry spokesman Ro Byung-ha.')
    add("two", '"It is dear," said Ro Byoung-ha, spokesman for the Ministry of Harbours.')
    add("three", '"It is late," said Nora Vale, the harbour master.')
    before = _names(library.speakers())
    assert [said for _, said in before] == [2, 1]
    assert [said for _, said in _names(library.merge_speakers("Nora Vale", "Ro Byung-ha"))] == [3]
    assert _names(library.split_speaker("Nora Vale")) == before
    assert _names(library.split_speaker("Ro Byung-ha")) == [("Ro Byoung-ha", 1), ("Ro Byung-ha", 1)]


def test_a_role_is_neither_merged_nor_split(library: Library, add: Add) -> None:
    add("one", '"It is old," said Works Minister Ivo Marr.')
    add("two", '"It leaks," said Nora Vale, the harbour master.')
    refused = (
        "'works minister' is a role, and only names are merged and split; who is called so here: "
        "'Ivo Marr'."
    )
    with pytest.raises(UsageError) as merging:
        library.merge_speakers("Nora Vale", "works minister")
    with pytest.raises(UsageError) as splitting:
        library.split_speaker("works minister")
    assert [str(merging.value), str(splitting.value)] == [refused, refused]
    assert _names(library.speakers()) == [("Ivo Marr", 1), ("Nora Vale", 1)]
    assert library.speaker("works minister").speaker.name == "Ivo Marr"


def test_who_is_not_known(library: Library, add: Add) -> None:
    add("one", '"It is old," said Nora Vale, the harbour master.')
    with pytest.raises(SpeakerNotFound, match=r"No speaker 'Nora Veil'.*nearest names: Nora Vale"):
        library.speaker("Nora Veil")
    with pytest.raises(SpeakerNotFound, match="No speaker 'Bo Ek'"):
        library.merge_speakers("Nora Vale", "Bo Ek")
    with pytest.raises(SpeakerNotFound, match="No speaker ''"):
        library.speaker("")
    with pytest.raises(UsageError, match="are one speaker here already"):
        library.merge_speakers("Nora Vale", "nora vale")
