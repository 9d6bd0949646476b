"""A model's own tokens: how many a text has, and their numbers for the network."""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.network import cuts_at_blanks, open_tokenizer

_REMEMBERED = 1_000_000  # characters of words whose tokens are remembered: some 130,000 words


class ModelTokenizer:
    """The tokenizer of a model folder; it gives every token, and cuts only where it is told to.

    Most words of an article were in one before, so where a word always has the same tokens, it is
    counted once: in a third of the time.
    """

    def __init__(self, folder: Path) -> None:
        self._whole = open_tokenizer(folder)
        self._by_words = cuts_at_blanks(self._whole)
        self._known: dict[str, int] = {}
        self._size = 0  # characters of the words that are known

    def count(self, texts: list[str]) -> list[int]:
        """How many tokens each text has, without the marks that a model puts at its ends."""
        if not self._by_words:
            return self._count(texts)
        if self._size > _REMEMBERED:
            self._known, self._size = {}, 0
        known = self._known  # another thread may begin anew
        words = [text.replace("\n", " ").split(" ") for text in texts]
        new = list(set(chain.from_iterable(words)).difference(known))
        known.update(zip(new, self._count(new), strict=True))
        self._size += sum(map(len, new))
        return [sum(map(known.__getitem__, some)) for some in words]

    def _count(self, texts: list[str]) -> list[int]:
        encodings = self._whole.encode_batch_fast(texts, add_special_tokens=False)
        return [len(encoding) for encoding in encodings]

    def number(self, texts: Sequence[str], limit: int) -> list[NDArray[np.int64]]:
        """The numbers of each text's tokens with the marks, at most ``limit`` of them.

        What is over the limit is left out before the closing mark.
        """
        rows = [np.array(item.ids, np.int64) for item in self._whole.encode_batch_fast(list(texts))]
        return [np.append(row[: limit - 1], row[-1]) if len(row) > limit else row for row in rows]
