"""Running a network that is kept as an ONNX file, and opening the tokenizer that goes with it."""

import json
import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from corpus.bundle import WEIGHTS
from corpus.cores import cores
from corpus.errors import ModelError

# Adding and layer norm in one step: it takes four times as long as the two of them apart, which
# for an embedding model in eight bits is 1.15 times as long for the whole. A bias and Gelu in one:
# 1.03 times as long for passages, 1.1 for a question. The numbers that come out are the same.
_SLOWER = {"SkipLayerNormFusion", "BiasGeluFusion"}
_BERT = ["BertNormalizer", "BertPreTokenizer", "WordPiece"]


class Network:
    """One ONNX file, loaded; ``threads`` 0 takes as many as it may use cores."""

    def __init__(self, file: Path, threads: int = 0) -> None:
        # ONNX Runtime reports to its maker unless it is told not to before it is loaded.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        import onnxruntime  # noqa: PLC0415 - those who only count tokens have no use for it

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3  # errors only
        if not threads and cores() < (os.cpu_count() or 1):
            threads = cores()  # left to itself it looks at the machine, not at what a container may
        options.intra_op_num_threads = threads
        self._session = onnxruntime.InferenceSession(
            file,
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=_SLOWER,
        )

    def run(
        self, outputs: Sequence[str], inputs: Mapping[str, NDArray[Any]]
    ) -> list[NDArray[np.float32]]:
        """The named outputs for the named inputs."""
        found = self._session.run(list(outputs), dict(inputs))
        return [np.asarray(array, np.float32) for array in found]


def open_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer of a model folder, which neither cuts nor pads. Raises ``ModelError``."""
    try:
        tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text("utf-8"))
    except OSError as error:
        raise ModelError(
            f"The model in {folder} has no tokenizer.json ({error.strerror}); choose a model "
            "that comes with one."
        ) from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def cuts_at_blanks(tokenizer: Tokenizer) -> bool:
    """Whether what stands between two blanks has the same tokens wherever it stands.

    As with BERT's tokenizers, which cut at white space first and keep none of it.
    """
    parts = (tokenizer.normalizer, tokenizer.pre_tokenizer, tokenizer.model)
    added = tokenizer.get_added_tokens_decoder().values()
    return [type(part).__name__ for part in parts] == _BERT and not any(
        token.lstrip or token.rstrip or " " in token.content or "\n" in token.content
        for token in added
    )


@cache
def word_vectors(folder: Path) -> NDArray[np.float32]:
    """The word embeddings of a BERT-like model's folder, ``(words, d)``, mapped into memory.

    The file's own library would copy all of them: 107 MB and 24 ms at every start, for the few
    hundred rows that a text has. (Safetensors: the length of a header, the header in JSON, and then
    the arrays.)
    """
    file = folder / WEIGHTS
    with file.open("rb") as stream:
        size = int.from_bytes(stream.read(8), "little")
        place = json.loads(stream.read(size))["embeddings.word_embeddings.weight"]
    start = 8 + size + place["data_offsets"][0]
    return np.memmap(file, np.dtype("<f4"), "r", start, tuple(place["shape"]))
