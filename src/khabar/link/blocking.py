"""Which pairs of claims are worth a comparison: those that share a key.

A key joins two circumstances (a deed in one province on one day, a word with a name), so that a key's claims stay few
however long the casebook grows. Where one is shared by very many all the same, each claim meets its neighbours in
order of day only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from khabar.frozen import record
from khabar.link.columns import Columns, Numbers
from khabar.link.features.days import UNKNOWN
from khabar.link.features.hashing import mixed
from khabar.link.meanings import Vectors

# How far apart in the order of a key's claims two of them may stand.
REACH = 200

# Days of a month-long window for claims whose day is not known firmly; bands and bits of the vectors' hashes.
WINDOW = 15
BANDS, MEANING_BITS, CONTEXT_BITS = 8, 9, 6
SEED = 20140801

# So many meetings under single keys are gathered at a time, or a claim's more.
AT_ONCE = 1 << 20
PAIRS_AT_ONCE = 1 << 16

# More than there are claims, or keys, in bits.
_HALF = 31
_ROW = (1 << _HALF) - 1

Keyed = tuple[Numbers, Numbers]
Couples = tuple[Numbers, Numbers]


def candidates(keyed: Keys, first: Numbers, fresh: NDArray[np.bool_]) -> Iterator[Couples]:
    """The rows of the left and right claims of candidate pairs of which one at least is fresh, in batches without repeats.

    ``first`` and ``fresh`` have an entry a claim. A pair is found by the fresh one, and of two by that of the earlier day.
    """
    new = keyed.where(fresh[keyed.claim])
    found = keyed.under(np.unique(new.key)) if len(new.key) < len(keyed.key) else keyed
    by_day = np.argsort(first, kind="stable")
    placed = _Placed.of(found, by_day)
    at = np.flatnonzero(fresh[by_day][placed.rank])
    start, end = placed.within_reach(at, fresh[by_day])
    for some in _shares(placed.rank[at], end - start):
        yield _met(placed.rank, at[some], start[some], end[some], fresh[by_day], by_day)


def _shares(owner: Numbers, many: Numbers) -> Iterator[Numbers]:
    """Which entries are looked at together: all of their owner's, so that no two shares hold one pair."""
    sums = np.cumsum(np.bincount(owner, many))
    share = (sums // AT_ONCE).astype(np.uint16 if sums.max(initial=0) < AT_ONCE << 16 else np.int64)[owner]
    order = np.argsort(share, kind="stable")
    yield from np.split(order, np.cumsum(np.bincount(share))[:-1]) if len(share) else ()


def _met(
    rank: Numbers, at: Numbers, start: Numbers, end: Numbers, fresh: NDArray[np.bool_], by_day: Numbers
) -> Couples:
    """The pairs of the claims at some places with those from ``start`` to before ``end``, each once."""
    many = end - start
    one, place = np.repeat(at, many), _ranges(start, many)
    found = ((place > one) | ~fresh[rank[place]]) & (rank[place] != rank[one])
    return _couples(by_day[rank[one[found]]], by_day[rank[place[found]]])


def _ranges(start: Numbers, many: Numbers) -> Numbers:
    """So many whole numbers in a row from each start."""
    numbers: Numbers = np.arange(many.sum()) + np.repeat(start - (np.cumsum(many) - many), many)
    return numbers


def _couples(one: Numbers, other: Numbers) -> Couples:
    """Couples of claims, each once, in order; sorted, which is many times as fast as the hashing of :func:`numpy.unique`."""
    every = np.sort(together(np.minimum(one, other), np.maximum(one, other)))
    return parted(every[np.diff(every, prepend=-1) != 0])


def together(one: Numbers, other: Numbers) -> Numbers:
    """A number for each couple of rows."""
    return (one << _HALF) | other


def parted(numbers: Numbers) -> Couples:
    """The couples of rows of some numbers."""
    return numbers >> _HALF, numbers & _ROW


def met(pairs: Couples, keyed: Keys, first: Numbers) -> NDArray[np.bool_]:
    """Which of some pairs are candidates under any key."""
    meant = np.zeros(len(first), bool)
    meant[np.concatenate(pairs)] = True
    by_day = np.argsort(first, kind="stable")
    placed = _Placed.of(keyed.under(np.unique(keyed.where(meant[keyed.claim]).key)), by_day)
    at = np.flatnonzero(meant[by_day][placed.rank])
    entries = together(by_day[placed.rank[at]], placed.run[at])
    order = np.argsort(entries, kind="stable")
    entries, at = entries[order], at[order]
    found = [
        _near(pairs[0][s : s + PAIRS_AT_ONCE], pairs[1][s : s + PAIRS_AT_ONCE], entries, at)
        for s in range(0, len(pairs[0]), PAIRS_AT_ONCE)
    ]
    return np.concatenate([np.zeros(0, bool), *found])


def _near(left: Numbers, right: Numbers, entries: Numbers, at: Numbers) -> NDArray[np.bool_]:
    """Which pairs have a key under which they stand within reach. ``entries`` are couples of claim and key, in order, and
    ``at`` their places.
    """
    start, end = (np.searchsorted(entries, together(left + more, 0 * left)) for more in (0, 1))
    one, many = _ranges(start, end - start), end - start
    sought = together(np.repeat(right, many), entries[one] & _ROW)
    # A claim may have one key twice, side by side.
    near = np.zeros(len(one), bool)
    for other in (np.searchsorted(entries, sought), np.searchsorted(entries, sought, "right") - 1):
        there = np.minimum(other, len(entries) - 1)
        near |= (entries[there] == sought) & (np.abs(at[there] - at[one]) <= REACH)
    found = np.zeros(len(left), bool)
    found[np.repeat(np.arange(len(left)), many)[near]] = True
    return found


@record(frozen=True, slots=True)
class _Placed:
    """Entries in order of key and day: for each the number of its key, and its claim's place in the order of days."""

    run: Numbers
    rank: Numbers

    @classmethod
    def of(cls, keyed: Keys, by_day: Numbers) -> _Placed:
        """Entries of keys; ``by_day`` has the rows of claims in order of days."""
        rank = np.empty(len(by_day), np.int64)
        rank[by_day] = np.arange(len(by_day))
        run = np.cumsum(np.diff(keyed.key, prepend=-1) != 0) - 1
        return cls(*parted(np.sort(together(run, rank[keyed.claim]))))

    def within_reach(self, at: Numbers, fresh: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
        """Where the entries start and end that those at some places meet: the later ones, and the earlier where any is not
        fresh.
        """
        heads = np.flatnonzero(np.diff(self.run, prepend=-1))
        ends = np.append(heads, len(self.run))[1:]
        run = self.run[at]
        start = np.maximum(at - REACH, heads[run])
        before = np.concatenate([[0], np.cumsum(~fresh[self.rank])])
        alone = before[at] == before[start]
        start[alone] = at[alone] + 1
        return start, np.minimum(at + REACH + 1, ends[run])


@record(frozen=True, slots=True)
class Keys:
    """Keys of claims, in order: entry by entry the key, and the row of a claim that has it."""

    key: Numbers
    claim: Numbers

    @classmethod
    def of(cls, key: Numbers, claim: Numbers) -> Keys:
        """Entries that stand in any order."""
        order = np.argsort(key, kind="stable")
        return cls(key[order], claim[order])

    def where(self, which: NDArray[np.bool_] | Numbers) -> Keys:
        """Some of the entries, in order."""
        return Keys(self.key[which], self.claim[which])

    def count(self, names: Numbers) -> Numbers:
        """How many entries each of some keys has."""
        start, end = self._bounds(names)
        return end - start

    def under(self, names: Numbers) -> Keys:
        """The entries of some keys, each of which is named once."""
        start, end = self._bounds(np.sort(names))
        many = end - start
        return self.where(_ranges(start, many))

    def _bounds(self, names: Numbers) -> tuple[Numbers, Numbers]:
        return np.searchsorted(self.key, names), np.searchsorted(self.key, names, "right")


def keys(columns: Columns) -> Keys:
    """Every key of every claim."""
    none = (np.zeros(0, np.int64),)
    claims, numbers = zip(*_all_keys(columns), strict=True)
    return Keys.of(np.concatenate(none + numbers), np.concatenate(none + claims))


def _all_keys(c: Columns) -> Iterator[Keyed]:
    windows = (_window(c, 0), _window(c, WINDOW))
    yield from _words(c)
    yield from _parties(c, windows)
    yield from _places(c, windows)
    yield from _meanings(c, windows)


def _words(c: Columns) -> Iterator[Keyed]:
    """A word for the deed within one report, or with a name of its sentence anywhere; an event within one report."""
    for stem in c.stems.T:
        yield _keyed(stem != 0, 1, c.report, stem)
        for name in c.around.T:
            yield _keyed((stem != 0) & (name != 0), 2, stem, name)
    yield _keyed(c.event != 0, 4, c.report, c.event)


def _parties(c: Columns, windows: Sequence[Numbers]) -> Iterator[Keyed]:
    """An event with somebody who takes part in it, in one half month or the next."""
    for party in (*c.actors.T, *c.recipients.T):
        for when in windows:
            yield _keyed((party != 0) & (c.event != 0), 3, c.event, party, when)


def _places(c: Columns, windows: Sequence[Numbers]) -> Iterator[Keyed]:
    """An event in one province on one day or the next, or in one town in one half month or the next."""
    where = np.where(c.province != 0, c.province, c.town)
    for day in (0, 1):
        yield _keyed((where != 0) & c.firm & (c.event != 0), 5, where, c.event, c.first + day)
    for when in windows:
        yield _keyed((c.town != 0) & (c.event != 0), 6, c.town, c.event, when)


def _meanings(c: Columns, windows: Sequence[Numbers]) -> Iterator[Keyed]:
    """Sentences that point one way, and a word for the deed in reports that do."""
    meaning, context = list(_bands(c.meaning, MEANING_BITS)), list(_bands(c.context, CONTEXT_BITS))
    for when in windows:
        for band, bits in enumerate(meaning):
            yield _keyed(np.ones(len(c), bool), 10 + band, bits, when)
        for band, bits in enumerate(context):
            for stem in c.stems.T:
                yield _keyed(stem != 0, 20 + band, bits, stem, when)


def _keyed(which: NDArray[np.bool_], *parts: int | NDArray[np.int64]) -> Keyed:
    """The rows that have a key, and the key: its parts mixed into one number."""
    rows = np.flatnonzero(which)
    return rows.astype(np.int64), mixed(
        len(rows), (part[rows] if isinstance(part, np.ndarray) else part for part in parts)
    )


def _window(c: Columns, shift: int) -> NDArray[np.int64]:
    """The half month that the last day of a claim lies in; with ``shift`` the one after, so that neighbours meet."""
    return np.where(c.last == UNKNOWN, 0, (c.last + shift) // WINDOW)


def _bands(meaning: Vectors, size: int) -> Iterator[NDArray[np.int64]]:
    """Bits of each vector's side of random planes: vectors that point the same way share most (Charikar 2002)."""
    planes = np.random.default_rng(SEED).integers(-8, 9, (meaning.matrix.shape[1], BANDS * size)).astype(np.float32)
    used, at = np.unique(meaning.rows, return_inverse=True)
    sides = (meaning.matrix[used].astype(np.float32) @ planes > 0).astype(np.int64)
    weights = 1 << np.arange(size, dtype=np.int64)
    for band in range(BANDS):
        yield (sides[:, band * size : (band + 1) * size] @ weights)[at]
