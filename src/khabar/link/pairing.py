"""The pairs of claims worth keeping: those of the former linking that still stand, and those that are new."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from khabar.engine.contract import Engine
from khabar.frozen import record
from khabar.link.blocking import Couples, Keys, candidates, keys, met, parted, together
from khabar.link.columns import PLAIN, VECTORS, Columns, among
from khabar.link.compare import Pairs, compare
from khabar.link.drift import drift
from khabar.link.former import GONE, Former
from khabar.link.weights import Weights


@record(frozen=True, slots=True)
class Paired:
    """The keys of all claims, the pairs worth keeping in order, which of these are new, and which claims are new or have
    lost a pair.
    """

    keys: Keys
    pairs: Pairs
    new: NDArray[np.bool_]
    stirred: NDArray[np.bool_]


def paired(columns: Columns, former: Former, weights: Weights, engine: Engine) -> Paired:
    """The pairs of claims; what the former linking found of claims that stand as they were is taken from it."""
    fresh = ~former.standing(len(columns))
    known = _keys(columns, fresh, former)
    gained, lost = drift(known, columns.first, fresh, former)
    old, left = _kept(former, lost, known, columns.first)
    shares = (_share(columns, some) for some in candidates(known, columns.first, fresh))
    new = engine.map_shares(partial(_compared, weights=weights), shares)
    more = compare(columns, *_without(gained, old), weights)
    stirred = fresh.copy()
    stirred[left] = True
    pairs = Pairs.together([old, more, *new])
    order = np.argsort(together(pairs.left, pairs.right), kind="stable")
    return Paired(known, pairs.where(order), order >= len(old), stirred)


@record(frozen=True, slots=True)
class _Share:
    """Couples of claims to be compared where the others are not known: the rows of some claims, their columns, and couples
    of places among them.
    """

    rows: NDArray[np.int64]
    columns: Columns
    couples: Couples


def _share(columns: Columns, couples: Couples) -> _Share:
    meant = np.zeros(len(columns), bool)
    for side in couples:
        meant[side] = True
    rows = np.flatnonzero(meant)
    left, right = (np.searchsorted(rows, side) for side in couples)
    return _Share(rows, columns.alone(rows), (left, right))


def _compared(share: _Share, weights: Weights) -> Pairs:
    """The pairs worth keeping, by rows of all claims."""
    found = compare(share.columns, *share.couples, weights)
    return replace(found, left=share.rows[found.left], right=share.rows[found.right])


def _keys(columns: Columns, fresh: NDArray[np.bool_], former: Former) -> Keys:
    rows = np.flatnonzero(fresh)
    new = keys(columns.take(rows, (*PLAIN, *VECTORS)))
    now = former.now[former.keys.claim]
    old = Keys(former.keys.key, now).where(now != GONE)
    return Keys.of(np.concatenate([old.key, new.key]), np.concatenate([old.claim, rows[new.claim]]))


def _kept(former: Former, lost: Couples, known: Keys, first: NDArray[np.int64]) -> tuple[Pairs, NDArray[np.int64]]:
    """The former pairs that still are candidates, by rows of today; and the claims that have lost one."""
    left, right = former.now[former.pairs.left], former.now[former.pairs.right]
    stands = (left != GONE) & (right != GONE)
    bereft = np.concatenate([side[~stands] for side in (left, right)])
    apart = stands & among(together(left, right), together(*lost))
    if apart.any():
        apart[apart] = ~met((left[apart], right[apart]), known, first)
    bereft = np.concatenate([bereft[bereft != GONE], left[apart], right[apart]])
    return replace(former.pairs, left=left, right=right).where(stands & ~apart), bereft


def _without(some: Couples, pairs: Pairs) -> Couples:
    """Some couples of claims, each once and in order, without those that are pairs already."""
    mixed = np.unique(together(*some))
    mixed = mixed[~among(mixed, together(pairs.left, pairs.right))] if len(mixed) else mixed
    return parted(mixed)
