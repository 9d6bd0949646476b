"""What several tests need: an encoder that is quick and the same everywhere, and articles."""

import hashlib
import json
import logging
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings as hypothesis_settings
from numpy.typing import NDArray
from typer.testing import CliRunner, Result

import cli
from corpus.article import Article
from corpus.dates import PartialDate
from corpus.spans import Span
from index.memory import Memory
from index.models.encoder import Kind
from index.records import Settings
from qa.library import Library
from qa.opening import open_library

Add = Callable[..., None]
"""Adds an article to the library: its name, text, date and outlet."""

hypothesis_settings.register_profile("steady", deadline=None)  # no test fails for being slow
hypothesis_settings.load_profile("steady")


class WordEncoder:
    """Words hashed to 64 dimensions: texts that share words are near, and nothing is learned."""

    name = "words"
    fingerprint = "words-64"
    dimension = 64
    max_tokens = 120

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def count_tokens(self, texts: list[str]) -> list[int]:
        return [len(re.findall(r"\w+|[^\w\s]", text)) for text in texts]

    def encode(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        self.encoded += texts
        return np.stack([_direction(text) for text in texts])


def _direction(text: str) -> NDArray[np.float32]:
    row = np.zeros(WordEncoder.dimension, np.float32)
    for word in re.findall(r"\w+", text.casefold()) or [""]:
        digest = hashlib.sha256(word.encode()).digest()
        row[digest[0] % 64] += 1.0 if digest[1] % 2 else -1.0
        row[digest[2] % 64] += 1.0 if digest[3] % 2 else -1.0
    row += 1e-3
    return row / np.float32(np.linalg.norm(row))


@pytest.fixture
def encoder() -> WordEncoder:
    return WordEncoder()


def load_always(monkeypatch: pytest.MonkeyPatch, load: Callable[..., WordEncoder]) -> None:
    """Whatever opens a library gets its encoder so."""
    monkeypatch.setattr("qa.library.load_encoder", load)
    monkeypatch.setattr("qa.opening.load_encoder", load)


Run = Callable[..., Result]
"""Types a command, its words one by one."""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """The terminal, with a library in ``tmp_path / "library"`` and the quick encoder."""
    load_always(monkeypatch, lambda *_: WordEncoder())
    monkeypatch.setenv("WHOSAID_LIBRARY", str(tmp_path / "library"))
    runner = CliRunner()
    yield lambda *words, **more: runner.invoke(cli.app, list(map(str, words)), **more)
    logging.getLogger("whosaid").handlers.clear()


@pytest.fixture
def settings() -> Settings:
    return Settings("words", "words-64", 64, 40, 10)


@pytest.fixture
def memory(tmp_path: Path, settings: Settings) -> Iterator[Memory]:
    opened = Memory.create(tmp_path / "library", settings)
    yield opened
    opened.close()


@pytest.fixture
def keep() -> Callable[..., str]:
    """Put an article whole, as one passage, into a memory; "added", "updated" or "unchanged"."""

    def put(memory: Memory, article: Article, *spans: Span) -> str:
        spans = spans or (Span(0, len(article.text)),)
        digests = [hashlib.sha256(span.of(article.text).encode()).digest()[:16] for span in spans]
        with memory.writing() as store:
            vectors = [_direction(span.of(article.text)) for span in spans]
            store.put_vectors(digests, np.stack(vectors))
            return store.put(article, spans, digests)

    return put


def make_article(name: str, text: str, published: str | None = None, **fields: object) -> Article:
    """An article whose id and origin follow from a name."""
    return Article(
        id=hashlib.sha256(name.encode()).hexdigest()[:12],
        version=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        origin=f"{name}.txt",
        published=PartialDate.fromisoformat(published) if published else None,
        **fields,  # type: ignore[arg-type]
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the library is that ``run`` works on."""
    return tmp_path / "library"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of two articles, as text and as JSON lines."""
    place = tmp_path / "articles"
    place.mkdir()
    (place / "quay.txt").write_text(
        "The Ellan Gazette\n\nQuay shut after girder cracks\n\nBy Mira Tolk\n\n"
        "Published : Sept. 12, 2025 - 16:27\n\nThe quay is shut since Monday. A girder cracked.\n\n"
        "Ferries take people across until spring, the harbour office said.\n"
    )
    (place / "court.jsonl").write_text(
        json.dumps(
            {
                "title": "Trial adjourned",
                "text": "A judge adjourned the trial on Friday. It goes on in October.",
                "date": "2025-10-03",
                "source": "Quay Post",
                "url": "https://post.example/trial",
            }
        )
        + "\n"
    )
    return place


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library", create=True, encoder=WordEncoder()) as opened:
        yield opened


@pytest.fixture
def add(library: Library, tmp_path: Path) -> Add:
    def write(name: str, text: str, date: str | None = None, source: str = "Quay Post") -> None:
        path = tmp_path / f"{name}.jsonl"
        record = {"title": name, "text": text + "\n", "source": source, "date": date}
        path.write_text(json.dumps(record) + "\n")
        assert library.add(path).unread == ()

    return write


def delete_folder(path: Path) -> None:
    """Delete a folder, again where a thread of the word index left a lock in it meanwhile."""
    while path.exists():
        shutil.rmtree(path, ignore_errors=True)
