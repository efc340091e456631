"""The steps from claims to groups: blocking, compare, cluster."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from khabar.engine.contract import Engine
from khabar.frozen import record
from khabar.link.blocking import Keys
from khabar.link.cluster import Known, Pinned, cluster
from khabar.link.columns import Columns, columns_of
from khabar.link.compare import COMPARISONS, Pairs
from khabar.link.features import features
from khabar.link.former import GONE, Former
from khabar.link.meanings import meanings
from khabar.link.pairing import paired
from khabar.link.weights import load_weights


@record(frozen=True, slots=True)
class Grouped:
    """The keys of claims, the pairs worth keeping, by row, and for each claim the row of the first member of its group."""

    keys: Keys
    pairs: Pairs
    group: NDArray[np.int64]


def columns(rows: pa.Table, vectors: pa.Table, engine: Engine) -> Columns:
    """The features of claims as arrays; ``rows`` as :func:`claim_rows` gives them."""
    return columns_of(engine.map_batches(features, rows), meanings(rows, vectors))


def group(told: Columns, judged: Pinned, engine: Engine, former: Former | None = None) -> Grouped:
    """Group claims by the deed they tell of. What the former linking found of claims that nothing new touches is kept."""
    known = former or Former()
    found = paired(told, known, load_weights(COMPARISONS), engine)
    stirred = found.stirred.copy()
    stirred[known.judged] = True
    return Grouped(
        found.keys, found.pairs, cluster(told, found.pairs, judged, Known(_groups(known, stirred), found.new))
    )


def _groups(former: Former, stirred: NDArray[np.bool_]) -> NDArray[np.int64]:
    """For each claim that nothing new touches the row of the first member of its former group, else ``GONE``."""
    group = np.full(len(stirred), GONE)
    here = former.now != GONE
    group[former.now[here]] = former.now[former.group[here]]
    group[stirred] = GONE
    return group
