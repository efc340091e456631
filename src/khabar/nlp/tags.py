"""Name tags from scores: the best row of BIO tags, where every I continues a name of its kind.

Source of the method: linear-chain scores, Lafferty et al. (2001); the best row, Viterbi (1967).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import neg

import numpy as np
from numpy.typing import NDArray

from khabar.records import Name

NEVER = np.float32(-1e4)
# Names of nations, events, products: the model tells them apart so that they are not taken for the rest.
OTHER = "OTHER"


def allowed(tags: Sequence[str]) -> NDArray[np.bool_]:
    """Which tag may follow which: an I only its own B or I."""
    return np.array([[not t.startswith("I-") or before[1:] == t[1:] for t in tags] for before in tags], dtype=np.bool_)


def best_tags(
    scores: NDArray[np.float32], steps: NDArray[np.float32], starts: Sequence[int] = (0,)
) -> NDArray[np.int64]:
    """The best tags of words; ``scores`` is (words, tags), ``steps`` (tags, tags) of one following another.

    The words are those of one sentence or of several, one after the other, that begin at ``starts``. Tag 0 is O; steps that
    are not allowed are near :data:`NEVER`.
    """
    tags: NDArray[np.int64] = np.argmax(scores, axis=1)
    begins = np.array(starts)
    unsure = _unsure(scores, steps, tags, begins)
    if len(unsure):
        ends = np.append(begins[1:], len(scores))
        spans = [slice(*span) for span in zip(begins[unsure].tolist(), ends[unsure].tolist(), strict=True)]
        for span, row in zip(spans, _viterbi([scores[span] for span in spans], steps), strict=True):
            tags[span] = row
    return tags


def _unsure(
    scores: NDArray[np.float32], steps: NDArray[np.float32], greedy: NDArray[np.int64], begins: NDArray[np.int64]
) -> NDArray[np.intp]:
    """The sentences in which not each word's best tag leads by more than the two steps beside it could make good."""
    before = np.concatenate(([0], greedy[:-1]))
    before[begins] = 0
    lost = steps.max() - steps[before, greedy]
    after = np.append(lost[1:], np.float32(0))
    after[begins[1:] - 1] = 0
    second, first = np.partition(scores, -2, axis=1)[:, -2:].T
    return np.flatnonzero(~np.logical_and.reduceat(first - second - lost - after > 0, begins))


def _viterbi(sentences: Sequence[NDArray[np.float32]], steps: NDArray[np.float32]) -> list[list[int]]:
    """The best tags of each sentence, all of them word by word."""
    order = sorted(range(len(sentences)), key=lambda place: -len(sentences[place]))
    lengths = [len(sentences[place]) for place in order]
    # What the best row of tags that ends with each tag scores: (words, tags, sentences), the longest sentences first.
    totals = np.zeros((lengths[0], len(steps), len(order)), dtype=np.float32)
    for row, place in enumerate(order):
        totals[: lengths[row], :, row] = sentences[place]
    totals[0] += steps[0][:, None]
    # How many sentences have each word but the first.
    going = [bisect_left(lengths, -word, key=neg) for word in range(1, lengths[0])]
    for word, rows in enumerate(going):
        totals[word + 1, :, :rows] += (totals[word, :, None, :rows] + steps[:, :, None]).max(axis=0)
    best = totals.argmax(axis=1)
    for word, rows in reversed(list(enumerate(going))):
        best[word, :rows] = (totals[word, :, :rows] + steps[:, best[word + 1, :rows]]).argmax(axis=0)
    found = dict(zip(order, map(list.__getitem__, best.T.tolist(), map(slice, lengths)), strict=True))
    return [found[place] for place in range(len(order))]


def names(tags: Sequence[str]) -> tuple[Name, ...]:
    """The names that BIO tags spell, as words first to last; names of other kinds than ours are left out."""
    found: list[Name] = []
    for place, tag in enumerate(tags):
        if tag == "O":
            continue
        if tag.startswith("B-"):
            found.append(Name(place, place, tag[2:]))
        elif tag.startswith("I-") and found:
            found[-1] = Name(found[-1].first, place, found[-1].label)
    return tuple(name for name in found if name.label != OTHER)
