"""A test collection: documents, questions, and which document people found to answer which.

In the format of BEIR (Thakur et al. 2021), a folder with ``corpus.jsonl`` (``_id``, ``title``,
``text``), ``queries.jsonl`` (``_id``, ``text``) and ``qrels/*.tsv`` (question, document, grade),
each plain or gzipped.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import ReadError
from qa.measuring.rows import json_rows, tab_rows

_LAYOUT = "a collection is a folder with corpus.jsonl, queries.jsonl and qrels/*.tsv"

Judged = Mapping[str, Mapping[str, int]]
"""For each question, by id, the documents that were judged, by id, each with its grade."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its id, and the row that holds it, with ``title`` and ``text``."""

    id: str
    row: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Collection:
    """What is searched, what is asked, and what should be found.

    ``questions`` are those with a document that answers, by id; a grade of 1 or more is one.
    """

    documents: tuple[Document, ...]
    questions: Mapping[str, str]
    judged: Judged


def read_collection(folder: Path, split: str | None = None) -> Collection:
    """The collection in a folder, judged by ``qrels/SPLIT.tsv``.

    Without ``split``, the test split or the only one is taken. Raises ``ReadError``, with the
    file and the line, for what is missing, twice there, or named and not there.
    """
    if not folder.is_dir():
        raise ReadError(f"There is no folder {folder}; {_LAYOUT}.")
    corpus, queries = _file(folder, "corpus.jsonl"), _file(folder, "queries.jsonl")
    qrels = _qrels(folder, split)
    documents = tuple(Document(id_, row) for id_, row in _by_id(corpus))
    if not documents:
        raise ReadError(f"{corpus} holds no document; there is nothing to search.")
    questions = {id_: str(row["text"]).strip() for id_, row in _by_id(queries)}
    judged = _judged(qrels, questions, {document.id for document in documents})
    asked = {id_: questions[id_] for id_, grades in judged.items() if max(grades.values()) > 0}
    for id_, question in asked.items():
        if not question:
            raise ReadError(f"{queries} has no words for the question {id_!r}, which is judged.")
    if not asked:
        raise ReadError(f"{qrels} names no document that answers a question.")
    return Collection(documents, asked, {id_: judged[id_] for id_ in asked})


def _file(folder: Path, name: str) -> Path:
    """A file of the folder, plain or gzipped."""
    for path in (folder / name, folder / f"{name}.gz"):
        if path.is_file():
            return path
    raise ReadError(f"{folder} has no {name}, plain or .gz; {_LAYOUT}.")


def _qrels(folder: Path, split: str | None) -> Path:
    """The judgements of the split that is wanted."""
    found = {
        path.name.removesuffix(".gz").removesuffix(".tsv"): path
        for pattern in ("*.tsv.gz", "*.tsv")
        for path in sorted((folder / "qrels").glob(pattern))
    }
    if not found:
        raise ReadError(f"{folder} has no qrels/*.tsv, plain or .gz; {_LAYOUT}.")
    wanted = split or ("test" if len(found) > 1 else next(iter(found)))
    if wanted not in found:
        raise ReadError(
            f"{folder / 'qrels'} has no {wanted}.tsv; there are {', '.join(sorted(found))}: choose "
            "one of them as the split."
        )
    return found[wanted]


def _by_id(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows with their ids. Raises ``ReadError`` for one without, or with another one's."""
    lines: dict[str, int] = {}
    for number, row in json_rows(path):
        id_ = row.get("_id")
        if not isinstance(id_, str | int) or not isinstance(row.get("text"), str):
            raise ReadError(
                f'{path}, line {number}, has no "_id" or no "text"; each line is like '
                '{"_id": "7", "text": "…"}.'
            )
        if str(id_) in lines:
            raise ReadError(
                f"{path}, line {number}, has the id {str(id_)!r}, as line {lines[str(id_)]} has; "
                "give each its own."
            )
        lines[str(id_)] = number
        yield str(id_), row


def _judged(path: Path, questions: Mapping[str, str], documents: set[str]) -> Judged:
    """The judgements of a file, by question. Raises ``ReadError`` for a line that fits nothing."""
    judged: dict[str, dict[str, int]] = {}
    for number, row in tab_rows(path):
        if number == 1 and len(row) == 3 and not _is_grade(row[2]):
            continue  # the head of the table
        if len(row) != 3 or not _is_grade(row[2]):
            raise ReadError(
                f"{path}, line {number}, is {row}, not a question's id, a document's id and a "
                "whole number with tabs between."
            )
        question, document, grade = row
        if question not in questions:
            raise ReadError(
                f"{path}, line {number}, judges for the question {question!r}, which "
                "is not in queries.jsonl."
            )
        if document not in documents:
            raise ReadError(
                f"{path}, line {number}, judges the document {document!r}, which is "
                "not in corpus.jsonl."
            )
        judged.setdefault(question, {})[document] = int(grade)
    return judged


def _is_grade(cell: str) -> bool:
    return cell.removeprefix("-").isdecimal()
