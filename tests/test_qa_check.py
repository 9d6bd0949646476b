"""Checking quotes against a library: the golden quotes of the samples, versions, speakers."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import WordEncoder, make_article
from numpy.typing import NDArray

from corpus.article import Article
from corpus.cleaning.prepare import prepare
from corpus.cutting.passages import cut_passages
from corpus.errors import UsageError
from corpus.matching.wording import fold
from corpus.reading.read import read
from corpus.record import Record
from index.memory import Memory
from index.models.embed import load_encoder
from index.models.encoder import Encoder, Kind
from index.records import Settings
from qa.answer import plain
from qa.checking.check import check
from qa.checking.checked import Check
from qa.checking.lookup import loose_phrases, scan, whole_phrases
from qa.opening import open_library

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
GOLDEN = json.loads((Path(__file__).parent / "cases" / "sample_quotes.json").read_text("utf-8"))
GOLDEN = GOLDEN if isinstance(GOLDEN, list) else GOLDEN["quotes"]
PRINTED = [case for case in GOLDEN if case["class"] not in ("paraphrase", "absent")]

# What is known to fail, by the quote: each is to be taken out here when it is mended.
FAR_PARAPHRASE = "Firms found guilty of bribery"  # shares one word with the report of it


class NoEncoder(WordEncoder):
    """Every text in one direction, as long as the real model's vectors; meaning plays no part."""

    dimension = 384

    def encode(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimension), np.float32)
        rows[:, 0] = 1
        return rows


@cache
def sample_articles() -> dict[str, Article]:
    records = [one for one in read([SAMPLES]) if isinstance(one, Record)]
    return {one.origin.removeprefix(f"{SAMPLES}/"): prepare(one) for one in records}


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Memory]:
    encoder = NoEncoder()
    settings = Settings("words", "words", encoder.dimension, 120, 24)
    memory = Memory.create(tmp_path_factory.mktemp("samples") / "library", settings)
    with memory.writing() as store:
        for article in sample_articles().values():
            spans = cut_passages(article.text, encoder.count_tokens, 120, 24)
            texts = [span.of(article.text) for span in spans]
            digests = [hashlib.sha256(text.encode()).digest()[:16] for text in texts]
            store.put_vectors(digests, encoder.encode(texts, "passage"))
            store.put(article, spans, digests)
    yield memory
    memory.close()


def checked(memory: Memory, quote: str, speaker: str | None = None) -> Check:
    found = check(memory, NoEncoder, quote, speaker)
    for match in found.matches:
        text = memory.store.article(match.article.id).text
        around = match.before + match.text + match.after
        assert match.class_ == "stitched" or around in text
        assert all(span.of(text) in match.text for span in match.spans)
        assert match.class_ != "verbatim" or match.text in quote
    return found


# The golden quotes


@pytest.mark.parametrize("case", PRINTED, ids=lambda case: f"{case['class']}: {case['note']}")
def test_golden_class(samples: Memory, case: dict[str, Any]) -> None:
    found = checked(samples, case["quote"], case.get("asked_speaker"))
    names = {article.id: name for name, article in sample_articles().items()}
    classes = {names[match.article.id]: match.class_ for match in found.matches}
    assert classes[case["article"]] == case["class"]
    # Where another outlet printed the quote as it was altered, that one is closer.
    assert found.class_ == case["class"] or case.get("also_printed")
    assert set(case.get("also_printed", ())) <= set(classes)
    dates = [match.article.published for match in found.matches]
    days = [str(day.earliest()) for day in dates if day and day.earliest()]
    assert days == sorted(days)


@pytest.mark.parametrize("case", [c for c in GOLDEN if c not in PRINTED], ids=lambda c: c["note"])
def test_what_no_article_has_is_not_said_to_be_printed(
    samples: Memory, case: dict[str, Any]
) -> None:
    assert checked(samples, case["quote"]).class_ in ("paraphrase", "absent")


def test_paraphrase_and_absent_by_meaning(samples: Memory) -> None:
    encoder = load_encoder()

    def model() -> Encoder:
        return encoder

    wrong = [
        case["quote"]
        for case in GOLDEN
        if case not in PRINTED
        and check(samples, model, case["quote"]).class_ != case["class"]
        and not case["quote"].startswith(FAR_PARAPHRASE)
    ]
    assert wrong == []


def test_an_exact_hit_does_not_hide_the_fuller_original(samples: Memory) -> None:
    found = checked(samples, "We are not going to pay for the whole of it")
    assert (found.class_, [match.class_ for match in found.matches]) == (
        "verbatim",
        ["cut", "verbatim"],
    )
    assert found.verdict.startswith(
        "The quote stands word for word, character for character, in The Quay Post (8 October"
    )
    assert found.notes == (
        "The Corvane Herald (2 October 2025) prints more than the quote has. The sentence goes on "
        "“unless the council pays its share first”, with “unless”.",
    )


def test_every_copy_is_reported(samples: Memory) -> None:
    found = checked(samples, "There is no honest way to open this bridge before spring")
    assert [match.class_ for match in found.matches] == ["verbatim"] * 4
    assert len({match.article.outlet for match in found.matches}) == 4


# One small archive

TEXT = (
    'Ada Lund owns the ferry. "It will sail again when I can walk on it myself," she said. '
    "The gale lasted until Monday."
)


@pytest.fixture
def small(memory: Memory, keep: Callable[..., str]) -> Memory:
    keep(memory, make_article("b", TEXT, "2025-05-02", outlet="The Tern"))
    keep(memory, make_article("a", TEXT, None, outlet="The Gull"))
    keep(memory, make_article("c", TEXT.replace("again", "never"), "2025-05-01", outlet="The Auk"))
    return memory


def encoder() -> Encoder:
    return WordEncoder()


def test_a_whole_record(small: Memory) -> None:
    found = check(small, encoder, "It will sail again when I can walk", "Ada Lund")
    assert plain(found.matches[1]) | {"article": found.matches[1].article.outlet} == {
        "article": "The Tern",
        "spans": [[26, 60]],
        "text": "It will sail again when I can walk",
        "class": "verbatim",
        "speaker": "Ada Lund",
        "before": 'Ada Lund owns the ferry. "',
        "after": ' on it myself," she said. The gale lasted until Monday.',
        "difference": [
            {
                "op": "same",
                "quote": "It will sail again when I can walk",
                "article": "It will sail again when I can walk",
            }
        ],
        "warnings": [],
    }
    assert [match.article.outlet for match in found.matches] == ["The Auk", "The Tern", "The Gull"]
    assert (found.class_, found.speaker_matches) == ("verbatim", True)
    assert found.matches[0].warnings == ("The quote leaves out “never”.",)
    assert found.notes == (
        "The Auk (1 May 2025) prints other words. The quote leaves out “never”.",
    )


def test_the_model_is_not_called_for_what_is_printed(small: Memory) -> None:
    def never() -> Encoder:
        raise AssertionError

    assert check(small, never, "It will sail again").class_ == "verbatim"


def test_speakers(small: Memory) -> None:
    quote = "It will sail again when I can walk"
    assert check(small, encoder, quote).speaker_matches is None
    assert check(small, encoder, quote, "Lund").speaker_matches is True
    other = check(small, encoder, quote, "Ada Lunt-Orr")
    assert other.speaker_matches is False
    assert other.notes[-2:] == (
        "These words are given to Ada Lund, not to Ada Lunt-Orr.",
        "Nobody called Ada Lunt-Orr speaks in these articles; the nearest names are Ada Lund.",
    )
    told = check(small, encoder, "The gale lasted until Monday", "Ada Lund")
    assert (told.class_, told.speaker_matches) == ("verbatim", None)


@pytest.mark.parametrize(
    ("asked", "same", "note"),
    [
        ("Ahn Suh-rim", True, None),
        ("Ahn", True, None),
        ("Ahn Suh", None, "Ahn Suh is not known here; the words are given to Ahn Suh-rim."),
        ("Ahn Dae-yul", False, "These words are given to Ahn Suh-rim, not to Ahn Dae-yul."),
    ],
)
def test_a_likeness_is_never_confirmed_in_silence(
    memory: Memory, keep: Callable[..., str], asked: str, same: bool | None, note: str | None
) -> None:
    keep(memory, make_article("a", '"The bridge is cracked to the core," said Mayor Ahn Suh-rim.'))
    found = check(memory, encoder, "The bridge is cracked to the core", asked)
    assert found.matches[0].speaker == "Ahn Suh-rim"
    assert found.speaker_matches is same
    assert found.notes[:1] == ((note,) if note else ())


def test_another_spelling_is_confirmed_with_a_note(tmp_path: Path) -> None:
    article = '"The bridge is cracked to the core," said Mayor Ahn Suh-rim.\n'
    (tmp_path / "a.txt").write_text(f"The bridge\n\n{article}", "utf-8")
    with open_library(tmp_path / "library", create=True, encoder=WordEncoder()) as opened:
        opened.add(tmp_path / "a.txt")
        found = opened.check("The bridge is cracked to the core", "Ahn Seo-rim")
        only_like = opened.check("The bridge is cracked to the core", "Ahn Suh")
    assert found.speaker_matches is True
    assert found.notes == ("Nobody is called “Ahn Seo-rim” here; taken for Ahn Suh-rim (#1).",)
    assert only_like.speaker_matches is None
    assert only_like.notes == ("Ahn Suh is not known here; the words are given to Ahn Suh-rim.",)


def test_the_verdict_itself_tells_what_turns_the_sense(
    memory: Memory, keep: Callable[..., str]
) -> None:
    said = "“The ramp will not be mended this year,” said Ada Lund."
    for name, outlet, day in (("a", "The Gull", "2025-01-02"), ("b", "The Tern", "2025-01-03")):
        keep(memory, make_article(name, said, day, outlet=outlet))
    assert checked(memory, "The ramp will be mended this year").verdict == (
        "The quote is cut: The Gull (2 January 2025) and The Tern (3 January 2025) have words that "
        "it leaves out. The quote leaves out “not”."
    )
    assert checked(memory, "The ramp will not be this year").verdict == (
        "The quote is cut: The Gull (2 January 2025) and The Tern (3 January 2025) have words that "
        "it leaves out."
    )


def test_pieces_of_two_speakers_in_one_article(memory: Memory, keep: Callable[..., str]) -> None:
    text = (
        '"The old pier was sold for a crown to the town," said Ada Lund.\n\n'
        '"Every plank of it was rotten by the autumn," said Bo Ek.'
    )
    keep(memory, make_article("a", text, "2025-01-02"))
    quote = "Every plank of it was rotten by the autumn. The old pier was sold for a crown"
    found = check(memory, encoder, quote, "Bo Ek")
    assert [(match.class_, match.speaker) for match in found.matches] == [
        ("stitched", "Bo Ek"),
        ("stitched", "Ada Lund"),
    ]
    assert found.speaker_matches is False
    assert found.notes[-1] == "Some of these words are given to Ada Lund, not to Bo Ek."


def test_pieces_of_several_articles(memory: Memory, keep: Callable[..., str]) -> None:
    keep(memory, make_article("a", '"The old pier was sold for a crown," he said.', "2025-01-02"))
    keep(memory, make_article("b", '"Every plank of it was rotten then," he said.', "2025-01-01"))
    found = check(
        memory, encoder, "The old pier was sold for a crown. Every plank of it was rotten then."
    )
    assert found.class_ == "stitched"
    assert [match.text for match in found.matches] == [
        "Every plank of it was rotten then",
        "The old pier was sold for a crown",
    ]
    assert [(edit.op, edit.quote) for edit in found.matches[0].difference] == [
        ("added", "The old pier was sold for a crown"),
        ("same", "Every plank of it was rotten then"),
    ]


@pytest.mark.parametrize(
    ("quote", "message"),
    [
        (" \n", "The quote is empty; paste the words that are to be checked."),
        (None, "None is no text; give the words in a string."),
        ("“…”", "'“…”' holds no word; paste the words of the quote."),
        (
            "x" * 20_001,
            "The quote has 20,001 characters, and 20,000 are compared at most; check it in parts.",
        ),
    ],
)
def test_bad_quotes(small: Memory, quote: str, message: str) -> None:
    with pytest.raises(UsageError) as raised:
        check(small, encoder, quote)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("quote", "class_"),
    [
        ("ferry", "verbatim"),
        ("lighthouse", "absent"),
        ("a(b[c*+?\\d{9}|^$ OR NOT passage:1", "absent"),
        ('"it will sail again', "typography"),
        ("\0It will sail again\0", "verbatim"),
        ("フェリーは再開する", "absent"),
        ("word " * 4_000, "absent"),
        ("🙂 ferry 🙂", "typography"),
    ],
)
def test_odd_quotes(small: Memory, quote: str, class_: str) -> None:
    assert check(small, encoder, quote).class_ == class_


def test_one_word_proves_nothing(small: Memory) -> None:
    assert check(small, encoder, "ferry").notes == (
        "One word proves nothing: anybody may have used it.",
    )


def test_an_empty_library(memory: Memory) -> None:
    found = check(memory, encoder, "It will sail again", "Ada Lund")
    assert (found.class_, found.matches, found.speaker_matches) == ("absent", (), None)


def test_scripts_without_spaces_are_found(memory: Memory, keep: Callable[..., str]) -> None:
    keep(memory, make_article("j", "市長は「橋は閉鎖された。理由はひび割れだ」と述べた。"))
    assert check(memory, encoder, "橋は閉鎖された。理由はひび割れだ").class_ == "verbatim"


# Looking up


def test_phrases() -> None:
    words = fold("One two three four five six seven eight nine. Ten eleven.")
    assert whole_phrases(words) == ["One two three four five", "six seven eight nine", "Ten eleven"]
    assert loose_phrases(words)[-1] == "eight nine. Ten eleven"
    assert loose_phrases(fold("ferry")) == ["ferry"]


def test_scanning_finds_what_has_most_phrases(small: Memory) -> None:
    found = scan(small.store, ["sail AGAIN", "gale lasted", "no such thing"], 2)
    texts = [article.outlet for _, article in small.store.cited(found)]
    assert sorted(map(str, texts)) == ["The Gull", "The Tern"]


def test_quotation_marks_of_another_sort_hold_other_words(
    memory: Memory, keep: Callable[..., str]
) -> None:
    text = (
        "The port kept to the line that 'ferries are guests, not residents,' and stated, "
        '"We have no list of berths."'
    )
    keep(memory, make_article("pier", text))
    assert check(memory, WordEncoder, "We have no list of berths", None).class_ == "verbatim"
