"""What the seals of rows cost: adding with and without them, and the size of ``library.db``.

    python -m benchmarks.sealing FILE.jsonl.gz --limit 1000 [--rounds 3]
    python -m benchmarks.sealing LIBRARY

Adds the same articles by turns to libraries whose rows have seals and to ones whose rows have none,
with a stand-in for the network, and as ``--words-first`` does. Quote the ratios of processor time:
of the process that keeps what is added, so without what others read ahead, and without embedding,
beside which either figure is small. Of a library it is measured what it takes to bring a copy of it
up to date, and to check that whole.
"""

import argparse
import re
import resource
import shutil
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

import index.truth.schema
from benchmarks.ingest import first, ours
from index.keeping.soundness import faults
from index.truth.tables import TABLES

_SEAL = re.compile(r",\s+seal INTEGER AS \(seal_of\([^()]*\)\) STORED")


def adding(source: Path, limit: int, tables: str, words_first: bool) -> tuple[float, int, float]:
    """Seconds to keep the articles, bytes of ``library.db``, and seconds to check it whole."""
    with tempfile.TemporaryDirectory() as work:
        articles, folder = Path(work, "articles.jsonl"), Path(work, "library")
        first(source, limit, articles)
        with patch.object(index.truth.schema, "TABLES", tables):
            took = ours(folder, articles, stand_in=True, words_first=words_first)
        begun = time.process_time()
        faults(folder / "library.db")
        checked = time.process_time() - begun
        return took["keeping"], (folder / "library.db").stat().st_size, checked


def upgrading(library: Path) -> None:
    """Bring a copy of a library's truth up to date, check it, and print what both took."""
    with tempfile.TemporaryDirectory() as work:
        copy = Path(shutil.copy(library / "library.db", work))
        before, begun = copy.stat().st_size, time.process_time()
        index.truth.schema.open_tables(copy).close()
        upgraded = time.process_time()
        found = faults(copy)
        checked = time.process_time()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{before / 1e6:.0f} MB brought up to date in {upgraded - begun:.1f} processor s, "
            f"{copy.stat().st_size / 1e6:.0f} MB then; checked in {checked - upgraded:.1f} s, "
            f"{len(found)} faults; peak {peak:.0f} MB of memory"
        )


def main() -> None:
    """Add by turns and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, help="articles as JSON Lines, gzipped; or a library")
    parser.add_argument("--limit", type=int, default=1000, help="how many of the articles")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if options.file.is_dir():
        upgrading(options.file)
        return
    for words_first, what in ((False, "with vectors"), (True, "words first")):
        sealed, bare = [], []
        for _ in range(options.rounds):
            sealed.append(adding(options.file, options.limit, TABLES, words_first))
            bare.append(adding(options.file, options.limit, _SEAL.sub("", TABLES), words_first))
        mine, other = (sum(took for took, _, _ in some) for some in (sealed, bare))
        least, least_other = min(sealed)[0], min(bare)[0]
        print(
            f"{what}, {options.rounds} times each: {mine:.2f} s with seals, {other:.2f} without, "
            f"ratio {mine / other:.3f}; the quickest {least:.2f} and {least_other:.2f}, ratio "
            f"{least / least_other:.3f}; library.db {sealed[0][1] / bare[0][1]:.3f} as large; "
            f"checked whole in {min(checked for _, _, checked in sealed):.2f} s"
        )


if __name__ == "__main__":
    main()
