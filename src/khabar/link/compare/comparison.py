"""One way of comparing two claims: what it can find, how it finds it for many pairs at once, and how it says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from khabar.frozen import record
from khabar.link.columns import Columns

Codes = NDArray[np.int8]
Row = Mapping[str, Any]


@record(frozen=True, slots=True)
class Comparison:
    """A feature of pairs. ``judge`` gives for each pair the place of its value in ``values``; the first weighs nothing.

    ``reads`` names the columns that it looks at. ``say`` puts a value into a sentence; its rows are the two claims as
    evidence shows them.
    """

    name: str
    values: tuple[str, ...]
    reads: tuple[str, ...]
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
    count = np.zeros(len(left), np.int64)
    for one in _used(left):
        met = np.zeros(len(left), bool)
        for other in _used(right):
            met |= one == other
        count += met & (one != 0)
    return count


def _used(keys: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """The columns of keys that hold any; keys stand from the left."""
    return [column for column in keys.T if column.any()]


def given(keys: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which rows of (n, k) have a key at all."""
    some: NDArray[np.bool_] = keys[:, 0] != 0
    return some
