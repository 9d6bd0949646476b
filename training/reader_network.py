"""The reader's network, in torch; used in training only.

The same six layers as the tagger's over word embeddings that stay as they are, and for each piece
how well an answer begins and ends there; what CLS gets says that there is none (Devlin and others
2019, for SQuAD 2).
"""

from __future__ import annotations

import torch
from tagger_network import LAYERS, WIDTH, Layer
from torch import Tensor, nn

from index.models.reader import KINDS, LONGEST, MOST_PIECES


class ReaderNetwork(nn.Module):
    """Encoder and scores; the frozen word embeddings come in from outside."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.position = nn.Embedding(MOST_PIECES, WIDTH)
        self.feature = nn.Embedding(KINDS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.emission = nn.Linear(WIDTH, 2)
        nn.init.zeros_(self.feature.weight)

    def forward(self, embedded: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Scores of beginning and end, `(b, t, 2)`.

        `embedded` `(b, t, 384)`, `features` `(b, t) int64`, `mask` `(b, t) bool`.
        """
        x = embedded + self.position.weight[: embedded.shape[1]] + self.feature(features)
        x = self.dropout(self.norm(x))
        attention = None if bool(mask.all()) else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, attention)
        scores: Tensor = self.emission(x)
        return scores


def best_spans(scores: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """By how much the best span is better than none, its first and its last piece, `(b,)` each."""
    start, end = scores[:, :, 0], scores[:, :, 1]
    pieces = start.shape[1]
    allowed = torch.ones(pieces, pieces).triu().tril(LONGEST - 1).bool()
    allowed[0] = False
    pairs = (start[:, :, None] + end[:, None, :]).masked_fill(~allowed, -torch.inf)
    best, at = pairs.flatten(1).max(1)
    return best - start[:, 0] - end[:, 0], at // pieces, at % pieces
