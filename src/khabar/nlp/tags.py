"""Name tags from scores: the best row of BIO tags, where every I continues a name of its kind.

Source of the method: linear-chain scores, Lafferty et al. (2001); the best row, Viterbi (1967).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from khabar.records import Name

NEVER = np.float32(-1e4)
# Names of nations, events, products: the model tells them apart so that they are not taken for the rest.
OTHER = "OTHER"


def allowed(tags: Sequence[str]) -> NDArray[np.bool_]:
    """Which tag may follow which: an I only its own B or I."""
    return np.array([[not t.startswith("I-") or before[1:] == t[1:] for t in tags] for before in tags], dtype=np.bool_)


def best_tags(scores: NDArray[np.float32], steps: NDArray[np.float32]) -> NDArray[np.int64]:
    """The best tags for one sentence; ``scores`` is (words, tags), ``steps`` (tags, tags) of one following another.

    Tag 0 is O; steps that are not allowed are near :data:`NEVER`.
    """
    greedy: NDArray[np.int64] = np.argmax(scores, axis=1)
    return greedy if _sure(scores, steps, greedy) else _viterbi(scores, steps)


def _sure(scores: NDArray[np.float32], steps: NDArray[np.float32], greedy: NDArray[np.int64]) -> bool:
    """Whether each word's best tag leads by more than the two steps beside it could make good."""
    most = steps.max()
    lost = most - steps[np.concatenate(([0], greedy[:-1])), greedy]
    second, first = np.partition(scores, -2, axis=1)[:, -2:].T
    lead = first - second - lost
    lead[:-1] -= lost[1:]
    return bool((lead > 0).all())


def _viterbi(scores: NDArray[np.float32], steps: NDArray[np.float32]) -> NDArray[np.int64]:
    into, tags = np.ascontiguousarray(steps.T), np.arange(len(steps))
    total = scores[0] + steps[0]
    back: list[NDArray[np.int64]] = []
    for own in scores[1:]:
        paths = total + into
        back.append(paths.argmax(axis=1))
        total = paths[tags, back[-1]] + own
    best = [int(total.argmax())]
    for before in reversed(back):
        best.append(int(before[best[-1]]))
    return np.array(best[::-1])


def names(tags: Sequence[str]) -> tuple[Name, ...]:
    """The names that BIO tags spell, as words first to last; names of other kinds than ours are left out."""
    found: list[Name] = []
    for place, tag in enumerate(tags):
        if tag.startswith("B-"):
            found.append(Name(place, place, tag[2:]))
        elif tag.startswith("I-") and found:
            found[-1] = Name(found[-1].first, place, found[-1].label)
    return tuple(name for name in found if name.label != OTHER)
