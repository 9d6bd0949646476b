"""Choosing what a model runs on."""

import logging

from index.encoder import Encoder
from index.model import find_model

_log = logging.getLogger("whosaid")


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
