"""Who said what: by speaker, by subject, under a filter, and when there is nothing."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import WordEncoder

from corpus.dates import PartialDate
from corpus.errors import SpeakerNotFound, UsageError
from qa.library import Library
from qa.opening import open_library
from qa.quoting.quote import Quote

ROOT = Path(__file__).parents[1]

ARTICLES = [
    {
        "title": "Bridge shut",
        "source": "Quay Post",
        "date": "2025-09-09",
        "text": (
            'It rained. "We closed it at noon," said Henrike Lund, spokeswoman for the Harbour '
            'Office. Cars turned back. "The girder is cracked," she told the Quay Post. '
            "Mayor Ivo Marr said the girder was old.\n"
        ),
    },
    {
        "title": "Ferries run",
        "source": "Ellan Gazette",
        "date": "2025-10-02",
        "text": (
            'The ferries are free. "We pay for the ferries," said Henrieke Lund, the Harbour '
            "Office's spokeswoman.\n\nA ministry official, who did not wish to be named, said the "
            "levee would hold.\n"
        ),
    },
]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(article) + "\n" for article in ARTICLES))
    encoder = WordEncoder()
    with open_library(tmp_path / "library", create=True, encoder=encoder) as opened:
        opened.add(path)
        yield opened


def _texts(quotes: tuple[Quote, ...]) -> list[str]:
    return [quote.text for quote in quotes]


def test_the_statements_of_a_speaker_newest_first(library: Library) -> None:
    found = library.quotes("Henrike Lund")
    assert (found.speakers, found.total, found.reason) == (("Henrieke Lund",), 3, None)
    assert _texts(found.quotes) == [
        '"We pay for the ferries,"',
        '"We closed it at noon,"',
        '"The girder is cracked,"',
    ]


def test_a_statement_says_how_it_is_known(library: Library) -> None:
    closed = library.quotes("Henrike Lund").quotes[1]
    assert closed.kind == "direct"
    assert (closed.cue, closed.speaker) == ("said", "Henrieke Lund")
    assert closed.name is not None
    assert closed.name.startswith("Henrike Lund")
    assert closed.role == "spokeswoman for the Harbour Office"
    assert (closed.before, closed.after) == ("It rained.", "Cars turned back.")
    assert (closed.article.outlet, closed.article.published) == (
        "Quay Post",
        PartialDate(2025, 9, 9),
    )
    article = library.article(closed.article.id)
    assert [span.of(article.text) for span in closed.content] == [closed.text]
    span = closed.content[0]
    assert closed.reference == f"{article.id}:{span.start}-{span.end}"
    assert closed.score is None
    assert not closed.second_hand
    told = library.quotes("Henrike Lund").quotes[2]
    assert told.name == "she"


def test_filters_and_how_many(library: Library) -> None:
    assert _texts(library.quotes("Lund", since="2025-10").quotes) == ['"We pay for the ferries,"']
    assert library.quotes("Lund", outlet="quay post", until="2025-09-09").total == 2
    first = library.quotes("Lund", n=1)
    assert (len(first.quotes), first.total) == (1, 3)
    nothing = library.quotes("Lund", outlet="quay post", since="2025-10")
    assert nothing.reason is not None
    assert "No article matches all of" in nothing.reason
    unknown = library.quotes("Lund", outlet="Herald")
    assert unknown.reason is not None
    assert "No article is from an outlet 'Herald'" in unknown.reason


def test_a_subject_ranks(library: Library) -> None:
    found = library.quotes(about="the cracked girder")
    assert found.quotes[0].text == '"The girder is cracked,"'
    assert found.quotes[0].score is not None
    mayor = library.quotes("Ivo Marr", about="the cracked girder")
    assert [(quote.text, quote.speaker) for quote in mayor.quotes] == [
        ("the girder was old", "Ivo Marr")
    ]


def test_what_a_subject_leaves_out_is_counted(library: Library) -> None:
    found = library.quotes("Lund", about="ferries")
    assert _texts(found.quotes) == ['"We pay for the ferries,"']
    assert found.left_out == 2
    assert found.notes == (
        "2 more statements by Henrieke Lund are not near enough to the subject to be shown; ask "
        "without it to see all.",
    )
    assert (library.quotes("Lund").left_out, library.quotes(about="ferries").left_out) == (0, 0)


def test_many_of_one_name_are_told_by_the_first_and_their_number(
    library: Library, tmp_path: Path
) -> None:
    for first in ("Ada", "Bo", "Cy", "Dot"):
        (tmp_path / f"{first}.txt").write_text(f'"The pier is safe," said {first} Ekholm. He left.')
        library.add(tmp_path / f"{first}.txt")
    found = library.quotes("Ekholm", about="zeppelins")
    assert found.reason == "No statement by Ada Ekholm or 3 others about 'zeppelins' was found."
    assert found.notes[-1] == (
        "4 more statements by Ada Ekholm or 3 others are not near enough to the subject to be "
        "shown; ask without it to see all."
    )


def test_statements_that_tell_no_day_are_counted_where_days_are_asked_for(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "undated.jsonl"
    text = 'The quay is wet. "It leaks," said Henrike Lund. "It stinks," she said.\n'
    path.write_text(json.dumps({"title": "Quay", "source": "Quay Post", "text": text}) + "\n")
    library.add(path)
    found = library.quotes("Henrike Lund", since="2025-10")
    assert (found.total, found.undated) == (1, 2)
    assert found.notes == ("2 statements by Henrike Lund are left out, as the date is not known.",)
    anybody = library.quotes(about="the quay", since="2025-10")
    assert anybody.notes == ("Articles whose date is not known do not count (1 of them).",)
    elsewhere = library.quotes("Henrike Lund", until="2025-10-03", outlet="Ellan Gazette")
    assert (elsewhere.total, elsewhere.undated, elsewhere.notes) == (1, 0, ())
    assert (library.quotes("Henrike Lund").total, library.quotes("Henrike Lund").undated) == (5, 0)
    asked = library.ask("Does the quay leak?", since="2025-10")
    assert asked.notes[0] == "Articles whose date is not known do not count (1 of them)."


@pytest.mark.parametrize("about", ["2,600", "2600 boats", "around 2,600 sailors"])
def test_statements_with_the_very_figure_come_first(tmp_path: Path, about: str) -> None:
    said = ["2,000 sailors of boats", "about 600 boats", "2 boats of 600 sailors", "2,600 left"]
    text = "".join(f'"They were {words}," said Mayor Ada Lund.\n\n' for words in said)
    path = tmp_path / "count.jsonl"
    path.write_text(json.dumps({"title": "Count", "source": "Quay Post", "text": text}) + "\n")
    with open_library(tmp_path / "library", create=True, encoder=WordEncoder()) as library:
        library.add(path)
        assert library.quotes(about=about).quotes[0].text == '"They were 2,600 left,"'


def test_who_said_it_may_be_nobody_by_name(library: Library) -> None:
    (levee, *_) = library.quotes(about="will the levee hold").quotes
    assert (levee.speaker, levee.anonymous) == (None, True)
    assert "levee would hold" in levee.text


def test_names_are_found_by_surname_and_spelling(library: Library) -> None:
    assert library.quotes("lund").speakers == ("Henrieke Lund",)
    assert library.quotes("Dr. Henrike LUND").speakers == ("Henrieke Lund",)
    with pytest.raises(SpeakerNotFound, match=r"No speaker 'Ivo Mahr'.* nearest names: Ivo Marr\."):
        library.quotes("Ivo Mahr")
    taken = library.quotes("Iwo Marr")
    assert taken.speakers == ("Ivo Marr",)
    assert taken.notes[0].startswith("Nobody is called “Iwo Marr” here; taken for Ivo Marr")


@pytest.mark.parametrize("name", ["Zzyzx Qwerty", ".*", "'; DROP TABLE speaker; --", "#99", "李"])
def test_unknown_speakers(library: Library, name: str) -> None:
    with pytest.raises(SpeakerNotFound, match=re.escape(f"No speaker {name!r} is known")):
        library.quotes(name)


def test_what_makes_no_sense(library: Library) -> None:
    with pytest.raises(UsageError, match="Neither a speaker nor a subject"):
        library.quotes()
    with pytest.raises(UsageError, match="Neither a speaker nor a subject"):
        library.quotes("  ", about=" ")
    with pytest.raises(UsageError, match="0 statements cannot be given"):
        library.quotes("Lund", n=0)
    with pytest.raises(UsageError, match="2,000 are read at most"):
        library.quotes(about="why " * 1000)


def test_an_empty_library_says_so(tmp_path: Path) -> None:
    with open_library(tmp_path / "library", create=True, encoder=WordEncoder()) as empty:
        assert empty.quotes(about="the girder").reason == (
            "The library is empty; add articles to it first."
        )
        assert empty.speakers() == []


def test_many_statements_are_searched_through_their_passages(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = library.quotes("Lund", about="the cracked girder")
    monkeypatch.setattr("qa.quoting.quotes.EMBEDDED", 2)
    fewer = library.quotes("Lund", about="the cracked girder")
    assert fewer.quotes[0] == whole.quotes[0]
    assert (whole.total, fewer.total) == (2, 1)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("samples") / "library"
    with open_library(folder, create=True, encoder=WordEncoder()) as opened:
        assert opened.add(ROOT / "corpus" / "samples").unread == ()
        yield opened


def test_two_spellings_and_three_titles_are_one_spokeswoman(samples: Library) -> None:
    file = samples.speaker("Ahn Suh-rim")
    assert file == samples.speaker("Ahn Seo-rim")
    assert file.speaker.name == "Ahn Seo-rim"
    assert [item.name for item in file.spellings] == ["Ahn Seo-rim", "Ahn Suh-rim"]
    roles = " ".join(role.role for role in file.roles)
    assert "spokeswoman" in roles
    assert "communications director" in roles
    outlets = {quote.article.outlet for quote in file.statements}
    assert {"The Ellan Gazette", "The Corvane Herald"} <= outlets


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Park Dae-yul", "Park Sol-ha"),
        ("Tobias Rennick", "Clara Rennick"),
        ("Okko Brandsma", "Wilhelmus Brandsma"),
    ],
)
def test_two_people_of_one_surname_stay_two(samples: Library, one: str, other: str) -> None:
    assert samples.quotes(one).speakers == (one,)
    assert samples.quotes(other).speakers == (other,)
    surname = one.rsplit(maxsplit=1)[-1] if "-" not in one else "Park"
    both = samples.quotes(surname)
    assert {one, other} <= set(both.speakers)
    assert both.notes[0].startswith(f"“{surname}” can be more than one here")


def test_damaged_letters_are_one_with_whole_ones(samples: Library) -> None:
    file = samples.speaker("Salvadór Quintelo")
    assert [item.name for item in file.spellings][:1] == ["Salvadór Quintelo"]
    assert "Salvad?r Quintelo" in [item.name for item in file.spellings]
    assert any("a damaged letter" in merged.why for merged in file.merged)


SEEDS = os.environ.get("WHOSAID_SEEDS")


@pytest.mark.skipif(SEEDS is None, reason="WHOSAID_SEEDS names no folder of the seed articles")
def test_spellings_in_the_seeds_are_merged(tmp_path: Path) -> None:
    with open_library(tmp_path / "library", create=True, encoder=WordEncoder()) as library:
        library.add(str(SEEDS))
        koo = library.speaker("Koo Byung-sam")
        assert {item.name for item in koo.spellings} == {"Koo Byung-sam", "Koo Byoung-sam"}
        assert koo.speaker.articles == 2
        kim = library.speaker("Kim Yung-ho")
        assert {item.name for item in kim.spellings} == {"Kim Yung-ho", "Kim Young-ho"}
        salmon = library.speaker("Elizabeth Salmón")
        assert salmon.speaker.articles == 2
        assert salmon == library.speaker("Salmón")


@pytest.mark.parametrize(
    ("role", "names", "note"),
    [
        (
            "transport minister",
            ("Émile Castaneau",),
            "“transport minister” is taken for Émile Castaneau (“Transport Minister”, 2025-09-09 "
            "to 2025-10-31).",
        ),
        (
            "the mayor",
            ("Adaeze Lindqvist-Moor", "Dunstan O'Brannigh"),
            "“mayor” can be more than one here: Adaeze Lindqvist-Moor (“Port Ellan's mayor”, "
            "2025-09-09 to 2025-10-08), Dunstan O'Brannigh (“Mayor”, 2025-09-26).",
        ),
        (
            "prime minister",
            ("Halvard Iwu-Stenberg",),
            "“prime minister” is taken for Halvard Iwu-Stenberg (“Prime Minister”, 2025-09-30).",
        ),
    ],
)
def test_a_role_is_who_is_called_so(
    samples: Library, role: str, names: tuple[str, ...], note: str
) -> None:
    found = samples.quotes(role)
    assert (found.speakers, found.notes) == (names, (note,))
    asked = samples.ask(f"What did {role} say?")
    assert [(item.kind, item.value) for item in asked.understood] == [
        ("speaker", " or ".join(names))
    ]
    assert note in asked.notes


def test_the_file_of_a_role_is_that_of_the_one_who_is_called_so(samples: Library) -> None:
    assert samples.speaker("transport minister").speaker.name == "Émile Castaneau"
    with pytest.raises(UsageError, match="'mayor' can be more than one here: Adaeze"):
        samples.speaker("mayor")


def test_without_a_subject_the_words_of_a_role_come_first(samples: Library) -> None:
    asked = samples.ask("What did the prime minister say?")
    assert "Halvard Iwu-Stenberg" in {said.speaker for said in asked.passages[0].statements}


def test_a_role_asked_for_by_its_head_is_not_the_body(samples: Library) -> None:
    found = samples.quotes(about="What did the spokeswoman for the harbour authority say?")
    assert found.speakers == ("Ahn Seo-rim",)


@pytest.mark.parametrize(
    ("as_of", "names"),
    [
        (None, ("Henrike Lund", "Ivo Marr")),
        ("2025-04-01", ("Henrike Lund",)),
        ("2025-08-01", ("Ivo Marr",)),
    ],
)
def test_a_role_is_who_held_it_then(
    tmp_path: Path, as_of: str | None, names: tuple[str, ...]
) -> None:
    path = tmp_path / "articles.jsonl"
    said = '"The pier will hold," said Works Minister {}.\n'
    rows = [
        ("2025-02-01", "Henrike Lund"),
        ("2025-03-01", "Henrike Lund"),
        ("2025-06-01", "Ivo Marr"),
    ]
    articles = [{"title": day, "date": day, "text": said.format(name)} for day, name in rows]
    path.write_text("".join(json.dumps(article) + "\n" for article in articles))
    with open_library(tmp_path / "library", create=True, encoder=WordEncoder()) as library:
        library.add(path)
        assert sorted(library.quotes("minister of works", as_of=as_of).speakers) == [*names]


@pytest.mark.parametrize(
    ("others", "day", "names"),
    [
        (10, "2025-02-05", ("Henrike Lund",)),  # amid her term: a slip, or somebody long gone
        (9, "2025-02-05", ("Henrike Lund", "Ivo Marr")),
        (10, "2025-03-05", ("Henrike Lund", "Ivo Marr")),  # after it: her successor, so far once
    ],
)
def test_one_article_amid_anothers_term_makes_no_minister(
    tmp_path: Path, others: int, day: str, names: tuple[str, ...]
) -> None:
    path = tmp_path / "articles.jsonl"
    said = '"The pier will hold," said Works Minister {}.\n'
    rows = [(f"2025-02-{number:02}", "Henrike Lund") for number in range(1, others + 1)]
    articles = [
        {"title": day, "date": day, "text": said.format(name)}
        for day, name in [*rows, (day, "Ivo Marr")]
    ]
    path.write_text("".join(json.dumps(article) + "\n" for article in articles))
    with open_library(tmp_path / "library", create=True, encoder=WordEncoder()) as library:
        library.add(path)
        assert sorted(library.quotes("minister of works").speakers) == [*names]


def test_what_is_said_in_one_article(library: Library) -> None:
    ferries, bridge = library.articles()
    text = library.article(ferries.id).text
    paid, hold = library.statements(ferries.id)
    assert [span.of(text) for span in paid.content] == ['"We pay for the ferries,"']
    assert (paid.speaker, hold.speaker) == ("Henrieke Lund", None)
    assert [said.speaker for said in library.statements(bridge.id)] == [
        *["Henrieke Lund"] * 2,
        "Ivo Marr",
    ]
