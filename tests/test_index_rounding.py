"""A network in eight bits: what it computes, that company does not matter, and who gets it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from onnx import numpy_helper, parser

from corpus.bundle import bundled_model
from corpus.errors import LibraryMismatch, UsageError
from corpus.network import Network
from index.models.embed import load_encoder
from index.models.encoder import Encoder
from index.models.rounding import round_network
from qa.opening import open_library

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "corpus" / "samples"


def _network(folder: Path, graph: str, **weights: NDArray[np.float32]) -> Network:
    """A graph in ONNX's own notation, in eight bits."""
    model = parser.parse_model(f'<ir_version: 10, opset_import: ["": 20]> {graph}')
    for name, value in weights.items():
        model.graph.initializer.append(numpy_helper.from_array(value, name))
    onnx.save(model, folder / "exact.onnx")
    round_network(folder / "exact.onnx", folder / "rounded.onnx")
    return Network(folder / "rounded.onnx", threads=1)


def test_each_row_and_each_column_has_a_scale_of_its_own(tmp_path: Path) -> None:
    weights = np.array([[0.64, -1.0], [0.32, 32.0], [0.0, 64.0]], np.float32)
    rows = np.array([[127.0, 1.4, -63.6], [0.0127, 0.0, 0.0049], [0.0, 0.0, 0.0]], np.float32)
    network = _network(
        tmp_path,
        "product (float[n, 3] x) => (float[n, 2] y) { y = MatMul (x, weights) }",
        weights=weights,
    )
    (found,) = network.run(["y"], {"x": rows})
    # The rows become 127 1 -64 (times 1), 127 0 49 (times .0001) and zeros; the columns 64 32 0
    # (times .01) and -1 32 64 (times 1).
    expected = [[81.6, -4191.0], [0.008128, 0.3009], [0.0, 0.0]]
    np.testing.assert_allclose(found, expected, rtol=1e-6)


def test_the_largest_sums_are_exact_on_any_processor(tmp_path: Path) -> None:
    # Two products added in 16 bits, as processors without VNNI do, would stop at 32,767.
    weights = np.full((384, 4), 64, np.float32) * np.array([1, -1, 1, -1], np.float32)
    network = _network(
        tmp_path,
        "product (float[n, 384] x) => (float[n, 4] y) { y = MatMul (x, weights) }",
        weights=weights,
    )
    (found,) = network.run(["y"], {"x": np.full((2, 384), 127, np.float32)})
    assert found.tolist() == [[384 * 127 * 64 * sign for sign in (1, -1, 1, -1)]] * 2


def test_what_attention_averages_stays_in_floats(tmp_path: Path) -> None:
    graph = """attention (float[n, 4] x) => (float[n, 4] y) {
        keys = MatMul (x, for_keys)
        shares = Softmax (keys)
        multiplied = MatMul (x, for_values)
        values = Add (multiplied, bias)
        averaged = MatMul (shares, values)
        y = MatMul (averaged, for_output)
    }"""
    square = np.eye(4, dtype=np.float32)
    _network(tmp_path, graph, for_keys=square, for_values=square, for_output=square, bias=square[0])
    kinds = [node.op_type for node in onnx.load(tmp_path / "rounded.onnx").graph.node]
    assert kinds == [
        *("Round", "Multiply", "Softmax", "MatMul", "Add", "MatMul"),
        *("Round", "Multiply"),
    ]


def test_what_gelu_lets_through_stays_in_floats(tmp_path: Path) -> None:
    graph = """layer (float[n, 4] x) => (float[n, 4] y) {
        wide = MatMul (x, first)
        let_through = Gelu (wide)
        y = MatMul (let_through, second)
    }"""
    square = np.eye(4, dtype=np.float32)
    _network(tmp_path, graph, first=square, second=square)
    kinds = [node.op_type for node in onnx.load(tmp_path / "rounded.onnx").graph.node]
    assert kinds == ["Round", "Multiply", "Gelu", "MatMul"]


def test_the_channels_of_a_layer_norm_are_made_alike_by_powers_of_two(tmp_path: Path) -> None:
    graph = """layer (float[n, 4] x) => (float[n, 4] y, float[n, 4] z) {
        even = LayerNormalization (x, scale, shift)
        y = MatMul (even, first)
        z = MatMul (even, second)
    }"""
    square = np.eye(4, dtype=np.float32)
    scale = np.array([64.0, 1.0, 1.0, 0.0], np.float32)
    shift = np.array([0.0, 0.0, 0.0, 4.0], np.float32)
    network = _network(
        tmp_path, graph, first=square, second=square[::-1] * 0.5, scale=scale, shift=shift
    )
    model = onnx.load(tmp_path / "rounded.onnx")
    kinds = [node.op_type for node in model.graph.node]
    assert kinds == ["LayerNormalization", "Mul", "Round", "Multiply", "Multiply"]
    arrays = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    # Sizes 64, 1, 1 and 4, of which the logarithms are 6, 0, 0 and 2, and halved 2 above their mean
    # for the first, 1 below it for two; the weights' largest are all 1.
    assert arrays["even.factors"].tolist() == [0.25, 2.0, 2.0, 1.0]
    row = np.array([[3.0, -1.0, -1.0, -1.0]], np.float32)
    y, z = network.run(["y", "z"], {"x": row})
    # Normalised √3 and three times -1/√3; rounded by the largest, 64√3 / 4 in 127 steps.
    expected = np.array([64 * 3**0.5, -(3**-0.5), -(3**-0.5), 4.0])
    step = np.array([4.0, 0.5, 0.5, 1.0]) * 16 * 3**0.5 / 127
    assert (np.abs(y[0] - expected) <= step / 2 + 1e-4).all()
    assert (np.abs(z[0] - expected[::-1] / 2) <= step[::-1] / 4 + 1e-4).all()


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Texts of very different lengths."""
    bodies = [path.read_text("utf-8") for path in sorted(SAMPLES.rglob("*.txt"))]
    return [body[: 40 * 2 ** (at % 6)] for at, body in enumerate(bodies[:12])]


@pytest.fixture(scope="module")
def rounded() -> Encoder:
    return load_encoder(precision="int8")


@pytest.fixture(scope="module")
def exact() -> Encoder:
    return load_encoder(precision="float32")


def test_a_vector_does_not_depend_on_the_texts_beside_it(
    rounded: Encoder, texts: list[str]
) -> None:
    together = rounded.encode(texts, "passage")
    alone = np.concatenate([rounded.encode([text], "passage") for text in texts])
    loud = rounded.encode([*texts, "!" * 300, "Zzyzx " * 200], "passage")[: len(texts)]
    assert np.abs(together - alone).max() < 1e-6
    assert np.abs(together - loud).max() < 1e-6


def test_vectors_are_near_those_in_floats(
    rounded: Encoder, exact: Encoder, texts: list[str]
) -> None:
    cosines = (rounded.encode(texts, "passage") * exact.encode(texts, "passage")).sum(axis=1)
    assert cosines.min() > 0.998
    assert cosines.min() < 0.99999  # they are not the same, so neither is the fingerprint:
    assert rounded.fingerprint == f"int8.2-{exact.fingerprint}"


def test_a_library_in_floats_stays_in_floats(tmp_path: Path, exact: Encoder) -> None:
    article = tmp_path / "quay.txt"
    article.write_text("The quay at Lysmere is shut since Monday, the mayor said.")
    with open_library(tmp_path / "old", create=True, precision="float32") as library:
        library.add(article)
    with open_library(tmp_path / "old") as library:
        vector = exact.encode(["Which quay is shut?"], "question")
        assert np.array_equal(library._encoder.encode(["Which quay is shut?"], "question"), vector)
        (found,) = library.ask("Which quay is shut?").passages
        (candidate,) = library._memory.candidates("", vector[0], None, 1)
        assert candidate.cosine == pytest.approx(
            float(vector[0] @ exact.encode([found.text], "passage")[0]), abs=1e-3
        )
    with pytest.raises(LibraryMismatch, match="has vectors of a network in float32, not int8"):
        open_library(tmp_path / "old", precision="int8")


def test_a_precision_that_there_is_none_of_makes_no_library(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^'int4' is no precision; choose from float32, int8\.$"):
        open_library(tmp_path / "new", create=True, precision="int4")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_the_bundled_model_is_in_eight_bits_unless_said_and_others_in_floats(
    rounded: Encoder, exact: Encoder
) -> None:
    assert load_encoder().fingerprint == rounded.fingerprint
    assert load_encoder("all-MiniLM-L6-v2").fingerprint == rounded.fingerprint
    assert load_encoder(str(bundled_model())).fingerprint == exact.fingerprint


def test_a_library_in_eight_bits_stays_so(tmp_path: Path, rounded: Encoder) -> None:
    with open_library(tmp_path / "new", create=True) as library:
        assert library.status().settings.fingerprint.startswith("int8.2-")
    with open_library(tmp_path / "new") as library:
        vector = library._encoder.encode(["Which quay is shut?"], "question")
        assert np.array_equal(vector, rounded.encode(["Which quay is shut?"], "question"))
    with pytest.raises(LibraryMismatch, match="has vectors of a network in int8, not float32"):
        open_library(tmp_path / "new", precision="float32")


def test_a_question_loads_only_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text("The quay at Lysmere is shut since Monday, the mayor said.")
    with open_library(tmp_path / "library", create=True, precision="int8") as library:
        library.add(tmp_path / "quay.txt")
    asking = (
        "import json, sys, cli\n"
        "try: cli.app(['ask', 'Which quay is shut?', '--json'])\n"
        "finally: print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asking],
        cwd=ROOT,
        env={**os.environ, "WHOSAID_LIBRARY": str(tmp_path / "library")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(done.stdout)["passages"], done.stderr
    loaded = set(json.loads(done.stderr.splitlines()[-1]))
    assert "onnxruntime" in loaded
    slow = {"torch", "transformers", "sentence_transformers", "gradio", "onnx", "onnxscript"}
    assert slow & loaded == set()
