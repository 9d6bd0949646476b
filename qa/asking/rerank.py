"""Putting the best candidates in the order of a reranker, which reads them with the question."""

from collections.abc import Sequence

from index.memory import Memory
from index.models.reranker import Reranker
from index.records import Candidate

RERANKED = 50
"""Candidates that are put to the reranker, the best: it reads each, which is slow."""


def reranked(
    memory: Memory, reranker: Reranker | None, question: str, ranked: Sequence[Candidate]
) -> list[Candidate]:
    """The candidates, the first 50 in the order of the reranker; as they are without one.

    It reads the headline before the passage, as the passage may call by "he" and "the bridge" what
    only the headline names. Ties keep their order.
    """
    if reranker is None or not ranked:
        return list(ranked)
    texts = memory.store.texts.of([item.passage for item in ranked[:RERANKED]])
    first = [item for item in ranked[:RERANKED] if item.passage in texts]
    read = ["\n".join(filter(None, texts[item.passage])) for item in first]
    values = dict(zip(first, reranker.scores(question, read).tolist(), strict=True))
    return [*sorted(first, key=lambda item: -values[item]), *ranked[RERANKED:]]
