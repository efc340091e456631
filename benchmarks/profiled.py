"""What the network's time goes to, by the kind of step, as the runtime's own profile of it tells."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import onnxruntime

from benchmarks import model_alone, workers
from benchmarks.page import PRODUCTS
from benchmarks.texts import Text
from khabar.nlp.card import NETWORK, SHIPPED
from khabar.nlp.encode import OUTPUTS

# Steps by the runtime's names for them; what is not named is the rest.
STEPS = {
    PRODUCTS: ("MatMulIntegerToFloat",),
    "products in 32 bits, of attention and of arcs": ("MatMul", "FusedMatMul", "Gemm", "FusedGemm", "Softmax"),
    "rounding to 8 bits, scales and sums": ("QuantizeLinear", "Mul", "Add", "ReduceMax", "Max", "Reciprocal"),
    "rectifiers and normalisation": ("Gelu", "LeakyRelu", "LayerNormalization"),
    "moving numbers": ("Gather", "GatherElements", "Transpose", "Concat", "Split", "Slice"),
}


def shares(texts: tuple[Text, ...]) -> dict[str, float]:
    """The share of the network's time that each kind of step takes, on the yardstick's batches of the texts."""
    kinds = {name: kind for kind, names in STEPS.items() for name in names}
    spent = Counter(dict.fromkeys([*STEPS, "the rest"], 0))
    for name, microseconds in _steps(texts):
        spent[kinds.get(name, "the rest")] += microseconds
    return {kind: took / spent.total() for kind, took in spent.items()}


def _steps(texts: tuple[Text, ...]) -> list[tuple[str, int]]:
    """Each step that was run, by the runtime's name for it, and its microseconds."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_profiling = True
    with TemporaryDirectory() as folder:
        options.profile_file_prefix = str(Path(folder, "profile"))
        session = onnxruntime.InferenceSession(str(SHIPPED / NETWORK), options, providers=["CPUExecutionProvider"])
        for batch in model_alone.prepare(texts, workers.tools()):
            session.run(OUTPUTS, batch.feed)
        told = json.loads(Path(session.end_profiling()).read_text(encoding="utf-8"))
    return [(row["args"]["op_name"], row["dur"]) for row in told if row["name"].endswith("_kernel_time")]
