"""Writes the reader's network as an ONNX graph with eight-bit weights (`eight_bits.py`).

python training/reader_onnx.py FOLDER     writes a folder's reader.onnx anew, same weights
"""

from __future__ import annotations

import argparse
from pathlib import Path

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

from index.models.reader import FORMAT, MODEL_FILE


def build_graph(weights: Weights) -> onnx.ModelProto:
    """The whole network.

    Inputs: `embedded (t, 384) float32` and `features (t) int64`. Output: `scores (t, 2)`.
    """
    graph = GraphBuilder()
    scores(graph, weights, encoder(graph, weights))
    return model_of(graph, "reader", weights, {"scores": 2})


def write_folder(weights: Weights, base: Path, folder: Path) -> None:
    """Write `reader.onnx` and the `config.json` that says what it needs; the folder is made."""
    folder.mkdir(parents=True, exist_ok=True)
    digest = write_graph(folder / MODEL_FILE, build_graph(weights))
    base_digest = file_digest(base / "model.safetensors")
    write_config(folder, format=FORMAT, model_sha256=digest, base_sha256=base_digest)


def rewrite_folder(folder: Path) -> None:
    """Write a folder's `reader.onnx` anew as `build_graph` has it now, and its new digest."""
    digest = write_graph(folder / MODEL_FILE, build_graph(read_weights(folder / MODEL_FILE)))
    write_config(folder, format=FORMAT, model_sha256=digest)


def main() -> None:
    """Write the network of the folder named on the command line anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="of reader.onnx and config.json")
    rewrite_folder(parser.parse_args().folder)


if __name__ == "__main__":
    main()
