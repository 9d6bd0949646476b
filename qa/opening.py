"""Opening a library, making one, and saving what can be saved of a damaged one."""

from pathlib import Path
from typing import get_args

from corpus.errors import LibraryMismatch, UsageError
from index.keeping.recovery import Recovered, recover
from index.memory import Memory
from index.models.embed import load_encoder
from index.models.encoder import Encoder
from index.models.model import Precision, precision_of
from index.settings import settings_for
from qa.library import Library, PathName


def open_library(
    folder: PathName,
    *,
    create: bool = False,
    model: str | None = None,
    precision: Precision | None = None,
    passage_tokens: int | None = None,
    encoder: Encoder | None = None,
) -> Library:
    """Open the library in a folder, or with ``create=True`` make one there when there is none.

    ``model`` is a sentence-transformers model by name or folder, ``precision`` what its network
    counts in (unless said "int8" for the bundled model, which embeds 1.4 times as fast, and
    "float32" for others), ``passage_tokens`` the size of passages in its tokens; all are set when
    a library is made, and must be the same, or left out, ever after. ``encoder`` stands in for the
    model, for tests and other frameworks.

    Raises ``LibraryNotFound``, ``LibraryMismatch``, ``LibraryDamaged``, ``ModelError`` and
    ``UsageError``.
    """
    if precision not in (None, *get_args(Precision)):
        raise UsageError(
            f"{precision!r} is no precision; choose from {', '.join(get_args(Precision))}."
        )
    path = Path(folder).expanduser()
    if create and not (path / "library.db").exists():
        encoder = encoder or load_encoder(model, precision)
        memory = Memory.create(path, settings_for(encoder, passage_tokens))
    else:
        memory = Memory.open(path)
    try:
        _check(memory, model, precision, passage_tokens)
    except BaseException:
        memory.close()
        raise
    return Library(memory, encoder)


def recover_library(folder: PathName, into: PathName, encoder: Encoder | None = None) -> Recovered:
    """Save what can still be read of a damaged library into a new folder; see ``Recovered``.

    The damaged one stays as it is. Raises ``LibraryNotFound``, ``UsageError``, ``LibraryDamaged``,
    ``LibraryMismatch`` and ``ModelError``.
    """
    return recover(
        Path(folder).expanduser(),
        Path(into).expanduser(),
        lambda name, precision: encoder or load_encoder(name, precision),
    )


def _check(
    memory: Memory, model: str | None, precision: Precision | None, passage_tokens: int | None
) -> None:
    """Raise ``LibraryMismatch`` when a setting is not that of the library."""
    settings = memory.settings
    counted = precision_of(settings.fingerprint)
    if precision not in (None, counted):
        raise LibraryMismatch(
            f"The library in {memory.folder} has vectors of a network in {counted}, not "
            f"{precision}; leave the setting out, or make a new library."
        )
    if model is not None and model != settings.model:
        encoder = load_encoder(model, counted)
        memory.check_model(encoder.fingerprint, encoder.name)
    if passage_tokens not in (None, settings.passage_tokens):
        raise LibraryMismatch(
            f"The library in {memory.folder} has passages of {settings.passage_tokens} tokens, "
            f"not {passage_tokens}; leave the setting out, or make a new library."
        )
