"""A BERT-like network as an ONNX graph with eight-bit weights, piece by piece.

The matrices of the layers are kept as int8 with one scale a column, and multiplied in eight bits
with activations that are rounded as they come, with one scale a row. The operators are those that
onnxruntime is quickest with, some of them its own (domain `com.microsoft`); `README.md`, "Speed",
tells which were tried.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Weights = dict[str, NDArray[np.float32]]

LAYERS, HEADS = 6, 12
EPSILON = 1e-12
"""Added to the variance in layer normalisation, as in the base model."""


def quantize_columns(weight: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """A matrix `(rows, columns)` as int8 and one scale a column, nearest rounding.

    >>> small, scale = quantize_columns(np.array([[1.27, 2.0], [-0.5, -4.0]], dtype=np.float32))
    >>> small.tolist(), [round(float(s), 4) for s in scale]
    ([[127, 64], [-50, -127]], [0.01, 0.0315])
    """
    scale = np.maximum(np.abs(weight).max(axis=0), 1e-8) / 127
    return np.rint(weight / scale).astype(np.int8), scale.astype(np.float32)


class GraphBuilder:
    """Collects nodes and initial values of one ONNX graph."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.values: list[onnx.TensorProto] = []
        self.rounded: set[str] = set()

    def constant(self, name: str, array: NDArray[Any]) -> str:
        """An initial value; its name is returned."""
        self.values.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(
        self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: Any
    ) -> str:
        """A node with one output, whose name is returned."""
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output

    def round_rows(self, x: str) -> tuple[str, str]:
        """`x` `(t, k)` in whole numbers, 128 added, and the scale of each row `(t, 1)`; once."""
        if f"{x}.scale" not in self.rounded:
            self.rounded.add(f"{x}.scale")
            self.node("Abs", [x], f"{x}.sizes")
            self.node("ReduceMax", [f"{x}.sizes", "last"], f"{x}.size", keepdims=1)
            self.node("Max", [f"{x}.size", "least"], f"{x}.above")
            self.node("Mul", [f"{x}.above", "step"], f"{x}.scale")
            self.node("Reshape", [f"{x}.scale", "flat"], f"{x}.scales")
            self.node("QuantizeLinear", [x, f"{x}.scales", "zeros"], f"{x}.rounded", axis=0)
        return f"{x}.rounded", f"{x}.scale"

    def linear(self, x: str, name: str, weights: Weights, output: str) -> str:
        """`x @ weight.T + bias` in eight bits; every row of `x` is rounded by its own range."""
        small, scale = quantize_columns(weights[name + ".weight"].T)
        parts = [self.constant(name + ".int8", small), "unit"]
        parts += [self.constant(name + ".scale", scale), "zero"]
        rounded, row_scale = self.round_rows(x)
        product = f"{name}.product"
        self.node("MatMulIntegerToFloat", [rounded, *parts], product, "com.microsoft")
        self.node("Mul", [product, row_scale], f"{name}.scaled")
        bias = self.constant(name + ".bias", weights[name + ".bias"].reshape(1, -1))
        return self.node("Add", [f"{name}.scaled", bias], output)  # of two axes: see `_layer`

    def norm(self, x: str, name: str, weights: Weights, output: str) -> str:
        """Layer normalisation."""
        parts = [self.constant(f"{name}.{p}", weights[f"{name}.{p}"]) for p in ("weight", "bias")]
        return self.node("LayerNormalization", [x, *parts], output, epsilon=EPSILON)


def _embedding(graph: GraphBuilder, weights: Weights) -> str:
    half = graph.constant("position.half", weights["position.weight"].astype(np.float16))
    table = graph.node("Cast", [half], "position", to=TensorProto.FLOAT)
    zero = graph.constant("first", np.array([0]))
    length = graph.node("Shape", ["features"], "length")
    places = graph.node("Slice", [table, zero, length, zero], "places")
    graph.constant("last", np.array([-1]))
    graph.constant("flat", np.array([-1]))
    graph.constant("least", np.array([[1e-12]], np.float32))
    graph.constant("step", np.array([[1 / 127]], np.float32))
    graph.constant("unit", np.array(1, np.float32))
    graph.constant("zero", np.array(128, np.uint8))
    graph.node("Expand", ["zero", length], "zeros")
    graph.constant("as.batch", np.array([1, -1, weights["layers.0.qkv.bias"].size]))
    graph.constant("as.rows", np.array([-1, weights["norm.bias"].size]))
    extra = graph.constant("feature.weight", weights["feature.weight"])
    features = graph.node("Gather", [extra, "features"], "features.embedded")
    total = graph.node("Add", ["embedded", places], "placed")
    total = graph.node("Add", [total, features], "summed")
    return graph.norm(total, "norm", weights, "layer0")


def _layer(graph: GraphBuilder, weights: Weights, x: str, at: str, heads: int) -> str:
    qkv = graph.linear(x, f"{at}.qkv", weights, f"{at}.qkv.out")
    qkv = graph.node("Reshape", [qkv, "as.batch"], f"{at}.qkv.batch")
    three = [f"{at}.{name}" for name in "qkv"]
    graph.nodes.append(helper.make_node("Split", [qkv], three, axis=2, num_outputs=3))
    mixed = graph.node(
        "MultiHeadAttention", three, f"{at}.mixed.batch", "com.microsoft", num_heads=heads
    )
    mixed = graph.node("Reshape", [mixed, "as.rows"], f"{at}.mixed")
    mixed = graph.linear(mixed, f"{at}.out", weights, f"{at}.out.out")
    x = _add_and_norm(graph, weights, mixed, x, f"{at}.norm1")
    inner = graph.linear(x, f"{at}.up", weights, f"{at}.up.out")
    # Were the bias added just before of one axis, ONNX Runtime would join it with this: 1.4 times
    # as long for the two.
    inner = graph.node("Gelu", [inner], f"{at}.gelu", "com.microsoft")
    inner = graph.linear(inner, f"{at}.down", weights, f"{at}.down.out")
    return _add_and_norm(graph, weights, inner, x, f"{at}.norm2")


def _add_and_norm(graph: GraphBuilder, weights: Weights, x: str, skip: str, norm: str) -> str:
    total = graph.node("Add", [x, skip], f"{norm}.sum")
    return graph.norm(total, norm, weights, f"{norm}.out")


def encoder(graph: GraphBuilder, weights: Weights) -> str:
    """The embedded pieces through all layers; the name of what comes out, `(t, width)`."""
    x = _embedding(graph, weights)
    for number in range(LAYERS):
        x = _layer(graph, weights, x, f"layers.{number}", HEADS)
    return x


def scores(graph: GraphBuilder, weights: Weights, x: str) -> None:
    """The scores of each piece, in float32, as the output `scores`."""
    weight = graph.constant("emission.weight", weights["emission.weight"].T)
    product = graph.node("MatMul", [x, weight], "emission.product")
    bias = graph.constant("emission.bias", weights["emission.bias"])
    graph.node("Add", [product, bias], "scores")


def model_of(
    graph: GraphBuilder, name: str, weights: Weights, outputs: dict[str, int]
) -> onnx.ModelProto:
    """The finished model: `embedded (t, 384) float32` and `features (t) int64` go in.

    `outputs` gives the width of each output `(t, …) float32`.
    """
    info, width = helper.make_tensor_value_info, weights["norm.weight"].shape[0]
    proto = helper.make_graph(
        graph.nodes,
        name,
        [
            info("embedded", TensorProto.FLOAT, ["t", width]),
            info("features", TensorProto.INT64, ["t"]),
        ],
        [info(output, TensorProto.FLOAT, ["t", size]) for output, size in outputs.items()],
        graph.values,
    )
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(proto, opset_imports=opsets, ir_version=8)


def read_weights(file: Path) -> Weights:
    """The weights in a file that was written here, which round to the same whole numbers."""
    kept = {v.name: numpy_helper.to_array(v) for v in onnx.load(file).graph.initializer}
    weights = {name: array for name, array in kept.items() if array.dtype == np.float32}
    for name, array in kept.items():
        if array.dtype == np.int8:
            matrix = name.removesuffix(".int8")
            weights[f"{matrix}.weight"] = (array * kept[f"{matrix}.scale"]).T
    weights["emission.weight"] = kept["emission.weight"].T
    return weights | {"position.weight": kept["position.half"].astype(np.float32)}


def write_graph(file: Path, graph: onnx.ModelProto) -> str:
    """Write a model's file; its SHA-256."""
    file.write_bytes(graph.SerializeToString(deterministic=True))
    return file_digest(file)


def write_config(folder: Path, **facts: Any) -> None:
    """Write what a folder's `config.json` says: these facts, and what it said before of others."""
    path = folder / "config.json"
    known = json.loads(path.read_text("utf-8")) if path.exists() else {}
    path.write_text(json.dumps(known | facts) + "\n", encoding="utf-8")


def file_digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
