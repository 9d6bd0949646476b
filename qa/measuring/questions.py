"""How well a library answers its users' own questions, with what they expect of each.

A file of JSON lines or CSV. Each row has a ``question``, and what should answer it: ``article``
(an id or its beginning, an address, a headline, or the end of a file's path), ``words`` that the
answering sentence has, or both; or neither, for a question that should be refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from corpus.errors import ReadError
from qa.answer import Answer, FoundPassage, Match
from qa.library import Library
from qa.measuring.evaluate import Share
from qa.measuring.rows import csv_rows, json_rows

_SHOWN = 5  # passages of an answer that are looked at


@dataclass(frozen=True, slots=True)
class Expected:
    """A question and what should answer it; it should be refused when nothing should.

    ``articles`` are several ways of naming an article, or several articles that all will do.
    """

    question: str
    articles: tuple[str, ...] = ()
    words: str | None = None

    @property
    def answerable(self) -> bool:
        """Whether something should answer it."""
        return bool(self.articles or self.words)


@dataclass(frozen=True, slots=True)
class Miss:
    """A question that did not go as expected, and how it went, in words."""

    question: str
    what: str


@dataclass(frozen=True, slots=True)
class Questions:
    """How a library answers questions with known answers.

    ``first`` and ``in_five``: the expected article, or a passage with the expected words, stands
    first, or among the first five passages. ``sentence``: of the questions with expected words
    that are found there, the best sentence of the first such passage has them.
    ``refused_rightly`` is of the unanswerable questions, ``refused_wrongly`` of the others.
    ``strong``, ``fair`` and ``weak``: of all questions answered with such a match in the first
    place, it is the expected one.
    """

    file: str
    questions: int
    first: Share
    in_five: Share
    sentence: Share
    refused_rightly: Share
    refused_wrongly: Share
    strong: Share
    fair: Share
    weak: Share
    misses: tuple[Miss, ...]


def evaluate_questions(library: Library, path: Path) -> Questions:
    """Ask the questions of a file, and compare.

    Raises ``ReadError`` for a line that is none, and for an expected article that is not there.
    """
    return score_questions(library, read_questions(path), str(path))


def score_questions(library: Library, expected: Sequence[Expected], file: str) -> Questions:
    """Ask questions, and compare the answers with what is expected of them."""
    if not expected:
        raise ReadError(f"{file} holds no question.")
    known = _Named(library)
    for item in expected:
        if item.articles and not any(map(known.ids, item.articles)):
            raise ReadError(
                f"{file} expects {item.articles[0]!r} to answer {item.question!r}, and no article "
                "here has that id, address, headline or file name; 'whosaid list' shows them."
            )
    outcomes = [_outcome(known, item, library.ask(item.question, n=_SHOWN)) for item in expected]
    good = [out for out in outcomes if out.expected.answerable]
    none = [out for out in outcomes if not out.expected.answerable]
    worded = [out for out in good if out.sentence is not None]
    strong, fair, weak = (
        _share([out.place == 1 for out in outcomes if out.match == match])
        for match in get_args(Match)
    )
    return Questions(
        file=file,
        questions=len(expected),
        first=_share([out.place == 1 for out in good]),
        in_five=_share([out.place is not None for out in good]),
        sentence=_share([bool(out.sentence) for out in worded]),
        refused_rightly=_share([out.refused for out in none]),
        refused_wrongly=_share([out.refused for out in good]),
        strong=strong,
        fair=fair,
        weak=weak,
        misses=tuple(Miss(out.expected.question, out.what) for out in outcomes if out.what),
    )


def read_questions(path: Path) -> list[Expected]:
    """The questions of a file. Raises ``ReadError`` with the line that is none."""
    rows = csv_rows(path) if ".csv" in path.name.casefold() else json_rows(path)
    return [_expected(path, number, row) for number, row in rows]


def _expected(path: Path, number: int, row: Mapping[str, Any]) -> Expected:
    cells = {name: row.get(name) or "" for name in ("question", "article", "words")}
    odd = next((name for name, cell in cells.items() if not isinstance(cell, str)), None)
    if odd is not None or not cells["question"].strip():
        raise ReadError(
            f"{path}, line {number}, has no question or one that is no text; each row has a "
            "question, and an article, words, or neither."
        )
    article, words = cells["article"].strip(), " ".join(cells["words"].split())
    return Expected(cells["question"], (article,) if article else (), words or None)


class _Named:
    """The articles of a library by all that names them."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._articles = library.articles()
        self._origins: dict[str, str] = {}

    def ids(self, name: str) -> set[str]:
        """The ids of the articles that a name means."""
        plain = name.casefold()
        return {
            source.id
            for source in self._articles
            if (len(name) >= 4 and source.id.startswith(plain))
            or name == source.url
            or plain == (source.title or "").casefold()
            or self._origin(source.id).endswith(f"/{name}")
        }

    def _origin(self, id_: str) -> str:
        """Where an article was read, with ``/`` in front."""
        if id_ not in self._origins:
            self._origins[id_] = f"/{self._library.article(id_).origin}"
        return self._origins[id_]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How one question went: at which place, from 1, what is expected stands, None for nowhere.

    ``match`` is what the first passage of an answer is called, None for a refusal.
    """

    expected: Expected
    refused: bool
    match: Match | None
    place: int | None
    sentence: bool | None
    what: str


def _outcome(known: _Named, expected: Expected, answer: Answer) -> _Outcome:
    refused = not answer.answered
    match = None if refused else answer.passages[0].match
    if not expected.answerable:
        return _Outcome(expected, refused, match, None, None, "" if refused else "answered")
    ids = {id_ for name in expected.articles for id_ in known.ids(name)}
    fits = [
        passage.article.id in ids if ids else _has(passage.text, expected.words)
        for passage in answer.passages
    ]
    place = fits.index(True) + 1 if any(fits) else None
    sentence = _sentence(answer.passages, expected.words)
    found = "not among the first five" if place is None else f"at place {place}"
    problems = [
        f"refused: {answer.reason}" if refused else "",
        found if place != 1 else "",
        "another sentence is marked" if sentence is False else "",
    ]
    return _Outcome(expected, refused, match, place, sentence, "; ".join(filter(None, problems)))


def _sentence(passages: Sequence[FoundPassage], words: str | None) -> bool | None:
    """Whether the best sentence has the words, in the first passage that has; None for none."""
    for passage in passages:
        if words and _has(passage.text, words) and passage.sentences:
            return _has(passage.words(passage.sentences[0]), words)
    return None


def _has(text: str, words: str | None) -> bool:
    """Whether a text has the words, whatever the white space, the case and the marks."""
    return words is not None and _plain(words) in _plain(text)


_MARKS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


def _plain(text: str) -> str:
    r"""A text as it is compared.

    >>> _plain("“It’s shut,”  she said")
    '"it\'s shut," she said'
    """
    return " ".join(text.translate(_MARKS).casefold().split())


def _share(outcomes: Sequence[bool]) -> Share:
    right = sum(outcomes)
    return Share(right, len(outcomes), right / len(outcomes) if outcomes else 0.0)
