"""Writes the tagger's network as an ONNX graph with eight-bit weights (`eight_bits.py`).

    python training/tagger_onnx.py FOLDER     writes a folder's tagger.onnx anew, same weights

The matrix of the links is in eight bits as the layers are; the scores of labels stay in float32.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
from eight_bits import (
    GraphBuilder,
    Weights,
    encoder,
    file_digest,
    model_of,
    read_weights,
    scores,
    write_config,
    write_graph,
)
from numpy.typing import NDArray

from corpus.saying.decoding import LABELS
from corpus.saying.tagger import FORMAT, MODEL_FILE

OVERLAP = 16
"""Word pieces that a window reads again of what the one before it has spoken for."""


def build_graph(weights: Weights) -> onnx.ModelProto:
    """The whole network.

    Inputs: `embedded (t, 384) float32` and `features (t) int64`. Outputs: `scores (t, labels)` and
    `links (t, link width * 8)`.
    """
    graph = GraphBuilder()
    x = encoder(graph, weights)
    scores(graph, weights, x)
    graph.linear(x, "link", weights, "links")
    sizes = {"scores": weights["emission.bias"].size, "links": weights["link.bias"].size}
    return model_of(graph, "tagger", weights, sizes)


def write_folder(
    weights: Weights,
    steps: NDArray[np.float32],
    base: Path,
    folder: Path,
    window: int,
) -> None:
    """Write `tagger.onnx` and the `config.json` that says what it needs; the folder is made."""
    folder.mkdir(parents=True, exist_ok=True)
    write_config(
        folder,
        format=FORMAT,
        labels=LABELS,
        window=window,
        overlap=OVERLAP,
        model_sha256=write_graph(folder / MODEL_FILE, build_graph(weights)),
        base_sha256=file_digest(base / "model.safetensors"),
        no_source=round(float(weights["no_source"]), 4),
        link_bias=np.round(weights["link_bias"].astype(float), 4).tolist(),
        steps=np.round(steps.astype(float), 4).tolist(),
    )


def rewrite_folder(folder: Path) -> None:
    """Write a folder's `tagger.onnx` anew as `build_graph` has it now, and its new digest."""
    graph = build_graph(read_weights(folder / MODEL_FILE))
    digest = write_graph(folder / MODEL_FILE, graph)
    write_config(folder, format=FORMAT, overlap=OVERLAP, model_sha256=digest)


def main() -> None:
    """Write the network of the folder named on the command line anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="of tagger.onnx and config.json")
    rewrite_folder(parser.parse_args().folder)


if __name__ == "__main__":
    main()
