"""The learned tagger, with the model that is shipped, and how it is joined with the rules."""

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_corpus_statements import told

from corpus.bundle import WEIGHTS, bundled_model, check_bundle
from corpus.errors import ModelError
from corpus.extract import extract
from corpus.saying import tagger
from corpus.saying.decoding import LABELS, Marked, best_labels, read_marks
from corpus.saying.pieces import Window, cut_windows
from corpus.saying.proposals import Proposal
from corpus.saying.statements import statements
from corpus.saying.tagger import MODEL_FILE, Tagger, propose
from corpus.spans import Span

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "corpus" / "tagger"
JOINED = json.loads((ROOT / "tests" / "cases" / "joined.json").read_text("utf-8"))

# A sentence, and who said what in it: content, cue, source.
SENTENCES = [
    (
        "The ferry will not run before May, the harbour master said.",
        [(["The ferry will not run before May"], ["said"], ["the harbour master"])],
    ),
    (
        "According to Ada Lund, the pier cost twice as much as planned.",
        [(["the pier cost twice as much as planned"], ["According to"], ["Ada Lund"])],
    ),
    (
        "“Nobody asked us,” complained Bo Ek, who runs the fish market.",
        [(["“Nobody asked us,”"], ["complained"], ["Bo Ek, who runs the fish market"])],
    ),
    (
        "Residents fear that the crane will fall. Ivo Marr disagrees.",
        [(["that the crane will fall"], ["fear"], ["Residents"])],
    ),
    ("The ferry left Northbank at noon. It was raining.", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_exact_spans(text: str, expected: list[Any]) -> None:
    found = [
        tuple([span.of(text) for span in part] for part in (one.content, one.cue, one.source))
        for one in propose(text)
    ]
    assert found == expected


def test_places_count_from_the_start_of_the_whole_text() -> None:
    before = "Rain fell on Ellan.\r\n\n\u2028Cars turned back.\n\n"
    alone = propose("Ada Lund said the pier would hold.")
    later = propose(f"{before}Ada Lund said the pier would hold.")[-1:]
    shift = len(before)
    assert [Span(s.start + shift, s.end + shift) for s in alone[0].content] == [*later[0].content]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "\u2028",
        "“",
        "\x00",
        "x" * 5000,
        "\ud800 said Ek",
        "她说：“桥很旧。”",
        "قالت إن الجسر قديم.",
    ],
)
def test_nothing_breaks_it(text: str) -> None:
    for one in propose(text):
        for span in (*one.content, *one.cue, *one.source):
            assert 0 <= span.start < span.end <= len(text)
    statements(text, propose(text))


def test_the_same_text_gives_the_same_every_time() -> None:
    text = " ".join(text for text, _ in SENTENCES)
    first = propose(text)
    propose("Something else, said Bo Ek.")
    assert propose(text) == first == Tagger.load().tag(text).proposals


def test_a_long_text_is_read_in_windows_and_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = "Ada Lund said that the pier would hold. "
    found = [one.content[0].of(sentence * 60) for one in propose(sentence * 60)]
    assert found == ["that the pier would hold"] * 60
    monkeypatch.setattr(tagger, "MOST_PIECES", 55)
    some = propose(sentence * 60)
    assert [one.content[0].start // len(sentence) for one in some][:5] == [0, 1, 2, 3, 4]
    assert len(some) <= 7
    whole = statements(sentence * 60, some)  # the rules go on where the tagger has ended
    assert [one.content[0].of(sentence * 60) for one in whole] == ["that the pier would hold"] * 60


def _copied(tmp_path: Path) -> Path:
    folder = tmp_path / "tagger"
    shutil.copytree(SHIPPED, folder)
    return folder


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    folder = _copied(tmp_path)
    with (folder / MODEL_FILE).open("r+b") as file:
        file.seek(100)
        file.write(b"\x00damage")
    with pytest.raises(ModelError, match=r"tagger\.onnx has SHA-256 [0-9a-f]{64}, and the tagger"):
        Tagger(folder, bundled_model())
    (folder / MODEL_FILE).unlink()
    with pytest.raises(ModelError, match=r"tagger\.onnx cannot be read"):
        Tagger(folder, bundled_model())


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ("{", "is damaged"),
        ('{"format": 1}', "has format 1, and this program reads 2"),
        (None, "cannot be read"),
    ],
)
def test_a_config_that_is_none_is_refused(tmp_path: Path, config: str | None, message: str) -> None:
    folder = _copied(tmp_path)
    (folder / "config.json").unlink()
    if config is not None:
        (folder / "config.json").write_text(config)
    with pytest.raises(ModelError, match=message):
        Tagger(folder, bundled_model())


def test_other_base_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / WEIGHTS).write_bytes(b"other")
    with pytest.raises(ModelError, match="the tagger was made with"):
        Tagger(SHIPPED, tmp_path)
    with pytest.raises(ModelError, match="the published weights have"):
        check_bundle(tmp_path)


def test_labels_that_may_not_follow_each_other_never_do() -> None:
    free = np.zeros((len(LABELS), len(LABELS)), np.float32)
    free[:, LABELS.index("I-cue")] = -1e4
    scores = np.zeros((3, len(LABELS)), np.float32)
    scores[:, LABELS.index("I-cue")] = 5
    scores[:, LABELS.index("S-cue")] = 1
    labels = best_labels(scores[:, :], np.array([False, False, True]), free)
    assert [LABELS[label] for label in labels] == ["S-cue", "S-cue", "O"]
    assert read_marks(labels) == [Marked("cue", 0, 0), Marked("cue", 1, 1)]


@given(
    st.lists(st.integers(1, 300), max_size=12),
    st.integers(0, 300),
    st.integers(20, 255),
    st.integers(0, 9),
)
def test_windows_cover_every_piece_once(
    paragraphs: list[int], rest: int, size: int, overlap: int
) -> None:
    pieces = sum(paragraphs) + rest
    at_end = np.zeros(pieces, bool)
    at_end[np.cumsum(paragraphs, dtype=np.int64) - 1] = True
    windows = cut_windows(at_end, size, overlap)
    assert [at for w in windows for at in range(w.own, w.own_end)] == list(range(pieces))
    assert all(w.start <= w.own < w.own_end <= w.end <= w.start + size for w in windows)
    assert all(w.own - w.start == overlap for w in windows[1:])


def test_a_paragraph_is_cut_only_where_it_does_not_fit() -> None:
    at_end = np.isin(range(900), (99, 199, 249, 899))
    assert cut_windows(at_end, 255, 16) == [
        Window(0, 250, 0, 250),
        Window(234, 489, 250, 473),
        Window(457, 712, 473, 696),
        Window(680, 900, 696, 900),
    ]


@pytest.mark.parametrize("case", JOINED, ids=[case["note"] for case in JOINED])
def test_joined_golden_cases(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [told(text, one) for one in statements(text, propose(text))] == case["expect"]


def spans(text: str, *parts: str) -> tuple[Span, ...]:
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)


def test_a_quotation_is_not_cut_by_a_proposal() -> None:
    text = "“The pier will hold, and it will stand,” Ada Lund said in Ellan."
    cut = Proposal(spans(text, "The pier will hold"), spans(text, "said in"), spans(text, "Ellan"))
    (found,) = statements(text, [cut])
    assert [span.of(text) for span in found.content] == ["“The pier will hold, and it will stand,”"]
    assert [span.of(text) for span in (*found.cue, *found.source)] == ["said in", "Ellan"]


def test_two_statements_of_the_rules_in_one_proposal_are_one() -> None:
    text = "Ada Lund said the pier would hold. She added that it was old."
    wide = Proposal(
        spans(text, "the pier would hold. She added that it was old"), (), spans(text, "Ada Lund")
    )
    (found,) = statements(text, [wide])
    assert (found.content, found.speaker) == (wide.content, "Ada Lund")


def test_a_source_inside_a_quotation_is_not_who_says_it() -> None:
    text = "“Lund told me that the pier would hold,” Bo Ek recalled."
    inner = Proposal(spans(text, "that the pier would hold"), (), spans(text, "Lund"))
    (found,) = statements(text, [inner])
    assert [span.of(text) for span in found.source] == ["Bo Ek"]
    assert found.speaker == "Bo Ek"


def test_a_quotation_goes_with_the_cue_of_its_own_sentence() -> None:
    text = (
        "“The pier is old,” Ada Lund said.\n\n“It is no older than the port,” Tobias Marr replied."
    )
    both = spans(text, "“The pier is old,”") + spans(text, "“It is no older than the port,”")
    wide = Proposal(both, spans(text, "said"), spans(text, "Ada Lund"))
    assert [(one.speaker, one.content) for one in statements(text, [wide])] == [
        ("Ada Lund", both[:1]),
        ("Tobias Marr", both[1:]),
    ]


def test_what_is_beside_a_quotation_goes_before_another_voice_of_the_sentence() -> None:
    text = "“The pier will hold,” Ada Lund said, according to notes of a talk with the port."
    notes = "notes of a talk with the port"
    other = Proposal(
        spans(text, "“The pier will hold,”"), spans(text, "according to"), spans(text, notes)
    )
    assert [one.speaker for one in statements(text, [other])] == ["Ada Lund"]


def test_a_verb_inside_a_quotation_is_no_cue_of_it() -> None:
    text = "“The storm just proved that the pier is weak.” — Ada Lund"
    inner = Proposal(
        spans(text, "that the pier is weak"), spans(text, "just proved"), spans(text, "The storm")
    )
    (found,) = statements(text, [inner])
    assert (found.kind, found.speaker) == ("direct", "Ada Lund")


def test_who_speaks_within_anothers_words_is_no_he_behind_them() -> None:
    text = (
        "Tobias Marr, head of the port, recently pointed out that Gideon Astrup, the mayor, came "
        "and emphasized the need for a pier. He criticized the “limits of what towns can pay.”"
    )
    need = Proposal(
        spans(text, "the need for a pier"), spans(text, "emphasized"), spans(text, "Gideon Astrup")
    )
    limits = Proposal(
        spans(text, "the “limits of what towns can pay.”"),
        spans(text, "criticized"),
        spans(text, "He"),
    )
    assert [(one.speaker, one.cue[0].of(text)) for one in statements(text, [need, limits])] == [
        ("Tobias Marr", "recently pointed out"),
        ("Gideon Astrup", "emphasized"),
        ("Tobias Marr", "criticized"),
    ]


def test_who_is_cited_is_no_statement_of_its_own() -> None:
    text = "The Ellan Gazette reported, citing Ada Lund, that the pier would close in May."
    cited = Proposal(
        spans(text, "Ada Lund"), spans(text, "citing"), spans(text, "The Ellan Gazette")
    )
    said = Proposal(
        spans(text, "that the pier would close in May"),
        spans(text, "reported"),
        spans(text, "The Ellan Gazette"),
    )
    (found,) = statements(text, [cited, said])
    assert (found.content, found.speaker, found.route, found.hops) == (
        said.content,
        "Ellan Gazette",
        ("citing Ada Lund",),
        2,
    )


def test_words_that_go_on_behind_their_sentence_are_not_taken_from_it() -> None:
    text = (
        "“The pier is old,” said Ada Lund, adding that the port may be older. Boats left.\n\n"
        "“Some ropes held,” Tobias Marr said. “Others broke, and that is bad for everyone here.”"
    )
    others = spans(text, "“Others broke, and that is bad for everyone here.”")
    adding = Proposal(
        spans(text, "that the port may be older") + others,
        spans(text, "adding"),
        spans(text, "Ada Lund"),
    )
    holding = [one.speaker for one in statements(text, [adding]) if others[0] in one.content]
    assert holding == ["Tobias Marr"]


def test_a_quotation_behind_its_sentence_is_not_that_of_the_next_one() -> None:
    text = (
        "“The pier is old,” said Ada Lund, a pilot. “The port lost its way.” Marr admitted that "
        "the ropes were bent."
    )
    lost = spans(text, "“The port lost its way.”")
    admitted = Proposal(
        lost + spans(text, "that the ropes were bent"), spans(text, "admitted"), spans(text, "Marr")
    )
    holding = [one.speaker for one in statements(text, [admitted]) if lost[0] in one.content]
    assert holding == ["Ada Lund"]


def test_nothing_before_a_mere_colon_is_linked_to_it() -> None:
    text = "“The pier is bent.” ADA LUND, ANALYST: “It will hold.”"
    linked = Proposal(
        spans(text, "“The pier is bent.”") + spans(text, "“It will hold.”"),
        spans(text, ":"),
        spans(text, "ADA LUND, ANALYST"),
    )
    assert tagger._within_reach(text, linked).content == spans(text, "“It will hold.”")


def test_no_cue_reaches_over_that_of_another() -> None:
    text = (
        "The board agreed, a senior clerk of the port said. * Ada Lund said the pier was old. * "
        "“Ropes are what the port is made of, and of little else,” a sailor at the quay."
    )
    ropes = spans(text, "“Ropes are what the port is made of, and of little else,”")
    far = Proposal(
        spans(text, "The board agreed") + ropes,
        spans(text, "said"),
        spans(text, "a senior clerk of the port"),
    )
    holding = [one.source for one in statements(text, [far]) if ropes[0] in one.content]
    assert spans(text, "a senior clerk of the port") not in holding


def test_the_end_of_an_apposition_is_still_the_one_it_belongs_to() -> None:
    text = "Ada Lund, the pilots' only friend in the port, said the pier was “beyond repair.”"
    end = Proposal(
        spans(text, "the pier was “beyond repair.”"),
        spans(text, "said"),
        spans(text, "the pilots' only friend in the port"),
    )
    assert [one.speaker for one in statements(text, [end])] == ["Ada Lund"]


_TEXT = (
    "Ada Lund came. “It fell,” she said. “Nobody was hurt.” Bo Ek said Lund had promised that the "
    "ferry would return.\n\n“Why?” he asked. Marr called it “old,” and told her that it would "
    "hold.\n\n“It will not.”"
)
_PLACES = st.tuples(st.integers(0, len(_TEXT) - 1), st.integers(1, 40)).map(
    lambda pair: Span(pair[0], min(len(_TEXT), sum(pair)))
)
_PARTS = st.lists(_PLACES, max_size=2).map(tuple)


@given(st.lists(st.builds(Proposal, _PARTS, _PARTS, _PARTS), max_size=8))
@settings(max_examples=300)
def test_whatever_is_proposed_is_joined(proposals: list[Proposal]) -> None:
    found = statements(_TEXT, proposals)
    assert found == statements(_TEXT, proposals)
    for one in found:
        assert one.content
        for span in (*one.content, *one.cue, *one.source):
            assert 0 <= span.start < span.end <= len(_TEXT)


def test_extract_takes_the_whole_unless_told() -> None:
    text = "Bo Ek doubts the bridge will open before May."
    assert [item.speaker for item in extract(text).statements] == ["Bo Ek"]
    assert extract(text, rules=True).statements == ()


def test_words_far_above_a_cue_are_not_linked_to_it() -> None:
    text = '"Shut for good"\n\nPiers need care.\n\n"Shut," said Lund. "For now."'
    above, cue = text.index('"Shut for'), text.index("said")
    near = Span(text.index('"Shut,"'), text.index(" said"))
    after = Span(text.index('"For'), len(text))
    linked = Proposal((Span(above, 15), near, after), (Span(cue, cue + 4),))
    assert tagger._within_reach(text, linked).content == (near, after)
