"""What a verb's neighbours in the tree usually are to it: weights of labels, learned beside the network.

The network knows no tree when it scores roles. A log-linear model does: what it weighs of a pair of words are the predicate
and the way to the argument, the way alone with the preposition, the way with the argument, and the predicate with the
preposition. ``role_priors.tsv`` holds the weights that carry most, as ``training/role_priors.py`` learned them from PropBank on
EWT (CC BY-SA 4.0).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from khabar.frozen import record

TABLE = Path(__file__).parent / "role_priors.tsv"
LONGEST = 4
FAR = "?"
EVERY = ""
FEATURES = 5

Pair = tuple[int, int]


@record(frozen=True, slots=True)
class Tree:
    """The columns of one sentence that the weights look at; ``heads`` are word indices, -1 the root."""

    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    feats: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]


@record(frozen=True, slots=True)
class Priors:
    """``weights`` (rows, labels) of features over those of no role; row 0 is nothing, row 1 every pair's."""

    rows: Mapping[str, int]
    weights: NDArray[np.float32]

    def of(self, sentences: Iterable[tuple[Tree, Sequence[Pair]]]) -> NDArray[np.float32]:
        """What the labels gain (pairs, labels) for each sentence's pairs of predicate and word, in the order of predicates."""
        flat = list(chain.from_iterable(chain.from_iterable(features(*sentence) for sentence in sentences)))
        found = np.fromiter(map(self.rows.get, flat, repeat(0)), np.intp, len(flat)).reshape(-1, FEATURES).T
        gains: NDArray[np.float32] = self.weights[found].sum(axis=0) + self.weights[1]
        # Where nothing is known of a pair the network alone decides.
        gains[~found.any(axis=0)] = 0
        return gains


@cache
def read_priors(labels: tuple[str, ...], table: Path = TABLE) -> Priors:
    """The weights for a network's labels, of which the first is no role. Raises ValueError where a line names another label."""
    lines = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    column = {label: number for number, label in enumerate(labels)}
    rows = {EVERY: 1}
    for key, _, _ in lines[1:]:
        rows.setdefault(key, len(rows) + 1)
    weights = np.zeros((len(rows) + 1, len(labels)), dtype=np.float32)
    for key, label, weight in lines[1:]:
        if label not in column:
            raise ValueError(f"{table.name}: no role {label}")
        weights[rows[key], column[label]] = float(weight)
    return Priors(rows, weights - weights[:, :1])


def features(tree: Tree, pairs: Sequence[Pair]) -> Iterator[tuple[str, str, str, str, str]]:
    """What is weighed of each pair of predicate and word; pairs stand in the order of predicates."""
    cases = _cases(tree)
    last, ways, kind, predicate = -1, {}, "", ""
    for verb, word in pairs:
        if verb != last:
            last, ways, kind = verb, _upwards(tree, verb), _kind(tree, verb)
            predicate = f"{tree.lemmas[verb].lower()} {kind}"
        way, case = _way(tree, ways, word), cases.get(word, "")
        yield (
            f"{predicate} {way}",
            f"{kind} {way} {case}",
            f"{kind} {way} {'after' if word > verb else 'before'}",
            f"{way} = {tree.lemmas[word].lower()}",
            f"{predicate} {case} {tree.deprels[word]}",
        )


def _kind(tree: Tree, verb: int) -> str:
    return tree.upos[verb] + ("-passive" if "Voice=Pass" in tree.feats[verb] else "")


def _cases(tree: Tree) -> dict[int, str]:
    """The first preposition or conjunction of each word that has one."""
    found: dict[int, str] = {}
    for head, label, lemma in zip(tree.heads, tree.deprels, tree.lemmas, strict=True):
        if label in ("case", "mark"):
            found.setdefault(head, lemma.lower())
    return found


def _upwards(tree: Tree, verb: int) -> dict[int, tuple[int, str]]:
    """The predicate and the words above it: how many steps, and what they are called."""
    ways, way, word = {verb: (0, "")}, "", verb
    for steps in range(1, LONGEST + 1):
        way, word = f"{way}<{tree.deprels[word]}", tree.heads[word]
        if word < 0:
            break
        ways[word] = (steps, way)
    return ways


def _way(tree: Tree, ways: Mapping[int, tuple[int, str]], word: int) -> str:
    """Up from the predicate, then down to the word."""
    down = ""
    for steps in range(LONGEST + 1):
        if word in ways:
            up, way = ways[word]
            return f"{way}{down}" if up + steps <= LONGEST else FAR
        down, word = f">{tree.deprels[word]}{down}", tree.heads[word]
        if word < 0:
            break
    return FAR
