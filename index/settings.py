"""What a new library is made with."""

from corpus.cutting import passages
from corpus.errors import UsageError
from index.models.encoder import Encoder
from index.records import Settings


def settings_for(encoder: Encoder, passage_tokens: int | None = None) -> Settings:
    """The settings of a library with this model, with passages of the usual or a given size.

    Raises ``UsageError`` for passages that the model does not read whole, and for tiny ones.
    """
    tokens = min(passages.LIMIT, encoder.max_tokens) if passage_tokens is None else passage_tokens
    if not 16 <= tokens <= encoder.max_tokens:
        raise UsageError(
            f"Passages of {tokens} tokens cannot be made; the model {encoder.name!r} reads up to "
            f"{encoder.max_tokens}, and 16 is the least."
        )
    return Settings(
        model=encoder.name,
        fingerprint=encoder.fingerprint,
        dimension=encoder.dimension,
        passage_tokens=tokens,
        overlap_tokens=min(passages.OVERLAP, tokens // 4),
    )
