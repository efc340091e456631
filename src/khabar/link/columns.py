"""The features of all claims as arrays, one entry or row a claim."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from khabar.frozen import record
from khabar.link.meanings import Meanings, Vectors
from khabar.link.rows import to_numpy

Numbers = NDArray[np.int64]


def among(values: Numbers, some: Numbers) -> NDArray[np.bool_]:
    """Which of many values are among a few: by looking each up, where :func:`numpy.isin` would sort them all."""
    ordered = np.unique(some)
    if not len(ordered):
        return np.zeros(len(values), bool)
    at = np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)
    found: NDArray[np.bool_] = ordered[at] == values
    return found


@record(frozen=True, slots=True)
class Columns:
    """Arrays of n claims: keys are (n,) or (n, k) with 0 for none, ``figures`` (n, 4)."""

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
    standing: Numbers
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
    groups: Numbers
    numbers: Numbers
    actual: NDArray[np.bool_]
    disputable: NDArray[np.bool_]
    aggregate: NDArray[np.bool_]
    another: NDArray[np.bool_]
    several: NDArray[np.bool_]
    goes_on: NDArray[np.bool_]
    placed_here: NDArray[np.bool_]
    meaning: Vectors
    context: Vectors

    def __len__(self) -> int:
        return len(self.event)

    def take(self, rows: Numbers, names: Collection[str]) -> Columns:
        """The named columns of some rows; the others are empty but for ``event``, which tells how many rows there are."""
        return Columns(**{**NOTHING, **{name: getattr(self, name)[rows] for name in {"event", *names}}})

    def alone(self, rows: Numbers) -> Columns:
        """All columns of some rows, and no vectors but theirs."""
        some = self.take(rows, (*PLAIN, *VECTORS))
        return replace(some, meaning=some.meaning.alone(), context=some.context.alone())


VECTORS = tuple(field.name for field in fields(Meanings))
PLAIN = tuple(field.name for field in fields(Columns) if field.name not in VECTORS)
NOTHING: dict[str, Any] = dict.fromkeys((field.name for field in fields(Columns)), np.zeros(0, np.int64))


def columns_of(features: pa.Table, meanings: Meanings) -> Columns:
    """Features as arrays, beside the vectors of the same claims."""
    return Columns(
        **{name: to_numpy(features[name]) for name in PLAIN}, meaning=meanings.meaning, context=meanings.context
    )
