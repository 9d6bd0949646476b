"""Measuring on judged collections and on one's own questions."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import WordEncoder, make_article
from typer.testing import CliRunner

import cli
from corpus.errors import ReadError, UsageError
from index.memory import Memory
from qa.library import Library
from qa.measuring.collection import read_collection
from qa.measuring.evaluate import Share
from qa.measuring.questions import Expected, evaluate_questions, read_questions, score_questions
from qa.measuring.retrieval import evaluate_retrieval
from qa.measuring.scores import compare, measure

DOCUMENTS = [
    {"_id": "quay", "title": "", "text": "The quay is shut since Monday."},
    {"_id": "court", "title": "Trial", "text": "A judge adjourned the trial."},
    {"_id": "bare", "title": "Rain flooded the lower town", "text": ""},
]
QUERIES = [
    {"_id": "q1", "text": "Who adjourned the trial?"},
    {"_id": "q2", "text": "Where did rain flood the town?"},
    {"_id": "q3", "text": "Nobody judged this one."},
]
QRELS = "query-id\tcorpus-id\tscore\nq1\tcourt\t1\nq1\tquay\t0\nq2\tbare\t2\n"


def _folder(path: Path, **changed: str | None) -> Path:
    """A small collection; ``corpus``, ``queries`` and ``qrels`` replace a file or leave it out."""
    contents: dict[str, str | None] = {
        "corpus": "\n".join(map(json.dumps, DOCUMENTS)),
        "queries": "\n".join(map(json.dumps, QUERIES)),
        "qrels": QRELS,
    }
    contents |= changed
    (path / "qrels").mkdir(parents=True)
    names = {"corpus": "corpus.jsonl", "queries": "queries.jsonl", "qrels": "qrels/test.tsv"}
    for kind, content in contents.items():
        if content is not None:
            (path / names[kind]).write_text(content)
    return path


def test_a_collection_is_read_plain_and_packed(tmp_path: Path) -> None:
    plain = read_collection(_folder(tmp_path / "plain"))
    assert [document.id for document in plain.documents] == ["quay", "court", "bare"]
    assert plain.questions == {"q1": QUERIES[0]["text"], "q2": QUERIES[1]["text"]}
    assert plain.judged == {"q1": {"court": 1, "quay": 0}, "q2": {"bare": 2}}
    packed = _folder(tmp_path / "packed")
    for name in ("corpus.jsonl", "queries.jsonl", "qrels/test.tsv"):
        (packed / f"{name}.gz").write_bytes(gzip.compress((packed / name).read_bytes()))
        (packed / name).unlink()
    assert read_collection(packed) == plain


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"corpus": None}, "has no corpus.jsonl, plain or .gz"),
        ({"queries": None}, "has no queries.jsonl, plain or .gz"),
        ({"qrels": None}, "has no qrels/*.tsv, plain or .gz"),
        ({"corpus": ""}, "corpus.jsonl holds no document"),
        ({"corpus": "{"}, "corpus.jsonl, line 1, is no JSON"),
        ({"corpus": "[1]"}, "corpus.jsonl, line 1, is no JSON object"),
        ({"corpus": '{"text": "a"}'}, 'corpus.jsonl, line 1, has no "_id" or no "text"'),
        (
            {"corpus": '{"_id": "a", "text": "x"}\n\n{"_id": "a", "text": "y"}'},
            "corpus.jsonl, line 3, has the id 'a', as line 1 has",
        ),
        (
            {"qrels": "q1\tcourt\t1\nq2\tmoon\t1\n"},
            "test.tsv, line 2, judges the document 'moon', which is not in corpus.jsonl",
        ),
        (
            {"qrels": QRELS + "q9\tcourt\t1\n"},
            "test.tsv, line 5, judges for the question 'q9', which is not in queries.jsonl",
        ),
        ({"qrels": QRELS + "q1 court 1"}, "line 5, is ['q1 court 1'], not a question's id"),
        (
            {"queries": '{"_id": "q1", "text": " "}\n{"_id": "q2", "text": "x"}'},
            "queries.jsonl has no words for the question 'q1', which is judged",
        ),
        ({"qrels": "q1\tcourt\t0\n"}, "names no document that answers a question"),
    ],
)
def test_what_is_wrong_with_a_collection_is_a_sentence(
    tmp_path: Path, changed: dict[str, str | None], message: str
) -> None:
    folder = _folder(tmp_path / "wrong", **changed)
    with pytest.raises(ReadError) as refused:
        read_collection(folder)
    assert message in str(refused.value)
    result = CliRunner().invoke(cli.app, ["eval", str(folder)])
    assert (result.exit_code, message in " ".join(result.stderr.split())) == (1, True)


def test_the_split_has_to_be_there(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "two")
    (folder / "qrels" / "dev.tsv").write_text("q1\tcourt\t1\n")
    assert set(read_collection(folder).judged) == {"q1", "q2"}
    assert set(read_collection(folder, "dev").judged) == {"q1"}
    with pytest.raises(ReadError, match=r"has no train\.tsv; there are dev, test"):
        read_collection(folder, "train")
    with pytest.raises(ReadError, match="There is no folder"):
        read_collection(tmp_path / "nowhere")


def test_measures_by_hand() -> None:
    judged = {"a": {"x": 1, "y": 1}, "b": {"z": 1}, "c": {"w": 1}}
    found = measure({"a": ["x", "u", "y"], "b": ["u", "z"]}, judged)
    # nDCG: a (1 + 1/2) / (1 + 1/log2 3) = 0.9197; b 1/log2 3 = 0.6309; c 0
    assert found.ndcg_10 == pytest.approx((0.91972 + 0.63093) / 3, abs=1e-4)
    assert found.mrr == pytest.approx((1 + 0.5 + 0) / 3)
    assert (found.recall_10, found.recall_100) == pytest.approx((2 / 3, 2 / 3))
    assert (found.success_1, found.success_5) == pytest.approx((1 / 3, 2 / 3))


def test_a_difference_is_tested_in_pairs() -> None:
    judged = {str(number): {"x": 1} for number in range(4)}
    right, wrong = {q: ["x"] for q in judged}, {q: ["u", "x"] for q in judged}
    found = compare("one", right, "other", wrong, judged)
    assert (found.wins, found.losses, round(found.gain, 4)) == (4, 0, 0.3691)
    assert found.p == pytest.approx(2 / 16)  # of the 16 ways to swap, two are as far apart
    assert compare("one", right, "other", right, judged).p == 1.0
    assert compare("one", {"0": ["x"]}, "other", {}, {"0": {"x": 1}}).p == 1.0


def test_a_collection_is_measured_the_way_a_question_goes(tmp_path: Path) -> None:
    folder, encoder = _folder(tmp_path / "small"), WordEncoder()
    found = evaluate_retrieval(folder, keep=tmp_path / "kept", encoder=encoder)
    assert (found.documents, found.passages, found.questions, found.unread) == (3, 3, 2, 0)
    assert found.words.ndcg_10 == found.whole.ndcg_10 == found.whole.success_1 == 1.0
    assert [(one.way, one.other) for one in found.differences] == [
        ("whole", "meaning"),
        ("whole", "words"),
        ("words", "meaning"),
    ]
    embedded = len(encoder.encoded)
    again = evaluate_retrieval(folder, keep=tmp_path / "kept", encoder=encoder)
    assert again == found
    assert len(encoder.encoded) == embedded + 2  # the questions alone


def test_a_question_may_be_a_document_or_longer_than_one(tmp_path: Path) -> None:
    argument = "Judges should be elected, as the court belongs to all."
    documents = [
        {"_id": "pro", "title": "Elected judges", "text": argument},
        {"_id": "con", "title": "Elected judges", "text": "Judges should not be elected."},
        {"_id": "q2", "title": "Quay", "text": "The quay is shut."},  # a number like any other
    ]
    queries = [
        {"_id": "pro", "text": argument},
        {"_id": "q2", "text": "Why is the quay shut? " + "It was open once. " * 200},
    ]
    folder = _folder(
        tmp_path / "arguments",
        corpus="\n".join(map(json.dumps, documents)),
        queries="\n".join(map(json.dumps, queries)),
        qrels="pro\tcon\t1\nq2\tq2\t1\n",
    )
    found = evaluate_retrieval(folder, encoder=WordEncoder())
    assert (found.shortened, found.themselves) == (1, 1)
    assert found.words.success_1 == found.whole.success_1 == 1.0
    shown = CliRunner().invoke(cli.app, ["eval", str(folder)]).stdout
    assert "longer (1 of them) the first 2,000 characters were asked" in shown
    assert "documents too (1 of them) do not find themselves" in shown


def test_a_kept_library_is_of_one_collection(tmp_path: Path) -> None:
    encoder = WordEncoder()
    evaluate_retrieval(_folder(tmp_path / "one"), keep=tmp_path / "kept", encoder=encoder)
    other = _folder(tmp_path / "other", corpus="\n".join(map(json.dumps, DOCUMENTS[1:] * 1)),
                    qrels="q1\tcourt\t1\n")  # fmt: skip
    with pytest.raises(UsageError, match="holds the library of another collection"):
        evaluate_retrieval(other, keep=tmp_path / "kept", encoder=encoder)
    with pytest.raises(UsageError, match="holds something else"):
        evaluate_retrieval(other, keep=tmp_path / "one", encoder=encoder)


@pytest.fixture
def library(memory: Memory, encoder: WordEncoder, keep: Callable[..., str]) -> Library:
    keep(memory, make_article("quay", "The quay is shut since Monday. It is old.", title="Quay"))
    keep(memory, make_article("court", "A judge adjourned the trial.", url="https://c.example/1"))
    return Library(memory, encoder)


def test_own_questions_are_scored(library: Library, tmp_path: Path) -> None:
    rows = [
        {"question": "Who adjourned the trial?", "article": "https://c.example/1"},
        {"question": "When was the quay shut?", "article": "Quay", "words": "since  monday"},
        {"question": "When was the quay shut?", "article": "court.txt"},
        {"question": "zymurgy?"},
    ]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    found = evaluate_questions(library, path)
    assert (found.first, found.in_five) == (Share(2, 3, 2 / 3), Share(3, 3, 1.0))
    assert found.sentence == Share(1, 1, 1.0)
    assert found.refused_wrongly == Share(0, 3, 0.0)
    assert found.refused_rightly.of == 1
    assert (found.strong, found.fair) == (Share(1, 2, 0.5), Share(1, 1, 1.0))
    assert found.weak.of == 0
    assert (found.misses[0].question, found.misses[0].what) == (
        "When was the quay shut?",
        "at place 2",
    )


def test_questions_are_read_from_csv_too(tmp_path: Path) -> None:
    path = tmp_path / "questions.csv"
    path.write_text('question,article,words\n"Who, then?",a1b2c3,\nWhy?,,\n')
    assert read_questions(path) == [Expected("Who, then?", ("a1b2c3",)), Expected("Why?")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "holds no question"),
        ('{"article": "Quay"}', "line 1, has no question"),
        ('{"question": 7}', "line 1, has no question or one that is no text"),
        ('{"question": "Why?", "article": "Moon"}', "expects 'Moon' to answer 'Why?', and no"),
    ],
)
def test_what_is_no_file_of_questions(
    library: Library, tmp_path: Path, content: str, message: str
) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(content)
    with pytest.raises(ReadError) as refused:
        evaluate_questions(library, path)
    assert message in str(refused.value)


def test_an_expected_refusal_that_was_answered_is_told(library: Library) -> None:
    found = score_questions(library, [Expected("When was the quay shut since Monday?")], "one")
    assert found.refused_rightly == Share(0, 1, 0.0)
    assert [miss.what for miss in found.misses] == ["answered"]


def test_eval_takes_a_folder_or_a_command(tmp_path: Path) -> None:
    runner = CliRunner()
    for arguments in (["eval", str(tmp_path / "no")], ["eval", "beir", str(tmp_path / "no")]):
        result = runner.invoke(cli.app, arguments)
        assert (result.exit_code, "There is no folder" in result.stderr) == (1, True)
    assert "questions" in runner.invoke(cli.app, ["eval", "--help"]).stdout
