"""The library on disk: the truth, and the two derived indexes that follow it.

    library.db    the truth (SQLite): articles, passages, vectors
    vectors/      found by meaning (FAISS), derived
    words/        found by words (tantivy), derived
    write.lock    held while a batch is committed

Readers never wait for writers. A writer holds the lock for one batch at a time, so that two of
them take turns. Whatever is derived catches up with the truth when it is looked at, and can be
deleted at any time: it is made again without embedding anything.
"""

import logging
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from corpus.errors import LibraryBusy, LibraryError, LibraryMismatch, LibraryNotFound
from index.derived.firsts import Firsts
from index.derived.vectors import VectorIndex
from index.derived.words import WordIndex
from index.files import identity, size
from index.keeping import soundness
from index.models.model import in_floats
from index.records import Candidate, Settings
from index.seals import DamagedIndexError
from index.truth.store import Store

Found = TypeVar("Found")

_LOCK_S = 120.0  # seconds; another writer's batch or compaction is done long before
_HAS_BASES = "has bases"  # noted in the truth once a base of vectors has been written
_log = logging.getLogger("whosaid")


class Memory:
    """One library folder, open. Reading is safe from any thread; so is writing, one at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._local = threading.local()  # each thread's store; it closes with its thread
        self._closed = False
        self._lock = FileLock(folder / "write.lock")
        self._following = threading.Lock()
        self._file = identity(folder / "library.db")
        self.settings = self.store.settings()
        self._vectors = VectorIndex(
            folder / "vectors", self.settings.fingerprint, self.settings.dimension
        )
        self._words = WordIndex(folder / "words")
        self._firsts = Firsts()
        self._open_vectors()
        self._open_words()

    @classmethod
    def create(cls, folder: Path, settings: Settings) -> "Memory":
        """Make a library in a folder. Raises ``LibraryNotFound`` where a file has that name.

        Raises ``LibraryError`` where no folder can be made.
        """
        if folder.exists() and not folder.is_dir():
            raise LibraryNotFound(f"{folder} is a file, and a library is a folder; name another.")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"The folder {folder} could not be made: {error.strerror}; name another."
            ) from error
        with FileLock(folder / "write.lock", timeout=_LOCK_S):
            if not (folder / "library.db").exists():
                draft = folder / "library.db.new"
                for leftover in folder.glob("library.db.new*"):
                    leftover.unlink()
                Store.create(draft, settings).close()
                draft.rename(folder / "library.db")
        return cls(folder)

    @classmethod
    def open(cls, folder: Path) -> "Memory":
        """Open a library. Raises ``LibraryNotFound``, ``LibraryMismatch``, ``LibraryDamaged``."""
        if not (folder / "library.db").is_file():
            raise LibraryNotFound(
                f"There is no library in {folder}; 'whosaid add PATH' makes one, as does "
                "whosaid.open(folder, create=True)."
            )
        return cls(folder)

    def close(self) -> None:
        """Close every connection; the memory cannot be used afterwards.

        What another thread is using goes on to its end and is closed then: closed in the middle of
        a statement, it would take the whole program down.
        """
        with self._following:
            self._closed = True
            self._local = threading.local()  # who is in nobody's hands closes now

    def check_place(self) -> None:
        """Raise ``LibraryError`` if another library, or none, is in the folder by now.

        What is read from the one that was opened must not go into the other one's indexes.
        """
        if identity(self.folder / "library.db") != self._file:
            raise LibraryError(
                f"The library in {self.folder} was taken away or replaced while it was open; open "
                "it again, or start the server again."
            )

    def check_model(self, fingerprint: str, name: str) -> None:
        """Raise ``LibraryMismatch`` unless this is the model that the library was made with."""
        known = self.settings.fingerprint
        if fingerprint == known:
            return
        way_out = "open it with that model, or add the articles to a new library"
        if in_floats(fingerprint) == in_floats(known):
            way_out = "its eight bits are made otherwise now, so add the articles to a new library"
        raise LibraryMismatch(
            f"The library in {self.folder} was made with the model {self.settings.model!r} "
            f"({known[:12]}), and this is {name!r} ({fingerprint[:12]}); {way_out}."
        )

    @property
    def store(self) -> Store:
        """The truth, through this thread's own connection."""
        if self._closed:
            raise LibraryError(f"The library in {self.folder} is closed; open it again.")
        store: Store | None = getattr(self._local, "store", None)
        if store is None:
            self.check_place()
            store = self._local.store = Store.open(self.folder / "library.db")
        return store

    # Looking up

    def candidates(
        self, words: str, vector: NDArray[np.float32], passing: NDArray[np.int64] | None, k: int
    ) -> list[Candidate]:
        """The union of the ``k`` nearest by meaning and the ``k`` best by words.

        ``vector`` is the question as a unit row ``(d,)``; ``passing`` are the ascending ids of
        those that may answer, or None for all. In no order; ``follow`` first to have the latest.
        """
        near, _ = self._vectors.search(vector, k, passing)
        worded, scores = self._mended(lambda: self._words.search(words, k, passing))
        ids = _union(near, worded)
        first, there = self._firsts.of(self.store, ids)
        ids, first = ids[there], first[there]  # but for what was removed a moment ago
        cosines = self._vectors.similarities(vector, ids)
        bm25 = dict(zip(worded.tolist(), scores.tolist(), strict=True))
        columns = ids.tolist(), cosines.tolist(), first.tolist()
        articles = self.article_scores(words, sorted(set(columns[2])))
        return [
            Candidate(id_, cosine, bm25.get(id_, 0.0), article, articles.get(article, 0.0))
            for id_, cosine, article in zip(*columns, strict=True)
        ]

    def likeness(self, passages: NDArray[np.int64]) -> NDArray[np.float32]:
        """The cosine of each of these passages with each other one, ``(n, n)``, by ids ``(n,)``.

        A passage without a vector is like none.
        """
        return self._vectors.likeness(passages)

    def _mended(self, look: Callable[[], Found]) -> Found:
        """What looking at the words gives; they are made again when they turn out damaged."""
        try:
            return look()
        except DamagedIndexError as error:
            self._remake_words(error)
            return look()

    def article_scores(self, words: str, articles: Sequence[int]) -> dict[int, float]:
        """The word scores of those of some articles that have one of the words; ids as above."""
        return self._mended(lambda: self._words.article_scores(words, articles))

    def with_phrases(self, phrases: Sequence[str], k: int) -> list[int]:
        """The ids of the ``k`` passages that have most of the phrases, the best first."""
        ids: list[int] = self._mended(lambda: self._words.phrases(phrases, k)).tolist()
        return ids

    def rarity(self, question: str) -> dict[str, float]:
        """The stems that a question is looked up by, each with its inverse document frequency."""
        return self._mended(lambda: self._words.rarity(self._words.words(question)))

    def stems(self, text: str) -> list[str]:
        """A text's words as the word index has them, all of them, in order."""
        return self._words.stems(text)

    def cutter(self, wanted: Iterable[str]) -> Callable[[str], list[str]]:
        """What cuts texts into stems, to look for these: as ``stems``, and right in these alone."""
        return self._words.cutter(wanted)

    def follow(self) -> None:
        """Bring the derived indexes up to the truth, as far as this can be done at once.

        Raises ``LibraryError`` as ``check_place`` does.
        """
        self.check_place()
        with self._following:
            try:
                self._vectors.catch_up(self.store)
                if self._has_lost_bases:
                    self._look_for_bases()
            except DamagedIndexError as error:
                self._remake_vectors(error)
            try:
                self._follow_words()
            except DamagedIndexError as error:
                self._remake_words(error)
            except (OSError, ValueError) as error:  # on a full disk: what is seen can be searched
                _log.warning("The index of words is behind: %s.", error)

    def _follow_words(self) -> None:
        if self._words.is_level(self.store):
            return
        try:
            with self._lock.acquire(timeout=0):  # so that no writer is about to make it
                if self._words.is_missing and self.store.holds_passages:
                    _log.warning("The index of words is missing; it is made again.")
                    self._words.clear()
                self._words.reload()
                self._words.catch_up(self.store)
        except Timeout:  # a writer is at work, and will do it with its commit
            self._words.reload()

    # Writing

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """Hold the write lock and a transaction; afterwards the derived indexes follow.

        Raises ``LibraryBusy`` when another process holds the lock for too long.
        """
        with self._locked():
            with self.store.log.spared(), self.store.transaction():
                yield self.store
            self._follow_commit()

    def _follow_commit(self) -> None:
        """Bring the derived indexes up to a commit; what they cannot do now they do later."""
        try:
            with self._following:
                self._words.catch_up(self.store)
                self._vectors.catch_up(self.store)
            if self._vectors.overgrown:
                self._vectors.compact()  # from what is seen now, while others go on asking
                self._note_bases()
                with self._following:
                    self._vectors.catch_up(self.store)
            self.store.log.shorten()
        except DamagedIndexError as error:
            _log.warning("An index is damaged and will be made again: %s.", error)
        except sqlite3.OperationalError as error:
            _log.warning("The articles are kept, but the log stays long: %s.", error)
        except (OSError, RuntimeError, ValueError) as error:  # tantivy's and FAISS's full disk
            _log.warning("The articles are kept, but an index is behind: %s.", error)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self._lock.acquire(timeout=1)
        except Timeout:
            _log.warning("Another process is writing to %s; waiting for it.", self.folder)
            try:
                self._lock.acquire(timeout=_LOCK_S)
            except Timeout:
                raise LibraryBusy(
                    f"Another process has been writing to {self.folder} for {_LOCK_S:.0f} s; "
                    "try again when it is done."
                ) from None
        try:
            self.check_place()
            yield
        finally:
            self._lock.release()

    # Opening and mending what is derived

    def _open_vectors(self) -> None:
        try:
            self._vectors.open()
            if self._has_lost_bases:
                self._look_for_bases()
        except DamagedIndexError as error:
            self._remake_vectors(error)

    @property
    def _has_lost_bases(self) -> bool:
        """Whether nothing tells of bases that must be there, as they are, or as is noted."""
        vectors = self._vectors
        return vectors.has_no_base and (
            vectors.has_lost_its_pointer or self.store.notes.get(_HAS_BASES) is not None
        )

    def _look_for_bases(self) -> None:
        """Raise ``DamagedIndexError`` unless a writer is about to point to one, or just has."""
        try:
            with self._lock.acquire(timeout=0):
                self._vectors.catch_up(self.store)
                if not self._has_lost_bases:
                    return
        except Timeout:
            return
        folder = self.folder / "vectors"
        raise DamagedIndexError(
            f"{folder} has lost its current.json" if folder.is_dir() else f"{folder} is missing"
        )

    def _note_bases(self) -> None:
        """Note in the truth that there are bases, so that their loss is seen; if it has room."""
        if self.store.notes.get(_HAS_BASES) is None:
            with suppress(LibraryError), self.store.transaction():
                self.store.notes.put(_HAS_BASES, "yes")

    def _open_words(self) -> None:
        try:
            self._words.open()
        except DamagedIndexError as error:
            self._remake_words(error)

    def _remake_vectors(self, error: DamagedIndexError) -> None:
        _log.warning("The index of vectors is made again: %s.", error)
        with self._locked():
            if (self.folder / "vectors").is_file():
                (self.folder / "vectors").unlink()
            shutil.rmtree(self.folder / "vectors", ignore_errors=True)
            self._vectors.remake(self.store)
            self._note_bases()
            self._vectors.open()

    def _remake_words(self, error: DamagedIndexError) -> None:
        _log.warning("The index of words is made again: %s.", error)
        with self._locked():
            self._words.clear()
            self._words.catch_up(self.store)

    def faults(self) -> list[str]:
        """What a full check of truth and derived indexes finds wrong, as sentences.

        Derived indexes that are damaged are made again.
        """
        with self._locked():  # so that nothing moves meanwhile
            return self._faults()

    def _faults(self) -> list[str]:
        faults = soundness.faults(self.folder / "library.db")
        settings = self.settings
        vectors = VectorIndex(self.folder / "vectors", settings.fingerprint, settings.dimension)
        for name, index, remake in (
            ("vectors", vectors, self._remake_vectors),
            ("words", WordIndex(self.folder / "words"), self._remake_words),
        ):
            try:
                index.open(whole=True)
            except DamagedIndexError as error:
                faults.append(f"{name}: {error}; made again")
                remake(error)
        self.follow()
        passages = self.store.counts()["passages"]
        embedded = passages - self.store.waiting.count()
        for name, held, there in (
            ("vectors", len(self._vectors), embedded),
            ("words", len(self._words), passages),
        ):
            if held != there:
                faults.append(f"{name}: {held} passages are held, and there are {there}")
        return faults

    @property
    def recall(self) -> float | None:
        """The share of the ten nearest passages that a search finds, of 1; None when it is exact.

        Measured when the index was last written.
        """
        return self._vectors.recall

    def sizes(self) -> dict[str, int]:
        """Bytes on disk of the truth and of each derived index."""
        return {
            "library.db": size(self.folder.glob("library.db*")),
            "vectors": size((self.folder / "vectors").rglob("*")),
            "words": size((self.folder / "words").rglob("*")),
        }


def _union(some: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.int64]:
    """The ids in either, ascending, each once."""
    # np.union1d does the same, and loads masked arrays for it: 0.05 s of every start.
    ids = np.sort(np.concatenate([some, others]))
    first = np.ones(len(ids), np.bool_)
    first[1:] = ids[1:] != ids[:-1]
    return ids[first]
