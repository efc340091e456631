"""Learn what a verb's neighbours in the tree usually are to it: the table that goes beside the network's scores of roles.

Run as ``python -m training.role_priors DATA [--model FOLDER] [--out FILE] [--kept 15000]``; takes two
minutes. The few numbers of :mod:`khabar.nlp.roles` that go with the table were chosen on EWT dev.

A log-linear model of labels given features (``khabar.nlp.role_priors.features``) learns from gold trees of EWT train alone, so
that it errs where the network does not; Adagrad, Duchi et al. (2011). Only labels seen with a feature get a weight. Of these
the weightiest stay: size times the root of the number of training pairs that have the feature and that the network is unsure
of. They are then learned again by themselves.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from khabar.nlp import Model, load_model, parse_words
from khabar.nlp.encode import encode
from khabar.nlp.role_priors import EVERY, TABLE, Tree, features
from training.conllu import read_trees
from training.examples import Example
from training.prepare import ewt
from training.roles import NO_ROLE

SEEN = 2
KEPT = 15_000
EPOCHS, AGAIN, BATCH, RATE = 3, 2, 512, 0.3
# The network's lead over none, between which it is unsure of a pair.
UNSURE = (-2.0, 5.0)
HEADER = (
    "# What labels of roles gain by the tree. Learned by training/role_priors.py from UD English EWT 2.15 and PropBank on EWT",
    "# (propbank-release), train parts; licence CC BY-SA 4.0. No feature: every pair. '-': no role.",
    "feature\tlabel\tweight",
)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of words: ``rows`` (n, 6) of features, 0 unknown; ``labels`` (n,) their classes."""

    rows: NDArray[np.intp]
    labels: NDArray[np.intp]


def tree_of(example: Example, lemmas: Sequence[str]) -> Tree:
    """The gold tree of a sentence."""
    return Tree(lemmas, example.upos, example.feats, example.heads, example.deprels)


def all_pairs(predicates: Sequence[int], words: int) -> list[tuple[int, int]]:
    """Each predicate with each other word."""
    return [(verb, word) for verb in predicates for word in range(words) if verb != word]


def gold_features(data: Path) -> Iterator[tuple[tuple[str, ...], str]]:
    """The features of all pairs of EWT train, and their label."""
    trees = read_trees(data / "ewt" / "en_ewt-ud-train.conllu.gz")
    for example, gold in zip(ewt(data, "train"), trees, strict=True):
        labels = {(verb, word): label for verb, word, label in example.roles}
        pairs = all_pairs(example.predicates or (), len(example.words))
        for pair, keys in zip(pairs, features(tree_of(example, gold.lemmas), pairs), strict=True):
            yield (EVERY, *keys), labels.get(pair, NO_ROLE)


def unsure_features(model: Model, examples: Sequence[Example]) -> Iterator[tuple[str, ...]]:
    """The features, by the model's own trees, of the pairs that its network is unsure of."""
    words = [example.words for example in examples]
    analyses = parse_words(model, words)
    for scores in encode(model, words):
        found = analyses[scores.window.sentence]
        if len(found.upos) == scores.window.end - scores.window.start:
            near = np.argwhere((scores.role_scores > UNSURE[0]) & (scores.role_scores < UNSURE[1]))
            pairs = [(int(scores.predicates[row]), word) for row, word in near.tolist()]
            tree = Tree(found.lemmas, found.upos, found.feats, found.heads, found.deprels)
            yield from ((EVERY, *keys) for keys in features(tree, pairs))


def inventory(rows: Iterable[tuple[tuple[str, ...], str]]) -> Counter[tuple[str, str]]:
    """How often each feature stands with each label, rare ones left out."""
    seen = Counter((key, label) for keys, label in rows for key in keys)
    return Counter({entry: count for entry, count in seen.items() if count >= SEEN})


def learn(
    pairs: Pairs, weights: NDArray[np.float32], free: NDArray[np.bool_], epochs: int, seed: int = 1
) -> NDArray[np.float32]:
    """Weights (features, labels) of the most likely labels, starting from ``weights``; only those that are ``free`` move."""
    weights, squares = weights * free, np.zeros_like(weights)
    rng = np.random.default_rng(seed)
    for _ in range(epochs):
        order = rng.permutation(len(pairs.rows))
        for start in range(0, len(order), BATCH):
            _step(pairs, order[start : start + BATCH], weights, squares, free)
    return weights


def _step(
    pairs: Pairs,
    chosen: NDArray[np.intp],
    weights: NDArray[np.float32],
    squares: NDArray[np.float32],
    free: NDArray[np.bool_],
) -> None:
    rows, labels = pairs.rows[chosen], pairs.labels[chosen]
    scores = weights[rows].sum(axis=1)
    wrong = np.exp(scores - scores.max(axis=1, keepdims=True))
    wrong /= wrong.sum(axis=1, keepdims=True)
    wrong[np.arange(len(labels)), labels] -= 1
    own, places = np.unique(rows, return_inverse=True)
    slope = np.zeros((len(own), weights.shape[1]), dtype=np.float32)
    np.add.at(slope, places.reshape(rows.shape), wrong[:, None, :] / len(labels))
    slope *= free[own]
    squares[own] += slope**2
    weights[own] -= RATE * slope / (np.sqrt(squares[own]) + 1e-10)


def weightiest(
    weights: NDArray[np.float32], unsure: NDArray[np.float64], free: NDArray[np.bool_], kept: int
) -> NDArray[np.bool_]:
    """The entries that matter most where the network is ``unsure`` (features,) times."""
    matters = np.abs(weights) * np.sqrt(unsure)[:, None] * free
    if np.count_nonzero(matters) <= kept:
        return matters > 0
    least = np.partition(matters.ravel(), -kept)[-kept]
    return matters >= least


def table(keys: Sequence[str], labels: Sequence[str], weights: NDArray[np.float32]) -> Iterator[str]:
    """The lines of the file; ``keys`` name the rows of ``weights`` from the second on."""
    yield from HEADER
    entries = [(keys[row - 1], labels[column]) for row, column in np.argwhere(weights).tolist()]
    values = weights[weights != 0].tolist()
    for (key, label), value in sorted(zip(entries, values, strict=True)):
        if rounded := round(value, 2):
            yield f"{key}\t{label}\t{rounded:g}"


def learned(data: Path, model: Model, kept: int) -> list[str]:
    """The table's lines, from EWT train."""
    found = list(gold_features(data))
    labels = {label: number for number, label in enumerate(model.card.roles)}
    entries = {entry: count for entry, count in inventory(found).items() if entry[1] in labels}
    keys = list(dict.fromkeys(key for key, _ in entries))
    row = {key: number for number, key in enumerate(keys, 1)}
    free = np.zeros((len(keys) + 1, len(labels)), dtype=np.bool_)
    for key, label in entries:
        free[row[key], labels[label]] = True
    pairs = Pairs(
        np.array([[row.get(key, 0) for key in own] for own, _ in found]),
        np.array([labels.get(label, 0) for _, label in found]),
    )
    unsure = np.zeros(len(keys) + 1)
    for own in unsure_features(model, ewt(data, "train")):
        for key in own:
            unsure[row.get(key, 0)] += 1
    unsure[0] = 0
    first = learn(pairs, np.zeros(free.shape, dtype=np.float32), free, EPOCHS)
    stay = weightiest(first, unsure, free, kept)
    return list(table(keys, list(labels), learn(pairs, first, stay, AGAIN)))


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--out", type=Path, default=TABLE)
    parser.add_argument("--kept", type=int, default=KEPT)
    args = parser.parse_args()
    lines = learned(args.data, load_model(args.model), args.kept)
    args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
