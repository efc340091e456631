"""Name tags from scores: the best row of BIO tags, where every I continues a name of its kind.

Source of the method: linear-chain scores, Lafferty et al. (2001); the best row, Viterbi (1967).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count, repeat

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
    table = np.zeros((len(order), lengths[0], len(steps)), dtype=np.float32)
    for row, place in enumerate(order):
        table[row, : lengths[row]] = sentences[place]
    into = np.ascontiguousarray(steps.T)
    total = table[:, 0] + steps[0]
    back: list[NDArray[np.int64]] = []
    going = len(order)
    for word in range(1, lengths[0]):
        while lengths[going - 1] <= word:
            going -= 1
        paths = total[:going, None] + into
        back.append(paths.argmax(axis=2))
        total[:going] = paths.max(axis=2) + table[:going, word]
    found = dict(zip(order, map(_row, total.argmax(axis=1).tolist(), lengths, repeat(back), count()), strict=False))
    return [found[place] for place in range(len(order))]


def _row(last: int, length: int, back: Sequence[NDArray[np.int64]], row: int) -> list[int]:
    """The tags that lead to the last one."""
    best = [last]
    for before in reversed(back[: length - 1]):
        best.append(int(before[row, best[-1]]))
    return best[::-1]


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
