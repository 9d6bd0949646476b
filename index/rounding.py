"""A network in whole numbers: its weights, and what they are multiplied with, in eight bits.

Most of the work of a transformer is rows of activations, one for each token, times matrices of
weights. Processors multiply small integers several times as fast as floats, so here

    a row x of activations    becomes    round(x / a) in -127 … 127, with a = max |x| / 127
    a column w of weights     becomes    round(w / b) in  -64 …  64, with b = max |w| / 64
    x · w                     becomes    a · b · (the product of the two)

which is the vector-wise form of Dettmers and others, "LLM.int8()" (2022). Every row has a scale of
its own, found as it comes, so that a text's vector does not depend on the texts beside it, nor on
texts that something was fitted to. What lies between the products stays in floats, and so do the
values that attention averages over tokens: what rounding adds to one token, averaging takes away
again, but what it does to the weights is the same for all. They are a twelfth of the products, and
half of what all of them in eight bits would cost.

Weights have a bit less than they could: processors without instructions for this (VNNI) add two
products in 16 bits, and only 2 · 255 · 64 is sure to fit there. So the products are the same whole
numbers on every machine.
"""

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper, parser

_WEIGHT = 64  # the largest rounded weight
_DOMAIN = "whosaid"

# Rounded activations are kept with 128 added, as the quick products want the left side unsigned.
_ROUND = """
<domain: "whosaid", opset_import: ["": 18]>
Round (x) => (rounded, scale) {
    least = Constant <value_float = 1e-12> ()
    most = Constant <value_float = 127.0> ()
    one = Constant <value_float = 1.0> ()
    last = Constant <value_ints = [-1]> ()
    zero = Constant <value = uint8 {128}> ()
    sizes = Abs (x)
    size = ReduceMax <keepdims = 1> (sizes, last)
    above = Max (size, least)
    scale = Div (above, most)
    scaled = Div (x, scale)
    rounded = QuantizeLinear (scaled, one, zero)
}
"""
_MULTIPLY = """
<domain: "whosaid", opset_import: ["": 18, "com.microsoft": 1]>
Multiply (rounded, scale, weights, scales) => (product) {
    one = Constant <value_float = 1.0> ()
    zero = Constant <value = uint8 {128}> ()
    scaled = com.microsoft.MatMulIntegerToFloat (rounded, weights, one, scales, zero)
    product = Mul (scaled, scale)
}
"""


def round_network(source: Path, target: Path) -> None:
    """Write an ONNX network anew with its products by fixed weights in eight bits."""
    model = onnx.load(source)
    graph = model.graph
    weights = {item.name: item for item in graph.initializer if len(item.dims) == 2}
    kept = _averaged_values(graph)
    nodes: list[onnx.NodeProto] = []
    rounded: set[str] = set()
    for node in graph.node:
        if node.op_type != "MatMul" or node.input[1] not in weights or node.output[0] in kept:
            nodes.append(node)
            continue
        x, matrix = node.input
        if x not in rounded:
            nodes.append(_node("Round", [x], [f"{x}.rounded", f"{x}.scale"]))
            rounded.add(x)
        inputs = [f"{x}.rounded", f"{x}.scale", f"{matrix}.rounded", f"{matrix}.scales"]
        nodes.append(_node("Multiply", inputs, list(node.output)))
        columns, scales = _round_columns(numpy_helper.to_array(weights[matrix]))
        graph.initializer.append(numpy_helper.from_array(columns, inputs[2]))
        graph.initializer.append(numpy_helper.from_array(scales, inputs[3]))
    del graph.node[:]
    graph.node.extend(nodes)
    used = {name for node in nodes for name in node.input}
    initializers = [item for item in graph.initializer if item.name in used]
    del graph.initializer[:]
    graph.initializer.extend(initializers)
    model.functions.extend(parser.parse_function(text) for text in (_ROUND, _MULTIPLY))
    model.opset_import.append(helper.make_opsetid(_DOMAIN, 1))
    onnx.save(model, target, save_as_external_data=True)


def _averaged_values(graph: onnx.GraphProto) -> set[str]:
    """The products with weights whose results attention averages, by the names of these."""
    made = {output: node for node in graph.node for output in node.output}
    found = set()
    for node in graph.node:
        shares = made.get(node.input[0]) if node.op_type == "MatMul" else None
        if shares is None or shares.op_type != "Softmax":
            continue
        values = made.get(node.input[1])
        while values is not None and values.op_type in {"Transpose", "Reshape", "Add"}:
            values = next((made[name] for name in values.input if name in made), None)
        if values is not None:
            found.add(values.output[0])
    return found


def _node(kind: str, inputs: list[str], outputs: list[str]) -> onnx.NodeProto:
    return helper.make_node(kind, inputs, outputs, domain=_DOMAIN)


def _round_columns(
    weights: NDArray[np.float32],
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Whole numbers ``(k, n)``, and the scale of each column ``(n,)``."""
    scales = np.maximum(np.abs(weights).max(axis=0), 1e-12) / _WEIGHT
    return np.rint(weights / scales).astype(np.int8), scales.astype(np.float32)
