"""Which pairs of claims are worth a comparison: those that share a key.

A key joins two circumstances (a deed in one province on one day, a word with a name), so that a key's claims stay few
however long the casebook grows. Where one is shared by very many all the same, each claim meets its neighbours in
order of day only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from khabar.engine.contract import Engine
from khabar.link.columns import Columns, Numbers
from khabar.link.features.days import UNKNOWN
from khabar.link.meanings import Vectors

# How far apart in the order of a key's claims two of them may stand.
REACH = 200

# Days of a month-long window for claims whose day is not known firmly; bands and bits of the vectors' hashes.
WINDOW = 15
BANDS, MEANING_BITS, CONTEXT_BITS = 8, 9, 6
SEED = 20140801

Keyed = tuple[Numbers, Numbers]

PAIRS = f"""
    WITH placed AS (
        SELECT key, claim, row_number() OVER (PARTITION BY key ORDER BY first, claim) AS place FROM keys
    ), chunked AS (
        SELECT key, claim, place, (place - place % {REACH}) / {REACH} AS chunk FROM placed
    ), doubled AS (
        SELECT key, claim, place, chunk FROM chunked UNION ALL SELECT key, claim, place, chunk + 1 FROM chunked
    )
    SELECT DISTINCT
        CASE WHEN a.claim < b.claim THEN a.claim ELSE b.claim END AS l,
        CASE WHEN a.claim < b.claim THEN b.claim ELSE a.claim END AS r
    FROM doubled a JOIN chunked b ON a.key = b.key AND a.chunk = b.chunk
    WHERE a.claim <> b.claim AND abs(a.place - b.place) <= {REACH}
"""


def candidates(columns: Columns, engine: Engine) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rows of the left and right claims of every candidate pair, in order."""
    found = engine.sql(PAIRS, {"keys": keys(columns)})
    left, right = (found[name].to_numpy().astype(np.int64) for name in ("l", "r"))
    order = np.lexsort((right, left))
    return left[order], right[order]


def keys(columns: Columns) -> pa.Table:
    """Every key of every claim, with the claim's row and first day."""
    claims, numbers = [], []
    for rows, key in _all_keys(columns):
        claims.append(rows)
        numbers.append(key)
    claim = np.concatenate([*claims, np.zeros(0, np.int64)])
    key = np.concatenate([*numbers, np.zeros(0, np.int64)])
    return pa.Table.from_arrays(
        [pa.array(key), pa.array(claim), pa.array(columns.first[claim])], ["key", "claim", "first"]
    )


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
    mixed = np.zeros(len(rows), np.uint64)
    for part in parts:
        value = part[rows].astype(np.uint64) if isinstance(part, np.ndarray) else np.uint64(part)
        mixed = (mixed ^ value) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return rows.astype(np.int64), (mixed >> np.uint64(1)).astype(np.int64)


def _window(c: Columns, shift: int) -> NDArray[np.int64]:
    """The half month that the last day of a claim lies in; with ``shift`` the one after, so that neighbours meet."""
    return np.where(c.last == UNKNOWN, 0, (c.last + shift) // WINDOW)


def _bands(meaning: Vectors, size: int) -> Iterator[NDArray[np.int64]]:
    """Bits of each vector's side of random planes: vectors that point the same way share most (Charikar 2002)."""
    planes = np.random.default_rng(SEED).integers(-8, 9, (meaning.matrix.shape[1], BANDS * size)).astype(np.float32)
    sides = (meaning.matrix.astype(np.float32) @ planes > 0).astype(np.int64)
    weights = 1 << np.arange(size, dtype=np.int64)
    for band in range(BANDS):
        yield (sides[:, band * size : (band + 1) * size] @ weights)[meaning.rows]
