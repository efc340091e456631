"""Pairs of claims that nobody touched, but which come within reach of each other, or out of it, by what came or went.

Under a key that very many claims share, each meets its neighbours in order of day only (see :mod:`khabar.link.blocking`).
A claim that joins them moves some apart, and one that leaves brings some together.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from khabar.frozen import record
from khabar.link.blocking import REACH, Couples, Keys
from khabar.link.columns import Numbers
from khabar.link.former import GONE, Former

NONE = np.zeros(0, np.int64)


@record(frozen=True, slots=True)
class _Entries:
    """Claims under keys, in order of key and day: their keys, rows of today, and whether they were and are there."""

    key: Numbers
    claim: Numbers
    was: NDArray[np.bool_]
    stands: NDArray[np.bool_]


def drift(keys: Keys, first: Numbers, fresh: NDArray[np.bool_], former: Former) -> tuple[Couples, Couples]:
    """Pairs that have come within reach under some key, and those that have come out of it, by rows of today."""
    if not len(former.now):
        return (NONE, NONE), (NONE, NONE)
    gone = former.now == GONE
    changed = np.concatenate([keys.key[fresh[keys.claim]], former.keys.key[gone[former.keys.claim]]])
    crowded = _crowded(keys, former.keys, np.unique(changed))
    new, old = keys.under(crowded), former.keys.under(crowded)
    old = old.where(gone[old.claim])
    entries = _ordered(new, old, first, fresh, former)
    before, after = (_ends(entries, there) for there in (entries.was, entries.stands))
    claim = entries.claim[entries.was & entries.stands]
    return _between(claim, before, after), _between(claim, after, before)


def _crowded(now: Keys, before: Keys, changed: Numbers) -> Numbers:
    """Those keys that something joined or left under which not all could meet, or can."""
    count = now.count(changed)
    return changed[(count > 0) & (np.maximum(count, before.count(changed)) > REACH)]


def _ordered(new: Keys, old: Keys, first: Numbers, fresh: NDArray[np.bool_], former: Former) -> _Entries:
    key = np.concatenate([new.key, old.key])
    day = np.concatenate([first[new.claim], former.first[old.claim]])
    # A claim that is gone stands before the first claim of today that follows it by identifier.
    place = np.concatenate([2 * new.claim + 1, 2 * former.before[old.claim]])
    among = np.concatenate([np.zeros_like(new.claim), old.claim])
    claim = np.concatenate([new.claim, np.full_like(old.claim, GONE)])
    order = np.lexsort((among, place, day, key))
    stands = claim[order] != GONE
    was = ~stands
    was[stands] = ~fresh[claim[order][stands]]
    return _Entries(key[order], claim[order], was, stands)


def _ends(entries: _Entries, there: NDArray[np.bool_]) -> Numbers:
    """For each entry that was and stands, how many such entries precede the first beyond its reach, counting those there."""
    both = entries.was & entries.stands
    new_key = np.diff(entries.key, prepend=-1) != 0
    count = np.cumsum(there) + np.cumsum(new_key) * np.int64(REACH + 1)
    ends: Numbers = np.searchsorted(count[both], count[both] + REACH, side="right")
    return ends


def _between(claim: Numbers, start: Numbers, end: Numbers) -> Couples:
    """Each claim with those from ``start`` to before ``end``, where there are any."""
    many = np.maximum(end - start, 0)
    left = np.repeat(np.arange(len(claim)), many)
    right = np.arange(len(left)) - np.repeat(np.cumsum(many) - many, many) + np.repeat(start, many)
    one, other = claim[left], claim[right]
    # A claim may have one key twice.
    apart = one != other
    one, other = one[apart], other[apart]
    return np.minimum(one, other), np.maximum(one, other)
