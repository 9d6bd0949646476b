"""Counting a model's tokens: word by word where that is the same, and else text by text."""

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.models import tokens
from index.models.model import find_model
from index.models.tokens import ModelTokenizer

ODD = "aé ÀßİſKﬁ漢字\u0301\u0344\u200b\u200d\ufeff\x00\x1c\x85\xa0\u2028\u3000\t\r\n'’-—.,[]#😀"
TEXTS = st.lists(st.text(st.sampled_from(ODD)) | st.sampled_from(["[SEP]", "x[CLS] y", "a" * 120]))


@cache
def default() -> ModelTokenizer:
    return ModelTokenizer(find_model().path)


def whole(texts: list[str]) -> list[int]:
    """As the tokenizer counts whole texts."""
    return [len(row) - 2 for row in default().number(texts, 10**6)]


def test_words_have_the_tokens_that_the_texts_have() -> None:
    texts = ["The bridge at Lysmere was shut.", "", "  Shut,\n\nMr. Eskildsen said: “Lysmere”  "]
    assert default().count(texts) == [9, 0, 15]
    assert default().count(texts) == whole(texts)


@given(st.lists(TEXTS.map(" ".join) | TEXTS.map("\n".join), max_size=4))
def test_so_have_odd_ones(texts: list[str]) -> None:
    assert default().count(texts) == whole(texts)


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "_REMEMBERED", 8)
    counter = ModelTokenizer(find_model().path)
    assert counter.count(["the bridge"]) == [2]
    assert counter.count(["the pier"]) == [2]
    assert sorted(counter._known) == ["pier", "the"]


def test_a_tokenizer_that_keeps_blanks_counts_whole_texts(tmp_path: Path) -> None:
    file = json.loads((find_model().path / "tokenizer.json").read_text("utf-8"))
    file["pre_tokenizer"] = {
        "type": "Metaspace",
        "replacement": "▁",
        "prepend_scheme": "always",
        "split": False,
    }
    (tmp_path / "tokenizer.json").write_text(json.dumps(file), "utf-8")
    counter = ModelTokenizer(tmp_path)
    assert counter.count(["the bridge"]) == [1]  # a word that it does not know
    assert counter._known == {}
