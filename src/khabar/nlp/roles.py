"""Roles from scores: what each word is to each predicate of its sentence.

A role is read where a word's best one scores above none. A predicate has one core argument of a kind at most: of several
words the one that scores highest keeps it, and the others have no role with that predicate.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from khabar.records import Role

CORE = frozenset({"ARG0", "ARG1", "ARG2", "ARG3", "ARG4"})


def roles(
    predicates: NDArray[np.int64], classes: NDArray[np.uint8], scores: NDArray[np.float32], labels: Sequence[str]
) -> tuple[Role, ...]:
    """The roles of one sentence in the order of its predicates, then of words.

    ``predicates`` (p,) are words, ``classes`` and ``scores`` (p, words) each word's best role and its lead over none.
    """
    rows, words = np.nonzero(scores > 0)
    strongest_first = np.argsort(-scores[rows, words], kind="stable")
    kept: list[tuple[int, int, str]] = []
    taken: set[tuple[int, str]] = set()
    for row, word in zip(rows[strongest_first].tolist(), words[strongest_first].tolist(), strict=True):
        label = labels[classes[row, word]]
        if word != predicates[row] and (row, label) not in taken:
            kept.append((row, word, label))
            if label in CORE:
                taken.add((row, label))
    return tuple(Role(int(predicates[row]), word, label) for row, word, label in sorted(kept))
