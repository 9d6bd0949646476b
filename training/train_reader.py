"""Train the reader: `python train_reader.py TRAIN.json OUT --base FOLDER` (SQuAD 1.1's format).

The base model's word embeddings stay as they are; position embeddings, the six layers and the
scores are trained. A first round takes what does not answer by its words alone. Further rounds,
with `--start`, take what the reader so far found likeliest to answer, and what is written is the
mean of the weights before and after. OUT gets `reader.onnx`, `config.json` and a checkpoint.
"""

from __future__ import annotations

import argparse
import copy
import random
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from reader_examples import (
    WRONG,
    Article,
    Batch,
    Example,
    answered,
    batches_of,
    collate,
    hollow,
    rarity_of,
    read_squad,
    unanswered,
)
from reader_network import ReaderNetwork, best_spans
from reader_onnx import write_folder
from tagger_network import FORBIDDEN, load_base
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from train_tagger import HEAD_FACTOR, MEAN_KEPT, rate_share

from corpus.saying.pieces import MASK

BUDGET = 4096
"""Pieces a step."""
WORD_DROPOUT = 0.04
CANDIDATES = 4
"""Windows that a later round chooses from, for each question."""
TOO_LIKELY = 6.0
"""Score above which a window that should not answer is taken to do so after all."""
REPORTED, SAVED = 100, 500
"""Steps from one line of progress to the next, and from one checkpoint to the next."""


def scores_of(network: ReaderNetwork, table: Tensor, batch: Batch) -> Tensor:
    """Scores of beginning and end `(b, t, 2)`, only CLS and the text allowed."""
    ids = batch.ids
    if network.training:
        ids = ids.masked_fill((torch.rand(ids.shape) < WORD_DROPOUT) & (ids > MASK), MASK)
    with torch.autocast("cpu", torch.bfloat16):
        scores: Tensor = network(table[ids], batch.features, batch.mask)
    return scores.float().masked_fill(~batch.text[:, :, None], FORBIDDEN)


def loss_of(scores: Tensor, batch: Batch) -> Tensor:
    """Cross entropy of beginning and end, nats."""
    first, last = batch.answers.T
    begins: Tensor = functional.cross_entropy(scores[:, :, 0], first)
    return begins + functional.cross_entropy(scores[:, :, 1], last)


class Reading:
    """The network in training, its running mean, and the optimizer."""

    def __init__(self, base: Path, rate: float, start: Path | None) -> None:
        torch.manual_seed(7)
        self.network = ReaderNetwork()
        self.table = load_base(self.network, base)
        if start:
            self.network.load_state_dict(torch.load(start, weights_only=True)["mean"])
        self.mean = copy.deepcopy(self.network).eval()
        groups = [
            {
                "params": [weight],
                "lr": rate * (HEAD_FACTOR if name.startswith(("emission", "feature")) else 1),
                "weight_decay": 0.01 if weight.ndim > 1 else 0.0,
            }
            for name, weight in self.network.named_parameters()
        ]
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
        self.rates = [group["lr"] for group in self.optimizer.param_groups]
        self.taken = 0

    def step(self, examples: list[Example], share: float) -> float:
        """One step at a share of the full rates; the loss in nats."""
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * share
        batch = collate(examples)
        loss = loss_of(scores_of(self.network, self.table, batch), batch)
        torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.taken += 1
        kept = min(MEAN_KEPT, self.taken / (self.taken + 10))
        with torch.no_grad():
            old: list[Tensor] = list(self.mean.parameters())
            torch._foreach_lerp_(old, list(self.network.parameters()), 1 - kept)
        return loss.item()

    @torch.no_grad()
    def mix(self, start: Path) -> None:
        """Take the mean of the weights and of those of a checkpoint (Wortsman and others 2022)."""
        before = torch.load(start, weights_only=True)["mean"]
        after = self.mean.state_dict()
        mixed = {name: (weight + before[name]) / 2 for name, weight in after.items()}
        self.mean.load_state_dict(mixed)

    @torch.no_grad()
    def read(self, examples: list[Example]) -> tuple[list[float], list[bool]]:
        """By how much each example has an answer, and whether the right one was found."""
        batch = collate(examples)
        score, first, last = best_spans(scores_of(self.mean, self.table, batch))
        right = (first == batch.answers[:, 0]) & (last == batch.answers[:, 1])
        return score.tolist(), right.tolist()


def first_round(articles: list[Article], share: float, rng: random.Random) -> Iterator[Example]:
    """For each of some questions a window that answers, and some that share words with it."""
    rarity = rarity_of(articles)
    for article in articles:
        for question in article.questions:
            if rng.random() < share:
                yield answered(article, question, rng)
                yield from unanswered(article, question, rarity, WRONG, rng)


def later_round(
    articles: list[Article], share: float, rng: random.Random, reading: Reading
) -> Iterator[Example]:
    """The same with those windows, of some, that the reader finds likeliest to answer.

    And the sentences that answer without their answers.
    """
    rarity = rarity_of(articles)
    candidates: list[tuple[int, Example]] = []
    asked = 0
    for article in articles:
        for question in article.questions:
            if rng.random() < share:
                yield answered(article, question, rng)
                asked += 1
                emptied = hollow(question, rng, article.heading)
                if emptied is not None:
                    yield emptied
                some = unanswered(article, question, rarity, CANDIDATES, rng)
                candidates += [(asked, example) for example in some]
    found: dict[int, list[tuple[float, int]]] = {}
    candidates.sort(key=lambda one: one[1].size)
    at = iter(range(len(candidates)))
    while numbers := list(islice(at, 64)):
        scores, _ = reading.read([candidates[number][1] for number in numbers])
        for number, score in zip(numbers, scores, strict=True):
            found.setdefault(candidates[number][0], []).append((score, number))
    for own in found.values():
        likely = [number for score, number in sorted(own, reverse=True) if score < TOO_LIKELY]
        yield from (candidates[number][1] for number in likely[:WRONG])


def train(examples: list[Example], reading: Reading, folder: Path, warmup: float) -> None:
    """One pass over the examples."""
    batches = batches_of(examples, BUDGET, random.Random(7))
    reading.network.train()
    losses, began = 0.0, time.time()
    for number, batch in enumerate(batches, 1):
        losses += reading.step(batch, rate_share((number - 0.5) / len(batches), warmup))
        if number % REPORTED == 0:
            minutes = (time.time() - began) / 60
            print(f"{number}/{len(batches)} {losses / REPORTED:.3f} {minutes:.1f} min", flush=True)
            losses = 0.0
        if number % SAVED == 0 or number == len(batches):
            torch.save({"mean": reading.mean.state_dict()}, folder / "checkpoint.pt")


def report(articles: list[Article], reading: Reading) -> None:
    """How much of what is not answered is told, at a price of 5 % of what is; held-out articles."""
    rng = random.Random(1)
    examples = list(first_round(articles, 0.1, rng))
    scores: dict[bool, list[float]] = {True: [], False: []}
    right: list[bool] = []
    for batch in batches_of(examples, 2 * BUDGET, rng):
        for example, score, exact in zip(batch, *reading.read(batch), strict=True):
            scores[example.first >= 0].append(score)
            if example.first >= 0:
                right.append(exact)
    floor = np.quantile(scores[True], 0.05)
    refused = np.mean(np.array(scores[False]) < floor)
    print(f"{len(right)} questions: exact {np.mean(right):.3f}, not answered told {refused:.3f}")


def main() -> None:
    """Train as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path, help="train-v1.1.json")
    parser.add_argument("out", type=Path, help="folder for the model and the checkpoint")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--dev", type=Path, help="dev-v1.1.json, to report on")
    parser.add_argument("--start", type=Path, help="checkpoint of the round before")
    parser.add_argument("--share", type=float, default=1.0, help="of the questions")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--warmup", type=float, default=0.06, help="share of the steps")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    asked.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(asked.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    articles = list(read_squad(asked.train, tokenizer))
    reading, rng = Reading(asked.base, asked.rate, asked.start), random.Random(asked.seed)
    if asked.start:
        examples = list(later_round(articles, asked.share, rng, reading))
    else:
        examples = list(first_round(articles, asked.share, rng))
    print(len(examples), "examples", flush=True)
    train(examples, reading, asked.out, asked.warmup)
    if asked.start:
        reading.mix(asked.start)
    weights = {name: value.numpy() for name, value in reading.mean.state_dict().items()}
    write_folder(weights, asked.base, asked.out)
    if asked.dev:
        report(list(read_squad(asked.dev, tokenizer)), reading)


if __name__ == "__main__":
    main()
