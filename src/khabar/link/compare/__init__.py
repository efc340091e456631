"""Comparing pairs of claims: every feature for all pairs at once, and the weight that they add up to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from khabar.link.columns import Columns
from khabar.link.compare import dates, figures, parties, place, surroundings, telling, trigger
from khabar.link.compare.comparison import Comparison
from khabar.link.weights import Weights

COMPARISONS: tuple[Comparison, ...] = (
    trigger.COMPARISON,
    parties.ACTOR,
    parties.RECIPIENT,
    parties.INSTRUMENT,
    surroundings.AROUND,
    place.COMPARISON,
    dates.COMPARISON,
    figures.COMPARISON,
    surroundings.MEANING,
    surroundings.STORY,
    telling.TOLD,
    telling.DONE,
)
PAIRS_AT_ONCE = 1 << 15
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of claims by row, the codes of their features (n, len(COMPARISONS)), and their weights (log-odds)."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    codes: NDArray[np.int8]
    weight: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.left)

    def where(self, which: NDArray[np.bool_] | NDArray[np.int64]) -> Pairs:
        """Some of the pairs."""
        return Pairs(self.left[which], self.right[which], self.codes[which], self.weight[which])


def compare(columns: Columns, left: NDArray[np.int64], right: NDArray[np.int64], weights: Weights) -> Pairs:
    """The pairs that may be of one deed: those of at least the weight from which a pair is undecided."""
    parts = [
        _compare(columns, left[start : start + PAIRS_AT_ONCE], right[start : start + PAIRS_AT_ONCE], weights)
        for start in range(0, max(len(left), 1), PAIRS_AT_ONCE)
    ]
    return Pairs(*(np.concatenate([getattr(part, name) for part in parts]) for name in Pairs.__slots__))


def codes_of(columns: Columns, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int8]:
    """The codes of every feature of some pairs."""
    one, other = columns.take(left), columns.take(right)
    return np.stack([comparison.judge(one, other) for comparison in COMPARISONS], axis=1)


def weigh(codes: NDArray[np.int8], weights: Weights) -> NDArray[np.float64]:
    """The weight of pairs with these codes."""
    total = np.full(len(codes), weights.start)
    for place_, comparison in enumerate(COMPARISONS):
        total += weights.tables[comparison.name][codes[:, place_]]
    return np.round(total, DIGITS)


def _compare(columns: Columns, left: NDArray[np.int64], right: NDArray[np.int64], weights: Weights) -> Pairs:
    codes = codes_of(columns, left, right)
    found = Pairs(left, right, codes, weigh(codes, weights))
    return found.where(found.weight >= weights.undecided)
