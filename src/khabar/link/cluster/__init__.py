"""From weighed pairs to groups of claims, each within one connected component, as people's judgements allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from khabar.link.cluster.apart import Kinds, apart, kinds
from khabar.link.cluster.average import average_link
from khabar.link.cluster.components import components
from khabar.link.cluster.pinned import WEIGHTS, Pinned, pinned
from khabar.link.columns import Columns
from khabar.link.compare import Pairs

# The weight of two claims of which no pair was worth keeping; more members than MOST are parted at stronger weights.
ABSENT = -3.0
MOST = 2000

Rows = NDArray[np.int64]

__all__ = ["Pinned", "cluster", "parts", "pinned"]


def cluster(columns: Columns, pairs: Pairs, judged: Pinned, known: Rows | None = None) -> Rows:
    """For each claim the row of the first member of its group.

    ``known`` gives that row for claims that nothing new touches, and -1 for others: a component of such claims alone is
    grouped as it was.
    """
    group, kind = np.arange(len(columns), dtype=np.int64), kinds(columns)
    for members, within in parts(len(columns), _with_same(pairs, judged)):
        if known is not None and (known[members] >= 0).all():
            group[members] = known[members]
            continue
        fit = _matrix(columns, members, within, judged, kind)
        for found in average_link(fit):
            group[members[found]] = members[found[0]]
    return group


def _with_same(pairs: Pairs, judged: Pinned) -> Pairs:
    """The pairs with those that people joined, so that these are of one component."""
    left, right = judged.pairs("same")
    codes = np.zeros((len(left), pairs.codes.shape[1]), np.int8)
    more = Pairs(left, right, codes, np.full(len(left), WEIGHTS["same"]))
    return Pairs.together((pairs, more))


def parts(size: int, pairs: Pairs, least: float = 0.0) -> Iterator[tuple[Rows, Pairs]]:
    """The members of each component of two or more, and the pairs within it."""
    strong = pairs.where(pairs.weight > least)
    label = components(size, strong.left, strong.right)
    inside = pairs.where(label[pairs.left] == label[pairs.right])
    order = np.argsort(label[inside.left], kind="stable")
    inside = inside.where(order)
    owners, starts = np.unique(label[inside.left], return_index=True)
    ends = np.append(starts, len(inside))[1:]
    rows = np.argsort(label, kind="stable")
    sorted_label = label[rows]
    for owner, start, end in zip(owners.tolist(), starts.tolist(), ends.tolist(), strict=True):
        members = rows[np.searchsorted(sorted_label, owner) : np.searchsorted(sorted_label, owner, "right")]
        own = inside.where(np.arange(start, end))
        if len(members) <= MOST:
            yield members, own
        else:
            yield from _smaller(members, own, least + 1.0)


def _smaller(members: Rows, own: Pairs, least: float) -> Iterator[tuple[Rows, Pairs]]:
    """Parts of a component that is too large, by its stronger pairs alone."""
    local = Pairs(np.searchsorted(members, own.left), np.searchsorted(members, own.right), own.codes, own.weight)
    for rows, within in parts(len(members), local, least):
        yield members[rows], Pairs(members[within.left], members[within.right], within.codes, within.weight)


def _matrix(
    columns: Columns, members: Rows, pairs: Pairs, judged: Pinned, kind: Sequence[Kinds]
) -> NDArray[np.float64]:
    """The weights between the members, with -inf where two may not meet."""
    size = len(members)
    fit = np.full((size, size), ABSENT)
    left, right = np.searchsorted(members, pairs.left), np.searchsorted(members, pairs.right)
    fit[left, right] = fit[right, left] = pairs.weight
    fit[apart(columns, members, kind)] = -np.inf
    for left_row, right_row, weight in judged.within(members):
        fit[left_row, right_row] = fit[right_row, left_row] = weight
    return fit
