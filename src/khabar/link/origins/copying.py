"""Which reports hold stretches of an earlier one, word for word.

Each fingerprint leads from the reports that hold it to the earliest that does, so the cost grows with the number of
fingerprints, not of pairs: a thousand copies of one story all point to the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from khabar.frozen import record
from khabar.link.origins.accounts import Account
from khabar.link.origins.fingerprints import fingerprints
from khabar.records import Span

# Below two fingerprints a shared run may be a set phrase or the name of a body.
FEWEST = 2

Numbers = NDArray[np.int64]


@record(frozen=True, slots=True)
class Copy:
    """A later report that holds words of an earlier one: which share of the shorter text, and the longest stretch."""

    later: Account
    earlier: Account
    share: float
    stretch: Span


# The fingerprints of each report, in order: their values, and where they start and end.
_WHOLE = pa.list_(pa.int64())
PRINTS = pa.schema([("report_id", pa.string()), ("value", _WHOLE), ("start", _WHOLE), ("end", _WHOLE)])


def prints_of(accounts: Iterable[Account]) -> pa.Table:
    """The fingerprints of accounts, as ``PRINTS``."""
    found = [(account.report_id, fingerprints(account.text, account.own)) for account in accounts]
    columns = [[[getattr(one, name) for one in own] for _, own in found] for name in PRINTS.names[1:]]
    return pa.Table.from_pydict(dict(zip(PRINTS.names, [[name for name, _ in found], *columns], strict=True)), PRINTS)


def copies(accounts: Sequence[Account], prints: pa.Table) -> Iterator[Copy]:
    """The copies among accounts that stand in order of time; ``prints`` has the fingerprints of each."""
    names = pa.array([account.report_id for account in accounts], pa.string())
    ordered = prints.take(pc.index_in(names, value_set=prints["report_id"].combine_chunks())).combine_chunks()
    many = pc.list_value_length(ordered["value"]).to_numpy()
    owner = np.repeat(np.arange(len(accounts)), many)
    value, start, end = (pc.list_flatten(ordered[name]).to_numpy() for name in PRINTS.names[1:])
    _, first, place = np.unique(value, return_index=True, return_inverse=True)
    for later, earlier, shared, stretch in _stretches(owner, owner[first][place], start, end):
        share = round(min(1.0, shared / int(min(many[later], many[earlier]))), 4)
        yield Copy(accounts[later], accounts[earlier], share, stretch)


def _stretches(owner: Numbers, lender: Numbers, start: Numbers, end: Numbers) -> Iterator[tuple[int, int, int, Span]]:
    """The numbers of each report and lender, how many fingerprints they share, and the longest stretch without another."""
    heads = _changes(owner, lender)
    last = np.append(heads, len(owner))[1:] - 1
    foreign = owner[heads] != lender[heads]
    runs = (owner[heads], lender[heads], last - heads + 1, start[heads], end[last])
    later, earlier, size, start, end = (array[foreign] for array in runs)
    order = np.lexsort((start, start - end, earlier, later))
    later, earlier, size, start, end = (array[order] for array in (later, earlier, size, start, end))
    longest = _changes(later, earlier)
    shared = np.add.reduceat(size, longest) if len(longest) else size
    for at, count in zip(longest.tolist(), shared.tolist(), strict=True):
        if count >= FEWEST:
            yield int(later[at]), int(earlier[at]), count, Span(int(start[at]), int(end[at]))


def _changes(one: Numbers, other: Numbers) -> Numbers:
    """Where a stretch of equal couples begins."""
    return np.flatnonzero((np.diff(one, prepend=-1) != 0) | (np.diff(other, prepend=-1) != 0))
