"""Dependency trees with exactly one root from arc scores.

Scores are an array of shape (words, words + 1): row = dependent, column 0 = the root, column j + 1 = word j as head.
Heads are given as word indices, -1 for the root, as :class:`khabar.records.Word` wants them.

Source of the method: Chu and Liu (1965), Edmonds (1967); the one root by branch and bound.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]

_NEVER = np.float64(-1e9)


def decode(sentences: Sequence[Scores], likeliest: NDArray[np.int32], starts: Sequence[int]) -> Heads:
    """The heads of the best trees of sentences, one after the other, that begin at ``starts`` among the words.

    They are the best arcs where they form a tree, else a maximum spanning tree. ``likeliest`` (words, 2 at least) are the
    columns of each word's best heads, the best first.
    """
    ends = [*starts[1:], len(likeliest)]
    begins = np.repeat(starts, np.diff([*starts, len(likeliest)]))
    own = np.arange(len(likeliest)) - begins + 1
    heads: Heads = np.where(likeliest[:, 0] == own, likeliest[:, 1], likeliest[:, 0]) - 1
    for place in np.flatnonzero(~are_trees(heads, starts)).tolist():
        heads[starts[place] : ends[place]] = best_tree(sentences[place])
    return heads


def best_tree(scores: Scores) -> Heads:
    """The best tree with one root: words are tried as the root while even the best heads of all others might do better."""
    square = _square(scores)
    words = np.arange(1, len(square))
    heads: Heads = words
    best = square[1:, 1:].max(axis=1)
    bounds = best.sum() + square[1:, 0] - best
    most = -np.inf
    for root in np.argsort(-bounds, kind="stable").tolist():
        if bounds[root] <= most:
            break
        tried = _spanning_tree(_rooted(square, root + 1))[1:]
        total = square[words, tried].sum()
        if total > most:
            most, heads = total, tried
    return heads - 1


def _rooted(square: NDArray[np.float64], root: int) -> NDArray[np.float64]:
    """The scores with one word for the root and no other."""
    rooted = square.copy()
    rooted[1:, 0] = rooted[root] = _NEVER
    rooted[root, 0] = square[root, 0]
    return rooted


def are_trees(heads: Heads, starts: Sequence[int] = (0,)) -> NDArray[np.bool_]:
    """Of which sentences every word reaches the one word whose head is -1."""
    sizes = np.diff([*starts, len(heads)])
    roots = np.add.reduceat(heads < 0, starts, dtype=np.int64)
    reached = np.concatenate(([0], np.where(heads < 0, 0, heads + 1 + np.repeat(starts, sizes))))
    for _ in range(int(sizes.max()).bit_length()):
        reached = reached[reached]
    lost = np.logical_or.reduceat(reached[1:], starts)
    trees: NDArray[np.bool_] = (roots == 1) & ~lost
    return trees


def _square(scores: Scores) -> NDArray[np.float64]:
    """Scores with the root as node 0; nothing heads itself and the root has no head."""
    size = len(scores) + 1
    square = np.full((size, size), _NEVER)
    square[1:] = scores[:, :size]
    np.fill_diagonal(square, _NEVER)
    square[0, 0] = 0.0
    return square


def _spanning_tree(square: NDArray[np.float64]) -> Heads:
    """Chu-Liu-Edmonds without recursion: contract cycles until none is left, then open them again in reverse."""
    stages: list[tuple[NDArray[np.float64], Heads, NDArray[np.int64]]] = []
    while True:
        heads: Heads = np.argmax(square, axis=1)
        heads[0] = 0
        cycle = _cycle(heads)
        if not len(cycle):
            break
        stages.append((square, heads, cycle))
        square = _contract(square, heads, cycle)
    for outer, best, cycle in reversed(stages):
        heads = _expand(heads, outer, best, cycle)
    return heads


def _cycle(heads: Heads) -> NDArray[np.int64]:
    """The nodes of one cycle among ``heads``, empty where there is none."""
    above = heads.tolist()
    seen = [0] * len(above)
    for start in range(1, len(above)):
        node = start
        while node and not seen[node]:
            seen[node] = start
            node = above[node]
        if node and seen[node] == start:
            return _walk(above, node)
    return np.zeros(0, dtype=np.int64)


def _walk(heads: Sequence[int], start: int) -> NDArray[np.int64]:
    cycle = [start]
    while heads[cycle[-1]] != start:
        cycle.append(heads[cycle[-1]])
    return np.array(sorted(cycle), dtype=np.int64)


def _rest(size: int, cycle: NDArray[np.int64]) -> NDArray[np.int64]:
    outside = np.ones(size, dtype=np.bool_)
    outside[cycle] = False
    return np.flatnonzero(outside)


def _contract(square: NDArray[np.float64], heads: Heads, cycle: NDArray[np.int64]) -> NDArray[np.float64]:
    """The graph with the cycle as its last node."""
    rest = _rest(len(square), cycle)
    smaller = np.full((len(rest) + 1, len(rest) + 1), _NEVER)
    smaller[:-1, :-1] = square[np.ix_(rest, rest)]
    gain = square[np.ix_(cycle, rest)] - square[cycle, heads[cycle]][:, None]
    smaller[-1, :-1] = gain.max(axis=0)
    smaller[:-1, -1] = square[np.ix_(rest, cycle)].max(axis=1)
    return smaller


def _expand(inner: Heads, square: NDArray[np.float64], best: Heads, cycle: NDArray[np.int64]) -> Heads:
    rest = _rest(len(square), cycle)
    heads = best.copy()
    from_cycle = cycle[np.argmax(square[np.ix_(rest, cycle)], axis=1)]
    outer = inner[: len(rest)]
    heads[rest] = np.where(outer == len(rest), from_cycle, np.append(rest, 0)[outer])
    heads[0] = 0
    entry = rest[inner[-1]]
    gain = square[cycle, entry] - square[cycle, best[cycle]]
    heads[cycle[int(np.argmax(gain))]] = entry
    return heads
