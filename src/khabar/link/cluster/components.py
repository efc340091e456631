"""Connected components of pairs, by passing on the smallest label."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]


def components(size: int, left: Rows, right: Rows) -> Rows:
    """For each of ``size`` rows the smallest row that pairs connect it with."""
    label = np.arange(size, dtype=np.int64)
    while True:
        least = np.minimum(label[left], label[right])
        new = label.copy()
        for side in (left, right):
            np.minimum.at(new, label[side], least)
            np.minimum.at(new, side, least)
        new = new[new]
        if (new == label).all():
            return label
        label = new
