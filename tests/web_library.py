"""The libraries that the tests of the page ask, and how they are served."""

import asyncio
import hashlib
import re
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import uvicorn
from conftest import WordEncoder, make_article
from fastapi import FastAPI

import app
import whosaid
from corpus.article import Removal
from corpus.spans import Span
from index.memory import Memory
from whosaid import Article, Library

CITED = "The Lantern Bridge was closed on Tuesday because of cracks, said Ahn Seo-rim."
"""The passage that answers ``QUESTION``: in the middle of a long article."""
QUESTION = "Was the Lantern Bridge closed because of cracks?"
HOSTILE = (
    '<script>document.title = "owned"</script><img src=x onerror="document.title=1"> '
    "[click](javascript:alert(1)) **bold** &lt;b&gt; ${document.title='owned'} {{value}} "
    "`code` </blockquote></mark> zeppelin"
)

HERE = "http://127.0.0.1:7860"
SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"

ARTICLES = (
    make_article(
        "bridge",
        "\n\n".join(
            [f"Paragraph {number} tells of harbour matters at length. " * 4 for number in range(20)]
            + [CITED]
            + [f"Paragraph {number} tells of ferry matters at length. " * 4 for number in range(20)]
        ),
        "2025-09-09T11:20",
        title="Lantern Bridge shut",
        outlet="The Ellan Gazette",
        authors=("Fenella Marsh",),
        url="https://gazette.example/bridge?a=1&b=2",
        language="en",
        found=(("title", "first line"), ("published", "printed line")),
        removed=(Removal(0, "Link copied <b>", "share_buttons"),),
    ),
    make_article(
        "cost",
        "Repairing the Lantern Bridge costs 86 million crowns, the minister said.",
        "2025-10-02",
        title="Bridge repair to cost 86 million",
        outlet="Quay Post",
    ),
    make_article(
        "hostile",
        HOSTILE,
        title='<b onclick="alert(1)">Zeppelin</b>',
        outlet="Evil & Sons",
        authors=("<i>Mallory</i>",),
        url="javascript:alert(1)",
    ),
    make_article("undated", "A walrus was seen in the harbour by nobody in particular."),
    make_article(
        "flood", "The river Tavra broke its banks at Lysmere.", "--10-12", title="Flood at Lysmere"
    ),
)


BRIDGE = ARTICLES[0]
_START = BRIDGE.text.index(CITED)
REFERENCE = f"{BRIDGE.id}:{_START}-{_START + len(CITED)}"
"""Where ``CITED`` stands."""


def fill(folder: Path, articles: tuple[Article, ...] = ARTICLES) -> Library:
    """A library of articles, each paragraph a passage."""
    encoder = WordEncoder()
    library = whosaid.open(folder, create=True, encoder=encoder)
    memory = Memory.open(folder)
    with memory.writing() as store:
        for article in articles:
            spans = [Span(*match.span()) for match in re.finditer(r"\S.*\S", article.text)]
            texts = [span.of(article.text) for span in spans]
            digests = [hashlib.sha256(text.encode()).digest()[:16] for text in texts]
            vectors = encoder.encode(texts, "passage")
            store.put_vectors(digests, np.asarray(vectors, np.float32))
            store.put(article, spans, digests)
    memory.close()
    return library


def sample_library(folder: Path) -> Library:
    """The sample archive, and the five articles with it."""
    library = fill(folder)
    library.add(SAMPLES)
    return library


def build(library: Library, password: str | None = None, *, read_only: bool = False) -> FastAPI:
    """``app.build`` inside a running loop; outside of one, Gradio makes some and leaves them.

    In a thread of its own, as Playwright has a loop running in the main one.
    """

    async def built() -> FastAPI:
        return app.build(library, password, read_only=read_only)

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, built()).result()


@contextmanager
def served(
    library: Library, password: str | None = None, *, read_only: bool = False
) -> Iterator[str]:
    """The page of a library on a free port."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        build(library, password, read_only=read_only),
        log_level="warning",
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()
