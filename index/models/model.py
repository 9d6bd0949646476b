"""Which embedding model: the bundled one, a folder, or a name that the user asked for.

A model is a sentence-transformers folder with safetensors weights; pickled weights are never
loaded. Its fingerprint is the SHA-256 over the files that decide what vectors come out, so that a
library never meets vectors of another model. The same network in eight bits gives other vectors,
and so it has a fingerprint of its own, which begins with "int8".
"""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from corpus.bundle import WEIGHTS, bundled_model, check_bundle, sha256
from corpus.errors import ModelError
from index.stamps import digest_once

DEFAULT_MODEL = "all-MiniLM-L6-v2"

Precision = Literal["float32", "int8"]

# What decides the vectors: weights, vocabulary, modules and their settings; not the model card.
_DECIDING = ("*.safetensors", "*.json", "vocab.txt", "*.model")
_IRRELEVANT = frozenset({"data_config.json", "train_script.json"})
_EIGHT_BITS = "int8.2-"  # another number when rounding is done otherwise: vectors change with it


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A model on this machine: how the user named it, where it lies, and its fingerprint."""

    name: str
    path: Path
    fingerprint: str

    @property
    def precision(self) -> Precision:
        """What its network counts in."""
        return precision_of(self.fingerprint)

    def in_eight_bits(self) -> "ModelFolder":
        """The same model for a network in eight bits."""
        return replace(self, fingerprint=_EIGHT_BITS + self.fingerprint)


def precision_of(fingerprint: str) -> Precision:
    """What the network counts in that has this fingerprint.

    >>> precision_of("int8.2-0b40d68a"), precision_of("0b40d68a")
    ('int8', 'float32')
    """
    return "int8" if fingerprint.startswith("int8") else "float32"


def in_floats(fingerprint: str) -> str:
    """The fingerprint of the same network in floats, however its eight bits are made.

    >>> in_floats("int8-0b40d68a"), in_floats("int8.2-0b40d68a"), in_floats("0b40d68a")
    ('0b40d68a', '0b40d68a', '0b40d68a')
    """
    return fingerprint.partition("-")[2] if precision_of(fingerprint) == "int8" else fingerprint


def find_model(name: str | None = None) -> ModelFolder:
    """Find a model by name or folder; the bundled one without either.

    Only a name that is neither of these is looked up on the model hub, through its local cache
    first. Raises ``ModelError`` when there is no such model, or it has no safetensors weights, or
    the bundled weights are not the published ones.
    """
    if name is None or name == DEFAULT_MODEL:
        path = bundled_model()
        hashes = _hashes(path)
        check_bundle(path, hashes[WEIGHTS])
        return ModelFolder(DEFAULT_MODEL, path, _fingerprint(hashes))
    path = Path(name)
    if not path.is_dir():
        path = _download(name)
    if not any(path.rglob("*.safetensors")):
        raise ModelError(
            f"The model {name!r} has no safetensors weights, and pickled ones are not loaded; "
            "choose a model that has them."
        )
    return ModelFolder(name, path, _fingerprint(_hashes(path)))


def _download(name: str) -> Path:
    """The folder of a model on the hub; its files are fetched unless they are cached."""
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - slow, and rarely needed

    try:
        # The user names the model; its fingerprint is kept with the library.
        folder = snapshot_download(  # nosec B615
            name, allow_patterns=["*.json", "*.txt", "*.safetensors", "*.model"]
        )
    except (OSError, ValueError) as error:
        why = str(error).partition("\n")[0].rstrip(".")  # below it, advice for other programs
        raise ModelError(
            f"There is no folder {name!r}, and no model of that name could be fetched ({why}); "
            "check the name, or the network."
        ) from error
    return Path(folder)


def _hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of each deciding file, by its path within the folder."""
    files = {file for pattern in _DECIDING for file in folder.rglob(pattern)}
    return {
        file.relative_to(folder).as_posix(): digest_once(file, sha256)
        for file in sorted(files)
        if file.name not in _IRRELEVANT
    }


def _fingerprint(hashes: dict[str, str]) -> str:
    lines = "".join(f"{name} {value}\n" for name, value in sorted(hashes.items()))
    return hashlib.sha256(lines.encode()).hexdigest()
