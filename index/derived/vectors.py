"""Finding passages by meaning: files that never change, and the few passages since.

On disk the index is a handful of *bases* (``index.derived.bases``), each of which is never written
to again, and ``current.json``, which names them, says how far into the truth they reach, and holds
a checksum of each of their files, and of itself. Passages added since form the *tail*, kept in
memory and searched with them; removed ones are masked. Compaction writes the tail as a new base,
together with those bases that are not more than twice as large as what they are joined with, and
switches by one atomic rename. So a vector is written again a few times only, however large the
library grows, and readers never wait. (FAISS crashes when an index is added to beside readers, and
does not notice damaged files: hence all this.)
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.derived.bases import (
    Base,
    BaseFacts,
    Ids,
    Rows,
    Similarities,
    all_dots,
    dots,
    members,
    open_base,
    rows_of,
    write_base,
)
from index.derived.watch import Watch
from index.files import read_sealed, replace_sealed, sync_folder
from index.seals import DamagedIndexError
from index.truth.store import Store

_VERSION = 3  # raised when the files change: older indexes are rebuilt
_TAIL_MIN = 4096  # passages; a tail this small is searched in about a millisecond
_GROWTH = 2  # a base joins what is compacted unless it is larger than this many times that
_CHUNK = 8192  # passages read at a time


@dataclass(frozen=True, slots=True)
class _Pointer:
    """What ``current.json`` says: the bases, and how far into the truth they reach."""

    version: int
    fingerprint: str
    dimension: int
    passage: int  # the highest passage id that existed
    late: int  # the last row of ``late`` that was obeyed
    bases: tuple[BaseFacts, ...]

    @property
    def seen(self) -> tuple[int, int, int]:
        """How far into the truth, as ``Waiting.state()`` has it."""
        return self.passage, min((base.gone for base in self.bases), default=0), self.late


@dataclass(frozen=True, slots=True)
class _View:
    """The index at one moment; replaced as a whole, so that readers never see a half of it."""

    pointer: _Pointer | None
    bases: tuple[Base, ...]
    tail_ids: Ids  # (m,) ascending
    tail: Rows  # (m, d) unit rows
    seen: tuple[int, int, int]  # how far into the truth: Waiting.state()
    watch: Watch  # over the files of the bases


class VectorIndex:
    """The vectors of a library, as its readers hold them. Searching is safe from any thread."""

    def __init__(self, folder: Path, fingerprint: str, dimension: int) -> None:
        self._folder = folder
        self._fingerprint = fingerprint
        self._dimension = dimension
        self._view = self._empty_view()

    def __len__(self) -> int:
        view = self._view
        return sum(map(len, view.bases)) + len(view.tail_ids)

    @property
    def recall(self) -> float | None:
        """The share of the ten nearest that is found, of 1; None while all are compared."""
        bases = [base.facts for base in self._view.bases]
        if not any(base.probes for base in bases):
            return None
        return sum(base.recall * base.count for base in bases) / sum(base.count for base in bases)

    @property
    def has_no_base(self) -> bool:
        """Whether no base is known."""
        return self._view.pointer is None

    @property
    def has_lost_its_pointer(self) -> bool:
        """Whether there must be bases and nothing names them; while one is written, that is so."""
        return self.has_no_base and (self.overgrown or any(self._folder.glob("base-*")))

    # Following the truth

    def open(self, *, whole: bool = False) -> None:
        """Map the current bases, if there are any; with ``whole`` read them to the last byte first.

        Without, a base that was found sound and has not been touched since is taken as sound.
        Raises ``DamagedIndexError``.
        """
        self._view = self._current(whole)

    def catch_up(self, store: Store) -> None:
        """Take in what was added and removed since the last time, and a base newly written.

        Files that were touched are looked at again. Raises ``DamagedIndexError``.
        """
        view = self._current() if self._view.watch.is_touched else self._view
        state = store.waiting.state()
        if view is self._view and state == view.seen:
            return
        new = _joined(_read_after(store, view.seen[0], state[0]), self._dimension)
        late = _joined([store.waiting.late_after(view.seen[2])], self._dimension)
        known = [view.tail_ids, new[0], *(base.ids for base in view.bases)]
        fresh = ~np.any([members(late[0], ids) for ids in known], axis=0)
        late = (late[0][fresh], late[1][fresh])
        tail = _joined([(view.tail_ids, view.tail), new, late], self._dimension)
        gone = np.array(sorted(store.gone_after(view.seen[1])), np.int64)
        kept = ~members(tail[0], gone)
        bases = tuple(base.without(gone) for base in view.bases)
        tail_ids, rows = tail[0][kept], tail[1][kept]
        self._view = replace(view, bases=bases, tail_ids=tail_ids, tail=rows, seen=state)

    def _current(self, whole: bool = False) -> _View:
        """What the current bases hold, with no tail."""
        while True:
            watch = Watch([self._folder / "current.json"])
            pointer = self._pointer()
            try:
                return self._opened(pointer, watch, whole)
            except DamagedIndexError:
                if self._pointer() == pointer:
                    raise
                continue  # another process has switched to a new base meanwhile

    def _pointer(self) -> _Pointer | None:
        path = self._folder / "current.json"
        try:
            read = json.loads(read_sealed(path))
            bases = tuple(BaseFacts(**facts) for facts in read.pop("bases"))
            pointer = _Pointer(**read, bases=bases)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise DamagedIndexError(f"{path} cannot be read: {error}") from error
        if (pointer.fingerprint, pointer.dimension) != (self._fingerprint, self._dimension):
            raise DamagedIndexError(f"{path} belongs to another model")
        if pointer.version != _VERSION:
            raise DamagedIndexError(f"{path} is of another version")
        return pointer

    def _opened(self, pointer: _Pointer | None, watch: Watch, whole: bool) -> _View:
        if pointer is None:
            return replace(self._empty_view(), watch=watch)
        watch.add(self._folder / one.name / name for one in pointer.bases for name in one.checksums)
        bases = tuple(
            open_base(self._folder / facts.name, facts, self._dimension, whole)
            for facts in pointer.bases
        )
        view = replace(self._empty_view(), pointer=pointer, bases=bases, seen=pointer.seen)
        return replace(view, watch=watch)

    def _empty_view(self) -> _View:
        none, rows = np.empty(0, np.int64), np.empty((0, self._dimension), np.float32)
        return _View(None, (), none, rows, (0, 0, 0), Watch())

    # Searching

    def search(
        self, question: NDArray[np.float32], k: int, passing: Ids | None = None
    ) -> tuple[Ids, Similarities]:
        """The ``k`` passages nearest to the question among those that may pass.

        ``question`` is a unit row ``(d,)``; ``passing`` are ascending ids, or None for all.
        Returns ids ``(m,)`` and cosine similarities ``(m,)``, the nearest first, m at most k.
        """
        view = self._view
        tail_ids, tail = view.tail_ids, view.tail
        if passing is not None:
            kept = members(tail_ids, passing)
            tail_ids, tail = tail_ids[kept], tail[kept]
        found = [base.search(question, k, passing) for base in view.bases]
        ids = np.concatenate([*(ids for ids, _ in found), tail_ids])
        scores = np.concatenate([*(scores for _, scores in found), dots(tail, question)])
        best = np.lexsort((ids, -scores))[:k]
        return ids[best], scores[best]

    def similarities(self, question: NDArray[np.float32], ids: Ids) -> Similarities:
        """The cosine similarity of the question to each of these passages, 0 for unknown ids."""
        view = self._view
        result = np.zeros(len(ids), np.float32)
        for base in view.bases:
            result += base.similarities(question, ids)
        rows, inside = rows_of(ids, view.tail_ids)
        result[inside] = dots(view.tail[rows], question)
        return result

    def likeness(self, ids: Ids) -> Similarities:
        """The cosine of each of these passages with each other, ``(n, n)``; 0 for unknown ids."""
        view = self._view
        vectors = np.zeros((len(ids), self._dimension), np.float32)
        for base in view.bases:
            rows, inside = rows_of(ids, base.ids)
            if len(rows):
                vectors[inside] = base.vectors(rows)
        rows, inside = rows_of(ids, view.tail_ids)
        vectors[inside] = view.tail[rows]
        return all_dots(vectors)

    # Writing: only under the library's write lock

    @property
    def overgrown(self) -> bool:
        """Whether the tail, or what is removed of a base, has grown so that compaction pays."""
        bases = self._view.bases
        return len(self._view.tail_ids) > _TAIL_MIN or any(map(_hollow, bases))

    def compact(self) -> None:
        """Write the tail as a new base, joined with the bases that are not much larger."""
        view, gone = self._view, self._view.seen[1]
        joined = [base for base in view.bases if _hollow(base)]
        count = len(view.tail_ids) + sum(map(len, joined))
        for base in sorted(view.bases, key=len):
            if base not in joined and len(base) <= _GROWTH * count:
                joined.append(base)
                count += len(base)
        kept = [base.facts for base in view.bases if base not in joined]
        vectors = _merged(joined, view.tail_ids, view.tail)
        self._switch(kept, vectors, (view.seen[0], gone, view.seen[2]))

    def remake(self, store: Store) -> None:
        """Write all vectors of the truth as one base."""
        state = store.waiting.state()
        self._switch([], _read_after(store, 0, state[0]), state)

    def _switch(
        self,
        kept: Sequence[BaseFacts],
        vectors: Iterable[tuple[Ids, Rows]],
        state: tuple[int, int, int],
    ) -> None:
        """Write a base beside those that are kept, and point to all of them."""
        passage, gone, late = state
        folder = self._folder / f"base-{passage}-{gone}-{os.urandom(3).hex()}"
        folder.mkdir(parents=True)
        try:
            bases = (*kept, write_base(folder, vectors, self._dimension, gone))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        pointer = _Pointer(_VERSION, self._fingerprint, self._dimension, passage, late, bases)
        sync_folder(folder)
        content = json.dumps(asdict(pointer), indent=1).encode()
        replace_sealed(self._folder / "current.json", content)
        names = {base.name for base in bases}
        for old in self._folder.glob("base-*"):
            if old.name not in names:
                shutil.rmtree(old, ignore_errors=True)  # a reader's mapping outlives the name


def _hollow(base: Base) -> bool:
    """Whether most of a base is removed."""
    return 2 * len(base) < len(base.ids)


def _joined(parts: Iterable[tuple[Ids, Rows]], dimension: int) -> tuple[Ids, Rows]:
    """Several ids and vectors as one, ascending by id."""
    some = [part for part in parts if len(part[0])]
    ids = np.concatenate([np.empty(0, np.int64), *(ids for ids, _ in some)])
    rows = np.concatenate([np.empty((0, dimension), np.float32), *(rows for _, rows in some)])
    if (ids[1:] > ids[:-1]).all():
        return ids, rows
    order = np.argsort(ids, kind="stable")
    return ids[order], rows[order]


def _merged(bases: Sequence[Base], tail_ids: Ids, tail: Rows) -> Iterator[tuple[Ids, Rows]]:
    """What lives in some bases and the tail, ascending by id, some rows at a time."""
    ids = np.concatenate([*(base.ids[base.alive] for base in bases), tail_ids])
    ids = np.sort(ids, kind="stable")
    for start in range(0, len(ids), _CHUNK):
        some = ids[start : start + _CHUNK]
        rows = np.zeros((len(some), tail.shape[1]), np.float32)
        for base in bases:
            at, inside = rows_of(some, base.ids)
            if len(at):
                rows[inside] = base.vectors(at)
        at, inside = rows_of(some, tail_ids)
        rows[inside] = tail[at]
        yield some, rows


def _read_after(store: Store, passage: int, last: int) -> Iterator[tuple[Ids, Rows]]:
    """Ids ``(n,)`` and vectors ``(n, d)`` of the passages after one, up to another."""
    while True:
        ids, rows = store.vectors_after(passage, _CHUNK)
        known = ids <= last  # what was committed meanwhile comes next time
        if not known.any():
            return
        yield ids[known], rows[known].astype(np.float32)
        passage = int(ids[-1])
