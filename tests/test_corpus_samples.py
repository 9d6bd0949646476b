"""The sample archive, from its files to articles: everything that is expected of each."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article, restore
from corpus.cleaning.prepare import legible, prepare
from corpus.dates import PartialDate
from corpus.reading.read import read
from corpus.record import Record

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
EXPECTED = json.loads(
    (Path(__file__).parent / "cases" / "sample_articles.json").read_text("utf-8")
)["articles"]


@cache
def records() -> dict[str, Record]:
    found = [one for one in read([SAMPLES]) if isinstance(one, Record)]
    return {record.origin.removeprefix(f"{SAMPLES}/"): record for record in found}


@cache
def article(name: str) -> Article:
    return prepare(records()[name])


def test_every_article_is_expected() -> None:
    assert set(records()) == {case["article"] for case in EXPECTED}


@pytest.mark.parametrize("case", EXPECTED, ids=lambda case: case["article"])
def test_metadata(case: dict[str, Any]) -> None:
    found = article(case["article"])
    names = ("title", "outlet", "agency", "url")
    assert {name: getattr(found, name) for name in names} == {name: case[name] for name in names}
    assert list(found.authors) == case["authors"]
    for name in ("published", "modified"):
        printed = case[name]
        assert getattr(found, name) == (PartialDate.fromisoformat(printed) if printed else None)


@pytest.mark.parametrize("case", EXPECTED, ids=lambda case: case["article"])
def test_text(case: dict[str, Any]) -> None:
    text = article(case["article"]).text
    assert [words for words in case["present"] if words not in text] == []
    assert [words for words in case["absent"] if words in text] == []


@pytest.mark.parametrize("name", sorted(records()))
def test_nothing_is_lost(name: str) -> None:
    assert restore(article(name).text, article(name).removed) == legible(records()[name].text)
