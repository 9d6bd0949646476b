"""Choosing what a model runs on."""

import logging

from corpus.errors import ModelError
from index.encoder import Encoder
from index.model import ModelFolder, Precision, find_model

_log = logging.getLogger("whosaid")


def load_encoder(name: str | None = None, precision: Precision | None = None) -> Encoder:
    """The encoder for a model by name or folder; the bundled model without either.

    The network runs in ONNX Runtime, from a copy that is made once and kept in the user's cache
    folder, in floats unless eight bits are asked for. A model of which no such copy can be made
    runs in sentence-transformers itself, in floats and slower to start. Raises ``ModelError``.
    """
    model = find_model(name)
    return _rounded(model) if precision == "int8" else _exact(model)


def _rounded(model: ModelFolder) -> Encoder:
    from index.onnx import OnnxEncoder, cached_export, keep_rounded  # noqa: PLC0415 - 0.3 s

    rounded = model.in_eight_bits()
    export = cached_export(rounded)
    if export is not None:
        return OnnxEncoder(rounded, export)
    exact = _exact(model)
    try:
        if not isinstance(exact, OnnxEncoder):
            raise RuntimeError("it cannot be exported to ONNX")
        return OnnxEncoder(rounded, keep_rounded(rounded, exact))
    except (OSError, RuntimeError) as error:
        raise ModelError(
            f"The model {model.name!r} cannot be had in eight bits: {error}; for a new library "
            "choose the precision float32."
        ) from error


def _exact(model: ModelFolder) -> Encoder:
    from index.onnx import OnnxEncoder, cached_export, keep_export  # noqa: PLC0415 - 0.3 s

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
