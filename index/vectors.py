"""Finding passages by meaning: FAISS, exact, over files that never change.

On disk the index is a *base*: a folder with the vectors of all passages up to some moment, and
``current.json``, which names the base, says how far into the truth it reaches, and holds a
checksum of each of its files. A base is mapped into memory and never written to again. Passages
added since form the *tail*, kept in memory and searched with it; removed ones are masked.
Compaction writes a new base beside the old and switches by one atomic rename. (FAISS crashes when
an index is added to beside readers, and does not notice damaged files: hence all this.)
"""

import json
import os
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.files import checksum, replace_file, sync_folder
from index.stamps import digest_once
from index.store import Store

_TAIL_MIN = 4096  # passages; a tail this small is searched in about a millisecond
_TAIL_SHARE = 0.25  # of the base; beyond it, compaction costs less than it saves
_SUBSET = 20_000  # passages; up to here, comparing just those that pass costs under 10 ms
_CHUNK = 8192  # passages read from the truth at a time

Ids = NDArray[np.int64]
Similarities = NDArray[np.float32]


class DamagedIndexError(Exception):
    """A derived index cannot be used; it is to be rebuilt. Never leaves ``index/``."""


@dataclass(frozen=True, slots=True)
class _Base:
    """What ``current.json`` says of a base."""

    name: str
    fingerprint: str
    count: int
    dimension: int
    passage: int  # the highest passage id that existed
    gone: int  # the last row of ``gone`` that was obeyed
    checksums: dict[str, int]  # CRC-32 by file name


@dataclass(frozen=True, slots=True)
class _View:
    """The index at one moment; replaced as a whole, so that readers never see a half of it."""

    base: _Base | None
    faiss: Any
    ids: Ids  # (n,) ascending: the passage of each row of the base
    alive: NDArray[np.bool_]  # (n,) whether it still exists
    tail_ids: Ids  # (m,) ascending
    tail: NDArray[np.float32]  # (m, d) unit rows
    seen: tuple[int, int]  # how far into the truth: Store.state()


class VectorIndex:
    """The vectors of a library, as its readers hold them. Searching is safe from any thread."""

    def __init__(self, folder: Path, fingerprint: str, dimension: int) -> None:
        self._folder = folder
        self._fingerprint = fingerprint
        self._dimension = dimension
        self._view = self._empty_view()

    def __len__(self) -> int:
        view = self._view
        return int(np.count_nonzero(view.alive)) + len(view.tail_ids)

    # Following the truth

    def open(self, *, whole: bool = False) -> None:
        """Map the current base, if there is one; with ``whole`` read it to its last byte first.

        Without, a base that was found sound and has not been touched since is taken as sound.
        Raises ``DamagedIndexError``.
        """
        while True:
            base = self._pointer()
            try:
                self._view = self._empty_view() if base is None else self._open_base(base, whole)
            except DamagedIndexError:
                if self._pointer() == base:
                    raise
                continue  # another process has switched to a new base meanwhile
            return

    def catch_up(self, store: Store) -> None:
        """Take in what was added and removed since the last time, and a base newly written."""
        if store.state() == self._view.seen:
            return
        if self._pointer() != self._view.base:
            self.open()
        view, state = self._view, store.state()
        new_ids, new_rows = _read_after(store, view.seen[0], self._dimension)
        known = new_ids <= state[0]  # what was committed since the state was read comes next time
        new_ids, new_rows = new_ids[known], new_rows[known]
        tail_ids = np.concatenate([view.tail_ids, new_ids])
        tail = np.concatenate([view.tail, new_rows])
        alive = view.alive
        gone = np.array(store.gone_after(view.seen[1]), np.int64)
        if len(gone):
            alive = alive & ~np.isin(view.ids, gone)
            kept = ~np.isin(tail_ids, gone)
            tail_ids, tail = tail_ids[kept], tail[kept]
        self._view = replace(view, alive=alive, tail_ids=tail_ids, tail=tail, seen=state)

    def _pointer(self) -> _Base | None:
        path = self._folder / "current.json"
        try:
            base = _Base(**json.loads(path.read_text("utf-8")))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError) as error:
            raise DamagedIndexError(f"{path} cannot be read: {error}") from error
        if (base.fingerprint, base.dimension) != (self._fingerprint, self._dimension):
            raise DamagedIndexError(f"{path} belongs to another model")
        return base

    def _open_base(self, base: _Base, whole: bool) -> _View:
        folder = self._folder / base.name
        _check_files(folder, base.checksums, whole)
        try:
            ids = np.load(folder / "ids.npy", mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError) as error:  # another process may have removed it just now
            raise DamagedIndexError(f"{folder / 'ids.npy'} cannot be read: {error}") from error
        index = _read_faiss(folder / "vectors.faiss")
        if not len(ids) == index.ntotal == base.count or index.d != base.dimension:
            raise DamagedIndexError(f"{folder} does not hold what its current.json says")
        alive = np.ones(len(ids), np.bool_)
        seen = (base.passage, base.gone)
        return replace(self._empty_view(), base=base, faiss=index, ids=ids, alive=alive, seen=seen)

    def _empty_view(self) -> _View:
        none = np.empty(0, np.int64)
        rows = np.empty((0, self._dimension), np.float32)
        return _View(None, None, none, np.empty(0, np.bool_), none, rows, (0, 0))

    # Searching

    def search(
        self, question: NDArray[np.float32], k: int, passing: Ids | None = None
    ) -> tuple[Ids, Similarities]:
        """The ``k`` passages nearest to the question among those that may pass.

        ``question`` is a unit row ``(d,)``; ``passing`` are ascending ids, or None for all.
        Returns ids ``(m,)`` and cosine similarities ``(m,)``, the nearest first, m at most k.
        """
        view = self._view
        ids, scores = _search_base(view, question, k, passing)
        tail_ids, tail = view.tail_ids, view.tail
        if passing is not None:
            kept = np.isin(tail_ids, passing, assume_unique=True)
            tail_ids, tail = tail_ids[kept], tail[kept]
        ids = np.concatenate([ids, tail_ids])
        scores = np.concatenate([scores, tail @ question])
        best = np.lexsort((ids, -scores))[:k]
        return ids[best], scores[best]

    def similarities(self, question: NDArray[np.float32], ids: Ids) -> Similarities:
        """The cosine similarity of the question to each of these passages, 0 for unknown ids."""
        view = self._view
        result = np.zeros(len(ids), np.float32)
        rows, inside = _rows_of(ids, view.ids)
        if len(rows):
            result[inside] = view.faiss.reconstruct_batch(rows) @ question
        rows, inside = _rows_of(ids, view.tail_ids)
        result[inside] = view.tail[rows] @ question
        return result

    # Writing: only under the library's write lock

    @property
    def overgrown(self) -> bool:
        """Whether the tail and the removed have grown so large that compaction pays."""
        view = self._view
        stale = len(view.tail_ids) + len(view.ids) - int(np.count_nonzero(view.alive))
        return stale > max(_TAIL_MIN, _TAIL_SHARE * len(view.ids))

    def compact(self, store: Store) -> None:
        """Write all that lives as a new base, switch to it, and remove the old one."""
        passage, gone = store.state()
        name = f"base-{passage}-{gone}-{os.urandom(3).hex()}"
        folder = self._folder / name
        folder.mkdir(parents=True)
        count = _write_base(folder, store, self._dimension)
        base = _Base(
            name=name,
            fingerprint=self._fingerprint,
            count=count,
            dimension=self._dimension,
            passage=passage,
            gone=gone,
            checksums={file.name: checksum(file) for file in sorted(folder.iterdir())},
        )
        sync_folder(folder)
        replace_file(self._folder / "current.json", json.dumps(asdict(base), indent=1).encode())
        for old in self._folder.glob("base-*"):
            if old.name != name:
                shutil.rmtree(old, ignore_errors=True)  # a reader's mapping outlives the name
        self.open()


def _search_base(
    view: _View, question: NDArray[np.float32], k: int, passing: Ids | None
) -> tuple[Ids, Similarities]:
    """Search the base: all of it through FAISS, or the few that pass one by one."""
    alive = view.alive
    if passing is not None:
        rows, _ = _rows_of(passing, view.ids)
        if len(rows) <= _SUBSET:
            rows = rows[alive[rows]]
            if not len(rows):
                return np.empty(0, np.int64), np.empty(0, np.float32)
            return view.ids[rows], view.faiss.reconstruct_batch(rows) @ question
        allowed = np.zeros(len(alive), np.bool_)
        allowed[rows] = True
        alive = alive & allowed
    living = int(np.count_nonzero(alive))
    if not living:
        return np.empty(0, np.int64), np.empty(0, np.float32)
    rows, scores = _search_faiss(view.faiss, question, min(k, living), alive)
    return view.ids[rows], scores


def _rows_of(ids: Ids, ascending: Ids) -> tuple[Ids, NDArray[np.bool_]]:
    """The rows in ``ascending`` of those ids that are there, and which of the ids those are."""
    rows = np.searchsorted(ascending, ids)
    inside = rows < len(ascending)
    inside[inside] = ascending[rows[inside]] == ids[inside]
    return rows[inside], inside


def _read_after(store: Store, passage: int, dimension: int) -> tuple[Ids, NDArray[np.float32]]:
    """Ids ``(n,)`` and vectors ``(n, d)`` of all passages with a higher id."""
    all_ids = [np.empty(0, np.int64)]
    all_rows = [np.empty((0, dimension), np.float32)]
    while True:
        ids, rows = store.vectors_after(passage, _CHUNK)
        if not len(ids):
            return np.concatenate(all_ids), np.concatenate(all_rows)
        all_ids.append(ids)
        all_rows.append(rows.astype(np.float32))
        passage = int(ids[-1])


def _write_base(folder: Path, store: Store, dimension: int) -> int:
    """Write ``vectors.faiss`` and ``ids.npy`` with all vectors of the truth; how many."""
    faiss = _faiss()
    # float16 is how the truth keeps them, so nothing is lost here.
    index = faiss.IndexScalarQuantizer(
        dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    )
    all_ids = [np.empty(0, np.int64)]
    last = 0
    while True:
        ids, rows = store.vectors_after(last, _CHUNK)
        if not len(ids):
            break
        index.add(rows.astype(np.float32))
        all_ids.append(ids)
        last = int(ids[-1])
    np.save(folder / "ids.npy", np.concatenate(all_ids), allow_pickle=False)
    faiss.write_index(index, os.fspath(folder / "vectors.faiss"))
    return int(index.ntotal)


def _faiss() -> Any:
    """The library, loaded when first needed: 0.2 s that ``--help`` need not wait for."""
    import faiss  # noqa: PLC0415

    return faiss


def _read_faiss(path: Path) -> Any:
    faiss = _faiss()
    try:
        return faiss.read_index(os.fspath(path), faiss.IO_FLAG_MMAP_IFC)
    except RuntimeError as error:
        raise DamagedIndexError(f"{path} cannot be read: {error}") from error


def _search_faiss(
    index: Any, question: NDArray[np.float32], k: int, alive: NDArray[np.bool_]
) -> tuple[Ids, Similarities]:
    """Rows and similarities of the ``k`` nearest among the rows that are alive."""
    faiss = _faiss()
    params = None
    if not alive.all():
        bits = np.packbits(alive, bitorder="little")
        params = faiss.SearchParameters(sel=faiss.IDSelectorBitmap(bits))
    scores, rows = index.search(question[np.newaxis], k, params=params)
    found = rows[0] >= 0
    return rows[0][found], scores[0][found]


def _check_files(folder: Path, checksums: dict[str, int], whole: bool) -> None:
    """Raise ``DamagedIndexError`` unless each file is there with its checksum."""
    for name, expected in checksums.items():
        try:
            file = folder / name
            found = checksum(file) if whole else digest_once(file, checksum)
        except OSError as error:
            raise DamagedIndexError(f"{folder / name} cannot be read: {error.strerror}") from error
        if found != expected:
            raise DamagedIndexError(
                f"{folder / name} is damaged: its checksum is not the one noted"
            )
