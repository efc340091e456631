"""The model: the only user of the ONNX runtime.

Sentences are batched with others of the same call only, in an order that the call alone decides, and computed by one
thread. So what is read of a report depends on that report, the model's file, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from khabar.errors import SetupError
from khabar.frozen import record
from khabar.nlp.card import NETWORK, SHIPPED, VOCABULARY, Card, read_card
from khabar.nlp.subwords import Window, batches, load_tokenizer, padded, windows

INPUTS = ("ids", "shapes", "first")
OUTPUTS = (
    *("upos", "xpos", "feats", "lemma", "names", "arcs", "heads", "deprel", "factuality", "sentence"),
    *("name_steps", "predicates", "roles", "role_scores"),
)


@record(frozen=True, slots=True)
class Model:
    """A loaded model. ``version`` names its files by content."""

    card: Card
    tokenizer: Tokenizer
    session: onnxruntime.InferenceSession

    @property
    def version(self) -> str:
        """The sha256 over the model's files."""
        return self.card.version


@record(frozen=True, slots=True)
class Scores:
    """What the network says of one window of n words.

    ``upos``, ``xpos``, ``feats`` and ``lemma`` are (n,) class numbers, ``names`` (n, tags) scores, ``arcs`` (n, n + 1) with
    column 0 for the root, ``heads`` (n, 4) the columns of each word's likeliest heads, ``deprel`` (n, 4) the class number of
    its best label with each of them, ``factuality`` (n,), ``sentence`` a unit vector. ``name_steps`` (tags, tags) scores one
    name tag following another. ``predicates`` (p,) are words; ``roles``
    (p, n) the class of every word's best role with them, and ``role_scores`` (p, n) how far it is above no role.
    """

    window: Window
    upos: NDArray[np.int32]
    xpos: NDArray[np.int32]
    feats: NDArray[np.int32]
    lemma: NDArray[np.int32]
    names: NDArray[np.float32]
    arcs: NDArray[np.float32]
    heads: NDArray[np.int32]
    deprel: NDArray[np.uint8]
    factuality: NDArray[np.float32]
    sentence: NDArray[np.float32]
    name_steps: NDArray[np.float32]
    predicates: NDArray[np.int64]
    roles: NDArray[np.uint8]
    role_scores: NDArray[np.float32]


def load_model(path: Path | None = None) -> Model:
    """The model in a folder, by default the shipped one. Raises SetupError where it is incomplete or altered."""
    folder = path or SHIPPED
    card = read_card(folder)
    try:
        session = onnxruntime.InferenceSession(str(folder / NETWORK), _options(), providers=["CPUExecutionProvider"])
    except Exception as error:  # The runtime's exceptions share no base class.
        raise SetupError(f"The model in {folder} cannot be loaded ({error}). Install khabar again.") from error
    return Model(card, load_tokenizer(folder / VOCABULARY), session)


def encode(model: Model, sentences: Sequence[Sequence[str]]) -> list[Scores]:
    """The network's scores for every window of the sentences, in order."""
    found = windows(model.tokenizer, sentences)
    scores: dict[int, Scores] = {}
    for places in batches(found):
        scores |= zip(places, _run(model, [found[place] for place in places]), strict=True)
    return [scores[place] for place in range(len(found))]


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    # Batches differ in shape: a plan made for one would only take memory.
    options.enable_mem_pattern = False
    # To plan which results may share memory takes half of the loading, and spares neither memory nor time.
    options.enable_mem_reuse = False
    return options


def _run(model: Model, batch: Sequence[Window]) -> Iterator[Scores]:
    feed = {name: padded([getattr(window, name) for window in batch]) for name in INPUTS}
    outputs = dict(zip(OUTPUTS, model.session.run(OUTPUTS, feed), strict=True))
    ends = np.searchsorted(outputs["predicates"][:, 0], np.arange(len(batch) + 1))
    for row, window in enumerate(batch):
        size = window.end - window.start
        mine = slice(ends[row], ends[row + 1])
        own = {name: outputs[name][row, :size] for name in OUTPUTS[:5]}
        yield Scores(
            window=window,
            **own,
            arcs=outputs["arcs"][row, :size, : size + 1],
            heads=outputs["heads"][row, :size],
            deprel=outputs["deprel"][row, :size],
            factuality=outputs["factuality"][row, :size],
            sentence=outputs["sentence"][row],
            name_steps=outputs["name_steps"],
            predicates=outputs["predicates"][mine, 1],
            roles=outputs["roles"][mine, :size],
            role_scores=outputs["role_scores"][mine, :size],
        )
