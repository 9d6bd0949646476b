"""The reader that comes with the project: where in a text a question is answered, if it is."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from corpus.bundle import bundled_model
from corpus.errors import ModelError
from index.models.reader import LONGEST, MODEL_FILE, Reader, best_span, read

SHIPPED = Path(__file__).parents[1] / "index" / "reader"
HEADING = "Lantern Bridge closed"
TEXT = (
    "The Lantern Bridge was closed to all traffic at 4:10 a.m. on Tuesday. Two cracks had been "
    "found by divers under the third pier. The longer of the two measures 38 centimetres, said "
    "Ada Lund, the city's engineer. Buses go by way of Sennetby."
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When was the bridge closed?", "Tuesday"),
        ("Who found the cracks?", "divers"),
        ("How long is the longer crack?", "38 centimetres"),
        ("Who is the engineer of the city?", "Ada Lund"),
    ],
)
def test_the_words_that_answer_are_pointed_at(question: str, answer: str) -> None:
    found = read(question, HEADING, TEXT)
    assert found is not None
    assert answer in found.span.of(TEXT)
    assert found.score > 0


@pytest.mark.parametrize(
    "question", ["What did the bridge cost to build?", "Who designed the town hall?"]
)
def test_what_a_text_does_not_tell_scores_below_none(question: str) -> None:
    found = read(question, HEADING, TEXT)
    assert found is not None
    assert found.score < 0


def test_a_text_without_words_has_no_answer() -> None:
    assert read("When was the bridge closed?", HEADING, "") is None


def test_a_text_that_is_too_long_to_be_read_at_once_is_read_in_parts() -> None:
    long = "The fair on the quay drew a crowd, and nobody counted it. " * 40 + TEXT
    found = read("How long is the longer crack?", HEADING, long)
    assert found is not None
    assert found.span.of(long) == "38 centimetres"


def test_a_long_question_and_a_long_heading_leave_room_for_the_text() -> None:
    question = "How long is the longer crack, " + "of which so much was said, " * 40 + "please?"
    found = read(question, HEADING * 40, TEXT)
    assert found is not None
    assert found.span.of(TEXT) == "38 centimetres"


def test_the_end_of_a_paragraph_is_no_answer() -> None:
    texts = [TEXT, TEXT.replace(". ", ".\n"), "Yes.\n\nNo.", "-"]
    for question in ("How many lamps does the bridge have?", "Who won?"):
        for text in texts:
            found = read(question, HEADING, text)
            assert found is not None
            assert found.span.of(text).strip()


def test_an_answer_is_no_longer_than_it_may_be() -> None:
    scores = np.zeros((LONGEST + 2, 2), np.float32)
    scores[0, 0] = scores[-1, 1] = 9
    scores[LONGEST - 1, 1] = 1
    assert best_span(scores) == (0, LONGEST - 1, 10.0)


@pytest.mark.parametrize("file", [MODEL_FILE, "base"])
def test_a_file_that_is_another_is_refused(tmp_path: Path, file: str) -> None:
    shutil.copytree(SHIPPED, tmp_path / "reader")
    if file == "base":
        path = tmp_path / "reader" / "config.json"
        config = json.loads(path.read_text("utf-8"))
        path.write_text(json.dumps(config | {"base_sha256": "0" * 64}), "utf-8")
    else:
        with (tmp_path / "reader" / file).open("ab") as stream:
            stream.write(b"x")
    with pytest.raises(ModelError, match="the reader was made with"):
        Reader(tmp_path / "reader", bundled_model())


def test_a_config_that_is_missing_damaged_or_of_another_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"The reader's .* cannot be read"):
        Reader(tmp_path, bundled_model())
    (tmp_path / "config.json").write_text("{", "utf-8")
    with pytest.raises(ModelError, match="is damaged"):
        Reader(tmp_path, bundled_model())
    (tmp_path / "config.json").write_text('{"format": 99}', "utf-8")
    with pytest.raises(ModelError, match="has format 99, and this program reads 1"):
        Reader(tmp_path, bundled_model())
