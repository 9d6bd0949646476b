"""The networks that come with the project: what each says of itself, and whether it is that one.

A folder has the network and a ``config.json``, which gives the version of its format and the
SHA-256 of the files that it was made with.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus.bundle import sha256
from corpus.errors import ModelError


def read_config(folder: Path, what: str, version: int) -> dict[str, Any]:
    """What the ``config.json`` of a network says; ``what`` is its name, such as "tagger".

    Raises ``ModelError`` when it cannot be read, is damaged, or has another version.
    """
    path = folder / "config.json"
    try:
        config: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ModelError(
            f"The {what}'s {path} cannot be read ({error.strerror}); install whosaid again."
        ) from error
    except ValueError as error:
        raise ModelError(f"{path} is damaged: {error}; install whosaid again.") from error
    if config.get("format") != version:
        raise wrong_version(path, config, version)
    return config


def wrong_version(path: Path, config: dict[str, Any], version: int) -> ModelError:
    """That a ``config.json`` is of a version that this program does not read."""
    return ModelError(
        f"{path} has format {config.get('format')!r}, and this program reads {version}; "
        "install whosaid again."
    )


def check(file: Path, wanted: str, what: str, digest: Callable[[Path], str] = sha256) -> None:
    """Raise ``ModelError`` unless a file is the one that a network was made with."""
    found = digest(file)
    if found != wanted:
        raise ModelError(
            f"{file} has SHA-256 {found}, and the {what} was made with {wanted}; install whosaid "
            "again with its dependencies."
        )
