"""Writes the tagger's network as an ONNX graph with eight-bit weights.

The layers' matrices are kept as int8 with one scale a column, and multiplied in eight bits with
activations that are rounded as they come; the heads stay in float32. The fused operators are
those of onnxruntime (domain `com.microsoft`).
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

from corpus.saying.decoding import LABELS
from corpus.saying.tagger import FORMAT, MODEL_FILE

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

    def linear(self, x: str, name: str, weights: Weights, output: str) -> str:
        """`x @ weight.T` in eight bits, without the bias; `x` is rounded by its own range."""
        small, scale = quantize_columns(weights[name + ".weight"].T)
        parts = [self.constant(name + ".int8", small), self.constant(name + ".scale", scale)]
        return self.node("DynamicQuantizeMatMul", [x, *parts], output, "com.microsoft")


def build_graph(weights: Weights, layers: int, heads: int) -> onnx.ModelProto:
    """The whole network.

    Inputs: `embedded (b, t, 384) float32`, `features (b, t) int64`, `mask (b, t) int32` (1 where
    there is a piece). Outputs: `scores (b, t, labels)` and `links (b, t, link width * 8)`.
    """
    graph = GraphBuilder()
    x = _embedding(graph, weights)
    for number in range(layers):
        x = _layer(graph, weights, x, f"layers.{number}", heads)
    for head, output in (("emission", "scores"), ("link", "links")):
        weight = graph.constant(head + ".weight", weights[head + ".weight"].T)
        product = graph.node("MatMul", [x, weight], head + ".product")
        bias = graph.constant(head + ".bias", weights[head + ".bias"])
        graph.node("Add", [product, bias], output)
    return _model(graph, weights)


def _embedding(graph: GraphBuilder, weights: Weights) -> str:
    half = graph.constant("position.half", weights["position.weight"].astype(np.float16))
    table = graph.node("Cast", [half], "position", to=TensorProto.FLOAT)
    one, two = graph.constant("one", np.array([1])), graph.constant("two", np.array([2]))
    zero = graph.constant("zero", np.array([0]))
    shape = graph.node("Shape", ["features"], "shape")
    length = graph.node("Slice", [shape, one, two, zero], "length")
    places = graph.node("Slice", [table, zero, length, zero], "places")
    extra = graph.constant("feature.weight", weights["feature.weight"])
    features = graph.node("Gather", [extra, "features"], "features.embedded")
    total = graph.node("Add", ["embedded", places], "placed")
    total = graph.node("Add", [total, features], "summed")
    norm = [graph.constant(f"norm.{p}", weights[f"norm.{p}"]) for p in ("weight", "bias")]
    return graph.node("LayerNormalization", [total, *norm], "layer0", epsilon=EPSILON)


def _layer(graph: GraphBuilder, weights: Weights, x: str, at: str, heads: int) -> str:
    bias = {
        part: graph.constant(f"{at}.{part}.bias", weights[f"{at}.{part}.bias"])
        for part in ("qkv", "out", "up", "down")
    }
    qkv = graph.linear(x, f"{at}.qkv", weights, f"{at}.qkv.out")
    three = [f"{at}.{name}" for name in "qkv"]
    graph.nodes.append(helper.make_node("Split", [qkv], three, axis=2, num_outputs=3))
    mixed = graph.node(
        "MultiHeadAttention",
        [*three, bias["qkv"], "mask"],
        f"{at}.mixed",
        "com.microsoft",
        num_heads=heads,
    )
    mixed = graph.linear(mixed, f"{at}.out", weights, f"{at}.out.out")
    x = _add_and_norm(graph, weights, mixed, x, f"{at}.norm1", bias["out"])
    inner = graph.linear(x, f"{at}.up", weights, f"{at}.up.out")
    inner = graph.node("BiasGelu", [inner, bias["up"]], f"{at}.gelu", "com.microsoft")
    inner = graph.linear(inner, f"{at}.down", weights, f"{at}.down.out")
    return _add_and_norm(graph, weights, inner, x, f"{at}.norm2", bias["down"])


def _add_and_norm(
    graph: GraphBuilder, weights: Weights, x: str, skip: str, norm: str, bias: str
) -> str:
    parts = [graph.constant(f"{norm}.{p}", weights[f"{norm}.{p}"]) for p in ("weight", "bias")]
    inputs = [x, skip, *parts, bias]
    return graph.node(
        "SkipLayerNormalization", inputs, f"{norm}.out", "com.microsoft", epsilon=EPSILON
    )


def _model(graph: GraphBuilder, weights: Weights) -> onnx.ModelProto:
    width = weights["norm.weight"].shape[0]
    labels, links = (weights[head + ".bias"].shape[0] for head in ("emission", "link"))
    info = helper.make_tensor_value_info
    proto = helper.make_graph(
        graph.nodes,
        "tagger",
        [
            info("embedded", TensorProto.FLOAT, ["b", "t", width]),
            info("features", TensorProto.INT64, ["b", "t"]),
            info("mask", TensorProto.INT32, ["b", "t"]),
        ],
        [
            info("scores", TensorProto.FLOAT, ["b", "t", labels]),
            info("links", TensorProto.FLOAT, ["b", "t", links]),
        ],
        graph.values,
    )
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(proto, opset_imports=opsets, ir_version=8)


def write_folder(
    weights: Weights,
    steps: NDArray[np.float32],
    base: Path,
    folder: Path,
    window: int,
    overlap: int,
) -> None:
    """Write `tagger.onnx` and the `config.json` that says what it needs; the folder is made."""
    folder.mkdir(parents=True, exist_ok=True)
    graph = build_graph(weights, LAYERS, HEADS)
    (folder / MODEL_FILE).write_bytes(graph.SerializeToString(deterministic=True))
    config = {
        "format": FORMAT,
        "labels": LABELS,
        "window": window,
        "overlap": overlap,
        "model_sha256": file_digest(folder / MODEL_FILE),
        "base_sha256": file_digest(base / "model.safetensors"),
        "no_source": round(float(weights["no_source"]), 4),
        "link_bias": np.round(weights["link_bias"].astype(float), 4).tolist(),
        "steps": np.round(steps.astype(float), 4).tolist(),
    }
    (folder / "config.json").write_text(json.dumps(config) + "\n", encoding="utf-8")


def file_digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
