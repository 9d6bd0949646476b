"""What an encoder is: text in, vectors out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Kind = Literal["passage", "question"]


class Encoder(Protocol):
    """What the library needs of an embedding model."""

    @property
    def name(self) -> str:
        """What the user calls it."""

    @property
    def fingerprint(self) -> str:
        """Two encoders with one fingerprint give one vector for one text."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def max_tokens(self) -> int:
        """Tokens that it reads of a text, without its own marks and prompts."""

    def count_tokens(self, texts: list[str]) -> list[int]:
        """How many of its tokens each text has, without its own marks."""

    def encode(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        """The texts as ``(n, d)`` float32, unit rows."""


def tokenizer_of(encoder: Encoder) -> Path | None:
    """The folder with the ``tokenizer.json`` that an encoder counts tokens by, if it tells.

    Then another process can count them too. One that has its ``tokenizer`` tells.
    """
    folder: Path | None = getattr(encoder, "tokenizer", None)
    return folder
