"""Questions that arrive together take turns, and go through the network together."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

from index.models.encoder import Encoder, Kind, tokenizer_of

Vectors = NDArray[np.float32]


class Turns:
    """Lets one question be worked at, and others while that one is embedded.

    Python runs one thread at a time, and threads that are let in wait for each other at every small
    step: one by one 32 askers get 1.4 times the answers of two at a time (benchmarks/README.md).
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._own = threading.local()

    def __enter__(self) -> None:
        self._turn.acquire()
        self._own.turn = True

    def __exit__(self, *_: object) -> None:
        self._own.turn = False
        self._turn.release()

    @contextmanager
    def given_up(self) -> Iterator[None]:
        """Leave the turn to others for as long as a ``with`` lasts, if this thread has it."""
        had = getattr(self._own, "turn", False)
        if had:
            self._turn.release()
        try:
            yield
        finally:
            if had:
                self._turn.acquire()


class TogetherEncoder:
    """An encoder for many askers: what arrives while it is at work, it embeds next, all at once.

    Nobody waits for company: a question that finds the encoder idle is embedded by itself. Vectors
    are those of the encoder, but for the last bits, which padding to one length may change.
    Passages come in batches of their own and go past all this.
    """

    def __init__(self, encoder: Encoder, turns: Turns) -> None:
        self._encoder, self._turns = encoder, turns
        self.name, self.fingerprint = encoder.name, encoder.fingerprint
        self.dimension, self.max_tokens = encoder.dimension, encoder.max_tokens
        self.tokenizer = tokenizer_of(encoder)
        self._network = threading.Lock()  # held while questions are embedded
        self._arriving = threading.Lock()  # held while the list changes
        self._waiting: list[tuple[list[str], Future[Vectors]]] = []

    def count_tokens(self, texts: list[str]) -> list[int]:
        """How many of its tokens each text has, without its own marks."""
        return self._encoder.count_tokens(texts)

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """The texts as ``(n, d)`` float32, unit rows."""
        if kind != "question":
            return self._encoder.encode(texts, kind)
        asked: Future[Vectors] = Future()
        with self._arriving:
            self._waiting.append((list(texts), asked))
        with self._turns.given_up(), self._network:
            if not asked.done():  # by the one that was before
                self._embed_waiting()
        return asked.result()

    def _embed_waiting(self) -> None:
        with self._arriving:
            together, self._waiting = self._waiting, []
        try:
            rows = self._encoder.encode([text for some, _ in together for text in some], "question")
        except BaseException as error:
            for _, asked in together:
                asked.set_exception(error)
            raise
        for some, asked in together:
            asked.set_result(rows[: len(some)])
            rows = rows[len(some) :]
