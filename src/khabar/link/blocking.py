"""Which pairs of claims are worth a comparison: those that share a key.

A key joins two circumstances (a deed in one province on one day, a word with a name), so that a key's claims stay few
however long the casebook grows. Where one is shared by very many all the same, each claim meets its neighbours in
order of day only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from khabar.engine.contract import Engine
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

# So many keys of the earlier claims of pairs are looked up at a time.
AT_ONCE = 1 << 20

Keyed = tuple[Numbers, Numbers]
Couples = tuple[Numbers, Numbers]

# Each claim of a key with its place in the order of days. A pair's earlier claim is the earlier under every key.
PLACES = "SELECT key, claim, rank, fresh, row_number() OVER (PARTITION BY key ORDER BY rank) AS place FROM keys"
PAIRS = f"""
    WITH chunked AS (
        SELECT key, claim, fresh, place, (place - place % {REACH}) / {REACH} AS chunk FROM placed
    ), doubled AS (
        SELECT key, claim, fresh, place, (place - place % {REACH}) / {REACH} AS chunk FROM earlier
        UNION ALL SELECT key, claim, fresh, place, (place - place % {REACH}) / {REACH} + 1 FROM earlier
    ), met AS (
        SELECT a.claim AS one, b.claim AS other FROM doubled a JOIN chunked b ON a.key = b.key AND a.chunk = b.chunk
        WHERE a.fresh AND a.claim <> b.claim AND b.place > a.place AND b.place <= a.place + {REACH}
        UNION ALL
        SELECT a.claim AS one, b.claim AS other FROM doubled a JOIN chunked b ON a.key = b.key AND a.chunk = b.chunk
        WHERE NOT a.fresh AND b.fresh AND a.claim <> b.claim AND b.place > a.place AND b.place <= a.place + {REACH}
    )
    SELECT DISTINCT CASE WHEN one < other THEN one ELSE other END AS l, CASE WHEN one < other THEN other ELSE one END AS r
    FROM met
"""


SHARED = """
    SELECT DISTINCT a.key FROM pairs p JOIN keys a ON a.claim = p.l JOIN keys b ON b.claim = p.r AND b.key = a.key
"""
MET = f"""
    SELECT DISTINCT p.l, p.r FROM pairs p
        JOIN placed a ON a.claim = p.l
        JOIN placed b ON b.claim = p.r AND b.key = a.key
    WHERE abs(a.place - b.place) <= {REACH}
"""


def candidates(keyed: Keys, first: Numbers, fresh: NDArray[np.bool_], engine: Engine) -> Iterator[Couples]:
    """The rows of the left and right claims of candidate pairs of which one at least is fresh, in batches without repeats.

    ``first`` and ``fresh`` have an entry a claim.
    """
    new = keyed.where(fresh[keyed.claim])
    found = keyed.under(np.unique(new.key)) if len(new.key) < len(keyed.key) else keyed
    placed = _placed(found, first, fresh, engine)
    for start, end in _slices(placed["rank"].to_numpy()):
        yield _pairs(engine.sql(PAIRS, {"placed": placed, "earlier": placed.slice(start, end - start)}))


def _slices(rank: Numbers) -> Iterator[tuple[int, int]]:
    """Stretches of entries in order of rank, none of which ends within a claim; a pair is then found in one alone."""
    starts = np.unique(np.searchsorted(rank, rank[::AT_ONCE])) if len(rank) else np.zeros(0, np.int64)
    yield from pairwise([*starts.tolist(), len(rank)])


def met(pairs: Couples, keyed: Keys, first: Numbers, engine: Engine) -> Couples:
    """Those of some pairs that are candidates under any key."""
    meant = np.zeros(len(first), bool)
    meant[np.concatenate(pairs)] = True
    concerned = keyed.where(meant[keyed.claim])
    wanted = _table(l=pairs[0], r=pairs[1])
    shared = engine.sql(SHARED, {"keys": _table(key=concerned.key, claim=concerned.claim), "pairs": wanted})
    found = keyed.under(shared["key"].to_numpy())
    placed = _placed(found, first, np.ones(len(first), bool), engine)
    return _pairs(engine.sql(MET, {"placed": placed, "pairs": wanted}))


def _placed(keyed: Keys, first: Numbers, fresh: NDArray[np.bool_], engine: Engine) -> pa.Table:
    rank = _order_of_days(first)[keyed.claim]
    entries = _table(key=keyed.key, claim=keyed.claim, rank=rank, fresh=fresh[keyed.claim])
    return engine.sql(PLACES, {"keys": entries}).sort_by("rank")


def _table(**columns: NDArray[Any]) -> pa.Table:
    return pa.table({name: pa.array(column) for name, column in columns.items()})


def _order_of_days(first: Numbers) -> Numbers:
    """The place of each claim in the order of first days, and of rows where days are equal."""
    rank = np.empty(len(first), np.int64)
    rank[np.lexsort((np.arange(len(first)), first))] = np.arange(len(first))
    return rank


def _pairs(found: pa.Table) -> Couples:
    left, right = (found[name].to_numpy().astype(np.int64) for name in ("l", "r"))
    order = np.lexsort((right, left))
    return left[order], right[order]


@dataclass(frozen=True, slots=True)
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
        return self.where(np.arange(many.sum()) + np.repeat(start - (np.cumsum(many) - many), many))

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
