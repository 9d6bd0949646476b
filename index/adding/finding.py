"""What is found in an article before it is kept: who says what, who is named, its passages.

It is found from the text alone, so that another process can do it (``index.adding.ahead``).
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from corpus.article import Article
from corpus.copying.sketch import sketch
from corpus.identity.naming import accompanied, sighted, sightings
from corpus.identity.sighting import Printed, Sighting
from corpus.record import Record, Unread
from corpus.saying.proposals import Proposal
from corpus.saying.statement import Statement
from corpus.saying.statements import statements
from corpus.spans import Span

Cut = Callable[[str], Sequence[Span]]
"""Cuts a text into passages."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Who says what in an article, all whom it names, the numbers of its sketch, its passages."""

    said: tuple[Statement, ...]
    named: tuple[Sighting, ...]
    sketch: tuple[int, ...]
    passages: tuple[Span, ...]


def find(article: Article, cut: Cut, *, thorough: bool = False) -> Findings:
    """All that is found in an article, by the rules or with the learned tagger too."""
    text = article.text
    said = statements(text, _proposals(text) if thorough else (), article.title or "")
    return Findings(tuple(said), sightings(article, said), tuple(sketch(text)), tuple(cut(text)))


def _proposals(text: str) -> Sequence[Proposal]:
    """What the learned tagger has to say of a text."""
    from corpus.saying.tagger import propose  # noqa: PLC0415 - 0.1 s

    return propose(text)


# As lines of JSON, from process to process


def findings_line(found: Findings) -> str:
    """Findings as one line; what an article itself tells of them is left out."""
    named = [(item.name, item.kind, item.roles, item.printed) for item in found.named]
    said = [
        (
            *(item.kind, item.content, item.cue, item.source, item.speaker),
            *(item.role, item.route, item.anonymous, item.hops),
        )
        for item in found.said
    ]
    return json.dumps([said, named, found.sketch, found.passages])


def findings_from(line: str, article: Article) -> Findings:
    """The findings of an article, from the line that they were written as."""
    said, named, numbers, passages = json.loads(line)
    return Findings(
        tuple(map(_statement, said)),
        accompanied(
            sighted(article, name, kind, tuple(roles), tuple(Printed(*one) for one in printed))
            for name, kind, roles, printed in named
        ),
        tuple(numbers),
        _spans(passages),
    )


def records_line(records: Sequence[Record | Unread]) -> str:
    """What was read from a file as one line."""
    return json.dumps([asdict(item) for item in records])


def records_from(line: str) -> list[Record | Unread]:
    """What was read from a file, from the line that it was written as."""
    return [_record(item) for item in json.loads(line)]


def _statement(values: Sequence[Any]) -> Statement:
    kind, content, cue, source, speaker, role, route, anonymous, hops = values
    return Statement(
        kind,
        _spans(content),
        _spans(cue),
        _spans(source),
        speaker,
        role,
        tuple(route),
        anonymous,
        hops,
    )


def _spans(pairs: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def _record(values: dict[str, Any]) -> Record | Unread:
    if "reason" in values:
        return Unread(**values)
    values["authors"] = tuple(values["authors"])
    values["found"] = tuple((field, how) for field, how in values["found"])
    return Record(**values)
