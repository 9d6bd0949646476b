"""What a model runs on, when it can be exported and when not."""

import logging
import shutil
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from conftest import WordEncoder

from corpus.errors import ModelError
from index.models import onnx
from index.models.embed import load_encoder
from index.models.model import ModelFolder, find_model


class _Unusual(WordEncoder):
    """A network with something in it that ONNX has no word for."""

    def __init__(self, model: ModelFolder) -> None:
        super().__init__()
        self.model = model


def _export(encoder: _Unusual, path: Path) -> None:
    path.write_bytes(b"half of a netw")
    raise RuntimeError("it cannot be exported to ONNX (UnsupportedOperatorError)")


def test_a_model_that_cannot_be_exported_runs_as_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    transformer = ModuleType("index.models.transformer")  # importing the real one takes seconds
    monkeypatch.setattr(transformer, "SentenceTransformerEncoder", _Unusual, raising=False)
    monkeypatch.setattr(transformer, "export_onnx", _export, raising=False)
    monkeypatch.setitem(sys.modules, "index.models.transformer", transformer)
    monkeypatch.setattr(onnx, "model_cache", lambda: tmp_path)
    with caplog.at_level(logging.INFO, "whosaid"):
        encoder = load_encoder()
    assert isinstance(encoder, _Unusual)
    assert encoder.model.name == "all-MiniLM-L6-v2"
    assert caplog.messages[-1] == (
        "The model all-MiniLM-L6-v2 stays as it is: it cannot be exported to ONNX "
        "(UnsupportedOperatorError)."
    )
    with pytest.raises(ModelError, match=r"cannot be had in eight bits: it cannot .*Operator"):
        load_encoder(precision="int8")
    assert list(tmp_path.iterdir()) == []


def test_the_bundled_model_stays_in_floats_where_eight_bits_are_far_from_them(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    exact = load_encoder(precision="float32")
    cached = onnx.cached_export

    def in_floats(model: ModelFolder) -> Path | None:
        return cached(model) if model.precision == "float32" else None

    monkeypatch.setattr(onnx, "cached_export", in_floats)
    monkeypatch.setitem(onnx._NEAR, "int8", 0.99999)
    with caplog.at_level(logging.INFO, "whosaid"):
        assert load_encoder().fingerprint == exact.fingerprint
    assert caplog.messages[-1].startswith(
        "The model all-MiniLM-L6-v2 stays in floats: it would give other vectors (a cosine of 0.99"
    )
    with pytest.raises(ModelError, match="cannot be had in eight bits: it would give other"):
        load_encoder(precision="int8")


def test_what_another_process_has_just_made_is_left_to_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    exact = load_encoder(precision="float32")
    assert isinstance(exact, onnx.OnnxEncoder)
    model, check = find_model().in_eight_bits(), onnx._check_near
    made: list[int] = []

    def another_is_quicker(*both: Any) -> None:
        with monkeypatch.context() as other:
            other.setattr(onnx, "_check_near", check)
            other.setattr("os.getpid", lambda: 0)
            made.append((onnx.keep_rounded(model, exact) / "model.onnx").stat().st_ino)

    monkeypatch.setattr(onnx, "model_cache", lambda: tmp_path)
    monkeypatch.setattr(onnx, "_check_near", another_is_quicker)
    folder = onnx.keep_rounded(model, exact)
    assert [(folder / "model.onnx").stat().st_ino] == made
    assert list(tmp_path.iterdir()) == [folder]

    (folder / "model.onnx").write_bytes(b"half of a netw")
    assert onnx.cached_export(model) is None
    monkeypatch.setattr(onnx, "_check_near", check)
    assert onnx.keep_rounded(model, exact) == onnx.cached_export(model) == folder


def test_where_nothing_can_be_kept_a_model_is_prepared_for_one_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    exact, usual = load_encoder(precision="float32"), load_encoder(precision="int8")
    (tmp_path / "cache").write_text("a file, and no folder")
    monkeypatch.setattr(onnx, "model_cache", lambda: tmp_path / "cache" / "onnx")
    monkeypatch.setattr("index.models.embed._exact", lambda _: exact)
    assert onnx.cached_export(find_model().in_eight_bits()) is None
    with caplog.at_level(logging.INFO, "whosaid"):
        made = load_encoder()
    assert made.fingerprint == usual.fingerprint
    texts = ["Who closed the bridge?"]
    assert np.array_equal(made.encode(texts, "question"), usual.encode(texts, "question"))
    assert "all-MiniLM-L6-v2 is prepared for this run alone: [Errno 20]" in caplog.messages[-1]


def test_a_changed_limit_or_prompt_of_an_export_is_noticed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    model = find_model()
    load_encoder()  # exports the model where that has not been done
    kept = onnx.cached_export(model)
    assert kept is not None
    monkeypatch.setattr(onnx, "model_cache", lambda: tmp_path)
    folder = tmp_path / kept.name
    folder.mkdir()
    for file in kept.iterdir():
        shutil.copy2(file, folder)
    assert onnx.cached_export(model) == folder
    notes = folder / "export.json"
    told = notes.read_bytes()
    assert b'"limit": 256' in told
    notes.write_bytes(told.replace(b'"limit": 256', b'"limit": 254'))
    assert onnx.cached_export(model) is None


def test_batches_are_of_similar_length_and_within_the_budget_of_tokens() -> None:
    lengths = [3, 300, 500, 4, 500, 300]
    assert list(onnx._batches(lengths)) == [[2, 4], [1, 5, 3], [0]]
    assert list(onnx._batches([2000])) == [[0]]
    assert list(onnx._batches([])) == []


def test_a_model_that_cannot_be_fetched_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fetch(*_: object, **__: object) -> str:
        raise OSError("No address.\nPlease check the logs.\nSee https://hub.example/docs.")

    monkeypatch.setattr("huggingface_hub.snapshot_download", fetch)
    with pytest.raises(ModelError) as error:
        load_encoder("nobody/has-this")
    assert str(error.value) == (
        "There is no folder 'nobody/has-this', and no model of that name could be fetched "
        "(No address); check the name, or the network."
    )
