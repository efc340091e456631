"""The rows of ``links``: pairs of claims with their weight and a sentence for each thing that was compared."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from khabar.link.compare import COMPARISONS, DIGITS, Pairs
from khabar.link.weights import Weights
from khabar.schema import TABLES

# How many links each claim keeps at least: those that weigh most.
STRONGEST = 4
MACHINE = "khabar"

# Comes after any pair in order of weight.
TAKEN = np.iinfo(np.int64).max

# So many pairs are put into words at a time.
AT_ONCE = 1 << 15

Row = Mapping[str, Any]

# Feature, value, weight and sentence: a row of the evidence of a pair.
Finding = tuple[str, str, float, str]


def strongest(pairs: Pairs, size: int) -> Pairs:
    """For each of ``size`` claims its heaviest pairs; a pair stays where it is among those of either claim.

    ``pairs`` stand in order, and of equally heavy ones the first are kept.
    """
    keep = np.zeros(len(pairs), bool)
    light = np.rint((pairs.weight.max(initial=0.0) - pairs.weight) * 10**DIGITS).astype(np.int64)
    order = light * len(pairs) + np.arange(len(pairs))
    for side in (pairs.left, pairs.right):
        rest = order.copy()
        # So few rounds, in each of which every claim takes its next, cost less than to sort all pairs.
        for _ in range(STRONGEST):
            next_one = np.full(size, TAKEN)
            np.minimum.at(next_one, side, rest)
            chosen = next_one[next_one != TAKEN] % len(pairs)
            keep[chosen], rest[chosen] = True, TAKEN
    return pairs.where(keep)


def evidence(pairs: Pairs, said: pa.Array[Any], weights: Weights) -> pa.ChunkedArray[Any]:
    """The evidence of pairs, as ``links`` has it. ``said`` has the words of each claim, as :mod:`khabar.link.described`."""
    starts = range(0, max(len(pairs), 1), AT_ONCE)
    parts = [_evidence(pairs.where(np.arange(s, min(s + AT_ONCE, len(pairs)))), said, weights) for s in starts]
    return pa.chunked_array(parts)


def links(
    pairs: Pairs,
    evidence: pa.ChunkedArray[Any],
    claim_ids: pa.Array[Any],
    group: NDArray[np.int64],
    decided: Mapping[tuple[str, str], tuple[str, str]],
) -> pa.Table:
    """The table of links. ``claim_ids`` are those of all claims, in order; ``decided`` has a decision and its judge by pair
    of claims, which outranks the machine's.
    """
    left, right = (claim_ids.take(side) for side in (pairs.left, pairs.right))
    together: Any = pa.array(group[pairs.left] == group[pairs.right])
    columns: dict[str, Any] = {
        "left_claim_id": left,
        "right_claim_id": right,
        "weight": pa.array(pairs.weight),
        "evidence": evidence,
        "decision": pc.if_else(together, pa.scalar("same"), pa.scalar("undecided")),
        "judge": pa.repeat(MACHINE, len(pairs)),
    }
    schema = TABLES["links"].schema
    table = pa.Table.from_arrays([columns[f.name] for f in schema], schema=schema)
    return _judged(table, set(map(str, claim_ids.to_pylist())), decided) if decided else table


def _evidence(pairs: Pairs, said: pa.Array[Any], weights: Weights) -> pa.Array[Any]:
    """The evidence of some pairs, column by column: there are too many for an object each."""
    rows = np.unique(np.concatenate([pairs.left, pairs.right]))
    shown = dict(zip(rows.tolist(), said.take(pa.array(rows)).to_pylist(), strict=True))
    told = [
        list(_findings(codes, shown[one], shown[other], weights))
        for codes, one, other in zip(pairs.codes.tolist(), pairs.left.tolist(), pairs.right.tolist(), strict=True)
    ]
    return _nested(told)


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


def _findings(codes: Sequence[int], one: Row, other: Row, weights: Weights) -> Iterator[Finding]:
    """What weighs for or against the two being one; what is unknown weighs nothing and is left out."""
    for code, comparison in zip(codes, COMPARISONS, strict=True):
        weight = float(weights.tables[comparison.name][code])
        if weight:
            value = comparison.values[code]
            yield comparison.name, value, weight, comparison.say(value, one, other)
