"""How often questions of few words, one of them rare, find the passage that has it.

    python -m benchmarks.rare LIBRARY [--questions 150] [--seed 3]

Passages of the library are drawn at random; of each a word that at most two passages have is asked
for alone, with one word that is neither rare nor common, and between two such. Prints the shares
found first and among the first five, with the order as it is, with meaning that counts in full
however far off the nearest is, and by words alone.
"""

import argparse
import random
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from benchmarks.sized import encoder_of
from index.memory import Memory
from index.records import Candidate
from qa.asking import rank as ranking
from qa.asking.rank import CANDIDATES, rank
from qa.measuring.retrieval import Order, as_answered, by_words

RARE = 2  # passages that have a rare word, at most
MIDDLING = range(20, 300)  # passages that have a word which is neither rare nor common
ALL = 1_000_000  # passages that are looked at, at most


@dataclass(frozen=True, slots=True)
class Sought:
    """A question of few words, one of them rare, and the passages that have it."""

    words: str
    right: frozenset[int]


def draw(memory: Memory, questions: int, rng: random.Random) -> dict[int, list[Sought]]:
    """So many questions of one word, of two and of three."""
    texts = memory.store.texts.after(0, ALL)
    having: dict[str, set[int]] = defaultdict(set)
    for passage, text in texts:
        for stem in memory.stems(text):
            having[stem].add(passage)
    found: dict[int, list[Sought]] = {1: [], 2: [], 3: []}
    rng.shuffle(texts)
    for _, text in texts:
        holders = {
            word: having[stems[0]]
            for word in dict.fromkeys(re.findall(r"\w[\w-]{3,}", text))
            if len(stems := memory.stems(word)) == 1
        }
        rare = [word for word, some in holders.items() if 0 < len(some) <= RARE]
        middling = [word for word, some in holders.items() if len(some) in MIDDLING]
        if not rare or len(middling) < 2:
            continue
        word, (before, after) = rng.choice(rare), rng.sample(middling, 2)
        phrases = word, f"{word} {after}", f"{before} {word} {after}"
        for length, phrase in enumerate(phrases, 1):
            found[length].append(Sought(phrase, frozenset(holders[word])))
        if len(found[1]) == questions:
            break
    return found


def in_full(candidates: list[Candidate]) -> list[Candidate]:
    """The order where the nearest counts in full, however far off it is."""
    with patch.object(ranking, "NEAR", 0.0):
        return rank(candidates)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("library", type=Path)
    parser.add_argument("--questions", type=int, default=150)
    parser.add_argument("--seed", type=int, default=3)
    options = parser.parse_args()
    memory = Memory.open(options.library)
    encoder = encoder_of(memory.settings)
    memory.follow()
    orders: dict[str, Order] = {
        "the whole": as_answered(memory),
        "without NEAR": in_full,
        "words of the passage": by_words,
    }
    drawn = draw(memory, options.questions, random.Random(options.seed))
    print("| first (among the first five) | one word | two | three |\n|---|---|---|---|")
    places: dict[str, list[str]] = {name: [] for name in orders}
    for sought in drawn.values():
        vectors = encoder.encode([one.words for one in sought], "question")
        some = [
            memory.candidates(one.words, vector, None, CANDIDATES)
            for one, vector in zip(sought, vectors, strict=True)
        ]
        for name, order in orders.items():
            tops = [
                next((at for at, item in enumerate(order(found)) if item.passage in one.right), 99)
                for one, found in zip(sought, some, strict=True)
            ]
            first, five = sum(top == 0 for top in tops), sum(top < 5 for top in tops)
            places[name].append(f"{first / len(tops):.2f} ({five / len(tops):.2f})")
    for name, cells in places.items():
        print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
