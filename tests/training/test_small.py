"""The whole road from sentences to a shipped graph, with a tiny network from random weights; needs torch and onnx."""

from __future__ import annotations

import random
from itertools import product

import numpy as np
import pytest

torch = pytest.importorskip("torch")
onnx = pytest.importorskip("onnx")

import onnxruntime  # noqa: E402
from tokenizers import Tokenizer  # noqa: E402
from tokenizers.models import WordLevel  # noqa: E402
from tokenizers.processors import TemplateProcessing  # noqa: E402

from khabar.nlp.encode import INPUTS, OUTPUTS  # noqa: E402
from training.batches import IGNORED, Noise, bucketed, collate, encode, subwords  # noqa: E402
from training.examples import Example  # noqa: E402
from training.export import combinations, export_graph  # noqa: E402
from training.losses import chain  # noqa: E402
from training.mean import mean  # noqa: E402
from training.model import Reader, Shipped, Size  # noqa: E402
from training.quantise import Range, measured, quantise, steps_of  # noqa: E402
from training.renaming import pool  # noqa: E402
from training.start import read_graph, taken_over  # noqa: E402
from training.train import Recipe, run_epoch, start, train  # noqa: E402

# The exporter for the written-out network is torch's former one, which says so at each use.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::torch.jit.TracerWarning"),
]

LABELS = {
    "upos": ["NOUN", "VERB"],
    "xpos": ["NN", "VBD"],
    "feats": ["_"],
    "lemma": ["lower-0+"],
    "deprel": ["nsubj", "obj", "root"],
    "names": ["O", "B-PER", "I-PER"],
    "roles": ["-", "ARG0", "ARG1"],
}
SMALL = Size(
    vocabulary=128,
    width=128,
    layers=2,
    attention_heads=4,
    inner=256,
    positions=64,
    arcs=128,
    labels=16,
    roles=20,
    names=128,
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
        predicates=(1,),
        roles=((1, 0, "ARG0"), (1, 2, "ARG1")),
    )


NAMES = pool([example()])


@pytest.fixture
def known():
    vocabulary = {word: number for number, word in enumerate(("[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS))}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    return subwords(tokenizer, [example()], NAMES)


@pytest.fixture
def items(known):
    return encode(known, [example() for _ in range(24)], LABELS)


@pytest.fixture
def reader():
    torch.manual_seed(0)
    return Reader(LABELS, SMALL)


def unit_vectors(count):
    return torch.nn.functional.normalize(
        torch.randn(count, SMALL.width, generator=torch.Generator().manual_seed(1)), dim=-1
    )


def begin(reader, recipe, items, known):
    return start(reader, recipe, items, known, NAMES, unit_vectors(len(items)))


def test_batches_point_at_first_subwords_and_leave_unknown_labels_out(items, known):
    batch = collate(known, items[:2])
    assert batch["first"][0].tolist() == [1, 2, 3]
    assert batch["lemma"][0].tolist() == [0, IGNORED, 0]
    assert batch["heads"][0].tolist() == [2, 0, 2]
    assert batch["names"][0].tolist() == [0, 0, IGNORED]
    assert batch["predicates"][0].tolist() == [0, 1, 0]
    assert batch["role_rows"].tolist() == [[0, 1], [1, 1]]
    assert batch["role_labels"][0].tolist() == [1, 0, 2]
    assert sum(len(b) for b in bucketed(items, 20, None)) == len(items)


def test_masked_words_teach_no_lemma(items, known):
    batch = collate(known, items[:2], Noise(random.Random(1), NAMES, masked=1.0))
    assert batch["ids"][0].tolist() == [2, 103, 103, 103, 3]
    assert batch["lemma"][0].tolist() == [IGNORED] * 3


def test_a_chain_is_as_likely_as_its_share_of_all_rows():
    scores, steps = torch.randn(1, 3, 2), torch.randn(2, 2)
    worth = {
        row: sum(scores[0, place, tag] for place, tag in enumerate(row)) + steps[0, row[0]] + steps[row[0], row[1]]
        for row in product(range(2), repeat=2)
    }
    real = torch.tensor([[True, True, False]])
    every = torch.stack(list(worth.values())).logsumexp(0)
    told = chain(scores, steps, torch.tensor([[1, 0, IGNORED]]), real)
    assert torch.isclose(told * 2, every - worth[1, 0])
    half_told = chain(scores, steps, torch.tensor([[IGNORED, 0, IGNORED]]), real)
    assert torch.isclose(half_told, every - torch.logaddexp(worth[0, 0], worth[1, 0]))


def test_losses_fall_and_a_run_goes_on_where_it_stopped(items, known, reader, tmp_path):
    run = begin(reader, Recipe(epochs=6, subwords=30, masked=0.0), items, known)
    first, last = run_epoch(run, 0), None
    for epoch in range(1, 6):
        last = run_epoch(run, epoch)
    assert all(last[key] < first[key] for key in ("upos", "arcs", "deprel", "factuality", "predicates", "roles"))
    path = tmp_path / "model.pt"
    train(begin(Reader(LABELS, SMALL), Recipe(epochs=2, subwords=30), items, known), path, until=1)
    assert {p.name for p in tmp_path.iterdir()} == {"model.pt", "model.1.weights"}
    train(begin(Reader(LABELS, SMALL), Recipe(epochs=2, subwords=30), items, known), path)
    assert {p.name for p in tmp_path.iterdir()} == {"model.pt", "model.1.weights", "model.2.weights"}


def export_both(reader, folder):
    export_graph(Shipped(reader, 2, combinations([example()], LABELS)).eval(), folder / "plain.onnx")
    graph = onnx.load(folder / "plain.onnx")
    onnx.save(quantise(graph, measured(graph, [varied(64, 12)], 2**10), 2**10), folder / "small.onnx")


@pytest.fixture
def graphs(reader, tmp_path):
    for parameter in reader.parameters():
        torch.nn.init.normal_(parameter, std=0.1)
    export_both(reader, tmp_path)
    return [onnxruntime.InferenceSession(str(tmp_path / f"{name}.onnx")) for name in ("plain", "small")]


PER_PREDICATE = ("name_steps", "predicates", "roles", "role_scores")


def feed(rows, width):
    ids = np.zeros((rows, width), dtype=np.int64)
    ids[0, :5] = [2, 4, 5, 6, 3]
    ids[1:] = 7
    first = np.tile(np.array([1, 2, 3], dtype=np.int64), (rows, 1))
    return dict(zip(INPUTS, (ids, np.minimum(ids, 1), first), strict=True))


def varied(rows, width):
    ids = np.random.default_rng(1).integers(4, SMALL.vocabulary, (rows, width))
    return {**feed(rows, width), "ids": ids}


def test_eight_bits_are_near_thirty_two(graphs):
    plain, small = (dict(zip(OUTPUTS, graph.run(OUTPUTS, feed(3, 9)), strict=True)) for graph in graphs)
    assert np.corrcoef(plain["arcs"].ravel(), small["arcs"].ravel())[0, 1] > 0.98
    assert np.abs(plain["sentence"] - small["sentence"]).max() < 0.1


def test_a_neighbour_does_not_move_eight_bit_scores(graphs):
    alone, crowd = (graphs[1].run(OUTPUTS, feed(rows, width)) for rows, width in ((1, 5), (6, 30)))
    for name, one, other in zip(OUTPUTS, alone, crowd, strict=True):
        if name not in PER_PREDICATE:
            assert np.allclose(one[0], other[0], atol=0.02), name


def test_every_predicate_has_a_row_of_roles(graphs):
    for graph in graphs:
        found = dict(zip(OUTPUTS, graph.run(OUTPUTS, feed(6, 30)), strict=True))
        assert len(found["predicates"]) == len(found["roles"]) == len(found["role_scores"])
        assert (np.diff(found["predicates"][:, 0]) >= 0).all()
        assert found["roles"].min(initial=1) >= 1


def test_a_network_without_predicates_runs(reader, tmp_path):
    with torch.no_grad():
        reader.predicate.bias.fill_(-100)
    export_both(reader, tmp_path)
    graph = onnxruntime.InferenceSession(str(tmp_path / "small.onnx"))
    found = dict(zip(OUTPUTS, graph.run(OUTPUTS, feed(3, 9)), strict=True))
    assert found["predicates"].shape == (0, 2)
    assert found["roles"].shape == (0, 3)


def test_a_release_is_read_back_as_weights(graphs, reader, tmp_path):
    fresh = taken_over(read_graph(tmp_path / "small.onnx"), Reader(LABELS, SMALL))
    whole = reader.state_dict()
    assert fresh.keys() == whole.keys()
    for name, value in whole.items():
        if name in ("mix", "scale"):
            continue
        if name == "name_steps":
            assert torch.allclose(fresh[name][~reader.never], value[~reader.never])
            continue
        # Weights of what is always small have few levels; a matrix in the wrong place or turned would be off by more than 1.
        assert (fresh[name] - value).norm() <= 0.4 * value.norm(), name
    assert torch.allclose(
        torch.softmax(fresh["mix"], -1) * fresh["scale"][:, None],
        torch.softmax(whole["mix"], -1) * whole["scale"][:, None],
        atol=1e-5,
    )


def test_only_the_root_has_the_root_label(graphs):
    found = dict(zip(OUTPUTS, graphs[0].run(OUTPUTS, feed(3, 9)), strict=True))
    assert ((found["deprel"] == 2) == (found["heads"] == 0)).all()


def test_the_likeliest_heads_are_labelled(graphs):
    found = dict(zip(OUTPUTS, graphs[0].run(OUTPUTS, feed(3, 9)), strict=True))
    assert (found["heads"][..., 0] == found["arcs"].argmax(-1)).all()


def test_a_sentence_of_one_word_has_two_possible_heads(graphs):
    own = {**feed(1, 5), "first": np.ones((1, 1), dtype=np.int64)}
    found = dict(zip(OUTPUTS, graphs[0].run(OUTPUTS, own), strict=True))
    assert set(found["heads"].ravel()) == {0, 1}


def test_each_number_has_a_step_of_its_own_and_fits_its_levels():
    wide = Range(np.array([0.17, 0.1, 0.17], np.float32), np.array([2.0, 40.0, 3.0], np.float32))
    zero, steps = steps_of(wide)
    assert (wide.above / steps <= 255 - zero).all()
    assert (wide.below / steps <= zero).all()
    assert zero < 32
    assert steps.argmax() == 1


def test_the_mean_of_epochs_is_that_of_every_weight():
    first, second = (
        {"a": torch.tensor([1.0, 4.0]), "b": torch.ones(2, 2)},
        {"a": torch.tensor([3.0, 0.0]), "b": torch.ones(2, 2)},
    )
    found = mean([first, second])
    assert found["a"].tolist() == [2.0, 2.0]
    assert torch.equal(found["b"], torch.ones(2, 2))
    assert found["a"].dtype == first["a"].dtype
