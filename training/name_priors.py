"""Learn what tags of names usually stand with words and the tree: the table that goes beside the network's scores of names.

Run as ``python -m training.name_priors DATA [--model FOLDER] [--out FILE]``; takes ten minutes on one core. Needs
``python-crfsuite`` (``training/requirements.txt``). The few numbers of :mod:`khabar.nlp.name_priors` that go with the table
were chosen on EWT dev.

A linear chain (Lafferty et al. 2001; learned by CRFsuite, Okazaki 2007) of ``khabar.nlp.name_priors.features`` learns from
the names that train the network, with the network's own trees; it never sees the network's names, so that it errs
elsewhere. Data sets differ in what they call a name: each has a weight of its own for every tag, of which EWT's are kept.
A word without a label ends a sentence here.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pycrfsuite

from khabar.nlp import Model, load_model, parse_words
from khabar.nlp.name_priors import EVERY, STEP, TABLE, features
from khabar.nlp.role_priors import Tree
from training.examples import Example
from training.prepare import ewt, gum, re3d, wikigold

OWN = "ewt"
SEEN = 2
LEAST = 0.05
# Penalties on the size of weights, the first of which leaves most at nothing.
CRFSUITE = {"c1": 0.8, "c2": 0.05, "max_iterations": 80, "feature.minfreq": SEEN, "feature.possible_transitions": False}
HEADER = (
    "# What tags of names gain by words and the tree. Learned by training/name_priors.py from the train parts of Universal NER",
    "# on EWT, GUM (openly licensed documents), Wikigold and re3d; licence CC BY-SA 4.0. No feature: every word.",
    "feature\ttag\tweight",
)

Labelled = tuple[tuple[str, ...], str]
Weights = dict[tuple[str, str], float]


def labelled_runs(words: Sequence[str], tree: Tree, tags: Sequence[str | None]) -> Iterator[list[Labelled]]:
    """The features and tags of a sentence's words, as runs without a word of no label."""
    run: list[Labelled] = []
    for keys, tag in zip(features(words, tree, range(len(words))), tags, strict=True):
        if tag is not None:
            run.append((keys, tag))
        elif run:
            yield run
            run = []
    if run:
        yield run


def source(name: str) -> str:
    """The feature that every word of a data set has."""
    return f"source {name}"


def runs(model: Model, examples: Sequence[Example]) -> Iterator[tuple[str, list[Labelled]]]:
    """All labelled runs, with the data set they are from."""
    labelled = [example for example in examples if example.names]
    for example, found in zip(labelled, parse_words(model, [example.words for example in labelled]), strict=True):
        tree = Tree(found.lemmas, found.upos, found.feats, found.heads, found.deprels)
        for run in labelled_runs(example.words, tree, example.names):
            yield example.source, run


def learned(given: Iterable[tuple[str, list[Labelled]]]) -> tuple[Weights, Weights]:
    """Weights by feature and tag, and by tag and the tag after it."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=CRFSUITE, verbose=False)
    for name, run in given:
        trainer.append([[source(name), *keys] for keys, _ in run], [tag for _, tag in run])
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "chain")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        with tagger.open(path):
            chain = tagger.info()
    return chain.state_features, chain.transitions


def table(words: Weights, steps: Weights) -> Iterator[str]:
    """The lines of the file; of what data sets have for every word, only EWT's."""
    yield from HEADER
    named = {(EVERY if key == source(OWN) else key, tag): weight for (key, tag), weight in words.items()}
    named |= {(f"{STEP}{before}", tag): weight for (before, tag), weight in steps.items()}
    for (key, tag), weight in sorted(named.items()):
        if abs(weight) >= LEAST and key.isprintable() and not key.startswith("source "):
            yield f"{key}\t{tag}\t{weight:.2f}"


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--out", type=Path, default=TABLE)
    args = parser.parse_args()
    examples = [*ewt(args.data, "train"), *gum(args.data, "train"), *wikigold(args.data), *re3d(args.data)]
    lines = table(*learned(runs(load_model(args.model), examples)))
    args.out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
