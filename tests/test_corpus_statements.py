"""Statements: golden cases, the sample articles, and what must hold for any text."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.saying.focus import Candidate, choose
from corpus.saying.people import people
from corpus.saying.scoring import (
    Attribution,
    MentionScore,
    Score,
    exact,
    joined_score,
    marked_kind,
    mention_score,
    quotations_of,
)
from corpus.saying.statement import Statement
from corpus.saying.statements import statements
from corpus.spans import Span

CASES = json.loads(
    (Path(__file__).parent / "cases" / "statements.json").read_text(encoding="utf-8")
)
SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"
ARTICLES = [
    entry
    for entry in json.loads(
        (Path(__file__).parent / "cases" / "sample_statements.json").read_text(encoding="utf-8")
    )["articles"]
    if entry["article"].endswith(".txt")
]
KNOWN_FAILURES = {
    "ellan-gazette/2025-09-15-rennick-trial-opens.txt": (
        "the words behind “not guilty” are taken for part of what is said"
    ),
    "ellan-gazette/2025-10-24-rennick-verdict.txt": (
        "a request and the quotation behind its colon are taken for one piece"
    ),
    "marrowick-examiner/the-man-with-the-punt.txt": (
        "a quotation inside another is no statement of its own"
    ),
    "marrowick-examiner/2025-10-15-cutters-and-cooks-bid-for-morvell.txt": (
        "a quotation inside another is no statement of its own"
    ),
}


def told(text: str, statement: Statement) -> dict[str, Any]:
    """A statement as the golden cases write it: strings, and only what is not the default."""
    row: dict[str, Any] = {
        "kind": statement.kind,
        "content": [span.of(text) for span in statement.content],
        "cue": [span.of(text) for span in statement.cue],
        "source": [span.of(text) for span in statement.source],
        "speaker": statement.speaker,
    }
    if statement.role:
        row["role"] = statement.role
    if statement.route:
        row["route"] = list(statement.route)
    if statement.anonymous:
        row["anonymous"] = True
    if statement.second_hand:
        row["hops"] = statement.hops
    return row


@pytest.mark.parametrize("case", CASES, ids=[case["note"] for case in CASES])
def test_golden_cases(case: dict[str, Any]) -> None:
    found = [told(case["text"], statement) for statement in statements(case["text"])]
    assert found == case["expect"]


def named_alike(ours: str | None, gold: str | None) -> bool:
    """Whether two names are one but for the spelling, which is settled across articles."""
    if ours is None or gold is None:
        return ours == gold
    ends = {ours.split()[0], ours.split()[-1]} & {gold.split()[0], gold.split()[-1]}
    return ours == gold or bool(ends)


def sample(entry: dict[str, Any]) -> Any:
    """A sample article as a test parameter, with the reason if it is known to fail."""
    reason = KNOWN_FAILURES.get(entry["article"])
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
    return pytest.param(entry, id=entry["article"], marks=marks)


@pytest.mark.parametrize("entry", [sample(entry) for entry in ARTICLES])
def test_every_direct_quotation_of_a_sample_article_has_its_speaker(entry: dict[str, Any]) -> None:
    text = (SAMPLES / entry["article"]).read_text(encoding="utf-8")
    speakers = {
        span.of(text): found.speaker for found in statements(text) for span in found.content
    }
    wrong = {
        piece: (speakers.get(piece, "missed"), gold["speaker"])
        for gold in entry["statements"]
        if gold["kind"] == "direct" and not gold.get("optional")
        for piece in gold["content"]
        if not named_alike(speakers.get(piece, "missed"), gold["speaker"])
    }
    assert wrong == {}


def test_enough_kinds_of_attribution() -> None:
    assert len({case["note"] for case in CASES}) >= 80


WORDS = st.sampled_from(
    [
        "Ada Lund", "Lund", "she", "he", "it", "the minister", "a ministry official", "said",
        "added", "told", "adding", "according to", "that", "the pier", "would hold", "who",
        "“", "”", '"', "‘", "’", "''", ",", ".", "?", ":", ";", "—", "\n\n", "\n", "(", ")", "In",
        "Mr.", "and", "but", "while", "promised", "to", "called", "Ministry of Tides", "&", "?n",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join))


@given(TEXTS)
@settings(max_examples=400)
def test_spans_lie_inside_the_text_and_are_not_empty(text: str) -> None:
    for statement in statements(text):
        assert statement.content
        for span in (*statement.content, *statement.cue, *statement.source):
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip()


@given(TEXTS)
@settings(max_examples=100)
def test_the_same_text_gives_the_same_statements(text: str) -> None:
    assert statements(text) == statements(text)


@given(TEXTS)
@settings(max_examples=200)
def test_a_named_speaker_is_not_anonymous(text: str) -> None:
    assert not any(found.anonymous and found.speaker is not None for found in statements(text))


ADVERSARIAL = """
import sys
from corpus.saying.statements import statements
texts = {
    "unbalanced": "“ Ada Lund said " * 62_500,
    "one line": "Ada Lund said, “It will hold,” and he told her that " * 20_000,
    "names": " ".join(f"N{i} Lund said so." for i in range(55_000)),
    "mixture": "Ada, " * 20_000 + "(" * 100_000 + '" ' * 50_000 + "said " * 20_000
    + "head of " * 12_000 + "Ada Lund Ek " * 8_000 + "\\n" * 100_000
    + "“No,” she said. Ada Lund met Bo Ek. The minister left. " * 6_000,
}
statements(texts[sys.argv[1]])
"""


@pytest.mark.parametrize("shape", ["unbalanced", "one line", "names", "mixture"])
def test_a_megabyte_of_anything_ends(shape: str) -> None:
    subprocess.run([sys.executable, "-c", ADVERSARIAL, shape], check=True, timeout=240)


def speakers_in(text: str) -> list[str | None]:
    return [one.speaker for one in statements(text)]


def test_he_is_not_one_of_many_who_are_not_named() -> None:
    text = "Tobias Marr came. Delegates said the pier was old. “It will hold,” he said."
    assert speakers_in(text) == [None, "Tobias Marr"]


def test_one_of_many_who_are_not_named_is_himself_unnamed() -> None:
    text = (
        "Tobias Marr came. Clerks at the port said the pier was old. The source said it was bent. "
        "“It will not hold,” he said."
    )
    assert [(one.speaker, one.anonymous) for one in statements(text)] == [(None, True)] * 3


def test_he_behind_a_surname_of_two_is_the_one_of_them_who_spoke() -> None:
    text = (
        "“The pier is old,” Tobias Marr said.\n\nThe mayor, Bo Ek, "
        "presented the pilot Emmerich Marr, 40, to the board. Ek said he was "
        "glad.\n\nMarr said it was late.\n\n“It is bent,” he said."
    )
    assert speakers_in(text) == ["Tobias Marr", "Bo Ek", None, "Tobias Marr"]


def test_nobody_is_meant_where_two_of_one_sentence_could_be() -> None:
    subject = Candidate(0, 0, False, 1.0, sure=False, last=True)
    known_she = Candidate(1, 0, False, 0.0, sure=True, last=False)
    assert choose([subject, known_she]) == -1
    assert choose([subject._replace(sure=True), known_she]) == 0
    assert choose([subject, known_she._replace(sentences=1)]) == 0


def test_what_someone_said_another_had_promised_is_second_hand_with_its_way() -> None:
    found = statements("Ada Orr said Per Lund had promised “a new pier”.")
    assert [(one.speaker, one.hops, one.route) for one in found] == [
        ("Ada Orr", 1, ()),
        ("Per Lund", 2, ("Ada Orr said",)),
    ]


def test_quoted_words_further_on_may_be_the_outer_voices_own() -> None:
    text = "Ada Orr said Per Lund had begged her to stay and “would have wept.”"
    assert speakers_in(text) == ["Ada Orr"]


def attribution(kind: Any, content: tuple[int, int], source: tuple[int, int]) -> Attribution:
    return Attribution(kind, (Span(*content),), (), (Span(*source),))


def test_scores_count_what_they_say() -> None:
    text = "“One,” she said. He said two."
    gold = [attribution("direct", (0, 6), (7, 10)), attribution("indirect", (25, 28), (17, 19))]
    ours = [attribution("direct", (0, 6), (17, 19)), attribution("indirect", (22, 28), (17, 19))]
    assert exact([Span(0, 1), Span(2, 3)], [Span(0, 1)]) == Score(1, 2, 1)
    assert joined_score(ours, gold) == Score(1, 1, 1)
    assert mention_score(text, ours, gold) == MentionScore(right=0, same=0, matched=1)
    assert mention_score(text, gold, gold) == MentionScore(right=1, same=1, matched=1)
    assert set(quotations_of(text, gold)) == {Span(0, 6)}
    assert marked_kind(text, [Span(0, 16)]) == "mixed"


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("The pier is old, according to Ek Glass, which mends it.", "according to Ek Glass"),
        ("According to the Gazette, the board of the port knew it.", "According to the Gazette"),
        ("The pier is old, according to Bo Ek, head of the port.", "according to Bo Ek"),
        ("The pier is old, according to a lawyer, Bo Ek, in May.", "according to a lawyer, Bo Ek"),
        ("The pier is old, according to Ek, Marr & Lund.", "according to Ek, Marr & Lund"),
        (
            "The pier is old, according to the frank, neutral Lakes Watch (LW).",
            "according to the frank, neutral Lakes Watch",
        ),
    ],
)
def test_a_route_names_hops_and_holds_no_thought(text: str, route: str) -> None:
    (found,) = statements(text)
    assert found.route == (route,)


def test_what_is_shown_is_no_listener() -> None:
    (found,) = statements("The survey showed Tavrans' willingness to buy boats fell in June.")
    assert found.route == ()


@pytest.mark.parametrize("name", ["Ada Lund", "A clerk", "J.K. Lund"])
def test_a_heading_in_capitals_is_part_of_no_sentence(name: str) -> None:
    text = f"Mayor Ada Lund came.\n\nNO BOATS LEFT {name} said the pier was old."
    (found,) = statements(text)
    assert ([span.of(text) for span in found.source], found.content[0].of(text)) == (
        [name],
        "the pier was old",
    )
    (fronted,) = statements("NO BOATS LEFT The pier is old, Ada Lund said.")
    assert fronted.content[0].start == len("NO BOATS LEFT ")


def test_a_name_in_capitals_is_no_heading() -> None:
    text = "LUND GLASS Chief Executive Ada Ek said the pier was old."
    (found,) = statements(text)
    assert found.source[0].of(text) == "LUND GLASS Chief Executive Ada Ek"


@pytest.mark.parametrize(
    ("source", "again"),
    [
        ("a source close to the bank", "he"),
        ("another person familiar with the port", "the person"),
        ("two people briefed on the port", "they"),
    ],
)
def test_a_source_that_is_not_named_is_anonymous_and_goes_on(source: str, again: str) -> None:
    text = f'Tavra, eager to sell it, met. "It is old," said {source}. "It is dear," {again} said.'
    first, second = statements(text)
    assert (first.anonymous, first.speaker, first.role) == (True, None, source)
    assert (second.anonymous, second.speaker) == (True, None)


@pytest.mark.parametrize(
    ("again", "speaker", "role"),
    [
        ("she", None, "the Elst Glass spokeswoman"),
        ("he", "Bo Ek", "the mayor"),
    ],
)
def test_someone_with_a_role_and_no_name_goes_on(again: str, speaker: str, role: str) -> None:
    text = (
        'Bo Ek, the mayor, said so. "It is old," the Elst Glass spokeswoman said. '
        f'"It is dear," {again} added.'
    )
    told, more = statements(text)[-2:]
    assert (told.speaker, told.role) == (None, "the Elst Glass spokeswoman")
    assert (more.speaker, more.role) == (speaker, role)


@pytest.mark.parametrize("called", ["quay's chief", "presidential nominee", "Tavra senator"])
def test_the_holder_of_an_office_may_be_named_elsewhere(called: str) -> None:
    text = f'Mayor Bo Ek said so. "It is old," the {called} said. "It is dear," he added.'
    assert [one.speaker for one in statements(text)][-1] == "Bo Ek"


@pytest.mark.parametrize("mark", ["'", "’"])
def test_a_name_may_end_as_a_possessive_does(mark: str) -> None:
    name = f"Elst{mark}s"
    text = f'They fear {name} rating. "It is old," {name} said in a note published last week.'
    (found,) = statements(text)
    assert (found.speaker, found.source[0].of(text)) == (name, name)
    assert found.route == ("in a note",)


def test_a_possessive_is_no_name() -> None:
    text = "Bo Elst came. An old friend of Elst's said so. He said the pier was shut."
    assert {party.name for party in people(text)} == {"Bo Elst"}
    assert "Ada's" not in {party.name for party in people("Ada's said that the pier is shut.")}
