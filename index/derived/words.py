"""Finding passages by words: tantivy indexes with BM25 (k1 1.2, b 0.75), English stems.

There are two: one of passages, and in ``articles/`` one of whole articles, each under the id of
its first passage. They are apart because BM25 weighs a word by how many texts have it, and a text
by its length beside the average of them all.

Tantivy keeps its own files consistent: a commit is there whole or not at all. ``state.json``
beside them says how far into the truth the last commit reaches, and holds a checksum of each of
its files; it is written after the commit, so after a crash the index may hold more than it says,
and catching up puts those in again (deleting by id first), which changes nothing. A question is
cut into words here and never parsed as a query, so no character in it has a meaning of its own.
"""

import math
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import tantivy
from numpy.typing import NDArray

from corpus.english.digits import is_made_whole, words_whole
from corpus.english.word_classes import bare
from corpus.letters import composed
from index.derived.watch import Watch
from index.derived.word_state import CHANGING, VERSION, WordState, read_state, sweep, write_state
from index.seals import DamagedIndexError, damage_told, seal
from index.truth.store import Store

_HEAP = 64_000_000  # bytes that the writer may collect before it writes a segment
_CHUNK = 8192  # passages read from the truth at a time
_ARTICLES = 1024  # whole articles read from the truth at a time
# So many times the root of all passages are named in the query when only they may pass; of more, it
# is quicker to go through the best until enough do: of 101,650, 3,000 took 4.4 ms so and 5.1 else,
# 5,000 took 5.7 and 3.5; of a million, 2,400 took 26 and 70, 20,000 took 57 and 20.
_FEW = 6
# So many times that root are named one by one, more as a set: of 101,650 passages 60 took .34 ms
# one by one and .83 as a set, 300 took .84 and 2.1; of 20,000 articles 340 as long both ways.
_SINGLY = 2.4
# Of so many times as many articles it is quicker to weigh all than to name some: 150 of 1,000 took
_MOST = 8  # .30 ms named and .17 so, 190 of 2,000 as long both ways.
_WORDS_MAX = 64  # distinct words of a question that are looked up; the rest adds time, not sense

# Words that nearly every passage has and that tell nothing; looked up only if nothing else is.
FUNCTION_WORDS = frozenset(
    """
    a about an and any are as at be been but by can could did do does for from had has have he
    her him his how i if in into is it its may me might my no not of on or our she should so some
    such than that the their them then there these they this those to us was we were what when
    where which who whom whose why will with would you your
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a list of strings
)

Ids = NDArray[np.int64]
Scores = NDArray[np.float32]


class WordIndex:
    """The words of a library. Searching is safe from any thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._analyzer = _analyzer()
        self._index: Any = None
        self._articles: Any = None
        self._read = WordState()
        self._watch = Watch()

    def open(self, *, whole: bool = False) -> None:
        """Open the index, or make an empty one; with ``whole`` read it to its last byte first.

        Without, files that were found sound and have not been touched since are taken as sound.
        Raises ``DamagedIndexError``.
        """
        while True:
            state = read_state(self._folder)
            watch = self._watched(state)
            try:
                state.check(self._folder, whole=whole)
                self._index = self._opened(self._folder, state)
                self._articles = self._opened(self._folder / "articles", state)
            except DamagedIndexError:
                if read_state(self._folder) == state:
                    raise
                continue  # another process has committed meanwhile
            self._read, self._watch = state, watch
            return

    def _opened(self, folder: Path, state: WordState) -> Any:
        if state.passage and not tantivy.Index.exists(str(folder)):
            raise DamagedIndexError(f"{folder} has lost its files")
        with damage_told(folder, ValueError, OSError):
            folder.mkdir(parents=True, exist_ok=True)
            index = tantivy.Index(_schema(), path=str(folder), reuse=True)
            index.register_tokenizer("news", self._analyzer)
            index.config_reader(reload_policy="manual")
            if state == WordState() and index.searcher().num_docs:
                raise DamagedIndexError(f"{folder} has lost its state")
            return index

    def catch_up(self, store: Store) -> None:
        """Take in what was added and removed since the last commit; under the write lock only."""
        state, (passage, gone) = read_state(self._folder), store.state()
        if (state.passage, state.gone) == (passage, gone):
            return self.reload()
        state = replace(state, writing=True)
        write_state(self._folder, state)
        try:
            self._write(store, state)
        except ValueError as error:
            if "FileAlreadyExists" not in str(error):
                raise
            sweep(self._folder)
            sweep(self._folder / "articles")
            state = state.without_deletions()  # one swept may come again, with other content
            self._write(store, state)
        state = WordState(VERSION, passage, gone, seals=self._seals(state))
        write_state(self._folder, state)
        return self._show(state, self._watched(state))

    def _seals(self, before: WordState) -> dict[str, int]:
        """Checksums of all files that are there now."""
        files = [
            file
            for folder in (self._folder, self._folder / "articles")
            for file in folder.iterdir()
            if file.is_file() and file.suffix != ".lock" and not file.name.startswith("state.json")
        ]
        there = {file for file in files if file.name not in CHANGING}
        known = {name: crc for name, crc in before.seals.items() if self._folder / name in there}
        return seal(self._folder, files, known)

    def _write(self, store: Store, state: WordState) -> None:
        """Commit what was added and removed since a state."""
        removed = store.gone_after(state.gone)
        with damage_told(self._folder):
            _write(self._index, store.texts.after, _CHUNK, state.passage, removed)
            _write(self._articles, store.texts.articles_after, _ARTICLES, state.passage, removed)

    def reload(self) -> None:
        """See what another process has committed since. Raises ``DamagedIndexError``."""
        self._see(read_state(self._folder))

    def _see(self, state: WordState) -> None:
        """Show what was committed, when its new files, and all that were touched, are sound."""
        while state != self._read or self._watch.is_touched:
            watch, touched = self._watched(state), self._watch.touched()
            sound = {
                name: crc
                for name, crc in self._read.seals.items()
                if self._folder / name not in touched
            }
            try:
                state.check(self._folder, whole=False, beside=sound)
                return self._show(state, watch)
            except DamagedIndexError:
                before, state = state, read_state(self._folder)
                if state == before:
                    raise
        return None

    def _show(self, state: WordState, watch: Watch) -> None:
        with damage_told(self._folder, ValueError):
            self._index.reload()
            self._articles.reload()
        self._read, self._watch = state, watch

    def _watched(self, state: WordState) -> Watch:
        """A watch over the files of a state, as they are now."""
        return Watch(self._folder / name for name in ("state.json", *state.seals))

    @property
    def is_missing(self) -> bool:
        """Whether nothing was ever written here, or all of it is gone."""
        return read_state(self._folder) == WordState()

    def is_level(self, store: Store) -> bool:
        """Whether there is nothing to catch up with; then the last commit is seen from now on."""
        touched = self._watch.is_touched  # state.json is watched too, and read only then
        state = read_state(self._folder) if touched else self._read
        if (state.passage, state.gone) != store.state():
            return False
        if touched:
            self._see(state)
        return True

    def clear(self) -> None:
        """Forget everything, files and all; under the write lock only."""
        if os.name == "nt":  # where files that are mapped cannot be removed
            self._index = self._articles = None
        if self._folder.is_dir():
            shutil.rmtree(self._folder, ignore_errors=True)
        else:
            self._folder.unlink(missing_ok=True)
        self.open()

    def __len__(self) -> int:
        return int(self._index.searcher().num_docs)

    def search(self, question: str, k: int, passing: Ids | None = None) -> tuple[Ids, Scores]:
        """The ``k`` passages with the best BM25 score among those that may pass.

        ``passing`` are ascending ids, or None for all. Returns ids ``(m,)`` and scores ``(m,)``,
        higher is better, the best first, m at most k.
        """
        words = self.words(question)
        if not words or (passing is not None and not len(passing)):
            return np.empty(0, np.int64), np.empty(0, np.float32)
        searcher = self._index.searcher()
        query = self._query(words)
        if passing is not None and len(passing) <= _FEW * searcher.num_docs**0.5:
            query, passing = _only(query, searcher, self._index.schema, passing.tolist()), None
        if passing is None:
            return _search(searcher, query, k)
        return _search_until(searcher, query, k, passing)

    def article_scores(self, question: str, articles: Sequence[int]) -> dict[int, float]:
        """The BM25 score of whole articles, by the id of their first passage.

        ``articles`` are such ids, ascending; those in which none of the words stands are left out.
        """
        words = self.words(question)
        if not words or not articles:
            return {}
        searcher, query = self._articles.searcher(), self._query(words)
        if searcher.num_docs <= _MOST * len(articles):
            ids, scores = _search(searcher, query, _MOST * len(articles))
            kept = _among(ids, np.array(articles, np.int64))
            ids, scores = ids[kept], scores[kept]
        else:
            these = _only(query, searcher, self._articles.schema, articles)
            ids, scores = _search(searcher, these, len(articles))
        return dict(zip(ids.tolist(), scores.tolist(), strict=True))

    def phrases(self, phrases: Sequence[str], k: int) -> Ids:
        """The ``k`` passages that have most of the phrases: ids ``(m,)``, the best first.

        A phrase is found where its stems stand side by side, whatever is between the words.
        """
        schema = self._index.schema
        stems = [self._analyzer.analyze(words_whole(phrase)) for phrase in phrases]
        queries = [
            tantivy.Query.phrase_query(schema, "body", words)
            if len(words) > 1
            else tantivy.Query.term_query(schema, "body", words[0], "freq")
            for words in stems
            if words
        ]
        if not queries:
            return np.empty(0, np.int64)
        some = [(tantivy.Occur.Should, query) for query in queries]
        return _search(self._index.searcher(), tantivy.Query.boolean_query(some), k)[0]

    def words(self, question: str) -> list[str]:
        """The stems that a question is looked up by, each once, in order."""
        return list(_words(question))

    def stems(self, text: str) -> list[str]:
        """A text's words as the index has them, all of them, in order."""
        stems: list[str] = self._analyzer.analyze(words_whole(text))
        return stems

    def cutter(self, wanted: Iterable[str]) -> Callable[[str], list[str]]:
        """What cuts texts into stems as ``stems`` does, to look for these, and need be right in no
        others: to make numbers and months whole takes a third of the time.
        """
        if any(map(is_made_whole, wanted)):
            return self.stems
        return lambda text: self._analyzer.analyze(composed(text))

    def rarity(self, stems: list[str]) -> dict[str, float]:
        """The inverse document frequency of each stem, as BM25 has it."""
        # ln(1 + (N - n + ½) / (n + ½))
        with damage_told(self._folder, ValueError):
            searcher = self._index.searcher()
            total = searcher.num_docs
            counts = {stem: searcher.doc_freq("body", stem) for stem in stems}
        return {
            stem: math.log(1 + max(0, total - count + 0.5) / (count + 0.5))
            for stem, count in counts.items()
        }

    def _query(self, words: list[str]) -> Any:
        schema = self._index.schema
        return tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Should, tantivy.Query.term_query(schema, "body", word, "freq"))
                for word in words
            ]
        )


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    # Signed: delete_documents_by_term makes a signed term of an int, which an unsigned field
    # never matches, and says nothing (tantivy 0.27).
    builder.add_integer_field("passage", indexed=True, fast=True)
    builder.add_text_field("body", tokenizer_name="news", index_option="position")
    return builder.build()


@lru_cache(maxsize=64)  # cut once to find passages, to weigh articles, and to weigh the words
def _words(question: str) -> tuple[str, ...]:
    stems: dict[str, bool] = {}
    analyzer = _analyzer()
    for word in words_whole(question).split():
        telling = bare(word) not in FUNCTION_WORDS
        for stem in analyzer.analyze(word):
            stems[stem] = stems.get(stem, False) or telling
        if len(stems) > _WORDS_MAX:
            break
    return tuple(stem for stem, telling in stems.items() if telling) or tuple(stems)


@cache
def _analyzer() -> Any:
    """Letters and digits; no token over 40; lower case; accents folded; English stems."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        tantivy.Filter.remove_long(40),
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
        tantivy.Filter.stemmer("english"),
    ):
        builder = builder.filter(step)
    return builder.build()


def _write(
    index: Any,
    texts_after: Callable[[int, int], list[tuple[int, str]]],
    chunk: int,
    passage: int,
    removed: Sequence[int],
) -> None:
    """Put in every text with a higher id, in place of one that may be there; take out others."""
    writer = index.writer(_HEAP, 1)
    try:
        while texts := texts_after(passage, chunk):
            for id_, text in texts:
                document = tantivy.Document()
                document.add_integer("passage", id_)
                document.add_text("body", words_whole(text))
                writer.delete_documents_by_term("passage", id_)
                writer.add_document(document)
            passage = texts[-1][0]
        for id_ in removed:
            writer.delete_documents_by_term("passage", id_)
        writer.commit()
    finally:
        writer.wait_merging_threads()


def _only(query: Any, searcher: Any, schema: Any, passing: Sequence[int]) -> Any:
    """The query, with only these passages to find."""
    if len(passing) <= _SINGLY * searcher.num_docs**0.5:
        terms = [tantivy.Query.term_query(schema, "passage", id_, "basic") for id_ in passing]
        these = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
    else:
        these = tantivy.Query.term_set_query(schema, "passage", list(passing))
    return tantivy.Query.boolean_query(
        [
            (tantivy.Occur.Must, query),
            (tantivy.Occur.Must, tantivy.Query.const_score_query(these, 0.0)),
        ]
    )


def _search(searcher: Any, query: Any, k: int) -> tuple[Ids, Scores]:
    with damage_told("words", ValueError):
        hits = searcher.search(query, limit=k, count=False).hits
        ids = searcher.fast_field_values("passage", [address for _, address in hits])
    scores = np.array([score for score, _ in hits], np.float32)
    return np.array(ids, np.int64), scores


def _search_until(searcher: Any, query: Any, k: int, passing: Ids) -> tuple[Ids, Scores]:
    """Take ever more of the best, until ``k`` of them pass or there are no more."""
    total = searcher.num_docs
    limit = min(total, int(2 * k * total / len(passing)) + k)
    while True:
        ids, scores = _search(searcher, query, limit)
        kept = _among(ids, passing)
        if np.count_nonzero(kept) >= k or len(ids) < limit or limit >= total:
            return ids[kept][:k], scores[kept][:k]
        limit = min(total, 4 * limit)


def _among(ids: Ids, ascending: Ids) -> NDArray[np.bool_]:
    """Which of the ids are among others; np.isin would sort them all."""
    at = np.minimum(np.searchsorted(ascending, ids), len(ascending) - 1)
    found: NDArray[np.bool_] = ascending[at] == ids
    return found
