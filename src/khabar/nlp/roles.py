"""Roles from scores: what each word is to each predicate of its sentence.

A role is read where a word's best one scores above none, once :mod:`khabar.nlp.role_priors` has had its say on the pairs
that the network holds near a role. A predicate has one core argument of a kind at most: of several words the one that
scores highest keeps it, and the others have no role with that predicate.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from khabar.frozen import record
from khabar.nlp.role_priors import Priors, Tree
from khabar.records import Role

CORE = frozenset({"ARG0", "ARG1", "ARG2", "ARG3", "ARG4"})
# Chosen on EWT dev: the leads over none between which the tree is asked; how far below the best role, the only one that the
# network names, its others are taken to be; what a gain of the tree counts beside the network's score; the most that it takes
# or gives.
NEAR, SURE = -0.5, 6.0
OTHERS = 1.25
SHARE = 0.5
LEAST, MOST = -1.0, 8.0


@record(frozen=True, slots=True)
class Scored:
    """What the network says of one sentence, and its tree.

    ``predicates`` (p,) are words, ``classes`` and ``scores`` (p, words) each word's best role and its lead over none.
    """

    predicates: NDArray[np.int64]
    classes: NDArray[np.uint8]
    scores: NDArray[np.float32]
    tree: Tree


# Of each pair the number of its sentence, its predicate, its word, the class of its best role and its lead over none.
Pairs = tuple[NDArray[np.intp], NDArray[np.int64], NDArray[np.intp], NDArray[np.uint8], NDArray[np.float32]]


def roles(sentences: Sequence[Scored], labels: Sequence[str], priors: Priors) -> list[tuple[Role, ...]]:
    """The roles of each sentence in the order of its predicates, then of words."""
    kept: list[list[tuple[int, int, str]]] = [[] for _ in sentences]
    owners, verbs, words, best, leads = _near(sentences)
    asked = np.flatnonzero(leads < SURE)
    if len(asked):
        cuts = np.searchsorted(owners[asked], np.arange(len(sentences) + 1)).tolist()
        pairs = list(zip(verbs[asked].tolist(), words[asked].tolist(), strict=True))
        own = ((sentence.tree, pairs[slice(*cut)]) for sentence, cut in zip(sentences, pairwise(cuts), strict=True))
        best[asked], leads[asked] = weighed(best[asked], leads[asked], priors.of(own))
    strongest_first = np.argsort(-leads, kind="stable")[: np.count_nonzero(leads > 0)]
    columns = (column[strongest_first].tolist() for column in (owners, verbs, words, best))
    taken: set[tuple[int, int, str]] = set()
    for owner, verb, word, number in zip(*columns, strict=True):
        label = labels[number]
        if (owner, verb, label) not in taken:
            kept[owner].append((verb, word, label))
            if label in CORE:
                taken.add((owner, verb, label))
    return [tuple([Role(*role) for role in sorted(own)]) for own in kept]


def _near(sentences: Sequence[Scored]) -> Pairs:
    """The pairs of predicate and word that the network holds near a role."""
    widths = np.array([sentence.scores.shape[1] for sentence in sentences])
    verbs = np.concatenate([sentence.predicates for sentence in sentences])
    owners = np.repeat(np.arange(len(sentences)), [len(sentence.predicates) for sentence in sentences])
    # Of all pairs, those of a predicate stand together.
    begins = np.cumsum(widths[owners]) - widths[owners]
    leads = np.concatenate([sentence.scores.ravel() for sentence in sentences])
    leads[begins + verbs] = -np.inf
    near = np.flatnonzero(leads > NEAR)
    rows = np.searchsorted(begins, near, side="right") - 1
    classes = np.concatenate([sentence.classes.ravel() for sentence in sentences])
    return owners[rows], verbs[rows], near - begins[rows], classes[near], leads[near]


def weighed(
    classes: NDArray[np.uint8], scores: NDArray[np.float32], gains: NDArray[np.float32]
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """The best role of each pair and its lead over none, from the network's and the ``gains`` (pairs, labels) by the tree."""
    total = np.clip(gains, LEAST, MOST) * np.float32(SHARE) + (scores - np.float32(OTHERS))[:, None]
    pairs = np.arange(len(classes))
    total[pairs, classes] += np.float32(OTHERS)
    best = np.argmax(total[:, 1:], axis=1) + 1
    return best, total[pairs, best]
