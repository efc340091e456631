"""From weighed pairs to groups of claims, each within one connected component, as people's judgements allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from khabar.frozen import record
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
NONE = np.zeros(0, np.int64)

__all__ = ["Known", "Pinned", "cluster", "parts", "pinned"]


@record(frozen=True, slots=True)
class Known:
    """What is known of an earlier grouping: for each claim the row of the first member of its group, -1 where its report or
    its pairs are not what they were; and which of the pairs of today are new.
    """

    group: Rows
    new: NDArray[np.bool_]


def cluster(columns: Columns, pairs: Pairs, judged: Pinned, known: Known | None = None) -> Rows:
    """For each claim the row of the first member of its group. A component in which nothing is new is grouped as it was."""
    every, group = _with_same(pairs, judged), np.arange(len(columns), dtype=np.int64)
    if known:
        label = _labels(len(columns), every, 0.0)
        calm = _calm(label, pairs, known)
        group[calm] = known.group[calm]
        every = every.where(~calm[every.left] & (label[every.left] == label[every.right]))
    stirred = list(parts(len(columns), every))
    kind = kinds(columns, np.concatenate([NONE, *(members for members, _ in stirred)]))
    for members, within in stirred:
        fit = _matrix(columns, members, within, judged, kind)
        for found in average_link(fit):
            group[members[found]] = members[found[0]]
    return group


def _calm(label: Rows, pairs: Pairs, known: Known) -> NDArray[np.bool_]:
    """Which claims are of components without a claim that is not known and without a new pair."""
    new = pairs.where(known.new)
    stirred = np.zeros(len(label), bool)
    stirred[label[known.group < 0]] = True
    stirred[label[new.left[label[new.left] == label[new.right]]]] = True
    return ~stirred[label]


def _labels(size: int, pairs: Pairs, least: float) -> Rows:
    """The component of each claim, by the pairs that weigh more than ``least``."""
    strong = pairs.weight > least
    return components(size, pairs.left[strong], pairs.right[strong])


def _with_same(pairs: Pairs, judged: Pinned) -> Pairs:
    """The pairs with those that people joined, so that these are of one component."""
    left, right = judged.pairs("same")
    if not len(left):
        return pairs
    codes = np.zeros((len(left), pairs.codes.shape[1]), np.int8)
    more = Pairs(left, right, codes, np.full(len(left), WEIGHTS["same"]))
    return Pairs.together((pairs, more))


def parts(size: int, pairs: Pairs, least: float = 0.0) -> Iterator[tuple[Rows, Pairs]]:
    """The members of each component of two or more, and the pairs within it."""
    label = _labels(size, pairs, least)
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
