"""What an encoder is, and choosing the one that a model runs on."""

import logging
from collections.abc import Sequence
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from index.model import find_model

Kind = Literal["passage", "question"]

_log = logging.getLogger("whosaid")


class Encoder(Protocol):
    """What the library needs of an embedding model."""

    @property
    def name(self) -> str:
        """What the user calls it."""

    @property
    def fingerprint(self) -> str:
        """Two encoders with one fingerprint give one vector for one text."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def max_tokens(self) -> int:
        """Tokens that it reads of a text, without its own marks and prompts."""

    def count_tokens(self, texts: list[str]) -> list[int]:
        """How many of its tokens each text has, without its own marks."""

    def encode(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        """The texts as ``(n, d)`` float32, unit rows."""


def load_encoder(name: str | None = None) -> Encoder:
    """The encoder for a model by name or folder; the bundled model without either.

    The network runs in ONNX Runtime, from a copy that is exported once and kept in the user's
    cache folder; a model that cannot be exported runs in sentence-transformers itself, slower to
    start. Raises ``ModelError``.
    """
    from index.onnx import OnnxEncoder, cached_export, keep_export  # noqa: PLC0415 - 0.3 s

    model = find_model(name)
    export = cached_export(model)
    if export is not None:
        return OnnxEncoder(model, export)

    from index.transformer import SentenceTransformerEncoder  # noqa: PLC0415 - 7 to 12 s

    _log.info("Preparing the model %s for quick starts; this is done once.", model.name)
    original = SentenceTransformerEncoder(model)
    try:
        return OnnxEncoder(model, keep_export(model, original))
    except (OSError, RuntimeError) as error:
        _log.info("The model %s stays as it is: %s.", model.name, error)
        return original
