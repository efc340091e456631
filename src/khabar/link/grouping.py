"""The steps from claims to groups: features, blocking, compare, cluster."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from khabar.engine.contract import Engine
from khabar.link.blocking import candidates
from khabar.link.cluster import Pinned, cluster
from khabar.link.columns import Columns, columns_of
from khabar.link.compare import COMPARISONS, Pairs, compare
from khabar.link.features import features
from khabar.link.meanings import meanings
from khabar.link.weights import load_weights


@dataclass(frozen=True, slots=True)
class Grouped:
    """The pairs of claims worth keeping, by row, and for each claim the row of the first member of its group."""

    pairs: Pairs
    group: NDArray[np.int64]


def compared(rows: pa.Table, vectors: pa.Table, engine: Engine) -> tuple[Columns, NDArray[np.int64], NDArray[np.int64]]:
    """The features of claims as arrays, and the candidate pairs of their rows; ``rows`` as :func:`claim_rows` gives them."""
    columns = columns_of(engine.map_batches(features, rows), meanings(rows, vectors))
    return columns, *candidates(columns, engine)


def group(rows: pa.Table, vectors: pa.Table, engine: Engine, judged: Pinned) -> Grouped:
    """Group claims by the deed they tell of."""
    columns, left, right = compared(rows, vectors, engine)
    pairs = compare(columns, left, right, load_weights(COMPARISONS))
    return Grouped(pairs, cluster(columns, pairs, judged))
