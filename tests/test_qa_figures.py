"""Figures side by side: those that a question asks for, who claims them, and what is kept apart."""

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import Add, WordEncoder

import whosaid
from benchmarks.figures import is_expected, is_figure
from index.models.embed import load_encoder
from index.models.encoder import Encoder
from qa.figures.cited import _named
from whosaid import Figure, Library

CASES = json.loads(Path("tests/cases/sample_figures.json").read_text("utf-8"))["figures"]
FOUND = {  # of the expected figures; the rest are known to be missed
    "How many people were evacuated from Lysmere?": 6,
    "How wide was the breach in the levee?": 2,
    "How many jobs will be lost at Morvell Glass in Marrowick?": 7,
    "What will the repair of the Lantern Bridge cost?": 7,
    "How many cracks were found in the Lantern Bridge?": 4,
    "How much money did Tobias Rennick take?": 3,
    "How many trips did Domingo Farrow make with his punt?": 3,
    "How many people gathered outside during the Morvell talks on Sept. 25?": 0,
    "How many people fell ill after the flood?": 2,
    "What is the damage of the flood worth in money?": 1,
}
EVACUATED = "How many people were evacuated from Lysmere?"


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder(None)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Library:
    folder = tmp_path_factory.mktemp("samples") / "library"
    library = whosaid.open(folder, create=True, encoder=encoder)
    library.add("corpus/samples")
    return library


@pytest.fixture(scope="module")
def printings(samples: Library) -> dict[str, set[str]]:
    named = {}
    for source in samples.articles():
        name = samples.article(source.id).origin.partition("corpus/samples/")[2]
        copies = {copy.article.id for copy in samples.copies(source.id).copies}
        named[name] = {source.id, *copies}
    return named


def _asked(library: Library, question: str) -> list[Figure]:
    groups = library.figures(question).groups
    return [figure for group in groups if group.asked for figure in group.figures]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["question"])
def test_the_figures_of_the_archive(
    samples: Library, printings: dict[str, set[str]], case: dict[str, Any]
) -> None:
    asked = _asked(samples, case["question"])
    hits = [any(is_figure(one, f, printings) for f in asked) for one in case["figures"]]
    assert sum(hits) == FOUND[case["question"]]
    assert [f.text for f in asked if not is_expected(f, case["figures"], printings)] == []
    assert not any(is_figure(one, f, printings) for one in case["different"] for f in asked)


def test_a_pronoun_is_no_name(samples: Library, library: Library, add: Add) -> None:
    add("tavra", "The flood came at night. She said that 140 people were evacuated at Tavra.")
    (group,) = library.figures("How many people were evacuated at Tavra?").groups
    assert [figure.claimed_by for figure in group.figures] == ["somebody unknown"]
    groups = samples.figures(EVACUATED).groups
    claimed = {f.text: f.claimed_by for group in groups for f in group.figures}
    assert claimed["140 people"] is None  # whom a volunteer had added
    assert not {"who", "she", "he"} & {str(name).casefold() for name in claimed.values()}


def test_who_claims_a_figure_is_named_without_the_comma_behind(samples: Library) -> None:
    groups = samples.figures("How many people were evacuated at Lysmere?").groups
    claimed = {figure.claimed_by for group in groups for figure in group.figures}
    official = "A senior official at the ministry, who spoke on condition of anonymity"
    assert official in claimed
    assert f"{official}," not in claimed


def test_who_claims_a_figure_and_what_corrects(samples: Library) -> None:
    figures = _asked(samples, EVACUATED)
    marks = {(True, False): "corrects", (False, True): "corrected", (False, False): ""}
    assert [
        (f.text, f.claimed_by, f.article.outlet, marks[f.corrects, f.corrected]) for f in figures
    ] == [
        ("About 1,200 people", "regional police", "Corvane News Agency", ""),
        ("1,450 people", None, "The Tavra Courier", "corrected"),
        ("Between 1,200 and 1,450 people", None, "The Corvane Herald", ""),
        ("1,310", "the fire service", "The Corvane Herald", ""),
        ("1,450 people", None, "The Tavra Courier", "corrected"),
        ("1,310", None, "The Tavra Courier", "corrects"),
        ("1,450", "a volunteer", "The Tavra Courier", "corrected"),
        ("1,310", "The fire service", "The Tavra Courier", "corrects"),
        ("about 1,200", "police", "The Tavra Courier", ""),
        ("Every one of the 1,310 people", "fire service", "The Ellan Gazette", ""),
        ("One thousand three hundred and ten", "Nnamdi Eskildsen", "The Ellan Gazette", ""),
        ("one thousand three hundred and ten", "Nnamdi Eskildsen", "The Ellan Gazette", ""),
    ]
    span = figures[2]
    assert (span.value, span.upper, span.unit) == (Decimal(1200), Decimal(1450), "people")


def test_a_correction_is_known_by_itself(samples: Library) -> None:
    """The article that it corrects need not be among the passages of an answer."""
    answer = samples.ask("How many people were evacuated at Lysmere?", n=1)
    figures = next(group for group in answer.figures if group.asked).figures
    assert {figure.article.title for figure in figures} == {
        "Correction: the number of people evacuated at Lysmere"
    }
    assert [(f.text, f.corrects, f.corrected) for f in figures] == [
        ("1,450 people", False, True),
        ("1,310", True, False),
        ("1,450", False, True),
    ]


def test_a_figure_is_sliced_from_its_article(samples: Library) -> None:
    for group in samples.figures(EVACUATED).groups:
        for figure in group.figures:
            text = samples.article(figure.article.id).text
            assert figure.text == text[figure.start : figure.end]
            assert figure.sentence.start <= figure.start < figure.sentence.end
            assert figure.reference == f"{figure.article.id}:{figure.start}-{figure.end}"


def test_an_answer_lines_up_what_its_passages_have(samples: Library) -> None:
    (asked, *_) = samples.ask(EVACUATED, n=5).figures
    assert asked.asked
    assert {str(figure.value) for figure in asked.figures} >= {"1200", "1450", "1310"}
    assert samples.ask("Who closed the Lantern Bridge?").figures == ()


def test_filters_and_reasons(samples: Library) -> None:
    herald = samples.figures(EVACUATED, outlet="The Corvane Herald")
    assert {f.article.outlet for group in herald.groups for f in group.figures} == {
        "The Corvane Herald"
    }
    assert samples.figures("Who closed the bridge?").reason == (
        "The question asks for no number; begin it with 'How many'."
    )
    assert samples.figures(EVACUATED, outlet="Nobody").reason is not None
    nothing = samples.figures("How many penguins live in the harbour?")
    assert (nothing.groups, nothing.reason) == (
        (),
        "No figure for what the question asks was found.",
    )
    with pytest.raises(whosaid.UsageError):
        samples.figures(" ")


# Kept apart: who is detained was not sent home, and July is not now

CAMP = """\
Iskarl sent back around 600 Velmish sailors on Monday night, the Seafarers' League said.

Some 50 Velmish sailors were sent back in July 2021. In all, 2,000 Velmish sailors are detained
in Iskarl and face the risk of being sent back, according to the port chaplain.
"""
DENIAL = """\
The Velmish government said it could not confirm how many sailors had been sent back by Iskarl.
The Herald has learned that the number is far less than the figure claimed by the league.

About 500 sailors were sent home, the harbour union said on Friday.
"""


@pytest.mark.parametrize(
    "question",
    [
        "How many Velmish sailors were sent back?",
        "How many people were sent back?",  # no more than what happened
        "how many were repatriated",
        "number of people forced back",
    ],
)
def test_other_events_and_other_times_are_kept_apart(
    tmp_path: Path, encoder: Encoder, question: str
) -> None:
    (tmp_path / "camp.txt").write_text(f"Sailors sent back\n\n2024-10-11\n\n{CAMP}")
    (tmp_path / "denial.txt").write_text(f"Sailors: no number\n\n2024-10-12\n\n{DENIAL}")
    with whosaid.open(tmp_path / "library", create=True, encoder=encoder) as library:
        library.add([tmp_path / "camp.txt", tmp_path / "denial.txt"])
        groups = library.figures(question).groups
    assert [(f.text, f.claimed_by) for f in groups[0].figures] == [
        ("around 600 Velmish sailors", "Seafarers' League"),
        ("far less than the figure claimed by the league", "Herald"),
        ("About 500 sailors", "harbour union"),
    ]
    apart = {figure.text for group in groups[1:] for figure in group.figures}
    assert apart <= {"Some 50 Velmish sailors", "2,000 Velmish sailors"}


@pytest.mark.parametrize(
    ("question", "found", "note"),
    [
        ("How many people died in the Ostmark flood?", {"12 people", "nine people"}, (
            "1 near passage does not tell of “Ostmark”, and its figures are left out; ask without "
            "the name for all.",)),
        ("How many people died in the flood?", {"12 people", "nine people", "40 people"}, ()),
        ("How many people died in the Quenby flood?", set(), (
            "3 near passages do not tell of “Quenby”, and their figures are left out; ask without "
            "the name for all.",)),
    ],
)  # fmt: skip
def test_figures_are_of_what_is_named(
    tmp_path: Path, encoder: Encoder, question: str, found: set[str], note: tuple[str, ...]
) -> None:
    texts = (
        "Flood in Ostmark\n\n2024-10-11\n\n12 people died in the flood, the mayor said.",
        "The week\n\n2024-10-12\n\nIn the flood at Ostmark nine people died, police said.",
        "Flood in Haldmoor\n\n2024-10-13\n\n40 people died in the flood, police said.",
    )
    lined_up = _lined_up(tmp_path, encoder, texts, question)
    assert {figure.text for group in lined_up.groups for figure in group.figures} == found
    assert lined_up.notes == note


def test_an_answer_has_figures_of_what_is_named(tmp_path: Path, encoder: Encoder) -> None:
    for place, dead in (("Ostmark", 12), ("Haldmoor", 40)):
        text = f"{dead} people died in the flood, police said. The {place} flood came at night."
        (tmp_path / f"{place}.txt").write_text(f"Flood in {place}\n\n2024-10-11\n\n{text}")
    with whosaid.open(tmp_path / "library", create=True, encoder=encoder) as library:
        library.add(sorted(tmp_path.glob("*.txt")))
        answer = library.ask("How many people died in the Ostmark flood?")
    assert {passage.article.title for passage in answer.passages} >= {"Flood in Haldmoor"}
    found = {figure.text for group in answer.figures for figure in group.figures}
    assert found == {"12 people"}


SICK = """\
The outbreak at Tavra has led to 43 hospitalizations and three deaths, the port clinic said.

At least five people died and 130 others were taken ill at Tavra.

On the Tavra ferry 18 of the 80 people on board fell ill. It was carrying 76 passengers to Tavra.
"""


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("How many people died in the outbreak at Tavra?",
         ["three deaths", "At least five people"]),
        ("How many people fell ill in the outbreak at Tavra?",
         ["43 hospitalizations", "130 others", "18 of the 80 people"]),
    ],
)  # fmt: skip
def test_what_happened_is_told_by_the_noun_and_the_clause(
    tmp_path: Path, encoder: Encoder, question: str, found: list[str]
) -> None:
    groups = _lined_up(tmp_path, encoder, [f"Sick at Tavra\n\n2024-10-11\n\n{SICK}"], question)
    assert [figure.text for figure in groups.groups[0].figures] == found


def test_a_small_number_is_no_money_and_no_toll_is_money(tmp_path: Path, encoder: Encoder) -> None:
    text = (
        "The Tavra jackpot stood at 20 million crowns on Friday. The ball of the Tavra jackpot "
        "was 20. The number of Tavra winners came to nine. Dozens of Tavra players won nothing."
    )
    question = "How much was the Tavra jackpot?"
    lined_up = _lined_up(tmp_path, encoder, [f"Jackpot\n\n2024-10-11\n\n{text}"], question)
    found = [figure.text for group in lined_up.groups for figure in group.figures]
    assert found == ["20 million crowns"]


def test_how_long_may_be_rounded(tmp_path: Path, encoder: Encoder) -> None:
    text = (
        "Ada Lund spoke for more than 25 hours in the Tavra assembly.\n\n"
        "At the end it had been 25 hours and 5 minutes. Her hat was red for 24 hours and 18 minutes"
    )
    lined_up = _lined_up(
        tmp_path, encoder, [f"Long\n\n2024-10-11\n\n{text}."], "How long did Ada Lund speak?"
    )
    found = [figure.text for figure in lined_up.groups[0].figures]
    assert found == ["more than 25 hours", "25 hours and 5 minutes"]


def test_who_recalls_so_many_does_not_claim_it(tmp_path: Path, encoder: Encoder) -> None:
    text = "Lakeside Motors recalled 40 buses on Friday. The union said that 30 buses are old."
    question = "How many buses were recalled?"
    lined_up = _lined_up(tmp_path, encoder, [f"Buses\n\n2024-10-11\n\n{text}"], question)
    claimed = {f.text: f.claimed_by for group in lined_up.groups for f in group.figures}
    assert claimed == {"40 buses": None, "30 buses": "The union"}


def test_a_source_is_named_without_what_hangs_on_it() -> None:
    assert _named("details obtained") == "details"
    assert _named("Lund and Orr both") == "Lund and Orr"
    assert _named("officials") == "officials"
    assert _named("52,000") == "somebody unknown"


def test_a_name_may_be_shortened_where_its_figures_stand(tmp_path: Path, encoder: Encoder) -> None:
    texts = (
        "LM to cut 1,700 jobs\n\n2024-10-11\n\nLM will cut 1,700 jobs, it said.",
        "Motors\n\n2024-10-12\n\nLakeside Motors will cut 900 jobs, it said.",
        "Glass\n\n2024-10-13\n\nOrrin Glass will cut 50 jobs, it said.",
    )
    question = "How many jobs will Lakeside Motors cut?"
    groups = _lined_up(tmp_path, encoder, texts, question).groups
    found = {figure.text for group in groups for figure in group.figures}
    assert found == {"1,700 jobs", "900 jobs"}


def _lined_up(
    folder: Path, encoder: Encoder, texts: Sequence[str], question: str
) -> whosaid.Figures:
    """The figures for a question from a library of some texts."""
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text)
    with whosaid.open(folder / "library", create=True, encoder=encoder) as library:
        library.add(sorted(folder.glob("*.txt")))
        return library.figures(question)


def test_who_verifies_a_figure_does_not_claim_it(tmp_path: Path, encoder: Encoder) -> None:
    text = (
        "The harbour ministry said on Thursday it is working to verify speculation that Iskarl "
        "sent back 600 Velmish sailors this week.\n\nThe union closed its office on Friday."
    )
    (tmp_path / "speculation.txt").write_text(f"Sailors sent back\n\n2024-10-11\n\n{text}")
    with whosaid.open(tmp_path / "library", create=True, encoder=encoder) as library:
        library.add([tmp_path / "speculation.txt"])
        figures = _asked(library, "How many Velmish sailors were sent back?")
    assert [(f.text, f.claimed_by) for f in figures] == [
        ("600 Velmish sailors", "somebody unknown")
    ]


def test_no_model_is_needed_where_no_number_is_asked_for(tmp_path: Path) -> None:
    words = WordEncoder()
    (tmp_path / "a.txt").write_text(f"Sailors\n\n2024-10-11\n\n{CAMP}")
    with whosaid.open(tmp_path / "library", create=True, encoder=words) as library:
        library.add(tmp_path / "a.txt")
        words.encoded.clear()
        library.ask("Who sent back the sailors?")
    assert words.encoded == ["Who sent back the sailors?"]


@pytest.mark.parametrize(("outlet", "corrected"), [("Quay Post", True), (None, False)])
def test_only_an_outlet_that_is_known_corrects_itself(
    tmp_path: Path, outlet: str | None, corrected: bool
) -> None:
    """Two articles that tell no outlet may be of two."""
    rows = [
        {"text": "The works employed 480 people.", "date": "2025-09-01", "source": outlet},
        {
            "title": "Correction",
            "text": "The works employed 412 people.\n\nThe figure of 480 people was wrong.",
            "date": "2025-09-09",
            "source": outlet,
        },
    ]
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    with whosaid.open(tmp_path / "library", create=True, encoder=WordEncoder()) as library:
        library.add(path)
        figures = _asked(library, "How many people did the works employ?")
    assert {f.text: f.corrects for f in figures}["412 people"] is corrected
    assert {f.text: f.corrected for f in figures}["480 people"] is corrected
