"""The whole road from sentences to a shipped graph, with a tiny network from random weights; needs torch and onnx."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")
onnx = pytest.importorskip("onnx")

import onnxruntime  # noqa: E402
from tokenizers import Tokenizer  # noqa: E402
from tokenizers.models import WordLevel  # noqa: E402
from tokenizers.processors import TemplateProcessing  # noqa: E402

from khabar.nlp.encode import INPUTS, OUTPUTS  # noqa: E402
from training.batches import IGNORED, bucketed, collate, encode  # noqa: E402
from training.examples import Example  # noqa: E402
from training.export import combinations, export_graph, quantise  # noqa: E402
from training.model import Reader, Shipped, Size  # noqa: E402
from training.train import Recipe, run_epoch, start, train  # noqa: E402

LABELS = {
    "upos": ["NOUN", "VERB"],
    "xpos": ["NN", "VBD"],
    "feats": ["_"],
    "lemma": ["lower-0+"],
    "deprel": ["nsubj", "obj", "root"],
    "names": ["O", "B-PER", "I-PER"],
}
SMALL = Size(
    vocabulary=128, width=128, layers=2, attention_heads=4, inner=256, positions=64, arcs=128, labels=16, names=128
)
WORDS = ("rebels", "shelled", "towns")


def example(source: str = "ewt") -> Example:
    return Example(
        source,
        "s",
        " ".join(WORDS),
        WORDS,
        upos=("NOUN", "VERB", "NOUN"),
        xpos=("NN", "VBD", "NN"),
        feats=("_",) * 3,
        lemmas=("lower-0+", None, "lower-0+"),
        heads=(1, -1, 1),
        deprels=("nsubj", "root", "obj"),
        names=("O", "O", None),
        factuality=((1, 1.0),),
    )


@pytest.fixture
def items():
    vocabulary = {word: number for number, word in enumerate(("[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS))}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    return encode(tokenizer, [example() for _ in range(24)], LABELS)


@pytest.fixture
def reader():
    torch.manual_seed(0)
    return Reader(LABELS, SMALL)


def unit_vectors(count):
    return torch.nn.functional.normalize(
        torch.randn(count, SMALL.width, generator=torch.Generator().manual_seed(1)), dim=-1
    )


def test_batches_point_at_first_subwords_and_leave_unknown_labels_out(items):
    batch = collate(items[:2])
    assert batch["first"][0].tolist() == [1, 2, 3]
    assert batch["lemma"][0].tolist() == [0, IGNORED, 0]
    assert batch["heads"][0].tolist() == [2, 0, 2]
    assert batch["names"][0].tolist() == [0, 0, IGNORED]
    assert sum(len(b) for b in bucketed(items, 20, None)) == len(items)


def test_losses_fall_and_a_run_goes_on_where_it_stopped(items, reader, tmp_path):
    run = start(reader, Recipe(epochs=6, subwords=30, masked=0.0), items, unit_vectors(len(items)))
    first, last = run_epoch(run, 0), None
    for epoch in range(1, 6):
        last = run_epoch(run, epoch)
    assert all(last[key] < first[key] for key in ("upos", "arcs", "deprel", "factuality"))
    path = tmp_path / "model.pt"
    train(start(Reader(LABELS, SMALL), Recipe(epochs=1, subwords=30), items, unit_vectors(len(items))), path)
    train(start(Reader(LABELS, SMALL), Recipe(epochs=2, subwords=30), items, unit_vectors(len(items))), path)
    assert {p.name for p in tmp_path.iterdir()} == {"model.pt", "model.1.weights", "model.2.weights"}


@pytest.fixture
def graphs(reader, tmp_path):
    for parameter in reader.parameters():
        torch.nn.init.normal_(parameter, std=0.1)
    export_graph(Shipped(reader, 2, combinations([example()], LABELS)).eval(), tmp_path / "plain.onnx")
    onnx.save(quantise(onnx.load(tmp_path / "plain.onnx"), 2**10), tmp_path / "small.onnx")
    return [onnxruntime.InferenceSession(str(tmp_path / f"{name}.onnx")) for name in ("plain", "small")]


def feed(rows, width):
    ids = np.zeros((rows, width), dtype=np.int64)
    ids[0, :5] = [2, 4, 5, 6, 3]
    ids[1:] = 7
    first = np.tile(np.array([1, 2, 3], dtype=np.int64), (rows, 1))
    return dict(zip(INPUTS, (ids, np.minimum(ids, 1), first), strict=True))


def test_eight_bits_are_near_thirty_two(graphs):
    plain, small = (dict(zip(OUTPUTS, graph.run(OUTPUTS, feed(3, 9)), strict=True)) for graph in graphs)
    assert np.corrcoef(plain["arcs"].ravel(), small["arcs"].ravel())[0, 1] > 0.98
    assert np.abs(plain["sentence"] - small["sentence"]).max() < 0.1


def test_a_neighbour_does_not_move_eight_bit_scores(graphs):
    alone, crowd = (graphs[1].run(OUTPUTS, feed(rows, width)) for rows, width in ((1, 5), (6, 30)))
    for name, one, other in zip(OUTPUTS, alone, crowd, strict=True):
        assert np.allclose(one[0], other[0], atol=0.02), name


def test_only_the_root_has_the_root_label(graphs):
    labels = dict(zip(OUTPUTS, graphs[0].run(OUTPUTS, feed(3, 9)), strict=True))["deprel"]
    assert (labels[:, :, 0] == 2).all()
    assert not (labels[:, :, 1:] == 2).any()
