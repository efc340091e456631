"""The network in 8 bits: constant matrices, and what they are multiplied with.

The inputs of a product are scaled by constants, measured beforehand on training sentences: one for each of their numbers,
so that the few that are always large (Xiao et al. 2023, SmoothQuant) take no precision from the others. A product then takes
its inputs, its bias and its scales in one step. Only what a rectifier (GELU) leaves in the encoder differs too much from
row to row, and is scaled by the largest number of its row. So no number depends on what else is in the batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Floats = NDArray[np.float32]

LEVELS = 127
HIGHEST = 255
# Smaller matrices stay in 32 bits.
SMALLEST = 2**15
# The runtime's own operators; one of them is a product that leaves 8 bits in the same step.
RUNTIME = "com.microsoft"
# 1 gives each number of a row the step that its own range asks for, 0 gives all of them the largest; in between, weights
# of numbers with a small range keep some of their precision.
EVENNESS = 0.9
# Of a number that was never far from nothing.
LEAST = 1e-3
# What a rectifier leaves is hardly ever below nothing, by .17 at most: few levels do for that, and the largest number of a
# row counts as no less than what gives them their range.
LOWEST, LEVELS_BELOW = 0.17, 32
LEVELS_ABOVE = HIGHEST - LEVELS_BELOW
# Ends of names by which a release is read back: training/start.py.
PRODUCT = "MatMulIntegerToFloat"
ENCODER = "/encoder/"
TABLE, STEPS, FACTORS, ROWS = "_table", "_steps", "_factors", "_rows"


@dataclass(frozen=True, slots=True)
class Range:
    """How far below and above nothing each number of a row goes; two arrays of the row's width."""

    below: Floats
    above: Floats


@dataclass(slots=True)
class _Made:
    """The nodes and constants of the new graph."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: dict[str, onnx.TensorProto] = field(default_factory=dict)

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        self.constants[name] = numpy_helper.from_array(values, name)
        return name

    def node(self, kind: str, inputs: list[str], made: str, domain: str = "", **attributes: int) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [made], domain=domain, **attributes))
        return made


# ------------------------------------------------------------------ what is measured


def measured(
    graph: onnx.ModelProto, feeds: Iterable[Mapping[str, NDArray[np.int64]]], smallest: int = SMALLEST
) -> dict[str, Range]:
    """The range of the inputs of every product that is put into 8 bits, over all feeds."""
    sources = sorted({node.input[0] for node in _products(graph, smallest)})
    wide = onnx.ModelProto.FromString(graph.SerializeToString())
    wide.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in sources)
    session = onnxruntime.InferenceSession(wide.SerializeToString(), providers=["CPUExecutionProvider"])
    ranges: dict[str, Range] = {}
    for feed in feeds:
        for name, values in zip(sources, session.run(sources, feed), strict=True):
            rows = np.concatenate([np.zeros((1, values.shape[-1]), np.float32), values.reshape(-1, values.shape[-1])])
            ranges[name] = _wider(Range(-rows.min(0), rows.max(0)), ranges.get(name))
    return ranges


def _wider(one: Range, other: Range | None) -> Range:
    return Range(np.maximum(one.below, other.below), np.maximum(one.above, other.above)) if other else one


def _products(graph: onnx.ModelProto, smallest: int) -> Iterator[onnx.NodeProto]:
    weights = _weights(graph, smallest)
    return (node for node in graph.graph.node if node.op_type == "MatMul" and node.input[1] in weights)


def _weights(graph: onnx.ModelProto, smallest: int) -> dict[str, Floats]:
    large = (t for t in graph.graph.initializer if len(t.dims) == 2 and np.prod(t.dims) >= smallest)
    return {tensor.name: numpy_helper.to_array(tensor) for tensor in large if tensor.data_type == TensorProto.FLOAT}


# ------------------------------------------------------------------ what is made


def quantise(graph: onnx.ModelProto, ranges: Mapping[str, Range], smallest: int = SMALLEST) -> onnx.ModelProto:
    """The same network with constant matrices of at least ``smallest`` numbers in 8 bits; ``ranges`` as :func:`measured`."""
    weights, biases, rectified = _weights(graph, smallest), _biases(graph), _rectified(graph)
    made, taken, added = _Made(), set[str](), set[str]()
    made.constant("one", np.array(1, dtype=np.float32))
    for node in graph.graph.node:
        if node.op_type == "Gather" and node.input[0] in weights:
            _gather(made, node, weights[node.input[0]])
            taken.add(node.input[0])
        elif node.op_type == "MatMul" and node.input[1] in weights:
            bias, name = biases.get(node.output[0], ("", node.output[0]))
            taken.add(node.input[1])
            if node.input[0] in rectified:
                _product_by_row(made, node, weights[node.input[1]])
                continue
            _product(made, node, name, bias, weights[node.input[1]], ranges[node.input[0]])
            added.add(name)
        elif node.output[0] not in added:
            made.nodes.append(node)
    kept = [tensor for tensor in graph.graph.initializer if tensor.name not in taken]
    del graph.graph.node[:], graph.graph.initializer[:]
    graph.graph.node.extend(made.nodes)
    graph.opset_import.append(helper.make_opsetid(RUNTIME, 1))
    graph.graph.initializer.extend([*kept, *made.constants.values()])
    return graph


def _biases(graph: onnx.ModelProto) -> dict[str, tuple[str, str]]:
    """For what a node makes: the constant row that is all that happens to it next, an addition, and what that makes."""
    rows = {tensor.name for tensor in graph.graph.initializer if len(tensor.dims) == 1}
    takers: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.graph.node:
        for name in node.input:
            takers.setdefault(name, []).append(node)
    added = {name: own[0] for name, own in takers.items() if len(own) == 1 and own[0].op_type == "Add"}
    return {name: (row, add.output[0]) for name, add in added.items() for row in set(add.input) & rows}


def _rectified(graph: onnx.ModelProto) -> set[str]:
    """What GELU, written out with the error function, makes of rows: the product of all its steps."""
    takers = {name: node for node in reversed(graph.graph.node) for name in node.input}
    found = set()
    for node in graph.graph.node:
        made = node.output[0]
        while node.op_type == "Erf" and takers[made].op_type in ("Add", "Mul"):
            made = takers[made].output[0]
        if node.op_type == "Erf" and ENCODER in made:
            found.add(made)
    return found


def _product_by_row(made: _Made, node: onnx.NodeProto, weight: Floats) -> None:
    source, product = node.input[0], node.output[0]
    least = made.constant("least_of_most", np.array(LOWEST * LEVELS_ABOVE / LEVELS_BELOW, dtype=np.float32))
    part = made.constant("step_of_most", np.array(1 / LEVELS_ABOVE, dtype=np.float32))
    most = made.node(
        "Max", [made.node("ReduceMax", [source], f"{source}_most", axes=[-1], keepdims=1), least], f"{source}_safe"
    )
    size = made.node("Mul", [most, part], f"{source}_size")
    scaled = made.node("Mul", [source, made.node("Reciprocal", [size], f"{source}_factor")], f"{source}_scaled")
    made.node(
        "QuantizeLinear", [scaled, "one", made.constant("few_below", np.array(LEVELS_BELOW, np.uint8))], source + ROWS
    )
    inputs = [source + ROWS, *_in_levels(made, product, weight), "few_below"]
    made.node("Mul", [made.node(PRODUCT, inputs, f"{product}_columns", RUNTIME), size], product)


def _in_levels(made: _Made, product: str, whole: Floats) -> tuple[str, str, str]:
    """A matrix in 8 bits, the step of what it is multiplied with (one), and the step of each of its columns."""
    steps = (np.maximum(np.abs(whole).max(axis=0), 1e-10) / LEVELS).astype(np.float32)
    levels = made.constant(f"{product}_weight", np.round(whole / steps).astype(np.int8))
    return levels, "one", made.constant(product + STEPS, steps)


def _product(made: _Made, node: onnx.NodeProto, name: str, bias: str, weight: Floats, wide: Range) -> None:
    source, product = node.input[0], node.output[0]
    zero, sizes = steps_of(wide)
    if source + FACTORS not in made.constants:
        made.constant(f"{source}_zero", np.array(zero, dtype=np.uint8))
        scaled = made.node("Mul", [source, made.constant(source + FACTORS, 1 / sizes)], f"{source}_scaled")
        made.node("QuantizeLinear", [scaled, "one", f"{source}_zero"], source + ROWS)
    inputs = [source + ROWS, *_in_levels(made, product, weight * sizes[:, None]), f"{source}_zero"]
    if bias:
        inputs += ["", bias]
    made.node(PRODUCT, inputs, name, RUNTIME)


def steps_of(wide: Range) -> tuple[int, Floats]:
    """The level that stands for nothing, and the step from one level to the next of each number of a row."""
    below, above = np.maximum(wide.below, LEAST), np.maximum(wide.above, LEAST)
    half_below, half_above = np.median(below), np.median(above)
    zero = int(np.clip(np.round(HIGHEST * half_below / (half_below + half_above)), 1, HIGHEST - 1))
    needed = np.maximum(below / zero, above / (HIGHEST - zero))
    return zero, (needed**EVENNESS * needed.max() ** (1 - EVENNESS)).astype(np.float32)


def _gather(made: _Made, node: onnx.NodeProto, table: Floats) -> None:
    name, places = node.output[0], node.input[1]
    steps = (np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-10) / LEVELS).astype(np.float32)
    rows = made.constant(name + TABLE, np.round(table / steps).astype(np.int8))
    row = made.node("Gather", [rows, places], f"{name}_row", axis=0)
    step = made.node("Gather", [made.constant(name + STEPS, steps), places], f"{name}_step", axis=0)
    made.node("Mul", [made.node("Cast", [row], f"{name}_float", to=TensorProto.FLOAT), step], name)
