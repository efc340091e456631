"""Name tags from scores: the best row of BIO tags in which every I continues a name of its kind."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from khabar.records import Name

_NEVER = np.float32(-1e9)


def allowed(tags: Sequence[str]) -> NDArray[np.bool_]:
    """Which tag may follow which: an I only its own B or I."""
    return np.array([[not t.startswith("I-") or before[1:] == t[1:] for t in tags] for before in tags], dtype=np.bool_)


def best_tags(scores: NDArray[np.float32], may_follow: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The best allowed tags for one sentence; ``scores`` is (words, tags) and tag 0 is O."""
    greedy: NDArray[np.int64] = np.argmax(scores, axis=1)
    before = np.concatenate(([0], greedy[:-1]))
    if may_follow[before, greedy].all():
        return greedy
    return _viterbi(scores, np.where(may_follow, np.float32(0), _NEVER))


def _viterbi(scores: NDArray[np.float32], steps: NDArray[np.float32]) -> NDArray[np.int64]:
    total = scores[0] + steps[0]
    back = np.zeros(scores.shape, dtype=np.int64)
    for word in range(1, len(scores)):
        paths = total[:, None] + steps
        back[word] = np.argmax(paths, axis=0)
        total = paths.max(axis=0) + scores[word]
    best = np.zeros(len(scores), dtype=np.int64)
    best[-1] = np.argmax(total)
    for word in range(len(scores) - 1, 0, -1):
        best[word - 1] = back[word, best[word]]
    return best


def names(tags: Sequence[str]) -> tuple[Name, ...]:
    """The names that BIO tags spell, as words first to last."""
    found: list[Name] = []
    for place, tag in enumerate(tags):
        if tag.startswith("B-"):
            found.append(Name(place, place, tag[2:]))
        elif tag.startswith("I-") and found:
            found[-1] = Name(found[-1].first, place, found[-1].label)
    return tuple(found)
