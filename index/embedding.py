"""Embedding what was added words first."""

from index.added import AddProgress, Progress
from index.adding import embedding_text
from index.encoder import Encoder
from index.memory import Memory

_BATCH_PASSAGES = 128  # embedded and committed together: some seconds of work that a crash costs


def embed_waiting(memory: Memory, encoder: Encoder, progress: Progress | None = None) -> int:
    """Embed the passages that have no vector yet; how many vectors were made.

    Each batch is committed, so that what interrupts this costs a few seconds, and the next call
    goes on. Others may add and remove meanwhile. Raises ``ModelError`` and ``LibraryBusy``.
    """
    made = 0
    while waiting := memory.store.waiting.first(_BATCH_PASSAGES):
        digests = dict(waiting)
        tokens = memory.settings.passage_tokens
        texts = {
            digests[passage.id]: embedding_text(article, passage.span, encoder, tokens)
            for passage, article in memory.store.cited(list(digests))
        }
        if not texts:
            continue  # all of them were removed meanwhile
        vectors = encoder.encode(list(texts.values()), "passage")
        with memory.writing() as store:
            needed = store.waiting.among(list(texts))  # not those removed meanwhile
            kept = [at for at, digest in enumerate(texts) if digest in needed]
            if kept:
                store.put_vectors([list(texts)[at] for at in kept], vectors[kept])
        made += len(kept)
        if progress is not None:
            left = memory.store.waiting.count()
            progress(AddProgress(0, 0, 0, made, f"{left} passages to embed"))
    return made
