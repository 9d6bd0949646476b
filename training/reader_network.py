"""The reader's network, in torch; used in training only.

The same six layers as the tagger's over word embeddings that stay as they are, and for each piece
how well an answer begins and ends there; what CLS gets says that there is none (Devlin and others
2019, for SQuAD 2).
"""

from __future__ import annotations

import torch
from tagger_network import WIDTH, Encoder
from torch import Tensor, nn

from index.models.reader import KINDS, LONGEST, MOST_PIECES


class ReaderNetwork(Encoder):
    """Encoder and scores."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__(KINDS, MOST_PIECES, dropout)
        self.emission = nn.Linear(WIDTH, 2)

    def forward(self, embedded: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Scores of beginning and end, `(b, t, 2)`; see `Encoder.encoded`."""
        scores: Tensor = self.emission(self.encoded(embedded, features, mask))
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
