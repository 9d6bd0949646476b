"""Choosing what a model runs on."""

import logging

from corpus.errors import ModelError
from index.encoder import Encoder
from index.model import ModelFolder, Precision, find_model, usual_precision

_log = logging.getLogger("whosaid")


def load_encoder(name: str | None = None, precision: Precision | None = None) -> Encoder:
    """The encoder for a model by name or folder; the bundled model without either.

    The network runs in ONNX Runtime, from a copy that is made once and kept in the user's cache
    folder: in eight bits or in floats, as asked, or as is usual for this model. A model of which
    no such copy can be made runs in sentence-transformers itself, slower to start, unless it was
    to be in eight bits. Raises ``ModelError``.
    """
    from index.onnx import OnnxEncoder, cached_export, keep_rounded  # noqa: PLC0415 - 0.3 s

    model = find_model(name)
    if (precision or usual_precision(name)) == "float32":
        return _exact(model)
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
        if precision is not None:
            raise ModelError(
                f"The model {model.name!r} cannot be had in eight bits: {error}; for a new library "
                "choose the precision float32."
            ) from error
        _log.info("The model %s stays in floats: %s.", model.name, error)
        return exact


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
