"""Embedding what was added words first."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from corpus.article import Article
from index.adding.add import heading, under
from index.adding.added import AddProgress, Progress, unseen
from index.memory import Memory
from index.models.encoder import Encoder
from index.records import Passage

_BATCH_PASSAGES = 256  # embedded and committed together: some seconds of work that a crash costs


def embed_waiting(memory: Memory, encoder: Encoder, progress: Progress | None = None) -> int:
    """Embed the passages that have no vector yet; how many vectors were made.

    Each batch is committed, so that what interrupts this costs a few seconds, and the next call
    goes on. Others may add and remove meanwhile. Raises ``ModelError`` and ``LibraryBusy``.
    """
    made, articles, last = 0, 0, ""
    tell = progress or unseen
    tell(_told(memory, articles, made))
    while waiting := memory.store.waiting.first(_BATCH_PASSAGES):
        digests = dict(waiting)
        cited = memory.store.cited(list(digests))
        texts = dict(_texts(cited, digests, encoder, memory.settings.passage_tokens))
        if not texts:
            continue  # all of them were removed meanwhile
        vectors = encoder.encode(list(texts.values()), "passage")
        with memory.writing() as store:
            needed = store.waiting.among(list(texts))  # not those removed meanwhile
            kept = [at for at, digest in enumerate(texts) if digest in needed]
            if kept:
                store.put_vectors([list(texts)[at] for at in kept], vectors[kept])
        made += len(kept)
        articles += len({article.id for _, article in cited} - {last})
        last = cited[-1][1].id
        tell(_told(memory, articles, made))
    return made


def _told(memory: Memory, articles: int, made: int) -> AddProgress:
    """How far embedding has come."""
    left = memory.store.waiting.count()
    waiting = f"{left:,} passage{'' if left == 1 else 's'} to embed"
    return AddProgress(0, 0, articles, made, waiting, made, made + left)


def _texts(
    cited: Iterable[tuple[Passage, Article]],
    digests: Mapping[int, bytes],
    encoder: Encoder,
    passage_tokens: int,
) -> Iterator[tuple[bytes, str]]:
    """What is embedded for passages, each with its digest."""
    for article, some in groupby(cited, lambda pair: pair[1]):
        head = heading(article, encoder, passage_tokens)
        for passage, _ in some:
            yield digests[passage.id], under(head, passage.span.of(article.text))
