"""Choosing what a model runs on."""

import logging
from typing import TYPE_CHECKING

from corpus.errors import ModelError
from index.models.encoder import Encoder
from index.models.model import DEFAULT_MODEL, ModelFolder, Precision, find_model

if TYPE_CHECKING:
    from index.models.onnx import OnnxEncoder
    from index.models.transformer import SentenceTransformerEncoder

_log = logging.getLogger("whosaid")


def load_encoder(name: str | None = None, precision: Precision | None = None) -> Encoder:
    """The encoder for a model by name or folder; the bundled model without either.

    The network runs in ONNX Runtime, from a copy that is made once and kept in the user's cache
    folder: the bundled model in eight bits, of which it is known what they cost
    (benchmarks/README.md), others in floats, unless either is asked for. A model of which no such
    copy can be made runs in sentence-transformers itself, in floats and slower to start. Raises
    ``ModelError``.
    """
    model = find_model(name)
    if precision == "int8":
        return _rounded(model)
    if precision is None and model.name == DEFAULT_MODEL:
        return _usual(model)
    return _exact(model)


def _usual(model: ModelFolder) -> Encoder:
    """In eight bits, or in floats where these cannot be had."""
    from index.models.onnx import OnnxEncoder, keep_rounded  # noqa: PLC0415 - 0.3 s

    rounded = model.in_eight_bits()
    cached = _cached(rounded)
    if cached is not None:
        return cached
    exact = _exact(model)
    if isinstance(exact, OnnxEncoder):
        try:
            return OnnxEncoder(rounded, keep_rounded(rounded, exact))
        except (OSError, RuntimeError) as error:
            _log.info("The model %s stays in floats: %s.", model.name, error)
    return exact


def _exact(model: ModelFolder) -> Encoder:
    cached = _cached(model)
    if cached is not None:
        return cached
    original = _original(model)
    try:
        return _exported(model, original)
    except (OSError, RuntimeError) as error:
        _log.info("The model %s stays as it is: %s.", model.name, error)
        return original


def _rounded(model: ModelFolder) -> Encoder:
    from index.models.onnx import OnnxEncoder, keep_rounded  # noqa: PLC0415 - 0.3 s

    rounded = model.in_eight_bits()
    cached = _cached(rounded)
    if cached is not None:
        return cached
    try:
        exact = _cached(model) or _exported(model, _original(model))
        return OnnxEncoder(rounded, keep_rounded(rounded, exact))
    except (OSError, RuntimeError) as error:
        raise ModelError(
            f"The model {model.name!r} cannot be had in eight bits: {error}; mend that, or add the "
            "articles to a new library with the precision float32."
        ) from error


def _cached(model: ModelFolder) -> "OnnxEncoder | None":
    from index.models.onnx import OnnxEncoder, cached_export  # noqa: PLC0415 - 0.3 s

    export = cached_export(model)
    return None if export is None else OnnxEncoder(model, export)


def _original(model: ModelFolder) -> "SentenceTransformerEncoder":
    from index.models.transformer import SentenceTransformerEncoder  # noqa: PLC0415 - 7 to 12 s

    _log.info("Preparing the model %s for quick starts; this is done once.", model.name)
    return SentenceTransformerEncoder(model)


def _exported(model: ModelFolder, original: "SentenceTransformerEncoder") -> "OnnxEncoder":
    from index.models.onnx import OnnxEncoder, keep_export  # noqa: PLC0415 - 0.3 s

    return OnnxEncoder(model, keep_export(model, original))
