"""What a network in eight bits costs and gains, beside the same network in floats.

    python -m benchmarks.precision DATA_FOLDER [--keep DIR] [--only NAME …]

DATA_FOLDER holds collections in BEIR's format, a folder each. Each is added twice, once in either
precision. Prints how near the vectors are, how well questions find with each, and whether the
difference is more than chance; and how many processor seconds the same passages take, by turns.
With ``--keep`` the libraries stay in DIR.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.quality import Asked, ask_all
from index.adding.add import embedding_text
from index.memory import Memory
from index.models.embed import load_encoder
from index.models.encoder import Encoder
from qa.measuring.retrieval import Order, as_answered, by_meaning
from qa.measuring.scores import compare

TIMED = 100  # passages, which take some seconds
ROUNDS = 3  # of which the best counts
WAYS: dict[str, Callable[[Memory], Order]] = {
    "meaning alone": lambda _: by_meaning,
    "the whole": as_answered,
}


def texts_of(memory: Memory, encoder: Encoder, limit: int) -> list[str]:
    """The first passages of a library as they are embedded."""
    tokens = memory.settings.passage_tokens
    found = memory.store.cited(list(range(1, limit + 1)))
    return [embedding_text(article, passage.span, encoder, tokens) for passage, article in found]


def seconds(encoders: list[Encoder], texts: list[str]) -> list[float]:
    """Processor seconds that each takes for the texts, by turns, the best of some rounds."""
    best = [float("inf")] * len(encoders)
    for _ in range(ROUNDS):
        for at, encoder in enumerate(encoders):
            start = time.process_time()
            encoder.encode(texts, "passage")
            best[at] = min(best[at], time.process_time() - start)
    return best


def show_speed(encoders: list[Encoder], texts: list[str]) -> None:
    """Print how long both take, and how near their vectors are."""
    exact, rounded = seconds(encoders, texts)
    print(f"{len(texts)} passages: {exact:.2f} s in floats, {rounded:.2f} s in eight bits,")
    print(f"that is {exact / rounded:.2f} times the passages")
    one, other = (encoder.encode(texts, "passage") for encoder in encoders)
    cosines = (one * other).sum(axis=1)
    print(f"cosines: {cosines.min():.4f} at least, {np.median(cosines):.4f} at the median")


def show_loss(exact: Asked, rounded: Asked) -> None:
    """Print nDCG@10 in both precisions, the difference, and its significance."""
    for name, order in WAYS.items():
        runs = [one.holders.run(one.found, order(one.memory)) for one in (exact, rounded)]
        judged = exact.collection.judged
        apart = compare("int8", runs[1], "float32", runs[0], judged)
        one, other = (a.measured(order(a.memory)).ndcg_10 for a in (exact, rounded))
        row = f"{one:.4f} | {other:.4f} | {apart.gain:+.4f} | {apart.p:.2f}"
        print(f"| {exact.name}, {name} | {row} |", flush=True)


def main() -> None:
    """Print the figures, ready for benchmarks/README.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="a folder of collections")
    parser.add_argument("--keep", type=Path, help="where the libraries stay")
    parser.add_argument("--only", nargs="*", help="which collections")
    options = parser.parse_args()
    folders = sorted(path.parent for path in options.folder.glob("*/qrels"))
    encoders = [load_encoder(precision="float32"), load_encoder(precision="int8")]
    with tempfile.TemporaryDirectory() as made:
        keep = options.keep or Path(made)
        print("| nDCG@10 | float32 | int8 | difference | p |\n|---|---|---|---|---|")
        for folder in folders:
            if options.only and folder.name not in options.only:
                continue
            exact, rounded = (
                ask_all(folder, keep / name, encoder)
                for name, encoder in zip(("float32", "int8"), encoders, strict=True)
            )
            show_loss(exact, rounded)
        memory = Memory.open(keep / "float32" / exact.name / "library")
        show_speed(encoders, texts_of(memory, encoders[0], TIMED))


if __name__ == "__main__":
    main()
