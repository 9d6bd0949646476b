"""How well the library finds: on a collection that people judged, the way a question goes.

The documents are read, cut and embedded as any articles are. A question finds candidates by
meaning and by words, and each way puts them in its order: meaning alone, words alone, the whole,
and the whole once the best of it are read, as an answer has it. A document stands where its best
passage does.
"""

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from corpus.errors import UsageError
from index.adding.added import Progress
from index.memory import Memory
from index.models.embed import load_encoder
from index.models.encoder import Encoder
from index.models.model import Precision
from index.models.reader import read
from index.models.reranker import Reranker
from index.records import Candidate, Filter
from qa.asking.judging import LEARNED_FOR
from qa.asking.question import QUESTION_MAX, take_question
from qa.asking.rank import CANDIDATES, rank
from qa.asking.reading import answering_first, readings_of
from qa.asking.rerank import reranked
from qa.measuring.collection import Collection, Document, read_collection
from qa.measuring.scores import Difference, Measures, Run, compare, measure
from qa.opening import open_library
from qa.understanding.taken import Taken

Found = Mapping[str, list[Candidate]]
"""For each question, by id, the candidates that were found."""

Order = Callable[[list[Candidate]], list[Candidate]]
"""A way of putting candidates in order, the best first."""


@dataclass(frozen=True, slots=True)
class Retrieval:
    """How well each way finds, and whether the difference is more than chance.

    ``unread`` counts documents that could not be read as articles, and so are never found;
    ``shortened`` questions of which only as much was asked as is read of one; ``themselves``
    questions that stand among the documents under their own ids, and are not found by themselves.
    ``read`` is the whole after reading, where the model is one whose passages are read;
    ``reranked`` is the whole with a reranker, if there was one.
    """

    collection: str
    documents: int
    passages: int
    questions: int
    unread: int
    shortened: int
    themselves: int
    meaning: Measures
    words: Measures
    whole: Measures
    differences: tuple[Difference, ...]
    read: Measures | None = None
    reranked: Measures | None = None


def evaluate_retrieval(
    folder: Path,
    *,
    keep: Path | None = None,
    split: str | None = None,
    model: str | None = None,
    precision: Precision | None = None,
    encoder: Encoder | None = None,
    reranker: Reranker | None = None,
    progress: Progress | None = None,
) -> Retrieval:
    """Measure on a collection: 1. read it; 2. add its documents; 3. ask; 4. compare the ways.

    The library is made in a temporary folder, or in ``keep``, where it stays and is taken up
    again the next time. ``encoder`` stands in for the model. Raises ``ReadError`` for what is
    wrong with the collection, and ``UsageError`` when ``keep`` holds another one.
    """
    collection = read_collection(folder, split)
    encoder = encoder or load_encoder(model, precision)
    if keep is not None:
        return _evaluate(folder, collection, keep, encoder, reranker, progress)
    with tempfile.TemporaryDirectory(prefix="whosaid-eval-") as made:
        return _evaluate(folder, collection, Path(made), encoder, reranker, progress)


def _evaluate(
    folder: Path,
    collection: Collection,
    place: Path,
    encoder: Encoder,
    reranker: Reranker | None,
    progress: Progress | None,
) -> Retrieval:
    unread = add_collection(collection, place, encoder, progress)
    memory = Memory.open(place / "library")
    try:
        found = find_all(memory, encoder, collection)
        holders = Holders(memory, collection)
        runs = {name: holders.run(found, order) for name, order in ways(memory).items()}
        if memory.settings.model == LEARNED_FOR:
            runs["read"] = holders.run(read_first(memory, collection, found), list)
        if reranker is not None:
            runs["reranked"] = holders.run(_reranked(memory, reranker, collection, found), list)
        passages = memory.store.counts()["passages"]
    finally:
        memory.close()
    scored = {name: measure(run, collection.judged) for name, run in runs.items()}
    pairs = [("whole", "meaning"), ("whole", "words"), ("words", "meaning")]
    pairs += [(way, "whole") for way in ("read", "reranked") if way in runs]
    return Retrieval(
        collection=str(folder),
        documents=len(collection.documents),
        passages=passages,
        questions=len(collection.questions),
        unread=unread,
        shortened=sum(len(text) > QUESTION_MAX for text in collection.questions.values()),
        themselves=len(holders.themselves),
        meaning=scored["meaning"],
        words=scored["words"],
        whole=scored["whole"],
        differences=tuple(
            compare(one, runs[one], other, runs[other], collection.judged) for one, other in pairs
        ),
        read=scored.get("read"),
        reranked=scored.get("reranked"),
    )


def add_collection(
    collection: Collection, place: Path, encoder: Encoder, progress: Progress | None = None
) -> int:
    """Put the documents into a library in ``place/library``; how many could not be read.

    What was added there before is not added again. Raises ``UsageError`` when the folder holds
    the documents of another collection, or something else.
    """
    file, text = place / "documents.jsonl", _as_articles(collection.documents)
    if file.is_file() and file.read_text("utf-8") != text:
        raise UsageError(f"{place} holds the library of another collection; choose another folder.")
    if not file.is_file() and place.is_dir() and any(place.iterdir()):
        raise UsageError(f"{place} holds something else; choose a folder that is empty or new.")
    place.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    with open_library(place / "library", create=True, encoder=encoder) as library:
        return len(library.add(file, progress=progress).unread)


def find_all(memory: Memory, encoder: Encoder, collection: Collection) -> Found:
    """The candidates for each question of a collection."""
    memory.follow()
    found: dict[str, list[Candidate]] = {}
    for id_, asked in collection.questions.items():
        question = _read(asked)
        vector = encoder.encode([question], "question")[0]
        found[id_] = memory.candidates(question, vector, None, CANDIDATES)
    return found


def _read(question: str) -> str:
    """As much of a question as is read of one: of a judged collection it may be a whole text."""
    return take_question(question[:QUESTION_MAX])


def read_first(memory: Memory, collection: Collection, found: Found) -> Found:
    """The candidates for each question in the order of the whole, once the best are read."""
    order = as_answered(memory)
    placed = {}
    for id_, some in found.items():
        taken, ranked = Taken(_read(collection.questions[id_]), Filter()), order(some)
        placed[id_] = answering_first(ranked, readings_of(memory, read, taken, ranked))
    return placed


def _reranked(memory: Memory, reranker: Reranker, collection: Collection, found: Found) -> Found:
    """The candidates for each question in the order of the whole with a reranker."""
    order = as_answered(memory)
    return {
        id_: reranked(memory, reranker, _read(collection.questions[id_]), order(some))
        for id_, some in found.items()
    }


def by_meaning(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates by cosine alone."""
    return sorted(candidates, key=lambda item: (-item.cosine, item.passage))


def by_words(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates by their BM25 alone, those without a word of the question left out."""
    worded = [item for item in candidates if item.bm25 > 0]
    return sorted(worded, key=lambda item: (-item.bm25, item.passage))


def as_answered(memory: Memory) -> Order:
    """The order of an answer, before what is understood, and what is read, changes it."""
    return partial(rank, likeness=memory.likeness)


def ways(memory: Memory) -> dict[str, Order]:
    """The orders that are compared."""
    return {"meaning": by_meaning, "words": by_words, "whole": as_answered(memory)}


class Holders:
    """Which document holds which passage, looked up once.

    ``themselves`` are the questions that are documents as well, by id.
    """

    def __init__(self, memory: Memory, collection: Collection) -> None:
        self._memory = memory
        self._documents = collection.documents
        self._known: dict[int, str] = {}
        self.themselves = frozenset(_themselves(collection))

    def run(self, found: Found, order: Order) -> Run:
        """The documents for each question in the order of their best passages.

        Without the question itself, as BEIR has it: there an argument is asked for its opposite.
        """
        return {
            question: [
                document
                for document in dict.fromkeys(self._holding([c.passage for c in order(candidates)]))
                if document != question or question not in self.themselves
            ]
            for question, candidates in found.items()
        }

    def _holding(self, passages: list[int]) -> list[str]:
        missing = [passage for passage in passages if passage not in self._known]
        for passage, article in self._memory.store.cited(missing):
            self._known[passage.id] = self._documents[_number(article.origin)].id
        return [self._known[passage] for passage in passages if passage in self._known]


def _themselves(collection: Collection) -> Iterator[str]:
    """The questions of which a document of the same id has the words.

    Not each that has the id of a document: many a collection numbers both from 1.
    """
    for document in collection.documents:
        question = " ".join(collection.questions.get(document.id, "").split())
        text = " ".join(str(document.row["text"]).split())
        if question and text and (question in text or text in question):
            yield document.id


def _as_articles(documents: tuple[Document, ...]) -> str:
    """The documents as JSON lines that are added like any other file.

    Each is known by its number and nothing else, so that two with one address stay two.
    """
    return "".join(
        json.dumps({"id": f"{_MARK}{number}", **_as_article(document)}) + "\n"
        for number, document in enumerate(documents)
    )


def _as_article(document: Document) -> dict[str, object]:
    row = document.row
    title = str(row.get("title") or "")
    kept = {name: row[name] for name in ("published", "outlet", "authors") if row.get(name)}
    return {"title": title, "text": row["text"] or title, **kept}


_MARK = "document "


def _number(origin: str) -> int:
    """The document's number, from where its article was read.

    >>> _number("/tmp/x#y/documents.jsonl#document 7")
    7
    """
    return int(origin.rpartition(f"#{_MARK}")[2])
