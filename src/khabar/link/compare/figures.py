"""How many killed and injured: figures that can both be meant of one deed, or not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from khabar.link.columns import Columns
from khabar.link.compare.comparison import Codes, Comparison, Row, choose

VALUES = ("unknown", "same", "compatible", "conflict")

# Counts of one deed differ between accounts; beyond this factor they hardly are of one.
FACTOR = 3.0

# One or two dead are in every other report; from here on the same figure speaks for one deed.
FEW = 3


def judge(left: Columns, right: Columns) -> Codes:
    """The same lowest figure, ranges that meet or lie within a factor of three, or neither."""
    same, near, far = (np.zeros(len(left), bool) for _ in range(3))
    for low in (0, 2):
        one, other = left.figures[:, low : low + 2], right.figures[:, low : low + 2]
        known = ~np.isnan(one[:, 0]) & ~np.isnan(other[:, 0])
        equal = known & (one[:, 0] == other[:, 0]) & (one[:, 0] >= FEW)
        meet = known & ((_apart(one, other) <= 0) | _within_factor(one, other))
        same, near, far = same | equal, near | meet & ~equal, far | known & ~meet & ~equal
    return choose(len(left), (3, far), (1, same), (2, near))


def _apart(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.maximum(one[:, 0], other[:, 0]) - np.minimum(one[:, 1], other[:, 1])


def _within_factor(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.bool_]:
    small, large = np.minimum(one[:, 0], other[:, 0]), np.maximum(one[:, 0], other[:, 0])
    return (small > 0) & (large <= FACTOR * small)


def say(value: str, left: Row, right: Row) -> str:
    """Which figures the two claims give."""
    words = f"“{left['numbers']}” and “{right['numbers']}”"
    return {
        "same": f"A figure is the same: {words}.",
        "compatible": f"The figures can be of one deed: {words}.",
        "conflict": f"The figures are far apart: {words}.",
    }.get(value, "Not both give a figure for the same harm.")


COMPARISON = Comparison("figures", VALUES, ("figures",), judge, say)
