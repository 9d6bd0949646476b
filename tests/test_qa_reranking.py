"""A reranker reads the best candidates with the question, and puts them in its order."""

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from conftest import WordEncoder, make_article
from numpy.typing import NDArray
from typer.testing import CliRunner

import cli
import whosaid
from corpus.bundle import bundled_model
from corpus.errors import ModelError
from index.memory import Memory
from index.records import Candidate
from qa.asking import rerank
from qa.asking.rerank import reranked
from qa.library import Library
from qa.measuring.retrieval import evaluate_retrieval

Keep = Callable[..., str]

TEXTS = {
    "quay": "The quay is shut since Monday.",
    "girder": "The quay was shut, as a girder cracked.",
    "fair": "The fair on the quay drew a crowd.",
}


class CountsA:
    """Prefers what has most of the letter a; keeps what it was given."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def scores(self, question: str, passages: Sequence[str]) -> NDArray[np.float32]:
        self.read = list(passages)
        return np.array([passage.count("a") for passage in passages], np.float32)


@pytest.fixture
def library(memory: Memory, keep: Keep, encoder: WordEncoder) -> Library:
    for name, text in TEXTS.items():
        keep(memory, make_article(name, text, title=name.title()))
    return Library(memory, encoder)


def test_an_answer_is_in_the_order_of_the_reranker(library: Library) -> None:
    question = "Why is the quay shut?"
    assert library.ask(question).passages[0].text == TEXTS["quay"]
    reranker = CountsA()
    found = library.ask(question, reranker=reranker)
    assert [item.text for item in found.passages] == [TEXTS[n] for n in ("girder", "fair", "quay")]
    assert sorted(reranker.read) == [
        f"{name.title()}\n{text}" for name, text in sorted(TEXTS.items())
    ]


def test_only_the_best_are_read_and_the_rest_keep_their_places(
    memory: Memory, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rerank, "RERANKED", 3)
    for number in range(5):
        keep(memory, make_article(f"n{number}", f"{'a' * number} quay"))
    ids = memory.store.texts.ids().tolist()
    ranked = [Candidate(id_, 0.5, 0.0) for id_ in ids]
    order = [item.passage for item in reranked(memory, CountsA(), "quay", ranked)]
    assert order == [*reversed(ids[:3]), *ids[3:]]
    assert reranked(memory, None, "quay", ranked) == ranked
    assert reranked(memory, CountsA(), "quay", []) == []


def _collection(folder: Path) -> Path:
    (folder / "qrels").mkdir(parents=True)
    documents = [{"_id": name, "title": "", "text": text} for name, text in TEXTS.items()]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, documents)))
    (folder / "queries.jsonl").write_text(
        '{"_id": "1", "text": "When was the quay shut, since Monday?"}'
    )
    (folder / "qrels" / "test.tsv").write_text("1\tgirder\t1\n")
    return folder


def test_a_reranker_is_measured_beside_the_whole(tmp_path: Path, encoder: WordEncoder) -> None:
    folder = _collection(tmp_path / "set")
    found = evaluate_retrieval(folder, encoder=encoder, reranker=CountsA())
    assert found.reranked is not None
    assert (found.whole.success_1, found.reranked.success_1) == (0.0, 1.0)
    last = found.differences[-1]
    assert (last.way, last.other, last.wins, last.losses) == ("reranked", "whole", 1, 0)
    assert evaluate_retrieval(folder, encoder=encoder).reranked is None


# A cross-encoder of sentence-transformers: tiny, with weights by chance


def _cross_encoder(folder: Path, outputs: int = 1) -> Path:
    import torch  # noqa: PLC0415 - slow
    from transformers import BertConfig, BertForSequenceClassification  # noqa: PLC0415

    torch.manual_seed(7)
    config = BertConfig(
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=8,
        initializer_range=1.0,
    )
    config.num_labels = outputs
    BertForSequenceClassification(config).save_pretrained(folder)
    for file in ("tokenizer.json", "tokenizer_config.json", "vocab.txt", "special_tokens_map.json"):
        if (bundled_model() / file).exists():
            shutil.copy(bundled_model() / file, folder)
    return folder


def test_a_cross_encoder_from_a_folder(tmp_path: Path) -> None:
    folder = _cross_encoder(tmp_path / "cross")
    reranker = whosaid.load_reranker(str(folder))
    texts = list(TEXTS.values())
    together = reranker.scores("Why is the quay shut?", texts)
    alone = [reranker.scores("Why is the quay shut?", [text])[0] for text in texts]
    assert together.shape == (3,)
    assert together == pytest.approx(alone, abs=1e-5)
    assert len(set(together.round(4).tolist())) == 3
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(f"{name}\n\n{text}")
    where = ["--library", str(tmp_path / "library")]
    run = CliRunner()
    run.invoke(cli.app, [*where, "add", *(str(tmp_path / f"{name}.txt") for name in TEXTS)])
    asked = ["ask", "Why is the quay shut?", "--json", "--reranker", str(folder)]
    answer = json.loads(run.invoke(cli.app, [*where, *asked]).output)
    read = [f"{name}\n{text}" for name, text in TEXTS.items()]
    best = texts[int(reranker.scores("Why is the quay shut?", read).argmax())]
    assert answer["passages"][0]["text"].endswith(best)


def test_what_is_no_reranker_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="gives 3 numbers for a question and a passage"):
        whosaid.load_reranker(str(_cross_encoder(tmp_path / "three", outputs=3)))
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelError, match="no safetensors weights"):
        whosaid.load_reranker(str(tmp_path / "empty"))
