"""What a model runs on, when it can be exported and when not."""

import logging
import sys
from pathlib import Path
from types import ModuleType

import pytest
from conftest import WordEncoder

from corpus.errors import ModelError
from index import onnx
from index.embed import load_encoder
from index.model import ModelFolder


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
    transformer = ModuleType("index.transformer")  # importing the real one takes seconds
    monkeypatch.setattr(transformer, "SentenceTransformerEncoder", _Unusual, raising=False)
    monkeypatch.setattr(transformer, "export_onnx", _export, raising=False)
    monkeypatch.setitem(sys.modules, "index.transformer", transformer)
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


def test_batches_are_of_similar_length_and_within_the_budget_of_tokens() -> None:
    lengths = [3, 300, 500, 4, 500, 300]
    assert list(onnx._batches(lengths)) == [[2, 4], [1, 5, 3], [0]]
    assert list(onnx._batches([2000])) == [[0]]
    assert list(onnx._batches([])) == []
