"""One way of comparing two claims: what it can find, how it finds it for many pairs at once, and how it says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from khabar.link.columns import Columns

Codes = NDArray[np.int8]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A feature of pairs. ``judge`` gives for each pair the place of its value in ``values``; the first weighs nothing.

    ``say`` puts a value into a sentence; its rows are the two claims as evidence shows them.
    """

    name: str
    values: tuple[str, ...]
    judge: Callable[[Columns, Columns], Codes]
    say: Callable[[str, Row, Row], str]


def choose(size: int, *cases: tuple[int, NDArray[np.bool_]]) -> Codes:
    """For each pair the code of the first case that holds, else 0."""
    codes = np.zeros(size, np.int8)
    for code, holds in reversed(cases):
        codes[holds] = code
    return codes


def shared(left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many keys, 0 apart, two rows of (n, k) have in common."""
    both = (left[:, :, None] == right[:, None, :]) & (left[:, :, None] != 0)
    count: NDArray[np.int64] = both.any(axis=2).sum(axis=1)
    return count


def given(keys: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which rows of (n, k) have a key at all."""
    some: NDArray[np.bool_] = (keys != 0).any(axis=1)
    return some
