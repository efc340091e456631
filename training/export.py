"""From trained weights to the files that ship: one ONNX graph in 8 bits, vocabulary, lemmas, and the card.

Run as ``python -m training.export WORK ENCODER WEIGHTS OUT``. What is written to OUT holds no pickles.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import onnx
import torch
from tokenizers import Tokenizer

from khabar.nlp.card import CARD, LEMMAS, NETWORK, VOCABULARY, digest
from khabar.nlp.encode import INPUTS, OUTPUTS
from khabar.nlp.subwords import Ints, batches, load_tokenizer, padded, windows
from training.examples import Example, read_examples
from training.model import Reader, Shipped, Size
from training.quantise import measured, quantise

OPSET = 17
SETS = Path(__file__).with_name("sets.tsv")
AXES = {
    **{name: {0: "batch", 1: "subwords"} for name in ("ids", "shapes")},
    **{name: {0: "batch", 1: "words"} for name in ("first", "upos", "xpos", "feats", "lemma", "names", "factuality")},
    **{name: {0: "batch", 1: "words"} for name in ("heads", "deprel")},
    "arcs": {0: "batch", 1: "words", 2: "possible heads"},
    "sentence": {0: "batch"},
    "predicates": {0: "predicates"},
    **{name: {0: "predicates", 1: "words"} for name in ("roles", "role_scores")},
}
# Every sixth sentence of training is enough to measure what the products are given.
MEASURED = 6


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


def feeds(tokenizer: Tokenizer, sentences: Sequence[Sequence[str]]) -> Iterator[dict[str, Ints]]:
    """Sentences as the network takes them."""
    found = windows(tokenizer, sentences)
    for places in batches(found):
        yield {name: padded([getattr(found[place], name) for place in places]) for name in INPUTS}


# ------------------------------------------------------------------ the files that ship


def write_model(work: Path, encoder: Path, weights: Path, out: Path, outside: float) -> None:
    """Write network, vocabulary, lemmas and card to ``out``; the 32-bit network stays in ``work`` for comparison.

    ``outside`` is what the name tag O gains, as :mod:`training.tune` found it.
    """
    labels = json.loads((work / "labels.json").read_text(encoding="utf-8"))
    reader = Reader(labels, Size())
    examples = read_examples(work / "train.jsonl.gz")
    joint = combinations(examples, labels)
    reader.load_state_dict(torch.load(weights, weights_only=True)["weights"])
    with torch.no_grad():
        reader.names_out.bias[labels["names"].index("O")] += outside
    out.mkdir(parents=True, exist_ok=True)
    plain = work / "fp32"
    plain.mkdir(exist_ok=True)
    export_graph(Shipped(reader, labels["deprel"].index("root"), joint).eval(), plain / NETWORK)
    graph = onnx.load(plain / NETWORK)
    sentences = [example.words for example in examples[::MEASURED]]
    ranges = measured(graph, feeds(load_tokenizer(encoder / "vocab.txt"), sentences))
    onnx.save(quantise(graph, ranges), out / NETWORK)
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
