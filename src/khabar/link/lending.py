"""Which report repeats which, and what has changed of that: it touches no incident but those that both tell of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from khabar.link.columns import Numbers
from khabar.link.rows import filled, flat, to_numpy
from khabar.records import Borrowing

_FIELDS: tuple[tuple[str, pa.DataType], ...] = (
    ("from_report_id", pa.string()),
    ("to_report_id", pa.string()),
    ("kind", pa.string()),
)
SHAPE = pa.schema(_FIELDS)


def lent(rows: Iterable[Borrowing]) -> pa.Table:
    """Who borrows from which report here, and how: the columns of ``SHAPE``, each row once."""
    edges = sorted({(row.from_report_id, row.to_report_id, row.kind) for row in rows if row.to_report_id})
    columns = tuple(zip(*edges, strict=True)) or ((), (), ())
    return pa.table([pa.array(column, pa.string()) for column in columns], schema=SHAPE)


def shifted(before: pa.Table, now: pa.Table, calm: pa.Array[pa.StringScalar]) -> pa.Table:
    """The rows of either table that the other has not, between reports that are both calm."""
    gone, come = (_beyond(one, other, calm) for one, other in ((before, now), (now, before)))
    return pa.concat_tables([gone, come])


def _beyond(table: pa.Table, other: pa.Table, calm: pa.Array[pa.StringScalar]) -> pa.Table:
    new = ~filled(pc.is_in(_named(table), value_set=_named(other)))
    both = [to_numpy(pc.is_in(table[side], value_set=calm)).astype(bool) for side in SHAPE.names[:2]]
    return table.filter(pa.array(new & both[0] & both[1]))


def _named(table: pa.Table) -> Any:
    """A name for each row; identifiers and kinds hold no blanks."""
    return flat(pc.binary_join_element_wise(*(flat(table[name]) for name in SHAPE.names), " "))


def touched(edges: pa.Table, reports: pa.ChunkedArray[pa.StringScalar], group: Numbers) -> NDArray[np.bool_]:
    """Which claims are of groups that tell of both reports of an edge; ``reports`` and ``group`` have an entry a claim."""
    ends = pa.chunked_array([*edges["from_report_id"].chunks, *edges["to_report_id"].chunks], pa.string()).unique()
    groups: defaultdict[str, set[int]] = defaultdict(set)
    at = filled(pc.is_in(reports, value_set=ends))
    for report, number in zip(reports.filter(pa.array(at)).to_pylist(), group[at].tolist(), strict=True):
        groups[str(report)].add(number)
    both = sorted({number for left, right in _couples(edges) for number in groups[left] & groups[right]})
    return np.isin(group, np.array(both, np.int64))


def _couples(edges: pa.Table) -> Iterator[tuple[str, str]]:
    left, right = (map(str, edges[side].to_pylist()) for side in SHAPE.names[:2])
    yield from zip(left, right, strict=True)
