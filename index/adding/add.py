"""The way in: from files to articles, passages and vectors that are committed batch by batch."""

import hashlib
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.article import Article
from corpus.cleaning.prepare import prepare
from corpus.errors import ReadError
from corpus.reading.fields import check_fields
from corpus.reading.files import File, Found, digest, find_files
from corpus.reading.read import about, holds_one, read_file
from corpus.record import Record, Skipped, Unread
from corpus.saying.finder import FINDER, finder, finders, is_thorough
from corpus.spans import Span
from index.adding.added import AddProgress, AddReport, Progress, unseen
from index.adding.ahead import Ahead
from index.adding.finding import Findings
from index.memory import Memory
from index.models.encoder import Encoder
from index.truth.store import Store
from index.version import __version__

_BATCH_PASSAGES = 512  # committed together: ten seconds of work, on two cores, that a crash costs
_WORDS_PASSAGES = 4096
"""The same where nothing is embedded: four seconds of work. A commit rewrites every page of
``library.db`` that a row falls on, and keys lie at random; so with 1,024 keeping an article takes
1.2 times as long in a library of 20,000."""
_THOROUGH = " thorough"  # behind the mark of a file that was added so
_STEP_PASSAGES = 128
"""Embedded between two reports of progress. At the end of each a core waits for the others: by
their tokens 2 of them idle for 3 % of the time so and 4 for 7 %, with 32 passages 9 and 28 %."""
_AHEAD = 128  # articles, and files of one article, that may be read ahead of the one that is kept

Saved = Callable[[Collection[bytes]], dict[bytes, NDArray[np.float32]]]
"""Gives those vectors of some digests that are known already, each ``(d,)``, a unit row."""


def add_files(
    memory: Memory,
    encoder: Encoder,
    paths: Iterable[Path],
    fields: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    *,
    thorough: bool = False,
    words_first: bool = False,
    origin: str | None = None,
) -> AddReport:
    """Read files and folders into the library.

    1. Find the files; 2. pass over those that were added whole before and have not changed;
    3. read each record; 4. make it an article; 5. pass over an article that is unchanged;
    6. find who says what in it; 7. cut it into passages; 8. once there are enough, embed what is
    new, commit, and see which speakers are one. Where there is much to add, other cores do 3 and
    6 ahead of it, and nothing else changes by that.

    ``thorough`` has the learned tagger join in finding who says what, and an article whose
    statements are by the rules alone is updated; it takes about as long as embedding. One whose
    statements an older finder found is updated as well; neither embeds anything. With
    ``words_first`` nothing is embedded, and passages wait for ``index.adding.embedding``.
    ``origin`` is what a single file is known by, instead of its path.

    What was committed stays, whatever interrupts this; the next call goes on from there. Raises
    ``ModelError`` and ``LibraryBusy``; what is wrong with a file is reported, not raised.
    """
    check_fields(fields)
    adding = _Adding(memory, encoder, progress or unseen, thorough, words_first)
    found = list(find_files(paths))
    if origin is not None:
        found = [_known_as(item, origin) for item in found]
    files = [item for item in found if isinstance(item, File)]
    adding.skipped += [item for item in found if isinstance(item, Skipped)]
    adding.unread += [item for item in found if isinstance(item, Unread)]
    if progress is not None:
        adding.expect({file.origin: about(file) for file in files})
    with adding.ahead:
        for number, opened in enumerate(adding.opened(files, fields or {})):
            adding.at(number, len(files), opened.file)
            adding.add(opened)
        adding.finish()
    adding.at(len(files), len(files), None)
    return adding.report()


def add_articles(
    memory: Memory, encoder: Encoder, articles: Iterable[Article], saved: Saved
) -> AddReport:
    """Put articles in as they are, such as those saved from another library.

    ``saved`` is asked for the vectors of digests; what it does not have is embedded.
    """
    adding = _Adding(memory, encoder, unseen, saved=saved)
    with adding.ahead:
        for article in articles:
            adding.put(article)
        adding.finish()
    return adding.report()


def none_saved(_: Collection[bytes]) -> dict[bytes, NDArray[np.float32]]:
    """No vector is known beforehand."""
    return {}


def embedding_text(article: Article, span: Span, encoder: Encoder, passage_tokens: int) -> str:
    """What is embedded for a passage: headline and outlet, then the passage itself."""
    return under(heading(article, encoder, passage_tokens), span.of(article.text))


def heading(article: Article, encoder: Encoder, passage_tokens: int) -> str:
    """Headline and outlet: they tell the model what "he" and "the bridge" are about.

    When there is not room for them beside a passage in what the model reads, they are shortened
    word by word; the passage never is.
    """
    words = f"{article.title or ''} {article.outlet or ''}".split()
    room = encoder.max_tokens - passage_tokens
    while words and sum(encoder.count_tokens(words)) > room:
        del words[-max(1, len(words) // 8) :]
    return " ".join(words)


def under(head: str, passage: str) -> str:
    """A passage under its headline, as it is embedded."""
    return "\n".join(filter(None, [head, passage]))


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file with its mark, and what gives its records; with neither, when it has not changed."""

    file: File
    mark: str | None
    records: Callable[[], Iterable[Record | Unread]]


@dataclass(frozen=True, slots=True)
class _Coming:
    """An article that is looked into, and by what."""

    article: Article
    finder: str
    findings: Callable[[], Findings]


@dataclass(frozen=True, slots=True)
class _Whole:
    """The end of a file of which every record has come: its mark, and how many there were."""

    file: File
    mark: str
    articles: int


@dataclass(frozen=True, slots=True)
class _Cut:
    """An article with what was found in it, and of each passage what is embedded."""

    article: Article
    finder: str
    found: Findings
    texts: list[str]

    @property
    def digests(self) -> list[bytes]:
        return [hashlib.sha256(text.encode()).digest()[:16] for text in self.texts]


@dataclass(slots=True)
class _Adding:
    """The state of one call: counts, and the batch that is not yet committed."""

    memory: Memory
    encoder: Encoder
    progress: Progress
    thorough: bool = False
    words_first: bool = False
    saved: Saved = none_saved
    counts: dict[str, int] = field(
        default_factory=lambda: {"added": 0, "updated": 0, "unchanged": 0}
    )
    passages: int = 0
    embedded: int = 0
    unread: list[Unread] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    ahead: Ahead = field(init=False)
    coming: deque[_Coming | _Whole] = field(default_factory=deque)
    batch: list[_Cut] = field(default_factory=list)
    cut: int = 0  # passages in the batch
    files: list[tuple[str, str, int]] = field(default_factory=list)
    place: tuple[int, int, str] = (0, 0, "")
    abouts: dict[str, int] = field(default_factory=dict)
    expected: int = 0

    def __post_init__(self) -> None:
        self.ahead = Ahead(self.encoder, self.memory.settings)

    def at(self, number: int, total: int, file: File | None) -> None:
        """Say which file is being read."""
        self.place = (number, total, file.path.name if file else "")
        self._tell(0)

    def expect(self, abouts: dict[str, int]) -> None:
        """Note about how many articles each file holds, so that it can be told what is left."""
        self.abouts, self.expected = abouts, sum(abouts.values())

    def _held(self, file: File, articles: int) -> None:
        """A file held so many articles, whatever was expected of it."""
        self.expected += articles - self.abouts.pop(file.origin, articles)

    def opened(self, files: Iterable[File], fields: Mapping[str, str]) -> Iterator[_Opened]:
        """The files in order; what is in some of them is read ahead of the one that is given."""
        coming: deque[_Opened] = deque()
        for file in files:
            coming.append(self._open(file, fields))
            if len(coming) > _AHEAD:
                yield coming.popleft()
        yield from coming

    def _open(self, file: File, fields: Mapping[str, str]) -> _Opened:
        """One file, not to be read if it was added whole before and has not changed."""
        try:
            mark = f"{__version__} {FINDER} {sorted(fields.items())} {digest(file)}"
        except OSError as error:
            unread = Unread(file.origin, f"It cannot be read: {error.strerror}.")
            return _Opened(file, None, lambda: [unread])
        known = self.memory.store.file_articles(file.origin, mark + _THOROUGH)
        if known is None and not self.thorough:
            known = self.memory.store.file_articles(file.origin, mark)
        if known is not None:
            self.counts["unchanged"] += known
            self._held(file, known)
            return _Opened(file, None, list)
        mark += self.thorough * _THOROUGH
        if holds_one(file):
            return _Opened(file, mark, self.ahead.read(file))
        return _Opened(file, mark, partial(read_file, file, fields))

    def add(self, opened: _Opened) -> None:
        """Take in what a file holds."""
        articles, whole = 0, opened.mark is not None
        for item in opened.records():
            taken = self._take(item)
            articles += taken
            whole = whole and taken
        self._held(opened.file, articles)  # nothing, where it was passed over
        if whole and opened.mark is not None:
            self._come(_Whole(opened.file, opened.mark, articles))

    def finish(self) -> None:
        """Keep all that is still coming."""
        while self.coming:
            self._keep(self.coming.popleft())
        self.commit()

    def commit(self) -> None:
        """Embed what is new in the batch and commit it, with the files that it completes."""
        digests = [digest for cut in self.batch for digest in cut.digests]
        texts = dict(zip(digests, [t for cut in self.batch for t in cut.texts], strict=True))
        vectors: dict[bytes, NDArray[np.float32]] = {}
        while True:
            missing = self.memory.store.missing_vectors(digests) - vectors.keys()
            vectors |= self.saved(missing)
            if not self.words_first:
                vectors |= self._embed({key: texts[key] for key in missing - vectors.keys()})
            with self.memory.writing() as store:
                lacking = store.missing_vectors(digests) - vectors.keys()
                if lacking and not self.words_first:
                    continue  # another process removed an article that shared a passage
                if vectors:
                    store.put_vectors(list(vectors), np.stack(list(vectors.values())))
                self._put_cut(store)
                for origin, mark, articles in self.files:
                    store.put_file(origin, mark, articles)
            break
        self.batch, self.files, self.cut = [], [], 0
        self._tell(0)

    def _put_cut(self, store: Store) -> None:
        """Put the articles of the batch, and see which speakers are one."""
        touched: set[str] = set()
        left: set[int] = set()
        come: set[str] = set()
        for cut in self.batch:
            id_, found = cut.article.id, cut.found
            forms, named = store.speakers.touched_by(id_)
            touched, left = touched | forms, left | named
            outcome = store.put(cut.article, found.passages, cut.digests, cut.finder)
            self.counts[outcome] += 1
            if outcome != "unchanged":
                self.passages += len(found.passages)
                come |= store.speakers.put(id_, found.named)
                store.statements.put(id_, found.said)
                store.sketches.put(id_, found.sketch)
        store.speakers.refresh(touched, come, left)

    def report(self) -> AddReport:
        """The counts as they are handed out."""
        return AddReport(
            **self.counts,
            passages=self.passages,
            embedded=self.embedded,
            unread=tuple(self.unread),
            skipped=tuple(self.skipped),
        )

    def _take(self, item: Record | Unread) -> bool:
        """Put a record's article into the batch; whether it was one."""
        if isinstance(item, Unread):
            self.unread.append(item)
            return False
        try:
            article = prepare(item)
        except ReadError as error:
            self.unread.append(Unread(item.origin, str(error)))
            return False
        self.put(article)
        return True

    def put(self, article: Article) -> None:
        """Have an article looked into and kept, unless it is there and unchanged."""
        store = self.memory.store
        if store.is_known(article, finders(thorough=self.thorough)):
            self.counts["unchanged"] += 1
            return
        thorough = self.thorough or is_thorough(store.statements.finder(article.id))
        findings = self.ahead.find(article, thorough=thorough)
        self._come(_Coming(article, finder(thorough=thorough), findings))

    def _come(self, item: _Coming | _Whole) -> None:
        """Note what comes next, and keep what came long enough ago."""
        self.coming.append(item)
        if len(self.coming) > _AHEAD:
            self._keep(self.coming.popleft())

    def _keep(self, item: _Coming | _Whole) -> None:
        """Put an article, or the end of a file, into the batch; commit a full one."""
        if isinstance(item, _Whole):
            self.files.append((item.file.origin, item.mark, item.articles))
            return
        article, found = item.article, item.findings()
        head = heading(article, self.encoder, self.memory.settings.passage_tokens)
        texts = [under(head, span.of(article.text)) for span in found.passages]
        self.batch.append(_Cut(article, item.finder, found, texts))
        self.cut += len(texts)
        self._tell(0)
        enough = _WORDS_PASSAGES if self.words_first else _BATCH_PASSAGES
        if self.cut >= enough:
            self.commit()

    def _embed(self, texts: dict[bytes, str]) -> dict[bytes, NDArray[np.float32]]:
        """Embed texts by digest, those of similar length together, so that little is padding."""
        vectors: dict[bytes, NDArray[np.float32]] = {}
        keys = sorted(texts, key=lambda key: len(texts[key]))
        for some in _steps(keys):
            rows = self.encoder.encode([texts[key] for key in some], "passage")
            vectors.update(zip(some, rows, strict=True))
            self._tell(len(vectors))
        self.embedded += len(vectors)
        return vectors

    def _tell(self, embedding: int) -> None:
        number, files, reading = self.place
        kept, batch = sum(self.counts.values()), len(self.batch)
        done = kept + batch
        if not self.words_first:  # else what is in the batch has only to be committed
            passages = self.cut or 1
            done = kept + batch * min(embedding, passages) // passages
        so_far = self.passages + embedding
        told = AddProgress(number, files, kept + batch, so_far, reading, done, self.expected)
        self.progress(told)


def _known_as(item: Found, origin: str) -> Found:
    """A file under another name than its path."""
    if isinstance(item, File):
        return replace(item, known_as=origin)
    return replace(item, origin=origin)


def _steps(keys: list[bytes]) -> Iterator[list[bytes]]:
    return (keys[at : at + _STEP_PASSAGES] for at in range(0, len(keys), _STEP_PASSAGES))
