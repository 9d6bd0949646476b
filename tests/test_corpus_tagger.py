"""The learned tagger, with the model that is shipped, and how it is joined with the rules."""

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_corpus_proposals import spans
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


def test_nothing_before_a_mere_colon_is_linked_to_it() -> None:
    text = "“The pier is bent.” ADA LUND, ANALYST: “It will hold.”"
    linked = Proposal(
        spans(text, "“The pier is bent.”") + spans(text, "“It will hold.”"),
        spans(text, ":"),
        spans(text, "ADA LUND, ANALYST"),
    )
    assert tagger._within_reach(text, linked).content == spans(text, "“It will hold.”")


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
