"""Average linkage: the two groups whose members fit best on average are joined, as long as any fit at all.

Each member counts, so that a chain of claims, each like the next, does not become one incident (average linkage as a
greedy answer to correlation clustering; Bansal, Blum and Chawla 2004).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def average_link(fit: Matrix) -> list[list[int]]:
    """Groups of the rows of a symmetric matrix of weights, -inf for rows that may not meet; ties go to earlier rows."""
    groups: dict[int, list[int]] = {row: [row] for row in range(len(fit))}
    sums, sizes = fit.copy(), np.ones(len(fit))
    np.fill_diagonal(sums, -np.inf)
    best = sums.argmax(axis=1)
    value = sums[np.arange(len(fit)), best]
    while len(groups) > 1:
        one = int(value.argmax())
        if value[one] <= 0:
            break
        keep, gone = sorted((one, int(best[one])))
        groups[keep] += groups.pop(gone)
        _join(sums, sizes, keep, gone)
        _renew(sums, sizes, best, value, keep, gone)
    return [sorted(group) for group in groups.values()]


def _join(sums: Matrix, sizes: Matrix, keep: int, gone: int) -> None:
    sums[keep] += sums[gone]
    sums[:, keep] = sums[keep]
    sums[keep, keep] = -np.inf
    sums[gone] = sums[:, gone] = -np.inf
    sizes[keep] += sizes[gone]


def _renew(sums: Matrix, sizes: Matrix, best: NDArray[np.int64], value: Matrix, keep: int, gone: int) -> None:
    """Find again the best partner of the joined group and of all whose best partner it was, or now is."""
    value[gone] = -np.inf
    joined = sums[keep] / (sizes * sizes[keep])
    stale = np.flatnonzero(((best == keep) | (best == gone)) & np.isfinite(value))
    for row in {keep, *stale.tolist()}:
        means = sums[row] / (sizes * sizes[row])
        best[row] = means.argmax()
        value[row] = means[best[row]]
    better = (joined > value) & np.isfinite(value)
    best[better], value[better] = keep, joined[better]
