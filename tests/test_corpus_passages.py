import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cutting.passages import LIMIT, OVERLAP, cut_passages
from corpus.cutting.quotations import quotations
from corpus.cutting.sentences import sentences
from corpus.errors import UsageError
from corpus.spans import Span

ROOT = Path(__file__).parent.parent

PROSE = st.lists(
    st.sampled_from(
        ["We", " wait", " x", ". ", "? ", ", ", "; ", ' "', '" ', " “", "” ", " ‘", "’ ", "\n\n"]
    ),
    max_size=60,
).map("".join)
"""A slow machine is no failure; what must be quick runs in a process of its own."""

NEWSPRINT = PROSE | st.text()
LIMITS = st.integers(2, 30).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n - 1)))


def words(strings: list[str]) -> list[int]:
    return [len(string.split()) for string in strings]


def letters(strings: list[str]) -> list[int]:
    return [len(re.sub(r"\s", "", string)) for string in strings]


def cut(text: str, limit: int, overlap: int = 0) -> list[str]:
    return [span.of(text) for span in cut_passages(text, words, limit, overlap)]


def test_passages_are_filled_with_whole_sentences() -> None:
    text = "One two three. Four five. Six seven eight. Nine ten."
    assert cut(text, 5) == ["One two three. Four five.", "Six seven eight. Nine ten."]


def test_a_passage_repeats_whole_sentences_of_the_one_before() -> None:
    text = "One two three. Four five. Six seven. Eight nine ten."
    assert cut(text, 5, 2) == [
        "One two three. Four five.",
        "Four five. Six seven.",
        "Six seven. Eight nine ten.",
    ]


def test_a_sentence_longer_than_the_overlap_is_not_repeated() -> None:
    text = "One two. Three four five. Six seven eight."
    assert cut(text, 5, 2) == ["One two. Three four five.", "Six seven eight."]


def test_a_passage_rather_ends_with_its_paragraph() -> None:
    text = "One two three. Four.\n\nFive six. Seven eight nine. Ten eleven."
    assert cut(text, 6) == ["One two three. Four.", "Five six. Seven eight nine.", "Ten eleven."]


def test_a_short_last_passage_is_evened_out() -> None:
    text = "One two. Three four. Five six. Seven eight. Nine ten. Eleven."
    assert cut(text, 10) == ["One two. Three four. Five six.", "Seven eight. Nine ten. Eleven."]


def test_a_quotation_that_fits_stays_whole_with_its_attribution() -> None:
    text = 'One two three. "Four five. Six seven. Eight," said Lund. Nine ten.'
    assert cut(text, 8, 1) == [
        "One two three.",
        '"Four five. Six seven. Eight," said Lund.',
        "Nine ten.",
    ]


def test_a_quotation_that_fills_its_sentence_keeps_the_sentence_before() -> None:
    text = 'One two three four. Lund had this to say. "Six seven. Eight."'
    assert cut(text, 8) == ["One two three four.", 'Lund had this to say. "Six seven. Eight."']


def test_a_quotation_that_fits_is_whole_though_its_sentence_is_too_long() -> None:
    text = 'One two three four five six and Lund said, "Seven eight. Nine ten."'
    assert cut(text, 9) == [
        "One two three four five six and Lund said,",
        '"Seven eight. Nine ten."',
    ]


def test_a_quotation_longer_than_the_limit_is_cut_between_its_sentences() -> None:
    text = '"One two three. Four five six. Seven eight nine," said Lund.'
    assert cut(text, 6) == ['"One two three. Four five six.', 'Seven eight nine," said Lund.']


def test_a_sentence_longer_than_the_limit_is_cut_after_a_clause() -> None:
    text = "One two three four, five six seven eight nine."
    assert cut(text, 6) == ["One two three four,", "five six seven eight nine."]


def test_a_sentence_without_clauses_is_cut_at_white_space() -> None:
    assert cut("one two three four five six seven", 3) == [
        "one two three",
        "four five",
        "six seven",
    ]


def test_a_word_longer_than_the_limit_is_cut_anywhere() -> None:
    text = "a" * 100
    spans = cut_passages(text, letters, 30, 5)
    assert "".join(span.of(text) for span in spans) == text
    assert max(letters([span.of(text) for span in spans])) <= 30


def test_a_word_that_the_model_cannot_read_is_cut_too() -> None:
    text = "a" * 100_000
    assert len(cut_passages(text, words, 160, 32)) > 30


def test_nothing_comes_of_nothing() -> None:
    assert cut_passages(" \n ", words) == []


def test_tokens_are_counted_in_one_call() -> None:
    calls: list[list[str]] = []

    def counting(strings: list[str]) -> list[int]:
        calls.append(strings)
        return words(strings)

    cut_passages('One. "Two," said Lund. Three.\n\nFour.' * 50, counting, 20, 5)
    assert len(calls) == 1


@pytest.mark.parametrize(("limit", "overlap"), [(0, 0), (5, 5), (5, -1)])
def test_a_limit_that_makes_no_passages_is_refused(limit: int, overlap: int) -> None:
    with pytest.raises(UsageError, match=f"limit of {limit} tokens with an overlap of {overlap}"):
        cut_passages("One.", words, limit, overlap)


def test_defaults_fit_the_default_model() -> None:
    assert 0 < OVERLAP < LIMIT < 256


@given(text=NEWSPRINT, sizes=LIMITS)
def test_passages_are_in_order_and_cover_every_character_but_white_space(
    text: str, sizes: tuple[int, int]
) -> None:
    spans = cut_passages(text, letters, *sizes)
    assert all(a.start < b.start and a.end < b.end for a, b in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    covered = {index for span in spans for index in range(*span)}
    assert all(index in covered or text[index].isspace() for index in range(len(text)))


@given(text=NEWSPRINT, sizes=LIMITS)
def test_no_passage_has_more_tokens_than_the_limit(text: str, sizes: tuple[int, int]) -> None:
    spans = cut_passages(text, letters, *sizes)
    assert max(letters([span.of(text) for span in spans]), default=0) <= sizes[0]


@given(text=NEWSPRINT, sizes=LIMITS)
def test_whole_sentences_are_repeated_up_to_the_overlap(text: str, sizes: tuple[int, int]) -> None:
    whole = sentences(text)
    starts, ends = {span.start for span in whole}, {span.end for span in whole}
    for before, after in pairwise(cut_passages(text, letters, *sizes)):
        if after.start < before.end:
            assert after.start in starts
            assert before.end in ends
            assert letters([text[after.start : before.end]])[0] <= sizes[1]


@given(text=PROSE, sizes=LIMITS)
def test_no_quotation_that_fits_is_cut(text: str, sizes: tuple[int, int]) -> None:
    spans = cut_passages(text, letters, *sizes)
    for start, end in [q.span for q in quotations(text) if not q.depth]:
        with_stop = text[start:end] + (re.match(r"[.,;:!?)\]]*", text[end:]) or [""])[0]
        if letters([with_stop])[0] <= sizes[0]:
            assert any(span.covers(Span(start, end)) for span in spans)


@given(text=NEWSPRINT, sizes=LIMITS)
def test_same_text_is_cut_the_same_way(text: str, sizes: tuple[int, int]) -> None:
    assert cut_passages(text, words, *sizes) == cut_passages(text, words, *sizes)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("'a' * 1_000_000", id="one word"),
        pytest.param("'word ' * 200_000", id="one sentence"),
        pytest.param("'. ' * 500_000", id="stops"),
        pytest.param("'\\n' * 1_000_000", id="newlines"),
        pytest.param("'\"We go.\" ' * 110_000", id="quotations"),
        pytest.param("'“' + 'We wait for the tide. ' * 45_000 + '”'", id="one quotation"),
    ],
)
def test_a_megabyte_of_anything_is_cut_in_linear_time(text: str) -> None:
    count = "lambda strings: [len(string) // 4 for string in strings]"
    in_time("from corpus.cutting.passages import cut_passages", f"cut_passages({text}, {count})")


def in_time(setup: str, statement: str) -> None:
    """Run in a process of its own, ended if it takes five minutes; seconds are usual."""
    code = f"{setup}\n{statement}"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=300, check=True)


def test_spans_are_slices() -> None:
    text = "One two three. Four five."
    assert cut_passages(text, words, 3, 0) == [Span(0, 14), Span(15, 25)]
