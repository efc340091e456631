"""The rows of ``links``: pairs of claims with their weight and a sentence for each thing that was compared."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from khabar.link.compare import COMPARISONS, Pairs
from khabar.link.weights import Weights
from khabar.schema import TABLES

# How many links each claim keeps at least: those that weigh most.
STRONGEST = 4
MACHINE = "khabar"

# So many pairs are put into words at a time.
AT_ONCE = 1 << 15

Row = Mapping[str, Any]

# Feature, value, weight and sentence: a row of the evidence of a pair.
Finding = tuple[str, str, float, str]


def strongest(pairs: Pairs, size: int) -> Pairs:
    """For each of ``size`` claims its heaviest pairs; a pair stays where it is among those of either claim."""
    keep = np.zeros(len(pairs), bool)
    for side in (pairs.left, pairs.right):
        order = np.lexsort((pairs.right, pairs.left, -pairs.weight, side))
        owner = side[order]
        first = np.searchsorted(owner, np.arange(size))
        keep[order[np.arange(len(order)) - first[owner] < STRONGEST]] = True
    return pairs.where(keep)


def links(
    pairs: Pairs,
    group: NDArray[np.int64],
    shown: Sequence[Row],
    weights: Weights,
    decided: Mapping[tuple[str, str], tuple[str, str]],
) -> pa.Table:
    """The table of links. ``shown`` has for each claim what evidence tells of it, in order of claims; ``decided`` a decision
    and its judge by pair of claims, which outranks the machine's.
    """
    starts = range(0, max(len(pairs), 1), AT_ONCE)
    parts = [_links(pairs.where(np.arange(s, min(s + AT_ONCE, len(pairs)))), group, shown, weights) for s in starts]
    table = pa.concat_tables(parts)
    return _judged(table, {row["claim_id"] for row in shown}, decided) if decided else table


def _links(pairs: Pairs, group: NDArray[np.int64], shown: Sequence[Row], weights: Weights) -> pa.Table:
    """The rows of some pairs, column by column: there are too many for an object each."""
    left, right = ([shown[row] for row in side.tolist()] for side in (pairs.left, pairs.right))
    together = (group[pairs.left] == group[pairs.right]).tolist()
    told = [
        list(_evidence(codes, one, other, weights))
        for codes, one, other in zip(pairs.codes.tolist(), left, right, strict=True)
    ]
    columns: dict[str, Any] = {
        "left_claim_id": [row["claim_id"] for row in left],
        "right_claim_id": [row["claim_id"] for row in right],
        "weight": pairs.weight,
        "evidence": _nested(told),
        "decision": ["same" if same else "undecided" for same in together],
        "judge": [MACHINE] * len(pairs),
    }
    schema = TABLES["links"].schema
    return pa.Table.from_arrays([pa.array(columns[f.name], f.type) for f in schema], schema=schema)


def _nested(told: Sequence[Sequence[Finding]]) -> pa.Array[Any]:
    """A list of structs for each pair."""
    kind: Any = TABLES["links"].schema.field("evidence").type
    flat = [finding for row in told for finding in row]
    columns = [pa.array([finding[n] for finding in flat], field.type) for n, field in enumerate(kind.value_type)]
    structs = pa.StructArray.from_arrays(columns, fields=list(kind.value_type))
    offsets: Any = pa.array(np.cumsum([0, *map(len, told)]).astype(np.int32))
    made: pa.Array[Any] = pa.ListArray.from_arrays(offsets, structs, type=kind)
    return made


def _judged(table: pa.Table, known: Collection[str], decided: Mapping[tuple[str, str], tuple[str, str]]) -> pa.Table:
    """The table with the decisions of people in place of the machine's, and a row for each that it never weighed."""
    rows = {(row["left_claim_id"], row["right_claim_id"]): row for row in table.to_pylist()}
    for (left, right), (decision, judge) in decided.items():
        if left in known and right in known:
            blank = {"left_claim_id": left, "right_claim_id": right, "weight": 0.0, "evidence": []}
            rows[left, right] = {**rows.get((left, right), blank), "decision": decision, "judge": judge}
    return pa.Table.from_pylist([rows[pair] for pair in sorted(rows)], schema=table.schema)


def _evidence(codes: Sequence[int], one: Row, other: Row, weights: Weights) -> Iterator[Finding]:
    """What weighs for or against the two being one; what is unknown weighs nothing and is left out."""
    for code, comparison in zip(codes, COMPARISONS, strict=True):
        weight = float(weights.tables[comparison.name][code])
        if weight:
            value = comparison.values[code]
            yield comparison.name, value, weight, comparison.say(value, one, other)
