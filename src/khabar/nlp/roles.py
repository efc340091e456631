"""Roles from scores: what each word is to each predicate of its sentence.

A role is read where a word's best one scores above none, once :mod:`khabar.nlp.role_priors` has had its say on the pairs
that the network holds near a role. A predicate has one core argument of a kind at most: of several words the one that
scores highest keeps it, and the others have no role with that predicate.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

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


def roles(
    predicates: NDArray[np.int64],
    classes: NDArray[np.uint8],
    scores: NDArray[np.float32],
    labels: Sequence[str],
    priors: Priors,
    tree: Tree,
) -> tuple[Role, ...]:
    """The roles of one sentence in the order of its predicates, then of words.

    ``predicates`` (p,) are words, ``classes`` and ``scores`` (p, words) each word's best role and its lead over none.
    """
    near = scores > NEAR
    near[np.arange(len(predicates)), predicates] = False
    rows, words = np.nonzero(near)
    if not len(rows):
        return ()
    verbs, best, leads = predicates[rows], classes[rows, words], scores[rows, words]
    asked = np.flatnonzero(leads < SURE)
    if len(asked):
        gains = priors.of(tree, list(zip(verbs[asked].tolist(), words[asked].tolist(), strict=True)))
        best[asked], leads[asked] = weighed(best[asked], leads[asked], gains)
    strongest_first = np.argsort(-leads, kind="stable")
    kept: list[tuple[int, int, str]] = []
    taken: set[tuple[int, str]] = set()
    for place in strongest_first[: np.count_nonzero(leads > 0)].tolist():
        verb, label = int(verbs[place]), labels[best[place]]
        if (verb, label) not in taken:
            kept.append((verb, int(words[place]), label))
            if label in CORE:
                taken.add((verb, label))
    return tuple(Role(*role) for role in sorted(kept))


def weighed(
    classes: NDArray[np.uint8], scores: NDArray[np.float32], gains: NDArray[np.float32]
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """The best role of each pair and its lead over none, from the network's and the ``gains`` (pairs, labels) by the tree."""
    total = np.clip(gains, LEAST, MOST) * np.float32(SHARE) + (scores - np.float32(OTHERS))[:, None]
    pairs = np.arange(len(classes))
    total[pairs, classes] += np.float32(OTHERS)
    best = np.argmax(total[:, 1:], axis=1) + 1
    return best, total[pairs, best]
