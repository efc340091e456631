"""The rows of ``links``: pairs of claims with their weight and a sentence for each thing that was compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from khabar.link.compare import COMPARISONS, Pairs
from khabar.link.weights import Weights
from khabar.records import Evidence, Link
from khabar.schema import TABLES

# How many links each claim keeps at least: those that weigh most.
STRONGEST = 4
MACHINE = "khabar"

Row = Mapping[str, Any]


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
    """The table of links. ``shown`` has for each claim what evidence tells of it; ``decided`` a decision and its judge by
    pair of claims, which outranks the machine's.
    """
    rows = {(one.left_claim_id, one.right_claim_id): one for one in _links(pairs, group, shown, weights)}
    known = {row["claim_id"] for row in shown}
    for (left, right), (decision, judge) in decided.items():
        if left in known and right in known:
            old = rows.get((left, right), Link(left, right))
            rows[left, right] = Link(left, right, old.weight, old.evidence, decision, judge)
    return TABLES["links"].rows(rows.values())


def _links(pairs: Pairs, group: NDArray[np.int64], shown: Sequence[Row], weights: Weights) -> Iterator[Link]:
    together = group[pairs.left] == group[pairs.right]
    columns = (
        pairs.left.tolist(),
        pairs.right.tolist(),
        pairs.codes.tolist(),
        pairs.weight.tolist(),
        together.tolist(),
    )
    for left, right, codes, weight, same in zip(*columns, strict=True):
        one, other = shown[left], shown[right]
        decision = "same" if same else "undecided"
        told = tuple(_evidence(codes, one, other, weights))
        yield Link(one["claim_id"], other["claim_id"], weight, told, decision, MACHINE)


def _evidence(codes: Sequence[int], one: Row, other: Row, weights: Weights) -> Iterator[Evidence]:
    """What weighs for or against the two being one; what is unknown weighs nothing and is left out."""
    for code, comparison in zip(codes, COMPARISONS, strict=True):
        weight = float(weights.tables[comparison.name][code])
        if weight:
            value = comparison.values[code]
            yield Evidence(comparison.name, value, weight, comparison.say(value, one, other))
