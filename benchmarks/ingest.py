"""How fast articles go in, and how near that is to the network's own time.

    python -m benchmarks.ingest FILE.jsonl.gz --limit 400

Adds the first articles of a JSON Lines file to a new library, then gives the very same passages
to a bare ``SentenceTransformer.encode`` and a ``faiss.IndexFlatIP``, each in a process of its
own. Loading the model is in neither figure. Quote the ratio: machines are noisy. With
``--stand-in`` the network is left out (its tokenizer stays): what is then measured is reading,
cleaning, finding statements, cutting, keeping and indexing alone, with the memory they take, and
the articles a second of each thousand, which must not fall. With ``--words-first`` nothing is
embedded at all.
"""

import argparse
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.adding.add import embedding_text
from index.adding.added import AddProgress
from index.memory import Memory
from index.models.embed import load_encoder
from index.models.encoder import Encoder, Kind, tokenizer_of
from qa.opening import open_library

THOUSAND = 1000  # articles of which the pace is told


class StandIn:
    """Counts tokens as the real encoder does, and gives each text a vector drawn from its hash."""

    def __init__(self) -> None:
        encoder = load_encoder()
        self.name, self.fingerprint = "stand-in", "stand-in"
        self.dimension, self.max_tokens = encoder.dimension, encoder.max_tokens
        self.count_tokens, self.tokenizer = encoder.count_tokens, tokenizer_of(encoder)

    def encode(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        """Unit rows that mean nothing."""
        seeds = [zlib.crc32(text.encode()) for text in texts]
        rows = [np.random.default_rng(seed).normal(size=self.dimension) for seed in seeds]
        return np.stack([row / np.linalg.norm(row) for row in rows]).astype(np.float32)


class Pace:
    """Prints, for each thousand articles, how many went in a second."""

    def __init__(self) -> None:
        self._begun, self._used, self._at = time.perf_counter(), time.process_time(), 0

    def __call__(self, now: AddProgress) -> None:
        """Look at how far it has come."""
        if now.articles - self._at < THOUSAND:
            return
        wall, used, come = time.perf_counter(), time.process_time(), now.articles - self._at
        pace, each = come / (wall - self._begun), 1000 * (used - self._used) / come
        print(
            f"{now.articles:7} articles, {now.passages} passages: {pace:.1f} articles/s, "
            f"{each:.1f} processor ms an article",
            flush=True,
        )
        self._begun, self._used, self._at = wall, used, now.articles


def ours(folder: Path, articles: Path, stand_in: bool, words_first: bool) -> dict[str, float]:
    """Add the articles; seconds, counts, and peak memory in MB."""
    encoder: Encoder = StandIn() if stand_in else load_encoder()
    encoder.encode(["warm"], "passage")
    with open_library(folder, create=True, encoder=encoder) as library:
        pace = Pace()
        start, used = time.perf_counter(), time.process_time()
        progress = pace if stand_in else None
        report = library.add(articles, progress=progress, words_first=words_first)
        seconds, used = time.perf_counter() - start, time.process_time() - used
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "seconds": seconds,
        "keeping": used,
        "ahead": others.ru_utime + others.ru_stime,
        "articles": report.added,
        "unread": len(report.unread),
        "passages": report.passages,
        "embedded": report.embedded,
        "peak_mb": _peak_mb(),
    }


def bare(folder: Path) -> dict[str, float]:
    """Embed the same passages and put them into a flat index; seconds, and peak memory in MB."""
    import faiss  # noqa: PLC0415
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    from index.models.model import find_model  # noqa: PLC0415

    texts = sorted(_texts(folder))
    model = SentenceTransformer(str(find_model().path), device="cpu")
    model.encode(["warm"])
    start = time.perf_counter()
    index = faiss.IndexFlatIP(model.get_embedding_dimension() or 0)
    index.add(model.encode(texts, show_progress_bar=False, normalize_embeddings=True))
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "passages": len(texts), "peak_mb": _peak_mb()}


def _texts(folder: Path) -> set[str]:
    """What was embedded, each text once, as the library embeds no text twice."""
    encoder = load_encoder()
    memory = Memory.open(folder)
    texts = set()
    ids = list(range(1, memory.store.state()[0] + 1))
    for passage, article in memory.store.cited(ids):
        span = passage.span
        texts.add(embedding_text(article, span, encoder, memory.settings.passage_tokens))
    return texts


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def first(source: Path, limit: int, target: Path) -> None:
    """The first lines of a gzipped file, as a file of their own."""
    with gzip.open(source, "rt", encoding="utf-8") as lines, target.open("w") as out:
        out.writelines(islice(lines, limit))


def main() -> None:
    """Run both in processes of their own and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, help="articles as JSON Lines, gzipped")
    parser.add_argument("--limit", type=int, default=400, help="how many of the articles")
    parser.add_argument("--no-bare", action="store_true", help="leave the comparison out")
    parser.add_argument("--stand-in", action="store_true", help="leave the network out as well")
    parser.add_argument("--words-first", action="store_true", help="embed nothing")
    parser.add_argument("--part", choices=["ours", "bare"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        if options.part == "ours":
            print(
                json.dumps(
                    ours(options.folder, options.file, options.stand_in, options.words_first)
                )
            )
        else:
            print(json.dumps(bare(options.folder)))
        return
    with tempfile.TemporaryDirectory() as work:
        articles, folder = Path(work, "articles.jsonl"), Path(work, "library")
        first(options.file, options.limit, articles)
        switches = ["--stand-in"] * options.stand_in + ["--words-first"] * options.words_first
        own = _part("ours", articles, folder, switches)
        print(
            f"whosaid: {own['articles']:.0f} articles ({own['unread']:.0f} unread), "
            f"{own['passages']:.0f} passages ({own['embedded']:.0f} embedded) in "
            f"{own['seconds']:.1f} s: {own['articles'] / own['seconds']:.1f} articles/s, "
            f"{own['embedded'] / own['seconds']:.1f} passages/s, peak {own['peak_mb']:.0f} MB"
        )
        print(
            f"processor s: {own['keeping']:.1f} of the process that keeps them, "
            f"{own['ahead']:.1f} of those that read ahead"
        )
        if options.no_bare or options.stand_in or options.words_first:
            return
        other = _part("bare", articles, folder, [])
        print(
            f"bare:    {other['passages']:.0f} passages in {other['seconds']:.1f} s: "
            f"{other['passages'] / other['seconds']:.1f} passages/s, peak {other['peak_mb']:.0f} MB"
        )
        print(f"ratio of times, whosaid / bare: {own['seconds'] / other['seconds']:.2f}")


def _part(name: str, articles: Path, folder: Path, switches: list[str]) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.ingest", str(articles)]
    command += ["--part", name, "--folder", str(folder), *switches]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as part:
        assert part.stdout is not None
        for line in part.stdout:
            if line.startswith("{"):
                result: dict[str, float] = json.loads(line)
                return result
            print(line, end="", flush=True)
    raise SystemExit(f"{name} ended with {part.returncode}")


if __name__ == "__main__":
    main()
