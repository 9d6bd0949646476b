"""What a figure is of, and which figures a question asks for: without a library."""

from collections.abc import Sequence

import numpy as np
import pytest
from conftest import make_article
from numpy.typing import NDArray

from corpus.cutting.sentences import sentences
from corpus.spans import Span
from index.models.encoder import Kind
from qa.figures.gather import Sighted, gathered
from qa.figures.happening import happened, long_before
from qa.figures.lineup import line_up
from qa.figures.wanted import Wanted, wanted_figure


class _Near:
    """An encoder to which texts are as near to anything as is said."""

    fingerprint = name = "near"
    dimension, max_tokens = 1, 99

    def __init__(self, near: dict[str, float]) -> None:
        self._near = near

    def count_tokens(self, texts: list[str]) -> list[int]:
        return [1] * len(texts)

    def encode(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        return np.array([[self._near[text]] for text in texts], np.float32)


def _sighted(text: str, number: str, published: str | None = None) -> Sighted:
    article = make_article("camp", text, published)
    found = gathered([(article, span, 0.5) for span in sentences(text)])
    return next(item for item in found if item.mention.number.of(text) == number)


@pytest.mark.parametrize(
    ("sentence", "family"),
    [
        ("Some 600 sailors detained in the Tavra and Ostmark ports were sent back.", "return"),
        ("Some 600 sailors died in the Tavra port and the mate was injured.", "kill"),
        ("Some 600 sailors injured in Tavra and two dead were brought to the quay.", "injure"),
        ("The mate was killed, and hundreds of sailors hurt in the Tavra storm.", "injure"),
    ],
)
def test_what_stands_behind_a_noun_describes_it_where_the_sentence_has_more(
    sentence: str, family: str
) -> None:
    first = gathered([(make_article("port", sentence), Span(0, len(sentence)), 0.5)])[0]
    assert happened(first) == {family}


def test_what_is_printed_twice_is_one_figure() -> None:
    text = "Last June in Iskarl: 40 sailors died in the flood.\n\n40 sailors died in the flood."
    article = make_article("flood", text)
    assert len(gathered([(article, Span(0, len(text)), 0.5)])) == 1
    twice = "40 sailors died in the flood here, 40 sailors died in the flood there."
    article = make_article("flood", twice)
    assert len(gathered([(article, Span(0, len(twice)), 0.5)])) == 2


def test_by_how_much_asks_for_a_change() -> None:
    question = "By how much did the rent rise?"
    assert wanted_figure(question) == Wanted("share")
    assert wanted_figure("What rise does the union want, in percent?") == Wanted("share")
    near = {"The rent rose by 4 percent.": 0.6, "Of the flats 61 percent are rented.": 0.6}
    some = [_sighted(text, number) for text, number in zip(near, ("4", "61"), strict=True)]
    found = line_up(
        _Near(near), question, np.ones(1, np.float32), {}, str.split, Wanted("share"), some
    )
    assert [item.mention.number.of(item.article.text) for item in found.asked] == ["4"]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("How many refugees were sent back?", ["600", "500"]),  # whoever else calls them fishermen
        ("How many refugees were sent back to Orrin?", ["600"]),  # of others it is not said where
    ],
)
def test_to_whom_it_happened_has_many_names(question: str, asked: list[str]) -> None:
    near = {
        "600 refugees were sent back.": 0.6,
        "The union knows of 500 fishermen sent home.": 0.35,
    }
    some = [_sighted(text, number) for text, number in zip(near, ("600", "500"), strict=True)]
    wanted, unit = Wanted("people", "refugees"), np.ones(1, np.float32)
    found = line_up(_Near(near), question, unit, {}, str.split, wanted, some)
    assert [item.mention.number.of(item.article.text) for item in found.asked] == asked


def test_what_a_figure_is_of() -> None:
    text = "The 600 sailors detained in the north were sent back. They are 70 now."
    assert happened(_sighted(text, "600")) == {"return"}
    assert happened(_sighted(text, "70")) == {"return", "detain"}
    item = _sighted(text, "600")
    assert (item.sentence, item.clause) == (Span(0, 53), Span(0, 53))


@pytest.mark.parametrize(
    ("published", "long"),
    [("2024-10-11", True), ("--10-11", True), ("2024-09-10", False), (None, False)],
)
def test_long_before(published: str | None, long: bool) -> None:
    assert long_before(_sighted("They sent back 80 sailors on Aug. 29.", "80", published)) is long


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How many North Quay residents left?", Wanted("people", "residents")),
        ("How many cracks were found?", Wanted("things", "cracks")),
        ("How many were killed?", Wanted("people")),
        ("How much did the repair cost?", Wanted("money")),
        ("How wide was the breach?", Wanted("length")),
        ("How long did the strike last?", Wanted("time")),
        ("Who was hurt?", None),
        ("How fast is the ferry?", None),
        ("how many north koreans were sent back", Wanted("people", "koreans")),
        ("HOW MANY RUSSIANS FLED?", Wanted("people", "russians")),
        ("how many plans were there?", Wanted("things", "plans")),
        ("how many radians is that?", Wanted("things", "radians")),
    ],
)
def test_what_kind_of_figure_is_asked_for(question: str, wanted: Wanted | None) -> None:
    assert wanted_figure(question) == wanted
