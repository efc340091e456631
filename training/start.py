"""Begin from a released network instead of the bare encoder: its 8-bit constants read back as weights.

Run as ``python -m training.start RELEASED WORK OUT``: RELEASED is a folder like ``src/khabar/nlp/model``, WORK holds what
prepare wrote, OUT is the file for ``training.train --start``. Heads that the release does not have start from nothing.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from khabar.nlp.card import NETWORK
from khabar.nlp.tags import NEVER
from training.model import Reader, Size
from training.quantise import FACTORS, PRODUCT, ROWS, STEPS, TABLE

_BIAS = ".bias"
_TABLE = "/Gather_output_0" + TABLE


@dataclass(frozen=True, slots=True)
class Graph:
    """A released graph's constants by name, and its nodes by what they make."""

    constants: Mapping[str, NDArray[np.float32]]
    makers: Mapping[str, onnx.NodeProto]

    def matrix(self, product: onnx.NodeProto) -> NDArray[np.float32]:
        """The constant that a product is made with, (in, out), whether it lies there in 8 bits or in 32."""
        weight = self.constants[product.input[1]]
        if product.op_type != PRODUCT:
            return weight
        factors = self.constants.get(product.input[0].removesuffix(ROWS) + FACTORS)
        whole = weight * self.constants[product.input[3]]
        return whole if factors is None else whole * factors[:, None]

    def product(self, made: str) -> onnx.NodeProto | None:
        """The product of a constant that something is, times the size of its rows where these have one."""
        node = self.makers.get(made)
        if node is not None and node.op_type == "Mul":
            node = self.makers.get(node.input[0])
        return node if node is not None and node.op_type in (PRODUCT, "MatMul") else None


def read_graph(path: Path) -> Graph:
    """The graph of a released network."""
    graph = onnx.load(path).graph
    constants = {tensor.name: numpy_helper.to_array(tensor).astype(np.float32) for tensor in graph.initializer}
    return Graph(constants, {made: node for node in graph.node for made in node.output})


def weights(graph: Graph) -> dict[str, NDArray[np.float32]]:
    """The released weights by the names that :class:`training.model.Reader` gives them, each in its own shape."""
    found = {name.removeprefix("reader."): value for name, value in graph.constants.items() if "reader." in name}
    found |= dict(_linear(graph))
    found |= dict(_tables(graph))
    found["mix"], found["scale"] = _mixes(graph)
    found["root"] = _root(graph)
    found["deprel.weight"] = _biaffine(graph, "label_word")
    if "chain_steps" in graph.constants:
        found["role.weight"] = _biaffine(graph, "role_word")
        found["name_steps"] = np.maximum(graph.constants["chain_steps"], np.float32(NEVER) / 2)
    return found


def _root(graph: Graph) -> NDArray[np.float32]:
    """The features of the root, which stand before those of all words; former releases have them before each sentence's."""
    takers = (node for node in graph.makers.values() if node.op_type in ("Concat", "Expand"))
    return next(graph.constants[node.input[0]].flatten() for node in takers if node.input[0] in graph.constants)


def _biaffine(graph: Graph, words: str) -> NDArray[np.float32]:
    """The flat weight of the head that reads words through the projection ``words``, as (in, classes, in)."""
    size = len(graph.constants[f"reader.{words}.0.bias"]) + 1
    small = (graph.matrix(node) for node in graph.makers.values() if node.op_type == PRODUCT)
    flat = next(matrix for matrix in (*small, *graph.constants.values()) if matrix.ndim == 2 and len(matrix) == size)
    return flat.reshape(size, -1, size)


def _linear(graph: Graph) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """The matrix of every linear map, found by the bias that is added to its product or in the same step."""
    for node in graph.makers.values():
        if node.op_type == "Add":
            pairs = [(bias, graph.product(made)) for bias, made in (node.input, node.input[::-1])]
        else:
            pairs = [(node.input[-1], node)] if node.op_type == PRODUCT else []
        for bias, product in pairs:
            if product and bias.startswith("reader.") and bias.endswith(_BIAS):
                yield bias.removeprefix("reader.").removesuffix(_BIAS) + ".weight", graph.matrix(product).T


def _tables(graph: Graph) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """The embedding tables that lie in 8 bits, named after the modules that look them up."""
    for name in graph.constants:
        if name.endswith(_TABLE):
            looked_up = name.removesuffix(TABLE)
            module = name.removesuffix(_TABLE).strip("/").replace("/", ".")
            yield f"{module}.weight", graph.constants[name] * graph.constants[looked_up + STEPS]


def _mixes(graph: Graph) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Each task's layer weights as logarithms of shares, and their sums."""
    sums = np.concatenate([graph.constants["word_mixes"], graph.constants["sentence_mix"]])
    return np.log(sums / sums.sum(1, keepdims=True)), sums.sum(1)


def taken_over(graph: Graph, reader: Reader) -> dict[str, Tensor]:
    """The reader's weights with those of the release in their places; what the release lacks stays as it is."""
    own = {name: value.clone() for name, value in reader.state_dict().items()}
    found = weights(graph)
    found |= {key: _by_task(found[key], own[key].numpy()) for key in ("mix", "scale")}
    for name, value in found.items():
        own[name][: len(value)] = torch.from_numpy(np.ascontiguousarray(value))
    return own


def _by_task(found: NDArray[np.float32], own: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows of a release with fewer tasks, put where the same tasks stand now: the sentence vector is always the last."""
    made = own.copy()
    made[: len(found) - 1], made[-1] = found[:-1], found[-1]
    return made


def main() -> None:
    """Write the weights of a release as a start for training."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("released", "work", "out"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    labels = json.loads((args.work / "labels.json").read_text(encoding="utf-8"))
    torch.manual_seed(1)
    torch.save({"weights": taken_over(read_graph(args.released / NETWORK), Reader(labels, Size()))}, args.out)


if __name__ == "__main__":
    main()
