"""Train the tagger: `python train_tagger.py TRAIN.jsonl.gz OUT --base FOLDER`.

The base model's word embeddings stay as they are (the product shares them with its embedding
model); position embeddings, the six layers and the heads are trained. A linear-chain CRF scores
whole label sequences, and a pointer from each content to its cue and from each cue to its source
is learned beside it. OUT gets `tagger.onnx` and `config.json`, and a checkpoint after each epoch.
"""

from __future__ import annotations

import argparse
import copy
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tagger_batches import (
    Batch,
    Example,
    Window,
    collate,
    make_batches,
    make_example,
    read_articles,
)
from tagger_network import FORBIDDEN, LAYERS, WINDOW, TaggerNetwork, crf_loss, load_base
from tagger_onnx import write_folder
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from corpus.saying.decoding import LINK_WIDTH, QUERY
from corpus.saying.pieces import MASK

MEAN_KEPT = 0.995
"""Share of the running mean of the weights that stays at each step, once it has begun."""
HEAD_FACTOR = 5
"""Rate of the new weights, in rates of the encoder's."""
REPORTED, SAVED = 20, 100
"""Steps from one line of progress to the next, and from one checkpoint to the next."""


def link_loss(links: Tensor, batch: Batch, network: TaggerNetwork) -> Tensor:
    """Cross entropy of each span's own cue or source among those of its window, nats summed."""
    if not len(batch.targets):
        return links.sum() * 0
    blocks = links.view(*links.shape[:2], 8, LINK_WIDTH)
    query, key = (
        blocks[where, first, block] + blocks[where, last, block + 1]
        for where, first, last, block in (batch.rows.T, batch.columns.T)
    )
    scores = query @ key.T / LINK_WIDTH**0.5 + network.link_bias[batch.pairs.clamp(min=0)]
    scores = scores.masked_fill(batch.pairs < 0, FORBIDDEN)
    is_cue = batch.rows[:, 3:] == QUERY["cue"]
    nothing = torch.where(is_cue, network.no_source, torch.tensor(FORBIDDEN))
    scores = torch.cat([scores, nothing], 1)
    return functional.cross_entropy(scores, batch.targets, reduction="sum")


@dataclass(frozen=True)
class Plan:
    """How to train. Rates are those of AdamW at their highest; `budget` counts pieces a step.

    `steps` ends the training early, with the whole schedule squeezed into them; `link_weight`
    weighs the loss of a link against that of a word.
    """

    epochs: int
    steps: int | None
    rate: float
    warmup: float
    seed: int
    budget: int = 2048
    layer_decay: float = 0.95
    dropout: float = 0.1
    word_dropout: float = 0.04
    link_weight: float = 0.03


def make_optimizer(network: TaggerNetwork, plan: Plan) -> torch.optim.AdamW:
    """AdamW: higher rates for the heads, lower ones for lower layers, no decay on vectors."""
    groups: list[dict[str, Any]] = []
    for name, weight in network.named_parameters():
        if name.startswith("layers."):
            rate = plan.rate * plan.layer_decay ** (LAYERS - 1 - int(name.split(".")[1]))
        elif name.startswith(("position", "norm")):
            rate = plan.rate * plan.layer_decay**LAYERS
        else:
            rate = (
                HEAD_FACTOR
                * plan.rate
                * (10 if name in ("transitions", "link_bias", "no_source") else 1)
            )
        decay = 0.01 if weight.ndim > 1 and name != "transitions" else 0.0
        groups.append({"params": [weight], "lr": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def rate_share(progress: float, warmup: float) -> float:
    """Share of the full rate at a share of the training: linear up, then linear down to nothing.

    >>> [round(rate_share(p, 0.1), 2) for p in (0.0, 0.05, 0.1, 0.55, 1.0)]
    [0.0, 0.5, 1.0, 0.5, 0.0]
    """
    return min(progress / warmup, (1 - progress) / (1 - warmup))


def batch_loss(
    network: TaggerNetwork, table: Tensor, batch: Batch, plan: Plan
) -> tuple[Tensor, Tensor]:
    """Label loss a word and link loss a link, in nats."""
    ids = batch.ids
    if network.training and plan.word_dropout:
        hidden = (torch.rand(ids.shape) < plan.word_dropout) & (ids > MASK)
        ids = ids.masked_fill(hidden, MASK)
    with torch.autocast("cpu", torch.bfloat16):
        scores, links = network(table[ids], batch.features, batch.mask)
    rows = torch.arange(len(ids))[:, None]
    labels = crf_loss(
        scores.float()[rows, batch.words], batch.labels, batch.word_mask, network.steps()
    )
    linked = link_loss(links.float(), batch, network)
    return labels / batch.word_mask.sum(), linked / max(1, len(batch.targets))


class Training:
    """The network in training, its running mean, and the optimizer."""

    def __init__(self, base: Path, plan: Plan, start: Path | None) -> None:
        torch.manual_seed(plan.seed)
        self.plan = plan
        self.network = TaggerNetwork(plan.dropout)
        self.table = load_base(self.network, base)
        if start:
            self.network.load_state_dict(torch.load(start, weights_only=True)["mean"])
        self.mean = copy.deepcopy(self.network)
        self.optimizer = make_optimizer(self.network, plan)
        self.rates = [group["lr"] for group in self.optimizer.param_groups]
        self.taken = 0

    def step(self, windows: list[Window], share: float) -> tuple[float, float]:
        """One step at a share of the full rates; the losses a word and a link, in nats."""
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * share
        label, link = batch_loss(self.network, self.table, collate(windows), self.plan)
        torch.autograd.backward(label + self.plan.link_weight * link)
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.taken += 1
        self._update_mean(min(MEAN_KEPT, self.taken / (self.taken + 10)))
        return label.item(), link.item()

    @torch.no_grad()
    def _update_mean(self, kept: float) -> None:
        old: list[Tensor] = list(self.mean.parameters())
        new: list[Tensor] = list(self.network.parameters())
        torch._foreach_lerp_(old, new, 1 - kept)

    def save(self, path: Path) -> None:
        """Write a checkpoint: the weights and their running mean."""
        states = {"network": self.network.state_dict(), "mean": self.mean.state_dict()}
        torch.save(states, path)


def train(examples: list[Example], training: Training, folder: Path) -> None:
    """Train on all examples for the epochs or steps of the plan, with checkpoints on the way."""
    plan, rng = training.plan, random.Random(training.plan.seed)
    training.network.train()
    batches = [b for _ in range(plan.epochs) for b in make_batches(examples, plan.budget, rng)]
    batches = batches[: plan.steps]
    sums, began = np.zeros(2), time.time()
    for number, windows in enumerate(batches, 1):
        sums += training.step(windows, rate_share((number - 0.5) / len(batches), plan.warmup))
        if number % REPORTED == 0:
            label, link = sums / REPORTED
            minutes = (time.time() - began) / 60
            print(f"{number}/{len(batches)} label {label:.4f} link {link:.4f} {minutes:.1f} min")
            sums[:] = 0
        if number % SAVED == 0 or number == len(batches):
            training.save(folder / "checkpoint.pt")


def write_model(training: Training, base: Path, folder: Path) -> None:
    """Write the mean of the weights as the folder that is shipped."""
    weights = {name: value.numpy() for name, value in training.mean.state_dict().items()}
    steps = training.mean.steps().detach().numpy()
    write_folder(weights, steps, base, folder, WINDOW)


def read_examples(path: Path, base: Path, held_out: int) -> list[Example]:
    """The articles of the file, shuffled, less the first `held_out`, which are kept for choices."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    articles = read_articles(path)
    random.Random(0).shuffle(articles)
    return [make_example(a, tokenizer) for a in articles[held_out:]]


def main() -> None:
    """Train as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path, help="polnear_train.jsonl.gz")
    parser.add_argument("out", type=Path, help="folder for the model and the checkpoint")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--start", type=Path, help="checkpoint to go on from")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--steps", type=int, help="end after so many")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--warmup", type=float, default=0.06, help="share of the steps")
    parser.add_argument("--held-out", type=int, default=40, help="articles kept for choices")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    asked.out.mkdir(parents=True, exist_ok=True)
    examples = read_examples(asked.train, asked.base, asked.held_out)
    plan = Plan(asked.epochs, asked.steps, asked.rate, asked.warmup, asked.seed)
    training = Training(asked.base, plan, asked.start)
    train(examples, training, asked.out)
    write_model(training, asked.base, asked.out)


if __name__ == "__main__":
    main()
