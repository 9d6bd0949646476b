"""A model's own tokens: how many a text has, and their numbers for the network."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.network import open_tokenizer


class ModelTokenizer:
    """The tokenizer of a model folder; it gives every token, and cuts only where it is told to."""

    def __init__(self, folder: Path) -> None:
        self._whole = open_tokenizer(folder)

    def count(self, texts: list[str]) -> list[int]:
        """How many tokens each text has, without the marks that a model puts at its ends."""
        encodings = self._whole.encode_batch_fast(texts, add_special_tokens=False)
        return [len(encoding) for encoding in encodings]

    def number(self, texts: Sequence[str], limit: int) -> list[NDArray[np.int64]]:
        """The numbers of each text's tokens with the marks, at most ``limit`` of them.

        What is over the limit is left out before the closing mark.
        """
        rows = [np.array(item.ids, np.int64) for item in self._whole.encode_batch_fast(list(texts))]
        return [np.append(row[: limit - 1], row[-1]) if len(row) > limit else row for row in rows]
