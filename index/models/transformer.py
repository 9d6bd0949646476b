"""Models as sentence-transformers defines them: for embedding, with its export to ONNX, and for
reading question and passage together.
"""

import logging
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import CrossEncoder, SentenceTransformer
from transformers import PreTrainedModel
from transformers.utils.logging import disable_progress_bar

from corpus.errors import ModelError
from index.models.encoder import Kind
from index.models.model import ModelFolder
from index.models.tokens import ModelTokenizer

_BATCH = 32  # texts that go through the network at once
_TOKENS_DEFAULT = 512  # read of a text, by a model that does not say

_Network = TypeVar("_Network", SentenceTransformer, CrossEncoder)


def _loaded(network: type[_Network], model: ModelFolder) -> _Network:
    """The network in a folder, with none of its code. Raises ``ModelError``."""
    disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        loaded: _Network = network(
            str(model.path),
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )
        return loaded
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ModelError(f"The model in {model.path} could not be loaded: {error}") from error


class SentenceTransformerEncoder:
    """A sentence-transformers model, run by torch."""

    def __init__(self, model: ModelFolder) -> None:
        self.name = model.name
        self.fingerprint = model.fingerprint
        self.tokenizer = model.path
        self._tokenizer = ModelTokenizer(model.path)
        self.network = _loaded(SentenceTransformer, model)

    @cached_property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self.network.get_embedding_dimension() or 0)

    @cached_property
    def limit(self) -> int:
        """Tokens that the network reads, marks and prompt included."""
        return int(self.network.max_seq_length or _TOKENS_DEFAULT)

    @cached_property
    def prompts(self) -> dict[str, str]:
        """What the model wants before a text of each kind."""
        prompts = self.network.prompts or {}
        return {
            "question": prompts.get("query") or "",
            "passage": prompts.get("document") or prompts.get("passage") or "",
        }

    @cached_property
    def max_tokens(self) -> int:
        """Tokens that it reads of a text, without its own marks and prompts."""
        return self.limit - 2 - max(self.count_tokens(list(self.prompts.values())))

    def count_tokens(self, texts: list[str]) -> list[int]:
        """How many of its tokens each text has, without its own marks."""
        return self._tokenizer.count(texts)

    def encode(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        """The texts as ``(n, d)`` float32, unit rows, each after the model's prompt."""
        vectors = self.network.encode(
            list(texts),
            prompt=self.prompts[kind],
            batch_size=_BATCH,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, np.float32)


class CrossEncoderReranker:
    """A cross-encoder, run by torch: one number for a question with a passage."""

    def __init__(self, model: ModelFolder) -> None:
        self._network = _loaded(CrossEncoder, model)
        outputs = self._network.config.num_labels
        if outputs != 1:
            raise ModelError(
                f"The model {model.name!r} gives {outputs} numbers for a question and a passage, "
                "and a reranker gives one; choose a cross-encoder for ranking."
            )

    def scores(self, question: str, passages: Sequence[str]) -> NDArray[np.float32]:
        """How well each passage answers, ``(n,)``, higher is better."""
        pairs = [(question, passage) for passage in passages]
        found = self._network.predict(pairs, batch_size=_BATCH, show_progress_bar=False)
        return np.asarray(found, np.float32).reshape(len(pairs))


def export_onnx(encoder: SentenceTransformerEncoder, path: Path) -> None:
    """Write the whole network, from token numbers to unit rows, as ONNX, the weights beside it.

    Inputs ``input_ids`` and ``attention_mask`` are ``(n, tokens)`` int64, the output ``vectors``
    is ``(n, d)`` float32. Raises ``RuntimeError`` when the network cannot be exported.
    """
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)  # it reports on operators of vision
    ids = torch.ones((2, 5), dtype=torch.int64)
    rows, tokens = torch.export.Dim("rows"), torch.export.Dim("tokens")
    try:
        _spell_out_attention(encoder.network)
        torch.onnx.export(
            _Whole(encoder.network.to("cpu").eval()),
            (ids, ids.clone()),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["vectors"],
            dynamic_shapes={
                "input_ids": {0: rows, 1: tokens},
                "attention_mask": {0: rows, 1: tokens},
            },
            dynamo=True,
            external_data=True,
            verbose=False,
        )
    except Exception as error:
        raise RuntimeError(f"it cannot be exported to ONNX ({type(error).__name__})") from error


def _spell_out_attention(network: SentenceTransformer) -> None:
    """Have attention exported as plain products, which run a tenth faster than what torch makes
    of its own fused attention (checks for rows that are masked whole), and twice as fast for one
    question.
    """
    for module in network.modules():
        if isinstance(module, PreTrainedModel):
            module.set_attn_implementation("eager")


class _Whole(torch.nn.Module):
    """Token numbers in, unit rows out."""

    def __init__(self, network: SentenceTransformer) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> Any:
        features = {"input_ids": input_ids, "attention_mask": attention_mask}
        rows = self.network(features)["sentence_embedding"]
        return torch.nn.functional.normalize(rows, dim=1)
