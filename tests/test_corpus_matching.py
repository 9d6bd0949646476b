"""A quote against one article: the contract of each class."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.matching.match import Match, match_quote, prepare_quote
from corpus.matching.runs import Run, best_chain, cover, grams, occurrences, shared_runs
from corpus.matching.utterances import scene_of
from corpus.matching.wording import fold

CONTRACT = (Path(__file__).parents[1] / "docs" / "check.md").read_text("utf-8")
FERRY = """The ferry stopped on Monday after a gale tore the ramp from its hinges.

"We stopped it because the ramp had gone, and nobody boards my boat by swimming," said Ada Lund, \
who owns the line. "It will sail again when I can walk on it myself."

Her brother Per disagreed. “The ramp was not broken until she parked a lorry on it,” he said. \
“I told her so in May.”

"I will not pay for the ramp," the mayor, Jo Orr, told the Courier, "unless the county pays first \
and the Lunds stop shouting." She said the county had 40 days to answer.
"""


def found(quote: str, text: str = FERRY) -> Match:
    match = match_quote(prepare_quote(quote), text)
    assert match is not None
    assert all(span.of(text) and span.start < span.end for span in match.spans)
    return match


@pytest.mark.parametrize(
    ("quote", "class_"),
    [
        # verbatim: the very characters
        ("It will sail again when I can walk on it myself.", "verbatim"),
        ('"It will sail again when I can walk on it myself."', "verbatim"),
        ("nobody boards my boat by swimming", "verbatim"),
        ("The ferry stopped on Monday", "verbatim"),
        ("the county had 40 days", "verbatim"),
        # typography: the same words
        ("“It will sail again when I can walk on it myself.”", "typography"),
        ("It will sail again, when I can walk on it myself!", "typography"),
        ("it will sail again when I can walk on it myself", "typography"),
        ("I told her so\nin May", "typography"),
        ("I TOLD HER SO IN MAY", "typography"),
        (
            "nobody boards my boat by swimming. It will sail again when I can walk on it myself.",
            "typography",
        ),
        # cut: words dropped
        ("It will sail when I can walk on it myself.", "cut"),
        ("It will sail again ... I can walk on it myself.", "cut"),
        ("We stopped it because the ramp had gone […] nobody boards my boat", "cut"),
        ("The ramp was broken until she parked a lorry on it", "cut"),
        ("I will pay for the ramp", "cut"),
        ("I will not pay for the ramp", "cut"),
        # changed: words replaced or put in
        ("It will sail again when you can walk on it yourself.", "changed"),
        ("[The boat] will sail again when I can walk on it myself.", "changed"),
        ("The county had 41 days to answer", "changed"),
        ("It will certainly sail again when I can walk on it myself.", "changed"),
        # stitched: from several places
        ("I told her so in May. I will not pay for the ramp.", "stitched"),
        ("I can walk on it myself. We stopped it because the ramp had gone.", "stitched"),
        ("The ramp was not broken until I can walk on it myself", "stitched"),
    ],
)
def test_class(quote: str, class_: str) -> None:
    assert found(quote).class_ == class_


@pytest.mark.parametrize(
    "quote",
    [
        "The lighthouse keeper wrote a long letter to his sister in the capital.",
        "The line's owner said that it would run once the landing was mended.",
        "橋は閉鎖された",
        ".*(ramp|boat)+$ [a-z]{9}",
        "sail",
    ],
)
def test_too_little_is_no_match(quote: str) -> None:
    text = FERRY.replace("sail", "run")
    assert match_quote(prepare_quote(quote), text) is None


def test_no_word_is_no_match() -> None:
    assert match_quote(prepare_quote("… —"), FERRY) is None


def test_difference_and_spans_of_a_change() -> None:
    match = found("It will sail again when you can walk on it")
    assert [(edit.op, edit.quote, edit.article) for edit in match.difference] == [
        ("same", "It will sail again when", "It will sail again when"),
        ("changed", "you", "I"),
        ("same", "can walk on it", "can walk on it"),
    ]
    assert [span.of(FERRY) for span in match.spans] == ["It will sail again when I can walk on it"]
    assert match.differing == 1


def test_difference_and_spans_of_a_cut() -> None:
    match = found("It will sail when I can walk on it myself.")
    assert [(edit.op, edit.article) for edit in match.difference] == [
        ("same", "It will sail"),
        ("dropped", "again"),
        ("same", "when I can walk on it myself"),
    ]
    assert [span.of(FERRY) for span in match.spans] == [
        "It will sail",
        "when I can walk on it myself.",
    ]
    assert match.warnings == ("Nothing shows that words were left out.",)
    assert found("It will sail […] when I can walk on it myself.").warnings == ()


def test_an_attribution_that_interrupts_is_not_missing() -> None:
    match = found("I will not pay for the ramp unless the county pays first")
    assert match.class_ == "typography"
    assert match.warnings == (
        "The article interrupts these words with “the mayor, Jo Orr, told the Courier”.",
    )
    assert [span.of(FERRY) for span in match.spans] == [
        "I will not pay for the ramp",
        "unless the county pays first",
    ]


@pytest.mark.parametrize(
    ("text", "quote", "class_"),
    [
        # another quotation behind the attribution: what it was said beside is no part of it
        ('"It must not stay shut," he said, adding, "We will mend it."', "We will mend it.", ""),
        ('"It must not stay shut," adding, "We will mend it."', "We will mend it.", ""),
        ('"It must not stay shut," he said, adding, "I will pay."', "I will pay.", ""),
        ('"It will not do," he said, but added, "Ramps rot fast."', "Ramps rot fast.", ""),
        ('"It must not stay shut," Orr said, "We will mend it."', "We will mend it.", ""),
        ('"It must not stay shut," adding that it was "a slow ferry"', "a slow ferry", ""),
        ('"We will mend it," he said, adding, "It must not rot."', "We will mend it", ""),
        ('"We will mend it," he said, adding, "It must not rot."', "It must not rot.", ""),
        # the same sentence goes on
        ('"We will not," he said, "close the pier"', "We will close the pier", "cut"),
        ('"We will not," he said, "close the pier"', "close the pier", "cut"),
        ('"We do not think," he said, "I will pay."', "I will pay.", "cut"),
        ('"We do not want," he said, "Lund to pay."', "Lund to pay.", "cut"),
        ('"We do not think," he said, laughing, "I will pay."', "I will pay.", "cut"),
        ('"We do not think," he said, "We will pay."', "We will pay.", "cut"),
        ('"Unless they pay," he said, "We will close it."', "We will close it.", "cut"),
        ('"We will close it," he said, "unless they pay."', "We will close it", "cut"),
        ('"It stays," he said, adding, "We will not close it."', "We will close it.", "cut"),
        ('"It stays," he said, adding, "We will not close it."', "close it.", "cut"),
    ],
)
def test_a_second_quotation_behind_an_attribution(text: str, quote: str, class_: str) -> None:
    match = found(quote, text)
    assert match.class_ == (class_ or "verbatim"), match.warnings


def test_pasting_the_attribution_too_is_verbatim() -> None:
    assert found('nobody boards my boat by swimming," said Ada Lund').class_ == "verbatim"


@pytest.mark.parametrize(
    ("quote", "warning"),
    [
        ("The ramp was broken until she parked a lorry on it", "The quote leaves out “not”."),
        (
            "It will never sail again when I can walk on it myself",
            "The quote puts in “never”, which is not in the article.",
        ),
        (
            "the county had 41 days to answer",
            "A figure differs: the quote has 41, the article 40.",
        ),
        (
            "the county had 1,040 days to answer",
            "A figure differs: the quote has 1,040, the article 40.",
        ),
        (
            "I will not pay for the ramp",
            "The sentence goes on “unless the county pays first and the Lunds stop shouting”, "
            "with “unless”.",
        ),
        (
            "I told her so in May?",
            "The quote asks what the article does not print as a question.",
        ),
    ],
)
def test_warnings(quote: str, warning: str) -> None:
    assert warning in found(quote).warnings


def test_a_question_told_as_a_statement() -> None:
    text = '"Will it sail again?" he asked.'
    assert found("Will it sail again.", text).warnings == (
        "The article prints these words as a question.",
    )
    assert found("Will it sail again", text).warnings == ()


def test_words_of_two_speakers_are_stitched_though_in_one_paragraph() -> None:
    text = '"The ramp is gone for good now," said Ada. Per answered: "The boat is fine for us."'
    quote = "The ramp is gone for good now. The boat is fine for us."
    assert found(quote, text).class_ == "stitched"


def test_narration_pasted_with_two_quotations_is_one_place() -> None:
    text = 'Lund called it "a start" and "the end of waiting" in May.'
    assert found("called it a start and the end of waiting in May", text).class_ == "typography"


def test_a_word_said_twice_is_put_in_and_no_seam() -> None:
    text = '"We will mend the ramp before the winter gales come," said Ada Lund.'
    for quote in ("mend the ramp ramp before the winter", "the winter gales winter gales come"):
        assert found(quote, text).class_ == "changed"


def test_words_side_by_side_in_two_quotations_are_stitched() -> None:
    match = found("I told her so in May. I will not pay for the ramp.")
    assert match.class_ == "stitched"
    assert match.warnings == ("The article prints these words as separate quotations.",)
    assert [span.of(FERRY) for span in match.spans] == [
        "I told her so in May",
        "I will not pay for the ramp",
    ]


def test_order_is_told() -> None:
    quote = (
        "It will sail again when I can walk on it myself, we stopped it because the ramp had gone"
    )
    match = found(quote)
    assert match.warnings == ("The pieces stand in another order in the article.",)
    assert [span.of(FERRY) for span in match.spans] == [
        "It will sail again when I can walk on it myself",
        "We stopped it because the ramp had gone",
    ]


def test_the_closest_of_several_places_is_taken() -> None:
    text = "We will go now, he wrote. WE WILL GO NOW. We will never go now."
    match = found("We will go now", text)
    assert (match.class_, match.spans[0].start) == ("verbatim", 0)


def test_a_hyphen_joins_words() -> None:
    text = "The co-operative bought the works and the canteen."
    assert found("The cooperative bought the works and the canteen.", text).class_ == "typography"


def test_scripts_without_spaces() -> None:
    text = "市長は「橋は閉鎖された。理由はひび割れだ」と述べた。"
    assert found("橋は閉鎖された。", text).class_ == "verbatim"
    assert found("橋は閉鎖された、理由はひび割れだ", text).class_ == "typography"
    assert found("橋は再び閉鎖された。理由はひび割れだ", text).class_ == "changed"


@given(st.integers(0, 400), st.integers(1, 200))
def test_what_is_copied_word_by_word_is_found(start: int, length: int) -> None:
    words = fold(FERRY)
    first = start % len(words)
    last = min(len(words), first + 1 + length)
    quote = words.printed(first, last)
    assert found(quote).class_ in ("verbatim", "cut", "typography")
    assert quote in FERRY


@given(st.integers(0, 60), st.sampled_from(["anvil", "", "never"]))
def test_an_altered_word_is_never_verbatim(at: int, by: str) -> None:
    words = ["It", "will", "sail", "again", "when", "I", "can", "walk", "on", "it", "myself"]
    at %= len(words)
    if by or 0 < at < len(words) - 1:
        words[at] = by
        match = match_quote(prepare_quote(" ".join(words)), FERRY)
        assert match is None or match.class_ in ("cut", "changed")


def test_long_and_repetitive_texts_are_bounded() -> None:
    again = "the ramp the ramp " * 55_000  # 1 MB
    assert found("the ramp " * 2_200, again).class_ == "verbatim"
    assert match_quote(prepare_quote("the ramp and " * 1_500), again) is None
    assert match_quote(prepare_quote(FERRY[:-20] * 20), FERRY * 1_500) is None


def test_occurrences_may_overlap() -> None:
    assert occurrences(["a", "a"], ["a"] * 4, 9) == [0, 1, 2]
    assert occurrences(["ab"], ["a", "b", "ab"], 9) == [2]


def test_runs_and_chains() -> None:
    quote = ["one", "two", "three", "nine", "four", "five", "six"]
    article = ["four", "five", "six", "x", "one", "two", "three", "y", "four", "five", "six"]
    runs = shared_runs(grams(quote, 3), 3, article)
    assert runs == [Run(4, 0, 3), Run(0, 4, 3), Run(4, 8, 3)]
    assert best_chain(runs, lambda first, then: True) == [Run(0, 4, 3), Run(4, 8, 3)]
    assert best_chain(runs, lambda first, then: False) == [Run(4, 0, 3)]
    assert cover(runs, quote, 3) == [Run(0, 4, 3), Run(4, 0, 3)]


def test_scene_joins_only_what_one_attribution_interrupts() -> None:
    scene = scene_of(FERRY)
    assert scene.speeches == (0, 0, 2, 2, 4, 4)
    assert [aside.of(FERRY) for aside in scene.asides][1] == "” he said. “"
    assert scene.speech(0) == -1
    assert scene_of("").parts == ()


def examples() -> list[tuple[str, str]]:
    """The rows of the table of examples in the contract."""
    rows = re.findall(r"^\| (.+?) \| (\w+|paraphrase or absent) \| .*\|$", CONTRACT, re.M)
    return [(quote, class_) for quote, class_ in rows if class_ != "class"]


def test_the_contract_shows_the_article_and_every_class() -> None:
    assert FERRY.strip() in CONTRACT
    assert {class_ for _, class_ in examples()} >= {
        "verbatim",
        "typography",
        "cut",
        "changed",
        "stitched",
        "absent",
    }


@pytest.mark.parametrize(("quote", "class_"), examples())
def test_examples_of_the_contract(quote: str, class_: str) -> None:
    match = match_quote(prepare_quote(quote), FERRY)
    assert (match.class_ if match else "absent") == class_.rpartition(" ")[2]
