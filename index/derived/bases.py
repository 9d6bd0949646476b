"""Bases: folders of vectors that never change, searched by FAISS.

    vectors.faiss   every vector as float16, row by row, mapped into memory: what is exact
    ids.npy         the passage of each row, ascending
    near.faiss      for a large base: the rows in lists of similar ones, to look into a few of them

A base with so many rows that comparing them all takes too long is searched in the nearest lists
only, by a bit for each dimension (RaBitQ, Gao and Long 2024), and what is found there is compared
exactly. How many lists are looked into is settled when
the base is written: as few as find what a comparison of all finds, by trial on its own vectors.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.cores import cores
from index.seals import DamagedIndexError, check_seals, seal

# Rows up to which all are compared, which takes 10 ms on one core; benchmarks/sizes.py.
_EXACT_ROWS = 100_000
_SAMPLE_PER_LIST = 40  # rows that the lists are learned from, as FAISS advises
_TRIALS = 256  # vectors that are looked for both ways
# The cosine of each with one of the base. Headlines as questions find as many of their nearest ten
# as such do; vectors of the base itself find more, so that too few lists were looked into.
_QUESTION = np.float32(0.5)
_NEEDED = 0.99  # share of the ten nearest that is to be found
_PROBES = (16, 32, 64, 128, 256, 512)  # lists looked into, the fewest that find enough
_COMPARED = 800  # of those that a bit a dimension says are nearest, at the least
_SPARE = 4  # and so many for each that is wanted
_WIDER = 4  # times as many when a filter lets only some of the rows pass
_CHUNK = 8192  # rows handled at a time
_HALF = np.int32(-0x70002000)  # the bits of a float32 that a float16 has: 0x8fffe000
_ZEROS = np.float32(2.0**112)  # from a float16's exponent of 15 for 1 to a float32's of 127
_READING = Lock()  # held while a file is read: FAISS has one limit for the whole process

Ids = NDArray[np.int64]
Rows = NDArray[np.float32]
Similarities = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class BaseFacts:
    """What is noted of a base outside it.

    ``gone`` is the last row of the table of that name that it has obeyed; ``checksums`` are
    CRC-32 by file name. ``probes`` lists are looked into, 0 when all rows are compared; ``recall``
    is the share of the ten nearest that this found when it was tried, of 1.
    """

    name: str
    count: int
    gone: int
    checksums: dict[str, int]
    probes: int
    recall: float


@dataclass(frozen=True, slots=True)
class Base:
    """An open base, with which of its rows still live."""

    facts: BaseFacts
    exact: Any
    near: Any
    ids: Ids  # (n,) ascending
    alive: NDArray[np.bool_]  # (n,)

    def __len__(self) -> int:
        return int(np.count_nonzero(self.alive))

    def without(self, gone: Ids) -> "Base":
        """The base with these passages masked."""
        rows, _ = rows_of(gone, self.ids)
        if not self.alive[rows].any():
            return self
        alive = self.alive.copy()
        alive[rows] = False
        return replace(self, alive=alive)

    def search(
        self, question: NDArray[np.float32], k: int, passing: Ids | None
    ) -> tuple[Ids, Similarities]:
        """The ``k`` nearest that may pass: ids and similarities ``(m,)``, the nearest first."""
        if passing is not None and len(passing) <= k:  # all of them, and no need to look
            rows, _ = rows_of(passing, self.ids)
            rows = rows[self.alive[rows]]
            scores = dots(self.vectors(rows), question)
            best = np.argsort(-scores, kind="stable")
            return self.ids[rows[best]], scores[best]
        alive = self.alive if passing is None else self.alive & members(self.ids, passing)
        living = int(np.count_nonzero(alive))
        if not living:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        if self.near is None or living <= _EXACT_ROWS:
            found = _search(self.exact, question, min(k, living), alive)
        else:
            probes = self.facts.probes * (1 if passing is None else _WIDER)
            found = _search_near(self.exact, self.near, question, k, alive, probes)
        rows, scores = found
        return self.ids[rows], scores

    def similarities(self, question: NDArray[np.float32], ids: Ids) -> Similarities:
        """The cosine similarity of each passage to the question, 0 for those not in here."""
        result = np.zeros(len(ids), np.float32)
        rows, inside = rows_of(ids, self.ids)
        if len(rows):
            result[inside] = dots(self.vectors(rows), question)
        return result

    def vectors(self, rows: NDArray[np.int64]) -> Rows:
        """The vectors ``(n, d)`` of some rows."""
        return _rows(self.exact, rows)


def rows_of(ids: Ids, ascending: Ids) -> tuple[Ids, NDArray[np.bool_]]:
    """The rows in ``ascending`` of those ids that are there, and which of the ids those are."""
    rows = np.searchsorted(ascending, ids)
    inside = rows < len(ascending)
    inside[inside] = ascending[rows[inside]] == ids[inside]
    return rows[inside], inside


def members(ids: Ids, some: Ids) -> NDArray[np.bool_]:
    """Which of the ids are among ``some``; both ascending, and numbers of passages."""
    if not len(ids) or not len(some):
        return np.zeros(len(ids), np.bool_)
    table = np.zeros(int(max(ids[-1], some[-1])) + 1, np.bool_)
    table[some] = True
    found: NDArray[np.bool_] = table[ids]
    return found


def dots(rows: Rows, question: NDArray[np.float32]) -> Similarities:
    """The dot product of each row with a question, on this thread's own core.

    The operator ``@`` would have all cores wait for each other over half a millisecond of work.
    """
    products: Similarities = np.einsum("ij,j->i", rows, question)
    return products


def all_dots(rows: Rows) -> Similarities:
    """The dot product of each row with each, ``(n, n)``, on this thread's own core.

    By FAISS, each pair once: einsum takes 0.7 ms for 150 rows of 384, and this 0.3.
    """
    faiss, count = _faiss(), len(rows)
    products: Similarities = np.empty((count, count), np.float32)
    for at in range(count):
        own, others = products[at, at:], rows[at:]
        faiss.fvec_inner_products_ny(
            faiss.swig_ptr(own),
            faiss.swig_ptr(others),
            faiss.swig_ptr(others),
            rows.shape[1],
            len(others),
        )
        products[at:, at] = own
    return products


def open_base(folder: Path, facts: BaseFacts, dimension: int, whole: bool) -> Base:
    """Map a base into memory. Raises ``DamagedIndexError``."""
    check_seals(folder, facts.checksums, whole=whole)
    try:
        ids = np.load(folder / "ids.npy", mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError) as error:  # another process may have removed it just now
        raise DamagedIndexError(f"{folder / 'ids.npy'} cannot be read: {error}") from error
    exact = _read_faiss(folder / "vectors.faiss")
    near = _read_faiss(folder / "near.faiss") if facts.probes else None
    if not len(ids) == exact.ntotal == facts.count or exact.d != dimension:
        raise DamagedIndexError(f"{folder} does not hold what its current.json says")
    return Base(facts, exact, near, ids, np.ones(len(ids), np.bool_))


def write_base(
    folder: Path, vectors: Iterable[tuple[Ids, Rows]], dimension: int, gone: int
) -> BaseFacts:
    """Write a base from ids and vectors that come in ascending order.

    Raises ``OSError`` when it cannot be written whole.
    """
    faiss = _faiss()
    faiss.omp_set_num_threads(cores())
    # float16 is how the truth keeps them, so nothing is lost here.
    exact = faiss.IndexScalarQuantizer(
        dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    )
    all_ids = [np.empty(0, np.int64)]
    for ids, rows in vectors:
        exact.add(rows)
        all_ids.append(ids)
    np.save(folder / "ids.npy", np.concatenate(all_ids), allow_pickle=False)
    faiss.write_index(exact, os.fspath(folder / "vectors.faiss"))
    probes, recall = 0, 1.0
    if exact.ntotal > _EXACT_ROWS:
        near = _lists(exact)
        faiss.write_index(near, os.fspath(folder / "near.faiss"))
        probes, recall = _try_out(exact, near)
    checksums = seal(folder, folder.iterdir())
    facts = BaseFacts(folder.name, int(exact.ntotal), gone, checksums, probes, recall)
    try:  # FAISS says nothing when the last bytes of a file find no room on the disk
        open_base(folder, facts, dimension, whole=False)
    except DamagedIndexError as error:
        raise OSError(f"it was not written whole, as on a full disk ({error})") from error
    return facts


def _lists(exact: Any) -> Any:
    """The rows of an index in lists of similar ones, a bit a dimension (RaBitQ)."""
    lists = int(2 * exact.ntotal**0.5)
    near = _faiss().index_factory(exact.d, f"IVF{lists},RaBitQfs", exact.metric_type)
    sample = np.random.default_rng(0).choice(
        exact.ntotal, min(exact.ntotal, _SAMPLE_PER_LIST * lists), replace=False
    )
    near.train(exact.reconstruct_batch(np.sort(sample)))
    for start in range(0, exact.ntotal, _CHUNK):
        near.add(exact.reconstruct_n(start, min(_CHUNK, exact.ntotal - start)))
    return near


def _try_out(exact: Any, near: Any) -> tuple[int, float]:
    """How many lists are to be looked into, and the share of the nearest that this finds."""
    rng = np.random.default_rng(1)
    chosen = rng.choice(exact.ntotal, _TRIALS, replace=False)
    questions = _turned(exact.reconstruct_batch(np.sort(chosen)), rng)
    _, truth = exact.search(questions, 10)
    alive = np.ones(exact.ntotal, np.bool_)
    recall = 0.0
    for probes in _PROBES:
        hits = [
            len(set(_search_near(exact, near, one, 10, alive, probes)[0]) & set(rows))
            for one, rows in zip(questions, truth, strict=True)
        ]
        recall = sum(hits) / (10 * len(hits))
        if recall >= _NEEDED:
            break
    return probes, round(recall, 4)


def _turned(rows: Rows, rng: np.random.Generator) -> Rows:
    """Vectors as far from these as a question is from what answers it, ``(n, d)``, unit rows."""
    away = rng.normal(size=rows.shape).astype(np.float32)
    away -= (away * rows).sum(axis=1, keepdims=True) * rows
    away /= np.linalg.norm(away, axis=1, keepdims=True)
    turned: Rows = _QUESTION * rows + np.float32((1 - _QUESTION**2) ** 0.5) * away
    return turned


def _search(
    index: Any, question: NDArray[np.float32], k: int, alive: NDArray[np.bool_]
) -> tuple[Ids, Similarities]:
    """Rows and similarities of the ``k`` nearest among the rows that are alive."""
    _on_one_core()
    params = None if alive.all() else _faiss().SearchParameters(sel=_selector(alive))
    scores, rows = index.search(question[np.newaxis], k, params=params)
    found = rows[0] >= 0
    return rows[0][found], scores[0][found]


def _search_near(
    exact: Any,
    near: Any,
    question: NDArray[np.float32],
    k: int,
    alive: NDArray[np.bool_],
    probes: int,
) -> tuple[Ids, Similarities]:
    """As ``_search``, looking into the nearest lists, and comparing exactly what is found."""
    _on_one_core()
    selector = None if alive.all() else _selector(alive)
    params = _faiss().SearchParametersIVF(nprobe=probes, sel=selector)
    _, rows = near.search(question[np.newaxis], max(_COMPARED, _SPARE * k), params=params)
    rows = rows[0][rows[0] >= 0]
    scores = dots(_rows(exact, rows), question)
    best = np.lexsort((rows, -scores))[:k]
    return rows[best], scores[best]


def _rows(exact: Any, rows: Ids) -> Rows:
    """Vectors ``(n, d)``: what ``reconstruct_batch`` gives, in a seventh of its time.

    A float16 moved into the place of a float32 has its sign, mantissa and exponent there, but for
    the exponents' different zeros, which a factor makes up for; exact for all that is finite.
    """
    size = exact.ntotal * exact.d
    codes = _faiss().rev_swig_ptr(exact.codes.data(), 2 * size).view(np.int16)
    bits = codes.reshape(exact.ntotal, exact.d)[rows].astype(np.int32)
    bits <<= 16
    bits >>= 3
    bits &= _HALF
    vectors: Rows = bits.view(np.float32)
    vectors *= _ZEROS
    return vectors


def _selector(alive: NDArray[np.bool_]) -> Any:
    return _faiss().IDSelectorBitmap(np.packbits(alive, bitorder="little"))


def _on_one_core() -> None:
    """Have this thread search on its own core alone, as others may be asking on the rest.

    FAISS would wake as many threads as there are cores for half a millisecond of work, and have
    them spin on for milliseconds: 7 ms of a question about 5,000 passages.
    """
    _faiss().omp_set_num_threads(1)


def _faiss() -> Any:
    """The library, loaded when first needed: 0.2 s that ``--help`` need not wait for."""
    import faiss  # noqa: PLC0415

    return faiss


def _read_faiss(path: Path) -> Any:
    faiss = _faiss()
    try:
        with _READING:
            # No vector in a file is larger than the file, whatever a damaged length says.
            faiss.set_deserialization_vector_byte_limit(path.stat().st_size)
            return faiss.read_index(os.fspath(path), faiss.IO_FLAG_MMAP_IFC)
    except (OSError, RuntimeError) as error:
        raise DamagedIndexError(f"{path} cannot be read: {error}") from error
