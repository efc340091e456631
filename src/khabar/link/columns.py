"""The features of all claims as arrays, one entry or row a claim."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from khabar.link.rows import to_numpy

Numbers = NDArray[np.int64]
VECTORS = ("meaning", "context")


@dataclass(frozen=True, slots=True)
class Columns:
    """Arrays of n claims: keys are (n,) or (n, k) with 0 for none, ``figures`` (n, 4), vectors (n, width)."""

    report: Numbers
    sentence: Numbers
    event: Numbers
    mode: Numbers
    stems: Numbers
    harm: NDArray[np.bool_]
    actors: Numbers
    recipients: Numbers
    acting: Numbers
    receiving: Numbers
    persons: Numbers
    means: Numbers
    around: Numbers
    country: Numbers
    province: Numbers
    town: Numbers
    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    first: Numbers
    last: Numbers
    firm: NDArray[np.bool_]
    dated: NDArray[np.bool_]
    said_day: Numbers
    figures: NDArray[np.float64]
    actual: NDArray[np.bool_]
    disputable: NDArray[np.bool_]
    aggregate: NDArray[np.bool_]
    another: NDArray[np.bool_]
    meaning: NDArray[np.float32]
    context: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.event)

    def take(self, rows: Numbers, *, vectors: bool = True) -> Columns:
        """The columns of some rows; the vectors, which are wide, only where they are asked for."""
        left_out = () if vectors else VECTORS
        taken = {name: getattr(self, name)[rows] for name in self.__slots__ if name not in left_out}
        return Columns(**taken, **{name: getattr(self, name)[:0] for name in left_out})


def columns_of(features: pa.Table) -> Columns:
    """Features as arrays."""
    named = {name: to_numpy(features[name]) for name in Columns.__slots__}
    return Columns(**{**named, **{name: named[name].astype(np.float32) for name in VECTORS}})
