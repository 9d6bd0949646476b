"""A network in whole numbers: its weights, and what they are multiplied with, in eight bits.

Most of the work of a transformer is rows of activations, one for each token, times matrices of
weights. Processors multiply small integers several times as fast as floats, so here

    a row x of activations    becomes    round(x / a) in -127 … 127, with a = max |x| / 127
    a column w of weights     becomes    round(w / b) in  -64 …  64, with b = max |w| / 64
    x · w                     becomes    a · b · (the product of the two)

which is the vector-wise form of Dettmers and others, "LLM.int8()" (2022). Every row has a scale of
its own, found as it comes, so that a text's vector does not depend on the texts beside it, nor on
texts that something was fitted to.

A row is rounded by the largest of its channels, so before that the channels of what a layer norm
puts out are made alike, and the weights take over the difference (SmoothQuant, Xiao and others
2023): by powers of two, which change no digits.

What lies between the products stays in floats, and so do two kinds of product. Those of the values
that attention averages over tokens: what rounding adds to one token, averaging takes away again,
but what it does to the weights is the same for all. And those of what Gelu lets through, which is
nothing for most channels and much for a few. They are five twelfths of the products.

Weights have a bit less than they could: processors without instructions for this (VNNI) add two
products in 16 bits, and only 2 · 255 · 64 is sure to fit there. So the products are the same whole
numbers on every machine.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper, parser

_WEIGHT = 64  # the largest rounded weight
_TINY = 1e-9  # beside which nothing counts
_DOMAIN = "whosaid"

_Made = Mapping[str, onnx.NodeProto]  # the node that makes each value, by the value's name
_Values = Mapping[str, onnx.TensorProto]  # the arrays that are given, by name

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
    """Write an ONNX network anew with most of its products by fixed weights in eight bits."""
    model = onnx.load(source)
    graph = model.graph
    values = {item.name: item for item in graph.initializer}
    made = {output: node for node in graph.node for output in node.output}
    products: dict[str, list[onnx.NodeProto]] = {}
    for node in _rounded_products(graph, made):
        products.setdefault(node.input[0], []).append(node)
    nodes: list[onnx.NodeProto] = []
    for node in graph.node:
        same = products.get(node.input[0], []) if node.op_type == "MatMul" else []
        if node not in same:
            nodes.append(node)
        elif node == same[0]:
            rounded, needed = _in_eight_bits(same, made.get(node.input[0]), values)
            nodes.extend(rounded)
            graph.initializer.extend(needed)
    del graph.node[:]
    graph.node.extend(nodes)
    used = {name for node in nodes for name in node.input}
    initializers = [item for item in graph.initializer if item.name in used]
    del graph.initializer[:]
    graph.initializer.extend(initializers)
    model.functions.extend(parser.parse_function(text) for text in (_ROUND, _MULTIPLY))
    model.opset_import.append(helper.make_opsetid(_DOMAIN, 1))
    onnx.save(model, target, save_as_external_data=True)


def _rounded_products(graph: onnx.GraphProto, made: _Made) -> list[onnx.NodeProto]:
    """The products by fixed weights that are to be in eight bits."""
    matrices = {item.name for item in graph.initializer if len(item.dims) == 2}
    averaged = _averaged_values(graph, made)
    gelus = {output for node in graph.node if node.op_type == "Gelu" for output in node.output}
    return [
        node
        for node in graph.node
        if node.op_type == "MatMul"
        and node.input[1] in matrices
        and node.input[0] not in gelus
        and node.output[0] not in averaged
    ]


def _in_eight_bits(
    products: Sequence[onnx.NodeProto], maker: onnx.NodeProto | None, values: _Values
) -> tuple[list[onnx.NodeProto], list[onnx.TensorProto]]:
    """What stands in the place of all products of one value, and the arrays that it needs."""
    x = products[0].input[0]
    matrices = [numpy_helper.to_array(values[product.input[1]]) for product in products]
    factors = _factors(maker, values, matrices)
    even, nodes, needed = x, [], []
    if (factors != 1.0).any():
        even = f"{x}.even"
        nodes.append(helper.make_node("Mul", [x, f"{x}.factors"], [even]))
        needed.append(numpy_helper.from_array(factors, f"{x}.factors"))
    nodes.append(_node("Round", [even], [f"{x}.rounded", f"{x}.scale"]))
    for product, weights in zip(products, matrices, strict=True):
        columns, scales = _round_columns(np.divide(weights, factors[:, None]))
        name = product.input[1]
        inputs = [f"{x}.rounded", f"{x}.scale", f"{name}.rounded", f"{name}.scales"]
        nodes.append(_node("Multiply", inputs, list(product.output)))
        needed.append(numpy_helper.from_array(columns, inputs[2]))
        needed.append(numpy_helper.from_array(scales, inputs[3]))
    return nodes, needed


def _factors(
    maker: onnx.NodeProto | None, values: _Values, matrices: Sequence[NDArray[np.float32]]
) -> NDArray[np.float32]:
    """By what each channel of a value is multiplied before it is rounded ``(k,)``, powers of two.

    A layer norm's channels are as large as its scale and shift make them; half of what they
    differ in, by its logarithm, and half of what the weights do, is evened out. Of other values
    it is not known how large their channels are: 1.
    """
    if maker is None or maker.op_type != "LayerNormalization":
        return np.ones(len(matrices[0]), np.float32)
    scale, shift = (numpy_helper.to_array(values[name]) for name in maker.input[1:3])
    size = np.sqrt(np.square(scale, dtype=np.float64) + np.square(shift, dtype=np.float64))
    largest = np.max([np.abs(weights).max(axis=1) for weights in matrices], axis=0)
    larger = (np.log2(size + _TINY) - np.log2(largest + _TINY)) / 2
    factors: NDArray[np.float32] = np.exp2(np.rint(larger.mean() - larger)).astype(np.float32)
    return factors


def _averaged_values(graph: onnx.GraphProto, made: _Made) -> set[str]:
    """The products with weights whose results attention averages, by the names of these."""
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
