"""The embedding model in ONNX Runtime: starts in half a second, without torch.

An export lies in the user's cache folder, by the model's fingerprint: ``model.onnx`` with its
weights beside it, which are mapped into memory and read as they are needed, and ``export.json``
with their checksums and its own, written last, and what else the encoder needs. It is kept only
when it gives the vectors that the original gives: the same ones in floats, near ones in eight bits.
"""

import atexit
import json
import logging
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.cores import cores
from corpus.network import Network
from index.files import checksum, read_sealed, replace_sealed
from index.models.encoder import Encoder, Kind
from index.models.model import ModelFolder, Precision
from index.models.tokens import ModelTokenizer
from index.places import model_cache
from index.stamps import digest_once

if TYPE_CHECKING:
    from index.models.transformer import SentenceTransformerEncoder

_log = logging.getLogger("whosaid")

_VERSION = 2  # raised when exports are made otherwise: older ones are made again
_TOKENS_AT_ONCE = (
    1024  # in one batch, padding included: 4096 leave the cache, and take 1.2 times as long
)
# The least cosine of a vector with the original's. Those of eight bits are .998 to .9995 with the
# bundled model, on passages of news and of abstracts.
_NEAR: dict[Precision, float] = {"float32": 0.99999, "int8": 0.98}

_SAMPLES = (
    "Who closed the bridge?",
    "The council said on Monday that the bridge would stay closed until spring. " * 8,
)


@dataclass(frozen=True, slots=True)
class _Export:
    """What ``export.json`` says."""

    version: int
    checksums: dict[str, int]  # CRC-32 by file name
    dimension: int
    limit: int
    max_tokens: int
    prompts: dict[str, str]


class _Original(Encoder, Protocol):
    """An encoder that a network can be made from."""

    @property
    def limit(self) -> int:
        """Tokens that the network reads, marks and prompt included."""

    @property
    def prompts(self) -> dict[str, str]:
        """What the model wants before a text of each kind."""


class OnnxEncoder:
    """A model's exported network; texts of similar length go through it together.

    Each batch is one core's work, and as many run side by side as there are cores: 1.15 times the
    passages a second of cores that share a batch and wait for each other at every layer. A
    question, which is one batch, takes two fifths of the processor time so, and leaves the other
    cores to other askers.
    """

    def __init__(self, model: ModelFolder, export: Path) -> None:
        self.name = model.name
        self.fingerprint = model.fingerprint
        self.tokenizer = model.path
        self._tokenizer = ModelTokenizer(model.path)
        facts = _Export(**json.loads(read_sealed(export / "export.json")))
        self.dimension = facts.dimension
        self.max_tokens = facts.max_tokens
        self.limit = facts.limit
        self.prompts = facts.prompts
        self.file = export / "model.onnx"
        self._network = Network(self.file, threads=1)

    def count_tokens(self, texts: list[str]) -> list[int]:
        """How many of its tokens each text has, without its own marks."""
        return self._tokenizer.count(texts)

    def encode(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        """The texts as ``(n, d)`` float32, unit rows, each after the model's prompt."""
        prompt = self.prompts[kind]
        rows = self._tokenizer.number([prompt + text for text in texts], self.limit)
        vectors = np.empty((len(rows), self.dimension), np.float32)
        batches = list(_batches([len(row) for row in rows]))
        if len(batches) == 1:
            vectors[batches[0]] = self._run([rows[at] for at in batches[0]])
            return vectors
        with ThreadPoolExecutor(cores()) as threads:
            found = threads.map(self._run, ([rows[at] for at in batch] for batch in batches))
            for batch, part in zip(batches, found, strict=True):
                vectors[batch] = part
        return vectors

    def _run(self, rows: Sequence[NDArray[np.int64]]) -> NDArray[np.float32]:
        longest = max(map(len, rows))
        ids = np.zeros((len(rows), longest), np.int64)
        mask = np.zeros_like(ids)
        for at, row in enumerate(rows):
            ids[at, : len(row)] = row
            mask[at, : len(row)] = 1
        (vectors,) = self._network.run(["vectors"], {"input_ids": ids, "attention_mask": mask})
        return vectors


def cached_export(model: ModelFolder) -> Path | None:
    """The folder of a model's export, if there is a sound one."""
    folder = _folder(model)
    try:
        facts = _Export(**json.loads(read_sealed(folder / "export.json")))
    except (OSError, ValueError, TypeError):
        return None
    return folder if facts.version == _VERSION and _sound(folder, facts.checksums) else None


def keep_export(model: ModelFolder, original: "SentenceTransformerEncoder") -> Path:
    """Export a model into the cache; its folder there.

    Raises ``RuntimeError`` when it cannot be exported, or would give other vectors, and
    ``OSError`` when the cache cannot be written.
    """
    from index.models.transformer import export_onnx  # noqa: PLC0415

    def export(file: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # torch warns of its own internals here
            export_onnx(original, file)

    return _keep(model, original, export)


def keep_rounded(model: ModelFolder, exact: "OnnxEncoder") -> Path:
    """Write an exported network into the cache in eight bits; its folder there.

    Raises ``RuntimeError`` when its vectors are far from the exact ones, and ``OSError`` when the
    cache cannot be written.
    """
    from index.models.rounding import round_network  # noqa: PLC0415 - only once, and 0.2 s

    return _keep(model, exact, lambda file: round_network(exact.file, file))


def _keep(model: ModelFolder, original: _Original, write: Callable[[Path], None]) -> Path:
    """Make an export and keep it; where nothing can be kept, until the program ends."""
    folder = _folder(model)
    draft = folder.with_name(f"{folder.name}.{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        draft.mkdir(parents=True)
    except OSError as error:
        _log.info("The model %s is prepared for this run alone: %s.", model.name, error)
        draft = Path(tempfile.mkdtemp(prefix="whosaid-"))
        atexit.register(shutil.rmtree, draft, ignore_errors=True)
        _write(model, original, write, draft)
        return draft
    try:
        _write(model, original, write, draft)
        _put(draft, model)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder


def _write(
    model: ModelFolder, original: _Original, write: Callable[[Path], None], draft: Path
) -> None:
    """Write an export into an empty folder. Raises ``RuntimeError`` when its vectors are others."""
    write(draft / "model.onnx")
    facts = _Export(
        version=_VERSION,
        checksums={file.name: checksum(file) for file in sorted(draft.iterdir())},
        dimension=original.dimension,
        limit=original.limit,
        max_tokens=original.max_tokens,
        prompts=original.prompts,
    )
    replace_sealed(draft / "export.json", json.dumps(asdict(facts)).encode())
    _check_near(OnnxEncoder(model, draft), original, _NEAR[model.precision])


def _put(draft: Path, model: ModelFolder) -> None:
    """Have a draft be a model's export, unless another process has just made a sound one."""
    folder = _folder(model)
    try:
        draft.rename(folder)
    except OSError:  # there is one
        if cached_export(model) is None:
            shutil.rmtree(folder, ignore_errors=True)
            draft.rename(folder)


def _sound(folder: Path, checksums: dict[str, int]) -> bool:
    try:
        return all(digest_once(folder / name, checksum) == crc for name, crc in checksums.items())
    except OSError:
        return False


def _folder(model: ModelFolder) -> Path:
    return model_cache() / model.fingerprint[:32]


def _check_near(made: Encoder, original: Encoder, least: float) -> None:
    ours, theirs = made.encode(_SAMPLES, "passage"), original.encode(_SAMPLES, "passage")
    cosine = float((ours * theirs).sum(axis=1).min())
    if not cosine >= least:
        raise RuntimeError(f"it would give other vectors (a cosine of {cosine:.4f})")


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Which rows go together: of similar length, within the budget of tokens."""
    batch: list[int] = []
    for at in sorted(range(len(lengths)), key=lambda at: -lengths[at]):
        if batch and lengths[batch[0]] * (len(batch) + 1) > _TOKENS_AT_ONCE:
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch
