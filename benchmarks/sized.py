"""Large libraries that are made around real articles and vectors, for ``benchmarks.sizes``.

Vectors lie around those of a library with real ones (a + (b - c) / 2 for three of them, which keeps
their shape); texts are paragraphs of real articles put together anew, or real articles.
"""

import gzip
import hashlib
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.article import Article
from corpus.dates import PartialDate
from corpus.spans import Span
from index.derived.vectors import VectorIndex
from index.memory import Memory
from index.models.embed import load_encoder
from index.models.encoder import Encoder, Kind
from index.models.model import precision_of
from index.records import Settings
from index.truth.store import Store
from qa.opening import open_library

PASSAGES_EACH = 5  # in an article
FIRST_DAY, DAYS = date(2006, 1, 1), 8 * 365

Rows = NDArray[np.float32]


def make(library: Path, file: Path, folder: Path, passages: int) -> None:
    """Make the library; nothing is embedded."""
    with open_library(library) as small:
        settings = small._memory.settings
    start = time.perf_counter()
    Memory.create(folder, settings).close()
    store = Store.open(folder / "library.db")
    lines = paragraphs(file)
    chance = random.Random(1)
    vectors = around(vectors_of(library), passages)
    for first in range(0, passages, 50_000):
        with store.transaction():
            for number in range(first, min(first + 50_000, passages), PASSAGES_EACH):
                article, spans = written(number, lines, chance)
                digests = [(number + at).to_bytes(16, "big") for at in range(PASSAGES_EACH)]
                store.put_vectors(digests, np.stack([next(vectors) for _ in digests]))
                store.put(article, spans, digests)
        print(
            f"  {min(passages, first + 50_000)} passages, {time.perf_counter() - start:.0f} s",
            flush=True,
        )
    store.close()
    index = VectorIndex(folder / "vectors", settings.fingerprint, settings.dimension)
    store = Store.open(folder / "library.db")
    index.remake(store)
    store.close()
    print(f"  vectors, {time.perf_counter() - start:.0f} s", flush=True)
    memory = Memory.open(folder)
    with memory.writing():
        pass  # the words follow
    print(f"  words, {time.perf_counter() - start:.0f} s", flush=True)
    memory.close()


def add(library: Path, file: Path, folder: Path, articles: int) -> None:
    """Make a library of the first articles of a file; nothing is embedded."""
    with tempfile.TemporaryDirectory() as temporary:
        some = Path(temporary) / "some.jsonl"
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            some.write_text("".join(islice(lines, articles)), encoding="utf-8")
        with open_library(library) as small:
            encoder = encoder_of(small._memory.settings)
        around_real = Around(encoder, vectors_of(library))
        with open_library(folder, create=True, encoder=around_real) as made:
            start = time.perf_counter()
            made.add(some)
            print(f"  {articles} articles, {time.perf_counter() - start:.0f} s", flush=True)


class Around:
    """The encoder of a library, but for passages, whose vectors are drawn around real ones."""

    def __init__(self, encoder: Encoder, real: Rows) -> None:
        self.name, self.fingerprint = encoder.name, encoder.fingerprint
        self.dimension, self.max_tokens = encoder.dimension, encoder.max_tokens
        self.count_tokens = encoder.count_tokens
        self._vectors = around(real, sys.maxsize)

    def encode(self, texts: Sequence[str], kind: Kind) -> Rows:
        """Unit rows that lie as real ones do."""
        return np.stack([next(self._vectors) for _ in texts])


def encoder_of(settings: Settings) -> Encoder:
    """The encoder that a library was made with, in its precision."""
    return load_encoder(settings.model, precision_of(settings.fingerprint))


def vectors_of(library: Path) -> Rows:
    """The vectors of a library, ``(n, d)``."""
    with open_library(library) as opened:
        _, real = opened._memory.store.vectors_after(0, 100_000)
    return real.astype(np.float32)


def paragraphs(file: Path) -> list[str]:
    """The paragraphs of the articles in a file."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    return [part for text in texts for part in text.split("\n\n") if 100 < len(part) < 600]


def written(number: int, lines: list[str], chance: random.Random) -> tuple[Article, list[Span]]:
    """An article of paragraphs put together, and its passages."""
    parts = [" ".join(chance.choices(lines, k=2)) for _ in range(PASSAGES_EACH)]
    starts = [sum(len(part) + 2 for part in parts[:at]) for at in range(PASSAGES_EACH)]
    spans = [Span(at, at + len(part)) for at, part in zip(starts, parts, strict=True)]
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    text = "\n\n".join(parts)
    article = Article(
        id=hashlib.sha256(str(number).encode()).hexdigest()[:12],
        version=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        origin=f"made-{number}.txt",
        title=parts[0][:60],
        outlet=f"Gazette of Port {chance.randrange(40)}",
        published=PartialDate(day.year, day.month, day.day),
    )
    return article, spans


def around(real: Rows, number: int) -> Iterator[Rows]:
    """Unit vectors that lie as real ones do."""
    chance = np.random.default_rng(2)
    for _ in range(0, number, 10_000):
        a, b, c = (real[chance.integers(0, len(real), 10_000)] for _ in range(3))
        rows = a + (b - c) / 2
        yield from rows / np.linalg.norm(rows, axis=1, keepdims=True)


def numbered(vectors: Iterator[Rows], number: int) -> Iterator[tuple[NDArray[np.int64], Rows]]:
    """Vectors with their numbers from 1 on, some thousand at a time."""
    for first in range(0, number, 10_000):
        some = np.stack(list(islice(vectors, min(10_000, number - first))))
        yield np.arange(first + 1, first + 1 + len(some), dtype=np.int64), some
