"""What a reranker is: it reads question and passage together, and says how well one answers.

Slower than comparing vectors by far, so only the best candidates are put to it.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Reranker(Protocol):
    """What the library needs of a cross-encoder."""

    def scores(self, question: str, passages: Sequence[str]) -> NDArray[np.float32]:
        """How well each passage answers, ``(n,)``, higher is better; any scale."""


def load_reranker(name: str) -> Reranker:
    """A cross-encoder by name or folder, run by sentence-transformers.

    Raises ``ModelError`` when there is none, or it is no cross-encoder, or its weights are pickled.
    """
    from index.models.model import find_model  # noqa: PLC0415 - with the next
    from index.models.transformer import CrossEncoderReranker  # noqa: PLC0415 - 7 to 12 s

    return CrossEncoderReranker(find_model(name))
