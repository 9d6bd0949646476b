"""The tagger's network and its losses, in torch; used in training only.

Six BERT layers over word embeddings that come in from outside and stay as they are, a score for
each label, and link vectors. The labels are scored as whole sequences (a linear-chain CRF).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from corpus.saying.decoding import LABELS, LINK_FEATURES, LINK_WIDTH
from corpus.saying.pieces import FEATURES

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536
WINDOW = 256
"""Word pieces that the model reads at once, the leading CLS included."""
FORBIDDEN = -1e4
"""Score of a step between labels that cannot follow each other."""


class Layer(nn.Module):
    """One BERT layer; `(b, t, 384)` to the same."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """`(b, t, 384)` to the same; `mask` `(b, 1, 1, t) bool` is False on padding."""
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        mixed = attend(q, k, v, mask).transpose(1, 2).reshape(b, t, WIDTH)
        x = self.norm1(x + self.out(mixed))
        inner = self.down(functional.gelu(self.up(x)))
        normed: Tensor = self.norm2(x + self.dropout(inner))
        return normed


def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
    """Softmax attention, `(b, heads, t, d)` to the same.

    Written out, since its backward pass in bfloat16 on a CPU is faster than that of torch's own.
    """
    b, heads, t, d = q.shape
    q, k, v = (part.reshape(b * heads, t, d) for part in (q, k, v))
    scores = torch.bmm(q * d**-0.5, k.transpose(1, 2))
    if mask is not None:
        scores = scores.view(b, heads, t, t).masked_fill(~mask, FORBIDDEN).view(b * heads, t, t)
    return torch.bmm(scores.softmax(-1).to(v.dtype), v).view(b, heads, t, d)


class Encoder(nn.Module):
    """Six layers over pieces; the frozen word embeddings come in from outside."""

    def __init__(self, kinds: int, pieces: int, dropout: float) -> None:
        super().__init__()
        self.position = nn.Embedding(pieces, WIDTH)
        self.feature = nn.Embedding(kinds, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        nn.init.zeros_(self.feature.weight)

    def encoded(self, embedded: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """`embedded` `(b, t, 384)`, of kinds `features` `(b, t) int64`, to the same shape.

        `mask` `(b, t) bool` is False on padding.
        """
        placed = embedded + self.position.weight[: embedded.shape[1]] + self.feature(features)
        x: Tensor = self.dropout(self.norm(placed))
        attention = None if bool(mask.all()) else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, attention)
        return x


class TaggerNetwork(Encoder):
    """Encoder and heads."""

    allowed: Tensor

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__(FEATURES, WINDOW, dropout)
        self.emission = nn.Linear(WIDTH, len(LABELS))
        self.link = nn.Linear(WIDTH, 8 * LINK_WIDTH)
        self.link_bias = nn.Parameter(torch.zeros(LINK_FEATURES))
        self.no_source = nn.Parameter(torch.zeros(()))
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.register_buffer("allowed", torch.from_numpy(allowed_steps()), persistent=False)

    def forward(self, embedded: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Label scores `(b, t, 13)` and link vectors `(b, t, 384)`; see `Encoder.encoded`."""
        x = self.encoded(embedded, features, mask)
        return self.emission(x), self.link(x)

    def steps(self) -> Tensor:
        """Transition scores `(13, 13)`, from row to column, forbidden steps at -1e4."""
        return torch.where(self.allowed, self.transitions, torch.tensor(FORBIDDEN))


def allowed_steps() -> np.ndarray:
    """Which label may follow which, `(13, 13) bool`: B and I go on in their role, E, S and O end.

    >>> steps = allowed_steps()
    >>> bool(steps[0, 1]), bool(steps[0, 2]), bool(steps[1, 3]), bool(steps[1, 0])
    (True, False, True, False)
    """
    opens = np.array([name[0] in "BI" for name in LABELS])
    goes_on = np.array([name[0] in "IE" for name in LABELS])
    same_role = np.array([[a[1:] == b[1:] for b in LABELS] for a in LABELS])
    return np.where(opens[:, None], goes_on[None, :] & same_role, ~goes_on[None, :])


LAYER_PARTS = {
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}
"""Our name of each part of a layer, and the base model's."""


def load_base(network: Encoder, base: Path) -> Tensor:
    """Fill the encoder from the base model; its word embeddings `(30522, 384)` are returned."""
    weights = load_file(base / "model.safetensors")
    places = weights["embeddings.position_embeddings.weight"][:WINDOW]
    own = {"position.weight": places + weights["embeddings.token_type_embeddings.weight"][0]}
    for part in ("weight", "bias"):
        own[f"norm.{part}"] = weights[f"embeddings.LayerNorm.{part}"]
        for i in range(LAYERS):
            at = f"encoder.layer.{i}."
            three = [weights[f"{at}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
            own[f"layers.{i}.qkv.{part}"] = torch.cat(three)
            for ours, theirs in LAYER_PARTS.items():
                own[f"layers.{i}.{ours}.{part}"] = weights[f"{at}{theirs}.{part}"]
    network.load_state_dict(own, strict=False)
    return weights["embeddings.word_embeddings.weight"]


def crf_loss(scores: Tensor, labels: Tensor, mask: Tensor, steps: Tensor) -> Tensor:
    """Negative log likelihood of label sequences, nats summed over the batch (Lafferty 2001).

    `scores` `(b, w, 13)`, `labels` and `mask` `(b, w)`, `steps` `(13, 13)`. Any label may begin
    and end a window, which may be cut within a span.
    """
    own = scores.gather(2, labels[:, :, None])[:, :, 0]
    path = (own * mask).sum() + (steps[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]).sum()
    factors = steps.exp()
    top = scores.max(2, keepdim=True).values
    weights = (scores - top).exp()
    alpha, total = weights[:, 0], (top[:, :, 0] * mask).sum()
    for i in range(1, scores.shape[1]):
        norm = alpha.sum(1, keepdim=True)
        following = (alpha / norm) @ factors * weights[:, i]
        live = mask[:, i : i + 1]
        total = total + (norm.log() * live).sum()
        alpha = torch.where(live, following, alpha)
    return total + alpha.sum(1).log().sum() - path
