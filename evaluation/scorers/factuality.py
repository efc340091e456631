"""Factuality as a number: correlation and error, against annotators' normalised judgements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Regression:
    """Pearson's correlation, the mean absolute error, that error when always guessing the median, and the number of pairs."""

    r: float
    error: float
    error_of_median: float
    pairs: int


def regression(found: Sequence[float], wanted: Sequence[float]) -> Regression:
    """Compare two rows of numbers; the correlation is 0 where either is constant."""
    if not wanted:
        return Regression(0.0, 0.0, 0.0, 0)
    x, y = np.asarray(found, dtype=np.float64), np.asarray(wanted, dtype=np.float64)
    r = float(np.corrcoef(x, y)[0, 1]) if x.std() > 0 and y.std() > 0 else 0.0
    return Regression(r, float(np.abs(x - y).mean()), float(np.abs(y - np.median(y)).mean()), len(wanted))


def spearman(left: Sequence[float], right: Sequence[float]) -> float:
    """Rank correlation, ties sharing their mean rank."""
    return regression(_ranks(left), _ranks(right)).r


def _ranks(values: Sequence[float]) -> list[float]:
    _, place, counts = np.unique(np.asarray(values, dtype=np.float64), return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return list((last - (counts - 1) / 2)[place])
