"""From trained weights to the files that ship: one ONNX graph in 8 bits, vocabulary, lemmas, and the card.

Run as ``python -m training.export WORK ENCODER WEIGHTS OUT``. What is written to OUT holds no pickles.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from khabar.nlp.card import CARD, LEMMAS, NETWORK, VOCABULARY, digest
from khabar.nlp.encode import INPUTS, OUTPUTS
from training.examples import Example, read_examples
from training.model import Reader, Shipped, Size

OPSET = 17
SETS = Path(__file__).with_name("sets.tsv")
AXES = {
    **{name: {0: "batch", 1: "subwords"} for name in ("ids", "shapes")},
    **{name: {0: "batch", 1: "words"} for name in ("first", "upos", "xpos", "feats", "lemma", "names", "factuality")},
    **{name: {0: "batch", 1: "words", 2: "heads"} for name in ("arcs", "deprel")},
    "sentence": {0: "batch"},
    "predicates": {0: "predicates"},
    **{name: {0: "predicates", 1: "words"} for name in ("roles", "role_scores")},
}
LEVELS = 127
# Smaller matrices stay in 32 bits.
SMALLEST = 2**15
# The runtime's own operators; one of them is a product that leaves 8 bits in the same step.
RUNTIME = "com.microsoft"


def combinations(examples: Iterable[Example], labels: Mapping[str, Sequence[str]]) -> torch.Tensor:
    """The combinations of part of speech, Penn tag and morphology that EWT's training sentences hold, as class numbers."""
    seen = {row for e in examples if e.source == "ewt" for row in zip(e.upos, e.xpos, e.feats, strict=True)}
    classes = [{label: number for number, label in enumerate(labels[key])} for key in ("upos", "xpos", "feats")]
    known = [row for row in seen if all(value in own for value, own in zip(row, classes, strict=True))]
    return torch.tensor(sorted([own[v] for v, own in zip(row, classes, strict=True)] for row in known))


def export_graph(shipped: Shipped, path: Path) -> None:
    """Write the network in 32 bits."""
    ids = torch.randint(5, 100, (3, 17))
    ids[1, 12:] = 0
    feed = (ids, torch.randint(1, 8, (3, 17)), torch.randint(0, 12, (3, 11)))
    with torch.no_grad():
        torch.onnx.export(
            shipped,
            feed,
            str(path),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=AXES,
            opset_version=OPSET,
            dynamo=False,
        )


# ------------------------------------------------------------------ eight bits


def quantise(graph: onnx.ModelProto, smallest: int = SMALLEST) -> onnx.ModelProto:
    """The same network with constant matrices of at least ``smallest`` numbers in 8 bits.

    Inputs of a product are scaled row by row (one row = one subword), so no number depends on what else is in the batch.
    """
    constants = {tensor.name: tensor for tensor in graph.graph.initializer}
    nodes: list[onnx.NodeProto] = []
    made: list[onnx.TensorProto] = []
    replaced: set[str] = set()
    scaled: dict[str, tuple[str, str]] = {}
    for node in graph.graph.node:
        weight = (
            constants.get(node.input[1 if node.op_type == "MatMul" else 0])
            if node.op_type in ("MatMul", "Gather")
            else None
        )
        if weight is None or len(weight.dims) != 2 or np.prod(weight.dims) < smallest:
            nodes.append(node)
            continue
        values = numpy_helper.to_array(weight)
        replaced.add(weight.name)
        if node.op_type == "Gather":
            nodes += _gather(node, values, made)
        else:
            nodes += _product(node, values, made, scaled)
    kept = [tensor for tensor in graph.graph.initializer if tensor.name not in replaced]
    made += [numpy_helper.from_array(np.array(128, dtype=np.uint8), "zero_point"), _floats("smallest_scale", 1e-10)]
    made += [_floats("level", LEVELS), _floats("one", 1.0)]
    del graph.graph.node[:], graph.graph.initializer[:]
    graph.graph.node.extend(nodes)
    graph.opset_import.append(helper.make_opsetid(RUNTIME, 1))
    graph.graph.initializer.extend([*kept, *{tensor.name: tensor for tensor in made}.values()])
    return graph


def _floats(name: str, values: Any) -> onnx.TensorProto:
    return numpy_helper.from_array(np.asarray(values, dtype=np.float32), name)


def _product(
    node: onnx.NodeProto, weight: NDArray[np.float32], made: list[onnx.TensorProto], scaled: dict[str, tuple[str, str]]
) -> list[onnx.NodeProto]:
    nodes: list[onnx.NodeProto] = []
    source, name = node.input[0], node.output[0]
    if source not in scaled:
        scaled[source] = (f"{source}_rows", f"{source}_scale")
        nodes += _rows(source, *scaled[source])
    rows, scale = scaled[source]
    steps = np.maximum(np.abs(weight).max(axis=0), 1e-10) / LEVELS
    made.append(numpy_helper.from_array(np.round(weight / steps).astype(np.int8), f"{name}_weight"))
    made.append(_floats(f"{name}_steps", steps))
    return [
        *nodes,
        helper.make_node(
            "MatMulIntegerToFloat",
            [rows, f"{name}_weight", "one", f"{name}_steps", "zero_point"],
            [f"{name}_columns"],
            domain=RUNTIME,
        ),
        helper.make_node("Mul", [f"{name}_columns", scale], [name]),
    ]


def _rows(source: str, rows: str, scale: str) -> list[onnx.NodeProto]:
    """Each row in 8 bits around 128, and the size of its steps."""
    return [
        helper.make_node("Abs", [source], [f"{rows}_abs"]),
        helper.make_node("ReduceMax", [f"{rows}_abs"], [f"{rows}_max"], axes=[-1], keepdims=1),
        helper.make_node("Max", [f"{rows}_max", "smallest_scale"], [f"{rows}_safe"]),
        helper.make_node("Div", [f"{rows}_safe", "level"], [scale]),
        helper.make_node("Div", [source, scale], [f"{rows}_levels"]),
        helper.make_node("QuantizeLinear", [f"{rows}_levels", "one", "zero_point"], [rows]),
    ]


def _gather(node: onnx.NodeProto, table: NDArray[np.float32], made: list[onnx.TensorProto]) -> list[onnx.NodeProto]:
    name = node.output[0]
    steps = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-10) / LEVELS
    made.append(numpy_helper.from_array(np.round(table / steps).astype(np.int8), f"{name}_table"))
    made.append(_floats(f"{name}_steps", steps))
    return [
        helper.make_node("Gather", [f"{name}_table", node.input[1]], [f"{name}_row"], axis=0),
        helper.make_node("Gather", [f"{name}_steps", node.input[1]], [f"{name}_step"], axis=0),
        helper.make_node("Cast", [f"{name}_row"], [f"{name}_float"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{name}_float", f"{name}_step"], [name]),
    ]


# ------------------------------------------------------------------ the files that ship


def write_model(work: Path, encoder: Path, weights: Path, out: Path, outside: float) -> None:
    """Write network, vocabulary, lemmas and card to ``out``; the 32-bit network stays in ``work`` for comparison.

    ``outside`` is what the name tag O gains, as :mod:`training.tune` found it.
    """
    labels = json.loads((work / "labels.json").read_text(encoding="utf-8"))
    reader = Reader(labels, Size())
    joint = combinations(read_examples(work / "train.jsonl.gz"), labels)
    reader.load_state_dict(torch.load(weights, weights_only=True)["weights"])
    with torch.no_grad():
        reader.names_out.bias[labels["names"].index("O")] += outside
    out.mkdir(parents=True, exist_ok=True)
    plain = work / "fp32"
    plain.mkdir(exist_ok=True)
    export_graph(Shipped(reader, labels["deprel"].index("root"), joint).eval(), plain / NETWORK)
    onnx.save(quantise(onnx.load(plain / NETWORK)), out / NETWORK)
    for folder in (plain, out):
        shutil.copyfile(encoder / "vocab.txt", folder / VOCABULARY)
        shutil.copyfile(work / "lemmas.tsv", folder / LEMMAS)
        card = {
            "version": digest(folder),
            "licence": "CC-BY-SA-4.0",
            "made_from": _sets(),
            "outside": outside,
            "labels": labels,
        }
        (folder / CARD).write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _sets() -> list[dict[str, str]]:
    """The data sets behind the weights, with their licences."""
    header, *rows = (line.split("\t") for line in SETS.read_text(encoding="utf-8").splitlines())
    return [dict(zip(header, row, strict=True)) for row in rows]


def main() -> None:
    """Read the arguments and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("work", "encoder", "weights", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--outside", type=float, default=0.0)
    args = parser.parse_args()
    write_model(args.work, args.encoder, args.weights, args.out, args.outside)


if __name__ == "__main__":
    main()
